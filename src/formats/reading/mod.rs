//! Reading of source files, as it happens inside the child process.
//!
//! A file is opened with the drivers that its name allows and no others, its features are handed on one by
//! one with coordinates on WGS 84, and every mistake that keeps a row from being read is collected.

pub(super) mod encoding;
pub(super) mod raster;
mod shape;
mod source;
mod table;
mod vector;

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use encoding::Encoding;

use super::crs::{Crs, Transformation};
use crate::model::delivery::{DeliveryHeader, Problem, Problems};

/// A feature farther than this from the province has probably been read in the wrong reference system.
const NEAR_PROVINCE_KM: f64 = 50.0;
const KM_PER_DEGREE: f64 = 111.2;

/// What the user says about a file, beyond what the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The reference system of the coordinates; it counts more than what the file says.
    pub crs: Option<String>,
    /// The character set of the texts.
    pub encoding: Option<Encoding>,
    /// The layer to read, where the file has several.
    pub layer: Option<String>,
    /// The column of eastings or longitudes in a text table.
    pub x_column: Option<String>,
    /// The column of northings or latitudes in a text table.
    pub y_column: Option<String>,
    /// Where features are expected: west, south, east, north in degrees on WGS 84.
    pub area: Option<[f64; 4]>,
}

/// One feature on its way out of the child process; its geometry is well-known binary on WGS 84.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawFeature {
    pub(super) row: u64,
    pub(super) values: Vec<Option<String>>,
    pub(super) wkb: Option<Vec<u8>>,
}

/// Where features go while a file is read.
pub(super) trait Receiver {
    /// Takes the next feature.
    fn feature(&mut self, feature: RawFeature) -> io::Result<()>;
    /// Hears how far the reading has come.
    fn progress(&mut self, done: u64, total: Option<u64>) -> io::Result<()>;
}

/// Why reading ended without a delivery.
#[derive(Debug)]
pub(super) enum ReadFailure {
    /// The file is at fault.
    Problems(Problems),
    /// Nobody takes the features any more.
    Output(io::Error),
}

impl From<io::Error> for ReadFailure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Problem> for ReadFailure {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

/// The header where there was no mistake, the mistakes otherwise.
fn unless(problems: Problems, header: DeliveryHeader) -> Result<DeliveryHeader, ReadFailure> {
    if problems.is_empty() {
        Ok(header)
    } else {
        Err(ReadFailure::Problems(problems))
    }
}

/// Reads a file of features; what it holds goes to the receiver.
pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    receiver: &mut dyn Receiver,
) -> Result<DeliveryHeader, ReadFailure> {
    if source::is_text_table(path) {
        table::read(path, options, receiver)
    } else {
        vector::read(path, options, receiver)
    }
}

/// The name of a file as it is written in messages.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The reference system of a file and the way from it to WGS 84.
struct Georeference {
    crs: Crs,
    transformation: Transformation,
    area: Option<[f64; 4]>,
    notices: Vec<String>,
}

impl Georeference {
    /// What the user says counts; then what the file says; without either the file is refused.
    fn new(file: &str, in_file: Option<Crs>, options: &ReadOptions) -> Result<Self, Problem> {
        let mut notices = Vec::new();
        let given = options.crs.as_deref().map(Crs::parse).transpose();
        let given = given.map_err(|error| {
            Problem::of_file(file, error.to_string(), "Give --crs again.")
                .at("--crs", options.crs.as_deref())
        })?;
        if let (Some(given), Some(in_file)) = (&given, &in_file)
            && given.name() != in_file.name()
        {
            notices.push(format!(
                "{file} says {}; it was read as {}, as ordered",
                in_file.name(),
                given.name()
            ));
        }
        let crs = given.or(in_file).ok_or_else(|| {
            Problem::of_file(
                file,
                "the file does not say in which coordinate reference system its coordinates are",
                "Give it, for example --crs EPSG:9210 (VN-2000 / TM-3 105-45) or --crs EPSG:4326 \
                 (longitude and latitude).",
            )
        })?;
        let transformation = Transformation::new(&crs).map_err(|error| {
            Problem::of_file(file, error.to_string(), "Convert the file first.")
        })?;
        Ok(Self {
            crs,
            transformation,
            area: options.area,
            notices,
        })
    }

    /// Why a box on WGS 84 is not where the province is, with the systems that would put it there.
    ///
    /// `corner` is the delivered coordinate of one corner of the feature.
    fn misplacement(&self, bounds: [f64; 4], corner: (f64, f64)) -> Option<(String, String)> {
        let area = self.area?;
        let is_on_earth =
            bounds[0] >= -180.0 && bounds[2] <= 180.0 && bounds[1] >= -90.0 && bounds[3] <= 90.0;
        if !is_on_earth {
            return Some((
                format!(
                    "the coordinates are no longitude and latitude, but were read in {}",
                    self.crs.name()
                ),
                self.remedy_for_misplacement(corner),
            ));
        }
        let degrees_north = NEAR_PROVINCE_KM / KM_PER_DEGREE;
        let degrees_east = degrees_north / area[1].to_radians().cos();
        let away_east = (area[0] - bounds[2]).max(bounds[0] - area[2]);
        let away_north = (area[1] - bounds[3]).max(bounds[1] - area[3]);
        if away_east <= degrees_east && away_north <= degrees_north {
            return None;
        }
        let east_km = away_east.max(0.0) * KM_PER_DEGREE * area[1].to_radians().cos();
        let km = east_km.hypot(away_north.max(0.0) * KM_PER_DEGREE);
        Some((
            format!(
                "the feature lies {km:.0} km outside the province when read in {}",
                self.crs.name()
            ),
            self.remedy_for_misplacement(corner),
        ))
    }

    fn remedy_for_misplacement(&self, (x, y): (f64, f64)) -> String {
        let area = self.area.unwrap_or([-180.0, -90.0, 180.0, 90.0]);
        let fitting = super::crs::systems_that_fit(x, y, area);
        match fitting.iter().find(|name| *name != self.crs.name()) {
            Some(name) if name.ends_with("swapped") => format!("They fit {name}: mend the file."),
            Some(name) => format!("They fit {name}: check the file and give --crs {name}."),
            None => "They fit no system that is used here: check the source.".to_owned(),
        }
    }

    fn header(&self, file: &str, format: &str, fields: Vec<String>) -> DeliveryHeader {
        DeliveryHeader {
            file: file.to_owned(),
            format: format.to_owned(),
            fields,
            coordinate_fields: Vec::new(),
            crs: self.crs.name().to_owned(),
            transformation: self.transformation.name().to_owned(),
            notices: self.notices.clone(),
        }
    }
}
