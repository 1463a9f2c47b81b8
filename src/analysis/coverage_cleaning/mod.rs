//! Cleaning of boundaries: polygons that overlap a little, or leave slivers between them, become a coverage
//! without overlap and without gap.
//!
//! # Method
//! All rings are noded on the 1e-7° grid (11 mm) by snap rounding, so that they meet in common vertices only.
//! The faces between them are covered by one polygon (they stay with it), by several (overlap) or by none
//! (gap, or outside). Where borders nearly meet, bridges no longer than twice the tolerance cut slivers into cells
//! between two borders each. Then
//! - an overlap goes to that one of the polygons covering it that has the longest border with it,
//! - an enclosed gap to the neighbour with the longest border with it,
//! - a sliver that opens to the outside is filled the same way where it lies between two polygons and is at
//!   least forty times as long as it is wide (twenty where it ends in a point);
//! - ties go to the smaller code.
//!
//! # Units
//! The tolerance is how far a place that changes hands may lie from the borders as they were delivered. It is
//! measured by the widest circle that fits into a sliver, whose radius may not be greater: a sliver may be
//! kilometres long, but is nowhere wider than twice the tolerance. An overlap or enclosed gap that is wider
//! is refused by name. Distances are measured on a plane that is true at the middle latitude.
//!
//! # Limits
//! Polygons that are clean already come back unchanged, up to the start and direction of their rings. A gap
//! that is no mistake (a lake that belongs to nobody) is refused like any other.

mod arrangement;
mod bridges;
mod faults;
mod mended;
mod plane;
mod report;
mod shaping;
mod slivers;

use geo::{LineString, MultiPolygon};

use self::arrangement::{Arrangement, OwnedLine};
use self::bridges::bridges;
pub use self::faults::coverage_faults;
pub use self::mended::Mended;
use self::mended::mended;
use self::plane::MetricPlane;
pub use self::report::{CleaningError, Fault, Move, Refusal};
use self::report::{moves, refusals};
use self::shaping::Shaping;
use self::slivers::settle;
use crate::geometry::grid::{GridPoint, twice_area};
use crate::geometry::noding::node_lines;

/// The tolerance that is used where none is given, in metres: the accuracy of the reference boundaries.
pub const DEFAULT_TOLERANCE_M: f64 = 15.0;
/// The greatest tolerance, in metres: borders that lie farther apart were drawn elsewhere, and are to be mended there.
pub const MAX_TOLERANCE_M: f64 = 100.0;

/// Whether a tolerance can be used: positive, and not greater than [`MAX_TOLERANCE_M`].
#[must_use]
pub fn is_tolerance(metres: f64) -> bool {
    metres > 0.0 && metres <= MAX_TOLERANCE_M
}

/// One polygon of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPolygon {
    /// Its code, unique in the input.
    pub code: String,
    /// Its name, for messages.
    pub name: String,
    /// Its shape: longitude and latitude on WGS 84.
    pub geometry: MultiPolygon<f64>,
}

/// A coverage and what was done to get it.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanCoverage {
    /// The shapes, in the order of the input.
    pub polygons: Vec<MultiPolygon<f64>>,
    /// What changed hands.
    pub moves: Vec<Move>,
    /// What was found and done at each polygon, in the order of the input.
    pub mended: Vec<Mended>,
}

/// Makes a coverage of polygons that nearly are one.
///
/// # Errors
/// [`CleaningError::TooWide`] with every overlap and every enclosed gap that reaches farther than `tolerance_m`
/// metres from its border.
pub fn clean_coverage(
    polygons: &[NamedPolygon],
    tolerance_m: f64,
) -> Result<CleanCoverage, CleaningError> {
    let rings = noded(&read_rings(polygons)?);
    if rings.is_empty() {
        return Ok(CleanCoverage {
            polygons: vec![MultiPolygon(Vec::new()); polygons.len()],
            moves: Vec::new(),
            mended: vec![Mended::default(); polygons.len()],
        });
    }
    let plane = MetricPlane::around(rings.iter().flat_map(|ring| &ring.points));
    let codes: Vec<String> = polygons
        .iter()
        .map(|polygon| polygon.code.clone())
        .collect();
    let mut lines = rings.clone();
    lines.extend(bridges(&rings, plane, 2.0 * tolerance_m));
    let lines = if lines.len() > rings.len() {
        noded(&lines)
    } else {
        lines
    };
    let arrangement = Arrangement::of(&lines);
    let settlement = settle(&arrangement, plane, 2.0 * tolerance_m, &codes);
    if !settlement.too_wide.is_empty() {
        let refusals = refusals(polygons, settlement.too_wide);
        return Err(CleaningError::TooWide {
            refusals,
            tolerance_m,
        });
    }
    let shapes = Shaping::of(&rings, &arrangement, &settlement).shapes(polygons.len());
    if let Some(lost) = shapes
        .iter()
        .zip(polygons)
        .find(|(shape, before)| shape.0.is_empty() && !before.geometry.0.is_empty())
    {
        return Err(CleaningError::Vanished {
            name: lost.1.name.clone(),
        });
    }
    Ok(CleanCoverage {
        polygons: shapes,
        moves: moves(&codes, &settlement),
        mended: mended(polygons.len(), &settlement.settled),
    })
}

