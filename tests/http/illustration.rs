//! The illustrative layers: whole, marked, and gone when they are not wanted any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use geo::{Coord, Geometry};
use nonnuoc::analysis::corridor_coverage::{CoverageRequest, coverage};
use nonnuoc::analysis::exposure::{ExposureRequest, exposure};
use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::geometry::buffer::buffer_areas;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::{
    AttributeValue, Edit, LayerContent, LayerId, Place, PlaceKind, Record, SchoolLevel, Snapshot,
};
use rust_decimal::prelude::ToPrimitive;

use crate::support::snapshot;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

fn map() -> UnitMap {
    UnitMap::new(&snapshot(), TODAY)
}

fn illustrated() -> Snapshot {
    let shipped = snapshot();
    let records = inputs::layers(&shipped, &map());
    let edits: Vec<_> = records.into_iter().map(Edit::Put).collect();
    shipped.apply(shipped.version() + 1, &edits)
}

fn of_kind(snapshot: &Snapshot, kind: PlaceKind) -> Vec<Arc<Place>> {
    let places = snapshot.places().of_kind(kind);
    places
        .filter(|place| place.layer.as_str().starts_with(inputs::PREFIX))
        .cloned()
        .collect()
}

fn at(place: &Place) -> Coord<f64> {
    match &place.geometry {
        Some(Geometry::Point(point)) => point.0,
        other => panic!("{}: {other:?}", place.id),
    }
}

fn number(place: &Place, name: &str) -> f64 {
    match place.attributes.get(name) {
        Some(AttributeValue::Number(number)) => *number,
        other => panic!("{}: {name} is {other:?}", place.id),
    }
}

#[test]
fn settlements_lie_in_their_unit_and_share_out_its_people_to_the_last() {
    let (snapshot, map) = (illustrated(), map());
    let mut people = vec![0.0; map.units().len()];
    let settlements = of_kind(&snapshot, PlaceKind::Settlement);
    for settlement in &settlements {
        let owner = map.owner(at(settlement)).unwrap();
        assert_eq!(
            settlement.unit_codes,
            [map.units()[owner].unit.code().clone()]
        );
        people[owner] += number(settlement, "population");
    }
    let real: Vec<f64> = map
        .populations(&snapshot)
        .into_iter()
        .map(|people| people.unwrap().to_f64().unwrap())
        .collect();
    assert_eq!(people, real);
    assert_eq!(people.iter().sum::<f64>().to_string(), "573119");
    // 161 former units, 14 of them with a centre outside their successor.
    let seats = settlements
        .iter()
        .filter(|place| !place.name.starts_with("Xóm gần"));
    assert!(seats.count() >= 147);
}

/// A number that a place may lack.
fn maybe(place: &Place, name: &str) -> Option<f64> {
    let has = place.attributes.contains_key(name);
    has.then(|| number(place, name))
}

/// What the levels of general education have adds up to the whole; a preschool's children are its whole.
#[test]
fn pupils_and_places_of_the_levels_add_up_and_every_level_is_taught() {
    let snapshot = illustrated();
    let settlements = of_kind(&snapshot, PlaceKind::Settlement);
    for settlement in &settlements {
        let of_levels = SchoolLevel::ALL[1..].iter();
        let sum: f64 = of_levels
            .map(|level| number(settlement, level.pupils_attribute()))
            .sum();
        let whole = number(settlement, "pupils");
        assert!((sum - whole).abs() < 1e-9, "{}", settlement.id);
        assert!(number(settlement, SchoolLevel::Preschool.pupils_attribute()) > 0.0);
    }
    let mut taught = BTreeSet::new();
    for kind in [PlaceKind::School, PlaceKind::SatellitePoint] {
        for school in of_kind(&snapshot, kind) {
            for (whole, of_level) in [
                (
                    "pupils",
                    SchoolLevel::pupils_attribute as fn(SchoolLevel) -> &'static str,
                ),
                ("capacity", SchoolLevel::capacity_attribute),
            ] {
                let parts = SchoolLevel::ALL.map(|level| maybe(&school, of_level(level)));
                let sum: f64 = parts.iter().flatten().sum();
                let difference = sum - number(&school, whole);
                assert!(difference.abs() < 1e-9, "{} {whole}", school.id);
                let levels = SchoolLevel::ALL.into_iter().zip(parts);
                taught.extend(levels.filter_map(|(level, part)| part.map(|_| (kind, level))));
            }
        }
    }
    let main = SchoolLevel::ALL.map(|level| (PlaceKind::School, level));
    assert!(
        main.iter().all(|level| taught.contains(level)),
        "{taught:?}"
    );
    assert!(taught.contains(&(PlaceKind::SatellitePoint, SchoolLevel::Preschool)));
}

