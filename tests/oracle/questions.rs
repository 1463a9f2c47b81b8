//! Whole questions, as the program is asked them, asked of PostGIS too: relations, counts per zone, nearest, people and
//! places in strips and hazard zones with their ranges, and look-ups.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, Geometry, LineString, Point, Rect};
use nonnuoc::analysis::corridor_coverage::{Axes, CoverageRequest, coverage};
use nonnuoc::analysis::exposure::{Exposed, ExposureRequest, HazardClass, Ranged, exposure};
use nonnuoc::analysis::locate::{Finder, LocateOptions};
use nonnuoc::analysis::query::{
    Features, PerZone, QueryRequest, Relation, Target, ZoneKind, query,
};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::{AttributeValue, Place, PlaceKind, Snapshot};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::data::{made_up, official, places, with_places, zones};
use crate::postgis::PostGis;
use crate::{corridors, load_units, number};

/// Places so near a border that the millimetres by which the engines differ decide are left out, metres.
const TOO_NEAR_M: f64 = 2.0;

fn go() -> Interrupt {
    Interrupt::default()
}

fn question(from: Features) -> QueryRequest {
    QueryRequest {
        from,
        filter: None,
        relation: None,
        also: Vec::new(),
        each_nearest: None,
        per_zone: None,
        on: None,
        limit: Some(100_000),
        offset: 0,
    }
}

/// People of the made-up settlement of that number, also as SQL.
fn people_of(number: usize) -> f64 {
    (3_000 + number * 37 % 1_000) as f64
}
const PEOPLE_SQL: &str = "(3000 + p.key::int * 37 % 1000)";

/// Places of the province by number, without those that a statement gives the numbers of.
fn without(all: &[Coord<f64>], left_out: &[Vec<String>]) -> Vec<(usize, Coord<f64>)> {
    let left_out: BTreeSet<usize> = left_out.iter().map(|row| row[0].parse().unwrap()).collect();
    let numbered = all.iter().copied().enumerate();
    numbered
        .filter(|(number, _)| !left_out.contains(number))
        .collect()
}

fn load_points(engine: &PostGis, table: &str, points: &[(usize, Coord<f64>)]) {
    let shapes: Vec<(String, Geometry<f64>)> = points
        .iter()
        .map(|(number, at)| (number.to_string(), Point(*at).into()))
        .collect();
    engine.load(
        table,
        shapes.iter().map(|(key, shape)| (key.clone(), shape)),
    );
    engine.ask(&format!("CREATE INDEX ON {table} USING gist (geog)"));
}

fn all_points(all: &[Coord<f64>]) -> Vec<(usize, Coord<f64>)> {
    all.iter().copied().enumerate().collect()
}

fn settlements(points: &[(usize, Coord<f64>)]) -> Vec<Place> {
    let place = |(number, at): &(usize, Coord<f64>)| {
        let people = Some(("population", people_of(*number)));
        let id = format!("hamlet-{number}");
        made_up(&id, PlaceKind::Settlement, people, Point(*at).into())
    };
    points.iter().map(place).collect()
}

fn schools(points: &[(usize, Coord<f64>)]) -> Vec<Place> {
    let place = |(number, at): &(usize, Coord<f64>)| {
        made_up(
            &format!("school-{number}"),
            PlaceKind::School,
            None,
            Point(*at).into(),
        )
    };
    points.iter().map(place).collect()
}

/// Rank of a zone's class, the worst 0.
fn rank(zone: &Place) -> usize {
    let AttributeValue::Text(class) = &zone.attributes["hazard_class"] else {
        panic!("{}", zone.id)
    };
    let class = HazardClass::parse(class).unwrap();
    let mut ranks = HazardClass::WORST_FIRST.iter();
    ranks.position(|known| *known == class).unwrap()
}

fn load_zones(engine: &PostGis, zones: &[Place]) {
    let keyed = zones
        .iter()
        .map(|zone| (rank(zone).to_string(), zone.geometry.as_ref().unwrap()));
    engine.load("zones", keyed);
}

