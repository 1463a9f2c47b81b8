//! Counts and sums per zone.

use geo::MultiPolygon;

use super::BATCH;
use super::features::{self, Feature};
use super::words::{Features, PerZone, QueryError, QueryRequest, ZoneRow};
use crate::analysis::rounding;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::locator::Locator;
use crate::geometry::parts;
use crate::model::{AttributeValue, Snapshot};

/// One row for each zone, and a last one for the features outside every zone.
pub(super) fn count(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &QueryRequest,
    per_zone: &PerZone,
    found: &[(Feature, Option<f64>)],
    interrupt: &Interrupt,
) -> Result<Vec<ZoneRow>, QueryError> {
    check_attributes(request, per_zone, found)?;
    let zones = features::read(snapshot, map, &per_zone.zones)?;
    let mut rows: Vec<ZoneRow> = zones
        .iter()
        .map(|zone| ZoneRow::new(Some(zone.id.clone()), &zone.name, per_zone))
        .collect();
    let mut outside = ZoneRow::new(None, "outside every zone", per_zone);
    let is_by_unit = per_zone.zones == Features::Units;
    let own = (!is_by_unit).then(|| locator_of(&zones));
    let locator = own.as_ref().unwrap_or(map.locator());
    for (number, (feature, _)) in found.iter().enumerate() {
        if number % BATCH == 0 {
            interrupt.check()?;
        }
        let mut holding = feature
            .position()
            .map(|at| locator.all_at(at))
            .unwrap_or_default();
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
    rows.push(outside);
    Ok(rows)
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
    request: &QueryRequest,
    per_zone: &PerZone,
    found: &[(Feature, Option<f64>)],
) -> Result<(), QueryError> {
    let all: Vec<Feature> = found.iter().map(|(feature, _)| feature.clone()).collect();
    let known = features::known_properties(&request.from, &all);
    match per_zone
        .sum
        .iter()
        .find(|name| !known.contains(&name.as_str()))
    {
        Some(name) => Err(QueryError::UnknownAttribute {
            name: name.clone(),
            known: known.join(", "),
        }),
        None => Ok(()),
    }
}

impl ZoneRow {
    fn new(id: Option<String>, name: &str, per_zone: &PerZone) -> Self {
        Self {
            id,
            name: name.to_owned(),
            count: 0,
            sums: per_zone
                .sum
                .iter()
                .map(|name| (name.clone(), None))
                .collect(),
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
