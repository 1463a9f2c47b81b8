//! Plain settings, each naming its flag and environment variable.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// The province's clock: seven hours ahead of UTC, without daylight saving time.
const PROVINCE_OFFSET: Offset = Offset::constant(7);

/// The day that it is in the province.
#[must_use]
pub fn today() -> Date {
    PROVINCE_OFFSET.to_datetime(Timestamp::now()).date()
}

/// The settings of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeSettings {
    /// Where the data are kept (`--data`, `NONNUOC_DATA`).
    pub data: DataFolder,
    /// Where to listen (`--listen`, `NONNUOC_LISTEN`).
    pub listen: SocketAddr,
    /// Whether people reach the server over HTTPS only (`--https`, `NONNUOC_HTTPS`).
    pub is_https: bool,
    /// The address under which people reach the server (`--public-url`, `NONNUOC_PUBLIC_URL`).
    pub public_url: Option<String>,
}

/// The folder that holds one workspace's data.
///
/// Demonstration data live in a folder of their own inside it, so that invented figures can never be
/// found among real ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder {
    root: PathBuf,
    is_demo: bool,
}

impl DataFolder {
    /// The folder for real data.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            is_demo: false,
        }
    }

    /// The folder for demonstration data inside `root`.
    #[must_use]
    pub fn demo(root: PathBuf) -> Self {
        Self {
            root,
            is_demo: true,
        }
    }

    /// Where the data lie.
    ///
    /// ```
    /// use nonnuoc::config::DataFolder;
    ///
    /// assert_eq!(DataFolder::new("data".into()).path(), std::path::Path::new("data"));
    /// assert_eq!(DataFolder::demo("data".into()).path(), std::path::Path::new("data/demo"));
    /// ```
    #[must_use]
    pub fn path(&self) -> PathBuf {
        if self.is_demo {
            self.root.join("demo")
        } else {
            self.root.clone()
        }
    }

    /// The folder as it was given.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether it holds demonstration data.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.is_demo
    }
}
