//! The trips between many places: one search from each of the fewer, all processors at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::matrix::{TravelMatrix, Trip};
use super::model::TravelModel;
use super::moves::KeptMoves;
use super::options::Direction;
use super::search::{Extent, spread};
use super::straight_line;
use super::ways::{Way, Ways};
use crate::geometry::interrupt::{Interrupt, Interrupted};

/// From so many searches on the moves over the terrain are worked out once for all of them.
const SEARCHES_TO_KEEP_MOVES: usize = 3;

impl TravelModel {
    /// The trips between each origin and each destination, in that direction.
    ///
    /// # Errors
    /// [`Interrupted`] when the asker went away.
    pub fn matrix(
        &self,
        origins: &[usize],
        destinations: &[usize],
        direction: Direction,
        interrupt: &Interrupt,
        progress: &dyn Fn(f64),
    ) -> Result<TravelMatrix, Interrupted> {
        let Some(ways) = &self.ways else {
            let at = |list: &[usize]| -> Vec<_> {
                list.iter().map(|&place| self.places[place]).collect()
            };
            let (from, to) = (at(origins), at(destinations));
            return straight_line::matrix(&from, &to, &self.options, interrupt, progress);
        };
        // The searches start from the fewer; they go against the ways when that is where these end.
        let is_from_destinations = destinations.len() <= origins.len();
        let (sources, others) = if is_from_destinations {
            (destinations, origins)
        } else {
            (origins, destinations)
        };
        let is_reverse = is_from_destinations == (direction == Direction::ToFacility);
        let searches = Searches {
            model: self,
            ways,
            others,
            is_reverse,
            is_from_destinations,
            moves: searched_often(ways, sources.len(), is_reverse),
            interrupt,
        };
        let columns = searches.all(sources, progress)?;
        let trips = if is_from_destinations {
            let rows = 0..origins.len();
            rows.flat_map(|row| columns.iter().map(move |column| column[row]))
                .collect()
        } else {
            columns.concat()
        };
        Ok(TravelMatrix::new(destinations.len(), trips))
    }
}

fn searched_often(ways: &Ways, searches: usize, is_reverse: bool) -> Option<KeptMoves> {
    let terrain = ways.terrain.as_ref()?;
    let is_often = searches >= SEARCHES_TO_KEEP_MOVES;
    is_often.then(|| KeptMoves::new(terrain, is_reverse))?
}

/// The searches of a matrix.
struct Searches<'a> {
    model: &'a TravelModel,
    ways: &'a Ways,
    /// The places to which, or from which, each search looks.
    others: &'a [usize],
    is_reverse: bool,
    is_from_destinations: bool,
    moves: Option<KeptMoves>,
    interrupt: &'a Interrupt,
}

