//! Numbers and periods as people type them.

use rust_decimal::Decimal;

use crate::model::{Period, Rhythm, written_day};

/// What a text says as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// One number.
    Number(Decimal),
    /// Two readings: the separator taken for a thousands mark, and for a decimal mark.
    Ambiguous {
        /// `1.234` read as one thousand two hundred and thirty-four.
        thousands: Decimal,
        /// `1.234` read as one and a bit.
        decimal: Decimal,
    },
    /// No number.
    Nothing,
}

/// What is known about the number before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expected {
    /// How many decimals the indicator has.
    pub decimals: u32,
    /// The greatest value that can be true.
    pub maximum: Option<Decimal>,
    /// The decimal mark, where somebody has said which it is: `,` or `.`.
    pub mark: Option<char>,
}

/// Reads a number: `1.234,5`, `1234.5`, `1,234.5`, `1 234,5`, `−12`, `45 %`.
///
/// With both separators the last is the decimal mark. One separator before exactly three digits could be either; then
/// what is known decides: a named mark, an indicator without decimals, or a greatest value that only one reading keeps.
/// Otherwise it is ambiguous, and asked about rather than guessed.
#[must_use]
pub fn number(text: &str, expected: Expected) -> Typed {
    let cleaned: String = text
        .trim()
        .trim_end_matches('%')
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}' | '\'')
        })
        .map(|character| {
            if matches!(character, '−' | '–') {
                '-'
            } else {
                character
            }
        })
        .collect();
    let (sign, digits) = match cleaned.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", cleaned.strip_prefix('+').unwrap_or(&cleaned)),
    };
    if digits.is_empty()
        || !digits
            .chars()
            .all(|character| character.is_ascii_digit() || ".,".contains(character))
    {
        return Typed::Nothing;
    }
    let read = |plain: String| {
        format!("{sign}{plain}")
            .parse::<Decimal>()
            .map_or(Typed::Nothing, Typed::Number)
    };
    let marks: Vec<(usize, char)> = digits
        .char_indices()
        .filter(|(_, character)| ".,".contains(*character))
        .collect();
    match marks.as_slice() {
        [] => read(digits.to_owned()),
        [(at, mark)] => one_mark(sign, digits, *at, *mark, expected),
        [.., (_, last)] if marks.iter().all(|(_, mark)| mark == last) => {
            plain(digits, *last, None).map_or(Typed::Nothing, read)
        }
        [(_, first), .., (_, last)] => {
            plain(digits, *first, Some(*last)).map_or(Typed::Nothing, read)
        }
    }
}

fn one_mark(sign: &str, digits: &str, at: usize, mark: char, expected: Expected) -> Typed {
    let parse = |text: String| format!("{sign}{text}").parse::<Decimal>().ok();
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    let (Some(thousands), Some(decimal)) = (
        parse(format!("{whole}{fraction}")),
        parse(format!("{whole}.{fraction}")),
    ) else {
        return Typed::Nothing;
    };
    let could_group =
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if fraction.is_empty() || whole.is_empty() {
        return Typed::Nothing;
    }
    if !could_group || expected.mark == Some(mark) {
        return Typed::Number(decimal);
    }
    if expected.mark.is_some() || expected.decimals == 0 {
        return Typed::Number(thousands);
    }
    if expected.maximum.is_some_and(|maximum| thousands > maximum) {
        return Typed::Number(decimal);
    }
    Typed::Ambiguous { thousands, decimal }
}

