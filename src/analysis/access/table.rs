//! Travel times as a table: the province, its units, the origins, the trips of the matrix and the isochrones, one row each.

use geo::{Geometry, Point};

use super::question::{PlaceUsed, Served, TravelRun, TravelTimes, TripFound};
use crate::analysis::unit_map::UnitMap;
use crate::model::PlaceId;
use crate::model::table::{Cell, Table, both_languages};

const FIXED: [&str; 15] = [
    "season",
    "direction",
    "level",
    "code",
    "name",
    "facility_id",
    "facility",
    "minutes",
    "method",
    "reason",
    "population",
    "people_unreached",
    "mean_minutes",
    "p90_minutes",
    "worst_minutes",
];

/// Travel times as a table.
#[must_use]
pub fn table(answer: &TravelTimes, map: &UnitMap) -> Table {
    let within: Vec<f64> = answer.runs.first().map_or_else(Vec::new, |run| {
        let all = std::iter::once(&run.province).chain(run.units.iter().map(|unit| &unit.served));
        let longest = all
            .map(|served| &served.within)
            .max_by_key(|within| within.len());
        longest
            .into_iter()
            .flatten()
            .map(|within| within.minutes)
            .collect()
    });
    let mut columns: Vec<String> = FIXED.iter().map(|&name| name.to_owned()).collect();
    for minutes in &within {
        columns.push(format!("people_within_{minutes}"));
        columns.push(format!("share_within_{minutes}"));
    }
    let mut table = Table {
        columns,
        notes: both_languages(&answer.explanation),
        ..Table::default()
    };
    for run in &answer.runs {
        add_served(&mut table, run, map, within.len());
        add_trips(&mut table, answer, run);
        for isochrone in &run.isochrones {
            let mut cells = start(run, "isochrone", Cell::Empty, "isochrone");
            cells.extend([Cell::Empty, Cell::Empty, isochrone.minutes.into()]);
            push(&mut table, cells, Some(isochrone.outline.clone().into()));
        }
    }
    table.rest_on(&answer.sources)
}

fn add_served(table: &mut Table, run: &TravelRun, map: &UnitMap, within: usize) {
    let cells = with_served(
        start(run, "province", Cell::Empty, "province"),
        &run.province,
        within,
    );
    push(table, cells, None);
    for (unit, prepared) in run.units.iter().zip(map.units()) {
        let cells = with_served(
            start(run, "unit", unit.code.as_str().into(), &unit.name),
            &unit.served,
            within,
        );
        push(
            table,
            cells,
            Some(Geometry::MultiPolygon(prepared.boundary.geometry.clone())),
        );
    }
}

fn add_trips(table: &mut Table, answer: &TravelTimes, run: &TravelRun) {
    for trips in &run.origins {
        let origin = &answer.origins[trips.origin];
        let nearest = std::iter::once(("nearest", &trips.nearest));
        for (level, trip) in nearest.chain(trips.all.iter().map(|trip| ("trip", trip))) {
            let cells = with_trip(start(run, level, id(origin), &origin.name), answer, trip);
            push(
                table,
                cells,
                Some(Point::new(origin.lon, origin.lat).into()),
            );
        }
    }
}

fn id(place: &PlaceUsed) -> Cell {
    place.id.as_ref().map(PlaceId::as_str).into()
}

fn start(run: &TravelRun, level: &str, code: Cell, name: &str) -> Vec<Cell> {
    vec![
        run.season.as_str().into(),
        run.direction.as_str().into(),
        level.into(),
        code,
        name.into(),
    ]
}

fn with_trip(mut cells: Vec<Cell>, answer: &TravelTimes, trip: &TripFound) -> Vec<Cell> {
    let facility = trip.facility.map(|facility| &answer.facilities[facility]);
    cells.push(facility.map_or(Cell::Empty, id));
    cells.push(facility.map(|facility| facility.name.as_str()).into());
    cells.push(trip.minutes.into());
    cells.push(trip.method.map(super::TravelMethod::as_str).into());
    cells.push(trip.reason.map(super::Unreached::as_str).into());
    cells
}

fn with_served(mut cells: Vec<Cell>, served: &Served, within: usize) -> Vec<Cell> {
    cells.extend(std::iter::repeat_n(Cell::Empty, 5));
    cells.push(served.population.into());
    cells.push(served.people_unreached.into());
    cells.extend(
        [
            served.mean_minutes,
            served.p90_minutes,
            served.worst_minutes,
        ]
        .map(Cell::from),
    );
    for position in 0..within {
        let within = served.within.get(position);
        cells.push(within.map(|within| within.people).into());
        cells.push(within.and_then(|within| within.share).into());
    }
    cells
}

/// Adds a row, the columns that say nothing of it left empty.
fn push(table: &mut Table, mut cells: Vec<Cell>, geometry: Option<Geometry<f64>>) {
    cells.resize(table.columns.len(), Cell::Empty);
    table.push(cells, geometry);
}
