//! Travel times against `NetworkX`, `SciPy` and a second computation of Tobler's function. Tolerance: 1e-9 of the value.

use std::sync::Arc;

use geo::{Coord, LineString};
use nonnuoc::analysis::access::{
    Direction, Landscape, Road, RoadClass, Surface, TravelMatrix, TravelMethod, TravelMode,
    TravelModel, TravelOptions, Unreached,
};
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::model::raster::{Raster, RasterHeader};
use serde_json::{Value, json};

use crate::data::{Sequence, features, shared};
use crate::python;

fn road(line: Vec<Coord<f64>>, speed_kmh: f64, is_one_way: bool) -> Road {
    Road {
        place: None,
        line: LineString::new(line),
        class: RoadClass::Commune,
        surface: Surface::Paved,
        speed_kmh: Some(speed_kmh),
        is_one_way,
        closed_season: None,
        has_no_bridge: false,
    }
}

/// Towns joined to towns nearby by bent roads, and lanes that end in the middle of roads.
fn random_roads() -> Vec<Road> {
    let mut random = Sequence(2_026);
    let towns: Vec<Coord<f64>> = (0..250)
        .map(|_| Coord {
            x: 105.9 + 0.3 * random.next(),
            y: 22.5 + 0.3 * random.next(),
        })
        .collect();
    let mut roads = Vec::new();
    for (index, &from) in towns.iter().enumerate() {
        let mut near: Vec<_> = towns
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .collect();
        near.sort_by(|a, b| {
            let squared = |at: &Coord<f64>| (at.x - from.x).powi(2) + (at.y - from.y).powi(2);
            squared(a.1).total_cmp(&squared(b.1))
        });
        for &(_, &to) in &near[..2] {
            let bend = (from + to) / 2.0
                + Coord {
                    x: 0.002 * (random.next() - 0.5),
                    y: 0.002 * (random.next() - 0.5),
                };
            roads.push(road(
                vec![from, bend, to],
                10.0 + 50.0 * random.next(),
                random.next() < 0.3,
            ));
            if random.next() < 0.2 {
                let lane = vec![
                    (from + bend) / 2.0,
                    bend + Coord {
                        x: 0.003,
                        y: -0.004,
                    },
                ];
                roads.push(road(lane, 5.0 + 10.0 * random.next(), false));
            }
        }
    }
    roads
}

fn matrix(landscape: &Landscape, places: &[Coord<f64>], options: &TravelOptions) -> TravelMatrix {
    let quiet = Interrupt::default();
    let model = TravelModel::new(landscape, places, options, &quiet).unwrap();
    let all: Vec<usize> = (0..places.len()).collect();
    model
        .matrix(&all, &all, options.direction, &quiet, &|_| {})
        .unwrap()
}

/// Compares each trip with the other engine's and tells how many were compared and how many are no way.
fn compare(ours: &TravelMatrix, theirs: &Value) -> (usize, usize) {
    let (mut ways, mut none) = (0, 0);
    for origin in 0..ours.origins() {
        for destination in 0..ours.destinations() {
            let expected = theirs[origin][destination].as_f64();
            match (ours.minutes(origin, destination), expected) {
                (None, None) => none += 1,
                (Some(minutes), Some(expected)) => {
                    let error = (minutes - expected).abs();
                    assert!(
                        error <= expected * 1e-9,
                        "{origin} to {destination}: {minutes} {expected}"
                    );
                    ways += usize::from(origin != destination);
                }
                (minutes, expected) => {
                    panic!("{origin} to {destination}: {minutes:?} {expected:?}")
                }
            }
        }
    }
    (ways, none)
}

fn same_as_networkx_and_scipy(roads: Vec<Road>, every: usize) -> Option<(usize, usize, u64)> {
    let lines = roads.iter().map(|road| {
        let line: Vec<[f64; 2]> = road.line.0.iter().map(|at| [at.x, at.y]).collect();
        json!({"line": line, "speed_kmh": road.speed_kmh, "is_one_way": road.is_one_way})
    });
    let vertices: Vec<Coord<f64>> = roads
        .iter()
        .flat_map(|road| road.line.0.iter().copied())
        .collect();
    let asked: Vec<usize> = (0..vertices.len()).step_by(every).collect();
    let question =
        json!({"kind": "network", "roads": lines.collect::<Vec<_>>(), "vertices": asked});
    let answer = python::ask("access.py", &question)?;
    let places: Vec<Coord<f64>> = asked.iter().map(|&vertex| vertices[vertex]).collect();
    let options = TravelOptions {
        mode: TravelMode::Road,
        snap_limit_m: 0.5,
        ..TravelOptions::default()
    };
    let ours = matrix(
        &Landscape {
            roads,
            ..Landscape::default()
        },
        &places,
        &options,
    );
    let (ways, none) = compare(&ours, &answer["networkx"]);
    assert_eq!((ways, none), compare(&ours, &answer["scipy"]));
    Some((ways, none, answer["splits"].as_u64().unwrap()))
}

