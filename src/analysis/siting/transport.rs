//! How the pupils of all places are shared out among open sites that are not overfilled, at the least cost.
//!
//! Everyone goes to the nearest open site first; then what overfills a site moves on, each time along the cheapest chain of
//! sites that ends where there is room (successive shortest paths). The result is exact where pupils of a place may be
//! parted. Where they may not, it is a bound, and places are put whole by [`together`].
//!
//! # Source
//! Busacker and Gowen, "A procedure for determining a family of minimum-cost network flow patterns", ORO technical paper 15
//! (1961).

use super::median::MedianProblem;

/// How many times the places that stay whole are gone through.
const ROUNDS: usize = 20;

/// Who goes where: for each row of the problem the pupils at each open site.
#[derive(Debug, Clone)]
pub(super) struct Sharing {
    /// The open sites.
    pub(super) sites: Vec<usize>,
    /// Pupils by row and open site.
    pub(super) pupils: Vec<f64>,
    /// What it costs.
    pub(super) cost: f64,
}

/// The cheapest sharing; none when the pupils do not fit.
pub(super) fn parted(problem: &MedianProblem, open: &[bool]) -> Option<Sharing> {
    Shares::new(problem, open)?.relieved()
}

/// A sharing in which every place stays whole, seldom the cheapest; none where no such was found.
pub(super) fn together(problem: &MedianProblem, parted: &Sharing) -> Option<Sharing> {
    let mut whole = Whole::new(problem, parted);
    whole.relieve()?;
    for _ in 0..ROUNDS {
        if !whole.improve() {
            break;
        }
    }
    Some(whole.sharing())
}

struct Shares<'a> {
    problem: &'a MedianProblem<'a>,
    sites: Vec<usize>,
    unit_costs: Vec<f64>,
    pupils: Vec<f64>,
    room: Vec<f64>,
    /// What it costs to move a pupil on from one site to another, and of which row.
    arcs: Vec<(f64, usize)>,
    least: f64,
}

impl<'a> Shares<'a> {
    fn new(problem: &'a MedianProblem<'a>, open: &[bool]) -> Option<Self> {
        let sites: Vec<usize> = (0..open.len()).filter(|&site| open[site]).collect();
        let mut room: Vec<f64> = sites.iter().map(|&site| problem.capacities[site]).collect();
        let count = sites.len();
        let mut unit_costs = Vec::with_capacity(problem.rows.len() * count);
        let mut pupils = vec![0.0; problem.rows.len() * count];
        for (row, &all) in problem.pupils.iter().enumerate() {
            let costs = sites.iter().map(|&site| problem.cost(row, site));
            let reached = |cost: f64| {
                if cost < problem.unserved {
                    cost / all
                } else {
                    f64::INFINITY
                }
            };
            unit_costs.extend(costs.map(reached));
            let own = &unit_costs[row * count..];
            let near = (0..count).min_by(|&a, &b| own[a].total_cmp(&own[b]))?;
            if own[near].is_infinite() {
                return None;
            }
            pupils[row * count + near] = all;
            room[near] -= all;
        }
        let mut shares = Self {
            problem,
            arcs: vec![(f64::INFINITY, 0); count * count],
            sites,
            unit_costs,
            pupils,
            room,
            least: 1e-9 * problem.pupils.iter().sum::<f64>(),
        };
        for site in 0..count {
            shares.measure(site);
        }
        Some(shares)
    }

    /// The cheapest way to move a pupil on from a site to each other.
    fn measure(&mut self, from: usize) {
        let count = self.sites.len();
        let arcs = &mut self.arcs[from * count..(from + 1) * count];
        arcs.fill((f64::INFINITY, 0));
        for row in 0..self.problem.rows.len() {
            if self.pupils[row * count + from] <= self.least {
                continue;
            }
            let costs = &self.unit_costs[row * count..(row + 1) * count];
            for (arc, cost) in arcs.iter_mut().zip(costs) {
                let more = cost - costs[from];
                if more < arc.0 {
                    *arc = (more, row);
                }
            }
        }
    }

    fn relieved(mut self) -> Option<Sharing> {
        while self.room.iter().any(|room| *room < -self.least) {
            let path = self.cheapest_path()?;
            self.move_along(&path);
        }
        let parts = self.pupils.iter().zip(&self.unit_costs);
        let cost = parts
            .filter(|(pupils, _)| **pupils > 0.0)
            .map(|(p, c)| p * c)
            .sum();
        Some(Sharing {
            sites: self.sites,
            pupils: self.pupils,
            cost,
        })
    }

