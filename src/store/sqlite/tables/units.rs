//! The table `units`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::geometry::LonLat;
use crate::model::{District, Record, Unit, UnitKey, UnitKind};
use crate::store::StoreError;

pub(super) fn put(connection: &Connection, unit: &Unit) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO units VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            unit.key.code.as_str(),
            unit.key.valid_from.to_string(),
            unit.valid_to.map(|date| date.to_string()),
            unit.name,
            unit.kind.as_str(),
            unit.district.as_ref().map(|district| &district.code),
            unit.district.as_ref().map(|district| &district.name),
            unit.centre.map(LonLat::lon),
            unit.centre.map(LonLat::lat),
            unit.border_km,
            unit.source,
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, key: &UnitKey) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM units WHERE code = ?1 AND valid_from = ?2")?
        .execute(params![key.code.as_str(), key.valid_from.to_string()])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Unit(Arc::new(Unit {
        key: UnitKey {
            code: columns.parse("code")?,
            valid_from: columns.parse("valid_from")?,
        },
        valid_to: columns.parse_optional("valid_to")?,
        name: columns.get("name")?,
        kind: kind(columns)?,
        district: district(columns)?,
        centre: centre(columns)?,
        border_km: columns.get("border_km")?,
        source: columns.get("source")?,
    })))
}

fn kind(columns: &Columns<'_>) -> Result<UnitKind, StoreError> {
    let text: String = columns.get("kind")?;
    [UnitKind::Commune, UnitKind::Ward, UnitKind::Township]
        .into_iter()
        .find(|kind| kind.as_str() == text)
        .ok_or_else(|| columns.corrupt("kind", text))
}

fn district(columns: &Columns<'_>) -> Result<Option<District>, StoreError> {
    let code: Option<String> = columns.get("district_code")?;
    let name: Option<String> = columns.get("district_name")?;
    Ok(code.zip(name).map(|(code, name)| District { code, name }))
}

fn centre(columns: &Columns<'_>) -> Result<Option<LonLat>, StoreError> {
    let lon: Option<f64> = columns.get("centre_lon")?;
    let lat: Option<f64> = columns.get("centre_lat")?;
    lon.zip(lat)
        .map(|(lon, lat)| {
            LonLat::new(lon, lat).map_err(|cause| columns.corrupt("centre_lon", cause.to_string()))
        })
        .transpose()
}
