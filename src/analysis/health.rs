//! The health of the data: what does not fit together, found before somebody decides by it.

use geo::Validation;
use jiff::civil::Date;

use super::coverage_cleaning::{NamedPolygon, coverage_faults};
use crate::model::{Layer, LayerContent, Snapshot, Subject, counted};

/// One thing looked at, with what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: String,
    /// What is wrong; nothing where all is well.
    pub faults: Vec<String>,
}

/// Looks over the data as they are on the day.
#[must_use]
pub fn examine(snapshot: &Snapshot, on: Date) -> Vec<Finding> {
    vec![
        validity(snapshot),
        boundaries(snapshot, on),
        coverage(snapshot, on),
        placement(snapshot),
        counts(snapshot),
        rasters(snapshot),
        figures(snapshot),
        programme(snapshot),
    ]
}

fn finding(what: impl Into<String>, faults: impl IntoIterator<Item = String>) -> Finding {
    Finding {
        what: what.into(),
        faults: faults.into_iter().collect(),
    }
}

fn validity(snapshot: &Snapshot) -> Finding {
    let boundaries = snapshot.map().all().filter_map(|boundary| {
        let fault = boundary.geometry.check_validation().err()?;
        Some(format!("boundary of {}: {fault}", boundary.unit))
    });
    let places = snapshot.places().all().filter_map(|place| {
        let fault = place.geometry.as_ref()?.check_validation().err()?;
        Some(format!("place {}: {fault}", place.id))
    });
    finding("every geometry is valid", boundaries.chain(places))
}

fn boundaries(snapshot: &Snapshot, on: Date) -> Finding {
    // The units of a former day may be known by name and lineage alone; that is no fault of the data.
    if let Some(first) = snapshot.map().first_day().filter(|first| on < *first) {
        return finding(
            format!(
                "no boundary of {on} is kept, so none is checked; the first counts from {first}"
            ),
            [],
        );
    }
    let faults = snapshot
        .units()
        .on(on)
        .filter(|unit| snapshot.map().of(&unit.key, on).is_none())
        .map(|unit| format!("{} has no boundary", unit.key));
    finding(format!("every unit has a boundary on {on}"), faults)
}

/// The boundaries of a day form one coverage: no overlap, no gap.
fn coverage(snapshot: &Snapshot, on: Date) -> Finding {
    let what = format!("boundaries on {on} share their borders, without overlap or gap");
    let outlines = snapshot.units().on(on).filter_map(|unit| {
        let boundary = snapshot.map().of(&unit.key, on)?;
        Some(NamedPolygon {
            code: unit.key.code.to_string(),
            name: unit.full_name(),
            geometry: boundary.geometry.clone(),
        })
    });
    let outlines: Vec<_> = outlines.collect();
    match coverage_faults(&outlines) {
        Ok(faults) => finding(what, faults.iter().map(ToString::to_string)),
        Err(error) => finding(what, [error.to_string()]),
    }
}

fn placement(snapshot: &Snapshot) -> Finding {
    let faults = snapshot
        .places()
        .all()
        .flat_map(|place| place.unit_codes.iter().map(move |code| (place, code)))
        .filter(|(_, code)| snapshot.units().versions(code).next().is_none())
        .map(|(place, code)| format!("place {} lies in {code}, which is no unit's code", place.id));
    finding("every place's units exist", faults)
}

fn counts(snapshot: &Snapshot) -> Finding {
    let faults = snapshot.layers().filter_map(|layer| {
        let found = match layer.content {
            LayerContent::Boundaries => snapshot
                .map()
                .all()
                .filter(|boundary| boundary.layer == layer.id)
                .count(),
            LayerContent::Places(_) => snapshot.places().in_layer(&layer.id).count(),
            LayerContent::Raster(_) => known_cells(snapshot, layer),
        };
        (found != layer.count).then(|| {
            format!(
                "layer {} says {} and holds {found}",
                layer.id,
                counted(layer.count, "feature", "features")
            )
        })
    });
    finding("every layer holds as many features as it says", faults)
}

/// How many cells of a layer of rasters have a value.
fn known_cells(snapshot: &Snapshot, layer: &Layer) -> usize {
    snapshot
        .raster(&layer.id)
        .and_then(|raster| raster.summary())
        .map_or(0, |summary| summary.cells)
}

/// The values of every grid are those that were imported, and can be true.
fn rasters(snapshot: &Snapshot) -> Finding {
    let damaged = snapshot.rasters().all().filter_map(|grid| {
        let found = grid.raster().map(|raster| raster.values_sha256());
        (found.as_ref() != Some(&grid.values_sha256)).then(|| {
            format!(
                "the values of raster {} are not those that were imported (SHA-256 {}, found {})",
                grid.layer,
                grid.values_sha256,
                found.as_deref().unwrap_or("no values")
            )
        })
    });
    let implausible = snapshot.layers().filter_map(|layer| {
        let LayerContent::Raster(kind) = layer.content else {
            return None;
        };
        let summary = snapshot.raster(&layer.id)?.summary()?;
        let plausible = kind.plausible();
        let is_well = plausible.contains(&summary.least) && plausible.contains(&summary.greatest);
        (!is_well).then(|| {
            format!(
                "raster {} has values from {} to {} {}, plausible are {} to {}",
                layer.id,
                summary.least,
                summary.greatest,
                kind.unit().en,
                plausible.start(),
                plausible.end()
            )
        })
    });
    finding(
        "every raster holds the values that were imported",
        damaged.chain(implausible),
    )
}

