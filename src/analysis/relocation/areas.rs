//! Candidate areas: fit ground that hangs together, grown from its best cells.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::criterion::WeightsUsed;
use super::grid::Grid;
use super::ground::Ground;
use super::{
    AreaOptions, Criterion, Exclusion, ExclusionLimits, LegalForm, RelocationError, score,
};
use crate::geometry::grid::{GridPoint, turn};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::rings::{polygons_of_rings, rings_of_edges};
use crate::model::UnitCode;

/// Scores are compared to this many parts of one, so that rounding does not decide.
const SCORE_PARTS: f64 = 1e9;

/// More pairs of an area's cell and a cell around it than this are not looked at: some ten seconds of work.
const MOST_NEARBY: u64 = 100_000_000;

/// What an area is worth by one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionValue {
    /// The criterion.
    pub criterion: Criterion,
    /// The mean of what was measured: degrees of slope, or metres.
    pub measured: f64,
    /// The mean value, 0 to 1.
    pub value: f64,
}

/// Ground nearby that is shut out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NearbyExclusion {
    /// The reason.
    pub reason: Exclusion,
    /// Metres from the middle of the area's nearest cell to that of the nearest such cell.
    pub distance_m: f64,
    /// Its share of the ground around the area.
    pub share: f64,
}

/// Why an area grew no farther.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GrowthEnd {
    /// It is as large as an area may be; fit ground goes on beside it.
    LargestSize,
    /// No fit ground that is free lies beside it.
    NoMoreFitGround,
}

/// An area to which people could move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CandidateArea {
    /// Its number: its rank by score.
    pub number: usize,
    /// The unit in which its best cell lies.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// That unit's name.
    pub unit_name: Option<String>,
    /// Longitude of the middle of its best cell, degrees.
    pub lon: f64,
    /// Latitude of it.
    pub lat: f64,
    /// Its legal form: a new settlement.
    pub form: LegalForm,
    /// Its area, hectares.
    pub area_ha: f64,
    /// Why it is not larger.
    pub growth_ended: GrowthEnd,
    /// For how many households it has room.
    pub capacity_households: u32,
    /// The mean score, 0 to 1.
    pub score: f64,
    /// The best score of a cell.
    pub best_score: f64,
    /// Each criterion's part.
    pub values: Vec<CriterionValue>,
    /// What is shut out around it, and how near.
    pub nearby: Vec<NearbyExclusion>,
    /// Its outline, as a GeoJSON geometry.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    pub outline: MultiPolygon<f64>,
}

/// What the cells of a question say.
pub(super) struct Judged<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) bits: &'a [u16],
    pub(super) scores: &'a [f64],
    pub(super) used: &'a WeightsUsed,
    pub(super) limits: &'a ExclusionLimits,
}

