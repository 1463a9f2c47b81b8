//! The snapshot: all data at one version, immutable, in memory.
//!
//! Readers share a snapshot by `Arc` and never wait for a writer. A commit makes the next snapshot from the
//! one before: the parts that no edit touches are shared, the others are rebuilt with their indexes.

mod figures;
mod map;
mod places;
mod rasters;
mod registry;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use figures::{Figures, IndicatorFigures};
pub use map::BoundaryMap;
pub use places::PlaceIndex;
pub use rasters::Rasters;
pub use registry::UnitRegistry;

use super::raster::{Raster, RasterKind};
use super::record::{Edit, Record, RecordKey};
use super::{Account, AccountName, Layer, LayerContent, LayerId, Programme, Scenario, ScenarioId};

/// All data at one version.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snapshot {
    version: u64,
    units: Arc<UnitRegistry>,
    map: Arc<BoundaryMap>,
    layers: Arc<BTreeMap<LayerId, Arc<Layer>>>,
    places: Arc<PlaceIndex>,
    rasters: Arc<Rasters>,
    figures: Arc<Figures>,
    programme: Arc<Programme>,
    scenarios: Arc<BTreeMap<ScenarioId, Arc<Scenario>>>,
    accounts: Arc<BTreeMap<AccountName, Arc<Account>>>,
}

impl Snapshot {
    /// The snapshot of a version that holds the records.
    #[must_use]
    pub fn new(version: u64, records: impl IntoIterator<Item = Record>) -> Self {
        let edits: Vec<_> = records.into_iter().map(Edit::Put).collect();
        Self::default().apply(version, &edits)
    }

    /// The next snapshot: this one after the edits.
    #[must_use]
    pub fn apply(&self, version: u64, edits: &[Edit]) -> Self {
        let mut next = self.clone();
        next.version = version;
        for edit in edits {
            match edit {
                Edit::Put(record) => next.put(record),
                Edit::Remove(key) => next.remove(key),
            }
        }
        next.index_touched(self);
        next
    }

    fn put(&mut self, record: &Record) {
        match record {
            Record::Unit(unit) => Arc::make_mut(&mut self.units).put(Arc::clone(unit)),
            Record::Lineage(link) => Arc::make_mut(&mut self.units).link((**link).clone()),
            Record::Layer(layer) => {
                Arc::make_mut(&mut self.layers).insert(layer.id.clone(), Arc::clone(layer));
            }
            Record::Boundary(boundary) => Arc::make_mut(&mut self.map).put(Arc::clone(boundary)),
            Record::Place(place) => Arc::make_mut(&mut self.places).put(Arc::clone(place)),
            Record::Raster(grid) => Arc::make_mut(&mut self.rasters).put(Arc::clone(grid)),
            Record::Observation(figure) => {
                Arc::make_mut(&mut self.figures).put(Arc::clone(figure));
            }
            Record::Agency(agency) => {
                Arc::make_mut(&mut self.programme).put_agency(Arc::clone(agency));
            }
            Record::Indicator(indicator) => {
                Arc::make_mut(&mut self.programme).put_indicator(Arc::clone(indicator));
            }
            Record::Target(target) => {
                Arc::make_mut(&mut self.programme).put_target(Arc::clone(target));
            }
            Record::Task(task) => Arc::make_mut(&mut self.programme).put_task(Arc::clone(task)),
            Record::Account(account) => {
                Arc::make_mut(&mut self.accounts).insert(account.name.clone(), Arc::clone(account));
            }
            Record::Scenario(scenario) => {
                Arc::make_mut(&mut self.scenarios)
                    .insert(scenario.id.clone(), Arc::clone(scenario));
            }
        }
    }

