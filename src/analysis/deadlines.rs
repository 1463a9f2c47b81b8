//! Where a task stands against its deadline.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::Task;

/// Where a task stands on a day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// All of it is done.
    Done,
    /// The deadline has passed and it is not done.
    Overdue,
    /// Little time is left, or progress is behind the time that has passed.
    AtRisk,
    /// Progress keeps up with time.
    OnTrack,
    /// Nobody has reported progress yet, and the deadline is far.
    NotReported,
}

impl TaskState {
    /// The state's name in code and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Overdue => "overdue",
            Self::AtRisk => "at-risk",
            Self::OnTrack => "on-track",
            Self::NotReported => "not-reported",
        }
    }
}

/// From so many days before the deadline an unfinished task is at risk.
pub const LITTLE_TIME_DAYS: i32 = 60;
/// Progress below this share of the time that has passed is at risk.
const BEHIND_SHARE: Decimal = Decimal::from_parts(7, 0, 0, false, 1);

/// Where the task stands on the day: done at 100 %, overdue after the deadline, at risk in the last 60 days or with
/// less than 70 % of the progress that the time passed would ask for.
#[must_use]
pub fn state_of(task: &Task, on: Date) -> TaskState {
    let progress = task.progress_percent;
    if progress.is_some_and(|percent| percent >= Decimal::ONE_HUNDRED) {
        return TaskState::Done;
    }
    if on > task.deadline {
        return TaskState::Overdue;
    }
    if (task.deadline - on).get_days() < LITTLE_TIME_DAYS {
        return TaskState::AtRisk;
    }
    let Some(progress) = progress else {
        return TaskState::NotReported;
    };
    let is_behind =
        time_passed_percent(task, on).is_some_and(|passed| progress < passed * BEHIND_SHARE);
    if is_behind {
        TaskState::AtRisk
    } else {
        TaskState::OnTrack
    }
}

/// How much of the time from its start to its deadline has passed, in per cent; nothing without a start.
fn time_passed_percent(task: &Task, on: Date) -> Option<Decimal> {
    let starts = task.starts?;
    let total = (task.deadline - starts).get_days();
    let passed = (on - starts).get_days().clamp(0, total);
    (Decimal::from(passed) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seeds;
    use jiff::civil::date;

    fn task(progress: Option<i64>) -> Task {
        let programme = seeds::shipped().unwrap();
        let mut task = (**programme
            .task(&"provincial-hospital-500".parse().unwrap())
            .unwrap())
        .clone();
        task.starts = Some(date(2026, 1, 1));
        task.deadline = date(2030, 12, 31);
        task.progress_percent = progress.map(Decimal::from);
        task
    }

    #[test]
    fn the_deadline_and_the_progress_decide() {
        assert_eq!(
            state_of(&task(None), date(2027, 1, 1)),
            TaskState::NotReported
        );
        assert_eq!(
            state_of(&task(Some(100)), date(2031, 1, 1)),
            TaskState::Done
        );
        assert_eq!(
            state_of(&task(Some(99)), date(2031, 1, 1)),
            TaskState::Overdue
        );
        assert_eq!(
            state_of(&task(Some(99)), date(2030, 12, 31)),
            TaskState::AtRisk
        );
        // Half of the time has passed by mid-2028: 35 % is the least that is on track.
        assert_eq!(
            state_of(&task(Some(36)), date(2028, 7, 1)),
            TaskState::OnTrack
        );
        assert_eq!(
            state_of(&task(Some(34)), date(2028, 7, 1)),
            TaskState::AtRisk
        );
    }
}
