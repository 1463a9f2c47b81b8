//! Filters in CQL2, as text or JSON, read by the crate `cql2` and applied to features.
//!
//! Attributes are compared with three-valued logic: a feature without the attribute neither matches `a = 1` nor
//! `a <> 1`. Spatial predicates compare the feature's `geometry` with a literal geometry or box and are worked out
//! here, on prepared shapes.
//!
//! # Source
//! OGC 21-065r2, *Common Query Language (CQL2)*.

mod division;
mod error;

use std::collections::BTreeSet;

use cql2::Expr;
use geo::relate::IntersectionMatrix;
use geo::{BoundingRect, Geometry, Intersects, Rect, Relate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use self::error::FilterError;

use self::division::Divisions;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::json_shape;
use crate::geometry::validity;

/// Longest filter, bytes.
pub const LONGEST_FILTER: usize = 10_000;

/// Deepest nesting of brackets: the grammar reads a wrongly closed bracket twice at every level.
const DEEPEST_BRACKETS: usize = 12;

/// Deepest nesting of the expression that was read.
const DEEPEST_EXPRESSION: usize = 64;

/// Stack of the thread that reads a filter, bytes: enough for the longest one.
const READER_STACK: usize = 64 << 20;

/// Operators of CQL2 that belong to no group.
const OTHER_OPERATORS: [&str; 7] = ["not", "like", "between", "in", "isNull", "casei", "accenti"];

/// The property that is the feature's shape.
const GEOMETRY: &str = "geometry";

/// Starts the names that stand for worked-out spatial predicates.
const SPATIAL: &str = "spatial_predicate_";

/// A filter as it came: text, or a JSON object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum FilterSource {
    /// CQL2 text, such as `gate_class = 'international' AND S_WITHIN(geometry, BBOX(106, 22, 107, 23))`.
    Text(String),
    /// CQL2 JSON.
    #[schema(value_type = Object)]
    Json(Value),
}

#[derive(Debug)]
struct SpatialTest {
    op: String,
    shape: Geometry<f64>,
    bounds: Option<Rect<f64>>,
}

/// A filter ready to be applied.
#[derive(Debug)]
pub struct Filter {
    expression: Expr,
    spatial: Vec<SpatialTest>,
    text: String,
    /// The attributes that it asks for.
    names: BTreeSet<String>,
    /// Its divisions, whose divisors are looked at for each feature.
    divisions: Divisions,
}

impl Filter {
    /// Reads a filter. `known` are the attributes that features can have.
    ///
    /// # Errors
    /// [`FilterError`] when it does not read as CQL2, names an unknown attribute, or holds a spatial predicate
    /// that cannot be worked out.
    pub fn read(source: &FilterSource, known: &[&str]) -> Result<Self, FilterError> {
        let mut expression = read_expression(source)?;
        let text = expression
            .to_text()
            .map_err(|error| FilterError::Syntax(error.to_string()))?;
        let mut spatial = Vec::new();
        take_spatial_tests(&mut expression, &mut spatial)?;
        check_operators(&expression)?;
        let divisions = Divisions::of(&expression);
        divisions.check(None, None)?;
        let mut names = BTreeSet::new();
        check_properties(&expression, known, &mut names)?;
        Ok(Self {
            expression,
            spatial,
            text,
            names,
            divisions,
        })
    }

