//! `nonnuoc import figures`: takes in a filled-in spreadsheet; nothing is saved until it is confirmed.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};

use super::workspace;
use crate::config::today;
use crate::http::uploads::{self, Sender, UploadResult, UploadRow, Verdict};
use crate::model::{Edit, Period, Snapshot, counted};
use crate::report::figure_sheet::{Reading, SheetFigure};
use crate::store::{Actor, Store, Transaction};

/// Under which name the command enters figures.
const ENTERED_BY: &str = "import";

const EXAMPLES: &str = "Examples:
  nonnuoc import figures households.xlsx --dry-run
  nonnuoc import figures households.xlsx --period 2026 --confirm";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The XLSX file.
    file: PathBuf,
    /// The period, where the file names none.
    #[arg(long)]
    period: Option<Period>,
    /// The file's decimal mark; it decides ambiguous numbers.
    #[arg(long)]
    decimal_mark: Option<Mark>,
    /// Only say what would be kept. This is what happens without --confirm, too.
    #[arg(long, conflicts_with = "confirm")]
    dry_run: bool,
    /// Keep the accepted rows as drafts, to be submitted and approved.
    #[arg(long)]
    confirm: bool,
    /// Keep the doubtful rows too, where they have a figure.
    #[arg(long, requires = "confirm")]
    with_doubtful: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mark {
    /// 1.234,5
    Comma,
    /// 1,234.5
    Point,
}

pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let snapshot = workspace::to_read(data)?.snapshot();
    let file = arguments.file.display();
    let bytes = std::fs::read(&arguments.file).with_context(|| format!("cannot read {file}"))?;
    let mark = arguments.decimal_mark.map(|mark| match mark {
        Mark::Comma => ',',
        Mark::Point => '.',
    });
    let reading = Reading {
        period: arguments.period,
        mark,
    };
    let sender = Sender::Command(ENTERED_BY);
    let (result, mut kept, doubtful) = uploads::judge(&snapshot, &bytes, reading, today(), sender)
        .map_err(|message| anyhow!("{file}: {} / {}", message.vi, message.en))?;
    tell(&result)?;
    if !arguments.confirm {
        writeln!(
            std::io::stdout(),
            "Nothing was saved; run it again with --confirm to keep the accepted rows."
        )?;
        return Ok(());
    }
    if arguments.with_doubtful {
        kept.extend(doubtful);
    }
    if kept.is_empty() {
        bail!("{file}: no row can be kept; nothing was saved");
    }
    let count = kept.len();
    keep(data, &snapshot, kept)?;
    let kept = counted(
        count,
        "figure was saved as a draft",
        "figures were saved as drafts",
    );
    writeln!(std::io::stdout(), "{kept}.")?;
    Ok(())
}

fn keep(data: &Path, snapshot: &Snapshot, figures: Vec<SheetFigure>) -> anyhow::Result<()> {
    let mut edits: Vec<Edit> = Vec::with_capacity(figures.len());
    for figure in figures {
        let key = format!(
            "{} of {} in {}",
            figure.indicator, figure.subject, figure.period
        );
        let draft = uploads::draft(snapshot, figure, ENTERED_BY)
            .map_err(|error| anyhow!("{key}: {error:?}"))?;
        edits.push(draft.into());
    }
    workspace::to_change(data)?.commit(Transaction {
        actor: Actor::command("import"),
        reason: format!(
            "Take in {} from a spreadsheet",
            counted(edits.len(), "figure", "figures")
        ),
        expected_version: Some(snapshot.version()),
        edits,
    })?;
    Ok(())
}

fn tell(result: &UploadResult) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for row in result
        .rows
        .iter()
        .filter(|row| row.verdict != Verdict::Accepted)
    {
        tell_row(&mut out, row)?;
    }
    writeln!(
        out,
        "{} accepted, {} doubtful, {} rejected",
        counted(result.accepted, "row", "rows"),
        result.doubtful,
        result.rejected
    )?;
    Ok(())
}

fn tell_row(out: &mut impl Write, row: &UploadRow) -> std::io::Result<()> {
    let verdict = if row.verdict == Verdict::Rejected {
        "rejected"
    } else {
        "doubtful"
    };
    for found in &row.findings {
        let finding = &found.finding;
        writeln!(
            out,
            "{}!{}{}: {verdict}: {} {}: {}; {} / {}; {}",
            row.sheet,
            found.column,
            row.row,
            row.code,
            row.name,
            finding.message.vi,
            finding.remedy.vi,
            finding.message.en,
            finding.remedy.en
        )?;
    }
    Ok(())
}
