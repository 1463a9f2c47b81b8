//! Between columns and the model's values.

use std::str::FromStr;

use geo::{Geometry, MultiPolygon};
use rusqlite::Row;
use wkb::writer::WriteOptions;

use crate::geometry::well_known_binary;
use crate::store::StoreError;

/// One row of a table, read by column with errors that name both.
pub(super) struct Columns<'row> {
    table: &'static str,
    row: &'row Row<'row>,
}

impl<'row> Columns<'row> {
    pub(super) fn new(table: &'static str, row: &'row Row<'row>) -> Self {
        Self { table, row }
    }

    /// The column's value, as SQLite holds it.
    pub(super) fn get<T: rusqlite::types::FromSql>(
        &self,
        column: &'static str,
    ) -> Result<T, StoreError> {
        Ok(self.row.get(column)?)
    }

    /// The column's text, read as one of the model's types.
    pub(super) fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        text.parse().map_err(|_| self.corrupt(column, text))
    }

    /// The column's text where there is one, read as one of the model's types.
    pub(super) fn parse_optional<T: FromStr>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        match self.get::<Option<String>>(column)? {
            Some(text) => text
                .parse()
                .map(Some)
                .map_err(|_| self.corrupt(column, text)),
            None => Ok(None),
        }
    }

    /// The column's JSON.
    pub(super) fn json<T: serde::de::DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text)
            .map_err(|cause| self.corrupt(column, format!("{cause}: {text}")))
    }

    /// The column's WKB.
    pub(super) fn geometry(&self, column: &'static str) -> Result<Geometry<f64>, StoreError> {
        let bytes: Vec<u8> = self.get(column)?;
        well_known_binary::read(&bytes).map_err(|cause| self.corrupt(column, cause.to_string()))
    }

    /// The column's WKB where there is one.
    pub(super) fn optional_geometry(
        &self,
        column: &'static str,
    ) -> Result<Option<Geometry<f64>>, StoreError> {
        match self.get::<Option<Vec<u8>>>(column)? {
            Some(_) => self.geometry(column).map(Some),
            None => Ok(None),
        }
    }

    /// The column's WKB, a polygon or several.
    pub(super) fn multi_polygon(
        &self,
        column: &'static str,
    ) -> Result<MultiPolygon<f64>, StoreError> {
        match self.geometry(column)? {
            Geometry::MultiPolygon(polygons) => Ok(polygons),
            Geometry::Polygon(polygon) => Ok(MultiPolygon(vec![polygon])),
            _ => Err(self.corrupt(column, "not a polygon".to_owned())),
        }
    }

    /// The error for a value that its table should not hold.
    pub(super) fn corrupt(&self, column: &'static str, value: String) -> StoreError {
        StoreError::Corrupt {
            table: self.table,
            column,
            value,
        }
    }
}

/// The geometry as WKB.
///
/// # Errors
/// When the geometry cannot be written, which for two-dimensional shapes does not happen.
pub(super) fn to_wkb(geometry: &Geometry<f64>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    wkb::writer::write_geometry(&mut bytes, geometry, &WriteOptions::default()).map_err(
        |cause| StoreError::Corrupt {
            table: "geometry",
            column: "geometry",
            value: cause.to_string(),
        },
    )?;
    Ok(bytes)
}

/// The value as JSON text.
pub(super) fn to_json<T: serde::Serialize>(
    table: &'static str,
    column: &'static str,
    value: &T,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|cause| StoreError::Corrupt {
        table,
        column,
        value: cause.to_string(),
    })
}
