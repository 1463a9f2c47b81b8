//! Where on the sheet a place lies.

use geo::Coord;

use super::svg::Frame;
use crate::geometry::Bounds;
use crate::geometry::vn2000::Vn2000Grid;

/// The part of round scales.
const ROUND: [f64; 23] = [
    1.0, 1.1, 1.2, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5,
    7.0, 7.5, 8.0, 8.5, 9.0,
];
/// How much of the frame stays free at each edge.
const AIR: f64 = 0.008;

/// A frame onto the grid VN-2000 at one scale. The grid's own scale is within 0.02 % of the ground's over the
/// province, and so is the sheet's.
#[derive(Debug)]
pub(super) struct View {
    grid: Vn2000Grid,
    pub(super) frame: Frame,
    centre: Coord<f64>,
    /// The scale's denominator.
    pub(super) denominator: f64,
}

impl View {
    /// A view of the extent: at the given scale, or else at the largest round one at which all of it fits.
    pub(super) fn new(frame: Frame, extent: Bounds, scale: Option<u32>) -> Self {
        let grid = Vn2000Grid::default();
        let (min, max) = box_on_grid(&grid, extent);
        let centre = Coord {
            x: f64::midpoint(min.x, max.x),
            y: f64::midpoint(min.y, max.y),
        };
        let room = 1.0 - 2.0 * AIR;
        let least = ((max.x - min.x) / (frame.width * room))
            .max((max.y - min.y) / (frame.height * room))
            * 1000.0;
        Self {
            grid,
            frame,
            centre,
            denominator: scale.map_or_else(|| rounded_up(least), f64::from),
        }
    }

    /// Millimetres on the sheet.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84.
    pub(super) fn place(&self, lon_lat: Coord<f64>) -> Coord<f64> {
        self.place_on_grid(self.grid.project(lon_lat))
    }

    /// The same for easting and northing in metres.
    pub(super) fn place_on_grid(&self, metres: Coord<f64>) -> Coord<f64> {
        let mm = 1000.0 / self.denominator;
        Coord {
            x: self.frame.x + self.frame.width / 2.0 + (metres.x - self.centre.x) * mm,
            y: self.frame.y + self.frame.height / 2.0 - (metres.y - self.centre.y) * mm,
        }
    }

    /// Longitude and latitude in degrees, WGS 84, of a place on the sheet; the inverse of [`View::place`].
    #[cfg(any(test, feature = "maplibre-rs"))]
    pub(super) fn lon_lat(&self, mm: Coord<f64>) -> Coord<f64> {
        let metres = self.denominator / 1000.0;
        self.grid.unproject(Coord {
            x: self.centre.x + (mm.x - self.frame.x - self.frame.width / 2.0) * metres,
            y: self.centre.y - (mm.y - self.frame.y - self.frame.height / 2.0) * metres,
        })
    }

    /// Easting and northing of the frame's lower left and upper right corner, metres.
    pub(super) fn corners(&self) -> (Coord<f64>, Coord<f64>) {
        let half = Coord {
            x: self.frame.width / 2.0,
            y: self.frame.height / 2.0,
        } * (self.denominator / 1000.0);
        (self.centre - half, self.centre + half)
    }

    /// How long so many metres are on the sheet, millimetres.
    pub(super) fn length_mm(&self, metres: f64) -> f64 {
        metres * 1000.0 / self.denominator
    }

    /// Whether the position is inside the frame.
    pub(super) fn sees(&self, at: Coord<f64>) -> bool {
        self.frame.holds(&Frame::around(at.x, at.y, 0.0, 0.0))
    }
}

/// The box around the extent on the grid: its edges are curves there, so that points along them count too.
fn box_on_grid(grid: &Vn2000Grid, extent: Bounds) -> (Coord<f64>, Coord<f64>) {
    let Bounds {
        west,
        south,
        east,
        north,
    } = extent;
    let steps = (0..=8).map(|step| f64::from(step) / 8.0);
    let places = steps.flat_map(|share| {
        let (lon, lat) = (
            west + (east - west) * share,
            south + (north - south) * share,
        );
        [(lon, south), (lon, north), (west, lat), (east, lat)]
    });
    let mut min = Coord {
        x: f64::INFINITY,
        y: f64::INFINITY,
    };
    let mut max = Coord {
        x: f64::NEG_INFINITY,
        y: f64::NEG_INFINITY,
    };
    for (x, y) in places {
        let at = grid.project(Coord { x, y });
        min = Coord {
            x: min.x.min(at.x),
            y: min.y.min(at.y),
        };
        max = Coord {
            x: max.x.max(at.x),
            y: max.y.max(at.y),
        };
    }
    (min, max)
}

/// The least round number that is not below.
pub(super) fn rounded_up(number: f64) -> f64 {
    let power = 10_f64.powf(number.max(1.0).log10().floor());
    let digits = number / power;
    let round = ROUND.iter().find(|round| **round >= digits - 1e-9);
    (round.map_or(10.0, |round| *round) * power).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic::distance_m;
    use geo::coord;

    const FRAME: Frame = Frame {
        x: 12.0,
        y: 25.0,
        width: 200.0,
        height: 140.0,
    };
    const PROVINCE: Bounds = Bounds {
        west: 105.26,
        south: 22.35,
        east: 106.84,
        north: 23.12,
    };

    #[test]
    fn scales_are_round_and_the_extent_fits() {
        assert_eq!(
            (
                rounded_up(812_345.0),
                rounded_up(500_000.0),
                rounded_up(95.0)
            ),
            (850_000.0, 500_000.0, 100.0)
        );
        let view = View::new(FRAME, PROVINCE, None);
        for corner in [
            (105.26, 22.35),
            (106.84, 22.35),
            (105.26, 23.12),
            (106.84, 23.12),
        ] {
            assert!(view.sees(view.place(corner.into())), "{corner:?}");
        }
    }

    #[test]
    fn a_place_on_the_sheet_comes_back() {
        let view = View::new(FRAME, PROVINCE, None);
        let place = coord! {x: 106.1, y: 22.7};
        let back = view.lon_lat(view.place(place));
        assert!(distance_m(place, back) < 0.01, "{back:?}");
    }

    /// Lengths on the sheet against geodesics, in all directions and at both ends of the province.
    #[test]
    fn the_scale_is_true_within_two_parts_in_ten_thousand() {
        let view = View::new(FRAME, PROVINCE, Some(700_000));
        for (a, b) in [
            (coord! {x: 105.3, y: 22.9}, coord! {x: 105.6, y: 22.9}),
            (coord! {x: 106.8, y: 22.4}, coord! {x: 106.8, y: 22.8}),
            (coord! {x: 106.5, y: 22.4}, coord! {x: 106.84, y: 22.7}),
            (coord! {x: 105.3, y: 23.1}, coord! {x: 106.8, y: 22.36}),
        ] {
            let (p, q) = (view.place(a), view.place(b));
            let ground_m = (p.x - q.x).hypot(p.y - q.y) * 700.0;
            let error = ground_m / distance_m(a, b) - 1.0;
            assert!(error.abs() < 2e-4, "{a:?} {b:?} {error}");
        }
    }
}