/// Which units lie within, touch or hold a box: `query` answers as GEOS does.
#[test]
fn relations_asked_of_a_query_are_those_of_geos() {
    let Some((snapshot, map)) = official() else {
        return;
    };
    let Some(engine) = PostGis::start("predicates") else {
        return;
    };
    load_units(&engine, &map);
    let boxes: Vec<(String, Geometry<f64>)> = places(40)
        .into_iter()
        .enumerate()
        .map(|(index, at)| {
            let half = 0.002 * 1.35_f64.powi(index as i32 % 16);
            let offset = Coord { x: half, y: half };
            let shape = Rect::new(at - offset, at + offset).to_polygon();
            (index.to_string(), shape.into())
        })
        .collect();
    engine.load(
        "boxes",
        boxes.iter().map(|(key, shape)| (key.clone(), shape)),
    );
    let mut expected: BTreeMap<(usize, &str), Vec<String>> = BTreeMap::new();
    for (name, predicate) in [
        ("intersects", "ST_Intersects"),
        ("within", "ST_Within"),
        ("contains", "ST_Contains"),
    ] {
        let rows = engine.ask(&format!(
            "SELECT b.key, u.key FROM boxes b JOIN units u ON {predicate}(u.geom, b.geom) ORDER BY b.key::int, u.key"
        ));
        for row in rows {
            let of_box = (row[0].parse().unwrap(), name);
            expected.entry(of_box).or_default().push(row[1].clone());
        }
    }
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, (_, shape)) in boxes.iter().enumerate() {
        let target = || Target::Geometry(shape.clone());
        for (name, relation) in [
            ("intersects", Relation::Intersects { target: target() }),
            ("within", Relation::Within { target: target() }),
            ("contains", Relation::Contains { target: target() }),
        ] {
            let request = QueryRequest {
                relation: Some(relation),
                ..question(Features::Units)
            };
            let answer = query(&snapshot, &map, &request, &go()).unwrap();
            let mut found: Vec<_> = answer.rows.into_iter().map(|row| row.id).collect();
            found.sort();
            *held.entry(name).or_default() += found.len();
            let expected = expected.remove(&(index, name)).unwrap_or_default();
            assert_eq!(found, expected, "box {index} {name}");
        }
    }
    assert!(held.values().all(|count| *count > 0), "{held:?}");
}

/// Counts and sums per unit and per overlapping hazard zone are PostGIS' own.
#[test]
fn counts_and_sums_per_zone_are_those_of_postgis() {
    let Some((snapshot, map)) = official() else {
        return;
    };
    let Some(engine) = PostGis::start("zones") else {
        return;
    };
    let (points, zones) = (all_points(&places(3_000)), zones(150));
    load_units(&engine, &map);
    load_points(&engine, "points", &points);
    let keyed = zones
        .iter()
        .map(|zone| (zone.id.to_string(), zone.geometry.as_ref().unwrap()));
    engine.load("zones", keyed);
    let snapshot = with_places(&snapshot, &[settlements(&points), zones].concat());
    for (table, source) in [
        ("units", Features::Units),
        ("zones", Features::Kind(PlaceKind::LandslideZone)),
    ] {
        let request = QueryRequest {
            per_zone: Some(PerZone {
                zones: source,
                sum: vec!["population".to_owned()],
            }),
            ..question(Features::Kind(PlaceKind::Settlement))
        };
        let answer = query(&snapshot, &map, &request, &go()).unwrap();
        let rows = engine.ask(&format!(
            "SELECT z.key, count(p.key), coalesce(sum({PEOPLE_SQL}), -1) FROM {table} z LEFT JOIN points p ON \
             ST_Covers(z.geom, p.geom) GROUP BY z.key"
        ));
        let expected: BTreeMap<&str, (usize, f64)> = rows
            .iter()
            .map(|row| (row[0].as_str(), (row[1].parse().unwrap(), number(&row[2]))))
            .collect();
        let zones = answer.zones.unwrap();
        let named = zones
            .iter()
            .filter_map(|zone| Some((zone.id.as_deref()?, zone)));
        let mut compared = 0;
        for (id, zone) in named {
            let sum = zone.sums["population"].map_or(-1.0, |sum| sum.to_f64().unwrap());
            assert_eq!((zone.count, sum), expected[id], "{table} {id}");
            compared += 1;
        }
        assert_eq!(compared, expected.len());
        let outside = engine.ask(&format!(
            "SELECT count(*) FROM points p WHERE NOT EXISTS (SELECT 1 FROM {table} z WHERE ST_Covers(z.geom, p.geom))"
        ));
        let told: usize = zones
            .iter()
            .filter(|zone| zone.kind == ZoneKind::Outside)
            .map(|zone| zone.count)
            .sum();
        assert_eq!(told.to_string(), outside[0][0], "{table}");
    }
}

