//! The nouns of the domain and their ids; no I/O.

mod ids;
mod indicator;
mod observation;
mod period;
mod text;

pub use ids::{AgencyId, IdError, IndicatorId, LayerId, PlaceId, UnitCode, UnitKey};
pub use indicator::{
    Attachment, ChangeSince, Component, Direction, Indicator, IndicatorKind, MeasureUnit, Role,
    Rollup, UnitSubset,
};
pub use observation::{
    NameError, Observation, ObservationKey, ObservationState, Quality, Subject, Value, exact,
};
pub use period::{Period, PeriodError, Rhythm};
pub use text::{Text, fold};