#[test]
fn every_layer_is_marked_and_every_place_fits_its_schema() {
    let snapshot = illustrated();
    let illustrative: Vec<_> = snapshot
        .layers()
        .filter(|layer| layer.id.as_str().starts_with(inputs::PREFIX))
        .collect();
    assert_eq!(illustrative.len(), 8);
    for layer in illustrative {
        assert!(layer.provenance.is_illustrative, "{}", layer.id);
        if let LayerContent::Raster(kind) = layer.content {
            assert_eq!(snapshot.raster_of_kind(kind).unwrap().0.id, layer.id);
            continue;
        }
        let places: Vec<_> = snapshot.places().in_layer(&layer.id).collect();
        assert_eq!(places.len(), layer.count, "{}", layer.id);
        for place in places {
            place.check_attributes().unwrap();
            assert!(place.id.as_str().starts_with(inputs::PREFIX));
            assert!(!place.unit_codes.is_empty(), "{}", place.id);
        }
    }
}

#[test]
fn the_same_data_give_the_same_layers() {
    let bytes = |records: Vec<Record>| serde_json::to_vec(&records).unwrap();
    let (snapshot, map) = (snapshot(), map());
    let (first, second) = (
        inputs::layers(&snapshot, &map),
        inputs::layers(&snapshot, &map),
    );
    assert_eq!(bytes(first), bytes(second));
}

#[test]
fn roads_join_every_settlement() {
    let snapshot = illustrated();
    let end = |at: &Coord<f64>| ((at.x * 1e6).round() as i64, (at.y * 1e6).round() as i64);
    let mut parts: Vec<BTreeSet<(i64, i64)>> = Vec::new();
    for road in of_kind(&snapshot, PlaceKind::Road) {
        let Some(Geometry::LineString(line)) = &road.geometry else {
            panic!("{} is no line", road.id);
        };
        let ends = BTreeSet::from([end(&line.0[0]), end(&line.0[line.0.len() - 1])]);
        let (joined, apart): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|part| part.intersection(&ends).next().is_some());
        parts = apart;
        parts.push(joined.into_iter().flatten().chain(ends).collect());
    }
    assert_eq!(parts.len(), 1, "one network");
    let settlements = of_kind(&snapshot, PlaceKind::Settlement);
    let on_road = settlements
        .iter()
        .filter(|place| parts[0].contains(&end(&at(place))));
    // A hamlet next to another settlement shares its node.
    assert!(on_road.count() + 3 >= settlements.len());
}

#[test]
fn zones_reach_around_every_danger_spot() {
    let snapshot = illustrated();
    let zones = of_kind(&snapshot, PlaceKind::LandslideZone).len()
        + of_kind(&snapshot, PlaceKind::FlashFloodZone).len();
    let spots = snapshot.places().of_kind(PlaceKind::LandslideSpot).count();
    assert_eq!((zones, spots), (24, 12));
}

#[test]
fn answers_say_that_they_rest_on_illustrative_layers() {
    let (snapshot, map) = (illustrated(), map());
    let exposed = exposure(
        &snapshot,
        &map,
        &ExposureRequest::default(),
        &Interrupt::default(),
    )
    .unwrap();
    let marked: Vec<_> = exposed
        .sources
        .iter()
        .filter(|source| source.is_illustrative)
        .filter_map(|source| source.layer.as_ref())
        .map(LayerId::as_str)
        .collect();
    for layer in [
        "illustrative-settlements",
        "illustrative-landslide-zones",
        "illustrative-roads",
    ] {
        assert!(marked.contains(&layer), "{layer} in {marked:?}");
    }
    let request: CoverageRequest = serde_json::from_value(
        serde_json::json!({"corridors": ["dong-dang-tra-linh"], "widths_km": [5]}),
    )
    .unwrap();
    let covered = coverage(&snapshot, &map, &request, &Interrupt::default(), &nobody).unwrap();
    let said: Vec<_> = covered.explanation.iter().map(|text| &*text.en).collect();
    let said = said.join(" ");
    assert!(said.contains("The settlements are illustrative"), "{said}");
}

