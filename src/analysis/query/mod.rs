//! Spatial questions over any layer: which features lie within, touch or hold a shape, which are near it, what is
//! nearest to each, and how many there are per zone.
//!
//! Predicates are those of simple features on longitude/latitude; distances are geodesic. An answer says what was
//! computed and from which layers.

mod features;
mod words;
mod zones;

use geo::{BoundingRect, Geometry, GeometryCollection, Intersects, Relate};

pub use words::{
    EachNearest, Features, MOST_NEIGHBOURS, MOST_ROWS, NeighbourFound, PerZone, QueryAnswer,
    QueryError, QueryRequest, Relation, Row, Target, USUAL_ROWS, ZoneRow,
};

use super::exposure::SourceUsed;
use super::filter::Filter;
use super::rounding;
use super::unit_map::UnitMap;
use crate::geometry::distance::DistanceTo;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::nearest::NearestIndex;
use crate::geometry::validity;
use crate::model::Snapshot;
use features::Feature;

/// Features looked at between two looks at the interrupt.
const BATCH: usize = 256;

/// Answers a question.
///
/// # Errors
/// [`QueryError`] when it cannot be answered as it stands, or its asker went away.
pub fn query(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &QueryRequest,
    interrupt: &Interrupt,
) -> Result<QueryAnswer, QueryError> {
    let limit = in_range("limit", request.limit.unwrap_or(USUAL_ROWS), MOST_ROWS)?;
    let mut explanation = Vec::new();
    let all = features::read(snapshot, map, &request.from)?;
    explanation.push(format!("{} features exist on {}.", all.len(), map.on()));
    let kept = keep_matching(request, all, interrupt, &mut explanation)?;
    let related = relate(snapshot, map, request, kept, interrupt, &mut explanation)?;
    let zones = match &request.per_zone {
        None => None,
        Some(per_zone) => Some(zones::count(
            snapshot,
            map,
            request,
            per_zone,
            &related.found,
            interrupt,
        )?),
    };
    if zones.is_some() {
        explanation.push(
            "A feature is counted in every zone that holds its position (a position within it, for lines and \
             areas); on a common border of units in the unit with the lowest code."
                .to_owned(),
        );
    }
    let total = related.found.len();
    let page = related.found.into_iter().skip(request.offset).take(limit);
    let mut rows: Vec<Row> = page
        .map(|(feature, distance_m)| feature.into_row(distance_m))
        .collect();
    if let Some(each) = &request.each_nearest {
        add_nearest(snapshot, map, each, &mut rows, interrupt)?;
        explanation.push(format!(
            "For each row the {} nearest by geodesic distance.",
            each.k
        ));
    }
    if total > rows.len() {
        explanation.push(format!(
            "{} of {total} rows are shown, from number {}: raise `limit` or `offset` for others.",
            rows.len(),
            request.offset + 1
        ));
    }
    let sources = sources(snapshot, map, &request.from);
    Ok(QueryAnswer {
        total,
        rows,
        zones,
        metric_crs: related.metric_crs,
        sources,
        explanation,
    })
}

fn in_range(name: &'static str, value: usize, most: usize) -> Result<usize, QueryError> {
    if value >= 1 && value <= most {
        return Ok(value);
    }
    Err(QueryError::OutOfRange {
        name,
        value: value as f64,
        expected: format!("1 to {most}"),
    })
}

fn keep_matching(
    request: &QueryRequest,
    all: Vec<Feature>,
    interrupt: &Interrupt,
    explanation: &mut Vec<String>,
) -> Result<Vec<Feature>, QueryError> {
    let Some(source) = &request.filter else {
        return Ok(all);
    };
    let filter = Filter::read(source, &features::known_properties(&request.from, &all))?;
    let mut kept = Vec::new();
    for (index, feature) in all.into_iter().enumerate() {
        if index % BATCH == 0 {
            interrupt.check()?;
        }
        let properties = feature.properties();
        if filter.matches(&feature.id, &properties, feature.geometry.as_ref())? {
            kept.push(feature);
        }
    }
    explanation.push(format!("{} of them match {}.", kept.len(), filter.text()));
    Ok(kept)
}

/// The features that stand in the relation, with their distance where there is one.
struct Related {
    found: Vec<(Feature, Option<f64>)>,
    metric_crs: Option<MetricCrsDescription>,
}

