//! Relocation against `NumPy`, PROJ, GEOS, `SciPy` and CBC. Tolerances: 1e-9 for slopes, weights and optimal values, 1e-6
//! for scores (which are kept in single precision); what is shut out and how areas grow is the same cell by cell.

use std::time::Duration;

use geo::{Geometry, Polygon};
use geojson::GeoJson;
use nonnuoc::analysis::exposure::HazardZone;
use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::relocation::{
    Criterion, Grid, Instance, Outcome, RelocationRequest, assign, compare, relocation,
    slope_degrees,
};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::raster::{Raster, RasterKind};
use nonnuoc::model::{Edit, Place, PlaceKind, Snapshot};
use serde_json::{Value, json};

use crate::data::{ON, Sequence, with_places};
use crate::python;

/// What ships with the illustrative layers, some farmland and a forest.
pub(crate) fn illustrated() -> (Snapshot, UnitMap) {
    let shipped = Snapshot::new(1, shipped::records().unwrap());
    let map = UnitMap::new(&shipped, ON);
    let edits = inputs::layers(&shipped, &map).into_iter().map(Edit::Put);
    let illustrated = shipped.apply(2, &edits.collect::<Vec<_>>());
    let places: Vec<Place> = [
        (PlaceKind::Farmland, 0.011, 0.006),
        (PlaceKind::ProtectedForest, -0.012, 0.009),
    ]
    .into_iter()
    .flat_map(|(kind, east, size)| {
        let villages = illustrated.places().of_kind(PlaceKind::Settlement);
        let areas = villages.step_by(3).enumerate();
        areas
            .map(move |(number, village)| beside(village, kind, number, east, size))
            .collect::<Vec<_>>()
    })
    .collect();
    (with_places(&illustrated, &places), map)
}

/// A square of some hundred metres east of a village.
fn beside(village: &Place, kind: PlaceKind, number: usize, east: f64, size: f64) -> Place {
    let Some(Geometry::Point(at)) = village.geometry else {
        panic!("{} is no place", village.id);
    };
    let (x, y) = (at.x() + east, at.y());
    let ring = vec![
        (x, y),
        (x + size, y),
        (x + size, y + size),
        (x, y + size),
        (x, y),
    ];
    Place {
        id: format!("{}-{number}", kind.as_str()).parse().unwrap(),
        kind,
        name: format!("Area {number}"),
        attributes: [].into(),
        geometry: Some(Polygon::new(ring.into(), vec![]).into()),
        ..village.clone()
    }
}

fn geometry(shape: &Geometry<f64>) -> Value {
    serde_json::to_value(GeoJson::from(shape)).unwrap()
}

fn shapes(snapshot: &Snapshot, kinds: &[PlaceKind]) -> Vec<Value> {
    let places = kinds
        .iter()
        .flat_map(|&kind| snapshot.places().of_kind(kind));
    places
        .filter(|place| place.exists_on(ON))
        .filter_map(|place| place.geometry.as_ref().map(geometry))
        .collect()
}

fn header(raster: &Raster) -> Value {
    let header = &raster.header;
    json!({
        "west": header.west, "north": header.north, "cell_width": header.cell_width,
        "cell_height": header.cell_height, "width": header.width, "height": header.height,
    })
}

fn units(map: &UnitMap) -> Vec<Value> {
    let each = map.units().iter();
    each.map(|unit| {
        let boundary = Geometry::MultiPolygon(unit.boundary.geometry.clone());
        json!({"code": unit.unit.code(), "is_border": unit.unit.is_border(), "geometry": geometry(&boundary)})
    })
    .collect()
}

/// What the other program calls that by which a criterion is measured.
fn theme(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Slope => "slope",
        Criterion::Road => "road",
        Criterion::Water => "river",
        Criterion::Farmland => "farmland",
        Criterion::OldVillage => "village",
        Criterion::School => "school",
        Criterion::HealthPost => "health",
    }
}

