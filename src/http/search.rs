//! Search over units, former units, places, indicators and tasks.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{AppState, Params};
use crate::analysis::search::{self as finding, Found};
use crate::geometry::{Bounds, LonLat};
use crate::model::{Place, Snapshot, Task, TaskKind, Text, Unit};

/// At most so many answers.
const LIMIT: usize = 50;

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// What was typed; accents are optional.
    q: String,
    /// At most so many answers, up to 50; 10 if not given.
    limit: Option<usize>,
}

/// What sort of thing was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitType {
    /// A unit of today.
    Unit,
    /// A former unit; `code` and the position are those of the unit of today.
    FormerUnit,
    /// A place.
    Place,
    /// An indicator.
    Indicator,
    /// A task or project.
    Task,
}

/// One answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// What sort of thing it is.
    r#type: HitType,
    /// Its id: a unit's key, or the id of a place, an indicator or a task.
    id: String,
    /// The code of the unit of today that it is or leads to.
    code: Option<String>,
    /// Its name.
    name: Text,
    /// What it is, in a few words.
    context: Text,
    /// Where to go on the map.
    #[schema(value_type = Option<[f64; 2]>)]
    position: Option<LonLat>,
    /// What to show of the map.
    #[schema(value_type = Option<[f64; 4]>)]
    bbox: Option<Bounds>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResult {
    /// The answers, the best first.
    hits: Vec<Hit>,
}

/// Find units, former units, places, indicators and tasks by name
#[utoipa::path(get, path = "/api/search", tag = "search", params(SearchParams),
    responses((status = OK, body = SearchResult)))]
pub async fn search(
    State(state): State<AppState>,
    Params(params): Params<SearchParams>,
) -> Json<SearchResult> {
    let snapshot = state.snapshot();
    let today = state.today();
    let limit = params.limit.unwrap_or(10).min(LIMIT);
    let indicators = snapshot.programme().indicators().map(AsRef::as_ref);
    let hits = finding::search(&snapshot, indicators, &params.q, today, limit)
        .into_iter()
        .map(|found| hit(&snapshot, found, today))
        .collect();
    Json(SearchResult { hits })
}

fn hit(snapshot: &Snapshot, found: Found<'_>, today: Date) -> Hit {
    match found {
        Found::Unit(unit) => unit_hit(snapshot, unit, today),
        Found::FormerUnit(unit) => former_unit_hit(snapshot, unit, today),
        Found::Place(place) => place_hit(place),
        Found::Indicator(indicator) => Hit {
            r#type: HitType::Indicator,
            id: indicator.id.to_string(),
            code: None,
            name: indicator.name.clone(),
            context: Text::new("Chỉ số", "Indicator"),
            position: None,
            bbox: None,
        },
        Found::Task(task) => task_hit(task),
    }
}

fn task_hit(task: &Task) -> Hit {
    let context = match task.kind {
        TaskKind::Task => Text::new("Nhiệm vụ", "Task"),
        TaskKind::Project => Text::new("Dự án", "Project"),
        TaskKind::Review => Text::new("Báo cáo, sơ kết", "Review"),
    };
    Hit {
        r#type: HitType::Task,
        id: task.id.to_string(),
        code: None,
        name: task.name.clone(),
        context,
        position: None,
        bbox: None,
    }
}

fn unit_hit(snapshot: &Snapshot, unit: &Unit, on: Date) -> Hit {
    let boundary = snapshot.map().of(&unit.key, on);
    Hit {
        r#type: HitType::Unit,
        id: unit.key.to_string(),
        code: Some(unit.code().to_string()),
        name: Text::new(unit.full_name(), unit.name.clone()),
        context: Text::new(
            format!("Mã {}", unit.code()),
            format!("Code {}", unit.code()),
        ),
        position: boundary.and_then(|boundary| snapshot.map().label_point(boundary)),
        bbox: boundary.and_then(|boundary| boundary.bounds()),
    }
}

fn former_unit_hit(snapshot: &Snapshot, unit: &Unit, today: Date) -> Hit {
    let successor = finding::unit_of_today(snapshot, &unit.key, today);
    let context = match successor {
        Some(successor) => Text::new(
            format!("Đơn vị cũ, nay thuộc {}", successor.full_name()),
            format!("Former unit, now part of {}", successor.name),
        ),
        None => Text::new("Đơn vị cũ", "Former unit"),
    };
    let place_on_map = successor.map(|successor| unit_hit(snapshot, successor, today));
    Hit {
        r#type: HitType::FormerUnit,
        id: unit.key.to_string(),
        code: place_on_map.as_ref().and_then(|hit| hit.code.clone()),
        name: Text::new(unit.full_name(), unit.name.clone()),
        context,
        position: place_on_map.as_ref().and_then(|hit| hit.position),
        bbox: place_on_map.and_then(|hit| hit.bbox),
    }
}

fn place_hit(place: &Place) -> Hit {
    let bbox = place.bounds();
    let position = bbox.and_then(|box_| {
        LonLat::new(
            f64::midpoint(box_.west, box_.east),
            f64::midpoint(box_.south, box_.north),
        )
        .ok()
    });
    Hit {
        r#type: HitType::Place,
        id: place.id.to_string(),
        code: place.unit_codes.first().map(ToString::to_string),
        name: Text::new(place.name.clone(), place.name.clone()),
        context: place.kind.title(),
        position,
        bbox,
    }
}