    /// From an overfull site to one with room; by Bellman and Ford, for what is moved back costs less than nothing.
    fn cheapest_path(&self) -> Option<Vec<usize>> {
        let count = self.sites.len();
        let mut costs: Vec<f64> = self
            .room
            .iter()
            .map(|room| {
                if *room < -self.least {
                    0.0
                } else {
                    f64::INFINITY
                }
            })
            .collect();
        let mut from = vec![usize::MAX; count];
        for _ in 0..count {
            let mut is_settled = true;
            for a in (0..count).filter(|&a| self.arcs[a * count].0.is_finite() || count > 1) {
                if costs[a].is_infinite() {
                    continue;
                }
                for b in 0..count {
                    let cost = costs[a] + self.arcs[a * count + b].0;
                    if b != a && cost < costs[b] - 1e-12 * costs[b].abs().min(1e12) - 1e-12 {
                        costs[b] = cost;
                        from[b] = a;
                        is_settled = false;
                    }
                }
            }
            if is_settled {
                break;
            }
        }
        let has_room = |&site: &usize| self.room[site] > self.least && costs[site].is_finite();
        let end = (0..count)
            .filter(has_room)
            .min_by(|&a, &b| costs[a].total_cmp(&costs[b]))?;
        let mut path = vec![end];
        while from[path[path.len() - 1]] != usize::MAX && path.len() <= count {
            path.push(from[path[path.len() - 1]]);
        }
        path.reverse();
        Some(path)
    }

    fn move_along(&mut self, path: &[usize]) {
        let count = self.sites.len();
        let (first, last) = (path[0], path[path.len() - 1]);
        let moves: Vec<(usize, usize, usize)> = path
            .windows(2)
            .map(|pair| (self.arcs[pair[0] * count + pair[1]].1, pair[0], pair[1]))
            .collect();
        let there = moves
            .iter()
            .map(|&(row, from, _)| self.pupils[row * count + from]);
        let amount = there.fold(self.room[last].min(-self.room[first]), f64::min);
        for &(row, from, to) in &moves {
            self.pupils[row * count + from] -= amount;
            self.pupils[row * count + to] += amount;
        }
        self.room[first] += amount;
        self.room[last] -= amount;
        for &site in path {
            self.measure(site);
        }
    }
}

/// A place that goes to another site, alone or in exchange for one of there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    row: usize,
    to: usize,
    other: Option<usize>,
}

/// Every place whole at one site.
struct Whole<'a> {
    problem: &'a MedianProblem<'a>,
    sites: &'a [usize],
    at: Vec<usize>,
    room: Vec<f64>,
}

impl<'a> Whole<'a> {
    /// Each place where most of its pupils went.
    fn new(problem: &'a MedianProblem<'a>, parted: &'a Sharing) -> Self {
        let count = parted.sites.len();
        let most = |pupils: &[f64]| {
            let sites = 0..count;
            sites
                .max_by(|&a, &b| pupils[a].total_cmp(&pupils[b]).then(b.cmp(&a)))
                .unwrap_or(0)
        };
        let at: Vec<usize> = parted.pupils.chunks(count).map(most).collect();
        let mut room: Vec<f64> = parted
            .sites
            .iter()
            .map(|&site| problem.capacities[site])
            .collect();
        for (row, &site) in at.iter().enumerate() {
            room[site] -= problem.pupils[row];
        }
        Self {
            problem,
            sites: &parted.sites,
            at,
            room,
        }
    }

    fn cost(&self, row: usize, site: usize) -> f64 {
        self.problem.cost(row, self.sites[site])
    }

    /// How much more the overfull sites hold than they can.
    fn over(&self) -> f64 {
        self.room.iter().map(|room| (-room).max(0.0)).sum()
    }

    /// Moves and exchanges places until no site is overfull.
    fn relieve(&mut self) -> Option<()> {
        while self.over() > 1e-9 {
            let change = self.best_relief()?;
            self.make(change);
        }
        Some(())
    }

    /// The change that costs least for each pupil too many that it takes away.
    fn best_relief(&self) -> Option<Change> {
        let mut best: Option<(f64, Change)> = None;
        for row in (0..self.at.len()).filter(|&row| self.room[self.at[row]] < 0.0) {
            for change in self.changes(row) {
                let (cost, relief) = self.effect(change);
                if relief > 1e-9 && best.is_none_or(|(least, _)| cost / relief < least) {
                    best = Some((cost / relief, change));
                }
            }
        }
        best.map(|(_, change)| change)
    }

    /// The row to each other site, alone or in exchange for one of there.
    fn changes(&self, row: usize) -> Vec<Change> {
        let here = self.at[row];
        let reached = |site: &usize| *site != here && self.cost(row, *site) < self.problem.unserved;
        let alone = (0..self.sites.len()).filter(reached).map(|to| Change {
            row,
            to,
            other: None,
        });
        let others = (0..self.at.len()).filter(|&other| self.at[other] != here);
        let exchanged = others
            .filter(|&other| {
                let (there, back) = (self.cost(row, self.at[other]), self.cost(other, here));
                there.max(back) < self.problem.unserved
            })
            .map(|other| Change {
                row,
                to: self.at[other],
                other: Some(other),
            });
        alone.chain(exchanged).collect()
    }

