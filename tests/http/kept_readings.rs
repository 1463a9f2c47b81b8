//! A reading that was kept equals one that is worked out afresh, after any sequence of changes.

use std::sync::{Arc, OnceLock};

use axum::Router;
use jiff::civil::Date;
use nonnuoc::analysis::reading::{Memories, Memory, Reader};
use nonnuoc::model::{
    Edit, IndicatorId, IndicatorKind, Observation, ObservationState, Period, Record, RecordKey,
    Snapshot, Subject, Value,
};
use nonnuoc::store::Store;
use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use crate::crosswalk::filled;
use crate::support::{ask_json, keep, server_on, shipped_store};

const TODAY: Date = jiff::civil::date(2026, 11, 23);

fn start() -> Arc<Snapshot> {
    static START: OnceLock<Arc<Snapshot>> = OnceLock::new();
    Arc::clone(START.get_or_init(|| Arc::new(filled())))
}

/// Something that happens to the data; the indexes choose to what.
#[derive(Debug, Clone)]
enum Change {
    /// A figure gets another value.
    Correct(Index, i64),
    /// A figure is known not to be available any more.
    Miss(Index),
    /// A figure leaves the dashboards.
    Withdraw(Index),
    /// A figure is gone.
    Forget(Index),
    /// An indicator is defined differently.
    Redefine(Index),
    /// An indicator leaves the catalogue.
    Drop(Index),
    /// A unit gets another name.
    Rename(Index),
    /// It is not known any more which units a unit was formed from.
    Unlink(Index),
    /// A place is gone.
    Clear(Index),
    /// A place gets another name.
    Relabel(Index),
    /// Something on which no figure rests is gone.
    Unrelated(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), 0..100_000_i64).prop_map(|(which, value)| Change::Correct(which, value)),
        1 => index().prop_map(Change::Miss),
        1 => index().prop_map(Change::Withdraw),
        1 => index().prop_map(Change::Forget),
        1 => index().prop_map(Change::Redefine),
        1 => index().prop_map(Change::Drop),
        1 => index().prop_map(Change::Rename),
        1 => index().prop_map(Change::Unlink),
        1 => index().prop_map(Change::Clear),
        1 => index().prop_map(Change::Relabel),
        1 => index().prop_map(Change::Unrelated),
    ]
}

fn chosen<T>(which: Index, from: impl Iterator<Item = T>) -> T {
    let mut all: Vec<T> = from.collect();
    all.swap_remove(which.index(all.len()))
}

impl Change {
    fn edit(&self, snapshot: &Snapshot) -> Edit {
        let figure = |which: &Index| (**chosen(*which, snapshot.figures().all())).clone();
        match self {
            Self::Correct(which, value) => {
                let value = Value::from(Decimal::from(*value));
                Observation {
                    value,
                    ..figure(which)
                }
                .into()
            }
            Self::Miss(which) => {
                let reason = "chưa điều tra".to_owned();
                let value = Value::NotAvailable { reason };
                Observation {
                    value,
                    ..figure(which)
                }
                .into()
            }
            Self::Withdraw(which) => {
                let state = ObservationState::Draft;
                Observation {
                    state,
                    ..figure(which)
                }
                .into()
            }
            Self::Forget(which) => Edit::Remove(RecordKey::Observation(figure(which).key)),
            Self::Redefine(which) => redefined(snapshot, *which),
            Self::Drop(which) => {
                let indicator = chosen(*which, snapshot.programme().indicators());
                Edit::Remove(RecordKey::Indicator(indicator.id.clone()))
            }
            Self::Rename(which) => {
                let mut unit = (**chosen(*which, snapshot.units().all())).clone();
                unit.name.push_str(" (mới)");
                unit.into()
            }
            Self::Unlink(which) => {
                let link = chosen(*which, snapshot.units().links());
                Edit::Remove(Record::Lineage(Arc::new(link.clone())).key())
            }
            Self::Clear(which) => {
                let place = chosen(*which, snapshot.places().all());
                Edit::Remove(RecordKey::Place(place.id.clone()))
            }
            Self::Relabel(which) => {
                let mut place = (**chosen(*which, snapshot.places().all())).clone();
                place.name.push_str(" (mới)");
                place.into()
            }
            Self::Unrelated(which) => {
                let task = chosen(*which, snapshot.programme().tasks());
                Edit::Remove(RecordKey::Task(task.id.clone()))
            }
        }
    }
}

