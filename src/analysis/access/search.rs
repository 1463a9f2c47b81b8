//! Shortest ways from some nodes to all others.
//!
//! # Source
//! E. W. Dijkstra (1959), *A note on two problems in connexion with graphs*, Numerische Mathematik 1, 269–271.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ways::Ways;
use crate::geometry::interrupt::{Interrupt, Interrupted};

/// Nodes settled between two looks at the interrupt.
const BATCH: usize = 1 << 16;

/// From where a search starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Start {
    pub(super) node: u32,
    /// Minutes that it takes to be there.
    pub(super) minutes: f64,
    /// Which place it belongs to.
    pub(super) place: u32,
}

/// How long it takes to, or from, each node.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Minutes; infinite where the node is not reached within the limit.
    pub(super) minutes: Vec<f64>,
    /// The nearest place among those that the search started from.
    pub(super) place: Vec<u32>,
    /// Whether the way follows a road somewhere.
    pub(super) on_road: Vec<bool>,
}

/// Searches from all starts at once, along the ways or, where `is_reverse`, against them.
pub(super) fn spread(
    ways: &Ways,
    starts: &[Start],
    is_reverse: bool,
    limit: f64,
    interrupt: &Interrupt,
) -> Result<Field, Interrupted> {
    let mut field = Field {
        minutes: vec![f64::INFINITY; ways.len()],
        place: vec![u32::MAX; ways.len()],
        on_road: vec![false; ways.len()],
    };
    // Minutes are never negative, and such numbers stand in the order of their bits.
    let mut waiting = BinaryHeap::new();
    for start in starts {
        let node = start.node as usize;
        if start.minutes <= limit && start.minutes < field.minutes[node] {
            field.minutes[node] = start.minutes;
            field.place[node] = start.place;
            waiting.push(Reverse((start.minutes.to_bits(), start.node)));
        }
    }
    let mut settled = 0;
    while let Some(Reverse((bits, node))) = waiting.pop() {
        let here = f64::from_bits(bits);
        if here > field.minutes[node as usize] {
            continue;
        }
        settled += 1;
        if settled % BATCH == 0 {
            interrupt.check()?;
        }
        let (place, on_road) = (field.place[node as usize], field.on_road[node as usize]);
        ways.for_each_step(node, is_reverse, |next, minutes, is_road| {
            let there = here + minutes;
            let next_node = next as usize;
            if there < field.minutes[next_node] && there <= limit {
                field.minutes[next_node] = there;
                field.place[next_node] = place;
                field.on_road[next_node] = on_road || is_road;
                waiting.push(Reverse((there.to_bits(), next)));
            }
        });
    }
    Ok(field)
}
