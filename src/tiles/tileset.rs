//! All layers of a snapshot, ready to be cut into tiles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;

use super::address::TileAddress;
use super::encode::{EncodeError, FeatureData, PropertyValue};
use super::layer::{LayerAbout, LayerBuilder, Shape, TileLayer, world_arcs};
use super::mercator::world_point;
use super::zoomed::ZoomedArcs;
use crate::geometry::borders::{BorderClass, BorderUnit, classify};
use crate::geometry::label_point::label_point;
use crate::geometry::topology::{ArcPolygon, ArcUse, Topology, TopologyError};
use crate::model::{
    AttributeValue, Boundary, Layer, LayerContent, Place, Provenance, Snapshot, Text, Unit,
    UnitCode,
};

/// The layer of communes as areas.
pub const COMMUNES: &str = "communes";
/// The layer with one point a commune, for its label.
pub const COMMUNE_LABELS: &str = "commune-labels";
/// The layer of borders, each once.
pub const COMMUNE_BORDERS: &str = "commune-borders";
/// The layer with the province as one area.
pub const PROVINCE: &str = "province";
/// The layers that come from the units; no other layer may take their names.
pub const UNIT_LAYERS: [&str; 4] = [COMMUNES, COMMUNE_LABELS, COMMUNE_BORDERS, PROVINCE];

/// Why the layers of a snapshot could not be made ready.
#[derive(Debug, thiserror::Error)]
pub enum TilesetError {
    /// A shape cannot be drawn.
    #[error("layer {layer} cannot be drawn: {source}")]
    Shape {
        /// The layer.
        layer: String,
        /// What is wrong.
        source: TopologyError,
    },
}

/// All layers of one version of the data.
#[derive(Debug, Default)]
pub struct Tileset {
    layers: BTreeMap<String, TileLayer>,
}

impl Tileset {
    /// Makes the layers of a snapshot ready, as they are on the day.
    ///
    /// The borders of the units are taken apart and simplified together. Where the boundaries are no
    /// coverage (two overlap), each is simplified by itself, and the province's outline is then drawn from
    /// the units' own rings.
    ///
    /// # Errors
    /// When a shape has a vertex off the globe.
    pub fn of_snapshot(snapshot: &Snapshot, on: Date) -> Result<Self, TilesetError> {
        let units = current_units(snapshot, on);
        let mut layers = unit_layers(snapshot, &units)?;
        for layer in snapshot.layers() {
            if !matches!(layer.content, LayerContent::Places(_))
                || UNIT_LAYERS.contains(&layer.id.as_str())
            {
                continue;
            }
            let drawn =
                place_layer(snapshot, layer, on, &units).map_err(|source| TilesetError::Shape {
                    layer: layer.id.to_string(),
                    source,
                })?;
            layers.push(drawn);
        }
        let layers = layers
            .into_iter()
            .map(|layer| (layer.name().to_owned(), layer))
            .collect();
        Ok(Self { layers })
    }

    /// The layers, by name.
    pub fn layers(&self) -> impl Iterator<Item = &TileLayer> {
        self.layers.values()
    }

    /// The layer of that name.
    #[must_use]
    pub fn layer(&self, name: &str) -> Option<&TileLayer> {
        self.layers.get(name)
    }

    /// The tile of a layer; `None` where there is no such layer or nothing of it lies there.
    ///
    /// # Errors
    /// When the encoder refuses a feature.
    pub fn tile(&self, layer: &str, address: TileAddress) -> Result<Option<Vec<u8>>, EncodeError> {
        self.layer(layer)
            .map_or(Ok(None), |layer| layer.tile(address))
    }
}

type DrawnUnit = (Arc<Unit>, Arc<Boundary>);

fn current_units(snapshot: &Snapshot, on: Date) -> Vec<DrawnUnit> {
    snapshot
        .units()
        .on(on)
        .filter_map(|unit| {
            Some((
                Arc::clone(unit),
                Arc::clone(snapshot.map().of(&unit.key, on)?),
            ))
        })
        .collect()
}