/// The areas, the best first. First `each` are sought near every village, then the best anywhere.
pub(super) fn areas(
    judged: &Judged<'_>,
    options: &AreaOptions,
    villages: &[Coord<f64>],
    interrupt: &Interrupt,
) -> Result<Vec<CandidateArea>, RelocationError> {
    let grid = &judged.ground.grid;
    let mut fit: Vec<usize> = (0..grid.cells())
        .filter(|&cell| judged.scores[cell] >= options.least_score)
        .collect();
    fit.sort_by_key(|&cell| (Reverse(parts(judged.scores[cell])), cell));
    let at = |cell: usize| judged.ground.plane.project(grid.middle(cell));
    let mut search = Search {
        judged,
        options,
        interrupt,
        is_taken: vec![false; grid.cells()],
        is_of_small_ground: vec![false; grid.cells()],
        seeds: Vec::new(),
        found: Vec::new(),
    };
    let reach_m = options.reach_km * 1_000.0;
    for village in villages {
        let village = judged.ground.plane.project(*village);
        let is_near = |cell: usize| distance(at(cell), village) <= reach_m;
        search.take(&fit, is_near, options.each)?;
    }
    let rest = options.most.saturating_sub(search.found.len());
    search.take(&fit, |_| true, rest)?;
    check_nearby(grid, options, &search.found)?;
    let described = search
        .found
        .iter()
        .map(|grown| described(judged, options, grown, interrupt));
    let mut areas = described.collect::<Result<Vec<_>, _>>()?;
    areas.sort_by(|a, b| {
        parts(b.score).cmp(&parts(a.score)).then_with(|| {
            (a.lon, a.lat)
                .partial_cmp(&(b.lon, b.lat))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
    });
    areas.truncate(options.most);
    for (position, area) in areas.iter_mut().enumerate() {
        area.number = position + 1;
    }
    Ok(areas)
}

/// Lets the surroundings of areas be looked at, unless that takes too long.
fn check_nearby(
    grid: &Grid,
    options: &AreaOptions,
    found: &[Grown],
) -> Result<(), RelocationError> {
    let cells = found.iter().map(|grown| grown.cells.len() as u64).sum();
    let within = grid.within(grid.cells() / 2, options.nearby_m).count() as u64;
    let pairs = cells * within;
    if pairs <= MOST_NEARBY {
        return Ok(());
    }
    Err(RelocationError::TooMuchNearby {
        cells,
        pairs,
        most: MOST_NEARBY,
    })
}

fn parts(score: f64) -> u64 {
    (score * SCORE_PARTS).round() as u64
}

fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

struct Search<'a> {
    judged: &'a Judged<'a>,
    options: &'a AreaOptions,
    interrupt: &'a Interrupt,
    is_taken: Vec<bool>,
    /// Whether all free ground around a cell was already found to be less than an area needs.
    is_of_small_ground: Vec<bool>,
    seeds: Vec<Coord<f64>>,
    found: Vec<Grown>,
}

/// The cells of an area, the best one first, and why there are no more.
struct Grown {
    cells: Vec<usize>,
    ended: GrowthEnd,
}

impl Search<'_> {
    /// Grows up to `most` areas from the first free cells that are eligible and keep their distance from earlier ones.
    fn take(
        &mut self,
        cells: &[usize],
        is_eligible: impl Fn(usize) -> bool,
        most: usize,
    ) -> Result<(), Interrupted> {
        let mut left = most;
        for &seed in cells {
            self.interrupt.check()?;
            if left == 0 {
                break;
            }
            if self.is_taken[seed] || self.is_of_small_ground[seed] || !is_eligible(seed) {
                continue;
            }
            let ground = self.judged.ground;
            let at = ground.plane.project(ground.grid.middle(seed));
            let is_apart = |other: &Coord<f64>| distance(at, *other) >= self.options.spacing_m;
            if !self.seeds.iter().all(is_apart) {
                continue;
            }
            let grown = self.grown(seed);
            let area_m2: f64 = grown
                .cells
                .iter()
                .map(|&cell| ground.grid.cell_area_m2(cell))
                .sum();
            if area_m2 >= self.options.least_ha * 1e4 {
                for &cell in &grown.cells {
                    self.is_taken[cell] = true;
                }
                self.seeds.push(at);
                self.found.push(grown);
                left -= 1;
            } else if grown.ended == GrowthEnd::NoMoreFitGround {
                // From whichever of its cells, it grows to the same.
                for &cell in &grown.cells {
                    self.is_of_small_ground[cell] = true;
                }
            }
        }
        Ok(())
    }

    /// Adds the best neighbour, time and again, until the area is as large as it may be.
    fn grown(&self, seed: usize) -> Grown {
        let grid = &self.judged.ground.grid;
        let scores = self.judged.scores;
        let mut waiting = BinaryHeap::from([(parts(scores[seed]), Reverse(seed))]);
        let mut is_seen = BTreeSet::from([seed]);
        let mut cells = Vec::new();
        let mut area_m2 = 0.0;
        let mut ended = GrowthEnd::NoMoreFitGround;
        while let Some((_, Reverse(cell))) = waiting.pop() {
            let grown_m2 = area_m2 + grid.cell_area_m2(cell);
            if !cells.is_empty() && grown_m2 > self.options.most_ha * 1e4 {
                ended = GrowthEnd::LargestSize;
                break;
            }
            area_m2 = grown_m2;
            cells.push(cell);
            for next in grid.beside(cell) {
                let is_fit = scores[next] >= self.options.least_score && !self.is_taken[next];
                if is_fit && is_seen.insert(next) {
                    waiting.push((parts(scores[next]), Reverse(next)));
                }
            }
        }
        Grown { cells, ended }
    }
}

