//! The level of school that a question is about: who learns at it, and how many a school takes.

use crate::model::{AttributeValue, Place, SchoolLevel};

/// What teaches at which levels is known of a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teaches {
    /// It teaches the level.
    Yes,
    /// It does not.
    No,
    /// Its level is not known.
    Unknown,
}

impl SchoolLevel {
    /// Whether a school or satellite point teaches this level: by its numbers of pupils and places by level where it has
    /// any, else by its kind. An inter-level school without such numbers teaches primary and lower secondary.
    pub(super) fn teaches(self, place: &Place) -> Teaches {
        let has = |level: Self| {
            let attributes = [level.pupils_attribute(), level.capacity_attribute()];
            let mut numbers = attributes.iter().filter_map(|name| number(place, name));
            numbers.any(|number| number > 0.0)
        };
        if Self::ALL.into_iter().any(has) {
            return if has(self) { Teaches::Yes } else { Teaches::No };
        }
        let is_taught = match text(place, "level") {
            None => return Teaches::Unknown,
            Some("inter-level") => matches!(self, Self::Primary | Self::LowerSecondary),
            Some(level) => level == self.as_str(),
        };
        if is_taught { Teaches::Yes } else { Teaches::No }
    }

    /// The part of a school's whole number that belongs to this level: all of it where it teaches one level, else by the
    /// years of the levels that it teaches.
    pub(super) fn part(self, place: &Place, whole: f64) -> f64 {
        let taught = |level: &Self| level.teaches(place) == Teaches::Yes;
        let years: f64 = Self::ALL
            .iter()
            .filter(|l| taught(l))
            .map(|l| l.years())
            .sum();
        if taught(&self) {
            (whole * self.years() / years).round()
        } else {
            whole
        }
    }
}

/// How many pupils a school takes: all of them, or those of a level.
pub(super) fn capacity(place: &Place, level: Option<SchoolLevel>) -> Option<f64> {
    at_school(place, level, "capacity", SchoolLevel::capacity_attribute)
}

/// How many pupils learn at a school or satellite point: all of them, or those of a level.
pub(super) fn pupils_at(place: &Place, level: Option<SchoolLevel>) -> Option<f64> {
    at_school(place, level, "pupils", SchoolLevel::pupils_attribute)
}

/// A number of a school: of a level its own, else its part of the whole; of all levels the whole, else the sum of those
/// that are taught. None when any is missing, for a missing number is no zero.
fn at_school(
    place: &Place,
    level: Option<SchoolLevel>,
    whole: &str,
    of_level: fn(SchoolLevel) -> &'static str,
) -> Option<f64> {
    let whole = number(place, whole);
    match level {
        Some(level) => number(place, of_level(level)).or_else(|| Some(level.part(place, whole?))),
        None => whole.or_else(|| {
            let taught = |level: &&SchoolLevel| level.teaches(place) == Teaches::Yes;
            let mut taught = SchoolLevel::ALL.iter().filter(taught).peekable();
            taught.peek()?;
            taught.map(|level| number(place, of_level(*level))).sum()
        }),
    }
}

/// From what the pupils of a settlement are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// They were counted.
    Counted,
    /// All pupils were counted, those of the level are a share of them.
    OfAllPupils,
    /// They are a share of the people.
    OfPeople,
}

/// How many pupils live at a settlement; none when neither they nor its people are known.
pub(super) fn pupils_living(
    place: &Place,
    level: Option<SchoolLevel>,
    pupil_share: f64,
) -> Option<(f64, Known)> {
    let general = SchoolLevel::ALL[1..].iter();
    let by_level = general.map(|level| number(place, level.pupils_attribute()));
    let all = number(place, "pupils").or_else(|| by_level.sum());
    let share = level.map_or(1.0, SchoolLevel::share);
    let of_people = || {
        let people = number(place, "population")?;
        Some(((people * pupil_share * share).round(), Known::OfPeople))
    };
    match level {
        None => all.map(|all| (all, Known::Counted)),
        Some(level) => number(place, level.pupils_attribute())
            .map(|pupils| (pupils, Known::Counted))
            .or_else(|| Some(((all? * share).round(), Known::OfAllPupils))),
    }
    .or_else(of_people)
}

