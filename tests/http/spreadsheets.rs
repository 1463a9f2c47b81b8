//! Spreadsheets as people send them: good ones come in, bad ones each get a clear message and change nothing.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use nonnuoc::http::uploads::{UploadResult, Verdict, judge};
use nonnuoc::model::Text;
use nonnuoc::report::figure_sheet::Reading;
use nonnuoc::report::{template, workbook};
use nonnuoc::store::Store;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::accounts::{Browser, administrator};
use crate::support::{fresh_server_with_administrator, send, snapshot};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn look(bytes: &[u8]) -> Result<UploadResult, Text> {
    look_with(bytes, Reading::default())
}

fn look_with(bytes: &[u8], reading: Reading) -> Result<UploadResult, Text> {
    judge(&snapshot(), bytes, reading, today()).map(|(result, ..)| result)
}

/// A workbook with one sheet, filled by the closure.
fn file(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

/// Headings in row 2, the period above them, rows from row 3.
fn table(name: &str, period: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    file(name, |sheet| {
        if !period.is_empty() {
            write(sheet, 0, &["Kỳ báo cáo", period]);
        }
        write(
            sheet,
            1,
            &[
                "Mã",
                "Tên đơn vị",
                "Giá trị",
                "Lý do không có",
                "Nguồn",
                "Chất lượng",
                "Đơn vị tính",
            ],
        );
        fill(sheet);
    })
}

fn write(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in cells.iter().enumerate() {
        if !text.is_empty() {
            sheet.write_string(row, column as u16, *text).unwrap();
        }
    }
}

/// One row of texts, sent for an indicator and a period.
fn one(indicator: &str, period: &str, cells: &[&str]) -> Vec<u8> {
    table(indicator, period, |sheet| write(sheet, 2, cells))
}

/// The workbook as some programs write it: formulas without their results.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for position in 0..from.len() {
        let mut entry = from.by_index(position).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let changed = String::from_utf8(text).unwrap().replace("<v>4711</v>", "");
            text = changed.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut to, &text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

const WARD: &str = "Phường Thục Phán";

fn row(value: &str) -> [&str; 5] {
    ["01273", WARD, value, "", "Báo cáo xã"]
}

#[expect(
    clippy::too_many_lines,
    reason = "one line a bad file; a table reads best in one piece"
)]
fn bad_rows() -> Vec<(&'static str, Vec<u8>)> {
    let households = |cells: &[&str]| one("households", "2026", cells);
    let plain = |fill: fn(&mut Worksheet)| {
        table("households", "2026", |sheet| {
            write(sheet, 2, &["01273", WARD, "", "", "Báo cáo xã"]);
            fill(sheet);
        })
    };
    vec![
        ("no-indicator", one("Trang tính", "2026", &row("5"))),
        (
            "unknown-indicator",
            file("x", |sheet| {
                write(sheet, 0, &["Chỉ số", "happiness"]);
                write(sheet, 1, &["Mã", "Tên", "Giá trị"]);
                write(sheet, 2, &["01273", WARD, "5"]);
            }),
        ),
        ("computed", one("health-insurance", "2026", &row("95"))),
        ("unknown-code", households(&["99999", "", "5", "", "x"])),
        ("unknown-code", households(&["mã 12", "", "5", "", "x"])),
        (
            "code-and-name-differ",
            households(&["01273", "Xã Bảo Lạc", "5", "", "x"]),
        ),
        (
            "unknown-name",
            households(&["", "Xã Không Có", "5", "", "x"]),
        ),
        (
            "unknown-name",
            households(&["", "Phường Sông Hiến", "5", "", "x"]),
        ),
        (
            "ambiguous-name",
            one("households", "2024", &["", "Hưng Đạo", "5", "", "x"]),
        ),
        ("no-unit", households(&["", "", "5", "", "x"])),
        ("total-row", households(&["", "Tổng cộng", "5", "", "x"])),
        ("bad-period", one("households", "sang năm", &row("5"))),
        ("bad-period", one("households", "15/09/2026", &row("5"))),
        ("no-period", one("households", "", &row("5"))),
        ("future-period", one("households", "2031", &row("5"))),
        (
            "period-too-short",
            one("households", "Tháng 7/2026", &row("5")),
        ),
        ("not-a-number", households(&row("nhiều"))),
        ("not-a-number", households(&row("1.23.4"))),
        ("not-a-number", households(&row("khoảng 500"))),
        (
            "ambiguous-number",
            one("cadastral-area", "2026", &row("1.234")),
        ),
        (
            "ambiguous-number",
            one("cadastral-area", "2026", &row("1,234")),
        ),
        ("too-many-decimals", households(&row("12,5"))),
        ("out-of-range", households(&row("-5"))),
        (
            "out-of-range",
            one(
                "pci",
                "2025",
                &["province", "Toàn tỉnh", "640,5", "", "VCCI"],
            ),
        ),
        ("out-of-range", one("drug-free-communes", "2026", &row("2"))),
        (
            "wrong-unit",
            households(&["01273", WARD, "5", "", "x", "", "người"]),
        ),
        (
            "value-and-reason",
            households(&["01273", WARD, "5", "chưa có", "x"]),
        ),
        (
            "unknown-quality",
            households(&["01273", WARD, "5000", "", "x", "tốt"]),
        ),
        (
            "wrong-subject",
            households(&["tra-linh", "Trà Lĩnh", "5", "", "x"]),
        ),
        (
            "wrong-subject",
            one("border-boarding-communes", "2026", &row("1")),
        ),
        (
            "wrong-subject",
            households(&["01267", "Phường Sông Hiến", "5", "", "x"]),
        ),
        ("wrong-subject", one("pci", "2025", &row("64,5"))),
        ("unit-of-later", one("households", "2023", &row("5000"))),
        ("already-approved", one("population", "2024", &row("41200"))),
        (
            "part-exceeds-whole",
            one("insured-persons", "2024", &row("41158")),
        ),
        ("no-source", households(&["01273", WARD, "5000"])),
        (
            "duplicate-row",
            table("households", "2026", |sheet| {
                write(sheet, 2, &row("5000"));
                write(sheet, 3, &row("5100"));
            }),
        ),
        (
            "date-for-number",
            plain(|sheet| {
                let day = ExcelDateTime::from_ymd(2026, 5, 1).unwrap();
                let format = Format::new().set_num_format("dd/mm/yyyy");
                sheet
                    .write_datetime_with_format(2, 2, &day, &format)
                    .unwrap();
            }),
        ),
        (
            "cell-error",
            plain(|sheet| {
                sheet
                    .write_formula(2, 2, Formula::new("=NA()").set_result("#N/A"))
                    .unwrap();
            }),
        ),
        (
            "formula-without-result",
            without_results(&plain(|sheet| {
                sheet
                    .write_formula(2, 2, Formula::new("=SUM(H1:H9)").set_result("4711"))
                    .unwrap();
            })),
        ),
        (
            "merged-value",
            table("households", "2026", |sheet| {
                write(sheet, 2, &row(""));
                write(sheet, 3, &["01279", "Phường Nùng Trí Cao", "", "", "x"]);
                sheet
                    .merge_range(2, 2, 3, 2, "5000", &Format::new())
                    .unwrap();
            }),
        ),
        (
            "hidden-row",
            table("households", "2026", |sheet| {
                write(sheet, 2, &row("5000"));
                sheet.set_row_hidden(2).unwrap();
            }),
        ),
        ("hidden-row", {
            let mut workbook = Workbook::new();
            workbook.add_worksheet().set_name("Bìa").unwrap();
            let sheet = workbook.add_worksheet();
            sheet.set_name("households").unwrap();
            sheet.set_hidden(true);
            write(sheet, 0, &["Kỳ báo cáo", "2026"]);
            write(sheet, 1, &["Mã", "Tên", "Giá trị", "Nguồn"]);
            write(sheet, 2, &["01273", WARD, "5000", "x"]);
            workbook.save_to_buffer().unwrap()
        }),
    ]
}

