//! `nonnuoc import boundaries`: an official set of unit boundaries as a new dated version.

use std::io::Write;
use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::order::{Order, Title};
use super::{commit, read, tell_delivery, tell_notices, unless_mistaken, workspace};
use crate::analysis::coverage_cleaning::DEFAULT_TOLERANCE_M;
use crate::analysis::intake::boundaries::{
    BoundaryOrder, CleanedBoundaries, UnitChange, examine, usual_id, usual_title, with_cleaning,
};
use crate::config::today;
use crate::model::{LayerId, Provenance};
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
    /// How far borders may move to meet their neighbours', in metres; wider overlaps and gaps are refused.
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
        .filter(|metres| metres.is_finite() && *metres > 0.0)
        .ok_or_else(|| "write a positive number of metres".to_owned())
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
    let examined = match examine(&delivery, &snapshot, &order, arguments.tolerance) {
        Ok(examined) => examined,
        Err(mistakes) => return unless_mistaken(&mistakes),
    };
    let mut out = std::io::stdout().lock();
    tell_delivery(&mut out, &delivery)?;
    tell_notices(&mut out, &examined.notices)?;
    tell_changes(&mut out, &examined.plan.changes)?;
    tell_cleaning(&mut out, &examined.cleaned, arguments.tolerance)?;
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
        provenance: with_cleaning(provenance, arguments.tolerance),
        sha256: arguments.order.sha256()?,
    })
}

fn tell_changes(out: &mut impl Write, changes: &[UnitChange]) -> std::io::Result<()> {
    writeln!(
        out,
        "\ncode   name                 before km²  delivered km²   after km²   change km²"
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
            "{}  {:<18} {before:>12} {:>14.4} {:>11.4} {difference:>12}",
            change.code, change.name, change.delivered_km2, change.after_km2
        )?;
    }
    let sum = |part: fn(&UnitChange) -> f64| changes.iter().map(part).sum::<f64>();
    writeln!(
        out,
        "{:<25} {:>12.4} {:>14.4} {:>11.4}\n",
        format!("{} units", changes.len()),
        sum(|change| change.before_km2.unwrap_or_default()),
        sum(|change| change.delivered_km2),
        sum(|change| change.after_km2),
    )
}

fn square_metres(area_m2: f64) -> String {
    if area_m2 < 0.5 {
        return "less than 1 m²".to_owned();
    }
    format!("{area_m2:.0} m²")
}

/// So many moves are printed; the rest is counted.
const TOLD_MOVES: usize = 20;

fn tell_cleaning(
    out: &mut impl Write,
    cleaned: &CleanedBoundaries,
    tolerance_m: f64,
) -> std::io::Result<()> {
    let ((overlaps, overlap_m2), (gaps, gap_m2)) = (cleaned.overlaps(), cleaned.gaps());
    writeln!(
        out,
        "Borders made to meet within {tolerance_m} m to either side: {overlaps} overlaps ({overlap_m2:.0} m²) and {gaps} gaps \
         ({gap_m2:.0} m²) went to a neighbour; no border moved by more than {:.2} m.",
        cleaned.farthest_m()
    )?;
    for change in cleaned.moves.iter().take(TOLD_MOVES) {
        let from = change.from.as_deref().unwrap_or("a gap");
        writeln!(
            out,
            "  {} gained {} from {from} in {}, near {:.4},{:.4}",
            change.to,
            square_metres(change.area_m2),
            match change.slivers {
                1 => "1 place".to_owned(),
                more => format!("{more} places"),
            },
            change.at.lon(),
            change.at.lat()
        )?;
    }
    match cleaned.moves.len().saturating_sub(TOLD_MOVES) {
        0 => writeln!(out),
        more => writeln!(out, "  and {more} smaller ones\n"),
    }
}
