//! Counts and sums per zone.

use geo::MultiPolygon;

use super::BATCH;
use super::features::{self, Feature};
use super::words::{Features, PerZone, QueryError, QueryRequest, ZoneKind, ZoneRow};
use crate::analysis::rounding;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::locator::Locator;
use crate::geometry::parts;
use crate::model::{AttributeValue, Snapshot};

/// One row for each zone that has an area, then one for the features outside every zone and one for those whose position
/// nobody knows.
pub(super) fn count(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &QueryRequest,
    per_zone: &PerZone,
    found: &[(Feature, Option<f64>)],
    interrupt: &Interrupt,
) -> Result<Vec<ZoneRow>, QueryError> {
    check_attributes(snapshot, request, per_zone)?;
    let zones = with_area(snapshot, map, &per_zone.zones)?;
    let mut rows: Vec<ZoneRow> = zones
        .iter()
        .map(|zone| ZoneRow::of(zone, per_zone))
        .collect();
    let mut outside = ZoneRow::beside(ZoneKind::Outside, OUTSIDE, per_zone);
    let mut unknown = ZoneRow::beside(ZoneKind::NoPosition, NO_POSITION, per_zone);
    let is_by_unit = features::are_units(snapshot, &per_zone.zones);
    let own = (per_zone.zones != Features::Units).then(|| locator_of(&zones));
    let locator = own.as_ref().unwrap_or(map.locator());
    for (number, (feature, _)) in found.iter().enumerate() {
        if number % BATCH == 0 {
            interrupt.check()?;
        }
        let Some(at) = feature.position() else {
            unknown.add(feature);
            continue;
        };
        let mut holding = locator.all_at(at);
        if is_by_unit {
            holding.truncate(1);
        }
        for membership in &holding {
            rows[membership.region as usize].add(feature);
        }
        if holding.is_empty() {
            outside.add(feature);
        }
    }
    rows.extend([outside, unknown]);
    Ok(rows)
}

/// What tables call the features outside every zone.
const OUTSIDE: &str = "ngoài mọi vùng / outside every zone";

/// What tables call the features whose position nobody knows.
const NO_POSITION: &str = "chưa rõ vị trí / no known position";

/// The zones that have an area; refused where none has.
fn with_area(
    snapshot: &Snapshot,
    map: &UnitMap,
    source: &Features,
) -> Result<Vec<Feature>, QueryError> {
    let mut zones = features::read(snapshot, map, source)?;
    let count = zones.len();
    zones.retain(|zone| {
        let geometry = zone.geometry.as_ref();
        geometry.is_some_and(|shape| !parts::areas(shape).0.is_empty())
    });
    if zones.is_empty() {
        return Err(QueryError::ZonesWithoutArea {
            zones: source.to_string(),
            count,
            on: map.on(),
        });
    }
    Ok(zones)
}

fn locator_of(zones: &[Feature]) -> Locator {
    let areas: Vec<MultiPolygon<f64>> = zones
        .iter()
        .map(|zone| {
            zone.geometry
                .as_ref()
                .map_or(MultiPolygon(vec![]), parts::areas)
        })
        .collect();
    Locator::new(&areas)
}

fn check_attributes(
    snapshot: &Snapshot,
    request: &QueryRequest,
    per_zone: &PerZone,
) -> Result<(), QueryError> {
    let numbers = features::known_numbers(snapshot, &request.from);
    let known = features::known_properties(snapshot, &request.from);
    for name in &per_zone.sum {
        if !known.contains(&name.as_str()) {
            return Err(QueryError::UnknownAttribute {
                name: name.clone(),
                known: numbers.join(", "),
            });
        }
        if !numbers.contains(&name.as_str()) {
            return Err(QueryError::NotANumber {
                name: name.clone(),
                numbers: numbers.join(", "),
            });
        }
    }
    Ok(())
}

impl ZoneRow {
    fn of(zone: &Feature, per_zone: &PerZone) -> Self {
        Self {
            id: Some(zone.id.clone()),
            ..Self::beside(ZoneKind::Zone, &zone.name, per_zone)
        }
    }

    fn beside(kind: ZoneKind, name: &str, per_zone: &PerZone) -> Self {
        let sums = per_zone.sum.iter().map(|name| (name.clone(), None));
        Self {
            kind,
            id: None,
            name: name.to_owned(),
            count: 0,
            sums: sums.collect(),
            missing: per_zone.sum.iter().map(|name| (name.clone(), 0)).collect(),
        }
    }

    fn add(&mut self, feature: &Feature) {
        self.count += 1;
        for (name, sum) in &mut self.sums {
            match feature.attributes.get(name) {
                Some(AttributeValue::Number(number)) => {
                    *sum = Some(sum.unwrap_or_default() + rounding::people(*number));
                }
                _ => *self.missing.entry(name.clone()).or_default() += 1,
            }
        }
    }
}
