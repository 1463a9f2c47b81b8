//! Travel times from settlements to facilities, and whom they serve.

use std::collections::BTreeSet;

use geo::Coord;

use super::landscape::Landscape;
use super::matrix::{TravelMatrix, Trip};
use super::model::TravelModel;
use super::nearest::Nearest;
use super::options::{Direction, TravelOptions};
use super::people::{self, PeopleAt};
use super::question::{
    IsochroneDrawn, OriginTrips, PlaceUsed, PlacesAsked, TravelRequest, TravelRun, TravelTimes,
    TripFound,
};
use super::{AccessError, check_places, explanation};
use crate::analysis::locate::point_of;
use crate::analysis::population_spread::PopulationSpread;
use crate::analysis::rounding;
use crate::analysis::sources::Sources;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::geodesic;
use crate::geometry::interrupt::Interrupt;
use crate::model::{LayerId, Place, PlaceId, Snapshot, SourceUsed};

/// Most origins and facilities together.
pub const MOST_PLACES: usize = 50_000;

/// Most trips of a matrix.
pub const MOST_TRIPS: usize = 1_000_000;

/// Most numbers of minutes in one list.
pub const MOST_MINUTES: usize = 12;

/// Works out travel times.
///
/// `progress` is told how much is done, from 0 to 1.
///
/// # Errors
/// [`AccessError`] when the question cannot be answered as it stands, or its asker went away.
pub fn travel_times(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &TravelRequest,
    interrupt: &Interrupt,
    progress: &dyn Fn(f64),
) -> Result<TravelTimes, AccessError> {
    progress(0.0);
    request.travel.check()?;
    let mut without_position = Vec::new();
    let facilities = read(snapshot, map, &request.facilities, &mut without_position)?;
    let origins = read(snapshot, map, &request.origins, &mut without_position)?;
    check(request, facilities.len(), origins.len())?;
    let spread = PopulationSpread::new(snapshot, map);
    let asked = Asked {
        map,
        request,
        people: people::positions(map, &spread),
        spread,
        facilities,
        origins,
    };
    let seasons = or_usual(&request.seasons, request.travel.season);
    let directions = or_usual(&request.directions, request.travel.direction);
    let (mut runs, mut explanation) = (Vec::new(), Vec::new());
    let mut layers = BTreeSet::new();
    let count = (seasons.len() * directions.len()) as f64;
    for &season in &seasons {
        let options = TravelOptions {
            season,
            ..request.travel.clone()
        };
        let landscape = Landscape::of(snapshot, map.on(), &options, interrupt)?;
        let model = TravelModel::new(&landscape, &asked.positions(), &options, interrupt)?;
        layers.extend(landscape.layers_behind(model.method()));
        if runs.is_empty() {
            explanation = explanation::of(&landscape, &model, asked.spread.statement());
        }
        for &direction in &directions {
            let done = runs.len() as f64;
            runs.push(asked.run(&model, direction, interrupt, &|share| {
                progress((done + share) / count);
            })?);
        }
    }
    let sources = asked.sources(snapshot, &layers);
    explanation.extend(SourceUsed::illustrative_remark(&sources));
    Ok(TravelTimes {
        on: map.on(),
        facilities: asked.facilities,
        origins: asked.origins,
        without_position,
        runs,
        sources,
        explanation,
    })
}

fn or_usual<T: Copy + Ord>(asked: &[T], usual: T) -> Vec<T> {
    let mut asked = asked.to_vec();
    asked.sort_unstable();
    asked.dedup();
    if asked.is_empty() { vec![usual] } else { asked }
}

/// The places that were asked for, each once.
fn read(
    snapshot: &Snapshot,
    map: &UnitMap,
    asked: &PlacesAsked,
    without_position: &mut Vec<PlaceId>,
) -> Result<Vec<PlaceUsed>, AccessError> {
    let mut ids = BTreeSet::new();
    for &kind in &asked.kinds {
        let existing = snapshot
            .places()
            .of_kind(kind)
            .filter(|place| place.exists_on(map.on()));
        ids.extend(existing.map(|place| &place.id));
    }
    ids.extend(&asked.places);
    let mut used = Vec::with_capacity(ids.len() + asked.positions.len());
    for id in ids {
        let place = snapshot.places().get(id);
        let place: &Place = place.ok_or_else(|| AccessError::UnknownPlace(id.clone()))?;
        match point_of(place) {
            Some(at) => used.push(at_position(map, Some(id.clone()), place.name.clone(), at)),
            None => without_position.push(id.clone()),
        }
    }
    for position in &asked.positions {
        let at = Coord {
            x: position.lon,
            y: position.lat,
        };
        check_places(&[at])?;
        used.push(at_position(map, None, position.name.clone(), at));
    }
    Ok(used)
}

fn at_position(map: &UnitMap, id: Option<PlaceId>, name: String, at: Coord<f64>) -> PlaceUsed {
    let unit_code = map
        .owner(at)
        .map(|owner| map.units()[owner].unit.code().clone());
    PlaceUsed {
        id,
        name,
        unit_code,
        lon: at.x,
        lat: at.y,
    }
}

