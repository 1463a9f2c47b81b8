//! Places: one model for gates, corridors, schools, zones and all else that has a spot on the map.

use std::collections::BTreeMap;

use geo::Geometry;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AttributeField, AttributeType, LayerId, PlaceId, PlaceKind, UnitCode, written_day};
use crate::geometry::Bounds;

/// The value of one attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AttributeValue {
    /// True or false.
    Flag(bool),
    /// A number in the attribute's unit.
    Number(f64),
    /// A text, a day as `yyyy-mm-dd`, or one of a closed list.
    Text(String),
}

/// Why a value does not fit its attribute.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AttributeError {
    /// The kind has no attribute of that name.
    #[error("{kind} has no attribute {name:?}; it has: {known}")]
    Unknown {
        /// The kind.
        kind: &'static str,
        /// The name that was given.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// The attribute is required but has no value.
    #[error("{name} is required for {kind} and has no value")]
    Missing {
        /// The kind.
        kind: &'static str,
        /// The attribute.
        name: &'static str,
    },
    /// The value is of another type, out of bounds, or not in the list.
    #[error("{name} is {value:?}, expected {expected}")]
    Mismatch {
        /// The attribute.
        name: &'static str,
        /// The value that was given.
        value: String,
        /// What is expected instead.
        expected: String,
    },
}

/// A place: something with a name, a kind and, mostly, a spot on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id, unique among all places.
    pub id: PlaceId,
    /// The layer that it came with.
    pub layer: LayerId,
    /// What it is.
    pub kind: PlaceKind,
    /// Its name; empty where the source gives none.
    pub name: String,
    /// Its first day; `None` where that is not known.
    pub valid_from: Option<Date>,
    /// Its last day, inclusive; `None` while it exists.
    pub valid_to: Option<Date>,
    /// The units of today that it lies in or serves.
    pub unit_codes: Vec<UnitCode>,
    /// How far its position may be from the truth, in metres, where that differs from its layer's.
    pub accuracy_m: Option<f64>,
    /// Its attributes, each fitting the kind's schema.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// Its position or shape (WGS 84, degrees); `None` where only the unit is known.
    #[serde(
        default,
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    pub geometry: Option<Geometry<f64>>,
}

impl Place {
    /// The box around the place; `None` where it has no geometry.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.geometry.as_ref().and_then(Bounds::of)
    }

    /// Whether the place exists on the day, as far as is known.
    #[must_use]
    pub fn exists_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= date)
            && self.valid_to.is_none_or(|last| date <= last)
    }

    /// Checks every attribute against the kind's schema.
    ///
    /// # Errors
    /// The first attribute that is unknown, missing or does not fit.
    pub fn check_attributes(&self) -> Result<(), AttributeError> {
        for (name, value) in &self.attributes {
            let Some(field) = self.kind.attribute(name) else {
                return Err(self.unknown_attribute(name));
            };
            field.check(value)?;
        }
        let missing = self
            .kind
            .attributes()
            .iter()
            .find(|field| field.is_required && !self.attributes.contains_key(field.name));
        match missing {
            Some(field) => Err(AttributeError::Missing {
                kind: self.kind.as_str(),
                name: field.name,
            }),
            None => Ok(()),
        }
    }

    fn unknown_attribute(&self, name: &str) -> AttributeError {
        let known: Vec<_> = self
            .kind
            .attributes()
            .iter()
            .map(|field| field.name)
            .collect();
        AttributeError::Unknown {
            kind: self.kind.as_str(),
            name: name.to_owned(),
            known: known.join(", "),
        }
    }
}

