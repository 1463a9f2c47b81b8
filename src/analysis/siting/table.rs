//! A siting answer as a table: a row for the whole, for each unit and goal, for each site, for each way from a place to its
//! site, and for who is left out.

use geo::{Geometry, LineString, Point};

use super::answer::{Rejection, SiteOutcome, Siting, TripOutcome};
use super::goals::GoalReport;
use super::travel::BeforeAndAfter;
use crate::model::table::{Cell, Table, both_languages};
use crate::model::{Text, UnitCode};

const COLUMNS: [&str; 36] = [
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
    "worse_by_at_least",
    "instead_of",
    "why_not_vi",
    "why_not_en",
    "capacity",
    "obligatory_because_vi",
    "obligatory_because_en",
    "status",
    "objective",
    "bound",
    "gap",
    "mean_minutes_before",
    "mean_minutes",
    "p90_minutes_before",
    "p90_minutes",
    "worst_minutes_before",
    "worst_minutes",
    "unreached_pupils_before",
    "unreached_pupils",
    "goal_of",
    "goal_before",
    "goal_after",
];

/// Sites as points and who goes where as lines, one row each, after what is told of the whole, of units and of goals.
#[must_use]
pub fn of_siting(answer: &Siting) -> Table {
    let mut table = Table::new(&COLUMNS, notes(answer));
    add_whole(&mut table, answer);
    for goal in &answer.goals {
        table.push(cells(goal_cells(goal)), None);
    }
    for site in &answer.sites {
        let at = site.lon.zip(site.lat);
        let point = at.map(|(lon, lat)| Geometry::Point(Point::new(lon, lat)));
        table.push(cells(site_cells(site)), point);
    }
    for (word, trips) in [("trip", &answer.trips), ("left-out", &answer.left_out)] {
        for trip in trips {
            let line = trip
                .line
                .map(|[from, to]| Geometry::LineString(LineString::from(vec![from, to])));
            table.push(cells(trip_cells(word, trip)), line);
        }
    }
    table.rest_on(&answer.sources)
}

/// What a reader must know, in both languages: the remarks of the answer and, where there is none, what to relax.
fn notes(answer: &Siting) -> Vec<String> {
    let mut notes = both_languages(&answer.explanation);
    let relax: Vec<Text> = answer.relax.iter().map(|one| one.told.clone()).collect();
    notes.extend(both_languages(&relax));
    notes
}

/// Cells under their columns, all others empty.
fn cells(named: Vec<(&'static str, Cell)>) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; COLUMNS.len()];
    for (name, cell) in named {
        let column = COLUMNS.iter().position(|column| *column == name);
        debug_assert!(column.is_some(), "{name} is no column");
        if let Some(column) = column {
            cells[column] = cell;
        }
    }
    cells
}

fn add_whole(table: &mut Table, answer: &Siting) {
    let mut whole: Vec<(&str, Cell)> = vec![
        ("row", "answer".into()),
        ("id", answer.model.as_str().into()),
        ("status", answer.status.as_str().into()),
        ("objective", answer.objective.into()),
        ("bound", answer.bound.into()),
        ("gap", answer.gap.into()),
    ];
    let Some(travel) = &answer.travel else {
        table.push(cells(whole), None);
        return;
    };
    whole.extend(travel_cells(&travel.all));
    table.push(cells(whole), None);
    for unit in &travel.units {
        let code: Cell = unit.code.as_ref().map(UnitCode::as_str).into();
        let mut named = vec![
            ("row", "unit".into()),
            ("id", code.clone()),
            ("unit_code", code),
        ];
        named.extend(travel_cells(&unit.travel));
        table.push(cells(named), None);
    }
}

fn travel_cells(travel: &BeforeAndAfter) -> Vec<(&'static str, Cell)> {
    let (before, after) = (&travel.before, &travel.after);
    vec![
        ("pupils", after.pupils.into()),
        ("mean_minutes_before", before.mean_minutes.into()),
        ("mean_minutes", after.mean_minutes.into()),
        ("p90_minutes_before", before.p90_minutes.into()),
        ("p90_minutes", after.p90_minutes.into()),
        ("worst_minutes_before", before.worst_minutes.into()),
        ("worst_minutes", after.worst_minutes.into()),
        ("unreached_pupils_before", before.unreached_pupils.into()),
        ("unreached_pupils", after.unreached_pupils.into()),
    ]
}

fn goal_cells(report: &GoalReport) -> Vec<(&'static str, Cell)> {
    let status = report.is_reached.map(
        |is_reached| {
            if is_reached { "reached" } else { "not-reached" }
        },
    );
    let count = |count: usize| Cell::Measured(count as f64);
    vec![
        ("row", "goal".into()),
        ("id", report.goal.as_str().into()),
        ("status", status.into()),
        ("goal_of", count(report.of)),
        ("goal_before", count(report.before)),
        ("goal_after", count(report.after)),
    ]
}

fn site_cells(site: &SiteOutcome) -> Vec<(&'static str, Cell)> {
    let told = |text: &Option<Text>, language: fn(&Text) -> &String| -> Cell {
        text.as_ref().map(|text| language(text).as_str()).into()
    };
    let mut named = vec![
        ("row", "site".into()),
        ("id", site.id.as_str().into()),
        ("name", site.name.as_str().into()),
        (
            "unit_code",
            site.unit_code.as_ref().map(UnitCode::as_str).into(),
        ),
        ("kind", site.kind.as_str().into()),
        ("is_open_now", site.is_open_now.into()),
        ("is_open", site.is_open.into()),
        ("pupils", site.pupils.into()),
        ("why_not_vi", told(&site.why_not, |text| &text.vi)),
        ("why_not_en", told(&site.why_not, |text| &text.en)),
        ("capacity", site.capacity.into()),
        (
            "obligatory_because_vi",
            told(&site.obligatory_because, |text| &text.vi),
        ),
        (
            "obligatory_because_en",
            told(&site.obligatory_because, |text| &text.en),
        ),
    ];
    if let Some(rejection) = &site.rejection {
        named.extend(rejection_cells(rejection));
    }
    named
}

fn rejection_cells(rejection: &Rejection) -> Vec<(&'static str, Cell)> {
    match rejection {
        Rejection::Forbidden { .. } => vec![("why_not", "forbidden".into())],
        Rejection::BreaksConditions => vec![("why_not", "breaks-conditions".into())],
        Rejection::Worse {
            worse_by_at_most,
            worse_by_at_least,
            instead_of,
            ..
        } => vec![
            ("why_not", "worse".into()),
            ("worse_by_at_most", (*worse_by_at_most).into()),
            ("worse_by_at_least", (*worse_by_at_least).into()),
            ("instead_of", instead_of.as_deref().into()),
        ],
    }
}

fn trip_cells(word: &str, trip: &TripOutcome) -> Vec<(&'static str, Cell)> {
    vec![
        ("row", word.into()),
        ("id", trip.demand.as_str().into()),
        ("name", trip.demand_name.as_str().into()),
        (
            "unit_code",
            trip.unit_code.as_ref().map(UnitCode::as_str).into(),
        ),
        ("site", trip.site.as_deref().into()),
        ("site_name", trip.site_name.as_deref().into()),
        ("pupils", trip.pupils.into()),
        ("minutes", trip.minutes.into()),
        ("minutes_before", trip.minutes_before.into()),
    ]
}
