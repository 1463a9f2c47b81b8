//! The compound mean of yearly changes over a period, such as +10 % a year in 2026–2030.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::level::graded;
use super::trajectory::{months, years_between};
use super::{Assessment, Pace, Point, Projection, Question, Ruling, Status, words};
use crate::model::{Period, Rhythm, Waypoint, rounded};

pub(super) fn assess(question: &Question, percent: Decimal, known: &[Point]) -> Assessment {
    let whole_years = known
        .iter()
        .copied()
        .filter(|point| point.period.rhythm() == Rhythm::Year);
    let (Some(start), Some(latest)) = (
        question.baseline,
        whole_years.max_by_key(|point| point.period),
    ) else {
        return Assessment::undecided(question, Ruling::NoBaseline, words::no_baseline());
    };
    let years = (months(latest.period) - months(start.period)) / 12;
    if start.value <= Decimal::ZERO {
        return Assessment::undecided(question, Ruling::ZeroBaseline, words::zero_baseline());
    }
    if years <= 0 {
        return Assessment::undecided(
            question,
            Ruling::OnlyBaseline,
            words::only_baseline(start.period),
        );
    }
    let mean = growth(start.value, latest.value, f64::from(years));
    let mut assessment = judge(question, percent, start, latest, mean);
    describe(&mut assessment, question, percent, start, latest, mean);
    assessment
}

/// Compares levels, not means, so that no root is rounded: the value against the baseline grown by the percentage.
fn judge(
    question: &Question,
    percent: Decimal,
    start: Point,
    latest: Point,
    mean: Option<Decimal>,
) -> Assessment {
    let needed = grown(start.value, percent, start.period, latest.period);
    let is_met = if percent.is_sign_negative() {
        latest.value <= needed
    } else {
        latest.value >= needed
    };
    let reason = words::mean(latest.period, mean.unwrap_or_default(), percent);
    let is_over = latest.period.end() >= question.by.end();
    let (status, ruling) = match (is_met, is_over) {
        (true, true) => (Status::Achieved, Ruling::BoundMet),
        (false, true) => (Status::OffTrack, Ruling::DeadlinePassed),
        (true, false) => (Status::OnTrack, Ruling::Ahead),
        // What falls short by a hair rounds to the whole share, which would read as met.
        (false, false) => match graded(
            mean.and_then(|mean| mean.checked_div(percent))
                .unwrap_or_default(),
        ) {
            (Status::OnTrack, _) => (Status::AtRisk, Ruling::Behind),
            other => other,
        },
    };
    Assessment::new(question, status, ruling, reason)
}

fn describe(
    assessment: &mut Assessment,
    question: &Question,
    percent: Decimal,
    start: Point,
    latest: Point,
    mean: Option<Decimal>,
) {
    let goal = grown(start.value, percent, start.period, question.by);
    assessment.latest = Some(latest);
    assessment.goal = Some(goal);
    assessment.expected = Some(grown(start.value, percent, start.period, latest.period));
    assessment.trajectory = (start.period.calendar_year()..=question.by.calendar_year())
        .filter_map(|year| Period::year(year).ok())
        .map(|period| Waypoint {
            period,
            value: grown(start.value, percent, start.period, period),
        })
        .collect();
    assessment.pace = mean.map(Pace::PercentPerYear);
    let left = years_between(latest.period, question.by)
        .to_f64()
        .unwrap_or_default();
    if left <= 0.0 {
        return;
    }
    assessment.required = growth(latest.value, goal, left).map(Pace::PercentPerYear);
    assessment.projection = mean.map(|mean| {
        let value = grown(latest.value, mean, latest.period, question.by);
        let is_met = if percent.is_sign_negative() {
            value <= goal
        } else {
            value >= goal
        };
        Projection {
            period: question.by,
            value,
            is_met,
            assumption: words::growth_continues(),
        }
    });
}

/// The value after growing by the percentage once a year.
fn grown(value: Decimal, percent: Decimal, from: Period, to: Period) -> Decimal {
    let factor = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    let years = (months(to) - months(from)) / 12;
    (0..years).fold(value, |value, _| rounded(value * factor, 12))
}

/// The compound growth in per cent a year that leads from one value to the other, to four decimals.
fn growth(from: Decimal, to: Decimal, years: f64) -> Option<Decimal> {
    let ratio = to.checked_div(from)?.to_f64()?;
    let percent = (ratio.powf(1.0 / years) - 1.0) * 100.0;
    Decimal::from_f64(percent).map(|percent| rounded(percent, 4))
}
