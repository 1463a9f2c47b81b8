//! An illustrative road network: the shortest tree that joins settlements, towns and gates, and short cuts where
//! the way round would be long.

use geo::{Coord, Geometry, Intersects, LineString};
use petgraph::graph::{NodeIndex, UnGraph};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::settlements::Settlement;
use super::{Batch, Sketch, moved, random, text};
use crate::geometry::equal_area::EqualAreaPlane;
use crate::geometry::geodesic;
use crate::model::{AttributeValue, PlaceKind, Snapshot, Text};

/// Nodes nearer to each other than this are one, metres.
const SAME_NODE_M: f64 = 250.0;
/// A short cut is built where the way by road is longer than this many times the straight line.
const DETOUR: f64 = 2.2;
/// So many neighbours of each node are looked at for short cuts.
const NEIGHBOURS: usize = 4;
/// Longest short cut, metres.
const LONGEST_SHORT_CUT_M: f64 = 15_000.0;
/// Largest distance between two bends, metres.
const BEND_M: f64 = 1_500.0;

struct Node {
    name: String,
    at: Coord<f64>,
    plane: Coord<f64>,
    people: i64,
}

/// A road between two nodes; `people` live on its lesser side, none is known for a short cut.
struct Link {
    from: usize,
    to: usize,
    people: Option<i64>,
}

/// The layer of roads.
pub(super) fn batch(snapshot: &Snapshot, settlements: &[Settlement]) -> Batch {
    let nodes = nodes(snapshot, settlements);
    let mut links = tree(&nodes);
    links.extend(short_cuts(&nodes, &links));
    let rivers: Vec<&Geometry<f64>> = snapshot
        .places()
        .of_kind(PlaceKind::River)
        .filter_map(|river| river.geometry.as_ref())
        .collect();
    let mut random = random(8);
    let roads = links.iter().enumerate();
    let places = roads
        .map(|(number, link)| road(&mut random, &nodes, number, link, &rivers))
        .collect();
    Batch {
        kind: PlaceKind::Road,
        id: "roads",
        title: Text::new("Đường bộ", "Roads"),
        method: "The shortest tree that joins the illustrative settlements, towns and gates, and short cuts; the class \
                 follows from how many people depend on a road.",
        places,
    }
}

fn nodes(snapshot: &Snapshot, settlements: &[Settlement]) -> Vec<Node> {
    let gates_and_towns = [PlaceKind::Town, PlaceKind::BorderGate]
        .into_iter()
        .flat_map(|kind| snapshot.places().of_kind(kind))
        .filter_map(|place| match &place.geometry {
            Some(Geometry::Point(point)) => Some((place.name.clone(), point.0, 0)),
            _ => None,
        });
    let wanted = settlements
        .iter()
        .map(|settlement| (settlement.name.clone(), settlement.at, settlement.people))
        .chain(gates_and_towns);
    let mut nodes: Vec<Node> = Vec::new();
    let mut plane = None;
    for (name, at, people) in wanted {
        let metres = plane
            .get_or_insert_with(|| EqualAreaPlane::centred_at(at))
            .project(at);
        let is_new = |node: &Node| length(node.plane, metres) > SAME_NODE_M;
        if nodes.iter().all(is_new) {
            nodes.push(Node {
                name,
                at: super::rounded(at),
                plane: metres,
                people,
            });
        }
    }
    nodes
}

