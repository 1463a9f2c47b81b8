//! Figures in fixed decimals, so that the parts of a total add up to it exactly.
//!
//! A sum of binary fractions depends on its order and rarely equals the figure printed below the column. Areas are
//! therefore kept to the square metre, lengths to the metre and people to the thousandth, as decimals, and every
//! total is the sum of its rounded parts.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// Square kilometres to the square metre.
#[must_use]
pub fn square_kilometres(area_m2: f64) -> Decimal {
    decimal(area_m2.round() / 1e6, 6)
}

/// Kilometres to the metre.
#[must_use]
pub fn kilometres(length_m: f64) -> Decimal {
    decimal(length_m.round() / 1e3, 3)
}

/// People (or houses) to the thousandth: a share of a commune's people need not be whole.
#[must_use]
pub fn people(number: f64) -> Decimal {
    decimal(number, 3)
}

/// Metres to the decimetre: finer digits would claim more than any layer knows.
#[must_use]
pub fn decimetre(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

/// A share from 0 to 1, to the millionth; `None` where the whole is nothing.
#[must_use]
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)
        .map(|share| share.round_dp(6).normalize())
}

fn decimal(number: f64, places: u32) -> Decimal {
    Decimal::from_f64(number)
        .unwrap_or_default()
        .round_dp(places)
        .normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_add_up() {
        let parts: Decimal = [0.1, 0.2, 0.3].into_iter().map(people).sum();
        assert_eq!(parts, people(0.6));
        assert_eq!(square_kilometres(6_700_380_000.4).to_string(), "6700.38");
        assert_eq!(kilometres(1_234.6).to_string(), "1.235");
    }

    #[test]
    fn a_share_of_nothing_is_no_share() {
        assert_eq!(share(people(1.0), Decimal::ZERO), None);
        assert_eq!(
            share(people(1.0), people(3.0)).map(|s| s.to_string()),
            Some("0.333333".to_owned())
        );
    }
}