/// A number of a place.
pub(super) fn number(place: &Place, name: &str) -> Option<f64> {
    match place.attributes.get(name) {
        Some(AttributeValue::Number(number)) => Some(*number),
        _ => None,
    }
}

/// A text of a place.
pub(super) fn text<'a>(place: &'a Place, name: &str) -> Option<&'a str> {
    match place.attributes.get(name) {
        Some(AttributeValue::Text(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LayerId, PlaceId, PlaceKind};

    fn place(attributes: &[(&str, f64)], level: Option<&str>) -> Place {
        let numbers = attributes
            .iter()
            .map(|&(name, number)| (name.to_owned(), AttributeValue::Number(number)));
        let level = level.map(|level| ("level".to_owned(), AttributeValue::Text(level.to_owned())));
        Place {
            id: PlaceId::new("a").unwrap(),
            layer: LayerId::new("l").unwrap(),
            kind: PlaceKind::School,
            name: String::new(),
            valid_from: None,
            valid_to: None,
            unit_codes: Vec::new(),
            accuracy_m: None,
            attributes: numbers.chain(level).collect(),
            geometry: None,
        }
    }

    /// 90 places over primary (5 years) and lower secondary (4 years): 50 and 40.
    #[test]
    fn an_inter_level_school_shares_its_places_by_years() {
        let school = place(&[("capacity", 90.0)], Some("inter-level"));
        assert_eq!(capacity(&school, Some(SchoolLevel::Primary)), Some(50.0));
        assert_eq!(
            capacity(&school, Some(SchoolLevel::LowerSecondary)),
            Some(40.0)
        );
        assert_eq!(SchoolLevel::UpperSecondary.teaches(&school), Teaches::No);
        assert_eq!(capacity(&school, None), Some(90.0));
    }

    #[test]
    fn numbers_by_level_go_before_the_kind_of_school() {
        let numbers = [
            ("capacity_primary", 60.0),
            ("capacity_upper_secondary", 30.0),
        ];
        let school = place(&numbers, Some("inter-level"));
        assert_eq!(SchoolLevel::UpperSecondary.teaches(&school), Teaches::Yes);
        assert_eq!(SchoolLevel::LowerSecondary.teaches(&school), Teaches::No);
        assert_eq!(capacity(&school, None), Some(90.0));
        assert_eq!(pupils_at(&school, Some(SchoolLevel::Primary)), None);
        assert_eq!(pupils_at(&school, None), None);
        let unknown = place(&[("capacity", 60.0)], None);
        assert_eq!(SchoolLevel::Primary.teaches(&unknown), Teaches::Unknown);
        assert_eq!(capacity(&unknown, Some(SchoolLevel::Primary)), Some(60.0));
    }

    /// 600 people: 120 pupils of twelve years, 50 of them in the five of primary school.
    #[test]
    fn pupils_of_a_level_are_counted_before_they_are_shared_out() {
        let level = Some(SchoolLevel::Primary);
        let counted = [
            ("population", 600.0),
            ("pupils", 60.0),
            ("pupils_primary", 31.0),
        ];
        let known =
            |attributes: &[(&str, f64)]| pupils_living(&place(attributes, None), level, 0.2);
        assert_eq!(known(&counted), Some((31.0, Known::Counted)));
        assert_eq!(known(&counted[..2]), Some((25.0, Known::OfAllPupils)));
        assert_eq!(known(&counted[..1]), Some((50.0, Known::OfPeople)));
        assert_eq!(known(&[]), None);
        let settlement = place(&counted[..1], None);
        assert_eq!(
            pupils_living(&settlement, None, 0.2),
            Some((120.0, Known::OfPeople))
        );
    }
}
