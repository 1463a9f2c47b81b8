//! Better sites within capacities: an open site is exchanged for a closed one, the pupils are shared out anew, and what is
//! cheaper stays. Only the closed sites that the bound holds worth most are tried.
//!
//! # Source
//! Teitz and Bart, Operations Research 16 (1968), with the cost of a choice worked out by [`super::transport`].

use super::branching::Best;
use super::median::{Fix, MedianProblem};
use super::solution::{Limits, SolveError};

/// How many closed sites are tried, and how often pupils are shared out at most.
const CLOSED_TRIED: usize = 24;
const MOST_TRIED: usize = 4_000;

/// Exchanges sites of the best known for as long as that helps; `worth` ranks closed sites, the least first.
///
/// # Errors
/// [`SolveError`] when the asker went away.
pub(super) fn improve(
    problem: &MedianProblem,
    fixes: &[Fix],
    worth: &[f64],
    best: &mut Best,
    limits: &Limits,
) -> Result<(), SolveError> {
    let mut tried = 0;
    while let Some(open) = best.open().map(<[bool]>::to_vec) {
        let before = best.total();
        for change in changes(fixes, &open, worth) {
            limits.interrupt.check()?;
            if tried >= MOST_TRIED || limits.is_over() {
                return Ok(());
            }
            tried += 1;
            let mut open = open.clone();
            for site in change {
                open[site] = !open[site];
            }
            best.offer(problem, &open);
            if best.total() < before {
                break;
            }
        }
        if best.total() >= before {
            break;
        }
    }
    Ok(())
}

/// The changes to try: a site opened, alone or in exchange, and at last a site closed.
fn changes(fixes: &[Fix], open: &[bool], worth: &[f64]) -> Vec<Vec<usize>> {
    let is_free = |site: &usize| fixes[*site] == Fix::Free;
    let of = |is_open: bool| -> Vec<usize> {
        let sites = (0..open.len()).filter(is_free);
        sites.filter(|&site| open[site] == is_open).collect()
    };
    let (opened, mut closed) = (of(true), of(false));
    closed.sort_by(|&a, &b| worth[a].total_cmp(&worth[b]).then(a.cmp(&b)));
    closed.truncate(CLOSED_TRIED);
    let mut changes: Vec<Vec<usize>> = closed.iter().map(|&site| vec![site]).collect();
    for &site in &closed {
        changes.extend(opened.iter().map(|&other| vec![site, other]));
    }
    changes.extend(opened.into_iter().map(|site| vec![site]));
    changes
}
