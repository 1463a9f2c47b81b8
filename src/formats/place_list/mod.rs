//! Lists of places as CSV: reading longitudes and latitudes from whatever columns hold them, and the same rows with
//! more columns.

use std::borrow::Cow;

use geo::{Coord, Point};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::model::fold;
use crate::model::table::{Cell, Dialect, Table};

/// Names of the column with longitudes, without case and accents.
const LONGITUDE: [&str; 7] = ["lon", "lng", "long", "longitude", "x", "kinh do", "kinhdo"];

/// Names of the column with latitudes, without case and accents.
const LATITUDE: [&str; 5] = ["lat", "latitude", "y", "vi do", "vido"];

/// What may stand between values; the first under which both columns are found is taken.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Most columns of a list: less than a GeoPackage or a worksheet holds.
pub const MOST_COLUMNS: usize = 1_000;

/// Why a list could not be read.
#[derive(Debug, Error)]
pub enum PlaceListError {
    /// It is not CSV.
    #[error("the file does not read as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// Its letters are not UTF-8.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// A row with more or fewer values than the header.
    #[error("row {row} has {given} values and the header {expected}: give each row as many")]
    Uneven {
        /// The row, counted from 1 below the header.
        row: usize,
        /// How many values it has.
        given: usize,
        /// How many the header has.
        expected: usize,
    },
    /// More columns than files can hold.
    #[error("the file has {given} columns and at most {most} are taken: leave some out")]
    TooManyColumns {
        /// How many it has.
        given: usize,
        /// How many are taken.
        most: usize,
    },
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
    #[error("row {row}: {value:?} is no {what}: decimal degrees such as {} are expected", example(.what))]
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
    /// How the list is written, for writing it back.
    pub dialect: Dialect,
}

/// A coordinate of the province as an example, in decimal degrees with a point; `what` is `longitude` or `latitude`.
#[must_use]
pub fn example(what: &str) -> &'static str {
    if what == "latitude" {
        "22.6657"
    } else {
        "106.2585"
    }
}

impl PlaceList {
    /// Reads a list with a header row. Commas, semicolons or tabs stand between values, as spreadsheet programs of every
    /// country write them; a byte-order mark, a first line such as `sep=;`, UTF-16 and decimal commas are understood.
    ///
    /// # Errors
    /// [`PlaceListError`] naming the column or the row that cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, PlaceListError> {
        let text = text_of(bytes)?;
        let (stated, text) = stated_delimiter(&text);
        let candidates = match stated {
            Some(delimiter) => vec![delimiter],
            None => DELIMITERS.to_vec(),
        };
        let mut refused = None;
        for delimiter in candidates {
            match Columns::find(text, delimiter) {
                Ok(columns) => return Self::read_rows(text, columns),
                // Of the readings, the one that finds most columns says best what is there.
                Err((found, error)) => {
                    if refused.as_ref().is_none_or(|(most, _)| found > *most) {
                        refused = Some((found, error));
                    }
                }
            }
        }
        Err(refused.map_or(PlaceListError::NotUtf8, |(_, error)| error))
    }

    fn read_rows(text: &str, columns: Columns) -> Result<Self, PlaceListError> {
        let mut reader = reader(text, columns.delimiter);
        let mut list = Self {
            headers: columns.headers,
            rows: Vec::new(),
            places: Vec::new(),
            dialect: Dialect {
                delimiter: columns.delimiter,
                has_decimal_comma: false,
            },
        };
        for record in reader.records() {
            let record = record?;
            let row = list.rows.len() + 1;
            if record.len() != list.headers.len() {
                return Err(PlaceListError::Uneven {
                    row,
                    given: record.len(),
                    expected: list.headers.len(),
                });
            }
            let x = degrees(&record, columns.lon, row, "longitude")?;
            let y = degrees(&record, columns.lat, row, "latitude")?;
            let has_comma = |column| record.get(column).is_some_and(|value| value.contains(','));
            list.dialect.has_decimal_comma |=
                columns.delimiter != b',' && (has_comma(columns.lon) || has_comma(columns.lat));
            list.places.push(Coord { x, y });
            list.rows.push(record);
        }
        Ok(list)
    }

    /// The same rows with more columns, and the places as shapes. An added column whose name the list has
    /// already gets a number behind it.
    pub fn table_with(&self, columns: &[&str], added: impl Iterator<Item = Vec<Cell>>) -> Table {
        let mut table = Table {
            columns: self.headers.iter().map(str::to_owned).collect(),
            ..Table::default()
        };
        for column in columns {
            let name = table.free_name(column);
            table.columns.push(name);
        }
        for ((row, place), cells) in self.rows.iter().zip(&self.places).zip(added) {
            let own = row.iter().map(|text| cell(text, self.dialect));
            table.push(own.chain(cells).collect(), Some(Point::from(*place).into()));
        }
        table
    }
}

