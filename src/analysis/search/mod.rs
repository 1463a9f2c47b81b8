//! Finding units, places, indicators and tasks by what people type.
//!
//! Accents are optional; who types them sees exact matches first. Composed and decomposed spellings and
//! both tone placements are equal. A former unit's name leads to the unit of today. A word for what is looked for
//! (`cửa khẩu Tà Lùng`) may stand before or behind the name: it puts things of that kind first and hides nothing.

mod kind_words;
mod typed;

use jiff::civil::Date;

use crate::model::{Indicator, Place, Snapshot, Task, Unit, UnitKey};
use kind_words::Sort;
use typed::{Merit, Typed};

/// What was found.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A unit of today.
    Unit(&'a Unit),
    /// A former unit.
    FormerUnit(&'a Unit),
    /// A place.
    Place(&'a Place),
    /// An indicator.
    Indicator(&'a Indicator),
    /// A task or project.
    Task(&'a Task),
}

/// What answers the text, the best first, at most `limit`.
///
/// Of equally good answers units of today come first, then former units, indicators, places and tasks; units
/// that share a name stand in the order of their codes.
///
/// # Input
/// `today` decides which units are of today. A code finds the unit that bears it.
#[must_use]
pub fn search<'a>(
    snapshot: &'a Snapshot,
    indicators: impl IntoIterator<Item = &'a Indicator>,
    text: &str,
    today: Date,
    limit: usize,
) -> Vec<Found<'a>> {
    let typed = Typed::new(text);
    if typed.is_empty() {
        return Vec::new();
    }
    let mut answers: Vec<(Merit, u8, String, Found<'a>)> = Vec::new();
    for unit in snapshot.units().all() {
        let full_name = unit.full_name();
        let names = [unit.name.as_str(), &full_name, unit.code().as_str()];
        if let Some(merit) = typed.merit(Sort::Unit, names) {
            let (order, found) = if unit.exists_on(today) {
                (0, Found::Unit(unit))
            } else {
                (1, Found::FormerUnit(unit))
            };
            answers.push((merit, order, unit.key.to_string(), found));
        }
    }
    for indicator in indicators {
        let names = [indicator.name.vi.as_str(), &indicator.name.en];
        if let Some(merit) = typed.merit(Sort::Indicator, names) {
            let found = Found::Indicator(indicator);
            answers.push((merit, 2, indicator.id.to_string(), found));
        }
    }
    for place in snapshot
        .places()
        .all()
        .filter(|place| !place.name.is_empty())
    {
        if let Some(merit) = typed.merit(Sort::Place(place.kind), [place.name.as_str()]) {
            answers.push((merit, 3, place.id.to_string(), Found::Place(place)));
        }
    }
    for task in snapshot.programme().tasks() {
        let names = [task.name.vi.as_str(), &task.name.en];
        if let Some(merit) = typed.merit(Sort::Task, names) {
            answers.push((merit, 4, task.id.to_string(), Found::Task(task)));
        }
    }
    answers.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    answers
        .into_iter()
        .take(limit)
        .map(|(_, _, _, found)| found)
        .collect()
}

/// The unit of today that a unit leads to: itself, or the one that it became part of.
#[must_use]
pub fn unit_of_today<'a>(snapshot: &'a Snapshot, key: &UnitKey, today: Date) -> Option<&'a Unit> {
    let registry = snapshot.units();
    let mut unit = registry.get(key)?;
    while !unit.exists_on(today) {
        unit = registry.successors(&unit.key).next()?;
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lineage, Record, UnitKind};
    use jiff::civil::date;
    use std::sync::Arc;
    use unicode_normalization::UnicodeNormalization;

    fn unit(key: &str, name: &str, valid_to: Option<Date>) -> Record {
        Record::Unit(Arc::new(Unit {
            key: key.parse().unwrap(),
            valid_to,
            name: name.to_owned(),
            kind: UnitKind::Commune,
            district: None,
            centre: None,
            border_km: None,
            source: "test".to_owned(),
        }))
    }

    fn snapshot() -> Snapshot {
        let last = Some(date(2025, 6, 30));
        let link = Lineage {
            predecessor: "01700@2020-03-01".parse().unwrap(),
            successor: "01654@2025-07-01".parse().unwrap(),
            basis: "test".to_owned(),
        };
        Snapshot::new(
            1,
            [
                unit("01654@2025-07-01", "Hòa An", None),
                unit("01321@2025-07-01", "Bảo Lạc", None),
                unit("01290@2025-07-01", "Bảo Lâm", None),
                unit("01700@2020-03-01", "Nước Hai", last),
                Record::Lineage(Arc::new(link)),
            ],
        )
    }

    fn names(text: &str) -> Vec<String> {
        let snapshot = snapshot();
        search(&snapshot, [], text, date(2026, 1, 1), 10)
            .into_iter()
            .map(|found| match found {
                Found::Unit(unit) | Found::FormerUnit(unit) => unit.name.clone(),
                Found::Place(place) => place.name.clone(),
                Found::Indicator(indicator) => indicator.name.vi.clone(),
                Found::Task(task) => task.name.vi.clone(),
            })
            .collect()
    }

    #[test]
    fn accents_are_optional_and_exact_ones_come_first() {
        assert_eq!(names("bao la"), ["Bảo Lâm", "Bảo Lạc"]);
        assert_eq!(names("bao lạc"), ["Bảo Lạc"]);
        assert_eq!(names("Bảo L"), ["Bảo Lâm", "Bảo Lạc"]);
    }

    #[test]
    fn spellings_are_equal() {
        let decomposed: String = "Hòa An".nfd().collect();
        for text in [
            "Hoà An",
            "hòa an",
            "hoa an",
            &decomposed,
            "01654",
            "xã Hòa An",
        ] {
            assert_eq!(names(text), ["Hòa An"], "{text:?}");
        }
    }

    #[test]
    fn a_former_name_leads_to_the_unit_of_today() {
        let snapshot = snapshot();
        let found = search(&snapshot, [], "nuoc hai", date(2026, 1, 1), 1);
        let Found::FormerUnit(former) = found[0] else {
            panic!("{found:?}")
        };
        let today = unit_of_today(&snapshot, &former.key, date(2026, 1, 1)).unwrap();
        assert_eq!(today.name, "Hòa An");
    }

    #[test]
    fn a_word_for_the_kind_helps_before_and_behind_and_hides_nothing() {
        for text in ["xa hoa an", "hoa an xa", "Hòa An commune", "phường Hòa An"] {
            assert_eq!(names(text), ["Hòa An"], "{text:?}");
        }
        // No gate is called so: what is called so is found all the same.
        assert_eq!(names("cửa khẩu Hòa An"), ["Hòa An"]);
        assert_eq!(names("truong bao lac"), ["Bảo Lạc"]);
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert!(names("").is_empty());
        assert!(names(" - ").is_empty());
    }
}
