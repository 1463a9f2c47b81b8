//! One file a table: how its records are written and read.

mod accounts;
mod boundaries;
mod layers;
mod lineage;
mod observations;
mod places;
mod programme;
mod rasters;
mod scenarios;
mod units;

use rusqlite::{Connection, params};

use super::columns::Columns;
use crate::geometry::Bounds;
use crate::model::{Edit, PlaceId, Record, RecordKey, UnitKey};
use crate::store::StoreError;

/// Writes one edit.
pub(super) fn write(connection: &Connection, edit: &Edit) -> Result<(), StoreError> {
    match edit {
        Edit::Put(record) => put(connection, record),
        Edit::Remove(key) => remove(connection, key),
    }
}

fn put(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    match record {
        Record::Unit(unit) => units::put(connection, unit),
        Record::Lineage(link) => lineage::put(connection, link),
        Record::Layer(layer) => layers::put(connection, layer),
        Record::Boundary(boundary) => boundaries::put(connection, boundary),
        Record::Place(place) => places::put(connection, place),
        Record::Raster(grid) => rasters::put(connection, grid),
        Record::Observation(observation) => observations::put(connection, observation),
        Record::Agency(agency) => programme::put_agency(connection, agency),
        Record::Indicator(indicator) => programme::put_indicator(connection, indicator),
        Record::Target(target) => programme::put_target(connection, target),
        Record::Task(task) => programme::put_task(connection, task),
        Record::Scenario(scenario) => scenarios::put(connection, scenario),
        Record::Account(account) => accounts::put(connection, account),
    }
}

fn remove(connection: &Connection, key: &RecordKey) -> Result<(), StoreError> {
    match key {
        RecordKey::Unit(key) => units::remove(connection, key),
        RecordKey::Lineage {
            predecessor,
            successor,
        } => lineage::remove(connection, predecessor, successor),
        RecordKey::Layer(id) => layers::remove(connection, id),
        RecordKey::Boundary { unit, valid_from } => {
            boundaries::remove(connection, unit, *valid_from)
        }
        RecordKey::Place(id) => places::remove(connection, id),
        RecordKey::Raster(layer) => rasters::remove(connection, layer),
        RecordKey::Observation(key) => observations::remove(connection, key),
        RecordKey::Agency(id) => programme::remove_agency(connection, id),
        RecordKey::Indicator(id) => programme::remove_indicator(connection, id),
        RecordKey::Target { id, revision } => programme::remove_target(connection, id, *revision),
        RecordKey::Task(id) => programme::remove_task(connection, id),
        RecordKey::Scenario(id) => scenarios::remove(connection, id),
        RecordKey::Account(name) => accounts::remove(connection, name),
    }
}

/// Reads every record of every table.
pub(super) fn load(connection: &Connection) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    read_all(connection, "units", &mut records, units::read)?;
    read_all(connection, "lineage", &mut records, lineage::read)?;
    read_all(connection, "layers", &mut records, layers::read)?;
    read_all(connection, "boundaries", &mut records, boundaries::read)?;
    read_all(connection, "places", &mut records, places::read)?;
    read_each(
        connection,
        "rasters",
        rasters::SELECT,
        &mut records,
        rasters::read,
    )?;
    read_all(connection, "observations", &mut records, observations::read)?;
    read_all(connection, "agencies", &mut records, programme::read_agency)?;
    read_all(
        connection,
        "indicators",
        &mut records,
        programme::read_indicator,
    )?;
    read_all(connection, "targets", &mut records, programme::read_target)?;
    read_all(connection, "tasks", &mut records, programme::read_task)?;
    read_all(connection, "scenarios", &mut records, scenarios::read)?;
    read_all(connection, "accounts", &mut records, accounts::read)?;
    Ok(records)
}

fn read_all(
    connection: &Connection,
    table: &'static str,
    records: &mut Vec<Record>,
    read: fn(&Columns<'_>) -> Result<Record, StoreError>,
) -> Result<(), StoreError> {
    let select = format!("SELECT * FROM {table}");
    read_each(connection, table, &select, records, read)
}

fn read_each(
    connection: &Connection,
    table: &'static str,
    select: &str,
    records: &mut Vec<Record>,
    read: fn(&Columns<'_>) -> Result<Record, StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(select)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        records.push(read(&Columns::new(table, row))?);
    }
    Ok(())
}

/// Puts the box of the row into the table's R-tree; without a box the row is not indexed.
fn index_box(
    connection: &Connection,
    rtree: &'static str,
    number: i64,
    bounds: Option<Bounds>,
) -> Result<(), StoreError> {
    let Some(bounds) = bounds else { return Ok(()) };
    connection
        .prepare_cached(&format!("INSERT INTO {rtree} VALUES (?1, ?2, ?3, ?4, ?5)"))?
        .execute(params![
            number,
            bounds.west,
            bounds.east,
            bounds.south,
            bounds.north
        ])?;
    Ok(())
}

/// Takes the row's box out of the table's R-tree.
fn unindex_box(
    connection: &Connection,
    rtree: &'static str,
    number: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(&format!("DELETE FROM {rtree} WHERE number = ?1"))?
        .execute([number])?;
    Ok(())
}

/// The units and places whose box meets the given one, asked of the R-trees.
pub(super) fn indexed_within(
    connection: &Connection,
    bounds: Bounds,
) -> Result<(Vec<UnitKey>, Vec<PlaceId>), StoreError> {
    Ok((
        boundaries::indexed_within(connection, bounds)?,
        places::indexed_within(connection, bounds)?,
    ))
}
