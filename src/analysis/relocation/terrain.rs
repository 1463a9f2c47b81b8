//! What heights say of the ground: how steep it is, and where a slide from steeper ground may come to rest.

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

/// Cells that a slide from a steeper cell within `farthest_m` may reach: the fall to the cell, divided by the
/// distance, is at least `ratio`. Barriers on the way are not looked at, so the reach is on the safe side.
#[must_use]
pub fn run_out(
    grid: &Grid,
    heights: &[f64],
    slopes: &[f64],
    source_degrees: f64,
    ratio: f64,
    farthest_m: f64,
) -> Vec<bool> {
    let mut reached = vec![false; grid.cells()];
    for source in (0..grid.cells()).filter(|&cell| slopes[cell] >= source_degrees) {
        for (cell, distance) in grid.within(source, farthest_m) {
            if heights[source] - heights[cell] >= ratio * distance {
                reached[cell] = true;
            }
        }
    }
    reached
}

/// Cells with ground of at least `source_degrees` above them within `farthest_m`.
#[must_use]
pub fn below_steep_ground(
    grid: &Grid,
    heights: &[f64],
    slopes: &[f64],
    source_degrees: f64,
    farthest_m: f64,
) -> Vec<bool> {
    run_out(
        grid,
        heights,
        slopes,
        source_degrees,
        f64::MIN_POSITIVE,
        farthest_m,
    )
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

    #[test]
    fn a_slide_reaches_as_far_as_its_fall_carries_it() {
        let grid = grid(12, 3);
        let mut heights = vec![0.0; 36];
        let mut slopes = vec![0.0; 36];
        heights[12] = 200.0;
        slopes[12] = 40.0;
        // 200 m of fall at a ratio of 0.4 carry 500 m.
        let reached = run_out(&grid, &heights, &slopes, 30.0, 0.4, 2_000.0);
        assert!(reached[12 + 4] && !reached[12 + 6]);
        let short = run_out(&grid, &heights, &slopes, 30.0, 0.4, 250.0);
        assert!(short[12 + 2] && !short[12 + 3]);
        let below = below_steep_ground(&grid, &heights, &slopes, 30.0, 350.0);
        assert!(
            below[12 + 3] && !below[12 + 4] && !below[12],
            "itself is not above itself"
        );
    }
}
