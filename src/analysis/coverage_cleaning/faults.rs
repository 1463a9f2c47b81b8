//! Overlaps and gaps of polygons as they are, without mending any.

use std::collections::{BTreeMap, BTreeSet};

use super::arrangement::{Arrangement, Walk};
use super::plane::MetricPlane;
use super::report::{Fault, names_at};
use super::{CleaningError, NamedPolygon, noded, read_rings};

/// Every overlap and enclosed gap of the polygons: for each group of polygons that overlap, or lie around
/// gaps, the area of all pieces together, the greatest first.
///
/// # Input
/// Longitude and latitude on WGS 84, taken to the 1e-7° grid (11 mm): what is smaller is none.
///
/// # Units
/// Square metres on a plane that is true at the middle latitude. A gap with an island in it counts the
/// island too.
///
/// # Errors
/// [`CleaningError::OffTheGlobe`].
pub fn coverage_faults(polygons: &[NamedPolygon]) -> Result<Vec<Fault>, CleaningError> {
    let rings = noded(&read_rings(polygons)?);
    if rings.is_empty() {
        return Ok(Vec::new());
    }
    let plane = MetricPlane::around(rings.iter().flat_map(|ring| &ring.points));
    let arrangement = Arrangement::of(&rings);
    let mut faults: BTreeMap<(bool, Vec<usize>), (Fault, f64)> = BTreeMap::new();
    let is_faulty = |walk: &&Walk| walk.twice_area > 0 && walk.owners.len() != 1;
    for walk in arrangement.walks().iter().filter(is_faulty) {
        let is_gap = walk.owners.is_empty();
        let polygons_there = if is_gap {
            beside(&arrangement, walk)
        } else {
            walk.owners.clone()
        };
        let area_m2 = plane.area_m2(walk.twice_area);
        let at = arrangement.start(walk.edges[0]).degrees();
        let names = names_at(polygons, &polygons_there);
        let (total, largest) = faults
            .entry((is_gap, polygons_there))
            .or_insert_with(|| (Fault::nothing_yet(is_gap, names, at), 0.0));
        total.area_m2 += area_m2;
        total.pieces += 1;
        if area_m2 > *largest {
            *largest = area_m2;
            total.at = at;
        }
    }
    let mut faults: Vec<Fault> = faults.into_values().map(|(fault, _)| fault).collect();
    faults.sort_by(|one, other| other.area_m2.total_cmp(&one.area_m2));
    Ok(faults)
}

/// The polygons around a face.
fn beside(arrangement: &Arrangement, walk: &Walk) -> Vec<usize> {
    let owners = walk.edges.iter().flat_map(|half| {
        let other = arrangement.walk_of(half ^ 1);
        arrangement.walks()[other].owners.iter().copied()
    });
    owners.collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiPolygon, Polygon};

    use super::*;

    /// A polygon with corners in thousandths of a degree east and north of 106° E 22° N.
    fn polygon(name: &str, ring: &[(f64, f64)]) -> NamedPolygon {
        let degrees = |(x, y): &(f64, f64)| (106.0 + x / 1000.0, 22.0 + y / 1000.0);
        let ring = LineString::from(ring.iter().map(degrees).collect::<Vec<_>>());
        NamedPolygon {
            code: name.to_owned(),
            name: name.to_owned(),
            geometry: MultiPolygon(vec![Polygon::new(ring, Vec::new())]),
        }
    }

    fn square(name: &str, west: f64, south: f64) -> NamedPolygon {
        let (east, north) = (west + 10.0, south + 10.0);
        polygon(
            name,
            &[(west, south), (east, south), (east, north), (west, north)],
        )
    }

    #[test]
    fn squares_that_cross_without_a_common_edge_overlap_by_a_quarter() {
        let faults = coverage_faults(&[square("A", 0.0, 0.0), square("B", 5.0, 5.0)]).unwrap();
        let [only] = faults.as_slice() else {
            panic!("{faults:?}")
        };
        // 0.005° by 0.005°: 516 m by 554 m here.
        assert!(
            (only.area_m2 / (515.9 * 553.7) - 1.0).abs() < 0.002,
            "{only:?}"
        );
        assert!(
            only.to_string()
                .starts_with("A and B overlap by 0.29 km² in 1 place, the largest near 106.0"),
            "{only}"
        );
    }

    #[test]
    fn a_hole_between_neighbours_is_a_gap_and_a_clean_border_is_none() {
        let bay = [
            (0.0, 0.0),
            (10.0, 0.0),
            (8.0, 5.0),
            (10.0, 10.0),
            (0.0, 10.0),
        ];
        // A triangle of 1,107 m by 206 m.
        let faults = coverage_faults(&[polygon("A", &bay), square("B", 10.0, 0.0)]).unwrap();
        let [only] = faults.as_slice() else {
            panic!("{faults:?}")
        };
        assert!(only.is_gap && only.pieces == 1, "{only:?}");
        assert!(
            only.to_string()
                .starts_with("A and B leave a gap of 0.11 km²"),
            "{only}"
        );
        let clean = [square("A", 0.0, 0.0), square("B", 10.0, 0.0)];
        assert_eq!(coverage_faults(&clean).unwrap(), []);
    }
}
