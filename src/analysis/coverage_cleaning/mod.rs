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
//!   least eight times as long as it is wide;
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
mod plane;
mod slivers;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use self::arrangement::{Arrangement, OwnedLine};
use self::bridges::bridges;
use self::plane::MetricPlane;
use self::slivers::{Settlement, TooWide, settle};
use crate::geometry::LonLat;
use crate::geometry::grid::{GridPoint, twice_area};
use crate::geometry::noding::node_lines;
use crate::geometry::rings::{GridPolygon, polygons_of_rings, rings_of_edges};

/// The tolerance that is used where none is given, in metres: the accuracy of the reference boundaries.
pub const DEFAULT_TOLERANCE_M: f64 = 15.0;

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
    /// What moved.
    pub moves: Vec<Move>,
}

/// Area that one polygon gained, from one other or from a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The code of the polygon that lost it; `None` where it was a gap.
    pub from: Option<String>,
    /// The code of the polygon that gained it.
    pub to: String,
    /// How much, in square metres.
    pub area_m2: f64,
    /// The greatest distance by which the border moved, in metres: from a vertex of the border that it had
    /// to the border that it got.
    pub farthest_m: f64,
    /// How many slivers it was.
    pub slivers: usize,
    /// A point of the largest of them.
    pub at: LonLat,
}

/// An overlap or gap that is wider than the tolerance.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The names of the polygons that overlap; empty for a gap.
    pub overlapping: Vec<String>,
    /// The names of the polygons around it.
    pub beside: Vec<String>,
    /// The codes of all these polygons.
    pub codes: Vec<String>,
    /// Its area in square metres.
    pub area_m2: f64,
    /// The diameter of the widest circle in it, in metres.
    pub width_m: f64,
    /// The middle of that circle.
    pub at: Coord<f64>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (names, verb) = if self.overlapping.is_empty() {
            (&self.beside, "leave a gap of")
        } else {
            (&self.overlapping, "overlap by")
        };
        let who = match names.as_slice() {
            [] => "the polygons".to_owned(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        write!(
            formatter,
            "{who} {verb} {} km², up to {:.0} m wide, near {:.4},{:.4}",
            square_kilometres(self.area_m2),
            self.width_m,
            self.at.x,
            self.at.y
        )
    }
}

/// As many decimals as it takes to tell two figures.
fn square_kilometres(area_m2: f64) -> String {
    let decimals = if area_m2 < 1e3 {
        5
    } else if area_m2 < 1e5 {
        3
    } else {
        2
    };
    format!("{:.decimals$}", area_m2 / 1e6)
}

/// Why polygons could not be cleaned.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CleaningError {
    /// A vertex is not on the globe.
    #[error(
        "{name} has a vertex at longitude {longitude}, latitude {latitude}, which is not on the globe; \
         check the file's coordinate reference system"
    )]
    OffTheGlobe {
        /// The polygon's name.
        name: String,
        /// Its longitude in degrees.
        longitude: f64,
        /// Its latitude in degrees.
        latitude: f64,
    },
    /// Overlaps or gaps are wider than the tolerance.
    #[error(
        "{}; tolerance {tolerance_m} m to either side; mend the source or raise --tolerance",
        list(refusals)
    )]
    TooWide {
        /// Each of them, the widest first.
        refusals: Vec<Refusal>,
        /// The tolerance in metres.
        tolerance_m: f64,
    },
    /// Nothing is left of a polygon.
    #[error("nothing is left of {name}: others cover all of it; mend the source")]
    Vanished {
        /// The polygon's name.
        name: String,
    },
}

/// The first few refusals, and how many there are besides.
fn list(refusals: &[Refusal]) -> String {
    const TOLD: usize = 10;
    let told: Vec<_> = refusals
        .iter()
        .take(TOLD)
        .map(ToString::to_string)
        .collect();
    let besides = refusals.len().saturating_sub(TOLD);
    let more = if besides > 0 {
        format!("; and {besides} more")
    } else {
        String::new()
    };
    format!("{}{more}", told.join("; "))
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

/// Takes the borders out of an arrangement.
struct Shaping<'a> {
    arrangement: &'a Arrangement,
    settlement: &'a Settlement,
    /// The vertices that borders must have. A bridge that was built in vain has left others where it met a
    /// border between two vertices; they are taken out again.
    kept: HashSet<GridPoint>,
}

