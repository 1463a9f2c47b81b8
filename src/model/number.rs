//! How numbers are written for people.

use rust_decimal::{Decimal, RoundingStrategy};

/// The number rounded half away from zero, as people expect of printed figures.
#[must_use]
pub fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number
        .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// The number in the Vietnamese way: `1.234,5`.
///
/// ```
/// use nonnuoc::model::vietnamese_number;
///
/// assert_eq!(vietnamese_number("-1234567.891".parse().unwrap(), 1), "−1.234.567,9");
/// ```
#[must_use]
pub fn vietnamese_number(number: Decimal, decimals: u32) -> String {
    grouped(number, decimals, '.', ',')
}

/// The number in the English way: `1,234.5`.
#[must_use]
pub fn english_number(number: Decimal, decimals: u32) -> String {
    grouped(number, decimals, ',', '.')
}

/// A count in Vietnamese writing: 1.234.
///
/// ```
/// assert_eq!(nonnuoc::model::vietnamese_count(250_000), "250.000");
/// ```
#[must_use]
pub fn vietnamese_count(count: usize) -> String {
    vietnamese_number(count.into(), 0)
}

/// A measured number in Vietnamese writing with all its decimals: 5.000 or 2,5.
///
/// ```
/// use nonnuoc::model::vietnamese_measure;
///
/// assert_eq!(vietnamese_measure(5_000.0), "5.000");
/// assert_eq!(vietnamese_measure(1_234.5), "1.234,5");
/// assert_eq!(vietnamese_measure(0.25), "0,25");
/// ```
#[must_use]
pub fn vietnamese_measure(number: f64) -> String {
    /// More decimals than any measured number has.
    const ALL: u32 = 17;
    let text = number.to_string();
    // What is too large for a decimal number is not grouped.
    text.parse().map_or_else(
        |_| text.replace('.', ","),
        |number: Decimal| vietnamese_number(number, ALL),
    )
}

fn grouped(number: Decimal, decimals: u32, thousands: char, point: char) -> String {
    let text = rounded(number, decimals).abs().to_string();
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let mut out = String::new();
    if rounded(number, decimals).is_sign_negative() && !rounded(number, decimals).is_zero() {
        out.push('−');
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_rounded_half_away_from_zero() {
        let of = |text: &str, decimals| english_number(text.parse().unwrap(), decimals);
        assert_eq!(of("573119", 0), "573,119");
        assert_eq!(of("0.25", 1), "0.3");
        assert_eq!(of("-0.04", 1), "0");
        assert_eq!(of("100", 0), "100");
        assert_eq!(of("1000", 2), "1,000");
    }
}
