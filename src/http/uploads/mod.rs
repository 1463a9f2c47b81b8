//! Spreadsheets of figures: templates out, filled-in sheets in. Nothing is saved until it is confirmed.

mod judging;
pub mod template;

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::commit::{TRIES, attempt, changed_meanwhile};
use super::error::ErrorBody;
use super::figures::SubjectView;
use super::observations::{account_name, drafted, may_enter, newest_revision};
use super::{ApiError, AppState, Params};
use crate::model::permission::{Action, Refusal};
use crate::model::{Edit, Entry, Finding, Observation, Period, Snapshot, Text, Value};
use crate::report::figure_sheet::{Reading, SheetFigure};
use crate::store::Actor;
use judging::candidate;

pub use judging::{Sender, judge};

/// What the source is where a sheet names none.
const UNNAMED_SOURCE: &str = "tệp bảng tính / spreadsheet";

/// How an uploaded file is to be read, and whether it is to be kept.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadParams {
    /// The period, where the file names none.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
    /// The file's decimal mark, `comma` or `point`; it decides ambiguous numbers.
    #[param(inline)]
    decimal_mark: Option<DecimalMark>,
    /// The checksum that the result page named: keeps the accepted rows of exactly that file.
    confirm: Option<String>,
    /// Keeps the doubtful rows too, where they have a figure.
    with_doubtful: Option<bool>,
}

/// A decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DecimalMark {
    /// `1.234,5`.
    Comma,
    /// `1,234.5`.
    Point,
}

impl DecimalMark {
    /// The mark itself.
    #[must_use]
    pub const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }
}

/// What is to be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It will be kept.
    Accepted,
    /// Somebody has to look.
    Doubtful,
    /// It cannot be kept.
    Rejected,
}

/// One row of an uploaded file, with what was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number, from 1.
    pub row: usize,
    /// What is to be done with it.
    pub verdict: Verdict,
    /// The code as typed.
    pub code: String,
    /// The name as typed.
    pub name: String,
    /// The value as typed.
    pub typed_value: String,
    /// What it means, where that can be told.
    pub figure: Option<UploadFigure>,
    /// What was found.
    pub findings: Vec<RowFinding>,
}

/// What a row means.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadFigure {
    /// What is measured.
    pub indicator: String,
    /// Where.
    #[serde(flatten)]
    pub subject: SubjectView,
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// The number; `null` where there is none.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing_reason: Option<String>,
}

/// Something that was found in a row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowFinding {
    /// The letter of the column; empty where the whole row is meant.
    pub column: String,
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
}

/// The result page of an uploaded file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadResult {
    /// The file's checksum; send the file again with `confirm=` it to keep the rows.
    pub checksum: String,
    /// How many rows will be, or were, kept.
    pub accepted: usize,
    /// How many need a look.
    pub doubtful: usize,
    /// How many cannot be kept.
    pub rejected: usize,
    /// Whether anything was saved.
    pub is_saved: bool,
    /// How many figures were saved as drafts.
    pub saved: usize,
    /// The rows, by sheet and number.
    pub rows: Vec<UploadRow>,
}

/// Look at a spreadsheet of figures, and keep it once confirmed
///
/// The body is an XLSX file. Without `confirm` nothing is saved: the answer says of every row whether it would be
/// accepted, and why not. With it, the accepted rows become drafts in one transaction.
#[utoipa::path(post, path = "/api/observations/uploads", tag = "figures", params(UploadParams),
    request_body(content = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    responses((status = OK, body = UploadResult), (status = UNPROCESSABLE_ENTITY, body = ErrorBody),
        (status = CONFLICT, body = ErrorBody)))]
