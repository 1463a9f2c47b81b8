//! The area from which, or to which, it takes at most so many minutes.
//!
//! Over terrain it is the union of the cells whose middle is reached in time; a minute more adds the cells that take
//! between the two, and nothing else. Along roads it is a strip around the part of each edge that is reached in time. By
//! straight lines it is a circle around each facility.

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use super::model::TravelModel;
use super::nearest::Reach;
use super::search::Field;
use super::straight_line;
use super::terrain::Terrain;
use super::ways::{TimedEdge, Ways};
use crate::geometry::buffer::{BufferError, LARGEST_DISTANCE_M, buffer_lines};
use crate::geometry::grid::GridPoint;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::rings::{polygons_of_rings, rings_of_edges};

/// Width to each side of the strip that is drawn along a road, metres. It is drawn, not reached: how far from the road
/// people get on foot is not known without terrain.
pub const STRIP_M: f64 = 200.0;

impl TravelModel {
    /// The area within so many minutes of the nearest of the facilities that `reach` was worked out for.
    ///
    /// # Errors
    /// [`BufferError`] when an outline cannot be drawn, or the asker went away.
    pub fn isochrone(
        &self,
        reach: &Reach,
        facilities: &[usize],
        minutes: f64,
        interrupt: &Interrupt,
    ) -> Result<MultiPolygon<f64>, BufferError> {
        let at = |&place: &usize| LineString::new(vec![self.places[place]; 2]);
        let points: Vec<LineString<f64>> = facilities.iter().map(at).collect();
        let (Some(ways), Some(field)) = (&self.ways, &reach.field) else {
            let radius_m = minutes / straight_line::minutes_per_metre(&self.options);
            let lines = MultiLineString::new(points);
            return Ok(buffer_lines(&lines, radius_m.min(LARGEST_DISTANCE_M), interrupt)?.outline);
        };
        if let Some(terrain) = &ways.terrain {
            let cells_from = ways.positions.len();
            return Ok(outline(terrain, |cell| {
                field.minutes[cells_from + cell] <= minutes
            }));
        }
        let mut lines = points;
        lines.extend(reached_lines(ways, field, reach.is_reverse, minutes));
        Ok(buffer_lines(&MultiLineString::new(lines), STRIP_M, interrupt)?.outline)
    }
}

/// The union of cells: rings along the sides that lie between a cell inside and one outside.
fn outline(terrain: &Terrain, is_inside: impl Fn(usize) -> bool) -> MultiPolygon<f64> {
    let inside: Vec<bool> = (0..terrain.cells()).map(is_inside).collect();
    let (columns, rows) = (terrain.columns as i32, terrain.rows as i32);
    let holds = |column: i32, row: i32| {
        (0..columns).contains(&column)
            && (0..rows).contains(&row)
            && inside[row as usize * terrain.columns + column as usize]
    };
    let mut sides = Vec::new();
    for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))) {
        if !holds(column, row) {
            continue;
        }
        let corner = |dx: i32, dy: i32| GridPoint::new(column + dx, -(row + dy));
        let (nw, ne, sw, se) = (corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1));
        let around = [
            ((0, 1), sw, se),
            ((1, 0), se, ne),
            ((0, -1), ne, nw),
            ((-1, 0), nw, sw),
        ];
        let open = around
            .into_iter()
            .filter(|((dx, dy), ..)| !holds(column + dx, row + dy));
        sides.extend(open.map(|(_, from, to)| (from, to)));
    }
    let ring = |points: &[GridPoint]| {
        let turns: Vec<Coord<f64>> = corners(points)
            .map(|at| terrain.corner(at.x, -at.y))
            .collect();
        LineString::new(turns)
    };
    let polygons = polygons_of_rings(rings_of_edges(sides))
        .into_iter()
        .map(|polygon| {
            let inner = polygon.interiors.iter().map(|hole| ring(hole)).collect();
            Polygon::new(ring(&polygon.exterior), inner)
        });
    MultiPolygon::new(polygons.collect())
}

/// The points of a ring at which it turns.
fn corners(points: &[GridPoint]) -> impl Iterator<Item = GridPoint> + '_ {
    let count = points.len();
    (0..count).filter_map(move |index| {
        let (before, here, after) = (
            points[(index + count - 1) % count],
            points[index],
            points[(index + 1) % count],
        );
        let is_straight =
            (before.x == here.x && here.x == after.x) || (before.y == here.y && here.y == after.y);
        (!is_straight).then_some(here)
    })
}

/// The parts of edges that are reached in time; edges that follow each other stay one line.
fn reached_lines(
    ways: &Ways,
    field: &Field,
    is_reverse: bool,
    minutes: f64,
) -> Vec<LineString<f64>> {
    let mut lines: Vec<Vec<Coord<f64>>> = Vec::new();
    let mut last_whole = None;
    for timed in &ways.edges {
        let (from, to) = (
            ways.positions[timed.edge.from as usize],
            ways.positions[timed.edge.to as usize],
        );
        let (near, far) = reached_shares(timed, field, is_reverse, minutes);
        let between = |share: f64| from + (to - from) * share;
        if near + far >= 1.0 {
            match lines
                .last_mut()
                .filter(|_| last_whole == Some(timed.edge.from))
            {
                Some(line) => line.push(to),
                None => lines.push(vec![from, to]),
            }
            last_whole = Some(timed.edge.to);
            continue;
        }
        last_whole = None;
        if near > 0.0 {
            lines.push(vec![from, between(near)]);
        }
        if far > 0.0 {
            lines.push(vec![between(1.0 - far), to]);
        }
    }
    lines.into_iter().map(LineString::new).collect()
}

