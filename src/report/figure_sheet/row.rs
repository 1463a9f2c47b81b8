//! One row: its unit, period and value.

use jiff::civil::Date;

use super::{SheetFigure, SheetRow, Table, find_indicator, numbers};
use crate::model::{
    Finding, Indicator, Period, PlaceId, Quality, Snapshot, Subject, Text, Unit, UnitCode, Value,
    fold, vietnamese_number,
};
use crate::report::legacy_letters;
use crate::report::numbers::{Expected, Typed};
use crate::report::workbook::{Cell, Row, Sheet, column_letters};

/// Reads one row of a table.
pub(super) fn read(table: &Table, snapshot: &Snapshot, sheet: &Sheet, row: &Row) -> SheetRow {
    let mut reader = RowReader {
        table,
        snapshot,
        row,
        findings: Vec::new(),
    };
    if row.is_hidden || sheet.is_hidden {
        let at = column_letters(0);
        reader.findings.push((at, hidden()));
    }
    let figure = reader.figure();
    let text = |column: Option<usize>| {
        column
            .and_then(|at| row.cells.get(at))
            .map(Cell::text)
            .unwrap_or_default()
    };
    SheetRow {
        sheet: sheet.name.clone(),
        row: row.number,
        code: text(table.columns.code),
        name: text(table.columns.name),
        value: text(table.columns.value),
        figure,
        findings: reader.findings,
    }
}

fn hidden() -> Finding {
    Finding::doubtful(
        "hidden-row",
        Text::new("dòng đang bị ẩn", "the row is hidden"),
        Text::new(
            "bỏ ẩn, hoặc xác nhận là muốn gửi",
            "show it, or confirm that it is meant to be sent",
        ),
    )
}

struct RowReader<'a> {
    table: &'a Table,
    snapshot: &'a Snapshot,
    row: &'a Row,
    findings: Vec<(String, Finding)>,
}

impl<'a> RowReader<'a> {
    fn figure(&mut self) -> Option<SheetFigure> {
        let indicator = self.indicator();
        let period = indicator.and_then(|indicator| self.period(indicator));
        let subject = period.and_then(|period| self.subject(period));
        let value = indicator.and_then(|indicator| self.value(indicator));
        let quality = self.quality();
        let columns = self.table.columns;
        Some(SheetFigure {
            indicator: indicator?.id.clone(),
            subject: subject?,
            period: period?,
            value: value?,
            unit: self.unit(indicator?),
            source: self
                .filled(columns.source)
                .or_else(|| self.table.source.clone()),
            quality,
            note: self.filled(columns.note),
        })
    }

    fn cell(&self, column: Option<usize>) -> &'a Cell {
        column
            .and_then(|at| self.row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    fn filled(&self, column: Option<usize>) -> Option<String> {
        let text = self.cell(column).text();
        (!text.is_empty()).then_some(text)
    }

    fn reject(&mut self, column: Option<usize>, code: &'static str, message: Text, remedy: Text) {
        self.findings.push((
            column.map(column_letters).unwrap_or_default(),
            Finding::rejected(code, message, remedy),
        ));
    }

    fn doubt(&mut self, column: Option<usize>, code: &'static str, message: Text, remedy: Text) {
        self.findings.push((
            column.map(column_letters).unwrap_or_default(),
            Finding::doubtful(code, message, remedy),
        ));
    }

    fn indicator(&mut self) -> Option<&'a Indicator> {
        let column = self.table.columns.indicator;
        let named = self.filled(column).or_else(|| self.table.indicator.clone());
        let Some(named) = named else {
            self.reject(
                column,
                "no-indicator",
                Text::new(
                    "không rõ chỉ số nào",
                    "it is not said which indicator this is",
                ),
                Text::new(
                    "đặt tên trang bằng mã chỉ số, hoặc thêm dòng «Chỉ số»",
                    "name the sheet by the indicator's id",
                ),
            );
            return None;
        };
        let found = find_indicator(self.snapshot, &named);
        if found.is_none() {
            self.reject(
                column,
                "unknown-indicator",
                Text::new(
                    format!("không có chỉ số «{named}»"),
                    format!("there is no indicator “{named}”"),
                ),
                Text::new(
                    "dùng mã chỉ số trong danh mục",
                    "use an id of the catalogue",
                ),
            );
        }
        found
    }

