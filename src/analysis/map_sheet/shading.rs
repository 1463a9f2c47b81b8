//! How the communes of a printed map are coloured: by an indicator's classes, by status, or as the asker says.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::MapSheetError;
use super::breaks::{class_bounds, class_of, method_words};
use super::words::{number, period_words};
use crate::analysis::reading::{Reader, Reading};
use crate::analysis::status::{self, Status};
use crate::model::map_sheet::{
    ClassMethod, ColourBy, Language, MarkShape, OwnShading, PRINT, Shading, ShadingRow, SheetUnit,
    UnitFill, ramp,
};
use crate::model::{Indicator, IndicatorKind, Period, Snapshot, Subject, TargetScope};

/// Into how many classes figures are cut.
const CLASSES: usize = 5;
/// The most classes that an asker may bring along.
const MOST_ROWS: usize = 12;

/// The statuses with their marks, the same as on the screen.
const STATUSES: [(Status, MarkShape, &str, &str); 4] = [
    (Status::Achieved, MarkShape::Circle, "Đạt", "Achieved"),
    (
        Status::OnTrack,
        MarkShape::Triangle,
        "Đúng tiến độ",
        "On track",
    ),
    (
        Status::AtRisk,
        MarkShape::Square,
        "Có nguy cơ chậm",
        "At risk",
    ),
    (
        Status::OffTrack,
        MarkShape::TriangleDown,
        "Chậm",
        "Off track",
    ),
];

struct Figures<'a> {
    indicator: &'a Indicator,
    period: Period,
    period_words: String,
    /// Beside each unit of the sheet; nothing where the unit is not asked for a figure.
    readings: Vec<Option<Arc<Reading>>>,
}

/// Colours the units as asked, and says what the colours mean.
pub(super) fn shade(
    snapshot: &Snapshot,
    units: &mut [SheetUnit],
    colour: &ColourBy,
    language: Language,
    today: Date,
) -> Result<Shading, MapSheetError> {
    let reader = Reader::new(snapshot, today);
    let indicator = snapshot
        .programme()
        .indicator(&colour.indicator)
        .ok_or_else(|| MapSheetError::UnknownIndicator(colour.indicator.to_string()))?;
    let period = colour
        .period
        .or_else(|| newest_real(&reader, indicator))
        .ok_or_else(|| MapSheetError::NoFigures(colour.indicator.to_string()))?;
    let readings = read(&reader, indicator, period, units);
    let figures = Figures {
        indicator,
        period,
        period_words: period_words(period, language),
        readings,
    };
    let mut shading = match colour.method {
        ClassMethod::Status => by_status(snapshot, &reader, units, &figures, language, today)?,
        method => by_classes(units, &figures, method, language),
    };
    write_values(units, &figures, language);
    let present = || {
        figures
            .readings
            .iter()
            .flatten()
            .filter(|reading| reading.number.is_some())
    };
    shading.period.clone_from(&figures.period_words);
    shading.is_illustrative = present().any(|reading| reading.is_illustrative);
    let sources: BTreeSet<String> = present()
        .flat_map(|reading| reading.sources.clone())
        .collect();
    shading.sources = sources.into_iter().collect();
    Ok(shading)
}

/// The newest year in which a figure was reported that is not made up; the newest of all where there is none.
fn newest_real(reader: &Reader<'_>, indicator: &Indicator) -> Option<Period> {
    let members = reader.members(indicator);
    let years = reader.years(&indicator.id);
    let is_real = |year: &Period| {
        let mut read = members
            .iter()
            .map(|subject| reader.read(&indicator.id, subject, *year))
            .filter(|reading| reading.number.is_some())
            .peekable();
        read.peek().is_some() && read.all(|reading| !reading.is_illustrative)
    };
    let real = years.iter().rev().copied().find(is_real);
    real.or_else(|| years.last().copied())
}

fn read(
    reader: &Reader<'_>,
    indicator: &Indicator,
    period: Period,
    units: &[SheetUnit],
) -> Vec<Option<Arc<Reading>>> {
    let members: BTreeSet<Subject> = reader.members(indicator).into_iter().collect();
    units
        .iter()
        .map(|shown| {
            let subject = Subject::Unit(shown.unit.key.clone());
            members
                .contains(&subject)
                .then(|| reader.read(&indicator.id, &subject, period))
        })
        .collect()
}

