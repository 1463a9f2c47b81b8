//! Reading a figure: as reported, added up over time, merged from former units, computed from its parts, or rolled
//! up from the units; always with how it came about.

mod computed;
mod entered;
mod memory;
mod periods;
mod province;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::{
    Attachment, Indicator, IndicatorId, IndicatorKind, Observation, ObservationKey, Period,
    PlaceKind, Snapshot, Subject, Text, Unit, UnitSubset,
};

pub use memory::{Memories, Memory};

/// A figure as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The number; nothing where there is none, never a zero in its place.
    pub number: Option<Decimal>,
    /// Why there is no number.
    pub missing: Option<Text>,
    /// How it came about.
    pub origin: Origin,
    /// How many of those who should report have reported, where it is rolled up.
    pub coverage: Option<Coverage>,
    /// Whether it, or anything it is made of, was made up to show the screens.
    pub is_illustrative: bool,
    /// Who published it or what it is made of.
    pub sources: BTreeSet<String>,
    /// The figures that it is made of.
    pub parts: Vec<Part>,
    /// The sum of the units, where a provincial figure reported directly disagrees with it.
    pub disagrees_with: Option<Decimal>,
}

/// How a figure came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Reported for this very subject and period.
    Reported,
    /// Added up from, or the last of, shorter periods.
    OverTime,
    /// An earlier figure that stands until it is replaced.
    Standing,
    /// Added up from the former units that the unit was formed from.
    Merged,
    /// Computed from other indicators.
    Computed,
    /// Rolled up from units or places.
    RolledUp,
    /// There is none.
    Absent,
}

/// How many of those who should report have reported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many have.
    pub reported: usize,
    /// How many should.
    pub of: usize,
    /// Who has not.
    pub missing: Vec<Subject>,
}

impl Coverage {
    /// Whether everybody has reported.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.reported == self.of
    }
}

/// One figure that another is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// The number, where there is one.
    pub number: Option<Decimal>,
    /// The figure behind it, where it was reported.
    pub key: Option<ObservationKey>,
}

impl Reading {
    fn absent(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            number: None,
            missing: Some(Text::new(vi, en)),
            origin: Origin::Absent,
            coverage: None,
            is_illustrative: false,
            sources: BTreeSet::new(),
            parts: Vec::new(),
            disagrees_with: None,
        }
    }

    fn of(observation: &Observation, origin: Origin) -> Self {
        let reason = observation.value.missing_reason();
        Self {
            number: observation.value.number(),
            missing: reason.map(|reason| Text::new(reason, reason)),
            origin,
            coverage: None,
            is_illustrative: observation.is_illustrative,
            sources: BTreeSet::from([observation.source.clone()]),
            parts: vec![Part {
                indicator: observation.key.indicator.clone(),
                subject: observation.key.subject.clone(),
                period: observation.key.period,
                number: observation.value.number(),
                key: Some(observation.key.clone()),
            }],
            disagrees_with: None,
        }
    }

    /// Notes the reading as a part, with its sources and whether it is illustrative.
    fn take(&mut self, indicator: &IndicatorId, subject: &Subject, period: Period, part: &Self) {
        self.is_illustrative |= part.is_illustrative;
        self.sources.extend(part.sources.iter().cloned());
        let key = match part.origin {
            Origin::Reported => part.parts.first().and_then(|reported| reported.key.clone()),
            _ => None,
        };
        self.parts.push(Part {
            indicator: indicator.clone(),
            subject: subject.clone(),
            period,
            number: part.number,
            key,
        });
    }

    fn found(mut self, number: Decimal, origin: Origin) -> Self {
        self.number = Some(number);
        self.missing = None;
        self.origin = origin;
        self
    }

    /// Whether somebody who should have reported has not.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.coverage
            .as_ref()
            .is_some_and(|coverage| !coverage.is_complete())
    }

    /// The number, where it stands for the whole subject.
    #[must_use]
    pub fn complete(&self) -> Option<Decimal> {
        if self.is_partial() && self.origin != Origin::Reported {
            None
        } else {
            self.number
        }
    }

    /// Who has reported, as far as it bears on what is computed from the number: a number that was reported for the
    /// whole subject lacks nobody, whichever of its units have begun to report theirs.
    fn coverage_as_part(&self) -> Option<Coverage> {
        let of_parts = self.coverage.clone();
        of_parts.filter(|coverage| coverage.is_complete() || self.complete().is_none())
    }
}

/// Reads approved figures of one snapshot, the province consisting of the units of one day.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    snapshot: &'a Snapshot,
    on: Date,
    memory: Option<&'a Memory>,
}

impl<'a> Reader<'a> {
    /// A reader for whom the province consists of the units of that day.
    #[must_use]
    pub const fn new(snapshot: &'a Snapshot, on: Date) -> Self {
        Self {
            snapshot,
            on,
            memory: None,
        }
    }

    /// The figure of the indicator for the subject in the period.
    #[must_use]
    pub fn read(&self, id: &IndicatorId, subject: &Subject, period: Period) -> Arc<Reading> {
        let make = || self.made(id, subject, period);
        match self.memory {
            Some(memory) => memory.reading(id, subject, period, make),
            None => Arc::new(make()),
        }
    }

    fn made(&self, id: &IndicatorId, subject: &Subject, period: Period) -> Reading {
        let Some(indicator) = self.snapshot.programme().indicator(id) else {
            return Reading::absent(
                format!("không có chỉ số {id}"),
                format!("there is no indicator {id}"),
            );
        };
        match (&indicator.kind, subject) {
            (_, Subject::Province) => self.province(indicator, period),
            (
                IndicatorKind::Rate {
                    numerator,
                    denominator,
                    per,
                },
                _,
            ) => self.rate(numerator, denominator, *per, subject, period),
            (
                IndicatorKind::Change {
                    of,
                    since,
                    is_reduction,
                },
                _,
            ) => self.change(of, *since, *is_reduction, subject, period),
            (IndicatorKind::Composite { components }, _) => {
                self.composite(components, subject, period)
            }
            _ => self.entered(indicator, subject, period),
        }
    }

    /// The subjects whose figures make the province's, in order.
    #[must_use]
    pub fn members(&self, indicator: &Indicator) -> Vec<Subject> {
        let subset = match (&indicator.kind, indicator.rollup_level()) {
            (IndicatorKind::ShareOfUnits { subset }, _) => Some(*subset),
            (_, Some(Attachment::BorderCommune)) => Some(UnitSubset::Border),
            (_, Some(Attachment::Commune)) => Some(UnitSubset::All),
            _ => None,
        };
        match subset {
            Some(subset) => self
                .units(subset)
                .map(|unit| Subject::Unit(unit.key.clone()))
                .collect(),
            None => self.places(indicator.rollup_level()),
        }
    }

    /// The units of the reader's day that belong to the subset, by code.
    pub fn units(&self, subset: UnitSubset) -> impl Iterator<Item = &'a Unit> {
        self.snapshot
            .units()
            .on(self.on)
            .map(AsRef::as_ref)
            .filter(move |unit| subset.includes(unit))
    }

    fn places(&self, level: Option<Attachment>) -> Vec<Subject> {
        let kinds = level.map_or(&[] as &[PlaceKind], Attachment::place_kinds);
        kinds
            .iter()
            .flat_map(|kind| self.snapshot.places().of_kind(*kind))
            .map(|place| Subject::Place(place.id.clone()))
            .collect()
    }

    fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.snapshot.programme().indicator(id).map(AsRef::as_ref)
    }
}
