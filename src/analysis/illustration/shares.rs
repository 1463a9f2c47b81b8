//! Dividing whole numbers so that the parts add up.

use rust_decimal::Decimal;

use crate::model::{UnitKey, Value};

/// Values in the last decimal of their indicator, so that they are divided without loss.
pub(super) type Ticks = i64;

pub(super) fn number(ticks: Ticks, decimals: u32) -> Value {
    Value::from(Decimal::new(ticks, decimals))
}

/// A weight of a former unit that is the same for every indicator, from its code.
pub(super) fn weight(unit: &UnitKey) -> Ticks {
    let number = unit.code.number();
    20 + ((number * 7919) % 61) as Ticks
}

/// Divides a whole by weights; the parts add up to it.
pub(super) fn divided(whole: Ticks, weights: &[Ticks]) -> Vec<Ticks> {
    let total: Ticks = weights.iter().sum();
    let mut parts: Vec<Ticks> = weights
        .iter()
        .map(|weight| whole * weight / total.max(1))
        .collect();
    let rest = whole - parts.iter().sum::<Ticks>();
    if let Some(last) = parts.last_mut() {
        *last += rest;
    }
    parts
}

/// Divides a numerator like its denominator's parts, none greater than its own.
pub(super) fn divided_within(whole: Ticks, bounds: &[Ticks]) -> Vec<Ticks> {
    let mut parts = divided(whole, bounds);
    let mut rest = 0;
    for (part, bound) in parts.iter_mut().zip(bounds) {
        let over = (*part - bound).max(0);
        *part -= over;
        rest += over;
    }
    for (part, bound) in parts.iter_mut().zip(bounds) {
        let room = (bound - *part).min(rest);
        *part += room;
        rest -= room;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_stay_within_their_bounds() {
        assert_eq!(divided(10, &[1, 1, 1]), [3, 3, 4]);
        assert_eq!(divided(0, &[5, 7]), [0, 0]);
        let parts = divided_within(9, &[4, 1, 5]);
        assert_eq!(parts.iter().sum::<Ticks>(), 9);
        assert!(
            parts
                .iter()
                .zip([4, 1, 5])
                .all(|(part, bound)| *part <= bound)
        );
    }
}