fn check(request: &TravelRequest, facilities: usize, origins: usize) -> Result<(), AccessError> {
    let trips = if request.with_matrix {
        facilities * origins
    } else {
        0
    };
    let counts = [
        ("the number of facilities", facilities, 1, MOST_PLACES),
        ("the number of origins", origins, 0, MOST_PLACES),
        ("the number of trips of the matrix", trips, 0, MOST_TRIPS),
        (
            "the number of within_minutes",
            request.within_minutes.len(),
            0,
            MOST_MINUTES,
        ),
        (
            "the number of isochrone_minutes",
            request.isochrone_minutes.len(),
            0,
            MOST_MINUTES,
        ),
    ];
    for (name, value, least, most) in counts {
        if !(least..=most).contains(&value) {
            let (value, least, most) = (value as f64, least as f64, most as f64);
            return Err(AccessError::OutOfRange {
                name,
                value,
                least,
                most,
            });
        }
    }
    let minutes = request
        .within_minutes
        .iter()
        .chain(&request.isochrone_minutes);
    match minutes
        .copied()
        .find(|minutes| !(0.01..=10_000.0).contains(minutes))
    {
        Some(value) => Err(AccessError::OutOfRange {
            name: "minutes",
            value,
            least: 0.01,
            most: 10_000.0,
        }),
        None => Ok(()),
    }
}

/// What was asked, read: facilities, origins and people stand in this order in the model.
struct Asked<'a> {
    map: &'a UnitMap,
    request: &'a TravelRequest,
    spread: PopulationSpread,
    people: Vec<PeopleAt>,
    facilities: Vec<PlaceUsed>,
    origins: Vec<PlaceUsed>,
}

impl Asked<'_> {
    fn positions(&self) -> Vec<Coord<f64>> {
        let places = self.facilities.iter().chain(&self.origins);
        let places = places.map(|place| Coord {
            x: place.lon,
            y: place.lat,
        });
        places
            .chain(self.people.iter().map(|people| people.at))
            .collect()
    }

    /// The layers behind the times, the places and the units, and where it is known from how many people live where.
    fn sources(&self, snapshot: &Snapshot, layers: &BTreeSet<LayerId>) -> Vec<SourceUsed> {
        let mut sources = Sources::new(snapshot);
        sources.add_boundaries(self.map);
        let places = self.facilities.iter().chain(&self.origins);
        let places = places.filter_map(|place| snapshot.places().get(place.id.as_ref()?));
        for layer in layers.iter().chain(places.map(|place| &place.layer)) {
            sources.add_layer(layer);
        }
        sources.add_people(self.map, &self.spread);
        sources.told()
    }

    fn run(
        &self,
        model: &TravelModel,
        direction: Direction,
        interrupt: &Interrupt,
        progress: &dyn Fn(f64),
    ) -> Result<TravelRun, AccessError> {
        let facilities: Vec<usize> = (0..self.facilities.len()).collect();
        let first_people = facilities.len() + self.origins.len();
        let starts: Vec<usize> = (facilities.len()..first_people + self.people.len()).collect();
        progress(0.1);
        let reach = model.nearest(&starts, &facilities, direction, interrupt)?;
        progress(0.3);
        let (of_origins, of_people) = reach.nearest.split_at(self.origins.len());
        let matrix = if self.request.with_matrix {
            let origins = &starts[..self.origins.len()];
            let told = |share| progress(0.3 + 0.4 * share);
            Some(model.matrix(origins, &facilities, direction, interrupt, &told)?)
        } else {
            None
        };
        let mut minutes = self.request.isochrone_minutes.clone();
        minutes.sort_by(f64::total_cmp);
        minutes.dedup();
        let mut isochrones = Vec::with_capacity(minutes.len());
        let drawn = minutes.len() as f64;
        for (position, minutes) in minutes.into_iter().enumerate() {
            progress(0.7 + 0.3 * position as f64 / drawn);
            let outline = model.isochrone(&reach, &facilities, minutes, interrupt)?;
            let area_km2 = rounding::square_kilometres(geodesic::area_m2(&outline));
            isochrones.push(IsochroneDrawn {
                minutes,
                area_km2,
                outline,
            });
        }
        let (province, units) = people::served(
            self.map,
            &self.spread,
            &self.people,
            of_people,
            &self.request.within_minutes,
        );
        let counts = TravelMatrix::new(1, of_origins.iter().map(|nearest| nearest.trip).collect());
        Ok(TravelRun {
            season: model.options.season,
            direction,
            method: model.method(),
            methods: counts.methods(),
            unreached: counts.unreached(),
            closed_pieces: model.closed_pieces(),
            origins: origin_trips(of_origins, matrix.as_ref()),
            province,
            units,
            isochrones,
        })
    }
}

fn origin_trips(nearest: &[Nearest], matrix: Option<&TravelMatrix>) -> Vec<OriginTrips> {
    let each = nearest.iter().enumerate().map(|(origin, nearest)| {
        let row = matrix.map(|matrix| matrix.row(origin)).unwrap_or_default();
        let all = row
            .iter()
            .enumerate()
            .map(|(facility, &trip)| found(Some(facility), trip));
        OriginTrips {
            origin,
            nearest: found(nearest.facility, nearest.trip),
            all: all.collect(),
        }
    });
    each.collect()
}

fn found(facility: Option<usize>, trip: Trip) -> TripFound {
    let (minutes, method, reason) = match trip {
        Trip::Reached { minutes, method } => (Some(minutes), Some(method), None),
        Trip::Unreached(reason) => (None, None, Some(reason)),
    };
    TripFound {
        facility,
        minutes,
        method,
        reason,
    }
}
