//! The program: what was typed is turned once into what it means, then one match runs it.

use std::process::ExitCode;

use nonnuoc::commands;

fn main() -> ExitCode {
    match commands::parse() {
        Ok(cli) => commands::run(cli),
        Err(code) => code,
    }
}
