//! The sentences in which a status is explained.

use rust_decimal::Decimal;

use crate::model::{Period, Text, english_number, vietnamese_number};

/// Numbers in explanations have at most two decimals.
const DECIMALS: u32 = 2;

fn vi(number: Decimal) -> String {
    vietnamese_number(number, DECIMALS)
}

fn en(number: Decimal) -> String {
    english_number(number, DECIMALS)
}

pub(super) fn no_figure() -> Text {
    Text::new(
        "chưa có số liệu được duyệt",
        "there is no approved figure yet",
    )
}

pub(super) fn incomplete(period: Period, reported: usize, of: usize) -> Text {
    Text::new(
        format!("{period}: mới có {reported}/{of} báo cáo, chưa đủ để đánh giá"),
        format!("{period}: {reported} of {of} have reported, too few to judge"),
    )
}

pub(super) fn stale(period: Period) -> Text {
    Text::new(
        format!("số liệu mới nhất là của {period}, đã quá hai năm"),
        format!("the newest figure is of {period}, more than two years ago"),
    )
}

pub(super) fn no_baseline() -> Text {
    Text::new(
        "chưa có giá trị gốc nên chưa biết tiến độ",
        "there is no baseline, so progress cannot be told",
    )
}

pub(super) fn only_baseline(period: Period) -> Text {
    Text::new(
        format!("mới chỉ có giá trị gốc của {period}"),
        format!("only the baseline of {period} is known"),
    )
}

pub(super) fn zero_baseline() -> Text {
    Text::new(
        "giá trị gốc bằng 0 nên không tính được phần trăm tăng",
        "growth in per cent of a zero baseline is not defined",
    )
}

pub(super) fn met(period: Period, value: Decimal) -> Text {
    Text::new(
        format!("{period} đạt {}", vi(value)),
        format!("{period} stands at {}", en(value)),
    )
}

/// What a value that does not meet a bound would have to be, and on which side of it the value lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needed {
    AtLeast(Decimal),
    MoreThan(Decimal),
    AtMost(Decimal),
    LessThan(Decimal),
}

impl Needed {
    const fn is_too_much(self) -> bool {
        matches!(self, Self::AtMost(_) | Self::LessThan(_))
    }

    fn told(self) -> Text {
        let (bound, of_vi, of_en) = match self {
            Self::AtLeast(bound) => (bound, "ít nhất", "at least"),
            Self::MoreThan(bound) => (bound, "trên", "more than"),
            Self::AtMost(bound) => (bound, "không quá", "at most"),
            Self::LessThan(bound) => (bound, "dưới", "less than"),
        };
        Text::new(
            format!("{of_vi} {}", vi(bound)),
            format!("{of_en} {}", en(bound)),
        )
    }
}

pub(super) fn deadline_passed(period: Period, value: Decimal, needed: Needed) -> Text {
    let stands = if needed.is_too_much() {
        "còn ở mức"
    } else {
        "mới đạt"
    };
    let bound = needed.told();
    Text::new(
        format!("hết hạn {period} {stands} {}, cần {}", vi(value), bound.vi),
        format!("{period} ended at {}, {} was needed", en(value), bound.en),
    )
}

/// A year that is not over and does not meet what it has to.
pub(super) fn year_short(period: Period, value: Decimal, needed: Needed) -> Text {
    let stands = if needed.is_too_much() {
        "đang ở mức"
    } else {
        "mới ở mức"
    };
    let bound = needed.told();
    Text::new(
        format!("{period} {stands} {}, cần {}", vi(value), bound.vi),
        format!("{period} stands at {}, {} is needed", en(value), bound.en),
    )
}

pub(super) fn progress(period: Period, value: Decimal, expected: Decimal, share: Decimal) -> Text {
    let percent = share * Decimal::ONE_HUNDRED;
    Text::new(
        format!(
            "{period} đạt {}, lộ trình cần {}: {} % tiến độ",
            vi(value),
            vi(expected),
            vietnamese_number(percent, 0)
        ),
        format!(
            "{period} stands at {}, the trajectory expects {}: {} % of the progress",
            en(value),
            en(expected),
            english_number(percent, 0)
        ),
    )
}

