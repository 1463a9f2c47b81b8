//! Nonnuoc: the tool with which a mountainous border province plans and monitors its five-year programme on
//! the map.
//!
//! The modules stand in rows; a module names only modules of the rows above it, never a sibling of its own
//! row (`tests/architecture.rs` holds that):
//!
//! | row | modules |
//! |---|---|
//! | 1 | [`config`], [`geometry`] |
//! | 2 | [`model`] |
//! | 3 | [`analysis`], [`tiles`], [`store`], [`formats`], [`report`] |
//! | 4 | [`http`] |
//! | 5 | [`commands`] |

pub mod analysis;
pub mod commands;
pub mod config;
pub mod formats;
pub mod geometry;
pub mod http;
pub mod model;
pub mod report;
pub mod store;
pub mod tiles;
