//! The style of the map: what is drawn over what, in which colours.
//!
//! The layers of the base map, from the ground up; their ids are part of the interface, because the viewer
//! puts its own layers between them:
//! `background` (all that is not the province), `land`, `rivers/{layer}`, `roads/{layer}`, `commune-borders`,
//! `province-border`, `national-border`, `commune-labels`.
//! With the places: `raster/{layer}` (hidden) and `relief/{layer}` right above the land; `area-fill/{layer}` and `area-outline/{layer}` above the land; `corridor-casing/{layer}`,
//! `corridor-line/{layer}` (surveyed) and `corridor-planned/{layer}` (schematic, dashed) above the borders;
//! then `point/{layer}`, `landslide-spot/{layer}`, `border-gate/{layer}`; labels on top as
//! `corridor-label/{layer}`, `point-label/{layer}`, `border-gate-label/{layer}`.
//!
//! # Source
//! The `MapLibre` style specification, version 8.

mod colours;
mod fonts;
mod rasters;

use serde_json::{Value, json};

use colours::Colours;
pub use colours::Theme;
use fonts::font_face;
use rasters::{raster_layer, raster_source};

use super::raster::RasterTiles;
use super::tileset::{COMMUNE_BORDERS, COMMUNE_LABELS, PROVINCE, Tileset};
use crate::model::PlaceKind;

const REGULAR: &str = "Be Vietnam Pro Regular";
const SEMIBOLD: &str = "Be Vietnam Pro SemiBold";

/// The source of what lies under all else and hardly changes: the land, rivers, borders. One for all of them, because a
/// renderer cuts out the tiles of each source anew whenever it comes to another, which costs as much as drawing.
const GROUND: &str = "ground";

/// What a style shows.
#[derive(Debug, Clone, Copy)]
pub enum With<'a> {
    /// The base map alone.
    Base,
    /// The base map with every layer of places, and these of rasters.
    All(&'a [&'a RasterTiles]),
}

/// The style of the base map; with the places and rasters on it where they are given. Made-up heights are never
/// shaded as if they were real ground.
///
/// `base` stands before every address, such as `https://maps.example.vn`; all of them are on this server.
#[must_use]
pub fn style(tileset: &Tileset, theme: Theme, base: &str, with: With<'_>) -> Value {
    let colours = theme.colours();
    let mut layers = ground(tileset, colours);
    let with_places = matches!(with, With::All(_));
    if let With::All(rasters) = with {
        layers.extend(
            rasters
                .iter()
                .filter_map(|raster| raster_layer(raster, colours)),
        );
        layers.extend(of_layers(tileset, |id, kind| areas(id, kind, colours)));
    }
    layers.extend(borders(colours));
    if with_places {
        layers.extend(of_layers(tileset, |id, kind| corridors(id, kind, colours)));
        layers.extend(of_layers(tileset, |id, kind| marks(id, kind, colours)));
        layers.extend(of_layers(tileset, |id, kind| labels(id, kind, colours)));
    }
    layers.push(commune_labels(colours));
    let ground = ground_layers(tileset);
    for layer in &mut layers {
        if layer["source"]
            .as_str()
            .is_some_and(|name| ground.contains(&name))
        {
            layer["source"] = GROUND.into();
        }
    }
    let name = match theme {
        Theme::Light => "Nonnuoc, light",
        Theme::Dark => "Nonnuoc, dark",
    };
    json!({
        "version": 8,
        "name": name,
        "center": centre(tileset),
        "zoom": 8.5,
        "font-faces": {
            REGULAR: font_face(base, 400),
            SEMIBOLD: font_face(base, 600),
        },
        "sources": sources(tileset, with, base, &layers, &ground),
        "layers": layers,
    })
}

fn centre(tileset: &Tileset) -> Value {
    let bounds = tileset.layer(PROVINCE).and_then(super::TileLayer::bounds);
    bounds.map_or(json!([106.0, 22.7]), |bounds| {
        json!([
            f64::midpoint(bounds.west, bounds.east),
            f64::midpoint(bounds.south, bounds.north)
        ])
    })
}

/// The layers that come in one source: of the ground, but for roads, which may be many and are switched off at first,
/// and names, of which nothing is cut out.
fn ground_layers(tileset: &Tileset) -> Vec<&str> {
    let is_ground = |layer: &&super::TileLayer| {
        matches!(layer.name(), COMMUNE_BORDERS | PROVINCE)
            || layer.about().kind == Some(PlaceKind::River)
    };
    tileset
        .layers()
        .filter(is_ground)
        .map(super::TileLayer::name)
        .collect()
}

