//! Targets that every year meets or misses by itself: yearly changes, improvements, and levels judged year by year.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::level::Bound;
use super::{Assessment, Pace, Point, Question, Ruling, Status, words};
use crate::model::{Direction, Period, Rhythm, TargetRule, Waypoint, rounded};

pub(super) fn assess(question: &Question, known: &[Point], on: Date) -> Assessment {
    let Some(year) = Year::newest(question, known, on) else {
        return Assessment::undecided(question, Ruling::NoFigure, words::no_figure());
    };
    let mut assessment = match question.rule {
        TargetRule::YearlyChange { percent } => change(question, percent, &year),
        TargetRule::Improve => improvement(question, &year),
        _ => level(question, &year),
    };
    assessment.latest = Some(year.point);
    assessment.trajectory = limits(question, known);
    let limit = assessment
        .trajectory
        .iter()
        .find(|limit| limit.period == year.point.period);
    assessment.expected = limit.map(|limit| limit.value);
    assessment.goal = assessment.expected;
    assessment.pace = year.percent().map(Pace::PercentPerYear);
    if let TargetRule::YearlyChange { percent } = question.rule {
        assessment.required = Some(Pace::PercentPerYear(percent));
    }
    assessment
}

/// The newest year, whole or as far as it goes, with the same part of the year before.
struct Year {
    point: Point,
    before: Option<Decimal>,
    is_whole: bool,
    label: String,
}

impl Year {
    fn newest(question: &Question, known: &[Point], on: Date) -> Option<Self> {
        let newest = known.iter().max_by_key(|point| point.period.end())?;
        let year = newest.period.calendar_year();
        let whole = Period::year(year).ok()?;
        if let Some(point) = at(known, whole) {
            let before = whole
                .year_before()
                .and_then(|before| at(known, before))
                .map(|point| point.value);
            return Some(Self {
                point,
                before,
                is_whole: whole.end() <= on,
                label: whole.to_string(),
            });
        }
        [Rhythm::Half, Rhythm::Quarter, Rhythm::Month]
            .into_iter()
            .find_map(|rhythm| Self::so_far(question, known, whole, rhythm))
    }

    /// The parts of the year from its beginning, added up or the last of them, beside the same parts of the year
    /// before.
    fn so_far(question: &Question, known: &[Point], whole: Period, rhythm: Rhythm) -> Option<Self> {
        let all = whole.parts(rhythm);
        let parts: Vec<Point> = if question.is_flow {
            all.into_iter().map_while(|part| at(known, part)).collect()
        } else {
            all.into_iter()
                .rev()
                .find_map(|part| at(known, part))
                .into_iter()
                .collect()
        };
        let last = parts.last()?;
        let before: Vec<Decimal> = parts
            .iter()
            .filter_map(|part| at(known, part.period.year_before()?))
            .map(|point| point.value)
            .collect();
        let point = Point {
            period: last.period,
            value: parts.iter().map(|part| part.value).sum(),
            is_illustrative: parts.iter().any(|part| part.is_illustrative),
        };
        let before = (before.len() == parts.len()).then(|| before.iter().sum());
        let label = match parts.as_slice() {
            [only] => only.period.to_string(),
            _ => format!("{}…{}", parts[0].period, last.period),
        };
        Some(Self {
            point,
            before,
            is_whole: false,
            label,
        })
    }

    fn percent(&self) -> Option<Decimal> {
        let before = self.before?;
        ((self.point.value - before) * Decimal::ONE_HUNDRED)
            .checked_div(before.abs())
            .map(|change| rounded(change, 4))
    }

    fn met(&self) -> (Status, Ruling) {
        if self.is_whole {
            (Status::Achieved, Ruling::YearMet)
        } else {
            (Status::OnTrack, Ruling::YearSoFarMet)
        }
    }
}

fn at(known: &[Point], period: Period) -> Option<Point> {
    known.iter().copied().find(|point| point.period == period)
}

fn change(question: &Question, needed: Decimal, year: &Year) -> Assessment {
    let Some(before) = year.before else {
        return Assessment::undecided(
            question,
            Ruling::NoBaseline,
            words::year_before_missing(&year.label),
        );
    };
    let value = year.point.value;
    let is_reduction = needed.is_sign_negative();
    let Some(percent) = year.percent() else {
        let reason = words::from_zero(&year.label, value);
        return match (is_reduction, value.is_zero()) {
            (true, true) => {
                let (status, ruling) = year.met();
                Assessment::new(question, status, ruling, reason)
            }
            (true, false) => {
                Assessment::new(question, Status::OffTrack, Ruling::YearWrongWay, reason)
            }
            (false, _) => {
                Assessment::undecided(question, Ruling::ZeroBaseline, words::zero_baseline())
            }
        };
    };
    let reason = words::change(&year.label, percent, needed);
    let limit = before + before.abs() * needed / Decimal::ONE_HUNDRED;
    let is_met = if is_reduction {
        value <= limit
    } else {
        value >= limit
    };
    let is_right_way = if is_reduction {
        value < before
    } else {
        value > before
    };
    let (status, ruling) = match (is_met, is_right_way) {
        (true, _) => year.met(),
        (false, true) => (Status::AtRisk, Ruling::YearShort),
        (false, false) => (Status::OffTrack, Ruling::YearWrongWay),
    };
    Assessment::new(question, status, ruling, reason)
}

fn improvement(question: &Question, year: &Year) -> Assessment {
    let Some(before) = year.before else {
        return Assessment::undecided(
            question,
            Ruling::NoBaseline,
            words::year_before_missing(&year.label),
        );
    };
    let value = year.point.value;
    let reason = words::compared(&year.label, value, before);
    let is_better = if question.direction == Direction::Down {
        value < before
    } else {
        value > before
    };
    let (status, ruling) = if is_better {
        year.met()
    } else if value == before {
        (Status::AtRisk, Ruling::YearShort)
    } else {
        (Status::OffTrack, Ruling::YearWrongWay)
    };
    Assessment::new(question, status, ruling, reason)
}

fn level(question: &Question, year: &Year) -> Assessment {
    let Some(bound) = Bound::of(question) else {
        return Assessment::undecided(question, Ruling::NoBaseline, words::no_baseline());
    };
    let value = year.point.value;
    let period = year.point.period;
    let (status, ruling, reason) = if bound.is_met(value) {
        let (status, ruling) = year.met();
        (status, ruling, words::met(period, value))
    } else if year.is_whole {
        let reason = words::deadline_passed(period, value, bound.needed(value));
        (Status::OffTrack, Ruling::DeadlinePassed, reason)
    } else {
        let reason = words::year_short(period, value, bound.needed(value));
        (Status::AtRisk, Ruling::YearShort, reason)
    };
    Assessment::new(question, status, ruling, reason)
}

/// What every year should come to: the year before changed by the percentage, or the bound itself.
fn limits(question: &Question, known: &[Point]) -> Vec<Waypoint> {
    (question.from.calendar_year()..=question.by.calendar_year())
        .filter_map(|year| Period::year(year).ok())
        .filter_map(|period| {
            let value = match question.rule {
                TargetRule::YearlyChange { percent } => {
                    let before = at(known, period.year_before()?)?.value;
                    before + before.abs() * percent / Decimal::ONE_HUNDRED
                }
                TargetRule::Improve => return None,
                _ => Bound::of(question)?.goal_from(Decimal::ZERO),
            };
            Some(Waypoint { period, value })
        })
        .collect()
}
