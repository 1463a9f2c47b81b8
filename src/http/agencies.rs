//! Agencies.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::table::{self, Format};
use super::{ApiError, AppState, Params};
use crate::model::{AgencyKind, Text};

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyView {
    /// The stable id.
    id: String,
    /// Its name.
    name: Text,
    /// Its place in the system.
    kind: AgencyKind,
    /// What it does for the programme.
    duty: Text,
    /// The § that names it; `null` where it stands here by its field of work.
    section: Option<String>,
    /// The body it belongs to.
    parent: Option<String>,
}

/// Which agencies are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgencyParams {
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The agencies.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by id.
    agencies: Vec<AgencyView>,
}

impl AgencyList {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "id", "name_vi", "name_en", "duty_vi", "duty_en", "section", "parent",
        ]);
        let rows = self.agencies.iter().map(|one| {
            table::row([
                one.id.clone(),
                one.name.vi.clone(),
                one.name.en.clone(),
                one.duty.vi.clone(),
                one.duty.en.clone(),
                one.section.clone().unwrap_or_default(),
                one.parent.clone().unwrap_or_default(),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// Who leads, helps, reports and supervises
#[utoipa::path(get, path = "/api/agencies", tag = "programme", params(AgencyParams),
    responses((status = OK, body = AgencyList)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<AgencyParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let snapshot = state.snapshot();
    let all: Vec<AgencyView> = snapshot
        .programme()
        .agencies()
        .map(|agency| AgencyView {
            id: agency.id.to_string(),
            name: agency.name.clone(),
            kind: agency.kind,
            duty: agency.duty.clone(),
            section: agency.section.clone(),
            parent: agency.parent.as_ref().map(ToString::to_string),
        })
        .collect();
    let body = AgencyList {
        total: all.len(),
        agencies: table::page(all, params.limit, params.offset, is_csv),
    };
    table::answer(is_csv, "agencies", body, AgencyList::table)
}
