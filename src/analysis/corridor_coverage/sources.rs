//! What an answer rests on, and the places of which nobody knows whether they are inside.

use super::{CoverageRequest, LISTED_KINDS, PlaceUnplaced};
use crate::analysis::population_spread::PopulationSpread;
use crate::analysis::sources::Sources;
use crate::analysis::unit_map::UnitMap;
use crate::model::{Snapshot, SourceUsed};

/// The layers of the axes, the boundaries and the listed places, and where the number of people is from.
pub(super) fn of(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &CoverageRequest,
    spread: &PopulationSpread,
) -> Vec<SourceUsed> {
    let mut sources = Sources::new(snapshot);
    sources.add_boundaries(map);
    let axes = std::iter::once(&request.axes).chain(&request.compare_with);
    for id in axes.flat_map(|axes| &axes.corridors) {
        if let Some(corridor) = snapshot.places().get(id) {
            sources.add_layer(&corridor.layer);
        }
    }
    sources.add_places(&LISTED_KINDS, map.on());
    sources.add_people(map, spread);
    sources.told()
}

/// The listed places of the day whose position nobody knows.
pub(super) fn without_position(snapshot: &Snapshot, map: &UnitMap) -> Vec<PlaceUnplaced> {
    let of_kind = |kind| {
        let places = snapshot.places().of_kind(kind);
        let mut unplaced: Vec<PlaceUnplaced> = places
            .filter(|place| place.geometry.is_none() && place.exists_on(map.on()))
            .map(|place| PlaceUnplaced {
                id: place.id.clone(),
                name: place.name.clone(),
                kind: place.kind,
                unit_codes: place.unit_codes.clone(),
            })
            .collect();
        unplaced.sort_by(|a, b| a.id.cmp(&b.id));
        unplaced
    };
    LISTED_KINDS.into_iter().flat_map(of_kind).collect()
}
