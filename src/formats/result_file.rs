//! Results as a GeoPackage: a table of an answer, written as layers are.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

use super::crs::{Crs, CrsError};
use super::export::{self, Column, ColumnType, ExportError, ExportRow, ExportTable, Format};
use crate::geometry::interrupt::Interrupt;
use crate::model::raster::{Raster, RasterKind};
use crate::model::table::{Cell, Table};
use crate::model::{AttributeValue, IdError, Layer, LayerContent, LayerId, Provenance, Text};

/// Why a result was not written.
#[derive(Debug, Error)]
pub enum ResultFileError {
    /// The name cannot be that of a layer.
    #[error(transparent)]
    Name(#[from] IdError),
    /// The reference system is not known to PROJ, which means a damaged installation.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// The file could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The folder for the file cannot be used.
    #[error("{folder} cannot be used: {cause}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// The columns that a GeoPackage has of its own.
const OWN_COLUMNS: [&str; 2] = ["fid", "geom"];

/// The day that stands for the last change: the same table gives the same bytes on any day.
const LAST_CHANGE: Date = jiff::civil::date(2025, 7, 1);

/// The table as a GeoPackage in WGS 84 with its notes, sources among them, in the layer's description. The same table
/// gives the same bytes. A column that is named as one of the file's own, or as another, gets a number behind its name.
///
/// # Errors
/// [`ResultFileError`] when the name is no id, the temporary file cannot be written or read, or nobody waits any more.
pub fn geopackage(
    name: &str,
    table: &Table,
    interrupt: &Interrupt,
) -> Result<Vec<u8>, ResultFileError> {
    let folder = ScratchFolder::new()?;
    let path = folder.0.join(format!("{name}.gpkg"));
    let export = ExportTable {
        layer: layer(name, LAST_CHANGE, table)?,
        description: Some(table.notes.join("\n")),
        last_change: Some(LAST_CHANGE),
        columns: columns(table),
        rows: table
            .rows
            .iter()
            .map(|row| ExportRow {
                values: row.cells.iter().map(value).collect(),
                geometry: row.geometry.clone(),
            })
            .collect(),
    };
    export::write(
        &path,
        Format::GeoPackage,
        &Crs::parse("EPSG:4326")?,
        &export,
        interrupt,
    )?;
    std::fs::read(&path).map_err(|cause| ResultFileError::Folder {
        folder: path,
        cause,
    })
}

/// A raster, computed on a day, as a `GeoTIFF` in WGS 84.
///
/// # Errors
/// [`ResultFileError`] when the name is no id, or the temporary file cannot be written or read.
pub fn geotiff(
    name: &str,
    kind: RasterKind,
    on: Date,
    raster: &Raster,
) -> Result<Vec<u8>, ResultFileError> {
    let folder = ScratchFolder::new()?;
    let path = folder.0.join(format!("{name}.tif"));
    let mut described = layer(name, on, &Table::default())?;
    described.content = LayerContent::Raster(kind);
    described.title = kind.title();
    let crs = Crs::parse("EPSG:4326")?;
    export::write_raster(&path, Format::GeoTiff, &crs, &described, raster)?;
    std::fs::read(&path).map_err(|cause| ResultFileError::Folder {
        folder: path,
        cause,
    })
}

/// A folder of its own, gone when this goes out of scope.
struct ScratchFolder(PathBuf);

impl ScratchFolder {
    fn new() -> Result<Self, ResultFileError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("nonnuoc-result-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        match std::fs::create_dir(&folder) {
            Ok(()) => Ok(Self(folder)),
            Err(cause) => Err(ResultFileError::Folder { folder, cause }),
        }
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        if let Err(cause) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), %cause, "a temporary folder stays behind");
        }
    }
}

fn layer(name: &str, on: Date, table: &Table) -> Result<Layer, IdError> {
    let notes = table.notes.join(" ");
    Ok(Layer {
        id: LayerId::new(name)?,
        content: LayerContent::Boundaries,
        title: Text {
            vi: name.to_owned(),
            en: name.to_owned(),
        },
        provenance: Provenance {
            source: "computed by nonnuoc; see the method".to_owned(),
            source_vi: Some("nonnuoc tính; xem cách làm".to_owned()),
            licence: "that of the layers it was computed from".to_owned(),
            licence_vi: Some("theo điều khoản của các lớp dùng để tính".to_owned()),
            retrieved: on,
            method: Some(notes),
            accuracy_m: None,
            crs: "EPSG:4326".to_owned(),
            transformation: None,
            is_illustrative: table.is_illustrative(),
        },
        count: table.rows.len(),
        sha256: None,
        note: None,
    })
}

