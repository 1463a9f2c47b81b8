//! Everything within so many metres, on the ground, of lines, points or areas.
//!
//! The outline is drawn in a [`MetricCrs`] chosen for the place; then each of its vertices is moved along the
//! line to the nearest place of the input, by the local scale of the plane, so that its distance is true on
//! the ground. Between vertices the outline is straight; arcs have [`ARC_STEP_RADIANS`], so an arc of 5 km
//! lies at most 0.4 m inside the true circle.

use super::edge_runs::EdgeRuns;
use super::geodesic::{TooLong, densify_all};
use super::interrupt::{Interrupt, Interrupted};
use super::metric_crs::{MetricCrs, MetricCrsError};
use super::strip::strip;
use geo::{
    BooleanOps, BoundingRect, Coord, LineString, MultiLineString, MultiPolygon, Polygon, Rect,
};

/// Angle between two vertices of an arc: 64 to a quarter circle.
pub const ARC_STEP_RADIANS: f64 = std::f64::consts::FRAC_PI_2 / 64.0;

/// Longest edge of the input in the plane; longer geodesics get vertices between.
const LONGEST_EDGE_M: f64 = 5_000.0;

/// Vertices moved between two looks at the interrupt.
const BATCH: usize = 1_024;

/// Metres in a degree of latitude, at least.
const METRES_PER_DEGREE: f64 = 110_500.0;

/// Why no outline was drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BufferError {
    /// There is nothing to measure from.
    #[error("there is no line, point or area to measure the distance from")]
    Empty,
    /// The distance is not a positive number of metres.
    #[error("a width of {0} m cannot be drawn: give more than 0 and at most {max} m", max = LARGEST_DISTANCE_M)]
    Distance(f64),
    /// The input lies too far apart for one plane.
    #[error(transparent)]
    Crs(#[from] MetricCrsError),
    /// The lines are too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Largest distance that a buffer takes, in metres.
pub const LARGEST_DISTANCE_M: f64 = 500_000.0;

/// An outline and the plane in which it was drawn.
#[derive(Debug, Clone)]
pub struct GroundBuffer {
    /// The outline in longitude/latitude degrees, WGS 84; parts do not overlap.
    pub outline: MultiPolygon<f64>,
    /// The plane.
    pub crs: MetricCrs,
}

/// Everything within `distance_m` metres of the lines; what several lines reach is counted once.
///
/// # Input
/// Longitude/latitude in degrees, WGS 84; edges are geodesics.
///
/// # Errors
/// [`BufferError`] when there is no line, the distance is out of range, the lines spread too far for one
/// plane, or the work is interrupted.
pub fn buffer_lines(
    lines: &MultiLineString<f64>,
    distance_m: f64,
    interrupt: &Interrupt,
) -> Result<GroundBuffer, BufferError> {
    let crs = plane_for(lines.bounding_rect(), distance_m)?;
    let dense = densify_all(lines, LONGEST_EDGE_M)?;
    let in_plane = MultiLineString::new(dense.iter().map(|line| crs.project_all(line)).collect());
    interrupt.check()?;
    let drawn = strip(&in_plane, distance_m, ARC_STEP_RADIANS, interrupt)?;
    interrupt.check()?;
    let axes = EdgeRuns::new(in_plane.iter().flat_map(LineString::lines).collect());
    let outline = true_to_ground(drawn, &crs, distance_m, &axes, interrupt)?;
    Ok(GroundBuffer {
        outline: crs.unproject_all(&outline),
        crs,
    })
}

/// Everything within `distance_m` metres of a place: a circle on the ground.
///
/// # Errors
/// As [`buffer_lines`].
pub fn buffer_point(
    place: Coord<f64>,
    distance_m: f64,
    interrupt: &Interrupt,
) -> Result<GroundBuffer, BufferError> {
    let line = LineString::new(vec![place, place]);
    buffer_lines(&MultiLineString::new(vec![line]), distance_m, interrupt)
}

/// Areas grown by `distance_m` metres, or shrunk when it is negative.
///
/// Used for the uncertainty of a mapped border. The width is corrected by one mean scale over the areas, so it
/// is true to the scale error that the plane states (some 1e-5 over a province: 1 mm in 25 m).
///
/// # Errors
/// As [`buffer_lines`]; shrinking may leave nothing, which is no error.
pub fn buffer_areas(
    areas: &MultiPolygon<f64>,
    distance_m: f64,
    interrupt: &Interrupt,
) -> Result<GroundBuffer, BufferError> {
    let crs = plane_of_areas([areas], distance_m.abs())?;
    let outline = buffer_areas_in(&crs, areas, distance_m, interrupt)?;
    Ok(GroundBuffer { outline, crs })
}

/// One plane for several areas whose borders are moved by at most `farthest_m` metres.
///
/// # Errors
/// [`BufferError`] when there is no area, the distance is out of range, or the areas spread too far for one plane.
pub fn plane_of_areas<'a>(
    areas: impl IntoIterator<Item = &'a MultiPolygon<f64>>,
    farthest_m: f64,
) -> Result<MetricCrs, BufferError> {
    let boxes = areas.into_iter().filter_map(BoundingRect::bounding_rect);
    let extent = boxes.reduce(|a, b| {
        let (least, greatest) = ([a.min(), b.min()], [a.max(), b.max()]);
        Rect::new(
            geo::coord! {x: least[0].x.min(least[1].x), y: least[0].y.min(least[1].y)},
            geo::coord! {x: greatest[0].x.max(greatest[1].x), y: greatest[0].y.max(greatest[1].y)},
        )
    });
    plane_for(extent, farthest_m)
}