/// Which share of an edge is reached in time over its first node, and which over its second.
fn reached_shares(timed: &TimedEdge, field: &Field, is_reverse: bool, minutes: f64) -> (f64, f64) {
    let (away, towards) = if is_reverse {
        (timed.back, timed.there)
    } else {
        (timed.there, timed.back)
    };
    let share = |at_node: f64, whole: f64| {
        let left = minutes - at_node;
        if left >= 0.0 && whole.is_finite() {
            (left / whole).min(1.0)
        } else {
            0.0
        }
    };
    let at = |node: u32| field.minutes[node as usize];
    (
        share(at(timed.edge.from), away),
        share(at(timed.edge.to), towards),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::access::landscape::{Landscape, Road};
    use crate::analysis::access::options::{Direction, TravelMode, TravelOptions};
    use crate::analysis::access::speeds::{RoadClass, Surface};
    use crate::analysis::access::terrain::grid;
    use crate::geometry::geodesic;
    use geo::{Area, BooleanOps, Contains};

    fn areas(landscape: &Landscape, mode: TravelMode, minutes: &[f64]) -> Vec<MultiPolygon<f64>> {
        let options = TravelOptions {
            mode,
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let quiet = Interrupt::default();
        let places = [Coord {
            x: 106.0205,
            y: 22.4795,
        }];
        let model = TravelModel::new(landscape, &places, &options, &quiet).unwrap();
        let reach = model
            .nearest(&[0], &[0], Direction::ToFacility, &quiet)
            .unwrap();
        let draw = |&minutes: &f64| model.isochrone(&reach, &[0], minutes, &quiet).unwrap();
        minutes.iter().map(draw).collect()
    }

    #[test]
    fn a_minute_more_adds_the_cells_between_and_nothing_else() {
        let land = Landscape {
            elevation: Some(Arc::new(grid(80, 80, |column, row| {
                9.0 * ((column * 7 + row * 3) % 11) as f64
            }))),
            ..Landscape::default()
        };
        let found = areas(&land, TravelMode::OnFoot, &[59.0, 60.0]);
        assert!(found[1].unsigned_area() > found[0].unsigned_area());
        assert!(found[0].difference(&found[1]).unsigned_area() < 1e-15);
        let options = TravelOptions {
            mode: TravelMode::OnFoot,
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let quiet = Interrupt::default();
        let model = TravelModel::new(
            &land,
            &[Coord {
                x: 106.0205,
                y: 22.4795,
            }],
            &options,
            &quiet,
        )
        .unwrap();
        let reach = model
            .nearest(&[0], &[0], Direction::ToFacility, &quiet)
            .unwrap();
        let ways = model.ways.as_ref().unwrap();
        let (terrain, field) = (
            ways.terrain.as_ref().unwrap(),
            reach.field.as_ref().unwrap(),
        );
        let mut between = 0;
        for cell in 0..terrain.cells() {
            let at = geo::Point(terrain.centre_of(cell));
            let minutes = field.minutes[cell];
            assert_eq!(found[0].contains(&at), minutes <= 59.0);
            assert_eq!(found[1].contains(&at), minutes <= 60.0);
            between += usize::from(minutes > 59.0 && minutes <= 60.0);
        }
        let cell_area = 1e-6;
        let added = found[1].unsigned_area() - found[0].unsigned_area();
        assert!(
            between > 0 && (added / cell_area - between as f64).abs() < 1e-3,
            "{added} {between}"
        );
    }

    #[test]
    fn along_a_road_the_strip_ends_where_the_time_does() {
        let road = Road {
            place: None,
            line: LineString::from(vec![
                (106.0205, 22.4795),
                (106.1, 22.4795),
                (106.3, 22.4795),
            ]),
            class: RoadClass::National,
            surface: Surface::Paved,
            speed_kmh: None,
            is_one_way: false,
            closed_season: None,
            has_no_bridge: false,
        };
        let land = Landscape {
            roads: vec![road],
            ..Landscape::default()
        };
        let found = areas(&land, TravelMode::Road, &[14.0, 15.0]);
        let outside = found[0].difference(&found[1]).unsigned_area();
        assert!(outside < 1e-5 * found[0].unsigned_area(), "{outside}");
        // East of 106.0205, 15 minutes at 40 km/h are 10 km; the strip's end is a half circle of 200 m.
        let east = found[1]
            .0
            .iter()
            .flat_map(|p| p.exterior().0.iter())
            .map(|c| c.x)
            .fold(0.0, f64::max);
        let end = Coord {
            x: east,
            y: 22.4795,
        };
        let metres = geodesic::distance_m(
            Coord {
                x: 106.0205,
                y: 22.4795,
            },
            end,
        );
        assert!((metres - 10_200.0).abs() < 5.0, "{metres}");
    }

    #[test]
    fn without_data_it_is_a_circle() {
        let found = areas(&Landscape::default(), TravelMode::Road, &[42.0]);
        // 42 minutes at 20 km/h are 14 km of way, 10 km of straight line.
        let expected = std::f64::consts::PI * 100.0;
        assert!((geodesic::area_m2(&found[0]) / 1e6 / expected - 1.0).abs() < 1e-3);
    }
}
