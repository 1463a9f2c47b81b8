//! Gathering what an answer rests on while it is worked out: each layer once, and the figures that were read.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::population_spread::PopulationSpread;
use super::unit_map::{POPULATION_INDICATOR, UnitMap};
use crate::model::{IndicatorId, LayerId, PlaceKind, Snapshot, SourceUsed};

/// The sources of one answer.
#[derive(Debug)]
pub struct Sources<'a> {
    snapshot: &'a Snapshot,
    layers: BTreeSet<LayerId>,
    figures: Vec<SourceUsed>,
}

impl<'a> Sources<'a> {
    /// None yet.
    #[must_use]
    pub fn new(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            layers: BTreeSet::new(),
            figures: Vec::new(),
        }
    }

    /// Adds a layer.
    pub fn add_layer(&mut self, layer: &LayerId) {
        if !self.layers.contains(layer) {
            self.layers.insert(layer.clone());
        }
    }

    /// Adds the layers of the boundaries.
    pub fn add_boundaries(&mut self, map: &UnitMap) {
        for unit in map.units() {
            self.add_layer(&unit.boundary.layer);
        }
    }

    /// Adds the layers of all places of some kinds that exist on a day.
    pub fn add_places(&mut self, kinds: &[PlaceKind], on: Date) {
        let snapshot = self.snapshot;
        for &kind in kinds {
            let places = snapshot.places().of_kind(kind);
            for place in places.filter(|place| place.exists_on(on)) {
                self.add_layer(&place.layer);
            }
        }
    }

    /// Adds the figures of the number of people, and the layers of the settlements at which people are placed.
    pub fn add_people(&mut self, map: &UnitMap, spread: &PopulationSpread) {
        for layer in spread.layers() {
            self.add_layer(&layer.id);
        }
        self.add_populations(map);
    }

    /// Adds the figures of the number of people of each unit.
    pub fn add_populations(&mut self, map: &UnitMap) {
        let Ok(indicator) = IndicatorId::new(POPULATION_INDICATOR) else {
            return;
        };
        let read = map.population_figures(self.snapshot);
        let title = self.snapshot.programme().indicator(&indicator);
        self.figures.extend(SourceUsed::of_figures(
            &indicator,
            title.map(|known| &known.name),
            &read.iter().flatten().map(AsRef::as_ref),
        ));
    }

    /// The layers by id, then the figures.
    #[must_use]
    pub fn told(self) -> Vec<SourceUsed> {
        let snapshot = self.snapshot;
        let layers = self.layers.iter();
        let layers = layers.filter_map(|id| Some(SourceUsed::of(snapshot.layer(id)?)));
        layers.chain(self.figures).collect()
    }
}
