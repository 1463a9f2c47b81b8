//! The figures, by indicator.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{IndicatorId, Observation, ObservationKey, Period, Subject};

type Revisions = BTreeMap<u32, Arc<Observation>>;

/// All figures, with every revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    by_indicator: BTreeMap<IndicatorId, Arc<IndicatorFigures>>,
}

/// The figures of one indicator: a part that snapshots share, and that stays the same object until one of them changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorFigures {
    by_subject: BTreeMap<Subject, BTreeMap<Period, Revisions>>,
}

impl IndicatorFigures {
    fn put(&mut self, figure: Arc<Observation>) {
        let key = &figure.key;
        self.by_subject
            .entry(key.subject.clone())
            .or_default()
            .entry(key.period)
            .or_default()
            .insert(key.revision, figure);
    }

    fn remove(&mut self, key: &ObservationKey) {
        let Some(periods) = self.by_subject.get_mut(&key.subject) else {
            return;
        };
        if let Some(revisions) = periods.get_mut(&key.period) {
            revisions.remove(&key.revision);
            if revisions.is_empty() {
                periods.remove(&key.period);
            }
        }
        if periods.is_empty() {
            self.by_subject.remove(&key.subject);
        }
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Observation>> {
        self.by_subject
            .values()
            .flat_map(BTreeMap::values)
            .flat_map(BTreeMap::values)
    }
}

impl Figures {
    pub(super) fn put(&mut self, figure: Arc<Observation>) {
        let figures = self
            .by_indicator
            .entry(figure.key.indicator.clone())
            .or_default();
        Arc::make_mut(figures).put(figure);
    }

    pub(super) fn remove(&mut self, key: &ObservationKey) {
        let Some(figures) = self.by_indicator.get_mut(&key.indicator) else {
            return;
        };
        Arc::make_mut(figures).remove(key);
        if figures.by_subject.is_empty() {
            self.by_indicator.remove(&key.indicator);
        }
    }

    /// The figures of the indicator as a shared part, which stays the same object until one of them changes.
    #[must_use]
    pub fn shared_of(&self, indicator: &IndicatorId) -> Option<Arc<IndicatorFigures>> {
        self.by_indicator.get(indicator).cloned()
    }

    /// Every figure, by indicator, subject, period and revision.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Observation>> {
        self.by_indicator.values().flat_map(|figures| figures.all())
    }

    /// The figure of that key.
    #[must_use]
    pub fn get(&self, key: &ObservationKey) -> Option<&Arc<Observation>> {
        self.periods(&key.indicator, &key.subject)?
            .get(&key.period)?
            .get(&key.revision)
    }

    /// Every figure of the indicator, by subject, period and revision.
    pub fn of(&self, indicator: &IndicatorId) -> impl Iterator<Item = &Arc<Observation>> {
        self.by_indicator
            .get(indicator)
            .into_iter()
            .flat_map(|figures| figures.all())
    }

    /// The revisions of one figure, the oldest first.
    pub fn revisions(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
        period: Period,
    ) -> impl DoubleEndedIterator<Item = &Arc<Observation>> {
        self.periods(indicator, subject)
            .and_then(|periods| periods.get(&period))
            .into_iter()
            .flat_map(BTreeMap::values)
    }

    /// Every figure of the indicator for the subject, by period and revision.
    pub fn series(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
    ) -> impl Iterator<Item = &Arc<Observation>> {
        self.periods(indicator, subject)
            .into_iter()
            .flat_map(BTreeMap::values)
            .flat_map(BTreeMap::values)
    }

    fn periods(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
    ) -> Option<&BTreeMap<Period, Revisions>> {
        self.by_indicator.get(indicator)?.by_subject.get(subject)
    }

    /// The newest approved revision of one figure.
    #[must_use]
    pub fn approved(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
        period: Period,
    ) -> Option<&Arc<Observation>> {
        self.revisions(indicator, subject, period)
            .rev()
            .find(|figure| figure.is_approved())
    }

    /// The newest approved figure of every indicator that the subject has figures of, by indicator.
    #[must_use]
    pub fn newest_approved(&self, subject: &Subject) -> Vec<&Arc<Observation>> {
        self.by_indicator
            .values()
            .filter_map(|figures| {
                let mut newest_first = figures.by_subject.get(subject)?.values().rev();
                newest_first.find_map(|revisions| {
                    revisions.values().rev().find(|figure| figure.is_approved())
                })
            })
            .collect()
    }
}
