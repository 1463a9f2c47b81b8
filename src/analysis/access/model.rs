//! A landscape made ready for asking how long ways take between given places.

use std::sync::OnceLock;

use geo::Coord;

use super::AccessError;
use super::cover::LevelGround;
use super::landscape::Landscape;
use super::matrix::{TravelMethod, Trip, Unreached};
use super::options::{TravelMode, TravelOptions};
use super::search::{Field, Start};
use super::terrain::Terrain;
use super::ways::{Stop, Ways, walk_minutes};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::nearest::Station;

/// A landscape and places in it, joined. Places are named by their position in the list that was given.
#[derive(Debug)]
pub struct TravelModel {
    method: TravelMethod,
    pub(super) options: TravelOptions,
    pub(super) places: Vec<Coord<f64>>,
    stations: Vec<Station>,
    pub(super) stops: Vec<Stop>,
    pub(super) ways: Option<Ways>,
    /// The groups that are joined as things are, and as if nothing were closed.
    groups: OnceLock<[Vec<usize>; 2]>,
}

impl TravelModel {
    /// Joins places to the landscape.
    ///
    /// # Errors
    /// [`AccessError`] when an option cannot be used, the roads lie too far apart, or the asker went away.
    pub fn new(
        landscape: &Landscape,
        places: &[Coord<f64>],
        options: &TravelOptions,
        interrupt: &Interrupt,
    ) -> Result<Self, AccessError> {
        options.check()?;
        let elevation = landscape
            .elevation
            .as_ref()
            .filter(|_| options.mode != TravelMode::Road);
        let has_roads = !landscape.roads.is_empty()
            && (options.mode != TravelMode::OnFoot || elevation.is_some());
        let method = match (elevation.is_some(), has_roads) {
            (true, true) if options.mode == TravelMode::Combined => TravelMethod::Combined,
            (true, _) => TravelMethod::Terrain,
            (false, true) => TravelMethod::Network,
            (false, false) => TravelMethod::StraightLine,
        };
        let terrain = elevation.map(|elevation| {
            let rivers = &landscape.barriers.rivers;
            Terrain::new(
                elevation,
                &LevelGround::of(landscape, options),
                rivers,
                options.cell_m,
                interrupt,
            )
        });
        let mut model = Self {
            method,
            options: options.clone(),
            places: places.to_vec(),
            stations: places.iter().map(|&at| Station::new(at)).collect(),
            stops: Vec::new(),
            ways: None,
            groups: OnceLock::new(),
        };
        if method != TravelMethod::StraightLine {
            let (ways, stops) = Ways::new(
                landscape,
                terrain.transpose()?,
                has_roads,
                places,
                options,
                interrupt,
            )?;
            model.ways = Some(ways);
            model.stops = stops;
        }
        Ok(model)
    }

    /// From what the times are worked out.
    #[must_use]
    pub fn method(&self) -> TravelMethod {
        self.method
    }

    /// How many pieces of road are closed.
    #[must_use]
    pub fn closed_pieces(&self) -> usize {
        self.ways.as_ref().map_or(0, |ways| ways.closed_pieces)
    }

    /// How many pieces of road meet a river and have no bridge.
    #[must_use]
    pub fn unbridged_pieces(&self) -> usize {
        self.ways.as_ref().map_or(0, |ways| ways.unbridged_pieces)
    }

    /// Nodes and edges of the road network, where roads are used.
    #[must_use]
    pub fn network_size(&self) -> (usize, usize) {
        self.ways
            .as_ref()
            .map_or((0, 0), |ways| (ways.positions.len(), ways.edges.len()))
    }

    /// Columns, rows and the size of a cell in metres of the terrain, where it is used.
    #[must_use]
    pub fn terrain_size(&self) -> Option<(usize, usize, f64)> {
        let terrain = self.ways.as_ref()?.terrain.as_ref()?;
        Some((terrain.columns, terrain.rows, terrain.cell_m()))
    }

    pub(super) fn limit(&self) -> f64 {
        self.options.limit_minutes.unwrap_or(f64::INFINITY)
    }

    pub(super) fn starts(&self, places: &[usize]) -> Vec<Start> {
        let starts = places.iter().enumerate().flat_map(|(position, &place)| {
            let legs = self.stops[place].legs.iter();
            legs.map(move |&(node, minutes)| Start {
                node,
                minutes,
                place: position as u32,
            })
        });
        starts.collect()
    }

