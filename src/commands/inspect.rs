//! `nonnuoc inspect`: says what a file holds, before anybody imports it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::formats::ReadOptions;
use crate::formats::worker::{Limits, Reader};
use crate::model::counted;
use crate::model::delivery::Delivery;
use crate::model::raster::Raster;

const EXAMPLES: &str = "Examples:
  nonnuoc inspect roads.zip
  nonnuoc inspect boundaries.shp --crs EPSG:9210";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A file of features, or a GeoTIFF.
    file: PathBuf,
    /// The reference system of the coordinates; it counts more than what the file says.
    #[arg(long, value_name = "EPSG:CODE")]
    crs: Option<String>,
    /// The layer to read, where the file has several.
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// The band of a GeoTIFF.
    #[arg(long, default_value_t = 1)]
    band: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let reader = Reader::of_this_program(Limits::default())?;
    let options = ReadOptions {
        crs: arguments.crs.clone(),
        layer: arguments.layer.clone(),
        ..ReadOptions::default()
    };
    let mut out = std::io::stdout().lock();
    if is_raster(&arguments.file) {
        tell_raster(
            &mut out,
            &reader.read_raster(&arguments.file, arguments.band, &options, &mut |_| {})?,
        )?;
    } else {
        tell_features(
            &mut out,
            &reader.read(&arguments.file, &options, &mut |_| {})?,
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn is_raster(file: &Path) -> bool {
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    matches!(ending.as_str(), "tif" | "tiff")
}

fn tell_raster(out: &mut impl Write, raster: &Raster) -> std::io::Result<()> {
    let header = &raster.header;
    let (mut least, mut greatest, mut sum, mut count) =
        (f64::INFINITY, f64::NEG_INFINITY, 0.0, 0_usize);
    for value in raster.known_values() {
        least = least.min(value);
        greatest = greatest.max(value);
        sum += value;
        count += 1;
    }
    writeln!(
        out,
        "{}: band {}, {} × {} cells",
        header.file, header.band, header.width, header.height
    )?;
    writeln!(
        out,
        "Coordinates: {} to WGS 84 by {}",
        header.crs, header.transformation
    )?;
    writeln!(
        out,
        "West {:.6}, north {:.6}, cells of {:.6} × {:.6} degrees",
        header.west, header.north, header.cell_width, header.cell_height
    )?;
    writeln!(out, "Cells with a value: {count} of {}", raster.cells())?;
    if count > 0 {
        writeln!(
            out,
            "Values from {least} to {greatest}, mean {:.4}, sum {sum:.1}",
            sum / count as f64
        )?;
    }
    Ok(())
}

fn tell_features(out: &mut impl Write, delivery: &Delivery) -> std::io::Result<()> {
    let header = &delivery.header;
    writeln!(
        out,
        "{} ({}): {}",
        header.file,
        header.format,
        counted(delivery.features.len(), "feature", "features")
    )?;
    writeln!(
        out,
        "Coordinates: {} to WGS 84 by {}",
        header.crs, header.transformation
    )?;
    for (position, field) in header.fields.iter().enumerate() {
        let values = || {
            delivery
                .features
                .iter()
                .filter_map(|feature| feature.values.get(position)?.as_deref())
        };
        let example = values().next().unwrap_or_default();
        writeln!(
            out,
            "  {field}: {} values, such as {example:?}",
            values().count()
        )?;
    }
    header
        .notices
        .iter()
        .try_for_each(|notice| writeln!(out, "Note: {}", notice.en))
}
