//! Which zones a question is about, and which units were surveyed.

use std::collections::BTreeSet;

use super::{ExposureError, ExposureRequest, HAZARDS, HazardZone};
use crate::analysis::unit_map::UnitMap;
use crate::model::{LayerContent, LayerId, Snapshot, UnitCode};

/// The zones that exist on the day, by kind and then as the snapshot has them.
pub(super) fn asked_for<'a>(
    snapshot: &'a Snapshot,
    map: &UnitMap,
    request: &ExposureRequest,
) -> Result<Vec<HazardZone<'a>>, ExposureError> {
    check_hazards(request)?;
    let layers: BTreeSet<_> = request.layers.iter().collect();
    for layer in &layers {
        check_layer(snapshot, request, layer)?;
    }
    let mut zones = Vec::new();
    let kinds = HAZARDS.into_iter();
    for kind in kinds.filter(|kind| request.hazards.contains(kind)) {
        for place in snapshot.places().of_kind(kind) {
            let is_asked = layers.is_empty() || layers.contains(&place.layer);
            if is_asked && place.exists_on(map.on()) {
                zones.extend(HazardZone::new(place)?);
            }
        }
    }
    Ok(zones)
}

fn check_hazards(request: &ExposureRequest) -> Result<(), ExposureError> {
    if request.hazards.is_empty() {
        return Err(ExposureError::NoHazards);
    }
    let other = request.hazards.iter().find(|kind| !HAZARDS.contains(kind));
    other.map_or(Ok(()), |other| Err(ExposureError::NoHazard(*other)))
}

fn check_layer(
    snapshot: &Snapshot,
    request: &ExposureRequest,
    id: &LayerId,
) -> Result<(), ExposureError> {
    let layer = snapshot
        .layer(id)
        .ok_or_else(|| ExposureError::UnknownLayer(id.clone()))?;
    match layer.content {
        LayerContent::Places(kind) if request.hazards.contains(&kind) => Ok(()),
        _ => Err(ExposureError::OtherLayer(id.clone())),
    }
}

/// The places of the surveyed units in [`UnitMap::units`].
pub(super) fn surveyed(
    map: &UnitMap,
    request: &ExposureRequest,
) -> Result<BTreeSet<usize>, ExposureError> {
    let position = |code: &UnitCode| {
        let position = map.units().iter().position(|unit| unit.unit.code() == code);
        position.ok_or_else(|| ExposureError::UnknownUnit {
            code: code.clone(),
            on: map.on(),
        })
    };
    request.surveyed_units.iter().map(position).collect()
}
