//! What ways are made of: roads, rivers, heights and what covers the ground, as the data have them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use geo::{Geometry, LineString};
use jiff::civil::Date;

use super::AccessError;
use super::matrix::TravelMethod;
use super::options::{Season, TravelOptions};
use super::speeds::{RoadClass, Surface, speed_kmh};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::{parts, validity};
use crate::model::raster::{Raster, RasterKind};
use crate::model::{AttributeValue, LayerId, Place, PlaceId, PlaceKind, Snapshot};

/// A line that vehicles and walkers may follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Road {
    /// The place that it is part of; none for a drawn one.
    pub place: Option<PlaceId>,
    /// The line, in degrees on WGS 84; its edges are geodesics.
    pub line: LineString<f64>,
    /// Its class.
    pub class: RoadClass,
    /// Its surface.
    pub surface: Surface,
    /// Its own speed in the dry season, kilometres an hour, where it has one.
    pub speed_kmh: Option<f64>,
    /// Whether vehicles may only go the way the line runs.
    pub is_one_way: bool,
    /// The season in which nobody can pass.
    pub closed_season: Option<Season>,
    /// Whether the data say that it has no bridge: then it crosses no river. A road of which they say nothing is taken to
    /// have a bridge or ford wherever it meets one.
    pub has_no_bridge: bool,
}

/// A river whose course is known no better than this cuts no road, metres: it may be drawn on the wrong side of one.
pub const EXACT_RIVER_M: f64 = 100.0;

impl Road {
    /// The speed of a vehicle in a season, kilometres an hour.
    #[must_use]
    pub fn speed_in(&self, options: &TravelOptions) -> f64 {
        match self.speed_kmh {
            Some(own) => {
                let share = |season| self.surface.share(season);
                own * share(options.season) / share(Season::Dry)
            }
            None => speed_kmh(&options.speeds, self.class, self.surface, options.season),
        }
    }
}

/// What keeps people from passing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Barriers {
    /// Rivers: lines, and the banks of wide ones. A walker crosses them on roads alone.
    pub rivers: Vec<LineString<f64>>,
    /// Those of them whose course is known within [`EXACT_RIVER_M`]: they cut roads that have no bridge.
    pub exact_rivers: Vec<LineString<f64>>,
    /// Roads that are closed as a whole.
    pub closed_roads: BTreeSet<PlaceId>,
    /// Shapes that close the pieces of road which they touch; a point closes the piece nearest to it.
    pub closing_shapes: Vec<Geometry<f64>>,
}

/// Everything that ways are worked out from.
#[derive(Debug, Clone, Default)]
pub struct Landscape {
    /// The roads.
    pub roads: Vec<Road>,
    /// How many of the roads were drawn for this question. They stand last.
    pub drawn_roads: usize,
    /// What keeps people from passing.
    pub barriers: Barriers,
    /// Heights above the sea, metres.
    pub elevation: Option<Arc<Raster>>,
    /// Minutes that a kilometre on level ground takes on foot.
    pub friction: Option<Arc<Raster>>,
    /// The class of what covers the ground, by the code of its source.
    pub land_cover: Option<Arc<Raster>>,
    /// Roads whose class is not known.
    pub roads_without_class: usize,
    /// The layers that were read, and what each gave.
    pub layers: BTreeMap<LayerId, Ingredient>,
}

/// What a layer gives to a landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ingredient {
    /// Roads.
    Roads,
    /// Rivers.
    Rivers,
    /// Heights, friction or land cover.
    Ground,
    /// What closes roads.
    Closures,
}

impl Landscape {
    /// Reads the landscape of a day, with the edits and closures of a question.
    ///
    /// # Errors
    /// [`AccessError`] when a closure names what is not known, or a drawn line is faulty.
    pub fn of(
        snapshot: &Snapshot,
        on: Date,
        options: &TravelOptions,
        interrupt: &Interrupt,
    ) -> Result<Self, AccessError> {
        let mut landscape = Self::default();
        for place in snapshot.places().of_kind(PlaceKind::Road) {
            if place.exists_on(on) {
                landscape.add_road(place);
            }
        }
        for place in snapshot.places().of_kind(PlaceKind::River) {
            if place.exists_on(on) {
                landscape.add_river(snapshot, place);
            }
        }
        landscape.elevation = landscape.raster(snapshot, RasterKind::Elevation);
        landscape.friction = landscape.raster(snapshot, RasterKind::Friction);
        if landscape.friction.is_none() && options.cover_rules_in_season().next().is_some() {
            landscape.land_cover = landscape.raster(snapshot, RasterKind::LandCover);
        }
        landscape.add_drawn(options, interrupt)?;
        landscape.add_closures(snapshot, options, interrupt)?;
        Ok(landscape)
    }

    /// The layers on which times of that method rest.
    #[must_use]
    pub fn layers_behind(&self, method: TravelMethod) -> BTreeSet<LayerId> {
        let are_roads_cut = self.roads.iter().any(|road| road.has_no_bridge);
        let is_behind = |ingredient: Ingredient| match (method, ingredient) {
            (TravelMethod::StraightLine, _) | (TravelMethod::Network, Ingredient::Ground) => false,
            (TravelMethod::Network, Ingredient::Rivers) => {
                are_roads_cut && !self.barriers.exact_rivers.is_empty()
            }
            _ => true,
        };
        let layers = self.layers.iter();
        let layers = layers.filter(|(_, ingredient)| is_behind(**ingredient));
        layers.map(|(layer, _)| layer.clone()).collect()
    }