/// `nearest` and `within_distance` of a query, to a place and to a unit: the same features, distances within a decimetre
/// (to a unit within 2e-4, as PostGIS finds the nearest position on a sphere).
#[test]
#[expect(clippy::too_many_lines, reason = "one question after the other")]
fn nearest_and_near_features_are_those_of_geography() {
    let Some((snapshot, map)) = official() else {
        return;
    };
    let Some(engine) = PostGis::start("near") else {
        return;
    };
    let points = all_points(&places(3_000));
    load_units(&engine, &map);
    load_points(&engine, "points", &points);
    let snapshot = with_places(&snapshot, &settlements(&points));
    let ask = |relation| {
        let request = QueryRequest {
            relation: Some(relation),
            ..question(Features::Kind(PlaceKind::Settlement))
        };
        query(&snapshot, &map, &request, &go()).unwrap().rows
    };
    for at in places(7) {
        let target = Target::Geometry(Point(at).into());
        let found = ask(Relation::Nearest { target, k: 25 });
        let rows = engine.ask(&format!(
            "SELECT 'hamlet-' || key, ST_Distance(geog, ST_SetSRID(ST_MakePoint({}, {}), 4326)::geography) AS d FROM points \
             ORDER BY d LIMIT 25",
            at.x, at.y
        ));
        for (row, expected) in found.iter().zip(&rows) {
            let (metres, expected_m) = (row.distance_m.unwrap(), number(&expected[1]));
            assert!((metres - expected_m).abs() < 0.051, "{row:?} {expected:?}");
            assert_eq!(row.id, expected[0], "at {at:?}");
        }
        assert_eq!(found.len(), rows.len());
    }
    let unit = map.units()[20].unit.code();
    let found = ask(Relation::WithinDistance {
        target: Target::Unit(unit.clone()),
        distance_m: 3_000.0,
    });
    let rows = engine.ask(&format!(
        "SELECT 'hamlet-' || p.key, ST_Distance(p.geog, u.geog) AS d FROM points p, units u WHERE u.key = '{unit}' AND \
         ST_DWithin(p.geog, u.geog, 3010)"
    ));
    let expected: BTreeMap<&str, f64> = rows
        .iter()
        .map(|row| (row[0].as_str(), number(&row[1])))
        .collect();
    for row in &found {
        let (metres, expected_m) = (row.distance_m.unwrap(), expected[row.id.as_str()]);
        assert!(
            (metres - expected_m).abs() < 0.06 + expected_m * 2e-4,
            "{} {metres} {expected_m}",
            row.id
        );
    }
    let surely = expected
        .values()
        .filter(|metres| **metres < 2_999.0)
        .count();
    let perhaps = expected
        .values()
        .filter(|metres| **metres < 3_001.0)
        .count();
    assert!(
        surely > 20 && (surely..=perhaps).contains(&found.len()),
        "{surely} {perhaps} {}",
        found.len()
    );
}

/// A unit's people by the rule of the answers, from PostGIS' figures: at settlements where they state half of them.
fn people_within(whole: f64, known: f64, within: f64, share_of_area: f64) -> f64 {
    if known > 0.0 && known >= whole / 2.0 {
        whole * within / known
    } else {
        whole * share_of_area
    }
}

