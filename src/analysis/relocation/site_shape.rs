//! The shape of a proposed site: a place, or an area that is looked at all over.

use geo::{Area, BoundingRect, Coord, Geometry, InteriorPoint, Intersects, MultiPolygon};

use crate::geometry::geodesic::{area_m2, densify};
use crate::geometry::metric_crs::MetricCrs;
use crate::geometry::parts;

/// Least distance between the positions at which an area is looked at, metres.
const FINEST_M: f64 = 10.0;
/// About so many positions lie inside an area.
const POSITIONS: f64 = 2_000.0;

/// Where a site lies, and at which positions it is looked at.
pub(super) struct SiteShape {
    /// The place that stands for it: its own, or one inside the area.
    pub(super) at: Coord<f64>,
    /// The area; none for a place.
    pub(super) outline: Option<MultiPolygon<f64>>,
    /// Its geodesic area, square metres.
    pub(super) area_m2: Option<f64>,
    /// Positions spread evenly over it, and for an area along its border too.
    pub(super) positions: Vec<Coord<f64>>,
    /// How many of them, from the first, are spread evenly.
    pub(super) spread: usize,
    /// No point of an area is farther than this from one of its positions, metres; 0 for a place.
    pub(super) slack_m: f64,
}

impl SiteShape {
    /// A place.
    pub(super) fn place(at: Coord<f64>) -> Self {
        Self {
            at,
            outline: None,
            area_m2: None,
            positions: vec![at],
            spread: 1,
            slack_m: 0.0,
        }
    }

    /// The shape of a geometry (WGS 84): its areas where it has any, else a place on it.
    pub(super) fn of(geometry: &Geometry<f64>, plane: &MetricCrs) -> Option<Self> {
        let outline = parts::areas(geometry);
        if outline.0.is_empty() || outline.unsigned_area() <= 0.0 {
            return match geometry {
                Geometry::Point(point) => Some(Self::place(point.0)),
                other => other.interior_point().map(|point| Self::place(point.0)),
            };
        }
        let at = outline.interior_point()?.0;
        let area_m2 = area_m2(&outline);
        let step_m = (area_m2 / POSITIONS).sqrt().max(FINEST_M);
        let mut positions = lattice(&outline, plane, step_m);
        if positions.is_empty() {
            positions.push(at);
        }
        let spread = positions.len();
        let rings = outline
            .iter()
            .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        positions.extend(rings.flat_map(|ring| densify(ring, step_m).0));
        Some(Self {
            at,
            outline: Some(outline),
            area_m2: Some(area_m2),
            positions,
            spread,
            slack_m: step_m,
        })
    }
}

/// The positions of a square lattice in the plane that lie in an area.
fn lattice(outline: &MultiPolygon<f64>, plane: &MetricCrs, step_m: f64) -> Vec<Coord<f64>> {
    let Some(around) = outline.bounding_rect() else {
        return Vec::new();
    };
    let (low, high) = (plane.project(around.min()), plane.project(around.max()));
    let count = |length: f64| (length / step_m).ceil().max(1.0) as usize;
    let (columns, rows) = (count(high.x - low.x), count(high.y - low.y));
    let at = |column: usize, row: usize| {
        plane.unproject(Coord {
            x: low.x + (column as f64 + 0.5) * step_m,
            y: low.y + (row as f64 + 0.5) * step_m,
        })
    };
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    all.map(|(column, row)| at(column, row))
        .filter(|place| outline.intersects(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, polygon};

    fn plane() -> MetricCrs {
        let around = Rect::new(Coord { x: 106.0, y: 22.0 }, Coord { x: 106.2, y: 22.2 });
        MetricCrs::for_extent(around).unwrap()
    }

    /// 0.002° × 0.002° at 22.1° N is 206.4 m × 221.5 m, 4.57 ha.
    #[test]
    fn an_area_is_looked_at_all_over_and_along_its_border() {
        let square = polygon![
            (x: 106.1, y: 22.1), (x: 106.102, y: 22.1), (x: 106.102, y: 22.102), (x: 106.1, y: 22.102),
        ];
        let shape = SiteShape::of(&square.clone().into(), &plane()).unwrap();
        assert!((shape.area_m2.unwrap() / 45_700.0 - 1.0).abs() < 2e-3);
        assert!((shape.slack_m - 10.0).abs() < 1e-12);
        // 45,700 m² in squares of 10 m: 457.
        assert!((440..=475).contains(&shape.spread), "{}", shape.spread);
        assert!(
            shape.positions[..shape.spread]
                .iter()
                .all(|at| square.intersects(at))
        );
        // The border is 856 m long.
        let on_border = shape.positions.len() - shape.spread;
        assert!((86..=95).contains(&on_border), "{on_border}");
    }

    #[test]
    fn a_place_is_looked_at_where_it_is() {
        let at = Coord { x: 106.1, y: 22.1 };
        let shape = SiteShape::of(&Geometry::Point(at.into()), &plane()).unwrap();
        assert_eq!(
            (shape.at, shape.positions.as_slice(), shape.area_m2),
            (at, [at].as_slice(), None)
        );
    }
}
