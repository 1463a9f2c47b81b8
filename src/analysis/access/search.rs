//! Shortest ways from some nodes to all others, or to those that are asked about.
//!
//! # Source
//! E. W. Dijkstra (1959), *A note on two problems in connexion with graphs*, Numerische Mathematik 1, 269–271.

use super::waiting::Waiting;
use super::ways::{Way, Ways};
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

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent<'a> {
    /// Most minutes.
    pub(super) limit: f64,
    /// The nodes that are asked about: once nothing nearer to them can be found the search ends. Every node when absent.
    pub(super) asked: Option<&'a [u32]>,
}

/// How long it takes to, or from, each node.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Minutes; infinite where the node is not reached within the limit. Those of nodes that were not asked about may be too
    /// many.
    pub(super) minutes: Vec<f64>,
    /// The nearest place among those that the search started from.
    pub(super) place: Vec<u32>,
    /// Whether the way follows a road somewhere.
    pub(super) on_road: Vec<bool>,
}

impl Field {
    fn nowhere(nodes: usize) -> Self {
        Self {
            minutes: vec![f64::INFINITY; nodes],
            place: vec![u32::MAX; nodes],
            on_road: vec![false; nodes],
        }
    }

    fn start(&mut self, starts: &[Start], limit: f64) -> Waiting {
        let mut waiting = Waiting::new();
        for start in starts {
            let node = start.node as usize;
            if start.minutes <= limit && start.minutes < self.minutes[node] {
                self.minutes[node] = start.minutes;
                self.place[node] = start.place;
                waiting.push(start.minutes, start.node);
            }
        }
        waiting
    }
}

/// Searches from all starts at once.
pub(super) fn spread(
    ways: &Ways,
    starts: &[Start],
    way: &Way<'_>,
    extent: Extent<'_>,
    interrupt: &Interrupt,
) -> Result<Field, Interrupted> {
    let mut field = Field::nowhere(ways.len());
    let mut waiting = field.start(starts, extent.limit);
    let mut asked = extent.asked.map(<[u32]>::to_vec);
    let (mut round, mut settled) = (Vec::new(), 0);
    while waiting.next_round(&mut round) {
        if let Some(asked) = &mut asked {
            let below = waiting.settled_below();
            asked.retain(|&node| field.minutes[node as usize] >= below);
            if asked.is_empty() {
                break;
            }
        }
        for &(here, node) in &round {
            if here > field.minutes[node as usize] {
                continue;
            }
            settled += 1;
            if settled % BATCH == 0 {
                interrupt.check()?;
            }
            let (place, on_road) = (field.place[node as usize], field.on_road[node as usize]);
            ways.for_each_step(node, way, |next, minutes, is_road| {
                let there = here + minutes;
                let next_node = next as usize;
                if there < field.minutes[next_node] && there <= extent.limit {
                    field.minutes[next_node] = there;
                    field.place[next_node] = place;
                    field.on_road[next_node] = on_road || is_road;
                    waiting.push(there, next);
                }
            });
        }
    }
    Ok(field)
}
