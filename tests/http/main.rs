//! The real router, driven without a socket, on the data that ship.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where something is not as it should be"
)]

mod accounts;
mod accounts_at_once;
mod answer_sources;
mod crosswalk;
mod figures;
mod figures_at_once;
mod hostile;
mod illustration;
mod kept_readings;
mod layer_uploads;
mod layers;
mod leaving;
mod lists;
mod maps;
mod openapi;
mod operations;
mod own_targets;
mod places;
mod programme;
mod progress;
mod questions;
mod refusals;
mod relocation;
mod replay;
mod roll_up;
mod search;
mod siting;
mod spatial;
mod spreadsheets;
mod support;
mod tasks;
mod tiles;
mod travel_times;
mod units;
