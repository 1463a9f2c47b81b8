//! Drives `nonnuoc import` and `nonnuoc export` as a user does: the real program, a workspace of its own.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "what helps several tests is not marked as a test, and a test that lists mistakes is long"
)]

mod answers;
mod bad_files;
mod boundaries;
mod layers;
mod limits;
mod rasters;
mod siting;
mod typing;
mod workspace;
