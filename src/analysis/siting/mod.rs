//! Siting: where schools open, stay and close, solved to a proven gap.
//!
//! Four models answer four questions: cover all with the fewest ([`lscp`]), cover most with so many ([`mclp`]), least
//! mean travel ([`p_median`]), least worst travel ([`p_center`]). `docs/siting.md` has their formulae.

mod answer;
pub mod assignment;
mod branching;
mod covering;
mod duties;
mod exchange;
mod explanation;
pub mod goals;
mod inputs;
pub mod instance;
mod interchange;
mod lagrange;
mod level;
pub mod lscp;
pub mod mclp;
mod median;
pub mod p_center;
pub mod p_median;
mod program;
mod reasons;
mod relaxation;
mod request;
pub mod rules;
pub mod solution;
mod table;
pub mod tabular;
mod transport;
pub mod travel;

use std::collections::BTreeMap;
use std::time::Duration;

pub use answer::{Rejection, RejectionMethod, SiteOutcome, Siting, SitingError, TripOutcome};
pub use relaxation::Relaxation;
pub use request::{CandidatePoint, DemandSource, Model, SitingRequest};
pub use table::of_siting;

use super::access::TravelMemory;
use super::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::{Listener, Progress};
use crate::model::{Snapshot, Text};
use assignment::{Assignment, nearest};
use inputs::Inputs;
use instance::{Duty, Instance};
use rules::Rules;
use solution::{Limits, Solution, SolutionStatus, SolveError};

/// Most ways between demands and sites in one question.
pub const MOST_PAIRS: usize = 4_000_000;

/// Longest time that a run may be given, seconds.
pub const LONGEST_RUN_SECONDS: f64 = 600.0;

