//! Shapes in GeoJSON, as they stand in the bodies of questions: a position of fewer than two numbers is refused in
//! words, where the conversion to `geo`'s types would stop the whole request, and so is a ring that is not closed.
//!
//! # Source
//! RFC 7946, section 3.1.1: a position has two numbers or more; 3.1.6: the first and last positions of a ring are the same.

use std::fmt::Display;

use geojson::{Geometry, GeometryValue, Position};
use serde::de::{Deserialize, Deserializer, Error};

/// Reads a shape; for serde's `deserialize_with`.
///
/// # Errors
/// What is wrong with the JSON, or which position is none.
pub fn read<'de, D, G>(deserializer: D) -> Result<G, D::Error>
where
    D: Deserializer<'de>,
    G: TryFrom<Geometry, Error: Display>,
{
    of_geojson(Geometry::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Reads a shape or `null`; for serde's `deserialize_with`.
///
/// # Errors
/// As [`read`].
pub fn read_optional<'de, D, G>(deserializer: D) -> Result<Option<G>, D::Error>
where
    D: Deserializer<'de>,
    G: TryFrom<Geometry, Error: Display>,
{
    Option::<Geometry>::deserialize(deserializer)?
        .map(of_geojson)
        .transpose()
        .map_err(D::Error::custom)
}

/// A shape that was read as GeoJSON.
///
/// # Errors
/// Which position is none, which ring is open, or that it is another shape than is asked for.
pub fn of_geojson<G>(shape: Geometry) -> Result<G, String>
where
    G: TryFrom<Geometry, Error: Display>,
{
    if let Some(short) = short_position(&shape.value) {
        return Err(format!(
            "position {:?} has no longitude and latitude; write [longitude, latitude] in degrees",
            short.as_slice()
        ));
    }
    if let Some(open) = open_ring(&shape.value) {
        return Err(format!(
            "a ring of {} positions is not closed: it begins at {:?} and ends at {:?}; repeat its first position at its end",
            open.len(),
            open.first().map_or(&[][..], Position::as_slice),
            open.last().map_or(&[][..], Position::as_slice),
        ));
    }
    G::try_from(shape).map_err(|error| format!("the shape does not fit: {error}"))
}

/// The first ring that does not end where it begins.
fn open_ring(shape: &GeometryValue) -> Option<&Vec<Position>> {
    let is_open = |ring: &&Vec<Position>| ring.first() != ring.last();
    match shape {
        GeometryValue::Polygon { coordinates } => coordinates.iter().find(is_open),
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().find(is_open),
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().find_map(|part| open_ring(&part.value))
        }
        _ => None,
    }
}

/// The first position of fewer than two numbers.
fn short_position(shape: &GeometryValue) -> Option<&Position> {
    let is_short = |position: &&Position| position.len() < 2;
    match shape {
        GeometryValue::Point { coordinates } => Some(coordinates).filter(is_short),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            coordinates.iter().find(is_short)
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().flatten().find(is_short)
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().flatten().find(is_short)
        }
        GeometryValue::GeometryCollection { geometries } => geometries
            .iter()
            .find_map(|part| short_position(&part.value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(json: &str) -> Result<geo::Geometry<f64>, String> {
        read(&mut serde_json::Deserializer::from_str(json)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_position_of_one_number_is_refused_in_every_sort_of_shape() {
        for bad in [
            r#"{"type":"Point","coordinates":[106]}"#,
            r#"{"type":"Point","coordinates":[]}"#,
            r#"{"type":"MultiPoint","coordinates":[[106,22],[107.23]]}"#,
            r#"{"type":"LineString","coordinates":[[106,22],[107.23]]}"#,
            r#"{"type":"Polygon","coordinates":[[[106,22],[107,22],[107.23],[106,22]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[106,22],[107,22],[107.23],[106,22]]]]}"#,
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1]}]}"#,
        ] {
            let said = shape(bad).unwrap_err();
            assert!(said.contains("position"), "{bad}: {said}");
        }
    }

    #[test]
    fn a_ring_that_is_not_closed_is_refused() {
        let said = shape(r#"{"type":"Polygon","coordinates":[[[106,22],[107,22],[107,23]]]}"#);
        let said = said.unwrap_err();
        assert!(said.contains("3 positions is not closed"), "{said}");
        let hole = r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2]]]]}"#;
        assert!(shape(hole).is_err());
        let closed = r#"{"type":"Polygon","coordinates":[[[106,22],[107,22],[107,23],[106,22]]]}"#;
        assert!(shape(closed).is_ok());
    }

    #[test]
    fn whole_positions_are_read_and_heights_left_aside() {
        let point = shape(r#"{"type":"Point","coordinates":[106.25,22.5,300]}"#).unwrap();
        assert_eq!(point, geo::point! {x: 106.25, y: 22.5}.into());
    }
}
