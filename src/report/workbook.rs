//! Reading a workbook into plain cells, with what spreadsheets hide: hidden rows and sheets, merged cells, formulas.
//!
//! Only XLSX is read. Its size is looked at before it is unpacked, so that a small file cannot fill the memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::Text;

/// The most that a workbook may hold when unpacked, in bytes.
const MOST_UNPACKED: u64 = 100 * 1024 * 1024;
/// The most rows that are read of a sheet.
const MOST_ROWS: usize = 20_000;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    /// It is no XLSX workbook.
    #[error(
        "the file is no .xlsx workbook ({0}); open it in the spreadsheet program and save it as .xlsx"
    )]
    NotXlsx(String),
    /// It is an old .xls workbook.
    #[error("the file is an old .xls workbook; save it as .xlsx")]
    OldXls,
    /// It is empty.
    #[error("the file is empty")]
    Empty,
    /// It holds too much.
    #[error(
        "unpacked the file would take {found} MB, at most {most} MB are read; leave out pictures and old sheets"
    )]
    TooLarge {
        /// What it holds, in megabytes.
        found: u64,
        /// The most that is read, in megabytes.
        most: u64,
    },
    /// A sheet cannot be read.
    #[error("sheet “{sheet}” cannot be read: {cause}")]
    Sheet {
        /// Its name.
        sheet: String,
        /// Why.
        cause: String,
    },
    /// A sheet has more rows than are read.
    #[error("sheet “{sheet}” has {found} rows, at most {most} are read; send it in parts")]
    TooLong {
        /// Its name.
        sheet: String,
        /// How many it has.
        found: usize,
        /// The most that are read.
        most: usize,
    },
}

impl WorkbookError {
    /// What is wrong and how to mend it, in both languages.
    #[must_use]
    pub fn told(&self) -> Text {
        let vi = match self {
            Self::NotXlsx(cause) => format!(
                "tệp không phải bảng tính .xlsx ({cause}); hãy mở bằng chương trình bảng tính và lưu thành .xlsx"
            ),
            Self::OldXls => "tệp là bảng tính .xls kiểu cũ; hãy lưu thành .xlsx".to_owned(),
            Self::Empty => "tệp rỗng".to_owned(),
            Self::TooLarge { found, most } => format!(
                "giải nén ra tệp chiếm {found} MB, nhiều nhất đọc được {most} MB; hãy bỏ hình ảnh và trang cũ"
            ),
            Self::Sheet { sheet, cause } => format!("không đọc được trang «{sheet}»: {cause}"),
            Self::TooLong { sheet, found, most } => format!(
                "trang «{sheet}» có {found} dòng, nhiều nhất đọc được {most}; hãy gửi làm nhiều phần"
            ),
        };
        Text::new(vi, self.to_string())
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number, or a formula's stored result.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// True or false.
    Flag(bool),
    /// An error of the spreadsheet, such as `#N/A`.
    Error(String),
    /// A formula whose result was not stored.
    Uncalculated(String),
}

impl Cell {
    /// The cell as a text, as a person would read it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.trim().to_owned(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Day(day) => day.strftime("%d/%m/%Y").to_string(),
            Self::Flag(flag) => if *flag { "1" } else { "0" }.to_owned(),
            Self::Uncalculated(formula) => format!("={formula}"),
        }
    }

    /// Whether there is nothing in it to read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text().is_empty()
    }
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Its cells, from column A.
    pub cells: Vec<Cell>,
    /// The columns, from 0, whose cell is merged with cells of other rows.
    pub spanning: BTreeSet<usize>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Its rows, from the first that holds anything.
    pub rows: Vec<Row>,
}

/// Reads the sheets of a workbook.
///
/// # Errors
/// When the bytes are no XLSX workbook, hold too much, or a sheet is damaged.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    if bytes.is_empty() {
        return Err(WorkbookError::Empty);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(WorkbookError::OldXls);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|cause| not_xlsx(&cause))?;
    check_size(&mut archive)?;
    let hidden_rows = hidden_rows(&mut archive);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| not_xlsx(&cause))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut found = Vec::new();
    for (position, sheet) in sheets.into_iter().enumerate() {
        let hidden = hidden_rows.get(&position).cloned().unwrap_or_default();
        let rows = read_rows(&mut workbook, &sheet.name, &hidden)?;
        found.push(Sheet {
            name: sheet.name,
            is_hidden: sheet.visible != SheetVisible::Visible,
            rows,
        });
    }
    Ok(found)
}

