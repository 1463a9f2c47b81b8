//! Spreadsheets as people send them: good ones come in, bad ones each get a clear message and change nothing.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use nonnuoc::http::uploads::{Sender, UploadResult, Verdict, judge};
use nonnuoc::model::{Finding, Snapshot, Text};
use nonnuoc::report::figure_sheet::Reading;
use nonnuoc::report::{template, workbook};
use nonnuoc::store::Store;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::accounts::{Browser, CHOSEN, administrator};
use crate::figures::{must_step, person, post, signed_in};
use crate::support::{ask_json, fresh_server_with_administrator, send, snapshot};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn look(bytes: &[u8]) -> Result<UploadResult, Text> {
    look_with(bytes, Reading::default())
}

fn look_with(bytes: &[u8], reading: Reading) -> Result<UploadResult, Text> {
    judge(
        &snapshot(),
        bytes,
        reading,
        today(),
        Sender::Command("test"),
    )
    .map(|(result, ..)| result)
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
pub(crate) fn one(indicator: &str, period: &str, cells: &[&str]) -> Vec<u8> {
    table(indicator, period, |sheet| write(sheet, 2, cells))
}

/// The workbook with another text in one of its parts.
fn with_part(bytes: &[u8], part: &str, from: &str, put: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for position in 0..archive.len() {
        let mut entry = archive.by_index(position).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut text).unwrap();
        if name == part {
            let whole = String::from_utf8(text).unwrap();
            assert!(whole.contains(from), "{part} has no {from}");
            text = whole.replace(from, put).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut to, &text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// The workbook as some programs write it: formulas without their results.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    with_part(bytes, "xl/worksheets/sheet1.xml", "<v>4711</v>", "")
}

const WARD: &str = "Phường Thục Phán";

fn row(value: &str) -> [&str; 5] {
    ["01273", WARD, value, "", "Báo cáo xã"]
}

/// Code, column and words of what must be found, and the file.
type BadRow = (&'static str, &'static str, &'static str, Vec<u8>);

#[expect(
    clippy::too_many_lines,
    reason = "one line a bad file; a table reads best in one piece"
)]
fn bad_rows() -> Vec<BadRow> {
    let households = |cells: &[&str]| one("households", "2026", cells);
    let plain = |fill: fn(&mut Worksheet)| {
        table("households", "2026", |sheet| {
            write(sheet, 2, &["01273", WARD, "", "", "Báo cáo xã"]);
            fill(sheet);
        })
    };
    vec![
        (
            "no-indicator",
            "",
            "không rõ chỉ số",
            one("Trang tính", "2026", &row("5")),
        ),
        (
            "unknown-indicator",
            "",
            "«happiness»",
            file("x", |sheet| {
                write(sheet, 0, &["Chỉ số", "happiness"]);
                write(sheet, 1, &["Mã", "Tên", "Giá trị"]);
                write(sheet, 2, &["01273", WARD, "5"]);
            }),
        ),
        (
            "computed",
            "",
            "Tỷ lệ bao phủ bảo hiểm y tế",
            one("health-insurance", "2026", &row("95")),
        ),
        (
            "unknown-code",
            "A",
            "«99999»",
            households(&["99999", "", "5", "", "x"]),
        ),
        (
            "unknown-code",
            "A",
            "«mã 12»",
            households(&["mã 12", "", "5", "", "x"]),
        ),
        (
            "code-and-name-differ",
            "B",
            "«Xã Bảo Lạc»",
            households(&["01273", "Xã Bảo Lạc", "5", "", "x"]),
        ),
        (
            "unknown-name",
            "B",
            "«Xã Không Có»",
            households(&["", "Xã Không Có", "5", "", "x"]),
        ),
        (
            "unknown-name",
            "B",
            "«Phường Sông Hiến»",
            households(&["", "Phường Sông Hiến", "5", "", "x"]),
        ),
        (
            "ambiguous-name",
            "B",
            "«Hưng Đạo»",
            one("households", "2024", &["", "Hưng Đạo", "5", "", "x"]),
        ),
        (
            "no-unit",
            "A",
            "không rõ đơn vị",
            households(&["", "", "5", "", "x"]),
        ),
        (
            "total-row",
            "B",
            "dòng tổng",
            households(&["", "Tổng cộng", "5", "", "x"]),
        ),
        (
            "bad-period",
            "",
            "«sang năm»",
            one("households", "sang năm", &row("5")),
        ),
        (
            "bad-period",
            "",
            "«15/09/2026»",
            one("households", "15/09/2026", &row("5")),
        ),
        (
            "no-period",
            "",
            "không rõ kỳ",
            one("households", "", &row("5")),
        ),
        (
            "future-period",
            "",
            "2031",
            one("households", "2031", &row("5")),
        ),
        (
            "period-too-short",
            "",
            "2026-07",
            one("households", "Tháng 7/2026", &row("5")),
        ),
        ("not-a-number", "C", "«nhiều»", households(&row("nhiều"))),
        ("not-a-number", "C", "«1.23.4»", households(&row("1.23.4"))),
        (
            "not-a-number",
            "C",
            "«khoảng 500»",
            households(&row("khoảng 500")),
        ),
        (
            "ambiguous-number",
            "C",
            "«1.234»",
            one("cadastral-area", "2026", &row("1.234")),
        ),
        (
            "ambiguous-number",
            "C",
            "«1,234»",
            one("cadastral-area", "2026", &row("1,234")),
        ),
        ("too-many-decimals", "C", "12,5", households(&row("12,5"))),
        ("out-of-range", "C", "−5 ngoài", households(&row("-5"))),
        (
            "out-of-range",
            "C",
            "640,5",
            one(
                "pci",
                "2025",
                &["province", "Toàn tỉnh", "640,5", "", "VCCI"],
            ),
        ),
        (
            "out-of-range",
            "C",
            "2 ngoài",
            one("drug-free-communes", "2026", &row("2")),
        ),
        (
            "wrong-unit",
            "G",
            "«người»",
            households(&["01273", WARD, "5", "", "x", "", "người"]),
        ),
        (
            "value-and-reason",
            "D",
            "«chưa có»",
            households(&["01273", WARD, "5", "chưa có", "x"]),
        ),
        (
            "unknown-quality",
            "F",
            "«tốt»",
            households(&["01273", WARD, "5000", "", "x", "tốt"]),
        ),
        (
            "wrong-subject",
            "A",
            "Trà Lĩnh",
            households(&["tra-linh", "Trà Lĩnh", "5", "", "x"]),
        ),
        (
            "wrong-subject",
            "A",
            "Thục Phán",
            one("border-boarding-communes", "2026", &row("1")),
        ),
        (
            "wrong-subject",
            "A",
            "Sông Hiến",
            households(&["01267", "Phường Sông Hiến", "5", "", "x"]),
        ),
        (
            "wrong-subject",
            "A",
            "Thục Phán",
            one("pci", "2025", &row("64,5")),
        ),
        (
            "unit-of-later",
            "A",
            "2023",
            one("households", "2023", &row("5000")),
        ),
        (
            "already-approved",
            "C",
            "41.157",
            one("population", "2024", &row("41200")),
        ),
        (
            "part-exceeds-whole",
            "C",
            "41.157",
            one("insured-persons", "2024", &row("41158")),
        ),
        (
            "no-source",
            "E",
            "không ghi nguồn",
            households(&["01273", WARD, "5000"]),
        ),
        (
            "duplicate-row",
            "A",
            "households:4",
            table("households", "2026", |sheet| {
                write(sheet, 2, &row("5000"));
                write(sheet, 3, &row("5100"));
            }),
        ),
        (
            "date-for-number",
            "C",
            "01/05/2026",
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
            "C",
            "#N/A",
            plain(|sheet| {
                sheet
                    .write_formula(2, 2, Formula::new("=NA()").set_result("#N/A"))
                    .unwrap();
            }),
        ),
        (
            "formula-without-result",
            "C",
            "=SUM(H1:H9)",
            without_results(&plain(|sheet| {
                sheet
                    .write_formula(2, 2, Formula::new("=SUM(H1:H9)").set_result("4711"))
                    .unwrap();
            })),
        ),
        (
            "merged-value",
            "C",
            "gộp nhiều dòng",
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
            "A",
            "bị ẩn",
            table("households", "2026", |sheet| {
                write(sheet, 2, &row("5000"));
                sheet.set_row_hidden(2).unwrap();
            }),
        ),
        (
            "unknown-place",
            "A",
            "«tra-lin»",
            one(
                "trade-turnover",
                "2026-Q2",
                &["tra-lin", "Trà Lĩnh", "5", "", "Hải quan"],
            ),
        ),
        (
            "code-and-name-differ",
            "B",
            "«Tà Lùng»",
            one(
                "trade-turnover",
                "2026-Q2",
                &["tra-linh", "Tà Lùng", "5", "", "Hải quan"],
            ),
        ),
        (
            "unknown-name",
            "B",
            "«Cửa khẩu Không Có»",
            one(
                "trade-turnover",
                "2026-Q2",
                &["", "Cửa khẩu Không Có", "5", "", "Hải quan"],
            ),
        ),
        ("hidden-row", "A", "bị ẩn", {
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
fn every_bad_row_is_told_with_row_column_value_and_remedy() {
    let cases = bad_rows();
    assert!(cases.len() >= 30, "{}", cases.len());
    let different: std::collections::BTreeSet<_> = cases
        .iter()
        .map(|(code, _, says, _)| (code, says))
        .collect();
    assert!(different.len() >= 30, "{} differ", different.len());
    for (position, (code, column, says, bytes)) in cases.iter().enumerate() {
        let result = look(bytes).unwrap_or_else(|error| panic!("{position} {code}: {error:?}"));
        let found = result
            .rows
            .iter()
            .flat_map(|row| row.findings.iter().map(move |finding| (row, finding)))
            .find(|(_, finding)| finding.finding.code == *code);
        let Some((row, found)) = found else {
            panic!("{position} {code}: {:?}", result.rows)
        };
        assert_ne!(row.verdict, Verdict::Accepted, "{position} {code}");
        assert_eq!(
            (row.row, found.column.as_str()),
            (3, *column),
            "{position} {code}"
        );
        let Finding {
            message, remedy, ..
        } = &found.finding;
        assert!(
            message.vi.contains(says),
            "{position} {code}: {}",
            message.vi
        );
        assert_ne!(message.vi, message.en, "{position} {code}");
        for text in [&message.en, &remedy.vi, &remedy.en] {
            assert!(text.chars().count() >= 5, "{position} {code}: {text:?}");
        }
        assert_eq!(result.accepted, 0, "{position} {code} would be kept");
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

/// Files of a few kilobytes that name the last cell of the largest sheet, or repeat one text in millions of cells.
fn hostile_files() -> Vec<(&'static str, Vec<u8>)> {
    let far = |far_row: u32, column: u16| {
        table("households", "2026", |sheet| {
            write(sheet, 2, &row("5000"));
            sheet.write_string(far_row, column, "x").unwrap();
        })
    };
    let merged = file("households", |sheet| {
        let text = "a".repeat(32_000);
        sheet
            .merge_range(0, 0, 0, 1, &text, &Format::new())
            .unwrap();
        sheet.write_string(19_999, 0, "x").unwrap();
    });
    let repeated = file("households", |sheet| {
        for row in 0..4_000 {
            sheet.write_string(row, 0, "a".repeat(32_000)).unwrap();
        }
    });
    let sheets = {
        let mut workbook = Workbook::new();
        for _ in 0..201 {
            workbook.add_worksheet();
        }
        workbook.save_to_buffer().unwrap()
    };
    let (sheet, texts) = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml");
    let announced = one("households", "2026", &row("5000"));
    let count = part_of(&announced, texts);
    let (_, count) = count.split_once("uniqueCount=\"").unwrap();
    let count = format!("uniqueCount=\"{}\"", count.split('"').next().unwrap());
    vec![
        ("something in cell XFD1048576", far(1_048_575, 16_383)),
        ("something in cell A1048576", far(1_048_575, 0)),
        ("something in cell XFD20000", far(19_999, 16_383)),
        (
            "take more than the 100 MB",
            with_part(&merged, sheet, "\"A1:B1\"", "\"A1:XFD20000\""),
        ),
        ("take more than the 100 MB", repeated),
        ("has 201 sheets", sheets),
        (
            "announces 99999999999 of them",
            with_part(&announced, texts, &count, "uniqueCount=\"99999999999\""),
        ),
    ]
}

#[test]
fn a_small_file_does_not_fill_the_memory() {
    for (words, bytes) in hostile_files() {
        assert!(bytes.len() < 1 << 20, "{words}: {} bytes", bytes.len());
        let error = workbook::read(&bytes).unwrap_err();
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert_ne!(error.told().vi, error.to_string(), "{words}");
    }
}

#[test]
fn cells_that_are_merged_beyond_the_table_are_read_as_far_as_it_goes() {
    let bytes = table("households", "2026", |sheet| {
        sheet
            .merge_range(0, 4, 0, 5, "Biểu số 1", &Format::new())
            .unwrap();
        write(sheet, 2, &row("5000"));
    });
    let wide = with_part(
        &bytes,
        "xl/worksheets/sheet1.xml",
        "\"E1:F1\"",
        "\"E1:XFD1\"",
    );
    assert_eq!(look(&wide).unwrap().accepted, 1);
    let sheets = workbook::read(&wide).unwrap();
    let widths: Vec<usize> = sheets[0].rows.iter().map(|row| row.cells.len()).collect();
    assert_eq!(widths, [200, 7, 5]);
    assert_eq!(sheets[0].rows[0].cells[199].text(), "Biểu số 1");
    let long = with_part(
        &bytes,
        "xl/worksheets/sheet1.xml",
        "\"E1:F1\"",
        "\"F2:F1048576\"",
    );
    assert_eq!(workbook::read(&long).unwrap()[0].rows.len(), 3);
}

#[test]
fn shared_formulas_are_told_where_a_cell_shows_no_result() {
    let bytes = table("households", "2026", |sheet| {
        write(sheet, 2, &["01273", WARD, "", "", "Báo cáo xã"]);
        write(sheet, 3, &["01279", "Phường Nùng Trí Cao", "", "", "x"]);
        for row in [2, 3] {
            let formula = Formula::new(format!("=H{}", row + 1)).set_result("4711");
            sheet.write_formula(row, 2, formula).unwrap();
        }
    });
    let sheet = "xl/worksheets/sheet1.xml";
    let first = with_part(
        &bytes,
        sheet,
        "<f>H3</f>",
        "<f t=\"shared\" ref=\"C3:C4\" si=\"4000000000\">H3</f>",
    );
    let shared = with_part(
        &first,
        sheet,
        "<f>H4</f>",
        "<f t=\"shared\" si=\"4000000000\"></f>",
    );
    let values = |bytes: &[u8]| {
        let sheets = workbook::read(bytes).unwrap();
        [2, 3].map(|row| sheets[0].rows[row].cells[2].text())
    };
    assert_eq!(values(&shared), ["4711", "4711"]);
    assert_eq!(values(&without_results(&shared)), ["=H3", "=H4"]);
}

#[tokio::test]
async fn only_who_may_enter_figures_has_a_spreadsheet_read() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut newcomer = Browser::new(&server);
    newcomer.sign_in("admin", &one_time).await;
    let sheet = || one("households", "2026", &row("812"));
    let (status, answer) = upload(&server, &mut newcomer, "", sheet()).await;
    let code = answer["error"]["code"].as_str();
    assert_eq!(
        (status, code),
        (StatusCode::FORBIDDEN, Some("password_must_change"))
    );
    newcomer.change_password(&one_time, CHOSEN).await;
    let mut admin = newcomer;
    // What is no spreadsheet shows that nothing is read before permission is asked.
    let mut visitor = person(&server, &mut admin, "visitor", "viewer", &[]).await;
    for bytes in [sheet(), b"no spreadsheet".to_vec()] {
        let (status, answer) = upload(&server, &mut visitor, "", bytes).await;
        let code = answer["error"]["code"].as_str();
        assert_eq!((status, code), (StatusCode::FORBIDDEN, Some("not_allowed")));
    }
    let mut editor = person(&server, &mut admin, "editor", "editor", &[]).await;
    let (status, answer) = upload(&server, &mut editor, "", sheet()).await;
    assert_eq!((status, &answer["accepted"]), (StatusCode::OK, &1.into()));
}

/// The row's number, its verdict, and the code and column of what was found first.
fn verdicts(result: &serde_json::Value) -> Vec<(u64, String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let rows = result["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let found = &row["findings"][0];
        let found = format!("{} {}", text(&found["code"]), text(&found["column"]));
        (row["row"].as_u64().unwrap(), text(&row["verdict"]), found)
    })
    .collect()
}

/// Looks at a file and confirms it with what is doubtful; what was found, and how many figures were saved.
async fn looked_at_and_confirmed(
    server: &axum::Router,
    browser: &mut Browser,
    bytes: Vec<u8>,
) -> (Vec<(u64, String, String)>, u64) {
    let (status, looked) = upload(server, browser, "", bytes.clone()).await;
    assert_eq!(status, StatusCode::OK, "{looked}");
    let checksum = looked["checksum"].as_str().unwrap();
    let confirm = format!("?confirm={checksum}&with_doubtful=true");
    let (status, kept) = upload(server, browser, &confirm, bytes).await;
    assert_eq!(status, StatusCode::OK, "{kept}");
    (verdicts(&looked), kept["saved"].as_u64().unwrap())
}

#[tokio::test]
async fn a_row_of_another_commune_is_named_and_the_others_are_kept() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let account = serde_json::json!({ "name": "ward", "display_name": "Phường", "role": "editor",
        "units": ["01273"] });
    let mut ward = signed_in(&server, &mut admin, account).await;
    let sheet = table("households", "2026", |sheet| {
        write(sheet, 2, &row("812"));
        write(
            sheet,
            3,
            &["01279", "Phường Nùng Trí Cao", "915", "", "Báo cáo xã"],
        );
    });
    let (found, saved) = looked_at_and_confirmed(&server, &mut ward, sheet.clone()).await;
    let told = |row, verdict: &str, found: &str| (row, verdict.to_owned(), found.to_owned());
    assert_eq!(
        found,
        [
            told(3, "accepted", " "),
            told(4, "rejected", "out-of-scope A")
        ]
    );
    assert_eq!(saved, 1);
    let key = "households_unit.01273@2025-07-01_2026_1".parse().unwrap();
    assert!(store.snapshot().figures().get(&key).is_some());
    // Their own draft may be changed, and the other commune is anybody's who is not bound.
    let (found, saved) = looked_at_and_confirmed(&server, &mut ward, sheet.clone()).await;
    assert_eq!(found[0], told(3, "doubtful", "already-entered C"));
    assert_eq!(saved, 1);
    let (found, saved) = looked_at_and_confirmed(&server, &mut admin, sheet).await;
    assert_eq!(
        found,
        [told(3, "rejected", "not-yours C"), told(4, "accepted", " ")]
    );
    assert_eq!(saved, 1);
}

#[tokio::test]
async fn a_colleague_s_draft_and_what_awaits_approval_are_named_and_left() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut office = person(&server, &mut admin, "office", "editor", &[]).await;
    let entered = serde_json::json!({ "indicator": "households", "subject": "unit.01273@2025-07-01",
        "period": "2026", "value": "900", "source": "x", "is_confirmed": true });
    let (status, answer) = post(&mut office, "/api/observations", entered).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let sheet = || one("households", "2026", &row("812"));
    let (_, looked) = upload(&server, &mut admin, "", sheet()).await;
    let found = &looked["rows"][0]["findings"][0];
    for (language, words) in [("vi", "do office nhập"), ("en", "office entered a draft")] {
        let message = found["message"][language].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    let id = "households_unit.01273@2025-07-01_2026_1";
    must_step(&mut office, id, "submit").await;
    for who in [&mut admin, &mut office] {
        let (found, saved) = looked_at_and_confirmed(&server, who, sheet()).await;
        assert_eq!(found[0].2, "awaits-decision C");
        assert_eq!(saved, 0);
    }
    let snapshot = store.snapshot();
    let kept = snapshot.figures().get(&id.parse().unwrap()).unwrap();
    assert_eq!(kept.value.number(), Some(900.into()));
}

#[tokio::test]
async fn why_there_is_no_figure_any_more_is_why_it_is_corrected() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let reason = ["01273", WARD, "", "đang rà soát lại", "Báo cáo"];
    let note = |id: &str| {
        let snapshot = store.snapshot();
        let figure = snapshot.figures().get(&id.parse().unwrap()).unwrap();
        assert_eq!(figure.value.missing_reason(), Some("đang rà soát lại"));
        figure.note.clone()
    };
    // The population of 2024 is approved; households of 2026 were never entered.
    for (indicator, period, id, wanted) in [
        (
            "population",
            "2024",
            "population_unit.01273@2025-07-01_2024_2",
            Some("đang rà soát lại".to_owned()),
        ),
        (
            "households",
            "2026",
            "households_unit.01273@2025-07-01_2026_1",
            None,
        ),
    ] {
        let sheet = one(indicator, period, &reason);
        let (_, saved) = looked_at_and_confirmed(&server, &mut admin, sheet).await;
        assert_eq!(saved, 1, "{indicator}");
        assert_eq!(note(id), wanted, "{indicator}");
    }
}

#[test]
fn every_bad_file_is_told_in_one_sentence() {
    for (words, bytes) in bad_files() {
        let error = look(&bytes).map(|result| result.rows).unwrap_err();
        assert!(error.en.contains(words), "{words}: {}", error.en);
        assert_ne!(error.vi, error.en, "{words} is not told in Vietnamese");
    }
}

#[tokio::test]
async fn bad_spreadsheets_change_nothing_even_when_confirmed() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let before = store.snapshot();
    let rows = bad_rows()
        .into_iter()
        .map(|(code, _, _, bytes)| (code, bytes));
    for (code, bytes) in rows.chain(bad_files()) {
        let checksum = look(&bytes).map_or_else(|_| "none".to_owned(), |result| result.checksum);
        for query in [String::new(), format!("?confirm={checksum}")] {
            let (status, answer) = upload(&server, &mut admin, &query, bytes.clone()).await;
            if status == StatusCode::OK {
                let told = (answer["saved"].as_u64(), answer["is_saved"].as_bool());
                assert_eq!(told, (Some(0), Some(false)), "{code}: {answer}");
            } else {
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{code}: {answer}");
            }
            assert_eq!(
                store.snapshot().version(),
                before.version(),
                "{code} changed the data"
            );
        }
    }
    assert_eq!(*store.snapshot(), *before);
}

pub(crate) async fn upload(
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

/// The one hidden list names the 12 spots by their ids.
fn assert_offered(snapshot: &Snapshot, lists: &[workbook::Sheet]) {
    let [list] = lists else {
        panic!("one list of places is wanted: {lists:?}")
    };
    let offered: Vec<(String, String)> = list
        .rows
        .iter()
        .map(|row| (row.cells[0].text(), row.cells[1].text()))
        .collect();
    assert_eq!(offered.len(), 12);
    assert!(
        offered.iter().any(|(_, name)| name == "Đèo Mã Phục"),
        "{offered:?}"
    );
    for (id, _) in &offered {
        assert!(
            snapshot.places().get(&id.parse().unwrap()).is_some(),
            "{id}"
        );
    }
}

#[test]
fn a_template_has_a_row_for_every_unit_and_reads_back_as_empty() {
    let snapshot = snapshot();
    let ids = [
        "households",
        "border-boarding-communes",
        "trade-turnover",
        "pci",
        "landslide-households",
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
    let (lists, sheets): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|sheet| sheet.is_hidden);
    let rows: Vec<(String, usize)> = sheets
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.rows.len() - 7))
        .collect();
    let wanted = [
        ("households", 56),
        ("border-boarding-communes", 21),
        ("trade-turnover", 10),
        ("pci", 1),
        // 56 units, and a row for each of the 12 spots to be chosen in.
        ("landslide-households", 68),
    ];
    assert_eq!(rows, wanted.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(
        sheets[0].rows[7].cells[0],
        workbook::Cell::Text("01273".to_owned()),
        "codes are texts"
    );
    assert_offered(&snapshot, &lists);
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

/// A part of a workbook as it is written in the file.
fn part_of(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    text
}

#[test]
fn a_template_locks_its_headings_and_offers_choices() {
    let snapshot = snapshot();
    let ids = ["drug-free-communes", "landslide-households"];
    let indicators = ids.map(|id| {
        let indicator = snapshot.programme().indicator(&id.parse().unwrap());
        indicator.unwrap().as_ref()
    });
    let bytes = template::write(&snapshot, &indicators, "2026".parse().unwrap()).unwrap();
    let sheets = [1, 2].map(|number| part_of(&bytes, &format!("xl/worksheets/sheet{number}.xml")));
    let styles = part_of(&bytes, "xl/styles.xml");
    for sheet in &sheets {
        assert!(sheet.contains("<sheetProtection "), "a sheet is not locked");
        // The quality, and the condition or the place.
        assert_eq!(
            sheet.matches("<dataValidation type=\"list\"").count(),
            2,
            "{sheet}"
        );
        let is_open = |cell: &str| is_unlocked(sheet, &styles, cell);
        let (heading, code, value) = (is_open("A7"), is_open("A8"), is_open("C8"));
        assert_eq!((heading, code, value), (false, false, true));
    }
    assert!(
        sheets[0].contains("<formula1>\"0,1\"</formula1>"),
        "{}",
        sheets[0]
    );
    assert!(sheets[1].contains("type=\"decimal\""), "{}", sheets[1]);
}

/// Whether a cell may be typed in although its sheet is locked.
fn is_unlocked(sheet: &str, styles: &str, cell: &str) -> bool {
    let (_, rest) = sheet.split_once(&format!("<c r=\"{cell}\"")).unwrap();
    let (cell, _) = rest.split_once('>').unwrap();
    let style = cell
        .split_once("s=\"")
        .map_or("0", |(_, rest)| rest.split('"').next().unwrap());
    let (_, formats) = styles.split_once("<cellXfs").unwrap();
    let format = formats
        .split("<xf ")
        .nth(style.parse::<usize>().unwrap() + 1)
        .unwrap();
    format.contains("locked=\"0\"")
}

/// The places that the rows mean.
fn places(result: &UploadResult) -> Vec<Option<String>> {
    let of =
        |row: &nonnuoc::http::uploads::UploadRow| row.figure.as_ref()?.subject.place_id.clone();
    result.rows.iter().map(of).collect()
}

#[test]
fn a_place_is_known_by_its_code_its_name_or_as_the_template_writes_it() {
    let bytes = table("trade-turnover", "2026-Q1", |sheet| {
        for (row, [code, name]) in [
            ["tra-linh", "Trà Lĩnh"],
            ["", "tà lùng"],
            ["", "Sãc Giang"],
            ["", "Cửa khẩu này (ly-van)"],
            ["duc-long", "duc-long"],
        ]
        .into_iter()
        .enumerate()
        {
            write(sheet, row as u32 + 2, &[code, name, "12,5", "", "Hải quan"]);
        }
        // The template's own formula, its result not stored by the program that filled the sheet in.
        sheet
            .write_formula(7, 0, Formula::new("=IFERROR(B8,\"\")").set_result(""))
            .unwrap();
        write(sheet, 7, &["", "Pò Peo", "7", "", "Hải quan"]);
    });
    let result = look(&bytes).unwrap();
    assert_eq!((result.accepted, result.rejected), (6, 0), "{result:?}");
    let wanted = [
        "tra-linh",
        "ta-lung",
        "soc-giang",
        "ly-van",
        "duc-long",
        "po-peo",
    ];
    assert_eq!(places(&result), wanted.map(|id| Some(id.to_owned())));
}

#[test]
fn units_and_places_report_side_by_side() {
    let spot = snapshot()
        .places()
        .all()
        .find(|place| place.name == "Đèo Mã Phục")
        .unwrap()
        .id
        .to_string();
    let bytes = table("landslide-households", "2026", |sheet| {
        write(sheet, 2, &row("12"));
        write(sheet, 3, &["", "Đèo Mã Phục", "5", "", "Báo cáo"]);
    });
    let result = look(&bytes).unwrap();
    assert_eq!(places(&result), [None, Some(spot)], "{result:?}");
    assert_eq!(result.accepted, 2, "{result:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sheets_that_are_confirmed_in_the_same_moment_are_all_kept() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let units = ask_json(&server, "/api/units").await;
    let mut confirmed = Vec::new();
    for unit in units["units"].as_array().unwrap().iter().take(12) {
        let cells = [&unit["code"], &unit["full_name"]].map(|text| text.as_str().unwrap());
        let sheet = one("households", "2026", &[cells[0], cells[1], "812", "", "Xã"]);
        let (_, looked) = upload(&server, &mut admin, "", sheet.clone()).await;
        let confirm = format!("?confirm={}", looked["checksum"].as_str().unwrap());
        confirmed.push((confirm, sheet));
    }
    let before = store.snapshot().version();
    let uploads = confirmed.into_iter().map(|(confirm, sheet)| {
        let (server, mut admin) = (server.clone(), admin.clone());
        tokio::spawn(async move { upload(&server, &mut admin, &confirm, sheet).await })
    });
    for one in uploads.collect::<Vec<_>>() {
        let (status, answer) = one.await.unwrap();
        assert_eq!(
            (status, &answer["saved"]),
            (StatusCode::OK, &1.into()),
            "{answer}"
        );
    }
    assert_eq!(store.snapshot().version(), before + 12);
}