/// The columns; one holds numbers when all its cells do, and texts otherwise.
fn columns(table: &Table) -> Vec<Column> {
    let is_number = |index: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        let mut known = cells.filter(|cell| **cell != Cell::Empty).peekable();
        known.peek().is_some()
            && known.all(|cell| matches!(cell, Cell::Exact(_) | Cell::Measured(_)))
    };
    let names = table.distinct_columns(&OWN_COLUMNS);
    let columns = names.into_iter().enumerate().map(|(index, name)| Column {
        name,
        of: if is_number(index) {
            ColumnType::Number
        } else {
            ColumnType::Text
        },
    });
    columns.collect()
}

fn value(cell: &Cell) -> Option<AttributeValue> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some(AttributeValue::Text(text.clone())),
        Cell::Exact(number) => number.to_f64().map(AttributeValue::Number),
        Cell::Measured(number) => Some(AttributeValue::Number(*number)),
        Cell::Flag(flag) => Some(AttributeValue::Text(flag.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceUsed;
    use geo::point;

    #[test]
    fn a_result_is_a_geopackage_that_sqlite_opens() {
        let mut table = Table::new(&["name", "covered_km2"], vec!["A note.".to_owned()]);
        table.push(
            vec!["Trà Lĩnh".into(), 12.5.into()],
            Some(point! {x: 106.3, y: 22.8}.into()),
        );
        table.push(vec!["province".into(), Cell::Empty], None);
        let bytes = geopackage("coverage", &table, &Interrupt::default()).unwrap();
        assert!(bytes.starts_with(b"SQLite format 3\0"));
        let (_folder, database) = opened(&bytes);
        let row = database.query_row(
            "SELECT count(*), sum(covered_km2) FROM coverage",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?)),
        );
        assert_eq!(row.unwrap(), (2, 12.5));
    }

    fn opened(bytes: &[u8]) -> (tempfile::TempDir, rusqlite::Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("coverage.gpkg");
        std::fs::write(&path, bytes).unwrap();
        let database = rusqlite::Connection::open(&path).unwrap();
        (folder, database)
    }

    fn source(is_illustrative: bool) -> SourceUsed {
        SourceUsed {
            layer: Some("villages".parse().unwrap()),
            indicator: None,
            title: Some(Text::new("Điểm dân cư", "Settlements")),
            source: "Made for this test".to_owned(),
            source_vi: Some("Dựng cho lần thử này".to_owned()),
            periods: vec![],
            figures: None,
            accuracy_m: None,
            sha256: None,
            is_illustrative,
        }
    }

    #[test]
    fn notes_sources_and_the_mark_are_in_the_file() {
        let mut table = Table::new(&["name"], vec!["A note.".to_owned()]);
        table.push(vec!["Trà Lĩnh".into()], None);
        let table = table.rest_on(&[source(true)]);
        let bytes = geopackage("coverage", &table, &Interrupt::default()).unwrap();
        let (_folder, database) = opened(&bytes);
        let described: String = database
            .query_row("SELECT description FROM gpkg_contents", [], |row| {
                row.get(0)
            })
            .unwrap();
        for told in [
            "A note.",
            "Nguồn: Điểm dân cư – Dựng cho lần thử này",
            "MINH HOẠ",
            "Made for this test",
        ] {
            assert!(described.contains(told), "{told}: {described}");
        }
        let mark: String = database
            .query_row("SELECT is_illustrative FROM coverage", [], |row| row.get(0))
            .unwrap();
        assert_eq!(mark, "true");
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let mut table = Table::new(&["name"], vec![]);
        table.push(vec!["A".into()], Some(point! {x: 106.3, y: 22.8}.into()));
        let first = geopackage("places", &table, &Interrupt::default()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        let again = geopackage("places", &table, &Interrupt::default()).unwrap();
        assert!(first == again, "{} and {} bytes", first.len(), again.len());
    }

    #[test]
    fn columns_of_the_files_own_are_renamed() {
        let names = ["fid", "GEOM", "unit_code", "Unit_Code", ""];
        let mut table = Table::new(&names, vec![]);
        let cells = ["1", "2", "3", "4", "5"].map(Cell::from);
        table.push(cells.into(), Some(point! {x: 106.3, y: 22.8}.into()));
        let bytes = geopackage("coverage", &table, &Interrupt::default()).unwrap();
        let (_folder, database) = opened(&bytes);
        let row = database.query_row(
            "SELECT fid_2, GEOM_2, unit_code, Unit_Code_2, column_5 FROM coverage",
            [],
            |row| {
                (0..5)
                    .map(|index| row.get::<_, String>(index))
                    .collect::<Result<Vec<_>, _>>()
            },
        );
        assert_eq!(row.unwrap(), ["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn it_stops_when_nobody_waits() {
        let mut table = Table::new(&["name"], vec![]);
        table.push(vec!["A".into()], None);
        let interrupt = Interrupt::default();
        interrupt.raise();
        let stopped = geopackage("places", &table, &interrupt);
        assert!(matches!(
            stopped,
            Err(ResultFileError::Export(ExportError::Interrupted(_)))
        ));
    }
}
