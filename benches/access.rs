//! How long travel times, siting and relocation take: isochrones over the whole province from every school, a matrix on a network,
//! whole questions on the illustrative layers.
//!
//! Prints first how long each whole question takes once, beside what it is to take at most.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops where its data are not as they should be, and tells what it found"
)]

use std::sync::{Arc, LazyLock};
use std::time::Instant;

use divan::Bencher;
use geo::{Coord, LineString};
use nonnuoc::analysis::access::{
    Direction, Landscape, Road, RoadClass, Season, Surface, TravelMemory, TravelMode, TravelModel,
    TravelOptions, TravelRequest, TravelTimes, travel_times,
};
use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::relocation::{RelocationRequest, relocation};
use nonnuoc::analysis::siting::{Model, SitingRequest, siting};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::raster::{Raster, RasterHeader};
use nonnuoc::model::{Edit, Snapshot};

fn main() {
    let (snapshot, _) = &*PROVINCE;
    println!(
        "the province with {} illustrative places:",
        snapshot.places().all().count()
    );
    told(
        "isochrones of 30 and 60 minutes from every school",
        Some(2.0),
        || every_school(200.0),
    );
    told(
        "settlements x schools, both seasons",
        None,
        matrix_of_the_province,
    );
    told(
        "siting over the whole province, on foot and by vehicle",
        None,
        siting_of_the_province,
    );
    told(
        "relocation over the whole province",
        None,
        relocation_of_the_province,
    );
    divan::main();
}

/// Prints how long something takes, and the most that it is to take.
fn told(what: &str, most_s: Option<f64>, run: impl FnOnce() -> usize) {
    let start = Instant::now();
    let found = run();
    let seconds = start.elapsed().as_secs_f64();
    let most = most_s.map_or_else(String::new, |most| {
        let kept = if seconds < most { "kept" } else { "NOT KEPT" };
        format!(", under {most} s: {kept}")
    });
    println!("  {what}: {found} found in {seconds:.3} s{most}");
}

/// What ships with the illustrative layers.
static PROVINCE: LazyLock<(Snapshot, UnitMap)> = LazyLock::new(|| {
    let shipped = Snapshot::new(1, shipped::records().expect("what ships"));
    let map = UnitMap::new(&shipped, jiff::civil::date(2026, 7, 1));
    let edits = inputs::layers(&shipped, &map).into_iter().map(Edit::Put);
    (shipped.apply(2, &edits.collect::<Vec<_>>()), map)
});

fn answered(request: &TravelRequest) -> TravelTimes {
    let (snapshot, map) = &*PROVINCE;
    travel_times(snapshot, map, request, &Interrupt::default(), &|_| {}).expect("an answer")
}

/// The areas within 30 and 60 minutes of every school, on foot and by road, with the people that they serve.
fn every_school(cell_m: f64) -> usize {
    let answer = answered(&TravelRequest {
        travel: TravelOptions {
            cell_m,
            ..TravelOptions::default()
        },
        seasons: vec![Season::Dry],
        isochrone_minutes: vec![30.0, 60.0],
        ..TravelRequest::default()
    });
    answer.runs.iter().map(|run| run.isochrones.len()).sum()
}

fn matrix_of_the_province() -> usize {
    let answer = answered(&TravelRequest {
        with_matrix: true,
        ..TravelRequest::default()
    });
    answer.facilities.len() * answer.origins.len() * answer.runs.len()
}

/// The usual question: five new schools at most, every settlement, school, satellite point and candidate.
fn siting_of_the_province() -> usize {
    let (snapshot, map) = &*PROVINCE;
    let request = SitingRequest {
        most_new: Some(5),
        ..SitingRequest::new(Model::PMedian)
    };
    let found = siting(
        snapshot,
        map,
        &request,
        &TravelMemory::default(),
        &Interrupt::default(),
        &nobody,
    );
    found.expect("an answer").trips.len()
}

