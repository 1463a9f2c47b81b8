//! What readers have read already, kept from one snapshot to the next for as long as it stays true.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;

use super::{Reader, Reading};
use crate::model::snapshot::{IndicatorFigures, PlaceIndex, UnitRegistry};
use crate::model::{Indicator, IndicatorId, Period, Programme, Rollup, Snapshot, Subject};

/// Readings that were made already of one snapshot and day, for readers that are asked for the same figures again and
/// again, as a dashboard does: the targets of two shares have one denominator, and every rate is shown, judged and
/// rolled up.
///
/// A reading is a function of the inputs that its basis names and of nothing else; so the memory of the next snapshot
/// takes over the readings of every indicator whose basis is the same, object for object.
#[derive(Debug)]
pub struct Memory {
    snapshot: Arc<Snapshot>,
    on: Date,
    shelves: BTreeMap<IndicatorId, Arc<Shelf>>,
}

impl Memory {
    /// A memory that holds nothing yet, for whom the province consists of the units of that day.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, on: Date) -> Self {
        Self::following(None, snapshot, on)
    }

    /// A memory that holds what another knew and what is still true.
    fn following(before: Option<&Self>, snapshot: Arc<Snapshot>, on: Date) -> Self {
        let (units, places) = (snapshot.shared_units(), snapshot.shared_places());
        let shelf = |indicator: &Arc<Indicator>| {
            let basis = Basis {
                on,
                units: Arc::clone(&units),
                places: Arc::clone(&places),
                inputs: inputs(&snapshot, &indicator.id),
            };
            let known = before.and_then(|memory| memory.shelves.get(&indicator.id));
            let kept = known.filter(|shelf| shelf.basis.is_same_as(&basis));
            let shelf = kept.cloned().unwrap_or_else(|| Arc::new(basis.into()));
            (indicator.id.clone(), shelf)
        };
        let shelves = snapshot.programme().indicators().map(shelf).collect();
        Self {
            snapshot,
            on,
            shelves,
        }
    }

    /// A reader of the memory's snapshot and day that makes no reading twice.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            memory: Some(self),
            ..Reader::new(&self.snapshot, self.on)
        }
    }

    /// The snapshot that is read.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The reading, made by the function where nobody asked for it before.
    pub(super) fn reading(
        &self,
        id: &IndicatorId,
        subject: &Subject,
        period: Period,
        make: impl FnOnce() -> Reading,
    ) -> Arc<Reading> {
        let Some(kept) = self.shelves.get(id) else {
            return Arc::new(make());
        };
        if let Some(known) = kept.find(subject, period) {
            return known;
        }
        let reading = Arc::new(make());
        kept.keep(subject, period, &reading);
        reading
    }

    /// The periods for which the indicator has figures; found by the function where nobody asked before.
    pub(super) fn periods(
        &self,
        id: &IndicatorId,
        find: impl FnOnce() -> BTreeSet<Period>,
    ) -> BTreeSet<Period> {
        match self.shelves.get(id) {
            Some(kept) => kept.periods.get_or_init(find).clone(),
            None => find(),
        }
    }
}

/// What the readings of an indicator rest on.
#[derive(Debug)]
struct Basis {
    on: Date,
    units: Arc<UnitRegistry>,
    places: Arc<PlaceIndex>,
    inputs: BTreeMap<IndicatorId, Input>,
}

/// An indicator and its figures.
type Input = (Option<Arc<Indicator>>, Option<Arc<IndicatorFigures>>);

impl Basis {
    /// Whether the parts are the same objects, which commits share where they touch nothing.
    fn is_same_as(&self, other: &Self) -> bool {
        let is_same_input = |one: &Input, other: &Input| {
            is_same(one.0.as_ref(), other.0.as_ref()) && is_same(one.1.as_ref(), other.1.as_ref())
        };
        self.on == other.on
            && Arc::ptr_eq(&self.units, &other.units)
            && Arc::ptr_eq(&self.places, &other.places)
            && self.inputs.len() == other.inputs.len()
            && self.inputs.iter().all(|(id, input)| {
                let same = other.inputs.get(id);
                same.is_some_and(|same| is_same_input(input, same))
            })
    }
}

