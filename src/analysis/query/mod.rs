//! Spatial questions over any layer: which features lie within, touch or hold a shape, which are near it, what is
//! nearest to each, and how many there are per zone.
//!
//! Predicates are those of simple features on longitude/latitude; distances are geodesic. An answer says what was
//! computed and from which layers.

mod explanation;
mod features;
mod relations;
mod words;
mod zones;

use geo::Geometry;

pub use words::{
    EachNearest, Features, Further, MOST_CONDITIONS, MOST_NEIGHBOURS, MOST_ROWS, NeighbourFound,
    PerZone, QueryAnswer, QueryError, QueryRequest, Relation, Row, Target, USUAL_ROWS, ZoneKind,
    ZoneRow,
};

use super::filter::Filter;
use super::rounding;
use super::sources::Sources;
use super::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::nearest::NearestIndex;
use crate::model::{Snapshot, SourceUsed, Text};
use features::Feature;
use relations::Asked;

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
    if request.also.len() > MOST_CONDITIONS {
        let given = request.also.len();
        return Err(QueryError::TooManyConditions { given });
    }
    let mut explanation = Vec::new();
    let all = features::read(snapshot, map, &request.from)?;
    explanation.push(explanation::of_all(
        snapshot,
        &request.from,
        all.len(),
        map.on(),
    ));
    let kept = keep_matching(snapshot, request, all, interrupt, &mut explanation)?;
    let asked = Asked {
        snapshot,
        map,
        interrupt,
    };
    let (kept, without_position) = asked.with_position(request, kept, &mut explanation);
    let kept = asked.meeting_all(&request.also, kept, &mut explanation)?;
    let related = asked.relate(request.relation.as_ref(), kept, &mut explanation)?;
    let count =
        |per_zone| zones::count(snapshot, map, request, per_zone, &related.found, interrupt);
    let zones = request.per_zone.as_ref().map(count).transpose()?;
    let per_zone = request.per_zone.as_ref();
    explanation.extend(per_zone.map(|per_zone| explanation::of_zones(snapshot, &per_zone.zones)));
    let total = related.found.len();
    let page = related.found.into_iter().skip(request.offset).take(limit);
    let mut rows: Vec<Row> = page
        .map(|(feature, distance_m)| feature.into_row(distance_m))
        .collect();
    if let Some(each) = &request.each_nearest {
        add_nearest(snapshot, map, each, &mut rows, interrupt)?;
        explanation.push(explanation::of_neighbours(snapshot, &each.of, each.k));
    }
    explanation.extend(explanation::of_page(request, rows.len(), total));
    Ok(QueryAnswer {
        total,
        without_position,
        rows,
        zones,
        metric_crs: related.metric_crs,
        sources: sources(snapshot, map, request),
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
        least: 1,
        most,
    })
}

fn keep_matching(
    snapshot: &Snapshot,
    request: &QueryRequest,
    all: Vec<Feature>,
    interrupt: &Interrupt,
    explanation: &mut Vec<Text>,
) -> Result<Vec<Feature>, QueryError> {
    let Some(source) = &request.filter else {
        return Ok(all);
    };
    let filter = Filter::read(source, &features::known_properties(snapshot, &request.from))?;
    let mut kept = Vec::new();
    for feature in all {
        interrupt.check()?;
        let properties = feature.properties();
        if filter.matches(&feature.id, &properties, feature.geometry.as_ref())? {
            kept.push(feature);
        }
    }
    explanation.push(explanation::of_filter(kept.len(), filter.text()));
    Ok(kept)
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

/// The layers of the features, of every target, of the zones and of the neighbours.
fn sources(snapshot: &Snapshot, map: &UnitMap, request: &QueryRequest) -> Vec<SourceUsed> {
    let mut sources = Sources::new(snapshot);
    let zones = request.per_zone.as_ref().map(|per_zone| &per_zone.zones);
    let neighbours = request.each_nearest.as_ref().map(|each| &each.of);
    let read = std::iter::once(&request.from)
        .chain(zones)
        .chain(neighbours);
    for features in read {
        features::add_sources(features, map, &mut sources);
    }
    let further = request.also.iter().map(|further| &further.relation);
    for relation in further.chain(&request.relation) {
        relations::add_sources(relation.target(), snapshot, map, &mut sources);
    }
    sources.told()
}
