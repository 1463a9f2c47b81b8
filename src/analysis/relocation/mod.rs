//! Relocation out of danger: who must move first, where the ground is fit, and who moves where.
//!
//! The method, its formulae, sources and limits stand in `docs/relocation.md`.

mod areas;
mod assignment;
mod criterion;
mod error;
mod exclusion;
mod explanation;
mod grid;
mod ground;
mod moves;
mod priority;
mod proposed;
mod refusal;
mod request;
mod score;
mod site_shape;
mod stability;
mod steep_ground;
mod table;
mod terrain;
mod weights;

use std::collections::BTreeSet;

use geo::Coord;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use areas::{CandidateArea, CriterionValue, GrowthEnd, NearbyExclusion};
pub use assignment::{Instance, Solution, assign};
pub use criterion::{Criterion, ValueFunction, WeightsUsed};
pub use error::RelocationError;
pub use exclusion::{Excluded, Exclusion};
pub use grid::Grid;
pub use moves::{CommunityMove, Resettlement, SiteUsed};
pub use priority::{Factor, MovePriority, PEOPLE_PER_HOUSEHOLD, class_weight};
pub use proposed::{ProposedChecked, SiteCheck, SiteVerdict};
pub use request::{AreaOptions, ExclusionLimits, LegalForm, ProposedSite, RelocationRequest};
pub use stability::{RankChange, rank_changes};
pub use steep_ground::{MOST_PAIRS, SteepGround};
pub use table::table;
pub use terrain::{reach_ratio, slope_degrees};
pub use weights::{Compared, CriterionWeight, LARGEST_RATIO, Pairwise, compare};

use super::sources::Sources;
use super::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::progress::{Listener, Progress};
use crate::model::raster::{Raster, RasterHeader};
use crate::model::{LayerId, PlaceId, Snapshot, SourceUsed, Text};
use areas::Judged;
use ground::{Ground, Theme};
use moves::Among;

/// Longest time for the assignment, seconds.
const LONGEST_S: f64 = 50.0;

/// Most communities that are moved at once.
pub const MOST_COMMUNITIES: usize = 500;

/// Most sites that a question proposes.
pub const MOST_PROPOSED: usize = 500;

/// Most candidate areas.
const MOST_AREAS: f64 = 500.0;

/// Most areas sought near each community.
const MOST_EACH: f64 = 50.0;

/// More households than any site has room for.
const MOST_HOUSEHOLDS: f64 = 1_000_000.0;

/// The ground that was judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroundUsed {
    /// How many cells were judged.
    pub cells: usize,
    /// Width of a cell in the middle, metres.
    pub cell_width_m: f64,
    /// Height of a cell, metres.
    pub cell_height_m: f64,
    /// The layer of heights; without one nothing is said of slopes and slides.
    #[schema(value_type = Option<String>)]
    pub elevation: Option<LayerId>,
    /// Share of the ground that no reason shuts out.
    pub open_share: f64,
    /// What shuts ground out, and how much.
    pub excluded: Vec<Excluded>,
    /// The plane in which distances are measured.
    pub metric_crs: MetricCrsDescription,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Relocation {
    /// The day of the units.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Settlements and danger spots, the first to move first; those with an unknown factor last.
    pub priority: Vec<MovePriority>,
    /// The communities that sites were sought for.
    #[schema(value_type = Vec<String>)]
    pub communities: Vec<PlaceId>,
    /// The ground.
    pub ground: GroundUsed,
    /// The weights.
    pub weights: WeightsUsed,
    /// The candidate areas, the best first.
    pub areas: Vec<CandidateArea>,
    /// The proposed sites, checked.
    pub proposed: Vec<ProposedChecked>,
    /// Who moves where; none when that was not asked for or nobody is to move.
    pub assignment: Option<Resettlement>,
    /// How the first ten areas change their rank with the weights.
    pub stability: Vec<RankChange>,
    /// Layers that were used; an illustrative one is marked.
    pub sources: Vec<SourceUsed>,
    /// What a reader must know.
    pub explanation: Vec<Text>,
}

/// An answer with the raster that it was cut from.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The answer.
    pub answer: Relocation,
    /// The score of each cell, 0 to 1; none where ground is shut out or was not asked about.
    pub suitability: Raster,
    /// Why each cell of the raster is shut out: the bits of [`Exclusion::bit`]; 0 where ground is open or was not asked
    /// about.
    pub reasons: Vec<u16>,
}

