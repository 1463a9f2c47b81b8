//! Corridor coverage: what share of the area and of the people lies within so many kilometres of a corridor, which
//! places lie inside, which lie outside and how far, and what each extra kilometre adds.
//!
//! A width is the distance on the ground from the axis to each side. What several corridors reach is counted once.

mod answer;
mod axes;
mod explanation;
mod refusal;
mod sources;

use geo::{BooleanOps, Geometry, MultiLineString, MultiPolygon};
use rust_decimal::Decimal;

pub use answer::{
    Alternative, Axes, AxisUsed, Coverage, CoverageError, CoverageRequest, Covered, CurvePoint,
    Difference, PlaceReached, PlaceUnplaced, UnitCoverage, WidthCoverage,
};

use super::population_spread::PopulationSpread;
use super::rounding;
use super::unit_map::UnitMap;
use crate::geometry::buffer::buffer_lines;
use crate::geometry::containment::BandedRegion;
use crate::geometry::distance::DistanceTo;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::{Listener, Progress};
use crate::model::{Place, PlaceKind, Snapshot};

/// Most widths in one question.
pub const MOST_WIDTHS: usize = 12;

/// Most corridors in one alternative.
pub const MOST_AXES: usize = 50;

/// Widest strip, kilometres from the axis.
pub const WIDEST_KM: f64 = 100.0;

/// The kinds of places that are listed inside and outside.
pub const LISTED_KINDS: [PlaceKind; 6] = [
    PlaceKind::BorderGate,
    PlaceKind::IndustrialCluster,
    PlaceKind::School,
    PlaceKind::Project,
    PlaceKind::Settlement,
    PlaceKind::ProcessingArea,
];

/// Works out coverage, and tells of each kilometre of the curve.
///
/// # Errors
/// [`CoverageError`] when the question cannot be answered as it stands, or its asker went away.
pub fn coverage(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &CoverageRequest,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Coverage, CoverageError> {
    map.require_units()?;
    let widths = checked_widths(request)?;
    tell(Progress::unforeseen(
        "Đang vẽ dải hành lang",
        "Drawing the strips",
    ));
    let spread = PopulationSpread::new(snapshot, map);
    let asked = Corridors::new(snapshot, map, &spread, &request.axes, interrupt)?;
    let at_widths = asked.at_widths(&widths, interrupt)?;
    let curve = asked.curve(request.curve_to_km, interrupt, tell)?;
    let widest_m = widths.last().copied().unwrap_or_default() * 1_000.0;
    let mut gaps: Vec<PlaceReached> = asked
        .places
        .iter()
        .filter(|place| place.distance_m > widest_m)
        .cloned()
        .collect();
    gaps.sort_by(|a, b| {
        a.distance_m
            .total_cmp(&b.distance_m)
            .then_with(|| a.id.cmp(&b.id))
    });
    let alternative = match &request.compare_with {
        None => None,
        Some(axes) => {
            let other = Corridors::new(snapshot, map, &spread, axes, interrupt)?;
            let widths = other.at_widths(&widths, interrupt)?;
            let difference = at_widths
                .iter()
                .zip(&widths)
                .map(|(a, b)| difference(a, b))
                .collect();
            Some(Alternative {
                axes: other.used,
                widths,
                difference,
            })
        }
    };
    Ok(Coverage {
        on: map.on(),
        sources: sources::of(snapshot, map, request, &spread),
        without_position: sources::without_position(snapshot, map),
        explanation: explanation::of(
            &asked.used,
            alternative.as_ref().map(|other| other.axes.as_slice()),
            &spread,
        ),
        metric_crs: asked.distance.crs().describe(),
        axes: asked.used,
        widths: at_widths,
        gaps,
        curve,
        alternative,
    })
}

fn checked_widths(request: &CoverageRequest) -> Result<Vec<f64>, CoverageError> {
    let mut widths = request.widths_km.clone();
    let is_width = |width: &f64| *width > 0.0 && *width <= WIDEST_KM;
    if let Some(&width) = widths.iter().find(|width| !is_width(width)) {
        return Err(CoverageError::Width(width));
    }
    widths.sort_by(f64::total_cmp);
    widths.dedup();
    let given = widths.len();
    if given == 0 {
        return Err(CoverageError::NoWidth);
    }
    if given > MOST_WIDTHS {
        return Err(CoverageError::TooManyWidths { given });
    }
    if f64::from(request.curve_to_km) > WIDEST_KM {
        let given = request.curve_to_km;
        return Err(CoverageError::CurveTooWide { given });
    }
    Ok(widths)
}

/// The axes of one alternative, with everything measured from them.
struct Corridors<'a> {
    map: &'a UnitMap,
    spread: &'a PopulationSpread,
    used: Vec<AxisUsed>,
    lines: Vec<MultiLineString<f64>>,
    together: MultiLineString<f64>,
    distance: DistanceTo,
    places: Vec<PlaceReached>,
}

