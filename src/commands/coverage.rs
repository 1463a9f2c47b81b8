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
  nonnuoc coverage --line line.geojson --width 5 --format xlsx --out coverage.xlsx
  nonnuoc coverage --corridor dong-dang-tra-linh --compare-line line.geojson --format json";

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
    /// The id of a corridor of the alternative to compare with (it stands in the JSON answer); may be given several times.
    #[arg(long = "compare-corridor", value_name = "CORRIDOR")]
    other_corridors: Vec<PlaceId>,
    /// A file with the line of the alternative to compare with, as for --line.
    #[arg(long = "compare-line", value_name = "LINE")]
    other_line: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let other = axes(&arguments.other_corridors, arguments.other_line.as_deref())?;
    let request = CoverageRequest {
        axes: axes(&arguments.corridors, arguments.line.as_deref())?,
        widths_km: arguments.widths_km.clone(),
        curve_to_km: arguments.curve_to_km,
        on: arguments.output.on,
        compare_with: Some(other).filter(|other| *other != Axes::default()),
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

fn axes(corridors: &[PlaceId], line: Option<&Path>) -> anyhow::Result<Axes> {
    Ok(Axes {
        corridors: corridors.to_vec(),
        line: line.map(read_line).transpose()?,
    })
}

fn read_line(path: &Path) -> anyhow::Result<Geometry<f64>> {
    let document: geojson::GeoJson = read_text(path)?
        .parse()
        .with_context(|| format!("{} does not read as GeoJSON", path.display()))?;
    let mut shapes = geo::GeometryCollection::<f64>::try_from(&document)
        .with_context(|| format!("{} holds a shape that cannot be used", path.display()))?;
    Ok(match shapes.0.len() {
        1 => shapes.0.remove(0),
        _ => Geometry::GeometryCollection(shapes),
    })
}