fn relate(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &QueryRequest,
    kept: Vec<Feature>,
    interrupt: &Interrupt,
    explanation: &mut Vec<String>,
) -> Result<Related, QueryError> {
    let Some(relation) = &request.relation else {
        let found = kept.into_iter().map(|feature| (feature, None)).collect();
        return Ok(Related {
            found,
            metric_crs: None,
        });
    };
    let read = |target| shape_of(snapshot, map, target, interrupt);
    let related = match relation {
        Relation::Within { target } => {
            by_predicate(kept, &read(target)?, interrupt, |feature, shape| {
                feature.relate(shape).is_within()
            })?
        }
        Relation::Contains { target } => {
            by_predicate(kept, &read(target)?, interrupt, |feature, shape| {
                feature.relate(shape).is_contains()
            })?
        }
        Relation::Intersects { target } => {
            by_predicate(kept, &read(target)?, interrupt, |feature, shape| {
                feature.intersects(shape)
            })?
        }
        Relation::WithinDistance { target, distance_m } => {
            let is_distance = *distance_m >= 0.0 && *distance_m <= 2_000_000.0;
            if !is_distance {
                return Err(QueryError::OutOfRange {
                    name: "distance_m",
                    value: *distance_m,
                    expected: "0 to 2,000,000 metres".to_owned(),
                });
            }
            let mut related = by_distance(kept, &read(target)?, interrupt)?;
            related
                .found
                .retain(|(_, metres)| metres.is_some_and(|metres| metres <= *distance_m));
            related
        }
        Relation::Nearest { target, k } => {
            let k = in_range("k", *k, MOST_ROWS)?;
            let mut related = by_distance(kept, &read(target)?, interrupt)?;
            related.found.truncate(k);
            related
        }
    };
    explanation.push(format!(
        "{} of them {}.",
        related.found.len(),
        in_words(relation)
    ));
    Ok(related)
}

fn in_words(relation: &Relation) -> String {
    match relation {
        Relation::Within { .. } => "lie wholly within the target".to_owned(),
        Relation::Intersects { .. } => "share at least a point with the target".to_owned(),
        Relation::Contains { .. } => "hold the target wholly".to_owned(),
        Relation::WithinDistance { distance_m, .. } => {
            format!(
                "lie at most {distance_m} m from the target, measured along the ground (geodesic)"
            )
        }
        Relation::Nearest { .. } => "are nearest to the target by geodesic distance".to_owned(),
    }
}

fn by_predicate(
    kept: Vec<Feature>,
    shape: &Geometry<f64>,
    interrupt: &Interrupt,
    holds: impl Fn(&Geometry<f64>, &Geometry<f64>) -> bool,
) -> Result<Related, QueryError> {
    let bounds = shape.bounding_rect();
    let mut found = Vec::new();
    for (index, feature) in kept.into_iter().enumerate() {
        if index % BATCH == 0 {
            interrupt.check()?;
        }
        let is_related = feature.geometry.as_ref().is_some_and(|geometry| {
            let is_near = geometry
                .bounding_rect()
                .zip(bounds)
                .is_some_and(|(a, b)| a.intersects(&b));
            is_near && holds(geometry, shape)
        });
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
    for (index, feature) in kept.into_iter().enumerate() {
        if index % BATCH == 0 {
            interrupt.check()?;
        }
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
            let shapes = shapes
                .into_iter()
                .filter_map(|feature| feature.geometry)
                .collect();
            Ok(Geometry::GeometryCollection(GeometryCollection::new_from(
                shapes,
            )))
        }
    }
}

fn add_nearest(
    snapshot: &Snapshot,
    map: &UnitMap,
    each: &EachNearest,
    rows: &mut [Row],
    interrupt: &Interrupt,
) -> Result<(), QueryError> {
    let k = in_range("each_nearest.k", each.k, MOST_NEIGHBOURS)?;
    let others: Vec<_> = features::read(snapshot, map, &each.of)?
        .into_iter()
        .filter_map(|feature| feature.position().map(|at| (at, feature.id, feature.name)))
        .collect();
    let positions: Vec<_> = others.iter().map(|(at, _, _)| *at).collect();
    let index = NearestIndex::new(&positions);
    let mut neighbours = Vec::new();
    for (number, row) in rows.iter_mut().enumerate() {
        if number % BATCH == 0 {
            interrupt.check()?;
        }
        let Some(from) = row.geometry.as_ref().and_then(position_of) else {
            continue;
        };
        index.nearest_into(from, k, &mut neighbours);
        let found = neighbours.iter().map(|neighbour| NeighbourFound {
            id: others[neighbour.index].1.clone(),
            name: others[neighbour.index].2.clone(),
            distance_m: rounding::decimetre(neighbour.distance_m),
        });
        row.nearest = found.collect();
    }
    Ok(())
}

fn position_of(geometry: &Geometry<f64>) -> Option<geo::Coord<f64>> {
    use geo::InteriorPoint;
    geometry.interior_point().map(|point| point.0)
}

fn sources(snapshot: &Snapshot, map: &UnitMap, from: &Features) -> Vec<SourceUsed> {
    let layers = snapshot.layers().filter(|layer| match from {
        Features::Layer(id) => &layer.id == id,
        Features::Kind(kind) => layer.content == crate::model::LayerContent::Places(*kind),
        Features::Units => map
            .units()
            .iter()
            .any(|unit| unit.boundary.layer == layer.id),
    });
    layers.map(|layer| SourceUsed::of(layer)).collect()
}
