//! The values of a place: attributes by their type, accuracy, units and days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Intake, units_touched};
use crate::analysis::intake::{Row, unit_code};
use crate::model::delivery::{Problem, column_key};
use crate::model::{AttributeField, AttributeType, AttributeValue, UnitCode};

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
                    note(Err(row.value_problem(*column, message, "Write a value.")));
                }
                continue;
            };
            match field.parse(&chosen(field, text)) {
                Ok(value) => {
                    attributes.insert(field.name.to_owned(), value);
                }
                Err(error) => note(Err(row.value_problem(
                    *column,
                    error.to_string(),
                    "Correct the value.",
                ))),
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
            note(Err(row.value_problem(column, message, "Write such as 15.")));
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
                note(Err(row.value_problem(
                    column,
                    format!("no unit has this code on {}", self.order.on),
                    "Compare with `nonnuoc units`.",
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

pub(super) fn day(
    row: &Row,
    column: Option<usize>,
    note: &mut impl FnMut(Result<(), Problem>),
) -> Option<Date> {
    let column = column?;
    let text = row.value(column)?;
    let day = text.replace('/', "-").parse::<Date>().ok();
    if day.is_none() {
        note(Err(row.value_problem(
            column,
            "this is not a day",
            "Write it as 2025-07-01.",
        )));
    }
    day
}
