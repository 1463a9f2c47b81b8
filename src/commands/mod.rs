//! The commands of the program: wiring.
//!
//! A command answers on standard output, tells of progress and trouble on standard error, and ends with
//! 0 when it is done, 1 when it could not be done (nothing was changed then), 2 when it was typed wrongly,
//! 3 when `check` found faults in the data.
#![expect(
    clippy::doc_markdown,
    reason = "the text is shown in a terminal as it stands"
)]

mod answer;
mod check;
mod coverage;
mod export;
mod exposure;
mod import;
mod inspect;
mod locate;
mod map;
mod openapi;
mod parse_worker;
mod query;
mod relocation;
mod remove;
mod seed;
mod serve;
mod siting;
mod template;
mod travel_times;
mod units;
mod user;
mod workspace;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use tracing_subscriber::EnvFilter;

/// Plans and monitors a mountainous border province's five-year programme on the map.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = EXAMPLES
)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  nonnuoc serve --demo                     try it with illustrative figures
  nonnuoc serve --data /srv/nonnuoc        serve a workspace at http://localhost:8080
  nonnuoc units --on 2025-06-30            list the units of a day
  nonnuoc import boundaries xa.zip --crs EPSG:9210 --dry-run \\
      --source \"Sở Nông nghiệp và Môi trường\" --licence \"Nội bộ\" --retrieved 2026-01-15
  nonnuoc export boundaries --format shp --crs EPSG:9210 -o xa.shp
  nonnuoc check                            look over the data's health

Exit codes: 0 done, 1 could not be done (nothing was changed), 2 typed wrongly, 3 `check` found faults.";

/// Reads a day that was typed.
fn day(text: &str) -> Result<Date, String> {
    crate::model::written_day(text)
        .ok_or_else(|| "write the day as 2025-06-30 or 30/06/2025".to_owned())
}

/// What every command understands.
#[derive(Debug, Args)]
struct Common {
    /// The folder in which the data are kept.
    #[arg(long, env = "NONNUOC_DATA", default_value = "data", global = true)]
    data: PathBuf,
    /// What is logged, to standard error: error, warn, info, debug or trace.
    #[arg(long, env = "NONNUOC_LOG", default_value = "info", global = true)]
    log: String,
    /// How the log is written.
    #[arg(
        long,
        env = "NONNUOC_LOG_FORMAT",
        default_value = "text",
        global = true
    )]
    log_format: LogFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the viewer and the API.
    Serve(serve::Arguments),
    /// List the administrative units of a day.
    Units(units::Arguments),
    /// Load the shipped data into an empty workspace, or remove illustrative layers.
    Seed(seed::Arguments),
    /// Take in official data: unit boundaries, a layer of places, or a raster.
    Import(Box<import::Arguments>),
    /// Say what a file holds, before it is imported: a file of features, or a GeoTIFF.
    Inspect(inspect::Arguments),
    /// Write a layer to a file that other programs open.
    Export(export::Arguments),
    /// Remove a layer of places or of a raster.
    Remove(remove::Arguments),
    /// Write the spreadsheet in which figures are collected.
    Template(template::Arguments),
    /// Read one file for the process that started this one.
    #[command(hide = true, name = crate::formats::worker::COMMAND)]
    ParseWorker,
    /// Look over the data: manifests, geometry, coverage, references.
    Check(check::Arguments),
    /// Ask which features lie within, touch or are near something, and count them per zone.
    Query(query::Arguments),
    /// Work out what lies within so many kilometres of corridors.
    Coverage(coverage::Arguments),
    /// Work out what lies in landslide and flash-flood zones.
    Exposure(exposure::Arguments),
    /// Work out who must move out of danger first, where the ground is fit, and who moves where.
    Relocation(Box<relocation::Arguments>),
    /// Look up in which unit, corridor strip, hazard zone and gate zone places lie.
    Locate(locate::Arguments),
    /// Print a map: a sheet of paper true to scale, as PDF or PNG.
    Map(Box<map::Arguments>),
    /// Work out how long people travel to schools and other facilities, and whom nothing reaches.
    TravelTimes(Box<travel_times::Arguments>),
    /// Work out where schools open, stay and close.
    Siting(Box<siting::Arguments>),
    /// Manage accounts.
    #[command(subcommand)]
    User(user::Arguments),
    /// Print the OpenAPI document.
    #[command(after_help = "Examples:\n  nonnuoc openapi > openapi.json")]
    Openapi,
}