fn redefined(snapshot: &Snapshot, which: Index) -> Edit {
    let mut indicator = (**chosen(which, snapshot.programme().indicators())).clone();
    indicator.stands_until_replaced ^= true;
    indicator.name.vi.push_str(" (mới)");
    if let IndicatorKind::Rate { per, .. } = &mut indicator.kind {
        *per += Decimal::ONE;
    }
    indicator.into()
}

/// The province, units of today and before, and places that report.
fn subjects(snapshot: &Snapshot) -> Vec<Subject> {
    let named = ["province", "place.tra-linh", "unit.01273@2025-07-01"];
    let mut all: Vec<Subject> = named.iter().map(|name| name.parse().unwrap()).collect();
    let today = snapshot.units().on(TODAY).last().unwrap();
    let predecessor = snapshot.units().predecessors(&today.key).next();
    all.extend(predecessor.map(|unit| Subject::Unit(unit.key.clone())));
    all.push(Subject::Unit(today.key.clone()));
    all
}

/// Every reading that was kept is as one made without any memory.
fn compare(memory: &Memory, ids: &[IndicatorId]) -> Result<(), TestCaseError> {
    let (kept, afresh) = (memory.reader(), Reader::new(memory.snapshot(), TODAY));
    let subjects = subjects(memory.snapshot());
    for id in ids {
        prop_assert_eq!(kept.periods(id), afresh.periods(id), "{}", id);
        for subject in &subjects {
            for period in ["2024", "2025", "2026", "2026-Q1"] {
                let period: Period = period.parse().unwrap();
                let (one, other) = (
                    kept.read(id, subject, period),
                    afresh.read(id, subject, period),
                );
                prop_assert_eq!(one, other, "{} {} {}", id, subject, period);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_kept_reading_is_as_one_made_afresh(changes in prop::collection::vec(change(), 1..7)) {
        let memories = Memories::default();
        let mut snapshot = start();
        let ids: Vec<IndicatorId> =
            snapshot.programme().indicators().map(|indicator| indicator.id.clone()).collect();
        compare(&memories.of(&snapshot, TODAY), &ids)?;
        for change in changes {
            let edit = change.edit(&snapshot);
            snapshot = Arc::new(snapshot.apply(snapshot.version() + 1, &[edit]));
            compare(&memories.of(&snapshot, TODAY), &ids)?;
        }
    }
}

/// What rests on readings.
const ANSWERS: [&str; 7] = [
    "/api/dashboard",
    "/api/dashboard?period=2025",
    "/api/statuses?limit=1000",
    "/api/statuses?target=health-insurance-each",
    "/api/reviews",
    "/api/indicators/population-density/values?period=2024",
    "/api/indicators/health-insurance/values",
];

async fn answers_are_as_of_a_server_that_knows_nothing(server: &Router, afresh: &Router) {
    for address in ANSWERS {
        let (kept, made) = (
            ask_json(server, address).await,
            ask_json(afresh, address).await,
        );
        assert_eq!(kept, made, "{address}");
    }
}

#[tokio::test]
async fn a_server_that_remembers_answers_as_one_that_was_just_started() {
    let store = shipped_store();
    let today = nonnuoc::config::today();
    let figures = nonnuoc::analysis::illustration::figures(&store.snapshot(), today);
    keep(&store, figures.into_iter().map(Edit::from).collect());
    let server = server_on(&store);
    answers_are_as_of_a_server_that_knows_nothing(&server, &server_on(&store)).await;
    let before = ask_json(&server, "/api/dashboard").await;
    for id in [
        "insured-persons",
        "population",
        "pci",
        "commune-road-paved-length",
    ] {
        let snapshot = store.snapshot();
        let id = IndicatorId::new(id).unwrap();
        let approved = snapshot
            .figures()
            .of(&id)
            .filter(|figure| figure.is_approved());
        let newest = approved.max_by_key(|figure| figure.key.period).unwrap();
        let value = Value::from(Decimal::ONE_THOUSAND);
        let changed = Observation {
            value,
            ..(**newest).clone()
        };
        keep(&store, vec![changed.into()]);
        answers_are_as_of_a_server_that_knows_nothing(&server, &server_on(&store)).await;
    }
    let after = ask_json(&server, "/api/dashboard").await;
    assert_ne!(before, after, "no change reached the dashboard");
}
