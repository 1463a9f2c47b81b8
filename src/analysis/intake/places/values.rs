//! The values of a place: attributes by their type, accuracy, units and days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Intake, units_touched};
use crate::analysis::intake::{Row, unit_code};
use crate::model::delivery::{Problem, column_key};
use crate::model::{AttributeField, AttributeType, AttributeValue, UnitCode, written_day};

impl Intake<'_> {
    pub(super) fn attributes(
        &self,
        row: &Row,
        note: &mut impl FnMut(Result<(), Problem>),
    ) -> BTreeMap<String, AttributeValue> {
        let mut attributes = BTreeMap::new();
        for (column, field) in &self.columns.attributes {
            let Some(text) = row.value(*column) else {
                if field.is_required {
                    let message = format!("{} is required", field.name);
                    let problem = row.value_problem(*column, message, "Write a value.");
                    note(Err(problem.in_vietnamese(
                        format!("thiếu «{}», điều bắt buộc", field.vi),
                        "Ghi giá trị.",
                    )));
                }
                continue;
            };
            match field.parse(&chosen(field, text)) {
                Ok(value) => {
                    attributes.insert(field.name.to_owned(), value);
                }
                Err(error) => {
                    let problem =
                        row.value_problem(*column, error.to_string(), "Correct the value.");
                    note(Err(problem.in_vietnamese(
                        format!("giá trị không hợp với «{}»", field.vi),
                        wanted_vi(field),
                    )));
                }
            }
        }
        attributes
    }

    pub(super) fn accuracy(
        &self,
        row: &Row,
        note: &mut impl FnMut(Result<(), Problem>),
    ) -> Option<f64> {
        let column = self.columns.accuracy?;
        let text = row.value(column)?;
        let metres = text
            .parse::<f64>()
            .ok()
            .filter(|metres| metres.is_finite() && *metres > 0.0);
        if metres.is_none() {
            let message = "the accuracy is not a positive number of metres";
            let problem = row.value_problem(column, message, "Write such as 15.");
            note(Err(problem.in_vietnamese(
                "độ chính xác không phải số mét dương",
                "Ghi một số mét, như 15.",
            )));
        }
        metres
    }

    /// The units that the file names, or those that the geometry touches on the day.
    pub(super) fn unit_codes(
        &mut self,
        row: &Row,
        note: &mut impl FnMut(Result<(), Problem>),
    ) -> Vec<UnitCode> {
        if let Some((column, text)) = self
            .columns
            .unit_code
            .and_then(|c| Some((c, row.value(c)?)))
        {
            let exists =
                |code: &UnitCode| self.snapshot.units().find(code, self.order.on).is_some();
            let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
            let codes: Option<Vec<_>> = words.map(|word| unit_code(word).filter(exists)).collect();
            if codes.is_none() {
                let problem = row.value_problem(
                    column,
                    format!("no unit has this code on {}", self.order.on),
                    "Compare with `nonnuoc units`.",
                );
                note(Err(problem.in_vietnamese(
                    format!(
                        "không xã, phường nào có mã này vào ngày {}",
                        self.order.on.strftime("%d/%m/%Y")
                    ),
                    "Sửa mã, hoặc bỏ trống để lấy theo vị trí.",
                )));
            }
            return codes.unwrap_or_default();
        }
        let Some(geometry) = &row.feature.geometry else {
            return Vec::new();
        };
        let codes = units_touched(geometry, self.snapshot, self.order.on);
        if codes.is_empty() {
            self.outside += 1;
        }
        codes
    }
}

/// A choice may be written as it is shown: `quốc tế` would not do, `cửa khẩu quốc tế` does.
fn chosen(field: &AttributeField, text: &str) -> String {
    if let AttributeType::Choice(choices) = field.of {
        let key = column_key(text);
        let found = choices.iter().find(|choice| {
            [choice.value, choice.vi, choice.en]
                .iter()
                .any(|shown| column_key(shown) == key)
        });
        if let Some(choice) = found {
            return choice.value.to_owned();
        }
    }
    text.to_owned()
}

/// What values an attribute takes, as a remedy in Vietnamese.
fn wanted_vi(field: &AttributeField) -> String {
    match field.of {
        AttributeType::Text => "Ghi một đoạn chữ.".to_owned(),
        AttributeType::Number { unit, min, max } => {
            let sort = format!("Ghi một số từ {min} đến {max} {unit}");
            format!("{}.", sort.trim_end())
        }
        AttributeType::Date => "Ghi một ngày theo dạng 01/07/2025.".to_owned(),
        AttributeType::Flag => "Ghi có hoặc không.".to_owned(),
        AttributeType::Choice(choices) => {
            let titles: Vec<&str> = choices.iter().map(|choice| choice.vi).collect();
            format!("Ghi một trong: {}.", titles.join(", "))
        }
    }
}

pub(super) fn day(
    row: &Row,
    column: Option<usize>,
    note: &mut impl FnMut(Result<(), Problem>),
) -> Option<Date> {
    let column = column?;
    let text = row.value(column)?;
    let day = written_day(text);
    if day.is_none() {
        let remedy = "Write it as 2025-07-01 or 01/07/2025.";
        let problem = row.value_problem(column, "this is not a day", remedy);
        note(Err(problem.in_vietnamese(
            "đây không phải một ngày",
            "Ghi theo dạng 01/07/2025.",
        )));
    }
    day
}