fn unit_data(unit: &Unit) -> FeatureData {
    FeatureData {
        id: Some(unit.code().number()),
        properties: vec![
            ("code".to_owned(), unit.code().as_str().into()),
            ("name".to_owned(), unit.name.as_str().into()),
            ("kind".to_owned(), unit.kind.as_str().into()),
            (
                "is_border".to_owned(),
                PropertyValue::Flag(unit.is_border()),
            ),
        ],
    }
}

/// The units' shared borders; where units overlap, each with borders of its own.
fn topology_of(units: &[DrawnUnit]) -> Result<Topology, TilesetError> {
    let shapes: Vec<MultiPolygon<f64>> = units
        .iter()
        .map(|(_, boundary)| boundary.geometry.clone())
        .collect();
    let refused = |source| TilesetError::Shape {
        layer: COMMUNES.to_owned(),
        source,
    };
    match Topology::of_coverage(&shapes) {
        Ok(topology) => Ok(topology),
        Err(TopologyError::Overlap { .. }) => Topology::of_separate(&shapes).map_err(refused),
        Err(error) => Err(refused(error)),
    }
}

fn unit_layers(snapshot: &Snapshot, units: &[DrawnUnit]) -> Result<Vec<TileLayer>, TilesetError> {
    let mut topology = topology_of(units)?;
    let border_units: Vec<_> = units
        .iter()
        .map(|(unit, _)| BorderUnit {
            code: unit.code().to_string(),
            border_km: unit.border_km,
        })
        .collect();
    let classes = classify(&mut topology, &border_units);
    let arcs = Arc::new(ZoomedArcs::of_coverage(world_arcs(&topology)));
    let attribution = units_attribution(snapshot, units);
    let layer = |name, vi: &str, en: &str, features| {
        let title = Text {
            vi: vi.to_owned(),
            en: en.to_owned(),
        };
        let about = LayerAbout {
            title,
            attribution: attribution.clone(),
            kind: None,
        };
        TileLayer::of_shapes(name, about, Arc::clone(&arcs), features)
    };
    let areas = units.iter().zip(&topology.polygons);
    Ok(vec![
        layer(
            COMMUNES,
            "Xã, phường",
            "Communes and wards",
            areas
                .map(|((unit, _), parts)| (unit_data(unit), Shape::Areas(parts.clone())))
                .collect(),
        ),
        layer(
            COMMUNE_LABELS,
            "Tên xã, phường",
            "Names of communes and wards",
            label_features(units),
        ),
        layer(
            COMMUNE_BORDERS,
            "Đường ranh giới",
            "Borders",
            border_features(&topology, &classes, &border_units),
        ),
        layer(
            PROVINCE,
            "Tỉnh",
            "Province",
            vec![province_feature(&topology)],
        ),
    ])
}

/// The sources of the boundaries that are drawn.
fn units_attribution(snapshot: &Snapshot, units: &[DrawnUnit]) -> String {
    let layers: BTreeSet<_> = units.iter().map(|(_, boundary)| &boundary.layer).collect();
    let sources: Vec<_> = layers
        .into_iter()
        .filter_map(|layer| Some(attribution(&snapshot.layer(layer)?.provenance)))
        .collect();
    sources.join("; ")
}

pub(super) fn attribution(provenance: &Provenance) -> String {
    format!("{} ({})", provenance.source, provenance.licence)
}

fn label_features(units: &[DrawnUnit]) -> Vec<(FeatureData, Shape)> {
    let features = units.iter().filter_map(|(unit, boundary)| {
        let point = label_point(&boundary.geometry)?;
        Some((unit_data(unit), Shape::Points(vec![world_point(point.0)])))
    });
    features.collect()
}

