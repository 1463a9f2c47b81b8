//! `nonnuoc import boundaries`: an official set of unit boundaries as a new dated version.

use std::io::Write;

use clap::Args;
use jiff::civil::Date;

use super::order::{Order, Title};
use super::{commit, read, tell_delivery, tell_notices, unless_mistaken};
use crate::analysis::intake::boundaries::{BoundaryOrder, UnitChange, match_units, plan};
use crate::config::today;
use crate::model::{LayerId, Text};
use crate::store::{SqliteStore, Store};

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
    #[arg(long, value_name = "YYYY-MM-DD")]
    valid_from: Option<Date>,
    /// The column of the unit's code, where it is not called `code`, `ma_xa` or the like.
    #[arg(long, value_name = "COLUMN")]
    code_column: Option<String>,
    /// The column of the unit's name, where it is not called `name`, `ten_xa` or the like.
    #[arg(long, value_name = "COLUMN")]
    name_column: Option<String>,
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

/// Runs the command.
pub(super) fn run(store: &SqliteStore, arguments: &Arguments) -> anyhow::Result<()> {
    let snapshot = store.snapshot();
    let delivery = read(&arguments.order, &snapshot)?;
    let order = boundary_order(arguments, arguments.order.provenance(&delivery)?)?;
    let matched = match match_units(&delivery, &snapshot, &order) {
        Ok(matched) => matched,
        Err(mistakes) => return unless_mistaken(&mistakes),
    };
    let cleaned = matched
        .outlines
        .iter()
        .map(|(_, outline)| outline.clone())
        .collect();
    let plan = plan(&matched, cleaned, &snapshot, &order);
    let mut out = std::io::stdout().lock();
    tell_delivery(&mut out, &delivery)?;
    tell_notices(&mut out, &matched.notices)?;
    tell_changes(&mut out, &plan.changes)?;
    drop(out);
    commit(store, &snapshot, &arguments.order, plan.edits)
}

fn boundary_order(
    arguments: &Arguments,
    provenance: crate::model::Provenance,
) -> anyhow::Result<BoundaryOrder> {
    let valid_from = arguments.valid_from.unwrap_or_else(today);
    let rule = Text::new(
        format!(
            "Ranh giới đơn vị hành chính từ ngày {}",
            valid_from.strftime("%d/%m/%Y")
        ),
        format!("Unit boundaries from {valid_from}"),
    );
    let layer = match &arguments.id {
        Some(id) => id.clone(),
        None => LayerId::new(format!("boundaries-{valid_from}"))?,
    };
    Ok(BoundaryOrder {
        valid_from,
        code_column: arguments.code_column.clone(),
        name_column: arguments.name_column.clone(),
        may_differ_in_name: arguments.allow_other_names,
        may_replace: arguments.replace,
        layer,
        title: arguments
            .title
            .or(arguments.order.manifest()?.as_ref(), rule),
        provenance,
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
