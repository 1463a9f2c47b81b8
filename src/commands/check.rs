//! `nonnuoc check`: looks over the data's health.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::workspace;
use crate::analysis::health::{self, Finding};
use crate::config::today;
use crate::formats::shipped;
use crate::model::counted;
use crate::store::Store;

const EXAMPLES: &str = "Examples:
  nonnuoc check
  nonnuoc check --on 2025-06-30 --data /srv/nonnuoc";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The day whose boundaries are checked, as yyyy-mm-dd; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Date>,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let snapshot = store.snapshot();
    let on = arguments.on.unwrap_or_else(today);
    let mut findings = vec![manifests()];
    findings.extend(health::examine(&snapshot, on));
    let mut out = std::io::stdout().lock();
    let mut count = 0;
    for finding in &findings {
        let verdict = if finding.faults.is_empty() {
            "ok"
        } else {
            "FAULTS"
        };
        writeln!(out, "{verdict:<8}{}", finding.what)?;
        for fault in &finding.faults {
            writeln!(out, "        {fault}")?;
        }
        count += finding.faults.len();
    }
    writeln!(
        out,
        "{}; data at version {}",
        counted(count, "fault", "faults"),
        snapshot.version()
    )?;
    Ok(if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

fn manifests() -> Finding {
    match shipped::manifests() {
        Ok(manifests) => Finding {
            what: format!(
                "the {} shipped files are what their manifests say",
                manifests.len()
            ),
            faults: Vec::new(),
        },
        Err(error) => Finding {
            what: "the shipped files are what their manifests say".to_owned(),
            faults: vec![error.to_string()],
        },
    }
}
