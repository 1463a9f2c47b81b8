//! The words of a question about relocation.

use geo::Geometry;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CriterionWeight, Pairwise};
use crate::analysis::access::TravelOptions;
use crate::model::{PlaceId, UnitCode};

/// A question: who must move first, where the ground is fit, and who moves where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RelocationRequest {
    /// The communities to be moved (ids of settlements), at most 500, each once however often it is named; the first by
    /// priority when empty.
    #[schema(value_type = Vec<String>)]
    pub communities: Vec<PlaceId>,
    /// How many communities are taken by priority, where none is named; at most 500.
    pub most_communities: usize,
    /// The units in which sites are sought; all when empty.
    #[schema(value_type = Vec<String>)]
    pub unit_codes: Vec<UnitCode>,
    /// Units that were surveyed although no hazard zone was drawn there: no danger there, not an unknown one.
    #[schema(value_type = Vec<String>)]
    pub surveyed_units: Vec<UnitCode>,
    /// What shuts ground out.
    pub limits: ExclusionLimits,
    /// Weights by hand; the usual ones when neither these nor comparisons are given.
    pub weights: Vec<CriterionWeight>,
    /// Weights by comparison in pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairwise: Option<Pairwise>,
    /// How areas are cut out of fit ground.
    pub areas: AreaOptions,
    /// Sites that were proposed, to be checked, at most 500; those of the layer of relocation sites are checked too.
    pub proposed: Vec<ProposedSite>,
    /// Whether communities are assigned to sites.
    pub assigns: bool,
    /// How the way from the old village to a site is measured.
    pub travel: TravelOptions,
    /// Longest time for the assignment, seconds, at most 50.
    pub time_limit_s: f64,
    /// The units of which day; today when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

impl Default for RelocationRequest {
    fn default() -> Self {
        Self {
            communities: Vec::new(),
            most_communities: 20,
            unit_codes: Vec::new(),
            surveyed_units: Vec::new(),
            limits: ExclusionLimits::default(),
            weights: Vec::new(),
            pairwise: None,
            areas: AreaOptions::default(),
            proposed: Vec::new(),
            assigns: true,
            travel: TravelOptions::default(),
            time_limit_s: 20.0,
            on: None,
        }
    }
}

/// What shuts ground out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExclusionLimits {
    /// Distance kept from hazard zones, beyond the accuracy of their border, metres.
    pub hazard_margin_m: f64,
    /// Ground steeper than this may slide, degrees.
    pub source_slope_degrees: f64,
    /// Volume of the slide that run-out is reckoned with, cubic metres.
    pub slide_volume_m3: f64,
    /// Farthest that a slide may run, metres.
    pub run_out_m: f64,
    /// Distance kept from steep ground above, metres.
    pub steep_upslope_m: f64,
    /// Steepest ground that may be built on, degrees.
    pub slope_degrees: f64,
    /// Distance kept from rivers, metres.
    pub river_m: f64,
    /// Width of the border strip, metres.
    pub border_strip_m: f64,
    /// Farthest from a road, metres.
    pub road_m: f64,
}

impl Default for ExclusionLimits {
    fn default() -> Self {
        Self {
            hazard_margin_m: 50.0,
            source_slope_degrees: 25.0,
            slide_volume_m3: 10_000.0,
            run_out_m: 1_000.0,
            steep_upslope_m: 200.0,
            slope_degrees: 15.0,
            river_m: 100.0,
            border_strip_m: 1_000.0,
            road_m: 1_000.0,
        }
    }
}

/// How areas are cut out of fit ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AreaOptions {
    /// Size of a cell where there is no elevation model, metres; cells of a finer model are put together to it.
    pub cell_m: f64,
    /// Least score of ground that counts as fit, 0 to 1.
    pub least_score: f64,
    /// Least area, hectares.
    pub least_ha: f64,
    /// Area at which growing stops, hectares.
    pub most_ha: f64,
    /// Ground for each household, with its share of roads and open space, square metres.
    pub household_m2: f64,
    /// How many areas are given at most; no more than 500.
    pub most: usize,
    /// How many areas are sought near each community first; no more than 50.
    pub each: usize,
    /// How far from a community, kilometres.
    pub reach_km: f64,
    /// Least distance between the best cells of two areas, metres.
    pub spacing_m: f64,
    /// How far around an area exclusions are told, metres.
    pub nearby_m: f64,
}

impl Default for AreaOptions {
    fn default() -> Self {
        Self {
            cell_m: 200.0,
            least_score: 0.4,
            least_ha: 2.0,
            most_ha: 20.0,
            household_m2: 600.0,
            most: 40,
            each: 2,
            reach_km: 10.0,
            spacing_m: 1_000.0,
            nearby_m: 500.0,
        }
    }
}

/// The legal forms of relocation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LegalForm {
    /// A new settlement for whole communities.
    #[default]
    Concentrated,
    /// Households find room in settlements that exist.
    Interspersed,
    /// The community stays in its place, made safe.
    OnSite,
}

impl LegalForm {
    /// The form of an attribute's value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "concentrated" => Some(Self::Concentrated),
            "interspersed" => Some(Self::Interspersed),
            "on-site" => Some(Self::OnSite),
            _ => None,
        }
    }

    /// The form as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Concentrated => "concentrated",
            Self::Interspersed => "interspersed",
            Self::OnSite => "on-site",
        }
    }
}

/// A site that was proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedSite {
    /// Its name.
    pub name: String,
    /// Its longitude, degrees on WGS 84; may be left out where an outline is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Its latitude; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Its outline, as a GeoJSON polygon in WGS 84 degrees: then all of it is checked, not one place.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    #[schema(value_type = Option<Object>)]
    pub outline: Option<Geometry<f64>>,
    /// Its legal form.
    #[serde(default)]
    pub form: LegalForm,
    /// How many households it has room for, at most 1,000,000. Where it is left out an outline has room for its area ÷ the ground for each
    /// household, and nobody is assigned to a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_households: Option<u32>,
}