#[test]
fn a_random_network_takes_as_long_as_for_networkx_and_scipy() {
    if let Some((ways, none, splits)) = same_as_networkx_and_scipy(random_roads(), 12) {
        assert!(
            ways > 2_000 && none > 100 && splits > 50,
            "{ways} {none} {splits}"
        );
    }
}

#[test]
fn the_main_roads_take_as_long_as_for_networkx_and_scipy() {
    let Some(text) = shared("geodata/reference/main_roads.geojson") else {
        return;
    };
    let lines = features(&text, "ref")
        .into_iter()
        .flat_map(|(_, shape)| nonnuoc::geometry::parts::lines(&shape));
    let roads = lines
        .enumerate()
        .map(|(index, line)| road(line.0, 20.0 + index as f64, false));
    if let Some((ways, ..)) = same_as_networkx_and_scipy(roads.collect(), 29) {
        assert!(ways > 500, "{ways}");
    }
}

const SIDE: (usize, usize) = (60, 45);

fn grid(values: &[f64]) -> Arc<Raster> {
    let header = RasterHeader {
        file: "test.tif".to_owned(),
        band: 1,
        width: SIDE.0,
        height: SIDE.1,
        west: 106.0,
        north: 22.75,
        cell_width: 0.002,
        cell_height: 0.002,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    Arc::new(Raster::new(header, values.to_vec()).unwrap())
}

/// The heights of steep mountains, minutes for a level kilometre, and a river that winds between.
fn mountains() -> (Vec<f64>, Vec<f64>, Vec<[f64; 2]>) {
    let mut random = Sequence(7);
    let cells = || (0..SIDE.1).flat_map(|y| (0..SIDE.0).map(move |x| (x as f64, y as f64)));
    let heights: Vec<f64> = cells()
        .map(|(x, y)| {
            (600.0 + 250.0 * (x / 7.0).sin() + 180.0 * (y / 5.0).cos() + 60.0 * random.next())
                .round()
        })
        .collect();
    let frictions: Vec<f64> = cells()
        .map(|(x, y)| 12.0 + (x * 3.0 + y * 5.0) % 17.0 / 4.0)
        .collect();
    let river: Vec<[f64; 2]> = (0..23)
        .map(|i| {
            [
                106.051_3 + 0.004_7 * f64::from(i % 3),
                22.755_1 - 0.0034 * f64::from(i),
            ]
        })
        .collect();
    (heights, frictions, river)
}

/// Steep mountains; a river that parts them but for a gap; ground that is slower here and faster there.
#[test]
fn walking_over_mountains_takes_as_long_as_by_tobler_and_scipy() {
    let (heights, frictions, river) = mountains();
    let asked: Vec<(usize, usize)> = (0..24)
        .map(|i| (i * 17 % SIDE.0, i * 29 % SIDE.1))
        .collect();
    let places: Vec<Coord<f64>> = asked
        .iter()
        .map(|&(x, y)| Coord {
            x: 106.0 + (x as f64 + 0.5) * 0.002,
            y: 22.75 - (y as f64 + 0.5) * 0.002,
        })
        .collect();
    for (rivers, friction) in [
        (vec![], vec![]),
        (vec![river.clone()], vec![]),
        (vec![river], frictions),
    ] {
        let question = json!({
            "kind": "terrain", "width": SIDE.0, "height": SIDE.1, "heights": heights, "friction": friction,
            "west": 106.0, "north": 22.75, "cell": 0.002, "rivers": rivers, "cells": asked,
        });
        let Some(answer) = python::ask("access.py", &question) else {
            return;
        };
        assert_eq!(answer["blocked"] == 0, rivers.is_empty());
        let mut landscape = Landscape {
            elevation: Some(grid(&heights)),
            friction: (!friction.is_empty()).then(|| grid(&friction)),
            ..Landscape::default()
        };
        let line = |line: &Vec<[f64; 2]>| line.iter().map(|&[x, y]| Coord { x, y }).collect();
        landscape.barriers.rivers = rivers
            .iter()
            .map(|river| LineString::new(line(river)))
            .collect();
        let there = TravelOptions {
            mode: TravelMode::OnFoot,
            cell_m: 1.0,
            ..TravelOptions::default()
        };
        let (ways, _) = compare(&matrix(&landscape, &places, &there), &answer["minutes"]);
        assert_eq!(ways, 24 * 23);
        let back = TravelOptions {
            direction: Direction::FromFacility,
            ..there
        };
        let theirs = answer["minutes"].as_array().unwrap();
        let turned: Vec<Vec<Value>> = (0..24)
            .map(|row| theirs.iter().map(|of| of[row].clone()).collect())
            .collect();
        compare(&matrix(&landscape, &places, &back), &json!(turned));
    }
}

/// Roads over the mountains: one over the river's gap, one across it, one that leads one way; vertices some 150 m apart, so
/// that no edge is longer than a cell.
fn mountain_roads() -> Vec<Road> {
    let line = |from: (f64, f64), to: (f64, f64)| -> Vec<Coord<f64>> {
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 0.0014).ceil();
        let count = steps as u32;
        (0..=count)
            .map(|step| {
                let share = f64::from(step) / steps;
                let bend = 0.0003 * (f64::from(step) * 1.7).sin();
                Coord {
                    x: from.0 + (to.0 - from.0) * share + bend,
                    y: from.1 + (to.1 - from.1) * share - bend,
                }
            })
            .collect()
    };
    let (a, b) = ((106.0077, 22.7343), (106.1088, 22.6871));
    let (c, d) = ((106.0303, 22.6707), (106.0912, 22.7402));
    vec![
        road(line(a, b), 20.0, false),
        road(line(c, d), 12.0, true),
        road(line((106.0121, 22.6649), (106.1115, 22.7011)), 15.0, false),
    ]
}

