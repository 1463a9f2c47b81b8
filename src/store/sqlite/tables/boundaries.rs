//! The table `boundaries` and its R-tree.

use std::sync::Arc;

use geo::Geometry;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Columns, index_box, unindex_box};
use crate::geometry::Bounds;
use crate::model::{Boundary, Record, UnitKey};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_wkb;

pub(super) fn put(connection: &Connection, boundary: &Boundary) -> Result<(), StoreError> {
    remove(connection, &boundary.unit, boundary.valid_from)?;
    let geometry = Geometry::MultiPolygon(boundary.geometry.clone());
    connection
        .prepare_cached(
            "INSERT INTO boundaries (unit_code, unit_from, valid_from, layer, geometry)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            boundary.unit.code.as_str(),
            boundary.unit.valid_from.to_string(),
            boundary.valid_from.to_string(),
            boundary.layer.as_str(),
            to_wkb(&geometry)?,
        ])?;
    let number = connection.last_insert_rowid();
    index_box(
        connection,
        "boundaries_rtree",
        number,
        Bounds::of(&geometry),
    )
}

pub(super) fn remove(
    connection: &Connection,
    unit: &UnitKey,
    valid_from: Date,
) -> Result<(), StoreError> {
    let number: Option<i64> = connection
        .prepare_cached(
            "DELETE FROM boundaries WHERE unit_code = ?1 AND unit_from = ?2 AND valid_from = ?3
             RETURNING number",
        )?
        .query_row(
            params![
                unit.code.as_str(),
                unit.valid_from.to_string(),
                valid_from.to_string()
            ],
            |row| row.get(0),
        )
        .optional()?;
    match number {
        Some(number) => unindex_box(connection, "boundaries_rtree", number),
        None => Ok(()),
    }
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Boundary(Arc::new(Boundary {
        unit: UnitKey {
            code: columns.parse("unit_code")?,
            valid_from: columns.parse("unit_from")?,
        },
        valid_from: columns.parse("valid_from")?,
        layer: columns.parse("layer")?,
        geometry: columns.multi_polygon("geometry")?,
    })))
}

pub(super) fn indexed_within(
    connection: &Connection,
    bounds: Bounds,
) -> Result<Vec<UnitKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT unit_code, unit_from FROM boundaries JOIN boundaries_rtree USING (number)
         WHERE west <= ?3 AND east >= ?1 AND south <= ?4 AND north >= ?2
         ORDER BY unit_code, unit_from",
    )?;
    let mut rows = statement.query(params![
        bounds.west,
        bounds.south,
        bounds.east,
        bounds.north
    ])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let columns = Columns::new("boundaries", row);
        keys.push(UnitKey {
            code: columns.parse("unit_code")?,
            valid_from: columns.parse("unit_from")?,
        });
    }
    Ok(keys)
}
