//! Agencies.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::AppState;
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

/// The agencies.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyList {
    /// The agencies, by id.
    agencies: Vec<AgencyView>,
}

/// Who leads, helps, reports and supervises
#[utoipa::path(get, path = "/api/agencies", tag = "programme", responses((status = OK, body = AgencyList)))]
pub async fn list(State(state): State<AppState>) -> Json<AgencyList> {
    let snapshot = state.snapshot();
    let agencies = snapshot
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
    Json(AgencyList { agencies })
}
