//! Printed maps: a sheet drawn from features, not from a screen, true to scale, as PDF or PNG.
//!
//! The sheet is SVG in millimetres. Its grid is VN-2000 / TM-3 105-45, so that lengths are true within 0.02 %.

mod drawing;
mod file_name;
mod furniture;
mod labels;
mod layout;
mod legend;
mod marks;
mod names;
mod svg;
mod swatch;
mod thumbnail;
mod typeface;
mod view;

pub use file_name::file_name;
pub use thumbnail::thumbnail;
#[cfg(feature = "maplibre-rs")]
pub use thumbnail::{area_rgb, thumbnail_of_areas};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;
use svg2pdf::{ConversionOptions, PageOptions};

use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::map_sheet::{MapSheet, Orientation, Paper};
use layout::Layout;

/// How fine a PNG may be, dots per inch.
pub const FINENESS: std::ops::RangeInclusive<u32> = 72..=300;
/// How fine it is where nothing is asked for.
pub const USUAL_DPI: u32 = 150;

/// Millimetres in an inch.
const INCH_MM: f64 = 25.4;
/// The dots per inch that lengths in SVG stand for.
const SVG_DPI: f32 = 96.0;

/// Why a sheet could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MapPrintError {
    /// Too coarse or too fine.
    #[error("{0} dots per inch cannot be drawn; give 72 to 300")]
    Dpi(u32),
    /// The drawing does not read as SVG.
    #[error("the drawing of the map is faulty: {0}")]
    Svg(#[from] usvg::Error),
    /// The PDF could not be written.
    #[error("the map could not be written as PDF: {0}")]
    Pdf(String),
    /// The picture could not be written.
    #[error("the map could not be written as PNG: {0}")]
    Png(String),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// The paper, which way it lies, and the scale, where one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSetup {
    /// The size of the sheet.
    pub paper: Paper,
    /// Which way it lies.
    pub orientation: Orientation,
    /// The scale's denominator; the largest round one at which the extent fits if not given.
    pub scale: Option<u32>,
}

impl PageSetup {
    /// Width and height, millimetres.
    #[must_use]
    pub fn size_mm(self) -> (f64, f64) {
        let (short, long) = match self.paper {
            Paper::A4 => (210.0, 297.0),
            Paper::A3 => (297.0, 420.0),
        };
        match self.orientation {
            Orientation::Landscape => (long, short),
            Orientation::Portrait => (short, long),
        }
    }

    /// Type and marks grow with the paper.
    fn enlargement(self) -> f64 {
        match self.paper {
            Paper::A4 => 1.0,
            Paper::A3 => 1.28,
        }
    }
}

/// The sheet as an SVG document.
#[must_use]
pub fn svg(sheet: &MapSheet, setup: PageSetup) -> String {
    Layout::new(sheet, setup).draw(sheet)
}

/// The sheet as a PDF of one page, its text real text, its fonts inside.
///
/// # Errors
/// [`MapPrintError`], so where the asker went away before one of the steps.
pub fn pdf(
    sheet: &MapSheet,
    setup: PageSetup,
    interrupt: &Interrupt,
) -> Result<Vec<u8>, MapPrintError> {
    interrupt.check()?;
    let tree = tree(&svg(sheet, setup), interrupt)?;
    interrupt.check()?;
    let page = PageOptions { dpi: SVG_DPI };
    svg2pdf::to_pdf(&tree, ConversionOptions::default(), page)
        .map_err(|error| MapPrintError::Pdf(error.to_string()))
}

/// The sheet as a picture.
///
/// # Errors
/// [`MapPrintError`], so where `dpi` is outside [`FINENESS`], or the asker went away before one of the steps.
pub fn png(
    sheet: &MapSheet,
    setup: PageSetup,
    dpi: u32,
    interrupt: &Interrupt,
) -> Result<Vec<u8>, MapPrintError> {
    if !FINENESS.contains(&dpi) {
        return Err(MapPrintError::Dpi(dpi));
    }
    interrupt.check()?;
    let picture = picture(&svg(sheet, setup), f64::from(dpi), interrupt)?;
    encoded(&picture, interrupt)
}

fn tree(svg: &str, interrupt: &Interrupt) -> Result<usvg::Tree, MapPrintError> {
    interrupt.check()?;
    let options = usvg::Options {
        fontdb: typeface::database(),
        font_family: "Be Vietnam Pro".to_owned(),
        ..usvg::Options::default()
    };
    Ok(usvg::Tree::from_str(svg, &options)?)
}

fn picture(svg: &str, dpi: f64, interrupt: &Interrupt) -> Result<Pixmap, MapPrintError> {
    let tree = tree(svg, interrupt)?;
    interrupt.check()?;
    let scale = dpi as f32 / SVG_DPI;
    let pixels = |length: f32| (length * scale).round().max(1.0) as u32;
    let (wide, tall) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let too_large = || MapPrintError::Png(format!("{wide} × {tall} pixels are too many"));
    let mut canvas = Pixmap::new(wide, tall).ok_or_else(too_large)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut canvas.as_mut(),
    );
    Ok(canvas)
}

fn encoded(picture: &Pixmap, interrupt: &Interrupt) -> Result<Vec<u8>, MapPrintError> {
    interrupt.check()?;
    picture
        .encode_png()
        .map_err(|error| MapPrintError::Png(error.to_string()))
}