/// Rings on the grid, closed, with the inside on the left.
fn read_rings(polygons: &[NamedPolygon]) -> Result<Vec<OwnedLine>, CleaningError> {
    let mut rings = Vec::new();
    for (owner, polygon) in polygons.iter().enumerate() {
        for part in &polygon.geometry.0 {
            let holes = part.interiors().iter().map(|hole| (hole, true));
            for (line, is_hole) in std::iter::once((part.exterior(), false)).chain(holes) {
                let points = read_ring(&polygon.name, line, is_hole)?;
                if points.len() >= 4 {
                    rings.push(OwnedLine {
                        owner: Some(owner),
                        points,
                    });
                }
            }
        }
    }
    Ok(rings)
}

fn read_ring(
    name: &str,
    line: &LineString<f64>,
    is_hole: bool,
) -> Result<Vec<GridPoint>, CleaningError> {
    let mut points = Vec::with_capacity(line.0.len() + 1);
    for place in &line.0 {
        let point = GridPoint::from_degrees(place.x, place.y).ok_or_else(|| {
            CleaningError::OffTheGlobe {
                name: name.to_owned(),
                longitude: place.x,
                latitude: place.y,
            }
        })?;
        points.push(point);
    }
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if (twice_area(&points) < 0) != is_hole {
        points.reverse();
    }
    points.extend(points.first().copied());
    Ok(points)
}

fn noded(lines: &[OwnedLine]) -> Vec<OwnedLine> {
    let points: Vec<_> = lines.iter().map(|line| line.points.clone()).collect();
    let owners = lines.iter().map(|line| line.owner);
    owners
        .zip(node_lines(&points))
        .map(|(owner, points)| OwnedLine { owner, points })
        .collect()
}

#[cfg(test)]
mod tests {
    use geo::{Coord, Polygon};

    use super::*;
    use crate::geometry::geodesic::area_m2;
    use crate::geometry::topology::Topology;

    /// A place `x` metres east and `y` metres north of 106° E 22° N, near enough.
    fn place((x, y): (f64, f64)) -> Coord<f64> {
        Coord {
            x: 106.0 + x / 103_200.0,
            y: 22.0 + y / 110_730.0,
        }
    }

    fn polygon(code: &str, ring: &[(f64, f64)]) -> NamedPolygon {
        let ring = LineString::from(ring.iter().map(|at| place(*at)).collect::<Vec<_>>());
        NamedPolygon {
            code: code.to_owned(),
            name: format!("Xã {code}"),
            geometry: MultiPolygon(vec![Polygon::new(ring, Vec::new())]),
        }
    }

    fn rectangle(code: &str, west: f64, east: f64) -> NamedPolygon {
        polygon(
            code,
            &[(west, 0.0), (east, 0.0), (east, 1000.0), (west, 1000.0)],
        )
    }

    fn total_m2(coverage: &CleanCoverage) -> f64 {
        coverage.polygons.iter().map(area_m2).sum()
    }

    /// One line around everything and every inner border shared: no gap, no overlap.
    fn assert_is_coverage(coverage: &CleanCoverage, outlines: usize) {
        let topology = Topology::of_coverage(&coverage.polygons).unwrap();
        assert_eq!(topology.outline().len(), outlines);
    }

    #[test]
    fn a_clean_coverage_comes_back_unchanged() {
        let clean = [rectangle("1", 0.0, 1000.0), rectangle("2", 1000.0, 2000.0)];
        let coverage = clean_coverage(&clean, 15.0).unwrap();
        assert_eq!(coverage.moves, []);
        for (before, after) in clean.iter().zip(&coverage.polygons) {
            assert_eq!(after.0[0].exterior().0.len(), 5);
            assert!((area_m2(&before.geometry) - area_m2(after)).abs() < 20.0);
        }
        assert_is_coverage(&coverage, 1);
    }

