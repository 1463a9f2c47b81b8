//! The boundaries of the units, with an index by position.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{BoundingRect, Geometry, Intersects};
use jiff::civil::Date;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::geometry::label_point::label_point;
use crate::geometry::{Bounds, LonLat};
use crate::model::{Boundary, UnitKey};

type Box2 = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// The boundaries of all times, and an index of them by position.
#[derive(Debug, Clone, Default)]
pub struct BoundaryMap {
    boundaries: BTreeMap<(UnitKey, Date), Arc<Boundary>>,
    labels: BTreeMap<(UnitKey, Date), LonLat>,
    ordered: Vec<Arc<Boundary>>,
    tree: RTree<Box2>,
}

/// Two maps are equal where their boundaries are; the index follows from them.
impl PartialEq for BoundaryMap {
    fn eq(&self, other: &Self) -> bool {
        self.boundaries == other.boundaries
    }
}

impl BoundaryMap {
    pub(super) fn put(&mut self, boundary: Arc<Boundary>) {
        let key = (boundary.unit.clone(), boundary.valid_from);
        let label = label_point(&boundary.geometry)
            .and_then(|point| LonLat::new(point.x(), point.y()).ok());
        match label {
            Some(label) => self.labels.insert(key.clone(), label),
            None => self.labels.remove(&key),
        };
        self.boundaries.insert(key, boundary);
    }

    pub(super) fn remove(&mut self, unit: &UnitKey, valid_from: Date) {
        let key = (unit.clone(), valid_from);
        self.labels.remove(&key);
        self.boundaries.remove(&key);
    }

    pub(super) fn index(&mut self) {
        self.ordered = self.boundaries.values().cloned().collect();
        let boxes = self
            .ordered
            .iter()
            .enumerate()
            .filter_map(|(position, boundary)| {
                let rect = boundary.geometry.bounding_rect()?;
                let corners = Rectangle::from_corners(rect.min().into(), rect.max().into());
                Some(GeomWithData::new(corners, position))
            })
            .collect();
        self.tree = RTree::bulk_load(boxes);
    }

    /// Every boundary of every time, by unit and then by first day.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Boundary>> {
        self.boundaries.values()
    }

    /// The boundary of the unit that counts from exactly that day.
    #[must_use]
    pub fn get(&self, unit: &UnitKey, valid_from: Date) -> Option<&Arc<Boundary>> {
        self.boundaries.get(&(unit.clone(), valid_from))
    }

    /// The boundary of the unit that counts on the day.
    #[must_use]
    pub fn of(&self, unit: &UnitKey, date: Date) -> Option<&Arc<Boundary>> {
        self.boundaries
            .range((unit.clone(), Date::MIN)..=(unit.clone(), date))
            .next_back()
            .map(|(_, boundary)| boundary)
    }

    /// The first day on which any boundary counts; `None` where there is none.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.boundaries
            .values()
            .map(|boundary| boundary.valid_from)
            .min()
    }

    /// The boundary of every unit that counts on the day, by unit.
    pub fn on(&self, date: Date) -> impl Iterator<Item = &Arc<Boundary>> {
        self.boundaries
            .iter()
            .filter(move |((unit, _), boundary)| {
                self.of(unit, date)
                    .is_some_and(|current| Arc::ptr_eq(current, boundary))
            })
            .map(|(_, boundary)| boundary)
    }

    /// Where the label of a unit with this boundary stands: the point of its largest part that lies
    /// farthest from the border. `None` where the boundary has no area.
    #[must_use]
    pub fn label_point(&self, boundary: &Boundary) -> Option<LonLat> {
        self.labels
            .get(&(boundary.unit.clone(), boundary.valid_from))
            .copied()
    }

    /// The boundaries counting on the day whose polygon holds the position, its edge included.
    ///
    /// More than one only where the position lies exactly on a shared border.
    pub fn at(&self, position: LonLat, date: Date) -> impl Iterator<Item = &Arc<Boundary>> {
        let point = position.to_point();
        self.tree
            .locate_in_envelope_intersecting(AABB::from_point(point.into()))
            .map(|candidate| &self.ordered[candidate.data])
            .filter(move |boundary| {
                self.of(&boundary.unit, date)
                    .is_some_and(|current| Arc::ptr_eq(current, boundary))
                    && boundary.geometry.intersects(&point)
            })
    }

    /// The boundaries counting on the day that share at least a point with the geometry (WGS 84, degrees).
    pub fn touching<'a>(
        &'a self,
        geometry: &'a Geometry<f64>,
        date: Date,
    ) -> impl Iterator<Item = &'a Arc<Boundary>> {
        let envelope = geometry
            .bounding_rect()
            .map(|rect| AABB::from_corners(rect.min().into(), rect.max().into()));
        envelope
            .into_iter()
            .flat_map(|envelope| self.tree.locate_in_envelope_intersecting(envelope))
            .map(|candidate| &self.ordered[candidate.data])
            .filter(move |boundary| {
                self.of(&boundary.unit, date)
                    .is_some_and(|current| Arc::ptr_eq(current, boundary))
                    && boundary.geometry.intersects(geometry)
            })
    }

    /// The box around all boundaries that count on the day; `None` where there are none.
    #[must_use]
    pub fn bounds(&self, date: Date) -> Option<Bounds> {
        self.on(date)
            .filter_map(|boundary| boundary.geometry.bounding_rect().map(Bounds::from))
            .reduce(Bounds::union)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, polygon};
    use jiff::civil::date;

    fn square(unit: &str, west: f64, valid_from: Date) -> Arc<Boundary> {
        let ring = polygon![
            (x: west, y: 22.0), (x: west + 1.0, y: 22.0),
            (x: west + 1.0, y: 23.0), (x: west, y: 23.0),
        ];
        Arc::new(Boundary {
            unit: unit.parse().unwrap(),
            valid_from,
            layer: "communes".parse().unwrap(),
            geometry: MultiPolygon(vec![ring]),
        })
    }

    fn map() -> BoundaryMap {
        let mut map = BoundaryMap::default();
        map.put(square("00001@2025-07-01", 105.0, date(2025, 7, 1)));
        map.put(square("00001@2025-07-01", 105.0, date(2026, 1, 1)));
        map.put(square("00002@2025-07-01", 106.0, date(2025, 7, 1)));
        map.index();
        map
    }

    #[test]
    fn the_newest_drawing_before_the_day_counts() {
        let map = map();
        let unit = "00001@2025-07-01".parse().unwrap();
        assert_eq!(
            map.of(&unit, date(2025, 12, 31)).unwrap().valid_from,
            date(2025, 7, 1)
        );
        assert_eq!(
            map.of(&unit, date(2026, 1, 1)).unwrap().valid_from,
            date(2026, 1, 1)
        );
        assert!(map.of(&unit, date(2025, 6, 30)).is_none());
        assert_eq!(map.on(date(2026, 6, 1)).count(), 2);
    }

    #[test]
    fn a_position_on_a_shared_border_lies_in_both() {
        let map = map();
        let inside = LonLat::new(105.5, 22.5).unwrap();
        let on_border = LonLat::new(106.0, 22.5).unwrap();
        assert_eq!(map.at(inside, date(2026, 6, 1)).count(), 1);
        assert_eq!(map.at(on_border, date(2026, 6, 1)).count(), 2);
        assert_eq!(map.at(inside, date(2020, 1, 1)).count(), 0);
    }
}
