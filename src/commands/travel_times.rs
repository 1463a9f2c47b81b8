//! `nonnuoc travel-times`: how long people travel to facilities.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::answer::{Output, give, read_text};
use crate::analysis::access::{
    Direction, PlacesAsked, Season, TravelMode, TravelOptions, TravelRequest, table, travel_times,
};
use crate::geometry::interrupt::Interrupt;
use crate::model::{PlaceId, PlaceKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// By vehicle along roads.
    Road,
    /// On foot over the terrain.
    OnFoot,
    /// Both, whichever is faster.
    Combined,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// From home to the facility.
    ToFacility,
    /// From the facility home.
    FromFacility,
    /// Both, side by side.
    Both,
}

const EXAMPLES: &str = "Examples:
  nonnuoc travel-times --kind school --within 30 --within 60
  nonnuoc travel-times --kind health-facility --mode on-foot --matrix --format csv --out ways.csv";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A kind of facility, such as school or health-facility; may be given several times. Schools if nothing is named.
    #[arg(long = "kind", value_parser = kind)]
    kinds: Vec<PlaceKind>,
    /// The id of a facility; may be given several times.
    #[arg(long = "facility")]
    facilities: Vec<PlaceId>,
    /// By what means people travel.
    #[arg(long, default_value = "combined")]
    mode: Mode,
    /// Which way they travel.
    #[arg(long, default_value = "to-facility")]
    direction: Way,
    /// Minutes for which the share of people is told.
    #[arg(long, value_delimiter = ',', default_value = "15,30,60,90")]
    within: Vec<f64>,
    /// Minutes for which the area is drawn.
    #[arg(long = "isochrone", value_delimiter = ',')]
    isochrones: Vec<f64>,
    /// Longest way looked for, minutes.
    #[arg(long)]
    limit: Option<f64>,
    /// The id of a place that is closed: a road, or what lies on roads; may be given several times.
    #[arg(long = "closed")]
    closed: Vec<PlaceId>,
    /// Tell the minutes to every facility, not only to the nearest.
    #[arg(long)]
    matrix: bool,
    /// A file with the whole question as JSON, as POST /api/travel-times takes it; the options above are then not read.
    #[arg(long)]
    request: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

fn kind(name: &str) -> Result<PlaceKind, String> {
    PlaceKind::from_name(name).ok_or_else(|| {
        let known: Vec<_> = PlaceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("there is no kind {name}; there are {}", known.join(", "))
    })
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut request: TravelRequest = match &arguments.request {
        Some(path) => serde_json::from_str(&read_text(path)?).with_context(|| {
            format!(
                "{} does not read as a question about travel times",
                path.display()
            )
        })?,
        None => arguments.request(),
    };
    request.on = arguments.output.on.or(request.on);
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| {
            Ok(travel_times(
                snapshot,
                map,
                &request,
                &Interrupt::default(),
                &|_| {},
            )?)
        },
        table,
    )
}

impl Arguments {
    fn request(&self) -> TravelRequest {
        let usual = TravelRequest::default();
        let named = PlacesAsked {
            kinds: self.kinds.clone(),
            places: self.facilities.clone(),
            positions: Vec::new(),
        };
        let mut travel = TravelOptions {
            mode: match self.mode {
                Mode::Road => TravelMode::Road,
                Mode::OnFoot => TravelMode::OnFoot,
                Mode::Combined => TravelMode::Combined,
            },
            limit_minutes: self.limit,
            ..TravelOptions::default()
        };
        travel.closures.places.clone_from(&self.closed);
        TravelRequest {
            facilities: if named == PlacesAsked::default() {
                usual.facilities
            } else {
                named
            },
            travel,
            seasons: vec![Season::Dry, Season::Rainy],
            directions: match self.direction {
                Way::ToFacility => vec![Direction::ToFacility],
                Way::FromFacility => vec![Direction::FromFacility],
                Way::Both => vec![Direction::ToFacility, Direction::FromFacility],
            },
            within_minutes: self.within.clone(),
            isochrone_minutes: self.isochrones.clone(),
            with_matrix: self.matrix,
            on: self.output.on,
            ..usual
        }
    }
}
