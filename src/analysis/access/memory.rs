//! Matrices that were worked out before, for questions that differ in something else: how many schools, which goals.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use geo::Coord;
use jiff::civil::Date;

use super::{AccessError, MatrixAsked, TravelOptions, Travelled, travel_matrix};
use crate::geometry::interrupt::Interrupt;
use crate::model::Snapshot;

/// Most matrices that are kept, and most trips in all of them, 16 bytes each.
const MOST_KEPT: usize = 4;
const MOST_TRIPS: usize = 4_000_000;

/// The newest matrices of the newest map, each kept until the map changes or others take its place.
#[derive(Debug, Default)]
pub struct TravelMemory {
    kept: Mutex<VecDeque<(Basis, Arc<Travelled>)>>,
}

/// Everything that a matrix is worked out from.
#[derive(Debug)]
struct Basis {
    map: Snapshot,
    on: Date,
    origins: Vec<Coord<f64>>,
    destinations: Vec<Coord<f64>>,
    options: TravelOptions,
}

impl Basis {
    fn of(asked: &MatrixAsked<'_>) -> Self {
        Self {
            map: asked.snapshot.map_alone(),
            on: asked.on,
            origins: asked.origins.to_vec(),
            destinations: asked.destinations.to_vec(),
            options: asked.options.clone(),
        }
    }

    fn is_same_as(&self, other: &Self) -> bool {
        self.map.has_same_map_as(&other.map)
            && self.on == other.on
            && self.options == other.options
            && self.origins == other.origins
            && self.destinations == other.destinations
    }

    fn trips(&self) -> usize {
        self.origins.len() * self.destinations.len()
    }
}

impl TravelMemory {
    /// As [`travel_matrix`], at once where the same was asked of the same data before.
    ///
    /// # Errors
    /// As [`travel_matrix`].
    pub fn matrix(
        &self,
        asked: &MatrixAsked<'_>,
        interrupt: &Interrupt,
        progress: &dyn Fn(f64),
    ) -> Result<Arc<Travelled>, AccessError> {
        let basis = Basis::of(asked);
        if let Some(known) = self.find(&basis) {
            progress(1.0);
            return Ok(known);
        }
        let found = Arc::new(travel_matrix(asked, interrupt, progress)?);
        self.keep(basis, &found);
        Ok(found)
    }

    fn find(&self, basis: &Basis) -> Option<Arc<Travelled>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().find(|(known, _)| known.is_same_as(basis));
        known.map(|(_, found)| Arc::clone(found))
    }

    fn keep(&self, basis: Basis, found: &Arc<Travelled>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| {
            known.map.has_same_map_as(&basis.map) && !known.is_same_as(&basis)
        });
        kept.push_front((basis, Arc::clone(found)));
        kept.truncate(MOST_KEPT);
        let trips =
            |kept: &VecDeque<(Basis, _)>| kept.iter().map(|one| one.0.trips()).sum::<usize>();
        while trips(&kept) > MOST_TRIPS {
            kept.pop_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_kept_until_the_data_or_the_question_change() {
        let memory = TravelMemory::default();
        let (first, second) = (Snapshot::new(1, []), Snapshot::new(2, []));
        let places = [Coord { x: 106.0, y: 22.5 }, Coord { x: 106.1, y: 22.5 }];
        let usual = TravelOptions::default();
        let limited = TravelOptions {
            limit_minutes: Some(5.0),
            ..TravelOptions::default()
        };
        let ask = |snapshot, options, destinations| {
            let asked = MatrixAsked {
                snapshot,
                on: jiff::civil::date(2026, 7, 1),
                origins: &places[..1],
                destinations,
                options,
            };
            memory
                .matrix(&asked, &Interrupt::default(), &|_| {})
                .unwrap()
        };
        let all = &places[..];
        let once = ask(&first, &usual, all);
        assert!(Arc::ptr_eq(&once, &ask(&first, &usual, all)));
        assert!(!Arc::ptr_eq(&once, &ask(&first, &limited, all)));
        assert!(!Arc::ptr_eq(&once, &ask(&first, &usual, &places[1..])));
        assert!(
            Arc::ptr_eq(&once, &ask(&first, &usual, all)),
            "kept beside them"
        );
        let elsewhere = first.apply(7, &[]);
        assert!(
            Arc::ptr_eq(&once, &ask(&elsewhere, &usual, all)),
            "a commit that leaves the map as it is"
        );
        let newer = ask(&second, &usual, all);
        assert!(!Arc::ptr_eq(&once, &newer), "newer data");
        assert_eq!(once.matrix, newer.matrix);
        assert_eq!(memory.kept.lock().unwrap().len(), 1, "the older are gone");
    }
}
