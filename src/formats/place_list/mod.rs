//! Lists of places as CSV: reading longitudes and latitudes from whatever columns hold them, and the same rows with
//! more columns. A row that holds no place is kept, told of and left out of the look-up; it spoils no other.

mod refused;

use std::borrow::Cow;

use geo::{Coord, Point};
use rust_decimal::Decimal;
use thiserror::Error;

pub use refused::{Axis, RefusedRow, RowFault};

use crate::model::fold;
use crate::model::table::{Cell, Dialect, Table};

/// Names of the column with longitudes, without case and accents.
const LONGITUDE: [&str; 7] = ["lon", "lng", "long", "longitude", "x", "kinh do", "kinhdo"];

/// Names of the column with latitudes, without case and accents.
const LATITUDE: [&str; 5] = ["lat", "latitude", "y", "vi do", "vido"];

/// What may stand between values; the first under which both columns are found is taken.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What a first line such as `sep=|` may name. Bodies of questions are measured by these before they are read.
const STATED: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The column that says why a row was not looked up.
pub const PROBLEM: &str = "problem";

/// Most columns of a list: less than a GeoPackage or a worksheet holds.
pub const MOST_COLUMNS: usize = 1_000;

/// Most values of a list, its rows times its columns: a row that is cut short is written back as wide as the others.
pub const MOST_VALUES: usize = 8_000_000;

/// Why a list could not be read.
#[derive(Debug, Error)]
pub enum PlaceListError {
    /// It is not CSV.
    #[error("the file does not read as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// Its letters are not UTF-8.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// More columns than files can hold.
    #[error("the file has {given} columns and at most {most} are taken: leave some out")]
    TooManyColumns {
        /// How many it has.
        given: usize,
        /// How many are taken.
        most: usize,
    },
    /// More rows than are looked up at once.
    #[error("the list has more than the {most} rows that are taken at once: split the file")]
    TooManyRows {
        /// How many are taken.
        most: usize,
    },
    /// More values than are kept at once.
    #[error(
        "the list has {columns} columns and more than {rows} rows, and at most {MOST_VALUES} values are taken at once: \
         leave columns out, or split the file"
    )]
    TooManyValues {
        /// How many columns it has.
        columns: usize,
        /// How many rows of so many columns are taken.
        rows: usize,
    },
    /// A column is missing.
    #[error(
        "no column holds the {}: its header must be one of {}; found are {found}", axis.title().en, names.join(", ")
    )]
    NoColumn {
        /// Longitude or latitude.
        axis: Axis,
        /// The headers that are understood.
        names: &'static [&'static str],
        /// The headers that were found.
        found: String,
    },
}

/// A list of places with everything else that its rows hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceList {
    headers: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
    /// The places, longitude/latitude degrees, one for each row that holds one.
    pub places: Vec<Coord<f64>>,
    /// The other rows, in their order.
    pub refused: Vec<RefusedRow>,
    /// How the list is written, for writing it back.
    pub dialect: Dialect,
}