pub async fn upload(
    State(state): State<AppState>,
    caller: Caller,
    Params(params): Params<UploadParams>,
    body: Bytes,
) -> Result<Json<UploadResult>, ApiError> {
    caller.may(Action::SendFigures)?;
    let mut turn = None;
    for _ in 0..TRIES {
        let snapshot = state.snapshot();
        let (mut result, figures) =
            judged(&state, &snapshot, &caller, &params, body.clone()).await?;
        let Some(Drafts { actor, edits }) = drafts(&snapshot, &caller, figures)? else {
            return Ok(Json(result));
        };
        result.saved = edits.len();
        result.is_saved = true;
        let reason = format!(
            "Take in {} figures from a spreadsheet ({})",
            edits.len(),
            &result.checksum[..12]
        );
        if attempt(&state, &snapshot, actor, reason, edits).await? {
            return Ok(Json(result));
        }
        // A file takes long to look at: only who was outrun makes others wait.
        if turn.is_none() {
            turn = Some(state.changing().lock().await);
        }
    }
    Err(changed_meanwhile())
}

/// What the file says on the data of that moment, and which of its figures are to be kept: none unless confirmed.
async fn judged(
    state: &AppState,
    snapshot: &Arc<Snapshot>,
    caller: &Caller,
    params: &UploadParams,
    body: Bytes,
) -> Result<(UploadResult, Vec<SheetFigure>), ApiError> {
    let today = state.today();
    let reading = Reading {
        period: params.period,
        mark: params.decimal_mark.map(DecimalMark::character),
    };
    let looked_at = Arc::clone(snapshot);
    let account = caller.account().ok_or(Refusal::NotSignedIn)?.clone();
    let (result, mut kept, doubtful) = tokio::task::spawn_blocking(move || {
        let sender = Sender::Account(&account);
        judge(&looked_at, &body, reading, today, sender)
    })
    .await
    .map_err(|cause| ApiError::internal(&cause))?
    .map_err(|message| unreadable(&message))?;
    let Some(confirmed) = &params.confirm else {
        return Ok((result, Vec::new()));
    };
    if *confirmed != result.checksum {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "another_file",
            format!(
                "the file has the checksum {}, confirmed was {confirmed}",
                result.checksum
            ),
            "look at the file's result first, then confirm that very file",
        ));
    }
    if params.with_doubtful == Some(true) {
        kept.extend(doubtful);
    }
    Ok((result, kept))
}

/// The figures of a file as drafts, and who enters them.
struct Drafts {
    actor: Actor,
    edits: Vec<Edit>,
}

/// The drafts of the figures; `None` where there are none.
fn drafts(
    snapshot: &Snapshot,
    caller: &Caller,
    figures: Vec<SheetFigure>,
) -> Result<Option<Drafts>, ApiError> {
    let by = account_name(caller)?;
    let mut drafts = None;
    for figure in figures {
        let actor = may_enter(snapshot, caller, &figure.indicator, &figure.subject)?;
        let draft = draft(snapshot, figure, &by)?;
        let edits = &mut drafts
            .get_or_insert(Drafts {
                actor,
                edits: Vec::new(),
            })
            .edits;
        edits.push(draft.into());
    }
    Ok(drafts)
}

/// The draft that a row becomes: a first revision, a correction, or the sender's own draft changed.
///
/// # Errors
/// Where the row was rejected when the file was judged, or would have been on the data of that moment.
pub(crate) fn draft(
    snapshot: &Snapshot,
    figure: SheetFigure,
    by: &str,
) -> Result<Observation, ApiError> {
    let candidate = candidate(&figure);
    let newest = newest_revision(snapshot, &candidate);
    let is_correction = newest.is_some_and(Observation::is_approved);
    drafted(snapshot, &candidate, entry(figure, is_correction), by)
}

/// What the row says, for the draft. A correction says why it is made: where there is no figure any more, the reason
/// for that; otherwise that it comes by spreadsheet, and from where.
fn entry(figure: SheetFigure, is_correction: bool) -> Entry {
    let source = figure.source.unwrap_or_else(|| UNNAMED_SOURCE.to_owned());
    let note = figure.note.or_else(|| match &figure.value {
        Value::NotAvailable { reason } => is_correction.then(|| reason.clone()),
        Value::Number { .. } => Some(format!("từ bảng tính: {source}")),
    });
    Entry {
        value: figure.value,
        source,
        quality: figure.quality,
        note,
    }
}

fn unreadable(message: &Text) -> ApiError {
    ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "unreadable_file",
        message.en.clone(),
        "use the template: /api/observations/template?indicators=",
    )
    .in_vietnamese(message.vi.clone())
}
