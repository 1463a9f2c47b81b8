//! A printed map: what is asked for, and what stands on the sheet once figures and shapes have been looked up.

mod colours;
mod request;

use std::sync::Arc;

use geo::Coord;
use jiff::civil::Date;

pub use colours::{Colours, PRINT, ramp};
pub use request::{
    ClassMethod, ColourBy, DrawnShape, Language, MapFormat, MapRequest, MarkShape, Orientation,
    OwnClass, OwnShading, Paper,
};

use super::{Boundary, Layer, LayerContent, Place, PlaceKind, Text, Unit};
use crate::geometry::borders::BorderClass;
use crate::geometry::{Bounds, LonLat};

impl Language {
    /// The text in this language.
    #[must_use]
    pub fn of(self, text: &Text) -> &str {
        self.pick(&text.vi, &text.en)
    }

    /// The Vietnamese or the English words.
    #[must_use]
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// What a commune's area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitFill {
    /// Nothing is asked about it: paper.
    Plain,
    /// The class of that number, from 0.
    Class(usize),
    /// It should have a figure and has none: hatched.
    NoData,
}

/// A commune on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetUnit {
    /// The unit.
    pub unit: Arc<Unit>,
    /// Its boundary.
    pub boundary: Arc<Boundary>,
    /// Where its name stands.
    pub label: Option<LonLat>,
    /// What it is filled with.
    pub fill: UnitFill,
    /// Its value, where values are shown.
    pub value: Option<String>,
}

/// A line between communes, provinces or countries, WGS 84 degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetBorder {
    /// What it parts.
    pub class: BorderClass,
    /// Its vertices.
    pub line: Vec<Coord<f64>>,
}

/// One class of the colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShadingRow {
    /// Its colour as `#rrggbb`.
    pub colour: String,
    /// What it means.
    pub label: String,
    /// The mark that its communes bear, so that it can be told without its colour.
    pub mark: Option<MarkShape>,
    /// How many communes are in it.
    pub units: usize,
}

/// What the colours of the communes tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shading {
    /// What is measured.
    pub title: String,
    /// Its unit and period.
    pub note: String,
    /// The period of the figures as people say it; empty where the asker has brought the classes along.
    pub period: String,
    /// How the figures were cut into classes; empty where nothing was cut, and where the note says it.
    pub breaks: String,
    /// The classes.
    pub rows: Vec<ShadingRow>,
    /// How many communes have no figure.
    pub missing: usize,
    /// Who published the figures.
    pub sources: Vec<String>,
    /// Whether any figure was made up to show the screens.
    pub is_illustrative: bool,
}

/// A layer of places on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetLayer {
    /// The layer.
    pub layer: Arc<Layer>,
    /// Its places.
    pub places: Vec<Arc<Place>>,
}

impl SheetLayer {
    /// Whether its places are of that kind.
    #[must_use]
    pub fn is_of(&self, kind: PlaceKind) -> bool {
        self.layer.content == LayerContent::Places(kind)
    }
}

/// All that stands on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct MapSheet {
    /// The language of the words.
    pub language: Language,
    /// The title.
    pub title: String,
    /// What the map tells, of when, in which unit.
    pub subtitle: String,
    /// The day whose units are drawn.
    pub on: Date,
    /// The day on which the sheet is printed.
    pub printed: Date,
    /// What has to be on the sheet.
    pub extent: Bounds,
    /// The communes.
    pub units: Vec<SheetUnit>,
    /// The borders, each once.
    pub borders: Vec<SheetBorder>,
    /// The layers that the boundaries came with.
    pub boundary_layers: Vec<Arc<Layer>>,
    /// What the colours tell.
    pub shading: Option<Shading>,
    /// The layers of places.
    pub layers: Vec<SheetLayer>,
    /// The position in `units` of the commune that is outlined.
    pub picked: Option<usize>,
    /// Shapes that the asker adds.
    pub drawn: Vec<DrawnShape>,
}

impl MapSheet {
    /// Whether anything on the sheet was made up to show the screens.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.shading
            .as_ref()
            .is_some_and(|shading| shading.is_illustrative)
            || self
                .layers
                .iter()
                .any(|shown| shown.layer.provenance.is_illustrative)
    }
}
