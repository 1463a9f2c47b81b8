//! Which unit or place a row means.

use jiff::civil::Date;

use super::RowReader;
use crate::model::{Period, PlaceId, Subject, Text, Unit, UnitCode, fold};
use crate::report::legacy_letters;

impl RowReader<'_> {
    pub(super) fn subject(&mut self, period: Period) -> Option<Subject> {
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
            let borne: Vec<String> = versions.iter().map(|unit| unit.full_name()).collect();
            let known = borne.join(", ");
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
}

fn is_total(folded: &str) -> bool {
    folded.starts_with("tong") || folded.starts_with("cong") || folded.starts_with("total")
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