/// Covered people of each unit and the places inside the strip: settlements by PostGIS' own distance, areas by its buffer
/// in the same plane.
#[test]
#[expect(clippy::too_many_lines, reason = "one question after the other")]
fn covered_people_and_places_are_those_of_postgis() {
    let (Some((snapshot, map)), Some(corridors)) = (official(), corridors()) else {
        return;
    };
    let Some(engine) = PostGis::start("covered-people") else {
        return;
    };
    let all = places(3_000);
    let (name, line) = &corridors[0];
    load_units(&engine, &map);
    engine.load("axis", [(name.clone(), line)].into_iter());
    load_points(&engine, "candidates", &all_points(&all));
    let near_the_edge = engine.ask(&format!(
        "SELECT p.key FROM candidates p, axis WHERE abs(ST_Distance(p.geog, axis.geog) - 5000) < {TOO_NEAR_M}"
    ));
    let points = without(&all, &near_the_edge);
    load_points(&engine, "points", &points);
    let snapshot = with_places(&snapshot, &settlements(&points));
    let request = CoverageRequest {
        axes: Axes {
            corridors: vec![],
            line: Some(line.clone()),
        },
        widths_km: vec![5.0],
        curve_to_km: 0,
        on: None,
        compare_with: None,
    };
    let answer = coverage(&snapshot, &map, &request, &go(), &nobody).unwrap();
    let proj = &answer.metric_crs.proj;
    let rows = engine.ask(&format!(
        "WITH strip AS (SELECT ST_Transform(ST_Buffer(ST_Transform(ST_Segmentize(geog, 1000)::geometry, '{proj}'), 5000, \
         'quad_segs=64'), '{proj}', 4326) AS geom FROM axis), \
         people AS (SELECT u.key, sum({PEOPLE_SQL}) AS known, sum({PEOPLE_SQL}) FILTER (WHERE ST_DWithin(p.geog, axis.geog, \
         5000)) AS inside FROM units u JOIN points p ON ST_Covers(u.geom, p.geom), axis GROUP BY u.key) \
         SELECT u.key, coalesce(known, 0), coalesce(inside, 0), ST_Area(ST_Intersection(u.geom, strip.geom)::geography) / \
         ST_Area(u.geog) FROM strip, units u LEFT JOIN people USING (key) ORDER BY u.key"
    ));
    let populations = map.populations(&snapshot);
    let (mut by_settlements, mut covered) = (0, Decimal::ZERO);
    for ((unit, row), whole) in answer.widths[0].units.iter().zip(&rows).zip(populations) {
        assert_eq!(unit.code.as_str(), row[0]);
        let whole = whole.unwrap().to_f64().unwrap();
        let [known, inside, share] = [&row[1], &row[2], &row[3]].map(|text| number(text));
        let expected = people_within(whole, known, inside, share);
        let found = unit.covered.covered_population.unwrap();
        covered += found;
        let difference = (found.to_f64().unwrap() - expected).abs();
        assert!(
            difference < 0.001 + whole * 1e-4,
            "{row:?} {found} {expected}"
        );
        let told = unit
            .people_at_settlements
            .map_or(0.0, |people| people.to_f64().unwrap());
        assert!((told - known).abs() < 1e-6, "{told} {known}");
        by_settlements += usize::from(known >= whole / 2.0);
    }
    assert!(by_settlements > 40, "{by_settlements}");
    assert_eq!(answer.widths[0].province.covered_population, Some(covered));
    let inside = answer.widths[0].inside.iter();
    let inside: BTreeSet<String> = inside
        .filter(|place| place.kind == PlaceKind::Settlement)
        .map(|place| place.id.to_string())
        .collect();
    let expected = engine.ask(
        "SELECT 'hamlet-' || p.key FROM points p, axis WHERE ST_DWithin(p.geog, axis.geog, 5000)",
    );
    assert_eq!(
        inside,
        expected.into_iter().map(|row| row[0].clone()).collect()
    );
}

