//! A question of siting read from the data: pupils at settlements or communes, schools and satellite points as sites,
//! candidates, and travel times between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Coord, Geometry};
use rust_decimal::prelude::ToPrimitive;

use super::MOST_PAIRS;
use super::answer::SitingError;
use super::goals::{self, Goal};
use super::instance::{Demand, Duty, GoalUnit, Instance, Site, SiteKind};
use super::level::{self, Known, Teaches, text};
use super::request::{CandidatePoint, DemandSource, SitingRequest};
use super::rules::Rules;
use super::{duties, explanation};
use crate::analysis::access::{MatrixAsked, TravelMemory, TravelMethod, Travelled};
use crate::analysis::sources::Sources;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::containment::BandedRegion;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::parts;
use crate::geometry::progress::{Listener, Progress};
use crate::model::{
    AttributeValue, Place, PlaceKind, SchoolLevel, Snapshot, SourceUsed, Text, UnitCode,
};

/// An instance, and what a reader must know of where it comes from.
pub(super) struct Inputs {
    pub(super) instance: Instance,
    pub(super) travel_methods: BTreeMap<TravelMethod, usize>,
    pub(super) sources: Vec<SourceUsed>,
    pub(super) explanation: Vec<Text>,
}

/// The conditions of a question.
pub(super) fn rules(instance: &Instance, request: &SitingRequest) -> Rules {
    let is_asked = |goal: Goal| request.goals_as_conditions.contains(&goal);
    Rules {
        most_open: request.most_open,
        most_new: request.most_new,
        budget: request.budget_million_vnd,
        most_minutes: request.most_minutes,
        keep_capacities: request.keep_capacities,
        keep_together: request.keep_together,
        most_satellite_points: is_asked(Goal::SatelliteCut)
            .then(|| goals::most_satellite_points(instance)),
        least_boarding_units: is_asked(Goal::BoardingCommunes)
            .then(|| goals::least_boarding_units(instance)),
        border_boarding: is_asked(Goal::BorderBoarding),
        ignore_forbidden: false,
        ignore_obligatory: false,
    }
}

/// Reads the instance from the data.
pub(super) fn read(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &SitingRequest,
    travels: &TravelMemory,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Inputs, SitingError> {
    let mut reader = Reader {
        snapshot,
        map,
        request,
        sources: Sources::new(snapshot),
        explanation: Vec::new(),
    };
    let demands = reader.demands()?;
    let sites = reader.sites();
    if demands.len() * sites.len() > MOST_PAIRS {
        return Err(SitingError::TooMany {
            demands: demands.len(),
            sites: sites.len(),
        });
    }
    let travelled = reader.travelled(&demands, &sites, travels, interrupt, tell)?;
    let sources = reader.sources.told();
    let units = map.units().iter().map(|unit| GoalUnit {
        code: unit.unit.code().clone(),
        name: unit.unit.full_name(),
        is_border: unit.unit.is_border(),
    });
    let instance = Instance::new(demands, sites, units.collect(), |demand, site| {
        travelled.matrix.minutes(demand, site)
    });
    let travel_methods = travelled.matrix.methods();
    let mut explanation = reader.explanation;
    explanation.push(explanation::travel_methods(travel_methods.keys().copied()));
    explanation.extend(SourceUsed::illustrative_remark(&sources));
    if request.keep_capacities {
        let unknown = instance.sites.iter().filter(|site| site.capacity.is_none());
        let unknown = Some(unknown.count()).filter(|count| *count > 0);
        explanation.extend(unknown.map(explanation::unknown_capacities));
    }
    Ok(Inputs {
        instance: duties::with_duties(instance, request)?,
        travel_methods,
        sources,
        explanation,
    })
}

struct Reader<'a> {
    snapshot: &'a Snapshot,
    map: &'a UnitMap,
    request: &'a SitingRequest,
    /// The layers and figures that were read.
    sources: Sources<'a>,
    explanation: Vec<Text>,
}

