//! An illustrative elevation model: smooth noise of several wavelengths.

use rand::RngExt;

use super::{PREFIX, random};
use crate::geometry::Bounds;
use crate::model::raster::{Raster, RasterHeader};

/// Width and height of a cell, degrees: some 240 m.
const CELL_DEGREES: f64 = 0.0022;
/// Cells beyond the units on each side.
const MARGIN: f64 = 12.0;
/// The mean height, metres.
const MEAN_M: f64 = 1_000.0;
/// The lowest and the highest height, metres.
const RANGE_M: (f64, f64) = (300.0, 1_900.0);
/// Wavelengths in degrees with their amplitudes in metres: ranges, valleys, hills, slopes.
const OCTAVES: [(f64, f64); 5] = [
    (0.36, 380.0),
    (0.13, 260.0),
    (0.05, 260.0),
    (0.02, 230.0),
    (0.008, 110.0),
];

/// Made-up heights in metres over an area (degrees on WGS 84), to a tenth of a metre. The same area always gives
/// the same heights. `None` for an area so large that its cells cannot be counted.
///
/// # Source
/// Value noise with the fifth-degree fade of K. Perlin, Improving noise, SIGGRAPH 2002.
#[must_use]
pub fn elevation(area: Bounds) -> Option<Raster> {
    let west = ((area.west / CELL_DEGREES).floor() - MARGIN) * CELL_DEGREES;
    let north = ((area.north / CELL_DEGREES).ceil() + MARGIN) * CELL_DEGREES;
    let width = ((area.east - west) / CELL_DEGREES + MARGIN).ceil().max(1.0) as usize;
    let height = ((north - area.south) / CELL_DEGREES + MARGIN)
        .ceil()
        .max(1.0) as usize;
    let mut heights = vec![MEAN_M; width * height];
    for (stream, (wavelength, amplitude)) in (20..).zip(OCTAVES) {
        add_octave(&mut heights, width, stream, wavelength, amplitude);
    }
    for value in &mut heights {
        *value = (value.clamp(RANGE_M.0, RANGE_M.1) * 10.0).round() / 10.0;
    }
    let header = RasterHeader {
        file: format!("{PREFIX}elevation"),
        band: 1,
        width,
        height,
        west,
        north,
        cell_width: CELL_DEGREES,
        cell_height: CELL_DEGREES,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    Raster::new(header, heights)
}

fn add_octave(heights: &mut [f64], width: usize, stream: u64, wavelength: f64, amplitude: f64) {
    let mut random = random(stream);
    let cells_per_knot = wavelength / CELL_DEGREES;
    let rows = heights.len() / width;
    let across = (width as f64 / cells_per_knot).floor() as usize + 2;
    let down = (rows as f64 / cells_per_knot).floor() as usize + 2;
    let knots: Vec<f64> = (0..across * down)
        .map(|_| random.random_range(-amplitude..amplitude))
        .collect();
    for (row, line) in heights.chunks_exact_mut(width).enumerate() {
        let y = row as f64 / cells_per_knot;
        let (above, v) = (y.floor() as usize, fade(y.fract()));
        for (column, value) in line.iter_mut().enumerate() {
            let x = column as f64 / cells_per_knot;
            let (left, u) = (x.floor() as usize, fade(x.fract()));
            let at = |down: usize, right: usize| knots[(above + down) * across + left + right];
            let top = at(0, 0) + u * (at(0, 1) - at(0, 0));
            let bottom = at(1, 0) + u * (at(1, 1) - at(1, 0));
            *value += top + v * (bottom - top);
        }
    }
}

fn fade(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}