impl<'a> Corridors<'a> {
    fn new(
        snapshot: &'a Snapshot,
        map: &'a UnitMap,
        spread: &'a PopulationSpread,
        axes: &Axes,
        interrupt: &Interrupt,
    ) -> Result<Self, CoverageError> {
        let (used, lines) = axes::read(snapshot, axes, interrupt)?;
        let together: MultiLineString<f64> = MultiLineString::new(
            lines
                .iter()
                .flat_map(|line| line.0.iter().cloned())
                .collect(),
        );
        let distance = DistanceTo::new(&Geometry::MultiLineString(together.clone()))?;
        let mut corridors = Self {
            map,
            spread,
            used,
            lines,
            together,
            distance,
            places: Vec::new(),
        };
        corridors.places = corridors.measure_places(snapshot, interrupt)?;
        Ok(corridors)
    }

    fn measure_places(
        &self,
        snapshot: &Snapshot,
        interrupt: &Interrupt,
    ) -> Result<Vec<PlaceReached>, CoverageError> {
        let mut measured = Vec::new();
        for kind in LISTED_KINDS {
            let mut of_kind = Vec::new();
            for place in snapshot.places().of_kind(kind) {
                interrupt.check()?;
                of_kind.extend(self.measure(place));
            }
            of_kind.sort_by(|a: &PlaceReached, b| {
                a.distance_m
                    .total_cmp(&b.distance_m)
                    .then_with(|| a.id.cmp(&b.id))
            });
            measured.append(&mut of_kind);
        }
        Ok(measured)
    }

    fn measure(&self, place: &Place) -> Option<PlaceReached> {
        let geometry = place
            .geometry
            .as_ref()
            .filter(|_| place.exists_on(self.map.on()))?;
        let owner = self.map.owner_of(geometry);
        let distance_m = self.distance.from_geometry(geometry);
        Some(PlaceReached {
            id: place.id.clone(),
            name: place.name.clone(),
            kind: place.kind,
            unit_code: owner.map(|unit| self.map.units()[unit].unit.code().clone()),
            distance_m: rounding::decimetre(distance_m),
        })
    }

    fn at_widths(
        &self,
        widths: &[f64],
        interrupt: &Interrupt,
    ) -> Result<Vec<WidthCoverage>, CoverageError> {
        widths
            .iter()
            .map(|&width| self.at_width(width, interrupt))
            .collect()
    }

    fn at_width(
        &self,
        width_km: f64,
        interrupt: &Interrupt,
    ) -> Result<WidthCoverage, CoverageError> {
        let outline = buffer_lines(&self.together, width_km * 1_000.0, interrupt)?.outline;
        let units = self.cover(&outline);
        interrupt.check()?;
        Ok(WidthCoverage {
            width_km,
            province: add_up(units.iter().map(|unit| &unit.covered)),
            units,
            overlap_km2: self.overlap(width_km, interrupt)?,
            inside: self
                .places
                .iter()
                .filter(|place| place.distance_m <= width_km * 1_000.0)
                .cloned()
                .collect(),
            outline,
        })
    }

