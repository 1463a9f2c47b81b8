//! Reporting periods: a year, a half, a quarter or a month of the civil calendar.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often a figure is reported, which is also the length of its periods.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    /// Once a year.
    Year,
    /// Twice a year.
    Half,
    /// Four times a year.
    Quarter,
    /// Twelve times a year.
    Month,
}

impl Rhythm {
    /// How many periods of this length make a year.
    #[must_use]
    pub const fn per_year(self) -> u8 {
        match self {
            Self::Year => 1,
            Self::Half => 2,
            Self::Quarter => 4,
            Self::Month => 12,
        }
    }

    /// How many months a period of this length has.
    #[must_use]
    pub const fn months(self) -> u8 {
        12 / self.per_year()
    }
}

/// One reporting period, written `2026`, `2026-H1`, `2026-Q3` or `2026-07`.
///
/// Periods are ordered by their first day; of two that begin together the shorter comes first, so that a
/// list reads as the figures arrive: `2026-01`, `2026-Q1`, `2026-H1`, `2026`.
///
/// # Examples
///
/// ```
/// use nonnuoc::model::Period;
/// let quarter: Period = "2026-Q3".parse().unwrap();
/// assert_eq!(quarter.start().to_string(), "2026-07-01");
/// assert_eq!(quarter.end().to_string(), "2026-09-30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i16,
    rhythm: Rhythm,
    ordinal: u8,
}

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a period; write a year (2026), a half (2026-H1), a quarter (2026-Q3) or a month (2026-07), \
     with a year from 1945 to 2199"
)]
pub struct PeriodError(pub String);

impl Period {
    /// The period number `ordinal` (from 1) of `year` in the given rhythm.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] when the year lies outside 1945–2199 or the ordinal outside the rhythm.
    pub fn new(year: i16, rhythm: Rhythm, ordinal: u8) -> Result<Self, PeriodError> {
        if !(1945..=2199).contains(&year) || ordinal == 0 || ordinal > rhythm.per_year() {
            return Err(PeriodError(format!("{year} {rhythm:?} {ordinal}")));
        }
        Ok(Self {
            year,
            rhythm,
            ordinal,
        })
    }

    /// The whole calendar year.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] when the year lies outside 1945–2199.
    pub fn year(year: i16) -> Result<Self, PeriodError> {
        Self::new(year, Rhythm::Year, 1)
    }

    /// The period of the given rhythm in which a day lies.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] when the year lies outside 1945–2199.
    pub fn containing(day: Date, rhythm: Rhythm) -> Result<Self, PeriodError> {
        let ordinal = (day.month().unsigned_abs() - 1) / rhythm.months() + 1;
        Self::new(day.year(), rhythm, ordinal)
    }

    /// The calendar year in which the period lies.
    #[must_use]
    pub const fn calendar_year(self) -> i16 {
        self.year
    }

    /// The length of the period.
    #[must_use]
    pub const fn rhythm(self) -> Rhythm {
        self.rhythm
    }

    /// The number of the period in its year, from 1.
    #[must_use]
    pub const fn ordinal(self) -> u8 {
        self.ordinal
    }

    /// The first day.
    #[must_use]
    pub fn start(self) -> Date {
        let month = (self.ordinal - 1) * self.rhythm.months() + 1;
        date(self.year, month.cast_signed(), 1)
    }

    /// The last day.
    #[must_use]
    pub fn end(self) -> Date {
        let month = self.ordinal * self.rhythm.months();
        date(self.year, month.cast_signed(), 1).last_of_month()
    }

