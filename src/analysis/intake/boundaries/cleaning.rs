//! Matched outlines made a coverage, and what that moved.

use geo::MultiPolygon;

use super::MatchedBoundaries;
use crate::analysis::coverage_cleaning::{
    CleaningError, Mended, Move, NamedPolygon, clean_coverage,
};
use crate::model::Provenance;

/// Outlines without overlap and gap, and what it took.
#[derive(Debug)]
pub struct CleanedBoundaries {
    /// One outline for each matched unit, in the same order (WGS 84).
    pub outlines: Vec<MultiPolygon<f64>>,
    /// What was found and done at each of them.
    pub mended: Vec<Mended>,
    /// What changed hands, the largest first.
    pub moves: Vec<Move>,
    /// How far, to either side, borders were allowed to lie from their middle, in metres.
    pub tolerance_m: f64,
}

impl CleanedBoundaries {
    /// Number and area in square metres of the pieces of overlaps that one unit gave up to another.
    #[must_use]
    pub fn overlaps(&self) -> (usize, f64) {
        total(self.moves.iter().filter(|change| change.from.is_some()))
    }

    /// Number and area in square metres of the pieces of gaps that were closed.
    #[must_use]
    pub fn gaps(&self) -> (usize, f64) {
        total(self.moves.iter().filter(|change| change.from.is_none()))
    }

    /// The greatest distance by which a border moved, in metres, as it was measured.
    #[must_use]
    pub fn farthest_m(&self) -> f64 {
        self.mended
            .iter()
            .map(|mended| mended.moved_m)
            .fold(0.0, f64::max)
    }

    /// The origin of these boundaries: the method says that they were made to meet, and how far borders moved.
    pub(super) fn origin(&self, provenance: &Provenance) -> Provenance {
        let cleaned = format!(
            "borders made to meet, none moved by more than {:.2} m (tolerance {} m to either side)",
            self.farthest_m(),
            self.tolerance_m
        );
        Provenance {
            method: Some(match &provenance.method {
                Some(method) => format!("{method}; {cleaned}"),
                None => cleaned,
            }),
            ..provenance.clone()
        }
    }
}

fn total<'a>(moves: impl Iterator<Item = &'a Move>) -> (usize, f64) {
    moves.fold((0, 0.0), |(slivers, area), change| {
        (slivers + change.slivers, area + change.area_m2)
    })
}

/// Snaps matched outlines into a coverage without overlap and without gap.
///
/// # Errors
/// [`CleaningError`], naming the units whose outlines overlap or part by more than twice `tolerance_m` metres.
pub fn clean(
    matched: &MatchedBoundaries,
    tolerance_m: f64,
) -> Result<CleanedBoundaries, CleaningError> {
    let polygons: Vec<NamedPolygon> = matched
        .outlines
        .iter()
        .map(|(unit, outline)| NamedPolygon {
            code: unit.key.code.to_string(),
            name: unit.name.clone(),
            geometry: outline.clone(),
        })
        .collect();
    let coverage = clean_coverage(&polygons, tolerance_m)?;
    let mut moves = coverage.moves;
    moves.sort_by(|one, other| other.area_m2.total_cmp(&one.area_m2));
    Ok(CleanedBoundaries {
        outlines: coverage.polygons,
        mended: coverage.mended,
        moves,
        tolerance_m,
    })
}