/// Answers a question about relocation.
///
/// # Errors
/// [`RelocationError`] when the question cannot be answered as it stands, or its asker went away.
pub fn relocation(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &RelocationRequest,
    interrupt: &Interrupt,
    tell: Listener<'_>,
) -> Result<Outcome, RelocationError> {
    check_request(request)?;
    let doing = |fraction, vi, en| tell(Progress::at(fraction, vi, en));
    doing(0.0, "Xếp thứ tự ưu tiên", "Ranking who must move");
    let priority = priority::priorities(snapshot, map, request, interrupt)?;
    let communities = moves::communities(snapshot, request, &priority)?;
    let villages: Vec<Coord<f64>> = communities.iter().map(|one| one.at).collect();
    doing(0.1, "Đo khoảng cách", "Measuring distances");
    let ground = Ground::new(snapshot, map, request, &villages, interrupt)?;
    doing(0.6, "Loại trừ, chấm điểm", "Shutting out, scoring");
    let bits = exclusion::exclusions(&ground, &request.limits, interrupt)?;
    let used = criterion::weights_used(request, |criterion| score::has_layer(&ground, criterion))?;
    let scores = score::scores(&ground, &bits, &used, &request.limits);
    interrupt.check()?;
    let judged = Judged {
        ground: &ground,
        bits: &bits,
        scores: &scores,
        used: &used,
        limits: &request.limits,
    };
    let areas = areas::areas(&judged, &request.areas, &villages, interrupt)?;
    let proposed = proposed::checked(snapshot, &judged, request, interrupt)?;
    doing(0.7, "Xếp xóm vào điểm đến", "Assigning communities");
    let among = Among {
        communities: &communities,
        areas: &areas,
        proposed: &proposed,
    };
    let assigned = moves::assigned(snapshot, map, request, &among, interrupt)?;
    let (assignment, travelled) = assigned.unzip();
    let travelled = travelled.unwrap_or_default();
    let sources = sources((snapshot, map), &ground, &priority, &among, &travelled);
    let explanation = explanation::of(&ground, &used, request, &areas, &sources);
    let answer = Relocation {
        on: map.on(),
        communities: communities.iter().map(|one| one.id.clone()).collect(),
        ground: ground_used(&ground, &bits),
        stability: stability_of(&used, &areas),
        sources,
        explanation,
        weights: used,
        priority,
        areas,
        proposed,
        assignment,
    };
    Ok(Outcome {
        answer,
        suitability: suitability(&ground.grid, scores)?,
        reasons: bits,
    })
}

fn stability_of(used: &WeightsUsed, areas: &[CandidateArea]) -> Vec<RankChange> {
    let values = |area: &CandidateArea| area.values.iter().map(|value| value.value).collect();
    let values: Vec<Vec<f64>> = areas.iter().map(values).collect();
    rank_changes(&used.weights, &values)
}

fn check_request(request: &RelocationRequest) -> Result<(), RelocationError> {
    check_counts(request)?;
    check_numbers(request)
}

/// That no more is asked for than is worked on at once.
fn check_counts(request: &RelocationRequest) -> Result<(), RelocationError> {
    let proposed = request.proposed.len();
    if proposed > MOST_PROPOSED {
        return Err(RelocationError::TooManyProposed(proposed));
    }
    let rooms = request.proposed.iter();
    let rooms = rooms.filter_map(|site| site.capacity_households.map(f64::from));
    let rooms = rooms.map(|room| ("proposed[].capacity_households", room, MOST_HOUSEHOLDS));
    let most_communities = request.most_communities as f64;
    [
        (
            "most_communities",
            most_communities,
            MOST_COMMUNITIES as f64,
        ),
        ("areas.most", request.areas.most as f64, MOST_AREAS),
        ("areas.each", request.areas.each as f64, MOST_EACH),
    ]
    .into_iter()
    .chain(rooms)
    .try_for_each(|(name, value, most)| within(name, value, 0.0, most))
}

/// That a number can be worked with.
fn within(name: &'static str, value: f64, least: f64, most: f64) -> Result<(), RelocationError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(RelocationError::OutOfRange {
        name,
        value,
        least,
        most,
    })
}