    fn period(&mut self, indicator: &Indicator) -> Option<Period> {
        let column = self.table.columns.period;
        let typed = self.filled(column).or_else(|| self.table.period.clone());
        let Some(typed) = typed else {
            if self.table.reading.period.is_none() {
                self.reject(
                    column,
                    "no-period",
                    Text::new("không rõ kỳ báo cáo", "it is not said which period this is"),
                    Text::new(
                        "điền «Kỳ báo cáo» phía trên bảng",
                        "fill in “Kỳ báo cáo” above the table",
                    ),
                );
            }
            return self.table.reading.period;
        };
        let found = numbers::period(&typed, indicator.rhythm);
        if found.is_none() {
            self.reject(
                column,
                "bad-period",
                Text::new(
                    format!("không đọc được kỳ «{typed}»"),
                    format!("the period “{typed}” cannot be read"),
                ),
                Text::new(
                    "viết 2026, 2026-H1, Quý 3/2026 hoặc 07/2026",
                    "write 2026, 2026-H1, 2026-Q3 or 2026-07",
                ),
            );
        }
        found
    }

    fn subject(&mut self, period: Period) -> Option<Subject> {
        let columns = self.table.columns;
        let code = self.filled(columns.code);
        let name = self.filled(columns.name);
        let folded = name.as_deref().map(fold).unwrap_or_default();
        if code.is_none() && is_total(&folded) {
            self.doubt(
                columns.name,
                "total-row",
                Text::new("dòng tổng không được nhập", "a row of totals is not kept"),
                Text::new(
                    "tổng được tính từ các đơn vị",
                    "totals are computed from the units",
                ),
            );
            return None;
        }
        if code.as_deref() == Some("province")
            || (code.is_none()
                && matches!(folded.as_str(), "toan tinh" | "tinh cao bang" | "province"))
        {
            return Some(Subject::Province);
        }
        if let Some(place) = code.as_deref().and_then(|code| PlaceId::new(code).ok())
            && self.snapshot.places().get(&place).is_some()
        {
            return Some(Subject::Place(place));
        }
        match code {
            Some(code) => self.by_code(&code, name.as_deref(), period),
            None => self.by_name(name.as_deref(), period),
        }
    }

    fn by_code(&mut self, code: &str, name: Option<&str>, period: Period) -> Option<Subject> {
        let column = self.table.columns.code;
        let padded = restored(code);
        let versions: Vec<&Unit> = UnitCode::new(padded.clone())
            .map(|code| {
                self.snapshot
                    .units()
                    .versions(&code)
                    .map(AsRef::as_ref)
                    .collect()
            })
            .unwrap_or_default();
        if versions.is_empty() {
            self.reject(
                column,
                "unknown-code",
                Text::new(
                    format!("không có đơn vị mã «{code}»"),
                    format!("no unit has the code “{code}”"),
                ),
                Text::new(
                    "mã có năm chữ số, như 01273",
                    "codes have five digits, such as 01273",
                ),
            );
            return None;
        }
        let Some(name) = name else {
            let found = versions
                .iter()
                .find(|unit| unit.exists_on(period.end()))
                .or(versions.last());
            return found.map(|unit| Subject::Unit(unit.key.clone()));
        };
        let named = versions.iter().rev().find(|unit| is_named(unit, name));
        let Some(unit) = named else {
            let names: Vec<String> = versions.iter().map(|unit| unit.full_name()).collect();
            let known = names.join(", ");
            self.reject(
                self.table.columns.name,
                "code-and-name-differ",
                Text::new(
                    format!("mã {padded} là {known}, không phải «{name}»"),
                    format!("{padded} is {known}, not “{name}”"),
                ),
                Text::new("sửa mã hoặc tên", "mend the code or the name"),
            );
            return None;
        };
        Some(Subject::Unit(unit.key.clone()))
    }

