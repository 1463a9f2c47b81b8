//! Lists of places as CSV: reading longitudes and latitudes from whatever columns hold them, and the same rows with
//! more columns.

use geo::{Coord, Point};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::table::{Cell, Table};

/// Names of the column with longitudes, lower case.
const LONGITUDE: [&str; 7] = ["lon", "lng", "long", "longitude", "x", "kinh_do", "kinh độ"];

/// Names of the column with latitudes, lower case.
const LATITUDE: [&str; 6] = ["lat", "latitude", "y", "vi_do", "vĩ độ", "vi độ"];

/// Why a list could not be read.
#[derive(Debug, Error)]
pub enum PlaceListError {
    /// It is not CSV.
    #[error("the file does not read as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error(
        "no column holds the {what}: its header must be one of {}; found are {found}", names.join(", ")
    )]
    NoColumn {
        /// Longitude or latitude.
        what: &'static str,
        /// The headers that are understood.
        names: &'static [&'static str],
        /// The headers that were found.
        found: String,
    },
    /// A value is no number.
    #[error("row {row}: {value:?} is no {what}: decimal degrees such as 106.2585 are expected")]
    NoNumber {
        /// The row, counted from 1 below the header.
        row: usize,
        /// Longitude or latitude.
        what: &'static str,
        /// The value.
        value: String,
    },
}

/// A list of places with everything else that its rows hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceList {
    headers: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
    /// The places, longitude/latitude degrees, one for each row.
    pub places: Vec<Coord<f64>>,
}

impl PlaceList {
    /// Reads a list with a header row; a byte-order mark and decimal commas in quoted values are understood.
    ///
    /// # Errors
    /// [`PlaceListError`] naming the column or the row that cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, PlaceListError> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let headers = reader.headers()?.clone();
        let lon = column(&headers, "longitude", &LONGITUDE)?;
        let lat = column(&headers, "latitude", &LATITUDE)?;
        let mut list = Self {
            headers,
            rows: Vec::new(),
            places: Vec::new(),
        };
        for record in reader.records() {
            let record = record?;
            let row = list.rows.len() + 1;
            let x = degrees(&record, lon, row, "longitude")?;
            let y = degrees(&record, lat, row, "latitude")?;
            list.places.push(Coord { x, y });
            list.rows.push(record);
        }
        Ok(list)
    }

    /// The same rows with more columns, and the places as shapes. An added column whose name the list has
    /// already gets a `_2` behind it.
    pub fn table_with(&self, columns: &[&str], added: impl Iterator<Item = Vec<Cell>>) -> Table {
        let mut names: Vec<String> = self.headers.iter().map(str::to_owned).collect();
        for column in columns {
            let is_taken = names.iter().any(|name| name.eq_ignore_ascii_case(column));
            names.push(if is_taken {
                format!("{column}_2")
            } else {
                (*column).to_owned()
            });
        }
        let mut table = Table {
            columns: names,
            ..Table::default()
        };
        for ((row, place), cells) in self.rows.iter().zip(&self.places).zip(added) {
            let own = row.iter().map(cell);
            table.push(own.chain(cells).collect(), Some(Point::from(*place).into()));
        }
        table
    }
}

/// A value as the list has it. A number with a sign is a number, which no spreadsheet takes for a formula.
fn cell(text: &str) -> Cell {
    if text.starts_with(['-', '+'])
        && let Ok(number) = text.parse::<Decimal>()
    {
        return number.into();
    }
    text.into()
}

fn column(
    headers: &csv::StringRecord,
    what: &'static str,
    names: &'static [&'static str],
) -> Result<usize, PlaceListError> {
    let found = headers
        .iter()
        .position(|header| names.contains(&header.to_lowercase().as_str()));
    found.ok_or_else(|| PlaceListError::NoColumn {
        what,
        names,
        found: headers.iter().collect::<Vec<_>>().join(", "),
    })
}

fn degrees(
    record: &csv::StringRecord,
    column: usize,
    row: usize,
    what: &'static str,
) -> Result<f64, PlaceListError> {
    let value = record.get(column).unwrap_or_default();
    let number = value
        .replace(',', ".")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite());
    number.ok_or_else(|| PlaceListError::NoNumber {
        row,
        what,
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_and_kept() {
        let text = "\u{feff}tên,Kinh_do,lat\nTrà Lĩnh,\"106,3\",22.8\n";
        let list = PlaceList::read(text.as_bytes()).unwrap();
        assert_eq!(list.places, [Coord { x: 106.3, y: 22.8 }]);
        let table = list.table_with(
            &["unit", "LAT"],
            std::iter::once(vec!["01447".into(), true.into()]),
        );
        assert_eq!(table.columns, ["tên", "Kinh_do", "lat", "unit", "LAT_2"]);
        assert_eq!(table.rows[0].cells[1], Cell::from("106,3"));
        assert_eq!(table.rows[0].geometry, Some(Point::new(106.3, 22.8).into()));
    }

    #[test]
    fn a_signed_number_is_a_number_and_keeps_its_digits() {
        assert_eq!(cell("-5.20"), Cell::Exact("-5.20".parse().unwrap()));
        assert_eq!(cell("-x"), Cell::from("-x"));
        assert_eq!(cell("01273"), Cell::from("01273"));
    }

    #[test]
    fn faults_name_the_row_or_the_column() {
        let error = PlaceList::read(b"name,lat\nA,22\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("longitude") && error.contains("found are name, lat"),
            "{error}"
        );
        let error = PlaceList::read(b"lon,lat\n106,22\nNaN,22\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("row 2: \"NaN\" is no longitude"),
            "{error}"
        );
    }
}
