//! Who goes where when it is known which sites are open.

use super::covering::{self, NONE, Tie, Way};
use super::instance::{Instance, Reach};
use super::median::MedianProblem;
use super::program::{Outcome, Program};
use super::rules::Rules;
use super::solution::{Limits, SolveError};
use super::transport::Sharing;

/// Pupils of a demand who go to a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trip {
    /// The demand.
    pub demand: usize,
    /// The site.
    pub site: usize,
    /// How many pupils.
    pub pupils: f64,
    /// How long their way is.
    pub minutes: f64,
}

/// Who goes where, and who is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assignment {
    /// By demand, and then by minutes.
    pub trips: Vec<Trip>,
    /// Demands and how many of their pupils no open site takes within the limit.
    pub left_out: Vec<(usize, f64)>,
}

/// Sends everyone to the nearest open site within the limit; where capacities count, so that most are taken and those
/// travel least.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn assign(
    instance: &Instance,
    rules: &Rules,
    open: &[bool],
    limits: &Limits,
) -> Result<Assignment, SolveError> {
    if rules.keep_capacities {
        within_capacities(instance, rules, open, limits)
    } else {
        Ok(to_nearest(instance, rules.most_minutes, open))
    }
}

/// The nearest open site of a demand.
#[must_use]
pub fn nearest<'a>(instance: &'a Instance, demand: usize, open: &[bool]) -> Option<&'a Reach> {
    instance.reach[demand].iter().find(|way| open[way.site])
}

/// Sends everyone to the nearest open site within the limit.
#[must_use]
pub fn to_nearest(instance: &Instance, most_minutes: Option<f64>, open: &[bool]) -> Assignment {
    let mut assignment = Assignment::default();
    for (demand, place) in instance.demands.iter().enumerate() {
        let near = nearest(instance, demand, open)
            .filter(|way| most_minutes.is_none_or(|most| way.minutes <= most));
        match near {
            Some(way) => assignment.trips.push(Trip {
                demand,
                site: way.site,
                pupils: place.pupils,
                minutes: way.minutes,
            }),
            None => assignment.left_out.push((demand, place.pupils)),
        }
    }
    assignment
}

fn within_capacities(
    instance: &Instance,
    rules: &Rules,
    open: &[bool],
    limits: &Limits,
) -> Result<Assignment, SolveError> {
    let problem = MedianProblem::new(instance, rules);
    let known = problem.sharing(open, f64::INFINITY);
    if let Some(known) = known.as_ref().filter(|_| !rules.keep_together) {
        return Ok(of_sharing(instance, known));
    }
    let mut program = Program::minimise();
    let columns: Vec<_> = open
        .iter()
        .map(|&open| {
            let value = if open { 1.0 } else { 0.0 };
            program.real(0.0, value, value)
        })
        .collect();
    let longest = instance.reach.iter().filter_map(|ways| ways.last());
    let longest = longest.map(|way| way.minutes).fold(0.0, f64::max);
    // To be taken at all is worth more than the longest way.
    let weight = |demand: usize, minutes: f64| {
        instance.demands[demand].pupils * (minutes - 2.0 * longest - 1.0)
    };
    let ways = covering::ways(&mut program, instance, rules, &columns, Tie::Tight, weight);
    for demand in 0..instance.demands.len() {
        let own = ways.iter().filter(|way| way.demand == demand);
        let row: Vec<_> = own.map(|way| (way.share, 1.0)).collect();
        program.row(-NONE, 1.0, &row);
    }
    let start = known
        .as_ref()
        .map(|known| covering::start(&program, instance, &columns, &ways, open, known));
    Ok(match program.solve(start.as_deref(), limits)? {
        Outcome::Found { values, .. } => of_values(instance, &ways, &values),
        _ => known.map_or_else(
            || nobody_taken(instance),
            |known| of_sharing(instance, &known),
        ),
    })
}

fn nobody_taken(instance: &Instance) -> Assignment {
    let demands = instance.demands.iter().enumerate();
    Assignment {
        trips: Vec::new(),
        left_out: demands
            .map(|(demand, place)| (demand, place.pupils))
            .collect(),
    }
}

/// The trips that the values of a program tell.
fn of_values(instance: &Instance, ways: &[Way], values: &[f64]) -> Assignment {
    let mut assignment = Assignment::default();
    let mut taken = vec![0.0; instance.demands.len()];
    for way in ways {
        let share = values[way.share.index()];
        if share < 1e-6 {
            continue;
        }
        taken[way.demand] += share;
        let minutes = instance.reach[way.demand].iter();
        let minutes = minutes
            .filter(|reach| reach.site == way.site)
            .map(|reach| reach.minutes);
        assignment.trips.push(Trip {
            demand: way.demand,
            site: way.site,
            pupils: thousandth(share * instance.demands[way.demand].pupils),
            minutes: minutes.sum(),
        });
    }
    for (demand, taken) in taken.into_iter().enumerate() {
        let left = thousandth((1.0 - taken) * instance.demands[demand].pupils);
        if left > 0.0 {
            assignment.left_out.push((demand, left));
        }
    }
    assignment
}

/// The trips of a sharing that leaves nobody out; places without pupils go nowhere.
fn of_sharing(instance: &Instance, sharing: &Sharing) -> Assignment {
    let served = (0..instance.demands.len()).filter(|&d| instance.demands[d].pupils > 0.0);
    let mut trips = Vec::new();
    for (demand, shares) in served.zip(sharing.pupils.chunks(sharing.sites.len())) {
        for way in &instance.reach[demand] {
            let place = sharing.sites.iter().position(|&site| site == way.site);
            let pupils = thousandth(place.map_or(0.0, |place| shares[place]));
            if pupils > 0.0 {
                trips.push(Trip {
                    demand,
                    site: way.site,
                    pupils,
                    minutes: way.minutes,
                });
            }
        }
    }
    Assignment {
        trips,
        left_out: Vec::new(),
    }
}

/// To the thousandth of a pupil: finer digits are the solver's tolerance.
fn thousandth(pupils: f64) -> f64 {
    (pupils * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::instance::examples::on_a_line;
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    #[test]
    fn a_full_school_sends_the_rest_on_and_leaves_out_whom_nobody_takes() {
        let mut instance = on_a_line(&[(0.0, 10.0), (1.0, 10.0)], &[0.0, 5.0]);
        instance.sites[0].capacity = Some(12.0);
        instance.sites[1].capacity = Some(5.0);
        let rules = Rules {
            keep_capacities: true,
            ..Rules::default()
        };
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        let found = assign(&instance, &rules, &[true, true], &limits).unwrap();
        let at = |site| -> f64 {
            let there = found.trips.iter().filter(|trip| trip.site == site);
            there.map(|trip| trip.pupils).sum()
        };
        assert_eq!((at(0), at(1)), (12.0, 5.0));
        let left: f64 = found.left_out.iter().map(|left| left.1).sum();
        assert!((left - 3.0).abs() < 1e-9, "{left}");
        let free = assign(&instance, &Rules::default(), &[true, true], &limits).unwrap();
        assert!(free.trips.iter().all(|trip| trip.site == 0));
    }
}
