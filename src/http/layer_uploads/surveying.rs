//! The survey of an uploaded file: what is in it, where each reference system would put it, and what the wrong
//! one would cost in metres.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use geo::{Coord, Geometry, Rect};
use jiff::civil::Date;

use super::keeping::Kept;
use super::refusal::refuse;
use super::{
    Consequence, CrsCandidate, LayerUpload, ProblemList, ReadingParams, SystemName, UploadedField,
    UploadedLayer,
};
use crate::analysis::intake::geometry_word;
use crate::analysis::intake::survey::{Fit, Probe, Sketch, SketchFeature, fit};
use crate::formats::ReadOptions;
use crate::formats::crs::{Crs, Transformation, likely_systems, systems_that_fit};
use crate::formats::worker::Reader;
use crate::geometry::Bounds;
use crate::geometry::geodesic::distance_and_azimuth;
use crate::http::ApiError;
use crate::model::delivery::{Delivery, DeliveryHeader};
use crate::model::raster::RasterHeader;
use crate::model::{Snapshot, Text};

/// So many systems are offered.
const OFFERED: usize = 8;
/// So many consequences are told of each.
const TOLD_CONSEQUENCES: usize = 5;
/// Under which name "the datum shift was left out" stands among the systems.
const NO_SHIFT: &str = "no-datum-shift";

/// What was found in a file, read as it stands.
pub(super) struct Survey {
    /// How the file was read.
    params: ReadingParams,
    header: DeliveryHeader,
    count: usize,
    filled: Vec<(usize, Option<String>)>,
    geometry: &'static str,
    is_raster: bool,
    /// The features, in the coordinates of the file.
    pub(super) sketch: Sketch,
}

/// Whether a file is a raster, by its name.
pub(super) fn is_raster(file: &str) -> bool {
    let ending = Path::new(file)
        .extension()
        .unwrap_or_default()
        .to_string_lossy();
    matches!(ending.to_lowercase().as_str(), "tif" | "tiff")
}

/// The survey of a file; read once for each way of reading it.
pub(super) fn survey(
    kept: &Kept,
    reader: &Reader,
    params: &ReadingParams,
) -> Result<Arc<Survey>, ApiError> {
    let mut last = kept.survey.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(done) = last.as_ref().filter(|done| done.params == *params) {
        return Ok(Arc::clone(done));
    }
    let options = ReadOptions {
        as_delivered: true,
        is_lenient: true,
        ..params.options()?
    };
    let new = if is_raster(&kept.file) {
        let band = params.band.unwrap_or(1);
        let raster = reader
            .read_raster(&kept.path, band, &options, &mut |_| {})
            .map_err(refuse)?;
        of_raster(&raster.header, params)
    } else {
        let delivery = reader
            .read(&kept.path, &options, &mut |_| {})
            .map_err(refuse)?;
        of_features(delivery, params)
    };
    let new = Arc::new(new);
    *last = Some(Arc::clone(&new));
    Ok(new)
}

fn of_features(delivery: Delivery, params: &ReadingParams) -> Survey {
    let values = |position: usize| {
        let features = delivery.features.iter();
        features.filter_map(move |feature| feature.values.get(position)?.clone())
    };
    let filled = (0..delivery.header.fields.len())
        .map(|position| (values(position).count(), values(position).next()))
        .collect();
    Survey {
        params: params.clone(),
        count: delivery.features.len(),
        filled,
        geometry: common_geometry(&delivery),
        is_raster: false,
        sketch: Sketch::of(&delivery),
        header: delivery.header,
    }
}

fn common_geometry(delivery: &Delivery) -> &'static str {
    let mut words: Vec<&str> = delivery
        .features
        .iter()
        .filter_map(|feature| feature.geometry.as_ref())
        .map(|shape| geometry_word(shape).rsplit(' ').next().unwrap_or("mixed"))
        .collect();
    words.sort_unstable();
    words.dedup();
    match words.as_slice() {
        [] => "none",
        ["point"] => "point",
        ["line"] => "line",
        ["polygon"] => "polygon",
        _ => "mixed",
    }
}

/// A raster is sketched by its frame.
fn of_raster(header: &RasterHeader, params: &ReadingParams) -> Survey {
    let (width, height) = (header.width as f64, header.height as f64);
    let corner = Coord {
        x: header.west,
        y: header.north,
    };
    let opposite = Coord {
        x: header.west + width * header.cell_width,
        y: header.north - height * header.cell_height,
    };
    let frame = SketchFeature {
        row: 1,
        name: Some(header.file.clone()),
        unit: None,
        geometry: Rect::new(corner, opposite).to_polygon().into(),
    };
    Survey {
        params: params.clone(),
        header: DeliveryHeader {
            file: header.file.clone(),
            format: "GTiff".to_owned(),
            fields: Vec::new(),
            coordinate_fields: Vec::new(),
            crs: header.crs.clone(),
            transformation: "none".to_owned(),
            notices: Vec::new(),
            layers: Vec::new(),
            flaws: crate::model::delivery::Problems::default(),
        },
        count: header.width * header.height,
        filled: Vec::new(),
        geometry: "grid",
        is_raster: true,
        sketch: Sketch {
            features: vec![frame],
            of: 1,
        },
    }
}

