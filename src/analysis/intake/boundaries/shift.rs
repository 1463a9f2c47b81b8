//! Whether a whole set of outlines lies aside of the one present, which tells of a wrong reference system.

use geo::Centroid;

use super::Matching;
use crate::geometry::geodesic::distance_m;
use crate::model::Snapshot;

impl Matching<'_> {
    /// How far, and to which side, the middle one of all outlines lies from the one present.
    pub(super) fn common_shift(&self, snapshot: &Snapshot) -> Option<(f64, &'static str)> {
        let mut east = Vec::new();
        let mut north = Vec::new();
        let mut origin = None;
        for (code, (_, outline)) in &self.found {
            let present = snapshot
                .map()
                .of(&self.units.get(code)?.key, self.order.valid_from);
            let Some(before) = present.and_then(|boundary| boundary.geometry.centroid()) else {
                continue;
            };
            let after = outline.centroid()?;
            east.push(after.x() - before.x());
            north.push(after.y() - before.y());
            origin = Some(geo::Coord::from(before));
        }
        let origin = origin?;
        let shift = geo::Coord {
            x: median(east)?,
            y: median(north)?,
        };
        let sideways = shift.x.abs() > shift.y.abs();
        let towards = match (sideways, shift.x > 0.0, shift.y > 0.0) {
            (true, true, _) => "east",
            (true, false, _) => "west",
            (false, _, true) => "north",
            (false, _, false) => "south",
        };
        Some((distance_m(origin, origin + shift), towards))
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
