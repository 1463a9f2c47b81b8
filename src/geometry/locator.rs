//! In which of many regions does a place lie? A hundred thousand places in a few milliseconds.
//!
//! A grid lies over all regions. A cell that no border touches knows its answer; only a place in a cell with
//! a border is tested, exactly, against the few regions whose borders pass there.

use super::containment::{BandedRegion, Side};
use geo::{BoundingRect, Coord, MultiPolygon};
use std::collections::HashMap;

/// Cells of the grid for each vertex of the regions.
const CELLS_PER_VERTEX: usize = 8;

/// Most cells of the grid (4 bytes each).
const MOST_CELLS: usize = 1 << 22;

/// Marks a cell that a border touches.
const HAS_BORDER: u32 = 1 << 31;

/// Share of a cell by which an edge is thickened when it is drawn into the grid: more than rounding can err.
const THICKNESS: f64 = 1e-6;

/// A region at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Index of the region, as given to [`Locator::new`].
    pub region: u32,
    /// Whether the place lies exactly on the region's border.
    pub is_on_border: bool,
}

#[derive(Debug, Clone, Copy)]
struct BorderCell {
    covering: u32,
    first: u32,
    last: u32,
}

/// Regions prepared for look-ups.
#[derive(Debug, Clone, Default)]
pub struct Locator {
    regions: Vec<BandedRegion>,
    origin: Coord<f64>,
    cells_per_degree: Coord<f64>,
    columns: usize,
    rows: usize,
    /// Index into `sets`, or into `border_cells` with [`HAS_BORDER`].
    cells: Vec<u32>,
    border_cells: Vec<BorderCell>,
    /// Regions whose borders touch a cell, one slice for each border cell.
    touching: Vec<u32>,
    /// Regions that cover a cell wholly; the first set is empty.
    sets: Vec<Vec<u32>>,
}