/// One system tried on the probes of a file.
struct Trial {
    code: String,
    crs: Crs,
    way: Transformation,
    fit: Fit,
    placed: Vec<Option<Coord<f64>>>,
}

impl Trial {
    fn new(crs: Crs, code: &str, probes: &[Probe], snapshot: &Snapshot, on: Date) -> Option<Self> {
        let way = Transformation::new(&crs).ok()?;
        let placed = place(&way, probes);
        Some(Self {
            code: code.to_owned(),
            fit: fit(probes, &placed, snapshot, on),
            crs,
            way,
            placed,
        })
    }

    /// The place of the probe in the middle of the file's list.
    fn middle(&self) -> Option<Coord<f64>> {
        self.placed.get(self.placed.len() / 2).copied().flatten()
    }

    fn bounds(&self) -> Option<[f64; 4]> {
        let places = self.placed.iter().flatten();
        let points: Vec<geo::Point> = places.map(|place| geo::Point::from(*place)).collect();
        let all = Geometry::MultiPoint(geo::MultiPoint::new(points));
        Bounds::of(&all).map(Into::into)
    }
}

fn place(way: &Transformation, probes: &[Probe]) -> Vec<Option<Coord<f64>>> {
    let one = |probe: &Probe| way.to_wgs84(probe.at.x, probe.at.y).ok();
    probes
        .iter()
        .map(|probe| one(probe).map(Coord::from))
        .collect()
}

/// What a client is told of an uploaded file.
pub(super) fn view(kept: &Kept, survey: &Survey, snapshot: &Snapshot, on: Date) -> LayerUpload {
    let header = &survey.header;
    let probes = survey.sketch.probes();
    let trials = trials(survey, &probes, snapshot, on);
    let stated = (!header.crs.is_empty()).then(|| header.crs.clone());
    let most_agreeing = trials.first().map_or(0, |best| best.fit.agreeing);
    // What the file says is believed unless it puts most of the file elsewhere, or into the wrong communes.
    let is_stated_good = |trial: &&Trial| {
        Some(&trial.code) == stated.as_ref()
            && 2 * trial.fit.inside >= trial.fit.of
            && 10 * trial.fit.agreeing >= 9 * most_agreeing
    };
    let proposed = trials
        .iter()
        .find(is_stated_good)
        .or_else(|| trials.first());
    let fields = header.fields.iter().zip(&survey.filled);
    LayerUpload {
        id: kept.id.clone(),
        file: kept.file.clone(),
        size_bytes: kept.size_bytes,
        sha256: kept.sha256.clone(),
        uploaded_at: kept.uploaded_at,
        expires_at: kept.expires_at,
        format: header.format.clone(),
        is_raster: survey.is_raster,
        layers: header
            .layers
            .iter()
            .map(|layer| UploadedLayer {
                name: layer.name.clone(),
                count: layer.count,
            })
            .collect(),
        layer: layer_read(survey),
        fields: fields
            .map(|(name, (filled, example))| UploadedField {
                name: name.clone(),
                filled: *filled,
                example: example.clone(),
            })
            .collect(),
        count: survey.count,
        located: survey.sketch.of,
        geometry: survey.geometry,
        extent: extent(&survey.sketch),
        stated_crs: stated.map(|code| SystemName {
            title: Crs::parse(&code).map_or_else(|_| Text::new(&code, &code), |crs| crs.title()),
            crs: code,
        }),
        proposed_crs: proposed.map(|trial| trial.code.clone()),
        candidates: candidates(survey, &trials, &probes),
        hint: hint(&trials, &probes, snapshot, on),
        problems: ProblemList::of(&header.flaws),
        notices: header.notices.clone(),
    }
}

/// The layer of the file that is read: the one that was asked for, else the first that holds anything.
fn layer_read(survey: &Survey) -> Option<String> {
    let mut filled = survey
        .header
        .layers
        .iter()
        .filter(|one| one.count != Some(0));
    let asked = survey.params.layer.clone();
    asked.or_else(|| filled.next().map(|one| one.name.clone()))
}

