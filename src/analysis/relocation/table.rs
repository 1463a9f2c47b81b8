//! The answer as a table: what a spreadsheet or a map layer takes.

use geo::{Coord, Geometry, Point};

use super::{
    CandidateArea, LegalForm, MovePriority, ProposedChecked, Relocation, Resettlement, SiteCheck,
    SiteVerdict,
};
use crate::model::table::{Cell, Table, both_languages};
use crate::model::{PlaceId, Text, UnitCode};

const COLUMNS: [&str; 18] = [
    "row",
    "number",
    "id",
    "name",
    "unit_code",
    "lon",
    "lat",
    "score",
    "area_ha",
    "capacity_households",
    "households",
    "form",
    "is_fit",
    "people",
    "hazard",
    "vulnerability",
    "minutes",
    "remark",
];

/// Candidate areas, proposed sites, who moves where, and who must move first: the first column says which a row is.
#[must_use]
pub fn table(answer: &Relocation) -> Table {
    let mut notes = both_languages(&answer.explanation);
    notes.push(format!("Metric plane: {}.", answer.ground.metric_crs.name));
    let mut table = Table::new(&COLUMNS, notes);
    for area in &answer.areas {
        let shape = Geometry::MultiPolygon(area.outline.clone());
        table.push(area_cells(area), Some(shape));
    }
    for site in &answer.proposed {
        let outline = site.outline.clone().map(Geometry::MultiPolygon);
        let shape = outline.unwrap_or_else(|| point(site.lon, site.lat));
        table.push(site_cells(site), Some(shape));
    }
    if let Some(assignment) = &answer.assignment {
        push_moves(&mut table, assignment);
    }
    for one in &answer.priority {
        table.push(priority_cells(one), Some(point(one.lon, one.lat)));
    }
    table.rest_on(&answer.sources)
}

fn point(lon: f64, lat: f64) -> Geometry<f64> {
    Geometry::Point(Point(Coord { x: lon, y: lat }))
}

/// A row with the named cells; the others stay empty.
fn cells(row: &str, named: Vec<(&str, Cell)>) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; COLUMNS.len()];
    cells[0] = row.into();
    for (name, value) in named {
        if let Some(position) = COLUMNS.iter().position(|column| *column == name) {
            cells[position] = value;
        }
    }
    cells
}

fn area_cells(area: &CandidateArea) -> Vec<Cell> {
    let nearby: Vec<String> = area
        .nearby
        .iter()
        .map(|near| {
            let percent = near.share * 100.0;
            format!(
                "{} {} m, {percent:.0} %",
                near.reason.as_str(),
                near.distance_m
            )
        })
        .collect();
    cells(
        "area",
        vec![
            ("number", (area.number as f64).into()),
            ("name", area.unit_name.clone().into()),
            (
                "unit_code",
                area.unit_code.as_ref().map(UnitCode::as_str).into(),
            ),
            ("lon", area.lon.into()),
            ("lat", area.lat.into()),
            ("score", area.score.into()),
            ("area_ha", area.area_ha.into()),
            (
                "capacity_households",
                f64::from(area.capacity_households).into(),
            ),
            ("form", area.form.as_str().into()),
            ("is_fit", true.into()),
            ("remark", nearby.join("; ").into()),
        ],
    )
}

fn site_cells(site: &ProposedChecked) -> Vec<Cell> {
    let told = site
        .checks
        .iter()
        .filter(|check| check.verdict != SiteVerdict::Clear);
    let told: Vec<String> = told
        .map(|check| match check.verdict {
            SiteVerdict::NotJudged => format!("{}: not judged, no layer", check.reason.as_str()),
            _ => with_share(check),
        })
        .collect();
    cells(
        "proposed",
        vec![
            ("id", site.id.as_ref().map(PlaceId::as_str).into()),
            ("name", site.name.as_str().into()),
            (
                "unit_code",
                site.unit_code.as_ref().map(UnitCode::as_str).into(),
            ),
            ("lon", site.lon.into()),
            ("lat", site.lat.into()),
            ("score", site.score.into()),
            ("area_ha", site.area_ha.into()),
            (
                "capacity_households",
                site.capacity_households.map(f64::from).into(),
            ),
            ("form", site.form.as_str().into()),
            ("is_fit", site.is_fit.into()),
            ("remark", told.join("; ").into()),
        ],
    )
}

fn in_both(text: &Text) -> String {
    format!("{} / {}", text.vi, text.en)
}

fn with_share(check: &SiteCheck) -> String {
    let reason = check.reason.as_str();
    match check.share {
        Some(share) => format!("{reason} {:.0} %", share * 100.0),
        None => reason.to_owned(),
    }
}

fn push_moves(table: &mut Table, assignment: &Resettlement) {
    for one in &assignment.moves {
        let site = one.site.and_then(|site| assignment.sites.get(site));
        let remark = match (site, &one.reason) {
            (Some(site), _) => format!("→ {}", site.name),
            (None, Some(reason)) => in_both(reason),
            (None, None) => String::new(),
        };
        let row = cells(
            "move",
            vec![
                ("id", one.community.as_str().into()),
                ("name", one.name.as_str().into()),
                (
                    "number",
                    site.and_then(|site| site.area)
                        .map(|area| area as f64)
                        .into(),
                ),
                ("lon", site.map(|site| site.lon).into()),
                ("lat", site.map(|site| site.lat).into()),
                ("households", one.households.map(f64::from).into()),
                ("form", one.form.map(LegalForm::as_str).into()),
                ("minutes", one.minutes.into()),
                ("remark", remark.into()),
            ],
        );
        table.push(row, site.map(|site| point(site.lon, site.lat)));
    }
}

fn priority_cells(one: &MovePriority) -> Vec<Cell> {
    let factors = [&one.people, &one.hazard, &one.vulnerability];
    let bases: Vec<String> = factors
        .iter()
        .map(|factor| in_both(&factor.basis))
        .collect();
    cells(
        "priority",
        vec![
            ("number", one.rank.map(|rank| rank as f64).into()),
            ("id", one.id.as_str().into()),
            ("name", one.name.as_str().into()),
            (
                "unit_code",
                one.unit_code.as_ref().map(UnitCode::as_str).into(),
            ),
            ("lon", one.lon.into()),
            ("lat", one.lat.into()),
            ("score", one.score.into()),
            ("people", one.people.value.into()),
            ("hazard", one.hazard.value.into()),
            ("vulnerability", one.vulnerability.value.into()),
            ("remark", bases.join("; ").into()),
        ],
    )
}
