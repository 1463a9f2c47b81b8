//! `nonnuoc parse-worker`: reads one source file for the process that started it.

use std::process::ExitCode;

use crate::formats::worker;

/// Runs the command, which is hidden: it speaks frames, not text.
pub(super) fn run() -> anyhow::Result<ExitCode> {
    worker::serve(std::io::stdin(), std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}
