//! The table `layers`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::model::raster::RasterKind;
use crate::model::{Layer, LayerContent, LayerId, PlaceKind, Provenance, Record, Text};
use crate::store::StoreError;

pub(super) fn put(connection: &Connection, layer: &Layer) -> Result<(), StoreError> {
    let (kind, raster_kind) = match layer.content {
        LayerContent::Boundaries => (None, None),
        LayerContent::Places(kind) => (Some(kind.as_str()), None),
        LayerContent::Raster(kind) => (None, Some(kind.as_str())),
    };
    let provenance = &layer.provenance;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO layers VALUES
             (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        )?
        .execute(params![
            layer.id.as_str(),
            kind,
            layer.title.vi,
            layer.title.en,
            provenance.source,
            provenance.licence,
            provenance.retrieved.to_string(),
            provenance.method,
            provenance.accuracy_m,
            provenance.crs,
            provenance.transformation,
            provenance.is_illustrative,
            layer.count as i64,
            layer.sha256,
            layer.note.as_ref().map(|note| &note.vi),
            layer.note.as_ref().map(|note| &note.en),
            raster_kind,
            provenance.source_vi,
            provenance.licence_vi,
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, id: &LayerId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM layers WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    let note_vi: Option<String> = columns.get("note_vi")?;
    let note_en: Option<String> = columns.get("note_en")?;
    Ok(Record::Layer(Arc::new(Layer {
        id: columns.parse("id")?,
        content: content(columns)?,
        title: Text {
            vi: columns.get("title_vi")?,
            en: columns.get("title_en")?,
        },
        provenance: provenance(columns)?,
        count: columns.get::<i64>("count")? as usize,
        sha256: columns.get("sha256")?,
        note: note_vi.zip(note_en).map(|(vi, en)| Text { vi, en }),
    })))
}

fn content(columns: &Columns<'_>) -> Result<LayerContent, StoreError> {
    if let Some(name) = columns.get::<Option<String>>("raster_kind")? {
        return RasterKind::from_name(&name)
            .map(LayerContent::Raster)
            .ok_or_else(|| columns.corrupt("raster_kind", name));
    }
    match columns.get::<Option<String>>("kind")? {
        None => Ok(LayerContent::Boundaries),
        Some(name) => PlaceKind::from_name(&name)
            .map(LayerContent::Places)
            .ok_or_else(|| columns.corrupt("kind", name)),
    }
}

fn provenance(columns: &Columns<'_>) -> Result<Provenance, StoreError> {
    Ok(Provenance {
        source: columns.get("source")?,
        source_vi: columns.get("source_vi")?,
        licence: columns.get("licence")?,
        licence_vi: columns.get("licence_vi")?,
        retrieved: columns.parse("retrieved")?,
        method: columns.get("method")?,
        accuracy_m: columns.get("accuracy_m")?,
        crs: columns.get("crs")?,
        transformation: columns.get("transformation")?,
        is_illustrative: columns.get("is_illustrative")?,
    })
}
