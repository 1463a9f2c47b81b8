//! Where in a unit its people live: at its settlements where their numbers are known, else evenly over its area.
//! Every answer that rests on it says which.

use std::sync::Arc;

use geo::Coord;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::unit_map::UnitMap;
use crate::model::{AttributeValue, Layer, Place, PlaceKind, Snapshot, Text};

/// How a unit's people are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpreadMethod {
    /// By the people of its settlements, which state at least half of the unit's people.
    Settlements,
    /// Evenly over its area, because its settlements state less than half of its people, or none.
    Even,
    /// The unit's number of people is unknown.
    Unknown,
}

/// Settlements are followed only where they state at least this share of the unit's people: a single known hamlet must
/// not stand for a whole commune.
pub const LEAST_SHARE_KNOWN: f64 = 0.5;

/// A settlement with people.
#[derive(Debug, Clone, PartialEq)]
pub struct Inhabited {
    /// Where it is.
    pub at: Coord<f64>,
    /// Its people as its source states them.
    pub people: f64,
    /// Its houses, where known.
    pub houses: Option<f64>,
}

/// The people of each unit and where they live.
#[derive(Debug, Clone)]
pub struct PopulationSpread {
    units: Vec<UnitPeople>,
    /// The layers of the settlements.
    layers: Vec<Arc<Layer>>,
}

/// The people of one unit.
#[derive(Debug, Clone, Default)]
pub struct UnitPeople {
    /// The unit's number of people; none when unknown.
    pub people: Option<Decimal>,
    /// Its settlements whose number of people is known.
    pub settlements: Vec<Inhabited>,
}

impl UnitPeople {
    /// How the unit's people are spread.
    #[must_use]
    pub fn method(&self) -> SpreadMethod {
        let Some(people) = self.people.and_then(|people| people.to_f64()) else {
            return SpreadMethod::Unknown;
        };
        let known = self.known_at_settlements();
        if known > 0.0 && known >= LEAST_SHARE_KNOWN * people {
            SpreadMethod::Settlements
        } else {
            SpreadMethod::Even
        }
    }

    fn known_at_settlements(&self) -> f64 {
        self.settlements.iter().map(|place| place.people).sum()
    }

    /// The people that its settlements state, together; none when none states its number.
    #[must_use]
    pub fn people_at_settlements(&self) -> Option<Decimal> {
        let is_known = !self.settlements.is_empty();
        is_known.then(|| super::rounding::people(self.known_at_settlements()))
    }

    /// People within a shape, to the thousandth.
    ///
    /// Settlements are scaled so that together they have the unit's own number of people. `share_of_area` is the
    /// share of the unit's area that the shape covers; `is_within` says whether a settlement lies in it.
    #[must_use]
    pub fn within(
        &self,
        share_of_area: f64,
        is_within: impl Fn(Coord<f64>) -> bool,
    ) -> Option<Decimal> {
        let whole = self.people?.to_f64()?;
        let share = if self.method() == SpreadMethod::Settlements {
            let known = self.known_at_settlements();
            let within: f64 = self
                .settlements
                .iter()
                .filter(|settlement| is_within(settlement.at))
                .map(|settlement| settlement.people)
                .sum();
            within / known
        } else {
            share_of_area
        };
        Some(super::rounding::people(whole * share))
    }
}

impl PopulationSpread {
    /// The spread on the day of the unit map, from the newest approved population figures and the settlements.
    #[must_use]
    pub fn new(snapshot: &Snapshot, map: &UnitMap) -> Self {
        let mut units: Vec<UnitPeople> = map
            .populations(snapshot)
            .into_iter()
            .map(|people| UnitPeople {
                people,
                settlements: Vec::new(),
            })
            .collect();
        let mut layers = Vec::new();
        for place in snapshot.places().of_kind(PlaceKind::Settlement) {
            let Some(settlement) = inhabited(place) else {
                continue;
            };
            if let Some(owner) = map
                .owner(settlement.at)
                .filter(|_| place.exists_on(map.on()))
            {
                units[owner].settlements.push(settlement);
                layers.push(&place.layer);
            }
        }
        layers.sort_unstable();
        layers.dedup();
        Self {
            units,
            layers: layers
                .into_iter()
                .filter_map(|layer| snapshot.layer(layer).cloned())
                .collect(),
        }
    }

