//! Targets: what is to be reached, where, by when, and how it is compared.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{IndicatorId, Period, PlaceId, Subject, TargetId, Text, UnitKey, UnitSubset};

/// One revision of a target. A new decision adds a revision; the old one stays beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The stable id, shared by its revisions.
    pub id: TargetId,
    /// The number of the revision, from 1.
    pub revision: u32,
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where it holds.
    pub scope: TargetScope,
    /// What must be true.
    pub rule: TargetRule,
    /// Where the way begins.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// Points that the way passes, in order of period; straight from the baseline where empty.
    #[serde(default)]
    pub path: Vec<Waypoint>,
    /// The first period in which it is judged.
    pub from: Period,
    /// The last period, by whose end it must hold.
    pub by: Period,
    /// Whether every year is judged by itself; always so for yearly changes and improvements.
    #[serde(default)]
    pub is_yearly: bool,
    /// The § of the programme.
    pub section: String,
    /// The decision that set this revision.
    pub decision: Decision,
    /// The provincial target of which it is a part.
    #[serde(default)]
    pub parent: Option<TargetId>,
    /// What else a reader should know.
    #[serde(default)]
    pub note: Option<Text>,
}

impl Target {
    /// Whether every year is judged by itself.
    #[must_use]
    pub const fn is_judged_yearly(&self) -> bool {
        self.is_yearly || self.rule.is_yearly()
    }

    /// The id and the number of the revision.
    #[must_use]
    pub fn key(&self) -> (TargetId, u32) {
        (self.id.clone(), self.revision)
    }
}

/// Where a target holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum TargetScope {
    /// For the province's figure.
    Province,
    /// For every unit of a subset by itself.
    EachUnit {
        /// Which units.
        subset: UnitSubset,
    },
    /// For one unit.
    Unit {
        /// Which.
        unit: UnitKey,
    },
    /// For one place.
    Place {
        /// Which.
        place: PlaceId,
    },
}

impl TargetScope {
    /// The one subject it holds for, or nothing when it holds for each unit of a subset.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Province => Some(Subject::Province),
            Self::EachUnit { .. } => None,
            Self::Unit { unit } => Some(Subject::Unit(unit.clone())),
            Self::Place { place } => Some(Subject::Place(place.clone())),
        }
    }
}

/// What must be true of a figure or a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum TargetRule {
    /// The value is `value` or more.
    AtLeast {
        /// The bound, in the indicator's unit.
        value: Decimal,
    },
    /// The value is more than `value`.
    MoreThan {
        /// The bound, in the indicator's unit.
        value: Decimal,
    },
    /// The value is `value` or less.
    AtMost {
        /// The bound, in the indicator's unit.
        value: Decimal,
    },
    /// The value is less than `value`.
    LessThan {
        /// The bound, in the indicator's unit.
        value: Decimal,
    },
    /// The value comes to `value`, from the side on which the indicator's direction says it stands.
    Reach {
        /// The goal, in the indicator's unit.
        value: Decimal,
    },
    /// The value lies from `lower` to `upper`, both included.
    Within {
        /// The lower bound.
        lower: Decimal,
        /// The upper bound.
        upper: Decimal,
    },
    /// Against the baseline the level has changed by `percent` or further the same way: −40 means 40 % less or
    /// lower still.
    ChangeFromBaseline {
        /// The change, in per cent of the baseline.
        percent: Decimal,
    },
    /// Every year changes by `percent` against the year before, or further the same way.
    YearlyChange {
        /// The change, in per cent of the year before.
        percent: Decimal,
    },
    /// The compound mean of the yearly changes from the baseline to the last period is `percent` or further the
    /// same way.
    MeanYearlyChange {
        /// The mean change, in per cent a year.
        percent: Decimal,
    },
    /// Better than the year before, in the indicator's direction; no figure is set.
    Improve,
    /// The yes-or-no figure becomes a yes.
    Done,
}

impl TargetRule {
    /// Whether the rule compares levels with their past, so that it reads the changing level and not the change.
    #[must_use]
    pub const fn judges_level_changes(self) -> bool {
        matches!(
            self,
            Self::ChangeFromBaseline { .. }
                | Self::YearlyChange { .. }
                | Self::MeanYearlyChange { .. }
        )
    }

    /// Whether each year is judged by itself.
    #[must_use]
    pub const fn is_yearly(self) -> bool {
        matches!(self, Self::YearlyChange { .. } | Self::Improve)
    }
}

/// Where the way to a target begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The period of the starting figure.
    pub period: Period,
    /// Its value where the decision states one; otherwise the approved figure of that period counts.
    #[serde(default)]
    pub value: Option<Decimal>,
    /// Where the value comes from.
    #[serde(default)]
    pub source: Option<String>,
}

/// A point that the way to a target passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waypoint {
    /// By the end of this period.
    pub period: Period,
    /// The value should be this.
    pub value: Decimal,
}

/// The act that set a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its number, where it has one.
    #[serde(default)]
    pub number: Option<String>,
    /// Its date, where it is known.
    #[serde(default)]
    pub date: Option<Date>,
    /// What it is.
    pub title: String,
}