/// PostGIS' own shapes of each class: `own` and `worse` in each variant (0 inwards, 1 as drawn, 2 outwards), and what
/// counts for the class alone.
const SHAPES_OF_CLASSES: &str = "CREATE TABLE moved AS SELECT key::int AS rank, v, CASE v WHEN 1 THEN geom ELSE \
     ST_Buffer(geog, 25.0 * (v - 1), 'quad_segs=8')::geometry END AS geom FROM zones, generate_series(0, 2) v; \
     CREATE TABLE classes AS SELECT r AS rank, v, \
     (SELECT ST_Union(geom) FROM moved m WHERE m.rank = r AND m.v = s.v) AS own, \
     coalesce((SELECT ST_Union(geom) FROM moved m WHERE m.rank < r AND m.v = 2 - s.v), \
     ST_GeomFromText('POLYGON EMPTY', 4326)) AS worse FROM generate_series(0, 3) r, generate_series(0, 2) AS s(v); \
     CREATE TABLE alone AS SELECT rank, v, ST_Difference(own, worse) AS geom FROM classes; \
     CREATE INDEX ON alone USING gist (geom); ANALYZE alone";

/// The figures of PostGIS by unit, class and variant.
fn expected_by_unit(rows: Vec<Vec<String>>) -> BTreeMap<(String, usize, usize), f64> {
    let read = |row: Vec<String>| {
        let (rank, variant) = (row[1].parse().unwrap(), row[2].parse().unwrap());
        ((row[0].clone(), rank, variant), number(&row[3]))
    };
    rows.into_iter().map(read).collect()
}

/// Area, people, schools and road of every unit in each class alone, at least, as drawn and at most: PostGIS moves each
/// border by 25 m with its own `geography` buffer and takes worse classes away with GEOS.
///
/// Areas agree within 2,000 m² a unit (PostGIS' 25 m are true to 1 cm, and arcs are drawn differently), roads within 100 m (pieces
/// of 10 m lie in one zone as a whole), people and schools exactly.
#[test]
fn what_is_exposed_and_its_range_are_those_of_postgis() {
    let Some((snapshot, map)) = official() else {
        return;
    };
    let Some(engine) = PostGis::start("exposed-things") else {
        return;
    };
    let (all, zones) = (places(3_000), zones(150));
    let road: Geometry<f64> = LineString::new(places(20)).into();
    load_units(&engine, &map);
    load_zones(&engine, &zones);
    load_points(&engine, "candidates", &all_points(&all));
    engine.load("roads", [("road".to_owned(), &road)].into_iter());
    engine.ask(SHAPES_OF_CLASSES);
    let near_a_border = engine.ask(
        "SELECT DISTINCT p.key FROM candidates p JOIN moved m ON ST_Distance(ST_Boundary(m.geom)::geography, p.geog) < 0.5 \
         AND m.geom && ST_Expand(p.geom, 0.01)",
    );
    let points = without(&all, &near_a_border);
    load_points(&engine, "points", &points);
    let made_up_road = made_up("road", PlaceKind::Road, None, road);
    let more = [
        settlements(&points),
        schools(&points),
        zones,
        vec![made_up_road],
    ];
    let snapshot = with_places(&snapshot, &more.concat());
    let answer = exposure(&snapshot, &map, &ExposureRequest::default(), &go()).unwrap();
    let found = |figure: fn(&Exposed) -> Option<Ranged>| figures(&answer, figure);
    let join = "FROM units u JOIN alone a ON ST_Intersects(u.geom, a.geom)";
    let areas = engine.ask(&format!(
        "SELECT u.key, rank, v, ST_Area(ST_Intersection(u.geom, a.geom)::geography) / 1e6 {join}"
    ));
    compare("area", &found(|one| Some(one.area_km2)), areas, 2e-3);
    let in_class = "FROM units u JOIN points p ON ST_Covers(u.geom, p.geom) JOIN alone a ON ST_Covers(a.geom, p.geom) \
         GROUP BY 1, 2, 3";
    let schools = engine.ask(&format!("SELECT u.key, rank, v, count(*) {in_class}"));
    compare("schools", &found(|one| one.schools), schools, 1e-9);
    let roads = engine.ask(&format!(
        "WITH dense AS (SELECT ST_Segmentize(geog, 500)::geometry AS geom FROM roads) SELECT u.key, rank, v, \
         ST_Length(ST_Intersection(ST_Intersection(dense.geom, u.geom), a.geom)::geography) / 1000 {join}, dense"
    ));
    compare("road", &found(|one| one.road_km), roads, 0.1);
    let people = people_in_classes(&engine, &map, &snapshot, in_class);
    compare("people", &found(|one| one.people), people, 0.002);
}