    fn cover(&self, outline: &MultiPolygon<f64>) -> Vec<UnitCoverage> {
        let region = self.map.region(outline);
        let banded = BandedRegion::new(outline);
        let units = self.map.units().iter().zip(self.spread.units());
        units
            .map(|(unit, people)| {
                let share = unit.share_covered(&region);
                let covered_population = people.within(share, |at| banded.covers(at));
                UnitCoverage {
                    code: unit.unit.code().clone(),
                    name: unit.unit.name.clone(),
                    population_method: people.method(),
                    people_at_settlements: people.people_at_settlements(),
                    covered: Covered::new(
                        rounding::square_kilometres(unit.area_m2),
                        rounding::square_kilometres(unit.area_m2 * share),
                        people.people,
                        covered_population,
                    ),
                }
            })
            .collect()
    }

    /// Area of the province reached by more than one axis.
    fn overlap(&self, width_km: f64, interrupt: &Interrupt) -> Result<Decimal, CoverageError> {
        let mut reached: MultiPolygon<f64> = MultiPolygon::new(vec![]);
        let mut twice: MultiPolygon<f64> = MultiPolygon::new(vec![]);
        if self.lines.len() > 1 {
            for line in &self.lines {
                interrupt.check()?;
                let strip = buffer_lines(line, width_km * 1_000.0, interrupt)?.outline;
                twice = twice.union(&reached.intersection(&strip));
                reached = reached.union(&strip);
            }
        }
        let region = self.map.region(&twice);
        let areas = self.map.units().iter().map(|unit| unit.covered_m2(&region));
        Ok(areas.map(rounding::square_kilometres).sum())
    }

    fn curve(
        &self,
        to_km: u32,
        interrupt: &Interrupt,
        tell: Listener,
    ) -> Result<Vec<CurvePoint>, CoverageError> {
        let mut points: Vec<CurvePoint> = Vec::new();
        for km in 1..=to_km {
            interrupt.check()?;
            let done = f64::from(km - 1) / f64::from(to_km);
            tell(Progress::at(
                done,
                "Đang tính từng ki-lô-mét",
                "Working out each kilometre",
            ));
            let width_km = f64::from(km);
            let outline = buffer_lines(&self.together, width_km * 1_000.0, interrupt)?.outline;
            let units = self.cover(&outline);
            let province = add_up(units.iter().map(|unit| &unit.covered));
            let before = points.last().map(|point| &point.province);
            let people_before = before.map_or(Some(Decimal::ZERO), |b| b.covered_population);
            points.push(CurvePoint {
                width_km,
                added_km2: province.covered_km2 - before.map_or(Decimal::ZERO, |b| b.covered_km2),
                added_population: province
                    .covered_population
                    .zip(people_before)
                    .map(|(now, before)| now - before),
                province,
            });
        }
        Ok(points)
    }
}

impl Covered {
    fn new(
        area_km2: Decimal,
        covered_km2: Decimal,
        population: Option<Decimal>,
        covered_population: Option<Decimal>,
    ) -> Self {
        let shares = covered_population.zip(population);
        Self {
            area_km2,
            covered_km2,
            area_share: rounding::share(covered_km2, area_km2),
            population,
            covered_population,
            population_share: shares.and_then(|(part, whole)| rounding::share(part, whole)),
        }
    }
}

/// The province as the sum of its units. Its population is unknown where that of any unit is.
fn add_up<'a>(units: impl Iterator<Item = &'a Covered> + Clone) -> Covered {
    Covered::new(
        units.clone().map(|unit| unit.area_km2).sum(),
        units.clone().map(|unit| unit.covered_km2).sum(),
        units.clone().map(|unit| unit.population).sum(),
        units.map(|unit| unit.covered_population).sum(),
    )
}

fn difference(first: &WidthCoverage, other: &WidthCoverage) -> Difference {
    let only_in = |a: &WidthCoverage, b: &WidthCoverage| {
        let missing = |place: &&PlaceReached| b.inside.iter().all(|known| known.id != place.id);
        a.inside
            .iter()
            .filter(missing)
            .map(|place| place.id.clone())
            .collect()
    };
    let people = other
        .province
        .covered_population
        .zip(first.province.covered_population);
    Difference {
        width_km: first.width_km,
        area_km2: other.province.covered_km2 - first.province.covered_km2,
        population: people.map(|(now, before)| now - before),
        gained: only_in(other, first),
        lost: only_in(first, other),
    }
}
