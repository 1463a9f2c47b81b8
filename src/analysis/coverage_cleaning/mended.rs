//! What was found and done at each polygon.

use super::slivers::Settled;

/// What was found and done at one polygon.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mended {
    /// How many overlaps with others it had.
    pub overlaps: usize,
    /// Their area in square metres; an overlap counts with each polygon that covers it.
    pub overlap_m2: f64,
    /// How many gaps it had beside it that were closed.
    pub gaps: usize,
    /// Their area in square metres; a gap counts with each polygon beside it.
    pub gap_m2: f64,
    /// The greatest distance by which its border moved, in metres: from a vertex of the border that it had to the
    /// border that it got. Nothing moved where it kept all that it covered and got nothing.
    pub moved_m: f64,
}

/// Adds up what was settled at each polygon.
pub(super) fn mended(polygons: usize, settled: &[Settled]) -> Vec<Mended> {
    let mut mended = vec![Mended::default(); polygons];
    for sliver in settled {
        let is_gap = sliver.covered_by.is_empty();
        for &owner in &sliver.covered_by {
            mended[owner].overlaps += 1;
            mended[owner].overlap_m2 += sliver.area_m2;
        }
        for &owner in sliver.beside.iter().filter(|_| is_gap) {
            mended[owner].gaps += 1;
            mended[owner].gap_m2 += sliver.area_m2;
        }
        let losers = sliver
            .covered_by
            .iter()
            .filter(|owner| **owner != sliver.to);
        for &owner in losers.chain(is_gap.then_some(&sliver.to)) {
            mended[owner].moved_m = mended[owner].moved_m.max(sliver.farthest_m);
        }
    }
    mended
}
