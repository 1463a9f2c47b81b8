//! Tables as files: CSV, GeoJSON and XLSX.

use geojson::{Feature, FeatureCollection, JsonObject, JsonValue};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::model::table::{Cell, Table};

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum TableError {
    /// As CSV.
    #[error("the table could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// As XLSX.
    #[error("the table could not be written as XLSX: {0}")]
    Xlsx(#[from] XlsxError),
    /// In memory.
    #[error("the table could not be written: {0}")]
    Memory(String),
}

/// The table as CSV in UTF-8 with a byte-order mark, which spreadsheet programs need to show Vietnamese.
///
/// # Errors
/// [`TableError`] when a row does not have as many cells as there are columns.
pub fn csv(table: &Table) -> Result<Vec<u8>, TableError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.cells.iter().map(text))?;
    }
    writer
        .into_inner()
        .map_err(|error| TableError::Memory(error.to_string()))
}

/// The table as text in columns, for a terminal: numbers to the right, notes below.
#[must_use]
pub fn columns(table: &Table) -> Vec<u8> {
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(text).collect())
        .collect();
    let layouts: Vec<(usize, bool)> = table
        .columns
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let widths = cells.chain([name]).map(|cell| cell.chars().count());
            let width = widths.max().unwrap_or_default();
            (width, is_numeric(table, column))
        })
        .collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&layouts);
        let padded = padded.map(|(cell, &(width, is_numeric))| {
            if is_numeric {
                format!("{cell:>width$}")
            } else {
                format!("{cell:<width$}")
            }
        });
        let line = padded.collect::<Vec<_>>().join("  ");
        format!("{}\n", line.trim_end())
    };
    let mut lines = vec![line(&table.columns)];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.extend(table.notes.iter().map(|note| format!("* {note}\n")));
    lines.concat().into_bytes()
}

/// Whether a column holds numbers or nothing in every row.
fn is_numeric(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    cells.all(|cell| matches!(cell, Cell::Exact(_) | Cell::Measured(_) | Cell::Empty))
}

/// The table as a GeoJSON feature collection; rows without a shape have a null geometry.
#[must_use]
pub fn geojson(table: &Table) -> Vec<u8> {
    let features = table.rows.iter().map(|row| {
        let properties: JsonObject = table
            .columns
            .iter()
            .cloned()
            .zip(row.cells.iter().map(json))
            .collect();
        Feature {
            geometry: row.geometry.as_ref().map(Into::into),
            properties: Some(properties),
            ..Feature::default()
        }
    });
    let notes = table
        .notes
        .iter()
        .cloned()
        .map(JsonValue::from)
        .collect::<Vec<_>>();
    let collection = FeatureCollection {
        bbox: None,
        features: features.collect(),
        foreign_members: Some(JsonObject::from_iter([("notes".to_owned(), notes.into())])),
    };
    collection.to_string().into_bytes()
}

/// The table as a workbook: one sheet of rows, one of notes. The same table gives the same bytes.
///
/// # Errors
/// [`TableError`] when the table is larger than a worksheet.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 7, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name("result")?;
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            write_cell(sheet, number, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    let notes = workbook.add_worksheet().set_name("notes")?;
    for (number, note) in (0_u32..).zip(&table.notes) {
        notes.write_string(number, 0, note)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // Written as a string, a text that begins with "=" is no formula.
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Exact(number) => {
            sheet.write_number(row, column, number.to_f64().unwrap_or(f64::NAN))?;
        }
        Cell::Measured(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
    }
    Ok(())
}

/// A cell as text. A text that a spreadsheet program would run as a formula gets an apostrophe before it.
#[must_use]
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Cell::Text(text) => text.clone(),
        Cell::Exact(number) => number.to_string(),
        Cell::Measured(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

fn json(cell: &Cell) -> JsonValue {
    match cell {
        Cell::Empty => JsonValue::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Exact(number) => number.to_f64().into(),
        Cell::Measured(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::point;

    fn table() -> Table {
        let mut table = Table::new(&["name", "people", "is_border"], vec!["A note.".to_owned()]);
        let place = Some(point! {x: 106.3, y: 22.8}.into());
        table.push(vec!["Trà Lĩnh".into(), 12.5.into(), true.into()], place);
        table.push(vec!["=1+1".into(), Cell::Empty, Cell::Empty], None);
        table
    }

    #[test]
    fn csv_keeps_vietnamese_and_defuses_formulas() {
        let text = String::from_utf8(csv(&table()).unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{feff}name,people,is_border\nTrà Lĩnh,12.5,true\n'=1+1,,\n"
        );
    }

    #[test]
    fn columns_stand_under_their_names() {
        let text = String::from_utf8(columns(&table())).unwrap();
        assert_eq!(
            text,
            "name      people  is_border\nTrà Lĩnh    12.5  true\n'=1+1\n* A note.\n"
        );
    }

    #[test]
    fn geojson_has_shapes_properties_and_notes() {
        let value: JsonValue = serde_json::from_slice(&geojson(&table())).unwrap();
        assert_eq!(value["features"][0]["geometry"]["coordinates"][0], 106.3);
        assert_eq!(
            value["features"][1]["properties"]["people"],
            JsonValue::Null
        );
        assert_eq!(value["notes"][0], "A note.");
    }

    #[test]
    fn a_workbook_is_the_same_bytes_twice() {
        let first = xlsx(&table()).unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, xlsx(&table()).unwrap());
    }
}