pub(super) fn fell_back(period: Period, value: Decimal) -> Text {
    Text::new(
        format!("giá trị gốc đã đạt nhưng {period} tụt còn {}", vi(value)),
        format!(
            "the baseline met it, but {period} fell back to {}",
            en(value)
        ),
    )
}

pub(super) fn overshot(period: Period, value: Decimal, upper: Decimal) -> Text {
    Text::new(
        format!(
            "{period} là {}, đã vượt qua khung ở mức {}",
            vi(value),
            vi(upper)
        ),
        format!(
            "{period} stands at {}, beyond the band's edge at {}",
            en(value),
            en(upper)
        ),
    )
}

pub(super) fn change(label: &str, percent: Decimal, needed: Decimal) -> Text {
    Text::new(
        format!("{label} thay đổi {} %, cần {} %", vi(percent), vi(needed)),
        format!(
            "{label} changed by {} %, {} % is needed",
            en(percent),
            en(needed)
        ),
    )
}

pub(super) fn from_zero(label: &str, value: Decimal) -> Text {
    Text::new(
        format!("kỳ trước bằng 0, {label} là {}", vi(value)),
        format!("the period before was 0, {label} is {}", en(value)),
    )
}

pub(super) fn compared(label: &str, value: Decimal, before: Decimal) -> Text {
    Text::new(
        format!("{label} là {}, kỳ trước là {}", vi(value), vi(before)),
        format!(
            "{label} is {}, the period before was {}",
            en(value),
            en(before)
        ),
    )
}

pub(super) fn year_before_missing(label: &str) -> Text {
    Text::new(
        format!("{label} chưa có số cùng kỳ năm trước để so sánh"),
        format!("{label} has no figure of the year before to compare with"),
    )
}

pub(super) fn mean(period: Period, percent: Decimal, needed: Decimal) -> Text {
    Text::new(
        format!(
            "bình quân đến {period} là {} %/năm, cần {} %/năm",
            vi(percent),
            vi(needed)
        ),
        format!(
            "the mean up to {period} is {} % a year, {} % is needed",
            en(percent),
            en(needed)
        ),
    )
}

pub(super) fn done(period: Period) -> Text {
    Text::new(
        format!("đã hoàn thành ({period})"),
        format!("done ({period})"),
    )
}

pub(super) fn not_done(by: Period) -> Text {
    Text::new(
        format!("chưa hoàn thành, hạn {by}"),
        format!("not done, due by {by}"),
    )
}

pub(super) fn pace_continues() -> Text {
    Text::new(
        "giả định tốc độ bình quân từ giá trị gốc đến nay được giữ nguyên",
        "assuming that the mean pace since the baseline goes on",
    )
}

pub(super) fn growth_continues() -> Text {
    Text::new(
        "giả định tốc độ tăng bình quân (kép) đến nay được giữ nguyên",
        "assuming that the compound growth so far goes on",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_that_is_missed_is_told_from_the_side_on_which_the_value_lies() {
        let period: Period = "2026".parse().unwrap();
        let passed = |value: i64, needed| deadline_passed(period, value.into(), needed);
        assert_eq!(
            passed(80, Needed::MoreThan(100.into())),
            Text::new(
                "hết hạn 2026 mới đạt 80, cần trên 100",
                "2026 ended at 80, more than 100 was needed"
            )
        );
        assert_eq!(
            passed(5, Needed::AtMost(0.into())),
            Text::new(
                "hết hạn 2026 còn ở mức 5, cần không quá 0",
                "2026 ended at 5, at most 0 was needed"
            )
        );
        let short = |value: i64, needed| year_short(period, value.into(), needed);
        assert_eq!(
            short(80, Needed::AtLeast(100.into())),
            Text::new(
                "2026 mới ở mức 80, cần ít nhất 100",
                "2026 stands at 80, at least 100 is needed"
            )
        );
        assert_eq!(
            short(5, Needed::LessThan(3.into())).vi,
            "2026 đang ở mức 5, cần dưới 3"
        );
    }
}