/// The digits with a point, where the groups before it are of three.
fn plain(digits: &str, thousands: char, decimal: Option<char>) -> Option<String> {
    let (whole, fraction) = match decimal {
        Some(mark) => digits
            .split_once(mark)
            .map(|(whole, fraction)| (whole, Some(fraction)))?,
        None => (digits, None),
    };
    let mut groups = whole.split(thousands);
    let first = groups
        .next()
        .filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    let are_threes = rest
        .iter()
        .all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    let is_fraction = fraction
        .is_none_or(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (are_threes && is_fraction).then(|| {
        let tail = fraction.map(|part| format!(".{part}")).unwrap_or_default();
        format!("{first}{}{tail}", rest.concat())
    })
}

/// Reads a period: `2026`, `2026-Q3`, `Quý 3/2026`, `Q3/2026`, `Tháng 7/2026`, `7/2026`, `6 tháng đầu năm 2026`, or a day
/// (`30/09/2026`), which stands for the period of the indicator's rhythm that ends on it.
#[must_use]
pub fn period(text: &str, rhythm: Rhythm) -> Option<Period> {
    let text = text.trim();
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    if let Some(day) = written_day(text) {
        return Period::containing(day, rhythm)
            .ok()
            .filter(|period| period.end() == day);
    }
    let folded = crate::model::fold(text);
    let numbers: Vec<i16> = folded
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let year = numbers.iter().copied().find(|number| *number > 1900)?;
    let others: Vec<u8> = numbers
        .iter()
        .filter(|number| **number != year)
        .map(|number| {
            u8::try_from(*number)
                .ok()
                .filter(|part| (1..=12).contains(part))
        })
        .collect::<Option<_>>()?;
    let other = others.first().copied();
    let says = |word: &str| folded.split(' ').any(|one| one == word);
    match other {
        None => Period::year(year).ok(),
        Some(6) if says("dau") => Period::new(year, Rhythm::Half, 1).ok(),
        Some(6) if says("cuoi") => Period::new(year, Rhythm::Half, 2).ok(),
        Some(quarter) if says("quy") || folded.starts_with('q') => {
            Period::new(year, Rhythm::Quarter, quarter).ok()
        }
        Some(month) if says("thang") || numbers.len() == 2 => {
            Period::new(year, Rhythm::Month, month).ok()
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(decimals: u32) -> Expected {
        Expected {
            decimals,
            ..Expected::default()
        }
    }

    fn is(text: &str, decimals: u32, wanted: &str) {
        let wanted = Typed::Number(wanted.parse().unwrap());
        assert_eq!(number(text, with(decimals)), wanted, "{text:?}");
    }

    #[test]
    fn both_ways_of_writing_are_read() {
        is("1.234,5", 1, "1234.5");
        is("1234.5", 1, "1234.5");
        is("1,234.5", 1, "1234.5");
        is("1 234,5", 1, "1234.5");
        is("1\u{a0}234\u{a0}567", 0, "1234567");
        is("1.234.567", 0, "1234567");
        is("1,234,567.25", 2, "1234567.25");
        is("−12,5", 1, "-12.5");
        is("95,2 %", 1, "95.2");
        is(" 42 ", 0, "42");
        is("0.125", 1, "0.125");
        is("12345.678", 1, "12345.678");
        is("+7", 0, "7");
    }

    #[test]
    fn one_separator_before_three_digits_is_asked_about() {
        let ambiguous = Typed::Ambiguous {
            thousands: "1234".parse().unwrap(),
            decimal: "1.234".parse().unwrap(),
        };
        assert_eq!(number("1.234", with(1)), ambiguous);
        assert_eq!(number("1,234", with(2)), ambiguous);
    }

    #[test]
    fn unless_something_decides() {
        is("1.234", 0, "1234");
        let known = |mark| Expected {
            mark: Some(mark),
            ..with(1)
        };
        assert_eq!(
            number("1.234", known('.')),
            Typed::Number("1.234".parse().unwrap())
        );
        assert_eq!(
            number("1.234", known(',')),
            Typed::Number("1234".parse().unwrap())
        );
        let share = Expected {
            maximum: Some(Decimal::ONE_HUNDRED),
            ..with(1)
        };
        assert_eq!(
            number("95.125", share),
            Typed::Number("95.125".parse().unwrap())
        );
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            "abc",
            "1.23.4",
            "1,2,3",
            "12.345.67",
            "1.234,567,8",
            ".5",
            "5,",
            "1e3",
            "khoảng 5",
            "#N/A",
            "١٢",
        ] {
            assert_eq!(number(text, with(1)), Typed::Nothing, "{text:?}");
        }
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        let read = |text: &str, rhythm| period(text, rhythm).map(|period| period.to_string());
        for (text, wanted) in [
            ("2026", "2026"),
            ("Năm 2026", "2026"),
            ("Quý 3/2026", "2026-Q3"),
            ("Q3/2026", "2026-Q3"),
            ("Tháng 7/2026", "2026-07"),
            ("07/2026", "2026-07"),
            ("6 tháng đầu năm 2026", "2026-H1"),
            ("6 tháng cuối năm 2026", "2026-H2"),
            ("30/09/2026", "2026-Q3"),
            ("2026-Q3", "2026-Q3"),
        ] {
            assert_eq!(
                read(text, Rhythm::Quarter).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
        assert_eq!(read("31/12/2026", Rhythm::Year).as_deref(), Some("2026"));
        for text in [
            "",
            "15/09/2026",
            "Quý 5/2026",
            "31/02/2026",
            "sang năm",
            "13/2026",
        ] {
            assert_eq!(read(text, Rhythm::Quarter), None, "{text}");
        }
    }
}