fn check_numbers(request: &RelocationRequest) -> Result<(), RelocationError> {
    let (limits, areas) = (&request.limits, &request.areas);
    for (name, value, least, most) in [
        (
            "limits.hazard_margin_m",
            limits.hazard_margin_m,
            0.0,
            5_000.0,
        ),
        (
            "limits.source_slope_degrees",
            limits.source_slope_degrees,
            1.0,
            89.0,
        ),
        ("limits.slide_volume_m3", limits.slide_volume_m3, 1.0, 1e9),
        ("limits.run_out_m", limits.run_out_m, 0.0, 5_000.0),
        (
            "limits.steep_upslope_m",
            limits.steep_upslope_m,
            0.0,
            5_000.0,
        ),
        ("limits.slope_degrees", limits.slope_degrees, 1.0, 60.0),
        ("limits.river_m", limits.river_m, 0.0, 5_000.0),
        (
            "limits.border_strip_m",
            limits.border_strip_m,
            0.0,
            20_000.0,
        ),
        ("limits.road_m", limits.road_m, 1.0, 100_000.0),
        ("areas.cell_m", areas.cell_m, 30.0, 2_000.0),
        ("areas.least_score", areas.least_score, 0.0, 1.0),
        ("areas.least_ha", areas.least_ha, 0.01, 10_000.0),
        ("areas.most_ha", areas.most_ha, areas.least_ha, 100_000.0),
        ("areas.household_m2", areas.household_m2, 50.0, 100_000.0),
        ("areas.reach_km", areas.reach_km, 0.1, 200.0),
        ("areas.spacing_m", areas.spacing_m, 0.0, 100_000.0),
        ("areas.nearby_m", areas.nearby_m, 0.0, 5_000.0),
        ("time_limit_s", request.time_limit_s, 0.1, LONGEST_S),
    ] {
        within(name, value, least, most)?;
    }
    Ok(())
}

fn ground_used(ground: &Ground<'_>, bits: &[u16]) -> GroundUsed {
    let asked = (0..bits.len()).filter(|&cell| ground.is_asked[cell]);
    let cells = asked.clone().count();
    let open = asked.filter(|&cell| bits[cell] == 0).count();
    let (cell_width_m, cell_height_m) = ground.grid.cell_size_m(ground.grid.height / 2);
    GroundUsed {
        cells,
        cell_width_m: (cell_width_m * 10.0).round() / 10.0,
        cell_height_m: (cell_height_m * 10.0).round() / 10.0,
        elevation: ground.terrain.as_ref().map(|terrain| terrain.layer.clone()),
        open_share: (open as f64 / cells.max(1) as f64 * 1e6).round() / 1e6,
        excluded: exclusion::summary(ground, bits),
        metric_crs: ground.plane.describe(),
    }
}

/// The layers behind the units, the priorities, the ground, the communities, the proposed sites and the ways between
/// them.
fn sources(
    (snapshot, map): (&Snapshot, &UnitMap),
    ground: &Ground<'_>,
    priorities: &[MovePriority],
    among: &Among<'_>,
    travelled: &BTreeSet<LayerId>,
) -> Vec<SourceUsed> {
    let people = priorities
        .iter()
        .flat_map(|one| {
            [
                &one.people.layer,
                &one.hazard.layer,
                &one.vulnerability.layer,
            ]
        })
        .flatten();
    let of_sites = among.proposed.iter().filter_map(|site| site.id.as_ref());
    let communities = among.communities.iter().map(|one| &one.id);
    let places = communities.chain(of_sites);
    let of_places = places.filter_map(|id| snapshot.places().get(id));
    let ids = people
        .chain(ground.layers.iter().map(|layer| &layer.id))
        .chain(of_places.map(|place| &place.layer))
        .chain(travelled);
    let mut sources = Sources::new(snapshot);
    sources.add_boundaries(map);
    for id in ids {
        sources.add_layer(id);
    }
    sources.told()
}

fn suitability(grid: &Grid, scores: Vec<f64>) -> Result<Raster, RelocationError> {
    let header = RasterHeader {
        file: "suitability".to_owned(),
        band: 1,
        width: grid.width,
        height: grid.height,
        west: grid.west,
        north: grid.north,
        cell_width: grid.cell_width,
        cell_height: grid.cell_height,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    let cells = grid.cells();
    Raster::new(header, scores).ok_or(RelocationError::TooManyCells(cells))
}
