//! From the sheets that people send to figures: which indicator, unit, period and value every row means.
//!
//! Headings are found by their words, in any order and row; codes may have lost their leading zero, names may be in an
//! old encoding, cells may be merged. What cannot be told is never guessed: the row says what is wrong, with column,
//! value and remedy.

mod row;

use crate::model::{
    Finding, Indicator, IndicatorId, Period, Quality, Snapshot, Subject, Text, Value, fold,
};

use super::numbers;
use super::workbook::{Cell, Row, Sheet};

/// What one row of a sheet means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number, from 1.
    pub row: usize,
    /// The code as typed.
    pub code: String,
    /// The name as typed.
    pub name: String,
    /// The value as typed.
    pub value: String,
    /// Where its sheet has which column.
    pub columns: SheetColumns,
    /// What it means, where that can be told.
    pub figure: Option<SheetFigure>,
    /// What was found, each with the letter of its column.
    pub findings: Vec<(String, Finding)>,
}

/// The letters of a sheet's columns; empty where it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetColumns {
    /// The code of the unit or place, or else its name.
    pub subject: String,
    /// The period.
    pub period: String,
    /// The value.
    pub value: String,
    /// Why there is no value.
    pub reason: String,
    /// The unit of measure.
    pub unit: String,
    /// Who published it.
    pub source: String,
    /// The indicator.
    pub indicator: String,
}

/// A figure read from a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFigure {
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// The number, or why there is none.
    pub value: Value,
    /// The unit as typed.
    pub unit: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// How firm it is.
    pub quality: Quality,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// How the one who sends a file wants it read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// The period where the file names none.
    pub period: Option<Period>,
    /// The decimal mark, which decides ambiguous numbers.
    pub mark: Option<char>,
}

/// Reads the rows of all sheets.
///
/// # Errors
/// A message in both languages where no sheet has headings that can be understood.
pub fn read(
    snapshot: &Snapshot,
    sheets: &[Sheet],
    reading: Reading,
) -> Result<Vec<SheetRow>, Text> {
    let mut rows = Vec::new();
    let mut has_table = false;
    for sheet in sheets {
        let Some(table) = Table::find(snapshot, sheet, reading) else {
            continue;
        };
        has_table = true;
        rows.extend(table.rows(snapshot, sheet));
    }
    if !has_table {
        return Err(Text::new(
            "không trang nào có dòng tiêu đề; cần các cột «Mã», «Tên đơn vị» và «Giá trị» – hãy dùng biểu mẫu",
            "no sheet has headings; columns “Mã”, “Tên đơn vị” and “Giá trị” are needed – use the template",
        ));
    }
    if rows.is_empty() {
        return Err(Text::new(
            "các trang không có dòng số liệu nào",
            "the sheets hold no rows",
        ));
    }
    Ok(rows)
}

/// Where the columns of a sheet are.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    code: Option<usize>,
    name: Option<usize>,
    period: Option<usize>,
    value: Option<usize>,
    reason: Option<usize>,
    unit: Option<usize>,
    source: Option<usize>,
    quality: Option<usize>,
    note: Option<usize>,
    indicator: Option<usize>,
}

impl Columns {
    fn of(row: &Row) -> Self {
        let mut columns = Self::default();
        for (position, cell) in row.cells.iter().enumerate() {
            let words = fold(&cell.text());
            let slot = match words.as_str() {
                "ma" | "ma xa" | "ma don vi" | "ma xa phuong" | "ma dia diem" | "code"
                | "unit code" | "place code" => &mut columns.code,
                "ten" | "don vi" | "ten don vi" | "xa phuong" | "ten xa phuong" | "ten xa"
                | "dia ban" | "dia diem" | "ten dia diem" | "name" | "unit name" | "place"
                | "place name" => &mut columns.name,
                "ky" | "ky bao cao" | "thoi ky" | "period" => &mut columns.period,
                "gia tri" | "so lieu" | "so luong" | "ket qua" | "thuc hien" | "value" => {
                    &mut columns.value
                }
                "ly do"
                | "ly do khong co"
                | "ly do khong co so lieu"
                | "reason"
                | "missing reason" => &mut columns.reason,
                "don vi tinh" | "dvt" | "unit" => &mut columns.unit,
                "nguon" | "nguon so lieu" | "source" => &mut columns.source,
                "chat luong" | "tinh chat" | "quality" => &mut columns.quality,
                "ghi chu" | "note" => &mut columns.note,
                "chi so" | "ma chi so" | "chi tieu" | "indicator" => &mut columns.indicator,
                _ => continue,
            };
            slot.get_or_insert(position);
        }
        columns
    }

    const fn is_heading(self) -> bool {
        self.value.is_some() && (self.code.is_some() || self.name.is_some())
    }
}

/// A table found in a sheet.
struct Table {
    columns: Columns,
    heading: usize,
    indicator: Option<String>,
    period: Option<String>,
    source: Option<String>,
    reading: Reading,
}

/// Headings are looked for in so many rows.
const HEADING_WITHIN: usize = 30;

impl Table {
    fn find(snapshot: &Snapshot, sheet: &Sheet, reading: Reading) -> Option<Self> {
        let heading = sheet
            .rows
            .iter()
            .take(HEADING_WITHIN)
            .position(|row| Columns::of(row).is_heading())?;
        let above = &sheet.rows[..heading];
        let is_indicator = |name: &str| find_indicator(snapshot, name).is_some();
        let named_by_sheet = is_indicator(&sheet.name).then(|| sheet.name.clone());
        Some(Self {
            columns: Columns::of(&sheet.rows[heading]),
            heading,
            indicator: labelled(above, &["chi so", "ma chi so", "chi tieu", "indicator"])
                .or(named_by_sheet),
            period: labelled(above, &["ky", "ky bao cao", "period"]),
            source: labelled(above, &["nguon", "nguon so lieu", "source"]),
            reading,
        })
    }

    fn rows(&self, snapshot: &Snapshot, sheet: &Sheet) -> Vec<SheetRow> {
        sheet.rows[self.heading + 1..]
            .iter()
            .filter(|row| !self.is_blank(row))
            .map(|row| row::read(self, snapshot, sheet, row))
            .collect()
    }

    /// Whether the row has neither a unit, a value nor a reason; or, as in a template that was not filled in, no value
    /// and no reason.
    fn is_blank(&self, row: &Row) -> bool {
        [self.columns.value, self.columns.reason]
            .into_iter()
            .flatten()
            .all(|column| row.cells.get(column).is_none_or(Cell::is_blank))
    }
}

/// The value beside a label in the rows above the headings.
fn labelled(rows: &[Row], labels: &[&str]) -> Option<String> {
    for row in rows {
        let label = row
            .cells
            .iter()
            .position(|cell| labels.contains(&fold(&cell.text()).as_str()));
        let Some(label) = label else { continue };
        let value = row.cells[label + 1..].iter().find(|cell| !cell.is_blank());
        if let Some(value) = value {
            return Some(value.text());
        }
    }
    None
}

/// The indicator of that id or name.
fn find_indicator<'a>(snapshot: &'a Snapshot, text: &str) -> Option<&'a Indicator> {
    let by_id = IndicatorId::new(text.trim())
        .ok()
        .and_then(|id| snapshot.programme().indicator(&id));
    let folded = fold(text);
    by_id
        .or_else(|| {
            snapshot
                .programme()
                .indicators()
                .find(|one| fold(&one.name.vi) == folded || fold(&one.name.en) == folded)
        })
        .map(AsRef::as_ref)
}
