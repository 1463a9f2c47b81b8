//! `nonnuoc siting`: where schools open, stay and close.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::answer::{Output, give, read_text};
use crate::analysis::access::TravelMemory;
use crate::analysis::siting::goals::Goal;
use crate::analysis::siting::{Model, SitingRequest, of_siting, siting, siting_of, tabular};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::nobody;
use crate::model::SchoolLevel;

/// What is to be as good as can be.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ModelName {
    /// Cover all with the fewest sites.
    Lscp,
    /// Cover most pupils.
    Mclp,
    /// Least mean travel.
    PMedian,
    /// Least worst travel.
    PCenter,
}

/// A goal of the programme that the answer must reach.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum GoalName {
    /// At least 40 % fewer satellite points.
    SatelliteCut,
    /// Boarding in more than 80 % of the communes.
    BoardingCommunes,
    /// An inter-level boarding school in every border commune.
    BorderBoarding,
}

/// A level of school.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelName {
    /// Preschool.
    Preschool,
    /// Primary, grades 1 to 5.
    Primary,
    /// Lower secondary, grades 6 to 9.
    LowerSecondary,
    /// Upper secondary, grades 10 to 12.
    UpperSecondary,
}

const EXAMPLES: &str = "Examples:
  nonnuoc siting --model lscp --most-minutes 30
  nonnuoc siting --model mclp --level primary --most-minutes 30 --most-new 10
  nonnuoc siting --model p-median --most-open 250 --goal border-boarding --format csv --out sites.csv";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What is to be as good as can be.
    #[arg(long, required_unless_present = "request")]
    model: Option<ModelName>,
    /// A file with the whole question as JSON, as POST /api/siting takes it; options given here go before it.
    #[arg(long)]
    request: Option<PathBuf>,
    /// The level whose pupils and schools count; all of them if none is given.
    #[arg(long)]
    level: Option<LevelName>,
    /// At most so many sites open, those of today that stay open included.
    #[arg(long)]
    most_open: Option<usize>,
    /// At most so many new sites.
    #[arg(long)]
    most_new: Option<usize>,
    /// At most so much for new sites, million dong.
    #[arg(long)]
    budget_million_vnd: Option<f64>,
    /// Nobody travels longer, minutes.
    #[arg(long)]
    most_minutes: Option<f64>,
    /// No site takes more pupils than it can.
    #[arg(long)]
    keep_capacities: bool,
    /// All pupils of a place go to one site.
    #[arg(long)]
    keep_together: bool,
    /// The id of a site that must be open; may be given several times.
    #[arg(long)]
    obligatory: Vec<String>,
    /// The id of a site that must be closed; may be given several times.
    #[arg(long)]
    forbidden: Vec<String>,
    /// A goal of the programme that must be reached; may be given several times.
    #[arg(long = "goal")]
    goals: Vec<GoalName>,
    /// Stop at a proven gap of this share; 0 for a proof.
    #[arg(long)]
    gap: Option<f64>,
    /// Stop after so many seconds, with the best found and its gap.
    #[arg(long)]
    time_limit_seconds: Option<f64>,
    /// A CSV file of places with pupils (id, pupils …) in place of those in the data.
    #[arg(long, requires = "sites", requires = "minutes")]
    demands: Option<PathBuf>,
    /// A CSV file of sites (id, kind, capacity …).
    #[arg(long, requires = "demands")]
    sites: Option<PathBuf>,
    /// A CSV file of travel times (demand, site, minutes).
    #[arg(long, requires = "demands")]
    minutes: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let request = arguments.question()?;
    let interrupt = Interrupt::default();
    let instance = match (&arguments.demands, &arguments.sites, &arguments.minutes) {
        (Some(demands), Some(sites), Some(minutes)) => Some(tabular::instance(
            &read_text(demands)?,
            &read_text(sites)?,
            &read_text(minutes)?,
        )?),
        _ => None,
    };
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| {
            Ok(match instance {
                Some(instance) => siting_of(instance, &request, &interrupt, &nobody)?,
                None => siting(
                    snapshot,
                    map,
                    &request,
                    &TravelMemory::default(),
                    &interrupt,
                    &nobody,
                )?,
            })
        },
        |answer, _| of_siting(answer),
    )
}

impl Arguments {
    fn question(&self) -> anyhow::Result<SitingRequest> {
        let model = self.model.map(|model| match model {
            ModelName::Lscp => Model::Lscp,
            ModelName::Mclp => Model::Mclp,
            ModelName::PMedian => Model::PMedian,
            ModelName::PCenter => Model::PCenter,
        });
        let mut request = match (&self.request, model) {
            (Some(path), _) => serde_json::from_str(&read_text(path)?)
                .with_context(|| format!("{} is no question about siting", path.display()))?,
            (None, Some(model)) => SitingRequest::new(model),
            (None, None) => bail!("give --model or --request"),
        };
        request.model = model.unwrap_or(request.model);
        request.on = self.output.on.or(request.on);
        let level = self.level.map(|level| match level {
            LevelName::Preschool => SchoolLevel::Preschool,
            LevelName::Primary => SchoolLevel::Primary,
            LevelName::LowerSecondary => SchoolLevel::LowerSecondary,
            LevelName::UpperSecondary => SchoolLevel::UpperSecondary,
        });
        request.level = level.or(request.level);
        request.most_open = self.most_open.or(request.most_open);
        request.most_new = self.most_new.or(request.most_new);
        request.budget_million_vnd = self.budget_million_vnd.or(request.budget_million_vnd);
        request.most_minutes = self.most_minutes.or(request.most_minutes);
        request.keep_capacities |= self.keep_capacities;
        request.keep_together |= self.keep_together;
        request.obligatory.extend(self.obligatory.iter().cloned());
        request.forbidden.extend(self.forbidden.iter().cloned());
        let goals = self.goals.iter().map(|goal| match goal {
            GoalName::SatelliteCut => Goal::SatelliteCut,
            GoalName::BoardingCommunes => Goal::BoardingCommunes,
            GoalName::BorderBoarding => Goal::BorderBoarding,
        });
        request.goals_as_conditions.extend(goals);
        request.gap = self.gap.unwrap_or(request.gap);
        let time = self.time_limit_seconds;
        request.time_limit_seconds = time.unwrap_or(request.time_limit_seconds);
        Ok(request)
    }
}