/// Areas grown by `distance_m` metres, or shrunk when it is negative, in a plane that was chosen before.
///
/// # Errors
/// [`BufferError::Distance`] for a distance out of range, [`BufferError::Interrupted`].
pub fn buffer_areas_in(
    crs: &MetricCrs,
    areas: &MultiPolygon<f64>,
    distance_m: f64,
    interrupt: &Interrupt,
) -> Result<MultiPolygon<f64>, BufferError> {
    check_distance(distance_m.abs())?;
    let in_plane = crs.project_all(areas);
    interrupt.check()?;
    let borders = in_plane
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
        .cloned()
        .collect();
    let near_border = strip(
        &MultiLineString::new(borders),
        distance_m.abs(),
        ARC_STEP_RADIANS * 8.0,
        interrupt,
    )?;
    let drawn = if distance_m < 0.0 {
        in_plane.difference(&near_border)
    } else {
        in_plane.union(&near_border)
    };
    interrupt.check()?;
    Ok(crs.unproject_all(&drawn))
}

fn check_distance(distance_m: f64) -> Result<(), BufferError> {
    if distance_m > 0.0 && distance_m <= LARGEST_DISTANCE_M {
        return Ok(());
    }
    Err(BufferError::Distance(distance_m))
}

fn plane_for(extent: Option<Rect<f64>>, distance_m: f64) -> Result<MetricCrs, BufferError> {
    let extent = extent.ok_or(BufferError::Empty)?;
    check_distance(distance_m)?;
    let (min, max) = (extent.min(), extent.max());
    let north = distance_m / METRES_PER_DEGREE;
    let farthest = min.y.abs().max(max.y.abs()).min(89.0);
    let east = north / farthest.to_radians().cos();
    let grown = Rect::new(
        Coord {
            x: (min.x - east).max(-180.0),
            y: (min.y - north).max(-90.0),
        },
        Coord {
            x: (max.x + east).min(180.0),
            y: (max.y + north).min(90.0),
        },
    );
    Ok(MetricCrs::for_extent(grown)?)
}

/// Moves every vertex of an outline that was drawn `distance_m` plane metres from axes so that it lies
/// `distance_m` ground metres from them.
fn true_to_ground(
    mut outline: MultiPolygon<f64>,
    crs: &MetricCrs,
    distance_m: f64,
    axes: &EdgeRuns,
    interrupt: &Interrupt,
) -> Result<MultiPolygon<f64>, Interrupted> {
    let mut move_ring = |ring: &mut LineString<f64>| {
        for part in ring.0.chunks_mut(BATCH) {
            interrupt.check()?;
            for vertex in part {
                *vertex = at_distance(*vertex, crs, distance_m, axes);
            }
        }
        Ok(())
    };
    let mut moved = Vec::with_capacity(outline.0.len());
    for part in outline.0.drain(..) {
        let (mut exterior, mut interiors) = part.into_inner();
        move_ring(&mut exterior)?;
        interiors.iter_mut().try_for_each(&mut move_ring)?;
        moved.push(Polygon::new(exterior, interiors));
    }
    Ok(MultiPolygon::new(moved))
}

