//! The criteria by which fit ground is ranked, and the value that each gives.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CriterionWeight, ExclusionLimits, RelocationError, RelocationRequest, Theme, weights};
use crate::model::Text;

/// What makes ground better or worse.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// How flat it is.
    Slope,
    /// How near a road is.
    Road,
    /// How near a river is, beyond the distance that is kept from it.
    Water,
    /// How near farmland is.
    Farmland,
    /// How near the old village is.
    OldVillage,
    /// How near a school or satellite point is.
    School,
    /// How near a health facility is.
    HealthPost,
}

/// A value function: 1 up to `best`, 0 from `worst` on, in a straight line between.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ValueFunction {
    /// Up to here the value is 1 (degrees of slope, metres of distance).
    pub best: f64,
    /// From here on it is 0.
    pub worst: f64,
}

impl ValueFunction {
    /// The value of a measure.
    ///
    /// ```
    /// use nonnuoc::analysis::relocation::ValueFunction;
    /// let near = ValueFunction { best: 100.0, worst: 1_100.0 };
    /// assert_eq!([0.0, 100.0, 600.0, 2_000.0].map(|metres| near.value(metres)), [1.0, 1.0, 0.5, 0.0]);
    /// ```
    #[must_use]
    pub fn value(self, measure: f64) -> f64 {
        ((self.worst - measure) / (self.worst - self.best)).clamp(0.0, 1.0)
    }
}

impl Criterion {
    /// All criteria.
    pub const ALL: [Self; 7] = [
        Self::Slope,
        Self::Road,
        Self::Water,
        Self::Farmland,
        Self::OldVillage,
        Self::School,
        Self::HealthPost,
    ];

    /// The criterion as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Slope => "slope",
            Self::Road => "road",
            Self::Water => "water",
            Self::Farmland => "farmland",
            Self::OldVillage => "old-village",
            Self::School => "school",
            Self::HealthPost => "health-post",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (vi, en) = match self {
            Self::Slope => ("độ dốc", "slope"),
            Self::Road => ("gần đường", "nearness to a road"),
            Self::Water => ("gần nước", "nearness to water"),
            Self::Farmland => ("gần đất canh tác", "nearness to farmland"),
            Self::OldVillage => ("gần làng cũ", "nearness to the old village"),
            Self::School => ("gần trường", "nearness to a school"),
            Self::HealthPost => ("gần trạm y tế", "nearness to a health post"),
        };
        Text::new(vi, en)
    }

    /// The usual weight: a proposal to begin with, to be replaced by those who decide.
    #[must_use]
    pub fn usual_weight(self) -> f64 {
        match self {
            Self::Slope => 0.25,
            Self::Road => 0.20,
            Self::Farmland | Self::OldVillage => 0.15,
            Self::Water | Self::School => 0.10,
            Self::HealthPost => 0.05,
        }
    }

    /// From which theme's distance its value comes; none for the slope.
    pub(super) fn theme(self) -> Option<Theme> {
        match self {
            Self::Slope => None,
            Self::Road => Some(Theme::Road),
            Self::Water => Some(Theme::River),
            Self::Farmland => Some(Theme::Farmland),
            Self::OldVillage => Some(Theme::OldVillage),
            Self::School => Some(Theme::School),
            Self::HealthPost => Some(Theme::HealthPost),
        }
    }

    /// How its value follows from what is measured.
    #[must_use]
    pub fn value_function(self, limits: &ExclusionLimits) -> ValueFunction {
        let (best, worst) = match self {
            Self::Slope => (3.0, limits.slope_degrees.max(4.0)),
            Self::Road => (100.0, limits.road_m.max(200.0)),
            Self::Water => (limits.river_m, limits.river_m + 3_000.0),
            Self::Farmland => (0.0, 3_000.0),
            Self::OldVillage => (1_000.0, 15_000.0),
            Self::School => (500.0, 5_000.0),
            Self::HealthPost => (1_000.0, 10_000.0),
        };
        ValueFunction { best, worst }
    }
}

/// The weights of a question and how they came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WeightsUsed {
    /// The weights of the criteria that could be judged; they add up to one.
    pub weights: Vec<CriterionWeight>,
    /// Criteria that have a weight but no layer to be judged by; their weight went to the others in proportion.
    pub without_layer: Vec<Criterion>,
    /// The comparisons' consistency, where weights were compared.
    pub compared: Option<weights::Compared>,
}

