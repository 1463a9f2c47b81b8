//! The registry of administrative units.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Lineage, Unit, UnitCode, UnitKey};

/// The units of all times, with their history.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnitRegistry {
    units: BTreeMap<UnitKey, Arc<Unit>>,
    lineage: BTreeSet<Lineage>,
    /// For every successor its predecessors; follows from the lineage.
    formed_from: BTreeMap<UnitKey, BTreeSet<UnitKey>>,
    /// For every predecessor its successors; follows from the lineage.
    became: BTreeMap<UnitKey, BTreeSet<UnitKey>>,
}

impl UnitRegistry {
    pub(super) fn put(&mut self, unit: Arc<Unit>) {
        self.units.insert(unit.key.clone(), unit);
    }

    pub(super) fn remove(&mut self, key: &UnitKey) {
        self.units.remove(key);
    }

    pub(super) fn link(&mut self, link: Lineage) {
        self.unlink(&link.predecessor, &link.successor);
        let (predecessor, successor) = (link.predecessor.clone(), link.successor.clone());
        self.formed_from
            .entry(successor.clone())
            .or_default()
            .insert(predecessor.clone());
        self.became
            .entry(predecessor)
            .or_default()
            .insert(successor);
        self.lineage.insert(link);
    }

    pub(super) fn unlink(&mut self, predecessor: &UnitKey, successor: &UnitKey) {
        drop_link(&mut self.formed_from, successor, predecessor);
        drop_link(&mut self.became, predecessor, successor);
        if let Some(link) = self.link_between(predecessor, successor).cloned() {
            self.lineage.remove(&link);
        }
    }

    /// Every unit of every time, by code and then by first day.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Unit>> {
        self.units.values()
    }

    /// Every link of the history.
    pub fn links(&self) -> impl Iterator<Item = &Lineage> {
        self.lineage.iter()
    }

    /// The link between two units.
    #[must_use]
    pub fn link_between(&self, predecessor: &UnitKey, successor: &UnitKey) -> Option<&Lineage> {
        self.lineage
            .iter()
            .find(|link| (&link.predecessor, &link.successor) == (predecessor, successor))
    }

    /// The unit of that key.
    #[must_use]
    pub fn get(&self, key: &UnitKey) -> Option<&Arc<Unit>> {
        self.units.get(key)
    }

    /// The units that exist on the day, by code.
    pub fn on(&self, date: Date) -> impl Iterator<Item = &Arc<Unit>> {
        self.units.values().filter(move |unit| unit.exists_on(date))
    }

    /// The unit that has the code on the day.
    #[must_use]
    pub fn find(&self, code: &UnitCode, date: Date) -> Option<&Arc<Unit>> {
        self.versions(code).find(|unit| unit.exists_on(date))
    }

    /// Every unit that ever had the code, the oldest first.
    pub fn versions(&self, code: &UnitCode) -> impl Iterator<Item = &Arc<Unit>> {
        let first = UnitKey {
            code: code.clone(),
            valid_from: Date::MIN,
        };
        let last = UnitKey {
            code: code.clone(),
            valid_from: Date::MAX,
        };
        self.units.range(first..=last).map(|(_, unit)| unit)
    }

    /// The units that became part of this one.
    pub fn predecessors(&self, key: &UnitKey) -> impl Iterator<Item = &Arc<Unit>> {
        self.formed_from
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|former| self.units.get(former))
    }

    /// The units that this one became part of.
    pub fn successors(&self, key: &UnitKey) -> impl Iterator<Item = &Arc<Unit>> {
        self.became
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|later| self.units.get(later))
    }

    /// The first day for which the registry knows units.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.units.keys().map(|key| key.valid_from).min()
    }
}

/// Forgets one link; nothing empty is left behind, so that equal registries are equal.
fn drop_link(links: &mut BTreeMap<UnitKey, BTreeSet<UnitKey>>, from: &UnitKey, to: &UnitKey) {
    if let Some(ends) = links.get_mut(from) {
        ends.remove(to);
        if ends.is_empty() {
            links.remove(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnitKind;
    use jiff::civil::date;

    fn unit(key: &str, name: &str, valid_to: Option<Date>) -> Arc<Unit> {
        Arc::new(Unit {
            key: key.parse().unwrap(),
            valid_to,
            name: name.to_owned(),
            kind: UnitKind::Ward,
            district: None,
            centre: None,
            border_km: None,
            source: "test".to_owned(),
        })
    }

    fn registry() -> UnitRegistry {
        let mut registry = UnitRegistry::default();
        registry.put(unit(
            "01273@2020-03-01",
            "Hợp Giang",
            Some(date(2025, 6, 30)),
        ));
        registry.put(unit(
            "01267@2020-03-01",
            "Sông Hiến",
            Some(date(2025, 6, 30)),
        ));
        registry.put(unit("01273@2025-07-01", "Thục Phán", None));
        for predecessor in ["01273@2020-03-01", "01267@2020-03-01"] {
            registry.link(Lineage {
                predecessor: predecessor.parse().unwrap(),
                successor: "01273@2025-07-01".parse().unwrap(),
                basis: "test".to_owned(),
            });
        }
        registry
    }

    #[test]
    fn one_code_names_two_units_at_two_times() {
        let registry = registry();
        let code = UnitCode::new("01273").unwrap();
        assert_eq!(
            registry.find(&code, date(2025, 6, 30)).unwrap().name,
            "Hợp Giang"
        );
        assert_eq!(
            registry.find(&code, date(2025, 7, 1)).unwrap().name,
            "Thục Phán"
        );
        assert!(registry.find(&code, date(2019, 1, 1)).is_none());
    }

    #[test]
    fn lineage_is_read_both_ways() {
        let registry = registry();
        let ward = "01273@2025-07-01".parse().unwrap();
        let names: Vec<_> = registry
            .predecessors(&ward)
            .map(|unit| unit.name.as_str())
            .collect();
        assert_eq!(names, ["Sông Hiến", "Hợp Giang"]);
        let former = "01267@2020-03-01".parse().unwrap();
        assert_eq!(
            registry.successors(&former).next().unwrap().name,
            "Thục Phán"
        );
        assert_eq!(registry.successors(&ward).count(), 0);
    }
}
