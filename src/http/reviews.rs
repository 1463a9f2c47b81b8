//! Reviews of the programme.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::AppState;
use super::statuses::{StatusCounts, provincial};
use super::tasks::TaskView;
use crate::analysis::reading::Reader;
use crate::model::TaskKind;

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
}

/// The reviews of the programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewList {
    /// The reviews, by deadline.
    reviews: Vec<ReviewView>,
}

/// The reviews of the programme, with where the targets stood
#[utoipa::path(get, path = "/api/reviews", tag = "programme", responses((status = OK, body = ReviewList)))]
pub async fn list(State(state): State<AppState>) -> Json<ReviewList> {
    let snapshot = state.snapshot();
    let today = state.today();
    let reader = Reader::new(&snapshot, today);
    let now = StatusCounts::of(&provincial(&snapshot, &reader, today));
    let mut reviews: Vec<ReviewView> = snapshot
        .programme()
        .tasks()
        .filter(|task| task.kind == TaskKind::Review)
        .map(|task| {
            let counted_on = task.deadline.min(today);
            let counts = if counted_on == today {
                now
            } else {
                StatusCounts::of(&provincial(&snapshot, &reader, counted_on))
            };
            ReviewView {
                review: TaskView::new(&snapshot, task, today),
                counts,
                counted_on,
            }
        })
        .collect();
    reviews.sort_by_key(|review| review.review.deadline);
    Json(ReviewList { reviews })
}
