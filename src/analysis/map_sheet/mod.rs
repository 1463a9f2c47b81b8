//! What stands on a printed map: looks up the figures, cuts them into classes, gathers shapes and sources.

mod breaks;
mod shading;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use geo::MultiPolygon;
use jiff::civil::Date;

use crate::geometry::Bounds;
use crate::geometry::borders::{BorderUnit, classify};
use crate::geometry::topology::{Topology, TopologyError};
use crate::model::map_sheet::{
    Language, MapRequest, MapSheet, Shading, SheetBorder, SheetLayer, SheetUnit, UnitFill,
};
use crate::model::{Layer, LayerContent, LayerId, PlaceKind, Province, Snapshot};

/// The longest title, in letters.
const LONGEST_TITLE: usize = 120;
/// The most shapes that an asker may bring along.
const MOST_SHAPES: usize = 500;
/// The largest and the smallest scale, as denominators.
const SCALES: std::ops::RangeInclusive<u32> = 1_000..=5_000_000;

/// Why a map cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum MapSheetError {
    /// No boundary counts on the day.
    #[error("no commune has a boundary on {0}")]
    NoUnits(Date),
    /// There is no such indicator.
    #[error("there is no indicator {0:?}")]
    UnknownIndicator(String),
    /// Nobody has reported.
    #[error("there is no figure of {0:?} in any year")]
    NoFigures(String),
    /// Status was asked for, but no target is set for each commune.
    #[error("the programme sets no target of {0:?} for each commune")]
    NoTarget(String),
    /// There is no such layer.
    #[error("there is no layer {0:?}")]
    UnknownLayer(String),
    /// The layer is a grid of cells.
    #[error("the layer {0:?} is a raster, which sheets do not show")]
    Raster(String),
    /// There is no such commune.
    #[error("no commune has the code {code} on {on}")]
    UnknownUnit {
        /// The code.
        code: String,
        /// The day.
        on: Date,
    },
    /// A colour that is none.
    #[error("{0:?} is no colour; write it as #rrggbb, such as #2b877f")]
    Colour(String),
    /// Too few or too many classes.
    #[error("{0} classes cannot be drawn; give 1 to 12")]
    Classes(usize),
    /// A class that is not in the list.
    #[error("class {class} is not among the {classes} classes, which count from 0")]
    Class {
        /// The class.
        class: usize,
        /// How many there are.
        classes: usize,
    },
    /// The scale is out of range.
    #[error("1:{0} is no scale for this map; give 1000 to 5000000")]
    Scale(u32),
    /// The extent has no area or is not on the earth.
    #[error(
        "the extent {0:?} is no box: give west, south, east, north in degrees on WGS 84, west before east"
    )]
    Extent([f64; 4]),
    /// The title is too long.
    #[error("the title has {0} letters; at most 120 fit")]
    Title(usize),
    /// Too many shapes.
    #[error("{0} shapes are too many; give at most 500")]
    Shapes(usize),
    /// The borders cannot be drawn.
    #[error("the boundaries cannot be drawn: {0}")]
    Borders(#[from] TopologyError),
}

/// Gathers what stands on the sheet.
///
/// # Errors
/// [`MapSheetError`], which says what in the request cannot be met.
pub fn map_sheet(
    snapshot: &Snapshot,
    request: &MapRequest,
    today: Date,
) -> Result<MapSheet, MapSheetError> {
    check(request)?;
    let on = request.on.unwrap_or(today);
    let mut units = units(snapshot, on);
    let province = snapshot
        .map()
        .bounds(on)
        .ok_or(MapSheetError::NoUnits(on))?;
    let language = request.language;
    let shading = match (&request.shading, &request.colour) {
        (Some(own), _) => Some(shading::shade_as_told(&mut units, own)?),
        (None, Some(colour)) => Some(shading::shade(
            snapshot, &mut units, colour, language, today,
        )?),
        (None, None) => None,
    };
    if !request.shows_values {
        for shown in &mut units {
            shown.value = None;
        }
    }
    let picked = match &request.picked {
        Some(code) => {
            let at = units.iter().position(|shown| shown.unit.code() == code);
            Some(at.ok_or_else(|| MapSheetError::UnknownUnit {
                code: code.to_string(),
                on,
            })?)
        }
        None => None,
    };
    let (title, subtitle) = titles(request, shading.as_ref());
    Ok(MapSheet {
        language,
        title,
        subtitle,
        on,
        printed: today,
        extent: request.extent.unwrap_or(province),
        borders: borders(&units)?,
        boundary_layers: boundary_layers(snapshot, &units),
        layers: layers(snapshot, request.layers.as_deref(), on)?,
        units,
        shading,
        picked,
        drawn: request.drawn.clone(),
    })
}

fn check(request: &MapRequest) -> Result<(), MapSheetError> {
    if let Some(scale) = request.scale.filter(|scale| !SCALES.contains(scale)) {
        return Err(MapSheetError::Scale(scale));
    }
    if let Some(Bounds {
        west,
        south,
        east,
        north,
    }) = request.extent
    {
        let is_on_earth = west >= -180.0 && east <= 180.0 && south >= -85.0 && north <= 85.0;
        if !(is_on_earth && west < east && south < north) {
            return Err(MapSheetError::Extent([west, south, east, north]));
        }
    }
    let letters = request.title.as_deref().unwrap_or_default().chars().count();
    if letters > LONGEST_TITLE {
        return Err(MapSheetError::Title(letters));
    }
    if request.drawn.len() > MOST_SHAPES {
        return Err(MapSheetError::Shapes(request.drawn.len()));
    }
    request
        .drawn
        .iter()
        .filter_map(|shape| shape.colour.as_deref())
        .try_for_each(check_colour)
}