impl Locator {
    /// Prepares regions; they may overlap.
    ///
    /// # Input
    /// Longitude/latitude in degrees, all finite.
    #[must_use]
    pub fn new<'a>(regions: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        let polygons: Vec<&MultiPolygon<f64>> = regions.into_iter().collect();
        let mut locator = Self {
            regions: polygons
                .iter()
                .map(|region| BandedRegion::new(region))
                .collect(),
            sets: vec![Vec::new()],
            ..Self::default()
        };
        locator.lay_grid(&polygons);
        if locator.columns > 0 {
            let drawn = locator.draw_borders(&polygons);
            locator.fill_cells(&drawn);
        }
        locator
    }

    /// Calls `found` with every region that contains the place or has it on its border.
    pub fn for_each_at(&self, place: Coord<f64>, mut found: impl FnMut(Membership)) {
        let Some(cell) = self.cell_at(place) else {
            return;
        };
        let code = self.cells[cell];
        if code & HAS_BORDER == 0 {
            for &region in &self.sets[code as usize] {
                found(Membership {
                    region,
                    is_on_border: false,
                });
            }
            return;
        }
        let border = self.border_cells[(code & !HAS_BORDER) as usize];
        for &region in &self.sets[border.covering as usize] {
            found(Membership {
                region,
                is_on_border: false,
            });
        }
        for &region in &self.touching[border.first as usize..border.last as usize] {
            let side = self.regions[region as usize].side_of(place);
            if side != Side::Outside {
                found(Membership {
                    region,
                    is_on_border: side == Side::Border,
                });
            }
        }
    }

    /// Every region that contains the place or has it on its border, by index.
    #[must_use]
    pub fn all_at(&self, place: Coord<f64>) -> Vec<Membership> {
        let mut all = Vec::new();
        self.for_each_at(place, |membership| all.push(membership));
        all.sort_unstable_by_key(|membership| membership.region);
        all
    }

    /// The region with the lowest index that contains the place or has it on its border.
    ///
    /// Where regions are given in the order of their codes, a place on a common border belongs to the unit with
    /// the lowest code: a rule, so that every count is made once and always the same way.
    #[must_use]
    pub fn first_at(&self, place: Coord<f64>) -> Option<Membership> {
        let mut first: Option<Membership> = None;
        self.for_each_at(place, |membership| {
            if first.is_none_or(|known| membership.region < known.region) {
                first = Some(membership);
            }
        });
        first
    }

    fn cell_at(&self, place: Coord<f64>) -> Option<usize> {
        let column = (place.x - self.origin.x) * self.cells_per_degree.x;
        let row = (place.y - self.origin.y) * self.cells_per_degree.y;
        let is_on_grid =
            column >= 0.0 && row >= 0.0 && column < self.columns as f64 && row < self.rows as f64;
        is_on_grid.then(|| row as usize * self.columns + column as usize)
    }

    /// Lays a grid with a rim of empty cells around all regions.
    fn lay_grid(&mut self, polygons: &[&MultiPolygon<f64>]) {
        let boxes = polygons.iter().filter_map(|region| region.bounding_rect());
        let whole = boxes.reduce(|a, b| {
            geo::Rect::new(
                Coord {
                    x: a.min().x.min(b.min().x),
                    y: a.min().y.min(b.min().y),
                },
                Coord {
                    x: a.max().x.max(b.max().x),
                    y: a.max().y.max(b.max().y),
                },
            )
        });
        let Some(whole) = whole else {
            return;
        };
        let vertices: usize = polygons
            .iter()
            .flat_map(|region| region.iter())
            .map(|polygon| polygon.exterior().0.len())
            .sum();
        let cells = (vertices * CELLS_PER_VERTEX).clamp(64, MOST_CELLS) as f64;
        let (width, height) = (whole.width().max(1e-9), whole.height().max(1e-9));
        let side = (width * height / cells).sqrt();
        let inner = |length: f64| ((length / side).ceil() as usize).clamp(1, MOST_CELLS / 64);
        let (columns, rows) = (inner(width), inner(height));
        self.cells_per_degree = Coord {
            x: columns as f64 / width,
            y: rows as f64 / height,
        };
        self.origin = Coord {
            x: whole.min().x - 1.0 / self.cells_per_degree.x,
            y: whole.min().y - 1.0 / self.cells_per_degree.y,
        };
        (self.columns, self.rows) = (columns + 3, rows + 3);
        self.cells = vec![0; self.columns * self.rows];
    }

    /// The cells that each region's border touches, as (cell, region) in order and each once.
    fn draw_borders(&self, polygons: &[&MultiPolygon<f64>]) -> Vec<(u32, u32)> {
        let mut drawn: Vec<(u32, u32)> = Vec::new();
        for (region, shape) in polygons.iter().enumerate() {
            let rings = shape
                .iter()
                .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
            for pair in rings.flat_map(|ring| ring.0.windows(2)) {
                self.draw_edge(self.to_grid(pair[0]), self.to_grid(pair[1]), |cell| {
                    let mark = (cell as u32, region as u32);
                    if drawn.last() != Some(&mark) {
                        drawn.push(mark);
                    }
                });
            }
        }
        drawn.sort_unstable();
        drawn.dedup();
        drawn
    }

    fn to_grid(&self, place: Coord<f64>) -> Coord<f64> {
        Coord {
            x: (place.x - self.origin.x) * self.cells_per_degree.x,
            y: (place.y - self.origin.y) * self.cells_per_degree.y,
        }
    }

    /// Calls `mark` with every cell that an edge, slightly thickened, touches.
    fn draw_edge(&self, a: Coord<f64>, b: Coord<f64>, mut mark: impl FnMut(usize)) {
        let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
        let slope = if high.y > low.y {
            (high.x - low.x) / (high.y - low.y)
        } else {
            0.0
        };
        let (west, east) = (a.x.min(b.x), a.x.max(b.x));
        let first_row = (low.y - THICKNESS) as usize;
        let last_row = ((high.y + THICKNESS) as usize).min(self.rows - 1);
        for row in first_row..=last_row {
            let (mut from, mut to) = (west, east);
            if slope != 0.0 {
                let at_bottom = low.x + ((row as f64).max(low.y) - low.y) * slope;
                let at_top = low.x + ((row as f64 + 1.0).min(high.y) - low.y) * slope;
                from = at_bottom.min(at_top).max(west);
                to = at_bottom.max(at_top).min(east);
            }
            let last_column = ((to + THICKNESS) as usize).min(self.columns - 1);
            for column in (from - THICKNESS) as usize..=last_column {
                mark(row * self.columns + column);
            }
        }
    }

    /// Walks each row from the empty rim eastwards. Which regions cover a cell changes only where a border
    /// was drawn, so a region is tested only at the first cell after its border.
    fn fill_cells(&mut self, drawn: &[(u32, u32)]) {
        let mut known: HashMap<Vec<u32>, u32> = HashMap::from([(Vec::new(), 0)]);
        let mut next = 0;
        for row in 0..self.rows {
            let mut covering: Vec<u32> = Vec::new();
            let mut covering_set = 0;
            let mut before: &[(u32, u32)] = &[];
            for column in 0..self.columns {
                let cell = row * self.columns + column;
                let first = next;
                while next < drawn.len() && drawn[next].0 as usize == cell {
                    next += 1;
                }
                let here = &drawn[first..next];
                if !(before.is_empty() && here.is_empty()) {
                    let has = |list: &[(u32, u32)], region| list.iter().any(|&(_, r)| r == region);
                    covering.retain(|&region| !has(here, region));
                    let centre = self.centre_of(column, row);
                    covering.extend(before.iter().map(|&(_, region)| region).filter(|&region| {
                        !has(here, region) && self.regions[region as usize].covers(centre)
                    }));
                    covering.sort_unstable();
                    covering_set = intern(&mut known, &mut self.sets, &covering);
                }
                self.cells[cell] = if here.is_empty() {
                    covering_set
                } else {
                    let from = self.touching.len() as u32;
                    self.touching.extend(here.iter().map(|&(_, region)| region));
                    let last = self.touching.len() as u32;
                    self.border_cells.push(BorderCell {
                        covering: covering_set,
                        first: from,
                        last,
                    });
                    (self.border_cells.len() as u32 - 1) | HAS_BORDER
                };
                before = here;
            }
        }
    }

    fn centre_of(&self, column: usize, row: usize) -> Coord<f64> {
        Coord {
            x: self.origin.x + (column as f64 + 0.5) / self.cells_per_degree.x,
            y: self.origin.y + (row as f64 + 0.5) / self.cells_per_degree.y,
        }
    }
}

