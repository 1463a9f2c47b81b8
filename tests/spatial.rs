//! Spatial questions on the data that ship: laws that must hold whatever the question, and questions that must end well.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

use std::sync::{Arc, LazyLock};

use geo::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use jiff::civil::{Date, date};
use nonnuoc::analysis::access::TravelMemory;
use nonnuoc::analysis::corridor_coverage::{
    Axes, Coverage, CoverageError, CoverageRequest, coverage,
};
use nonnuoc::analysis::exposure::{Exposed, Exposure, ExposureRequest, Mapping, exposure};
use nonnuoc::analysis::filter::{Filter, FilterSource};
use nonnuoc::analysis::locate::{Finder, LocateError, LocateOptions};
use nonnuoc::analysis::population_spread::SpreadMethod;
use nonnuoc::analysis::query::{
    EachNearest, Features, Further, PerZone, QueryRequest, Relation, Target, query,
};
use nonnuoc::analysis::scenario::Question;
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::geometry::buffer::buffer_point;
use nonnuoc::geometry::geodesic;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::{
    AttributeValue, Edit, Place, PlaceId, PlaceKind, Record, ScenarioKind, Snapshot,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const ON: Date = date(2026, 1, 1);

static SHIPPED: LazyLock<(Snapshot, UnitMap)> = LazyLock::new(|| {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    let map = UnitMap::new(&snapshot, ON);
    (snapshot, map)
});

fn go() -> Interrupt {
    Interrupt::default()
}

fn all_corridors(widths_km: Vec<f64>) -> CoverageRequest {
    let known = SHIPPED.0.places().of_kind(PlaceKind::Corridor);
    CoverageRequest {
        axes: Axes {
            corridors: known.map(|place| place.id.clone()).collect(),
            line: None,
        },
        widths_km,
        curve_to_km: 0,
        on: None,
        compare_with: None,
    }
}

fn covered(request: &CoverageRequest) -> Coverage {
    coverage(&SHIPPED.0, &SHIPPED.1, request, &go(), &nobody).unwrap()
}

fn place(
    id: &str,
    kind: PlaceKind,
    attributes: &[(&str, AttributeValue)],
    geometry: Geometry<f64>,
) -> Place {
    Place {
        id: id.parse().unwrap(),
        layer: "made-up".parse().unwrap(),
        kind,
        name: id.to_owned(),
        valid_from: None,
        valid_to: None,
        unit_codes: vec![],
        accuracy_m: None,
        attributes: attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        geometry: Some(geometry),
    }
}

fn with(places: Vec<Place>) -> Snapshot {
    let edits: Vec<Edit> = places
        .into_iter()
        .map(|place| Edit::Put(Record::Place(Arc::new(place))))
        .collect();
    SHIPPED.0.apply(2, &edits)
}

#[test]
fn coverage_grows_with_width_and_units_add_up_to_the_province() {
    let answer = covered(&all_corridors(vec![0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 80.0]));
    for pair in answer.widths.windows(2) {
        for (narrow, wide) in pair[0].units.iter().zip(&pair[1].units) {
            assert!(
                narrow.covered.covered_km2 <= wide.covered.covered_km2,
                "{}",
                narrow.code
            );
        }
        assert!(pair[0].inside.len() <= pair[1].inside.len());
    }
    for width in &answer.widths {
        let sum: Decimal = width
            .units
            .iter()
            .map(|unit| unit.covered.covered_km2)
            .sum();
        assert_eq!(sum, width.province.covered_km2);
        let areas: Decimal = width.units.iter().map(|unit| unit.covered.area_km2).sum();
        assert_eq!(areas, width.province.area_km2);
    }
    let widest = &answer.widths[6].province;
    assert_eq!(
        widest.covered_km2, widest.area_km2,
        "80 km cover the province wholly"
    );
    assert_eq!(answer.gaps.len(), 0);
}

/// Strips of the shipped corridors, one by one: at every kilometre a unit is covered at least as far as before.
#[test]
fn no_corridor_loses_ground_when_it_grows() {
    for corridor in SHIPPED.0.places().of_kind(PlaceKind::Corridor) {
        let axes = Axes {
            corridors: vec![corridor.id.clone()],
            line: None,
        };
        let mut before: Option<nonnuoc::analysis::corridor_coverage::WidthCoverage> = None;
        for km in 1..=22 {
            let request = CoverageRequest {
                axes: axes.clone(),
                ..all_corridors(vec![f64::from(km)])
            };
            let now = covered(&request).widths.remove(0);
            if let Some(before) = before {
                for (narrow, wide) in before.units.iter().zip(&now.units) {
                    let (was, is) = (narrow.covered.covered_km2, wide.covered.covered_km2);
                    assert!(
                        was <= is,
                        "{} {} at {km} km: {was} {is}",
                        corridor.id,
                        narrow.code
                    );
                }
            }
            before = Some(now);
        }
    }
}

#[test]
fn the_curve_adds_up_and_the_alternative_differs_by_what_it_says() {
    let first = SHIPPED
        .0
        .places()
        .of_kind(PlaceKind::Corridor)
        .next()
        .unwrap()
        .id
        .clone();
    let mut request = all_corridors(vec![5.0]);
    request.compare_with = Some(Axes {
        corridors: vec![first],
        line: None,
    });
    request.curve_to_km = 6;
    let answer = covered(&request);
    let added: Decimal = answer.curve.iter().map(|point| point.added_km2).sum();
    assert_eq!(added, answer.curve[5].province.covered_km2);
    let at_five = answer.curve[4].province.covered_km2;
    assert_eq!(at_five, answer.widths[0].province.covered_km2);
    let alternative = answer.alternative.unwrap();
    let less = alternative.widths[0].province.covered_km2 - at_five;
    assert_eq!(alternative.difference[0].area_km2, less);
    assert!(less < Decimal::ZERO && alternative.difference[0].gained.is_empty());
    assert!(
        answer.widths[0].overlap_km2 > Decimal::ZERO,
        "the four axes cross"
    );
}

#[test]
fn shares_are_those_of_counted_places() {
    // 40,000 places: the share of those within 5 km by distance is the share of area, within 0.5 % of the province.
    let answer = covered(&all_corridors(vec![5.0]));
    let lines = SHIPPED
        .0
        .places()
        .of_kind(PlaceKind::Corridor)
        .map(|p| p.geometry.clone().unwrap());
    let axes = Geometry::GeometryCollection(geo::GeometryCollection::new_from(lines.collect()));
    let distance = nonnuoc::geometry::distance::DistanceTo::new(&axes).unwrap();
    let (mut inside, mut within) = (0_u32, 0_u32);
    for i in 1..=40_000 {
        let fraction = |step: f64| (f64::from(i) * step).fract();
        let at = Coord {
            x: 105.26 + fraction(0.754_877_666_246_7) * 1.58,
            y: 22.35 + fraction(0.569_840_290_998) * 0.77,
        };
        if SHIPPED.1.owner(at).is_some() {
            inside += 1;
            within += u32::from(distance.from_place(at) <= 5_000.0);
        }
    }
    let counted = f64::from(within) / f64::from(inside);
    let measured = answer.widths[0]
        .province
        .area_share
        .unwrap()
        .to_f64()
        .unwrap();
    assert!((counted - measured).abs() < 5e-3, "{counted} {measured}");
}

#[test]
fn people_are_spread_by_settlements_where_they_are_known() {
    let unit = &SHIPPED.1.units()[0];
    let code = unit.unit.code().clone();
    let inside = geo::InteriorPoint::interior_point(&unit.boundary.geometry)
        .unwrap()
        .0;
    let whole = SHIPPED.1.populations(&SHIPPED.0)[0].unwrap();
    let hamlet = |share: f64| {
        let people = AttributeValue::Number(share * whole.to_f64().unwrap());
        let people = ("population", people);
        let at = geo::Point(inside).into();
        with(vec![place("hamlet", PlaceKind::Settlement, &[people], at)])
    };
    let snapshot = hamlet(0.6);
    let near = CoverageRequest {
        axes: Axes {
            corridors: vec![],
            line: Some(
                LineString::new(vec![
                    inside,
                    Coord {
                        x: inside.x + 0.001,
                        y: inside.y,
                    },
                ])
                .into(),
            ),
        },
        ..all_corridors(vec![0.2])
    };
    let answer = coverage(&snapshot, &SHIPPED.1, &near, &go(), &nobody).unwrap();
    let found = answer.widths[0]
        .units
        .iter()
        .find(|unit| unit.code == code)
        .unwrap();
    assert_eq!(
        found.covered.covered_population, found.covered.population,
        "all live in the hamlet"
    );
    assert_eq!(
        found.people_at_settlements.unwrap(),
        (whole * Decimal::new(6, 1)).round_dp(3)
    );
    assert!(
        answer
            .explanation
            .iter()
            .any(|line| line.en.contains("settlements in 1 units")
                && line.vi.contains("điểm dân cư ở 1 đơn vị")),
        "the answer says so: {:?}",
        answer.explanation
    );
    let few = coverage(&hamlet(0.02), &SHIPPED.1, &near, &go(), &nobody).unwrap();
    let unit = &few.widths[0].units[0];
    assert_eq!(unit.population_method, SpreadMethod::Even);
    assert!(
        unit.covered.covered_population.unwrap() < whole * Decimal::new(5, 2),
        "a hamlet of 2 % does not stand for its unit: {unit:?}"
    );
}

fn circle(x: f64, y: f64, radius_m: f64) -> Geometry<f64> {
    Geometry::MultiPolygon(
        buffer_point(Coord { x, y }, radius_m, &go())
            .unwrap()
            .outline,
    )
}

fn zone(id: &str, class: &str, shape: Geometry<f64>) -> Place {
    let class = AttributeValue::Text(class.to_owned());
    place(
        id,
        PlaceKind::LandslideZone,
        &[("hazard_class", class)],
        shape,
    )
}

#[test]
fn overlapping_zones_are_counted_once_in_the_worst_class() {
    let snapshot = with(vec![
        zone("wide-low", "low", circle(106.2585, 22.6657, 2_000.0)),
        zone("same-low", "low", circle(106.2585, 22.6657, 2_000.0)),
        zone("inner-high", "high", circle(106.2585, 22.6657, 1_000.0)),
    ]);
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let area = |class: usize| answer.province[class].exposed.area_km2;
    let square_kilometres = |class: usize| area(class).value.to_f64().unwrap();
    assert!(
        (square_kilometres(1) - std::f64::consts::PI).abs() < 2e-3,
        "{}",
        square_kilometres(1)
    );
    assert!(
        (square_kilometres(3) - 3.0 * std::f64::consts::PI).abs() < 5e-3,
        "less the inner circle"
    );
    assert!(area(0).high.is_zero(), "nothing is very high");
    // At least: moved inwards, less the worse one moved outwards; at most: the other way round. 25 m at 1:50,000.
    let ring = |outer: f64, inner: f64| std::f64::consts::PI * (outer * outer - inner * inner);
    for (class, low, high) in [
        (1, ring(0.975, 0.0), ring(1.025, 0.0)),
        (3, ring(1.975, 1.025), ring(2.025, 0.975)),
    ] {
        let found = [area(class).low, area(class).high].map(|area| area.to_f64().unwrap());
        assert!(
            (found[0] - low).abs() < 5e-3 && (found[1] - high).abs() < 5e-3,
            "{class}: {found:?}, by hand {low} {high}"
        );
    }
    for class in [0, 2] {
        let all = std::iter::once(&answer.province);
        let all = all.chain(answer.units.iter().map(|unit| &unit.classes));
        let at_most = all.filter_map(|classes| classes.get(class));
        let at_most: Decimal = at_most.map(|one| one.exposed.area_km2.high).sum();
        assert!(at_most.is_zero(), "class {class} has no zone: {at_most}");
    }
    let grown = ring(1.025, 0.0);
    assert!(
        (area(1).high.to_f64().unwrap() - grown).abs() < 5e-3,
        "25 m at 1:50,000"
    );
    for (class, total) in answer.province.iter().enumerate() {
        let of_units = answer
            .units
            .iter()
            .filter_map(|unit| unit.classes.get(class));
        let sum: Decimal = of_units.map(|unit| unit.exposed.area_km2.value).sum();
        assert_eq!(sum, total.exposed.area_km2.value, "units add up exactly");
    }
}

/// A school 10 m inside a very high zone is in it or not; it is in no other class that has no zone there.
#[test]
fn a_school_at_the_edge_of_one_zone_is_in_no_other_class() {
    let (x, y) = (106.2585, 22.6657);
    let at = geodesic::destination(Coord { x, y }, 90.0, 990.0);
    let road = LineString::from(vec![(x - 0.1, y), (x + 0.1, y)]);
    let far_low = circle(x, y - 0.15, 500.0);
    let snapshot = with(vec![
        zone("worst", "very-high", circle(x, y, 1_000.0)),
        zone("far-low", "low", far_low),
        place("school", PlaceKind::School, &[], geo::Point(at).into()),
        place("road", PlaceKind::Road, &[], road.into()),
    ]);
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let ranges = |class: usize| {
        let exposed = &answer.province[class].exposed;
        let [school, road] = [exposed.schools, exposed.road_km].map(Option::unwrap);
        (
            [school.low, school.value, school.high],
            [road.low, road.high],
        )
    };
    let (school, road) = ranges(0);
    assert_eq!(school, [0, 1, 1].map(Decimal::from));
    assert!(
        road[0] > Decimal::ONE && road[1] < Decimal::from(3),
        "{road:?}"
    );
    for class in [1, 2, 3] {
        assert_eq!(
            ranges(class),
            ([Decimal::ZERO; 3], [Decimal::ZERO; 2]),
            "class {class}"
        );
    }
    assert!(answer.province[3].exposed.area_km2.low > Decimal::new(6, 1));
}

/// Zones at both ends of the province are moved in one plane, which the answer names with its error over all of them.
#[test]
fn all_borders_are_moved_in_the_plane_that_is_named() {
    let ends = [(105.6, 22.8), (106.6, 22.7)];
    let zones = ends.map(|(x, y)| zone(&format!("at-{x:.0}"), "high", circle(x, y, 1_000.0)));
    let snapshot = with(zones.to_vec());
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let plane = answer.metric_crs.unwrap();
    assert!(
        plane.name.contains("centre 106.1000, 22.75") && plane.scale_error_max > 1e-5,
        "{plane:?}"
    );
    let area = answer.province[1].exposed.area_km2;
    let by_hand = [0.975, 1.0, 1.025].map(|km: f64| 2.0 * std::f64::consts::PI * km * km);
    for (found, expected) in [area.low, area.value, area.high].into_iter().zip(by_hand) {
        let difference = found.to_f64().unwrap() - expected;
        assert!(difference.abs() < 5e-3, "{area:?}");
    }
}

/// Two classes side by side: a school near their common border is in the one or the other, and told in both.
#[test]
fn a_school_near_a_worse_zone_is_a_range_in_both() {
    let centre = Coord {
        x: 106.2585,
        y: 22.6657,
    };
    let east = |metres: f64| -> Geometry<f64> {
        geo::Point(geodesic::destination(centre, 90.0, metres)).into()
    };
    let snapshot = with(vec![
        zone("inner", "very-high", circle(centre.x, centre.y, 1_000.0)),
        zone("outer", "medium", circle(centre.x, centre.y, 2_000.0)),
        place("just-inside", PlaceKind::School, &[], east(990.0)),
        place("just-outside", PlaceKind::School, &[], east(1_010.0)),
        place("well-outside", PlaceKind::School, &[], east(1_500.0)),
        place("at-the-outer-edge", PlaceKind::School, &[], east(2_010.0)),
    ]);
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let schools = |class: usize| figures(&answer.province[class].exposed)[3].unwrap();
    assert_eq!(schools(0), [0, 1, 2].map(Decimal::from));
    assert_eq!(schools(1), [0, 0, 0].map(Decimal::from));
    assert_eq!(schools(2), [1, 2, 4].map(Decimal::from));
    assert_eq!(schools(3), [0, 0, 0].map(Decimal::from));
}

/// Low, value and high of every figure; none where it is unknown.
fn figures(exposed: &Exposed) -> [Option<[Decimal; 3]>; 7] {
    let all = [
        Some(exposed.area_km2),
        exposed.people,
        exposed.houses,
        exposed.schools,
        exposed.health_facilities,
        exposed.road_km,
        exposed.settlements_without_houses,
    ];
    all.map(|figure| figure.map(|range| [range.low, range.value, range.high]))
}

/// The hamlets stand for their own unit alone; in others people live everywhere alike.
fn people_follow_the_hamlets(answer: &Exposure, unit: usize, centre: Coord<f64>, whole: f64) {
    let code = SHIPPED.1.units()[unit].unit.code();
    let own = answer.units.iter().find(|one| one.code == *code).unwrap();
    let [low, value, _] = figures(&own.classes[1].exposed)[1].unwrap();
    let beyond = geodesic::destination(centre, 90.0, 1_010.0);
    let of = if SHIPPED.1.owner(beyond) == Some(unit) {
        47.0
    } else {
        40.0
    };
    let by_hamlets = whole * 40.0 / of;
    assert_eq!(low, value);
    assert!(
        (value.to_f64().unwrap() - by_hamlets).abs() < 1e-3,
        "{value} {by_hamlets}"
    );
}

/// Low, value and high of every figure are the sums of the units', to the last digit.
fn units_add_up(answer: &Exposure) {
    for (class, total) in answer.province.iter().enumerate() {
        let of_units = answer
            .units
            .iter()
            .filter_map(|unit| unit.classes.get(class));
        let units: Vec<_> = of_units.map(|unit| figures(&unit.exposed)).collect();
        for (figure, total) in figures(&total.exposed).into_iter().enumerate() {
            let known = units.iter().filter_map(|unit| unit[figure]);
            let sum = known.reduce(|a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
            assert_eq!(
                sum, total,
                "units add up exactly: figure {figure} of class {class}"
            );
        }
    }
}

#[test]
fn houses_schools_and_health_posts_are_ranges_that_add_up() {
    let centre = Coord {
        x: 106.2585,
        y: 22.6657,
    };
    let east = |metres: f64| -> Geometry<f64> {
        geo::Point(geodesic::destination(centre, 90.0, metres)).into()
    };
    let unit = SHIPPED.1.owner(centre).unwrap();
    let whole = SHIPPED.1.populations(&SHIPPED.0)[unit].unwrap();
    let whole = whole.to_f64().unwrap();
    let houses = |id: &str, count: f64, at| {
        let people = whole * count / 47.0;
        let people = ("population", AttributeValue::Number(people));
        let houses = ("houses", AttributeValue::Number(count));
        place(id, PlaceKind::Settlement, &[people, houses], at)
    };
    let snapshot = with(vec![
        zone("circle", "high", circle(centre.x, centre.y, 1_000.0)),
        place("school-inside", PlaceKind::School, &[], east(0.0)),
        place("school-near-the-edge", PlaceKind::School, &[], east(990.0)),
        place(
            "school-beyond-the-edge",
            PlaceKind::School,
            &[],
            east(1_010.0),
        ),
        place(
            "post-far-away",
            PlaceKind::HealthFacility,
            &[],
            east(3_000.0),
        ),
        houses("hamlet-inside", 40.0, east(100.0)),
        houses("hamlet-beyond-the-edge", 7.0, east(1_010.0)),
        place("hamlet-silent", PlaceKind::Settlement, &[], east(200.0)),
        place(
            "hamlet-silent-beyond",
            PlaceKind::Settlement,
            &[],
            east(1_005.0),
        ),
    ]);
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let [_, _, houses, schools, posts, _, silent] = figures(&answer.province[1].exposed);
    let by_hand = |low: i64, value: i64, high: i64| Some([low, value, high].map(Decimal::from));
    assert_eq!(schools, by_hand(1, 2, 3), "25 m at 1:50,000");
    assert_eq!(houses, by_hand(40, 40, 47));
    assert_eq!(silent, by_hand(1, 1, 2), "settlements that state no houses");
    people_follow_the_hamlets(&answer, unit, centre, whole);
    assert_eq!(posts, by_hand(0, 0, 0));
    units_add_up(&answer);
}

#[test]
fn no_hazard_map_is_not_no_hazard() {
    let answer = exposure(&SHIPPED.0, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    assert_eq!(
        (answer.zones, answer.units_mapped, answer.units_of),
        (0, 0, 56)
    );
    assert!(
        answer
            .units
            .iter()
            .all(|unit| unit.mapping == Mapping::NotMapped && unit.classes.is_empty())
    );
    let surveyed = SHIPPED.1.units()[3].unit.code().clone();
    let request = ExposureRequest {
        surveyed_units: vec![surveyed.clone()],
        ..ExposureRequest::default()
    };
    let answer = exposure(&SHIPPED.0, &SHIPPED.1, &request, &go()).unwrap();
    let unit = answer
        .units
        .iter()
        .find(|unit| unit.code == surveyed)
        .unwrap();
    assert_eq!(unit.mapping, Mapping::Mapped);
    assert!(
        unit.classes
            .iter()
            .all(|class| class.exposed.area_km2.high.is_zero())
    );
}

/// A day before the boundaries that are known: everything that counts by unit is refused instead of answered with zeros.
#[test]
fn a_day_without_boundaries_is_refused_by_every_question_about_units() {
    let map = UnitMap::new(&SHIPPED.0, date(2025, 6, 30));
    let covered = coverage(&SHIPPED.0, &map, &all_corridors(vec![5.0]), &go(), &nobody);
    let exposed = exposure(&SHIPPED.0, &map, &ExposureRequest::default(), &go());
    let units = query(&SHIPPED.0, &map, &question(Features::Units), &go());
    let per_unit = QueryRequest {
        per_zone: Some(PerZone {
            zones: Features::Units,
            sum: vec![],
        }),
        ..question(Features::Kind(PlaceKind::BorderGate))
    };
    let counted = query(&SHIPPED.0, &map, &per_unit, &go());
    let located = Finder::new(&SHIPPED.0, &map, LocateOptions::default());
    let told = [
        covered.unwrap_err().to_string(),
        exposed.unwrap_err().to_string(),
        units.unwrap_err().to_string(),
        counted.unwrap_err().to_string(),
        located.err().unwrap().to_string(),
    ];
    for words in told {
        assert_eq!(
            words,
            "no unit has a boundary on 2025-06-30: ask about 2025-07-01 or a later day, boundaries before it are not loaded"
        );
    }
    let gates = question(Features::Kind(PlaceKind::BorderGate));
    assert!(query(&SHIPPED.0, &map, &gates, &go()).unwrap().total > 0);
}

#[test]
fn an_answer_names_the_target_its_layer_and_the_zones_in_both_languages() {
    let request = QueryRequest {
        relation: Some(Relation::WithinDistance {
            target: Target::Layer("corridors".parse().unwrap()),
            distance_m: 5_000.5,
        }),
        also: vec![Further {
            relation: Relation::Within {
                target: Target::Unit("01447".parse().unwrap()),
            },
            is_not: true,
        }],
        per_zone: Some(PerZone {
            zones: Features::Units,
            sum: vec![],
        }),
        ..question(Features::Kind(PlaceKind::BorderGate))
    };
    let answer = query(&SHIPPED.0, &SHIPPED.1, &request, &go()).unwrap();
    let title = &SHIPPED
        .0
        .layer(&"corridors".parse().unwrap())
        .unwrap()
        .title;
    let (vi, en): (Vec<_>, Vec<_>) = answer
        .explanation
        .iter()
        .map(|text| (text.vi.as_str(), text.en.as_str()))
        .unzip();
    let (vi, en) = (vi.join(" "), en.join(" "));
    for part in [
        "cửa khẩu".to_owned(),
        "không thuộc số nằm trọn trong Xã Trà Lĩnh (01447)".to_owned(),
        format!("cách lớp «{}» nhiều nhất 5.000,5 m", title.vi),
        "Đếm theo vùng: đơn vị hành chính".to_owned(),
    ] {
        assert!(
            vi.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {vi}"
        );
    }
    for part in [
        "are not among those that lie wholly within Xã Trà Lĩnh (01447)".to_owned(),
        format!("lie at most 5000.5 m from the layer “{}”", title.en),
        "Counted per zone: units".to_owned(),
    ] {
        assert!(en.contains(&part), "{part}: {en}");
    }
}

/// Commune by commune, by a line drawn by hand beside a known corridor: the difference is that of two separate answers.
#[test]
fn an_alternative_may_be_a_drawn_line() {
    let corridor = all_corridors(vec![2.0]).axes.corridors.remove(0);
    let line = LineString::from(vec![(106.1, 22.6), (106.3, 22.7), (106.5, 22.65)]);
    let known = Axes {
        corridors: vec![corridor],
        line: None,
    };
    let drawn = Axes {
        corridors: vec![],
        line: Some(line.into()),
    };
    let ask = |axes: &Axes, compare_with: Option<Axes>| {
        covered(&CoverageRequest {
            axes: axes.clone(),
            compare_with,
            ..all_corridors(vec![2.0])
        })
    };
    let together = ask(&known, Some(drawn.clone()));
    let (first, second) = (ask(&known, None), ask(&drawn, None));
    let alternative = together.alternative.unwrap();
    assert_eq!(alternative.widths, second.widths);
    let difference = &alternative.difference[0];
    let area = |answer: &Coverage| answer.widths[0].province.covered_km2;
    assert_eq!(difference.area_km2, area(&second) - area(&first));
    let ids = |answer: &Coverage| -> Vec<_> {
        let inside = answer.widths[0].inside.iter();
        inside.map(|place| place.id.clone()).collect()
    };
    let (a, b) = (ids(&first), ids(&second));
    let only = |a: &[PlaceId], b: &[PlaceId]| -> Vec<PlaceId> {
        a.iter().filter(|id| !b.contains(id)).cloned().collect()
    };
    assert_eq!(difference.gained, only(&b, &a));
    assert_eq!(difference.lost, only(&a, &b));
    assert!(!(difference.gained.is_empty() && difference.lost.is_empty()));
    let said = &together.explanation[1];
    assert!(said.vi.contains("đường đã vẽ") && said.en.contains("the drawn line"));
}

#[test]
fn a_road_along_a_zone_is_a_range() {
    // A straight road of 20 km due east through a circle of 1 km: 2 km lie inside, from 1.95 to 2.05.
    let (x, y) = (106.2585, 22.6657);
    let road = LineString::from(vec![(x - 0.1, y), (x + 0.1, y)]);
    let snapshot = with(vec![
        zone("circle", "high", circle(x, y, 1_000.0)),
        place("road", PlaceKind::Road, &[], road.into()),
    ]);
    let answer = exposure(&snapshot, &SHIPPED.1, &ExposureRequest::default(), &go()).unwrap();
    let road = answer.province[1].exposed.road_km.unwrap();
    let [low, value, high] = [road.low, road.value, road.high].map(|km| km.to_f64().unwrap());
    assert!(
        (value - 2.0).abs() < 0.02 && (low - 1.95).abs() < 0.02 && (high - 2.05).abs() < 0.02,
        "{road:?}"
    );
}

#[test]
fn every_shipped_gate_is_found_in_its_unit() {
    let finder = Finder::new(&SHIPPED.0, &SHIPPED.1, LocateOptions::default()).unwrap();
    for gate in SHIPPED.0.places().of_kind(PlaceKind::BorderGate) {
        let Some(Geometry::Point(point)) = gate.geometry else {
            panic!("{} has no position", gate.id)
        };
        let location = finder.locate(point.0);
        let nearest = location.gate.unwrap();
        assert!(
            nearest.is_in_zone && nearest.distance_m < 0.1,
            "{}",
            gate.id
        );
        if let Some(unit) = location.unit {
            assert!(
                gate.unit_codes.contains(&unit.code),
                "{} {:?}",
                gate.id,
                unit.code
            );
        }
    }
    let off = finder.locate_all(&[Coord { x: 200.0, y: 0.0 }], &go(), |_| {});
    assert!(matches!(
        off,
        Err(LocateError::OffTheEarth { index: 1, .. })
    ));
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
        limit: None,
        offset: 0,
    }
}

#[test]
fn queries_filter_relate_rank_and_count() {
    let ask = |request: &QueryRequest| query(&SHIPPED.0, &SHIPPED.1, request, &go()).unwrap();
    let border = ask(&QueryRequest {
        filter: Some(serde_json::from_str("\"is_border = TRUE\"").unwrap()),
        ..question(Features::Units)
    });
    assert_eq!(border.total, 21);
    let unit = "01447".parse().unwrap();
    let inside = ask(&QueryRequest {
        relation: Some(Relation::Within {
            target: Target::Unit(unit),
        }),
        ..question(Features::Kind(PlaceKind::BorderGate))
    });
    assert!(
        inside.rows.iter().any(|row| row.id == "tra-linh"),
        "{inside:?}"
    );
    let near = Target::Geometry(geo::Point::new(106.3, 22.8).into());
    let nearest = ask(&QueryRequest {
        relation: Some(Relation::Nearest {
            target: near.clone(),
            k: 3,
        }),
        ..question(Features::Kind(PlaceKind::BorderGate))
    });
    let farthest = nearest.rows[2].distance_m.unwrap();
    let within = ask(&QueryRequest {
        relation: Some(Relation::WithinDistance {
            target: near,
            distance_m: farthest,
        }),
        ..question(Features::Kind(PlaceKind::BorderGate))
    });
    assert_eq!(within.rows, nearest.rows, "the same three either way");
    let counted = ask(&QueryRequest {
        per_zone: Some(PerZone {
            zones: Features::Units,
            sum: vec![],
        }),
        each_nearest: Some(EachNearest {
            of: Features::Kind(PlaceKind::BorderGate),
            k: 2,
        }),
        limit: Some(10),
        ..question(Features::Kind(PlaceKind::PointOfInterest))
    });
    let zones = counted.zones.unwrap();
    assert_eq!(
        zones.iter().map(|zone| zone.count).sum::<usize>(),
        counted.total
    );
    assert!(counted.rows.len() == 10 && counted.rows.iter().all(|row| row.nearest.len() == 2));
}

#[test]
fn sums_per_zone_are_those_by_hand_and_say_what_is_missing() {
    let (x, y) = (106.2585, 22.6657);
    let east = |metres: f64| -> Geometry<f64> {
        geo::Point(geodesic::destination(Coord { x, y }, 90.0, metres)).into()
    };
    let hamlet = |id: &str, people: Option<f64>, metres: f64| {
        let people: Vec<_> = people
            .map(|number| ("population", AttributeValue::Number(number)))
            .into_iter()
            .collect();
        place(id, PlaceKind::Settlement, &people, east(metres))
    };
    let snapshot = with(vec![
        zone("inner", "high", circle(x, y, 1_000.0)),
        zone("outer", "low", circle(x, y, 3_000.0)),
        zone("empty", "low", circle(x + 0.2, y, 500.0)),
        hamlet("a", Some(120.5), 0.0),
        hamlet("b", Some(30.0), 900.0),
        hamlet("c", None, 950.0),
        hamlet("d", Some(7.25), 2_000.0),
        hamlet("e", Some(1_000.0), 4_000.0),
    ]);
    let request = QueryRequest {
        per_zone: Some(PerZone {
            zones: Features::Kind(PlaceKind::LandslideZone),
            sum: vec!["population".to_owned()],
        }),
        ..question(Features::Kind(PlaceKind::Settlement))
    };
    let answer = query(&snapshot, &SHIPPED.1, &request, &go()).unwrap();
    let found = |id: &str| {
        let zones = answer.zones.as_ref().unwrap();
        let zone = zones
            .iter()
            .find(|zone| zone.id.as_deref() == Some(id))
            .unwrap();
        (
            zone.count,
            zone.sums["population"],
            zone.missing["population"],
        )
    };
    assert_eq!(found("inner"), (3, Some(Decimal::new(1_505, 1)), 1));
    assert_eq!(found("outer"), (4, Some(Decimal::new(15_775, 2)), 1));
    assert_eq!(found("empty"), (0, None, 0), "no sum is not zero");
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let request = serde_json::to_value(all_corridors(vec![2.0, 5.0])).unwrap();
    let question = Question::read(ScenarioKind::Coverage, &request).unwrap();
    let travels = TravelMemory::default();
    let first = question
        .answer(&SHIPPED.0, &SHIPPED.1, &travels, &go(), &nobody)
        .unwrap();
    let again = Snapshot::new(1, shipped::records().unwrap());
    let second = question
        .answer(&again, &UnitMap::new(&again, ON), &travels, &go(), &nobody)
        .unwrap();
    assert_eq!(first.result_sha256, second.result_sha256);
    assert_eq!(
        serde_json::to_vec(&first.result).unwrap(),
        serde_json::to_vec(&second.result).unwrap()
    );
}

#[test]
fn hostile_lines_are_refused_with_a_reason() {
    let ask = |line: Geometry<f64>| {
        let axes = Axes {
            corridors: vec![],
            line: Some(line),
        };
        let request = CoverageRequest {
            axes,
            ..all_corridors(vec![5.0])
        };
        coverage(&SHIPPED.0, &SHIPPED.1, &request, &go(), &nobody).unwrap_err()
    };
    let million: LineString<f64> = (0..1_000_000)
        .map(|i| (105.0 + f64::from(i) * 1e-6, 22.5))
        .collect();
    assert!(ask(million.into()).to_string().contains("1000000 vertices"));
    let not_a_number = LineString::from(vec![(106.0, 22.0), (f64::NAN, 22.0)]);
    assert!(ask(not_a_number.into()).to_string().contains("NaN"));
    assert!(matches!(
        ask(MultiPolygon::<f64>::new(vec![]).into()),
        CoverageError::Line(_)
    ));
    assert!(matches!(
        ask(geo::Point::new(106.0, 22.5).into()),
        CoverageError::NotALine { shape: "Point" }
    ));
    let around = LineString::from(vec![(-170.0, 0.0), (170.0, 0.0)]);
    assert!(ask(around.into()).to_string().contains("longitude"));
}

#[test]
fn work_stops_when_its_asker_goes_away() {
    let interrupt = go();
    interrupt.raise();
    let request = all_corridors(vec![5.0]);
    let stopped = coverage(&SHIPPED.0, &SHIPPED.1, &request, &interrupt, &nobody);
    assert!(matches!(
        stopped,
        Err(CoverageError::Interrupted(_) | CoverageError::Buffer(_))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_drawn_line_covers_more_when_wider(
        x in 105.4..106.6f64, y in 22.4..23.0f64, dx in -0.3..0.3f64, dy in -0.2..0.2f64, km in 0.2..15.0f64,
    ) {
        prop_assume!(dx.abs() + dy.abs() > 1e-3);
        let line = LineString::from(vec![(x, y), (x + dx, y + dy), (x + dy, y - dx)]);
        let axes = Axes { corridors: vec![], line: Some(line.into()) };
        let answer = covered(&CoverageRequest { axes, ..all_corridors(vec![km, km + 0.5]) });
        for (narrow, wide) in answer.widths[0].units.iter().zip(&answer.widths[1].units) {
            prop_assert!(narrow.covered.covered_km2 <= wide.covered.covered_km2);
            prop_assert!(wide.covered.covered_km2 <= wide.covered.area_km2);
        }
    }

    #[test]
    fn units_together_are_the_province(x in 105.3..106.8f64, y in 22.4..23.1f64, radius in 500.0..30_000.0f64) {
        // What a circle shares with each unit adds up to what it shares with all of them as one region; a unit's
        // share is of its geodesic area, which straight edges of some 500 m in the plane miss by some 1e-6.
        let shape = nonnuoc::geometry::parts::areas(&circle(x, y, radius));
        let region = SHIPPED.1.region(&shape);
        let of_units: f64 = SHIPPED.1.units().iter().map(|unit| unit.covered_m2(&region)).sum();
        let all: Vec<Polygon<f64>> =
            SHIPPED.1.units().iter().flat_map(|unit| unit.boundary.geometry.0.iter().cloned()).collect();
        let together = SHIPPED.1.region(&MultiPolygon::new(all)).shared_area(&region);
        prop_assert!((of_units - together).abs() < 1.0 + together * 1e-5, "{} {}", of_units, together);
    }
}

/// The published CQL2 examples: text and JSON are read, and where an example has both they mean the same.
#[test]
fn published_cql2_examples_are_read_in_both_forms() {
    let root = std::env::var("NONNUOC_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let folder = std::path::Path::new(&root).join("oracles/cql2");
    let Ok(entries) = std::fs::read_dir(folder.join("text")) else {
        println!(
            "skipped: {} is absent (NONNUOC_SHARED names the folder)",
            folder.display()
        );
        return;
    };
    let (mut same, mut differing, mut unread) = (0, Vec::new(), Vec::new());
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(from_text) = text.trim().parse::<cql2::Expr>() else {
            unread.push(name);
            continue;
        };
        let json = folder
            .join("json")
            .join(format!("{}.json", name.split("-alt").next().unwrap()));
        let Ok(json) = std::fs::read_to_string(json) else {
            continue;
        };
        match cql2::parse_json(&json) {
            // Compared as text: as shapes, the crossing ring of example 46 equals nothing, not even itself.
            Ok(from_json) if from_json.to_text().unwrap() == from_text.to_text().unwrap() => {
                same += 1;
            }
            Ok(_) => differing.push(name),
            Err(_) => unread.push(format!("{name}.json")),
        }
    }
    differing.sort();
    println!(
        "{same} examples mean the same in both forms; differing: {differing:?}; not read: {unread:?}"
    );
    assert!(same >= SAME_AT_LEAST, "{same}");
    assert_eq!(unread, Vec::<String>::new());
    assert_eq!(differing, Vec::<String>::new());
}

/// Examples that mean the same in both forms.
const SAME_AT_LEAST: usize = 120;

/// The names of attributes that an expression asks for.
fn names_in(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(name) = fields.get("property").and_then(serde_json::Value::as_str) {
                names.push(name.to_owned());
            }
            fields.values().for_each(|field| names_in(field, names));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}

/// What a filter says of three features: without any attribute, with numbers, with texts; or why it is refused.
fn verdicts(source: &FilterSource, expression: &cql2::Expr) -> Vec<String> {
    let mut names = Vec::new();
    names_in(&serde_json::to_value(expression).unwrap(), &mut names);
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let filter = match Filter::read(source, &known) {
        Ok(filter) => filter,
        Err(refusal) => return vec![format!("refused: {refusal}")],
    };
    let square: Geometry<f64> = geo::Rect::new(
        geo::coord! {x: -10.0, y: -10.0},
        geo::coord! {x: 10.0, y: 10.0},
    )
    .to_polygon()
    .into();
    let with = |value: serde_json::Value| -> serde_json::Value {
        names
            .iter()
            .map(|name| (name.clone(), value.clone()))
            .collect()
    };
    [serde_json::json!({}), with(10.into()), with("foo".into())]
        .iter()
        .map(
            |properties| match filter.matches("feature", properties, Some(&square)) {
                Ok(answer) => answer.to_string(),
                Err(refusal) => format!("refused: {refusal}"),
            },
        )
        .collect()
}

/// The published CQL2 examples, applied to features: each is answered or refused in words, and its two forms say the same.
#[test]
fn published_cql2_examples_are_answered_or_refused_the_same_in_both_forms() {
    let root = std::env::var("NONNUOC_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let folder = std::path::Path::new(&root).join("oracles/cql2");
    let Ok(entries) = std::fs::read_dir(folder.join("json")) else {
        println!(
            "skipped: {} is absent (NONNUOC_SHARED names the folder)",
            folder.display()
        );
        return;
    };
    let (mut answered, mut refused, mut compared) = (Vec::new(), Vec::new(), 0);
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let json = std::fs::read_to_string(&path).unwrap();
        let expression = cql2::parse_json(&json).unwrap();
        let source = FilterSource::Json(serde_json::from_str(&json).unwrap());
        let by_json = verdicts(&source, &expression);
        if let Ok(text) = std::fs::read_to_string(folder.join("text").join(format!("{name}.txt"))) {
            assert_eq!(
                by_json,
                verdicts(&FilterSource::Text(text), &expression),
                "{name}"
            );
            compared += 1;
        }
        match by_json
            .iter()
            .find(|verdict| verdict.starts_with("refused: "))
        {
            Some(refusal) if by_json.len() == 1 => refused.push(format!("{name}: {refusal}")),
            _ => answered.push(name),
        }
    }
    refused.sort();
    println!(
        "{} answered, {} refused, {compared} compared in both forms:\n{}",
        answered.len(),
        refused.len(),
        refused.join("\n")
    );
    assert!(compared >= 100, "{compared}");
    assert!(answered.len() >= ANSWERED_AT_LEAST, "{}", answered.len());
    // A refusal names what is not worked out: a function, a shape that is not valid or not written out.
    for refusal in &refused {
        let is_clear = ["no operator of CQL2", "geometry", "needs the property"];
        assert!(
            is_clear.iter().any(|words| refusal.contains(words)),
            "{refusal}"
        );
    }
}

/// Examples that are worked out; the others use functions of somebody's own, or shapes that are not valid.
const ANSWERED_AT_LEAST: usize = 97;
