//! A layer as a table: what is written, whatever the format.

use std::sync::Arc;

use geo::{Geometry, MapCoords};
use jiff::civil::Date;

use crate::formats::crs::{CrsError, Transformation};
use crate::model::{
    AttributeType, AttributeValue, Boundary, Layer, LayerContent, OWN_COLUMNS, Place, PlaceKind,
    Snapshot,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// Numbers.
    Number,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, which the import knows again.
    pub name: String,
    /// What it holds.
    pub of: ColumnType,
}

/// One row: a value for each column, and the geometry.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportRow {
    /// The values; `None` where there is none, which is never written as zero.
    pub values: Vec<Option<AttributeValue>>,
    /// The geometry.
    pub geometry: Option<Geometry<f64>>,
}

/// A layer with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTable {
    /// The layer: its name, source, licence and accuracy.
    pub layer: Layer,
    /// What a GeoPackage says of the layer; its source, licence, accuracy and method where this is none.
    pub description: Option<String>,
    /// The day that a GeoPackage says it was changed last; the moment of writing where this is none.
    pub last_change: Option<Date>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<ExportRow>,
}

impl ExportTable {
    /// The rows of a layer: its places, or the boundaries that came with it; `None` for a raster, which
    /// has none.
    #[must_use]
    pub fn of_layer(snapshot: &Snapshot, layer: &Layer) -> Option<Self> {
        match layer.content {
            LayerContent::Boundaries => {
                let own = snapshot
                    .map()
                    .all()
                    .filter(|boundary| boundary.layer == layer.id);
                Some(Self::of_boundaries(snapshot, layer.clone(), own))
            }
            LayerContent::Places(kind) => Some(Self::of_places(snapshot, layer, kind)),
            LayerContent::Raster(_) => None,
        }
    }

    /// The boundaries that count on a day, under the layer that most of them came with; `None` where there
    /// are none.
    #[must_use]
    pub fn of_day(snapshot: &Snapshot, on: Date) -> Option<Self> {
        let counting: Vec<_> = snapshot
            .map()
            .on(on)
            .filter(|boundary| {
                snapshot
                    .units()
                    .get(&boundary.unit)
                    .is_some_and(|unit| unit.exists_on(on))
            })
            .collect();
        let layer = snapshot.layer(&counting.last()?.layer)?;
        Some(Self::of_boundaries(
            snapshot,
            Layer::clone(layer),
            counting.into_iter(),
        ))
    }

    fn of_boundaries<'a>(
        snapshot: &Snapshot,
        layer: Layer,
        boundaries: impl Iterator<Item = &'a Arc<Boundary>>,
    ) -> Self {
        let text = |text: &str| Some(AttributeValue::Text(text.to_owned()));
        let rows = boundaries
            .map(|boundary| {
                let unit = snapshot.units().get(&boundary.unit);
                ExportRow {
                    values: vec![
                        text(boundary.unit.code.as_str()),
                        unit.and_then(|unit| text(&unit.name)),
                        unit.and_then(|unit| text(unit.kind.as_str())),
                        text(&boundary.valid_from.to_string()),
                    ],
                    geometry: Some(Geometry::MultiPolygon(boundary.geometry.clone())),
                }
            })
            .collect();
        let columns = ["code", "name", "kind", "valid_from"].map(|name| Column {
            name: name.to_owned(),
            of: ColumnType::Text,
        });
        Self {
            layer,
            description: None,
            last_change: None,
            columns: columns.to_vec(),
            rows,
        }
    }

    fn of_places(snapshot: &Snapshot, layer: &Layer, kind: PlaceKind) -> Self {
        let own = OWN_COLUMNS.into_iter().map(|name| Column {
            name: name.to_owned(),
            of: match name {
                "accuracy_m" => ColumnType::Number,
                _ => ColumnType::Text,
            },
        });
        let attributes = kind.attributes().iter().map(|field| Column {
            name: field.name.to_owned(),
            of: match field.of {
                AttributeType::Number { .. } => ColumnType::Number,
                _ => ColumnType::Text,
            },
        });
        let rows = snapshot
            .places()
            .in_layer(&layer.id)
            .map(|place| ExportRow {
                values: values_of(place, kind),
                geometry: place.geometry.clone(),
            });
        Self {
            layer: layer.clone(),
            description: None,
            last_change: None,
            columns: own.chain(attributes).collect(),
            rows: rows.collect(),
        }
    }

    /// The same table with its coordinates in another system.
    pub(super) fn in_crs(&self, transformation: &Transformation) -> Result<Self, CrsError> {
        let place = |geometry: &Geometry<f64>| {
            geometry.try_map_coords(|at| {
                transformation
                    .delivered_from_wgs84(at.x, at.y)
                    .map(|(x, y)| geo::Coord { x, y })
            })
        };
        let rows = self.rows.iter().map(|row| {
            let geometry = row.geometry.as_ref().map(place).transpose()?;
            Ok(ExportRow {
                values: row.values.clone(),
                geometry,
            })
        });
        Ok(Self {
            rows: rows.collect::<Result<_, CrsError>>()?,
            ..self.clone()
        })
    }
}

fn values_of(place: &Place, kind: PlaceKind) -> Vec<Option<AttributeValue>> {
    let text = |text: String| {
        Some(AttributeValue::Text(text))
            .filter(|value| *value != AttributeValue::Text(String::new()))
    };
    let codes: Vec<_> = place.unit_codes.iter().map(ToString::to_string).collect();
    let own = [
        text(place.id.to_string()),
        text(place.name.clone()),
        text(codes.join(" ")),
        place.accuracy_m.map(AttributeValue::Number),
        place.valid_from.and_then(|day| text(day.to_string())),
        place.valid_to.and_then(|day| text(day.to_string())),
    ];
    let attributes = kind
        .attributes()
        .iter()
        .map(|field| place.attributes.get(field.name).cloned());
    own.into_iter().chain(attributes).collect()
}
