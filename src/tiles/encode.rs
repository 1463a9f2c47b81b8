//! Writing tiles in the vector tile format (Mapbox Vector Tile 2.1).

use mvt::{GeomData, GeomEncoder, GeomType};

use super::mercator::EXTENT;
use crate::geometry::grid::GridPoint;
use crate::geometry::rings::GridPolygon;

/// Why a tile could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The encoder refused a value.
    #[error("layer {layer} could not be written as a vector tile: {source}")]
    Mvt {
        /// The layer.
        layer: String,
        /// What the encoder says.
        source: mvt::Error,
    },
    /// The picture could not be written.
    #[error("layer {layer} could not be written as PNG: {source}")]
    Png {
        /// The layer.
        layer: String,
        /// What the encoder says.
        source: png::EncodingError,
    },
}

/// The value of one property of a drawn feature.
#[derive(Debug, Clone, PartialEq)]
pub enum PropertyValue {
    /// A text.
    Text(String),
    /// A number with a fraction.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
}

impl PropertyValue {
    /// A number, as a whole one where it has no fraction (whole ones take less room).
    #[must_use]
    pub fn number(value: f64) -> Self {
        let is_whole = value.fract() == 0.0 && value.abs() < 9e15;
        if is_whole {
            Self::Integer(value as i64)
        } else {
            Self::Number(value)
        }
    }

    /// The type as `TileJSON` names it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "String",
            Self::Number(_) | Self::Integer(_) => "Number",
            Self::Flag(_) => "Boolean",
        }
    }
}

impl From<&str> for PropertyValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a feature carries besides its shape.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeatureData {
    /// Its number, for a viewer's feature state.
    pub id: Option<u64>,
    /// Its properties.
    pub properties: Vec<(String, PropertyValue)>,
}

/// A feature's shape on the tile's grid.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TileShape {
    Points(Vec<GridPoint>),
    Lines(Vec<Vec<GridPoint>>),
    Areas(Vec<GridPolygon>),
}

impl TileShape {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Points(points) => points.is_empty(),
            Self::Lines(lines) => lines.is_empty(),
            Self::Areas(polygons) => polygons.is_empty(),
        }
    }

    fn encode(&self) -> Result<GeomData, mvt::Error> {
        match self {
            Self::Points(points) => encode_points(points),
            Self::Lines(lines) => encode_lines(lines),
            Self::Areas(polygons) => encode_areas(polygons),
        }
    }
}

/// One layer's tile.
pub(super) fn encode_layer(
    name: &str,
    features: impl IntoIterator<Item = (TileShape, impl std::borrow::Borrow<FeatureData>)>,
) -> Result<Vec<u8>, EncodeError> {
    encode_layers([(name, features)])
}

/// A tile of several layers, each with its name.
pub(super) fn encode_layers<'a, F, D>(
    layers: impl IntoIterator<Item = (&'a str, F)>,
) -> Result<Vec<u8>, EncodeError>
where
    F: IntoIterator<Item = (TileShape, D)>,
    D: std::borrow::Borrow<FeatureData>,
{
    let mut tile = mvt::Tile::new(EXTENT);
    let mut last = "";
    for (name, features) in layers {
        last = name;
        add_layer(&mut tile, name, features).map_err(|source| fault(name, source))?;
    }
    tile.to_bytes().map_err(|source| fault(last, source))
}

fn fault(layer: &str, source: mvt::Error) -> EncodeError {
    EncodeError::Mvt {
        layer: layer.to_owned(),
        source,
    }
}

fn add_layer(
    tile: &mut mvt::Tile,
    name: &str,
    features: impl IntoIterator<Item = (TileShape, impl std::borrow::Borrow<FeatureData>)>,
) -> Result<(), mvt::Error> {
    let mut layer = tile.create_layer(name);
    for (shape, data) in features {
        layer = add_feature(layer, &shape, data.borrow())?;
    }
    tile.add_layer(layer)
}

fn add_feature(
    layer: mvt::Layer,
    shape: &TileShape,
    data: &FeatureData,
) -> Result<mvt::Layer, mvt::Error> {
    let mut feature = layer.into_feature(shape.encode()?);
    if let Some(id) = data.id {
        feature.set_id(id);
    }
    for (key, value) in &data.properties {
        match value {
            PropertyValue::Text(text) => feature.add_tag_string(key, text),
            PropertyValue::Number(number) => feature.add_tag_double(key, *number),
            PropertyValue::Integer(number) => feature.add_tag_sint(key, *number),
            PropertyValue::Flag(flag) => feature.add_tag_bool(key, *flag),
        }
    }
    Ok(feature.into_layer())
}

fn encode_points(points: &[GridPoint]) -> Result<GeomData, mvt::Error> {
    let mut encoder = GeomEncoder::<i32>::new(GeomType::Point);
    for point in points {
        encoder.add_point(point.x, point.y)?;
    }
    encoder.encode()
}

/// A line that starts where the one before it ended continues it: the encoder would leave out its
/// move-to, which the format demands.
fn encode_lines(lines: &[Vec<GridPoint>]) -> Result<GeomData, mvt::Error> {
    let mut encoder = GeomEncoder::<i32>::new(GeomType::Linestring);
    let mut end = None;
    for line in lines {
        let is_continued = end.is_some() && line.first().copied() == end;
        if end.is_some() && !is_continued {
            encoder.complete_geom()?;
        }
        for point in line.iter().skip(usize::from(is_continued)) {
            encoder.add_point(point.x, point.y)?;
        }
        end = line.last().copied();
    }
    encoder.encode()
}

/// A ring must not start where the ring before it ended: the encoder would leave out its move-to. Rings of
/// one feature meet in single points only, so that turning such a ring by one point is enough.
fn encode_areas(polygons: &[GridPolygon]) -> Result<GeomData, mvt::Error> {
    let mut encoder = GeomEncoder::<i32>::new(GeomType::Polygon);
    let rings = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(&polygon.exterior).chain(&polygon.interiors));
    let mut end = None;
    for ring in rings {
        if end.is_some() {
            encoder.complete_geom()?;
        }
        let turned = usize::from(end.is_some() && ring.first().copied() == end);
        let mut last = None;
        for point in ring.iter().cycle().skip(turned).take(ring.len()) {
            encoder.add_point(point.x, point.y)?;
            last = Some(*point);
        }
        end = last;
    }
    encoder.encode()
}
