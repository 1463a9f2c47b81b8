//! The figures of the 161 former units and of the 56 units of today add up to the same, to the digit.

use nonnuoc::analysis::illustration;
use nonnuoc::analysis::reading::{Origin, Reader};
use nonnuoc::model::{
    Attachment, Edit, Indicator, IndicatorKind, Observation, ObservationKey, ObservationState,
    Period, Quality, RecordKey, Rollup, Snapshot, Subject, Unit, Value,
};
use rust_decimal::Decimal;

use crate::support::snapshot;

/// The shipped data with illustrative figures.
pub(crate) fn filled() -> Snapshot {
    let shipped = snapshot();
    let today = jiff::civil::date(2026, 11, 23);
    let figures = illustration::figures(&shipped, today)
        .into_iter()
        .map(Into::into)
        .collect::<Vec<_>>();
    shipped.apply(shipped.version() + 1, &figures)
}

fn sum(
    reader: &Reader<'_>,
    indicator: &str,
    subjects: &[Subject],
    period: Period,
) -> (Decimal, usize) {
    let id = indicator.parse().unwrap();
    let numbers: Vec<Decimal> = subjects
        .iter()
        .filter_map(|subject| reader.read(&id, subject, period).number)
        .collect();
    (numbers.iter().sum(), numbers.len())
}

#[test]
fn every_additive_indicator_adds_up_to_the_same_before_and_after_the_merger() {
    let snapshot = filled();
    let reader = Reader::new(&snapshot, jiff::civil::date(2026, 11, 23));
    let mut compared = 0;
    let mut names = Vec::new();
    for indicator in snapshot.programme().indicators() {
        let is_by_commune = indicator.rollup_level() == Some(Attachment::Commune);
        if indicator.kind != IndicatorKind::Additive
            || indicator.rollup != Rollup::Sum
            || !is_by_commune
        {
            continue;
        }
        let today = reader.members(indicator);
        assert_eq!(today.len(), 56);
        for period in ["2023", "2024", "2024-Q2", "2025-Q1"] {
            let period: Period = period.parse().unwrap();
            let reporters: Vec<Subject> = reader
                .reporters(&indicator.id, period)
                .into_iter()
                .filter(|subject| matches!(subject, Subject::Unit(unit) if unit.valid_from < jiff::civil::date(2025, 7, 1)))
                .collect();
            if reporters.is_empty() {
                continue;
            }
            assert_eq!(reporters.len(), 161, "{} {period}", indicator.id);
            let before = sum(&reader, indicator.id.as_str(), &reporters, period);
            let after = sum(&reader, indicator.id.as_str(), &today, period);
            assert_eq!(
                (before.0, before.1, after.1),
                (after.0, 161, 56),
                "{} {period}",
                indicator.id
            );
            let province = reader.read(&indicator.id, &Subject::Province, period);
            assert_eq!(province.number, Some(before.0), "{} {period}", indicator.id);
            compared += 1;
        }
        names.push(indicator.id.to_string());
    }
    assert!(
        compared >= 40,
        "only {compared} sums of {} indicators were compared",
        names.len()
    );
}

/// The indicator's figure of a former unit in 2024, with all the decimals that it may have.
fn former_figure(indicator: &Indicator, unit: &Unit, number: Decimal) -> Observation {
    let at = "2025-01-31T00:00:00Z".parse().unwrap();
    Observation {
        key: ObservationKey {
            indicator: indicator.id.clone(),
            subject: Subject::Unit(unit.key.clone()),
            period: "2024".parse().unwrap(),
            revision: 1,
        },
        value: Value::from(number),
        unit: indicator.unit.code.clone(),
        source: "Báo cáo".to_owned(),
        quality: Quality::Final,
        state: ObservationState::Approved {
            by: "approver".to_owned(),
            at,
        },
        is_illustrative: false,
        entered_by: "editor".to_owned(),
        entered_at: at,
        note: None,
    }
}

