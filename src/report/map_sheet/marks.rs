//! The marks of places: the same shapes and colours as on the screen.
//!
//! # Source
//! `web/src/layers/shapes.ts`, `points.ts`, `gates.ts`, `landslide-spots.ts`.

use crate::model::map_sheet::PRINT;
use crate::model::{AttributeValue, Place, PlaceKind};

const DIAMOND: &str = "M12 2.5 21.5 12 12 21.5 2.5 12Z";
const TRIANGLE: &str = "M12 3.5 22 20.5H2Z";
const SQUARE: &str = "M4.5 4.5h15v15h-15Z";
const CIRCLE: &str = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17Z";
const HEXAGON: &str = "M7 3.5h10l5 8.5-5 8.5H7L2 12Z";
const PLUS: &str = "M8.5 3h7v5.5H21v7h-5.5V21h-7v-5.5H3v-7h5.5Z";
const HOUSE: &str = "M12 2.5 22 11v10.5H2V11Z";
const STAR: &str = "M12 2l2.9 6.4 7 .7-5.3 4.6 1.6 6.9L12 17l-6.2 3.6 1.6-6.9L2.1 9.1l7-.7Z";
const TRAPEZOID: &str = "M7 4.5h10l5 15H2Z";
const SHIELD: &str = "M12 2.5 20.5 5v6.5c0 5-3.5 8.5-8.5 10-5-1.5-8.5-5-8.5-10V5Z";
const PENTAGON: &str = "M12 2.5 22 10l-3.8 11.5H5.8L2 10Z";

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    shape: &'static str,
    /// The edge of its box in pixels of the screen.
    pub(super) size: f64,
    colour: &'static str,
    is_hollow: bool,
    is_dashed: bool,
}

impl Mark {
    /// The mark as SVG, centred at the position; `pixel` is how long a pixel of the screen is on paper.
    pub(super) fn draw(&self, x: f64, y: f64, pixel: f64) -> String {
        let scale = self.size * pixel / 24.0 * 0.86;
        let (fill, edge) = if self.is_hollow {
            (PRINT.halo, 2.6)
        } else {
            (self.colour, 0.9)
        };
        let dash = if self.is_dashed {
            " stroke-dasharray=\"3.4 2\""
        } else {
            ""
        };
        format!(
            "<g transform=\"translate({x:.3} {y:.3}) scale({scale:.4}) translate(-12 -12)\" stroke-linejoin=\"round\">\
             <path d=\"{0}\" fill=\"none\" stroke=\"{1}\" stroke-width=\"4\"/>\
             <path d=\"{0}\" fill=\"{fill}\" stroke=\"{2}\" stroke-width=\"{edge}\"{dash}/></g>",
            self.shape, PRINT.halo, self.colour
        )
    }
}

/// The classes of gates as the legend tells them: the values, the words, the mark.
pub(super) const GATE_CLASSES: [(&[&str], &str, &str, Mark); 4] = [
    (
        &["international"],
        "Cửa khẩu quốc tế",
        "International gate",
        gate(24.0, false),
    ),
    (
        &["bilateral"],
        "Cửa khẩu song phương",
        "Bilateral gate",
        gate(19.0, false),
    ),
    (
        &["local"],
        "Cửa khẩu địa phương (phụ)",
        "Local gate",
        gate(19.0, true),
    ),
    (
        &["crossing", "clearance-lane", "tourism-crossing"],
        "Lối mở, lối thông quan",
        "Crossing, clearance lane",
        gate(14.0, true),
    ),
];

const fn gate(size: f64, is_hollow: bool) -> Mark {
    Mark {
        shape: DIAMOND,
        size,
        colour: PRINT.gate,
        is_hollow,
        is_dashed: false,
    }
}

/// The mark of a place.
pub(super) fn mark_of(place: &Place) -> Mark {
    if place.kind != PlaceKind::BorderGate {
        return mark_of_kind(place.kind, place.geometry.is_none());
    }
    let class = match place.attributes.get("gate_class") {
        Some(AttributeValue::Text(class)) => class.as_str(),
        _ => "",
    };
    GATE_CLASSES
        .iter()
        .find(|(values, ..)| values.contains(&class))
        .map_or(GATE_CLASSES[3].3, |(.., mark)| *mark)
}

/// The mark of a kind; larger, hollow and dashed where only the commune is known.
pub(super) fn mark_of_kind(kind: PlaceKind, is_unit_level: bool) -> Mark {
    let (shape, colour, size) = match kind {
        PlaceKind::BorderGate => (DIAMOND, PRINT.gate, 19.0),
        PlaceKind::LandslideSpot => (TRIANGLE, PRINT.hazard, 18.0),
        PlaceKind::IndustrialCluster => (SQUARE, PRINT.economy, 17.0),
        PlaceKind::ProcessingArea => (HEXAGON, PRINT.economy, 17.0),
        PlaceKind::Project => (TRAPEZOID, PRINT.economy, 17.0),
        PlaceKind::School => (PENTAGON, PRINT.education, 15.0),
        PlaceKind::SatellitePoint => (CIRCLE, PRINT.education, 10.0),
        PlaceKind::HealthFacility => (PLUS, PRINT.health, 16.0),
        PlaceKind::Settlement => (CIRCLE, PRINT.plain, 8.0),
        PlaceKind::RelocationSite => (HOUSE, PRINT.hazard, 16.0),
        PlaceKind::TourismSite => (STAR, PRINT.culture, 18.0),
        PlaceKind::Monument => (SHIELD, PRINT.culture, 18.0),
        PlaceKind::Geopark => (HEXAGON, PRINT.culture, 18.0),
        PlaceKind::Town => (SQUARE, PRINT.plain, 11.0),
        _ => (CIRCLE, PRINT.plain, 9.0),
    };
    Mark {
        shape,
        size: if is_unit_level { size + 3.0 } else { size },
        colour,
        is_hollow: is_unit_level || kind == PlaceKind::SatellitePoint,
        is_dashed: is_unit_level,
    }
}

/// The colour of a layer of areas.
pub(super) fn area_colour(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::LandslideZone | PlaceKind::LandslideSpot => PRINT.hazard,
        PlaceKind::FlashFloodZone => PRINT.flood,
        PlaceKind::Geopark | PlaceKind::Monument | PlaceKind::TourismSite => PRINT.culture,
        _ => PRINT.economy,
    }
}
