//! Lists of places as CSV: reading longitudes and latitudes from whatever columns hold them, and writing the same
//! rows back with more columns.

use geo::Coord;
use thiserror::Error;

/// Names of the column with longitudes, lower case.
const LONGITUDE: [&str; 7] = ["lon", "lng", "long", "longitude", "x", "kinh_do", "kinh độ"];

/// Names of the column with latitudes, lower case.
const LATITUDE: [&str; 6] = ["lat", "latitude", "y", "vi_do", "vĩ độ", "vi độ"];

/// Why a list could not be read or written.
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
    /// It could not be written.
    #[error("the list could not be written: {0}")]
    Write(String),
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

    /// The same rows with more columns, as CSV in UTF-8 with a byte-order mark.
    ///
    /// # Errors
    /// [`PlaceListError::Csv`] when `added` has not one record for each row, each as long as `columns`.
    pub fn write_with(
        &self,
        columns: &[&str],
        added: impl Iterator<Item = Vec<String>>,
    ) -> Result<Vec<u8>, PlaceListError> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.headers.iter().chain(columns.iter().copied()))?;
        for (row, cells) in self.rows.iter().zip(added) {
            writer.write_record(row.iter().chain(cells.iter().map(String::as_str)))?;
        }
        writer
            .into_inner()
            .map_err(|error| PlaceListError::Write(error.to_string()))
    }
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
        let written = list
            .write_with(&["unit"], std::iter::once(vec!["01447".to_owned()]))
            .unwrap();
        let written = String::from_utf8(written).unwrap();
        assert_eq!(
            written,
            "\u{feff}tên,Kinh_do,lat,unit\nTrà Lĩnh,\"106,3\",22.8,01447\n"
        );
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