/// Reads what was typed.
///
/// # Errors
/// The exit code, once it was told what is wrong with it, or the help that was asked for.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|mut error| {
        // The error's own list of the commands would show those that are nobody's to type.
        if error.kind() == ErrorKind::MissingSubcommand {
            let help = Cli::command().render_help();
            error = Cli::command().error(ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, help);
        }
        // Where even the standard streams are closed there is nobody to tell.
        _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// Runs what was typed and tells how it ended.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    start_log(&cli.common);
    let done = match cli.command {
        Command::Serve(arguments) => serve::run(&cli.common.data, &arguments),
        Command::Units(arguments) => units::run(&cli.common.data, &arguments),
        Command::Import(arguments) => import::run(&cli.common.data, &arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Export(arguments) => export::run(&cli.common.data, &arguments),
        Command::Remove(arguments) => remove::run(&cli.common.data, &arguments),
        Command::Template(arguments) => template::run(&cli.common.data, &arguments),
        Command::ParseWorker => parse_worker::run(),
        Command::Seed(arguments) => seed::run(&cli.common.data, &arguments),
        Command::Check(arguments) => check::run(&cli.common.data, &arguments),
        Command::Query(arguments) => query::run(&cli.common.data, &arguments),
        Command::Coverage(arguments) => coverage::run(&cli.common.data, &arguments),
        Command::Relocation(arguments) => relocation::run(&cli.common.data, &arguments),
        Command::Exposure(arguments) => exposure::run(&cli.common.data, &arguments),
        Command::Locate(arguments) => locate::run(&cli.common.data, &arguments),
        Command::Map(arguments) => map::run(&cli.common.data, &arguments),
        Command::TravelTimes(arguments) => travel_times::run(&cli.common.data, &arguments),
        Command::Siting(arguments) => siting::run(&cli.common.data, &arguments),
        Command::User(arguments) => user::run(&cli.common.data, &arguments),
        Command::Openapi => openapi::run(),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::from(1)
        }
    }
}

fn start_log(common: &Common) {
    let filter = EnvFilter::try_new(&common.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match common.log_format {
        LogFormat::Text => subscriber.with_target(false).init(),
        LogFormat::Json => subscriber.json().init(),
    }
}

/// Says on standard error what went wrong, the cause last. A closed standard error has no reader left.
fn complain(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr(), "nonnuoc: {error:#}");
}

#[cfg(test)]
mod tests {
    use clap::{Command as Described, CommandFactory, Parser};

    use super::Cli;

    /// What is typed in an example, without the remark after it and what the shell takes.
    fn words(example: &str) -> Vec<String> {
        let typed = example.trim_start().split("   ").next().unwrap_or_default();
        let typed = typed.split(" > ").next().unwrap_or_default();
        let mut words = Vec::new();
        for (at, part) in typed.split('"').enumerate() {
            if at % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    fn examples(command: &Described, path: &str, told: &mut Vec<(String, Vec<String>)>) {
        let help = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let lines = help
            .lines()
            .filter(|line| line.trim_start().starts_with("nonnuoc "))
            .map(str::to_owned)
            .collect();
        told.push((path.to_owned(), lines));
        for inner in command
            .get_subcommands()
            .filter(|inner| !inner.is_hide_set())
        {
            examples(inner, &format!("{path} {}", inner.get_name()), told);
        }
    }

    #[test]
    fn every_command_shows_examples_that_it_understands() {
        let mut told = Vec::new();
        examples(&Cli::command(), "nonnuoc", &mut told);
        for (path, lines) in &told {
            let is_family = told
                .iter()
                .any(|(other, _)| other.starts_with(&format!("{path} ")));
            let is_plain = ["nonnuoc user list", "nonnuoc user reset"].contains(&path.as_str());
            assert!(
                is_family || is_plain || !lines.is_empty(),
                "{path} shows no example"
            );
            for line in lines {
                if let Err(error) = Cli::try_parse_from(words(line)) {
                    panic!("{path}: {line}\n{error}");
                }
            }
        }
        assert!(told.len() > 20, "{}", told.len());
    }
}
