//! Nodes that wait to be settled, put together by the minute in which they are reached.
//!
//! # Method
//! The buckets of R. B. Dial (1969), *Algorithm 360: shortest-path forest with topological ordering*, Communications of
//! the ACM 12, 632–633, as wide as in U. Meyer and P. Sanders (2003), *Δ-stepping: a parallelizable shortest path
//! algorithm*, Journal of Algorithms 49, 114–152: within a bucket nodes are taken in rounds, and one that is reached sooner
//! later on is taken again. What a search finds is the same as with a heap, for less work at each step.

/// Width of a bucket, minutes: shorter than nearly every step over the terrain, so that only steps along roads stay in it.
const WIDTH: f64 = 1.0;

/// So many buckets at once; what is reached later waits beyond them.
const BUCKETS: usize = 1_024;

/// A node and the minutes at which it waits.
pub(super) type Waiter = (f64, u32);

/// The nodes that wait.
#[derive(Debug)]
pub(super) struct Waiting {
    /// Minutes at which the first bucket begins.
    begin: f64,
    current: usize,
    buckets: Vec<Vec<Waiter>>,
    beyond: Vec<Waiter>,
}

impl Waiting {
    /// Nobody waits.
    pub(super) fn new() -> Self {
        Self {
            begin: 0.0,
            current: 0,
            buckets: vec![Vec::new(); BUCKETS],
            beyond: Vec::new(),
        }
    }

    /// Lets a node wait; its minutes are no fewer than those of the round that was taken last.
    pub(super) fn push(&mut self, minutes: f64, node: u32) {
        let bucket = ((minutes - self.begin) / WIDTH) as usize;
        match self.buckets.get_mut(bucket) {
            Some(bucket) => bucket.push((minutes, node)),
            None => self.beyond.push((minutes, node)),
        }
    }

    /// Puts the nodes that are next into `round`, in place of what was there; whether there are any.
    pub(super) fn next_round(&mut self, round: &mut Vec<Waiter>) -> bool {
        round.clear();
        loop {
            let rest = &self.buckets[self.current..];
            if let Some(next) = rest.iter().position(|bucket| !bucket.is_empty()) {
                self.current += next;
                std::mem::swap(&mut self.buckets[self.current], round);
                return true;
            }
            if self.beyond.is_empty() {
                return false;
            }
            self.move_on();
        }
    }

    /// Minutes below which nothing changes any more; what rounding may hide is left out.
    pub(super) fn settled_below(&self) -> f64 {
        self.begin + self.current as f64 * WIDTH - 1e-6
    }

    /// Begins the buckets anew with the first of those beyond.
    fn move_on(&mut self) {
        let beyond = std::mem::take(&mut self.beyond);
        let first = beyond.iter().map(|waiter| waiter.0);
        self.begin = first.fold(f64::INFINITY, f64::min);
        self.current = 0;
        for (minutes, node) in beyond {
            self.push(minutes, node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_come_in_the_order_of_their_minutes_however_far_apart() {
        let mut waiting = Waiting::new();
        for (minutes, node) in [(5_000.5, 1), (0.2, 2), (0.9, 3), (70.0, 4), (1e7, 5)] {
            waiting.push(minutes, node);
        }
        let (mut round, mut rounds) = (Vec::new(), Vec::new());
        while waiting.next_round(&mut round) {
            assert!(round.iter().all(|one| one.0 >= waiting.settled_below()));
            rounds.push(round.iter().map(|one| one.1).collect::<Vec<_>>());
        }
        assert_eq!(rounds, [vec![2, 3], vec![4], vec![1], vec![5]]);
    }

    #[test]
    fn what_comes_into_the_bucket_at_hand_is_the_next_round() {
        let mut waiting = Waiting::new();
        waiting.push(3.1, 1);
        waiting.push(4.0, 2);
        let mut round = Vec::new();
        assert!(waiting.next_round(&mut round));
        waiting.push(3.7, 3);
        assert!(waiting.next_round(&mut round));
        assert_eq!(round, [(3.7, 3)]);
        assert!(waiting.settled_below() <= 3.7);
    }
}