    /// The filter as CQL2 text, for the explanation of an answer.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a feature matches.
    ///
    /// # Input
    /// `properties` is a JSON object; `geometry` in longitude/latitude degrees.
    ///
    /// # Errors
    /// [`FilterError::Evaluation`] when an operation does not fit the attribute's type.
    pub fn matches(
        &self,
        feature: &str,
        properties: &Value,
        geometry: Option<&Geometry<f64>>,
    ) -> Result<bool, FilterError> {
        let mut record = properties.clone();
        let is_lacking = |name: &&String| {
            !name.starts_with(SPATIAL) && properties.get(name).is_none_or(Value::is_null)
        };
        let mut lacking: BTreeSet<String> = self.names.iter().filter(is_lacking).cloned().collect();
        for (index, test) in self.spatial.iter().enumerate() {
            let name = format!("{SPATIAL}{index}");
            match geometry {
                Some(geometry) => record[name] = test.holds(geometry).into(),
                None => _ = lacking.insert(name),
            }
        }
        self.divisions.check(Some(feature), Some(&record))?;
        let mut expression = self.expression.clone();
        put_null(&mut expression, &lacking);
        let reduced = expression.reduce(Some(&record));
        match reduced {
            Ok(Expr::Bool(answer)) => Ok(answer),
            // A comparison with an attribute that the feature lacks is neither true nor false.
            Ok(Expr::Null) => Ok(false),
            Ok(Expr::Operation { op, args }) => Err(FilterError::Evaluation {
                feature: feature.to_owned(),
                message: unfit(&op, &args),
            }),
            Ok(other) => Err(FilterError::Evaluation {
                feature: feature.to_owned(),
                message: format!("it is not a condition but {}", in_text(&other)),
            }),
            Err(error) => Err(FilterError::Evaluation {
                feature: feature.to_owned(),
                message: error.to_string(),
            }),
        }
    }
}

impl SpatialTest {
    fn holds(&self, geometry: &Geometry<f64>) -> bool {
        let is_near = match (geometry.bounding_rect(), self.bounds) {
            (Some(a), Some(b)) => a.intersects(&b),
            _ => false,
        };
        if !is_near {
            return self.op == "s_disjoint";
        }
        if self.op == "s_intersects" {
            return geometry.intersects(&self.shape);
        }
        holds(&self.op, &geometry.relate(&self.shape))
    }
}

/// Puts NULL where an attribute stands that the feature lacks: the evaluator takes an attribute that is JSON's
/// `null` for one whose value is not known yet.
fn put_null(expression: &mut Expr, lacking: &BTreeSet<String>) {
    match expression {
        Expr::Property { property } if lacking.contains(property) => *expression = Expr::Null,
        Expr::Operation { args: parts, .. }
        | Expr::Interval { interval: parts }
        | Expr::BBox { bbox: parts }
        | Expr::Array(parts) => parts.iter_mut().for_each(|part| put_null(part, lacking)),
        Expr::Date { date: part } | Expr::Timestamp { timestamp: part } => put_null(part, lacking),
        _ => {}
    }
}

/// What is said of an operation that does not fit its values: a text compared with a number, say.
fn unfit(op: &str, args: &[Box<Expr>]) -> String {
    let values: Vec<String> = args.iter().map(|value| in_text(value)).collect();
    format!("{op:?} cannot be worked out of {}", values.join(" and "))
}

fn in_text(expression: &Expr) -> String {
    expression
        .to_text()
        .unwrap_or_else(|_| format!("{expression:?}"))
}

fn holds(op: &str, matrix: &IntersectionMatrix) -> bool {
    match op {
        "s_equals" => matrix.is_equal_topo(),
        "s_intersects" => matrix.is_intersects(),
        "s_disjoint" => matrix.is_disjoint(),
        "s_touches" => matrix.is_touches(),
        "s_within" => matrix.is_within(),
        "s_overlaps" => matrix.is_overlaps(),
        "s_crosses" => matrix.is_crosses(),
        "s_contains" => matrix.is_contains(),
        _ => false,
    }
}

