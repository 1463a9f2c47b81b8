//! The tables `rasters` and `raster_values`.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{Connection, OptionalExtension, params};

use super::Columns;
use crate::model::raster::{Raster, RasterLayer};
use crate::model::{LayerId, Record};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_json;

pub(super) fn put(connection: &Connection, grid: &RasterLayer) -> Result<(), StoreError> {
    if let Some(raster) = grid.raster() {
        keep_values(connection, &grid.values_sha256, raster)?;
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO rasters VALUES (?1, ?2, ?3)")?
        .execute(params![
            grid.layer.as_str(),
            to_json("rasters", "header", &grid.header)?,
            grid.values_sha256
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, layer: &LayerId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM rasters WHERE layer = ?1")?
        .execute([layer.as_str()])?;
    Ok(())
}

/// Reads one grid; its values are those of the column `deflated` of the view that [`SELECT`] makes.
pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    let deflated: Vec<u8> = columns.get("deflated")?;
    let cells: i64 = columns.get("cells")?;
    let values = inflate(&deflated, cells as usize)
        .ok_or_else(|| columns.corrupt("deflated", "values that are cut off".to_owned()))?;
    let raster = Raster::from_single(columns.json("header")?, values).ok_or_else(|| {
        columns.corrupt(
            "header",
            "a grid of another size than its values".to_owned(),
        )
    })?;
    Ok(Record::Raster(Arc::new(RasterLayer::kept(
        columns.parse("layer")?,
        raster,
        columns.get("values_sha256")?,
    ))))
}

/// What is read of every grid.
pub(super) const SELECT: &str = "SELECT layer, header, values_sha256, cells, deflated
     FROM rasters JOIN raster_values ON values_sha256 = sha256";

fn keep_values(connection: &Connection, sha256: &str, raster: &Raster) -> Result<(), StoreError> {
    let is_kept = connection
        .prepare_cached("SELECT 1 FROM raster_values WHERE sha256 = ?1")?
        .query_row([sha256], |_| Ok(()))
        .optional()?
        .is_some();
    if is_kept {
        return Ok(());
    }
    let deflated = deflate(raster.values()).map_err(|cause| StoreError::Corrupt {
        table: "raster_values",
        column: "deflated",
        value: cause.to_string(),
    })?;
    connection
        .prepare_cached("INSERT INTO raster_values VALUES (?1, ?2, ?3)")?
        .execute(params![sha256, raster.cells() as i64, deflated])?;
    Ok(())
}

/// The values with the bytes of each weight together, deflated: neighbouring cells share their high bytes,
/// so that a field of heights takes about half of what it would take cell by cell.
fn deflate(values: &[f32]) -> std::io::Result<Vec<u8>> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    for weight in 0..size_of::<f32>() {
        let bytes: Vec<u8> = values
            .iter()
            .map(|value| value.to_be_bytes()[weight])
            .collect();
        out.write_all(&bytes)?;
    }
    out.finish()
}

/// The values that [`deflate`] wrote; `None` where they are not as many as said.
fn inflate(deflated: &[u8], cells: usize) -> Option<Vec<f32>> {
    let wanted = cells.checked_mul(size_of::<f32>())?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(deflated)
        .take(wanted as u64 + 1)
        .read_to_end(&mut bytes)
        .ok()?;
    (bytes.len() == wanted).then(|| {
        let value = |cell: usize| {
            f32::from_be_bytes(std::array::from_fn(|weight| bytes[weight * cells + cell]))
        };
        (0..cells).map(value).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were_and_a_cut_blob_is_noticed() {
        let values = [0.0, -1.5, f32::NAN, 1931.25];
        let deflated = deflate(&values).unwrap();
        let back = inflate(&deflated, 4).unwrap();
        assert_eq!(back.map_bits(), values.to_vec().map_bits());
        assert_eq!(inflate(&deflated, 5), None);
        assert_eq!(inflate(&deflated, 3), None);
        assert_eq!(inflate(&deflated[..deflated.len() / 2], 4), None);
    }

    trait MapBits {
        fn map_bits(self) -> Vec<u32>;
    }

    impl MapBits for Vec<f32> {
        fn map_bits(self) -> Vec<u32> {
            self.into_iter().map(f32::to_bits).collect()
        }
    }

    #[test]
    fn a_field_of_heights_shrinks() {
        let values: Vec<f32> = (0..10_000)
            .map(|cell| 600.0 + (f64::from(cell) / 700.0).sin() as f32 * 300.0)
            .collect();
        assert!(deflate(&values).unwrap().len() < 4 * values.len() * 7 / 10);
    }
}