    fn raster(&mut self, snapshot: &Snapshot, kind: RasterKind) -> Option<Arc<Raster>> {
        let (layer, raster) = snapshot.raster_of_kind(kind)?;
        self.layers.insert(layer.id.clone(), Ingredient::Ground);
        Some(raster)
    }

    fn add_river(&mut self, snapshot: &Snapshot, place: &Place) {
        let Some(geometry) = place.geometry.as_ref() else {
            return;
        };
        let banks = banks(geometry);
        let layer = snapshot.layer(&place.layer);
        let of_layer = || layer.and_then(|layer| layer.provenance.accuracy_m);
        let accuracy_m = place.accuracy_m.or_else(of_layer);
        if accuracy_m.is_some_and(|metres| metres <= EXACT_RIVER_M) {
            self.barriers.exact_rivers.extend(banks.iter().cloned());
        }
        let layer = place.layer.clone();
        self.layers.insert(layer, Ingredient::Rivers);
        self.barriers.rivers.extend(banks);
    }

    fn add_road(&mut self, place: &Place) {
        let Some(geometry) = place.geometry.as_ref() else {
            return;
        };
        let layer = place.layer.clone();
        self.layers.insert(layer, Ingredient::Roads);
        let class = text(place, "road_class").and_then(RoadClass::from_name);
        self.roads_without_class += usize::from(class.is_none());
        let class = class.unwrap_or(RoadClass::Commune);
        let surface = text(place, "surface").and_then(Surface::from_name);
        let closed_season = match text(place, "closed_season") {
            Some("rainy") => Some(Season::Rainy),
            Some("dry") => Some(Season::Dry),
            _ => None,
        };
        let speed_kmh = match place.attributes.get("speed_kmh") {
            Some(AttributeValue::Number(speed)) => Some(*speed),
            _ => None,
        };
        self.roads
            .extend(parts::lines(geometry).into_iter().map(|line| Road {
                place: Some(place.id.clone()),
                line,
                class,
                surface: surface.unwrap_or(class.usual_surface()),
                speed_kmh,
                is_one_way: flag(place, "is_one_way") == Some(true),
                closed_season,
                has_no_bridge: flag(place, "is_bridge") == Some(false),
            }));
    }

    fn add_drawn(
        &mut self,
        options: &TravelOptions,
        interrupt: &Interrupt,
    ) -> Result<(), AccessError> {
        let known = self.roads.len();
        for drawn in &options.added_roads {
            validity::check(&drawn.line, interrupt)?;
            let lines = parts::lines(&drawn.line);
            if lines.0.is_empty() {
                return Err(AccessError::NoLine);
            }
            self.roads.extend(lines.into_iter().map(|line| Road {
                place: None,
                line,
                class: drawn.road_class,
                surface: drawn.surface.unwrap_or(drawn.road_class.usual_surface()),
                speed_kmh: drawn.speed_kmh,
                is_one_way: drawn.is_one_way,
                closed_season: None,
                has_no_bridge: false,
            }));
        }
        self.drawn_roads = self.roads.len() - known;
        Ok(())
    }

    fn add_closures(
        &mut self,
        snapshot: &Snapshot,
        options: &TravelOptions,
        interrupt: &Interrupt,
    ) -> Result<(), AccessError> {
        for id in &options.closures.places {
            let place = snapshot.places().get(id);
            let place = place.ok_or_else(|| AccessError::UnknownPlace(id.clone()))?;
            if place.kind == PlaceKind::Road {
                self.barriers.closed_roads.insert(id.clone());
            } else {
                let shape = place.geometry.clone();
                let shape = shape.ok_or_else(|| AccessError::NoPosition(id.clone()))?;
                self.barriers.closing_shapes.push(shape);
                let layer = place.layer.clone();
                self.layers.entry(layer).or_insert(Ingredient::Closures);
            }
        }
        if let Some(line) = &options.closures.line {
            validity::check(line, interrupt)?;
            self.barriers.closing_shapes.push(line.clone());
        }
        Ok(())
    }
}

/// The lines of a geometry and the borders of its areas.
fn banks(geometry: &Geometry<f64>) -> Vec<LineString<f64>> {
    let mut lines = parts::lines(geometry).0;
    for area in parts::areas(geometry) {
        lines.push(area.exterior().clone());
        lines.extend(area.interiors().iter().cloned());
    }
    lines
}

fn flag(place: &Place, name: &str) -> Option<bool> {
    match place.attributes.get(name) {
        Some(AttributeValue::Flag(flag)) => Some(*flag),
        _ => None,
    }
}

fn text<'a>(place: &'a Place, name: &str) -> Option<&'a str> {
    match place.attributes.get(name) {
        Some(AttributeValue::Text(text)) => Some(text),
        _ => None,
    }
}
