//! Judging an uploaded file row by row.

use std::collections::BTreeSet;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{RowFinding, UploadFigure, UploadResult, UploadRow, Verdict};
use crate::analysis::checks;
use crate::http::figures::SubjectView;
use crate::model::{Candidate, Finding, Period, Severity, Snapshot, Text};
use crate::report::figure_sheet::{self, Reading, SheetFigure, SheetRow};
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
    let sheets =
        workbook::read(bytes).map_err(|error| Text::new(error.to_string(), error.to_string()))?;
    let rows = figure_sheet::read(snapshot, &sheets, reading)?;
    let mut seen = BTreeSet::new();
    let judged: Vec<Judged> = rows
        .into_iter()
        .map(|row| judge_row(snapshot, row, &mut seen, today))
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

type Seen = BTreeSet<(String, crate::model::Subject, Period)>;

fn judge_row(snapshot: &Snapshot, row: SheetRow, seen: &mut Seen, today: Date) -> Judged {
    let mut findings: Vec<RowFinding> = row
        .findings
        .into_iter()
        .map(|(column, finding)| RowFinding { column, finding })
        .collect();
    if let Some(figure) = &row.figure {
        if !seen.insert((
            figure.indicator.to_string(),
            figure.subject.clone(),
            figure.period,
        )) {
            findings.push(RowFinding {
                column: String::new(),
                finding: twice(),
            });
        }
        let found = checks::check(snapshot, &candidate(figure), today);
        findings.extend(found.into_iter().map(|finding| RowFinding {
            column: column_of(finding.code),
            finding,
        }));
        if figure.value.missing_reason().is_none() && figure.source.is_none() {
            findings.push(RowFinding {
                column: String::new(),
                finding: no_source(),
            });
        }
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

/// The template's column that a check is about.
fn column_of(code: &str) -> String {
    match code {
        "wrong-subject" | "unit-of-later" => "A".to_owned(),
        "out-of-range" | "too-many-decimals" | "jump" | "part-exceeds-whole" | "sum-differs" => {
            "C".to_owned()
        }
        "no-reason" => "D".to_owned(),
        _ => String::new(),
    }
}

fn twice() -> Finding {
    Finding::rejected(
        "duplicate-row",
        Text::new(
            "đơn vị và kỳ này đã có ở dòng trên",
            "a row above is for the same unit and period",
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
