//! Which value a row gives.

use super::RowReader;
use crate::model::{Indicator, Text, Value, fold, vietnamese_number};
use crate::report::numbers::{self, Expected, Typed};
use crate::report::workbook::Cell;

impl RowReader<'_> {
    pub(super) fn value(&mut self, indicator: &Indicator) -> Option<Value> {
        let column = self.table.columns.value;
        let reason = self.filled(self.table.columns.reason);
        if column.is_some_and(|at| self.row.spanning.contains(&at)) {
            self.reject(
                column,
                "merged-value",
                Text::new(
                    "ô giá trị bị gộp nhiều dòng",
                    "the value's cell is merged over several rows",
                ),
                Text::new(
                    "bỏ gộp ô và điền từng dòng",
                    "unmerge it and fill in each row",
                ),
            );
            return None;
        }
        let cell = self.cell(column);
        match cell {
            Cell::Empty => reason.map(|reason| Value::NotAvailable { reason }),
            Cell::Number(number) => self.with_reason(Value::from(*number), reason.as_deref()),
            Cell::Flag(flag) => Some(Value::from(rust_decimal::Decimal::from(u8::from(*flag)))),
            Cell::Text(text) => {
                let value = self.typed(indicator, text)?;
                self.with_reason(value, reason.as_deref())
            }
            Cell::Day(_) | Cell::Error(_) | Cell::Uncalculated(_) => {
                self.reject_cell(column, cell);
                None
            }
        }
    }

    /// Says why a cell that is no number, text or nothing gives no value.
    fn reject_cell(&mut self, column: Option<usize>, cell: &Cell) {
        match cell {
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Flag(_) => {}
            Cell::Day(_) => {
                let shown = cell.text();
                self.reject(
                    column,
                    "date-for-number",
                    Text::new(format!("giá trị là ngày {shown}; bảng tính có thể đã tự đổi"), format!("the value is the day {shown}; the spreadsheet may have turned it into one")),
                    Text::new("định dạng ô là số rồi nhập lại", "format the cell as a number and type it again"),
                );
            }
            Cell::Error(error) => {
                self.reject(
                    column,
                    "cell-error",
                    Text::new(
                        format!("ô bị lỗi {error}"),
                        format!("the cell holds the error {error}"),
                    ),
                    Text::new("sửa công thức", "mend the formula"),
                );
            }
            Cell::Uncalculated(formula) => {
                self.reject(
                    column,
                    "formula-without-result",
                    Text::new(
                        format!("công thức ={formula} chưa có kết quả lưu trong tệp"),
                        format!("the result of ={formula} is not stored in the file"),
                    ),
                    Text::new(
                        "mở tệp, tính lại và lưu",
                        "open the file, recalculate and save it",
                    ),
                );
            }
        }
    }

    fn with_reason(&mut self, value: Value, reason: Option<&str>) -> Option<Value> {
        let Some(reason) = reason else {
            return Some(value);
        };
        self.reject(
            self.table.columns.reason,
            "value-and-reason",
            Text::new(
                format!("vừa có giá trị vừa có lý do không có: «{reason}»"),
                format!("there is a value and also a reason for having none: “{reason}”"),
            ),
            Text::new("xóa một trong hai", "delete one of the two"),
        );
        None
    }

    fn typed(&mut self, indicator: &Indicator, text: &str) -> Option<Value> {
        let column = self.table.columns.value;
        if let Some(flag) = yes_or_no(indicator, text) {
            return Some(flag);
        }
        let expected = Expected {
            decimals: indicator.decimals,
            maximum: indicator.maximum,
            mark: self.table.reading.mark,
        };
        match numbers::number(text, expected) {
            Typed::Number(number) => Some(Value::from(number)),
            Typed::Ambiguous { thousands, decimal } => {
                let (thousands, decimal) = (
                    vietnamese_number(thousands, 4),
                    vietnamese_number(decimal, 4),
                );
                self.doubt(
                    column,
                    "ambiguous-number",
                    Text::new(
                        format!("«{text}» là {thousands} hay {decimal}?"),
                        format!("is “{text}” {thousands} or {decimal} (as written in Vietnamese)?"),
                    ),
                    Text::new(
                        "chọn dấu thập phân của tệp, hoặc sửa ô thành số",
                        "say which decimal mark the file uses, or make the cell a number",
                    ),
                );
                None
            }
            Typed::Nothing => {
                self.reject(
                    column,
                    "not-a-number",
                    Text::new(
                        format!("«{text}» không phải là số"),
                        format!("“{text}” is no number"),
                    ),
                    Text::new(
                        "điền số, hoặc để trống và ghi lý do",
                        "give a number, or leave it empty and say why",
                    ),
                );
                None
            }
        }
    }
}

fn yes_or_no(indicator: &Indicator, text: &str) -> Option<Value> {
    let is_condition = indicator.maximum == Some(rust_decimal::Decimal::ONE)
        || matches!(
            indicator.kind,
            crate::model::IndicatorKind::ShareOfUnits { .. }
        );
    let number = match fold(text).as_str() {
        "co" | "dat" | "yes" | "x" => 1,
        "khong" | "chua" | "chua dat" | "no" => 0,
        _ => return None,
    };
    is_condition.then(|| Value::from(rust_decimal::Decimal::from(number)))
}
