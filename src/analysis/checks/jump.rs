//! Whether a figure is unlike the earlier ones.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::{Candidate, Finding, Period, Snapshot, Text, vietnamese_number};

/// The robust z-score from which a jump is doubtful.
const JUMP_SCORE: f64 = 3.5;
/// How many earlier figures the score needs; with fewer, a tenfold step is doubtful.
const JUMP_HISTORY: usize = 5;

/// A step that is unlike the earlier ones, by the modified z-score of Iglewicz and Hoaglin (1993):
/// `0.6745 × (step − median) ÷ MAD`.
pub(super) fn jump(snapshot: &Snapshot, candidate: &Candidate, number: Decimal) -> Option<Finding> {
    let mut history: Vec<(Period, f64)> = snapshot
        .figures()
        .series(&candidate.indicator, &candidate.subject)
        .filter(|figure| figure.is_approved())
        .filter(|figure| figure.key.period.rhythm() == candidate.period.rhythm())
        .filter(|figure| figure.key.period < candidate.period)
        .filter_map(|figure| Some((figure.key.period, figure.value.number()?.to_f64()?)))
        .collect();
    history.sort_by_key(|(period, _)| *period);
    history.dedup_by_key(|(period, _)| *period);
    let values: Vec<f64> = history.into_iter().map(|(_, value)| value).collect();
    let value = number.to_f64()?;
    is_jump(&values, value).then(|| {
        let last = values.last().copied().unwrap_or_default();
        Finding::doubtful(
            "jump",
            Text::new(
                format!(
                    "{} khác thường so với các kỳ trước (kỳ gần nhất {last})",
                    vietnamese_number(number, 4)
                ),
                format!("{number} is unlike the earlier periods (the last was {last})"),
            ),
            Text::new(
                "kiểm tra số 0 thừa, đơn vị tính; ghi chú nếu đúng",
                "check zeros and unit; note why if it is right",
            ),
        )
    })
}

fn is_jump(history: &[f64], value: f64) -> bool {
    let Some(last) = history.last().copied() else {
        return false;
    };
    if history.len() < JUMP_HISTORY {
        let is_tenfold = value.abs() >= 10.0 * last.abs() || 10.0 * value.abs() <= last.abs();
        return last != 0.0 && is_tenfold;
    }
    let steps: Vec<f64> = history.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let middle = median(&steps);
    let spread = median(
        &steps
            .iter()
            .map(|step| (step - middle).abs())
            .collect::<Vec<_>>(),
    );
    let distance = (value - last - middle).abs();
    if spread == 0.0 {
        return distance > last.abs() / 2.0;
    }
    0.6745 * distance / spread > JUMP_SCORE
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        count if count % 2 == 0 => f64::midpoint(sorted[half - 1], sorted[half]),
        _ => sorted[half],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_are_told_by_the_robust_score() {
        let steady = [100.0, 102.0, 101.0, 104.0, 103.0, 105.0];
        assert!(!is_jump(&steady, 107.0));
        assert!(is_jump(&steady, 150.0));
        assert!(is_jump(&[400.0], 4000.0));
        assert!(is_jump(&[400.0], 40.0));
        assert!(!is_jump(&[400.0], 900.0));
        assert!(!is_jump(&[], 900.0));
        assert!(!is_jump(&[5.0, 5.0, 5.0, 5.0, 5.0], 6.0));
        assert!(is_jump(&[5.0, 5.0, 5.0, 5.0, 5.0], 9.0));
    }
}
