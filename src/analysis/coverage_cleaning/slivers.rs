//! Which faces are slivers, how wide they are, and to whom each goes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::arrangement::{Arrangement, Walk};
use super::plane::{MetricPlane, nearest_on};
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
    /// The polygons whose borders it lies between.
    pub(super) beside: Vec<usize>,
    /// The polygon that gets it.
    pub(super) to: usize,
    /// Its area.
    pub(super) area_m2: f64,
    /// How far the border moves at most.
    pub(super) farthest_m: f64,
    /// A point of it.
    pub(super) at: GridPoint,
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
    /// The diameter of the widest circle in it.
    pub(super) width_m: f64,
    /// The middle of that circle, in metres of the plane.
    pub(super) at: GridPoint,
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
}

/// Gives each sliver that is nowhere wider than `widest_m` metres to a polygon beside it.
pub(super) fn settle(
    arrangement: &Arrangement,
    plane: MetricPlane,
    widest_m: f64,
    codes: &[String],
) -> Settlement {
    let single = |walk: &Walk| (walk.owners.len() == 1).then(|| walk.owners[0]);
    let mut work = Work {
        arrangement,
        plane,
        codes,
        result: Settlement {
            owner: arrangement.walks().iter().map(single).collect(),
            was_sliver: vec![false; arrangement.walks().len()],
            ..Settlement::default()
        },
    };
    let is_open = work.open_to_the_outside();
    let fitting = work.fitting(widest_m, &is_open);
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
    codes: &'a [String],
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
            .filter(|half| self.arrangement.is_bridge(**half));
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
                    let refusal = self.refusal(walk, circle);
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

    fn refusal(&self, walk: usize, circle: InnerCircle) -> TooWide {
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
            width_m: circle.radius * 2.0,
            at: self.plane.grid(circle.centre),
        }
    }

    /// Slivers of one sort that hang together over bridges and touch the same polygons.
    fn groups(&self, fitting: &[bool], is_gap: bool) -> Vec<Vec<usize>> {
        let touched = self.touched_by_point();
        let of_sort = |walk: usize| fitting[walk] && self.walk(walk).owners.is_empty() == is_gap;
        let mut key: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for walk in (0..fitting.len()).filter(|walk| of_sort(*walk)) {
            let owners = self.walk(walk).edges.iter().flat_map(|half| {
                touched
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
        if is_open && !(is_slender && lies_between_two(&lengths)) {
            return;
        }
        let longest = lengths.iter().max_by(|a, b| {
            a.1.total_cmp(b.1)
                .then_with(|| self.codes[*b.0].cmp(&self.codes[*a.0]))
        });
        let covered_by = self.walk(group[0]).owners.clone();
        let Some(to) = longest
            .map(|(owner, _)| *owner)
            .or_else(|| covered_by.first().copied())
        else {
            return;
        };
        for &walk in group {
            self.result.owner[walk] = Some(to);
            self.result.was_sliver[walk] = true;
        }
        let settled = Settled {
            covered_by,
            beside: lengths.keys().copied().collect(),
            to,
            area_m2,
            farthest_m: self.farthest_m(&sides, to),
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

    /// How far the border that moves lies from where it moves to: from the winner's side of the sliver to
    /// the other.
    fn farthest_m(&self, sides: &BTreeMap<usize, Vec<usize>>, to: usize) -> f64 {
        let old = sides
            .get(&to)
            .map(|halves| self.segments(halves))
            .unwrap_or_default();
        let others = sides.iter().filter(|(owner, _)| **owner != to);
        let new: Vec<Segment> = others
            .flat_map(|(_, halves)| self.segments(halves))
            .collect();
        old.iter()
            .flat_map(|(a, b)| [*a, *b])
            .map(|place| {
                let distances = new.iter().map(|(a, b)| nearest_on(place, *a, *b).1);
                distances.fold(f64::INFINITY, f64::min)
            })
            .filter(|distance| distance.is_finite())
            .fold(0.0, f64::max)
    }
}
