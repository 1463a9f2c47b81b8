//! How long siting takes to a proof: 56 places and 200 sites of which 10 open, and 500 places to a gap of 1 %.
//!
//! Prints the proven gap of each, because a quick answer without a proof is none.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops where a run fails, and says what was proven"
)]

use std::time::Duration;

use divan::Bencher;
use nonnuoc::analysis::siting::instance::{Demand, Duty, Instance, Site, SiteKind};
use nonnuoc::analysis::siting::p_median::least_travel;
use nonnuoc::analysis::siting::rules::Rules;
use nonnuoc::analysis::siting::solution::{Limits, Solution};
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::progress::nobody;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn main() {
    for (demands, gap) in [(56, 0.0), (500, 0.01)] {
        let found = solved(&instance(demands, 200), gap);
        println!(
            "{demands} x 200 x 10: {:?}, objective {:?}, proven gap {:?}",
            found.status,
            found.objective,
            found.gap()
        );
    }
    divan::main();
}

/// Places and sites spread at random over 100 × 100 minutes; 5 to 200 pupils at each place.
fn instance(demands: usize, sites: usize) -> Instance {
    let mut random = ChaCha8Rng::seed_from_u64(10);
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
    let (from, to) = (places(demands), places(sites));
    let pupils: Vec<f64> = (0..demands)
        .map(|_| f64::from(random.random_range(5..200)))
        .collect();
    let demand = |(number, pupils): (usize, &f64)| Demand {
        id: format!("d{number}"),
        name: format!("d{number}"),
        unit: None,
        at: None,
        pupils: *pupils,
    };
    let site = |number: usize| Site {
        id: format!("s{number}"),
        name: format!("s{number}"),
        unit: None,
        at: None,
        kind: SiteKind::Candidate,
        is_existing: false,
        duty: Duty::Free,
        capacity: None,
        cost: 0.0,
        has_boarding: false,
        is_inter_level_boarding: false,
        pupils_now: None,
    };
    Instance::new(
        pupils.iter().enumerate().map(demand).collect(),
        (0..sites).map(site).collect(),
        Vec::new(),
        |demand, site| {
            let (a, b) = (from[demand], to[site]);
            Some((a.0 - b.0).hypot(a.1 - b.1))
        },
    )
}

fn solved(instance: &Instance, gap: f64) -> Solution {
    let rules = Rules {
        most_open: Some(10),
        ..Rules::default()
    };
    let interrupt = Interrupt::default();
    let limits = Limits::from_now(Duration::from_mins(1), gap, &interrupt, &nobody);
    least_travel(instance, &rules, &limits).expect("a run")
}

#[divan::bench]
fn p_median_56_by_200_to_a_proof(bencher: Bencher) {
    let instance = instance(56, 200);
    bencher.bench(|| solved(&instance, 0.0));
}

#[divan::bench(sample_count = 5)]
fn p_median_500_by_200_to_one_per_cent(bencher: Bencher) {
    let instance = instance(500, 200);
    bencher.bench(|| solved(&instance, 0.01));
}
