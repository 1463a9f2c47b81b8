//! Where tasks are carried out, and how exactly that is known.

use geo::InteriorPoint;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::figures::SubjectView;
use crate::geometry::LonLat;
use crate::model::{Place, Snapshot, Subject, Task, Unit};

/// A place or unit of a task.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaskLocation {
    /// The place or unit.
    #[serde(flatten)]
    subject: SubjectView,
    /// Where to look on the map, longitude and latitude on WGS 84; see `level` for what it stands for. `null` where
    /// not even the unit is known.
    #[schema(value_type = Option<[f64; 2]>)]
    position: Option<LonLat>,
    /// How exactly it is known where that is.
    level: LocationLevel,
    /// The code of the unit of today that it is or lies in; `null` where it lies in several or in none that is known.
    within: Option<String>,
}

/// How exactly it is known where a task is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LocationLevel {
    /// The position is the place's own, or a point of its line or area.
    Position,
    /// Only the unit is known: the position is where the unit's name stands, and the task may be anywhere in it.
    Unit,
    /// Neither a position nor a single unit is known; nothing is drawn.
    Unknown,
}

impl TaskLocation {
    fn of_place(snapshot: &Snapshot, subject: &Subject, place: Option<&Place>, on: Date) -> Self {
        let unit = place.and_then(|place| only_unit(snapshot, place, on));
        let (position, level) = match place.and_then(point_of) {
            Some(point) => (Some(point), LocationLevel::Position),
            None => at_unit(unit.and_then(|unit| centre_of(snapshot, unit, on))),
        };
        Self {
            subject: SubjectView::new(snapshot, subject),
            position,
            level,
            within: unit.map(|unit| unit.code().to_string()),
        }
    }

    /// Whether it is the unit of today of that code, or lies in it.
    pub(super) fn is_within(&self, code: &str) -> bool {
        self.within.as_deref() == Some(code)
    }

    fn of_unit(snapshot: &Snapshot, unit: &Unit, on: Date) -> Self {
        let (position, level) = at_unit(centre_of(snapshot, unit, on));
        Self {
            subject: SubjectView::new(snapshot, &Subject::Unit(unit.key.clone())),
            position,
            level,
            within: Some(unit.code().to_string()),
        }
    }
}

/// The places of the task, then its units.
pub(super) fn locations(snapshot: &Snapshot, task: &Task, on: Date) -> Vec<TaskLocation> {
    let places = task.places.iter().map(|id| {
        let place = snapshot.places().get(id).map(AsRef::as_ref);
        TaskLocation::of_place(snapshot, &Subject::Place(id.clone()), place, on)
    });
    let units = task.units.iter().filter_map(|code| {
        let unit = snapshot.units().find(code, on)?;
        Some(TaskLocation::of_unit(snapshot, unit, on))
    });
    places.chain(units).collect()
}

const fn at_unit(centre: Option<LonLat>) -> (Option<LonLat>, LocationLevel) {
    match centre {
        Some(point) => (Some(point), LocationLevel::Unit),
        None => (None, LocationLevel::Unknown),
    }
}

fn point_of(place: &Place) -> Option<LonLat> {
    let point = place.geometry.as_ref()?.interior_point()?;
    LonLat::new(point.x(), point.y()).ok()
}

/// The unit in which a place lies, where that is one alone.
fn only_unit<'a>(snapshot: &'a Snapshot, place: &Place, on: Date) -> Option<&'a Unit> {
    match place.unit_codes.as_slice() {
        [code] => snapshot.units().find(code, on).map(AsRef::as_ref),
        _ => None,
    }
}

fn centre_of(snapshot: &Snapshot, unit: &Unit, on: Date) -> Option<LonLat> {
    let boundary = snapshot.map().of(&unit.key, on);
    let label = boundary.and_then(|boundary| snapshot.map().label_point(boundary));
    label.or(unit.centre)
}