/// The figure of each unit, class and variant, where the unit is mapped.
fn figures(
    answer: &nonnuoc::analysis::exposure::Exposure,
    figure: fn(&Exposed) -> Option<Ranged>,
) -> BTreeMap<(String, usize, usize), f64> {
    let mut figures = BTreeMap::new();
    for unit in &answer.units {
        for (rank, class) in unit.classes.iter().enumerate() {
            let range = figure(&class.exposed).unwrap();
            for (variant, value) in [range.low, range.value, range.high].into_iter().enumerate() {
                let key = (unit.code.to_string(), rank, variant);
                figures.insert(key, value.to_f64().unwrap());
            }
        }
    }
    figures
}

/// Figures of units that are mapped, none of them missing; a figure that PostGIS does not give is nothing.
fn compare(
    what: &str,
    found: &BTreeMap<(String, usize, usize), f64>,
    rows: Vec<Vec<String>>,
    tolerance: f64,
) {
    let expected = expected_by_unit(rows);
    let mapped: BTreeSet<&String> = found.keys().map(|(unit, _, _)| unit).collect();
    let (mut worst, mut total): (f64, [f64; 3]) = (0.0, [0.0; 3]);
    for (key, found) in found {
        let difference = (found - expected.get(key).copied().unwrap_or_default()).abs();
        assert!(
            difference <= tolerance,
            "{what} of {key:?}: {found}, by PostGIS {:?}",
            expected.get(key)
        );
        worst = worst.max(difference);
        total[key.2] += found;
    }
    for (key, expected) in &expected {
        let is_told = mapped.contains(&key.0) || key.2 != 1 || *expected <= tolerance;
        assert!(
            is_told,
            "{what} of {key:?}: {expected} by PostGIS, not told"
        );
    }
    let [low, value, high] = total;
    assert!(0.0 < low && low < value && value < high, "{what} {total:?}");
    println!(
        "{what}: {low:.3} to {high:.3}, {value:.3} as drawn; units differ by at most {worst:.1e}"
    );
}

/// PostGIS' people of each unit, class and variant, by the rule of the answers.
fn people_in_classes(
    engine: &PostGis,
    map: &UnitMap,
    snapshot: &Snapshot,
    in_class: &str,
) -> Vec<Vec<String>> {
    let known = engine.ask(&format!(
        "SELECT u.key, sum({PEOPLE_SQL}) FROM units u JOIN points p ON ST_Covers(u.geom, p.geom) GROUP BY 1"
    ));
    let known: BTreeMap<String, f64> = known
        .into_iter()
        .map(|row| (row[0].clone(), number(&row[1])))
        .collect();
    let within = engine.ask(&format!(
        "SELECT u.key, rank, v, sum({PEOPLE_SQL}) {in_class}"
    ));
    let shares = engine.ask(
        "SELECT u.key, rank, v, ST_Area(ST_Intersection(u.geom, a.geom)::geography) / ST_Area(u.geog) FROM units u JOIN \
         alone a ON ST_Intersects(u.geom, a.geom)",
    );
    let within = expected_by_unit(within);
    let codes: Vec<String> = map
        .units()
        .iter()
        .map(|unit| unit.unit.code().to_string())
        .collect();
    let whole: BTreeMap<&String, f64> = codes
        .iter()
        .zip(map.populations(snapshot))
        .map(|(code, people)| (code, people.unwrap().to_f64().unwrap()))
        .collect();
    let even = |code: &String| known.get(code).copied().unwrap_or_default() < whole[code] / 2.0;
    let evenly = shares.iter().filter(|row| even(&row[0])).count();
    assert_eq!(
        evenly, 0,
        "zones reach units whose settlements are few: place more of them"
    );
    let people = expected_by_unit(shares).into_iter().map(|(key, share)| {
        let inside = within.get(&key).copied().unwrap_or_default();
        let people = people_within(whole[&key.0], known[&key.0], inside, share);
        vec![
            key.0,
            key.1.to_string(),
            key.2.to_string(),
            people.to_string(),
        ]
    });
    people.collect()
}

