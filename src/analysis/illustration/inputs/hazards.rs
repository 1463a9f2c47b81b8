//! Illustrative hazard zones: two around each shipped danger spot, the worse one inside the other.

use geo::{Coord, Geometry, LineString, Polygon};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{Batch, Sketch, count, moved, random, text};
use crate::model::{AttributeValue, Place, PlaceKind, Snapshot, Text};

/// Corners of a zone.
const CORNERS: u32 = 18;
/// How far the inner zone reaches from its spot, metres.
const INNER_M: std::ops::Range<f64> = 300.0..750.0;
/// How much farther the outer zone reaches.
const OUTER_FACTOR: f64 = 1.7;

/// The layer of landslide zones.
pub(super) fn landslide_zones(snapshot: &Snapshot) -> Batch {
    Batch {
        kind: PlaceKind::LandslideZone,
        id: "landslide-zones",
        title: Text::new("Vùng nguy cơ sạt lở", "Landslide zones"),
        method: "Irregular shapes around the shipped danger spots.",
        places: zones(snapshot, false, 6),
    }
}

/// The layer of flash-flood zones.
pub(super) fn flash_flood_zones(snapshot: &Snapshot) -> Batch {
    Batch {
        kind: PlaceKind::FlashFloodZone,
        id: "flash-flood-zones",
        title: Text::new("Vùng lũ quét", "Flash-flood zones"),
        method: "Irregular shapes around the shipped flash-flood fords.",
        places: zones(snapshot, true, 7),
    }
}

fn is_flood(spot: &Place) -> bool {
    spot.attributes.get("spot_kind") == Some(&text("flash-flood-ford"))
}

fn zones(snapshot: &Snapshot, of_floods: bool, stream: u64) -> Vec<Sketch> {
    let mut random = random(stream);
    let mut zones = Vec::new();
    let spots = snapshot.places().of_kind(PlaceKind::LandslideSpot);
    for spot in spots.filter(|spot| is_flood(spot) == of_floods) {
        let Some(Geometry::Point(point)) = &spot.geometry else {
            continue;
        };
        let (inner, outer) = if random.random_range(0..2) == 0 {
            ("very-high", "high")
        } else {
            ("high", "medium")
        };
        let radii = radii(&mut random);
        for (part, class, factor) in [("inner", inner, 1.0), ("outer", outer, OUTER_FACTOR)] {
            zones.push(Sketch {
                id: format!("zone-{part}-{}", spot.id),
                name: format!("Vùng nguy cơ {}", spot.name),
                geometry: Geometry::Polygon(zone(point.0, &radii, factor)),
                attributes: vec![("hazard_class", text(class)), ("map_scale", count(10_000))]
                    as Vec<(&'static str, AttributeValue)>,
            });
        }
    }
    zones
}

fn radii(random: &mut ChaCha8Rng) -> Vec<f64> {
    let mean: f64 = random.random_range(INNER_M);
    (0..CORNERS)
        .map(|_| mean * random.random_range(0.75..1.25))
        .collect()
}

/// A star-shaped ring around the spot: such a ring never crosses itself.
fn zone(spot: Coord<f64>, radii: &[f64], factor: f64) -> Polygon<f64> {
    let step = 360.0 / f64::from(CORNERS);
    let ring: LineString<f64> = (0..CORNERS)
        .rev()
        .zip(radii)
        .map(|(corner, radius)| moved(spot, f64::from(corner) * step, radius * factor))
        .collect();
    Polygon::new(ring, Vec::new())
}