fn read_expression(source: &FilterSource) -> Result<Expr, FilterError> {
    let (text, is_text) = match source {
        FilterSource::Text(text) => (text.clone(), !text.trim_start().starts_with('{')),
        FilterSource::Json(value) => (value.to_string(), false),
    };
    if text.len() > LONGEST_FILTER || (is_text && bracket_depth(&text) > DEEPEST_BRACKETS) {
        return Err(FilterError::TooLarge);
    }
    let syntax = |message: String| FilterError::Syntax(message);
    // The reader recurses; a thread of its own bounds what a hostile filter can do.
    let reader = std::thread::Builder::new()
        .stack_size(READER_STACK)
        .spawn(move || {
            let read: Result<Expr, String> =
                text.trim().parse().map_err(|e: cql2::Error| e.to_string());
            match read {
                Ok(expression) if depth(&expression) > DEEPEST_EXPRESSION => {
                    Err(FilterError::TooLarge)
                }
                Ok(expression) => Ok(expression),
                Err(message) => Err(FilterError::Syntax(message)),
            }
        });
    let reader = reader.map_err(|error| syntax(error.to_string()))?;
    reader
        .join()
        .map_err(|_| syntax("the reader failed on it".to_owned()))?
}

fn bracket_depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn children(expression: &Expr) -> &[Box<Expr>] {
    match expression {
        Expr::Operation { args, .. } => args,
        Expr::Interval { interval } => interval,
        Expr::BBox { bbox } => bbox,
        Expr::Array(items) => items,
        _ => &[],
    }
}

fn depth(expression: &Expr) -> usize {
    1 + children(expression)
        .iter()
        .map(|child| depth(child))
        .max()
        .unwrap_or(0)
}

/// Replaces every spatial predicate by the name of a property that holds its answer.
fn take_spatial_tests(
    expression: &mut Expr,
    spatial: &mut Vec<SpatialTest>,
) -> Result<(), FilterError> {
    let Expr::Operation { op, args } = expression else {
        return Ok(());
    };
    if !cql2::SPATIALOPS.contains(&op.as_str()) {
        return args
            .iter_mut()
            .try_for_each(|argument| take_spatial_tests(argument, spatial));
    }
    let is_shape =
        |argument: &Expr| matches!(argument, Expr::Property { property } if property == GEOMETRY);
    let fault = || FilterError::Spatial { op: op.clone() };
    let (literal, op) = match args.as_slice() {
        [a, b] if is_shape(a) => (b.as_ref().clone(), op.clone()),
        [a, b] if is_shape(b) => (a.as_ref().clone(), turned_around(op)),
        _ => return Err(fault()),
    };
    let shape = written_out(literal)?.ok_or_else(fault)?;
    validity::check(&shape, &Interrupt::default())?;
    let property = format!("{SPATIAL}{}", spatial.len());
    spatial.push(SpatialTest {
        op,
        bounds: shape.bounding_rect(),
        shape,
    });
    *expression = Expr::Property { property };
    Ok(())
}

/// The shape of a literal; none where it is no geometry and no box. It is read by way of JSON, which keeps a ring as it
/// was written, open or not.
fn written_out(literal: Expr) -> Result<Option<Geometry<f64>>, FilterError> {
    if !matches!(literal, Expr::Geometry(_)) {
        return Ok(Geometry::try_from(literal).ok());
    }
    let Ok(Ok(shape)) = serde_json::to_value(literal).map(serde_json::from_value) else {
        return Ok(None);
    };
    let shape = json_shape::of_geojson(shape).map_err(FilterError::Shape)?;
    Ok(Some(shape))
}

fn turned_around(op: &str) -> String {
    match op {
        "s_within" => "s_contains".to_owned(),
        "s_contains" => "s_within".to_owned(),
        symmetric => symmetric.to_owned(),
    }
}

/// Refuses what would stay undecided: functions, and operators that CQL2 does not define.
fn check_operators(expression: &Expr) -> Result<(), FilterError> {
    let kinds = [
        cql2::BOOLOPS,
        cql2::EQOPS,
        cql2::CMPOPS,
        cql2::TEMPORALOPS,
        cql2::ARITHOPS,
        cql2::ARRAYOPS,
        &OTHER_OPERATORS,
    ];
    if let Expr::Operation { op, .. } = expression
        && !kinds.iter().any(|kind| kind.contains(&op.as_str()))
    {
        return Err(FilterError::UnknownOperator { op: op.clone() });
    }
    children(expression)
        .iter()
        .try_for_each(|child| check_operators(child))
}