    fn remove(&mut self, key: &RecordKey) {
        match key {
            RecordKey::Unit(key) => Arc::make_mut(&mut self.units).remove(key),
            RecordKey::Lineage {
                predecessor,
                successor,
            } => {
                Arc::make_mut(&mut self.units).unlink(predecessor, successor);
            }
            RecordKey::Layer(id) => {
                Arc::make_mut(&mut self.layers).remove(id);
            }
            RecordKey::Boundary { unit, valid_from } => {
                Arc::make_mut(&mut self.map).remove(unit, *valid_from);
            }
            RecordKey::Place(id) => Arc::make_mut(&mut self.places).remove(id),
            RecordKey::Raster(layer) => Arc::make_mut(&mut self.rasters).remove(layer),
            RecordKey::Observation(key) => Arc::make_mut(&mut self.figures).remove(key),
            RecordKey::Agency(id) => Arc::make_mut(&mut self.programme).remove_agency(id),
            RecordKey::Indicator(id) => Arc::make_mut(&mut self.programme).remove_indicator(id),
            RecordKey::Target { id, revision } => {
                Arc::make_mut(&mut self.programme).remove_target(id, *revision);
            }
            RecordKey::Task(id) => Arc::make_mut(&mut self.programme).remove_task(id),
            RecordKey::Account(name) => {
                Arc::make_mut(&mut self.accounts).remove(name);
            }
            RecordKey::Scenario(id) => {
                Arc::make_mut(&mut self.scenarios).remove(id);
            }
        }
    }

    fn index_touched(&mut self, before: &Self) {
        if !Arc::ptr_eq(&self.map, &before.map) {
            Arc::make_mut(&mut self.map).index();
        }
        if !Arc::ptr_eq(&self.places, &before.places) {
            Arc::make_mut(&mut self.places).index();
        }
    }

    /// The number of the last commit that this snapshot holds.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The administrative units and their history.
    #[must_use]
    pub fn units(&self) -> &UnitRegistry {
        &self.units
    }

    /// The units as a shared part, which stays the same object until one of them or their history changes.
    #[must_use]
    pub fn shared_units(&self) -> Arc<UnitRegistry> {
        Arc::clone(&self.units)
    }

    /// The boundaries of the units.
    #[must_use]
    pub fn map(&self) -> &BoundaryMap {
        &self.map
    }

    /// The boundaries as a shared part, which stays the same object until one of them changes.
    #[must_use]
    pub fn shared_map(&self) -> Arc<BoundaryMap> {
        Arc::clone(&self.map)
    }

    /// The layers, by id.
    pub fn layers(&self) -> impl Iterator<Item = &Arc<Layer>> {
        self.layers.values()
    }

    /// The layer of that id.
    #[must_use]
    pub fn layer(&self, id: &LayerId) -> Option<&Arc<Layer>> {
        self.layers.get(id)
    }

    /// The places.
    #[must_use]
    pub fn places(&self) -> &PlaceIndex {
        &self.places
    }

    /// The places as a shared part, which stays the same object until one of them changes.
    #[must_use]
    pub fn shared_places(&self) -> Arc<PlaceIndex> {
        Arc::clone(&self.places)
    }

    /// The grids of the layers of rasters.
    #[must_use]
    pub fn rasters(&self) -> &Rasters {
        &self.rasters
    }

    /// The values of a layer of rasters.
    #[must_use]
    pub fn raster(&self, layer: &LayerId) -> Option<Arc<Raster>> {
        self.rasters.get(layer)?.raster().cloned()
    }

    /// The layer of a kind of raster that counts, with its values: the official one that was retrieved
    /// last, or an illustrative one where there is no official one.
    #[must_use]
    pub fn raster_of_kind(&self, kind: RasterKind) -> Option<(Arc<Layer>, Arc<Raster>)> {
        let of_kind = self
            .layers
            .values()
            .filter(|layer| layer.content == LayerContent::Raster(kind));
        let best = of_kind.max_by_key(|layer| {
            (
                !layer.provenance.is_illustrative,
                layer.provenance.retrieved,
            )
        })?;
        Some((Arc::clone(best), self.raster(&best.id)?))
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The programme: agencies, indicators, targets and tasks.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// The saved analyses, by id.
    pub fn scenarios(&self) -> impl Iterator<Item = &Arc<Scenario>> {
        self.scenarios.values()
    }

    /// The saved analysis of that id.
    #[must_use]
    pub fn scenario(&self, id: &ScenarioId) -> Option<&Arc<Scenario>> {
        self.scenarios.get(id)
    }

    /// The accounts, by name.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.accounts.values()
    }