/// The question as the other program takes it: raw layers, and the numbers of the request.
fn question(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &RelocationRequest,
    found: &Outcome,
) -> Value {
    use PlaceKind::{
        Farmland, FlashFloodZone, HealthFacility, LandslideZone, ProtectedForest, River, Road,
        SatellitePoint, School,
    };
    let zones = [LandslideZone, FlashFloodZone];
    let all_zones = zones
        .iter()
        .flat_map(|&kind| snapshot.places().of_kind(kind));
    let accuracy_m = all_zones
        .filter_map(|zone| HazardZone::new(zone).unwrap())
        .fold(0.0, |most: f64, zone| most.max(zone.accuracy_m));
    let (_, elevation) = snapshot.raster_of_kind(RasterKind::Elevation).unwrap();
    let mut raster = header(&elevation);
    raster["values"] = json!(elevation.values());
    let villages: Vec<Value> = found
        .answer
        .communities
        .iter()
        .map(|id| match snapshot.places().get(id).unwrap().geometry {
            Some(Geometry::Point(at)) => json!([at.x(), at.y()]),
            _ => panic!("{id} is no place"),
        })
        .collect();
    let criteria = found.answer.weights.weights.iter().map(|one| {
        let function = one.criterion.value_function(&request.limits);
        json!({"theme": theme(one.criterion), "weight": one.weight, "best": function.best, "worst": function.worst})
    });
    let drawn = found.answer.areas.iter();
    json!({
        "kind": "ground",
        "unit": request.unit_codes[0],
        "units": units(map),
        "grid": header(&found.suitability),
        "proj": found.answer.ground.metric_crs.proj,
        "elevation": raster,
        "limits": request.limits,
        "areas": request.areas,
        "hazard_accuracy_m": accuracy_m,
        "criteria": criteria.collect::<Vec<_>>(),
        "drawn": drawn.map(|area| geometry(&area.outline.clone().into())).collect::<Vec<_>>(),
        "themes": {
            "hazard": shapes(snapshot, &zones),
            "river": shapes(snapshot, &[River]),
            "forest": shapes(snapshot, &[ProtectedForest]),
            "road": shapes(snapshot, &[Road]),
            "farmland": shapes(snapshot, &[Farmland]),
            "school": shapes(snapshot, &[School, SatellitePoint]),
            "health": shapes(snapshot, &[HealthFacility]),
            "village": villages.iter().map(|at| json!({"type": "Point", "coordinates": at})).collect::<Vec<_>>(),
        },
        "villages": villages,
    })
}

fn same_slopes(found: &Outcome, elevation: &Raster, theirs: &Value) {
    let header = &found.suitability.header;
    let grid = Grid {
        west: header.west,
        north: header.north,
        cell_width: header.cell_width,
        cell_height: header.cell_height,
        width: header.width,
        height: header.height,
    };
    let slopes = slope_degrees(&grid, &grid.heights(elevation));
    let mut known = 0;
    for (cell, ours) in slopes.iter().enumerate() {
        match theirs[cell].as_f64() {
            None => assert!(ours.is_nan(), "{cell}: {ours}"),
            Some(expected) => {
                assert!(
                    (ours - expected).abs() <= 1e-9 * expected.max(1.0),
                    "{cell}: {ours} {expected}"
                );
                known += 1;
            }
        }
    }
    assert!(known > 1_000, "{known}");
}

fn same_ground(found: &Outcome, theirs: &Value) {
    let (mut shut_out, mut open) = (0, 0);
    for (cell, &bits) in found.reasons.iter().enumerate() {
        assert_eq!(
            theirs["bits"][cell].as_u64(),
            Some(u64::from(bits)),
            "reasons of cell {cell}"
        );
        shut_out += usize::from(bits != 0);
        let width = found.suitability.header.width;
        let ours = found.suitability.value(cell % width, cell / width);
        match (ours, theirs["scores"][cell].as_f64()) {
            (Some(ours), Some(expected)) => {
                assert!((ours - expected).abs() < 1e-6, "{cell}: {ours} {expected}");
                open += 1;
            }
            (ours, expected) => assert_eq!((ours, expected), (None, None), "{cell}"),
        }
    }
    assert!(shut_out > 200 && open > 20, "{shut_out} {open}");
}

fn same_areas(found: &Outcome, theirs: &Value) {
    let theirs = theirs["areas"].as_array().unwrap();
    let ours = &found.answer.areas;
    assert_eq!(ours.len(), theirs.len());
    for (area, expected) in ours.iter().zip(theirs) {
        let number = |name: &str| expected[name].as_f64().unwrap();
        assert!(
            (area.score - number("score")).abs() < 1e-9,
            "{} {expected}",
            area.score
        );
        assert!(
            (area.area_ha - number("area_m2") / 1e4).abs() <= 0.005,
            "{expected}"
        );
        assert!(
            number("apart") < 1e-6,
            "area {} is drawn otherwise: {expected}",
            area.number
        );
    }
    assert!(ours.len() > 3, "{}", ours.len());
}

/// Slopes, reasons, scores and areas of border communes, on the model's own cells and on four put together.
#[test]
fn ground_is_judged_as_by_numpy_proj_and_geos() {
    let (snapshot, map) = illustrated();
    let (_, elevation) = snapshot.raster_of_kind(RasterKind::Elevation).unwrap();
    let hamlet = snapshot
        .places()
        .of_kind(PlaceKind::Settlement)
        .find(|place| place.name.starts_with("Xóm gần"))
        .unwrap();
    let border = map
        .units()
        .iter()
        .find(|unit| unit.unit.is_border())
        .unwrap();
    for (unit, cell_m) in [
        (hamlet.unit_codes[0].clone(), 200.0),
        (border.unit.code().clone(), 200.0),
        (border.unit.code().clone(), 460.0),
    ] {
        let mut request = RelocationRequest {
            unit_codes: vec![unit.clone()],
            communities: vec![hamlet.id.clone()],
            assigns: false,
            ..RelocationRequest::default()
        };
        request.areas.cell_m = cell_m;
        // Steep made-up ground: shut out less of it, so that there is something to score.
        request.limits.source_slope_degrees = 32.0;
        request.limits.slope_degrees = 25.0;
        request.areas.least_score = 0.2;
        let found = relocation(&snapshot, &map, &request, &Interrupt::default(), &nobody).unwrap();
        let Some(theirs) = python::ask(
            "relocation.py",
            &question(&snapshot, &map, &request, &found),
        ) else {
            return;
        };
        same_slopes(&found, &elevation, &theirs["slopes"]);
        same_ground(&found, &theirs);
        same_areas(&found, &theirs);
    }
}