    fn by_name(&mut self, name: Option<&str>, period: Period) -> Option<Subject> {
        let column = self.table.columns.name;
        let Some(name) = name else {
            self.reject(
                self.table.columns.code.or(column),
                "no-unit",
                Text::new("không rõ đơn vị nào", "it is not said which unit this is"),
                Text::new("điền mã năm chữ số", "fill in the five-digit code"),
            );
            return None;
        };
        let named = |day: Date| -> Vec<&Unit> {
            self.snapshot
                .units()
                .on(day)
                .map(AsRef::as_ref)
                .filter(|unit| is_named(unit, name))
                .collect()
        };
        let found = named(period.end());
        match found.as_slice() {
            [unit] => Some(Subject::Unit(unit.key.clone())),
            [] => {
                self.reject(
                    column,
                    "unknown-name",
                    Text::new(
                        format!("không có đơn vị tên «{name}» vào {}", period.end()),
                        format!("no unit was called “{name}” on {}", period.end()),
                    ),
                    Text::new("dùng mã năm chữ số", "use the five-digit code"),
                );
                None
            }
            several => {
                let codes: Vec<&str> = several.iter().map(|unit| unit.code().as_str()).collect();
                let codes = codes.join(", ");
                self.reject(
                    column,
                    "ambiguous-name",
                    Text::new(
                        format!("có nhiều đơn vị tên «{name}»: {codes}"),
                        format!("several units are called “{name}”: {codes}"),
                    ),
                    Text::new("dùng mã năm chữ số", "use the five-digit code"),
                );
                None
            }
        }
    }

    fn value(&mut self, indicator: &Indicator) -> Option<Value> {
        let column = self.table.columns.value;
        let reason = self.filled(self.table.columns.reason);
        if column.is_some_and(|at| self.row.continued.contains(&at)) {
            self.reject(
                column,
                "merged-value",
                Text::new(
                    "ô giá trị bị gộp nhiều dòng",
                    "the value's cell is merged over several rows",
                ),
                Text::new(
                    "bỏ gộp ô và điền từng dòng",
                    "unmerge it and fill in each row",
                ),
            );
            return None;
        }
        let cell = self.cell(column);
        match cell {
            Cell::Empty => reason.map(|reason| Value::NotAvailable { reason }),
            Cell::Number(number) => self.with_reason(Value::from(*number), reason.as_deref()),
            Cell::Flag(flag) => Some(Value::from(rust_decimal::Decimal::from(u8::from(*flag)))),
            Cell::Text(text) => {
                let value = self.typed(indicator, text)?;
                self.with_reason(value, reason.as_deref())
            }
            Cell::Day(_) => {
                let shown = cell.text();
                self.reject(
                    column,
                    "date-for-number",
                    Text::new(format!("giá trị là ngày {shown}; bảng tính có thể đã tự đổi"), format!("the value is the day {shown}; the spreadsheet may have turned it into one")),
                    Text::new("định dạng ô là số rồi nhập lại", "format the cell as a number and type it again"),
                );
                None
            }
            Cell::Error(error) => {
                self.reject(
                    column,
                    "cell-error",
                    Text::new(
                        format!("ô bị lỗi {error}"),
                        format!("the cell holds the error {error}"),
                    ),
                    Text::new("sửa công thức", "mend the formula"),
                );
                None
            }
            Cell::Uncalculated(formula) => {
                self.reject(
                    column,
                    "formula-without-result",
                    Text::new(
                        format!("công thức ={formula} chưa có kết quả lưu trong tệp"),
                        format!("the result of ={formula} is not stored in the file"),
                    ),
                    Text::new(
                        "mở tệp, tính lại và lưu",
                        "open the file, recalculate and save it",
                    ),
                );
                None
            }
        }
    }

    fn with_reason(&mut self, value: Value, reason: Option<&str>) -> Option<Value> {
        let Some(reason) = reason else {
            return Some(value);
        };
        self.reject(
            self.table.columns.reason,
            "value-and-reason",
            Text::new(
                format!("vừa có giá trị vừa có lý do không có: «{reason}»"),
                format!("there is a value and also a reason for having none: “{reason}”"),
            ),
            Text::new("xóa một trong hai", "delete one of the two"),
        );
        None
    }

