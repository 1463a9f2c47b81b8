//! The cells of a sheet, measured before they are laid out: a few bytes can name the last cell of the largest sheet, put
//! one long text into every cell, or merge millions of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Xlsx, XlsxError, XlsxFormulaMetadata};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Cell, MEGABYTE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Row, WorkbookError, column_letters,
};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A row and a column, from 0.
type Position = (u32, u32);

/// What the cells of a workbook may still take, in bytes.
pub(super) struct Room {
    left: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { left: MOST_BYTES }
    }
}

/// Reads the rows of a sheet, from the first that holds anything to the last.
pub(super) fn rows(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    hidden: &BTreeSet<usize>,
    room: &mut Room,
) -> Result<Vec<Row>, WorkbookError> {
    let mut grid = Grid {
        sheet,
        room,
        rows: BTreeMap::new(),
    };
    grid.read(workbook)?;
    let merged = workbook.merge_cells_by_sheet_name(sheet);
    for area in merged.map_err(|cause| grid.fault(&cause))? {
        grid.fill(&area)?;
    }
    grid.into_rows(hidden)
}

#[derive(Default)]
struct Line {
    cells: Vec<Cell>,
    spanning: BTreeSet<usize>,
}

/// The cells of a sheet that hold anything, and how much they may still take.
struct Grid<'a> {
    sheet: &'a str,
    room: &'a mut Room,
    rows: BTreeMap<u32, Line>,
}

impl Grid<'_> {
    fn fault(&self, cause: &XlsxError) -> WorkbookError {
        WorkbookError::Sheet {
            sheet: self.sheet.to_owned(),
            cause: cause.to_string(),
        }
    }

    fn take(&mut self, bytes: usize) -> Result<(), WorkbookError> {
        match self.room.left.checked_sub(bytes) {
            Some(left) => {
                self.room.left = left;
                Ok(())
            }
            None => Err(WorkbookError::TooFull {
                sheet: self.sheet.to_owned(),
                most: MOST_BYTES / MEGABYTE,
            }),
        }
    }

    fn read(&mut self, workbook: &mut Workbook<'_>) -> Result<(), WorkbookError> {
        let mut cells = match workbook.worksheet_cells_reader(self.sheet) {
            Ok(cells) => cells,
            // A sheet with nothing but a chart.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(cause) => return Err(self.fault(&cause)),
        };
        let mut shared = SharedFormulas::default();
        while let Some(found) = cells
            .next_cell_with_formula_metadata()
            .map_err(|cause| self.fault(&cause))?
        {
            self.take(letters(&found.value))?;
            let has_result = has_result(&found.value);
            let formula = found
                .formula
                .and_then(|formula| shared.formula_at(found.pos, formula, has_result));
            self.take(formula.as_ref().map_or(0, String::len))?;
            let cell = cell(&Data::from(found.value), formula.as_deref());
            if cell != Cell::Empty {
                self.check_bounds(found.pos)?;
                self.put(found.pos, cell)?;
            }
        }
        Ok(())
    }

    fn check_bounds(&self, (row, column): Position) -> Result<(), WorkbookError> {
        let sheet = self.sheet.to_owned();
        let cell = format!("{}{}", column_letters(column as usize), u64::from(row) + 1);
        if row >= MOST_ROWS {
            let most = MOST_ROWS;
            Err(WorkbookError::TooLong { sheet, cell, most })
        } else if column >= MOST_COLUMNS {
            let most = MOST_COLUMNS;
            Err(WorkbookError::TooWide { sheet, cell, most })
        } else {
            Ok(())
        }
    }

    fn put(&mut self, (row, column): Position, cell: Cell) -> Result<(), WorkbookError> {
        let at = column as usize;
        let width = self.rows.get(&row).map_or(0, |line| line.cells.len());
        let added = (at + 1).saturating_sub(width);
        self.take(added * size_of::<Cell>())?;
        let line = self.rows.entry(row).or_default();
        if added > 0 {
            line.cells.resize(at + 1, Cell::Empty);
        }
        line.cells[at] = cell;
        Ok(())
    }

    /// Gives the cells inside a merged one the value of its first cell, as far as rows and columns are read.
    fn fill(&mut self, area: &Dimensions) -> Result<(), WorkbookError> {
        let Some((used_from, used_to)) = self.used() else {
            return Ok(());
        };
        let first = self.at(area.start);
        let text = first.text().len();
        let is_spanning = area.start.0 < area.end.0;
        for row in area.start.0.max(used_from)..=area.end.0.min(used_to) {
            for column in area.start.1..=area.end.1.min(MOST_COLUMNS - 1) {
                self.take(size_of::<Cell>() + text)?;
                if is_spanning {
                    let line = self.rows.entry(row).or_default();
                    line.spanning.insert(column as usize);
                }
                if (row, column) != area.start {
                    self.put((row, column), first.clone())?;
                }
            }
        }
        Ok(())
    }

    /// The first and the last row that hold anything.
    fn used(&self) -> Option<(u32, u32)> {
        let (first, _) = self.rows.first_key_value()?;
        let (last, _) = self.rows.last_key_value()?;
        Some((*first, *last))
    }

    fn at(&self, (row, column): Position) -> Cell {
        let line = self.rows.get(&row);
        line.and_then(|line| line.cells.get(column as usize))
            .cloned()
            .unwrap_or(Cell::Empty)
    }

    fn into_rows(mut self, hidden: &BTreeSet<usize>) -> Result<Vec<Row>, WorkbookError> {
        let Some((first, last)) = self.used() else {
            return Ok(Vec::new());
        };
        self.take((last - first + 1) as usize * size_of::<Row>())?;
        let rows = (first..=last).map(|row| {
            let line = self.rows.remove(&row).unwrap_or_default();
            let number = row as usize + 1;
            Row {
                number,
                is_hidden: hidden.contains(&number),
                cells: line.cells,
                spanning: line.spanning,
            }
        });
        Ok(rows.collect())
    }
}

/// The formulas of a sheet that several cells share, by their number, each with its first cell.
#[derive(Default)]
struct SharedFormulas(BTreeMap<usize, (Position, String)>);

impl SharedFormulas {
    /// The formula of a cell; that of one that shares it is worked out only where the cell shows no result.
    fn formula_at(
        &mut self,
        at: Position,
        formula: XlsxFormulaMetadata,
        has_result: bool,
    ) -> Option<String> {
        let formula = match formula {
            XlsxFormulaMetadata::Normal { formula } => formula,
            XlsxFormulaMetadata::Shared {
                shared_index,
                range,
                formula,
            } => {
                let start = range.map_or(at, |range| range.start);
                self.0.insert(shared_index, (start, formula.clone()));
                formula
            }
            XlsxFormulaMetadata::SharedDerived { shared_index } if !has_result => {
                let (start, formula) = self.0.get(&shared_index)?;
                calamine::expand_shared_formula(formula, *start, at).ok()?
            }
            _ => return None,
        };
        (!formula.is_empty()).then_some(formula)
    }
}

/// How many bytes of text a value has.
fn letters(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.len()
        }
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    }
}

/// Whether a cell shows anything beside its formula.
fn has_result(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => false,
        DataRef::String(text) => !text.trim().is_empty(),
        DataRef::SharedString(text) => !text.trim().is_empty(),
        _ => true,
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