fn relocation_of_the_province() -> usize {
    let (snapshot, map) = &*PROVINCE;
    let request = RelocationRequest::default();
    let found = relocation(snapshot, map, &request, &Interrupt::default(), &nobody);
    found.expect("an answer").answer.areas.len()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn isochrones_of_the_province_from_every_school() -> usize {
    every_school(200.0)
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn siting_over_the_province() -> usize {
    siting_of_the_province()
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn relocation_over_the_province() -> usize {
    relocation_of_the_province()
}

const WEST: f64 = 105.26;
const NORTH: f64 = 23.13;

/// Mountains over the province's box in cells of about 100 m: 1,640 × 800.
static HEIGHTS: LazyLock<Arc<Raster>> = LazyLock::new(|| {
    let (width, height) = (1_640, 800);
    let header = RasterHeader {
        file: "heights.tif".to_owned(),
        band: 1,
        width,
        height,
        west: WEST,
        north: NORTH,
        cell_width: 0.000_97,
        cell_height: 0.000_97,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x as f64, y as f64)));
    let heights = cells.map(|(x, y)| {
        600.0
            + 300.0 * (x / 31.0).sin() * (y / 23.0).cos()
            + 60.0 * ((x * 0.37).sin() + (y * 0.53).cos())
    });
    Arc::new(Raster::new(header, heights.collect()).expect("as many heights as cells"))
});

/// Places spread evenly over the province's box, the same in every run.
fn places(count: usize) -> Vec<Coord<f64>> {
    let fraction = |i: usize, step: f64| (i as f64 * step).fract();
    let place = |i| Coord {
        x: WEST + 0.02 + fraction(i, 0.754_877_666_246_692_7) * 1.54,
        y: NORTH - 0.75 + fraction(i, 0.569_840_290_998_053_2) * 0.73,
    };
    (1..=count).map(place).collect()
}

/// A net of roads: 60 by 120 crossings, each road with a bend between two crossings.
fn roads() -> Vec<Road> {
    let at = |x: i32, y: i32| Coord {
        x: WEST + 0.013 * f64::from(x) + 0.002 * f64::from(y * 7 % 5),
        y: NORTH - 0.012 * f64::from(y) - 0.002 * f64::from(x * 3 % 4),
    };
    let ways = (0..60)
        .flat_map(|y| (0..120).flat_map(move |x| [((x, y), (x + 1, y)), ((x, y), (x, y + 1))]));
    let road = |((x, y), (to_x, to_y))| {
        let (from, to) = (at(x, y), at(to_x, to_y));
        let bend = (from + to) / 2.0 + Coord { x: 0.001, y: 0.001 };
        Road {
            place: None,
            line: LineString::new(vec![from, bend, to]),
            class: RoadClass::ALL[(x + 2 * y) as usize % 6],
            surface: Surface::Paved,
            speed_kmh: None,
            is_one_way: false,
            closed_season: None,
            has_no_bridge: false,
        }
    };
    ways.map(road).collect()
}

fn isochrones(landscape: &Landscape, options: &TravelOptions) -> usize {
    let quiet = Interrupt::default();
    let model = TravelModel::new(landscape, &places(220), options, &quiet).expect("a model");
    let schools: Vec<usize> = (0..220).collect();
    let reach = model
        .nearest(&[], &schools, Direction::ToFacility, &quiet)
        .expect("a search");
    let areas = [30.0, 60.0].map(|minutes| {
        model
            .isochrone(&reach, &schools, minutes, &quiet)
            .expect("an area")
    });
    areas.iter().map(|area| area.0.len()).sum()
}

/// The whole question: grid, one search from 220 schools, and the areas within 30 and 60 minutes.
#[divan::bench(args = [100.0, 200.0], sample_count = 5, sample_size = 1)]
fn isochrones_on_foot_from_every_school(bencher: Bencher, cell_m: f64) {
    let landscape = Landscape {
        elevation: Some(Arc::clone(&HEIGHTS)),
        ..Landscape::default()
    };
    let options = TravelOptions {
        mode: TravelMode::OnFoot,
        cell_m,
        ..TravelOptions::default()
    };
    bencher.bench_local(|| isochrones(&landscape, &options));
}

/// The same with roads that are ridden.
#[divan::bench(args = [100.0, 200.0], sample_count = 5, sample_size = 1)]
fn isochrones_combined_from_every_school(bencher: Bencher, cell_m: f64) {
    let landscape = Landscape {
        roads: roads(),
        elevation: Some(Arc::clone(&HEIGHTS)),
        ..Landscape::default()
    };
    let options = TravelOptions {
        cell_m,
        ..TravelOptions::default()
    };
    bencher.bench_local(|| isochrones(&landscape, &options));
}

/// 1,000 settlements to 200 schools along 14,400 roads, joined anew.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn matrix_of_1000_by_200_along_roads(bencher: Bencher) {
    let landscape = Landscape {
        roads: roads(),
        ..Landscape::default()
    };
    let options = TravelOptions {
        mode: TravelMode::Road,
        ..TravelOptions::default()
    };
    let all = places(1_200);
    let (origins, schools): (Vec<usize>, Vec<usize>) = (0..1_200).partition(|&place| place < 1_000);
    let quiet = Interrupt::default();
    bencher.bench_local(|| {
        let model = TravelModel::new(&landscape, &all, &options, &quiet).expect("a model");
        model
            .matrix(&origins, &schools, Direction::ToFacility, &quiet, &|_| {})
            .expect("a matrix")
    });
}
