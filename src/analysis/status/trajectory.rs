//! The way from the baseline to the goal: straight, or by the target's own waypoints.

use rust_decimal::Decimal;

use crate::model::{Period, Waypoint};

/// A way in straight pieces, measured in whole months between the ends of periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trajectory {
    points: Vec<Waypoint>,
}

impl Trajectory {
    /// The way from the start by the waypoints to the goal. Waypoints outside the two ends are left out.
    #[must_use]
    pub fn new(start: Waypoint, path: &[Waypoint], goal: Waypoint) -> Self {
        let is_between = |point: &&Waypoint| {
            months(start.period) < months(point.period)
                && months(point.period) < months(goal.period)
        };
        let between = path.iter().filter(is_between).copied();
        Self {
            points: std::iter::once(start)
                .chain(between)
                .chain(std::iter::once(goal))
                .collect(),
        }
    }

    /// What is expected by the end of the period: the start before the way begins, the goal after it ends.
    #[must_use]
    pub fn expected(&self, period: Period) -> Decimal {
        let at = months(period);
        for pair in self.points.windows(2) {
            let (left, right) = (months(pair[0].period), months(pair[1].period));
            if at <= left {
                return pair[0].value;
            }
            if at < right {
                let share = Decimal::from(at - left) / Decimal::from(right - left);
                return pair[0].value + (pair[1].value - pair[0].value) * share;
            }
        }
        self.points.last().map_or(Decimal::ZERO, |last| last.value)
    }

    /// The expected value of every calendar year on the way.
    #[must_use]
    pub fn by_year(&self) -> Vec<Waypoint> {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return Vec::new();
        };
        (first.period.calendar_year()..=last.period.calendar_year())
            .filter_map(|year| Period::year(year).ok())
            .map(|period| Waypoint {
                period,
                value: self.expected(period),
            })
            .collect()
    }
}

/// The number of the month with which the period ends, counted from the year 0.
pub(super) fn months(period: Period) -> i32 {
    i32::from(period.end().year()) * 12 + i32::from(period.end().month())
}

/// Years between the ends of two periods.
pub(super) fn years_between(from: Period, to: Period) -> Decimal {
    Decimal::from(months(to) - months(from)) / Decimal::from(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(period: &str, value: i64) -> Waypoint {
        Waypoint {
            period: period.parse().unwrap(),
            value: Decimal::from(value),
        }
    }

    #[test]
    fn runs_straight_between_its_points() {
        let way = Trajectory::new(point("2025", 60), &[point("2028", 66)], point("2030", 86));
        let at = |period: &str| way.expected(period.parse().unwrap());
        assert_eq!(at("2024"), Decimal::from(60));
        assert_eq!(at("2026"), Decimal::from(62));
        assert_eq!(at("2026-H1"), Decimal::from(61));
        assert_eq!(at("2028"), Decimal::from(66));
        assert_eq!(at("2029"), Decimal::from(76));
        assert_eq!(at("2031"), Decimal::from(86));
        assert_eq!(way.by_year().len(), 6);
    }

    #[test]
    fn leaves_out_waypoints_beyond_its_ends() {
        let way = Trajectory::new(
            point("2025", 0),
            &[point("2024", 9), point("2030", 9)],
            point("2030", 5),
        );
        assert_eq!(way.expected("2027".parse().unwrap()), Decimal::from(2));
    }
}