/// The file's letters.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, PlaceListError> {
    if let Some(units) = bytes.strip_prefix(&[0xff, 0xfe]) {
        let units: Vec<u16> = units
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        let text = String::from_utf16(&units).map_err(|_| PlaceListError::NotUtf8)?;
        return Ok(Cow::Owned(text));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| PlaceListError::NotUtf8)?;
    if text.contains('\0') {
        return Err(PlaceListError::NotUtf8);
    }
    Ok(Cow::Borrowed(text))
}

/// The delimiter that a first line such as `sep=;` states, and what follows that line.
fn stated_delimiter(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let stated = first.trim_end_matches('\r').strip_prefix("sep=");
    match stated.map(str::as_bytes) {
        Some([delimiter]) => (Some(*delimiter), rest),
        _ => (None, text),
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The header of a list, read with one delimiter.
struct Columns {
    delimiter: u8,
    headers: csv::StringRecord,
    lon: usize,
    lat: usize,
}

impl Columns {
    /// Finds the columns, or says how many there are and what is missing.
    fn find(text: &str, delimiter: u8) -> Result<Self, (usize, PlaceListError)> {
        let mut reader = reader(text, delimiter);
        let headers = reader.headers().map_err(|error| (0, error.into()))?.clone();
        let count = headers.len();
        if count > MOST_COLUMNS {
            let error = PlaceListError::TooManyColumns {
                given: count,
                most: MOST_COLUMNS,
            };
            return Err((count, error));
        }
        let lon = column(&headers, "longitude", &LONGITUDE).map_err(|error| (count, error))?;
        let lat = column(&headers, "latitude", &LATITUDE).map_err(|error| (count, error))?;
        Ok(Self {
            delimiter,
            headers,
            lon,
            lat,
        })
    }
}

/// A value as the list has it. A number with a sign is a number, which no spreadsheet takes for a formula.
fn cell(text: &str, dialect: Dialect) -> Cell {
    if text.starts_with(['-', '+']) {
        let plain = if dialect.has_decimal_comma {
            Cow::Owned(text.replace(',', "."))
        } else {
            Cow::Borrowed(text)
        };
        if let Ok(number) = plain.parse::<Decimal>() {
            return number.into();
        }
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
        .position(|header| names.contains(&fold(header).as_str()));
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
        let cell = |text| super::cell(text, Dialect::default());
        assert_eq!(cell("-5.20"), Cell::Exact("-5.20".parse().unwrap()));
        assert_eq!(cell("-x"), Cell::from("-x"));
        assert_eq!(cell("01273"), Cell::from("01273"));
    }

    #[test]
    fn a_list_of_a_vietnamese_spreadsheet_is_read_and_written_back_alike() {
        let text = "\u{feff}tên;Kinh độ;Vĩ độ;độ cao\r\nTrà Lĩnh;106,3;22,8;-1,50\r\n";
        let list = PlaceList::read(text.as_bytes()).unwrap();
        assert_eq!(list.places, [Coord { x: 106.3, y: 22.8 }]);
        let dialect = Dialect {
            delimiter: b';',
            has_decimal_comma: true,
        };
        assert_eq!(list.dialect, dialect);
        let table = list.table_with(&["gate_distance_m"], std::iter::once(vec![1234.5.into()]));
        let row = &table.rows[0].cells;
        assert_eq!(row[3], Cell::Exact("-1.50".parse().unwrap()));
    }

    #[test]
    fn other_delimiters_a_stated_one_and_utf_16_are_understood() {
        let there = [Coord { x: 106.3, y: 22.8 }];
        for text in [
            "lon\tlat\n106.3\t22.8\n",
            "sep=|\r\nlon|lat\r\n106.3|22.8\r\n",
        ] {
            assert_eq!(
                PlaceList::read(text.as_bytes()).unwrap().places,
                there,
                "{text}"
            );
        }
        let units = "\u{feff}Vĩ độ\tKinh độ\n22,8\t106,3\n".encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        assert_eq!(PlaceList::read(&bytes).unwrap().places, there);
    }

    #[test]
    fn what_is_no_text_and_uneven_rows_are_refused() {
        let ansi = b"t\xean,lon,lat\nA,106.3,22.8\n";
        assert!(matches!(
            PlaceList::read(ansi),
            Err(PlaceListError::NotUtf8)
        ));
        assert!(matches!(
            PlaceList::read(b"lon,lat,a\n106,22,1\n106,22\n"),
            Err(PlaceListError::Uneven {
                row: 2,
                given: 2,
                expected: 3
            })
        ));
        let wide = format!("lon,lat{}\n", ",a".repeat(1_500));
        assert!(matches!(
            PlaceList::read(wide.as_bytes()),
            Err(PlaceListError::TooManyColumns { given: 1_502, .. })
        ));
    }

    #[test]
    fn an_added_column_never_takes_a_name_of_the_list() {
        let list = PlaceList::read(b"unit_code,unit_code_2,lon,lat\na,b,106,22\n").unwrap();
        let table = list.table_with(&["unit_code"], std::iter::once(vec!["01273".into()]));
        assert_eq!(table.columns[4], "unit_code_3");
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
