//! Which faces are slivers, how wide they are, and to whom each goes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::arrangement::{Arrangement, Walk};
use super::displacement::{Farthest, farthest_apart};
use super::plane::MetricPlane;
use crate::geometry::grid::GridPoint;
use crate::geometry::label_point::{InnerCircle, Segment, widest_circle};

/// A sliver that opens to the outside is filled only where the square of the borders along it is at least
/// this many times its area: it is then at least forty times as long as wide (twenty where it ends in a
/// point). Two communes' outer borders may part at an acute angle without any mistake: on the shipped
/// boundaries one such corner is twelve times as long as wide.
const LEAST_SLENDERNESS: f64 = 160.0;

/// A face, or several beside each other, that goes to one polygon.
#[derive(Debug)]
pub(super) struct Settled {
    /// The polygons that covered it; none for a gap.
    pub(super) covered_by: Vec<usize>,
    /// The polygon that gets it.
    pub(super) to: usize,
    /// Its area.
    pub(super) area_m2: f64,
    /// How far the border moves at most.
    pub(super) farthest_m: f64,
    /// A point of it.
    pub(super) at: GridPoint,
}

/// An overlap or gap as it was found, before it was settled.
#[derive(Debug)]
pub(super) struct Found {
    /// The polygons that cover it; none for a gap.
    pub(super) covered_by: Vec<usize>,
    /// The polygons whose borders it lies between.
    pub(super) beside: Vec<usize>,
    /// Its area.
    pub(super) area_m2: f64,
}

/// A face that is too wide to be settled.
#[derive(Debug)]
pub(super) struct TooWide {
    /// The polygons that cover it; none for a gap.
    pub(super) covered_by: Vec<usize>,
    /// The polygons around it.
    pub(super) beside: Vec<usize>,
    /// Its area.
    pub(super) area_m2: f64,
    /// How wide it is, or how far a border would move.
    pub(super) excess: Excess,
    /// Where.
    pub(super) at: GridPoint,
}

/// Why a face is too wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Excess {
    /// The diameter of the widest circle in it, in metres.
    Width(f64),
    /// How far a border would move at least to close it, in metres: it is narrow, but reaches far in.
    Reach(f64),
}

/// What becomes of the faces.
#[derive(Debug, Default)]
pub(super) struct Settlement {
    /// The polygon that each walk's face belongs to.
    pub(super) owner: Vec<Option<usize>>,
    /// The slivers that were given away.
    pub(super) settled: Vec<Settled>,
    /// The faces that are refused.
    pub(super) too_wide: Vec<TooWide>,
    /// Whether the walk's face is a sliver that was given away.
    pub(super) was_sliver: Vec<bool>,
    /// The walks of slivers that no single polygon can have, because its border would move too far.
    pub(super) to_share: Vec<usize>,
    /// Every overlap and gap that was settled or is to be shared.
    pub(super) found: Vec<Found>,
}

/// Gives each sliver to a polygon beside it whose border then moves no farther than `farthest_m` metres; those
/// that are wider than that, but nowhere wider than twice as much, are to be shared where they may be; else refused.
pub(super) fn settle(
    arrangement: &Arrangement,
    plane: MetricPlane,
    farthest_m: f64,
    may_share: bool,
    codes: &[String],
) -> Settlement {
    let single = |walk: &Walk| (walk.owners.len() == 1).then(|| walk.owners[0]);
    let mut work = Work {
        arrangement,
        plane,
        farthest_m,
        may_share,
        codes,
        touched: HashMap::new(),
        result: Settlement {
            owner: arrangement.walks().iter().map(single).collect(),
            was_sliver: vec![false; arrangement.walks().len()],
            ..Settlement::default()
        },
    };
    let is_open = work.open_to_the_outside();
    let fitting = work.fitting(2.0 * farthest_m, &is_open);
    for is_gap in [false, true] {
        let groups = work.groups(&fitting, is_gap);
        for group in groups {
            work.settle_group(&group, is_open[group[0]]);
        }
    }
    work.result
}

