//! Weights of the criteria: given by hand, or from comparisons in pairs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Criterion, RelocationError};

/// Largest consistency ratio at which comparisons are taken.
pub const LARGEST_RATIO: f64 = 0.1;

/// The mean consistency index of random comparisons, for 1 to 10 criteria.
///
/// # Source
/// T. L. Saaty, The Analytic Hierarchy Process (1980), p. 21.
const RANDOM_INDEX: [f64; 10] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// How much a lower half of the matrix may differ from one divided by the upper half.
const RECIPROCAL_TOLERANCE: f64 = 0.02;

/// The weight of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionWeight {
    /// The criterion.
    pub criterion: Criterion,
    /// Its weight; only its share of the sum counts.
    pub weight: f64,
}

/// Criteria compared in pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pairwise {
    /// The criteria, in the order of rows and columns.
    pub criteria: Vec<Criterion>,
    /// How much more the row's criterion counts than the column's: 1 as much, 9 far more, 1/9 far less.
    pub matrix: Vec<Vec<f64>>,
    /// Goes on with a warning where the comparisons contradict each other (ratio above 0.1).
    #[serde(default)]
    pub accepts_inconsistency: bool,
}

/// What comparisons give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Compared {
    /// The weights, adding up to one: the principal eigenvector.
    pub weights: Vec<f64>,
    /// The principal eigenvalue.
    pub eigenvalue: f64,
    /// (eigenvalue − n) / (n − 1).
    pub consistency_index: f64,
    /// The index divided by that of random comparisons; 0.1 and less is consistent.
    pub consistency_ratio: f64,
}

/// Weights from comparisons in pairs: the principal eigenvector of the matrix, by power iteration.
///
/// # Errors
/// [`RelocationError::Comparison`] for a matrix that is not square, has a number that is not positive, a lower
/// half that is not one divided by the upper, or more than ten criteria.
///
/// # Source
/// T. L. Saaty, The Analytic Hierarchy Process (1980).
pub fn compare(matrix: &[Vec<f64>]) -> Result<Compared, RelocationError> {
    check_matrix(matrix)?;
    let size = matrix.len() as f64;
    let mut weights = vec![1.0 / size; matrix.len()];
    let mut eigenvalue = size;
    for _ in 0..1_000 {
        let product: Vec<f64> = matrix
            .iter()
            .map(|row| {
                row.iter()
                    .zip(&weights)
                    .map(|(ratio, weight)| ratio * weight)
                    .sum()
            })
            .collect();
        eigenvalue = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|part| part / eigenvalue).collect();
        let change: f64 = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).sum();
        weights = next;
        if change < 1e-15 {
            break;
        }
    }
    let consistency_index = if matrix.len() > 1 {
        ((eigenvalue - size) / (size - 1.0)).max(0.0)
    } else {
        0.0
    };
    let random = RANDOM_INDEX[matrix.len() - 1];
    Ok(Compared {
        weights,
        eigenvalue,
        consistency_index,
        consistency_ratio: if random > 0.0 {
            consistency_index / random
        } else {
            0.0
        },
    })
}

fn check_matrix(matrix: &[Vec<f64>]) -> Result<(), RelocationError> {
    let fault = |message: String| Err(RelocationError::Comparison(message));
    let size = matrix.len();
    if size == 0 || size > RANDOM_INDEX.len() {
        return fault(format!("{size} criteria are compared; compare 1 to 10"));
    }
    for (position, row) in matrix.iter().enumerate() {
        if row.len() != size {
            return fault(format!(
                "row {} has {} numbers, {size} are expected",
                position + 1,
                row.len()
            ));
        }
    }
    for (row, ratios) in matrix.iter().enumerate() {
        for (column, &ratio) in ratios.iter().enumerate() {
            let back = matrix[column][row];
            let is_positive = ratio.is_finite() && ratio > 0.0;
            if !is_positive || (ratio * back - 1.0).abs() > RECIPROCAL_TOLERANCE {
                return fault(format!(
                    "row {}, column {} is {ratio} and the comparison the other way {back}; positive numbers are \
                     expected, each one divided by the other",
                    row + 1,
                    column + 1
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The wealth and influence of nations: T. L. Saaty, The Analytic Hierarchy Process (1980), ch. 2. The book prints
    /// the weights .427, .230, .021, .052, .052, .123, .094 and the eigenvalue 7.61.
    #[test]
    fn the_printed_example_comes_out_as_printed() {
        let upper = [
            vec![4.0, 9.0, 6.0, 6.0, 5.0, 5.0],
            vec![7.0, 5.0, 5.0, 3.0, 4.0],
            vec![1.0 / 5.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 5.0],
            vec![1.0, 1.0 / 3.0, 1.0 / 3.0],
            vec![1.0 / 3.0, 1.0 / 3.0],
            vec![2.0],
        ];
        let mut matrix = vec![vec![1.0; 7]; 7];
        for (row, values) in upper.iter().enumerate() {
            for (offset, value) in values.iter().enumerate() {
                let column = row + 1 + offset;
                matrix[row][column] = *value;
                matrix[column][row] = 1.0 / value;
            }
        }
        let compared = compare(&matrix).unwrap();
        let printed = [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094];
        for (weight, printed) in compared.weights.iter().zip(printed) {
            assert!((weight - printed).abs() < 0.0021, "{:?}", compared.weights);
        }
        assert!(
            (compared.eigenvalue - 7.61).abs() < 0.005,
            "{}",
            compared.eigenvalue
        );
        assert!((compared.consistency_ratio - 0.10 / 1.32).abs() < 0.003);
    }

    #[test]
    fn ratios_of_known_weights_give_those_weights_back() {
        let known = [0.5, 0.3, 0.2];
        let matrix: Vec<Vec<f64>> = known
            .iter()
            .map(|a| known.iter().map(|b| a / b).collect())
            .collect();
        let compared = compare(&matrix).unwrap();
        for (weight, known) in compared.weights.iter().zip(known) {
            assert!((weight - known).abs() < 1e-12);
        }
        assert!(compared.consistency_ratio < 1e-12);
    }

    #[test]
    fn contradictions_are_measured_and_nonsense_is_refused() {
        let circle = vec![
            vec![1.0, 9.0, 1.0 / 9.0],
            vec![1.0 / 9.0, 1.0, 9.0],
            vec![9.0, 1.0 / 9.0, 1.0],
        ];
        assert!(compare(&circle).unwrap().consistency_ratio > 1.0);
        for nonsense in [
            vec![],
            vec![vec![1.0, 2.0]],
            vec![vec![1.0, 2.0], vec![2.0, 1.0]],
            vec![vec![1.0, 0.0], vec![0.0, 1.0]],
        ] {
            assert!(compare(&nonsense).is_err(), "{nonsense:?}");
        }
    }
}