#[test]
fn every_bad_row_is_told_with_value_and_remedy() {
    let cases = bad_rows();
    assert!(cases.len() >= 30, "{}", cases.len());
    for (position, (code, bytes)) in cases.iter().enumerate() {
        let result = look(bytes).unwrap_or_else(|error| panic!("{position} {code}: {error:?}"));
        let found = result
            .rows
            .iter()
            .flat_map(|row| row.findings.iter().map(move |finding| (row, finding)))
            .find(|(_, finding)| finding.finding.code == *code);
        let Some((row, finding)) = found else {
            panic!("{position} {code}: {:?}", result.rows)
        };
        assert_ne!(row.verdict, Verdict::Accepted, "{position} {code}");
        assert!(row.row >= 3, "{position} {code}");
        for text in [&finding.finding.message, &finding.finding.remedy] {
            assert!(
                !text.vi.is_empty() && !text.en.is_empty(),
                "{position} {code}"
            );
        }
    }
}

fn bad_files() -> Vec<(&'static str, Vec<u8>)> {
    let good = one("households", "2026", &row("5000"));
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    for _ in 0..101 {
        std::io::Write::write_all(&mut bomb, &vec![b' '; 1024 * 1024]).unwrap();
    }
    let mut stored = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    stored
        .start_file("hello.txt", zip::write::SimpleFileOptions::default())
        .unwrap();
    vec![
        ("is empty", Vec::new()),
        ("no .xlsx workbook", b"ma;ten;gia tri\n01273;x;5\n".to_vec()),
        ("no .xlsx workbook", vec![0x89, b'P', b'N', b'G']),
        (
            "old .xls workbook",
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1],
        ),
        ("no .xlsx workbook", good[..good.len() / 2].to_vec()),
        ("no .xlsx workbook", stored.finish().unwrap().into_inner()),
        ("at most 100 MB", bomb.finish().unwrap().into_inner()),
        (
            "no sheet has headings",
            file("households", |sheet| write(sheet, 0, &["01273", WARD, "5"])),
        ),
        ("hold no rows", one("households", "2026", &[])),
    ]
}