/// The illustrative zones have no `low` one, and flash-flood zones no `medium`: such a class has nothing, at most too.
#[test]
fn classes_without_zones_have_nothing_even_at_most() {
    let (snapshot, map) = (illustrated(), map());
    for kind in [PlaceKind::LandslideZone, PlaceKind::FlashFloodZone] {
        let zones = of_kind(&snapshot, kind);
        let request = ExposureRequest {
            hazards: vec![kind],
            ..ExposureRequest::default()
        };
        let answer = exposure(&snapshot, &map, &request, &Interrupt::default()).unwrap();
        // Borders at 1:10,000 move by 5 m.
        let grown: Vec<_> = zones
            .iter()
            .map(|zone| {
                let shape = zone.geometry.as_ref().unwrap();
                let areas = nonnuoc::geometry::parts::areas(shape);
                let grown = buffer_areas(&areas, 6.0, &Interrupt::default()).unwrap();
                (
                    zone.attributes["hazard_class"].clone(),
                    map.region(&grown.outline),
                )
            })
            .collect();
        let mut empty = 0;
        for (unit, class) in answer
            .units
            .iter()
            .flat_map(|unit| unit.classes.iter().map(move |class| (unit, class)))
        {
            let prepared = map
                .units()
                .iter()
                .find(|known| *known.unit.code() == unit.code)
                .unwrap();
            let name = AttributeValue::Text(class.hazard_class.as_str().to_owned());
            let is_there = grown
                .iter()
                .any(|(class, shape)| *class == name && prepared.share_covered(shape) > 0.0);
            let at_most = class.exposed.area_km2.high;
            assert!(
                is_there || at_most.is_zero(),
                "{} {:?} {at_most}",
                unit.code,
                class.hazard_class
            );
            empty += usize::from(!is_there);
        }
        assert!(empty > 0, "every class lies in every unit that has any");
        let lowest = answer.province.last().unwrap();
        assert!(
            lowest.exposed.area_km2.high.is_zero()
                && lowest.exposed.road_km.unwrap().high.is_zero(),
            "{lowest:?}"
        );
    }
}

#[test]
fn an_official_layer_takes_the_place_of_the_illustrative_one_of_its_kind() {
    let snapshot = illustrated();
    let by = "schools".parse().unwrap();
    let edits = inputs::superseded(&snapshot, LayerContent::Places(PlaceKind::School), &by);
    let after = snapshot.apply(snapshot.version() + 1, &edits);
    assert!(of_kind(&after, PlaceKind::School).is_empty());
    assert!(!of_kind(&after, PlaceKind::SatellitePoint).is_empty());
    let mut official = (**snapshot
        .layer(&"illustrative-settlements".parse().unwrap())
        .unwrap())
    .clone();
    official.id = "settlements".parse().unwrap();
    official.provenance.is_illustrative = false;
    let with_official = after.apply(after.version() + 1, &[official.into()]);
    let again = inputs::layers(&with_official, &map());
    let makes_settlements = again.iter().any(|record| {
        matches!(record, Record::Layer(layer)
            if layer.content == LayerContent::Places(PlaceKind::Settlement))
    });
    assert!(!makes_settlements, "an official layer is there");
}

#[test]
fn removal_leaves_what_shipped() {
    let shipped = snapshot();
    let illustrated = illustrated();
    let edits = inputs::removal(&illustrated);
    let after = illustrated.apply(shipped.version(), &edits);
    assert!(after == *shipped);
    assert!(
        inputs::removal(&shipped).is_empty(),
        "nothing ships that is illustrative"
    );
}

#[test]
fn heights_are_plausible_and_always_the_same() {
    let bounds = snapshot().map().bounds(TODAY).unwrap();
    let heights = inputs::elevation(bounds).unwrap();
    let (mut least, mut greatest) = (f64::MAX, f64::MIN);
    for value in heights.known_values() {
        least = least.min(value);
        greatest = greatest.max(value);
    }
    assert!(least >= 300.0 && greatest <= 1_900.0 && greatest - least > 800.0);
    assert!(heights.value_at(bounds.west, bounds.south).is_some());
    assert_eq!(heights, inputs::elevation(bounds).unwrap());
}
