//! `nonnuoc openapi`: prints the OpenAPI document.

use std::io::Write;
use std::process::ExitCode;

use crate::http;

/// Runs the command.
pub(super) fn run() -> anyhow::Result<ExitCode> {
    let document = http::openapi().to_pretty_json()?;
    writeln!(std::io::stdout(), "{document}")?;
    Ok(ExitCode::SUCCESS)
}
