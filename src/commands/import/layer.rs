//! `nonnuoc import layer`: a layer of places of one kind.

use std::io::Write;

use clap::Args;

use super::order::{Order, Title};
use super::{commit, read, tell_delivery, tell_notices, unless_mistaken};
use crate::analysis::illustration::inputs;
use crate::analysis::intake::places::{PlaceOrder, PlacePlan, plan};
use crate::config::today;
use crate::model::{Edit, LayerId, PlaceKind, Snapshot};
use crate::store::{SqliteStore, Store};

/// So many names of a sort are printed; the rest is counted.
const TOLD_NAMES: usize = 10;

const EXAMPLES: &str = "Examples:
  nonnuoc import layer landslide-zone vung_sat_lo.gpkg --map CAP=hazard_class --accuracy 50 \\
      --source \"Viện Khoa học Địa chất và Khoáng sản\" --licence \"Nội bộ\" --retrieved 2026-03-01
  nonnuoc import layer school truong.csv --crs EPSG:9210 --x Y --y X --dry-run";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What the places are: border-gate, corridor, school, landslide-zone, settlement, road …
    #[arg(value_parser = kind)]
    kind: PlaceKind,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    title: Title,
    /// The id of the layer; the kind in the plural if none is given. What it held before is replaced.
    #[arg(long)]
    id: Option<LayerId>,
    /// A column that holds an attribute under another name; may be given several times.
    #[arg(long, value_name = "COLUMN=ATTRIBUTE", value_parser = mapping)]
    map: Vec<(String, String)>,
}

fn kind(name: &str) -> Result<PlaceKind, String> {
    PlaceKind::from_name(name).ok_or_else(|| {
        let kinds: Vec<_> = PlaceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("no such kind of place; write one of {}", kinds.join(", "))
    })
}

fn mapping(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .filter(|(column, attribute)| !column.is_empty() && !attribute.is_empty())
        .map(|(column, attribute)| (column.to_owned(), attribute.to_owned()))
        .ok_or_else(|| "write COLUMN=ATTRIBUTE, such as TEN=name".to_owned())
}

/// Runs the command.
pub(super) fn run(store: &SqliteStore, arguments: &Arguments) -> anyhow::Result<()> {
    let snapshot = store.snapshot();
    let delivery = read(&arguments.order, &snapshot)?;
    let manifest = arguments.order.manifest()?;
    let order = PlaceOrder {
        kind: arguments.kind,
        layer: match (&arguments.id, &manifest) {
            (Some(id), _) => id.clone(),
            (None, Some(manifest)) => LayerId::new(manifest.id.clone())?,
            (None, None) => LayerId::new(plural(arguments.kind.as_str()))?,
        },
        title: arguments
            .title
            .or(manifest.as_ref(), arguments.kind.title()),
        mapping: arguments.map.clone(),
        provenance: arguments.order.provenance(&delivery)?,
        sha256: arguments.order.sha256()?,
        on: today(),
    };
    let plan = match plan(&delivery, &snapshot, &order) {
        Ok(plan) => plan,
        Err(mistakes) => return unless_mistaken(&mistakes),
    };
    let mut out = std::io::stdout().lock();
    tell_delivery(&mut out, &delivery)?;
    tell_plan(&mut out, &order, &plan)?;
    let mut edits = plan.edits;
    if !order.provenance.is_illustrative {
        edits.extend(superseded(&mut out, &snapshot, &order)?);
    }
    drop(out);
    commit(store, &snapshot, &arguments.order, edits)
}

/// The edits that remove the illustrative layers in whose place the official one comes.
fn superseded(
    out: &mut impl Write,
    snapshot: &Snapshot,
    order: &PlaceOrder,
) -> std::io::Result<Vec<Edit>> {
    let edits = inputs::superseded(snapshot, order.kind, &order.layer);
    if !edits.is_empty() {
        writeln!(
            out,
            "The illustrative layer of this kind goes: {} records removed",
            edits.len()
        )?;
    }
    Ok(edits)
}

/// The id under which the layers of a kind ship: border-gates, health-facilities.
fn plural(kind: &str) -> String {
    match kind.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{kind}s"),
    }
}

fn tell_plan(out: &mut impl Write, order: &PlaceOrder, plan: &PlacePlan) -> std::io::Result<()> {
    tell_notices(out, &plan.notices)?;
    writeln!(
        out,
        "Layer {}: {} added, {} changed, {} removed, {} unchanged",
        order.layer,
        plan.added.len(),
        plan.changed.len(),
        plan.removed.len(),
        plan.unchanged
    )?;
    for (what, names) in [
        ("added", &plan.added),
        ("changed", &plan.changed),
        ("removed", &plan.removed),
    ] {
        if names.is_empty() {
            continue;
        }
        let told = names[..names.len().min(TOLD_NAMES)].join(", ");
        let more = match names.len().saturating_sub(TOLD_NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        writeln!(out, "  {what}: {told}{more}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_called_by_the_plural_of_their_kind() {
        assert_eq!(plural("border-gate"), "border-gates");
        assert_eq!(plural("health-facility"), "health-facilities");
    }

    #[test]
    fn a_mapping_names_a_column_and_an_attribute() {
        assert_eq!(
            mapping("TEN=name"),
            Ok(("TEN".to_owned(), "name".to_owned()))
        );
        assert!(mapping("TEN").is_err() && mapping("=name").is_err() && mapping("TEN=").is_err());
    }
}
