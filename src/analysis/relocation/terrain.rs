//! What heights say of the ground: how steep it is, and how far a slide may run.

use super::grid::Grid;

/// Slope of each cell in degrees; not a number at the edge and beside cells without a height.
///
/// # Source
/// B. K. P. Horn, Hill shading and the reflectance map, Proceedings of the IEEE 69 (1981): weighted differences of
/// the eight neighbours.
#[must_use]
pub fn slope_degrees(grid: &Grid, heights: &[f64]) -> Vec<f64> {
    let mut slopes = vec![f64::NAN; grid.cells()];
    for row in 1..grid.height.saturating_sub(1) {
        let (width_m, height_m) = grid.cell_size_m(row);
        for column in 1..grid.width.saturating_sub(1) {
            let cell = row * grid.width + column;
            let (above, below) = (cell - grid.width, cell + grid.width);
            let at = |cell: usize| heights[cell];
            let east = at(above + 1) + 2.0 * at(cell + 1) + at(below + 1);
            let west = at(above - 1) + 2.0 * at(cell - 1) + at(below - 1);
            let south = at(below - 1) + 2.0 * at(below) + at(below + 1);
            let north = at(above - 1) + 2.0 * at(above) + at(above + 1);
            let rise = ((east - west) / (8.0 * width_m)).hypot((north - south) / (8.0 * height_m));
            slopes[cell] = rise.atan().to_degrees();
        }
    }
    slopes
}

/// The ratio of fall height to length of a landslide of a volume in cubic metres.
///
/// # Source
/// J. Corominas, The angle of reach as a mobility index for small and large landslides, Canadian Geotechnical Journal
/// 33 (1996): log(H/L) = -0.085 log V - 0.047, all landslides (n = 204, r² = 0.625).
///
/// ```
/// let ratio = nonnuoc::analysis::relocation::reach_ratio(10_000.0);
/// assert!((ratio - 0.410).abs() < 0.001);
/// ```
#[must_use]
pub fn reach_ratio(volume_m3: f64) -> f64 {
    10_f64.powf(-0.085 * volume_m3.log10() - 0.047)
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;

    #[test]
    fn a_plane_has_the_slope_that_it_was_given() {
        let grid = grid(5, 5);
        // 30 m up for each cell of 100 m to the east, 40 m to the south: 50 % in all.
        let heights: Vec<f64> = (0..25)
            .map(|cell| 30.0 * f64::from(cell % 5) + 40.0 * f64::from(cell / 5))
            .collect();
        let slopes = slope_degrees(&grid, &heights);
        assert!((slopes[12].to_radians().tan() - 0.5).abs() < 1e-4);
        assert!(slopes[0].is_nan() && slopes[4].is_nan());
    }

    #[test]
    fn a_missing_height_leaves_the_slope_beside_it_unknown() {
        let grid = grid(5, 5);
        let mut heights = vec![100.0; 25];
        heights[0] = f64::NAN;
        let slopes = slope_degrees(&grid, &heights);
        assert!(slopes[6].is_nan());
        assert_eq!(slopes[12].to_string(), "0");
    }
}
