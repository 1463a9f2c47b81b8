//! Answers as tables, one row a unit, class or feature: what a spreadsheet or a map layer takes.

use geo::Geometry;
use rust_decimal::Decimal;

use super::corridor_coverage::{Coverage, Covered};
use super::exposure::{ClassExposure, Exposure, Mapping, Ranged};
use super::locate::Location;
use super::population_spread::SpreadMethod;
use super::query::{QueryAnswer, ZoneRow};
use super::unit_map::UnitMap;
use crate::model::table::{Cell, Table, both_languages};
use crate::model::{SourceUsed, Text, UnitCode};

const COVERAGE: [&str; 11] = [
    "width_km",
    "unit_code",
    "unit_name",
    "area_km2",
    "covered_km2",
    "area_share",
    "population",
    "covered_population",
    "population_share",
    "population_method",
    "people_at_settlements",
];

/// Coverage: one row for each width and unit, and one for the province, which has no code.
#[must_use]
pub fn of_coverage(answer: &Coverage, map: &UnitMap) -> Table {
    let mut table = Table::new(
        &COVERAGE,
        with_crs(&answer.explanation, &answer.metric_crs.name),
    );
    for width in &answer.widths {
        let mut province = covered(width.width_km, Cell::Empty, "province", &width.province);
        province.extend([Cell::Empty, Cell::Empty]);
        table.push(
            province,
            Some(Geometry::MultiPolygon(width.outline.clone())),
        );
        for unit in &width.units {
            let code = unit.code.as_str().into();
            let mut cells = covered(width.width_km, code, &unit.name, &unit.covered);
            cells.push(spread_word(unit.population_method).into());
            cells.push(unit.people_at_settlements.into());
            table.push(cells, boundary(map, &unit.code));
        }
    }
    table.rest_on(&answer.sources)
}

fn covered(width_km: f64, code: Cell, name: &str, covered: &Covered) -> Vec<Cell> {
    vec![
        width_km.into(),
        code,
        name.into(),
        covered.area_km2.into(),
        covered.covered_km2.into(),
        covered.area_share.into(),
        covered.population.into(),
        covered.covered_population.into(),
        covered.population_share.into(),
    ]
}

fn spread_word(method: SpreadMethod) -> &'static str {
    match method {
        SpreadMethod::Settlements => "settlements",
        SpreadMethod::Even => "even",
        SpreadMethod::Unknown => "unknown",
    }
}

const EXPOSURE: [&str; 27] = [
    "unit_code",
    "unit_name",
    "mapping",
    "hazard_class",
    "area_km2_low",
    "area_km2",
    "area_km2_high",
    "people_low",
    "people",
    "people_high",
    "houses_low",
    "houses",
    "houses_high",
    "schools_low",
    "schools",
    "schools_high",
    "health_facilities_low",
    "health_facilities",
    "health_facilities_high",
    "road_km_low",
    "road_km",
    "road_km_high",
    "settlements_without_houses_low",
    "settlements_without_houses",
    "settlements_without_houses_high",
    "population_method",
    "people_at_settlements",
];

/// Exposure: one row for each unit and class; a unit without a hazard map has one row with nothing known.
#[must_use]
pub fn of_exposure(answer: &Exposure, map: &UnitMap) -> Table {
    let crs = answer
        .metric_crs
        .as_ref()
        .map_or("", |crs| crs.name.as_str());
    let mut table = Table::new(&EXPOSURE, with_crs(&answer.explanation, crs));
    for class in &answer.province {
        let mut cells = exposed(Cell::Empty, "province", "mapped", Some(class));
        cells.extend([Cell::Empty, Cell::Empty]);
        table.push(cells, None);
    }
    for unit in &answer.units {
        let shape = boundary(map, &unit.code);
        let row = |mapping, class| {
            let code = Cell::from(unit.code.as_str());
            let mut cells = exposed(code, &unit.name, mapping, class);
            cells.push(spread_word(unit.population_method).into());
            cells.push(unit.people_at_settlements.into());
            cells
        };
        if unit.mapping == Mapping::NotMapped {
            table.push(row("not-mapped", None), shape);
            continue;
        }
        for class in &unit.classes {
            table.push(row("mapped", Some(class)), shape.clone());
        }
    }
    table.rest_on(&answer.sources)
}

fn exposed(code: Cell, name: &str, mapping: &str, class: Option<&ClassExposure>) -> Vec<Cell> {
    let exposed = class.map(|class| &class.exposed);
    let figures: [Option<Ranged>; 7] = [
        exposed.map(|exposed| exposed.area_km2),
        exposed.and_then(|exposed| exposed.people),
        exposed.and_then(|exposed| exposed.houses),
        exposed.and_then(|exposed| exposed.schools),
        exposed.and_then(|exposed| exposed.health_facilities),
        exposed.and_then(|exposed| exposed.road_km),
        exposed.and_then(|exposed| exposed.settlements_without_houses),
    ];
    let mut cells = vec![
        code,
        name.into(),
        mapping.into(),
        class.map(|class| class.hazard_class.as_str()).into(),
    ];
    for figure in figures {
        cells.push(figure.map(|figure| figure.low).into());
        cells.push(figure.map(|figure| figure.value).into());
        cells.push(figure.map(|figure| figure.high).into());
    }
    cells
}

/// The columns that a look-up adds to each place.
pub const LOCATION: [&str; 10] = [
    "unit_code",
    "unit_name",
    "is_on_border",
    "also_in",
    "corridors",
    "zones",
    "zone_classes",
    "gate",
    "gate_distance_m",
    "is_in_gate_zone",
];

