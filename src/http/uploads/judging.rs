//! Judging an uploaded file row by row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{RowFinding, UploadFigure, UploadResult, UploadRow, Verdict};
use crate::analysis::checks;
use crate::http::figures::SubjectView;
use crate::http::observations::{Scope, newest_revision};
use crate::model::permission::{self, Action};
use crate::model::{
    Account, Candidate, Finding, IndicatorId, Observation, ObservationState, Period, Severity,
    Snapshot, Subject, Text,
};
use crate::report::figure_sheet::{self, Reading, SheetColumns, SheetFigure, SheetRow};
use crate::report::workbook;

/// Who sends a file.
#[derive(Debug, Clone, Copy)]
pub enum Sender<'a> {
    /// Somebody with an account, who may be bound to communes or agencies.
    Account(&'a Account),
    /// A command, which may enter everything, and the name that it enters figures under.
    Command(&'a str),
}

impl Sender<'_> {
    /// Under which name the figures are entered.
    fn name(&self) -> &str {
        match self {
            Self::Account(account) => account.name.as_str(),
            Self::Command(name) => name,
        }
    }

    /// Why the sender cannot keep the figure, whatever it says.
    fn hindrance(&self, snapshot: &Snapshot, candidate: &Candidate) -> Option<Finding> {
        if let Self::Account(account) = self {
            // A figure of an indicator that does not exist is found by the checks.
            let scope = Scope::of(snapshot, &candidate.indicator, &candidate.subject).ok()?;
            if permission::check(Some(account), Action::EnterFigure(scope.figure())).is_err() {
                return Some(out_of_scope(self.name()));
            }
        }
        let newest = newest_revision(snapshot, candidate)?;
        match newest.state {
            ObservationState::Submitted { .. } => Some(awaits_decision(newest)),
            ObservationState::Draft | ObservationState::Returned { .. }
                if newest.entered_by != self.name() =>
            {
                Some(not_yours(newest))
            }
            _ => None,
        }
    }
}

/// A row with its candidate.
struct Judged {
    view: UploadRow,
    figure: Option<SheetFigure>,
}

/// What a file would bring that the sender hands in, without keeping anything. Accepted and doubtful figures can be kept
/// on these very data; what cannot is rejected.
///
/// # Errors
/// A message in both languages where the file cannot be read at all.
pub fn judge(
    snapshot: &Snapshot,
    bytes: &[u8],
    reading: Reading,
    today: Date,
    sender: Sender<'_>,
) -> Result<(UploadResult, Vec<SheetFigure>, Vec<SheetFigure>), Text> {
    let sheets = workbook::read(bytes).map_err(|error| error.told())?;
    let rows = figure_sheet::read(snapshot, &sheets, reading)?;
    let judging = Judging {
        snapshot,
        today,
        sender,
        same: same_figures(&rows),
    };
    let judged: Vec<Judged> = rows.into_iter().map(|row| judging.row(row)).collect();
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

/// What rows are judged by.
struct Judging<'a> {
    snapshot: &'a Snapshot,
    today: Date,
    sender: Sender<'a>,
    same: SameFigure,
}

impl Judging<'_> {
    fn row(&self, row: SheetRow) -> Judged {
        let mut findings: Vec<RowFinding> = row
            .findings
            .into_iter()
            .map(|(column, finding)| RowFinding { column, finding })
            .collect();
        if let Some(figure) = &row.figure {
            let found = self.figure(figure, (&row.sheet, row.row));
            findings.extend(found.into_iter().map(|finding| RowFinding {
                column: column_of(finding.code, &row.columns),
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
                subject: SubjectView::new(self.snapshot, &figure.subject),
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

    /// What is found in the figure of a row, which stands at that place.
    fn figure(&self, figure: &SheetFigure, (sheet, row): (&str, usize)) -> Vec<Finding> {
        let key = (
            figure.indicator.clone(),
            figure.subject.clone(),
            figure.period,
        );
        let others: Vec<String> = self
            .same
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|(other, number)| (other.as_str(), *number) != (sheet, row))
            .map(|(other, number)| format!("{other}:{number}"))
            .collect();
        let candidate = candidate(figure);
        let mut found = checks::check(self.snapshot, &candidate, self.today);
        if let Some(hindrance) = self.sender.hindrance(self.snapshot, &candidate) {
            // It says better than the check what is to be done with the one that is there.
            found.retain(|finding| finding.code != "already-entered");
            found.push(hindrance);
        }
        if !others.is_empty() {
            found.push(twice(&others.join(", ")));
        }
        if figure.value.missing_reason().is_none() && figure.source.is_none() {
            found.push(no_source());
        }
        found
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
        "wrong-subject" | "unit-of-later" | "duplicate-row" | "out-of-scope" => &columns.subject,
        "future-period" | "period-too-short" => &columns.period,
        "out-of-range" | "too-many-decimals" | "jump" | "part-exceeds-whole" | "sum-differs"
        | "already-approved" | "already-entered" | "not-yours" | "awaits-decision" => {
            &columns.value
        }
        "no-reason" => &columns.reason,
        "wrong-unit" => &columns.unit,
        "no-source" => &columns.source,
        "computed" => &columns.indicator,
        _ => "",
    }
    .to_owned()
}

fn out_of_scope(sender: &str) -> Finding {
    Finding::rejected(
        "out-of-scope",
        Text::new(
            format!("tài khoản {sender} chỉ được giao xã, phường hay cơ quan khác"),
            format!("{sender} is bound to other communes or agencies"),
        ),
        Text::new(
            "bỏ dòng này, hoặc nhờ người được giao gửi",
            "leave the row out, or let somebody send it who is bound to it",
        ),
    )
}

fn not_yours(draft: &Observation) -> Finding {
    let (period, by) = (draft.key.period, &draft.entered_by);
    Finding::rejected(
        "not-yours",
        Text::new(
            format!("kỳ {period} đã có bản nháp do {by} nhập"),
            format!("{by} entered a draft for {period}"),
        ),
        Text::new(
            format!("bỏ dòng này, hoặc nhờ {by} sửa bản nháp đó"),
            format!("leave the row out, or ask {by} to change that draft"),
        ),
    )
}

fn awaits_decision(submitted: &Observation) -> Finding {
    let period = submitted.key.period;
    Finding::rejected(
        "awaits-decision",
        Text::new(
            format!("số liệu kỳ {period} đã gửi, đang chờ duyệt"),
            format!("the figure for {period} was handed in and awaits approval"),
        ),
        Text::new(
            "rút lại số đã gửi trước, hoặc đính chính sau khi được duyệt",
            "take it back first, or correct it once it is approved",
        ),
    )
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