fn is_same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// The indicator with everything that it is computed from or weighted by, through all steps.
fn inputs(snapshot: &Snapshot, id: &IndicatorId) -> BTreeMap<IndicatorId, Input> {
    let mut found = BTreeMap::new();
    let mut open = vec![id.clone()];
    while let Some(id) = open.pop() {
        if found.contains_key(&id) {
            continue;
        }
        let indicator = snapshot.programme().indicator(&id).cloned();
        open.extend(named_by(snapshot.programme(), &id));
        found.insert(id.clone(), (indicator, snapshot.figures().shared_of(&id)));
    }
    found
}

fn named_by(programme: &Programme, id: &IndicatorId) -> Vec<IndicatorId> {
    let Some(indicator) = programme.indicator(id) else {
        return Vec::new();
    };
    let weight = match &indicator.rollup {
        Rollup::WeightedMean { weight } => Some(weight),
        _ => None,
    };
    let named = indicator.inputs().into_iter().chain(weight);
    named.cloned().collect()
}

/// So many readings of an indicator are kept; who asks for more makes room by forgetting them all.
const MOST_READINGS: usize = 4000;

/// The readings of one indicator.
#[derive(Debug)]
struct Shelf {
    basis: Basis,
    readings: Mutex<HashMap<(Subject, Period), Arc<Reading>>>,
    periods: OnceLock<BTreeSet<Period>>,
}

impl From<Basis> for Shelf {
    fn from(basis: Basis) -> Self {
        Self {
            basis,
            readings: Mutex::default(),
            periods: OnceLock::new(),
        }
    }
}

impl Shelf {
    fn find(&self, subject: &Subject, period: Period) -> Option<Arc<Reading>> {
        let readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        readings.get(&(subject.clone(), period)).cloned()
    }

    fn keep(&self, subject: &Subject, period: Period, reading: &Arc<Reading>) {
        let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        if readings.len() >= MOST_READINGS {
            readings.clear();
        }
        readings.insert((subject.clone(), period), Arc::clone(reading));
    }
}

/// Keeps the memory of the newest data from one commit to the next.
#[derive(Debug, Default)]
pub struct Memories {
    newest: Mutex<Option<Arc<Memory>>>,
}

