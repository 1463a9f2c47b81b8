//! Levels, bands and changes from a baseline: judged by the progress made against the progress expected.

use rust_decimal::Decimal;

use super::trajectory::{Trajectory, years_between};
use super::words::Needed;
use super::{
    AT_RISK_SHARE, Assessment, ON_TRACK_SHARE, Pace, Point, Projection, Question, Ruling, Status,
    words,
};
use crate::model::{Direction, TargetRule, Waypoint};

/// A condition on a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast(Decimal),
    MoreThan(Decimal),
    AtMost(Decimal),
    LessThan(Decimal),
    Within(Decimal, Decimal),
}

impl Bound {
    pub(super) fn is_met(self, value: Decimal) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::MoreThan(bound) => value > bound,
            Self::AtMost(bound) => value <= bound,
            Self::LessThan(bound) => value < bound,
            Self::Within(lower, upper) => lower <= value && value <= upper,
        }
    }

    /// The value to be reached from the given one.
    pub(super) fn goal_from(self, start: Decimal) -> Decimal {
        match self {
            Self::AtLeast(bound)
            | Self::MoreThan(bound)
            | Self::AtMost(bound)
            | Self::LessThan(bound) => bound,
            Self::Within(lower, upper) => {
                if start > upper {
                    upper
                } else {
                    lower
                }
            }
        }
    }

    /// What a value that does not meet it would have to be.
    pub(super) fn needed(self, value: Decimal) -> Needed {
        match self {
            Self::AtLeast(bound) => Needed::AtLeast(bound),
            Self::MoreThan(bound) => Needed::MoreThan(bound),
            Self::AtMost(bound) => Needed::AtMost(bound),
            Self::LessThan(bound) => Needed::LessThan(bound),
            Self::Within(_, upper) if value > upper => Needed::AtMost(upper),
            Self::Within(lower, _) => Needed::AtLeast(lower),
        }
    }

    /// The condition on the level that the rule sets; nothing for rules about yearly changes, and for a change in
    /// per cent of a baseline that is not known.
    pub(super) fn of(question: &Question) -> Option<Self> {
        match question.rule {
            TargetRule::AtLeast { value } => Some(Self::AtLeast(value)),
            TargetRule::MoreThan { value } => Some(Self::MoreThan(value)),
            TargetRule::AtMost { value } => Some(Self::AtMost(value)),
            TargetRule::LessThan { value } => Some(Self::LessThan(value)),
            TargetRule::Reach { value } => Some(Self::reach(value, question)),
            TargetRule::Within { lower, upper } => Some(Self::Within(lower, upper)),
            TargetRule::ChangeFromBaseline { percent } => {
                let start = question.baseline?.value;
                let goal = start + start.abs() * percent / Decimal::ONE_HUNDRED;
                Some(if percent.is_sign_negative() {
                    Self::AtMost(goal)
                } else {
                    Self::AtLeast(goal)
                })
            }
            _ => None,
        }
    }

    fn reach(value: Decimal, question: &Question) -> Self {
        let comes_from_above = match question.direction {
            Direction::Up => false,
            Direction::Down => true,
            Direction::Band | Direction::Neutral => question
                .baseline
                .is_some_and(|baseline| baseline.value > value),
        };
        if comes_from_above {
            Self::AtMost(value)
        } else {
            Self::AtLeast(value)
        }
    }
}

pub(super) fn assess(question: &Question, latest: Point) -> Assessment {
    let Some(bound) = Bound::of(question) else {
        return with_latest(
            Assessment::undecided(question, Ruling::NoBaseline, words::no_baseline()),
            latest,
        );
    };
    let Some(start) = question.baseline else {
        return without_baseline(question, bound, latest);
    };
    if start.value.is_zero() && matches!(question.rule, TargetRule::ChangeFromBaseline { .. }) {
        return from_zero(question, latest);
    }
    let way = Way::new(question, bound, start);
    let mut assessment = way.judge(question, latest);
    way.describe(&mut assessment, question, latest);
    assessment
}

/// The way of a level from its start to its goal.
struct Way {
    bound: Bound,
    start: Point,
    goal: Decimal,
    trajectory: Trajectory,
}

impl Way {
    fn new(question: &Question, bound: Bound, start: Point) -> Self {
        let goal = bound.goal_from(start.value);
        let first = Waypoint {
            period: start.period,
            value: start.value,
        };
        let last = Waypoint {
            period: question.by,
            value: goal,
        };
        Self {
            bound,
            start,
            goal,
            trajectory: Trajectory::new(first, &question.path, last),
        }
    }

    fn judge(&self, question: &Question, latest: Point) -> Assessment {
        let Point { period, value, .. } = latest;
        let say = |status, ruling, reason| Assessment::new(question, status, ruling, reason);
        if self.bound.is_met(value) {
            return say(
                Status::Achieved,
                Ruling::BoundMet,
                words::met(period, value),
            );
        }
        if period.end() >= question.by.end() {
            let reason = words::deadline_passed(period, value, self.bound.needed(value));
            return say(Status::OffTrack, Ruling::DeadlinePassed, reason);
        }
        if period.end() <= self.start.period.end() {
            return say(
                Status::NoData,
                Ruling::OnlyBaseline,
                words::only_baseline(self.start.period),
            );
        }
        if let Some(overshot) = self.overshot(question, latest) {
            return overshot;
        }
        if self.bound.is_met(self.start.value) {
            return say(
                Status::AtRisk,
                Ruling::FellBack,
                words::fell_back(period, value),
            );
        }
        self.progress(question, latest)
    }

