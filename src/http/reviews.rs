//! Reviews of the programme.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::statuses::{StatusCounts, provincial};
use super::table::{self, Format};
use super::tasks::TaskView;
use super::{ApiError, AppState, Params};
use crate::model::{Task, TaskKind};

/// A review of the programme: a yearly report, the mid-term or the final review.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewView {
    /// The review.
    #[serde(flatten)]
    review: TaskView,
    /// Where the provincial targets stood on its day, or stand today where that lies ahead.
    counts: StatusCounts,
    /// The day of the counts.
    #[schema(value_type = String, format = Date)]
    counted_on: Date,
    /// Whether any figure that counted was made up to show the screens.
    counts_are_illustrative: bool,
}

/// Which reviews are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReviewParams {
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The reviews of the programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by deadline.
    reviews: Vec<ReviewView>,
}

impl ReviewList {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "id",
            "name_vi",
            "lead",
            "deadline",
            "state",
            "counted_on",
            "achieved",
            "on_track",
            "at_risk",
            "off_track",
            "no_data",
            "illustrative",
        ]);
        let rows = self.reviews.iter().map(|one| {
            let (review, counts) = (&one.review, &one.counts);
            table::row([
                review.id.clone(),
                review.name.vi.clone(),
                review.lead.id.clone(),
                review.deadline.to_string(),
                review.state.name().to_owned(),
                one.counted_on.to_string(),
                counts.achieved.to_string(),
                counts.on_track.to_string(),
                counts.at_risk.to_string(),
                counts.off_track.to_string(),
                counts.no_data.to_string(),
                one.counts_are_illustrative.to_string(),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// The reviews of the programme, with where the targets stood
#[utoipa::path(get, path = "/api/reviews", tag = "programme", params(ReviewParams),
    responses((status = OK, body = ReviewList)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<ReviewParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let today = state.today();
    let memory = state.memory(today);
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let mut wanted: Vec<&Task> = snapshot
        .programme()
        .tasks()
        .filter(|task| task.kind == TaskKind::Review)
        .map(AsRef::as_ref)
        .collect();
    wanted.sort_by_key(|task| task.deadline);
    let total = wanted.len();
    let page = table::page(wanted, params.limit, params.offset, is_csv);
    let days: BTreeSet<Date> = page.iter().map(|task| task.deadline.min(today)).collect();
    let counted: BTreeMap<Date, (StatusCounts, bool)> = days
        .into_iter()
        .map(|day| {
            let statuses = provincial(snapshot, &reader, day);
            let is_illustrative = statuses.iter().any(|status| status.is_illustrative);
            (day, (StatusCounts::of(&statuses), is_illustrative))
        })
        .collect();
    let reviews = page
        .into_iter()
        .map(|task| {
            let counted_on = task.deadline.min(today);
            let (counts, counts_are_illustrative) =
                counted.get(&counted_on).copied().unwrap_or_default();
            ReviewView {
                review: TaskView::new(snapshot, task, today),
                counts,
                counted_on,
                counts_are_illustrative,
            }
        })
        .collect();
    let body = ReviewList { total, reviews };
    table::answer(is_csv, "reviews", body, ReviewList::table)
}