fn length(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The shortest tree that joins all nodes.
///
/// # Source
/// R. C. Prim, Shortest connection networks and some generalizations, Bell System Technical Journal 36 (1957).
fn tree(nodes: &[Node]) -> Vec<Link> {
    let Some(first) = nodes.first() else {
        return Vec::new();
    };
    // For each node not yet joined: how near the tree is, and at which node.
    let mut nearest: Vec<(f64, usize)> = nodes
        .iter()
        .map(|node| (length(node.plane, first.plane), 0))
        .collect();
    let mut is_joined = vec![false; nodes.len()];
    is_joined[0] = true;
    let mut links = Vec::with_capacity(nodes.len());
    for _ in 1..nodes.len() {
        let open = (0..nodes.len()).filter(|&node| !is_joined[node]);
        let Some(next) = open.min_by(|&a, &b| nearest[a].0.total_cmp(&nearest[b].0)) else {
            break;
        };
        is_joined[next] = true;
        links.push(Link {
            from: nearest[next].1,
            to: next,
            people: None,
        });
        for node in 0..nodes.len() {
            let metres = length(nodes[node].plane, nodes[next].plane);
            if metres < nearest[node].0 {
                nearest[node] = (metres, next);
            }
        }
    }
    count_people(nodes, &mut links);
    links
}

/// How many people live on the lesser side of each link of a tree, whose links lead away from the first node.
fn count_people(nodes: &[Node], links: &mut [Link]) {
    let mut beyond: Vec<i64> = nodes.iter().map(|node| node.people).collect();
    let all: i64 = beyond.iter().sum();
    for link in links.iter_mut().rev() {
        let people = beyond[link.to];
        beyond[link.from] += people;
        link.people = Some(people.min(all - people));
    }
}

fn short_cuts(nodes: &[Node], tree: &[Link]) -> Vec<Link> {
    let mut graph = UnGraph::<(), f64>::default();
    let indices: Vec<NodeIndex> = nodes.iter().map(|_| graph.add_node(())).collect();
    for link in tree {
        let metres = length(nodes[link.from].plane, nodes[link.to].plane);
        graph.add_edge(indices[link.from], indices[link.to], metres);
    }
    let mut links = Vec::new();
    for from in 0..nodes.len() {
        let mut others: Vec<(f64, usize)> = (0..nodes.len())
            .filter(|&to| to != from)
            .map(|to| (length(nodes[from].plane, nodes[to].plane), to))
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0));
        others.truncate(NEIGHBOURS);
        let by_road = petgraph::algo::dijkstra(&graph, indices[from], None, |edge| *edge.weight());
        for (metres, to) in others {
            let is_detour = by_road
                .get(&indices[to])
                .is_some_and(|road| *road > DETOUR * metres);
            if is_detour
                && metres < LONGEST_SHORT_CUT_M
                && graph.find_edge(indices[from], indices[to]).is_none()
            {
                graph.add_edge(indices[from], indices[to], metres);
                links.push(Link {
                    from,
                    to,
                    people: None,
                });
            }
        }
    }
    links
}

fn road(
    random: &mut ChaCha8Rng,
    nodes: &[Node],
    number: usize,
    link: &Link,
    rivers: &[&Geometry<f64>],
) -> Sketch {
    let (from, to) = (&nodes[link.from], &nodes[link.to]);
    let course = bends(random, from.at, to.at);
    let road_class = match link.people {
        Some(60_000..) => "national",
        Some(20_000..) => "provincial",
        Some(7_000..) => "district",
        _ => "commune",
    };
    let chance = random.random_range(0..100);
    let surface = match (road_class, chance) {
        ("national", _) | ("provincial", ..85) | ("district", ..60) | ("commune", ..40) => "paved",
        ("provincial" | "district", _) | ("commune", ..75) => "gravel",
        _ => "earth",
    };
    let is_closed = surface == "earth" && random.random_range(0..2) == 0;
    let crosses = |river: &&&Geometry<f64>| river.intersects(&course);
    let is_bridge = rivers.iter().any(|river| crosses(&river));
    Sketch {
        id: format!("road-{:03}", number + 1),
        name: format!("Đường {} – {}", from.name, to.name),
        attributes: vec![
            ("road_class", text(road_class)),
            ("surface", text(surface)),
            (
                "closed_season",
                text(if is_closed { "rainy" } else { "none" }),
            ),
            ("is_bridge", AttributeValue::Flag(is_bridge)),
            ("is_one_way", AttributeValue::Flag(false)),
        ],
        geometry: Geometry::LineString(course),
    }
}

/// A winding course between two positions.
fn bends(random: &mut ChaCha8Rng, from: Coord<f64>, to: Coord<f64>) -> LineString<f64> {
    let (metres, azimuth) = geodesic::distance_and_azimuth(from, to);
    let pieces = (metres / BEND_M).ceil().max(2.0);
    let mut course = vec![from];
    let mut piece = 1.0;
    while piece < pieces {
        let on_line = geodesic::destination(from, azimuth, metres * piece / pieces);
        let aside = random.random_range(-0.28..0.28) * metres / pieces;
        course.push(moved(on_line, azimuth + 90.0, aside));
        piece += 1.0;
    }
    course.push(to);
    course.into()
}
