//! `nonnuoc check`: looks over the data's health.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use geo::Validation;
use jiff::civil::Date;

use super::open_store;
use crate::config::{DataFolder, today};
use crate::formats::shipped;
use crate::model::Snapshot;
use crate::store::Store;

/// What the command understands.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The day whose boundaries are checked, as yyyy-mm-dd; today if none is given.
    #[arg(long)]
    on: Option<Date>,
}

/// One thing looked at, with the faults found.
struct Finding {
    what: String,
    faults: Vec<String>,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = open_store(&DataFolder::new(data.to_owned()))?;
    let snapshot = store.snapshot();
    let on = arguments.on.unwrap_or_else(today);
    let findings = [
        manifests(),
        validity(&snapshot),
        boundaries(&snapshot, on),
        placement(&snapshot),
    ];
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
        "{count} faults; data at version {}",
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
            what: format!("manifests of the {} shipped files", manifests.len()),
            faults: Vec::new(),
        },
        Err(error) => Finding {
            what: "manifests of the shipped files".to_owned(),
            faults: vec![error.to_string()],
        },
    }
}

fn validity(snapshot: &Snapshot) -> Finding {
    let boundaries = snapshot.map().all().filter_map(|boundary| {
        let fault = boundary.geometry.check_validation().err()?;
        Some(format!("boundary of {}: {fault}", boundary.unit))
    });
    let places = snapshot.places().all().filter_map(|place| {
        let fault = place.geometry.as_ref()?.check_validation().err()?;
        Some(format!("place {}: {fault}", place.id))
    });
    Finding {
        what: "validity of every geometry".to_owned(),
        faults: boundaries.chain(places).collect(),
    }
}

fn boundaries(snapshot: &Snapshot, on: Date) -> Finding {
    let faults: Vec<_> = snapshot
        .units()
        .on(on)
        .filter(|unit| snapshot.map().of(&unit.key, on).is_none())
        .map(|unit| format!("{} has no boundary on {on}", unit.key))
        .collect();
    Finding {
        what: format!("a boundary for every unit on {on}"),
        faults,
    }
}

fn placement(snapshot: &Snapshot) -> Finding {
    let faults = snapshot
        .places()
        .all()
        .flat_map(|place| place.unit_codes.iter().map(move |code| (place, code)))
        .filter(|(_, code)| snapshot.units().versions(code).next().is_none())
        .map(|(place, code)| format!("place {} lies in {code}, which is no unit's code", place.id))
        .collect();
    Finding {
        what: "every place's units exist".to_owned(),
        faults,
    }
}