/// On foot to a road, by vehicle along it, and on foot to the end: the river is crossed on roads alone.
#[test]
fn combined_ways_take_as_long_as_by_scipy() {
    let (heights, frictions, river) = mountains();
    let roads = mountain_roads();
    let on_roads = roads.iter().flat_map(|road| road.line.0.iter().step_by(11));
    let beside = (0..20).map(|i| Coord {
        x: 106.000_7 + 0.002 * f64::from(i * 17 % 60),
        y: 22.749_1 - 0.002 * f64::from(i * 29 % 45),
    });
    let places: Vec<Coord<f64>> = on_roads.copied().chain(beside).collect();
    let rivers = [river.clone(), vec![[106.06, 22.76], [106.062, 22.65]]];
    let roads_asked = roads.iter().map(|road| {
        let line: Vec<[f64; 2]> = road.line.0.iter().map(|at| [at.x, at.y]).collect();
        json!({"line": line, "speed_kmh": road.speed_kmh, "is_one_way": road.is_one_way})
    });
    let options = TravelOptions {
        mode: TravelMode::Combined,
        cell_m: 1.0,
        snap_limit_m: 0.0,
        ..TravelOptions::default()
    };
    let question = json!({
        "kind": "combined", "width": SIDE.0, "height": SIDE.1, "heights": heights, "friction": frictions,
        "west": 106.0, "north": 22.75, "cell": 0.002, "rivers": rivers,
        "roads": roads_asked.collect::<Vec<_>>(), "places": places.iter().map(|at| [at.x, at.y]).collect::<Vec<_>>(),
        "detour_factor": options.detour_factor, "walking_kmh": options.walking_speed_kmh,
    });
    let Some(answer) = python::ask("access.py", &question) else {
        return;
    };
    let mut landscape = Landscape {
        roads,
        elevation: Some(grid(&heights)),
        friction: Some(grid(&frictions)),
        ..Landscape::default()
    };
    landscape.barriers.rivers = rivers
        .iter()
        .map(|river| river.iter().map(|&[x, y]| Coord { x, y }).collect())
        .collect();
    let ours = matrix(&landscape, &places, &options);
    let (ways, none) = compare(&ours, &answer["minutes"]);
    assert!(ways > 1_000 && none == 0, "{ways} {none}");
    let methods = ours.methods();
    assert!(
        methods[&TravelMethod::Combined] > 300 && methods[&TravelMethod::Terrain] > 50,
        "{methods:?}"
    );
    landscape.roads.clear();
    let on_foot = matrix(&landscape, &places, &options);
    let cut_off = on_foot.unreached();
    assert!(
        cut_off[&Unreached::CutOff] > 100,
        "without roads the second river parts the land: {cut_off:?}"
    );
}
