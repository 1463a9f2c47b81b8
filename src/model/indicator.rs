//! Indicators: what the programme measures, in which unit, where, how often, and how it adds up.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AgencyId, IndicatorId, Period, PlaceKind, Rhythm, Text, Unit};

/// Something that is measured; a row of the programme's table, a part of one, or context for both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The stable id, a lower-case slug.
    pub id: IndicatorId,
    /// The short name.
    pub name: Text,
    /// What exactly is counted, in a sentence.
    pub definition: Text,
    /// The unit of its values.
    pub unit: MeasureUnit,
    /// How many decimals are shown and accepted.
    pub decimals: u32,
    /// Which way is better.
    pub direction: Direction,
    /// How its value comes about.
    pub kind: IndicatorKind,
    /// What its figures may belong to.
    pub attaches_to: Vec<Attachment>,
    /// How units' figures make the province's.
    pub rollup: Rollup,
    /// The agency that answers for it.
    pub lead: AgencyId,
    /// The agencies that help.
    #[serde(default)]
    pub coordinating: Vec<AgencyId>,
    /// Whether the programme itself names the lead.
    #[serde(default)]
    pub assignment: Assignment,
    /// How often it is reported.
    pub rhythm: Rhythm,
    /// Whether a figure stands until a newer one replaces it, as an area does; otherwise it counts for its own
    /// period alone.
    #[serde(default)]
    pub stands_until_replaced: bool,
    /// Whether it counts what happens during a period, so that halves, quarters and months add up to the year;
    /// otherwise it is a state, and a year has the value of its last part.
    #[serde(default)]
    pub is_flow: bool,
    /// The § of the programme it comes from, or nothing for context.
    #[serde(default)]
    pub section: Option<String>,
    /// Whether the programme names it, it feeds one that is named, or it is context.
    pub role: IndicatorRole,
    /// The smallest value that can be true.
    #[serde(default)]
    pub minimum: Option<Decimal>,
    /// The largest value that can be true.
    #[serde(default)]
    pub maximum: Option<Decimal>,
}

impl Indicator {
    /// Whether its values are computed from other indicators and never entered.
    #[must_use]
    pub const fn is_computed(&self) -> bool {
        matches!(
            self.kind,
            IndicatorKind::Rate { .. }
                | IndicatorKind::Change { .. }
                | IndicatorKind::Composite { .. }
        )
    }

    /// The indicators from which its values are computed.
    #[must_use]
    pub fn inputs(&self) -> Vec<&IndicatorId> {
        match &self.kind {
            IndicatorKind::Rate {
                numerator,
                denominator,
                ..
            } => vec![numerator, denominator],
            IndicatorKind::Change { of, .. } => vec![of],
            IndicatorKind::Composite { components } => {
                components.iter().map(|part| &part.indicator).collect()
            }
            IndicatorKind::Additive
            | IndicatorKind::ShareOfUnits { .. }
            | IndicatorKind::Score
            | IndicatorKind::Rank
            | IndicatorKind::Milestone
            | IndicatorKind::ReportedRate => Vec::new(),
        }
    }

    /// The level whose figures make the province's: units where units report, otherwise the first kind of place.
    ///
    /// An indicator may also be reported in finer detail (a zone inside a commune); such detail is never added to
    /// the units' figures, so that nothing is counted twice.
    #[must_use]
    pub fn rollup_level(&self) -> Option<Attachment> {
        let of_units =
            |to: &&Attachment| matches!(to, Attachment::Commune | Attachment::BorderCommune);
        let of_places = |to: &&Attachment| **to != Attachment::Province;
        let level = self
            .attaches_to
            .iter()
            .find(of_units)
            .or_else(|| self.attaches_to.iter().find(of_places));
        level.copied()
    }

    /// Whether its figures may belong to an administrative unit.
    #[must_use]
    pub fn is_reported_by_units(&self) -> bool {
        self.attaches_to
            .iter()
            .any(|to| matches!(to, Attachment::Commune | Attachment::BorderCommune))
    }
}

/// Whether a responsibility is written in the programme or put forward by field of work.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Assignment {
    /// The programme says so.
    Stated,
    /// Proposed by field of work; the People's Committee has yet to confirm it.
    #[default]
    Proposed,
}

/// A unit of measurement with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureUnit {
    /// The stable code: `percent`, `persons`, `km2` …
    pub code: String,
    /// The words that stand after a value.
    pub label: Text,
}

/// Which way a value should move.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// A value between two bounds is best.
    Band,
    /// Neither: context.
    Neutral,
}

