//! The score of ground that is not shut out: the weighted mean of the criteria's values.

use super::criterion::WeightsUsed;
use super::ground::Ground;
use super::{Criterion, ExclusionLimits};

/// Whether there is a layer by which a criterion can be judged.
pub(super) fn has_layer(ground: &Ground<'_>, criterion: Criterion) -> bool {
    match criterion.theme() {
        Some(theme) => ground.nearness.contains_key(&theme),
        None => ground.terrain.is_some(),
    }
}

/// What is measured for a criterion in a cell: degrees of slope, or metres; none where there is no layer.
pub(super) fn measure(ground: &Ground<'_>, criterion: Criterion, cell: usize) -> Option<f64> {
    match criterion.theme() {
        Some(theme) => ground.distances.get(&theme).map(|metres| metres[cell]),
        None => ground.terrain.as_ref().map(|terrain| terrain.slopes[cell]),
    }
}

/// The score of each cell, 0 to 1; not a number where the ground is shut out or not asked about.
pub(super) fn scores(
    ground: &Ground<'_>,
    bits: &[u16],
    used: &WeightsUsed,
    limits: &ExclusionLimits,
) -> Vec<f64> {
    let score = |cell: usize| -> f64 {
        if !ground.is_asked[cell] || bits[cell] != 0 {
            return f64::NAN;
        }
        let parts = used.weights.iter().filter_map(|one| {
            let measured = measure(ground, one.criterion, cell)?;
            Some(one.weight * one.criterion.value_function(limits).value(measured))
        });
        parts.sum()
    };
    (0..bits.len()).map(score).collect()
}