/// The sources that the layers use, and no others.
fn sources(
    tileset: &Tileset,
    with: With<'_>,
    base: &str,
    layers: &[Value],
    ground: &[&str],
) -> Value {
    let is_used = |name: &str| layers.iter().any(|layer| layer["source"] == name);
    let source = |name: &str| json!({"type": "vector", "url": format!("{base}/tiles/{name}")});
    let used = tileset
        .layers()
        .map(super::TileLayer::name)
        .filter(|name| is_used(name));
    let mut sources: serde_json::Map<String, Value> =
        used.map(|name| (name.to_owned(), source(name))).collect();
    if is_used(GROUND) {
        sources.insert(GROUND.to_owned(), source(&ground.join(",")));
    }
    if let With::All(rasters) = with {
        let used = rasters.iter().filter(|raster| is_used(raster.name()));
        sources.extend(used.map(|raster| (raster.name().to_owned(), raster_source(raster, base))));
    }
    Value::Object(sources)
}

fn of_layers(
    tileset: &Tileset,
    draw: impl Fn(&str, PlaceKind) -> Vec<Value>,
) -> impl Iterator<Item = Value> {
    let places = tileset
        .layers()
        .filter_map(|layer| Some((layer.name(), layer.about().kind?)));
    places.flat_map(move |(id, kind)| draw(id, kind))
}

/// A layer of the style; `parts` holds its paint, layout, filter and the like.
fn layer(id: &str, kind: &str, source: &str, parts: &Value) -> Value {
    let mut layer = json!({"id": id, "type": kind, "source": source, "source-layer": source});
    if let (Some(layer), Some(parts)) = (layer.as_object_mut(), parts.as_object()) {
        layer.extend(parts.clone());
    }
    layer
}

/// A width that grows with the zoom.
fn width(near_8: f64, near_14: f64) -> Value {
    json!([
        "interpolate",
        ["exponential", 1.4],
        ["zoom"],
        8,
        near_8,
        14,
        near_14
    ])
}

fn round() -> Value {
    json!({"line-join": "round", "line-cap": "round"})
}

fn ground(tileset: &Tileset, colours: &Colours) -> Vec<Value> {
    let mut layers = vec![
        json!({"id": "background", "type": "background", "paint": {"background-color": colours.outside}}),
        layer(
            "land",
            "fill",
            PROVINCE,
            // The borders lie over its edge.
            &json!({"paint": {"fill-color": colours.land, "fill-antialias": false}}),
        ),
    ];
    layers.extend(of_layers(tileset, |id, kind| {
        let (slot, colour, line_width) = match kind {
            PlaceKind::River => ("rivers", colours.water, width(1.0, 4.0)),
            PlaceKind::Road => ("roads", colours.road, width(0.8, 3.5)),
            _ => return Vec::new(),
        };
        let paint = json!({"line-color": colour, "line-width": line_width});
        vec![layer(
            &format!("{slot}/{id}"),
            "line",
            id,
            &json!({"layout": round(), "paint": paint}),
        )]
    }));
    layers
}

fn borders(colours: &Colours) -> Vec<Value> {
    let border = |id: &str, class: &str, paint: Value| {
        let parts = json!({
            "filter": ["==", ["get", "border"], class],
            "layout": {"line-join": "round"},
            "paint": paint,
        });
        layer(id, "line", COMMUNE_BORDERS, &parts)
    };
    vec![
        border(
            "commune-borders",
            "commune",
            json!({"line-color": colours.commune_border, "line-width": width(0.6, 1.6)}),
        ),
        border(
            "province-border",
            "province",
            json!({"line-color": colours.province_border, "line-width": width(1.2, 2.4), "line-dasharray": [5, 1.5]}),
        ),
        border(
            "national-border",
            "national",
            json!({"line-color": colours.national_border, "line-width": width(2.0, 3.6), "line-dasharray": [5, 1.2, 0.8, 1.2]}),
        ),
    ]
}

fn commune_labels(colours: &Colours) -> Value {
    let size = json!([
        "interpolate",
        ["linear"],
        ["zoom"],
        8,
        ["match", ["get", "kind"], "ward", 15, 14],
        12,
        ["match", ["get", "kind"], "ward", 16, 15],
        15,
        20,
    ]);
    let parts = json!({
        "layout": {
            "text-field": ["get", "name"],
            "text-font": [SEMIBOLD],
            "text-size": size,
            "text-max-width": 7,
            "text-padding": 3,
            "symbol-sort-key": ["match", ["get", "kind"], "ward", 0, 1],
        },
        "paint": {"text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.2},
    });
    layer("commune-labels", "symbol", COMMUNE_LABELS, &parts)
}

fn is_line(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::Corridor | PlaceKind::River | PlaceKind::Road
    )
}

