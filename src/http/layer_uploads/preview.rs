//! The features of an uploaded file as they would lie on the map in a reference system.

use geo::{Coord, Geometry, MapCoords};
use geojson::{Feature, FeatureCollection, JsonObject};
use jiff::civil::Date;

use super::surveying::Survey;
use crate::analysis::intake::survey::{Probe, SketchFeature, fit};
use crate::formats::crs::{Crs, CrsError, Transformation};
use crate::http::ApiError;
use crate::model::Snapshot;

/// The sketch of a file, brought to longitude and latitude.
pub(super) fn features(
    survey: &Survey,
    crs: &str,
    snapshot: &Snapshot,
    on: Date,
) -> Result<FeatureCollection, ApiError> {
    let way = Crs::parse(crs).and_then(|crs| Transformation::new(&crs));
    let way = way.map_err(|error| unknown(&error))?;
    let features = survey.sketch.features.iter();
    let placed: Vec<Feature> = features
        .filter_map(|feature| Some(drawn(feature, &placed(feature, &way)?, snapshot, on)))
        .collect();
    Ok(FeatureCollection {
        bbox: None,
        features: placed,
        foreign_members: None,
    })
}

fn unknown(error: &CrsError) -> ApiError {
    ApiError::bad_request(
        "unknown_crs",
        error.to_string(),
        "choose one of the upload's candidates, or write a code such as EPSG:9210",
    )
}

/// The shape on WGS 84; `None` where a corner cannot be brought there or lies beyond the globe.
fn placed(feature: &SketchFeature, way: &Transformation) -> Option<Geometry<f64>> {
    feature
        .geometry
        .try_map_coords(|Coord { x, y }| {
            let (longitude, latitude) = way.to_wgs84(x, y).map_err(|_| ())?;
            let is_on_earth = longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
            is_on_earth
                .then_some(Coord {
                    x: longitude,
                    y: latitude,
                })
                .ok_or(())
        })
        .ok()
}

fn drawn(feature: &SketchFeature, shape: &Geometry<f64>, snapshot: &Snapshot, on: Date) -> Feature {
    use geo::{CoordsIter, InteriorPoint};
    let inside = shape.interior_point().map(Coord::from);
    let probe = inside.or_else(|| shape.coords_iter().next());
    let probes = [Probe {
        at: Coord::default(),
        unit: feature.unit.clone(),
    }];
    let fit = fit(&probes, &[probe], snapshot, on);
    let mut properties = JsonObject::new();
    properties.insert("row".to_owned(), feature.row.into());
    properties.insert("name".to_owned(), feature.name.clone().into());
    properties.insert("is_inside".to_owned(), (fit.inside > 0).into());
    Feature {
        bbox: None,
        geometry: Some(geojson::Geometry::from(shape)),
        id: None,
        properties: Some(properties),
        foreign_members: None,
    }
}
