//! Where features lie: inside a shape, touching it, near it.

use std::collections::BTreeSet;

use geo::{Geometry, GeometryCollection};

use super::explanation;
use super::features::{self, Feature};
use super::in_range;
use super::words::{Features, Further, MOST_ROWS, QueryError, QueryRequest, Relation, Target};
use crate::analysis::rounding;
use crate::analysis::sources::Sources;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::dissolve::dissolved;
use crate::geometry::distance::DistanceTo;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::parts::lines_and_areas;
use crate::geometry::relation::RelatedTo;
use crate::geometry::validity;
use crate::model::{Snapshot, Text};

/// The farthest that may be asked about, metres.
const FARTHEST_M: usize = 2_000_000;

/// The features that stand in the relation, with their distance where there is one.
pub(super) struct Related {
    pub(super) found: Vec<(Feature, Option<f64>)>,
    pub(super) metric_crs: Option<MetricCrsDescription>,
}

/// What a question is asked of.
pub(super) struct Asked<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) map: &'a UnitMap,
    pub(super) interrupt: &'a Interrupt,
}

impl Asked<'_> {
    /// The features that can be asked where they lie, and how many cannot because nobody knows their position: those
    /// neither meet a condition nor fail it.
    pub(super) fn with_position(
        &self,
        request: &QueryRequest,
        mut kept: Vec<Feature>,
        explanation: &mut Vec<Text>,
    ) -> (Vec<Feature>, usize) {
        if request.also.is_empty() && request.relation.is_none() {
            return (kept, 0);
        }
        let before = kept.len();
        kept.retain(|feature| feature.geometry.is_some());
        let unplaced = before - kept.len();
        if unplaced > 0 {
            explanation.push(explanation::of_unplaced(unplaced, self.map.on()));
        }
        (kept, unplaced)
    }

    /// The features that meet every further condition.
    pub(super) fn meeting_all(
        &self,
        conditions: &[Further],
        mut kept: Vec<Feature>,
        explanation: &mut Vec<Text>,
    ) -> Result<Vec<Feature>, QueryError> {
        for Further { relation, is_not } in conditions {
            let met = self.find(relation, kept.clone())?;
            let ids: BTreeSet<&str> = met.found.iter().map(|(one, _)| one.id.as_str()).collect();
            kept.retain(|feature| ids.contains(feature.id.as_str()) != *is_not);
            explanation.push(self.told(relation, *is_not, kept.len()));
        }
        Ok(kept)
    }

    pub(super) fn relate(
        &self,
        relation: Option<&Relation>,
        kept: Vec<Feature>,
        explanation: &mut Vec<Text>,
    ) -> Result<Related, QueryError> {
        let Some(relation) = relation else {
            let found = kept.into_iter().map(|feature| (feature, None)).collect();
            return Ok(Related {
                found,
                metric_crs: None,
            });
        };
        let related = self.find(relation, kept)?;
        explanation.push(self.told(relation, false, related.found.len()));
        Ok(related)
    }

    fn told(&self, relation: &Relation, is_not: bool, kept: usize) -> Text {
        explanation::of_relation(self.snapshot, self.map, relation, is_not, kept)
    }

    fn find(&self, relation: &Relation, kept: Vec<Feature>) -> Result<Related, QueryError> {
        let interrupt = self.interrupt;
        let read = |target| shape_of(self.snapshot, self.map, target, interrupt);
        match relation {
            Relation::Within { target } => {
                let together = Together::new(&read(target)?, interrupt)?;
                let (whole, parts) = (together.whole(), together.parts());
                by_predicate(kept, |feature| {
                    let mut around = std::iter::once(&whole).chain(&parts);
                    around.try_fold(false, |is_held, shape| {
                        Ok(is_held || shape.holds(feature, interrupt)?)
                    })
                })
            }
            Relation::Contains { target } => {
                let shapes = apart(read(target)?);
                let shapes: Vec<RelatedTo<'_>> = shapes.iter().map(RelatedTo::new).collect();
                by_predicate(kept, |feature| {
                    shapes.iter().try_fold(true, |holds, shape| {
                        Ok(holds && shape.is_held_by(feature, interrupt)?)
                    })
                })
            }
            Relation::Intersects { target } => {
                let shape = read(target)?;
                let shape = RelatedTo::new(&shape);
                by_predicate(kept, |feature| Ok(shape.is_met_by(feature, interrupt)?))
            }
            Relation::WithinDistance { target, distance_m } => {
                let is_distance = *distance_m >= 0.0 && *distance_m <= FARTHEST_M as f64;
                if !is_distance {
                    return Err(QueryError::OutOfRange {
                        name: "distance_m",
                        value: *distance_m,
                        least: 0,
                        most: FARTHEST_M,
                    });
                }
                let mut related = by_distance(kept, &read(target)?, interrupt)?;
                related
                    .found
                    .retain(|(_, metres)| metres.is_some_and(|metres| metres <= *distance_m));
                Ok(related)
            }
            Relation::Nearest { target, k } => {
                let k = in_range("k", *k, MOST_ROWS)?;
                let mut related = by_distance(kept, &read(target)?, interrupt)?;
                related.found.truncate(k);
                Ok(related)
            }
        }
    }
}

