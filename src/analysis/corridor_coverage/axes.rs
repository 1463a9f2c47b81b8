//! The axes of a question: known corridors and drawn lines, read and measured.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo::{Geometry, MultiLineString};

use super::{Axes, AxisUsed, CoverageError, MOST_AXES};
use crate::analysis::rounding;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::{geodesic, parts, validity};
use crate::model::{Place, PlaceId, PlaceKind, Snapshot};

/// The axes as they are used, and the lines of each.
pub(super) fn read(
    snapshot: &Snapshot,
    axes: &Axes,
    interrupt: &Interrupt,
) -> Result<(Vec<AxisUsed>, Vec<MultiLineString<f64>>), CoverageError> {
    if axes.corridors.len() > MOST_AXES {
        let given = axes.corridors.len();
        return Err(CoverageError::TooManyAxes { given });
    }
    let mut used = Vec::new();
    let mut lines = Vec::new();
    let mut add = |id: Option<PlaceId>, name: String, accuracy_m, geometry: &Geometry<f64>| {
        let line = parts::lines(geometry);
        if line.0.is_empty() {
            return Err(CoverageError::NoLine(name));
        }
        let length_m: f64 = line.iter().map(geodesic::line_length_m).sum();
        used.push(AxisUsed {
            id,
            name,
            length_km: rounding::kilometres(length_m),
            accuracy_m,
        });
        lines.push(line);
        Ok(())
    };
    // A corridor that is named twice is one axis.
    let mut once: BTreeSet<&PlaceId> = axes.corridors.iter().collect();
    for id in axes.corridors.iter().filter(|id| once.remove(id)) {
        let known = snapshot
            .places()
            .get(id)
            .filter(|place| place.kind == PlaceKind::Corridor);
        let corridor: &Arc<Place> =
            known.ok_or_else(|| CoverageError::UnknownCorridor(id.clone()))?;
        let geometry = corridor.geometry.as_ref();
        let geometry = geometry.ok_or_else(|| CoverageError::NoLine(corridor.name.clone()))?;
        add(
            Some(id.clone()),
            corridor.name.clone(),
            corridor.accuracy_m,
            geometry,
        )?;
    }
    if let Some(line) = &axes.line {
        validity::check(line, interrupt)?;
        if parts::lines(line).0.is_empty() {
            let shape = kind_of(line);
            return Err(CoverageError::NotALine { shape });
        }
        add(None, "drawn line".to_owned(), None, line)?;
    }
    if lines.is_empty() {
        Err(CoverageError::NoAxis)
    } else {
        Ok((used, lines))
    }
}

/// What GeoJSON calls such a shape.
fn kind_of(shape: &Geometry<f64>) -> &'static str {
    match shape {
        Geometry::Point(_) => "Point",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => "Polygon",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}