/// What is measured, and when. A yes or no has no unit.
fn title_and_note(figures: &Figures<'_>, language: Language) -> (String, String) {
    let period = &figures.period_words;
    let period = format!("{} {period}", language.pick("kỳ", "period"));
    let note = if is_yes_or_no(figures.indicator) {
        period
    } else {
        format!("{} · {period}", language.of(&figures.indicator.unit.label))
    };
    (language.of(&figures.indicator.name).to_owned(), note)
}

fn is_yes_or_no(indicator: &Indicator) -> bool {
    matches!(indicator.kind, IndicatorKind::ShareOfUnits { .. })
}

fn by_classes(
    units: &mut [SheetUnit],
    figures: &Figures<'_>,
    method: ClassMethod,
    language: Language,
) -> Shading {
    let numbers: Vec<Option<Decimal>> = figures
        .readings
        .iter()
        .map(|reading| reading.as_ref().and_then(|reading| reading.number))
        .collect();
    let as_f64 = |number: Decimal| number.to_f64().unwrap_or_default();
    let known: Vec<f64> = numbers
        .iter()
        .flatten()
        .map(|number| as_f64(*number))
        .collect();
    let bounds = class_bounds(&known, method, CLASSES);
    let mut members: Vec<Vec<Decimal>> = vec![Vec::new(); bounds.len()];
    for number in numbers.iter().flatten() {
        members[class_of(as_f64(*number), &bounds)].push(*number);
    }
    let kept: Vec<usize> = (0..members.len())
        .filter(|class| !members[*class].is_empty())
        .collect();
    for (shown, number) in units.iter_mut().zip(&numbers) {
        shown.fill = number.map_or(UnitFill::NoData, |number| {
            let class = class_of(as_f64(number), &bounds);
            UnitFill::Class(
                kept.iter()
                    .position(|known| *known == class)
                    .unwrap_or_default(),
            )
        });
    }
    let members: Vec<Vec<Decimal>> = kept
        .into_iter()
        .map(|class| std::mem::take(&mut members[class]))
        .collect();
    let labels = class_labels(figures.indicator, &members, language);
    let rows = ramp(members.len()).into_iter().zip(labels).zip(&members);
    let (title, note) = title_and_note(figures, language);
    let is_cut = !is_yes_or_no(figures.indicator);
    let breaks = is_cut.then(|| method_words(method, language).to_owned());
    Shading {
        title,
        note,
        breaks: breaks.unwrap_or_default(),
        rows: rows
            .map(|((colour, label), values)| ShadingRow {
                colour: colour.to_owned(),
                label,
                mark: None,
                units: values.len(),
            })
            .collect(),
        missing: numbers.iter().filter(|number| number.is_none()).count(),
        ..Shading::default()
    }
}

/// From the least value of a class to below the least of the next, so that the labels leave no gap; the last to
/// its greatest. As many decimals as keep the classes apart.
fn class_labels(
    indicator: &Indicator,
    members: &[Vec<Decimal>],
    language: Language,
) -> Vec<String> {
    if is_yes_or_no(indicator) {
        let word = |values: &Vec<Decimal>| {
            let is_met = values.iter().any(|value| *value > Decimal::ZERO);
            language
                .pick(
                    if is_met { "Đạt" } else { "Chưa đạt" },
                    if is_met { "Met" } else { "Not met" },
                )
                .to_owned()
        };
        return members.iter().map(word).collect();
    }
    let least: Vec<Decimal> = members
        .iter()
        .filter_map(|values| values.iter().min().copied())
        .collect();
    let most: Vec<Decimal> = members
        .iter()
        .filter_map(|values| values.iter().max().copied())
        .collect();
    let is_whole = members
        .iter()
        .flatten()
        .all(|value| value.fract().is_zero());
    let down = |value: Decimal, decimals| {
        value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::ToNegativeInfinity)
    };
    let tells_apart =
        |decimals: &u32| (1..least.len()).all(|at| down(least[at], *decimals) > most[at - 1]);
    let first = if is_whole {
        0
    } else {
        indicator.decimals.min(1)
    };
    let decimals = (first..first + 4).find(tells_apart).unwrap_or(first + 4);
    let write = |value| number(value, decimals, language);
    (0..least.len())
        .map(|at| {
            let from = write(down(least[at], decimals));
            match least.get(at + 1) {
                Some(next) => {
                    let to = write(down(*next, decimals));
                    format!("{from} – {} {to}", language.pick("dưới", "under"))
                }
                None if least[at] == most[at] => from,
                None => {
                    let up = rust_decimal::RoundingStrategy::ToPositiveInfinity;
                    format!(
                        "{from} – {}",
                        write(most[at].round_dp_with_strategy(decimals, up))
                    )
                }
            }
        })
        .collect()
}