    /// The trip that a search found for one end, or the straight walk where that is shorter.
    pub(super) fn trip(&self, field: &Field, ends: (usize, usize), searched: usize) -> Trip {
        let found = self
            .found(field, searched)
            .map(|(minutes, method, _)| (minutes, method));
        let direct = self.direct(ends.0, ends.1);
        let best = found
            .into_iter()
            .chain(direct)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match best.filter(|best| best.0 <= self.limit()) {
            Some((minutes, method)) => Trip::Reached { minutes, method },
            None => Trip::Unreached(self.why(ends.0, ends.1)),
        }
    }

    /// The least minutes at a place by a field, the method, and the start that they belong to.
    pub(super) fn found(&self, field: &Field, place: usize) -> Option<(f64, TravelMethod, usize)> {
        let legs = self.stops[place].legs.iter();
        let arrivals =
            legs.map(|&(node, minutes)| (field.minutes[node as usize] + minutes, node as usize));
        let (minutes, node) = arrivals.min_by(|a, b| a.0.total_cmp(&b.0))?;
        let is_walk = self.method == TravelMethod::Combined && !field.on_road[node];
        let method = if is_walk {
            TravelMethod::Terrain
        } else {
            self.method
        };
        minutes
            .is_finite()
            .then_some((minutes, method, field.place[node] as usize))
    }

    /// The walk straight from one place to the other, where they lie so near that nothing better is known.
    pub(super) fn direct(&self, a: usize, b: usize) -> Option<(f64, TravelMethod)> {
        let terrain = self.ways.as_ref().and_then(|ways| ways.terrain.as_ref());
        let distance_m = self.stations[a].distance_m(&self.stations[b]);
        let (from, to) = (self.places[a], self.places[b]);
        let (is_near, method) = match terrain {
            Some(terrain) => {
                let cell = terrain.cell_at(from);
                let is_near = cell.is_some()
                    && cell == terrain.cell_at(to)
                    && !terrain.crosses_river(from, to);
                (is_near, TravelMethod::Terrain)
            }
            None => (
                distance_m <= self.options.snap_limit_m,
                TravelMethod::StraightLine,
            ),
        };
        is_near.then(|| (walk_minutes(distance_m, &self.options), method))
    }

    /// The groups of nodes that are joined as things are, and as if nothing were closed.
    pub(super) fn groups(&self, ways: &Ways) -> &[Vec<usize>; 2] {
        self.groups
            .get_or_init(|| [ways.groups(false), ways.groups(true)])
    }