fn described(
    judged: &Judged<'_>,
    options: &AreaOptions,
    grown: &Grown,
    interrupt: &Interrupt,
) -> Result<CandidateArea, Interrupted> {
    let cells = grown.cells.as_slice();
    let grid = &judged.ground.grid;
    let count = cells.len() as f64;
    let area_m2: f64 = cells.iter().map(|&cell| grid.cell_area_m2(cell)).sum();
    let mean = |of: &dyn Fn(usize) -> f64| cells.iter().map(|&cell| of(cell)).sum::<f64>() / count;
    let best = grid.middle(cells[0]);
    let owner = judged.ground.map.owner(best);
    let unit = owner.map(|owner| &judged.ground.map.units()[owner].unit);
    let values = judged.used.weights.iter().map(|one| {
        let function = one.criterion.value_function(judged.limits);
        let measured =
            |cell| score::measure(judged.ground, one.criterion, cell).unwrap_or(f64::NAN);
        CriterionValue {
            criterion: one.criterion,
            measured: (mean(&measured) * 10.0).round() / 10.0,
            value: mean(&|cell| function.value(measured(cell))),
        }
    });
    let surroundings = Surroundings {
        grid,
        bits: judged.bits,
        is_asked: &judged.ground.is_asked,
        metres: options.nearby_m,
    };
    Ok(CandidateArea {
        number: 0,
        unit_code: unit.map(|unit| unit.code().clone()),
        unit_name: unit.map(|unit| unit.full_name()),
        lon: best.x,
        lat: best.y,
        form: LegalForm::Concentrated,
        area_ha: (area_m2 / 100.0).round() / 100.0,
        growth_ended: grown.ended,
        capacity_households: (area_m2 / options.household_m2).floor() as u32,
        score: mean(&|cell| judged.scores[cell]),
        best_score: judged.scores[cells[0]],
        values: values.collect(),
        nearby: nearby(&surroundings, cells, interrupt)?,
        outline: outline(grid, cells),
    })
}

/// The cells around areas, as far as they are looked at.
struct Surroundings<'a> {
    grid: &'a Grid,
    bits: &'a [u16],
    is_asked: &'a [bool],
    metres: f64,
}

fn nearby(
    surroundings: &Surroundings<'_>,
    cells: &[usize],
    interrupt: &Interrupt,
) -> Result<Vec<NearbyExclusion>, Interrupted> {
    let Surroundings { grid, bits, .. } = surroundings;
    let own: BTreeSet<usize> = cells.iter().copied().collect();
    let mut around: BTreeMap<usize, f64> = BTreeMap::new();
    for &cell in cells {
        interrupt.check()?;
        for (other, distance) in grid.within(cell, surroundings.metres) {
            if surroundings.is_asked[other] && !own.contains(&other) {
                let nearest = around.entry(other).or_insert(f64::INFINITY);
                *nearest = nearest.min(distance);
            }
        }
    }
    let reasons = Exclusion::ALL.into_iter().filter_map(|reason| {
        let shut_out = around
            .iter()
            .filter(|(cell, _)| bits[**cell] & reason.bit() != 0);
        let nearest = shut_out
            .clone()
            .map(|(_, distance)| *distance)
            .reduce(f64::min)?;
        Some(NearbyExclusion {
            reason,
            distance_m: nearest.round(),
            share: (shut_out.count() as f64 / around.len() as f64 * 1e4).round() / 1e4,
        })
    });
    Ok(reasons.collect())
}