/// Answers a question about siting from the data. Ways that `travels` knows are not sought again.
///
/// # Errors
/// [`SitingError`] when the question cannot be answered as it stands, or its asker went away. That nothing keeps every
/// condition is no error but an answer.
pub fn siting(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &SitingRequest,
    travels: &TravelMemory,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Siting, SitingError> {
    request.check()?;
    tell(Progress::unforeseen(
        "Đang tính thời gian đi lại",
        "Working out travel times",
    ));
    let inputs = inputs::read(snapshot, map, request, travels, interrupt, tell)?;
    answer(&inputs, request, interrupt, tell)
}

/// Answers a question about an instance that was made elsewhere: its conditions come from the question, its places and
/// travel times from the instance.
///
/// # Errors
/// As [`siting`].
pub fn siting_of(
    instance: Instance,
    request: &SitingRequest,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Siting, SitingError> {
    request.check()?;
    if request.level.is_some() {
        return Err(SitingError::LevelOfTables);
    }
    let inputs = Inputs {
        instance: duties::with_duties(instance, request)?,
        travel_methods: BTreeMap::new(),
        sources: Vec::new(),
        explanation: vec![explanation::given_times()],
    };
    answer(&inputs, request, interrupt, tell)
}

/// Solves a model.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn solve(
    instance: &Instance,
    rules: &Rules,
    model: Model,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    match model {
        Model::Lscp => lscp::fewest(instance, rules, limits),
        Model::Mclp => mclp::most_covered(instance, rules, limits),
        Model::PMedian => p_median::least_travel(instance, rules, limits),
        Model::PCenter => p_center::least_worst(instance, rules, limits),
    }
}

fn answer(
    inputs: &Inputs,
    request: &SitingRequest,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Siting, SitingError> {
    let instance = &inputs.instance;
    let rules = inputs::rules(instance, request);
    let time = Duration::from_secs_f64(request.time_limit_seconds);
    let limits = Limits::from_now(time, request.gap, interrupt, tell);
    let solution = solve(instance, &rules, request.model, &limits)?;
    // What follows is quick; it gets its own time so that an answer found at the last moment is told whole.
    let after = Limits::from_now(Duration::from_secs(15), 0.0, interrupt, tell);
    if solution.open.is_empty() {
        let mut siting = begun(inputs, request, &solution);
        if solution.status == SolutionStatus::Infeasible {
            siting.relax = relaxation::what_to_relax(instance, &rules, request.model, &after)?;
            siting.left_out = unreachable(instance, &rules);
        }
        return Ok(siting);
    }
    let assignment = assignment::assign(instance, &rules, &solution.open, &after)?;
    let solution = as_assigned(solution, &rules, request.model, &assignment);
    let rejections = reasons::why_not(instance, &rules, request.model, &solution, &after)?;
    let siting = begun(inputs, request, &solution);
    Ok(told(siting, instance, &solution, &assignment, rejections))
}

/// The answer with what is proven, before anything is told of sites and ways.
fn begun(inputs: &Inputs, request: &SitingRequest, solution: &Solution) -> Siting {
    let mut explanation = inputs.explanation.clone();
    explanation.push(explanation::statement(solution));
    Siting {
        model: request.model,
        status: solution.status,
        objective: solution.objective,
        bound: solution.bound,
        gap: solution.gap(),
        sites: Vec::new(),
        trips: Vec::new(),
        left_out: Vec::new(),
        level: request.level,
        travel: None,
        goals: Vec::new(),
        relax: Vec::new(),
        travel_methods: inputs.travel_methods.clone(),
        is_illustrative: inputs.sources.iter().any(|source| source.is_illustrative),
        sources: inputs.sources.clone(),
        explanation,
    }
}

/// The solution with the cost of its assignment, where places that stay whole were shared out better than in the search.
fn as_assigned(
    solution: Solution,
    rules: &Rules,
    model: Model,
    assignment: &Assignment,
) -> Solution {
    let is_whole = rules.keep_together && rules.keep_capacities && assignment.left_out.is_empty();
    let Some((objective, bound)) = solution.objective.zip(solution.bound) else {
        return solution;
    };
    let total: f64 = assignment
        .trips
        .iter()
        .map(|trip| trip.pupils * trip.minutes)
        .sum();
    if model != Model::PMedian || !is_whole || total >= objective {
        return solution;
    }
    Solution {
        dual_penalties: solution.dual_penalties,
        ..Solution::found(solution.open, total, bound.min(total))
    }
}

fn told(
    mut siting: Siting,
    instance: &Instance,
    solution: &Solution,
    assignment: &Assignment,
    rejections: Vec<Option<Rejection>>,
) -> Siting {
    let open = &solution.open;
    siting.sites = site_outcomes(instance, siting.model, open, assignment, rejections);
    siting.trips = assignment
        .trips
        .iter()
        .map(|trip| {
            let end = Some(trip.site);
            trip_outcome(instance, trip.demand, end, trip.pupils, Some(trip.minutes))
        })
        .collect();
    siting.left_out = assignment
        .left_out
        .iter()
        .map(|&(demand, pupils)| {
            let way = nearest(instance, demand, open);
            let minutes = way.map(|way| way.minutes);
            trip_outcome(instance, demand, None, pupils, minutes)
        })
        .collect();
    siting.travel = Some(travel::change(instance, open, assignment));
    siting.goals = goals::report(instance, open);
    siting
}

/// The demands that no permitted site serves within the limit.
fn unreachable(instance: &Instance, rules: &Rules) -> Vec<TripOutcome> {
    let is_out = |demand: &usize| {
        let mut ways = instance.within(*demand, rules.most_minutes).iter();
        instance.demands[*demand].pupils > 0.0
            && !ways.any(|way| rules.choice(instance, way.site).0)
    };
    let out = (0..instance.demands.len()).filter(is_out);
    out.map(|demand| {
        let way = instance.reach[demand].first().map(|way| way.minutes);
        let pupils = instance.demands[demand].pupils;
        trip_outcome(instance, demand, None, pupils, way)
    })
    .collect()
}

fn trip_outcome(
    instance: &Instance,
    demand: usize,
    site: Option<usize>,
    pupils: f64,
    minutes: Option<f64>,
) -> TripOutcome {
    let place = &instance.demands[demand];
    let site = site.map(|site| &instance.sites[site]);
    TripOutcome {
        demand: place.id.clone(),
        demand_name: place.name.clone(),
        unit_code: place.unit.clone(),
        site: site.map(|site| site.id.clone()),
        site_name: site.map(|site| site.name.clone()),
        pupils,
        minutes,
        minutes_before: nearest(instance, demand, &instance.open_now()).map(|way| way.minutes),
        line: TripOutcome::line(place.at, site.and_then(|site| site.at)),
    }
}

fn site_outcomes(
    instance: &Instance,
    model: Model,
    open: &[bool],
    assignment: &Assignment,
    rejections: Vec<Option<Rejection>>,
) -> Vec<SiteOutcome> {
    let mut pupils = vec![0.0; open.len()];
    for trip in &assignment.trips {
        pupils[trip.site] += trip.pupils;
    }
    let outcome =
        |((index, site), rejection): ((usize, &instance::Site), Option<Rejection>)| SiteOutcome {
            id: site.id.clone(),
            name: site.name.clone(),
            unit_code: site.unit.clone(),
            lon: site.at.map(|at| at.x),
            lat: site.at.map(|at| at.y),
            kind: site.kind,
            is_open_now: site.is_existing,
            is_open: open[index],
            obligatory_because: match &site.duty {
                Duty::Open(reason) => Some(reason.clone()),
                _ => None,
            },
            capacity: site.capacity,
            pupils_now: site.pupils_now,
            pupils: pupils[index],
            why_not: rejection
                .as_ref()
                .map(|rejection| why(instance, model, rejection)),
            rejection,
        };
    let sites = instance.sites.iter().enumerate();
    sites.zip(rejections).map(outcome).collect()
}

fn why(instance: &Instance, model: Model, rejection: &Rejection) -> Text {
    let instead = match rejection {
        Rejection::Worse { instead_of, .. } => instead_of.as_ref(),
        _ => None,
    };
    let name = |id: &String| {
        let site = instance.sites.iter().find(|site| site.id == *id);
        site.map(|site| site.name.as_str())
    };
    explanation::why_not(rejection, model, instead.and_then(name))
}
