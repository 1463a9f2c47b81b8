//! The spreadsheet in which figures are collected: one sheet an indicator, headings locked, choices as drop-downs.

mod places;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use crate::model::{Attachment, Indicator, IndicatorKind, Period, Snapshot, UnitSubset};

/// Why a template cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The indicator is computed.
    #[error("“{id}” is computed and not collected; collect {inputs}")]
    Computed {
        /// The indicator.
        id: String,
        /// From what it is computed.
        inputs: String,
    },
    /// No indicator was asked for.
    #[error("name at least one indicator; see `/api/indicators` or `nonnuoc template --help`")]
    None,
    /// The workbook cannot be written.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] XlsxError),
}

/// The headings, in order.
pub const HEADINGS: [&str; 7] = [
    "Mã",
    "Tên đơn vị",
    "Giá trị",
    "Lý do không có",
    "Nguồn",
    "Chất lượng",
    "Ghi chú",
];
/// The widths of their columns, in characters.
const COLUMN_WIDTHS: [f64; 7] = [10.0, 30.0, 16.0, 34.0, 34.0, 14.0, 34.0];
/// The row of the headings, from 0.
const HEADING_ROW: u32 = 6;
const QUALITIES: [&str; 3] = ["Chính thức", "Sơ bộ", "Ước tính"];

/// The template for the indicators in a period, as the bytes of an XLSX file.
///
/// The rows are the units that exist at the end of the period, those on the border for indicators of border communes,
/// or the places that the indicator is reported for; codes are texts, so that no zero is lost. Where places report
/// beside the units, rows follow in which the place is chosen by its name from a list.
///
/// # Errors
/// When an indicator is computed, none is named, or the workbook cannot be written.
pub fn write(
    snapshot: &Snapshot,
    indicators: &[&Indicator],
    period: Period,
) -> Result<Vec<u8>, TemplateError> {
    if indicators.is_empty() {
        return Err(TemplateError::None);
    }
    let mut workbook = Workbook::new();
    for (position, indicator) in indicators.iter().enumerate() {
        if indicator.is_computed() {
            let inputs: Vec<&str> = indicator
                .inputs()
                .into_iter()
                .map(crate::model::IndicatorId::as_str)
                .collect();
            return Err(TemplateError::Computed {
                id: indicator.id.to_string(),
                inputs: inputs.join(", "),
            });
        }
        let offered = places::choices(snapshot, indicator, period);
        let list = format!("Địa điểm {}", position + 1);
        let sheet = workbook.add_worksheet();
        sheet.set_name(indicator.id.as_str())?;
        let named = fill(sheet, snapshot, indicator, period, offered.len())?;
        if !offered.is_empty() {
            places::offer(sheet, &list, offered.len(), named)?;
            places::write_list(workbook.add_worksheet(), &list, &offered)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Fills a sheet and leaves it open for values; the last row of those that name a unit or place, from 0.
fn fill(
    sheet: &mut Worksheet,
    snapshot: &Snapshot,
    indicator: &Indicator,
    period: Period,
    listed: usize,
) -> Result<u32, XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    let label = Format::new().set_bold();
    let open = Format::new().set_unlocked().set_border(FormatBorder::Hair);
    let as_text = Format::new().set_num_format("@");
    let heading = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DC_E6E2))
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let value = open
        .clone()
        .set_num_format(number_format(indicator.decimals));
    sheet.write_string_with_format(0, 0, &indicator.name.vi, &title)?;
    sheet.write_string(
        1,
        0,
        format!(
            "Chỉ điền các ô trắng có khung. Không có số thì để trống «Giá trị» và ghi lý do. {}",
            indicator.definition.vi
        ),
    )?;
    for (row, (name, text)) in [
        ("Chỉ số", indicator.id.to_string()),
        ("Kỳ báo cáo", period.to_string()),
        ("Đơn vị tính", indicator.unit.label.vi.clone()),
    ]
    .into_iter()
    .enumerate()
    {
        sheet.write_string_with_format(2 + row as u32, 0, name, &label)?;
        sheet.write_string_with_format(2 + row as u32, 1, text, &as_text)?;
    }
    for (column, text) in HEADINGS.into_iter().enumerate() {
        sheet.write_string_with_format(HEADING_ROW, column as u16, text, &heading)?;
    }
    let rows = subjects(snapshot, indicator, period);
    for (offset, (code, name)) in rows.iter().enumerate() {
        let row = HEADING_ROW + 1 + offset as u32;
        sheet.write_string_with_format(row, 0, code, &as_text)?;
        sheet.write_string(row, 1, name)?;
    }
    let named = HEADING_ROW + rows.len().max(1) as u32;
    let last = named + places::extra_rows(listed);
    for row in HEADING_ROW + 1..=last {
        sheet.write_blank(row, 2, &value)?;
        for column in 3..HEADINGS.len() as u16 {
            sheet.write_blank(row, column, &open)?;
        }
    }
    sheet.add_data_validation(HEADING_ROW + 1, 2, last, 2, &value_rule(indicator)?)?;
    let qualities = DataValidation::new().allow_list_strings(&QUALITIES)?;
    sheet.add_data_validation(HEADING_ROW + 1, 5, last, 5, &qualities)?;
    for (column, width) in (0_u16..).zip(COLUMN_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(HEADING_ROW + 1, 2)?;
    sheet.protect();
    Ok(named)
}

fn number_format(decimals: u32) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        count => format!("#,##0.{}", "0".repeat(count as usize)),
    }
}

/// A yes or no is chosen from a list; a number is held to its bounds.
fn value_rule(indicator: &Indicator) -> Result<DataValidation, XlsxError> {
    let is_condition = matches!(
        indicator.kind,
        IndicatorKind::ShareOfUnits { .. } | IndicatorKind::Milestone
    ) || indicator.maximum == Some(rust_decimal::Decimal::ONE);
    if is_condition {
        return DataValidation::new()
            .allow_list_strings(&["0", "1"])?
            .set_error_message("Chọn 1 (đạt) hoặc 0 (chưa đạt)");
    }
    let least = indicator
        .minimum
        .and_then(|bound| bound.to_f64())
        .unwrap_or(-1e15);
    let most = indicator
        .maximum
        .and_then(|bound| bound.to_f64())
        .unwrap_or(1e15);
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(least, most))
        .set_error_message("Giá trị ngoài khoảng cho phép của chỉ số")
}

/// Code and name of every row.
fn subjects(snapshot: &Snapshot, indicator: &Indicator, period: Period) -> Vec<(String, String)> {
    let level = indicator.rollup_level();
    let is_border_only = level == Some(Attachment::BorderCommune)
        || matches!(
            indicator.kind,
            IndicatorKind::ShareOfUnits {
                subset: UnitSubset::Border
            }
        );
    if indicator.is_reported_by_units() {
        return snapshot
            .units()
            .on(period.end())
            .filter(|unit| !is_border_only || unit.is_border())
            .map(|unit| (unit.key.code.to_string(), unit.full_name()))
            .collect();
    }
    let mut rows: Vec<(String, String)> = level
        .map_or(&[] as &[_], Attachment::place_kinds)
        .iter()
        .flat_map(|kind| places::existing(snapshot, *kind, period))
        .map(|place| (place.id.to_string(), place.name.clone()))
        .collect();
    if rows.is_empty() {
        rows.push(("province".to_owned(), "Toàn tỉnh".to_owned()));
    }
    rows
}