fn not_xlsx(cause: &dyn std::fmt::Display) -> WorkbookError {
    WorkbookError::NotXlsx(cause.to_string())
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

fn check_size(archive: &mut Archive<'_>) -> Result<(), WorkbookError> {
    let mut total: u64 = 0;
    for position in 0..archive.len() {
        let entry = archive
            .by_index_raw(position)
            .map_err(|cause| not_xlsx(&cause))?;
        total = total.saturating_add(entry.size());
    }
    if total > MOST_UNPACKED {
        let megabyte = 1024 * 1024;
        return Err(WorkbookError::TooLarge {
            found: total / megabyte,
            most: MOST_UNPACKED / megabyte,
        });
    }
    Ok(())
}

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

fn read_rows(
    workbook: &mut Workbook<'_>,
    name: &str,
    hidden: &BTreeSet<usize>,
) -> Result<Vec<Row>, WorkbookError> {
    let fault = |cause: calamine::XlsxError| WorkbookError::Sheet {
        sheet: name.to_owned(),
        cause: cause.to_string(),
    };
    let range = workbook.worksheet_range(name).map_err(fault)?;
    let formulas = workbook.worksheet_formula(name).map_err(fault)?;
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(fault)?;
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let found = range.height();
    if found > MOST_ROWS {
        return Err(WorkbookError::TooLong {
            sheet: name.to_owned(),
            found,
            most: MOST_ROWS,
        });
    }
    let mut rows = Vec::new();
    for (offset, cells) in range.rows().enumerate() {
        let at_row = first_row + offset as u32;
        let mut row = Row {
            number: at_row as usize + 1,
            is_hidden: hidden.contains(&(at_row as usize + 1)),
            cells: vec![Cell::Empty; first_column as usize],
            spanning: BTreeSet::new(),
        };
        for (column, data) in cells.iter().enumerate() {
            let at_column = first_column + column as u32;
            let formula = formulas
                .get_value((at_row, at_column))
                .filter(|formula| !formula.is_empty());
            row.cells.push(cell(data, formula.map(String::as_str)));
        }
        for area in &merged {
            fill_merged(&mut row, at_row, area, |at| {
                range
                    .get_value(at)
                    .map_or(Cell::Empty, |data| cell(data, None))
            });
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Gives a cell inside a merged one the value of its first cell.
fn fill_merged(
    row: &mut Row,
    at_row: u32,
    area: &calamine::Dimensions,
    first: impl Fn((u32, u32)) -> Cell,
) {
    if at_row < area.start.0 || area.end.0 < at_row {
        return;
    }
    for column in area.start.1..=area.end.1 {
        let at = column as usize;
        if area.start.0 < area.end.0 {
            row.spanning.insert(at);
        }
        if (at_row, column) == area.start {
            continue;
        }
        if row.cells.len() <= at {
            row.cells.resize(at + 1, Cell::Empty);
        }
        row.cells[at] = first(area.start);
    }
}

fn cell(data: &Data, formula: Option<&str>) -> Cell {
    match data {
        Data::Empty => formula.map_or(Cell::Empty, |formula| {
            Cell::Uncalculated(formula.to_owned())
        }),
        Data::String(text) if text.trim().is_empty() => formula.map_or(Cell::Empty, |formula| {
            Cell::Uncalculated(formula.to_owned())
        }),
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(Decimal::from(*number)),
        // The shortest text that reads back as the same binary number is what the spreadsheet shows.
        Data::Float(number) => number
            .to_string()
            .parse()
            .map_or_else(|_| Cell::Text(number.to_string()), Cell::Number),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed())
                .map_or_else(|_| Cell::Text(moment.as_f64().to_string()), Cell::Day)
        }
        Data::DateTimeIso(text) => text
            .get(..10)
            .and_then(|day| day.parse().ok())
            .map_or_else(|| Cell::Text(text.clone()), Cell::Day),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// The numbers of the hidden rows, by the position of the sheet; read from the sheets' own text, which the reader of
/// cells does not show.
fn hidden_rows(archive: &mut Archive<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let workbook = entry(archive, "xl/workbook.xml");
    let relations = entry(archive, "xl/_rels/workbook.xml.rels");
    let targets: BTreeMap<String, String> = tags(&relations, "Relationship")
        .filter_map(|tag| {
            Some((
                attribute(tag, "Id")?.to_owned(),
                attribute(tag, "Target")?.to_owned(),
            ))
        })
        .collect();
    let mut found = BTreeMap::new();
    for (position, tag) in tags(&workbook, "sheet").enumerate() {
        let Some(target) = attribute(tag, "r:id").and_then(|id| targets.get(id)) else {
            continue;
        };
        let path = target
            .strip_prefix('/')
            .map_or_else(|| format!("xl/{target}"), str::to_owned);
        let sheet = entry(archive, &path);
        let hidden = tags(&sheet, "row")
            .filter(|tag| matches!(attribute(tag, "hidden"), Some("1" | "true")))
            .filter_map(|tag| attribute(tag, "r")?.parse().ok())
            .collect();
        found.insert(position, hidden);
    }
    found
}

fn entry(archive: &mut Archive<'_>, path: &str) -> String {
    let mut bytes = Vec::new();
    match archive.by_name(path) {
        Ok(mut file) => match file.by_ref().take(MOST_UNPACKED).read_to_end(&mut bytes) {
            Ok(_) => String::from_utf8_lossy(&bytes).into_owned(),
            // A damaged part is reported by the reader of cells, which reads it too.
            Err(_) => String::new(),
        },
        Err(_) => String::new(),
    }
}

/// The opening tags of that name.
fn tags<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{name} ");
    text.match_indices(&opening)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(|at| text[at..].split_once('>').map(|(tag, _)| tag))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let opening = format!(" {name}=\"");
    let (_, rest) = tag.split_once(&opening)?;
    rest.split_once('"').map(|(value, _)| value)
}

/// The letters of a column, from 0: A, B … Z, AA.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.insert(0, char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters
}
