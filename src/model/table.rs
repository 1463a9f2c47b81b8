//! A table of results: what an answer looks like when it leaves the program as a file.

use geo::Geometry;
use rust_decimal::Decimal;

use super::{SourceUsed, Text};

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
    /// What the rows rest on.
    pub sources: Vec<SourceUsed>,
}

/// How a file of separated values is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between values.
    pub delimiter: u8,
    /// Whether numbers have a decimal comma, as a Vietnamese spreadsheet program expects.
    pub has_decimal_comma: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            has_decimal_comma: false,
        }
    }
}

/// The column that says in every row whether it rests on anything made up.
const MARK: &str = "is_illustrative";

/// The column that names the sources in files which have no other place for them.
const SOURCES: &str = "sources";

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
            notes,
            ..Self::default()
        }
    }

    /// The table with what it rests on: named in the notes, in both languages, and a last column that says in every row
    /// whether any of it is illustrative.
    #[must_use]
    pub fn rest_on(mut self, sources: &[SourceUsed]) -> Self {
        let sentences: Vec<Text> = sources.iter().map(SourceUsed::sentence).collect();
        self.notes.extend(both_languages(&sentences));
        self.sources = sources.to_vec();
        let mark = Cell::Flag(self.is_illustrative());
        self.columns.push(self.free_name(MARK));
        for row in &mut self.rows {
            row.cells.push(mark.clone());
        }
        self
    }

    /// Whether anything that the rows rest on is made up.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.sources.iter().any(|source| source.is_illustrative)
    }

    /// What a file says in every row that has no place for notes: a column's name and the sources in short.
    #[must_use]
    pub fn short_sources(&self) -> Option<(String, String)> {
        let short: Vec<String> = self.sources.iter().map(SourceUsed::short).collect();
        (!short.is_empty()).then(|| (self.free_name(SOURCES), short.join("; ")))
    }

    /// The name, or with the first number from 2 behind it that makes it differ from all columns, in whatever case.
    #[must_use]
    pub fn free_name(&self, name: &str) -> String {
        free_name(&self.columns, name)
    }

    /// The names of the columns, made to differ from each other and from those reserved, in whatever case; a blank one
    /// gets its number.
    #[must_use]
    pub fn distinct_columns(&self, reserved: &[&str]) -> Vec<String> {
        let mut taken: Vec<String> = reserved.iter().map(|&name| name.to_owned()).collect();
        for (number, column) in (1..).zip(&self.columns) {
            let name = match column.trim() {
                "" => format!("column_{number}"),
                name => name.to_owned(),
            };
            let name = free_name(&taken, &name);
            taken.push(name);
        }
        taken.split_off(reserved.len())
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<Cell>, geometry: Option<Geometry<f64>>) {
        self.rows.push(TableRow { cells, geometry });
    }
}

/// The name, or with the first number from 2 behind it that makes it differ from all those taken, in whatever case.
#[must_use]
pub fn free_name(taken: &[String], name: &str) -> String {
    let is_taken = |name: &str| {
        let name = name.to_lowercase();
        taken.iter().any(|taken| taken.to_lowercase() == name)
    };
    if !is_taken(name) {
        return name.to_owned();
    }
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    numbered
        .into_iter()
        .find(|candidate| !is_taken(candidate))
        .unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_until_they_are_free() {
        let taken = ["unit_code".to_owned(), "Unit_Code_2".to_owned()];
        assert_eq!(free_name(&taken, "unit_code"), "unit_code_3");
        assert_eq!(free_name(&taken, "gate"), "gate");
    }

    #[test]
    fn columns_differ_from_reserved_ones_and_each_other() {
        let table = Table::new(&["fid", "", "a", "A", "a_2"], vec![]);
        let names = table.distinct_columns(&["fid", "geom"]);
        assert_eq!(names, ["fid_2", "column_2", "a", "A_2", "a_2_2"]);
    }
}
