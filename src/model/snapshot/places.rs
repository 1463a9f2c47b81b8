//! The places, with indexes by layer, unit and position.

use std::collections::BTreeMap;
use std::sync::Arc;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::geometry::Bounds;
use crate::model::{LayerId, Place, PlaceId, PlaceKind, UnitCode};

type PlaceBox = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// All places, and indexes of them.
#[derive(Debug, Clone, Default)]
pub struct PlaceIndex {
    places: BTreeMap<PlaceId, Arc<Place>>,
    ordered: Vec<Arc<Place>>,
    by_unit: BTreeMap<UnitCode, Vec<usize>>,
    tree: RTree<PlaceBox>,
}

/// Two indexes are equal where their places are; the rest follows from them.
impl PartialEq for PlaceIndex {
    fn eq(&self, other: &Self) -> bool {
        self.places == other.places
    }
}

impl PlaceIndex {
    pub(super) fn put(&mut self, place: Arc<Place>) {
        self.places.insert(place.id.clone(), place);
    }

    pub(super) fn remove(&mut self, id: &PlaceId) {
        self.places.remove(id);
    }

    pub(super) fn index(&mut self) {
        self.ordered = self.places.values().cloned().collect();
        self.by_unit.clear();
        let mut boxes = Vec::with_capacity(self.ordered.len());
        for (position, place) in self.ordered.iter().enumerate() {
            for code in &place.unit_codes {
                self.by_unit.entry(code.clone()).or_default().push(position);
            }
            if let Some(bounds) = place.bounds() {
                let corners = Rectangle::from_corners(
                    [bounds.west, bounds.south],
                    [bounds.east, bounds.north],
                );
                boxes.push(GeomWithData::new(corners, position));
            }
        }
        self.tree = RTree::bulk_load(boxes);
    }

    /// Every place, by id.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Place>> {
        self.places.values()
    }

    /// The place of that id.
    #[must_use]
    pub fn get(&self, id: &PlaceId) -> Option<&Arc<Place>> {
        self.places.get(id)
    }

    /// The places of a layer, by id.
    pub fn in_layer<'a>(&'a self, layer: &'a LayerId) -> impl Iterator<Item = &'a Arc<Place>> {
        self.places
            .values()
            .filter(move |place| &place.layer == layer)
    }

    /// The places of a kind, by id.
    pub fn of_kind(&self, kind: PlaceKind) -> impl Iterator<Item = &Arc<Place>> {
        self.places.values().filter(move |place| place.kind == kind)
    }

    /// The places that lie in the unit of today or serve it.
    pub fn in_unit(&self, code: &UnitCode) -> impl Iterator<Item = &Arc<Place>> {
        self.by_unit
            .get(code)
            .into_iter()
            .flatten()
            .map(|position| &self.ordered[*position])
    }

    /// The places whose box meets the given one, in no particular order.
    pub fn near(&self, bounds: Bounds) -> impl Iterator<Item = &Arc<Place>> {
        let envelope = AABB::from_corners([bounds.west, bounds.south], [bounds.east, bounds.north]);
        self.tree
            .locate_in_envelope_intersecting(envelope)
            .map(|candidate| &self.ordered[candidate.data])
    }
}
