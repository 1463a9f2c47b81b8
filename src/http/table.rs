//! Lists as JSON or CSV, in pages.

use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ApiError;
use crate::report::table_files::defused;

/// In which form a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON, with everything.
    Json,
    /// A table of comma-separated values in UTF-8.
    Csv,
}

/// Whether a table is wanted: asked for by `format=csv`, or by `Accept: text/csv`.
pub(super) fn wants_csv(format: Option<Format>, headers: &HeaderMap) -> bool {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    match format {
        Some(format) => format == Format::Csv,
        None => accepts.is_some_and(|accepts| accepts.trim_start().starts_with("text/csv")),
    }
}

/// The answer as JSON, or its rows as a table.
///
/// The table begins with a byte-order mark, so that spreadsheets read Vietnamese letters.
pub(super) fn answer<T: Serialize>(
    is_csv: bool,
    name: &str,
    body: T,
    table: impl FnOnce(&T) -> Vec<Vec<String>>,
) -> Result<Response, ApiError> {
    if !is_csv {
        return Ok(Json(body).into_response());
    }
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    for row in table(&body) {
        writer
            .write_record(row.iter().map(|text| cell(text)))
            .map_err(|cause| ApiError::internal(&cause))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|cause| ApiError::internal(&cause))?;
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// A cell as a spreadsheet program may open it: what people wrote is never run as a formula, and a number with a sign
/// stays a number.
fn cell(text: &str) -> String {
    if text.parse::<Decimal>().is_ok() {
        text.to_owned()
    } else {
        defused(text).into_owned()
    }
}

/// A row of a table.
pub(super) fn row(cells: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    cells.into_iter().map(Into::into).collect()
}

/// At most so many entries in one answer as JSON.
const MOST: usize = 1000;

/// How many entries are answered at most; `None` for all.
///
/// As JSON that is 200 entries if no limit was given, and never more than 1,000. A table is taken away as a file,
/// where nothing says that rows are missing: without a limit it has them all.
pub(super) fn most(limit: Option<usize>, is_csv: bool) -> Option<usize> {
    if is_csv {
        limit
    } else {
        Some(limit.unwrap_or(200).min(MOST))
    }
}

/// The part of a list that was asked for.
pub(super) fn page<T>(
    list: Vec<T>,
    limit: Option<usize>,
    offset: Option<usize>,
    is_csv: bool,
) -> Vec<T> {
    list.into_iter()
        .skip(offset.unwrap_or(0))
        .take(most(limit, is_csv).unwrap_or(usize::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{cell, page};

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+84 26", "-5+cmd|' /C calc'!A0", "@SUM(1)", "\t=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for plain in [
            "-5.20",
            "+3",
            "01273",
            "2026-Q1",
            "2026-11-27",
            "chờ mặt bằng",
            "",
        ] {
            assert_eq!(cell(plain), plain);
        }
    }

    #[test]
    fn a_page_is_short_and_a_table_is_whole() {
        let list = || (0..2500).collect::<Vec<usize>>();
        assert_eq!(page(list(), None, None, false).len(), 200);
        assert_eq!(page(list(), Some(2000), None, false).len(), 1000);
        assert_eq!(page(list(), None, None, true), list());
        assert_eq!(page(list(), None, Some(2400), true).len(), 100);
        assert_eq!(page(list(), Some(2000), Some(1), true).len(), 2000);
    }
}
