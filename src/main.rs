//! The program: what was typed is turned once into what it means, then one match runs it.

use std::process::ExitCode;

use clap::Parser;
use nonnuoc::commands::{self, Cli};

fn main() -> ExitCode {
    commands::run(Cli::parse())
}
