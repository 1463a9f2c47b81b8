//! Which statuses a request is about: those of the province, of one target, or of a unit's own targets.

use jiff::civil::Date;

use super::StatusView;
use crate::analysis::reading::Reader;
use crate::http::{ApiError, targets, units};
use crate::model::{Snapshot, Subject, Target, TargetScope, Unit};

/// Those of a unit's own targets where a unit is given, of all subjects of a target where only that is, otherwise those of
/// the province.
pub(super) fn of(
    snapshot: &Snapshot,
    reader: &Reader<'_>,
    unit: Option<&String>,
    target: Option<&String>,
    on: Date,
) -> Result<Vec<StatusView>, ApiError> {
    let target = target.map(|id| targets::find(snapshot, id)).transpose()?;
    if let Some(code) = unit {
        let unit = units::find(snapshot, code.clone(), on)?;
        let mut own = of_unit(snapshot, reader, unit, on);
        if let Some(target) = target {
            own.retain(|view| view.target == target.id.as_str());
        }
        return Ok(own);
    }
    let Some(target) = target else {
        return Ok(provincial(snapshot, reader, on));
    };
    let found = subjects(reader, target)
        .iter()
        .filter_map(|subject| StatusView::new(snapshot, reader, target, subject, on))
        .collect();
    Ok(found)
}

fn subjects(reader: &Reader<'_>, target: &Target) -> Vec<Subject> {
    match target.scope {
        TargetScope::EachUnit { subset } => reader
            .units(subset)
            .map(|unit| Subject::Unit(unit.key.clone()))
            .collect(),
        _ => target.scope.subject().into_iter().collect(),
    }
}

/// The statuses of all targets that are no part of another and not for each unit.
pub(in crate::http) fn provincial(
    snapshot: &Snapshot,
    reader: &Reader<'_>,
    on: Date,
) -> Vec<StatusView> {
    snapshot
        .programme()
        .whole_targets()
        .filter_map(|target| {
            let subject = target.scope.subject()?;
            StatusView::new(snapshot, reader, target, &subject, on)
        })
        .collect()
}

/// The statuses of the targets of its own that a unit has.
fn of_unit(snapshot: &Snapshot, reader: &Reader<'_>, unit: &Unit, on: Date) -> Vec<StatusView> {
    let programme = snapshot.programme();
    let subject = Subject::Unit(unit.key.clone());
    programme
        .indicators()
        .filter_map(|indicator| programme.own_target(&indicator.id, unit))
        .filter_map(|target| StatusView::new(snapshot, reader, target, &subject, on))
        .collect()
}