#[test]
fn every_bad_file_is_told_in_one_sentence() {
    for (words, bytes) in bad_files() {
        let error = look(&bytes).map(|result| result.rows).unwrap_err();
        assert!(error.en.contains(words), "{words}: {}", error.en);
    }
}

#[tokio::test]
async fn bad_spreadsheets_change_nothing_even_when_confirmed() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    for (code, bytes) in bad_rows().into_iter().chain(bad_files()) {
        let checksum = look(&bytes).map_or_else(|_| "none".to_owned(), |result| result.checksum);
        let before = store.snapshot().version();
        let (status, answer) =
            upload(&server, &mut admin, &format!("?confirm={checksum}"), bytes).await;
        if status == StatusCode::OK {
            assert_eq!(answer["saved"], answer["accepted"], "{code}: {answer}");
        } else {
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{code}: {answer}");
        }
        if answer["accepted"].as_u64().unwrap_or(0) == 0 {
            assert_eq!(
                store.snapshot().version(),
                before,
                "{code} changed the data"
            );
        }
    }
}

async fn upload(
    server: &axum::Router,
    browser: &mut Browser,
    query: &str,
    bytes: Vec<u8>,
) -> (StatusCode, serde_json::Value) {
    let request = Request::post(format!("/api/observations/uploads{query}"))
        .header(header::CONTENT_TYPE, XLSX)
        .header(header::COOKIE, browser.cookie())
        .body(Body::from(bytes))
        .unwrap();
    let answer = send(server.clone(), request).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn nothing_is_saved_until_that_very_file_is_confirmed() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let good = table("households", "2026", |sheet| {
        write(sheet, 2, &row("9.512"));
        write(
            sheet,
            3,
            &[
                "01279",
                "Phường Nùng Trí Cao",
                "",
                "đang rà soát",
                "Báo cáo xã",
            ],
        );
    });
    let nobody = Request::post("/api/observations/uploads")
        .body(Body::from(good.clone()))
        .unwrap();
    assert_eq!(
        send(server.clone(), nobody).await.status,
        StatusCode::UNAUTHORIZED
    );
    let (_, result) = upload(&server, &mut admin, "", good.clone()).await;
    assert_eq!(
        (result["accepted"].as_u64(), result["is_saved"].as_bool()),
        (Some(2), Some(false)),
        "{result}"
    );
    let version = store.snapshot().version();
    let (status, _) = upload(&server, &mut admin, "?confirm=0000", good.clone()).await;
    assert_eq!(
        (status, store.snapshot().version()),
        (StatusCode::CONFLICT, version)
    );
    let confirm = format!("?confirm={}", result["checksum"].as_str().unwrap());
    let (_, result) = upload(&server, &mut admin, &confirm, good).await;
    assert_eq!(
        (result["saved"].as_u64(), store.snapshot().version()),
        (Some(2), version + 1),
        "{result}"
    );
    let key = "households_unit.01273@2025-07-01_2026_1".parse().unwrap();
    let snapshot = store.snapshot();
    let figure = snapshot.figures().get(&key).unwrap();
    assert_eq!(
        (figure.value.number(), figure.state.name()),
        (Some(9512.into()), "draft")
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_people_really_send_is_understood() {
    let bytes = table("cadastral-area", "30/09/2026", |sheet| {
        sheet.write_number(2, 0, 1273).unwrap();
        write(sheet, 2, &["", WARD, "1.234,5", "", "Báo cáo"]);
        write(
            sheet,
            3,
            &["1279", "Nuøng Trí Cao", "1234.5", "", "Báo cáo"],
        );
        write(sheet, 4, &["", "Tân Giang", "", "", "Báo cáo"]);
        sheet
            .write_formula(4, 2, Formula::new("=1000+0.5").set_result("1000.5"))
            .unwrap();
        write(sheet, 5, &["", "x· B¶o L¹c", "", "", "Báo cáo"]);
        sheet.write_number(5, 2, 812.5).unwrap();
        write(sheet, 6, &["01318", "", "", "chưa đo", "Báo cáo"]);
        sheet
            .merge_range(7, 0, 7, 1, "01360", &Format::new())
            .unwrap();
        write(sheet, 7, &["", "", "77,1", "", "Báo cáo"]);
    });
    let period = "2025".parse().unwrap();
    let result = look_with(
        &bytes,
        Reading {
            period: Some(period),
            mark: None,
        },
    );
    let message = format!("{result:?}");
    // A day that ends no year is no period of a yearly indicator.
    assert!(
        result
            .unwrap()
            .rows
            .iter()
            .all(|row| row.verdict == Verdict::Rejected),
        "{message}"
    );
    let bytes = table("cadastral-area", "31/12/2025", |sheet| {
        sheet.write_number(2, 0, 1273).unwrap();
        write(sheet, 2, &["", WARD, "1.234,5", "", "Báo cáo"]);
        write(
            sheet,
            3,
            &["1279", "Nuøng Trí Cao", "1234.5", "", "Báo cáo"],
        );
        write(sheet, 4, &["", "Tân Giang", "", "", "Báo cáo"]);
        sheet
            .write_formula(4, 2, Formula::new("=1000+0.5").set_result("1000.5"))
            .unwrap();
        write(sheet, 5, &["", "x· B¶o L¹c", "", "", "Báo cáo"]);
        sheet.write_number(5, 2, 812.5).unwrap();
        write(sheet, 6, &["01318", "", "", "chưa đo", "Báo cáo"]);
    });
    let result = look(&bytes).unwrap();
    let values: Vec<String> = result
        .rows
        .iter()
        .map(|row| {
            assert_eq!(row.verdict, Verdict::Accepted, "{row:?}");
            let figure = row.figure.as_ref().unwrap();
            let value = figure
                .value
                .map_or("–".to_owned(), |value| value.normalize().to_string());
            format!(
                "{} {} {value}",
                figure.subject.unit_code.as_deref().unwrap(),
                figure.period
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            "01273 2025 1234.5",
            "01279 2025 1234.5",
            "01288 2025 1000.5",
            "01321 2025 812.5",
            "01318 2025 –"
        ]
    );
}

#[test]
fn an_ambiguous_number_is_settled_by_naming_the_decimal_mark() {
    let bytes = one("cadastral-area", "2025", &row("1.234"));
    let value = |mark| {
        let result = look_with(
            &bytes,
            Reading {
                period: None,
                mark: Some(mark),
            },
        )
        .unwrap();
        result.rows[0]
            .figure
            .as_ref()
            .and_then(|figure| figure.value)
            .unwrap()
            .to_string()
    };
    assert_eq!(
        (value(','), value('.')),
        ("1234".to_owned(), "1.234".to_owned())
    );
}

#[test]
fn a_template_has_a_row_for_every_unit_and_reads_back_as_empty() {
    let snapshot = snapshot();
    let ids = [
        "households",
        "border-boarding-communes",
        "trade-turnover",
        "pci",
    ];
    let indicators: Vec<_> = ids
        .iter()
        .map(|id| {
            snapshot
                .programme()
                .indicator(&id.parse().unwrap())
                .unwrap()
                .as_ref()
        })
        .collect();
    let bytes = template::write(&snapshot, &indicators, "2026".parse().unwrap()).unwrap();
    let sheets = workbook::read(&bytes).unwrap();
    let rows: Vec<(String, usize)> = sheets
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.rows.len() - 7))
        .collect();
    let wanted = [
        ("households", 56),
        ("border-boarding-communes", 21),
        ("trade-turnover", 10),
        ("pci", 1),
    ];
    assert_eq!(rows, wanted.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(
        sheets[0].rows[7].cells[0],
        workbook::Cell::Text("01273".to_owned()),
        "codes are texts"
    );
    assert!(look(&bytes).unwrap_err().en.contains("hold no rows"));
    let computed = snapshot
        .programme()
        .indicator(&"health-insurance".parse().unwrap())
        .unwrap();
    let refused = template::write(&snapshot, &[computed], "2026".parse().unwrap()).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("collect insured-persons, population"),
        "{refused}"
    );
}