/// The weights that a question asks for, over the criteria that can be judged.
pub(super) fn weights_used(
    request: &RelocationRequest,
    has_layer: impl Fn(Criterion) -> bool,
) -> Result<WeightsUsed, RelocationError> {
    let (asked, compared) = asked_weights(request)?;
    let is_bad = |one: &&CriterionWeight| !(one.weight.is_finite() && one.weight >= 0.0);
    if let Some(bad) = asked.iter().find(is_bad) {
        return Err(RelocationError::Weight {
            criterion: bad.criterion,
            weight: bad.weight,
        });
    }
    let weighty = asked.iter().filter(|one| one.weight > 0.0);
    let (known, unknown): (Vec<CriterionWeight>, Vec<CriterionWeight>) =
        weighty.partition(|one| has_layer(one.criterion));
    let sum: f64 = known.iter().map(|one| one.weight).sum();
    if sum <= 0.0 {
        return Err(RelocationError::NoCriterion);
    }
    Ok(WeightsUsed {
        weights: known
            .into_iter()
            .map(|one| CriterionWeight {
                weight: one.weight / sum,
                ..one
            })
            .collect(),
        without_layer: unknown.into_iter().map(|one| one.criterion).collect(),
        compared,
    })
}

type Asked = (Vec<CriterionWeight>, Option<weights::Compared>);

fn asked_weights(request: &RelocationRequest) -> Result<Asked, RelocationError> {
    let named: Vec<Criterion> = match &request.pairwise {
        Some(pairwise) => pairwise.criteria.clone(),
        None => request.weights.iter().map(|one| one.criterion).collect(),
    };
    let mut once = named.clone();
    once.sort_unstable();
    once.dedup();
    if once.len() != named.len() {
        return Err(RelocationError::Comparison(
            "a criterion is named twice".to_owned(),
        ));
    }
    let Some(pairwise) = &request.pairwise else {
        let usual = || {
            Criterion::ALL.map(|criterion| CriterionWeight {
                criterion,
                weight: criterion.usual_weight(),
            })
        };
        let by_hand = &request.weights;
        let weights = if by_hand.is_empty() {
            usual().to_vec()
        } else {
            by_hand.clone()
        };
        return Ok((weights, None));
    };
    let compared = weights::compare(&pairwise.matrix)?;
    if compared.weights.len() != named.len() {
        return Err(RelocationError::Comparison(format!(
            "{} criteria are named and {} compared",
            named.len(),
            compared.weights.len()
        )));
    }
    let is_consistent = compared.consistency_ratio <= weights::LARGEST_RATIO;
    if !is_consistent && !pairwise.accepts_inconsistency {
        return Err(RelocationError::Inconsistent(compared.consistency_ratio));
    }
    let pairs = named.into_iter().zip(&compared.weights);
    let weights = pairs.map(|(criterion, &weight)| CriterionWeight { criterion, weight });
    Ok((weights.collect(), Some(compared)))
}

#[cfg(test)]
mod tests {
    use super::super::Pairwise;
    use super::*;

    #[test]
    fn the_usual_weights_add_up_to_one() {
        let sum: f64 = Criterion::ALL
            .into_iter()
            .map(Criterion::usual_weight)
            .sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_missing_layer_leaves_its_weight_to_the_others_and_is_named() {
        let request = RelocationRequest::default();
        let used = weights_used(&request, |criterion| criterion != Criterion::Farmland).unwrap();
        assert_eq!(used.without_layer, [Criterion::Farmland]);
        assert!((used.weights[0].weight - 0.25 / 0.85).abs() < 1e-12);
        let sum: f64 = used.weights.iter().map(|one| one.weight).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        assert!(matches!(
            weights_used(&request, |_| false),
            Err(RelocationError::NoCriterion)
        ));
    }

    #[test]
    fn contradictory_comparisons_are_refused_unless_they_are_accepted() {
        let mut request = RelocationRequest {
            pairwise: Some(Pairwise {
                criteria: vec![Criterion::Slope, Criterion::Road, Criterion::Water],
                matrix: vec![
                    vec![1.0, 4.0, 0.25],
                    vec![0.25, 1.0, 4.0],
                    vec![4.0, 0.25, 1.0],
                ],
                accepts_inconsistency: false,
            }),
            ..RelocationRequest::default()
        };
        let refused = weights_used(&request, |_| true).unwrap_err();
        assert!(matches!(refused, RelocationError::Inconsistent(ratio) if ratio > 0.1));
        if let Some(pairwise) = &mut request.pairwise {
            pairwise.accepts_inconsistency = true;
        }
        let used = weights_used(&request, |_| true).unwrap();
        assert!((used.weights[0].weight - 1.0 / 3.0).abs() < 1e-9);
        assert!(used.compared.unwrap().consistency_ratio > 0.1);
    }
}
