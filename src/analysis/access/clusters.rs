//! Vertices that lie so near each other that they are one node.

use std::collections::HashMap;

use geo::Coord;

use super::noding::NODING_M;

/// The node of each vertex, and where the nodes are: vertices joined by steps of at most [`NODING_M`] are one node, which
/// lies at the first of them.
pub(super) fn cluster(vertices: &[Coord<f64>], flat: &[Coord<f64>]) -> (Vec<u32>, Vec<Coord<f64>>) {
    let square = |at: Coord<f64>| {
        (
            (at.x / NODING_M).floor() as i64,
            (at.y / NODING_M).floor() as i64,
        )
    };
    let mut squares: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut leader: Vec<usize> = (0..vertices.len()).collect();
    for (index, &at) in flat.iter().enumerate() {
        let (x, y) = square(at);
        for near in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))) {
            for &other in squares.get(&near).into_iter().flatten() {
                let apart = flat[other] - at;
                if apart.x * apart.x + apart.y * apart.y <= NODING_M * NODING_M {
                    let (a, b) = (root(&mut leader, other), root(&mut leader, index));
                    leader[a.max(b)] = a.min(b);
                }
            }
        }
        squares.entry((x, y)).or_default().push(index);
    }
    let mut nodes = Vec::new();
    let mut node_of = vec![0; vertices.len()];
    for index in 0..vertices.len() {
        let first = root(&mut leader, index);
        if first == index {
            node_of[index] = nodes.len() as u32;
            nodes.push(vertices[index]);
        } else {
            node_of[index] = node_of[first];
        }
    }
    (node_of, nodes)
}

/// The first of the group that an element belongs to; the way there is shortened.
pub(super) fn root(leader: &mut [usize], mut element: usize) -> usize {
    while leader[element] != element {
        leader[element] = leader[leader[element]];
        element = leader[element];
    }
    element
}
