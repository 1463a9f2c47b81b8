//! `nonnuoc query`: asks a spatial question.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Args;

use super::answer::{Output, give, read_text};
use crate::analysis::filter::FilterSource;
use crate::analysis::query::{Features, PerZone, QueryRequest, Relation, Target, query};
use crate::analysis::tables;
use crate::geometry::interrupt::Interrupt;

/// How many of the nearest, when the command does not say.
const USUAL_NEAREST: usize = 5;

const EXAMPLES: &str = "Examples:
  nonnuoc query kind:border-gate --where \"gate_class = 'international'\"
  nonnuoc query kind:school --near 106.25,22.67 --nearest 3 --format csv
  nonnuoc query units --contains place:tra-linh --format table
  nonnuoc query kind:settlement --intersects layer:illustrative-landslide-zones --per-zone units --sum population";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The features: units, kind:KIND or layer:ID.
    #[arg(required_unless_present = "request")]
    from: Option<String>,
    /// Which of them: a CQL2 filter, such as "gate_class = 'international'".
    #[arg(long = "where")]
    filter: Option<String>,
    /// Wholly inside this: unit:CODE, place:ID, layer:ID or LON,LAT.
    #[arg(long, group = "relation")]
    within: Option<String>,
    /// Touching this.
    #[arg(long, group = "relation")]
    intersects: Option<String>,
    /// Wholly holding this, such as the zones that hold LON,LAT.
    #[arg(long, group = "relation")]
    contains: Option<String>,
    /// Near this: the nearest (--nearest K), or those within --distance-m.
    #[arg(long, group = "relation")]
    near: Option<String>,
    /// How many of the nearest [default: 5].
    #[arg(long, value_name = "K", requires = "near")]
    nearest: Option<usize>,
    /// How far at most, in metres on the ground.
    #[arg(long, requires = "near", conflicts_with = "nearest")]
    distance_m: Option<f64>,
    /// Counts and sums per zone: units, kind:KIND or layer:ID.
    #[arg(long)]
    per_zone: Option<String>,
    /// An attribute to add up per zone; may be given several times.
    #[arg(long = "sum", requires = "per_zone")]
    sums: Vec<String>,
    /// Most rows.
    #[arg(long)]
    limit: Option<usize>,
    /// A file with the whole question as JSON, as POST /api/queries takes it.
    #[arg(
        long,
        conflicts_with_all = ["from", "filter", "relation", "nearest", "distance_m", "per_zone", "sums", "limit"]
    )]
    request: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut request: QueryRequest = match &arguments.request {
        Some(path) => serde_json::from_str(&read_text(path)?)
            .with_context(|| format!("{} is no question", path.display()))?,
        None => read(arguments)?,
    };
    request.on = arguments.output.on.or(request.on);
    give(
        data,
        &arguments.output,
        request.on,
        |snapshot, map| Ok(query(snapshot, map, &request, &Interrupt::default())?),
        |found, _| tables::of_query(found),
    )
}

fn read(arguments: &Arguments) -> anyhow::Result<QueryRequest> {
    let from = arguments
        .from
        .as_deref()
        .ok_or_else(|| anyhow!("name the features to ask about"))?;
    let per_zone = arguments.per_zone.as_deref().map(|zones| {
        Ok::<_, anyhow::Error>(PerZone {
            zones: features(zones)?,
            sum: arguments.sums.clone(),
        })
    });
    Ok(QueryRequest {
        from: features(from)?,
        filter: arguments.filter.clone().map(FilterSource::Text),
        relation: relation(arguments)?,
        also: Vec::new(),
        each_nearest: None,
        per_zone: per_zone.transpose()?,
        on: arguments.output.on,
        limit: arguments.limit,
        offset: 0,
    })
}

fn features(text: &str) -> anyhow::Result<Features> {
    if text == "units" {
        return Ok(Features::Units);
    }
    match text.split_once(':') {
        Some(("layer", id)) => Ok(Features::Layer(id.parse()?)),
        Some(("kind", kind)) => serde_json::from_value(serde_json::json!(kind))
            .map(Features::Kind)
            .with_context(|| format!("{kind:?} is no kind of place")),
        _ => bail!("{text:?} names no features: units, kind:KIND or layer:ID is expected"),
    }
}

fn relation(arguments: &Arguments) -> anyhow::Result<Option<Relation>> {
    if let Some(text) = &arguments.within {
        return Ok(Some(Relation::Within {
            target: target(text)?,
        }));
    }
    if let Some(text) = &arguments.intersects {
        return Ok(Some(Relation::Intersects {
            target: target(text)?,
        }));
    }
    if let Some(text) = &arguments.contains {
        return Ok(Some(Relation::Contains {
            target: target(text)?,
        }));
    }
    let Some(text) = &arguments.near else {
        return Ok(None);
    };
    let target = target(text)?;
    Ok(Some(match arguments.distance_m {
        Some(distance_m) => Relation::WithinDistance { target, distance_m },
        None => Relation::Nearest {
            target,
            k: arguments.nearest.unwrap_or(USUAL_NEAREST),
        },
    }))
}

fn target(text: &str) -> anyhow::Result<Target> {
    match text.split_once(':') {
        Some(("unit", code)) => Ok(Target::Unit(code.parse()?)),
        Some(("place", id)) => Ok(Target::Place(id.parse()?)),
        Some(("layer", id)) => Ok(Target::Layer(id.parse()?)),
        _ => {
            let place = super::locate::parse_place(text)?;
            Ok(Target::Geometry(geo::Point(place).into()))
        }
    }
}
