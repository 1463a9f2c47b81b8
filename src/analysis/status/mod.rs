//! Where a target stands on a day, by which rule, and where it is heading.
//!
//! The rules, with worked examples that are also tests, are in `docs/status-rules.md`.

mod level;
mod mean;
mod milestone;
mod trajectory;
mod words;
mod yearly;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::reading::Reader;
use crate::model::{
    Direction, Indicator, IndicatorKind, Period, Rhythm, Subject, Target, TargetRule, Text,
    Waypoint,
};

pub use trajectory::Trajectory;

/// Where a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// What must be true is true.
    Achieved,
    /// At least 95 % of the progress that the trajectory expects.
    OnTrack,
    /// At least 70 % of it.
    AtRisk,
    /// Less, or the deadline has passed.
    OffTrack,
    /// It cannot be judged, and the rule says why.
    NoData,
}

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// There is no approved figure.
    NoFigure,
    /// The newest figure is older than two years.
    Stale,
    /// There is no baseline, so progress cannot be told.
    NoBaseline,
    /// Only the baseline is known.
    OnlyBaseline,
    /// A change in per cent of zero is not defined.
    ZeroBaseline,
    /// The condition holds.
    BoundMet,
    /// The last period is over and the condition does not hold.
    DeadlinePassed,
    /// Progress is as expected or ahead.
    Ahead,
    /// Progress is behind.
    Behind,
    /// Progress is far behind.
    FarBehind,
    /// The condition held at the baseline and holds no more.
    FellBack,
    /// The value has gone through the band to its other side.
    Overshot,
    /// The year as a whole meets the condition.
    YearMet,
    /// The year so far meets the condition.
    YearSoFarMet,
    /// The year moves the right way, but not far enough.
    YearShort,
    /// The year stands still or moves the wrong way.
    YearWrongWay,
    /// Done.
    Done,
    /// Not done, with time left.
    TimeLeft,
    /// Not done, with less than a quarter of the time left.
    LittleTimeLeft,
}

impl Ruling {
    /// The rule's name in code and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoFigure => "no-figure",
            Self::Stale => "stale",
            Self::NoBaseline => "no-baseline",
            Self::OnlyBaseline => "only-baseline",
            Self::ZeroBaseline => "zero-baseline",
            Self::BoundMet => "bound-met",
            Self::DeadlinePassed => "deadline-passed",
            Self::Ahead => "ahead",
            Self::Behind => "behind",
            Self::FarBehind => "far-behind",
            Self::FellBack => "fell-back",
            Self::Overshot => "overshot",
            Self::YearMet => "year-met",
            Self::YearSoFarMet => "year-so-far-met",
            Self::YearShort => "year-short",
            Self::YearWrongWay => "year-wrong-way",
            Self::Done => "done",
            Self::TimeLeft => "time-left",
            Self::LittleTimeLeft => "little-time-left",
        }
    }
}

/// One figure of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// When.
    pub period: Period,
    /// How much.
    pub value: Decimal,
    /// Whether it was made up to show the screens.
    pub is_illustrative: bool,
}

/// What is judged: a rule and the series that it is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What must be true.
    pub rule: TargetRule,
    /// Which way is better.
    pub direction: Direction,
    /// Where the way begins, where that is known.
    pub baseline: Option<Point>,
    /// Points that the way passes.
    pub path: Vec<Waypoint>,
    /// The first period in which it is judged.
    pub from: Period,
    /// The last period.
    pub by: Period,
    /// Whether every year is judged by itself.
    pub is_yearly: bool,
    /// Whether the parts of a year add up to it; otherwise the last one stands for it.
    pub is_flow: bool,
    /// The figures, in order of period.
    pub series: Vec<Point>,
}

/// Where a target stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Where it stands.
    pub status: Status,
    /// The rule that decided.
    pub ruling: Ruling,
    /// Why, in a sentence with the figures.
    pub reason: Text,
    /// The newest figure that counted.
    pub latest: Option<Point>,
    /// Where the way begins.
    pub baseline: Option<Point>,
    /// What is to be reached, in the unit of the series, where the rule sets a value.
    pub goal: Option<Decimal>,
    /// What the trajectory expects for the period of the newest figure.
    pub expected: Option<Decimal>,
    /// The trajectory, by year.
    pub trajectory: Vec<Waypoint>,
    /// The pace so far.
    pub pace: Option<Pace>,
    /// The pace that is needed from the newest figure to the last period.
    pub required: Option<Pace>,
    /// Where the pace so far leads.
    pub projection: Option<Projection>,
}

/// How fast a value moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// So many units of the indicator a year.
    UnitsPerYear(Decimal),
    /// So many per cent a year.
    PercentPerYear(Decimal),
}

/// Where the pace so far leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// The last period.
    pub period: Period,
    /// The value then.
    pub value: Decimal,
    /// Whether the condition would hold.
    pub is_met: bool,
    /// What is assumed.
    pub assumption: Text,
}

/// The share of the expected progress from which a target is on track.
pub const ON_TRACK_SHARE: Decimal = Decimal::from_parts(95, 0, 0, false, 2);
/// The share of the expected progress from which a target is at risk rather than off track.
pub const AT_RISK_SHARE: Decimal = Decimal::from_parts(70, 0, 0, false, 2);
/// How long a figure counts after the end of its period.
const FRESH_YEARS: i32 = 2;

