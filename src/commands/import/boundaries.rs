//! `nonnuoc import boundaries`: an official set of unit boundaries as a new dated version.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::order::{Order, Title};
use super::{commit, read, tell_delivery, tell_notices, unless_mistaken, working, workspace};
use crate::analysis::coverage_cleaning::{DEFAULT_TOLERANCE_M, MAX_TOLERANCE_M, is_tolerance};
use crate::analysis::intake::boundaries::{
    BoundaryExamination, BoundaryOrder, UnitChange, examine, usual_id, usual_title,
};
use crate::config::today;
use crate::model::{LayerId, Provenance, counted};
use crate::store::Store;

const EXAMPLES: &str = "Examples:
  nonnuoc import boundaries ranh_gioi_xa.zip --crs EPSG:9210 --valid-from 2026-01-01 \\
      --source \"Sở Nông nghiệp và Môi trường Cao Bằng\" --licence \"Nội bộ\" --retrieved 2026-01-15
  nonnuoc import boundaries xa.geojson --dry-run   with xa.manifest.toml beside it; changes nothing";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    title: Title,
    /// The first day on which the new boundaries count; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::commands::day)]
    valid_from: Option<Date>,
    /// The column of the unit's code, where it is not called `code`, `ma_xa` or the like.
    #[arg(long, value_name = "COLUMN")]
    code_column: Option<String>,
    /// The column of the unit's name, where it is not called `name`, `ten_xa` or the like.
    #[arg(long, value_name = "COLUMN")]
    name_column: Option<String>,
    /// How far to either side, in metres, borders that should be one may lie from their middle, at most 100: overlaps
    /// and gaps of up to twice that width are closed, each given to one unit; wider ones are refused by name.
    #[arg(long, default_value_t = DEFAULT_TOLERANCE_M, value_parser = tolerance, value_name = "METRES")]
    tolerance: f64,
    /// Take boundaries of units that have another name in the registry.
    #[arg(long)]
    allow_other_names: bool,
    /// Write over boundaries that count from the same day on.
    #[arg(long)]
    replace: bool,
    /// The id of the new layer; boundaries-DATE if none is given.
    #[arg(long)]
    id: Option<LayerId>,
}

fn tolerance(text: &str) -> Result<f64, String> {
    let metres = text.parse::<f64>().ok();
    metres
        .filter(|metres| is_tolerance(*metres))
        .ok_or_else(|| format!("write a number of metres above 0, at most {MAX_TOLERANCE_M}"))
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let snapshot = workspace::to_read(data)?.snapshot();
    let delivery = read(&arguments.order, &snapshot)?;
    let header = &delivery.header;
    let provenance =
        arguments
            .order
            .provenance(&header.file, &header.crs, &header.transformation)?;
    let order = boundary_order(arguments, provenance)?;
    let bar = working("making borders meet");
    let examined = examine(&delivery, &snapshot, &order, arguments.tolerance);
    bar.finish_and_clear();
    let examined = match examined {
        Ok(examined) => examined,
        Err(mistakes) => return unless_mistaken(&mistakes),
    };
    let mut out = std::io::stdout().lock();
    tell_delivery(&mut out, &delivery)?;
    tell_notices(&mut out, &examined.notices)?;
    tell_changes(&mut out, &examined.plan.changes)?;
    tell_cleaning(&mut out, &examined)?;
    drop(out);
    commit(data, &snapshot, &arguments.order, examined.plan.edits)
}

fn boundary_order(arguments: &Arguments, provenance: Provenance) -> anyhow::Result<BoundaryOrder> {
    let valid_from = arguments.valid_from.unwrap_or_else(today);
    let layer = match &arguments.id {
        Some(id) => id.clone(),
        None => usual_id(valid_from)?,
    };
    Ok(BoundaryOrder {
        valid_from,
        code_column: arguments.code_column.clone(),
        name_column: arguments.name_column.clone(),
        may_differ_in_name: arguments.allow_other_names,
        may_replace: arguments.replace,
        layer,
        title: arguments.title.or(
            arguments.order.manifest()?.as_ref(),
            usual_title(valid_from),
        ),
        provenance,
        sha256: arguments.order.sha256()?,
    })
}

/// One row for each unit, then their sums: areas, overlaps and gaps as they were delivered, how far the border
/// moved.
fn tell_changes(out: &mut impl Write, changes: &[UnitChange]) -> std::io::Result<()> {
    writeln!(
        out,
        "\ncode   name                 before km²  delivered km²   after km²   change km²  overlap m²      gap m²  moved m"
    )?;
    for change in changes {
        let before = change
            .before_km2
            .map_or_else(|| "none".to_owned(), |km2| format!("{km2:.4}"));
        let difference = change
            .before_km2
            .map_or_else(String::new, |km2| format!("{:+.4}", change.after_km2 - km2));
        writeln!(
            out,
            "{}  {:<18} {before:>12} {:>14.4} {:>11.4} {difference:>12} {:>11} {:>11} {:>8.2}",
            change.code,
            change.name,
            change.delivered_km2,
            change.after_km2,
            square_metres(change.mended.overlap_m2),
            square_metres(change.mended.gap_m2),
            change.mended.moved_m
        )?;
    }
    let sum = |part: fn(&UnitChange) -> f64| changes.iter().map(part).sum::<f64>();
    writeln!(
        out,
        "{:<25} {:>12.4} {:>14.4} {:>11.4}\n",
        counted(changes.len(), "unit", "units"),
        sum(|change| change.before_km2.unwrap_or_default()),
        sum(|change| change.delivered_km2),
        sum(|change| change.after_km2),
    )
}

/// Whole square metres; what is less than one is not told as none.
fn square_metres(area_m2: f64) -> String {
    match area_m2 {
        0.0 => "0".to_owned(),
        little if little < 0.5 => "<1".to_owned(),
        more => format!("{more:.0}"),
    }
}

/// What the cleaning did as a whole, and every piece of ground that changed hands, by the units' names.
fn tell_cleaning(out: &mut impl Write, examined: &BoundaryExamination) -> std::io::Result<()> {
    let cleaned = &examined.cleaned;
    let ((overlaps, overlap_m2), (gaps, gap_m2)) = (cleaned.overlaps(), cleaned.gaps());
    writeln!(
        out,
        "Borders made to meet, none moved by more than {:.2} m (tolerance {} m to either side): {} ({overlap_m2:.0} m²) and {} \
         ({gap_m2:.0} m²) went to a unit beside them.",
        cleaned.farthest_m(),
        cleaned.tolerance_m,
        counted(overlaps, "piece of overlaps", "pieces of overlaps"),
        counted(gaps, "piece of gaps", "pieces of gaps"),
    )?;
    let names: BTreeMap<&str, &str> = examined
        .plan
        .changes
        .iter()
        .map(|change| (change.code.as_str(), change.name.as_str()))
        .collect();
    let called = |code: &str| format!("{code} {}", names.get(code).copied().unwrap_or_default());
    for change in &cleaned.moves {
        let from = change
            .from
            .as_deref()
            .map_or_else(|| "a gap".to_owned(), called);
        writeln!(
            out,
            "  {} gained {} m² from {from} in {}, near {:.4},{:.4}",
            called(&change.to),
            square_metres(change.area_m2),
            counted(change.slivers, "place", "places"),
            change.at.lon(),
            change.at.lat()
        )?;
    }
    writeln!(out)
}
