//! Judging an uploaded file row by row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{RowFinding, UploadFigure, UploadResult, UploadRow, Verdict};
use crate::analysis::checks;
use crate::http::figures::SubjectView;
use crate::model::{Candidate, Finding, IndicatorId, Period, Severity, Snapshot, Subject, Text};
use crate::report::figure_sheet::{self, Reading, SheetColumns, SheetFigure, SheetRow};
use crate::report::workbook;

/// A row with its candidate.
struct Judged {
    view: UploadRow,
    figure: Option<SheetFigure>,
}

/// What a file would bring, without keeping anything.
///
/// # Errors
/// A message in both languages where the file cannot be read at all.
pub fn judge(
    snapshot: &Snapshot,
    bytes: &[u8],
    reading: Reading,
    today: Date,
) -> Result<(UploadResult, Vec<SheetFigure>, Vec<SheetFigure>), Text> {
    let sheets = workbook::read(bytes).map_err(|error| error.told())?;
    let rows = figure_sheet::read(snapshot, &sheets, reading)?;
    let same = same_figures(&rows);
    let judged: Vec<Judged> = rows
        .into_iter()
        .map(|row| judge_row(snapshot, row, &same, today))
        .collect();
    let of = |verdict: Verdict| -> Vec<SheetFigure> {
        judged
            .iter()
            .filter(|one| one.view.verdict == verdict)
            .filter_map(|one| one.figure.clone())
            .collect()
    };
    let (accepted, doubtful) = (of(Verdict::Accepted), of(Verdict::Doubtful));
    let rows: Vec<UploadRow> = judged.into_iter().map(|one| one.view).collect();
    let count = |verdict: Verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    let result = UploadResult {
        checksum: hex::encode(Sha256::digest(bytes)),
        accepted: count(Verdict::Accepted),
        doubtful: count(Verdict::Doubtful),
        rejected: count(Verdict::Rejected),
        is_saved: false,
        saved: 0,
        rows,
    };
    Ok((result, accepted, doubtful))
}

/// The rows, by sheet and number, that are for the same indicator, unit or place, and period.
type SameFigure = BTreeMap<(IndicatorId, Subject, Period), Vec<(String, usize)>>;

fn same_figures(rows: &[SheetRow]) -> SameFigure {
    let mut same = SameFigure::new();
    for row in rows {
        let Some(figure) = &row.figure else { continue };
        let key = (
            figure.indicator.clone(),
            figure.subject.clone(),
            figure.period,
        );
        same.entry(key)
            .or_default()
            .push((row.sheet.clone(), row.row));
    }
    same
}

fn judge_row(snapshot: &Snapshot, row: SheetRow, same: &SameFigure, today: Date) -> Judged {
    let columns = &row.columns;
    let mut findings: Vec<RowFinding> = row
        .findings
        .into_iter()
        .map(|(column, finding)| RowFinding { column, finding })
        .collect();
    if let Some(figure) = &row.figure {
        let key = (
            figure.indicator.clone(),
            figure.subject.clone(),
            figure.period,
        );
        let others: Vec<String> = same
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|(sheet, number)| (sheet, *number) != (&row.sheet, row.row))
            .map(|(sheet, number)| format!("{sheet}:{number}"))
            .collect();
        let mut found = checks::check(snapshot, &candidate(figure), today);
        if !others.is_empty() {
            found.push(twice(&others.join(", ")));
        }
        if figure.value.missing_reason().is_none() && figure.source.is_none() {
            found.push(no_source());
        }
        findings.extend(found.into_iter().map(|finding| RowFinding {
            column: column_of(finding.code, columns),
            finding,
        }));
    }
    let worst = findings.iter().map(|found| found.finding.severity).max();
    let verdict = match (worst, &row.figure) {
        (Some(Severity::Rejected), _) => Verdict::Rejected,
        (Some(Severity::Doubtful), _) | (None, None) => Verdict::Doubtful,
        (None, Some(_)) => Verdict::Accepted,
    };
    let view = UploadRow {
        sheet: row.sheet,
        row: row.row,
        verdict,
        code: row.code,
        name: row.name,
        typed_value: row.value,
        figure: row.figure.as_ref().map(|figure| UploadFigure {
            indicator: figure.indicator.to_string(),
            subject: SubjectView::new(snapshot, &figure.subject),
            period: figure.period,
            value: figure.value.number(),
            missing_reason: figure.value.missing_reason().map(str::to_owned),
        }),
        findings,
    };
    Judged {
        view,
        figure: row.figure,
    }
}

pub(super) fn candidate(figure: &SheetFigure) -> Candidate {
    Candidate {
        indicator: figure.indicator.clone(),
        subject: figure.subject.clone(),
        period: figure.period,
        value: figure.value.clone(),
        unit: figure.unit.clone(),
    }
}

/// The letter of the column that a check is about; empty where the sheet has none or the whole row is meant.
fn column_of(code: &str, columns: &SheetColumns) -> String {
    match code {
        "wrong-subject" | "unit-of-later" | "duplicate-row" => &columns.subject,
        "future-period" | "period-too-short" => &columns.period,
        "out-of-range" | "too-many-decimals" | "jump" | "part-exceeds-whole" | "sum-differs"
        | "already-approved" | "already-entered" => &columns.value,
        "no-reason" => &columns.reason,
        "wrong-unit" => &columns.unit,
        "no-source" => &columns.source,
        "computed" => &columns.indicator,
        _ => "",
    }
    .to_owned()
}

/// Which of several is right is not guessed: each of them is sent back.
fn twice(others: &str) -> Finding {
    Finding::rejected(
        "duplicate-row",
        Text::new(
            format!("đơn vị và kỳ này còn có ở dòng {others}"),
            format!("{others} is for the same unit and period"),
        ),
        Text::new("giữ lại một dòng", "keep one of them"),
    )
}

fn no_source() -> Finding {
    Finding::doubtful(
        "no-source",
        Text::new("không ghi nguồn số liệu", "no source is named"),
        Text::new("điền cột «Nguồn»", "fill in the column “Nguồn”"),
    )
}
