//! The marks of places: the same shapes and colours as on the screen.
//!
//! # Source
//! `web/src/layers/shapes.ts`, `points.ts`, `gates.ts`, `landslide-spots.ts`.

use geo::Coord;

use crate::model::map_sheet::{MarkShape, PRINT};
use crate::model::{AttributeValue, Place, PlaceKind};

const DIAMOND: &str = "M12 2.5 21.5 12 12 21.5 2.5 12Z";
const TRIANGLE: &str = "M12 3.5 22 20.5H2Z";
const TRIANGLE_DOWN: &str = "M12 20.5 2 3.5H22Z";
const SQUARE: &str = "M4.5 4.5h15v15h-15Z";
const CIRCLE: &str = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17Z";
const HEXAGON: &str = "M7 3.5h10l5 8.5-5 8.5H7L2 12Z";
const PLUS: &str = "M8.5 3h7v5.5H21v7h-5.5V21h-7v-5.5H3v-7h5.5Z";
const HOUSE: &str = "M12 2.5 22 11v10.5H2V11Z";
const STAR: &str = "M12 2l2.9 6.4 7 .7-5.3 4.6 1.6 6.9L12 17l-6.2 3.6 1.6-6.9L2.1 9.1l7-.7Z";
const TRAPEZOID: &str = "M7 4.5h10l5 15H2Z";
const SHIELD: &str = "M12 2.5 20.5 5v6.5c0 5-3.5 8.5-8.5 10-5-1.5-8.5-5-8.5-10V5Z";
const PENTAGON: &str = "M12 2.5 22 10l-3.8 11.5H5.8L2 10Z";

/// How large the mark of a point that the asker has drawn is, pixels of the screen.
const DRAWN_SIZE: f64 = 18.0;
/// How large the mark of a commune's status is.
const STATUS_SIZE: f64 = 15.0;

/// The outline of a shape in a box of 24 × 24.
fn outline(shape: MarkShape) -> &'static str {
    match shape {
        MarkShape::Circle => CIRCLE,
        MarkShape::Diamond => DIAMOND,
        MarkShape::Triangle => TRIANGLE,
        MarkShape::TriangleDown => TRIANGLE_DOWN,
        MarkShape::Square => SQUARE,
        MarkShape::Hexagon => HEXAGON,
        MarkShape::Plus => PLUS,
        MarkShape::House => HOUSE,
        MarkShape::Star => STAR,
        MarkShape::Trapezoid => TRAPEZOID,
        MarkShape::Shield => SHIELD,
        MarkShape::Pentagon => PENTAGON,
    }
}

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark<'a> {
    shape: MarkShape,
    /// The edge of its box in pixels of the screen.
    pub(super) size: f64,
    colour: &'a str,
    is_hollow: bool,
    is_dashed: bool,
    /// How wide the white around it is, in the box of 24; wider where it lies on its own colour.
    halo: f64,
}

/// The white around a mark.
const HALO: f64 = 4.0;
/// That around a mark on an area of its own colour.
const WIDE_HALO: f64 = 9.0;

impl<'a> Mark<'a> {
    /// The mark of a commune's status.
    pub(super) fn of_status(shape: MarkShape, colour: &'a str) -> Self {
        Self {
            shape,
            size: STATUS_SIZE,
            colour,
            is_hollow: false,
            is_dashed: false,
            halo: WIDE_HALO,
        }
    }

    /// The mark of a point that the asker has drawn.
    pub(super) fn of_point(shape: MarkShape, colour: &'a str, is_hollow: bool) -> Self {
        Self {
            shape,
            size: DRAWN_SIZE,
            colour,
            is_hollow,
            is_dashed: false,
            halo: HALO,
        }
    }

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
             <path d=\"{0}\" fill=\"none\" stroke=\"{1}\" stroke-width=\"{3}\"/>\
             <path d=\"{0}\" fill=\"{fill}\" stroke=\"{2}\" stroke-width=\"{edge}\"{dash}/></g>",
            outline(self.shape),
            PRINT.halo,
            self.colour,
            self.halo
        )
    }
}

/// The classes of gates as the legend tells them: the values, the words, the mark.
pub(super) const GATE_CLASSES: [(&[&str], &str, &str, Mark<'static>); 4] = [
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

const fn gate(size: f64, is_hollow: bool) -> Mark<'static> {
    Mark {
        shape: MarkShape::Diamond,
        size,
        colour: PRINT.gate,
        is_hollow,
        is_dashed: false,
        halo: HALO,
    }
}

/// The mark of a place.
pub(super) fn mark_of(place: &Place) -> Mark<'static> {
    if place.kind != PlaceKind::BorderGate {
        return mark_of_kind(place.kind, place.geometry.is_none());
    }
    let class = gate_class(place);
    GATE_CLASSES
        .iter()
        .find(|(values, ..)| values.contains(&class))
        .map_or(GATE_CLASSES[3].3, |(.., mark)| *mark)
}

