//! `nonnuoc coverage`: what lies within so many kilometres of corridors.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use geo::Geometry;

use super::answer::{Output, give, read_text};
use crate::analysis::corridor_coverage::{Axes, CoverageRequest, coverage};
use crate::analysis::tables;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::nobody;
use crate::model::PlaceId;

const EXAMPLES: &str = "Examples:
  nonnuoc coverage --corridor dong-dang-tra-linh --width 2 --width 5
  nonnuoc coverage --line line.geojson --width 5 --format xlsx --out coverage.xlsx";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of a corridor; may be given several times.
    #[arg(long = "corridor")]
    corridors: Vec<PlaceId>,
    /// A file with a drawn line: a GeoJSON geometry, feature or collection.
    #[arg(long)]
    line: Option<PathBuf>,
    /// Distances from the axis to each side, in kilometres.
    #[arg(long = "width", value_delimiter = ',', default_value = "1,2,5,10")]
    widths_km: Vec<f64>,
    /// Widest point of the curve, in kilometres; 0 for none (it stands in the JSON answer).
    #[arg(long, default_value_t = 0)]
    curve_to_km: u32,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let line = arguments.line.as_deref().map(read_line).transpose()?;
    let request = CoverageRequest {
        axes: Axes {
            corridors: arguments.corridors.clone(),
            line,
        },
        widths_km: arguments.widths_km.clone(),
        curve_to_km: arguments.curve_to_km,
        on: arguments.output.on,
        compare_with: None,
    };
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| {
            Ok(coverage(
                snapshot,
                map,
                &request,
                &Interrupt::default(),
                &nobody,
            )?)
        },
        tables::of_coverage,
    )
}

fn read_line(path: &Path) -> anyhow::Result<Geometry<f64>> {
    let document: geojson::GeoJson = read_text(path)?
        .parse()
        .with_context(|| format!("{} does not read as GeoJSON", path.display()))?;
    let shapes = geo::GeometryCollection::<f64>::try_from(&document)
        .with_context(|| format!("{} holds a shape that cannot be used", path.display()))?;
    Ok(Geometry::GeometryCollection(shapes))
}
