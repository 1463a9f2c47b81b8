//! Which borders are national, provincial or between communes.

use super::geodesic::distance_m;
use super::grid::GridPoint;
use super::topology::{ArcUse, Topology};

/// What the borders of a unit are classed by.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderUnit {
    /// The unit's code.
    pub code: String,
    /// The length of its stretch of the national border, kilometres; `None` where it has none.
    pub border_km: Option<f64>,
}

/// What a border parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorderClass {
    /// Two countries.
    National,
    /// Two provinces.
    Province,
    /// Two communes of the province.
    Commune,
}

impl BorderClass {
    /// The class as it is written in tiles.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Province => "province",
            Self::Commune => "commune",
        }
    }
}

/// The stretch of the province's outline that belongs to one unit.
struct Stretch {
    unit: usize,
    uses: Vec<ArcUse>,
}

/// Classes every arc, cutting those on which the class changes.
///
/// What is known is how long each border commune's stretch of the national border is. On the outline the
/// border communes follow each other. Of a commune between two others the whole stretch is national; of the
/// first and the last of the chain only as much as its figure says, counted from its border with the next
/// border commune, is national, and the rest parts two provinces. The figures were measured on a more
/// detailed line: they are shortened by as much as the drawing is shorter over the communes in between.
/// A chain of one commune is national only where its figure covers its whole stretch, because nothing tells
/// which part of it would be.
#[must_use]
pub fn classify(topology: &mut Topology, units: &[BorderUnit]) -> Vec<BorderClass> {
    let mut classes: Vec<BorderClass> = topology
        .arcs
        .iter()
        .map(|arc| {
            if arc.is_outer() {
                BorderClass::Province
            } else {
                BorderClass::Commune
            }
        })
        .collect();
    for ring in topology.outline() {
        for chain in border_chains(stretches(topology, &ring), units) {
            mark_chain(topology, units, &chain, &mut classes);
        }
    }
    classes
}

/// The outline cut where the unit behind it changes; a stretch that the ring's start cuts is made whole.
fn stretches(topology: &Topology, ring: &[ArcUse]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for used in ring {
        let arc = &topology.arcs[used.arc];
        let Some(unit) = arc.left.or(arc.right) else {
            continue;
        };
        match stretches.last_mut() {
            Some(stretch) if stretch.unit == unit => stretch.uses.push(*used),
            _ => stretches.push(Stretch {
                unit,
                uses: vec![*used],
            }),
        }
    }
    if stretches.len() > 1
        && stretches[0].unit == stretches[stretches.len() - 1].unit
        && let Some(mut last) = stretches.pop()
    {
        last.uses.append(&mut stretches[0].uses);
        stretches[0] = last;
    }
    stretches
}

/// The runs of border communes around the ring, none cut by the ring's start.
fn border_chains(mut stretches: Vec<Stretch>, units: &[BorderUnit]) -> Vec<Vec<Stretch>> {
    let is_border = |stretch: &Stretch| units[stretch.unit].border_km.is_some();
    if let Some(inland) = stretches.iter().position(|stretch| !is_border(stretch)) {
        stretches.rotate_left(inland);
    }
    let mut chains: Vec<Vec<Stretch>> = Vec::new();
    let mut is_open = false;
    for stretch in stretches {
        if !is_border(&stretch) {
            is_open = false;
        } else if let (true, Some(chain)) = (is_open, chains.last_mut()) {
            chain.push(stretch);
        } else {
            chains.push(vec![stretch]);
            is_open = true;
        }
    }
    chains
}

fn mark_chain(
    topology: &mut Topology,
    units: &[BorderUnit],
    chain: &[Stretch],
    classes: &mut Vec<BorderClass>,
) {
    let length = |stretch: &Stretch| {
        stretch
            .uses
            .iter()
            .map(|used| length_m(topology, used.arc))
            .sum::<f64>()
    };
    let declared = |stretch: &Stretch| units[stretch.unit].border_km.unwrap_or(0.0) * 1000.0;
    let between = chain
        .get(1..chain.len().saturating_sub(1))
        .unwrap_or_default();
    let (drawn_m, declared_m): (f64, f64) = between.iter().fold((0.0, 0.0), |(a, b), stretch| {
        (a + length(stretch), b + declared(stretch))
    });
    let shortening = if declared_m > 0.0 {
        drawn_m / declared_m
    } else {
        1.0
    };
    let whole = f64::INFINITY;
    let plans: Vec<f64> = chain
        .iter()
        .enumerate()
        .map(|(index, stretch)| {
            let is_end = index == 0 || index + 1 == chain.len();
            let expected = declared(stretch) * shortening;
            match (is_end, chain.len()) {
                (true, 1) if expected < length(stretch) * 0.95 => 0.0,
                (false, _) | (true, 1) => whole,
                (true, _) => expected,
            }
        })
        .collect();
    for (index, (stretch, national_m)) in chain.iter().zip(plans).enumerate() {
        let mut walk = stretch.uses.clone();
        if index == 0 {
            walk.reverse();
            for used in &mut walk {
                used.is_reversed = !used.is_reversed;
            }
        }
        mark_stretch(topology, &walk, national_m, classes);
    }
}