impl Memories {
    /// The memory of a snapshot and day, with everything that is known from before and still true. That of an older
    /// snapshot is not kept, so that a slow request does not make the others forget.
    #[must_use]
    pub fn of(&self, snapshot: &Arc<Snapshot>, on: Date) -> Arc<Memory> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = newest.as_ref()
            && Arc::ptr_eq(&known.snapshot, snapshot)
            && known.on == on
        {
            return Arc::clone(known);
        }
        let memory = Memory::following(newest.as_deref(), Arc::clone(snapshot), on);
        let memory = Arc::new(memory);
        let is_older = |known: &Arc<Memory>| known.snapshot.version() > snapshot.version();
        if !newest.as_ref().is_some_and(is_older) {
            *newest = Some(Arc::clone(&memory));
        }
        memory
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Edit, Observation, ObservationKey, ObservationState, Quality, Record, RecordKey, seeds,
    };

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn figure(indicator: &str, number: i64) -> Observation {
        Observation {
            key: ObservationKey {
                indicator: indicator.parse().unwrap(),
                subject: Subject::Province,
                period: "2026".parse().unwrap(),
                revision: 1,
            },
            value: rust_decimal::Decimal::from(number).into(),
            unit: "people".to_owned(),
            source: "test".to_owned(),
            quality: Quality::Final,
            state: ObservationState::Approved {
                by: "approver".to_owned(),
                at: jiff::Timestamp::UNIX_EPOCH,
            },
            is_illustrative: false,
            entered_by: "editor".to_owned(),
            entered_at: jiff::Timestamp::UNIX_EPOCH,
            note: None,
        }
    }

    fn programme() -> Snapshot {
        let records = seeds::shipped().unwrap().records().collect::<Vec<_>>();
        Snapshot::new(1, records).apply(
            2,
            &[figure("pci", 60).into(), figure("population", 1000).into()],
        )
    }

    fn read(memory: &Memory, id: &str) -> Arc<Reading> {
        let period = "2026".parse().unwrap();
        memory
            .reader()
            .read(&id.parse().unwrap(), &Subject::Province, period)
    }

    /// The indicators whose readings were taken over.
    fn kept<'a>(before: &'a Memory, after: &Memory) -> BTreeSet<&'a str> {
        let is_kept = |(id, shelf): &(&IndicatorId, &Arc<Shelf>)| {
            let same = after.shelves.get(id);
            same.is_some_and(|same| Arc::ptr_eq(shelf, same))
        };
        let shelves = before.shelves.iter().filter(is_kept);
        shelves.map(|(id, _)| id.as_str()).collect()
    }

    #[test]
    fn a_figure_makes_its_indicator_forgotten_and_what_is_computed_from_it() {
        let (memories, first) = (Memories::default(), Arc::new(programme()));
        let before = memories.of(&first, TODAY);
        let known = read(&before, "pci");
        assert_eq!(known.number, Some(60.into()));
        let second = Arc::new(first.apply(3, &[figure("population", 1001).into()]));
        let after = memories.of(&second, TODAY);
        assert!(
            Arc::ptr_eq(&read(&after, "pci"), &known),
            "it was read again"
        );
        assert_eq!(read(&after, "population").number, Some(1001.into()));
        let all: BTreeSet<&str> = before.shelves.keys().map(IndicatorId::as_str).collect();
        let forgotten: Vec<&str> = all.difference(&kept(&before, &after)).copied().collect();
        assert!(forgotten.contains(&"population") && forgotten.contains(&"population-density"));
        for id in &forgotten {
            let inputs = inputs(&second, &id.parse().unwrap());
            assert!(
                inputs.keys().any(|input| input.as_str() == "population"),
                "{id}"
            );
        }
        assert!(forgotten.len() < all.len() / 2, "{forgotten:?}");
    }

    #[test]
    fn what_no_reading_rests_on_makes_nothing_forgotten() {
        let (memories, first) = (Memories::default(), Arc::new(programme()));
        let before = memories.of(&first, TODAY);
        let task = RecordKey::Task("smart-gates".parse().unwrap());
        let second = Arc::new(first.apply(3, &[Edit::Remove(task)]));
        let after = memories.of(&second, TODAY);
        assert_eq!(kept(&before, &after).len(), before.shelves.len());
    }

    #[test]
    fn an_indicator_that_changes_or_another_day_makes_it_forgotten() {
        let (memories, first) = (Memories::default(), Arc::new(programme()));
        let before = memories.of(&first, TODAY);
        let mut pci = (**first
            .programme()
            .indicator(&"pci".parse().unwrap())
            .unwrap())
        .clone();
        pci.decimals += 1;
        let edit = Edit::Put(Record::Indicator(Arc::new(pci)));
        let second = Arc::new(first.apply(3, &[edit]));
        let after = memories.of(&second, TODAY);
        assert!(!kept(&before, &after).contains("pci"));
        let tomorrow = memories.of(&second, TODAY.tomorrow().unwrap());
        assert!(kept(&after, &tomorrow).is_empty());
    }

    #[test]
    fn a_slow_reader_of_older_data_is_answered_and_leaves_the_newest_memory_alone() {
        let (memories, first) = (Memories::default(), Arc::new(programme()));
        let second = Arc::new(first.apply(3, &[figure("pci", 61).into()]));
        let newest = memories.of(&second, TODAY);
        let older = memories.of(&first, TODAY);
        assert_eq!(read(&older, "pci").number, Some(60.into()));
        assert!(Arc::ptr_eq(&memories.of(&second, TODAY), &newest));
        assert_eq!(read(&newest, "pci").number, Some(61.into()));
    }

    #[test]
    fn no_more_than_so_many_readings_are_kept() {
        let memory = Memory::new(Arc::new(programme()), TODAY);
        let reader = memory.reader();
        let pci = "pci".parse().unwrap();
        for number in 0..=MOST_READINGS {
            let place = format!("place.nowhere-{number}").parse().unwrap();
            let period = "2026".parse().unwrap();
            assert_eq!(reader.read(&pci, &place, period).number, None);
        }
        let kept = memory.shelves[&pci].readings.lock().unwrap().len();
        assert_eq!(kept, 1);
    }
}