fn intern(known: &mut HashMap<Vec<u32>, u32>, sets: &mut Vec<Vec<u32>>, set: &[u32]) -> u32 {
    if let Some(&index) = known.get(set) {
        return index;
    }
    let index = sets.len() as u32;
    sets.push(set.to_vec());
    known.insert(set.to_vec(), index);
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
        Rect::new(coord! {x: x, y: y}, coord! {x: x + side, y: y + side})
            .to_polygon()
            .into()
    }

    #[test]
    fn neighbours_share_their_border_and_the_first_owns_it() {
        let squares = [square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0)];
        let locator = Locator::new(&squares);
        let on_both = coord! {x: 1.0, y: 0.5};
        let both = locator.all_at(on_both);
        assert_eq!(both.len(), 2);
        assert!(both.iter().all(|membership| membership.is_on_border));
        assert_eq!(locator.first_at(on_both).unwrap().region, 0);
        assert_eq!(locator.first_at(coord! {x: 1.5, y: 0.5}).unwrap().region, 1);
        assert!(locator.first_at(coord! {x: 2.5, y: 0.5}).is_none());
        assert!(locator.first_at(coord! {x: f64::NAN, y: 0.5}).is_none());
        assert!(Locator::new(&[]).first_at(on_both).is_none());
    }

    #[test]
    fn overlapping_and_nested_regions_are_all_named() {
        let squares = [
            square(0.0, 0.0, 9.0),
            square(3.0, 3.0, 3.0),
            square(4.0, 4.0, 0.5),
        ];
        let locator = Locator::new(&squares);
        let at = |x: f64, y: f64| -> Vec<u32> {
            locator
                .all_at(coord! {x: x, y: y})
                .iter()
                .map(|m| m.region)
                .collect()
        };
        assert_eq!(at(4.2, 4.2), [0, 1, 2]);
        assert_eq!(at(5.5, 5.5), [0, 1]);
        assert_eq!(at(8.0, 1.0), [0]);
    }

    proptest! {
        #[test]
        fn agrees_with_testing_every_region(
            seeds in proptest::collection::vec((0..30i32, 0..30i32, 1..12i32, 3..9usize), 1..12),
            places in proptest::collection::vec((-2..45i32, -2..45i32), 1..60),
        ) {
            let regions: Vec<MultiPolygon<f64>> = seeds.iter().map(|&(x, y, r, corners)| {
                let ring = (0..corners).map(|i| {
                    let angle = std::f64::consts::TAU * i as f64 / corners as f64;
                    let (x, y, r) = (f64::from(x), f64::from(y), f64::from(r));
                    coord! {x: (x + r * angle.cos()).round(), y: (y + r * angle.sin()).round()}
                });
                geo::Polygon::new(ring.collect(), vec![]).into()
            }).collect();
            let locator = Locator::new(&regions);
            for (x, y) in places {
                let place = coord! {x: f64::from(x) / 1.5, y: f64::from(y) / 1.5};
                let expected: Vec<Membership> = regions.iter().enumerate().filter_map(|(i, region)| {
                    match BandedRegion::new(region).side_of(place) {
                        Side::Outside => None,
                        side => Some(Membership { region: i as u32, is_on_border: side == Side::Border }),
                    }
                }).collect();
                prop_assert_eq!(locator.all_at(place), expected);
            }
        }
    }
}