/// What a look-up found at a place, under the columns [`LOCATION`]: each hazard zone with its class in the same order.
#[must_use]
pub fn location_cells(location: &Location) -> Vec<Cell> {
    let list = |words: Vec<String>| Cell::from((!words.is_empty()).then(|| words.join("; ")));
    let corridors = location
        .corridors
        .iter()
        .map(|corridor| format!("{} ({} km)", corridor.name, corridor.strip_km));
    let zones = location.zones.iter().map(|zone| match zone.name.as_str() {
        "" => zone.id.to_string(),
        name => name.to_owned(),
    });
    let classes = location.zones.iter().map(|zone| {
        let class = zone.hazard_class.as_deref();
        class.unwrap_or("unknown").to_owned()
    });
    vec![
        location.unit.as_ref().map(|unit| unit.code.as_str()).into(),
        location
            .unit
            .as_ref()
            .map(|unit| unit.full_name.as_str())
            .into(),
        location.is_on_border.into(),
        list(location.also_in.iter().map(ToString::to_string).collect()),
        list(corridors.collect()),
        list(zones.collect()),
        list(classes.collect()),
        location.gate.as_ref().map(|gate| gate.name.as_str()).into(),
        location.gate.as_ref().map(|gate| gate.distance_m).into(),
        location.gate.as_ref().map(|gate| gate.is_in_zone).into(),
    ]
}

/// Look-ups: one row a place.
#[must_use]
pub fn of_locations(locations: &[Location], sources: &[SourceUsed]) -> Table {
    let columns: Vec<&str> = ["lon", "lat"].into_iter().chain(LOCATION).collect();
    let mut table = Table::new(&columns, Vec::new());
    for location in locations {
        let mut cells = vec![location.lon.into(), location.lat.into()];
        cells.extend(location_cells(location));
        table.push(
            cells,
            Some(geo::Point::new(location.lon, location.lat).into()),
        );
    }
    table.rest_on(sources)
}

/// A query: one row a zone where zones were asked for, else one row a feature.
#[must_use]
pub fn of_query(answer: &QueryAnswer) -> Table {
    let notes = both_languages(&answer.explanation);
    let table = match &answer.zones {
        Some(zones) => of_zones(zones, notes),
        None => of_features(answer, notes),
    };
    table.rest_on(&answer.sources)
}

fn of_zones(zones: &[ZoneRow], notes: Vec<String>) -> Table {
    let names: Vec<String> = zones
        .first()
        .map(|zone| zone.sums.keys().cloned().collect())
        .unwrap_or_default();
    let mut table = Table::new(&["zone", "name", "count"], notes);
    for name in &names {
        table.columns.push(name.clone());
        table.columns.push(format!("{name}_missing"));
    }
    for zone in zones {
        let mut cells = vec![
            zone.id.clone().into(),
            zone.name.clone().into(),
            Decimal::from(zone.count).into(),
        ];
        for name in &names {
            cells.push(zone.sums.get(name).copied().flatten().into());
            cells.push(zone.missing.get(name).map(|&n| Decimal::from(n)).into());
        }
        table.push(cells, None);
    }
    table
}

fn of_features(answer: &QueryAnswer, notes: Vec<String>) -> Table {
    let mut names: Vec<&String> = answer
        .rows
        .iter()
        .flat_map(|row| row.attributes.keys())
        .collect();
    names.sort_unstable();
    names.dedup();
    let fixed = ["id", "name", "kind", "unit_codes", "distance_m", "nearest"];
    let columns = fixed
        .iter()
        .map(|&name| name.to_owned())
        .chain(names.iter().map(|&n| n.clone()));
    let mut table = Table {
        columns: columns.collect(),
        notes,
        ..Table::default()
    };
    for row in &answer.rows {
        let codes: Vec<&str> = row.unit_codes.iter().map(UnitCode::as_str).collect();
        let nearest: Vec<String> = row
            .nearest
            .iter()
            .map(|near| format!("{} ({} m)", near.name, near.distance_m))
            .collect();
        let mut cells: Vec<Cell> = vec![
            row.id.as_str().into(),
            row.name.as_str().into(),
            row.kind.as_str().into(),
            codes.join(" ").into(),
            row.distance_m.into(),
            (!nearest.is_empty()).then(|| nearest.join("; ")).into(),
        ];
        cells.extend(names.iter().map(|&name| match row.attributes.get(name) {
            None => Cell::Empty,
            Some(crate::model::AttributeValue::Flag(flag)) => (*flag).into(),
            Some(crate::model::AttributeValue::Number(number)) => (*number).into(),
            Some(crate::model::AttributeValue::Text(text)) => text.as_str().into(),
        }));
        table.push(cells, row.geometry.clone());
    }
    table
}

fn boundary(map: &UnitMap, code: &UnitCode) -> Option<Geometry<f64>> {
    let unit = map.units().iter().find(|unit| unit.unit.code() == code)?;
    Some(Geometry::MultiPolygon(unit.boundary.geometry.clone()))
}

fn with_crs(explanation: &[Text], crs: &str) -> Vec<String> {
    let mut notes = both_languages(explanation);
    if !crs.is_empty() {
        notes.push(format!("Mặt phẳng dùng để đo bề rộng: {crs}."));
        notes.push(format!("Plane used for widths: {crs}."));
    }
    notes
}
