//! Which unit or place a row means.

use jiff::civil::Date;

use super::RowReader;
use crate::model::{
    Indicator, Period, Place, PlaceId, PlaceKind, Subject, Text, Unit, UnitCode, fold,
};
use crate::report::legacy_letters;
use crate::report::workbook::Cell;

impl<'a> RowReader<'a> {
    pub(super) fn subject(&mut self, indicator: &Indicator, period: Period) -> Option<Subject> {
        let columns = self.table.columns;
        // The template works a place's code out from its name; a program that does not calculate leaves the formula
        // without a result, or with 0 for it. The name is enough then.
        let is_left_out = matches!(self.cell(columns.code), Cell::Uncalculated(_));
        let code = self.filled(columns.code);
        let code = code.filter(|code| !is_left_out && code != "0");
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
        let Some(code) = code else {
            return self.by_name(indicator, name.as_deref(), period);
        };
        if let Some(place) = self.place(&code) {
            return self.by_place(place, name.as_deref());
        }
        let is_unit = UnitCode::new(restored(&code))
            .is_ok_and(|code| self.snapshot.units().versions(&code).next().is_some());
        if is_unit || indicator.is_reported_by_units() || kinds(indicator).next().is_none() {
            return self.by_code(&code, name.as_deref(), period);
        }
        self.reject(
            columns.code,
            "unknown-place",
            Text::new(
                format!("không có địa điểm mã «{code}»"),
                format!("no place has the code “{code}”"),
            ),
            Text::new(
                "dùng mã trong biểu mẫu của chỉ số",
                "use a code of the indicator's template",
            ),
        );
        None
    }

    fn place(&self, id: &str) -> Option<&'a Place> {
        let id = PlaceId::new(id).ok()?;
        self.snapshot.places().get(&id).map(AsRef::as_ref)
    }

    /// The place of a code, unless the name beside it is another's.
    fn by_place(&mut self, place: &Place, name: Option<&str>) -> Option<Subject> {
        let Some(name) = name.filter(|name| !is_of_place(place, name)) else {
            return Some(Subject::Place(place.id.clone()));
        };
        let (id, known) = (&place.id, &place.name);
        self.reject(
            self.table.columns.name,
            "code-and-name-differ",
            Text::new(
                format!("mã {id} là «{known}», không phải «{name}»"),
                format!("{id} is “{known}”, not “{name}”"),
            ),
            Text::new("sửa mã hoặc tên", "mend the code or the name"),
        );
        None
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

    fn by_name(
        &mut self,
        indicator: &Indicator,
        name: Option<&str>,
        period: Period,
    ) -> Option<Subject> {
        let column = self.table.columns.name;
        let Some(name) = name else {
            self.reject(
                self.table.columns.code.or(column),
                "no-unit",
                Text::new(
                    "không rõ đơn vị hay địa điểm nào",
                    "it is not said which unit or place this is",
                ),
                Text::new("điền mã", "fill in its code"),
            );
            return None;
        };
        let found = self.named(indicator, name, period.end());
        let (message, code) = match found.as_slice() {
            [(subject, _)] => return Some(subject.clone()),
            [] => (
                Text::new(
                    format!(
                        "không có đơn vị hay địa điểm tên «{name}» vào {}",
                        period.end()
                    ),
                    format!("no unit or place was called “{name}” on {}", period.end()),
                ),
                "unknown-name",
            ),
            several => {
                let codes: Vec<&str> = several.iter().map(|(_, code)| code.as_str()).collect();
                let codes = codes.join(", ");
                (
                    Text::new(
                        format!("có nhiều nơi tên «{name}»: {codes}"),
                        format!("several are called “{name}”: {codes}"),
                    ),
                    "ambiguous-name",
                )
            }
        };
        let remedy = Text::new("dùng mã thay cho tên", "use the code instead of the name");
        self.reject(column, code, message, remedy);
        None
    }

    /// Who bears the name on the day, with their codes: units where units report the indicator or no place fits, and
    /// the places that it is reported for.
    fn named(&self, indicator: &Indicator, name: &str, on: Date) -> Vec<(Subject, String)> {
        if let Some(place) = labelled_id(name).and_then(|id| self.place(id)) {
            return vec![(Subject::Place(place.id.clone()), place.id.to_string())];
        }
        let mut found: Vec<(Subject, String)> = kinds(indicator)
            .flat_map(|kind| self.snapshot.places().of_kind(kind))
            .filter(|place| is_of_place(place, name))
            .map(|place| (Subject::Place(place.id.clone()), place.id.to_string()))
            .collect();
        if found.is_empty() || indicator.is_reported_by_units() {
            let units = self.snapshot.units().on(on);
            found.extend(
                units
                    .filter(|unit| is_named(unit, name))
                    .map(|unit| (Subject::Unit(unit.key.clone()), unit.code().to_string())),
            );
        }
        found
    }
}

/// The kinds of places that the indicator is reported for.
fn kinds(indicator: &Indicator) -> impl Iterator<Item = PlaceKind> {
    let kinds = indicator.attaches_to.iter();
    kinds.flat_map(|to| to.place_kinds()).copied()
}

/// The id in `Name (id)`, as the template writes places whose name is not theirs alone.
fn labelled_id(label: &str) -> Option<&str> {
    let (_, rest) = label.trim().rsplit_once('(')?;
    rest.strip_suffix(')')
}

/// Whether the text names the place, by its name, its id, or as the template writes it.
fn is_of_place(place: &Place, text: &str) -> bool {
    let id = place.id.as_str();
    let own = fold(&place.name);
    text.trim() == id
        || labelled_id(text) == Some(id)
        || encodings(text).iter().any(|read| fold(read) == own)
}

/// The text as it may have been meant: in Unicode, or in an encoding of before it.
fn encodings(text: &str) -> [String; 3] {
    [
        text.to_owned(),
        legacy_letters::from_tcvn3(text),
        legacy_letters::from_vni(text),
    ]
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
    encodings(text).iter().any(|read| {
        let folded = fold(read);
        let bare = ["xa ", "phuong ", "thi tran ", "x ", "p ", "tt "]
            .iter()
            .find_map(|kind| folded.strip_prefix(kind))
            .unwrap_or(&folded);
        names.contains(&folded) || names[0] == bare
    })
}
