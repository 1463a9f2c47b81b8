//! Figures that are entered: as they stand, over time, or merged from former units.

use std::collections::BTreeSet;

use super::{Origin, Reader, Reading};
use crate::analysis::crosswalk::{self, FormerFigure};
use crate::model::{Indicator, Period, Rhythm, Subject, UnitKey};

impl Reader<'_> {
    /// The figure of an indicator that is entered, for a unit or place.
    pub(super) fn entered(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
    ) -> Reading {
        let own = self.own(indicator, subject, period);
        if own.as_ref().is_some_and(|found| found.number.is_some()) {
            return own.unwrap_or_else(no_figure);
        }
        let merged = match subject {
            Subject::Unit(unit) if period.start() < unit.valid_from => {
                self.merged(indicator, unit, period)
            }
            _ => None,
        };
        merged.or(own).unwrap_or_else(no_figure)
    }

    /// The subject's own figure: of that period, from shorter periods, or standing from an earlier one.
    pub(super) fn own(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
    ) -> Option<Reading> {
        let reported = self.reported(indicator, subject, period);
        if reported.is_some() {
            return reported;
        }
        self.over_time(indicator, subject, period)
            .or_else(|| self.standing(indicator, subject, period))
    }

    fn reported(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
    ) -> Option<Reading> {
        let figure = self
            .snapshot
            .figures()
            .approved(&indicator.id, subject, period)?;
        Some(Reading::of(figure, Origin::Reported))
    }

    /// Adds up the parts of the period, or takes the last; all parts must be there for a sum. Nobody reports in shorter
    /// periods than the indicator's own.
    fn over_time(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
    ) -> Option<Reading> {
        let mut found: Vec<Reading> = [Rhythm::Half, Rhythm::Quarter, Rhythm::Month]
            .into_iter()
            .filter(|rhythm| *rhythm > period.rhythm() && *rhythm <= indicator.rhythm)
            .filter_map(|rhythm| self.of_parts(indicator, subject, period, rhythm))
            .collect();
        let best = found
            .iter()
            .position(|reading| reading.number.is_some())
            .or(found.len().checked_sub(1))?;
        Some(found.swap_remove(best))
    }

    fn of_parts(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
        rhythm: Rhythm,
    ) -> Option<Reading> {
        let parts = period.parts(rhythm);
        let read = |part: Period| {
            self.of_part(indicator, subject, part)
                .map(|reading| (part, reading))
        };
        let mut whole = no_figure();
        if !indicator.is_flow {
            let (part, last) = read(*parts.last()?)?;
            whole.take(&indicator.id, subject, part, &last);
            return Some(whole.found(last.number?, Origin::OverTime));
        }
        let found: Vec<(Period, Reading)> = parts.iter().filter_map(|part| read(*part)).collect();
        if found.is_empty() {
            return None;
        }
        for (part, reading) in &found {
            whole.take(&indicator.id, subject, *part, reading);
        }
        let numbers: Vec<_> = found
            .iter()
            .filter_map(|(_, reading)| reading.number)
            .collect();
        if numbers.len() == parts.len() {
            return Some(whole.found(numbers.iter().sum(), Origin::OverTime));
        }
        whole.missing = Some(crate::model::Text::new(
            format!(
                "mới có {} trên {} kỳ của {period}",
                numbers.len(),
                parts.len()
            ),
            format!(
                "{} of {} parts of {period} are reported",
                numbers.len(),
                parts.len()
            ),
        ));
        Some(whole)
    }

    /// The figure of a part of a period: reported, or merged where the unit was not there yet.
    fn of_part(&self, indicator: &Indicator, subject: &Subject, part: Period) -> Option<Reading> {
        let reported = self.reported(indicator, subject, part);
        match subject {
            Subject::Unit(unit) if reported.is_none() && part.start() < unit.valid_from => {
                self.merged(indicator, unit, part)
            }
            _ => reported,
        }
    }

    fn standing(
        &self,
        indicator: &Indicator,
        subject: &Subject,
        period: Period,
    ) -> Option<Reading> {
        if !indicator.stands_until_replaced {
            return None;
        }
        let figures = self.snapshot.figures();
        let newest = figures
            .series(&indicator.id, subject)
            .filter(|figure| figure.is_approved() && figure.key.period.end() <= period.end())
            .max_by_key(|figure| (figure.key.period, figure.key.revision))?;
        Some(Reading::of(newest, Origin::Standing))
    }

    /// Merges the former units' figures; nothing where no former unit has one.
    fn merged(&self, indicator: &Indicator, unit: &UnitKey, period: Period) -> Option<Reading> {
        let registry = self.snapshot.units();
        let mut merged = no_figure();
        let mut former = Vec::new();
        for predecessor in registry.predecessors(unit) {
            let subject = Subject::Unit(predecessor.key.clone());
            let reading = self.entered(indicator, &subject, period);
            merged.take(&indicator.id, &subject, period, &reading);
            former.push(FormerFigure {
                unit: predecessor.key.clone(),
                name: predecessor.full_name(),
                successors: registry.successors(&predecessor.key).count(),
                number: reading.number,
            });
        }
        if former.iter().all(|one| one.number.is_none()) {
            return None;
        }
        Some(match crosswalk::merge(indicator, &former) {
            Ok(number) => merged.found(number, Origin::Merged),
            Err(reason) => Reading {
                missing: Some(reason),
                ..merged
            },
        })
    }

    /// The periods for which anybody has an approved figure of the indicator.
    pub(super) fn periods_entered(&self, indicator: &Indicator) -> BTreeSet<Period> {
        let find = || {
            let figures = self.snapshot.figures().of(&indicator.id);
            figures
                .filter(|figure| figure.is_approved())
                .map(|figure| figure.key.period)
                .collect()
        };
        match self.memory {
            Some(memory) => memory.periods(&indicator.id, find),
            None => find(),
        }
    }
}

pub(super) fn no_figure() -> Reading {
    Reading::absent("chưa có số liệu", "there is no figure yet")
}