impl Reader<'_> {
    fn places(&mut self, kind: PlaceKind) -> Vec<(Place, Coord<f64>)> {
        let on = self.map.on();
        let mut found = Vec::new();
        for place in self.snapshot.places().of_kind(kind) {
            let Some(Geometry::Point(point)) = &place.geometry else {
                continue;
            };
            if !place.exists_on(on) || text(place, "status") == Some("closed") {
                continue;
            }
            self.sources.add_layer(&place.layer);
            found.push(((**place).clone(), point.0));
        }
        found.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        found
    }

    /// The ways between places and sites, and among the layers those behind them.
    fn travelled(
        &mut self,
        demands: &[Demand],
        sites: &[Site],
        travels: &TravelMemory,
        interrupt: &Interrupt,
        tell: Listener,
    ) -> Result<Arc<Travelled>, SitingError> {
        let origins: Vec<Coord<f64>> = demands.iter().filter_map(|demand| demand.at).collect();
        let destinations: Vec<Coord<f64>> = sites.iter().filter_map(|site| site.at).collect();
        let asked = MatrixAsked {
            snapshot: self.snapshot,
            on: self.map.on(),
            origins: &origins,
            destinations: &destinations,
            options: &self.request.travel,
        };
        let told = |done: f64| {
            let doing = ("Đang tính thời gian đi lại", "Working out travel times");
            tell(Progress::at(done, doing.0, doing.1));
        };
        let travelled = travels.matrix(&asked, interrupt, &told)?;
        for layer in &travelled.layers {
            self.sources.add_layer(layer);
        }
        Ok(travelled)
    }

    fn unit_at(&self, at: Coord<f64>) -> Option<UnitCode> {
        let owner = self.map.owner(at)?;
        Some(self.map.units()[owner].unit.code().clone())
    }

    fn demands(&mut self) -> Result<Vec<Demand>, SitingError> {
        let (demands, known) = match self.request.demands_from {
            DemandSource::Settlements => self.at_places(PlaceKind::Settlement),
            DemandSource::SatellitePoints => self.at_places(PlaceKind::SatellitePoint),
            DemandSource::Communes => self.at_communes(),
            DemandSource::Best => match self.at_places(PlaceKind::Settlement) {
                (none, _) if none.is_empty() => self.at_communes(),
                some => some,
            },
        };
        if demands.is_empty() {
            return Err(SitingError::NobodyToServe);
        }
        let count = |how: Known| known.iter().filter(|known| **known == how).count();
        let pupils = demands.iter().map(|demand| demand.pupils).sum();
        let counted = count(Known::Counted);
        let told = explanation::demands(demands.len(), pupils, counted);
        self.explanation.push(told);
        self.explanation.extend(explanation::shared_out(
            self.request.level,
            count(Known::OfAllPupils),
            count(Known::OfPeople),
            self.request.pupil_share,
        ));
        Ok(demands)
    }

    fn at_places(&mut self, kind: PlaceKind) -> (Vec<Demand>, Vec<Known>) {
        let (level, share) = (self.request.level, self.request.pupil_share);
        let mut unknown = 0;
        let mut demands = Vec::new();
        for (place, at) in self.places(kind) {
            let found = if kind == PlaceKind::SatellitePoint {
                let is_taught = level.is_none_or(|level| level.teaches(&place) != Teaches::No);
                if !is_taught {
                    continue;
                }
                level::pupils_at(&place, level).map(|pupils| (pupils, Known::Counted))
            } else {
                level::pupils_living(&place, level, share)
            };
            let Some((pupils, known)) = found else {
                unknown += 1;
                continue;
            };
            let demand = Demand {
                id: place.id.to_string(),
                unit: self.unit_at(at),
                name: place.name,
                at: Some(at),
                pupils,
            };
            demands.push((demand, known));
        }
        if unknown > 0 {
            self.explanation.push(explanation::left_unknown(unknown));
        }
        demands.into_iter().unzip()
    }

    fn at_communes(&mut self) -> (Vec<Demand>, Vec<Known>) {
        let level_share = self.request.level.map_or(1.0, SchoolLevel::share);
        let people = self.map.populations(self.snapshot);
        self.sources.add_populations(self.map);
        let mut demands = Vec::new();
        for (unit, people) in self.map.units().iter().zip(people) {
            let label = self.snapshot.map().label_point(&unit.boundary);
            let Some((people, label)) = people.and_then(|people| people.to_f64()).zip(label) else {
                continue;
            };
            demands.push(Demand {
                id: format!("commune-{}", unit.unit.code()),
                name: unit.unit.full_name(),
                unit: Some(unit.unit.code().clone()),
                at: Some(label.to_point().0),
                pupils: (people * self.request.pupil_share * level_share).round(),
            });
        }
        self.explanation.push(explanation::label_points());
        let known = vec![Known::OfPeople; demands.len()];
        (demands, known)
    }

    fn sites(&mut self) -> Vec<Site> {
        let mut sites: Vec<Site> = Vec::new();
        let (mut others, mut unknown) = (0, 0);
        let kinds = [
            (PlaceKind::School, SiteKind::School),
            (PlaceKind::SatellitePoint, SiteKind::SatellitePoint),
        ];
        for (place_kind, kind) in kinds {
            for (place, at) in self.places(place_kind) {
                match self.request.level.map(|level| level.teaches(&place)) {
                    Some(Teaches::No) => {
                        others += 1;
                        continue;
                    }
                    Some(Teaches::Unknown) => unknown += 1,
                    _ => {}
                }
                sites.push(self.existing(&place, at, kind));
            }
        }
        if let Some(level) = self.request.level {
            self.explanation
                .extend(explanation::level(level, others, unknown));
        }
        let zones = self.zones();
        for candidate in self.candidates() {
            let hazard = zones
                .iter()
                .find(|(_, _, region)| region.covers(candidate.1));
            sites.push(self.candidate(
                candidate,
                hazard.map(|(name, class, _)| explanation::in_hazard_zone(name, class)),
            ));
        }
        sites
    }

    fn existing(&self, place: &Place, at: Coord<f64>, kind: SiteKind) -> Site {
        let is_satellite = kind == SiteKind::SatellitePoint;
        let is_closable = match place.attributes.get("is_closable") {
            Some(AttributeValue::Flag(flag)) => *flag,
            _ => is_satellite,
        };
        let may_close = is_closable && (!is_satellite || self.request.satellite_points_may_close);
        let is_planned = matches!(text(place, "status"), Some("planned" | "schematic"));
        let has_boarding = matches!(text(place, "boarding"), Some("boarding" | "semi-boarding"));
        Site {
            id: place.id.to_string(),
            name: place.name.clone(),
            unit: self.unit_at(at),
            at: Some(at),
            kind,
            is_existing: !is_planned,
            duty: if may_close || is_planned {
                Duty::Free
            } else {
                Duty::Open(explanation::may_not_close())
            },
            capacity: level::capacity(place, self.request.level),
            cost: if is_planned {
                self.request.new_school_cost_million_vnd
            } else {
                0.0
            },
            has_boarding,
            is_inter_level_boarding: has_boarding && text(place, "level") == Some("inter-level"),
            pupils_now: level::pupils_at(place, self.request.level),
        }
    }

    /// Hazard zones of the classes to avoid: names, classes and shapes.
    fn zones(&mut self) -> Vec<(String, String, BandedRegion)> {
        let classes = &self.request.avoid_hazard_classes;
        let mut zones = Vec::new();
        for kind in [PlaceKind::LandslideZone, PlaceKind::FlashFloodZone] {
            for place in self.snapshot.places().of_kind(kind) {
                let class = text(place, "hazard_class").filter(|class| {
                    place.exists_on(self.map.on()) && classes.iter().any(|avoided| avoided == class)
                });
                let Some((class, shape)) = class.zip(place.geometry.as_ref()) else {
                    continue;
                };
                let name = if place.name.is_empty() {
                    place.id.as_str()
                } else {
                    place.name.as_str()
                };
                let region = BandedRegion::new(&parts::areas(shape));
                zones.push((name.to_owned(), class.to_owned(), region));
                self.sources.add_layer(&place.layer);
            }
        }
        zones
    }

    fn candidates(&self) -> Vec<(CandidatePoint, Coord<f64>, String)> {
        let given = self.request.candidates.iter().enumerate();
        let mut all: Vec<(CandidatePoint, Coord<f64>, String)> = given
            .map(|(index, point)| {
                let at = Coord {
                    x: point.lon,
                    y: point.lat,
                };
                (point.clone(), at, format!("point-{}", index + 1))
            })
            .collect();
        if self.request.candidate_in_each_commune {
            all.extend(self.map.units().iter().filter_map(|unit| {
                let at = self.snapshot.map().label_point(&unit.boundary)?;
                let point = CandidatePoint {
                    name: Some(unit.unit.full_name()),
                    lon: at.lon(),
                    lat: at.lat(),
                    capacity: None,
                    cost_million_vnd: None,
                };
                let id = format!("candidate-{}", unit.unit.code());
                Some((point, at.to_point().0, id))
            }));
        }
        all
    }

    /// A new school is taken to be an inter-level boarding school: that is what the programme builds.
    fn candidate(
        &self,
        (point, at, id): (CandidatePoint, Coord<f64>, String),
        hazard: Option<Text>,
    ) -> Site {
        let usual_cost = self.request.new_school_cost_million_vnd;
        Site {
            name: point.name.unwrap_or_else(|| id.clone()),
            id,
            unit: self.unit_at(at),
            at: Some(at),
            kind: SiteKind::Candidate,
            is_existing: false,
            duty: hazard.map_or(Duty::Free, Duty::Closed),
            capacity: point.capacity.or(self.request.new_school_capacity),
            cost: point.cost_million_vnd.unwrap_or(usual_cost),
            has_boarding: true,
            is_inter_level_boarding: true,
            pupils_now: None,
        }
    }
}
