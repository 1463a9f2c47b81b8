//! What lies inside the map's frame, from the ground up, in the order of the screen.

use geo::{Coord, Geometry, LineString, MultiPolygon, Polygon};

use super::marks::{AREA_OPACITY, Mark, area_colour, mark_of, offset_of};
use super::svg::Svg;
use super::view::View;
use crate::geometry::borders::BorderClass;
use crate::model::map_sheet::{DrawnShape, MapSheet, PRINT, SheetLayer, SheetUnit, UnitFill};
use crate::model::{AttributeValue, LayerContent, Place, PlaceKind};

/// Vertices nearer to each other than this on paper are one, millimetres.
const FINEST_MM: f64 = 0.05;
/// How large things are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// The height of commune names, millimetres.
    pub(super) name: f64,
    /// How long a pixel of the screen is on paper, millimetres.
    pub(super) pixel: f64,
}

/// A map being drawn.
pub(super) struct Drawing<'a> {
    pub(super) svg: &'a mut Svg,
    pub(super) view: &'a View,
    pub(super) sheet: &'a MapSheet,
    pub(super) sizes: Sizes,
}

impl Drawing<'_> {
    /// Everything but names.
    pub(super) fn ground(&mut self) {
        self.svg
            .rectangle(&self.view.frame, &format!("fill=\"{}\"", PRINT.outside));
        let sheet = self.sheet;
        for shown in &sheet.units {
            self.unit(shown);
        }
        for shown in &sheet.layers {
            self.areas(shown);
        }
        for shown in &sheet.layers {
            self.lines_below(shown);
        }
        self.drawn(true);
        self.borders();
        if let Some(shown) = sheet.picked.and_then(|at| sheet.units.get(at)) {
            let outline = self.areas_path(&shown.boundary.geometry);
            self.svg.path(&outline, &stroke(PRINT.ink, 0.75, ""));
        }
        for shown in &sheet.layers {
            self.corridors(shown);
        }
        for shown in &sheet.units {
            if let Some((at, mark)) = self.status_mark(shown) {
                let mark = mark.draw(at.x, at.y, self.sizes.pixel);
                self.svg.raw(mark);
            }
        }
        self.drawn(false);
        for shown in &sheet.layers {
            self.marks(shown);
        }
    }

    /// The mark of a commune's class in its middle; none where classes have none.
    pub(super) fn status_mark(&self, shown: &SheetUnit) -> Option<(Coord<f64>, Mark<'_>)> {
        let UnitFill::Class(class) = shown.fill else {
            return None;
        };
        let row = self.sheet.shading.as_ref()?.rows.get(class)?;
        let at = self.view.place(shown.label?.to_point().0);
        let mark = Mark::of_status(row.mark?, &row.colour);
        self.view.sees(at).then_some((at, mark))
    }

    fn unit(&mut self, shown: &SheetUnit) {
        let path = self.areas_path(&shown.boundary.geometry);
        let rows = self
            .sheet
            .shading
            .as_ref()
            .map(|shading| shading.rows.as_slice());
        let look = match shown.fill {
            UnitFill::Plain => format!("fill=\"{}\"", PRINT.land),
            UnitFill::NoData => {
                self.svg.path(&path, &format!("fill=\"{}\"", PRINT.land));
                "fill=\"url(#no-data)\"".to_owned()
            }
            UnitFill::Class(class) => {
                let colour = rows
                    .and_then(|rows| rows.get(class))
                    .map_or(PRINT.land, |row| row.colour.as_str());
                format!("class=\"class-{class}\" fill=\"{colour}\"")
            }
        };
        self.svg
            .path(&path, &format!("fill-rule=\"evenodd\" {look}"));
    }

    fn areas(&mut self, shown: &SheetLayer) {
        for place in &shown.places {
            let path = match &place.geometry {
                Some(Geometry::Polygon(area)) => self.area_path(area),
                Some(Geometry::MultiPolygon(areas)) => self.areas_path(areas),
                _ => continue,
            };
            let colour = area_colour(place.kind);
            let look = format!(
                "fill=\"{colour}\" fill-opacity=\"{AREA_OPACITY}\" fill-rule=\"evenodd\" stroke=\"{colour}\" stroke-width=\"0.2\""
            );
            self.svg.path(&path, &look);
        }
    }

    fn lines_below(&mut self, shown: &SheetLayer) {
        let (colour, width) = match shown.layer.content {
            LayerContent::Places(PlaceKind::Corridor)
            | LayerContent::Boundaries
            | LayerContent::Raster(_) => return,
            LayerContent::Places(PlaceKind::River) => (PRINT.water, 0.4),
            LayerContent::Places(PlaceKind::Road) => (PRINT.road, 0.35),
            LayerContent::Places(_) => (PRINT.plain, 0.3),
        };
        for line in shown.places.iter().flat_map(|place| lines_of(place)) {
            let path = self.line_path(&line.0);
            self.svg
                .path(&path, &stroke(colour, width, "stroke-linecap=\"round\""));
        }
    }

    /// What the asker has drawn: areas below the borders, lines and points above. What the legend tells first is on top.
    fn drawn(&mut self, is_below: bool) {
        let sheet = self.sheet;
        for shape in sheet.drawn.iter().rev() {
            let colour = shape_colour(shape);
            for geometry in parts(&shape.geometry) {
                match (geometry, is_below) {
                    (Geometry::Polygon(area), true) => {
                        let path = self.area_path(area);
                        let look = format!(
                            "fill=\"{colour}\" fill-opacity=\"0.18\" fill-rule=\"evenodd\" stroke=\"{colour}\" stroke-width=\"0.3\""
                        );
                        self.svg.path(&path, &look);
                    }
                    (Geometry::MultiPolygon(areas), true) => {
                        let path = self.areas_path(areas);
                        let look = format!(
                            "fill=\"{colour}\" fill-opacity=\"0.18\" fill-rule=\"evenodd\" stroke=\"{colour}\" stroke-width=\"0.3\""
                        );
                        self.svg.path(&path, &look);
                    }
                    (Geometry::LineString(line), false) => self.drawn_line(line, colour),
                    (Geometry::MultiLineString(lines), false) => {
                        lines.iter().for_each(|line| self.drawn_line(line, colour));
                    }
                    (Geometry::Point(point), false) => self.drawn_point(point.0, shape),
                    (Geometry::MultiPoint(points), false) => {
                        points
                            .iter()
                            .for_each(|point| self.drawn_point(point.0, shape));
                    }
                    _ => {}
                }
            }
        }
    }

    fn drawn_line(&mut self, line: &LineString<f64>, colour: &str) {
        let path = self.line_path(&line.0);
        self.svg
            .path(&path, &stroke(PRINT.halo, 1.0, "stroke-linecap=\"round\""));
        self.svg
            .path(&path, &stroke(colour, 0.55, "stroke-linecap=\"round\""));
    }

    fn drawn_point(&mut self, place: Coord<f64>, shape: &DrawnShape) {
        let at = self.view.place(place);
        if self.view.sees(at) {
            let mark = Mark::of_point(shape.mark, shape_colour(shape), shape.is_hollow);
            self.svg.raw(mark.draw(at.x, at.y, self.sizes.pixel));
        }
    }

    /// Each border is drawn once, so that dashes do not cover each other.
    fn borders(&mut self) {
        let sheet = self.sheet;
        for (class, colour, width, dash) in [
            (BorderClass::Commune, PRINT.commune_border, 0.18, ""),
            (
                BorderClass::Province,
                PRINT.province_border,
                0.38,
                "stroke-dasharray=\"2 0.7\"",
            ),
            (
                BorderClass::National,
                PRINT.national_border,
                0.6,
                "stroke-dasharray=\"3 0.8 0.6 0.8\"",
            ),
        ] {
            let path: String = sheet
                .borders
                .iter()
                .filter(|border| border.class == class)
                .map(|border| self.line_path(&border.line))
                .collect();
            self.svg.path(&path, &stroke(colour, width, dash));
        }
    }

    fn corridors(&mut self, shown: &SheetLayer) {
        if shown.layer.content != LayerContent::Places(PlaceKind::Corridor) {
            return;
        }
        for place in &shown.places {
            let dash = if is_schematic(place) {
                "stroke-dasharray=\"1.8 1\""
            } else {
                "stroke-linecap=\"round\""
            };
            for line in lines_of(place) {
                let path = self.line_path(&line.0);
                self.svg.path(
                    &path,
                    &stroke(
                        PRINT.halo,
                        6.5 * self.sizes.pixel,
                        "stroke-linecap=\"round\" stroke-opacity=\"0.9\"",
                    ),
                );
                self.svg
                    .path(&path, &stroke(PRINT.corridor, 3.5 * self.sizes.pixel, dash));
            }
        }
    }

    fn marks(&mut self, shown: &SheetLayer) {
        for (at, place) in self.spots(shown) {
            let mark = mark_of(place).draw(at.x, at.y, self.sizes.pixel);
            self.svg.raw(mark);
        }
    }

    /// Where the marks of a layer stand: at the places' own positions, or beside the names of their communes.
    pub(super) fn spots<'b>(&self, shown: &'b SheetLayer) -> Vec<(Coord<f64>, &'b Place)> {
        let mut spots = Vec::new();
        for place in &shown.places {
            let at = match &place.geometry {
                Some(Geometry::Point(point)) => vec![self.view.place(point.0)],
                Some(Geometry::MultiPoint(points)) => points
                    .iter()
                    .map(|point| self.view.place(point.0))
                    .collect(),
                Some(_) => Vec::new(),
                None => self.unit_spots(place),
            };
            let aside = offset_of(place) * self.sizes.pixel;
            spots.extend(
                at.into_iter()
                    .map(|at| at + aside)
                    .filter(|at| self.view.sees(*at))
                    .map(|at| (at, place.as_ref())),
            );
        }
        spots
    }

    fn unit_spots(&self, place: &Place) -> Vec<Coord<f64>> {
        let aside = match place.kind {
            PlaceKind::IndustrialCluster => 0.0,
            PlaceKind::ProcessingArea => 24.0,
            _ => -24.0,
        };
        let shift = Coord { x: aside, y: -22.0 } * self.sizes.pixel;
        let of_unit = |shown: &&SheetUnit| place.unit_codes.contains(shown.unit.code());
        let labels = self
            .sheet
            .units
            .iter()
            .filter(of_unit)
            .filter_map(|shown| shown.label);
        labels
            .map(|label| self.view.place(label.to_point().0) + shift)
            .collect()
    }

    fn areas_path(&self, areas: &MultiPolygon<f64>) -> String {
        areas.iter().map(|area| self.area_path(area)).collect()
    }

    fn area_path(&self, area: &Polygon<f64>) -> String {
        let rings = std::iter::once(area.exterior()).chain(area.interiors());
        rings
            .map(|ring| {
                let path = self.line_path(&ring.0);
                if path.is_empty() { path } else { path + "Z" }
            })
            .collect()
    }

    /// A path through the positions, fine enough for print; empty where none of it can be seen.
    fn line_path(&self, line: &[Coord<f64>]) -> String {
        let places: Vec<Coord<f64>> = line.iter().map(|place| self.view.place(*place)).collect();
        if !self.may_see(&places) {
            return String::new();
        }
        let mut kept: Vec<Coord<f64>> = Vec::new();
        for (index, at) in places.iter().enumerate() {
            let is_end = index + 1 == places.len();
            let is_far = |last: &Coord<f64>| (at.x - last.x).hypot(at.y - last.y) >= FINEST_MM;
            if is_end || kept.last().is_none_or(is_far) {
                kept.push(*at);
            }
        }
        let steps: Vec<String> = kept
            .iter()
            .map(|at| format!("{:.2} {:.2}", at.x, at.y))
            .collect();
        format!("M{}", steps.join("L"))
    }

    fn may_see(&self, places: &[Coord<f64>]) -> bool {
        let frame = &self.view.frame;
        let is_past = |test: &dyn Fn(&Coord<f64>) -> bool| places.iter().all(test);
        !places.is_empty()
            && !is_past(&|at| at.x < frame.x)
            && !is_past(&|at| at.x > frame.right())
            && !is_past(&|at| at.y < frame.y)
            && !is_past(&|at| at.y > frame.bottom())
    }
}

fn stroke(colour: &str, width: f64, more: &str) -> String {
    format!(
        "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.3}\" stroke-linejoin=\"round\" {more}"
    )
}

/// The colour of a shape that the asker has drawn.
pub(super) fn shape_colour(shape: &DrawnShape) -> &str {
    shape.colour.as_deref().unwrap_or(PRINT.result)
}

/// Whether no centreline was surveyed.
pub(super) fn is_schematic(place: &Place) -> bool {
    matches!(place.attributes.get("status"), Some(AttributeValue::Text(status)) if status == "schematic")
}

/// The lines of a place; none where it is no line.
pub(super) fn lines_of(place: &Place) -> Vec<&LineString<f64>> {
    match &place.geometry {
        Some(Geometry::LineString(line)) => vec![line],
        Some(Geometry::MultiLineString(lines)) => lines.iter().collect(),
        _ => Vec::new(),
    }
}

/// The members of a collection, or the geometry itself.
fn parts(geometry: &Geometry<f64>) -> Vec<&Geometry<f64>> {
    match geometry {
        Geometry::GeometryCollection(members) => members.iter().flat_map(parts).collect(),
        other => vec![other],
    }
}
