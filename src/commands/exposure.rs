//! `nonnuoc exposure`: what lies in landslide and flash-flood zones.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::answer::{Output, give};
use crate::analysis::exposure::{ExposureRequest, exposure};
use crate::analysis::tables;
use crate::geometry::interrupt::Interrupt;
use crate::model::{LayerId, PlaceKind, UnitCode};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Hazard {
    /// Landslide zones.
    Landslide,
    /// Flash-flood zones.
    FlashFlood,
}

const EXAMPLES: &str = "Examples:
  nonnuoc exposure --hazard landslide
  nonnuoc exposure --format xlsx --out exposure.xlsx";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Which hazards; both if none is given.
    #[arg(long = "hazard")]
    hazards: Vec<Hazard>,
    /// Only zones of this layer; may be given several times.
    #[arg(long = "layer")]
    layers: Vec<LayerId>,
    /// The code of a unit that was surveyed although no zone was drawn there; may be given several times.
    #[arg(long = "surveyed")]
    surveyed_units: Vec<UnitCode>,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let usual = ExposureRequest::default();
    let asked: Vec<PlaceKind> = arguments
        .hazards
        .iter()
        .map(|hazard| hazard.kind())
        .collect();
    let request = ExposureRequest {
        hazards: if asked.is_empty() {
            usual.hazards
        } else {
            asked
        },
        layers: arguments.layers.clone(),
        surveyed_units: arguments.surveyed_units.clone(),
        on: arguments.output.on,
    };
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| Ok(exposure(snapshot, map, &request, &Interrupt::default())?),
        tables::of_exposure,
    )
}

impl Hazard {
    fn kind(self) -> PlaceKind {
        match self {
            Self::Landslide => PlaceKind::LandslideZone,
            Self::FlashFlood => PlaceKind::FlashFloodZone,
        }
    }
}
