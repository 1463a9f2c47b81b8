//! The small pictures beside the explanations of the legend.

use geo::Geometry;

use super::drawing::shape_colour;
use super::marks::Mark;
use super::svg::{Frame, Svg};
use crate::model::map_sheet::{DrawnShape, MarkShape, PRINT};

/// How long a pixel of the screen is, by the size of the type.
const PIXEL: f64 = 0.066;

/// What stands beside an explanation.
#[derive(Debug, Clone)]
pub(super) enum Swatch {
    Colour(String),
    /// A class whose communes bear a mark.
    Marked(String, MarkShape),
    Hatch,
    Mark(Mark<'static>),
    Line {
        colour: String,
        is_dashed: bool,
        has_casing: bool,
    },
    Area(String),
    Point {
        mark: MarkShape,
        colour: String,
        is_hollow: bool,
    },
}

impl Swatch {
    /// A thin line.
    pub(super) fn line(colour: &str) -> Self {
        Self::Line {
            colour: colour.to_owned(),
            is_dashed: false,
            has_casing: false,
        }
    }

    /// What the asker has drawn: a dot, a line or an area.
    pub(super) fn of_drawn(shape: &DrawnShape) -> Self {
        let colour = shape_colour(shape);
        match shape.geometry {
            Geometry::Point(_) | Geometry::MultiPoint(_) => Self::Point {
                mark: shape.mark,
                colour: colour.to_owned(),
                is_hollow: shape.is_hollow,
            },
            Geometry::LineString(_) | Geometry::MultiLineString(_) => Self::line(colour),
            _ => Self::Area(colour.to_owned()),
        }
    }

    /// Draws it from `x` on, about the height `middle`, beside text of that size.
    pub(super) fn draw(&self, svg: &mut Svg, x: f64, middle: f64, size: f64) {
        let wide = size * 2.2;
        let frame = Frame {
            x,
            y: middle - size * 0.6,
            width: wide,
            height: size * 1.2,
        };
        let edge = format!("stroke=\"{}\" stroke-width=\"0.12\"", PRINT.commune_border);
        match self {
            Self::Colour(colour) => svg.rectangle(&frame, &format!("fill=\"{colour}\" {edge}")),
            Self::Hatch => svg.rectangle(&frame, &format!("fill=\"url(#no-data)\" {edge}")),
            Self::Area(colour) => svg.rectangle(
                &frame,
                &format!("fill=\"{colour}\" fill-opacity=\"0.28\" stroke=\"{colour}\" stroke-width=\"0.25\""),
            ),
            Self::Marked(colour, mark) => {
                svg.rectangle(&frame, &format!("fill=\"{colour}\" {edge}"));
                let mark = Mark::of_status(*mark, colour);
                svg.raw(mark.draw(x + wide / 2.0, middle, size * PIXEL));
            }
            Self::Point {
                mark,
                colour,
                is_hollow,
            } => {
                let mark = Mark::of_point(*mark, colour, *is_hollow);
                svg.raw(mark.draw(x + wide / 2.0, middle, size * PIXEL));
            }
            Self::Mark(mark) => svg.raw(mark.draw(x + wide / 2.0, middle, size * PIXEL)),
            Self::Line {
                colour,
                is_dashed,
                has_casing,
            } => {
                let (width, dash) = match (is_dashed, has_casing) {
                    (true, true) => (0.6, "stroke-dasharray=\"1.8 1\""),
                    (false, true) => (0.6, ""),
                    (true, false) => (0.5, "stroke-dasharray=\"2 0.7\""),
                    (false, false) => (0.35, ""),
                };
                svg.path(
                    &format!("M{x:.2} {middle:.2}h{wide:.2}"),
                    &format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" {dash}"),
                );
            }
        }
    }
}