impl AttributeField {
    /// Turns a text, as files hold it, into a value of this attribute.
    ///
    /// # Errors
    /// When the text does not fit the attribute's type.
    pub fn parse(&self, text: &str) -> Result<AttributeValue, AttributeError> {
        let value = match self.of {
            AttributeType::Number { .. } => {
                let number = text.trim().parse().map_err(|_| self.mismatch(text))?;
                AttributeValue::Number(number)
            }
            AttributeType::Flag => match text.trim() {
                "true" | "1" | "yes" | "có" => AttributeValue::Flag(true),
                "false" | "0" | "no" | "không" => AttributeValue::Flag(false),
                _ => return Err(self.mismatch(text)),
            },
            AttributeType::Date => {
                let day = written_day(text).ok_or_else(|| self.mismatch(text))?;
                AttributeValue::Text(day.to_string())
            }
            AttributeType::Text | AttributeType::Choice(_) => {
                AttributeValue::Text(text.trim().to_owned())
            }
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Checks that a value fits this attribute.
    ///
    /// # Errors
    /// When the value is of another type, out of bounds, or not in the list.
    pub fn check(&self, value: &AttributeValue) -> Result<(), AttributeError> {
        let fits = match (self.of, value) {
            (AttributeType::Text, AttributeValue::Text(_))
            | (AttributeType::Flag, AttributeValue::Flag(_)) => true,
            (AttributeType::Number { min, max, .. }, AttributeValue::Number(number)) => {
                (min..=max).contains(number)
            }
            (AttributeType::Date, AttributeValue::Text(text)) => text.parse::<Date>().is_ok(),
            (AttributeType::Choice(choices), AttributeValue::Text(text)) => {
                choices.iter().any(|choice| choice.value == text)
            }
            _ => false,
        };
        if fits {
            Ok(())
        } else {
            Err(self.mismatch(&value.to_string()))
        }
    }

    fn mismatch(&self, value: &str) -> AttributeError {
        AttributeError::Mismatch {
            name: self.name,
            value: value.to_owned(),
            expected: self.expected(),
        }
    }

    fn expected(&self) -> String {
        match self.of {
            AttributeType::Text => "a text".to_owned(),
            AttributeType::Number { unit: "", min, max } => {
                format!("a number from {min} to {max}")
            }
            AttributeType::Number { unit, min, max } => {
                format!("a number from {min} to {max} in {unit}")
            }
            AttributeType::Date => "a day such as 2025-07-01 or 01/07/2025".to_owned(),
            AttributeType::Flag => "true or false".to_owned(),
            AttributeType::Choice(choices) => {
                let values: Vec<_> = choices.iter().map(|choice| choice.value).collect();
                format!("one of {}", values.join(", "))
            }
        }
    }
}

impl std::fmt::Display for AttributeValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => write!(formatter, "{flag}"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(attributes: &[(&str, &str)]) -> Place {
        let attributes = attributes
            .iter()
            .map(|(name, value)| {
                (
                    (*name).to_owned(),
                    AttributeValue::Text((*value).to_owned()),
                )
            })
            .collect();
        Place {
            id: PlaceId::new("tra-linh").unwrap(),
            layer: LayerId::new("border-gates").unwrap(),
            kind: PlaceKind::BorderGate,
            name: "Trà Lĩnh".to_owned(),
            valid_from: None,
            valid_to: None,
            unit_codes: vec![],
            accuracy_m: Some(300.0),
            attributes,
            geometry: None,
        }
    }

    #[test]
    fn a_place_that_fits_its_kind_passes() {
        let place = gate(&[
            ("gate_class", "international"),
            ("class_since", "2023-12-28"),
        ]);
        assert_eq!(place.check_attributes(), Ok(()));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let wrong_class = gate(&[("gate_class", "huge")])
            .check_attributes()
            .unwrap_err();
        assert!(
            wrong_class
                .to_string()
                .starts_with("gate_class is \"huge\", expected one of")
        );
        let unknown = gate(&[("gate_class", "local"), ("height", "3")]).check_attributes();
        assert!(matches!(unknown, Err(AttributeError::Unknown { .. })));
        let missing = gate(&[]).check_attributes().unwrap_err();
        assert_eq!(
            missing.to_string(),
            "gate_class is required for border-gate and has no value"
        );
    }

    #[test]
    fn texts_become_values_of_the_right_type() {
        let pupils = PlaceKind::School.attribute("pupils").unwrap();
        assert_eq!(pupils.parse(" 120 "), Ok(AttributeValue::Number(120.0)));
        assert!(pupils.parse("-1").is_err());
        assert!(pupils.parse("NaN").is_err());
        let one_way = PlaceKind::Road.attribute("is_one_way").unwrap();
        assert_eq!(one_way.parse("có"), Ok(AttributeValue::Flag(true)));
    }
}
