//! The figures, by indicator.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{IndicatorId, Observation, ObservationKey, Period, Subject};

type Revisions = BTreeMap<u32, Arc<Observation>>;

/// All figures, with every revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    by_indicator: BTreeMap<IndicatorId, BTreeMap<(Subject, Period), Revisions>>,
}

impl Figures {
    pub(super) fn put(&mut self, figure: Arc<Observation>) {
        let key = &figure.key;
        self.by_indicator
            .entry(key.indicator.clone())
            .or_default()
            .entry((key.subject.clone(), key.period))
            .or_default()
            .insert(key.revision, figure);
    }

    pub(super) fn remove(&mut self, key: &ObservationKey) {
        let Some(figures) = self.by_indicator.get_mut(&key.indicator) else {
            return;
        };
        let place_and_time = (key.subject.clone(), key.period);
        if let Some(revisions) = figures.get_mut(&place_and_time) {
            revisions.remove(&key.revision);
            if revisions.is_empty() {
                figures.remove(&place_and_time);
            }
        }
        if figures.is_empty() {
            self.by_indicator.remove(&key.indicator);
        }
    }

    /// Every figure, by indicator, subject, period and revision.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Observation>> {
        self.by_indicator
            .values()
            .flat_map(BTreeMap::values)
            .flat_map(BTreeMap::values)
    }

    /// The figure of that key.
    #[must_use]
    pub fn get(&self, key: &ObservationKey) -> Option<&Arc<Observation>> {
        self.by_indicator
            .get(&key.indicator)?
            .get(&(key.subject.clone(), key.period))?
            .get(&key.revision)
    }

    /// Every figure of the indicator, by subject, period and revision.
    pub fn of(&self, indicator: &IndicatorId) -> impl Iterator<Item = &Arc<Observation>> {
        self.by_indicator
            .get(indicator)
            .into_iter()
            .flat_map(BTreeMap::values)
            .flat_map(BTreeMap::values)
    }

    /// The revisions of one figure, the oldest first.
    pub fn revisions(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
        period: Period,
    ) -> impl DoubleEndedIterator<Item = &Arc<Observation>> {
        self.by_indicator
            .get(indicator)
            .and_then(|figures| figures.get(&(subject.clone(), period)))
            .into_iter()
            .flat_map(BTreeMap::values)
    }

    /// Every figure of the indicator for the subject, by period and revision.
    pub fn series(
        &self,
        indicator: &IndicatorId,
        subject: &Subject,
    ) -> impl Iterator<Item = &Arc<Observation>> {
        let first = (subject.clone(), Period::EARLIEST);
        let last = (subject.clone(), Period::LATEST);
        self.by_indicator
            .get(indicator)
            .into_iter()
            .flat_map(move |figures| figures.range(first.clone()..=last.clone()))
            .flat_map(|(_, revisions)| revisions.values())
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
                figures
                    .iter()
                    .filter(|((place, _), _)| place == subject)
                    .filter_map(|((_, period), revisions)| {
                        let newest = revisions
                            .values()
                            .rev()
                            .find(|figure| figure.is_approved())?;
                        Some((period, newest))
                    })
                    .max_by_key(|(period, _)| **period)
                    .map(|(_, figure)| figure)
            })
            .collect()
    }
}
