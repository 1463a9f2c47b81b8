//! The program: what was typed is turned once into what it means, then handed to `commands::run`.

use std::process::ExitCode;

use nonnuoc::commands;

fn main() -> ExitCode {
    match commands::parse() {
        Ok(cli) => commands::run(cli),
        Err(code) => code,
    }
}