/// Look-ups of 2,000 places: the narrowest strip of each corridor, the hazard zones, the nearest gate and its zone.
#[test]
#[expect(clippy::too_many_lines, reason = "one question after the other")]
fn look_ups_are_those_of_postgis() {
    let Some((snapshot, map)) = official() else {
        return;
    };
    let Some(engine) = PostGis::start("look-up") else {
        return;
    };
    let zones = zones(150);
    let snapshot = with_places(&snapshot, &zones);
    let of_kind = |kind| -> Vec<(String, Geometry<f64>)> {
        let places = snapshot.places().of_kind(kind);
        places
            .filter_map(|place| Some((place.id.to_string(), place.geometry.clone()?)))
            .collect()
    };
    for (table, kind) in [
        ("corridors", PlaceKind::Corridor),
        ("zones", PlaceKind::LandslideZone),
        ("gates", PlaceKind::BorderGate),
    ] {
        let shapes = of_kind(kind);
        engine.load(
            table,
            shapes.iter().map(|(key, shape)| (key.clone(), shape)),
        );
    }
    let asked = places(2_000);
    load_points(&engine, "points", &all_points(&asked));
    let finder = Finder::new(&snapshot, &map, LocateOptions::default()).unwrap();
    let located = finder.locate_all(&asked, &go(), |_| {}).unwrap();

    let (mut strips, mut unclear) = (0, 0);
    for row in
        engine.ask("SELECT p.key, c.key, ST_Distance(p.geog, c.geog) FROM points p, corridors c")
    {
        let metres = number(&row[2]);
        let widths = [1.0, 2.0, 5.0, 10.0];
        if widths
            .iter()
            .any(|km| (km * 1_000.0 - metres).abs() < TOO_NEAR_M)
        {
            unclear += 1;
            continue;
        }
        let expected = widths.into_iter().find(|km| metres <= km * 1_000.0);
        let here = &located[row[0].parse::<usize>().unwrap()].corridors;
        let found = here.iter().find(|corridor| corridor.id.as_str() == row[1]);
        assert_eq!(found.map(|corridor| corridor.strip_km), expected, "{row:?}");
        strips += usize::from(expected.is_some());
    }
    assert!(
        strips > 500 && unclear < 200,
        "{strips} strips, {unclear} left out"
    );

    let rows =
        engine.ask("SELECT p.key, z.key FROM points p JOIN zones z ON ST_Covers(z.geom, p.geom)");
    let expected: BTreeSet<(usize, String)> = rows
        .into_iter()
        .map(|row| (row[0].parse().unwrap(), row[1].clone()))
        .collect();
    let numbered = located.iter().enumerate();
    let found: BTreeSet<(usize, String)> = numbered
        .flat_map(|(number, place)| {
            let zones = place.zones.iter();
            zones.map(move |zone| (number, zone.id.to_string()))
        })
        .collect();
    assert_eq!(found, expected);
    assert!(expected.len() > 20, "{}", expected.len());

    let rows = engine.ask(
        "SELECT p.key, n.d FROM points p CROSS JOIN LATERAL (SELECT min(ST_Distance(g.geog, p.geog)) AS d FROM gates g) n",
    );
    for row in rows {
        let gate = located[row[0].parse::<usize>().unwrap()]
            .gate
            .as_ref()
            .unwrap();
        let expected = number(&row[1]);
        assert!(
            (gate.distance_m - expected).abs() < 0.051,
            "{row:?} {gate:?}"
        );
        let is_unclear = (expected - 5_000.0).abs() < 0.1;
        assert!(
            is_unclear || gate.is_in_zone == (expected <= 5_000.0),
            "{row:?}"
        );
    }
}