/// How a value comes about, which decides what may be done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "type",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case",
    deny_unknown_fields
)]
pub enum IndicatorKind {
    /// A count or amount that adds up over units and over the parts of a unit.
    Additive,
    /// `per × numerator ÷ denominator`, computed from two additive indicators and never added.
    Rate {
        /// The additive indicator above the line.
        numerator: IndicatorId,
        /// The additive indicator below the line.
        denominator: IndicatorId,
        /// 100 for a percentage, 1 for persons per square kilometre.
        per: Decimal,
    },
    /// A rate that arrives as one figure, its parts unknown to us: never added, never averaged.
    ReportedRate,
    /// The share of units that meet a condition; a unit's own figure is 1 (meets it) or 0.
    ShareOfUnits {
        /// Over which units the share is taken.
        subset: UnitSubset,
    },
    /// The change of an additive indicator in per cent of an earlier figure, computed.
    Change {
        /// The additive indicator that changes.
        of: IndicatorId,
        /// Against what it is compared.
        since: ChangeSince,
        /// Whether a fall counts as a positive value.
        #[serde(default)]
        is_reduction: bool,
    },
    /// Points on a scale, such as PCI: never summed, never averaged across units.
    Score,
    /// A place in a ranking: never summed, never averaged.
    Rank,
    /// A yes (1) or no (0) for the whole province or one place.
    Milestone,
    /// A weighted mean of other indicators, each put on a scale from 0 to 100, computed.
    Composite {
        /// The parts.
        components: Vec<Component>,
    },
}

/// One part of a composite indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// The indicator that takes part.
    pub indicator: IndicatorId,
    /// Its weight; weights need not sum to one.
    pub weight: Decimal,
    /// The value that scores 0.
    pub worst: Decimal,
    /// The value that scores 100.
    pub best: Decimal,
}

/// Against what a change is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeSince {
    /// The same period a year before.
    YearBefore,
    /// One fixed period.
    Baseline(Period),
}

/// A set of units over which a share is taken or a target holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum UnitSubset {
    /// Every commune and ward.
    All,
    /// The units on the national border.
    Border,
}

impl UnitSubset {
    /// Whether the unit belongs to it.
    #[must_use]
    pub fn includes(self, unit: &Unit) -> bool {
        match self {
            Self::All => true,
            Self::Border => unit.is_border(),
        }
    }
}

/// What the figures of an indicator may belong to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Attachment {
    /// The province as a whole.
    Province,
    /// Any commune or ward.
    Commune,
    /// A commune on the national border.
    BorderCommune,
    /// A border gate or crossing.
    BorderGate,
    /// An economic corridor or axis.
    Corridor,
    /// A landslide or flash-flood zone or spot.
    LandslideZone,
    /// A school or satellite point.
    School,
    /// A road.
    Road,
    /// A project.
    Project,
    /// A health facility.
    HealthFacility,
}

impl Attachment {
    /// The kinds of places that are meant; none for the province and its units.
    #[must_use]
    pub const fn place_kinds(self) -> &'static [PlaceKind] {
        match self {
            Self::Province | Self::Commune | Self::BorderCommune => &[],
            Self::BorderGate => &[PlaceKind::BorderGate],
            Self::Corridor => &[PlaceKind::Corridor],
            Self::LandslideZone => &[
                PlaceKind::LandslideZone,
                PlaceKind::LandslideSpot,
                PlaceKind::FlashFloodZone,
            ],
            Self::School => &[PlaceKind::School, PlaceKind::SatellitePoint],
            Self::Road => &[PlaceKind::Road],
            Self::Project => &[PlaceKind::Project],
            Self::HealthFacility => &[PlaceKind::HealthFacility],
        }
    }
}

/// How units' figures make the province's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rollup {
    /// The sum of the parts.
    Sum,
    /// The mean weighted by a named additive indicator; for a rate, its own denominator, which makes it exact.
    WeightedMean {
        /// The additive indicator that weighs.
        weight: IndicatorId,
    },
    /// The share of units whose figure is 1.
    ShareOfUnits,
    /// Computed anew from the inputs' own roll-up.
    Recomputed,
    /// Not at all: the province's figure is only ever reported directly.
    None,
}

/// Why an indicator is in the catalogue.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorRole {
    /// The programme sets a target for it.
    Programme,
    /// It is a numerator, denominator, level or companion of one that the programme names.
    Input,
    /// It describes the place: people, area, density.
    Context,
}

impl IndicatorKind {
    /// The kind's name in code and addresses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Additive => "additive",
            Self::Rate { .. } => "rate",
            Self::ReportedRate => "reported-rate",
            Self::ShareOfUnits { .. } => "share-of-units",
            Self::Change { .. } => "change",
            Self::Score => "score",
            Self::Rank => "rank",
            Self::Milestone => "milestone",
            Self::Composite { .. } => "composite",
        }
    }
}

impl Rollup {
    /// The roll-up's name in code and addresses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::WeightedMean { .. } => "weighted-mean",
            Self::ShareOfUnits => "share-of-units",
            Self::Recomputed => "recomputed",
            Self::None => "none",
        }
    }
}