fn by_predicate(
    kept: Vec<Feature>,
    holds: impl Fn(&Geometry<f64>) -> Result<bool, QueryError>,
) -> Result<Related, QueryError> {
    let mut found = Vec::new();
    for feature in kept {
        let is_related = match &feature.geometry {
            Some(geometry) => holds(geometry)?,
            None => false,
        };
        if is_related {
            found.push((feature, None));
        }
    }
    Ok(Related {
        found,
        metric_crs: None,
    })
}

fn by_distance(
    kept: Vec<Feature>,
    shape: &Geometry<f64>,
    interrupt: &Interrupt,
) -> Result<Related, QueryError> {
    let target = DistanceTo::new(shape)?;
    let mut measured = Vec::new();
    for feature in kept {
        interrupt.check()?;
        if let Some(metres) = feature
            .geometry
            .as_ref()
            .map(|shape| target.from_geometry(shape))
        {
            measured.push((metres, feature));
        }
    }
    measured.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let found = measured
        .into_iter()
        .map(|(metres, feature)| (feature, Some(rounding::decimetre(metres))))
        .collect();
    Ok(Related {
        found,
        metric_crs: Some(target.crs().describe()),
    })
}

fn shape_of(
    snapshot: &Snapshot,
    map: &UnitMap,
    target: &Target,
    interrupt: &Interrupt,
) -> Result<Geometry<f64>, QueryError> {
    match target {
        Target::Geometry(geometry) => {
            validity::check(geometry, interrupt)?;
            Ok(geometry.clone())
        }
        Target::Place(id) => {
            let place = snapshot
                .places()
                .get(id)
                .and_then(|place| place.geometry.clone());
            place.ok_or_else(|| QueryError::UnknownPlace(id.clone()))
        }
        Target::Unit(code) => {
            let unit = map.units().iter().find(|unit| unit.unit.code() == code);
            unit.map(|unit| Geometry::MultiPolygon(unit.boundary.geometry.clone()))
                .ok_or_else(|| QueryError::UnknownUnit {
                    code: code.clone(),
                    on: map.on(),
                })
        }
        Target::Layer(layer) => {
            let shapes = features::read(snapshot, map, &Features::Layer(layer.clone()))?;
            let shapes: Vec<Geometry<f64>> = shapes
                .into_iter()
                .filter_map(|feature| feature.geometry)
                .collect();
            if shapes.is_empty() {
                return Err(QueryError::NoShape {
                    layer: layer.clone(),
                    on: map.on(),
                });
            }
            Ok(Geometry::GeometryCollection(GeometryCollection::new_from(
                shapes,
            )))
        }
    }
}

/// Several shapes as one, for asking what lies within them together.
struct Together {
    whole: Geometry<f64>,
    /// The areas one by one, where uniting them may have moved a vertex: what lies in one of them is within all.
    parts: Vec<Geometry<f64>>,
}

impl Together {
    fn new(shape: &Geometry<f64>, interrupt: &Interrupt) -> Result<Self, QueryError> {
        let is_several = matches!(shape, Geometry::GeometryCollection(_));
        let (_, areas) = lines_and_areas(shape);
        if !is_several || areas.0.len() < 2 {
            return Ok(Self {
                whole: shape.clone(),
                parts: Vec::new(),
            });
        }
        let one = dissolved(&areas, interrupt)?;
        let parts = if one.is_exact { Vec::new() } else { areas.0 };
        let united = Geometry::MultiPolygon(one.areas);
        let mut others = Vec::new();
        collect_others(shape, &mut others);
        let whole = if others.is_empty() {
            united
        } else {
            others.push(united);
            Geometry::GeometryCollection(GeometryCollection::new_from(others))
        };
        Ok(Self {
            whole,
            parts: parts.into_iter().map(Geometry::Polygon).collect(),
        })
    }

    fn whole(&self) -> RelatedTo<'_> {
        RelatedTo::new(&self.whole)
    }

    fn parts(&self) -> Vec<RelatedTo<'_>> {
        self.parts.iter().map(RelatedTo::new).collect()
    }
}

/// The parts of a shape that are no areas.
fn collect_others(shape: &Geometry<f64>, others: &mut Vec<Geometry<f64>>) {
    match shape {
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|part| collect_others(part, others));
        }
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => {}
        other => others.push(other.clone()),
    }
}

/// The areas of a collection of nothing but areas one by one: what holds each holds all. Any other shape as it is.
fn apart(shape: Geometry<f64>) -> Vec<Geometry<f64>> {
    if !matches!(shape, Geometry::GeometryCollection(_)) {
        return vec![shape];
    }
    let (lines, areas) = lines_and_areas(&shape);
    if lines.0.is_empty() {
        areas.0.into_iter().map(Geometry::Polygon).collect()
    } else {
        vec![shape]
    }
}

/// Adds what the shape of a target was read from.
pub(super) fn add_sources(
    target: &Target,
    snapshot: &Snapshot,
    map: &UnitMap,
    sources: &mut Sources<'_>,
) {
    match target {
        Target::Geometry(_) => {}
        Target::Layer(layer) => sources.add_layer(layer),
        Target::Place(id) => {
            if let Some(place) = snapshot.places().get(id) {
                sources.add_layer(&place.layer);
            }
        }
        Target::Unit(code) => {
            let unit = map.units().iter().find(|unit| unit.unit.code() == code);
            if let Some(unit) = unit {
                sources.add_layer(&unit.boundary.layer);
            }
        }
    }
}
