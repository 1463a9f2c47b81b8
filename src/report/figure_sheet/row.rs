//! One row: its unit, period and value.

mod subject;
mod value;

use super::{SheetColumns, SheetFigure, SheetRow, Table, find_indicator, numbers};
use crate::model::{Finding, Indicator, Period, Quality, Snapshot, Text, fold};
use crate::report::workbook::{Cell, Row, Sheet, column_letters};

/// Reads one row of a table.
pub(super) fn read(table: &Table, snapshot: &Snapshot, sheet: &Sheet, row: &Row) -> SheetRow {
    let mut reader = RowReader {
        table,
        snapshot,
        row,
        findings: Vec::new(),
    };
    if row.is_hidden || sheet.is_hidden {
        let at = column_letters(0);
        reader.findings.push((at, hidden()));
    }
    let figure = reader.figure();
    let columns = table.columns;
    let letters = |column: Option<usize>| column.map(column_letters).unwrap_or_default();
    let text = |column: Option<usize>| {
        column
            .and_then(|at| row.cells.get(at))
            .map(Cell::text)
            .unwrap_or_default()
    };
    SheetRow {
        sheet: sheet.name.clone(),
        row: row.number,
        code: text(columns.code),
        name: text(columns.name),
        value: text(columns.value),
        columns: SheetColumns {
            subject: letters(columns.code.or(columns.name)),
            period: letters(columns.period),
            value: letters(columns.value),
            reason: letters(columns.reason),
            unit: letters(columns.unit),
            source: letters(columns.source),
            indicator: letters(columns.indicator),
        },
        figure,
        findings: reader.findings,
    }
}

fn hidden() -> Finding {
    Finding::doubtful(
        "hidden-row",
        Text::new("dòng đang bị ẩn", "the row is hidden"),
        Text::new(
            "bỏ ẩn, hoặc xác nhận là muốn gửi",
            "show it, or confirm that it is meant to be sent",
        ),
    )
}

struct RowReader<'a> {
    table: &'a Table,
    snapshot: &'a Snapshot,
    row: &'a Row,
    findings: Vec<(String, Finding)>,
}

impl<'a> RowReader<'a> {
    fn figure(&mut self) -> Option<SheetFigure> {
        let indicator = self.indicator();
        let period = indicator.and_then(|indicator| self.period(indicator));
        let subject = indicator.and_then(|indicator| self.subject(indicator, period?));
        let value = indicator.and_then(|indicator| self.value(indicator));
        let quality = self.quality();
        let columns = self.table.columns;
        Some(SheetFigure {
            indicator: indicator?.id.clone(),
            subject: subject?,
            period: period?,
            value: value?,
            unit: self.unit(indicator?),
            source: self
                .filled(columns.source)
                .or_else(|| self.table.source.clone()),
            quality,
            note: self.filled(columns.note),
        })
    }

    fn cell(&self, column: Option<usize>) -> &'a Cell {
        column
            .and_then(|at| self.row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    fn filled(&self, column: Option<usize>) -> Option<String> {
        let text = self.cell(column).text();
        (!text.is_empty()).then_some(text)
    }

    fn reject(&mut self, column: Option<usize>, code: &'static str, message: Text, remedy: Text) {
        self.findings.push((
            column.map(column_letters).unwrap_or_default(),
            Finding::rejected(code, message, remedy),
        ));
    }

    fn doubt(&mut self, column: Option<usize>, code: &'static str, message: Text, remedy: Text) {
        self.findings.push((
            column.map(column_letters).unwrap_or_default(),
            Finding::doubtful(code, message, remedy),
        ));
    }

    fn indicator(&mut self) -> Option<&'a Indicator> {
        let column = self.table.columns.indicator;
        let named = self.filled(column).or_else(|| self.table.indicator.clone());
        let Some(named) = named else {
            self.reject(
                column,
                "no-indicator",
                Text::new(
                    "không rõ chỉ số nào",
                    "it is not said which indicator this is",
                ),
                Text::new(
                    "đặt tên trang bằng mã chỉ số, hoặc thêm dòng «Chỉ số»",
                    "name the sheet by the indicator's id",
                ),
            );
            return None;
        };
        let found = find_indicator(self.snapshot, &named);
        if found.is_none() {
            self.reject(
                column,
                "unknown-indicator",
                Text::new(
                    format!("không có chỉ số «{named}»"),
                    format!("there is no indicator “{named}”"),
                ),
                Text::new(
                    "dùng mã chỉ số trong danh mục",
                    "use an id of the catalogue",
                ),
            );
        }
        found
    }

    fn period(&mut self, indicator: &Indicator) -> Option<Period> {
        let column = self.table.columns.period;
        let typed = self.filled(column).or_else(|| self.table.period.clone());
        let Some(typed) = typed else {
            if self.table.reading.period.is_none() {
                self.reject(
                    column,
                    "no-period",
                    Text::new("không rõ kỳ báo cáo", "it is not said which period this is"),
                    Text::new(
                        "điền «Kỳ báo cáo» phía trên bảng",
                        "fill in “Kỳ báo cáo” above the table",
                    ),
                );
            }
            return self.table.reading.period;
        };
        let found = numbers::period(&typed, indicator.rhythm);
        if found.is_none() {
            self.reject(
                column,
                "bad-period",
                Text::new(
                    format!("không đọc được kỳ «{typed}»"),
                    format!("the period “{typed}” cannot be read"),
                ),
                Text::new(
                    "viết 2026, 2026-H1, Quý 3/2026 hoặc 07/2026",
                    "write 2026, 2026-H1, 2026-Q3 or 2026-07",
                ),
            );
        }
        found
    }

    fn unit(&self, indicator: &Indicator) -> Option<String> {
        let typed = self.filled(self.table.columns.unit)?;
        let folded = typed.trim().to_lowercase();
        let label = &indicator.unit.label;
        let is_own = [&indicator.unit.code, &label.vi, &label.en]
            .iter()
            .any(|own| own.to_lowercase() == folded);
        Some(if is_own {
            indicator.unit.code.clone()
        } else {
            typed
        })
    }

    fn quality(&mut self) -> Quality {
        let column = self.table.columns.quality;
        let Some(typed) = self.filled(column) else {
            return Quality::Final;
        };
        match fold(&typed).as_str() {
            "chinh thuc" | "final" => Quality::Final,
            "so bo" | "provisional" => Quality::Provisional,
            "uoc tinh" | "uoc" | "estimate" => Quality::Estimate,
            _ => {
                self.doubt(
                    column,
                    "unknown-quality",
                    Text::new(
                        format!("không rõ chất lượng «{typed}», hiểu là sơ bộ"),
                        format!("the quality “{typed}” is unknown; taken for provisional"),
                    ),
                    Text::new("chọn trong danh sách", "choose from the list"),
                );
                Quality::Provisional
            }
        }
    }
}