fn check_properties(
    expression: &Expr,
    known: &[&str],
    names: &mut BTreeSet<String>,
) -> Result<(), FilterError> {
    if let Expr::Property { property } = expression {
        names.insert(property.clone());
        let is_known = known.contains(&property.as_str()) || property.starts_with(SPATIAL);
        if !is_known {
            let known = known.join(", ");
            return Err(FilterError::UnknownProperty {
                name: property.clone(),
                known,
            });
        }
    }
    let inner = match expression {
        Expr::Timestamp { timestamp } => Some(timestamp),
        Expr::Date { date } => Some(date),
        _ => None,
    };
    children(expression)
        .iter()
        .chain(inner)
        .try_for_each(|child| check_properties(child, known, names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::validity::GeometryFault;
    use geo::{point, polygon};
    use proptest::prelude::*;
    use serde_json::json;

    const KNOWN: [&str; 4] = ["name", "pupils", "level", "valid_from"];

    fn text(filter: &str) -> Result<Filter, FilterError> {
        Filter::read(&FilterSource::Text(filter.to_owned()), &KNOWN)
    }

    fn school() -> (Value, Geometry<f64>) {
        let properties =
            json!({"name": "Trường Trà Lĩnh", "pupils": 120.0, "valid_from": "2020-09-01"});
        (properties, point! {x: 106.3, y: 22.8}.into())
    }

    fn is_match(filter: &str) -> bool {
        let (properties, geometry) = school();
        text(filter)
            .unwrap()
            .matches("school", &properties, Some(&geometry))
            .unwrap()
    }

    #[test]
    fn attributes_are_compared() {
        assert!(is_match("pupils >= 120 AND name LIKE 'Trường%'"));
        assert!(!is_match("pupils > 120"));
        assert!(is_match("pupils BETWEEN 100 AND 200"));
        assert!(is_match("pupils IN (119, 120)"));
    }

    #[test]
    fn a_missing_attribute_is_neither_equal_nor_unequal() {
        assert!(!is_match("level = 'primary'"));
        assert!(!is_match("level <> 'primary'"));
        assert!(is_match("level IS NULL"));
        assert!(!is_match("NOT (level = 'primary')"));
    }

    #[test]
    fn what_cannot_be_decided_is_refused_and_not_taken_for_false() {
        let unknown = text("avg(pupils) > 5").unwrap_err();
        assert_eq!(
            unknown,
            FilterError::UnknownOperator {
                op: "avg".to_owned()
            }
        );
        let (properties, geometry) = school();
        let unfit = text("name > 5").unwrap();
        let refused = unfit
            .matches("a-school", &properties, Some(&geometry))
            .unwrap_err();
        assert!(
            refused.to_string().starts_with(
                "the filter cannot be applied to a-school: \">\" cannot be worked out of"
            ),
            "{refused}"
        );
        assert!(is_match("level = 'primary' OR pupils = 120"));
        assert!(!is_match("level = 'primary' AND pupils = 120"));
        assert!(is_match("T_AFTER(valid_from, DATE('2019-01-01'))"));
        assert!(is_match("CASEI(name) LIKE CASEI('TRƯỜNG%')"));
        assert!(is_match("pupils / 2 + 1 = 61"));
    }

    #[test]
    fn shapes_are_compared_both_ways_round() {
        assert!(is_match("S_WITHIN(geometry, BBOX(106, 22, 107, 23))"));
        assert!(is_match("S_CONTAINS(BBOX(106, 22, 107, 23), geometry)"));
        assert!(is_match("S_DISJOINT(geometry, POINT(1 1))"));
        assert!(!is_match(
            "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0))) OR pupils < 5"
        ));
    }

    #[test]
    fn text_and_json_say_the_same() {
        let as_json = json!({"op": "and", "args": [
            {"op": ">", "args": [{"property": "pupils"}, 100]},
            {"op": "s_intersects", "args": [
                {"property": "geometry"}, {"type": "Point", "coordinates": [106.3, 22.8]}]}]});
        let filter = Filter::read(&FilterSource::Json(as_json), &KNOWN).unwrap();
        let (properties, geometry) = school();
        assert!(
            filter
                .matches("school", &properties, Some(&geometry))
                .unwrap()
        );
        assert_eq!(
            filter.text(),
            text("pupils > 100 AND S_INTERSECTS(geometry, POINT(106.3 22.8))")
                .unwrap()
                .text()
        );
        assert!(
            !filter.matches("school", &properties, None).unwrap(),
            "no shape, no answer"
        );
    }

    #[test]
    fn faults_are_explained() {
        let unknown = text("pupil > 5").unwrap_err().to_string();
        assert!(
            unknown.contains("\"pupil\"") && unknown.contains("name, pupils"),
            "{unknown}"
        );
        assert!(matches!(text("pupils >"), Err(FilterError::Syntax(_))));
        assert!(matches!(
            text("S_WITHIN(name, name)"),
            Err(FilterError::Spatial { .. })
        ));
        assert!(matches!(
            text("S_WITHIN(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))"),
            Err(FilterError::Geometry(GeometryFault::Invalid(_)))
        ));
        let open = text("S_WITHIN(geometry, POLYGON((0 0, 1 0, 1 1, 0 1)))").unwrap_err();
        assert!(matches!(&open, FilterError::Shape(_)), "{open}");
        assert!(open.to_string().contains("is not closed"), "{open}");
    }

    #[test]
    fn hostile_filters_end_soon() {
        let brackets = format!("{}pupils = 1", "(".repeat(4_000));
        assert_eq!(text(&brackets).unwrap_err(), FilterError::TooLarge);
        let nots = format!("{}pupils = 1", "not ".repeat(2_400));
        assert_eq!(text(&nots).unwrap_err(), FilterError::TooLarge);
        let minus = format!("pupils = {}1", "-".repeat(9_000));
        assert!(text(&minus).is_ok() || text(&minus).is_err(), "it ends");
        let sum = format!("pupils = {}1", "1+".repeat(4_900));
        assert_eq!(text(&sum).unwrap_err(), FilterError::TooLarge);
        assert_eq!(
            text(&"x".repeat(20_000)).unwrap_err(),
            FilterError::TooLarge
        );
        let twelve = format!("{}pupils pupils{}", "(".repeat(12), ")".repeat(12));
        assert!(matches!(text(&twelve), Err(FilterError::Syntax(_))));
    }

    proptest! {
        #[test]
        fn symmetric_predicates_agree_either_way_round(
            a in proptest::collection::vec((0..20i32, 0..20i32), 3), dx in -15..15i32, dy in -15..15i32,
        ) {
            let corners: Vec<_> = a.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let one = geo::Polygon::new(corners.into(), vec![]);
            prop_assume!(geo::Validation::is_valid(&one));
            let (dx, dy) = (f64::from(dx), f64::from(dy));
            let other = polygon![
                (x: dx, y: dy), (x: dx + 12.0, y: dy), (x: dx + 12.0, y: dy + 9.0), (x: dx, y: dy + 9.0)
            ];
            let (one, other): (Geometry<f64>, Geometry<f64>) = (one.into(), other.into());
            let test = |op: &str, a: &Geometry<f64>, b: &Geometry<f64>| SpatialTest {
                op: op.to_owned(), shape: b.clone(), bounds: b.bounding_rect(),
            }.holds(a);
            for op in ["s_intersects", "s_disjoint", "s_touches", "s_overlaps", "s_equals"] {
                prop_assert_eq!(test(op, &one, &other), test(op, &other, &one), "{}", op);
            }
            prop_assert_eq!(test("s_within", &one, &other), test("s_contains", &other, &one));
            prop_assert_ne!(test("s_intersects", &one, &other), test("s_disjoint", &one, &other));
        }
    }
}