    /// How many pupils more a change takes from a row's site than it brings back.
    fn moved(&self, change: Change) -> f64 {
        let back = change.other.map_or(0.0, |other| self.problem.pupils[other]);
        self.problem.pupils[change.row] - back
    }

    /// What a change costs, and by how much less overfull the sites are then.
    fn effect(&self, change: Change) -> (f64, f64) {
        let Change { row, to, other } = change;
        let (here, moved) = (self.at[row], self.moved(change));
        let over = |room: f64| (-room).max(0.0);
        let before = over(self.room[here]) + over(self.room[to]);
        let after = over(self.room[here] + moved) + over(self.room[to] - moved);
        let returned = other.map_or(0.0, |other| self.cost(other, here) - self.cost(other, to));
        let cost = self.cost(row, to) - self.cost(row, here) + returned;
        (cost, before - after)
    }

    fn make(&mut self, change: Change) {
        let (here, moved) = (self.at[change.row], self.moved(change));
        self.room[here] += moved;
        self.room[change.to] -= moved;
        self.at[change.row] = change.to;
        if let Some(other) = change.other {
            self.at[other] = here;
        }
    }

    /// Goes through the places once; whether anything became cheaper.
    fn improve(&mut self) -> bool {
        let mut is_better = false;
        for row in 0..self.at.len() {
            let cheaper = self.changes(row).into_iter().filter_map(|change| {
                let (cost, relief) = self.effect(change);
                (cost < -1e-9 && relief >= -1e-9).then_some((cost, change))
            });
            if let Some((_, change)) = cheaper.min_by(|a, b| a.0.total_cmp(&b.0)) {
                self.make(change);
                is_better = true;
            }
        }
        is_better
    }

    fn sharing(&self) -> Sharing {
        let count = self.sites.len();
        let mut pupils = vec![0.0; self.at.len() * count];
        let mut cost = 0.0;
        for (row, &site) in self.at.iter().enumerate() {
            pupils[row * count + site] = self.problem.pupils[row];
            cost += self.cost(row, site);
        }
        Sharing {
            sites: self.sites.to_vec(),
            pupils,
            cost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::instance::examples::on_a_line;
    use super::super::rules::Rules;
    use super::*;

    fn rules(keep_together: bool) -> Rules {
        Rules {
            keep_capacities: true,
            keep_together,
            ..Rules::default()
        }
    }

    /// 10 pupils at 0 and 10 at 1; 12 places at 0, 20 at 5: two of the second place stay, eight go four minutes.
    #[test]
    fn what_overfills_a_site_goes_on_by_the_cheapest_chain() {
        let mut instance = on_a_line(&[(0.0, 10.0), (1.0, 10.0)], &[0.0, 5.0]);
        instance.sites[0].capacity = Some(12.0);
        instance.sites[1].capacity = Some(20.0);
        let rules = rules(false);
        let problem = MedianProblem::new(&instance, &rules);
        let sharing = parted(&problem, &[true, true]).unwrap();
        assert!((sharing.cost - 34.0).abs() < 1e-9, "{}", sharing.cost);
        assert_eq!(sharing.pupils, [10.0, 0.0, 2.0, 8.0]);
        assert!(parted(&problem, &[true, false]).is_none());
    }

    /// Whole, the second place goes on as one: 10 pupils, four minutes.
    #[test]
    fn places_that_stay_whole_cost_no_less() {
        let mut instance = on_a_line(&[(0.0, 10.0), (1.0, 10.0)], &[0.0, 5.0]);
        instance.sites[0].capacity = Some(12.0);
        instance.sites[1].capacity = Some(20.0);
        let rules = rules(true);
        let problem = MedianProblem::new(&instance, &rules);
        let sharing = parted(&problem, &[true, true]).unwrap();
        let whole = together(&problem, &sharing).unwrap();
        assert!((whole.cost - 40.0).abs() < 1e-9, "{}", whole.cost);
    }

    /// A chain: the first site sends to the second, which sends its own farther on.
    #[test]
    fn pupils_are_moved_on_over_a_full_site() {
        let demands = [(0.0, 10.0), (4.0, 10.0)];
        let mut instance = on_a_line(&demands, &[0.0, 4.0, 6.0]);
        for (site, capacity) in [(0, 5.0), (1, 10.0), (2, 5.0)] {
            instance.sites[site].capacity = Some(capacity);
        }
        let rules = rules(false);
        let problem = MedianProblem::new(&instance, &rules);
        let sharing = parted(&problem, &[true; 3]).unwrap();
        assert!((sharing.cost - 30.0).abs() < 1e-9, "{}", sharing.cost);
    }
}