fn at_distance(
    vertex: Coord<f64>,
    crs: &MetricCrs,
    distance_m: f64,
    axes: &EdgeRuns,
) -> Coord<f64> {
    let Some(foot) = axes.nearest_foot(vertex) else {
        return vertex;
    };
    let away = vertex - foot;
    let length = away.x.hypot(away.y);
    if length <= 0.0 {
        return vertex;
    }
    // Where two arcs meet, the vertex is as far from both as the outline is: keep what it was drawn at.
    let wanted = length.min(distance_m) * crs.mean_scale_between(foot, vertex);
    foot + away * (wanted / length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic::{self, densify, distance_m};
    use geo::{coord, line_string, polygon};

    fn axis() -> MultiLineString<f64> {
        MultiLineString::new(vec![line_string![
            (x: 105.35, y: 22.95), (x: 105.9, y: 22.7), (x: 106.25, y: 22.67),
            (x: 106.32, y: 22.83), (x: 106.8, y: 22.75),
        ]])
    }

    /// Distance to the line by brute force: the least geodesic distance to its places 2 m apart.
    fn dense_distance(place: Coord<f64>, dense: &[Coord<f64>]) -> f64 {
        let near = |at: &&Coord<f64>| (at.x - place.x).abs() < 0.2 && (at.y - place.y).abs() < 0.2;
        dense
            .iter()
            .filter(near)
            .map(|&at| distance_m(place, at))
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn every_vertex_of_the_outline_is_five_kilometres_from_the_line() {
        let lines = axis();
        let buffer = buffer_lines(&lines, 5_000.0, &Interrupt::default()).unwrap();
        let dense: Vec<Coord<f64>> = densify(&lines.0[0], 20.0).0;
        assert_eq!(buffer.outline.0.len(), 1);
        let outline = buffer.outline.0[0].exterior();
        assert!(outline.0.len() > 200);
        for vertex in outline.0.iter().step_by(7) {
            let distance = dense_distance(*vertex, &dense);
            // 20 m between the places of the dense line: up to 0.01 m too far.
            assert!((distance - 5_000.0).abs() < 0.15, "{vertex:?} {distance}");
        }
    }

    #[test]
    fn a_circle_has_the_area_of_a_circle() {
        let circle =
            buffer_point(coord! {x: 106.25, y: 22.67}, 5_000.0, &Interrupt::default()).unwrap();
        let area = geodesic::area_m2(&circle.outline);
        let circle_m2 = std::f64::consts::PI * 25e6;
        assert!((area / circle_m2 - 1.0).abs() < 2e-4, "{area}");
    }

    #[test]
    fn shrinking_and_growing_an_area_move_its_border() {
        let square: MultiPolygon<f64> = polygon![
            (x: 106.0, y: 22.6), (x: 106.1, y: 22.6), (x: 106.1, y: 22.7), (x: 106.0, y: 22.7)
        ]
        .into();
        let whole = geodesic::area_m2(&square);
        let around = geodesic::line_length_m(square.0[0].exterior());
        let interrupt = Interrupt::default();
        let grown = geodesic::area_m2(&buffer_areas(&square, 25.0, &interrupt).unwrap().outline);
        let shrunk = geodesic::area_m2(&buffer_areas(&square, -25.0, &interrupt).unwrap().outline);
        assert!(
            ((grown - whole) / (around * 25.0) - 1.0).abs() < 2e-3,
            "{grown}"
        );
        assert!(
            ((whole - shrunk) / (around * 25.0) - 1.0).abs() < 3e-3,
            "{shrunk}"
        );
        let gone = buffer_areas(&square, -9_000.0, &interrupt).unwrap();
        assert!(gone.outline.0.is_empty(), "nothing is left of it");
    }

    #[test]
    fn impossible_questions_are_refused() {
        let interrupt = Interrupt::default();
        for width in [0.0, -5.0, f64::NAN, f64::INFINITY, 1e9] {
            let error = buffer_lines(&axis(), width, &interrupt).unwrap_err();
            assert!(matches!(error, BufferError::Distance(_)), "{error}");
        }
        let none = MultiLineString::new(vec![]);
        assert_eq!(
            buffer_lines(&none, 5.0, &interrupt).unwrap_err(),
            BufferError::Empty
        );
        interrupt.raise();
        let error = buffer_lines(&axis(), 5.0, &interrupt).unwrap_err();
        assert_eq!(error, BufferError::Interrupted(Interrupted));
    }
}