fn gate_class(place: &Place) -> &str {
    match place.attributes.get("gate_class") {
        Some(AttributeValue::Text(class)) => class,
        _ => "",
    }
}

/// How far (in pixels of the screen) a mark stands from its position: a clearance lane belongs to a gate and is known
/// to be at its spot, so that it stands at the gate's side.
pub(super) fn offset_of(place: &Place) -> Coord<f64> {
    if place.kind == PlaceKind::BorderGate && gate_class(place) == "clearance-lane" {
        Coord { x: 15.0, y: 9.0 }
    } else {
        Coord::zero()
    }
}

/// The mark of a kind; larger, hollow and dashed where only the commune is known.
pub(super) fn mark_of_kind(kind: PlaceKind, is_unit_level: bool) -> Mark<'static> {
    let (shape, colour, size) = match kind {
        PlaceKind::BorderGate => (MarkShape::Diamond, PRINT.gate, 19.0),
        PlaceKind::LandslideSpot => (MarkShape::Triangle, PRINT.hazard, 18.0),
        PlaceKind::IndustrialCluster => (MarkShape::Square, PRINT.economy, 17.0),
        PlaceKind::ProcessingArea => (MarkShape::Hexagon, PRINT.economy, 17.0),
        PlaceKind::Project => (MarkShape::Trapezoid, PRINT.economy, 17.0),
        PlaceKind::School => (MarkShape::Pentagon, PRINT.education, 15.0),
        PlaceKind::SatellitePoint => (MarkShape::Circle, PRINT.education, 10.0),
        PlaceKind::HealthFacility => (MarkShape::Plus, PRINT.health, 16.0),
        PlaceKind::Settlement => (MarkShape::Circle, PRINT.plain, 8.0),
        PlaceKind::RelocationSite => (MarkShape::House, PRINT.hazard, 16.0),
        PlaceKind::TourismSite => (MarkShape::Star, PRINT.culture, 18.0),
        PlaceKind::Monument => (MarkShape::Shield, PRINT.culture, 18.0),
        PlaceKind::Geopark => (MarkShape::Hexagon, PRINT.culture, 18.0),
        PlaceKind::Town => (MarkShape::Square, PRINT.plain, 11.0),
        _ => (MarkShape::Circle, PRINT.plain, 9.0),
    };
    Mark {
        shape,
        size: if is_unit_level { size + 3.0 } else { size },
        colour,
        is_hollow: is_unit_level || kind == PlaceKind::SatellitePoint,
        is_dashed: is_unit_level,
        halo: HALO,
    }
}

/// How strongly areas cover the ground.
pub(super) const AREA_OPACITY: f64 = 0.28;

/// The colour of a layer of areas.
pub(super) fn area_colour(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::LandslideZone | PlaceKind::LandslideSpot => PRINT.hazard,
        PlaceKind::FlashFloodZone => PRINT.flood,
        PlaceKind::Geopark | PlaceKind::Monument | PlaceKind::TourismSite => PRINT.culture,
        _ => PRINT.economy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers and letters of a path, however its decimals are written.
    fn steps(path: &str) -> String {
        let spaced: String = path
            .chars()
            .flat_map(|letter| {
                let parts = letter.is_ascii_alphabetic() || letter == '-';
                let gap = if parts { " " } else { "" };
                gap.chars().chain([letter]).chain(
                    if letter.is_ascii_alphabetic() {
                        " "
                    } else {
                        ""
                    }
                    .chars(),
                )
            })
            .collect();
        let words = spaced.split_whitespace().map(|word| {
            word.parse::<f64>()
                .map_or_else(|_| word.to_owned(), |number| number.to_string())
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_have_the_shapes_of_the_screen() {
        let screen = include_str!("../../../web/src/layers/shapes.ts");
        for shape in [
            MarkShape::Circle,
            MarkShape::Diamond,
            MarkShape::Triangle,
            MarkShape::TriangleDown,
            MarkShape::Square,
            MarkShape::Hexagon,
            MarkShape::Plus,
            MarkShape::House,
            MarkShape::Star,
            MarkShape::Trapezoid,
            MarkShape::Shield,
            MarkShape::Pentagon,
        ] {
            let name = serde_json::to_value(shape).unwrap();
            let name = name.as_str().unwrap();
            let row = screen
                .lines()
                .map(str::trim)
                .find(|line| {
                    line.starts_with(&format!("{name}:")) || line.starts_with(&format!("'{name}':"))
                })
                .unwrap();
            let path = row.trim_end_matches("',").rsplit('\'').next().unwrap();
            assert_eq!(steps(outline(shape)), steps(path), "{name}");
        }
    }
}
