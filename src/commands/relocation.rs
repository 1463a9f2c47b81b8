//! `nonnuoc relocation`: who must move out of danger first, where the ground is fit, and who moves where.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::answer::{Output, give, read_text, write};
use crate::analysis::relocation::{RelocationRequest, relocation, table};
use crate::config::today;
use crate::formats::result_file;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::nobody;
use crate::model::raster::RasterKind;
use crate::model::{PlaceId, UnitCode};

const EXAMPLES: &str = "Examples:
  nonnuoc relocation --unit 01654 --format geojson --out areas.geojson
  nonnuoc relocation --question question.json --format json
  nonnuoc relocation --suitability suitability.tif --out answer.csv";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A file with the whole question, as POST /api/relocation takes it; the options below are added to it.
    #[arg(long, value_name = "FILE.json")]
    question: Option<PathBuf>,
    /// The code of a unit in which sites are sought; may be given several times. Everywhere if none is given.
    #[arg(long = "unit")]
    units: Vec<UnitCode>,
    /// The id of a settlement that is to move; may be given several times. The first by priority if none is given.
    #[arg(long = "community")]
    communities: Vec<PlaceId>,
    /// The code of a unit that was surveyed although no zone was drawn there; may be given several times.
    #[arg(long = "surveyed")]
    surveyed_units: Vec<UnitCode>,
    /// Also write the suitability of the ground as a GeoTIFF.
    #[arg(long, value_name = "FILE.tif")]
    suitability: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut request: RelocationRequest = match &arguments.question {
        Some(file) => serde_json::from_str(&read_text(file)?)
            .with_context(|| format!("{} does not read as a question", file.display()))?,
        None => RelocationRequest::default(),
    };
    request.unit_codes.extend(arguments.units.iter().cloned());
    request
        .communities
        .extend(arguments.communities.iter().cloned());
    request
        .surveyed_units
        .extend(arguments.surveyed_units.iter().cloned());
    request.on = arguments.output.on.or(request.on);
    let on = request.on.unwrap_or_else(today);
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| {
            let outcome = relocation(snapshot, map, &request, &Interrupt::default(), &nobody)?;
            if let Some(path) = &arguments.suitability {
                let kind = RasterKind::Suitability;
                let file = result_file::geotiff("suitability", kind, on, &outcome.suitability)?;
                write(Some(path), &file)?;
            }
            Ok(outcome.answer)
        },
        |answer, _| table(answer),
    )
}