    /// Why there is no way between two places.
    pub(super) fn why(&self, origin: usize, destination: usize) -> Unreached {
        let (from, to) = (&self.stops[origin], &self.stops[destination]);
        if self.method == TravelMethod::Network {
            if !from.has_road {
                return Unreached::NoRoadNearOrigin;
            }
            if !to.has_road {
                return Unreached::NoRoadNearDestination;
            }
        }
        if from.legs.is_empty() || to.legs.is_empty() {
            return Unreached::OffTheTerrain;
        }
        let Some(ways) = &self.ways else {
            return Unreached::BeyondLimit;
        };
        let [open, all] = self.groups(ways);
        let shares = |groups: &[usize]| {
            let of = |stop: &Stop| {
                stop.legs
                    .iter()
                    .map(|leg| groups[leg.0 as usize])
                    .collect::<Vec<_>>()
            };
            let (from, to) = (of(from), of(to));
            from.iter().any(|group| to.contains(group))
        };
        if shares(open) && self.options.limit_minutes.is_some() {
            Unreached::BeyondLimit
        } else if shares(all) {
            Unreached::CutOff
        } else {
            Unreached::NotJoined
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::access::landscape::Road;
    use crate::analysis::access::matrix::TravelMatrix;
    use crate::analysis::access::options::{Direction, Season};
    use crate::analysis::access::speeds::{RoadClass, Surface};
    use crate::analysis::access::terrain::grid;
    use geo::LineString;

    fn road(line: &[(f64, f64)], is_one_way: bool) -> Road {
        Road {
            place: None,
            line: LineString::from(line.to_vec()),
            class: RoadClass::National,
            surface: Surface::Paved,
            speed_kmh: None,
            is_one_way,
            closed_season: None,
            has_no_bridge: false,
        }
    }

    fn roads(roads: Vec<Road>) -> Landscape {
        Landscape {
            roads,
            ..Landscape::default()
        }
    }

    fn times(
        landscape: &Landscape,
        places: &[(f64, f64)],
        options: &TravelOptions,
    ) -> TravelMatrix {
        let places: Vec<_> = places.iter().map(|&at| Coord::from(at)).collect();
        let model = TravelModel::new(landscape, &places, options, &Interrupt::default()).unwrap();
        let all: Vec<usize> = (0..places.len()).collect();
        model
            .matrix(
                &all,
                &all,
                options.direction,
                &Interrupt::default(),
                &|_| {},
            )
            .unwrap()
    }

    fn by_road() -> TravelOptions {
        TravelOptions {
            mode: TravelMode::Road,
            snap_limit_m: 500.0,
            ..TravelOptions::default()
        }
    }

    /// A degree of latitude from 22° N is 110,737.10 m; at 40 km/h 166.106 minutes, at 36 km/h 184.562.
    #[test]
    fn a_road_is_driven_at_the_speed_of_its_season() {
        let land = roads(vec![road(&[(106.0, 22.0), (106.0, 23.0)], false)]);
        let ends = [(106.0, 22.0), (106.0, 23.0), (106.1, 22.5)];
        let dry = times(&land, &ends, &by_road());
        assert!(
            (dry.minutes(0, 1).unwrap() - 166.105_65).abs() < 1e-4,
            "{:?}",
            dry.trip(0, 1)
        );
        let rainy = times(
            &land,
            &ends,
            &TravelOptions {
                season: Season::Rainy,
                ..by_road()
            },
        );
        assert!((rainy.minutes(0, 1).unwrap() - 184.561_83).abs() < 1e-4);
        assert_eq!(dry.trip(2, 0), Trip::Unreached(Unreached::NoRoadNearOrigin));
        assert_eq!(
            dry.trip(0, 2),
            Trip::Unreached(Unreached::NoRoadNearDestination)
        );
    }

    #[test]
    fn a_one_way_road_leads_one_way_and_both_directions_differ() {
        let land = roads(vec![
            road(&[(106.0, 22.0), (106.1, 22.0)], true),
            road(
                &[(106.0, 22.0), (106.0, 22.3), (106.1, 22.3), (106.1, 22.0)],
                false,
            ),
        ]);
        let ends = [(106.0, 22.0), (106.1, 22.0)];
        let there = times(&land, &ends, &by_road());
        let back = times(
            &land,
            &ends,
            &TravelOptions {
                direction: Direction::FromFacility,
                ..by_road()
            },
        );
        assert!(there.minutes(0, 1).unwrap() < 20.0 && there.minutes(1, 0).unwrap() > 100.0);
        assert!((there.minutes(0, 1).unwrap() - back.minutes(1, 0).unwrap()).abs() < 1e-9);
    }

    #[test]
    fn a_closure_cuts_off_and_is_told_apart_from_no_way() {
        let mut land = roads(vec![
            road(&[(106.0, 22.0), (106.1, 22.0), (106.2, 22.0)], false),
            road(&[(107.0, 22.0), (107.1, 22.0)], false),
        ]);
        let ends = [(106.0, 22.0), (106.2, 22.0), (107.0, 22.0)];
        assert!(times(&land, &ends, &by_road()).minutes(0, 1).is_some());
        let across = LineString::from(vec![(106.15, 21.9), (106.15, 22.1)]);
        land.barriers.closing_shapes.push(across.into());
        let cut = times(&land, &ends, &by_road());
        assert_eq!(
            cut.trip(0, 1),
            Trip::Unreached(Unreached::NoRoadNearDestination),
            "only its closed end is near"
        );
        let near = times(
            &land,
            &[(106.0, 22.0), (106.1, 22.0), (107.0, 22.0)],
            &by_road(),
        );
        assert!(near.minutes(0, 1).is_some());
        assert_eq!(near.trip(0, 2), Trip::Unreached(Unreached::NotJoined));
        land.roads
            .push(road(&[(106.2, 22.0), (106.2, 22.1)], false));
        let cut = times(&land, &ends, &by_road());
        assert_eq!(cut.trip(0, 1), Trip::Unreached(Unreached::CutOff));
        let limited = TravelOptions {
            limit_minutes: Some(5.0),
            ..by_road()
        };
        assert_eq!(
            times(&land, &[(106.0, 22.0), (106.1, 22.0)], &limited).trip(0, 1),
            Trip::Unreached(Unreached::BeyondLimit)
        );
    }

    #[test]
    fn a_season_closes_a_road() {
        let mut ford = road(&[(106.1, 22.0), (106.2, 22.0)], false);
        ford.closed_season = Some(Season::Rainy);
        let land = roads(vec![
            road(&[(106.0, 22.0), (106.1, 22.0)], false),
            ford,
            road(&[(106.2, 22.0), (106.3, 22.0)], false),
        ]);
        let ends = [(106.0, 22.0), (106.3, 22.0)];
        assert!(times(&land, &ends, &by_road()).minutes(0, 1).is_some());
        let rainy = times(
            &land,
            &ends,
            &TravelOptions {
                season: Season::Rainy,
                ..by_road()
            },
        );
        assert_eq!(rainy.trip(0, 1), Trip::Unreached(Unreached::CutOff));
    }

    fn terrain_of(height: impl Fn(usize, usize) -> f64) -> Landscape {
        Landscape {
            elevation: Some(Arc::new(grid(40, 40, height))),
            ..Landscape::default()
        }
    }

    #[test]
    fn a_river_is_crossed_on_a_road_only() {
        let on_foot = TravelOptions {
            mode: TravelMode::OnFoot,
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let banks = [(106.0105, 22.4805), (106.0305, 22.4805)];
        let mut land = terrain_of(|_, _| 100.0);
        let open = times(&land, &banks, &on_foot);
        // 20 cells of 102.93 m at 3.022 km/h.
        assert!(
            (open.minutes(0, 1).unwrap() - 2.0586 * 19.8541).abs() < 0.05,
            "{:?}",
            open.trip(0, 1)
        );
        land.barriers
            .rivers
            .push(LineString::from(vec![(106.02, 22.6), (106.0202, 22.3)]));
        let cut = times(&land, &banks, &on_foot);
        assert_eq!(cut.trip(0, 1), Trip::Unreached(Unreached::CutOff));
        land.roads
            .push(road(&[(106.0185, 22.4705), (106.0225, 22.4705)], false));
        let bridged = times(&land, &banks, &on_foot);
        assert!(bridged.minutes(0, 1).unwrap() > open.minutes(0, 1).unwrap());
        let riding = TravelOptions {
            mode: TravelMode::Combined,
            ..on_foot
        };
        let ridden = times(&land, &banks, &riding);
        assert!(ridden.minutes(0, 1).unwrap() < bridged.minutes(0, 1).unwrap());
        assert!(matches!(
            ridden.trip(0, 1),
            Trip::Reached {
                method: TravelMethod::Combined,
                ..
            }
        ));
        assert!(matches!(
            ridden.trip(0, 0),
            Trip::Reached {
                method: TravelMethod::Terrain,
                ..
            }
        ));
    }

    #[test]
    fn up_and_down_differ_and_the_nearest_is_that_of_the_matrix() {
        let land = terrain_of(|column, row| 15.0 * column as f64 + 3.0 * row as f64);
        let on_foot = TravelOptions {
            mode: TravelMode::OnFoot,
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let places = [
            (106.0052, 22.4801),
            (106.0301, 22.4702),
            (106.0199, 22.4903),
        ]
        .map(Coord::from);
        let model = TravelModel::new(&land, &places, &on_foot, &Interrupt::default()).unwrap();
        let quiet = Interrupt::default();
        for direction in [Direction::ToFacility, Direction::FromFacility] {
            let matrix = model
                .matrix(&[0], &[1, 2], direction, &quiet, &|_| {})
                .unwrap();
            let other = model
                .matrix(&[1, 2, 0], &[0], direction, &quiet, &|_| {})
                .unwrap();
            let reach = model.nearest(&[0], &[1, 2], direction, &quiet).unwrap();
            let least = matrix
                .minutes(0, 0)
                .unwrap()
                .min(matrix.minutes(0, 1).unwrap());
            assert!((reach.nearest[0].trip.minutes().unwrap() - least).abs() < 1e-9);
            assert!(
                (other.minutes(0, 0).unwrap() / matrix.minutes(0, 0).unwrap() - 1.0).abs() > 0.1
            );
        }
        assert_eq!(model.method(), TravelMethod::Terrain);
    }
}