fn by_status(
    snapshot: &Snapshot,
    reader: &Reader<'_>,
    units: &mut [SheetUnit],
    figures: &Figures<'_>,
    language: Language,
    today: Date,
) -> Result<Shading, MapSheetError> {
    let indicator = figures.indicator;
    let target = snapshot
        .programme()
        .current_targets()
        .find(|target| {
            target.indicator == indicator.id && matches!(target.scope, TargetScope::EachUnit { .. })
        })
        .ok_or_else(|| MapSheetError::NoTarget(indicator.id.to_string()))?;
    let day = figures.period.end().min(today);
    let mut counts = [0; STATUSES.len()];
    let mut missing = 0;
    for (shown, reading) in units.iter_mut().zip(&figures.readings) {
        let subject = Subject::Unit(shown.unit.key.clone());
        let status = reading
            .as_ref()
            .map(|_| status::of_target(reader, target, indicator, &subject, day).status);
        let row = STATUSES
            .iter()
            .position(|(known, ..)| Some(*known) == status);
        shown.fill = if let Some(row) = row {
            counts[row] += 1;
            UnitFill::Class(row)
        } else {
            missing += 1;
            UnitFill::NoData
        };
    }
    let (title, note) = title_and_note(figures, language);
    let rows = STATUSES.iter().zip(PRINT.statuses).zip(counts);
    Ok(Shading {
        title,
        note: format!(
            "{} · {note}",
            language.pick("so với chỉ tiêu", "against the target")
        ),
        rows: rows
            .map(|(((_, mark, vi, en), colour), units)| ShadingRow {
                colour: colour.to_owned(),
                label: language.pick(vi, en).to_owned(),
                mark: Some(*mark),
                units,
            })
            .collect(),
        missing,
        ..Shading::default()
    })
}

fn write_values(units: &mut [SheetUnit], figures: &Figures<'_>, language: Language) {
    for (shown, reading) in units.iter_mut().zip(&figures.readings) {
        let value = reading.as_ref().and_then(|reading| reading.number);
        shown.value = value
            .filter(|_| !is_yes_or_no(figures.indicator))
            .map(|value| number(value, figures.indicator.decimals.min(1), language));
    }
}

/// Colours the units by classes that the asker has worked out.
pub(super) fn shade_as_told(
    units: &mut [SheetUnit],
    own: &OwnShading,
) -> Result<Shading, MapSheetError> {
    if own.rows.is_empty() || own.rows.len() > MOST_ROWS {
        return Err(MapSheetError::Classes(own.rows.len()));
    }
    for row in &own.rows {
        super::check_colour(&row.colour)?;
    }
    let mut counts = vec![0; own.rows.len()];
    let mut missing = 0;
    for shown in units.iter_mut() {
        shown.fill = match own.classes.get(shown.unit.code()) {
            Some(class) if *class < counts.len() => {
                counts[*class] += 1;
                UnitFill::Class(*class)
            }
            Some(class) => {
                return Err(MapSheetError::Class {
                    class: *class,
                    classes: counts.len(),
                });
            }
            None => {
                missing += 1;
                UnitFill::NoData
            }
        };
    }
    Ok(Shading {
        title: own.title.clone(),
        note: own.note.clone(),
        rows: own
            .rows
            .iter()
            .zip(counts)
            .map(|(row, units)| ShadingRow {
                colour: row.colour.clone(),
                label: row.label.clone(),
                mark: None,
                units,
            })
            .collect(),
        missing,
        is_illustrative: own.is_illustrative,
        ..Shading::default()
    })
}
