//! Days as people write them.

use jiff::civil::Date;

/// Reads a day as `dd/mm/yyyy`, `dd-mm-yyyy`, `dd.mm.yyyy`, `yyyy-mm-dd` or `yyyy/mm/dd`.
///
/// # Example
/// ```
/// use nonnuoc::model::written_day;
/// assert_eq!(written_day("01/02/2026"), Some(jiff::civil::date(2026, 2, 1)));
/// assert_eq!(written_day("02/2026"), None);
/// ```
#[must_use]
pub fn written_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => (first, last),
        (1..=2, 4) => (last, first),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_whichever_end_the_year_stands_at() {
        for text in [
            "2026-02-01",
            "2026/02/01",
            "01/02/2026",
            "1-2-2026",
            " 1.2.2026 ",
        ] {
            assert_eq!(
                written_day(text),
                Some(jiff::civil::date(2026, 2, 1)),
                "{text}"
            );
        }
        for text in [
            "",
            "2026",
            "30/02/2026",
            "1/2/26",
            "2026/02/2026",
            "hôm nay",
        ] {
            assert_eq!(written_day(text), None, "{text}");
        }
    }
}