/// Comparisons in pairs of up to ten criteria, consistent and not.
fn comparisons(random: &mut Sequence) -> Vec<Vec<Vec<f64>>> {
    let sizes = (2..=10).flat_map(|size| [size; 3]);
    sizes
        .map(|size| {
            let mut matrix = vec![vec![1.0; size]; size];
            let pairs = (0..size).flat_map(|row| (row + 1..size).map(move |column| (row, column)));
            for (row, column) in pairs {
                let steps = 1.0 + (8.0 * random.next()).floor();
                let is_more = random.next() < 0.5;
                let ratio = if is_more { steps } else { 1.0 / steps };
                matrix[row][column] = ratio;
                matrix[column][row] = 1.0 / ratio;
            }
            matrix
        })
        .collect()
}

#[test]
fn compared_weights_are_numpys_eigenvectors() {
    let matrices = comparisons(&mut Sequence(11));
    let Some(answer) = python::ask(
        "relocation.py",
        &json!({"kind": "weights", "matrices": matrices}),
    ) else {
        return;
    };
    let random_index = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
    for (matrix, theirs) in matrices.iter().zip(answer.as_array().unwrap()) {
        let ours = compare(matrix).unwrap();
        for (position, weight) in ours.weights.iter().enumerate() {
            let expected = theirs["weights"][position].as_f64().unwrap();
            assert!(
                (weight - expected).abs() < 1e-9,
                "{matrix:?}: {weight} {expected}"
            );
        }
        let (size, eigenvalue) = (matrix.len() as f64, theirs["eigenvalue"].as_f64().unwrap());
        assert!((ours.eigenvalue - eigenvalue).abs() < 1e-9 * size);
        let index = random_index[matrix.len() - 1];
        let ratio = if index > 0.0 {
            (eigenvalue - size) / (size - 1.0) / index
        } else {
            0.0
        };
        assert!(
            (ours.consistency_ratio - ratio).abs() < 1e-9,
            "{} {ratio}",
            ours.consistency_ratio
        );
    }
}

/// Communities and sites with more or less room than they need; some ways do not exist.
fn instances(random: &mut Sequence) -> Vec<Instance> {
    (0..12_u32)
        .map(|number| {
            let (communities, sites) = (6 + number as usize, 3 + number as usize / 3);
            let households: Vec<u32> = (0..communities)
                .map(|_| 5 + (60.0 * random.next()) as u32)
                .collect();
            let needed: u32 = households.iter().sum();
            // From three quarters of what is needed to half as much again.
            let room = f64::from(needed) / sites as f64 * (0.75 + 0.75 * f64::from(number) / 11.0);
            let capacity: Vec<u32> = (0..sites)
                .map(|_| (room * (0.7 + 0.6 * random.next())) as u32)
                .collect();
            Instance {
                people: households
                    .iter()
                    .map(|&count| f64::from(count) * (3.5 + random.next()))
                    .collect(),
                capacity,
                minutes: (0..communities * sites)
                    .map(|_| (random.next() < 0.85).then(|| 5.0 + 175.0 * random.next()))
                    .collect(),
                households,
            }
        })
        .collect()
}

#[test]
fn who_moves_where_is_as_good_as_by_scipy_and_cbc() {
    let instances = instances(&mut Sequence(5));
    let asked = instances.iter().map(|one| {
        json!({"households": one.households, "people": one.people, "capacity": one.capacity, "minutes": one.minutes})
    });
    let question = json!({"kind": "assignment", "instances": asked.collect::<Vec<_>>()});
    let Some(answer) = python::ask("relocation.py", &question) else {
        return;
    };
    let mut without_place = 0;
    for (instance, theirs) in instances.iter().zip(answer.as_array().unwrap()) {
        let ours = assign(instance, Duration::from_secs(50), &Interrupt::default()).unwrap();
        assert!(ours.is_fewest_proven && ours.gap <= 0.0);
        let staying = ours.site_of.iter().zip(&instance.households);
        let left: u32 = staying
            .filter(|(site, _)| site.is_none())
            .map(|(_, count)| count)
            .sum();
        for solver in ["scipy", "cbc"] {
            let expected = &theirs[solver];
            assert_eq!(
                expected["left"].as_u64(),
                Some(u64::from(left)),
                "{solver}: {instance:?}"
            );
            let travel = expected["travel"].as_f64().unwrap();
            assert!(
                (ours.travel - travel).abs() <= 1e-9 * travel.max(1.0),
                "{solver}: {} {travel}",
                ours.travel
            );
        }
        without_place += usize::from(left > 0);
    }
    assert!(
        (1..12).contains(&without_place),
        "{without_place} of 12 instances lack room"
    );
}
