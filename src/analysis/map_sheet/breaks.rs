//! Where a map's classes end: the same cuts as on the screen.
//!
//! # Source
//! `web/src/classes/breaks.ts`. Natural breaks: W. D. Fisher (1958), *On Grouping for Maximum Homogeneity*,
//! J. Am. Stat. Assoc. 53, exact by dynamic programming.

use crate::model::map_sheet::{ClassMethod, Language};

/// How the figures were cut, in the words of the screen's legend.
#[must_use]
pub(super) fn method_words(method: ClassMethod, language: Language) -> &'static str {
    match method {
        ClassMethod::Quantile | ClassMethod::Status => language.pick("đều số xã", "quantiles"),
        ClassMethod::Equal => language.pick("đều khoảng", "equal intervals"),
        ClassMethod::Natural => language.pick("ngắt tự nhiên", "natural breaks"),
    }
}

/// The upper bounds of at most `count` classes, ascending; the last is the greatest value. Classes that would be
/// empty because many values are equal are left out.
#[must_use]
pub(super) fn class_bounds(values: &[f64], method: ClassMethod, count: usize) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    // Yes and no are two classes, however many there are of each: one alone would say that all are the same.
    let mut distinct = sorted.clone();
    distinct.dedup();
    let mut bounds = match method {
        ClassMethod::Quantile | ClassMethod::Status if distinct.len() <= 2 => distinct,
        ClassMethod::Quantile | ClassMethod::Status => (1..=count)
            .map(|class| sorted[(class * sorted.len()).div_ceil(count).max(1) - 1])
            .collect(),
        ClassMethod::Equal => (1..count)
            .map(|class| low + (high - low) * class as f64 / count as f64)
            .chain([high])
            .collect(),
        ClassMethod::Natural => natural_bounds(&sorted, count),
    };
    bounds.dedup();
    bounds
}

/// The class (from 0) of a value: the first whose upper bound is not below it.
#[must_use]
pub(super) fn class_of(value: f64, bounds: &[f64]) -> usize {
    bounds
        .iter()
        .position(|bound| value <= *bound)
        .unwrap_or(bounds.len().saturating_sub(1))
}

fn natural_bounds(sorted: &[f64], count: usize) -> Vec<f64> {
    let n = sorted.len();
    if n <= count {
        return sorted.to_vec();
    }
    let running = |of: fn(f64) -> f64| {
        let mut sums = vec![0.0];
        sums.extend(sorted.iter().scan(0.0, |sum, value| {
            *sum += of(*value);
            Some(*sum)
        }));
        sums
    };
    let (sums, squares) = (running(|value| value), running(|value| value * value));
    let deviation = |from: usize, to: usize| {
        let total: f64 = sums[to] - sums[from];
        squares[to] - squares[from] - total * total / (to - from) as f64
    };
    let mut cost: Vec<f64> = (0..=n)
        .map(|to| if to == 0 { 0.0 } else { deviation(0, to) })
        .collect();
    let mut cuts = Vec::new();
    for class in 2..=count {
        let mut next = vec![f64::INFINITY; n + 1];
        let mut cut = vec![0; n + 1];
        for to in class..=n {
            for (from, before) in cost.iter().enumerate().take(to).skip(class - 1) {
                let candidate = before + deviation(from, to);
                if candidate < next[to] {
                    (next[to], cut[to]) = (candidate, from);
                }
            }
        }
        cost = next;
        cuts.push(cut);
    }
    let mut bounds = vec![sorted[n - 1]];
    let mut to = n;
    for cut in cuts.iter().rev() {
        to = cut[to];
        bounds.push(sorted[to.max(1) - 1]);
    }
    bounds.reverse();
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_hold_equally_many_values() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        let bounds = class_bounds(&values, ClassMethod::Quantile, 5);
        assert_eq!(bounds, [2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!((class_of(2.0, &bounds), class_of(2.5, &bounds)), (0, 1));
    }

    #[test]
    fn yes_and_no_are_two_classes() {
        let mut built = vec![1.0; 47];
        built.extend([0.0; 9]);
        assert_eq!(class_bounds(&built, ClassMethod::Quantile, 5), [0.0, 1.0]);
    }

    #[test]
    fn equal_classes_are_equally_wide_and_equal_values_share_one() {
        let bounds = class_bounds(&[0.0, 3.0, 10.0], ClassMethod::Equal, 5);
        assert_eq!(bounds, [2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(class_bounds(&[7.0, 7.0], ClassMethod::Quantile, 5), [7.0]);
        assert!(class_bounds(&[], ClassMethod::Natural, 5).is_empty());
    }

    #[test]
    fn natural_breaks_fall_into_the_gaps() {
        let values = [1.0, 2.0, 3.0, 50.0, 51.0, 52.0, 100.0, 101.0, 102.0];
        assert_eq!(
            class_bounds(&values, ClassMethod::Natural, 3),
            [3.0, 52.0, 102.0]
        );
    }
}