    /// The same period one year earlier, or nothing at the edge of the calendar.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        Self::new(self.year - 1, self.rhythm, self.ordinal).ok()
    }

    /// The period of the same length just before, or nothing at the edge of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        if self.ordinal > 1 {
            return Self::new(self.year, self.rhythm, self.ordinal - 1).ok();
        }
        Self::new(self.year - 1, self.rhythm, self.rhythm.per_year()).ok()
    }

    /// The periods of the given length that the period consists of; none where that is longer than itself.
    #[must_use]
    pub fn parts(self, rhythm: Rhythm) -> Vec<Self> {
        let first = (self.ordinal - 1) * self.rhythm.months() / rhythm.months() + 1;
        let count = self.rhythm.months() / rhythm.months();
        (first..first + count)
            .filter_map(|ordinal| Self::new(self.year, rhythm, ordinal).ok())
            .collect()
    }

    /// Whether every day of `other` lies in this period.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start() <= other.start() && other.end() <= self.end()
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start(), self.end()).cmp(&(other.start(), other.end()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rhythm {
            Rhythm::Year => write!(out, "{:04}", self.year),
            Rhythm::Half => write!(out, "{:04}-H{}", self.year, self.ordinal),
            Rhythm::Quarter => write!(out, "{:04}-Q{}", self.year, self.ordinal),
            Rhythm::Month => write!(out, "{:04}-{:02}", self.year, self.ordinal),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        parse(text).ok_or_else(|| PeriodError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let (year, part) = match text.split_once('-') {
        None => (text, None),
        Some((year, part)) => (year, Some(part)),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (rhythm, digits, width) = match part {
        None => (Rhythm::Year, "1", 1),
        Some(part) if part.starts_with('H') => (Rhythm::Half, &part[1..], 1),
        Some(part) if part.starts_with('Q') => (Rhythm::Quarter, &part[1..], 1),
        Some(part) => (Rhythm::Month, part, 2),
    };
    if digits.len() != width || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Period::new(year.parse().ok()?, rhythm, digits.parse().ok()?).ok()
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn writes_what_it_reads() {
        for text in ["2026", "2026-H1", "2026-Q3", "2026-07", "1945", "2199-12"] {
            assert_eq!(period(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "26",
            "2026-",
            "2026-H3",
            "2026-H0",
            "2026-Q5",
            "2026-13",
            "2026-00",
            "2026-7",
            "2026-07-01",
            "1944",
            "2200",
            "+026",
            "2026-H١",
            "2026-q1",
            "năm 2026",
            "2026-H12",
        ] {
            assert!(
                text.parse::<Period>().is_err(),
                "{text} was taken for a period"
            );
        }
    }

    #[test]
    fn begins_and_ends_on_calendar_days() {
        let days = |text| {
            (
                period(text).start().to_string(),
                period(text).end().to_string(),
            )
        };
        assert_eq!(days("2026"), ("2026-01-01".into(), "2026-12-31".into()));
        assert_eq!(days("2026-H2"), ("2026-07-01".into(), "2026-12-31".into()));
        assert_eq!(days("2026-Q1"), ("2026-01-01".into(), "2026-03-31".into()));
        assert_eq!(days("2028-02"), ("2028-02-01".into(), "2028-02-29".into()));
    }

    #[test]
    fn sorts_by_first_day_then_by_length() {
        let mut periods: Vec<Period> = ["2027", "2026", "2026-H1", "2026-Q1", "2026-01", "2026-Q2"]
            .map(period)
            .to_vec();
        periods.sort();
        let sorted: Vec<String> = periods.iter().map(ToString::to_string).collect();
        assert_eq!(
            sorted,
            ["2026-01", "2026-Q1", "2026-H1", "2026", "2026-Q2", "2027"]
        );
    }

    #[test]
    fn steps_back_across_the_year() {
        assert_eq!(period("2026-Q1").previous(), Some(period("2025-Q4")));
        assert_eq!(period("2026-03").year_before(), Some(period("2025-03")));
        assert_eq!(period("1945").previous(), None);
    }

    #[test]
    fn consists_of_its_parts() {
        let names = |text, rhythm| -> Vec<String> {
            period(text)
                .parts(rhythm)
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(names("2026-H2", Rhythm::Quarter), ["2026-Q3", "2026-Q4"]);
        assert_eq!(names("2026", Rhythm::Half), ["2026-H1", "2026-H2"]);
        assert_eq!(
            names("2026-Q2", Rhythm::Month),
            ["2026-04", "2026-05", "2026-06"]
        );
        assert_eq!(names("2026-Q2", Rhythm::Quarter), ["2026-Q2"]);
        assert!(period("2026-Q2").parts(Rhythm::Year).is_empty());
    }

    #[test]
    fn finds_the_period_of_a_day() {
        let day = date(2026, 8, 15);
        let of = |rhythm| Period::containing(day, rhythm).unwrap().to_string();
        assert_eq!(of(Rhythm::Year), "2026");
        assert_eq!(of(Rhythm::Half), "2026-H2");
        assert_eq!(of(Rhythm::Quarter), "2026-Q3");
        assert_eq!(of(Rhythm::Month), "2026-08");
        assert!(period("2026").contains(period("2026-08")));
        assert!(!period("2026-Q2").contains(period("2026-08")));
    }
}