fn figures(snapshot: &Snapshot) -> Finding {
    let faults = snapshot.figures().all().filter_map(|figure| {
        let key = &figure.key;
        let lacks = match &key.subject {
            Subject::Province => false,
            Subject::Unit(unit) => snapshot.units().get(unit).is_none(),
            Subject::Place(place) => snapshot.places().get(place).is_none(),
        };
        if lacks {
            Some(format!(
                "figure {key} is of a {} that does not exist",
                key.subject
            ))
        } else if snapshot.programme().indicator(&key.indicator).is_none() {
            Some(format!(
                "figure {key} is of an indicator that does not exist"
            ))
        } else {
            None
        }
    });
    finding("every figure's indicator and place exist", faults)
}

fn programme(snapshot: &Snapshot) -> Finding {
    let flaws = snapshot.programme().flaws();
    finding(
        "indicators, targets and tasks fit together",
        flaws.iter().map(ToString::to_string),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Boundary, Record, Unit, UnitKind};
    use geo::{MultiPolygon, polygon};
    use jiff::civil::date;
    use std::sync::Arc;

    fn unit(code: &str) -> Record {
        Record::Unit(Arc::new(Unit {
            key: format!("{code}@2025-07-01").parse().unwrap(),
            valid_to: None,
            name: code.to_owned(),
            kind: UnitKind::Commune,
            district: None,
            centre: None,
            border_km: None,
            source: "test".to_owned(),
        }))
    }

    fn square(code: &str, west: f64) -> Record {
        let ring = polygon![
            (x: west, y: 22.0), (x: west + 1.0, y: 22.0),
            (x: west + 1.0, y: 23.0), (x: west, y: 23.0),
        ];
        Record::Boundary(Arc::new(Boundary {
            unit: format!("{code}@2025-07-01").parse().unwrap(),
            valid_from: date(2025, 7, 1),
            layer: "communes".parse().unwrap(),
            geometry: MultiPolygon(vec![ring]),
        }))
    }

    fn faults(records: impl IntoIterator<Item = Record>) -> Vec<String> {
        let snapshot = Snapshot::new(1, records);
        examine(&snapshot, date(2026, 1, 1))
            .into_iter()
            .flat_map(|found| found.faults)
            .collect()
    }

    #[test]
    fn neighbours_that_share_a_border_are_well() {
        let records = [
            unit("00001"),
            unit("00002"),
            square("00001", 105.0),
            square("00002", 106.0),
        ];
        assert!(faults(records).is_empty());
    }

    #[test]
    fn a_day_before_every_boundary_is_told_and_is_no_fault() {
        let mut before: Unit = match unit("00001") {
            Record::Unit(unit) => Unit::clone(&unit),
            other => panic!("{other:?}"),
        };
        before.key = "00001@2020-01-01".parse().unwrap();
        before.valid_to = Some(date(2025, 6, 30));
        let records = [
            Record::Unit(Arc::new(before)),
            unit("00001"),
            square("00001", 105.0),
        ];
        let found = examine(&Snapshot::new(1, records), date(2025, 6, 30));
        assert!(found.iter().all(|finding| finding.faults.is_empty()));
        assert_eq!(
            found[1].what,
            "no boundary of 2025-06-30 is kept, so none is checked; the first counts from 2025-07-01"
        );
    }

    #[test]
    fn a_unit_drawn_over_another_is_named() {
        let records = [
            unit("00001"),
            unit("00002"),
            square("00001", 105.0),
            square("00002", 105.0),
        ];
        let faults = faults(records);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].starts_with("Xã 00001 and Xã 00002 overlap by 11"),
            "{faults:?}"
        );
    }

    #[test]
    fn units_that_cross_without_a_shared_edge_are_named_with_the_area() {
        let records = [
            unit("00001"),
            unit("00002"),
            square("00001", 105.0),
            square("00002", 105.9),
        ];
        let faults = faults(records);
        assert_eq!(faults.len(), 1, "{faults:?}");
        // A tenth of a square degree at 22.5° N.
        assert!(
            faults[0].starts_with("Xã 00001 and Xã 00002 overlap by 11")
                && faults[0].contains(" km² in 1 place"),
            "{faults:?}"
        );
    }

    #[test]
    fn a_unit_without_a_boundary_is_named() {
        assert_eq!(
            faults([unit("00001")]),
            ["00001@2025-07-01 has no boundary"]
        );
    }
}
