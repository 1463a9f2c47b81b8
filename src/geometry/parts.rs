//! Taking a geometry of any kind apart into what can be measured: lines (points are lines without length)
//! and areas.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon};

/// The lines and points of a geometry, points as lines of no length, and its areas.
#[must_use]
pub fn lines_and_areas(geometry: &Geometry<f64>) -> (MultiLineString<f64>, MultiPolygon<f64>) {
    let mut lines = MultiLineString::new(vec![]);
    let mut areas = MultiPolygon::new(vec![]);
    collect(geometry, &mut lines, &mut areas);
    (lines, areas)
}

/// The areas of a geometry.
#[must_use]
pub fn areas(geometry: &Geometry<f64>) -> MultiPolygon<f64> {
    lines_and_areas(geometry).1
}

/// The lines of a geometry, without its points.
#[must_use]
pub fn lines(geometry: &Geometry<f64>) -> MultiLineString<f64> {
    let (mut lines, _) = lines_and_areas(geometry);
    lines
        .0
        .retain(|line| line.0.iter().any(|vertex| *vertex != line.0[0]));
    lines
}

fn collect(
    geometry: &Geometry<f64>,
    lines: &mut MultiLineString<f64>,
    areas: &mut MultiPolygon<f64>,
) {
    let mut place = |at: Coord<f64>| lines.0.push(LineString::new(vec![at, at]));
    match geometry {
        Geometry::Point(point) => place(point.0),
        Geometry::MultiPoint(points) => points.iter().for_each(|point| place(point.0)),
        Geometry::Line(line) => lines.0.push(LineString::new(vec![line.start, line.end])),
        Geometry::LineString(line) if line.0.is_empty() => {}
        Geometry::LineString(line) => lines.0.push(line.clone()),
        Geometry::MultiLineString(several) => {
            lines
                .0
                .extend(several.iter().filter(|line| !line.0.is_empty()).cloned());
        }
        Geometry::Polygon(polygon) => areas.0.push(polygon.clone()),
        Geometry::MultiPolygon(several) => areas.0.extend(several.iter().cloned()),
        Geometry::Rect(rect) => areas.0.push(rect.to_polygon()),
        Geometry::Triangle(triangle) => areas.0.push(triangle.to_polygon()),
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|part| collect(part, lines, areas));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{GeometryCollection, coord, line_string, point, polygon};

    #[test]
    fn a_collection_comes_apart() {
        let mixed = Geometry::GeometryCollection(GeometryCollection::new_from(vec![
            point! {x: 1.0, y: 2.0}.into(),
            line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)].into(),
            polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)].into(),
        ]));
        let (all, area) = lines_and_areas(&mixed);
        assert_eq!((all.0.len(), area.0.len()), (2, 1));
        assert_eq!(all.0[0].0, vec![coord! {x: 1.0, y: 2.0}; 2]);
        assert_eq!(lines(&mixed).0.len(), 1, "points are no lines");
    }
}