    fn typed(&mut self, indicator: &Indicator, text: &str) -> Option<Value> {
        let column = self.table.columns.value;
        if let Some(flag) = yes_or_no(indicator, text) {
            return Some(flag);
        }
        let expected = Expected {
            decimals: indicator.decimals,
            maximum: indicator.maximum,
            mark: self.table.reading.mark,
        };
        match numbers::number(text, expected) {
            Typed::Number(number) => Some(Value::from(number)),
            Typed::Ambiguous { thousands, decimal } => {
                let (thousands, decimal) = (
                    vietnamese_number(thousands, 4),
                    vietnamese_number(decimal, 4),
                );
                self.doubt(
                    column,
                    "ambiguous-number",
                    Text::new(
                        format!("«{text}» là {thousands} hay {decimal}?"),
                        format!("is “{text}” {thousands} or {decimal} (as written in Vietnamese)?"),
                    ),
                    Text::new(
                        "chọn dấu thập phân của tệp, hoặc sửa ô thành số",
                        "say which decimal mark the file uses, or make the cell a number",
                    ),
                );
                None
            }
            Typed::Nothing => {
                self.reject(
                    column,
                    "not-a-number",
                    Text::new(
                        format!("«{text}» không phải là số"),
                        format!("“{text}” is no number"),
                    ),
                    Text::new(
                        "điền số, hoặc để trống và ghi lý do",
                        "give a number, or leave it empty and say why",
                    ),
                );
                None
            }
        }
    }

    fn unit(&self, indicator: &Indicator) -> Option<String> {
        let typed = self.filled(self.table.columns.unit)?;
        let folded = typed.trim().to_lowercase();
        let label = &indicator.unit.label;
        let is_own = [&indicator.unit.code, &label.vi, &label.en]
            .iter()
            .any(|own| own.to_lowercase() == folded);
        Some(if is_own {
            indicator.unit.code.clone()
        } else {
            typed
        })
    }

    fn quality(&mut self) -> Quality {
        let column = self.table.columns.quality;
        let Some(typed) = self.filled(column) else {
            return Quality::Final;
        };
        match fold(&typed).as_str() {
            "chinh thuc" | "final" => Quality::Final,
            "so bo" | "provisional" => Quality::Provisional,
            "uoc tinh" | "uoc" | "estimate" => Quality::Estimate,
            _ => {
                self.doubt(
                    column,
                    "unknown-quality",
                    Text::new(
                        format!("không rõ chất lượng «{typed}», hiểu là sơ bộ"),
                        format!("the quality “{typed}” is unknown; taken for provisional"),
                    ),
                    Text::new("chọn trong danh sách", "choose from the list"),
                );
                Quality::Provisional
            }
        }
    }
}

fn is_total(folded: &str) -> bool {
    folded.starts_with("tong") || folded.starts_with("cong") || folded.starts_with("total")
}

fn yes_or_no(indicator: &Indicator, text: &str) -> Option<Value> {
    let is_condition = indicator.maximum == Some(rust_decimal::Decimal::ONE)
        || matches!(
            indicator.kind,
            crate::model::IndicatorKind::ShareOfUnits { .. }
        );
    let number = match fold(text).as_str() {
        "co" | "dat" | "yes" | "x" => 1,
        "khong" | "chua" | "chua dat" | "no" => 0,
        _ => return None,
    };
    is_condition.then(|| Value::from(rust_decimal::Decimal::from(number)))
}

/// A code that lost its leading zeros, as numbers do.
fn restored(code: &str) -> String {
    let digits = code.trim().trim_end_matches(".0").trim_start_matches('\'');
    let is_short =
        (1..5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_short {
        format!("{digits:0>5}")
    } else {
        digits.to_owned()
    }
}

/// Whether the text names the unit: with or without its kind, and in an encoding of before Unicode.
fn is_named(unit: &Unit, text: &str) -> bool {
    let names = [fold(&unit.name), fold(&unit.full_name())];
    [
        text.to_owned(),
        legacy_letters::from_tcvn3(text),
        legacy_letters::from_vni(text),
    ]
    .iter()
    .any(|read| {
        let folded = fold(read);
        let bare = ["xa ", "phuong ", "thi tran ", "x ", "p ", "tt "]
            .iter()
            .find_map(|kind| folded.strip_prefix(kind))
            .unwrap_or(&folded);
        names.contains(&folded) || names[0] == bare
    })
}