/// Whether the text is a colour, `#rrggbb` and nothing else.
fn check_colour(text: &str) -> Result<(), MapSheetError> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(())
    } else {
        Err(MapSheetError::Colour(text.to_owned()))
    }
}

fn units(snapshot: &Snapshot, on: Date) -> Vec<SheetUnit> {
    snapshot
        .units()
        .on(on)
        .filter_map(|unit| {
            let boundary = snapshot.map().of(&unit.key, on)?;
            Some(SheetUnit {
                unit: Arc::clone(unit),
                label: snapshot.map().label_point(boundary),
                boundary: Arc::clone(boundary),
                fill: UnitFill::Plain,
                value: None,
            })
        })
        .collect()
}

/// The borders, each once; where two units overlap, each unit's own.
fn borders(units: &[SheetUnit]) -> Result<Vec<SheetBorder>, TopologyError> {
    let shapes: Vec<MultiPolygon<f64>> = units
        .iter()
        .map(|shown| shown.boundary.geometry.clone())
        .collect();
    let mut topology = match Topology::of_coverage(&shapes) {
        Err(TopologyError::Overlap { .. }) => Topology::of_separate(&shapes)?,
        other => other?,
    };
    let known: Vec<BorderUnit> = units
        .iter()
        .map(|shown| BorderUnit {
            code: shown.unit.code().to_string(),
            border_km: shown.unit.border_km,
        })
        .collect();
    let classes = classify(&mut topology, &known);
    let lines = topology
        .arcs
        .iter()
        .zip(classes)
        .map(|(arc, class)| SheetBorder {
            class,
            line: arc.points.iter().map(|point| point.degrees()).collect(),
        });
    Ok(lines.collect())
}

fn boundary_layers(snapshot: &Snapshot, units: &[SheetUnit]) -> Vec<Arc<Layer>> {
    let ids: BTreeSet<&LayerId> = units.iter().map(|shown| &shown.boundary.layer).collect();
    ids.into_iter()
        .filter_map(|id| snapshot.layer(id))
        .map(Arc::clone)
        .collect()
}

/// What the screen shows before anybody has chosen.
fn is_shown_at_first(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::BorderGate
            | PlaceKind::Corridor
            | PlaceKind::LandslideSpot
            | PlaceKind::LandslideZone
            | PlaceKind::River
    )
}

fn layers(
    snapshot: &Snapshot,
    wanted: Option<&[LayerId]>,
    on: Date,
) -> Result<Vec<SheetLayer>, MapSheetError> {
    let chosen: Vec<&Arc<Layer>> = match wanted {
        Some(ids) => ids
            .iter()
            .map(|id| snapshot.layer(id).ok_or_else(|| MapSheetError::UnknownLayer(id.to_string())))
            .collect::<Result<_, _>>()?,
        None => snapshot
            .layers()
            .filter(|layer| matches!(layer.content, LayerContent::Places(kind) if is_shown_at_first(kind)))
            .collect(),
    };
    if let Some(raster) = chosen
        .iter()
        .find(|layer| matches!(layer.content, LayerContent::Raster(_)))
    {
        return Err(MapSheetError::Raster(raster.id.to_string()));
    }
    let shown = chosen.into_iter().filter_map(|layer| {
        let LayerContent::Places(_) = layer.content else {
            return None;
        };
        let places = snapshot.places().in_layer(&layer.id);
        let places: Vec<_> = places
            .filter(|place| place.exists_on(on))
            .map(Arc::clone)
            .collect();
        Some(SheetLayer {
            layer: Arc::clone(layer),
            places,
        })
    });
    Ok(shown.collect())
}

fn titles(request: &MapRequest, shading: Option<&Shading>) -> (String, String) {
    let language = request.language;
    let province = Province::shipped()
        .map(|province| language.of(&province.full_name).to_owned())
        .unwrap_or_default();
    let asked = request
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty());
    let told = shading.map(|shading| shading.title.clone());
    let title = asked
        .map(str::to_owned)
        .or_else(|| told.clone())
        .unwrap_or_else(|| plain_title(language).to_owned());
    let mut parts = vec![province];
    if asked.is_some() {
        parts.extend(told);
    }
    parts.extend(
        shading
            .map(|shading| shading.note.clone())
            .filter(|note| !note.is_empty()),
    );
    (title, parts.join(" · "))
}

fn plain_title(language: Language) -> &'static str {
    language.pick("Bản đồ đơn vị hành chính cấp xã", "Communes and wards")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(request: &MapRequest) -> String {
        check(request).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_in_words() {
        let scale = MapRequest {
            scale: Some(999),
            ..MapRequest::default()
        };
        assert!(refusal(&scale).starts_with("1:999 is no scale"));
        let box_of = |corners: [f64; 4]| MapRequest {
            extent: Some(corners.into()),
            ..MapRequest::default()
        };
        assert!(refusal(&box_of([106.0, 22.0, 105.0, 23.0])).contains("is no box"));
        assert!(refusal(&box_of([f64::NAN, 22.0, 107.0, 23.0])).contains("is no box"));
        let title = MapRequest {
            title: Some("ă".repeat(121)),
            ..MapRequest::default()
        };
        assert!(refusal(&title).starts_with("the title has 121 letters"));
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert!(check_colour("#2b877F").is_ok());
        for text in ["red", "#fff", "#12345g", "#123456\"/><script>", ""] {
            assert!(check_colour(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_empty_workspace_has_nothing_to_print() {
        let today = jiff::civil::date(2026, 11, 23);
        let found = map_sheet(&Snapshot::default(), &MapRequest::default(), today);
        assert!(matches!(found, Err(MapSheetError::NoUnits(_))));
    }
}
