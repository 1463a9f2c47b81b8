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

use std::cell::{Cell, OnceCell};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use encoding::Encoding;

use super::crs::{Crs, CrsError, LikelySystems, Transformation, named_in_vietnamese};
use crate::model::delivery::{DeliveryHeader, Problem, Problems, TOLD_PROBLEMS};
use crate::model::{Text, vietnamese_count, vietnamese_measure};

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
    /// Leave coordinates as they stand in the file; then no reference system is needed, and of several layers
    /// the first that has features is read.
    #[serde(default)]
    pub as_delivered: bool,
    /// Go on past rows with mistakes; they are left out and told in the header.
    #[serde(default)]
    pub is_lenient: bool,
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

/// The header where there was no mistake, the mistakes otherwise; a lenient reading gets both, unless a mistake
/// is one of the file as a whole. `excess` is said before all else, and to a lenient reader as a fact to know too.
fn unless(
    mut problems: Problems,
    excess: Option<Problem>,
    mut header: DeliveryHeader,
    options: &ReadOptions,
) -> Result<DeliveryHeader, ReadFailure> {
    match excess {
        Some(excess) if options.is_lenient => {
            header.notices.push(excess.told());
            header.excess = Some(excess);
        }
        Some(excess) => problems.put_first(excess),
        None => {}
    }
    let is_of_rows = problems.told.iter().all(|problem| problem.row.is_some());
    if problems.is_empty() || (options.is_lenient && is_of_rows) {
        Ok(DeliveryHeader {
            flaws: problems,
            ..header
        })
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
    /// The system; `None` where it is not known and coordinates stay as they are delivered.
    crs: Option<Crs>,
    /// The way to WGS 84; `None` where coordinates stay as they are delivered.
    transformation: Option<Transformation>,
    area: Option<[f64; 4]>,
    notices: Vec<Text>,
    /// The systems that are tried for features that lie elsewhere; made for the first of them.
    likely: OnceCell<LikelySystems>,
    /// How many features lie where they are expected.
    placed: Cell<usize>,
    /// How many lie elsewhere.
    misplaced: Cell<usize>,
}

impl Georeference {
    /// What the user says counts; then what the file says; without either the file is refused, unless its
    /// coordinates are wanted as they are.
    fn new(file: &str, in_file: Option<Crs>, options: &ReadOptions) -> Result<Self, Problem> {
        if options.as_delivered {
            return Ok(Self {
                crs: in_file,
                transformation: None,
                area: None,
                notices: Vec::new(),
                likely: OnceCell::new(),
                placed: Cell::default(),
                misplaced: Cell::default(),
            });
        }
        let mut notices = Vec::new();
        let given = options.crs.as_deref().map(Crs::parse).transpose();
        let given = given.map_err(|error| unknown_system(file, options.crs.as_deref(), &error))?;
        if let (Some(given), Some(in_file)) = (&given, &in_file)
            && given.name() != in_file.name()
        {
            let (said, read) = (in_file.name(), given.name());
            notices.push(Text::new(
                format!(
                    "{file} ghi hệ toạ độ {}; đã đọc theo {} như yêu cầu",
                    in_file.named_in_vietnamese(),
                    given.named_in_vietnamese()
                ),
                format!("{file} says {said}; it was read as {read}, as ordered"),
            ));
        }
        let crs = given.or(in_file).ok_or_else(|| no_system(file))?;
        let transformation = Transformation::new(&crs).map_err(|error| {
            Problem::of_file(file, error.to_string(), "Convert the file first.").in_vietnamese(
                format!(
                    "không biết cách chuyển từ {} sang WGS 84",
                    crs.named_in_vietnamese()
                ),
                "Hãy chuyển tệp sang VN-2000 hoặc WGS 84 trước (trong QGIS: Lưu thành…).",
            )
        })?;
        Ok(Self {
            crs: Some(crs),
            transformation: Some(transformation),
            area: options.area,
            notices,
            likely: OnceCell::new(),
            placed: Cell::default(),
            misplaced: Cell::default(),
        })
    }

    /// The system's code or name, as it is told.
    fn crs_name(&self) -> &str {
        self.crs.as_ref().map_or("", Crs::name)
    }

    /// Whether coordinates are known to be degrees.
    fn is_geographic(&self) -> bool {
        self.crs.as_ref().is_some_and(Crs::is_geographic)
    }

    /// Why a box on WGS 84 is not where the province is, with the systems that would put it there.
    ///
    /// `corner` is the delivered coordinate of one corner of the feature.
    fn misplacement(&self, bounds: [f64; 4], corner: (f64, f64)) -> Option<(Text, Text)> {
        let area = self.area?;
        let is_on_earth =
            bounds[0] >= -180.0 && bounds[2] <= 180.0 && bounds[1] >= -90.0 && bounds[3] <= 90.0;
        let read_in = self.crs_name();
        let read_in_vi = self
            .crs
            .as_ref()
            .map_or(String::new(), Crs::named_in_vietnamese);
        if !is_on_earth {
            return Some((
                Text::new(
                    format!(
                        "toạ độ không phải kinh độ, vĩ độ, nhưng lại được đọc theo {read_in_vi}"
                    ),
                    format!(
                        "the coordinates are no longitude and latitude, but were read in {read_in}"
                    ),
                ),
                self.remedy_for_misplacement(corner),
            ));
        }
        let degrees_north = NEAR_PROVINCE_KM / KM_PER_DEGREE;
        let degrees_east = degrees_north / area[1].to_radians().cos();
        let away_east = (area[0] - bounds[2]).max(bounds[0] - area[2]);
        let away_north = (area[1] - bounds[3]).max(bounds[1] - area[3]);
        if away_east <= degrees_east && away_north <= degrees_north {
            self.placed.update(|count| count + 1);
            return None;
        }
        let east_km = away_east.max(0.0) * KM_PER_DEGREE * area[1].to_radians().cos();
        let km = east_km.hypot(away_north.max(0.0) * KM_PER_DEGREE);
        Some((
            Text::new(
                format!(
                    "đối tượng nằm cách tỉnh {} km khi đọc theo {read_in_vi}",
                    vietnamese_measure(km.round())
                ),
                format!("the feature lies {km:.0} km outside the province when read in {read_in}"),
            ),
            self.remedy_for_misplacement(corner),
        ))
    }

    /// What to do with a feature that lies elsewhere. Systems are tried only for those that are told.
    fn remedy_for_misplacement(&self, (x, y): (f64, f64)) -> Text {
        self.misplaced.update(|count| count + 1);
        let area = self.area.unwrap_or([-180.0, -90.0, 180.0, 90.0]);
        let fitting = if self.misplaced.get() > TOLD_PROBLEMS {
            Vec::new()
        } else {
            self.likely
                .get_or_init(LikelySystems::new)
                .that_fit(x, y, area)
        };
        match fitting.iter().find(|name| *name != self.crs_name()) {
            Some(name) if name.ends_with("swapped") => {
                let bare = name.split(' ').next().unwrap_or_default();
                Text::new(
                    format!(
                        "Toạ độ hợp với {} nếu đổi chỗ hai cột: hãy sửa tệp.",
                        named_in_vietnamese(bare)
                    ),
                    format!("They fit {name}: mend the file."),
                )
            }
            Some(name) => Text::new(
                format!(
                    "Toạ độ hợp với {}: xem lại tệp và chọn hệ toạ độ đó.",
                    named_in_vietnamese(name)
                ),
                format!("They fit {name}: check the file and give --crs {name}."),
            ),
            None => Text::new(
                "Toạ độ không hợp với hệ nào được dùng ở đây: hãy hỏi lại nơi cung cấp.",
                "They fit no system that is used here: check the source.",
            ),
        }
    }

    /// What a file is that holds more than the province: its features are where they belong, but most are elsewhere.
    fn excess(&self, file: &str) -> Option<Problem> {
        let (placed, misplaced) = (self.placed.get(), self.misplaced.get());
        if placed == 0 || misplaced <= placed {
            return None;
        }
        let of = placed + misplaced;
        let problem = Problem::of_file(
            file,
            format!(
                "{misplaced} of its {of} features lie more than {NEAR_PROVINCE_KM:.0} km outside the province: the file \
                 holds more than the province"
            ),
            "Cut it to the province's own features first (in QGIS: Select features, Export, Save selected features as).",
        );
        Some(problem.in_vietnamese(
            format!(
                "{} trong {} đối tượng nằm ngoài tỉnh hơn {NEAR_PROVINCE_KM:.0} km: tệp rộng hơn tỉnh",
                vietnamese_count(misplaced),
                vietnamese_count(of)
            ),
            "Hãy tách riêng phần của tỉnh trước (QGIS: Chọn đối tượng, Xuất, Lưu đối tượng được chọn).",
        ))
    }

    fn header(&self, file: &str, format: &str, fields: Vec<String>) -> DeliveryHeader {
        let way = self.transformation.as_ref().map(Transformation::name);
        DeliveryHeader {
            file: file.to_owned(),
            format: format.to_owned(),
            fields,
            coordinate_fields: Vec::new(),
            crs: self.crs_name().to_owned(),
            transformation: way.unwrap_or("none").to_owned(),
            notices: self.notices.clone(),
            layers: Vec::new(),
            flaws: Problems::default(),
            excess: None,
        }
    }
}

fn unknown_system(file: &str, given: Option<&str>, error: &CrsError) -> Problem {
    Problem::of_file(file, error.to_string(), "Give --crs again.")
        .at("--crs", given)
        .in_vietnamese(
            "không có hệ toạ độ này",
            "Chọn trong danh sách, hoặc viết mã EPSG như EPSG:9210.",
        )
}

fn no_system(file: &str) -> Problem {
    Problem::of_file(
        file,
        "the file does not say in which coordinate reference system its coordinates are",
        "Give it, for example --crs EPSG:9210 (VN-2000 / TM-3 105-45) or --crs EPSG:4326 \
         (longitude and latitude).",
    )
    .in_vietnamese(
        "tệp không ghi hệ toạ độ",
        "Chọn hệ toạ độ của tệp, như VN-2000 kinh tuyến trục 105°45′ (EPSG:9210).",
    )
}