/// Judges the question on a day.
#[must_use]
pub fn assess(question: &Question, on: Date) -> Assessment {
    let known: Vec<Point> = question
        .series
        .iter()
        .copied()
        .filter(|point| point.period.start() <= on)
        .collect();
    let Some(latest) = known
        .iter()
        .copied()
        .max_by_key(|point| (point.period.end(), point.period))
    else {
        return Assessment::undecided(question, Ruling::NoFigure, words::no_figure());
    };
    let goes_stale = latest.period.end().saturating_add(FRESH_YEARS.years());
    if on > goes_stale {
        let mut stale = Assessment::undecided(question, Ruling::Stale, words::stale(latest.period));
        stale.latest = Some(latest);
        return stale;
    }
    match question.rule {
        TargetRule::YearlyChange { .. } | TargetRule::Improve => {
            yearly::assess(question, &known, on)
        }
        TargetRule::MeanYearlyChange { percent } => mean::assess(question, percent, &known),
        TargetRule::Done => milestone::assess(question, latest, on),
        _ if question.is_yearly => yearly::assess(question, &known, on),
        _ => level::assess(question, latest),
    }
}

impl Assessment {
    fn new(question: &Question, status: Status, ruling: Ruling, reason: Text) -> Self {
        Self {
            status,
            ruling,
            reason,
            latest: None,
            baseline: question.baseline,
            goal: None,
            expected: None,
            trajectory: Vec::new(),
            pace: None,
            required: None,
            projection: None,
        }
    }

    fn undecided(question: &Question, ruling: Ruling, reason: Text) -> Self {
        Self::new(question, Status::NoData, ruling, reason)
    }

    /// Whether any figure that counted was made up to show the screens.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.latest
            .into_iter()
            .chain(self.baseline)
            .any(|point| point.is_illustrative)
    }
}

/// Judges a target for a subject on a day, reading the figures that it needs.
#[must_use]
pub fn of_target(
    reader: &Reader<'_>,
    target: &Target,
    indicator: &Indicator,
    subject: &Subject,
    on: Date,
) -> Assessment {
    let level = match (&indicator.kind, target.rule.judges_level_changes()) {
        (IndicatorKind::Change { of, .. }, true) => of,
        _ => &indicator.id,
    };
    let series = points(reader, level, subject, target, indicator);
    let baseline = target
        .baseline
        .as_ref()
        .and_then(|baseline| match baseline.value {
            Some(value) => Some(Point {
                period: baseline.period,
                value,
                is_illustrative: false,
            }),
            None => series
                .iter()
                .copied()
                .find(|point| point.period == baseline.period),
        });
    let question = Question {
        rule: target.rule,
        direction: indicator.direction,
        baseline,
        path: target.path.clone(),
        from: target.from,
        by: target.by,
        is_yearly: target.is_judged_yearly(),
        is_flow: reader.is_flow(level),
        series,
    };
    let mut assessment = assess(&question, on);
    if matches!(assessment.ruling, Ruling::NoFigure | Ruling::OnlyBaseline) {
        explain_absence(reader, level, subject, on, &mut assessment);
    }
    assessment
}

/// Says why there is no figure, where a part of one exists.
fn explain_absence(
    reader: &Reader<'_>,
    level: &crate::model::IndicatorId,
    subject: &Subject,
    on: Date,
    assessment: &mut Assessment,
) {
    let newest = reader
        .years(level)
        .into_iter()
        .rfind(|year| year.start() <= on);
    let Some(year) = newest else { return };
    if assessment
        .latest
        .is_some_and(|latest| latest.period >= year)
    {
        return;
    }
    let reading = reader.read(level, subject, year);
    match (&reading.coverage, &reading.missing) {
        (Some(coverage), _) if !coverage.is_complete() => {
            assessment.reason = words::incomplete(year, coverage.reported, coverage.of);
        }
        (_, Some(missing)) => {
            assessment.reason = Text::new(
                format!("{year}: {}", missing.vi),
                format!("{year}: {}", missing.en),
            );
        }
        _ => {}
    }
}

/// The numbers of the series that stand for the whole subject. Levels that count what happens are judged by whole
/// years, as are means; yearly rules also see the parts of a year that is not over.
fn points(
    reader: &Reader<'_>,
    level: &crate::model::IndicatorId,
    subject: &Subject,
    target: &Target,
    indicator: &Indicator,
) -> Vec<Point> {
    let is_whole_years = matches!(target.rule, TargetRule::MeanYearlyChange { .. })
        || (indicator.is_flow && !target.is_judged_yearly());
    let mut periods = reader.years(level);
    if !is_whole_years {
        periods.extend(reader.periods(level));
    }
    periods
        .into_iter()
        .filter(|period| !is_whole_years || period.rhythm() == Rhythm::Year)
        .filter_map(|period| {
            let reading = reader.read(level, subject, period);
            let value = reading.complete()?;
            Some(Point {
                period,
                value,
                is_illustrative: reading.is_illustrative,
            })
        })
        .collect()
}

#[cfg(test)]
mod examples;
