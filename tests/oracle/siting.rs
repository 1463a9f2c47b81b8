//! Siting against published optima and against `PySAL` spopt.

use std::time::Duration;

use nonnuoc::analysis::siting::instance::{Demand, Duty, Instance, Site, SiteKind};
use nonnuoc::analysis::siting::rules::Rules;
use nonnuoc::analysis::siting::solution::{Limits, SolutionStatus};
use nonnuoc::analysis::siting::{Model, solve};
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::data::shared;
use crate::python;

fn demand(number: usize, pupils: f64) -> Demand {
    Demand {
        id: format!("d{number}"),
        name: format!("d{number}"),
        unit: None,
        at: None,
        pupils,
    }
}

fn site(number: usize, capacity: Option<f64>) -> Site {
    Site {
        id: format!("s{number}"),
        name: format!("s{number}"),
        unit: None,
        at: None,
        kind: SiteKind::Candidate,
        is_existing: false,
        duty: Duty::Free,
        capacity,
        cost: 0.0,
        has_boarding: false,
        is_inter_level_boarding: false,
        pupils_now: None,
    }
}

/// The proven optimum; none when nothing keeps the conditions.
pub(crate) fn optimum(instance: &Instance, model: Model, rules: &Rules) -> Option<f64> {
    let interrupt = Interrupt::default();
    let limits = Limits::from_now(Duration::from_secs(500), 0.0, &interrupt, &nobody);
    let found = solve(instance, rules, model, &limits).unwrap();
    let is_proven = matches!(
        found.status,
        SolutionStatus::Optimal | SolutionStatus::Infeasible
    );
    assert!(is_proven, "{model:?}: {:?}", found.status);
    found.objective
}

/// An OR-Library instance: an edge list, of which a repeated edge's last cost counts, made into shortest ways.
fn network(text: &str) -> (Instance, usize) {
    let numbers: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.parse().unwrap())
        .collect();
    let (nodes, sites) = (numbers[0], numbers[2]);
    let mut ways = vec![vec![f64::INFINITY; nodes]; nodes];
    for edge in numbers[3..].chunks(3) {
        let (a, b) = (edge[0] - 1, edge[1] - 1);
        ways[a][b] = edge[2] as f64;
        ways[b][a] = edge[2] as f64;
    }
    for (node, row) in ways.iter_mut().enumerate() {
        row[node] = 0.0;
    }
    for via in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                let around = ways[from][via] + ways[via][to];
                ways[from][to] = ways[from][to].min(around);
            }
        }
    }
    let instance = Instance::new(
        (0..nodes).map(|node| demand(node, 1.0)).collect(),
        (0..nodes).map(|node| site(node, None)).collect(),
        Vec::new(),
        |from, to| Some(ways[from][to]),
    );
    (instance, sites)
}

/// The first five p-median instances of the OR-Library: the published optima, exactly.
#[test]
fn published_optima_are_found_and_proven() {
    let published = [
        (1, 5819.0, 127.0),
        (2, 4093.0, 98.0),
        (3, 4250.0, 93.0),
        (4, 3034.0, 74.0),
        (5, 1355.0, 48.0),
    ];
    for (number, median, centre) in published {
        let Some(text) = shared(&format!("oracles/pmed/pmed{number}.txt")) else {
            return;
        };
        let (instance, sites) = network(&text);
        let rules = Rules {
            most_open: Some(sites),
            ..Rules::default()
        };
        let found = optimum(&instance, Model::PMedian, &rules);
        assert_eq!(found, Some(median), "pmed{number}");
        let found = optimum(&instance, Model::PCenter, &rules);
        assert_eq!(found, Some(centre), "pmed{number}");
    }
}

/// Places on a square of 100 minutes, the same in every run.
fn case(seed: u64) -> Value {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places = |count: usize| -> Vec<(f64, f64)> {
        (0..count)
            .map(|_| {
                (
                    random.random_range(0.0..100.0),
                    random.random_range(0.0..100.0),
                )
            })
            .collect()
    };
    let (demands, sites) = (places(24), places(12));
    let minutes: Vec<Vec<f64>> = demands
        .iter()
        .map(|a| sites.iter().map(|b| (a.0 - b.0).hypot(a.1 - b.1)).collect())
        .collect();
    let pupils: Vec<f64> = (0..24)
        .map(|_| f64::from(random.random_range(5..60)))
        .collect();
    let all: f64 = pupils.iter().sum();
    let capacities: Vec<f64> = (0..12)
        .map(|_| (all * random.random_range(0.25..0.45)).round())
        .collect();
    json!({"minutes": minutes, "pupils": pupils, "capacities": capacities, "most_minutes": 55.0, "most_open": 4})
}

fn instance(case: &Value, has_capacities: bool) -> Instance {
    let list = |name: &str| -> Vec<f64> { serde_json::from_value(case[name].clone()).unwrap() };
    let minutes: Vec<Vec<f64>> = serde_json::from_value(case["minutes"].clone()).unwrap();
    let (pupils, capacities) = (list("pupils"), list("capacities"));
    Instance::new(
        pupils
            .iter()
            .enumerate()
            .map(|(n, p)| demand(n, *p))
            .collect(),
        capacities
            .iter()
            .enumerate()
            .map(|(n, capacity)| site(n, has_capacities.then_some(*capacity)))
            .collect(),
        Vec::new(),
        |demand, site| Some(minutes[demand][site]),
    )
}

/// Optimal values equal those of spopt (solved by `HiGHS` to no gap) within 1e-6 of the value.
#[test]
fn every_model_has_the_optimum_of_spopt() {
    let cases: Vec<Value> = (1..=6).map(case).collect();
    let Some(told) = python::ask("siting_models.py", &json!(cases)) else {
        return;
    };
    let expected = told.as_array().unwrap();
    assert_eq!(expected.len(), cases.len());
    let near = Rules {
        most_minutes: Some(55.0),
        ..Rules::default()
    };
    let few = Rules {
        most_open: Some(4),
        ..Rules::default()
    };
    let within = |rules: &Rules| Rules {
        keep_capacities: true,
        keep_together: rules.most_open.is_some(),
        ..rules.clone()
    };
    let near_and_few = Rules {
        most_minutes: Some(55.0),
        ..few.clone()
    };
    for (case, expected) in cases.iter().zip(expected) {
        let asked = [
            ("lscp", Model::Lscp, near.clone()),
            ("lscp-capacities", Model::Lscp, within(&near)),
            ("mclp", Model::Mclp, near_and_few.clone()),
            ("p-median", Model::PMedian, few.clone()),
            ("p-median-capacities", Model::PMedian, within(&few)),
            ("p-center", Model::PCenter, few.clone()),
        ];
        for (name, model, rules) in asked {
            let found = optimum(&instance(case, rules.keep_capacities), model, &rules);
            let theirs = expected[name].as_f64();
            match found.zip(theirs) {
                Some((a, b)) => assert!((a - b).abs() <= 1e-6 * b.abs().max(1.0), "{name} {a} {b}"),
                None => assert_eq!(found, theirs, "{name}"),
            }
        }
    }
}
