//! The survey of an uploaded file: what is in it, where each reference system would put it, and what the wrong
//! one would cost in metres.

mod systems;

use std::path::Path;
use std::sync::{Arc, PoisonError};

use geo::{Coord, Rect};
use jiff::civil::Date;

use super::keeping::Kept;
use super::refusal::refuse;
use super::{LayerUpload, ProblemList, ReadingParams, SystemName, UploadedField, UploadedLayer};
use crate::analysis::intake::geometry_word;
use crate::analysis::intake::survey::{Sketch, SketchFeature};
use crate::formats::ReadOptions;
use crate::formats::crs::Crs;
use crate::formats::worker::Reader;
use crate::geometry::Bounds;
use crate::http::ApiError;
use crate::model::delivery::{Delivery, DeliveryHeader};
use crate::model::raster::RasterHeader;
use crate::model::{Snapshot, Text};
use systems::{Trial, candidates, hint, trials};

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
            excess: None,
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

fn extent(sketch: &Sketch) -> Option<[f64; 4]> {
    let bounds = sketch
        .features
        .iter()
        .filter_map(|feature| Bounds::of(&feature.geometry));
    bounds.reduce(Bounds::union).map(Into::into)
}
