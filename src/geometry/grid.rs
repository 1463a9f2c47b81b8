//! Points on an integer grid, where equality and orientation are exact.

/// The grid of stored borders: ten million steps a degree, so one step is at most 11.1 mm on the ground.
pub const STEPS_PER_DEGREE: f64 = 1e7;

/// A point of an integer grid; which grid is the caller's business (1e-7° for stored borders, tile units
/// while a tile is drawn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GridPoint {
    /// Steps to the east.
    pub x: i32,
    /// Steps to the north (to the south in the grids of tiles).
    pub y: i32,
}

impl GridPoint {
    /// A point from its steps.
    #[must_use]
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// The nearest point of the 1e-7° grid, or `None` when the place is not on the globe.
    ///
    /// # Input
    /// Longitude and latitude on WGS 84, in degrees.
    #[must_use]
    pub fn from_degrees(longitude: f64, latitude: f64) -> Option<Self> {
        let is_on_globe = longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
        is_on_globe.then(|| Self {
            x: (longitude * STEPS_PER_DEGREE).round() as i32,
            y: (latitude * STEPS_PER_DEGREE).round() as i32,
        })
    }

    /// Longitude and latitude in degrees of a point of the 1e-7° grid.
    #[must_use]
    pub fn degrees(self) -> geo::Coord<f64> {
        geo::Coord {
            x: f64::from(self.x) / STEPS_PER_DEGREE,
            y: f64::from(self.y) / STEPS_PER_DEGREE,
        }
    }

    /// The step from here to another point.
    #[must_use]
    pub fn to(self, other: Self) -> (i64, i64) {
        (
            i64::from(other.x) - i64::from(self.x),
            i64::from(other.y) - i64::from(self.y),
        )
    }
}

/// The cross product of two steps: positive when `b` lies to the left of `a` (y to the north).
#[must_use]
pub fn cross(a: (i64, i64), b: (i64, i64)) -> i128 {
    i128::from(a.0) * i128::from(b.1) - i128::from(a.1) * i128::from(b.0)
}

/// The dot product of two steps.
#[must_use]
pub fn dot(a: (i64, i64), b: (i64, i64)) -> i128 {
    i128::from(a.0) * i128::from(b.0) + i128::from(a.1) * i128::from(b.1)
}

/// Twice the signed area of triangle `a b c`: positive when the turn is to the left (y to the north).
#[must_use]
pub fn turn(a: GridPoint, b: GridPoint, c: GridPoint) -> i128 {
    cross(a.to(b), a.to(c))
}

/// Twice the signed area of a ring whose first point is not repeated at its end; positive when it runs
/// counter-clockwise (y to the north).
#[must_use]
pub fn twice_area(ring: &[GridPoint]) -> i128 {
    let Some(&origin) = ring.first() else {
        return 0;
    };
    ring.windows(2)
        .map(|pair| turn(origin, pair[0], pair[1]))
        .sum()
}

/// Whether a point lies inside a ring (first point not repeated); a point on the ring may fall either way.
#[must_use]
pub fn is_inside(point: GridPoint, ring: &[GridPoint]) -> bool {
    let mut is_inside = false;
    let Some(&last) = ring.last() else {
        return false;
    };
    let mut a = last;
    for &b in ring {
        if (a.y > point.y) != (b.y > point.y) {
            let is_left = turn(a, b, point) > 0;
            if is_left == (b.y > a.y) {
                is_inside = !is_inside;
            }
        }
        a = b;
    }
    is_inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i32, y: i32) -> GridPoint {
        GridPoint::new(x, y)
    }

    #[test]
    fn degrees_survive_the_grid() {
        let place = GridPoint::from_degrees(106.206_826_1, 22.651_562).unwrap();
        assert_eq!((place.x, place.y), (1_062_068_261, 226_515_620));
        let degrees = place.degrees();
        assert_eq!(GridPoint::from_degrees(degrees.x, degrees.y), Some(place));
        assert_eq!(GridPoint::from_degrees(180.1, 0.0), None);
        assert_eq!(GridPoint::from_degrees(f64::NAN, 0.0), None);
    }

    #[test]
    fn areas_are_signed_and_exact_over_the_whole_globe() {
        let square = [point(0, 0), point(10, 0), point(10, 10), point(0, 10)];
        assert_eq!(twice_area(&square), 200);
        let reversed: Vec<_> = square.iter().rev().copied().collect();
        assert_eq!(twice_area(&reversed), -200);
        let edge = 1_800_000_000;
        let globe = [
            point(-edge, -edge),
            point(edge, -edge),
            point(edge, edge),
            point(-edge, edge),
        ];
        assert_eq!(
            twice_area(&globe),
            2 * i128::from(2 * i64::from(edge)).pow(2)
        );
    }

    #[test]
    fn inside_is_told_from_outside() {
        let bent = [
            point(0, 0),
            point(10, 0),
            point(10, 10),
            point(5, 2),
            point(0, 10),
        ];
        assert!(is_inside(point(1, 5), &bent));
        assert!(!is_inside(point(5, 6), &bent));
        assert!(!is_inside(point(11, 5), &bent));
    }
}
