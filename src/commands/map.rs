//! `nonnuoc map`: prints a map.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::answer::write;
use super::workspace;
use crate::analysis::map_sheet::map_sheet;
use crate::config::today;
use crate::geometry::Bounds;
use crate::geometry::interrupt::Interrupt;
use crate::model::map_sheet::{
    ClassMethod, ColourBy, Language, MapFormat, MapRequest, Orientation, Paper,
};
use crate::model::{IndicatorId, LayerId, Period, UnitCode};
use crate::report::map_sheet::{PageSetup, USUAL_DPI, pdf, png};
use crate::store::Store;

const EXAMPLES: &str = "Examples:
  nonnuoc map -o map.pdf                                            the province on A4
  nonnuoc map --paper a3 --colour population-density -o map.pdf     coloured by an indicator
  nonnuoc map --format png --dpi 300 --orientation portrait -o map.png
  nonnuoc map --scale 250000 --extent 106.2,22.6,106.6,22.9 --layer border-gates -o map.pdf";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// pdf or png.
    #[arg(long, default_value = "pdf", value_parser = word::<MapFormat>)]
    format: MapFormat,
    /// a4 or a3.
    #[arg(long, default_value = "a4", value_parser = word::<Paper>)]
    paper: Paper,
    /// landscape or portrait.
    #[arg(long, default_value = "landscape", value_parser = word::<Orientation>)]
    orientation: Orientation,
    /// Dots per inch of a PNG, 72 to 300.
    #[arg(long, default_value_t = USUAL_DPI)]
    dpi: u32,
    /// vi or en.
    #[arg(long, default_value = "vi", value_parser = word::<Language>)]
    language: Language,
    /// The title; made from what the map shows if none is given.
    #[arg(long)]
    title: Option<String>,
    /// The scale's denominator, such as 500000; the largest round one that fits if none is given.
    #[arg(long)]
    scale: Option<u32>,
    /// What has to be on the sheet: west,south,east,north in degrees; the province if not given.
    #[arg(long, value_delimiter = ',', allow_negative_numbers = true)]
    extent: Option<Vec<f64>>,
    /// The id of a layer to draw; may be given several times. Without any, those that the viewer shows at first.
    #[arg(long = "layer")]
    layers: Vec<LayerId>,
    /// The indicator that colours the communes.
    #[arg(long)]
    colour: Option<IndicatorId>,
    /// The period of its figures, such as 2026; the newest year with real figures if none is given.
    #[arg(long)]
    period: Option<Period>,
    /// How its figures are cut into classes: quantile, equal, natural or status.
    #[arg(long, default_value = "quantile", value_parser = word::<ClassMethod>)]
    method: ClassMethod,
    /// Write each commune's value under its name.
    #[arg(long)]
    values: bool,
    /// The code of a commune to outline.
    #[arg(long)]
    picked: Option<UnitCode>,
    /// The units of which day; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Date>,
    /// The file to write; standard output if none is given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Reads one of a closed list of words.
fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::from(text)).map_err(|error| error.to_string())
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let sheet = map_sheet(&store.snapshot(), &request(arguments)?, today())
        .context("the map cannot be drawn")?;
    let setup = PageSetup {
        paper: arguments.paper,
        orientation: arguments.orientation,
        scale: arguments.scale,
    };
    let interrupt = Interrupt::default();
    let bytes = match arguments.format {
        MapFormat::Pdf => pdf(&sheet, setup, &interrupt)?,
        MapFormat::Png => png(&sheet, setup, arguments.dpi, &interrupt)?,
    };
    write(arguments.output.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn request(arguments: &Arguments) -> anyhow::Result<MapRequest> {
    let extent = match arguments.extent.as_deref() {
        None => None,
        Some(&[west, south, east, north]) => Some(Bounds {
            west,
            south,
            east,
            north,
        }),
        Some(other) => bail!("--extent takes four numbers and was given {}", other.len()),
    };
    Ok(MapRequest {
        language: arguments.language,
        title: arguments.title.clone(),
        scale: arguments.scale,
        extent,
        layers: (!arguments.layers.is_empty()).then(|| arguments.layers.clone()),
        colour: arguments.colour.clone().map(|indicator| ColourBy {
            indicator,
            period: arguments.period,
            method: arguments.method,
        }),
        shows_values: arguments.values,
        picked: arguments.picked.clone(),
        on: arguments.on,
        ..MapRequest::default()
    })
}