    fn progress(&self, question: &Question, latest: Point) -> Assessment {
        let Point { period, value, .. } = latest;
        let expected = self.trajectory.expected(period);
        let made = value - self.start.value;
        // A waypoint may ask for no progress yet, and a strict bound may start at its own edge; then standing
        // still is all that is expected.
        let share = made
            .checked_div(expected - self.start.value)
            .unwrap_or_else(|| {
                let is_backwards =
                    (self.goal - self.start.value).is_sign_negative() != made.is_sign_negative();
                if is_backwards && !made.is_zero() {
                    Decimal::ZERO
                } else {
                    Decimal::ONE
                }
            });
        let reason = words::progress(period, value, expected, share);
        let (status, ruling) = graded(share);
        Assessment::new(question, status, ruling, reason)
    }

    fn overshot(&self, question: &Question, latest: Point) -> Option<Assessment> {
        let Bound::Within(lower, upper) = self.bound else {
            return None;
        };
        let (edge, beyond) = if self.start.value > upper {
            (lower, lower - latest.value)
        } else {
            (upper, latest.value - upper)
        };
        let is_beyond = beyond > Decimal::ZERO;
        let was_inside = self.bound.is_met(self.start.value);
        if !is_beyond || was_inside {
            return None;
        }
        let status = if beyond <= upper - lower {
            Status::AtRisk
        } else {
            Status::OffTrack
        };
        let reason = words::overshot(latest.period, latest.value, edge);
        Some(Assessment::new(question, status, Ruling::Overshot, reason))
    }

    fn describe(&self, assessment: &mut Assessment, question: &Question, latest: Point) {
        assessment.latest = Some(latest);
        assessment.goal = Some(self.goal);
        assessment.expected = Some(self.trajectory.expected(latest.period));
        assessment.trajectory = self.trajectory.by_year();
        let elapsed = years_between(self.start.period, latest.period);
        let left = years_between(latest.period, question.by);
        let made = latest.value - self.start.value;
        let pace = made
            .checked_div(elapsed)
            .filter(|_| elapsed > Decimal::ZERO);
        assessment.pace = pace.map(Pace::UnitsPerYear);
        if left <= Decimal::ZERO {
            return;
        }
        if !self.bound.is_met(latest.value) {
            assessment.required = (self.bound.goal_from(latest.value) - latest.value)
                .checked_div(left)
                .map(Pace::UnitsPerYear);
        }
        assessment.projection = pace.map(|pace| {
            let value = latest.value + pace * left;
            let is_met = self.bound.is_met(value);
            Projection {
                period: question.by,
                value,
                is_met,
                assumption: words::pace_continues(),
            }
        });
    }
}

/// The status for a share of the expected progress.
pub(super) fn graded(share: Decimal) -> (Status, Ruling) {
    if share >= ON_TRACK_SHARE {
        (Status::OnTrack, Ruling::Ahead)
    } else if share >= AT_RISK_SHARE {
        (Status::AtRisk, Ruling::Behind)
    } else {
        (Status::OffTrack, Ruling::FarBehind)
    }
}

fn without_baseline(question: &Question, bound: Bound, latest: Point) -> Assessment {
    let Point { period, value, .. } = latest;
    let goal = bound.goal_from(value);
    let mut assessment = if bound.is_met(value) {
        Assessment::new(
            question,
            Status::Achieved,
            Ruling::BoundMet,
            words::met(period, value),
        )
    } else if period.end() >= question.by.end() {
        let reason = words::deadline_passed(period, value, bound.needed(value));
        Assessment::new(question, Status::OffTrack, Ruling::DeadlinePassed, reason)
    } else {
        Assessment::undecided(question, Ruling::NoBaseline, words::no_baseline())
    };
    assessment.goal = Some(goal);
    with_latest(assessment, latest)
}

/// A reduction from zero holds while the value stays zero; growth from zero is not defined.
fn from_zero(question: &Question, latest: Point) -> Assessment {
    let is_reduction = matches!(question.rule, TargetRule::ChangeFromBaseline { percent } if percent.is_sign_negative());
    let label = latest.period.to_string();
    let assessment = if !is_reduction {
        Assessment::undecided(question, Ruling::ZeroBaseline, words::zero_baseline())
    } else if latest.value.is_zero() {
        Assessment::new(
            question,
            Status::Achieved,
            Ruling::BoundMet,
            words::from_zero(&label, latest.value),
        )
    } else {
        Assessment::new(
            question,
            Status::OffTrack,
            Ruling::FarBehind,
            words::from_zero(&label, latest.value),
        )
    };
    with_latest(assessment, latest)
}

fn with_latest(mut assessment: Assessment, latest: Point) -> Assessment {
    assessment.latest = Some(latest);
    assessment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_of_a_band_the_nearer_edge_is_needed() {
        let band = Bound::Within(10.into(), 20.into());
        assert!(matches!(band.needed(25.into()), Needed::AtMost(edge) if edge == 20.into()));
        assert!(matches!(band.needed(5.into()), Needed::AtLeast(edge) if edge == 10.into()));
    }
}
