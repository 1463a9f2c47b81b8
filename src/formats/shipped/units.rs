//! The shipped units of both times, their lineage and their boundaries.

use std::collections::BTreeMap;

use geo::{Intersects, MultiPolygon};
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{DataFile, ShippedError, layer, only, places::features};
use crate::formats::manifest::Content;
use crate::geometry::LonLat;
use crate::model::{
    Boundary, District, LayerContent, LayerId, Lineage, Record, Unit, UnitCode, UnitKey, UnitKind,
};

/// The source does not say since when a former unit existed; this is the earliest date that the registry
/// answers for.
const REGISTRY_BEGINS: Date = date(2020, 3, 1);
const RESOLUTION: &str = "Nghị quyết 1657/NQ-UBTVQH15";

#[derive(Deserialize)]
struct UnitRow {
    code: UnitCode,
    name: String,
    kind: UnitKind,
    valid_from: Date,
    border_km: Option<f64>,
}

#[derive(Deserialize)]
struct FormerRow {
    code: UnitCode,
    name: String,
    kind: UnitKind,
    district_code: String,
    district: String,
    valid_to: Date,
    successor_code: UnitCode,
    lon: f64,
    lat: f64,
}

type Outlines = BTreeMap<UnitCode, MultiPolygon<f64>>;

/// Units of today and of before, lineage, the boundary layer and its boundaries.
pub(super) fn records(files: &[DataFile]) -> Result<Vec<Record>, ShippedError> {
    let boundary_file = only(files, Content::Boundaries)?;
    let outlines = outlines(boundary_file)?;
    let unit_file = only(files, Content::Units)?;
    let units: Vec<UnitRow> = rows(unit_file)?;
    let former_file = only(files, Content::FormerUnits)?;
    let keys: BTreeMap<UnitCode, UnitKey> = units
        .iter()
        .map(|row| (row.code.clone(), key(row)))
        .collect();
    let mut records = Vec::new();
    for (position, row) in rows::<FormerRow>(former_file)?.into_iter().enumerate() {
        let unknown = || {
            former_file.row_error(
                position + 1,
                &format!("no successor {}", row.successor_code),
            )
        };
        let successor = keys.get(&row.successor_code).ok_or_else(unknown)?;
        records.extend(former_unit(
            row,
            successor,
            &outlines,
            &former_file.manifest.source,
        ));
    }
    records.extend(boundaries(boundary_file, outlines, &keys)?);
    records.extend(
        units
            .into_iter()
            .map(|row| Record::Unit(unit(row, &unit_file.manifest.source).into())),
    );
    Ok(records)
}

pub(super) fn rows<Row: serde::de::DeserializeOwned>(
    file: &DataFile,
) -> Result<Vec<Row>, ShippedError> {
    let mut rows = Vec::new();
    for (position, row) in csv::Reader::from_reader(file.bytes.as_slice())
        .deserialize()
        .enumerate()
    {
        rows.push(row.map_err(|error| file.row_error(position + 1, &error))?);
    }
    file.manifest.check_count(rows.len())?;
    Ok(rows)
}

fn key(row: &UnitRow) -> UnitKey {
    UnitKey {
        code: row.code.clone(),
        valid_from: row.valid_from,
    }
}

fn unit(row: UnitRow, source: &str) -> Unit {
    Unit {
        key: key(&row),
        valid_to: None,
        name: row.name,
        kind: row.kind,
        district: None,
        centre: None,
        border_km: row.border_km,
        source: source.to_owned(),
    }
}

/// A former unit and what it became. Its centre is kept only where it lies inside the successor: the
/// source's other centres are wrong by up to 26 km.
fn former_unit(
    row: FormerRow,
    successor: &UnitKey,
    outlines: &Outlines,
    source: &str,
) -> [Record; 2] {
    let key = UnitKey {
        code: row.code,
        valid_from: REGISTRY_BEGINS,
    };
    let is_inside = |centre: &LonLat| {
        outlines
            .get(&successor.code)
            .is_some_and(|outline| outline.intersects(&centre.to_point()))
    };
    let unit = Unit {
        key: key.clone(),
        valid_to: Some(row.valid_to),
        name: row.name,
        kind: row.kind,
        district: Some(District {
            code: row.district_code,
            name: row.district,
        }),
        centre: LonLat::new(row.lon, row.lat).ok().filter(is_inside),
        border_km: None,
        source: source.to_owned(),
    };
    let lineage = Lineage {
        predecessor: key,
        successor: successor.clone(),
        basis: RESOLUTION.to_owned(),
    };
    [Record::Unit(unit.into()), Record::Lineage(lineage.into())]
}

fn outlines(file: &DataFile) -> Result<Outlines, ShippedError> {
    let mut outlines = Outlines::new();
    for (position, feature) in features(file)?.into_iter().enumerate() {
        let code = feature
            .property("code")
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let code = UnitCode::new(code).map_err(|error| file.row_error(position + 1, &error))?;
        let outline = match feature.geometry {
            Some(geo::Geometry::Polygon(polygon)) => polygon.into(),
            Some(geo::Geometry::MultiPolygon(outline)) => outline,
            _ => return Err(file.row_error(position + 1, &"the outline is no polygon")),
        };
        outlines.insert(code, outline);
    }
    Ok(outlines)
}

fn boundaries(
    file: &DataFile,
    outlines: Outlines,
    keys: &BTreeMap<UnitCode, UnitKey>,
) -> Result<Vec<Record>, ShippedError> {
    let boundary_layer = layer(&file.manifest, LayerContent::Boundaries, outlines.len())
        .map_err(|error| file.file_error(&error))?;
    let id: LayerId = boundary_layer.id.clone();
    let mut records = vec![Record::Layer(boundary_layer.into())];
    for (code, geometry) in outlines {
        let unit = keys
            .get(&code)
            .ok_or_else(|| file.file_error(&format!("{code} is no unit")))?;
        let boundary = Boundary {
            unit: unit.clone(),
            valid_from: unit.valid_from,
            layer: id.clone(),
            geometry,
        };
        records.push(Record::Boundary(boundary.into()));
    }
    Ok(records)
}