    /// The layers of the settlements at which people are placed, by id.
    #[must_use]
    pub fn layers(&self) -> &[Arc<Layer>] {
        &self.layers
    }

    /// The people of each unit, in the order of [`UnitMap::units`].
    #[must_use]
    pub fn units(&self) -> &[UnitPeople] {
        &self.units
    }

    /// What an answer says of how people were spread.
    #[must_use]
    pub fn statement(&self) -> Text {
        let count = |wanted| {
            self.units
                .iter()
                .filter(|unit| unit.method() == wanted)
                .count()
        };
        let (settled, even, unknown) = (
            count(SpreadMethod::Settlements),
            count(SpreadMethod::Even),
            count(SpreadMethod::Unknown),
        );
        let mut text = Text::new(
            format!(
                "Dân được đặt tại điểm dân cư ở {settled} đơn vị, nơi các điểm dân cư ghi ít nhất một nửa số dân; rải đều \
                 theo diện tích ở {even} đơn vị; chưa biết số dân ở {unknown} đơn vị."
            ),
            format!(
                "People are placed at settlements in {settled} units, where settlements state at least half of the \
                 people, and spread evenly over the area in {even}; the number of people is unknown in {unknown}."
            ),
        );
        let mut layers = self.layers.iter();
        if layers.any(|layer| layer.provenance.is_illustrative) {
            text.vi += " Lớp điểm dân cư là minh hoạ, không có thật.";
            text.en += " The settlements are illustrative: made up, not real.";
        }
        text
    }
}

fn inhabited(place: &Place) -> Option<Inhabited> {
    let number = |name: &str| match place.attributes.get(name) {
        Some(AttributeValue::Number(number)) => Some(*number),
        _ => None,
    };
    let geo::Geometry::Point(point) = place.geometry.as_ref()? else {
        return None;
    };
    Some(Inhabited {
        at: point.0,
        people: number("population")?,
        houses: number("houses"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    fn settlement(x: f64, people: f64) -> Inhabited {
        Inhabited {
            at: coord! {x: x, y: 0.0},
            people,
            houses: None,
        }
    }

    #[test]
    fn settlements_are_scaled_to_the_units_own_number() {
        let unit = UnitPeople {
            people: Some(Decimal::from(1_000)),
            settlements: vec![settlement(0.0, 450.0), settlement(5.0, 150.0)],
        };
        assert_eq!(unit.method(), SpreadMethod::Settlements);
        assert_eq!(unit.within(0.01, |at| at.x < 1.0), Some(Decimal::from(750)));
    }

    #[test]
    fn a_hamlet_does_not_stand_for_a_commune() {
        let unit = |people: f64| UnitPeople {
            people: Some(Decimal::from(1_000)),
            settlements: vec![settlement(0.0, people)],
        };
        let (few, half) = (unit(100.0), unit(500.0));
        assert_eq!(few.method(), SpreadMethod::Even);
        assert_eq!(few.within(0.25, |_| true), Some(Decimal::from(250)));
        assert_eq!(few.people_at_settlements(), Some(Decimal::from(100)));
        assert_eq!(half.method(), SpreadMethod::Settlements);
        assert_eq!(half.within(0.25, |_| true), Some(Decimal::from(1_000)));
    }

    #[test]
    fn without_settlements_people_follow_the_area() {
        let unit = UnitPeople {
            people: Some(Decimal::from(1_000)),
            settlements: vec![],
        };
        assert_eq!(unit.method(), SpreadMethod::Even);
        assert_eq!(unit.within(0.25, |_| true), Some(Decimal::from(250)));
    }

    #[test]
    fn an_unknown_number_stays_unknown() {
        let unit = UnitPeople {
            people: None,
            settlements: vec![settlement(0.0, 5.0)],
        };
        assert_eq!(unit.method(), SpreadMethod::Unknown);
        assert_eq!(unit.within(1.0, |_| true), None);
    }
}
