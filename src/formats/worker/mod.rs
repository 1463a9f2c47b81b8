//! Reading of source files in a process of its own.
//!
//! GDAL, PROJ and the libraries below them are written in C and C++ and read whatever a user hands in. They
//! run in a child process of this same program with limits on memory and time, so that a crash or an endless
//! loop costs one import and nothing else. [`Reader`] is the parent's side: it starts the child, takes the
//! features that it sends, and says in plain words what went wrong. [`serve`] is the child's side.

mod child;
mod error;
mod frame;
mod parent;

pub use child::{WorkerError, serve};
pub use error::ReadError;
pub use parent::{Limits, Progress, Reader};

/// The hidden command under which the program reads one file for its parent.
pub const COMMAND: &str = "parse-worker";