/// The outline of cells: their edges, those between two of them left out.
fn outline(grid: &Grid, cells: &[usize]) -> MultiPolygon<f64> {
    let edges = cells.iter().flat_map(|&cell| {
        let (column, row) = ((cell % grid.width) as i32, (cell / grid.width) as i32);
        let corners = [
            GridPoint::new(column, -(row + 1)),
            GridPoint::new(column + 1, -(row + 1)),
            GridPoint::new(column + 1, -row),
            GridPoint::new(column, -row),
        ];
        (0..4).map(move |corner| (corners[corner], corners[(corner + 1) % 4]))
    });
    let polygons = polygons_of_rings(rings_of_edges(edges));
    let to_degrees = |ring: &Vec<GridPoint>| -> LineString<f64> {
        let bends = (0..ring.len()).filter(|&position| {
            let before = ring[(position + ring.len() - 1) % ring.len()];
            turn(before, ring[position], ring[(position + 1) % ring.len()]) != 0
        });
        bends
            .map(|position| grid.corner(ring[position].x, -ring[position].y))
            .collect()
    };
    let polygons = polygons.iter().map(|polygon| {
        let holes = polygon.interiors.iter().map(to_degrees).collect();
        Polygon::new(to_degrees(&polygon.exterior), holes)
    });
    polygons.collect()
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;
    use crate::geometry::geodesic;

    #[test]
    fn the_outline_of_cells_has_their_area_and_their_hole() {
        let grid = grid(3, 3);
        let ring: Vec<usize> = (0..9).filter(|&cell| cell != 4).collect();
        let drawn = outline(&grid, &ring);
        assert_eq!(drawn.0.len(), 1);
        assert_eq!(drawn.0[0].interiors().len(), 1);
        assert_eq!(drawn.0[0].exterior().0.len(), 5, "no bend but the corners");
        let cells: f64 = ring.iter().map(|&cell| grid.cell_area_m2(cell)).sum();
        assert!((geodesic::area_m2(&drawn) / cells - 1.0).abs() < 1e-5);
    }

    #[test]
    fn what_is_shut_out_around_is_told_with_distance_and_share() {
        let grid = grid(5, 1);
        let mut bits = vec![0; 5];
        bits[3] = Exclusion::Flood.bit();
        bits[4] = Exclusion::Flood.bit() | Exclusion::BorderStrip.bit();
        let surroundings = Surroundings {
            grid: &grid,
            bits: &bits,
            is_asked: &[true; 5],
            metres: 310.0,
        };
        let interrupt = Interrupt::default();
        let told = nearby(&surroundings, &[0, 1], &interrupt).unwrap();
        assert_eq!(told.len(), 2);
        assert_eq!(told[0].reason, Exclusion::Flood);
        assert!((told[0].distance_m - 200.0).abs() < 1.0 && (told[0].share - 0.6667).abs() < 1e-9);
        assert!((told[1].distance_m - 300.0).abs() < 1.0 && (told[1].share - 0.3333).abs() < 1e-9);
        interrupt.raise();
        let stopped = nearby(&surroundings, &[0, 1], &interrupt);
        assert_eq!(stopped, Err(Interrupted));
    }

    #[test]
    fn surroundings_that_take_too_long_are_refused_with_the_numbers() {
        let grid = grid(2_000, 100);
        let options = AreaOptions {
            nearby_m: 5_000.0,
            ..AreaOptions::default()
        };
        let of_cells = |count| Grown {
            cells: (0..count).collect(),
            ended: GrowthEnd::LargestSize,
        };
        assert!(check_nearby(&grid, &options, &[of_cells(1_000)]).is_ok());
        let refused = check_nearby(&grid, &options, &[of_cells(90_000), of_cells(10_000)]);
        let refused = refused.unwrap_err();
        let told = refused.to_string();
        assert!(told.starts_with("the areas have 100000 cells"), "{told}");
        let (vi, remedy) = refused.in_words().unwrap();
        assert!(
            vi.contains("100.000 ô") && remedy.vi.contains("nearby_m"),
            "{vi}"
        );
    }
}
