//! Which community moves to which site: each whole to one, no site beyond its capacity, the least travel for the most
//! people.
//!
//! Solved to a proven optimum with `HiGHS` in two steps: first as few households as possible stay without a place,
//! then as little travel (minutes × people) as possible.

use std::time::Duration;

use highs::{Col, HighsModelStatus, RowProblem, Sense};

use super::RelocationError;
use crate::geometry::interrupt::Interrupt;

/// Who moves, and where to.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// Households of each community.
    pub households: Vec<u32>,
    /// People of each community.
    pub people: Vec<f64>,
    /// Households for which each site has room.
    pub capacity: Vec<u32>,
    /// Minutes from each community to each site, row by row; none where it cannot go.
    pub minutes: Vec<Option<f64>>,
}

/// The best that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The site of each community; none where it stays without a place.
    pub site_of: Vec<Option<usize>>,
    /// Minutes × people of all that move.
    pub travel: f64,
    /// Share of `travel` by which a better one may still exist; 0 when the optimum is proven.
    pub gap: f64,
    /// Whether the fewest households without a place are proven.
    pub is_fewest_proven: bool,
}

impl Instance {
    /// Minutes from a community to a site.
    #[must_use]
    pub fn minutes(&self, community: usize, site: usize) -> Option<f64> {
        self.minutes[community * self.capacity.len() + site]
    }

    fn may_move(&self, community: usize, site: usize) -> bool {
        self.minutes(community, site).is_some() && self.households[community] <= self.capacity[site]
    }
}

/// Assigns communities to sites.
///
/// # Errors
/// [`RelocationError::Solver`] when the solver fails, [`RelocationError::Interrupted`] between its two steps.
pub fn assign(
    instance: &Instance,
    time_limit: Duration,
    interrupt: &Interrupt,
) -> Result<Solution, RelocationError> {
    interrupt.check()?;
    let (first, _, is_fewest_proven) = solve(instance, None, time_limit)?;
    interrupt.check()?;
    let left = |sites: &[Option<usize>]| -> u64 {
        let pairs = sites.iter().zip(&instance.households);
        pairs
            .filter(|(site, _)| site.is_none())
            .map(|(_, households)| u64::from(*households))
            .sum()
    };
    let (site_of, gap, _) = solve(instance, Some(left(&first)), time_limit)?;
    let travel = site_of
        .iter()
        .enumerate()
        .filter_map(|(community, site)| {
            Some(instance.people[community] * instance.minutes(community, (*site)?)?)
        })
        .sum();
    Ok(Solution {
        site_of,
        travel,
        gap,
        is_fewest_proven,
    })
}

type Found = (Vec<Option<usize>>, f64, bool);

/// One step: with `most_left` none as few households as possible stay; else the least travel with so many staying.
fn solve(
    instance: &Instance,
    most_left: Option<u64>,
    time_limit: Duration,
) -> Result<Found, RelocationError> {
    let mut problem = RowProblem::default();
    let (communities, sites) = (instance.households.len(), instance.capacity.len());
    let mut moves: Vec<(usize, usize, Col)> = Vec::new();
    let mut stays: Vec<Col> = Vec::new();
    for community in 0..communities {
        let households = f64::from(instance.households[community]);
        let of_staying = if most_left.is_none() { households } else { 0.0 };
        stays.push(problem.add_integer_column(of_staying, 0..=1));
        for site in (0..sites).filter(|&site| instance.may_move(community, site)) {
            let minutes = instance.minutes(community, site).unwrap_or_default();
            let cost = most_left.map_or(0.0, |_| minutes * instance.people[community]);
            moves.push((community, site, problem.add_integer_column(cost, 0..=1)));
        }
    }
    for (community, stay) in stays.iter().enumerate() {
        let options = moves.iter().filter(|(one, _, _)| *one == community);
        let row: Vec<(Col, f64)> = options.map(|(_, _, column)| (*column, 1.0)).collect();
        problem.add_row(1..=1, row.into_iter().chain([(*stay, 1.0)]));
    }
    for site in 0..sites {
        let comers = moves.iter().filter(|(_, one, _)| *one == site);
        let row: Vec<(Col, f64)> = comers
            .map(|(community, _, column)| (*column, f64::from(instance.households[*community])))
            .collect();
        problem.add_row(..=f64::from(instance.capacity[site]), row);
    }
    if let Some(most) = most_left {
        let staying = stays.iter().zip(&instance.households);
        let row: Vec<(Col, f64)> = staying
            .map(|(stay, households)| (*stay, f64::from(*households)))
            .collect();
        problem.add_row(..=most as f64, row);
    }
    read(problem, instance, &moves, time_limit)
}

fn read(
    problem: RowProblem,
    instance: &Instance,
    moves: &[(usize, usize, Col)],
    time_limit: Duration,
) -> Result<Found, RelocationError> {
    let fault = |status: String| RelocationError::Solver(status);
    let mut model = problem
        .try_optimise(Sense::Minimise)
        .map_err(|status| fault(format!("{status:?}")))?;
    model.make_quiet();
    model.set_option("threads", 1);
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("mip_abs_gap", 1e-9);
    model.set_option("time_limit", time_limit.as_secs_f64());
    let solved = model
        .try_solve()
        .map_err(|status| fault(format!("{status:?}")))?;
    let is_optimal = matches!(
        solved.status(),
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty
    );
    if !is_optimal && solved.status() != HighsModelStatus::ReachedTimeLimit {
        return Err(fault(format!("{:?}", solved.status())));
    }
    let solution = solved.get_solution();
    let columns = solution.columns();
    let mut site_of = vec![None; instance.households.len()];
    for (community, site, column) in moves {
        if columns
            .get(column.index())
            .is_some_and(|value| *value > 0.5)
        {
            site_of[*community] = Some(*site);
        }
    }
    let gap = if is_optimal {
        0.0
    } else {
        known_gap(solved.mip_gap())
    };
    Ok((site_of, gap, is_optimal))
}

