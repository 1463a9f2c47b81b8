//! The words of a question about siting.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LONGEST_RUN_SECONDS;
use super::answer::SitingError;
use super::goals::Goal;
use crate::analysis::access::TravelOptions;
use crate::model::SchoolLevel;

/// What is to be as good as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// Cover all with the fewest sites, each within `most_minutes`.
    Lscp,
    /// Cover most pupils within `most_minutes`.
    Mclp,
    /// Least mean travel.
    PMedian,
    /// Least worst travel.
    PCenter,
}

impl Model {
    /// The model as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lscp => "lscp",
            Self::Mclp => "mclp",
            Self::PMedian => "p-median",
            Self::PCenter => "p-center",
        }
    }
}

/// Where the pupils are taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DemandSource {
    /// Settlements where there are any, else the communes.
    #[default]
    Best,
    /// Settlements, by their pupils or a share of their people.
    Settlements,
    /// Satellite points, by their pupils.
    SatellitePoints,
    /// Communes, by a share of their people, at their label point.
    Communes,
}

/// A place where a school could be built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidatePoint {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Longitude, degrees on WGS 84.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// How many pupils it could take; that of the question when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<f64>,
    /// What it would cost, million dong; that of the question when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_million_vnd: Option<f64>,
}

/// A question about siting.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a wish of its own that is told or not"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SitingRequest {
    /// What is to be as good as can be.
    pub model: Model,
    /// The units and places of which day; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    /// How pupils travel.
    #[serde(default)]
    pub travel: TravelOptions,
    /// The level whose pupils and schools count; all pupils and every school when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<SchoolLevel>,
    /// Where the pupils are taken from.
    #[serde(default)]
    pub demands_from: DemandSource,
    /// Pupils of all levels as a share of the people, where pupils are not known.
    #[serde(default = "usual_pupil_share")]
    pub pupil_share: f64,
    /// Places where a school could be built.
    #[serde(default)]
    pub candidates: Vec<CandidatePoint>,
    /// Whether every commune's label point is such a place too.
    #[serde(default = "yes")]
    pub candidate_in_each_commune: bool,
    /// Whether satellite points of today may close.
    #[serde(default = "yes")]
    pub satellite_points_may_close: bool,
    /// Ids of sites that must be open.
    #[serde(default)]
    pub obligatory: Vec<String>,
    /// Ids of sites that must be closed.
    #[serde(default)]
    pub forbidden: Vec<String>,
    /// No new site in a hazard zone of these classes.
    #[serde(default = "dangerous")]
    pub avoid_hazard_classes: Vec<String>,
    /// At most so many sites open, those of today that stay open included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_open: Option<usize>,
    /// At most so many new sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_new: Option<usize>,
    /// At most so much for new sites, million dong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_million_vnd: Option<f64>,
    /// Nobody travels longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_minutes: Option<f64>,
    /// No site takes more pupils than it can; one whose capacity is unknown takes any number.
    #[serde(default)]
    pub keep_capacities: bool,
    /// All pupils of a place go to one site, also where capacities would part them.
    #[serde(default)]
    pub keep_together: bool,
    /// Goals of the programme that every answer must reach; the others are only reported.
    #[serde(default)]
    pub goals_as_conditions: Vec<Goal>,
    /// How many pupils a new school takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_school_capacity: Option<f64>,
    /// What a new school costs, million dong.
    #[serde(default)]
    pub new_school_cost_million_vnd: f64,
    /// Stop at a proven gap of this share; 0 for a proof.
    #[serde(default)]
    pub gap: f64,
    /// Stop after so many seconds, with the best found and its gap.
    #[serde(default = "usual_time")]
    pub time_limit_seconds: f64,
}

fn usual_pupil_share() -> f64 {
    0.2
}

fn yes() -> bool {
    true
}

fn usual_time() -> f64 {
    40.0
}

fn dangerous() -> Vec<String> {
    vec!["very-high".to_owned(), "high".to_owned()]
}

impl SitingRequest {
    /// The question with nothing set but its model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self {
            model,
            on: None,
            travel: TravelOptions::default(),
            level: None,
            demands_from: DemandSource::Best,
            pupil_share: usual_pupil_share(),
            candidates: Vec::new(),
            candidate_in_each_commune: true,
            satellite_points_may_close: true,
            obligatory: Vec::new(),
            forbidden: Vec::new(),
            avoid_hazard_classes: dangerous(),
            most_open: None,
            most_new: None,
            budget_million_vnd: None,
            most_minutes: None,
            keep_capacities: false,
            keep_together: false,
            goals_as_conditions: Vec::new(),
            new_school_capacity: None,
            new_school_cost_million_vnd: 0.0,
            gap: 0.0,
            time_limit_seconds: usual_time(),
        }
    }
}

impl SitingRequest {
    /// Checks every number.
    ///
    /// # Errors
    /// [`SitingError`] names the first that cannot be worked with, or the condition that the model needs.
    pub fn check(&self) -> Result<(), SitingError> {
        SitingError::hold("pupil_share", self.pupil_share, 0.0, 1.0)?;
        SitingError::hold("gap", self.gap, 0.0, 1.0)?;
        let time = self.time_limit_seconds;
        SitingError::hold("time_limit_seconds", time, 0.1, LONGEST_RUN_SECONDS)?;
        let minutes = self.most_minutes.unwrap_or(1.0);
        SitingError::hold("most_minutes", minutes, 0.0, 10_000.0)?;
        let money = self.budget_million_vnd.unwrap_or(0.0);
        SitingError::hold("budget_million_vnd", money, 0.0, 1e9)?;
        let cost = self.new_school_cost_million_vnd;
        SitingError::hold("new_school_cost_million_vnd", cost, 0.0, 1e9)?;
        let is_limited = self.most_open.is_some()
            || self.most_new.is_some()
            || self.budget_million_vnd.is_some();
        let needs = match self.model {
            Model::Lscp | Model::Mclp if self.most_minutes.is_none() => Some("most_minutes"),
            Model::Mclp | Model::PMedian | Model::PCenter if !is_limited => {
                Some("most_open, most_new or budget_million_vnd")
            }
            _ => None,
        };
        match needs {
            Some(needs) => Err(SitingError::Needs {
                model: self.model.as_str(),
                needs,
            }),
            None => Ok(()),
        }
    }
}