    /// The account of that name.
    #[must_use]
    pub fn account(&self, name: &AccountName) -> Option<&Arc<Account>> {
        self.accounts.get(name)
    }

    /// The record of that key.
    #[must_use]
    pub fn record(&self, key: &RecordKey) -> Option<Record> {
        match key {
            RecordKey::Unit(key) => self.units.get(key).cloned().map(Record::Unit),
            RecordKey::Lineage {
                predecessor,
                successor,
            } => self
                .units
                .link_between(predecessor, successor)
                .map(|link| Record::Lineage(Arc::new(link.clone()))),
            RecordKey::Layer(id) => self.layers.get(id).cloned().map(Record::Layer),
            RecordKey::Boundary { unit, valid_from } => self
                .map
                .get(unit, *valid_from)
                .cloned()
                .map(Record::Boundary),
            RecordKey::Place(id) => self.places.get(id).cloned().map(Record::Place),
            RecordKey::Raster(layer) => self.rasters.get(layer).cloned().map(Record::Raster),
            RecordKey::Observation(key) => self.figures.get(key).cloned().map(Record::Observation),
            RecordKey::Agency(id) => self.programme.agency(id).cloned().map(Record::Agency),
            RecordKey::Indicator(id) => {
                self.programme.indicator(id).cloned().map(Record::Indicator)
            }
            RecordKey::Target { id, revision } => self
                .programme
                .target_revision(id, *revision)
                .cloned()
                .map(Record::Target),
            RecordKey::Task(id) => self.programme.task(id).cloned().map(Record::Task),
            RecordKey::Scenario(id) => self.scenarios.get(id).cloned().map(Record::Scenario),
            RecordKey::Account(name) => self.accounts.get(name).cloned().map(Record::Account),
        }
    }

    /// Whether the other snapshot draws the same map: the same units, boundaries, layers, places and rasters. The
    /// parts are compared as objects, which commits share where they touch nothing.
    #[must_use]
    pub fn has_same_map_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.units, &other.units)
            && Arc::ptr_eq(&self.map, &other.map)
            && Arc::ptr_eq(&self.layers, &other.layers)
            && Arc::ptr_eq(&self.places, &other.places)
            && Arc::ptr_eq(&self.rasters, &other.rasters)
    }

    /// The map alone: units, boundaries, layers, places and rasters, without figures, programme, scenarios and accounts.
    #[must_use]
    pub fn map_alone(&self) -> Self {
        Self {
            version: self.version,
            units: Arc::clone(&self.units),
            map: Arc::clone(&self.map),
            layers: Arc::clone(&self.layers),
            places: Arc::clone(&self.places),
            rasters: Arc::clone(&self.rasters),
            ..Self::default()
        }
    }

    /// Every record, those that others refer to first.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let units = self.units.all().map(|unit| Record::Unit(Arc::clone(unit)));
        let lineage = self
            .units
            .links()
            .map(|link| Record::Lineage(Arc::new(link.clone())));
        let layers = self
            .layers
            .values()
            .map(|layer| Record::Layer(Arc::clone(layer)));
        let boundaries = self
            .map
            .all()
            .map(|boundary| Record::Boundary(Arc::clone(boundary)));
        let places = self
            .places
            .all()
            .map(|place| Record::Place(Arc::clone(place)));
        units
            .chain(lineage)
            .chain(layers)
            .chain(boundaries)
            .chain(places)
            .chain(self.rasters.all().cloned().map(Record::Raster))
            .chain(self.programme.records())
            .chain(self.figures.all().cloned().map(Record::Observation))
            .chain(self.scenarios.values().cloned().map(Record::Scenario))
            .chain(self.accounts.values().cloned().map(Record::Account))
    }
}
