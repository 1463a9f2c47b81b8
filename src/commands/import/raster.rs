//! `nonnuoc import layer` of a raster.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use super::layer::{Arguments, superseded};
use super::{Counted, commit, progress_bar, show, tell_notices, unless_mistaken, workspace};
use crate::analysis::intake::raster::{RasterOrder, RasterPlan, plan};
use crate::analysis::intake::usual_layer_id;
use crate::config::today;
use crate::formats::worker::{ReadError, Reader};
use crate::model::raster::{Raster, RasterHeader, RasterKind, RasterSummary};
use crate::model::{LayerContent, LayerId};
use crate::store::Store;

/// Runs the command for a kind of raster.
pub(super) fn run(data: &Path, arguments: &Arguments, kind: RasterKind) -> anyhow::Result<()> {
    let snapshot = workspace::to_read(data)?.snapshot();
    let raster = read(arguments)?;
    let order = order(arguments, kind, &raster.header)?;
    let header = raster.header.clone();
    let plan = match plan(raster, &snapshot, &order) {
        Ok(plan) => plan,
        Err(mistakes) => return unless_mistaken(&mistakes),
    };
    let mut out = std::io::stdout().lock();
    tell(&mut out, &header, &order, &plan)?;
    let mut edits = plan.edits;
    if !order.provenance.is_illustrative {
        let content = LayerContent::Raster(kind);
        edits.extend(superseded(&mut out, &snapshot, content, &order.layer)?);
    }
    drop(out);
    commit(data, &snapshot, &arguments.order, edits)
}

fn read(arguments: &Arguments) -> anyhow::Result<Raster> {
    let [file] = arguments.order.files.as_slice() else {
        bail!(
            "a raster is one file; merge them first (gdal_merge.py, or gdalbuildvrt and gdal_translate)"
        );
    };
    if !arguments.map.is_empty() {
        bail!("a raster has no columns; leave out --map");
    }
    let reader = Reader::of_this_program(arguments.order.limits())?;
    let options = arguments.order.read_options(None)?;
    let bar = progress_bar(file, Counted::Rows);
    let band = arguments.band.unwrap_or(1);
    let outcome = reader.read_raster(file, band, &options, &mut |progress| {
        show(&bar, progress, Counted::Rows);
    });
    bar.finish_and_clear();
    match outcome {
        Ok(raster) => Ok(raster),
        Err(ReadError::Problems(mistakes)) => {
            unless_mistaken(&mistakes)?;
            bail!("{}: the file was refused without a reason", file.display())
        }
        Err(other) => Err(other.into()),
    }
}

fn order(
    arguments: &Arguments,
    kind: RasterKind,
    header: &RasterHeader,
) -> anyhow::Result<RasterOrder> {
    let manifest = arguments.order.manifest()?;
    if let Some(other) = manifest.as_ref().and_then(|manifest| manifest.raster_kind)
        && other != kind
    {
        bail!(
            "{}: its manifest says that it is {}, not {}; nothing was changed",
            header.file,
            other.as_str(),
            kind.as_str()
        );
    }
    Ok(RasterOrder {
        kind,
        layer: match (&arguments.id, &manifest) {
            (Some(id), _) => id.clone(),
            (None, Some(manifest)) => LayerId::new(manifest.id.clone())?,
            (None, None) => usual_layer_id(kind.as_str(), true)?,
        },
        title: arguments.title.or(manifest.as_ref(), kind.title()),
        provenance: arguments
            .order
            .provenance(&header.file, &header.crs, &header.transformation)
            .context("the raster needs its origin")?,
        sha256: arguments.order.sha256()?,
        no_data: arguments.no_data,
        on: today(),
    })
}

fn tell(
    out: &mut impl Write,
    header: &RasterHeader,
    order: &RasterOrder,
    plan: &RasterPlan,
) -> std::io::Result<()> {
    writeln!(
        out,
        "Read band {} of {}: {} × {} cells",
        header.band, header.file, header.width, header.height
    )?;
    writeln!(
        out,
        "Coordinates: {} to WGS 84 by {}",
        header.crs, header.transformation
    )?;
    tell_notices(out, &plan.notices)?;
    let unit = order.kind.unit().en;
    if let Some(before) = &plan.before {
        writeln!(out, "  before: {}", words(before, &unit))?;
    }
    writeln!(
        out,
        "Layer {} ({}): {}",
        order.layer,
        order.kind.as_str(),
        words(&plan.after, &unit)
    )
}

fn words(summary: &RasterSummary, unit: &str) -> String {
    let line = format!(
        "{} cells with a value, from {} to {}, mean {:.4} {unit}",
        summary.cells, summary.least, summary.greatest, summary.mean
    );
    line.trim_end().to_owned()
}
