//! How firm the ranking is: each weight a fifth more and a fifth less.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Criterion, CriterionWeight};

/// So many of the first are followed.
const FOLLOWED: usize = 10;
/// The share by which a weight is changed.
const CHANGE: f64 = 0.2;

/// The rank of an area after one weight was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RankChange {
    /// The area's number.
    pub area: usize,
    /// The criterion whose weight was changed.
    pub criterion: Criterion,
    /// By how much, in per cent of the weight: 20 or −20.
    pub change_percent: i32,
    /// Its rank before.
    pub old_rank: usize,
    /// Its rank after.
    pub new_rank: usize,
}

/// Follows the first ten areas through a change of each weight by a fifth, up and down; the other weights keep their
/// ratios. `values` holds each area's mean value of each criterion, in the order of `weights`; areas stand in
/// their rank.
///
/// The score is a weighted mean, so that an area's score is that of its mean values.
#[must_use]
pub fn rank_changes(weights: &[CriterionWeight], values: &[Vec<f64>]) -> Vec<RankChange> {
    let mut changes = Vec::new();
    for (changed, weight) in weights.iter().enumerate() {
        for (change_percent, factor) in [(20, 1.0 + CHANGE), (-20, 1.0 - CHANGE)] {
            let new: Vec<f64> = weights
                .iter()
                .enumerate()
                .map(|(position, one)| one.weight * if position == changed { factor } else { 1.0 })
                .collect();
            let ranks = ranks(&new, values);
            changes.extend((0..values.len().min(FOLLOWED)).map(|area| RankChange {
                area: area + 1,
                criterion: weight.criterion,
                change_percent,
                old_rank: area + 1,
                new_rank: ranks[area],
            }));
        }
    }
    changes
}

/// The rank of each area from 1; equal scores keep their order.
fn ranks(weights: &[f64], values: &[Vec<f64>]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let score = |values: &Vec<f64>| -> f64 {
        let weighted: f64 = values
            .iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum();
        // To the twelfth digit, so that rounding does not part what is equal.
        (weighted / sum * 1e12).round()
    };
    let scores: Vec<f64> = values.iter().map(score).collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut ranks = vec![0; values.len()];
    for (rank, area) in order.into_iter().enumerate() {
        ranks[area] = rank + 1;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_call_turns_and_a_clear_one_stays() {
        let weight = |criterion, weight| CriterionWeight { criterion, weight };
        let weights = [weight(Criterion::Slope, 0.5), weight(Criterion::Road, 0.5)];
        // Scores 0.9, 0.51, 0.5: the last two change places once the road counts less.
        let values = vec![vec![0.9, 0.9], vec![0.42, 0.6], vec![0.6, 0.4]];
        let changes = rank_changes(&weights, &values);
        assert_eq!(changes.len(), 3 * 4);
        let rank = |area: usize, criterion, percent| {
            changes
                .iter()
                .find(|change| {
                    (change.area, change.criterion, change.change_percent)
                        == (area, criterion, percent)
                })
                .map(|change| change.new_rank)
        };
        assert_eq!(rank(1, Criterion::Road, -20), Some(1));
        assert_eq!(rank(2, Criterion::Road, -20), Some(3));
        assert_eq!(rank(2, Criterion::Road, 20), Some(2));
        assert_eq!(rank(3, Criterion::Slope, 20), Some(2));
    }
}
