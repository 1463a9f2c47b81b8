//! A siting answer as a table: a row for each site, for each way from a place to its site, and for who is left out.

use geo::{Geometry, LineString, Point};

use super::answer::{Rejection, SiteOutcome, Siting, TripOutcome};
use crate::model::UnitCode;
use crate::model::table::{Cell, Table};

const COLUMNS: [&str; 14] = [
    "row",
    "id",
    "name",
    "unit_code",
    "site",
    "site_name",
    "kind",
    "is_open_now",
    "is_open",
    "pupils",
    "minutes",
    "minutes_before",
    "why_not",
    "worse_by_at_most",
];

/// Sites as points and who goes where as lines, one row each.
#[must_use]
pub fn of_siting(answer: &Siting) -> Table {
    let mut table = Table::new(&COLUMNS, answer.explanation.clone());
    for site in &answer.sites {
        let at = site.lon.zip(site.lat);
        let point = at.map(|(lon, lat)| Geometry::Point(Point::new(lon, lat)));
        table.push(site_cells(site), point);
    }
    for (word, trips) in [("trip", &answer.trips), ("left-out", &answer.left_out)] {
        for trip in trips {
            let line = trip
                .line
                .map(|[from, to]| Geometry::LineString(LineString::from(vec![from, to])));
            table.push(trip_cells(word, trip), line);
        }
    }
    table
}

fn site_cells(site: &SiteOutcome) -> Vec<Cell> {
    let (why, worse) = match &site.rejection {
        None => (Cell::Empty, Cell::Empty),
        Some(Rejection::Forbidden { reason }) => (reason.as_str().into(), Cell::Empty),
        Some(Rejection::BreaksConditions) => ("breaks-conditions".into(), Cell::Empty),
        Some(Rejection::Worse {
            worse_by_at_most,
            instead_of,
            ..
        }) => {
            let why = match instead_of {
                Some(other) => format!("worse; instead of {other}"),
                None => "worse".to_owned(),
            };
            (why.into(), (*worse_by_at_most).into())
        }
    };
    vec![
        "site".into(),
        site.id.as_str().into(),
        site.name.as_str().into(),
        site.unit_code.as_ref().map(UnitCode::as_str).into(),
        Cell::Empty,
        Cell::Empty,
        site.kind.as_str().into(),
        site.is_open_now.into(),
        site.is_open.into(),
        site.pupils.into(),
        Cell::Empty,
        Cell::Empty,
        why,
        worse,
    ]
}

fn trip_cells(word: &str, trip: &TripOutcome) -> Vec<Cell> {
    vec![
        word.into(),
        trip.demand.as_str().into(),
        trip.demand_name.as_str().into(),
        trip.unit_code.as_ref().map(UnitCode::as_str).into(),
        trip.site.as_deref().into(),
        trip.site_name.as_deref().into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        trip.pupils.into(),
        trip.minutes.into(),
        trip.minutes_before.into(),
        Cell::Empty,
        Cell::Empty,
    ]
}
