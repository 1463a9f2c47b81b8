//! Yes-or-no targets: done, or how much time is left.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Assessment, Point, Question, Ruling, Status, words};

pub(super) fn assess(question: &Question, latest: Point, on: Date) -> Assessment {
    let (first, last) = (question.from.start(), question.by.end());
    let total = (last - first).get_days();
    let left = (last - on).get_days();
    let mut assessment = if latest.value >= Decimal::ONE {
        Assessment::new(
            question,
            Status::Achieved,
            Ruling::Done,
            words::done(latest.period),
        )
    } else if on > last {
        Assessment::new(
            question,
            Status::OffTrack,
            Ruling::DeadlinePassed,
            words::not_done(question.by),
        )
    } else if i64::from(left) * 4 < i64::from(total) {
        Assessment::new(
            question,
            Status::AtRisk,
            Ruling::LittleTimeLeft,
            words::not_done(question.by),
        )
    } else {
        Assessment::new(
            question,
            Status::OnTrack,
            Ruling::TimeLeft,
            words::not_done(question.by),
        )
    };
    assessment.latest = Some(latest);
    assessment.goal = Some(Decimal::ONE);
    assessment
}
