//! `nonnuoc import layer`: a layer of places of one kind, or of a raster.

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use clap::Args;

use super::order::{Order, Title};
use super::{commit, raster, read, tell_delivery, tell_notices, unless_mistaken, workspace};
use crate::analysis::illustration::inputs;
use crate::analysis::intake::places::{PlaceOrder, PlacePlan, plan};
use crate::analysis::intake::usual_layer_id;
use crate::config::today;
use crate::model::raster::RasterKind;
use crate::model::{Edit, LayerContent, LayerId, PlaceKind, Snapshot, counted};
use crate::store::Store;

/// So many names of a sort are printed; the rest is counted.
const TOLD_NAMES: usize = 10;

const EXAMPLES: &str = "Examples:
  nonnuoc import layer landslide-zone vung_sat_lo.gpkg --map CAP=hazard_class --accuracy 50 \\
      --source \"Viện Khoa học Địa chất và Khoáng sản\" --licence \"Nội bộ\" --retrieved 2026-03-01
  nonnuoc import layer school truong.csv --crs EPSG:9210 --x Y --y X --dry-run
  nonnuoc import layer elevation dem_30m.tif --accuracy 10 --source \"Cục Đo đạc\" --licence \"Nội bộ\" \\
      --retrieved 2026-02-01";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What the layer holds: border-gate, corridor, school, landslide-zone, settlement, road … or, of a
    /// raster, elevation, slope, population-density, friction, land-cover, suitability.
    #[arg(value_parser = kind)]
    kind: Kind,
    #[command(flatten)]
    pub(super) order: Order,
    #[command(flatten)]
    pub(super) title: Title,
    /// The id of the layer; the kind in the plural if none is given. What it held before is replaced.
    #[arg(long)]
    pub(super) id: Option<LayerId>,
    /// A column that holds an attribute under another name; may be given several times.
    #[arg(long, value_name = "COLUMN=ATTRIBUTE", value_parser = mapping)]
    pub(super) map: Vec<(String, String)>,
    /// A column that is not taken in although its name says what it holds; may be given several times.
    #[arg(long, value_name = "COLUMN")]
    pub(super) leave_out: Vec<String>,
    /// The band of a GeoTIFF, counted from 1; the first if none is given.
    #[arg(long)]
    pub(super) band: Option<usize>,
    /// The value that marks cells without one, where a GeoTIFF does not say so itself.
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(super) no_data: Option<f64>,
}

/// What a layer holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Places(PlaceKind),
    Raster(RasterKind),
}

fn kind(name: &str) -> Result<Kind, String> {
    let of_places = PlaceKind::from_name(name).map(Kind::Places);
    let found = of_places.or_else(|| RasterKind::from_name(name).map(Kind::Raster));
    found.ok_or_else(|| {
        let places = PlaceKind::ALL.iter().map(|kind| kind.as_str());
        let rasters = RasterKind::ALL.iter().map(|kind| kind.as_str());
        let kinds: Vec<_> = places.chain(rasters).collect();
        format!("no such kind; write one of {}", kinds.join(", "))
    })
}

fn mapping(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .filter(|(column, attribute)| !column.is_empty() && !attribute.is_empty())
        .map(|(column, attribute)| (column.to_owned(), attribute.to_owned()))
        .ok_or_else(|| "write COLUMN=ATTRIBUTE, such as TEN=name".to_owned())
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    match arguments.kind {
        Kind::Places(kind) => import_places(data, arguments, kind),
        Kind::Raster(kind) => raster::run(data, arguments, kind),
    }
}

fn import_places(data: &Path, arguments: &Arguments, kind: PlaceKind) -> anyhow::Result<()> {
    if arguments.band.is_some() || arguments.no_data.is_some() {
        bail!(
            "{} has places, not cells; leave out --band and --no-data",
            kind.as_str()
        );
    }
    let snapshot = workspace::to_read(data)?.snapshot();
    let delivery = read(&arguments.order, &snapshot)?;
    let manifest = arguments.order.manifest()?;
    let order = PlaceOrder {
        kind,
        layer: match (&arguments.id, &manifest) {
            (Some(id), _) => id.clone(),
            (None, Some(manifest)) => LayerId::new(manifest.id.clone())?,
            (None, None) => usual_layer_id(kind.as_str(), false)?,
        },
        title: arguments.title.or(manifest.as_ref(), kind.title()),
        mapping: arguments.map.clone(),
        left_out: arguments.leave_out.clone(),
        provenance: arguments.order.provenance(
            &delivery.header.file,
            &delivery.header.crs,
            &delivery.header.transformation,
        )?,
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
        let content = LayerContent::Places(order.kind);
        edits.extend(superseded(&mut out, &snapshot, content, &order.layer)?);
    }
    drop(out);
    commit(data, &snapshot, &arguments.order, edits)
}

/// The edits that remove the illustrative layers in whose place the official one comes.
pub(super) fn superseded(
    out: &mut impl Write,
    snapshot: &Snapshot,
    content: LayerContent,
    by: &LayerId,
) -> std::io::Result<Vec<Edit>> {
    let edits = inputs::superseded(snapshot, content, by);
    if !edits.is_empty() {
        writeln!(
            out,
            "The illustrative layer of this kind goes: {} removed",
            counted(edits.len(), "record", "records")
        )?;
    }
    Ok(edits)
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
    fn a_mapping_names_a_column_and_an_attribute() {
        assert_eq!(
            mapping("TEN=name"),
            Ok(("TEN".to_owned(), "name".to_owned()))
        );
        assert!(mapping("TEN").is_err() && mapping("=name").is_err() && mapping("TEN=").is_err());
    }
}
