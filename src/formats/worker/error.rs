//! What is said when a file was not read.

use std::io;

use thiserror::Error;

use crate::model::delivery::Problems;

/// Why a file was not read. Whatever it is, nothing was changed.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file has mistakes.
    #[error("{0}")]
    Problems(Problems),
    /// The child stopped of itself, most likely because a native library crashed.
    #[error(
        "The file could not be read: the reader stopped ({how}) at feature {feature}; nothing was changed. \
         Open {file} in QGIS and save it again as GeoPackage."
    )]
    Stopped {
        /// The file's name.
        file: String,
        /// The signal or exit code.
        how: String,
        /// How many features had arrived, with separators between thousands.
        feature: String,
    },
    /// The child needed more memory than it may have.
    #[error(
        "The file could not be read: {file} needs more than {memory_mib} MiB of memory (stopped at feature \
         {feature}); nothing was changed. Split the file, or allow more with --memory-mib."
    )]
    TooLarge {
        /// The file's name.
        file: String,
        /// The limit.
        memory_mib: u64,
        /// How many features had arrived.
        feature: String,
    },
    /// The child took longer than it may.
    #[error(
        "The file could not be read: {file} took more than {seconds} s of {clock} (stopped at feature \
         {feature}); nothing was changed. Split the file, or allow more with --{option}."
    )]
    TooSlow {
        /// The file's name.
        file: String,
        /// The limit.
        seconds: u64,
        /// Which clock: processor time, or time.
        clock: &'static str,
        /// The option that allows more.
        option: &'static str,
        /// How many features had arrived.
        feature: String,
    },
    /// What the child sent makes no sense.
    #[error(
        "The file could not be read: the reader's answer for {file} is malformed ({cause}); nothing was changed."
    )]
    Malformed {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The child could not be started.
    #[error("The reader could not be started: {0}; nothing was changed.")]
    Start(#[from] io::Error),
}
