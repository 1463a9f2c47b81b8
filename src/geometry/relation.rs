//! How shapes lie to one prepared shape: sharing a position with it, within it, holding it.
//!
//! The answers are those of simple features on longitude/latitude. Most pairs are settled by exact look-ups, which an
//! interrupt can end; only where all positions of one lie in the other is their whole relation worked out, and
//! then only where few of their edges are near each other, so that its time and memory are bounded.

use geo::{BoundingRect, Coord, CoordsIter, Geometry, Intersects, PreparedGeometry, Rect, Relate};
use geo::{MultiLineString, MultiPolygon, Polygon};

use super::edges::EdgeIndex;
use super::interrupt::{Interrupt, Interrupted};
use super::locator::Locator;
use super::parts::lines_and_areas;

/// Most pairs of edges of two shapes that are so near that their boxes meet, where the whole relation is needed.
pub const MOST_NEAR_PAIRS: usize = 2_000_000;

/// Positions or edges looked at between two looks at the interrupt.
const BATCH: usize = 1_024;

/// Why a relation was not worked out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RelationError {
    /// Too many edges of both are near each other.
    #[error(
        "more than {MOST_NEAR_PAIRS} pairs of its edges and those of one feature lie side by side: simplify it or ask in parts"
    )]
    TooTangled,
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// A shape prepared for asking how others lie to it.
pub struct RelatedTo<'a> {
    shape: &'a Geometry<f64>,
    prepared: std::cell::OnceCell<PreparedGeometry<'a, &'a Geometry<f64>, f64>>,
    parts: Parts,
    bounds: Option<Rect<f64>>,
}

/// A shape taken apart for look-ups.
struct Parts {
    edges: EdgeIndex,
    areas: Locator,
    has_areas_only: bool,
    /// A position of each line and area.
    a_position_of_each: Vec<Coord<f64>>,
}

impl Parts {
    fn new(shape: &Geometry<f64>) -> Self {
        let (lines, areas) = lines_and_areas(shape);
        Self {
            edges: EdgeIndex::new(&lines, &areas),
            has_areas_only: lines.0.is_empty(),
            a_position_of_each: firsts(&lines, &areas),
            areas: locator_of(areas),
        }
    }

    /// Whether a position is inside or on the border of any part.
    fn covers(&self, at: Coord<f64>) -> bool {
        self.areas.first_at(at).is_some() || self.edges.touches_place(at)
    }