impl Searches<'_> {
    /// The trips of each source, in their order. As many searches run at once as there are processors.
    fn all(
        &self,
        sources: &[usize],
        progress: &dyn Fn(f64),
    ) -> Result<Vec<Vec<Trip>>, Interrupted> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let (done, finished) = mpsc::channel();
        let mut columns = vec![Vec::new(); sources.len()];
        progress(0.0);
        std::thread::scope(|scope| {
            for _ in 0..processors.min(sources.len()) {
                let (done, next) = (done.clone(), &next);
                scope.spawn(move || self.work(sources, next, &done));
            }
            drop(done);
            for (count, (index, column)) in finished.into_iter().enumerate() {
                columns[index] = column?;
                progress((count + 1) as f64 / sources.len() as f64);
            }
            Ok(columns)
        })
    }

    /// Takes one source after another until none is left, the asker went away, or nobody listens.
    fn work(
        &self,
        sources: &[usize],
        next: &AtomicUsize,
        done: &mpsc::Sender<(usize, Result<Vec<Trip>, Interrupted>)>,
    ) {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(&source) = sources.get(index) else {
                return;
            };
            let column = self.trips_of(source);
            let is_stopped = column.is_err();
            if done.send((index, column)).is_err() || is_stopped {
                return;
            }
        }
    }

    fn trips_of(&self, source: usize) -> Result<Vec<Trip>, Interrupted> {
        self.interrupt.check()?;
        let way = Way {
            is_reverse: self.is_reverse,
            moves: self.moves.as_ref(),
        };
        let asked = self.joined_with(source);
        let extent = Extent {
            limit: self.model.limit(),
            asked: Some(&asked),
        };
        let starts = self.model.starts(&[source]);
        let field = spread(self.ways, &starts, &way, extent, self.interrupt)?;
        let trips = self.others.iter().map(|&other| {
            let ends = if self.is_from_destinations {
                (other, source)
            } else {
                (source, other)
            };
            self.model.trip(&field, ends, other)
        });
        Ok(trips.collect())
    }

    /// The nodes of the other places that a way may join to the source; the search need not wait for those of the rest.
    fn joined_with(&self, source: usize) -> Vec<u32> {
        let [open, _] = self.model.groups(self.ways);
        let group = |node: u32| open[node as usize];
        let own = &self.model.stops[source].legs;
        let is_joined = |node: &u32| own.iter().any(|leg| group(leg.0) == group(*node));
        let legs = |place: &usize| self.model.stops[*place].legs.iter().map(|leg| leg.0);
        self.others
            .iter()
            .flat_map(legs)
            .filter(is_joined)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::access::landscape::{Landscape, Road};
    use crate::analysis::access::options::{TravelMode, TravelOptions};
    use crate::analysis::access::speeds::{RoadClass, Surface};
    use crate::analysis::access::terrain::grid;
    use geo::{Coord, LineString};

    fn road(line: &[(f64, f64)], class: RoadClass, is_one_way: bool) -> Road {
        Road {
            place: None,
            line: LineString::from(line.to_vec()),
            class,
            surface: Surface::Paved,
            speed_kmh: None,
            is_one_way,
            closed_season: None,
            has_no_bridge: false,
        }
    }

    /// Hills, two roads, one of them one-way, and a river that only one of them crosses.
    fn land() -> Landscape {
        let mut land = Landscape {
            roads: vec![
                road(
                    &[(106.003, 22.49), (106.037, 22.484)],
                    RoadClass::National,
                    false,
                ),
                road(
                    &[(106.03, 22.495), (106.03, 22.465)],
                    RoadClass::Track,
                    true,
                ),
            ],
            elevation: Some(Arc::new(grid(40, 40, |column, row| {
                200.0 + 90.0 * (column as f64 * 0.4).sin() * (row as f64 * 0.3).cos()
            }))),
            ..Landscape::default()
        };
        let river = LineString::from(vec![(106.02, 22.6), (106.0212, 22.3)]);
        land.barriers.rivers.push(river);
        land
    }

    /// Places that look spread at random, the same in every run, and one beyond the heights.
    fn places() -> Vec<Coord<f64>> {
        let spread = |number: usize, step: f64| (number as f64 * step).fract() * 0.038;
        let place = |number| Coord {
            x: 106.001 + spread(number, 0.754_877_666_2),
            y: 22.499 - spread(number, 0.569_840_290_9),
        };
        let beyond = Coord { x: 107.0, y: 22.48 };
        (1..=12).map(place).chain([beyond]).collect()
    }

    /// Many searches share the moves that are worked out and end early; each finds what one alone finds that goes on to the
    /// end, to the last bit.
    #[test]
    fn many_searches_find_what_each_finds_alone() {
        let quiet = Interrupt::default();
        for mode in [TravelMode::Combined, TravelMode::OnFoot] {
            let options = TravelOptions {
                mode,
                cell_m: 1.0,
                ..TravelOptions::default()
            };
            let model = TravelModel::new(&land(), &places(), &options, &quiet).unwrap();
            for direction in [Direction::ToFacility, Direction::FromFacility] {
                let (from, to): (Vec<usize>, Vec<usize>) = (0..13).partition(|place| place % 3 > 0);
                let all = model
                    .matrix(&from, &to, direction, &quiet, &|_| {})
                    .unwrap();
                for (row, &origin) in from.iter().enumerate() {
                    for (column, &end) in to.iter().enumerate() {
                        let alone = model.matrix(&[origin], &[end], direction, &quiet, &|_| {});
                        let alone = alone.unwrap().trip(0, 0);
                        assert_eq!(all.trip(row, column), alone, "{origin} {end}");
                        let reach = model.nearest(&[origin], &[end], direction, &quiet).unwrap();
                        assert_eq!(reach.nearest[0].trip, alone, "{origin} {end}");
                    }
                }
            }
        }
    }

    #[test]
    fn progress_ends_at_the_whole_and_a_stop_is_kept_to() {
        let quiet = Interrupt::default();
        let options = TravelOptions {
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let model = TravelModel::new(&land(), &places(), &options, &quiet).unwrap();
        let told = std::cell::RefCell::new(Vec::new());
        let all: Vec<usize> = (0..13).collect();
        let tell = |share| told.borrow_mut().push(share);
        model
            .matrix(&all, &all, Direction::ToFacility, &quiet, &tell)
            .unwrap();
        let told = told.into_inner();
        assert!(told.is_sorted() && told.len() == 14, "{told:?}");
        assert_eq!((told[0], told[13]), (0.0, 1.0));
        quiet.raise();
        let stopped = model.matrix(&all, &all, Direction::ToFacility, &quiet, &|_| {});
        assert!(stopped.is_err());
    }
}