impl<'a> Shaping<'a> {
    fn of(rings: &[OwnedLine], arrangement: &'a Arrangement, settlement: &'a Settlement) -> Self {
        let mut kept: HashSet<GridPoint> = rings
            .iter()
            .flat_map(|ring| ring.points.iter().copied())
            .collect();
        for half in (0..arrangement.half_edges()).filter(|half| arrangement.is_bridge(*half)) {
            if settlement.was_sliver[arrangement.walk_of(half)] {
                kept.extend([arrangement.start(half), arrangement.end(half)]);
            }
        }
        Self {
            arrangement,
            settlement,
            kept,
        }
    }

    /// The half-edges with one polygon on their left and another, or the outside, on their right.
    fn borders(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.arrangement.half_edges()).filter_map(|half| {
            let [left, right] =
                [half, half ^ 1].map(|half| self.settlement.owner[self.arrangement.walk_of(half)]);
            Some((left.filter(|_| left != right)?, half))
        })
    }

    /// The shape of each polygon.
    fn shapes(&self, count: usize) -> Vec<MultiPolygon<f64>> {
        let mut edges: Vec<Vec<(GridPoint, GridPoint)>> = vec![Vec::new(); count];
        let mut meeting: HashMap<GridPoint, HashSet<GridPoint>> = HashMap::new();
        for (owner, half) in self.borders() {
            let (from, to) = (self.arrangement.start(half), self.arrangement.end(half));
            edges[owner].push((from, to));
            for (here, there) in [(from, to), (to, from)] {
                if !self.kept.contains(&here) {
                    meeting.entry(here).or_default().insert(there);
                }
            }
        }
        let is_needed =
            |point: &GridPoint| meeting.get(point).is_none_or(|others| others.len() != 2);
        edges
            .into_iter()
            .map(|edges| shape(edges, is_needed))
            .collect()
    }
}

fn shape(
    edges: Vec<(GridPoint, GridPoint)>,
    is_needed: impl Fn(&GridPoint) -> bool,
) -> MultiPolygon<f64> {
    let line = |ring: Vec<GridPoint>| {
        let needed = ring.into_iter().filter(|point| is_needed(point));
        LineString::from(needed.map(GridPoint::degrees).collect::<Vec<_>>())
    };
    let parts = polygons_of_rings(rings_of_edges(edges));
    let polygon = |part: GridPolygon| {
        Polygon::new(
            line(part.exterior),
            part.interiors.into_iter().map(line).collect(),
        )
    };
    MultiPolygon(parts.into_iter().map(polygon).collect())
}

fn refusals(polygons: &[NamedPolygon], mut too_wide: Vec<TooWide>) -> Vec<Refusal> {
    too_wide.sort_by(|a, b| b.width_m.total_cmp(&a.width_m));
    let names = |positions: &[usize]| -> Vec<String> {
        positions
            .iter()
            .map(|position| polygons[*position].name.clone())
            .collect()
    };
    too_wide
        .into_iter()
        .map(|face| Refusal {
            overlapping: names(&face.covered_by),
            beside: names(&face.beside),
            codes: face
                .covered_by
                .iter()
                .chain(&face.beside)
                .map(|position| polygons[*position].code.clone())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            area_m2: face.area_m2,
            width_m: face.width_m,
            at: face.at.degrees(),
        })
        .collect()
}

/// The slivers added up by who lost and who gained.
fn moves(codes: &[String], settlement: &Settlement) -> Vec<Move> {
    let mut moves: BTreeMap<(Option<usize>, usize), (Move, f64)> = BTreeMap::new();
    for settled in &settlement.settled {
        let losers: Vec<Option<usize>> = if settled.covered_by.is_empty() {
            vec![None]
        } else {
            settled
                .covered_by
                .iter()
                .filter(|loser| **loser != settled.to)
                .map(|loser| Some(*loser))
                .collect()
        };
        let degrees = settled.at.degrees();
        let Ok(at) = LonLat::new(degrees.x, degrees.y) else {
            continue;
        };
        for from in losers {
            let (total, largest) = moves.entry((from, settled.to)).or_insert_with(|| {
                let from = from.map(|from| codes[from].clone());
                let to = codes[settled.to].clone();
                (
                    Move {
                        from,
                        to,
                        area_m2: 0.0,
                        farthest_m: 0.0,
                        slivers: 0,
                        at,
                    },
                    0.0,
                )
            });
            total.area_m2 += settled.area_m2;
            total.farthest_m = total.farthest_m.max(settled.farthest_m);
            total.slivers += 1;
            if settled.area_m2 > *largest {
                *largest = settled.area_m2;
                total.at = at;
            }
        }
    }
    moves.into_values().map(|(total, _)| total).collect()
}

#[cfg(test)]
mod tests {
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
