//! Drives `nonnuoc import` and `nonnuoc export` as a user does: the real program, a workspace of its own.

mod bad_files;
mod boundaries;
mod layers;
mod limits;
mod rasters;
mod workspace;
