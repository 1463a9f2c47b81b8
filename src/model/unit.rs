//! Administrative units, their boundaries, and which became which.

use geo::{BoundingRect, MultiPolygon};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LayerId, UnitCode, UnitKey};
use crate::geometry::{Bounds, LonLat};

/// What sort of commune-level unit it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// A rural commune (xã).
    Commune,
    /// An urban ward (phường).
    Ward,
    /// A township (thị trấn); none since 1 July 2025.
    Township,
}

impl UnitKind {
    /// The word that stands before the unit's name in Vietnamese: Xã, Phường or Thị trấn.
    #[must_use]
    pub fn title_vi(self) -> &'static str {
        match self {
            Self::Commune => "Xã",
            Self::Ward => "Phường",
            Self::Township => "Thị trấn",
        }
    }

    /// The kind as it is written in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Ward => "ward",
            Self::Township => "township",
        }
    }
}

/// The former district that a former unit belonged to. There are no districts since 1 July 2025.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct District {
    /// Its three-digit code.
    pub code: String,
    /// Its full name, such as `Huyện Hòa An`.
    pub name: String,
}

/// A local government at commune level, during the time that it exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code and first day.
    pub key: UnitKey,
    /// Its last day, inclusive; `None` while it exists.
    pub valid_to: Option<Date>,
    /// Its name without the word for its kind.
    pub name: String,
    /// Commune, ward or township.
    pub kind: UnitKind,
    /// The district that it belonged to, for units before 1 July 2025.
    pub district: Option<District>,
    /// Its seat or centre, where a trusted one is known (WGS 84).
    pub centre: Option<LonLat>,
    /// The length of its stretch of the national border, in kilometres; `None` where it has none.
    pub border_km: Option<f64>,
    /// Where the entry comes from.
    pub source: String,
}

impl Unit {
    /// Whether the unit exists on the day.
    #[must_use]
    pub fn exists_on(&self, date: Date) -> bool {
        self.key.valid_from <= date && self.valid_to.is_none_or(|last| date <= last)
    }

    /// Whether the unit lies on the national border.
    #[must_use]
    pub fn is_border(&self) -> bool {
        self.border_km.is_some()
    }

    /// Kind and name as written in Vietnamese: `Phường Thục Phán`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.title_vi(), self.name)
    }

    /// The code without the date.
    #[must_use]
    pub fn code(&self) -> &UnitCode {
        &self.key.code
    }
}

/// One link of the units' history: the predecessor became part of the successor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lineage {
    /// The former unit.
    pub predecessor: UnitKey,
    /// The unit that it became part of.
    pub successor: UnitKey,
    /// The act that decided it, such as `Nghị quyết 1657/NQ-UBTVQH15`.
    pub basis: String,
}

/// The boundary of a unit as one source draws it, from one day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Boundary {
    /// The unit.
    pub unit: UnitKey,
    /// The first day on which this drawing counts; an earlier drawing of the unit ends then.
    pub valid_from: Date,
    /// The layer that it came with: source, licence, accuracy.
    pub layer: LayerId,
    /// The drawing (WGS 84, degrees).
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    pub geometry: MultiPolygon<f64>,
}

impl Boundary {
    /// The box around the drawing; `None` where it is empty.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.geometry.bounding_rect().map(Bounds::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_unit_exists_on_its_first_and_its_last_day() {
        let unit = Unit {
            key: "01273@2020-03-01".parse().unwrap(),
            valid_to: Some(date(2025, 6, 30)),
            name: "Hợp Giang".to_owned(),
            kind: UnitKind::Ward,
            district: None,
            centre: None,
            border_km: None,
            source: "test".to_owned(),
        };
        assert!(unit.exists_on(date(2020, 3, 1)));
        assert!(unit.exists_on(date(2025, 6, 30)));
        assert!(!unit.exists_on(date(2025, 7, 1)));
        assert!(!unit.exists_on(date(2020, 2, 29)));
        assert_eq!(unit.full_name(), "Phường Hợp Giang");
    }
}
