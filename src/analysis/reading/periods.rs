//! For which periods there is anything to read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Reader, Reading};
use crate::model::{IndicatorId, IndicatorKind, Period, Rhythm, Subject};

impl Reader<'_> {
    /// The periods for which the indicator, or all it is computed from, has figures; of every length.
    #[must_use]
    pub fn periods(&self, id: &IndicatorId) -> BTreeSet<Period> {
        let Some(indicator) = self.indicator(id) else {
            return BTreeSet::new();
        };
        match &indicator.kind {
            IndicatorKind::Rate { numerator, .. } => self.periods(numerator),
            IndicatorKind::Change { of, .. } => self.periods(of),
            IndicatorKind::Composite { components } => components
                .first()
                .map(|part| self.periods(&part.indicator))
                .unwrap_or_default(),
            _ => self.periods_entered(indicator),
        }
    }

    /// The units and places that have a figure of their own for the period, or for parts of it, by name.
    #[must_use]
    pub fn reporters(&self, id: &IndicatorId, period: Period) -> Vec<Subject> {
        let Some(indicator) = self.indicator(id) else {
            return Vec::new();
        };
        let entered = match &indicator.kind {
            IndicatorKind::Rate { numerator, .. } => return self.reporters(numerator, period),
            IndicatorKind::Change { of, .. } => return self.reporters(of, period),
            IndicatorKind::Composite { components } => {
                return components
                    .first()
                    .map(|part| self.reporters(&part.indicator, period))
                    .unwrap_or_default();
            }
            _ => &indicator.id,
        };
        let subjects: BTreeSet<Subject> = self
            .snapshot
            .figures()
            .of(entered)
            .filter(|figure| figure.is_approved() && period.contains(figure.key.period))
            .map(|figure| figure.key.subject.clone())
            .filter(|subject| *subject != Subject::Province)
            .collect();
        subjects.into_iter().collect()
    }

    /// Whether the indicator counts what happens during a period.
    #[must_use]
    pub fn is_flow(&self, id: &IndicatorId) -> bool {
        self.indicator(id)
            .is_some_and(|indicator| indicator.is_flow)
    }

    /// The calendar years in which the indicator has figures.
    #[must_use]
    pub fn years(&self, id: &IndicatorId) -> BTreeSet<Period> {
        self.periods(id)
            .iter()
            .filter_map(|period| Period::year(period.calendar_year()).ok())
            .collect()
    }

    /// The subject's figures by year, those without a number included.
    #[must_use]
    pub fn yearly(&self, id: &IndicatorId, subject: &Subject) -> Vec<(Period, Arc<Reading>)> {
        self.years(id)
            .into_iter()
            .map(|year| (year, self.read(id, subject, year)))
            .collect()
    }

    /// The subject's figures in periods of one length.
    #[must_use]
    pub fn series(
        &self,
        id: &IndicatorId,
        subject: &Subject,
        rhythm: Rhythm,
    ) -> Vec<(Period, Arc<Reading>)> {
        let periods = if rhythm == Rhythm::Year {
            self.years(id)
        } else {
            self.periods(id)
        };
        periods
            .into_iter()
            .filter(|period| period.rhythm() == rhythm)
            .map(|period| (period, self.read(id, subject, period)))
            .collect()
    }
}