    #[test]
    fn a_narrow_overlap_goes_to_one_neighbour_and_is_reported() {
        let coverage = clean_coverage(
            &[rectangle("1", 0.0, 1005.0), rectangle("2", 1000.0, 2000.0)],
            15.0,
        )
        .unwrap();
        assert_is_coverage(&coverage, 1);
        let [only] = coverage.moves.as_slice() else {
            panic!("{:?}", coverage.moves)
        };
        assert_eq!((only.from.as_deref(), only.to.as_str()), (Some("2"), "1"));
        assert!((only.area_m2 - 5_000.0).abs() < 20.0, "{only:?}");
        assert!((only.farthest_m - 5.0).abs() < 0.1, "{only:?}");
        assert!(
            (total_m2(&coverage) - 2e6).abs() < 4_000.0,
            "{}",
            total_m2(&coverage)
        );
    }

    #[test]
    fn an_open_strip_between_neighbours_is_filled() {
        let coverage = clean_coverage(
            &[rectangle("1", 0.0, 995.0), rectangle("2", 1000.0, 2000.0)],
            15.0,
        )
        .unwrap();
        assert_is_coverage(&coverage, 1);
        let [only] = coverage.moves.as_slice() else {
            panic!("{:?}", coverage.moves)
        };
        assert_eq!((only.from.as_deref(), only.to.as_str()), (None, "1"));
        assert!((only.area_m2 - 5_000.0).abs() < 20.0, "{only:?}");
    }

    #[test]
    fn an_enclosed_gap_goes_to_a_neighbour() {
        let west = polygon(
            "1",
            &[
                (0.0, 0.0),
                (1000.0, 0.0),
                (995.0, 500.0),
                (1000.0, 1000.0),
                (0.0, 1000.0),
            ],
        );
        let coverage = clean_coverage(&[west, rectangle("2", 1000.0, 2000.0)], 15.0).unwrap();
        assert_is_coverage(&coverage, 1);
        assert!(
            (coverage
                .moves
                .iter()
                .map(|moved| moved.area_m2)
                .sum::<f64>()
                - 2_500.0)
                .abs()
                < 10.0
        );
    }

    #[test]
    fn what_is_too_wide_is_refused_by_name() {
        let polygons = [rectangle("1", 0.0, 1100.0), rectangle("2", 1000.0, 2000.0)];
        let error = clean_coverage(&polygons, 15.0).unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("Xã 1 and Xã 2 overlap by 0.10 km², up to 100 m wide, near 106.0"),
            "{message}"
        );
        assert!(
            message
                .ends_with("tolerance 15 m to either side; mend the source or raise --tolerance"),
            "{message}"
        );
        assert!(clean_coverage(&polygons, 60.0).is_ok());
    }

    #[test]
    fn a_wide_enclosed_gap_is_refused_but_a_bay_is_not() {
        let ring = polygon(
            "1",
            &[
                (0.0, 0.0),
                (1000.0, 0.0),
                (900.0, 500.0),
                (1000.0, 1000.0),
                (0.0, 1000.0),
            ],
        );
        let error = clean_coverage(&[ring, rectangle("2", 1000.0, 2000.0)], 15.0).unwrap_err();
        assert!(error.to_string().contains("leave a gap"), "{error}");
        let bay = [rectangle("1", 0.0, 900.0), rectangle("2", 1000.0, 2000.0)];
        assert_eq!(clean_coverage(&bay, 15.0).unwrap().moves, []);
    }

    #[test]
    fn a_polygon_that_is_given_twice_is_refused() {
        let error = clean_coverage(
            &[rectangle("1", 0.0, 500.0), rectangle("2", 0.0, 500.0)],
            15.0,
        )
        .unwrap_err();
        assert!(matches!(error, CleaningError::TooWide { .. }), "{error}");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        let dirty = [
            rectangle("1", 0.0, 1005.0),
            polygon(
                "2",
                &[
                    (1000.0, 0.0),
                    (2000.0, 3.0),
                    (2004.0, 600.0),
                    (2000.0, 1000.0),
                    (1000.0, 1000.0),
                ],
            ),
            rectangle("3", 2001.0, 3000.0),
        ];
        let once = clean_coverage(&dirty, 15.0).unwrap();
        let again: Vec<_> = dirty
            .iter()
            .zip(&once.polygons)
            .map(|(polygon, geometry)| NamedPolygon {
                geometry: geometry.clone(),
                ..polygon.clone()
            })
            .collect();
        let twice = clean_coverage(&again, 15.0).unwrap();
        assert_eq!(twice.moves, []);
        assert_eq!(once.polygons, twice.polygons);
        assert_is_coverage(&once, 1);
    }
}
