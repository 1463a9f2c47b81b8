//! The table `places` and its R-tree.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Columns, index_box, unindex_box};
use crate::geometry::Bounds;
use crate::model::{Place, PlaceId, PlaceKind, Record};
use crate::store::StoreError;
use crate::store::sqlite::columns::{to_json, to_wkb};

pub(super) fn put(connection: &Connection, place: &Place) -> Result<(), StoreError> {
    remove(connection, &place.id)?;
    connection
        .prepare_cached(
            "INSERT INTO places (id, layer, kind, name, valid_from, valid_to, unit_codes,
                                 accuracy_m, attributes, geometry)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            place.id.as_str(),
            place.layer.as_str(),
            place.kind.as_str(),
            place.name,
            place.valid_from.map(|date| date.to_string()),
            place.valid_to.map(|date| date.to_string()),
            to_json("places", "unit_codes", &place.unit_codes)?,
            place.accuracy_m,
            to_json("places", "attributes", &place.attributes)?,
            place.geometry.as_ref().map(to_wkb).transpose()?,
        ])?;
    let number = connection.last_insert_rowid();
    index_box(connection, "places_rtree", number, place.bounds())
}

pub(super) fn remove(connection: &Connection, id: &PlaceId) -> Result<(), StoreError> {
    let number: Option<i64> = connection
        .prepare_cached("DELETE FROM places WHERE id = ?1 RETURNING number")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    match number {
        Some(number) => unindex_box(connection, "places_rtree", number),
        None => Ok(()),
    }
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    let kind: String = columns.get("kind")?;
    Ok(Record::Place(Arc::new(Place {
        id: columns.parse("id")?,
        layer: columns.parse("layer")?,
        kind: PlaceKind::from_name(&kind).ok_or_else(|| columns.corrupt("kind", kind))?,
        name: columns.get("name")?,
        valid_from: columns.parse_optional("valid_from")?,
        valid_to: columns.parse_optional("valid_to")?,
        unit_codes: columns.json("unit_codes")?,
        accuracy_m: columns.get("accuracy_m")?,
        attributes: columns.json("attributes")?,
        geometry: columns.optional_geometry("geometry")?,
    })))
}

pub(super) fn indexed_within(
    connection: &Connection,
    bounds: Bounds,
) -> Result<Vec<PlaceId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM places JOIN places_rtree USING (number)
         WHERE west <= ?3 AND east >= ?1 AND south <= ?4 AND north >= ?2 ORDER BY id",
    )?;
    let mut rows = statement.query(params![
        bounds.west,
        bounds.south,
        bounds.east,
        bounds.north
    ])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Columns::new("places", row).parse("id")?);
    }
    Ok(ids)
}
