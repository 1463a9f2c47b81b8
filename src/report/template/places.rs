//! Rows for places beside the units: each chosen by its name from a list on a hidden sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Formula, Worksheet, XlsxError};

use crate::model::{Indicator, Period, Place, PlaceKind, Snapshot};

/// So many rows at most stand ready for places beside the units.
const MOST_ROWS: usize = 40;

/// How many rows stand ready where so many places are listed.
pub(super) fn extra_rows(listed: usize) -> u32 {
    listed.min(MOST_ROWS) as u32
}

/// Lets a place be chosen by its name in the rows after the named ones; its code follows from the list.
pub(super) fn offer(
    sheet: &mut Worksheet,
    list: &str,
    listed: usize,
    named: u32,
) -> Result<(), XlsxError> {
    let open = Format::new().set_unlocked().set_border(FormatBorder::Hair);
    let rows = named + 1..=named + extra_rows(listed);
    for row in rows.clone() {
        let formula = format!(
            "=IFERROR(INDEX('{list}'!$A$1:$A${listed},MATCH(B{},'{list}'!$B$1:$B${listed},0)),\"\")",
            row + 1
        );
        sheet.write_formula(row, 0, Formula::new(formula).set_result(""))?;
        sheet.write_blank(row, 1, &open)?;
    }
    let rule = DataValidation::new()
        .allow_list_formula(Formula::new(format!("='{list}'!$B$1:$B${listed}")))
        .set_error_message("Chọn địa điểm trong danh sách")?;
    sheet.add_data_validation(*rows.start(), 1, *rows.end(), 1, &rule)?;
    Ok(())
}

/// The hidden sheet from which places are chosen: their codes and names.
pub(super) fn write_list(
    sheet: &mut Worksheet,
    name: &str,
    choices: &[(String, String)],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (row, (id, label)) in choices.iter().enumerate() {
        sheet.write_string(row as u32, 0, id)?;
        sheet.write_string(row as u32, 1, label)?;
    }
    sheet.set_hidden(true);
    Ok(())
}

/// The places that report an indicator beside the units: id, and a name that is theirs alone.
pub(super) fn choices(
    snapshot: &Snapshot,
    indicator: &Indicator,
    period: Period,
) -> Vec<(String, String)> {
    if !indicator.is_reported_by_units() {
        return Vec::new();
    }
    let kinds = indicator.attaches_to.iter().flat_map(|to| to.place_kinds());
    let places: Vec<&Place> = kinds
        .flat_map(|kind| existing(snapshot, *kind, period))
        .collect();
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        *bearers.entry(place.name.as_str()).or_default() += 1;
    }
    let is_own = |place: &Place| !place.name.is_empty() && bearers[place.name.as_str()] == 1;
    let mut choices: Vec<(String, String)> = places
        .iter()
        .map(|place| {
            let id = place.id.to_string();
            let label = if is_own(place) {
                place.name.clone()
            } else {
                format!("{} ({id})", place.name).trim_start().to_owned()
            };
            (id, label)
        })
        .collect();
    choices.sort_by(|one, other| one.1.cmp(&other.1));
    choices
}

/// The places of a kind that exist in the period.
pub(super) fn existing(
    snapshot: &Snapshot,
    kind: PlaceKind,
    period: Period,
) -> impl Iterator<Item = &Place> {
    let places = snapshot.places().of_kind(kind).map(AsRef::as_ref);
    places.filter(move |place: &&Place| {
        place.valid_from.is_none_or(|first| first <= period.end())
            && place.valid_to.is_none_or(|last| period.start() <= last)
    })
}