fn border_features(
    topology: &Topology,
    classes: &[BorderClass],
    units: &[BorderUnit],
) -> Vec<(FeatureData, Shape)> {
    let arcs = topology.arcs.iter().zip(classes).enumerate();
    arcs.map(|(index, (arc, class))| {
        let mut properties = vec![("border".to_owned(), class.as_str().into())];
        for (side, unit) in [("left", arc.left), ("right", arc.right)] {
            if let Some(unit) = unit {
                properties.push((side.to_owned(), units[unit].code.as_str().into()));
            }
        }
        let data = FeatureData {
            id: Some(index as u64 + 1),
            properties,
        };
        (
            data,
            Shape::Lines(vec![ArcUse {
                arc: index,
                is_reversed: false,
            }]),
        )
    })
    .collect()
}

/// The outline of all units. A hole in the coverage is a walk of its own that turns the other way, so that
/// all walks together make one area.
fn province_feature(topology: &Topology) -> (FeatureData, Shape) {
    let mut rings = topology.outline();
    let interiors = rings.split_off(rings.len().min(1));
    let exterior = rings.pop().unwrap_or_default();
    let data = FeatureData {
        id: Some(1),
        properties: Vec::new(),
    };
    (
        data,
        Shape::Areas(vec![ArcPolygon {
            exterior,
            interiors,
        }]),
    )
}

fn place_layer(
    snapshot: &Snapshot,
    layer: &Layer,
    on: Date,
    units: &[DrawnUnit],
) -> Result<TileLayer, TopologyError> {
    let kind = match layer.content {
        LayerContent::Places(kind) => Some(kind),
        LayerContent::Boundaries | LayerContent::Raster(_) => None,
    };
    let attribution = attribution(&layer.provenance);
    let about = LayerAbout {
        title: layer.title.clone(),
        attribution,
        kind,
    };
    let mut builder = LayerBuilder::new(layer.id.as_str(), about);
    let present = snapshot
        .places()
        .in_layer(&layer.id)
        .filter(|place| place.exists_on(on));
    for (index, place) in present.enumerate() {
        let mut data = place_data(place, layer, index as u64 + 1);
        if let Some(geometry) = &place.geometry {
            builder.add(&data, geometry);
            continue;
        }
        data.properties
            .push(("is_unit_level".to_owned(), PropertyValue::Flag(true)));
        for geometry in place
            .unit_codes
            .iter()
            .filter_map(|code| boundary_of(units, code))
        {
            builder.add(&data, &Geometry::MultiPolygon(geometry.clone()));
            if let Some(point) = label_point(geometry) {
                builder.add(&data, &Geometry::Point(point));
            }
        }
    }
    builder.build()
}

fn boundary_of<'a>(units: &'a [DrawnUnit], code: &UnitCode) -> Option<&'a MultiPolygon<f64>> {
    let found = units.iter().find(|(unit, _)| unit.code() == code);
    found.map(|(_, boundary)| &boundary.geometry)
}

fn place_data(place: &Place, layer: &Layer, number: u64) -> FeatureData {
    let mut properties = vec![
        ("id".to_owned(), PropertyValue::from(place.id.as_str())),
        ("name".to_owned(), place.name.as_str().into()),
        ("kind".to_owned(), place.kind.as_str().into()),
        (
            "is_illustrative".to_owned(),
            PropertyValue::Flag(layer.provenance.is_illustrative),
        ),
    ];
    if let Some(accuracy_m) = place.accuracy_m.or(layer.provenance.accuracy_m) {
        properties.push(("accuracy_m".to_owned(), PropertyValue::number(accuracy_m)));
    }
    let attributes = place.attributes.iter().map(|(name, value)| {
        let value = match value {
            AttributeValue::Flag(flag) => PropertyValue::Flag(*flag),
            AttributeValue::Number(number) => PropertyValue::number(*number),
            AttributeValue::Text(text) => PropertyValue::Text(text.clone()),
        };
        (name.clone(), value)
    });
    properties.extend(attributes);
    FeatureData {
        id: Some(number),
        properties,
    }
}
