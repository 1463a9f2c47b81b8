//! In which classes, and colours, the values of a raster are drawn.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::model::raster::{Raster, RasterKind};

/// Colours of codes that have no order; with more codes they begin anew. They are told apart without red, green or
/// blue cones: `web/src/palette/palette.test.ts` measures it.
///
/// # Source
/// The first nine: P. Tol (2021), *Colour Schemes*, SRON technical note 09-002, scheme "muted"; three more, as far from
/// those as can be.
const CODE_COLOURS: [&str; 12] = [
    "#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255",
    "#aa4499", "#372705", "#9481fe", "#b1ceae",
];
/// So many codes are drawn, those of the most cells.
const MOST_CODES: usize = 24;

/// One class of the values of a raster.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RasterClass {
    /// The least value of the class; of codes, the code.
    pub from: f64,
    /// The value below which the class ends; `null` for the last class and for codes.
    pub to: Option<f64>,
    /// Whether the class is one code, not a range.
    pub is_code: bool,
    /// Its colour, such as `#810f7c`.
    pub colour: String,
}

/// Where the classes of a kind begin, and their colours.
///
/// # Source
/// Slopes: the limits that planners use in hill country, with 15° for building land and 25° and 35° for
/// landslides. Friction: 30, 12, 5 and 3 km/h. Colours: `ColorBrewer` 2.0, sequential, five classes.
fn ranges(kind: RasterKind) -> Option<([f64; 5], [&'static str; 5])> {
    match kind {
        RasterKind::Elevation | RasterKind::LandCover => None,
        RasterKind::Slope => Some((
            [0.0, 5.0, 15.0, 25.0, 35.0],
            ["#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404"],
        )),
        RasterKind::PopulationDensity => Some((
            [0.0, 25.0, 75.0, 200.0, 1_000.0],
            ["#edf8fb", "#b3cde3", "#8c96c6", "#8856a7", "#810f7c"],
        )),
        RasterKind::Friction => Some((
            [0.0, 2.0, 5.0, 12.0, 20.0],
            ["#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33", "#b30000"],
        )),
        RasterKind::Suitability => Some((
            [0.0, 0.2, 0.4, 0.6, 0.8],
            ["#ffffcc", "#c2e699", "#78c679", "#31a354", "#006837"],
        )),
    }
}

impl RasterClass {
    /// The classes of a raster: fixed ranges, so that two rasters of a kind can be compared; the codes that occur
    /// where values are codes; none for heights, which are shaded.
    pub(super) fn of(kind: RasterKind, raster: &Raster) -> Vec<Self> {
        match ranges(kind) {
            Some((starts, colours)) => {
                let class = |(index, colour): (usize, &&str)| Self {
                    from: starts[index],
                    to: starts.get(index + 1).copied(),
                    is_code: false,
                    colour: (*colour).to_owned(),
                };
                colours.iter().enumerate().map(class).collect()
            }
            None if kind == RasterKind::LandCover => of_codes(raster),
            None => Vec::new(),
        }
    }

    /// Whether a value is of the class.
    pub(super) fn holds(&self, value: f64) -> bool {
        if self.is_code {
            return value.total_cmp(&self.from).is_eq();
        }
        value >= self.from && self.to.is_none_or(|end| value < end)
    }

    /// Red, green and blue.
    pub(super) fn rgb(&self) -> [u8; 3] {
        let number =
            u32::from_str_radix(self.colour.trim_start_matches('#'), 16).unwrap_or_default();
        let [_, red, green, blue] = number.to_be_bytes();
        [red, green, blue]
    }
}

fn of_codes(raster: &Raster) -> Vec<RasterClass> {
    let mut cells: BTreeMap<i64, usize> = BTreeMap::new();
    for value in raster.known_values() {
        *cells.entry(value as i64).or_default() += 1;
    }
    let mut codes: Vec<(i64, usize)> = cells.into_iter().collect();
    codes.sort_by_key(|(_, cells)| std::cmp::Reverse(*cells));
    codes.truncate(MOST_CODES);
    codes.sort_unstable();
    let class = |((code, _), colour): ((i64, usize), &&str)| RasterClass {
        from: code as f64,
        to: None,
        is_code: true,
        colour: (*colour).to_owned(),
    };
    codes
        .into_iter()
        .zip(CODE_COLOURS.iter().cycle())
        .map(class)
        .collect()
}
