//! The nouns of the domain and their ids; no I/O.

mod account;
mod agency;
mod day;
pub mod delivery;
mod finding;
mod ids;
mod indicator;
mod kind;
mod layer;
pub mod map_sheet;
mod number;
mod observation;
mod period;
pub mod permission;
mod place;
mod programme;
mod provenance;
mod province;
pub mod raster;
pub mod record;
mod review;
mod scenario;
mod school_level;
pub mod seeds;
pub mod snapshot;
mod source_used;
pub mod table;
mod target;
mod task;
mod text;
mod unit;

pub use account::{Account, AccountRole};
pub use agency::{Agency, AgencyKind};
pub use day::written_day;
pub use finding::{Candidate, Finding, Severity};
pub use ids::{
    AccountName, AgencyId, IdError, IndicatorId, LayerId, PlaceId, ScenarioId, TargetId, TaskId,
    UnitCode, UnitKey,
};
pub use indicator::{
    Assignment, Attachment, ChangeSince, Component, Direction, Indicator, IndicatorKind,
    IndicatorRole, MeasureUnit, Rollup, UnitSubset,
};
pub use kind::{AttributeField, AttributeType, Choice, OWN_COLUMNS, PlaceKind, short_names};
pub use layer::{Layer, LayerContent};
pub use number::{
    english_number, rounded, vietnamese_count, vietnamese_measure, vietnamese_number,
};
pub use observation::{
    NameError, Observation, ObservationKey, ObservationState, Quality, Subject, Value, exact,
};
pub use period::{Period, PeriodError, Rhythm};
pub use place::{AttributeError, AttributeValue, Place};
pub use programme::{Flaw, Programme};
pub use provenance::Provenance;
pub use province::Province;
pub use record::{Edit, Record, RecordKey};
pub use review::{Entry, Step, StepError};
pub use scenario::{DataVersions, Scenario, ScenarioKind};
pub use school_level::SchoolLevel;
pub use snapshot::Snapshot;
pub use source_used::SourceUsed;
pub use target::{Baseline, Decision, Target, TargetRule, TargetScope, Waypoint};
pub use task::{Task, TaskKind};
pub use text::{Text, counted, fold, fold_keeping_accents};
pub use unit::{Boundary, District, Lineage, Unit, UnitKind};
