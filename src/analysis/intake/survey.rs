//! The survey of a delivery whose reference system is not settled yet: a sketch of its features as they stand in
//! the file, and how well they fall into the province when they are read in a system.

use geo::{Coord, CoordsIter, Geometry, InteriorPoint, LineString, MultiPolygon, Polygon};
use jiff::civil::Date;

use super::{CODE_COLUMNS, NAME_COLUMNS, find_column, rows, unit_code};
use crate::geometry::LonLat;
use crate::model::delivery::Delivery;
use crate::model::{Snapshot, UnitCode};

/// So many features are sketched at most.
const MOST_FEATURES: usize = 4_000;
/// So many corners all sketched features have at most, about.
const MOST_CORNERS: usize = 60_000;
/// So many places decide how well a system fits.
const MOST_PROBES: usize = 300;
/// The columns that tell in which unit a feature is; `ma` and `id` alone may number anything.
const OWN_NUMBERS: [&str; 3] = ["code", "ma", "magso"];

/// The features of a file, with fewer corners, in the coordinates of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// The features, in the order of the file.
    pub features: Vec<SketchFeature>,
    /// How many features with a geometry the file has.
    pub of: usize,
}

/// One feature of a sketch.
#[derive(Debug, Clone, PartialEq)]
pub struct SketchFeature {
    /// The line of a text table, or the feature's number counted from 1.
    pub row: u64,
    /// Its name, where the file has one.
    pub name: Option<String>,
    /// The unit in which the file says that it is.
    pub unit: Option<UnitCode>,
    /// Its shape, in the coordinates of the file.
    pub geometry: Geometry<f64>,
}

/// A place of a feature, and where the file says that it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// The place, in the coordinates of the file.
    pub at: Coord<f64>,
    /// The unit that the file names.
    pub unit: Option<UnitCode>,
}

/// How well probes fall into the province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fit {
    /// How many lie in a unit.
    pub inside: usize,
    /// How many there are.
    pub of: usize,
    /// How many lie in the very unit that the file names.
    pub agreeing: usize,
    /// For how many the file names one.
    pub stated: usize,
}

impl Sketch {
    /// The sketch of a delivery that was read as it is.
    #[must_use]
    pub fn of(delivery: &Delivery) -> Self {
        let column = |names: &[&str]| find_column(delivery, None, names, "").ok().flatten();
        let name = column(&NAME_COLUMNS);
        let codes: Vec<&str> = CODE_COLUMNS
            .into_iter()
            .filter(|column| !OWN_NUMBERS.contains(column))
            .collect();
        let code = column(&codes);
        let with_shape: Vec<_> = rows(delivery)
            .filter_map(|row| Some((row.feature.geometry.clone()?, row)))
            .collect();
        let corners: usize = with_shape
            .iter()
            .map(|(shape, _)| shape.coords_count())
            .sum();
        let step = with_shape.len().div_ceil(MOST_FEATURES).max(1);
        let every = corners.div_ceil(MOST_CORNERS * step).max(1);
        let of = with_shape.len();
        let features = with_shape.into_iter().step_by(step);
        Self {
            features: features
                .map(|(shape, row)| SketchFeature {
                    row: row.feature.row,
                    name: name.and_then(|column| row.value(column)).map(str::to_owned),
                    unit: code
                        .and_then(|column| row.value(column))
                        .and_then(unit_code),
                    geometry: thinned(shape, every),
                })
                .collect(),
            of,
        }
    }

    /// Places of the features that are looked up to see which system fits.
    #[must_use]
    pub fn probes(&self) -> Vec<Probe> {
        let step = self.features.len().div_ceil(MOST_PROBES).max(1);
        let features = self.features.iter().step_by(step);
        features
            .filter_map(|feature| {
                let inside = feature.geometry.interior_point().map(Coord::from);
                Some(Probe {
                    at: inside.or_else(|| feature.geometry.coords_iter().next())?,
                    unit: feature.unit.clone(),
                })
            })
            .collect()
    }
}

/// How well probes fall into the units of a day, where each was brought to longitude and latitude (WGS 84).
///
/// `placed` holds one entry for each probe, in their order; `None` where a coordinate cannot be brought there.
#[must_use]
pub fn fit(probes: &[Probe], placed: &[Option<Coord<f64>>], snapshot: &Snapshot, on: Date) -> Fit {
    let mut fit = Fit {
        of: probes.len(),
        ..Fit::default()
    };
    for (probe, place) in probes.iter().zip(placed) {
        fit.stated += usize::from(probe.unit.is_some());
        let Some(position) = place.and_then(|place| LonLat::new(place.x, place.y).ok()) else {
            continue;
        };
        let mut found = snapshot.map().at(position, on).peekable();
        fit.inside += usize::from(found.peek().is_some());
        let is_agreed = found.any(|boundary| Some(&boundary.unit.code) == probe.unit.as_ref());
        fit.agreeing += usize::from(is_agreed);
    }
    fit
}