    fn cover_all(
        &self,
        positions: impl Iterator<Item = Coord<f64>>,
        interrupt: &Interrupt,
    ) -> Result<bool, Interrupted> {
        for (index, at) in positions.enumerate() {
            if index % BATCH == 0 {
                interrupt.check()?;
            }
            if !self.covers(at) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<'a> RelatedTo<'a> {
    /// Prepares a shape whose edges do not meet too often (see [`super::tangle`]).
    #[must_use]
    pub fn new(shape: &'a Geometry<f64>) -> Self {
        Self {
            shape,
            prepared: std::cell::OnceCell::new(),
            parts: Parts::new(shape),
            bounds: shape.bounding_rect(),
        }
    }

    /// Whether another shape shares at least a position with this one.
    ///
    /// # Errors
    /// [`Interrupted`].
    pub fn is_met_by(
        &self,
        other: &Geometry<f64>,
        interrupt: &Interrupt,
    ) -> Result<bool, Interrupted> {
        if !self.is_near(other) {
            return Ok(false);
        }
        let (lines, areas) = lines_and_areas(other);
        let rings = areas
            .iter()
            .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        let edges = lines.iter().chain(rings).flat_map(geo::LineString::lines);
        for (index, edge) in edges.enumerate() {
            if index % BATCH == 0 {
                interrupt.check()?;
            }
            if self.parts.edges.touches(edge) {
                return Ok(true);
            }
        }
        // No edges meet: each part lies wholly inside an area of the other or outside of all.
        let inside = |locator: &Locator, at: Coord<f64>| locator.first_at(at).is_some();
        if firsts(&lines, &areas)
            .into_iter()
            .any(|at| inside(&self.parts.areas, at))
        {
            return Ok(true);
        }
        interrupt.check()?;
        let theirs = locator_of(areas);
        let mut mine = self.parts.a_position_of_each.iter();
        Ok(mine.any(|&at| inside(&theirs, at)))
    }

    /// Whether another shape lies within this one.
    ///
    /// # Errors
    /// [`RelationError`].
    pub fn holds(
        &self,
        other: &Geometry<f64>,
        interrupt: &Interrupt,
    ) -> Result<bool, RelationError> {
        if !self.is_near(other) {
            return Ok(false);
        }
        if let Geometry::Point(point) = other
            && let Some(is_inside) = self.settle_point(point.0)
        {
            return Ok(is_inside);
        }
        if !self.parts.cover_all(other.coords_iter(), interrupt)? {
            return Ok(false);
        }
        self.check_nearness(other, interrupt)?;
        Ok(other.relate(self.prepared()).is_within())
    }

    /// Whether another shape holds this one.
    ///
    /// # Errors
    /// [`RelationError`].
    pub fn is_held_by(
        &self,
        other: &Geometry<f64>,
        interrupt: &Interrupt,
    ) -> Result<bool, RelationError> {
        let around = other.bounding_rect().zip(self.bounds);
        let is_around = around.is_some_and(|(theirs, mine)| {
            theirs.min().x <= mine.min().x
                && theirs.min().y <= mine.min().y
                && theirs.max().x >= mine.max().x
                && theirs.max().y >= mine.max().y
        });
        if !is_around || !Parts::new(other).cover_all(self.shape.coords_iter(), interrupt)? {
            return Ok(false);
        }
        self.check_nearness(other, interrupt)?;
        Ok(other.relate(self.prepared()).is_contains())
    }

    fn is_near(&self, other: &Geometry<f64>) -> bool {
        let both = other.bounding_rect().zip(self.bounds);
        both.is_some_and(|(theirs, mine)| theirs.intersects(&mine))
    }

    /// Whether a point is inside, where no border and no line has to be looked at.
    fn settle_point(&self, at: Coord<f64>) -> Option<bool> {
        let here = self.parts.areas.all_at(at);
        if here.iter().any(|area| !area.is_on_border) {
            return Some(true);
        }
        (self.parts.has_areas_only && here.is_empty()).then_some(false)
    }

    fn prepared(&self) -> &PreparedGeometry<'a, &'a Geometry<f64>, f64> {
        self.prepared
            .get_or_init(|| PreparedGeometry::from(self.shape))
    }

    fn check_nearness(
        &self,
        other: &Geometry<f64>,
        interrupt: &Interrupt,
    ) -> Result<(), RelationError> {
        let (lines, areas) = lines_and_areas(other);
        let theirs = EdgeIndex::new(&lines, &areas);
        let mut pairs = 0;
        for (index, edge) in theirs.all().enumerate() {
            if index % BATCH == 0 {
                interrupt.check()?;
            }
            let most = MOST_NEAR_PAIRS + 1 - pairs;
            pairs += self.parts.edges.near(edge.line).take(most).count();
            if pairs > MOST_NEAR_PAIRS {
                return Err(RelationError::TooTangled);
            }
        }
        Ok(())
    }
}

/// A position of each line and area.
fn firsts(lines: &MultiLineString<f64>, areas: &MultiPolygon<f64>) -> Vec<Coord<f64>> {
    let outer = areas.iter().map(Polygon::exterior);
    let firsts = lines.iter().chain(outer).filter_map(|line| line.0.first());
    firsts.copied().collect()
}

/// A look-up of which areas, each for itself, hold a position.
fn locator_of(areas: MultiPolygon<f64>) -> Locator {
    let each: Vec<MultiPolygon<f64>> = areas.into_iter().map(Into::into).collect();
    Locator::new(&each)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Validation, coord, point};
    use proptest::prelude::*;

    fn go() -> Interrupt {
        Interrupt::default()
    }

    fn blob(x: i32, y: i32, radii: &[i32]) -> Polygon<f64> {
        let ring = radii.iter().enumerate().map(|(i, r)| {
            let angle = std::f64::consts::TAU * i as f64 / radii.len() as f64;
            let r = f64::from(*r);
            coord! {x: f64::from(x) + (r * angle.cos()).round(), y: f64::from(y) + (r * angle.sin()).round()}
        });
        Polygon::new(ring.collect(), vec![])
    }

    fn kinds(area: &Polygon<f64>) -> [Geometry<f64>; 3] {
        let ring = area.exterior().0.clone();
        [
            area.clone().into(),
            LineString::new(ring[..ring.len() - 1].to_vec()).into(),
            geo::Point(ring[0]).into(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn relations_are_those_of_geo(
            a in prop::collection::vec(2..9i32, 3..7), b in prop::collection::vec(1..9i32, 3..7),
            dx in -9..9i32, dy in -9..9i32,
        ) {
            let (a, b) = (blob(0, 0, &a), blob(dx, dy, &b));
            prop_assume!(a.is_valid() && b.is_valid());
            for shape in kinds(&a) {
                let to_shape = RelatedTo::new(&shape);
                for other in kinds(&b) {
                    let matrix = other.relate(&shape);
                    prop_assert_eq!(to_shape.is_met_by(&other, &go()), Ok(matrix.is_intersects()));
                    prop_assert_eq!(to_shape.holds(&other, &go()), Ok(matrix.is_within()), "{:?} {:?}", shape, other);
                    prop_assert_eq!(to_shape.is_held_by(&other, &go()), Ok(matrix.is_contains()));
                }
            }
        }
    }

    #[test]
    fn relations_end_when_nobody_waits_and_where_too_much_is_side_by_side() {
        let strokes: Geometry<f64> = (0..6_000)
            .map(|i| (f64::from(i % 2), f64::from(i) * 1e-4))
            .collect::<LineString<f64>>()
            .into();
        let to_strokes = RelatedTo::new(&strokes);
        let diagonal: Geometry<f64> = LineString::from(vec![(0.0, 0.0), (1.0, 0.6)]).into();
        assert_eq!(to_strokes.holds(&diagonal, &go()), Ok(false));
        assert_eq!(
            to_strokes.check_nearness(&strokes, &go()),
            Ok(()),
            "each stroke is near its neighbours only"
        );
        let across: Geometry<f64> = (0..6_000)
            .map(|i| (f64::from(i) * 1e-4, f64::from(i % 2)))
            .collect::<LineString<f64>>()
            .into();
        assert_eq!(
            to_strokes.check_nearness(&across, &go()),
            Err(RelationError::TooTangled)
        );
        let interrupt = go();
        interrupt.raise();
        assert_eq!(to_strokes.is_met_by(&across, &interrupt), Err(Interrupted));
        let stopped = to_strokes.is_held_by(&strokes, &interrupt);
        assert_eq!(stopped, Err(RelationError::Interrupted(Interrupted)));
    }

    #[test]
    fn a_point_between_two_parts_is_within_neither_border() {
        let square =
            |x: f64| Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 1.0, y: 1.0}).to_polygon();
        let parts: Geometry<f64> = MultiPolygon::new(vec![square(0.0), square(2.0)]).into();
        let to_parts = RelatedTo::new(&parts);
        assert_eq!(
            to_parts.holds(&point! {x: 0.5, y: 0.5}.into(), &go()),
            Ok(true)
        );
        assert_eq!(
            to_parts.holds(&point! {x: 1.0, y: 0.5}.into(), &go()),
            Ok(false)
        );
        assert_eq!(
            to_parts.holds(&point! {x: 1.5, y: 0.5}.into(), &go()),
            Ok(false)
        );
    }
}