/// Whether two polygons have at least a fifth of the borders each; an inlet into one is none of the others'
/// business.
fn lies_between_two(lengths: &BTreeMap<usize, f64>) -> bool {
    let total: f64 = lengths.values().sum();
    lengths
        .values()
        .filter(|length| **length >= total / 5.0)
        .count()
        >= 2
}

struct Work<'a> {
    arrangement: &'a Arrangement,
    plane: MetricPlane,
    farthest_m: f64,
    may_share: bool,
    codes: &'a [String],
    /// The polygons whose borders pass each corner of a sliver.
    touched: HashMap<GridPoint, BTreeSet<usize>>,
    result: Settlement,
}

impl Work<'_> {
    fn walk(&self, walk: usize) -> &Walk {
        &self.arrangement.walks()[walk]
    }

    fn is_sliver(&self, walk: usize) -> bool {
        self.walk(walk).owners.len() != 1 && self.walk(walk).twice_area > 0
    }

    /// The walks on the other side of bridges.
    fn across_bridges(&self, walk: usize) -> impl Iterator<Item = usize> {
        let bridges = self
            .walk(walk)
            .edges
            .iter()
            .filter(|half| self.arrangement.is_bridge(**half))
            .filter(|half| !self.arrangement.is_middle(**half));
        bridges.map(|half| self.arrangement.walk_of(half ^ 1))
    }

    /// Which uncovered faces hang together with the outside, over bridges.
    fn open_to_the_outside(&self) -> Vec<bool> {
        let walks = self.arrangement.walks();
        let mut is_open: Vec<bool> = walks
            .iter()
            .map(|walk| walk.twice_area <= 0 && walk.owners.is_empty())
            .collect();
        let mut waiting: Vec<usize> = (0..walks.len()).filter(|walk| is_open[*walk]).collect();
        while let Some(walk) = waiting.pop() {
            for beside in self.across_bridges(walk) {
                if !is_open[beside] && walks[beside].owners.is_empty() {
                    is_open[beside] = true;
                    waiting.push(beside);
                }
            }
        }
        is_open
    }

    /// Which slivers are narrow enough; the others are refused, or left alone where they are outside.
    fn fitting(&mut self, widest_m: f64, is_open: &[bool]) -> Vec<bool> {
        let walks = self.arrangement.walks().len();
        let mut fitting = vec![false; walks];
        for walk in 0..walks {
            if !self.is_sliver(walk) {
                continue;
            }
            match self.circle_wider_than(walk, widest_m) {
                None => fitting[walk] = true,
                Some(circle) if !is_open[walk] => {
                    let at = self.plane.grid(circle.centre);
                    let refusal = self.refusal(walk, Excess::Width(circle.radius * 2.0), at);
                    self.result.too_wide.push(refusal);
                }
                Some(_) => {}
            }
        }
        fitting
    }

    fn circle_wider_than(&self, walk: usize, widest_m: f64) -> Option<InnerCircle> {
        let area_m2 = self.plane.area_m2(self.walk(walk).twice_area);
        let radius = widest_m / 2.0;
        if area_m2 <= std::f64::consts::PI * radius * radius {
            return None;
        }
        widest_circle(&self.segments(&self.walk(walk).edges), radius)
    }

    fn segments(&self, halves: &[usize]) -> Vec<Segment> {
        let metres = |point| self.plane.metres(point);
        halves
            .iter()
            .map(|half| {
                (
                    metres(self.arrangement.start(*half)),
                    metres(self.arrangement.end(*half)),
                )
            })
            .collect()
    }

    fn refusal(&self, walk: usize, excess: Excess, at: GridPoint) -> TooWide {
        let face = self.walk(walk);
        let beside = face.edges.iter().flat_map(|half| {
            self.arrangement.walks()[self.arrangement.walk_of(half ^ 1)]
                .owners
                .iter()
                .copied()
        });
        TooWide {
            covered_by: face.owners.clone(),
            beside: beside.collect::<BTreeSet<_>>().into_iter().collect(),
            area_m2: self.plane.area_m2(face.twice_area),
            excess,
            at,
        }
    }

    /// Slivers of one sort that hang together over bridges and touch the same polygons.
    fn groups(&mut self, fitting: &[bool], is_gap: bool) -> Vec<Vec<usize>> {
        self.touched = self.touched_by_point();
        let of_sort = |walk: usize| fitting[walk] && self.walk(walk).owners.is_empty() == is_gap;
        let mut key: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for walk in (0..fitting.len()).filter(|walk| of_sort(*walk)) {
            let owners = self.walk(walk).edges.iter().flat_map(|half| {
                self.touched
                    .get(&self.arrangement.start(*half))
                    .into_iter()
                    .flatten()
                    .copied()
            });
            key.insert(walk, owners.collect());
        }
        let mut groups = Vec::new();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for (&first, owners) in &key {
            if !taken.insert(first) {
                continue;
            }
            let mut group = vec![first];
            let mut at = 0;
            while at < group.len() {
                for beside in self.across_bridges(group[at]) {
                    let is_alike = key.get(&beside) == Some(owners)
                        && self.walk(beside).owners == self.walk(first).owners;
                    if is_alike && taken.insert(beside) {
                        group.push(beside);
                    }
                }
                at += 1;
            }
            groups.push(group);
        }
        groups
    }

    /// The polygons whose borders pass each corner of a sliver.
    fn touched_by_point(&self) -> HashMap<GridPoint, BTreeSet<usize>> {
        let mut touched: HashMap<GridPoint, BTreeSet<usize>> = HashMap::new();
        for walk in (0..self.arrangement.walks().len()).filter(|walk| self.is_sliver(*walk)) {
            for half in &self.walk(walk).edges {
                touched.entry(self.arrangement.start(*half)).or_default();
            }
        }
        for half in 0..self.arrangement.half_edges() {
            if let Some(owners) = touched.get_mut(&self.arrangement.start(half)) {
                let walk = self.arrangement.walk_of(half);
                if !self.arrangement.is_bridge(half) {
                    owners.extend(self.result.owner[walk]);
                }
            }
        }
        touched
    }

    fn settle_group(&mut self, group: &[usize], is_open: bool) {
        let sides = self.sides(group);
        let lengths: BTreeMap<usize, f64> = sides
            .iter()
            .map(|(owner, halves)| (*owner, self.length_m(halves)))
            .collect();
        let twice_area: i128 = group.iter().map(|walk| self.walk(*walk).twice_area).sum();
        let area_m2 = self.plane.area_m2(twice_area);
        let border_m: f64 = lengths.values().sum();
        let is_slender = border_m * border_m >= LEAST_SLENDERNESS * area_m2;
        let is_half = self.is_half(group);
        if is_open && !is_half && !(is_slender && lies_between_two(&lengths)) {
            return;
        }
        self.result.found.push(Found {
            covered_by: self.walk(group[0]).owners.clone(),
            beside: lengths.keys().copied().collect(),
            area_m2,
        });
        let takers = self.takers(group, &lengths);
        let reach = |to: usize| (to, self.reach(group, &sides, to));
        let reaches: Vec<_> = takers.into_iter().map(reach).collect();
        let metres = |reach: &Option<Farthest>| reach.map_or(0.0, |reach| reach.metres);
        let fitting = reaches
            .iter()
            .find(|(_, reach)| metres(reach) <= self.farthest_m);
        if let Some((to, reach)) = fitting {
            self.give(group, *to, area_m2, metres(reach));
        } else if self.may_share && lengths.len() > 1 {
            self.result.to_share.extend(group);
        } else if let Some(least) = reaches
            .iter()
            .filter_map(|(_, reach)| *reach)
            .min_by(|a, b| a.metres.total_cmp(&b.metres))
        {
            let at = self.plane.grid(least.at);
            let refusal = self.refusal(group[0], Excess::Reach(least.metres), at);
            self.result.too_wide.push(TooWide { area_m2, ..refusal });
        }
    }

    /// Whether a group is a part of a sliver that is shared along its middle.
    fn is_half(&self, group: &[usize]) -> bool {
        let mut edges = group.iter().flat_map(|walk| &self.walk(*walk).edges);
        edges.any(|half| self.arrangement.is_middle(*half))
    }

    /// The polygons that may get a group: those with the longest border first, the smaller code where borders are
    /// alike. A tip of a sliver that no border runs along goes to whoever's border passes its corner.
    fn takers(&self, group: &[usize], lengths: &BTreeMap<usize, f64>) -> Vec<usize> {
        let mut takers: Vec<usize> = lengths.keys().copied().collect();
        takers.sort_by(|a, b| {
            let by_length = lengths[b].total_cmp(&lengths[a]);
            by_length.then_with(|| self.codes[*a].cmp(&self.codes[*b]))
        });
        if takers.is_empty() {
            let covered_by = &self.walk(group[0]).owners;
            let mut touching: Vec<usize> = group
                .iter()
                .flat_map(|walk| &self.walk(*walk).edges)
                .filter_map(|half| self.touched.get(&self.arrangement.start(*half)))
                .flatten()
                .copied()
                .filter(|owner| covered_by.is_empty() || covered_by.contains(owner))
                .collect();
            touching.sort_by(|a, b| self.codes[*a].cmp(&self.codes[*b]));
            touching.dedup();
            takers = touching;
        }
        if takers.is_empty() {
            takers.extend(self.walk(group[0]).owners.first());
        }
        takers
    }

    fn give(&mut self, group: &[usize], to: usize, area_m2: f64, farthest_m: f64) {
        for &walk in group {
            self.result.owner[walk] = Some(to);
            self.result.was_sliver[walk] = true;
        }
        let settled = Settled {
            covered_by: self.walk(group[0]).owners.clone(),
            to,
            area_m2,
            farthest_m,
            at: self.arrangement.start(self.walk(group[0]).edges[0]),
        };
        self.result.settled.push(settled);
    }

    /// The borders of a group by the polygon on their other side. Of an overlap only the polygons that cover
    /// it count, of a gap all.
    fn sides(&self, group: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let covered_by = &self.walk(group[0]).owners;
        let mut sides: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &half in group.iter().flat_map(|walk| &self.walk(*walk).edges) {
            let beside = self.result.owner[self.arrangement.walk_of(half ^ 1)];
            let Some(owner) = beside.filter(|_| !self.arrangement.is_bridge(half)) else {
                continue;
            };
            if covered_by.is_empty() || covered_by.contains(&owner) {
                sides.entry(owner).or_default().push(half);
            }
        }
        sides
    }

    fn length_m(&self, halves: &[usize]) -> f64 {
        let length = |half: &usize| {
            self.plane
                .distance_m(self.arrangement.start(*half), self.arrangement.end(*half))
        };
        halves.iter().map(length).sum()
    }

    /// How far a border moves where `to` gets the group: from that polygon's side of it to the other sides, or to
    /// the middle where the sliver is shared. A tip without another side ends at its bridges.
    fn reach(
        &self,
        group: &[usize],
        sides: &BTreeMap<usize, Vec<usize>>,
        to: usize,
    ) -> Option<Farthest> {
        let old = self.segments(sides.get(&to)?);
        let outer = |half: &usize| !group.contains(&self.arrangement.walk_of(half ^ 1));
        let edges = || {
            group
                .iter()
                .flat_map(|walk| &self.walk(*walk).edges)
                .copied()
        };
        let mut new: Vec<usize> = sides
            .iter()
            .filter(|(owner, _)| **owner != to)
            .flat_map(|(_, halves)| halves.iter().copied())
            .chain(edges().filter(|half| self.arrangement.is_middle(*half)))
            .collect();
        if new.is_empty() {
            let bridges = edges().filter(|half| self.arrangement.is_bridge(*half));
            new.extend(bridges.filter(outer));
        }
        if new.is_empty() {
            // An island of one polygon, or a hole in it: its border shrinks onto its own middle.
            let circle = widest_circle(&old, 0.0)?;
            return Some(Farthest {
                metres: circle.radius,
                at: circle.centre,
            });
        }
        farthest_apart(&old, &self.segments(&new))
    }
}