/// A shape with every so-many-th corner; lines keep their ends, rings stay closed and keep at least four.
fn thinned(shape: Geometry<f64>, every: usize) -> Geometry<f64> {
    if every < 2 {
        return shape;
    }
    match shape {
        Geometry::LineString(line) => thinned_line(&line, every, 2).into(),
        Geometry::Polygon(polygon) => thinned_polygon(&polygon, every).into(),
        Geometry::MultiLineString(lines) => Geometry::MultiLineString(
            lines
                .iter()
                .map(|line| thinned_line(line, every, 2))
                .collect(),
        ),
        Geometry::MultiPolygon(polygons) => MultiPolygon::new(
            polygons
                .iter()
                .map(|polygon| thinned_polygon(polygon, every))
                .collect(),
        )
        .into(),
        other => other,
    }
}

fn thinned_polygon(polygon: &Polygon<f64>, every: usize) -> Polygon<f64> {
    let ring = |ring: &LineString<f64>| thinned_line(ring, every, 4);
    Polygon::new(
        ring(polygon.exterior()),
        polygon.interiors().iter().map(ring).collect(),
    )
}

fn thinned_line(line: &LineString<f64>, every: usize, least: usize) -> LineString<f64> {
    let step = every.min(line.0.len() / least).max(1);
    let mut kept: Vec<Coord<f64>> = line.0.iter().copied().step_by(step).collect();
    if let Some(last) = line.0.last()
        && kept.last() != Some(last)
    {
        kept.push(*last);
    }
    LineString::new(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::delivery::{DeliveredFeature, DeliveryHeader, Problems};

    fn delivery(fields: &[&str], rows: Vec<(Vec<&str>, Geometry<f64>)>) -> Delivery {
        Delivery {
            header: DeliveryHeader {
                file: "a.shp".to_owned(),
                format: "ESRI Shapefile".to_owned(),
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
                coordinate_fields: Vec::new(),
                crs: String::new(),
                transformation: "none".to_owned(),
                notices: Vec::new(),
                layers: Vec::new(),
                flaws: Problems::default(),
                excess: None,
            },
            features: rows
                .into_iter()
                .enumerate()
                .map(|(row, (values, geometry))| DeliveredFeature {
                    file: "a.shp".into(),
                    row: row as u64 + 1,
                    values: values
                        .into_iter()
                        .map(|text| Some(text.to_owned()))
                        .collect(),
                    geometry: Some(geometry),
                })
                .collect(),
        }
    }

    #[test]
    fn a_sketch_knows_names_and_the_units_that_the_file_states() {
        let point = Geometry::Point(geo::Point::new(551_000.0, 2_508_000.0));
        let sketch = Sketch::of(&delivery(
            &["ten", "ma_xa", "ma"],
            vec![(vec!["Trường A", "1273", "99999"], point)],
        ));
        let feature = &sketch.features[0];
        assert_eq!(feature.name.as_deref(), Some("Trường A"));
        assert_eq!(feature.unit.as_ref().map(UnitCode::as_str), Some("01273"));
        assert_eq!(
            sketch.probes()[0].at,
            Coord {
                x: 551_000.0,
                y: 2_508_000.0
            }
        );
    }

    #[test]
    fn a_long_line_is_thinned_and_keeps_its_ends() {
        let line: LineString<f64> = (0..200_000).map(|x| (f64::from(x), 0.0)).collect();
        let sketch = Sketch::of(&delivery(&[], vec![(Vec::new(), line.into())]));
        let Geometry::LineString(kept) = &sketch.features[0].geometry else {
            panic!("a line")
        };
        assert!(kept.0.len() <= MOST_CORNERS + 1, "{}", kept.0.len());
        assert_eq!((kept.0[0].x, kept.0[kept.0.len() - 1].x), (0.0, 199_999.0));
    }

    #[test]
    fn a_thinned_ring_stays_a_ring() {
        let ring = LineString::from(vec![
            (0.0, 0.0),
            (1.0, 0.0),
            (1.0, 1.0),
            (0.0, 1.0),
            (0.0, 0.0),
        ]);
        let thinned = thinned_line(&ring, 1000, 4);
        assert!(thinned.0.len() >= 4 && thinned.is_closed());
    }
}
