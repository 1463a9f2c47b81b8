//! The words of an answer about siting.

use std::collections::BTreeMap;

use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::MOST_PAIRS;
use super::goals::GoalReport;
use super::instance::SiteKind;
use super::relaxation::Relaxation;
use super::request::Model;
use super::solution::{SolutionStatus, SolveError};
use super::travel::TravelChange;
use crate::analysis::access::{AccessError, TravelMethod};
use crate::model::{SchoolLevel, SourceUsed, Text, UnitCode};

/// Why a question about siting could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum SitingError {
    /// A number that cannot be worked with.
    #[error("{name} is {value}: give {least} to {most}")]
    OutOfRange {
        /// The field.
        name: &'static str,
        /// Its value.
        value: f64,
        /// Least value taken.
        least: f64,
        /// Greatest value taken.
        most: f64,
    },
    /// A model needs a condition that is not set.
    #[error("{model} needs {needs}")]
    Needs {
        /// The model.
        model: &'static str,
        /// What is to be set.
        needs: &'static str,
    },
    /// A site that does not exist.
    #[error(
        "there is no site {0}: sites are schools, satellite points and candidates (candidate-CODE, point-1 …)"
    )]
    UnknownSite(String),
    /// A site that is asked to be open and closed.
    #[error("site {0} is both obligatory and forbidden")]
    Contradiction(String),
    /// A file that does not say what it must.
    #[error("{file}, line {line}: {fault}")]
    File {
        /// Which of the three.
        file: &'static str,
        /// Which line.
        line: usize,
        /// What is wrong and how to mend it.
        fault: String,
    },
    /// A level is asked of tables, which say their own pupils and capacities.
    #[error(
        "level is asked of the data only: leave it out, the tables say their own pupils and capacities"
    )]
    LevelOfTables,
    /// Nobody to serve.
    #[error(
        "there is nobody to serve: no settlement has pupils or people, and no commune's population is known"
    )]
    NobodyToServe,
    /// Too many ways.
    #[error("{demands} places × {sites} sites are more than {MOST_PAIRS} ways: ask about fewer")]
    TooMany {
        /// How many demands.
        demands: usize,
        /// How many sites.
        sites: usize,
    },
    /// The travel times could not be worked out.
    #[error(transparent)]
    Travel(#[from] AccessError),
    /// The question could not be solved.
    #[error(transparent)]
    Solve(#[from] SolveError),
}

impl SitingError {
    /// Holds a number to a range.
    pub(super) fn hold(
        name: &'static str,
        value: f64,
        least: f64,
        most: f64,
    ) -> Result<(), SitingError> {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(Self::OutOfRange {
                name,
                value,
                least,
                most,
            })
        }
    }
}

/// How a rejection was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RejectionMethod {
    /// The site was opened, alone or in exchange for each open site in turn; everyone went to the nearest.
    Exchange,
    /// The same; capacities were not looked at.
    ExchangeWithoutCapacities,
}

/// Why a site was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Rejection {
    /// It is forbidden.
    Forbidden {
        /// By what.
        reason: Text,
    },
    /// Choosing it makes the objective no better; by 0 for a site that would do as well.
    Worse {
        /// The objective gets worse by at most this, in its own unit: one exchange does it.
        worse_by_at_most: f64,
        /// And by at least this, by the dual bound; none where that tells nothing.
        worse_by_at_least: Option<f64>,
        /// The site that would close for it; none when none has to.
        instead_of: Option<String>,
        /// How that was worked out.
        method: RejectionMethod,
    },
    /// Neither opening it nor any single exchange keeps every condition.
    BreaksConditions,
}

/// A site in an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteOutcome {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The unit in which it lies.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Longitude.
    pub lon: Option<f64>,
    /// Latitude.
    pub lat: Option<f64>,
    /// What stands or would stand there.
    pub kind: SiteKind,
    /// Whether it is open today.
    pub is_open_now: bool,
    /// Whether it is open in the answer.
    pub is_open: bool,
    /// Why it must be open, where it must.
    pub obligatory_because: Option<Text>,
    /// How many pupils it can take.
    pub capacity: Option<f64>,
    /// The pupils who learn there today.
    pub pupils_now: Option<f64>,
    /// The pupils who go there in the answer.
    pub pupils: f64,
    /// Why it is not open; none for one that is.
    pub rejection: Option<Rejection>,
    /// The same as a sentence.
    pub why_not: Option<Text>,
}

/// Pupils of a place and where they go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TripOutcome {
    /// The place's id.
    pub demand: String,
    /// Its name.
    pub demand_name: String,
    /// The unit in which it lies.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// The site's id; none for those who are left out.
    pub site: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// How many pupils.
    pub pupils: f64,
    /// How long their way is, minutes; for those left out to the nearest open site, if it can be reached.
    pub minutes: Option<f64>,
    /// How long the way is today to the nearest site.
    pub minutes_before: Option<f64>,
    /// Where the place and the site are, longitude and latitude.
    pub line: Option<[[f64; 2]; 2]>,
}

impl TripOutcome {
    /// The two ends as a line.
    pub(super) fn line(from: Option<Coord<f64>>, to: Option<Coord<f64>>) -> Option<[[f64; 2]; 2]> {
        from.zip(to).map(|(a, b)| [[a.x, a.y], [b.x, b.y]])
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Siting {
    /// The model.
    pub model: Model,
    /// What is known about the answer.
    pub status: SolutionStatus,
    /// The objective: sites (lscp), pupils covered (mclp), pupils × minutes (p-median), minutes (p-center).
    pub objective: Option<f64>,
    /// What no answer can be better than.
    pub bound: Option<f64>,
    /// How much better another answer can be at most, as a share of the objective; 0 when none can.
    pub gap: Option<f64>,
    /// Each site, open or not and why.
    pub sites: Vec<SiteOutcome>,
    /// Who goes where.
    pub trips: Vec<TripOutcome>,
    /// Who is left out.
    pub left_out: Vec<TripOutcome>,
    /// The level that was asked about; none for all pupils.
    pub level: Option<SchoolLevel>,
    /// Travel before and after, whole and by unit.
    pub travel: Option<TravelChange>,
    /// The programme's goals, before and after.
    pub goals: Vec<GoalReport>,
    /// Where nothing keeps every condition: which to relax.
    pub relax: Vec<Relaxation>,
    /// How many ways each method of travel answered.
    #[schema(value_type = Object)]
    pub travel_methods: BTreeMap<TravelMethod, usize>,
    /// The layers that the answer rests on: places, roads, rivers, heights and hazard zones.
    #[serde(default)]
    pub sources: Vec<SourceUsed>,
    /// Whether one of them is made up.
    pub is_illustrative: bool,
    /// What was computed and from what, a sentence each.
    pub explanation: Vec<Text>,
}
