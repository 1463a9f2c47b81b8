//! The box around something.

use geo::{BoundingRect, Geometry};
use serde::{Deserialize, Serialize};

/// A box in degrees on WGS 84, written `[west, south, east, north]` as in `GeoJSON`.
///
/// # Assumptions
/// It never crosses the antimeridian: the programme's provinces do not.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The box around a geometry; `None` where the geometry is empty.
    #[must_use]
    pub fn of(geometry: &Geometry<f64>) -> Option<Self> {
        geometry.bounding_rect().map(Self::from)
    }

    /// The least box that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether the two boxes share at least a point.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }
}

impl From<geo::Rect<f64>> for Bounds {
    fn from(rect: geo::Rect<f64>) -> Self {
        Self {
            west: rect.min().x,
            south: rect.min().y,
            east: rect.max().x,
            north: rect.max().y,
        }
    }
}

impl From<[f64; 4]> for Bounds {
    fn from([west, south, east, north]: [f64; 4]) -> Self {
        Self {
            west,
            south,
            east,
            north,
        }
    }
}

impl From<Bounds> for [f64; 4] {
    fn from(bounds: Bounds) -> Self {
        [bounds.west, bounds.south, bounds.east, bounds.north]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_meet_also_at_a_corner() {
        let here = Bounds::from([0.0, 0.0, 1.0, 1.0]);
        assert!(here.intersects(Bounds::from([1.0, 1.0, 2.0, 2.0])));
        assert!(!here.intersects(Bounds::from([1.1, 0.0, 2.0, 1.0])));
    }
}
