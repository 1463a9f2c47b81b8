//! Reading a workbook into plain cells, with what spreadsheets hide: hidden rows and sheets, merged cells, formulas.
//!
//! Only XLSX is read. What it holds is measured before it is laid out, so that a small file cannot fill the memory.

mod grid;
mod package;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xlsx};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::Text;

use grid::Room;

/// The most that a workbook may hold when unpacked, and again the most that its cells may take, in bytes.
const MOST_BYTES: usize = 100 * MEGABYTE;
const MEGABYTE: usize = 1024 * 1024;
/// The most sheets that are read.
const MOST_SHEETS: usize = 200;
/// The most rows that are read of a sheet.
const MOST_ROWS: u32 = 20_000;
/// The most columns that are read of a sheet.
const MOST_COLUMNS: u32 = 200;

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
        most: usize,
    },
    /// It has more sheets than are read.
    #[error("the file has {found} sheets, at most {most} are read; send it in parts")]
    TooManySheets {
        /// How many it has.
        found: usize,
        /// The most that are read.
        most: usize,
    },
    /// Its cells, with what is merged and repeated in them, take too much.
    #[error(
        "from sheet “{sheet}” on the cells take more than the {most} MB that are read; take merged cells apart and \
         leave out long texts"
    )]
    TooFull {
        /// The sheet at which it was too much.
        sheet: String,
        /// The most that is read, in megabytes.
        most: usize,
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
    #[error(
        "sheet “{sheet}” has something in cell {cell}, at most {most} rows are read; send it in parts, or clear what \
         stands below the table"
    )]
    TooLong {
        /// Its name.
        sheet: String,
        /// The first cell that is found beyond them.
        cell: String,
        /// The most that are read.
        most: u32,
    },
    /// A sheet has more columns than are read.
    #[error(
        "sheet “{sheet}” has something in cell {cell}, at most {most} columns are read; clear what stands beside the \
         table"
    )]
    TooWide {
        /// Its name.
        sheet: String,
        /// The first cell that is found beyond them.
        cell: String,
        /// The most that are read.
        most: u32,
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
            Self::TooManySheets { found, most } => {
                format!("tệp có {found} trang, nhiều nhất đọc được {most}; hãy gửi làm nhiều phần")
            }
            Self::TooFull { sheet, most } => format!(
                "đến trang «{sheet}» các ô đã chiếm hơn {most} MB là mức đọc được; hãy bỏ gộp ô và bớt chữ dài"
            ),
            Self::Sheet { sheet, cause } => format!("không đọc được trang «{sheet}»: {cause}"),
            Self::TooLong { sheet, cell, most } => format!(
                "trang «{sheet}» có dữ liệu ở ô {cell}, nhiều nhất đọc được {most} dòng; hãy gửi làm nhiều phần, hoặc xoá phần dưới bảng"
            ),
            Self::TooWide { sheet, cell, most } => format!(
                "trang «{sheet}» có dữ liệu ở ô {cell}, nhiều nhất đọc được {most} cột; hãy xoá phần bên phải bảng"
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
    /// Its cells, from column A to the last that holds anything.
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
    package::check(&mut archive)?;
    let hidden_rows = package::hidden_rows(&mut archive);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| not_xlsx(&cause))?;
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() > MOST_SHEETS {
        return Err(WorkbookError::TooManySheets {
            found: sheets.len(),
            most: MOST_SHEETS,
        });
    }
    let mut room = Room::default();
    let mut found = Vec::new();
    for (position, sheet) in sheets.into_iter().enumerate() {
        let hidden = hidden_rows.get(&position).cloned().unwrap_or_default();
        let rows = grid::rows(&mut workbook, &sheet.name, &hidden, &mut room)?;
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