fn areas(id: &str, kind: PlaceKind, colours: &Colours) -> Vec<Value> {
    if is_line(kind) {
        return Vec::new();
    }
    let colour = match kind {
        PlaceKind::LandslideZone | PlaceKind::LandslideSpot => colours.hazard,
        PlaceKind::FlashFloodZone => colours.flood,
        _ => colours.place,
    };
    let is_area = json!(["==", ["geometry-type"], "Polygon"]);
    let fill = json!({"filter": is_area, "paint": {"fill-color": colour, "fill-opacity": 0.22}});
    let outline = json!({"filter": is_area, "paint": {"line-color": colour, "line-width": 1.2}});
    vec![
        layer(&format!("area-fill/{id}"), "fill", id, &fill),
        layer(&format!("area-outline/{id}"), "line", id, &outline),
    ]
}

fn corridors(id: &str, kind: PlaceKind, colours: &Colours) -> Vec<Value> {
    if kind != PlaceKind::Corridor {
        return Vec::new();
    }
    let is_schematic = json!(["==", ["get", "status"], "schematic"]);
    let casing = json!({
        "layout": round(),
        "paint": {"line-color": colours.casing, "line-width": 6.5, "line-opacity": 0.9},
    });
    let surveyed = json!({
        "filter": ["!", is_schematic],
        "layout": round(),
        "paint": {"line-color": colours.corridor, "line-width": 3.5},
    });
    let schematic = json!({
        "filter": is_schematic,
        "layout": {"line-join": "round"},
        "paint": {"line-color": colours.corridor, "line-width": 3.5, "line-dasharray": [2.6, 1.5]},
    });
    vec![
        layer(&format!("corridor-casing/{id}"), "line", id, &casing),
        layer(&format!("corridor-line/{id}"), "line", id, &surveyed),
        layer(&format!("corridor-planned/{id}"), "line", id, &schematic),
    ]
}

/// Points as discs: a style without pictures needs no sprite. The viewer draws shapes of its own instead.
fn marks(id: &str, kind: PlaceKind, colours: &Colours) -> Vec<Value> {
    let (slot, radius, colour) = match kind {
        PlaceKind::Corridor | PlaceKind::River | PlaceKind::Road => return Vec::new(),
        PlaceKind::BorderGate => (
            "border-gate",
            json!([
                "match",
                ["get", "gate_class"],
                "international",
                8,
                "bilateral",
                6.5,
                "local",
                6,
                4.5
            ]),
            colours.gate,
        ),
        PlaceKind::LandslideSpot => ("landslide-spot", json!(5), colours.hazard),
        PlaceKind::PointOfInterest | PlaceKind::Settlement => ("point", json!(2.5), colours.place),
        _ => ("point", json!(4), colours.place),
    };
    let parts = json!({
        "filter": ["==", ["geometry-type"], "Point"],
        "paint": {
            "circle-radius": radius,
            "circle-color": colour,
            "circle-stroke-color": colours.halo,
            "circle-stroke-width": 1.5,
        },
    });
    vec![layer(&format!("{slot}/{id}"), "circle", id, &parts)]
}

fn labels(id: &str, kind: PlaceKind, colours: &Colours) -> Vec<Value> {
    let (slot, minzoom, colour) = match kind {
        PlaceKind::River | PlaceKind::Road => return Vec::new(),
        PlaceKind::Corridor => ("corridor-label", 8, colours.corridor),
        PlaceKind::BorderGate => ("border-gate-label", 8, colours.gate),
        PlaceKind::PointOfInterest | PlaceKind::Settlement => ("point-label", 13, colours.ink),
        _ => ("point-label", 10, colours.ink),
    };
    let mut layout =
        json!({"text-field": ["get", "name"], "text-font": [REGULAR], "text-size": 14});
    if kind == PlaceKind::Corridor {
        layout["symbol-placement"] = json!("line");
        layout["text-field"] = json!([
            "case",
            ["==", ["get", "status"], "schematic"],
            ["concat", ["get", "name"], " (sơ đồ)"],
            ["get", "name"],
        ]);
    } else {
        layout["text-variable-anchor"] = json!(["left", "right", "top", "bottom"]);
        layout["text-radial-offset"] = json!(0.9);
    }
    let geometry = if kind == PlaceKind::Corridor {
        "LineString"
    } else {
        "Point"
    };
    let parts = json!({
        "minzoom": minzoom,
        "filter": ["==", ["geometry-type"], geometry],
        "layout": layout,
        "paint": {"text-color": colour, "text-halo-color": colours.halo, "text-halo-width": 1.4},
    });
    vec![layer(&format!("{slot}/{id}"), "symbol", id, &parts)]
}