/// Every system that puts part of the file into the province, the best first; the one that the file states and the
/// one that is asked about whatever they do.
fn trials(survey: &Survey, probes: &[Probe], snapshot: &Snapshot, on: Date) -> Vec<Trial> {
    if probes.is_empty() {
        return Vec::new();
    }
    let stated = Some(survey.header.crs.as_str()).filter(|code| !code.is_empty());
    let wanted: Vec<&str> = stated
        .into_iter()
        .chain(survey.params.crs.as_deref())
        .collect();
    let mut codes = wanted.clone();
    codes.extend(
        likely_systems()
            .iter()
            .filter(|code| !wanted.contains(code)),
    );
    let tried = codes
        .iter()
        .filter_map(|code| Trial::new(Crs::parse(code).ok()?, code, probes, snapshot, on));
    let mut trials: Vec<Trial> = tried
        .filter(|trial| trial.fit.inside > 0 || wanted.contains(&trial.code.as_str()))
        .collect();
    // A stable sort: among equals the likelier system, or the one that the file states, stays first.
    trials.sort_by_key(|trial| std::cmp::Reverse((trial.fit.agreeing, trial.fit.inside)));
    let is_wanted = |trial: &Trial| wanted.contains(&trial.code.as_str());
    let mut offered: Vec<Trial> = Vec::new();
    for trial in trials {
        if offered.len() < OFFERED || is_wanted(&trial) {
            offered.push(trial);
        }
    }
    offered
}

fn candidates(survey: &Survey, trials: &[Trial], probes: &[Probe]) -> Vec<CrsCandidate> {
    trials
        .iter()
        .map(|trial| CrsCandidate {
            crs: trial.code.clone(),
            title: trial.crs.title(),
            transformation: trial.way.name().to_owned(),
            is_stated: trial.code == survey.header.crs,
            inside: trial.fit.inside,
            of: trial.fit.of,
            agreeing: (trial.fit.stated > 0).then_some(trial.fit.agreeing),
            stated: trial.fit.stated,
            bounds: trial.bounds(),
            consequences: consequences(trial, trials, probes),
        })
        .collect()
}

/// How far, and to which side, the features would be drawn wrong if they are really in another system, or if the
/// datum shift were left out.
fn consequences(assumed: &Trial, trials: &[Trial], probes: &[Probe]) -> Vec<Consequence> {
    let Some(drawn) = assumed.middle() else {
        return Vec::new();
    };
    let told = |instead: &str, title: Text, right: Coord<f64>, wrong: Coord<f64>| {
        let (metres, azimuth) = distance_and_azimuth(right, wrong);
        Consequence {
            instead: instead.to_owned(),
            title,
            metres,
            azimuth: azimuth.rem_euclid(360.0),
        }
    };
    let shift = Text::new(
        "bỏ qua bước chuyển hệ VN-2000 → WGS 84",
        "the datum shift VN-2000 → WGS 84 left out",
    );
    let unshifted = without_shift(&assumed.crs, probes);
    let first = unshifted.map(|wrong| told(NO_SHIFT, shift, drawn, wrong));
    let others = trials.iter().filter(|other| other.code != assumed.code);
    let others = others.filter_map(|other| {
        let actual = other.middle()?;
        Some(told(&other.code, other.crs.title(), actual, drawn))
    });
    first
        .into_iter()
        .chain(others)
        .take(TOLD_CONSEQUENCES)
        .collect()
}

fn without_shift(crs: &Crs, probes: &[Probe]) -> Option<Coord<f64>> {
    let unshifted = Transformation::new(&crs.without_datum_shift()?).ok()?;
    let middle = probes.get(probes.len() / 2)?;
    unshifted
        .to_wgs84(middle.at.x, middle.at.y)
        .ok()
        .map(Coord::from)
}

/// What to do where no system puts the file into the province.
fn hint(trials: &[Trial], probes: &[Probe], snapshot: &Snapshot, on: Date) -> Option<Text> {
    let middle = probes.get(probes.len() / 2)?;
    if trials.iter().any(|trial| trial.fit.inside > 0) {
        return None;
    }
    let area: [f64; 4] = snapshot.map().bounds(on)?.into();
    let fitting = systems_that_fit(middle.at.x, middle.at.y, area);
    Some(
        match fitting.iter().find(|name| name.ends_with("swapped")) {
            Some(swapped) => {
                let bare = swapped.split(' ').next().unwrap_or_default();
                Text::new(
                    format!(
                        "Toạ độ hợp với {bare} nếu đổi chỗ hai cột: chọn lại cột toạ độ, hoặc sửa tệp rồi tải lên lại."
                    ),
                    format!(
                        "The coordinates fit {bare} with the two columns swapped: choose the columns again, or mend the file."
                    ),
                )
            }
            None => Text::new(
                "Không hệ toạ độ quen dùng nào đưa tệp này vào trong tỉnh: hãy hỏi nơi cung cấp, rồi ghi mã EPSG.",
                "No usual reference system puts this file into the province: ask who made it, then write the EPSG code.",
            ),
        },
    )
}

fn extent(sketch: &Sketch) -> Option<[f64; 4]> {
    let bounds = sketch
        .features
        .iter()
        .filter_map(|feature| Bounds::of(&feature.geometry));
    bounds.reduce(Bounds::union).map(Into::into)
}