impl PlaceList {
    /// Reads a list with a header row. Commas, semicolons or tabs stand between values, as spreadsheet programs of every
    /// country write them; a byte-order mark, a first line such as `sep=;`, UTF-16 and decimal commas are understood.
    /// Reading ends at the first row beyond `most_rows`; rows that hold no place count like the others.
    ///
    /// # Errors
    /// [`PlaceListError`] where no row can be read, naming the column that is missing, or where there are too many.
    pub fn read(bytes: &[u8], most_rows: usize) -> Result<Self, PlaceListError> {
        let text = text_of(bytes)?;
        let (stated, text) = stated_delimiter(&text);
        let candidates = match stated {
            Some(delimiter) => vec![delimiter],
            None => DELIMITERS.to_vec(),
        };
        let mut refused = None;
        for delimiter in candidates {
            match Columns::find(text, delimiter) {
                Ok(columns) => return Self::read_rows(text, &columns, most_rows),
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

    fn read_rows(text: &str, columns: &Columns, most_rows: usize) -> Result<Self, PlaceListError> {
        let mut reader = reader(text, columns.delimiter);
        let mut list = Self {
            headers: columns.headers.clone(),
            rows: Vec::new(),
            places: Vec::new(),
            refused: Vec::new(),
            dialect: Dialect {
                delimiter: columns.delimiter,
                has_decimal_comma: false,
            },
        };
        for record in reader.records() {
            let record = record?;
            columns.check_room(list.rows.len(), most_rows)?;
            let row = list.rows.len() + 1;
            match place_in(&record, columns, list.headers.len()) {
                Ok(place) => list.places.push(place),
                Err((value, fault)) => list.refused.push(RefusedRow { row, value, fault }),
            }
            let has_comma = |column| record.get(column).is_some_and(|value| value.contains(','));
            list.dialect.has_decimal_comma |=
                columns.delimiter != b',' && (has_comma(columns.lon) || has_comma(columns.lat));
            list.rows.push(record);
        }
        Ok(list)
    }

    /// The same rows with more columns, and the places as shapes; of the added columns the last, [`PROBLEM`], says what
    /// is wrong with rows that were not looked up. An added column whose name the list has already gets a number behind it.
    pub fn table_with(
        &self,
        columns: &[&str],
        mut added: impl Iterator<Item = Vec<Cell>>,
    ) -> Table {
        let mut table = Table {
            columns: self.headers.iter().map(str::to_owned).collect(),
            ..Table::default()
        };
        for column in columns.iter().chain(&[PROBLEM]) {
            let name = table.free_name(column);
            table.columns.push(name);
        }
        let (mut places, mut refused) = (self.places.iter(), self.refused.iter().peekable());
        for (number, row) in (1..).zip(&self.rows) {
            // A row with too many or too few values has as many as there are columns, like the others.
            let own = (0..self.headers.len()).map(|column| row.get(column).unwrap_or_default());
            let mut cells: Vec<Cell> = own.map(|text| cell(text, self.dialect)).collect();
            let fault = refused.next_if(|refused| refused.row == number);
            let place = if fault.is_some() {
                cells.extend(columns.iter().map(|_| Cell::Empty));
                None
            } else {
                cells.extend(added.next().unwrap_or_default());
                places.next()
            };
            cells.push(fault.map(RefusedRow::in_a_line).into());
            table.push(cells, place.map(|place| Point::from(*place).into()));
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
        Some([delimiter]) if STATED.contains(delimiter) => (Some(*delimiter), rest),
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
        let lon = column(&headers, Axis::Longitude, &LONGITUDE).map_err(|error| (count, error))?;
        let lat = column(&headers, Axis::Latitude, &LATITUDE).map_err(|error| (count, error))?;
        Ok(Self {
            delimiter,
            headers,
            lon,
            lat,
        })
    }

    /// Whether a list that has so many rows takes one more.
    fn check_room(&self, rows: usize, most: usize) -> Result<(), PlaceListError> {
        let columns = self.headers.len();
        let as_wide = MOST_VALUES / columns.max(1);
        if rows < most.min(as_wide) {
            return Ok(());
        }
        Err(if as_wide < most {
            let rows = as_wide;
            PlaceListError::TooManyValues { columns, rows }
        } else {
            PlaceListError::TooManyRows { most }
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
    axis: Axis,
    names: &'static [&'static str],
) -> Result<usize, PlaceListError> {
    let found = headers
        .iter()
        .position(|header| names.contains(&fold(header).as_str()));
    found.ok_or_else(|| PlaceListError::NoColumn {
        axis,
        names,
        found: headers.iter().collect::<Vec<_>>().join(", "),
    })
}

/// The place in a row, or the value at fault and what is wrong with it.
fn place_in(
    record: &csv::StringRecord,
    columns: &Columns,
    expected: usize,
) -> Result<Coord<f64>, (String, RowFault)> {
    if record.len() != expected {
        let given = record.len();
        let values: Vec<&str> = record.iter().collect();
        return Err((values.join(" | "), RowFault::Uneven { given, expected }));
    }
    Ok(Coord {
        x: degrees(record, columns.lon, Axis::Longitude)?,
        y: degrees(record, columns.lat, Axis::Latitude)?,
    })
}

fn degrees(
    record: &csv::StringRecord,
    column: usize,
    axis: Axis,
) -> Result<f64, (String, RowFault)> {
    let value = record.get(column).unwrap_or_default();
    let refused = |fault| Err((value.to_owned(), fault));
    if value.is_empty() {
        return refused(RowFault::Blank(axis));
    }
    match value.replace(',', ".").parse::<f64>() {
        Ok(number) if number.abs() <= axis.most() => Ok(number),
        Ok(number) if number.is_finite() => refused(RowFault::OffTheEarth(axis, number)),
        _ => refused(RowFault::NoNumber(axis)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<PlaceList, PlaceListError> {
        PlaceList::read(bytes, 1_000)
    }

    #[test]
    fn reading_ends_at_the_first_row_too_many_whether_it_holds_a_place_or_not() {
        for row in ["106,22\n", "1\n", "x,y\n"] {
            let list = |rows: usize| format!("lon,lat\n{}", row.repeat(rows));
            assert!(PlaceList::read(list(3).as_bytes(), 3).is_ok(), "{row}");
            let refused = PlaceList::read(list(4).as_bytes(), 3);
            assert!(
                matches!(refused, Err(PlaceListError::TooManyRows { most: 3 })),
                "{row}"
            );
        }
    }

    #[test]
    fn short_rows_of_a_wide_list_count_as_wide_as_they_are_written_back() {
        let rows = MOST_VALUES / 1_000;
        let header = format!("lon,lat{}\n", ",a".repeat(998));
        let list = |rows: usize| header.clone() + &"1\n".repeat(rows);
        let read = |rows| PlaceList::read(list(rows).as_bytes(), 250_000);
        assert_eq!(read(rows).unwrap().refused.len(), rows);
        let refused = read(rows + 1).unwrap_err();
        assert!(
            matches!(
                refused,
                PlaceListError::TooManyValues {
                    columns: 1_000,
                    rows: 8_000
                }
            ),
            "{refused}"
        );
    }

    #[test]
    fn no_letter_or_digit_is_taken_for_what_stands_between_values() {
        let refused = read(b"sep=1\nlon1lat\n106.312.8\n").unwrap_err();
        assert!(refused.to_string().contains("found are sep=1"), "{refused}");
    }

    #[test]
    fn columns_are_found_by_name_and_kept() {
        let text = "\u{feff}tên,Kinh_do,lat\nTrà Lĩnh,\"106,3\",22.8\n";
        let list = read(text.as_bytes()).unwrap();
        assert_eq!(list.places, [Coord { x: 106.3, y: 22.8 }]);
        let table = list.table_with(
            &["unit", "LAT"],
            std::iter::once(vec!["01447".into(), true.into()]),
        );
        assert_eq!(
            table.columns,
            ["tên", "Kinh_do", "lat", "unit", "LAT_2", "problem"]
        );
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
        let list = read(text.as_bytes()).unwrap();
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
            assert_eq!(read(text.as_bytes()).unwrap().places, there, "{text}");
        }
        let units = "\u{feff}Vĩ độ\tKinh độ\n22,8\t106,3\n".encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes).unwrap().places, there);
    }

    #[test]
    fn what_is_no_text_or_too_wide_is_refused() {
        let ansi = b"t\xean,lon,lat\nA,106.3,22.8\n";
        assert!(matches!(read(ansi), Err(PlaceListError::NotUtf8)));
        let wide = format!("lon,lat{}\n", ",a".repeat(1_500));
        assert!(matches!(
            read(wide.as_bytes()),
            Err(PlaceListError::TooManyColumns { given: 1_502, .. })
        ));
    }

    #[test]
    fn an_added_column_never_takes_a_name_of_the_list() {
        let list = read(b"unit_code,unit_code_2,lon,lat\na,b,106,22\n").unwrap();
        let table = list.table_with(&["unit_code"], std::iter::once(vec!["01273".into()]));
        assert_eq!(table.columns[4], "unit_code_3");
    }

    #[test]
    fn faults_name_the_row_or_the_column() {
        let error = read(b"name,lat\nA,22\n").unwrap_err().to_string();
        assert!(
            error.contains("longitude") && error.contains("found are name, lat"),
            "{error}"
        );
    }

    #[test]
    fn a_row_without_a_place_is_told_of_and_spoils_no_other() {
        let text = "name,lon,lat\nA,106,22\nB,NaN,22\nC,106\nD,22,106\nE,,22\nF,2508000,22\nG,106.5,22.5\n";
        let list = read(text.as_bytes()).unwrap();
        assert_eq!(list.places.len(), 2);
        let refused: Vec<(usize, &str, &RowFault)> = list
            .refused
            .iter()
            .map(|refused| (refused.row, refused.value.as_str(), &refused.fault))
            .collect();
        let uneven = RowFault::Uneven {
            given: 2,
            expected: 3,
        };
        assert_eq!(
            refused,
            [
                (2, "NaN", &RowFault::NoNumber(Axis::Longitude)),
                (3, "C | 106", &uneven),
                (4, "106", &RowFault::OffTheEarth(Axis::Latitude, 106.0)),
                (5, "", &RowFault::Blank(Axis::Longitude)),
                (
                    6,
                    "2508000",
                    &RowFault::OffTheEarth(Axis::Longitude, 2_508_000.0)
                ),
            ]
        );
        let found = ["first", "last"].map(|name| vec![name.into()]);
        let table = list.table_with(&["unit"], found.into_iter());
        let told: Vec<(&Cell, bool, bool)> = table
            .rows
            .iter()
            .map(|row| {
                assert_eq!(row.cells.len(), table.columns.len());
                (
                    &row.cells[3],
                    row.cells[4] != Cell::Empty,
                    row.geometry.is_some(),
                )
            })
            .collect();
        let [at_start, at_end] = ["first", "last"].map(Cell::from);
        assert_eq!(told[0], (&at_start, false, true));
        assert_eq!(told[6], (&at_end, false, true));
        assert!(
            told[1..6]
                .iter()
                .all(|told| *told == (&Cell::Empty, true, false))
        );
    }
}
