//! Tables as files: CSV, GeoJSON and XLSX.

use std::borrow::Cow;

use geojson::{Feature, FeatureCollection, JsonObject, JsonValue};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::table::{Cell, Dialect, Table};

/// Longest text of a cell in a workbook, UTF-16 code units.
pub const LONGEST_CELL: usize = 32_767;

/// Rows written between two looks at the interrupt.
const BATCH: usize = 1_000;

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum TableError {
    /// As CSV.
    #[error("the table could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// As XLSX.
    #[error("the table could not be written as XLSX: {0}")]
    Xlsx(#[from] XlsxError),
    /// A text that no cell of a worksheet holds.
    #[error(
        "row {row}, column {column:?}: the text has {letters} letters and a cell of a workbook holds {LONGEST_CELL}: \
         shorten it, or ask for csv, geojson or gpkg"
    )]
    CellTooLong {
        /// The row, counted from 1 below the header.
        row: usize,
        /// The column.
        column: String,
        /// How long the text is.
        letters: usize,
    },
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// In memory.
    #[error("the table could not be written: {0}")]
    Memory(String),
}

/// The table as separated values in UTF-8 with a byte-order mark, which spreadsheet programs need to show Vietnamese.
/// Having no notes, it names its sources in short in a last column.
///
/// # Errors
/// [`TableError`] when a row does not have as many cells as there are columns.
pub fn csv(table: &Table, dialect: Dialect) -> Result<Vec<u8>, TableError> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let (name, sources) = table.short_sources().unzip();
    writer.write_record(table.columns.iter().chain(&name))?;
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| text_in(cell, dialect));
        writer.write_record(cells.chain(sources.clone()))?;
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
    let columns = table.distinct_columns(&[]);
    let features = table.rows.iter().map(|row| {
        let properties: JsonObject = columns
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
/// [`TableError`] when the table is larger than a worksheet, a text longer than a cell, or nobody waits any more.
pub fn xlsx(table: &Table, interrupt: &Interrupt) -> Result<Vec<u8>, TableError> {
    check_cells(table)?;
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 7, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name("result")?;
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        if (number as usize).is_multiple_of(BATCH) {
            interrupt.check()?;
        }
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

fn check_cells(table: &Table) -> Result<(), TableError> {
    for (index, row) in table.rows.iter().enumerate() {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            let Cell::Text(text) = cell else { continue };
            // A text has no more code units than bytes.
            let letters = if text.len() > LONGEST_CELL {
                text.encode_utf16().count()
            } else {
                0
            };
            if letters > LONGEST_CELL {
                return Err(TableError::CellTooLong {
                    row: index + 1,
                    column: column.clone(),
                    letters,
                });
            }
        }
    }
    Ok(())
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

/// A cell as text with the decimal sign of a dialect.
fn text_in(cell: &Cell, dialect: Dialect) -> String {
    match cell {
        Cell::Exact(_) | Cell::Measured(_) if dialect.has_decimal_comma => {
            text(cell).replace('.', ",")
        }
        other => text(other),
    }
}

/// A text that a spreadsheet program would run as a formula, with an apostrophe before it; any other as it is.
#[must_use]
pub fn defused(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A cell as text, harmless to spreadsheet programs.
#[must_use]
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => defused(text).into_owned(),
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
        let text = String::from_utf8(csv(&table(), Dialect::default()).unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{feff}name,people,is_border\nTrà Lĩnh,12.5,true\n'=1+1,,\n"
        );
    }

    #[test]
    fn a_vietnamese_spreadsheet_gets_semicolons_and_decimal_commas() {
        let dialect = Dialect {
            delimiter: b';',
            has_decimal_comma: true,
        };
        let text = String::from_utf8(csv(&table(), dialect).unwrap()).unwrap();
        assert!(text.contains("\nTrà Lĩnh;12,5;true\n"), "{text}");
    }

    #[test]
    fn a_text_longer_than_a_cell_is_refused_with_its_place() {
        let mut table = table();
        table.push(
            vec!["ư".repeat(40_000).into(), Cell::Empty, Cell::Empty],
            None,
        );
        let refused = xlsx(&table, &Interrupt::default()).unwrap_err().to_string();
        assert!(
            refused.starts_with("row 3, column \"name\": the text has 40000 letters"),
            "{refused}"
        );
        assert!(csv(&table, Dialect::default()).is_ok());
    }

    #[test]
    fn a_workbook_stops_when_nobody_waits() {
        let mut table = table();
        for _ in 0..2 * BATCH {
            table.push(vec!["A".into(), Cell::Empty, Cell::Empty], None);
        }
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert!(matches!(
            xlsx(&table, &interrupt),
            Err(TableError::Interrupted(_))
        ));
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
        let first = xlsx(&table(), &Interrupt::default()).unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, xlsx(&table(), &Interrupt::default()).unwrap());
    }
}
