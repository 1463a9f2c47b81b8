//! Legend classes: a range of values cut into classes that neither overlap nor leave a gap.

use rust_decimal::Decimal;

use crate::model::rounded;

/// One class of a legend: from `lower`, included, to `upper`, included in the last class only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The lower edge, which belongs to the class.
    pub lower: Decimal,
    /// The upper edge.
    pub upper: Decimal,
    /// Whether the upper edge belongs to the class; so in the last one.
    pub includes_upper: bool,
    /// How many values lie in it.
    pub count: usize,
}

impl Class {
    /// Whether the value lies in the class.
    #[must_use]
    pub fn contains(&self, value: Decimal) -> bool {
        self.lower <= value && (value < self.upper || (self.includes_upper && value == self.upper))
    }
}

/// Classes of about equally many values, from the least to the greatest. The inner edges are rounded to `decimals`
/// where they stay apart; equal values never fall into different classes, so there may be fewer classes than asked
/// for. None for no values.
#[must_use]
pub fn quantiles(values: &[Decimal], count: usize, decimals: u32) -> Vec<Class> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let (Some(first), Some(last)) = (sorted.first().copied(), sorted.last().copied()) else {
        return Vec::new();
    };
    let mut edges = vec![first];
    for class in 1..count.max(1) {
        let at = sorted[class * sorted.len() / count.max(1)];
        let edge = rounded(at, decimals);
        if edges.last().is_some_and(|before| *before < edge) && edge < last {
            edges.push(edge);
        }
    }
    edges.push(last);
    let classes = edges.len() - 1;
    edges
        .windows(2)
        .enumerate()
        .map(|(position, pair)| {
            let mut class = Class {
                lower: pair[0],
                upper: pair[1],
                includes_upper: position + 1 == classes,
                count: 0,
            };
            class.count = values
                .iter()
                .filter(|value| class.contains(**value))
                .count();
            class
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimals(numbers: &[i64]) -> Vec<Decimal> {
        numbers
            .iter()
            .map(|number| Decimal::from(*number))
            .collect()
    }

    #[test]
    fn five_classes_of_ten_values_hold_two_each() {
        let classes = quantiles(&decimals(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 5, 0);
        assert_eq!(
            classes.iter().map(|class| class.count).collect::<Vec<_>>(),
            [2, 2, 2, 2, 2]
        );
        assert_eq!(classes[0].upper, Decimal::from(3));
    }

    #[test]
    fn one_value_and_none() {
        let one = quantiles(&decimals(&[7, 7, 7]), 5, 0);
        assert_eq!((one.len(), one[0].count), (1, 3));
        assert!(quantiles(&[], 5, 0).is_empty());
    }

    proptest! {
        #[test]
        fn every_value_lies_in_exactly_one_class(
            numbers in prop::collection::vec((-10_000_i64..10_000, 0_u32..4), 1..80),
            count in 1_usize..8,
            decimals in 0_u32..3,
        ) {
            let values: Vec<Decimal> = numbers.iter().map(|(number, scale)| Decimal::new(*number, *scale)).collect();
            let classes = quantiles(&values, count, decimals);
            for value in &values {
                prop_assert_eq!(classes.iter().filter(|class| class.contains(*value)).count(), 1);
            }
            for pair in classes.windows(2) {
                prop_assert_eq!(pair[0].upper, pair[1].lower);
                prop_assert!(pair[0].lower < pair[0].upper);
            }
        }
    }
}