/// Marks the first `national_m` metres of a walk, cutting the arc in which they end.
fn mark_stretch(
    topology: &mut Topology,
    walk: &[ArcUse],
    mut national_m: f64,
    classes: &mut Vec<BorderClass>,
) {
    for used in walk {
        if national_m <= 0.0 {
            return;
        }
        let length = length_m(topology, used.arc);
        if length <= national_m {
            classes[used.arc] = BorderClass::National;
            national_m -= length;
            continue;
        }
        let from_start = if used.is_reversed {
            length - national_m
        } else {
            national_m
        };
        if !cut(topology, used.arc, from_start) {
            return;
        }
        classes.push(classes[used.arc]);
        let national = if used.is_reversed {
            classes.len() - 1
        } else {
            used.arc
        };
        classes[national] = BorderClass::National;
        return;
    }
}

/// Cuts an arc at a distance from its start; says whether there was anything to cut.
fn cut(topology: &mut Topology, arc: usize, mut distance: f64) -> bool {
    let points = topology.arcs[arc].points.clone();
    for (index, pair) in points.windows(2).enumerate() {
        let step = step_m(pair[0], pair[1]);
        if distance > step {
            distance -= step;
            continue;
        }
        let share = if step > 0.0 { distance / step } else { 0.0 };
        let point = between(pair[0], pair[1], share);
        let arcs = topology.arcs.len();
        if point == pair[0] || point == pair[1] {
            topology.split_arc(arc, if point == pair[0] { index } else { index + 1 });
        } else {
            topology.insert_vertex(arc, index + 1, point);
            topology.split_arc(arc, index + 1);
        }
        return topology.arcs.len() > arcs;
    }
    false
}

fn between(a: GridPoint, b: GridPoint, share: f64) -> GridPoint {
    let (east, north) = a.to(b);
    let along = |start: i32, step: i64| start + (step as f64 * share).round() as i32;
    GridPoint::new(along(a.x, east), along(a.y, north))
}

fn step_m(a: GridPoint, b: GridPoint) -> f64 {
    distance_m(a.degrees(), b.degrees())
}

fn length_m(topology: &Topology, arc: usize) -> f64 {
    topology.arcs[arc]
        .points
        .windows(2)
        .map(|pair| step_m(pair[0], pair[1]))
        .sum()
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiPolygon, Polygon};

    use super::*;

    /// Communes side by side, each 0.1° wide, whose northern sides are the border where there is one.
    fn row(border_km: &[Option<f64>]) -> (Topology, Vec<BorderUnit>) {
        let polygons: Vec<MultiPolygon<f64>> = (0..border_km.len())
            .map(|column| {
                let west = 106.0 + column as f64 / 10.0;
                let ring = vec![
                    (west, 22.0),
                    (west + 0.1, 22.0),
                    (west + 0.1, 22.1),
                    (west, 22.1),
                ];
                Polygon::new(LineString::from(ring), Vec::new()).into()
            })
            .collect();
        let units = border_km
            .iter()
            .map(|km| BorderUnit {
                code: String::new(),
                border_km: *km,
            })
            .collect();
        (Topology::of_coverage(&polygons).unwrap(), units)
    }

    fn national_km(topology: &Topology, classes: &[BorderClass], unit: usize) -> f64 {
        let arcs = topology.arcs.iter().enumerate();
        arcs.filter(|(index, arc)| {
            classes[*index] == BorderClass::National && arc.left.or(arc.right) == Some(unit)
        })
        .map(|(index, _)| length_m(topology, index) / 1000.0)
        .sum()
    }

    #[test]
    fn the_ends_of_the_chain_are_national_only_as_far_as_their_figure_says() {
        // The outline of the middle commune is its two long sides; the chain runs along both.
        let (mut topology, units) = row(&[Some(4.0), None, None]);
        let classes = classify(&mut topology, &units);
        assert_eq!(classes.len(), topology.arcs.len());
        assert!(
            national_km(&topology, &classes, 0) < 1e-9,
            "a lone commune with a short figure"
        );

        let (mut topology, units) = row(&[Some(5.0), Some(6.0)]);
        let classes = classify(&mut topology, &units);
        assert_eq!(classes.len(), topology.arcs.len());
        let (west, east) = (
            national_km(&topology, &classes, 0),
            national_km(&topology, &classes, 1),
        );
        assert!(
            (west - 5.0).abs() < 0.001 && (east - 6.0).abs() < 0.001,
            "{west} {east}"
        );
        let commune = classes
            .iter()
            .filter(|class| **class == BorderClass::Commune)
            .count();
        assert_eq!(commune, 1);
    }

    #[test]
    fn without_figures_the_whole_outline_parts_provinces() {
        let (mut topology, units) = row(&[None, None]);
        let classes = classify(&mut topology, &units);
        assert!(!classes.contains(&BorderClass::National));
        assert_eq!(
            classes
                .iter()
                .filter(|class| **class == BorderClass::Province)
                .count(),
            2
        );
    }
}
