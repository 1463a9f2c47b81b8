//! Records: what the store keeps, and the edits that change it.
//!
//! Every change of the data, by whatever way it comes, is a list of [`Edit`]s. The store writes them in one
//! transaction, the audit log keeps them, and the [`Snapshot`](super::Snapshot) is what they add up to.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::raster::RasterLayer;
use super::{
    Account, AccountName, Agency, AgencyId, Boundary, Indicator, IndicatorId, Layer, LayerId,
    Lineage, Observation, ObservationKey, Place, PlaceId, Scenario, ScenarioId, Target, TargetId,
    Task, TaskId, Unit, UnitKey,
};

/// One thing that the store keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entity", content = "record", rename_all = "kebab-case")]
pub enum Record {
    /// A unit.
    Unit(Arc<Unit>),
    /// A link of the units' history.
    Lineage(Arc<Lineage>),
    /// A layer.
    Layer(Arc<Layer>),
    /// A boundary of a unit.
    Boundary(Arc<Boundary>),
    /// A place.
    Place(Arc<Place>),
    /// The grid of a layer.
    Raster(Arc<RasterLayer>),
    /// A figure.
    Observation(Arc<Observation>),
    /// An agency.
    Agency(Arc<Agency>),
    /// An indicator.
    Indicator(Arc<Indicator>),
    /// A revision of a target.
    Target(Arc<Target>),
    /// A task or project.
    Task(Arc<Task>),
    /// A saved analysis.
    Scenario(Arc<Scenario>),
    /// Somebody who may sign in.
    Account(Arc<Account>),
}

/// What identifies a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// A unit.
    Unit(UnitKey),
    /// A link of the units' history.
    Lineage {
        /// The former unit.
        predecessor: UnitKey,
        /// The unit that it became part of.
        successor: UnitKey,
    },
    /// A layer.
    Layer(LayerId),
    /// A boundary.
    Boundary {
        /// The unit.
        unit: UnitKey,
        /// The first day on which the drawing counts.
        valid_from: Date,
    },
    /// A place.
    Place(PlaceId),
    /// The grid of a layer.
    Raster(LayerId),
    /// A figure.
    Observation(ObservationKey),
    /// An agency.
    Agency(AgencyId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A revision of a target.
    Target {
        /// The target.
        id: TargetId,
        /// The number of the revision.
        revision: u32,
    },
    /// A task or project.
    Task(TaskId),
    /// A saved analysis.
    Scenario(ScenarioId),
    /// Somebody who may sign in.
    Account(AccountName),
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Keeps the record, in place of one with the same key.
    Put(Record),
    /// Forgets the record of that key.
    Remove(RecordKey),
}

impl Record {
    /// What identifies the record.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Unit(unit) => RecordKey::Unit(unit.key.clone()),
            Self::Lineage(lineage) => RecordKey::Lineage {
                predecessor: lineage.predecessor.clone(),
                successor: lineage.successor.clone(),
            },
            Self::Layer(layer) => RecordKey::Layer(layer.id.clone()),
            Self::Boundary(boundary) => RecordKey::Boundary {
                unit: boundary.unit.clone(),
                valid_from: boundary.valid_from,
            },
            Self::Place(place) => RecordKey::Place(place.id.clone()),
            Self::Raster(grid) => RecordKey::Raster(grid.layer.clone()),
            Self::Observation(figure) => RecordKey::Observation(figure.key.clone()),
            Self::Agency(agency) => RecordKey::Agency(agency.id.clone()),
            Self::Indicator(indicator) => RecordKey::Indicator(indicator.id.clone()),
            Self::Target(target) => RecordKey::Target {
                id: target.id.clone(),
                revision: target.revision,
            },
            Self::Task(task) => RecordKey::Task(task.id.clone()),
            Self::Scenario(scenario) => RecordKey::Scenario(scenario.id.clone()),
            Self::Account(account) => RecordKey::Account(account.name.clone()),
        }
    }
}

impl RecordKey {
    /// The sort of record, as the audit log names it.
    #[must_use]
    pub fn entity(&self) -> &'static str {
        match self {
            Self::Unit(_) => "unit",
            Self::Lineage { .. } => "lineage",
            Self::Layer(_) => "layer",
            Self::Boundary { .. } => "boundary",
            Self::Place(_) => "place",
            Self::Raster(_) => "raster",
            Self::Observation(_) => "observation",
            Self::Agency(_) => "agency",
            Self::Indicator(_) => "indicator",
            Self::Target { .. } => "target",
            Self::Task(_) => "task",
            Self::Scenario(_) => "scenario",
            Self::Account(_) => "account",
        }
    }
}

/// The key without the sort, as the audit log names it.
impl fmt::Display for RecordKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(key) => key.fmt(formatter),
            Self::Lineage {
                predecessor,
                successor,
            } => {
                write!(formatter, "{predecessor}>{successor}")
            }
            Self::Layer(id) | Self::Raster(id) => id.fmt(formatter),
            Self::Boundary { unit, valid_from } => write!(formatter, "{unit}#{valid_from}"),
            Self::Place(id) => id.fmt(formatter),
            Self::Observation(key) => key.fmt(formatter),
            Self::Agency(id) => id.fmt(formatter),
            Self::Indicator(id) => id.fmt(formatter),
            Self::Target { id, revision } => write!(formatter, "{id}#{revision}"),
            Self::Task(id) => id.fmt(formatter),
            Self::Scenario(id) => id.fmt(formatter),
            Self::Account(name) => name.fmt(formatter),
        }
    }
}

impl Edit {
    /// The key of the record that the edit is about.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Put(record) => record.key(),
            Self::Remove(key) => key.clone(),
        }
    }
}

macro_rules! put {
    ($type:ty, $variant:ident) => {
        impl From<$type> for Edit {
            fn from(record: $type) -> Self {
                Self::Put(Record::$variant(Arc::new(record)))
            }
        }
    };
}

put!(Unit, Unit);
put!(Lineage, Lineage);
put!(Layer, Layer);
put!(Boundary, Boundary);
put!(Place, Place);
put!(RasterLayer, Raster);
put!(Observation, Observation);
put!(Agency, Agency);
put!(Indicator, Indicator);
put!(Target, Target);
put!(Task, Task);
put!(Scenario, Scenario);
put!(Account, Account);
