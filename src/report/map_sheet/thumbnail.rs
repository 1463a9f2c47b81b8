//! Small pictures of the map alone, without names.

use resvg::tiny_skia::Pixmap;

use super::drawing::{Drawing, Sizes};
use super::svg::{Frame, Svg};
use super::view::View;
use super::{INCH_MM, MapPrintError, encoded, furniture, picture};
use crate::geometry::interrupt::Interrupt;
use crate::model::map_sheet::MapSheet;

const WIDTH_MM: f64 = 60.0;
const FRAME: Frame = Frame {
    x: 0.0,
    y: 0.0,
    width: WIDTH_MM,
    height: WIDTH_MM * 0.75,
};

/// A small picture of the map alone, so many pixels wide and three quarters as high.
///
/// # Errors
/// [`MapPrintError`], so where the asker went away before one of the steps.
pub fn thumbnail(
    sheet: &MapSheet,
    width_px: u32,
    interrupt: &Interrupt,
) -> Result<Vec<u8>, MapPrintError> {
    let view = View::new(FRAME, sheet.extent, None);
    encoded(&ground(sheet, &view, width_px, interrupt)?, interrupt)
}

fn ground(
    sheet: &MapSheet,
    view: &View,
    width_px: u32,
    interrupt: &Interrupt,
) -> Result<Pixmap, MapPrintError> {
    interrupt.check()?;
    let mut svg = Svg::new(FRAME.width, FRAME.height);
    furniture::definitions(&mut svg, &FRAME);
    let sizes = Sizes {
        name: 2.0,
        pixel: 0.17,
    };
    Drawing {
        svg: &mut svg,
        view,
        sheet,
        sizes,
    }
    .ground();
    let dpi = f64::from(width_px) * INCH_MM / WIDTH_MM;
    picture(&svg.finish(), dpi, interrupt)
}

#[cfg(feature = "maplibre-rs")]
pub use of_areas::{area_rgb, thumbnail_of_areas};

#[cfg(feature = "maplibre-rs")]
mod of_areas {
    use geo::Coord;
    use resvg::tiny_skia::PremultipliedColorU8;

    use super::{FRAME, MapPrintError, View, encoded, ground};
    use crate::geometry::interrupt::Interrupt;
    use crate::model::PlaceKind;
    use crate::model::map_sheet::MapSheet;
    use crate::report::map_sheet::marks::{AREA_OPACITY, area_colour};

    /// The colour of areas of a kind: red, green, blue.
    #[must_use]
    pub fn area_rgb(kind: PlaceKind) -> [u8; 3] {
        let digits = area_colour(kind).trim_start_matches('#');
        let [_, rgb @ ..] = u32::from_str_radix(digits, 16).unwrap_or(0).to_be_bytes();
        rgb
    }

    /// A small picture as [`thumbnail`](super::thumbnail) makes it, over which areas lie that another renderer has
    /// drawn, as weakly as the sheet's own.
    ///
    /// `colours_at` tells the colours (red, green, blue) of the areas at a longitude and latitude in degrees, WGS 84, the
    /// lowest first.
    ///
    /// # Errors
    /// [`MapPrintError`], so where the asker went away before one of the steps.
    pub fn thumbnail_of_areas<Colours: IntoIterator<Item = [u8; 3]>>(
        sheet: &MapSheet,
        width_px: u32,
        colours_at: impl Fn(Coord<f64>) -> Colours,
        interrupt: &Interrupt,
    ) -> Result<Vec<u8>, MapPrintError> {
        let view = View::new(FRAME, sheet.extent, None);
        let mut canvas = ground(sheet, &view, width_px, interrupt)?;
        let (columns, step) = (canvas.width() as usize, FRAME.width / f64::from(width_px));
        for (index, pixel) in canvas.pixels_mut().iter_mut().enumerate() {
            let middle = |number: usize| (number as f64 + 0.5) * step;
            let (x, y) = (middle(index % columns), middle(index / columns));
            for colour in colours_at(view.lon_lat(Coord { x, y })) {
                *pixel = laid_over(*pixel, colour);
            }
        }
        encoded(&canvas, interrupt)
    }

    /// A pixel of the ground, which covers all that is below it, with a colour over it.
    fn laid_over(below: PremultipliedColorU8, colour: [u8; 3]) -> PremultipliedColorU8 {
        let mixed = |below: u8, over: u8| {
            let value = f64::from(below) * (1.0 - AREA_OPACITY) + f64::from(over) * AREA_OPACITY;
            value.round() as u8
        };
        let [red, green, blue] = colour;
        let whole = PremultipliedColorU8::from_rgba(
            mixed(below.red(), red),
            mixed(below.green(), green),
            mixed(below.blue(), blue),
            u8::MAX,
        );
        whole.unwrap_or(below)
    }
}