/// The gap when time ran out: the whole where no bound is known yet.
fn known_gap(gap: f64) -> f64 {
    if gap.is_finite() { gap } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve_all(instance: &Instance) -> Solution {
        assign(instance, Duration::from_secs(20), &Interrupt::default()).unwrap()
    }

    #[test]
    fn the_near_site_goes_to_those_who_gain_most_by_it() {
        // Both want site 0, which holds one of them: the larger community would lose more by the longer way.
        let instance = Instance {
            households: vec![30, 20],
            people: vec![120.0, 80.0],
            capacity: vec![30, 60],
            minutes: vec![Some(10.0), Some(40.0), Some(10.0), Some(30.0)],
        };
        let solution = solve_all(&instance);
        assert_eq!(solution.site_of, [Some(0), Some(1)]);
        assert!((solution.travel - (120.0 * 10.0 + 80.0 * 30.0)).abs() < 1e-9);
        assert!(solution.gap.abs() < 1e-12 && solution.is_fewest_proven);
    }

    #[test]
    fn where_not_all_find_room_as_few_households_as_possible_stay() {
        let instance = Instance {
            households: vec![30, 20, 15],
            people: vec![1.0, 1.0, 1.0],
            capacity: vec![36],
            minutes: vec![Some(1.0), Some(1.0), Some(1.0)],
        };
        assert_eq!(solve_all(&instance).site_of, [None, Some(0), Some(0)]);
    }

    #[test]
    fn a_community_is_never_split_and_never_sent_where_no_way_leads() {
        let instance = Instance {
            households: vec![30, 10],
            people: vec![1.0, 1.0],
            capacity: vec![20, 20],
            minutes: vec![Some(1.0), Some(1.0), None, Some(5.0)],
        };
        assert_eq!(solve_all(&instance).site_of, [None, Some(1)]);
    }

    #[test]
    fn what_is_found_when_time_runs_out_is_not_called_proven() {
        let (communities, sites) = (60_u32, 25_u32);
        let instance = Instance {
            households: (0..communities).map(|one| 11 + one * 37 % 53).collect(),
            people: (0..communities).map(f64::from).collect(),
            capacity: (0..sites).map(|site| 60 + site * 29 % 41).collect(),
            minutes: (0..communities * sites)
                .map(|way| Some(f64::from(5 + way * 97 % 113)))
                .collect(),
        };
        let quick = assign(&instance, Duration::from_nanos(1), &Interrupt::default()).unwrap();
        assert!(!quick.is_fewest_proven && quick.gap > 0.0 && quick.gap.is_finite());
        for (site, &capacity) in instance.capacity.iter().enumerate() {
            let comers = quick.site_of.iter().zip(&instance.households);
            let load: u32 = comers
                .filter(|(one, _)| **one == Some(site))
                .map(|(_, households)| households)
                .sum();
            assert!(load <= capacity, "the best found keeps to the rules");
        }
    }

    /// Every assignment of a small instance, tried out: fewest households left, then least travel.
    fn by_trying_all(instance: &Instance) -> (u32, f64) {
        let (communities, sites) = (instance.households.len(), instance.capacity.len());
        let choices = (sites + 1).pow(communities as u32);
        let mut best = (u32::MAX, f64::INFINITY);
        for code in 0..choices {
            let mut rest = code;
            let mut load = vec![0; sites];
            let (mut left, mut travel, mut is_allowed) = (0, 0.0, true);
            for community in 0..communities {
                let (site, households) = (rest % (sites + 1), instance.households[community]);
                rest /= sites + 1;
                match (site, instance.minutes.get(community * sites + site)) {
                    (site, _) if site == sites => left += households,
                    (site, Some(Some(minutes))) => {
                        load[site] += households;
                        travel += minutes * instance.people[community];
                    }
                    _ => is_allowed = false,
                }
            }
            is_allowed &= load
                .iter()
                .zip(&instance.capacity)
                .all(|(load, room)| load <= room);
            if is_allowed && (left < best.0 || (left == best.0 && travel < best.1)) {
                best = (left, travel);
            }
        }
        best
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(40))]
        #[test]
        fn no_assignment_is_better(
            households in proptest::collection::vec(1_u32..40, 1..5),
            capacity in proptest::collection::vec(5_u32..60, 1..4),
            ways in proptest::collection::vec(proptest::option::weighted(0.8, 1_u32..90), 12),
        ) {
            let instance = Instance {
                people: households.iter().map(|count| f64::from(*count) * 4.0).collect(),
                minutes: (0..households.len() * capacity.len())
                    .map(|way| ways[way % ways.len()].map(f64::from))
                    .collect(),
                households,
                capacity,
            };
            let found = solve_all(&instance);
            let (left, travel) = by_trying_all(&instance);
            let staying = found.site_of.iter().zip(&instance.households);
            let stays: u32 = staying.filter(|(site, _)| site.is_none()).map(|(_, count)| count).sum();
            proptest::prop_assert_eq!(stays, left);
            proptest::prop_assert!((found.travel - travel).abs() < 1e-6);
        }
    }
}