#[test]
fn whatever_161_units_report_of_an_additive_indicator_the_56_of_today_add_up_to_exactly() {
    let shipped = snapshot();
    let last_day = jiff::civil::date(2024, 12, 31);
    let former: Vec<_> = shipped.units().on(last_day).cloned().collect();
    assert_eq!(former.len(), 161);
    let mut compared = 0;
    for indicator in shipped.programme().indicators() {
        if indicator.kind != IndicatorKind::Additive || !indicator.is_reported_by_units() {
            continue;
        }
        let shipped_ones = shipped.figures().of(&indicator.id);
        let gone = shipped_ones.map(|one| Edit::Remove(RecordKey::Observation(one.key.clone())));
        let entered = (1_i64..).zip(&former).map(|(position, unit)| {
            let number = Decimal::new(position * position * 7 + 1, indicator.decimals);
            former_figure(indicator, unit, number).into()
        });
        let edits: Vec<_> = gone.chain(entered).collect();
        let reported = (1_i64..=161)
            .map(|position| position * position * 7 + 1)
            .sum();
        let wanted = (Decimal::new(reported, indicator.decimals), 56);
        let snapshot = shipped.apply(shipped.version() + 1, &edits);
        let reader = Reader::new(&snapshot, jiff::civil::date(2026, 11, 23));
        let period = "2024".parse().unwrap();
        let id = indicator.id.as_str();
        assert_eq!(
            sum(&reader, id, &reader.members(indicator), period),
            wanted,
            "{id}"
        );
        compared += 1;
    }
    assert!(compared >= 25, "only {compared} indicators were compared");
}

#[test]
fn a_rate_of_a_merged_unit_is_computed_from_its_parts() {
    let snapshot = filled();
    let reader = Reader::new(&snapshot, jiff::civil::date(2026, 11, 23));
    let unit: Subject = "unit.01273@2025-07-01".parse().unwrap();
    let period: Period = "2023".parse().unwrap();
    let read = |id: &str| reader.read(&id.parse().unwrap(), &unit, period);
    let (rate, above, below) = (
        read("health-insurance"),
        read("insured-persons"),
        read("population"),
    );
    assert_eq!(
        (above.origin, below.origin, rate.origin),
        (Origin::Merged, Origin::Merged, Origin::Computed)
    );
    let expected = above.number.unwrap() * Decimal::ONE_HUNDRED / below.number.unwrap();
    assert_eq!(rate.number, Some(expected));
    assert_eq!(above.parts.len(), 5, "five former units are named");
}

#[test]
fn a_rate_without_its_denominator_is_refused_with_the_reason() {
    let snapshot = filled();
    let gone: Vec<_> = snapshot
        .figures()
        .of(&"population".parse().unwrap())
        .filter(|figure| figure.key.subject == "unit.01267@2020-03-01".parse().unwrap())
        .map(|figure| Edit::Remove(RecordKey::Observation(figure.key.clone())))
        .collect();
    assert!(!gone.is_empty());
    let without = snapshot.apply(snapshot.version() + 1, &gone);
    let reader = Reader::new(&without, jiff::civil::date(2026, 11, 23));
    let unit: Subject = "unit.01273@2025-07-01".parse().unwrap();
    let rate = reader.read(
        &"health-insurance".parse().unwrap(),
        &unit,
        "2023".parse().unwrap(),
    );
    assert_eq!(rate.number, None);
    let why = rate.missing.clone().unwrap();
    assert!(
        why.en
            .contains("“Population” is missing: former units without a figure: Phường Sông Hiến"),
        "{why:?}"
    );
    assert!(why.vi.contains("thiếu «Dân số»"), "{why:?}");
}

#[test]
fn a_score_has_no_commune_and_a_condition_is_not_merged() {
    let snapshot = filled();
    let reader = Reader::new(&snapshot, jiff::civil::date(2026, 11, 23));
    let unit: Subject = "unit.01273@2025-07-01".parse().unwrap();
    assert_eq!(
        reader
            .read(&"pci".parse().unwrap(), &unit, "2025".parse().unwrap())
            .number,
        None
    );
    let share = reader.read(
        &"drug-free-communes".parse().unwrap(),
        &Subject::Province,
        "2026".parse().unwrap(),
    );
    let coverage = share.coverage.clone().unwrap();
    assert_eq!((coverage.reported, coverage.of), (56, 56));
    let border = reader.read(
        &"border-boarding-communes".parse().unwrap(),
        &Subject::Province,
        "2026".parse().unwrap(),
    );
    assert_eq!(border.coverage.clone().unwrap().of, 21);
}
