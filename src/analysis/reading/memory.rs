//! What a reader has read already.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::Reading;
use crate::model::{IndicatorId, Period, Subject};

type Readings = HashMap<IndicatorId, HashMap<Period, HashMap<Subject, Reading>>>;

/// Readings that were made already, for a reader that is asked for the same figures again and again, as a dashboard
/// does: the targets of two shares have one denominator, and every rate is shown, judged and rolled up.
#[derive(Debug, Default)]
pub struct Memory {
    readings: Mutex<Readings>,
    periods: Mutex<HashMap<IndicatorId, BTreeSet<Period>>>,
}

impl Memory {
    /// The reading, if it was made.
    pub(super) fn reading(
        &self,
        id: &IndicatorId,
        subject: &Subject,
        period: Period,
    ) -> Option<Reading> {
        let readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        readings.get(id)?.get(&period)?.get(subject).cloned()
    }

    pub(super) fn keep(
        &self,
        id: &IndicatorId,
        subject: &Subject,
        period: Period,
        reading: &Reading,
    ) {
        let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        readings
            .entry(id.clone())
            .or_default()
            .entry(period)
            .or_default()
            .insert(subject.clone(), reading.clone());
    }

    /// The periods for which the indicator has figures; found by the function where nobody asked before.
    pub(super) fn periods(
        &self,
        id: &IndicatorId,
        find: impl FnOnce() -> BTreeSet<Period>,
    ) -> BTreeSet<Period> {
        let mut periods = self.periods.lock().unwrap_or_else(PoisonError::into_inner);
        periods.entry(id.clone()).or_insert_with(find).clone()
    }
}
