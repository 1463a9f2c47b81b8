//! A table of results: what an answer looks like when it leaves the program as a file.

use geo::Geometry;
use rust_decimal::Decimal;

use super::Text;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown; never zero.
    Empty,
    /// A text.
    Text(String),
    /// An exact number.
    Exact(Decimal),
    /// A measured number.
    Measured(f64),
    /// Yes or no.
    Flag(bool),
}

/// One row, with its shape where it has one.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// Its values, one for each column.
    pub cells: Vec<Cell>,
    /// Its shape in longitude/latitude degrees, WGS 84.
    pub geometry: Option<Geometry<f64>>,
}

/// Rows under named columns, and what a reader must know of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// What was computed and from what, a sentence each.
    pub notes: Vec<String>,
}

/// Sentences as the notes of a table: each in Vietnamese, then in English.
#[must_use]
pub fn both_languages(sentences: &[Text]) -> Vec<String> {
    let each = sentences.iter();
    each.flat_map(|text| [text.vi.clone(), text.en.clone()])
        .collect()
}

impl Table {
    /// An empty table with those columns.
    #[must_use]
    pub fn new(columns: &[&str], notes: Vec<String>) -> Self {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Self {
            columns,
            rows: Vec::new(),
            notes,
        }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<Cell>, geometry: Option<Geometry<f64>>) {
        self.rows.push(TableRow { cells, geometry });
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Exact(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Measured(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
