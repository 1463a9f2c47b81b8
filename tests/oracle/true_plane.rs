//! Coverage against PostGIS' `geography` buffers where the plane that they are drawn in is true.

use geo::{BoundingRect, Geometry};
use nonnuoc::geometry::buffer::buffer_lines;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::parts;

use crate::data::official;
use crate::postgis::PostGis;
use crate::{corridors, load_units, number};

/// Where the scale of UTM zone 48 (central meridian 105° E, scale 0.9996 there) is 1 at the province's latitude:
/// 180 km east of its middle.
const TRUE_LONGITUDE: f64 = 106.76;
/// How far apart shares may be.
const TOLERANCE: f64 = 1e-4;

/// The share of every unit and of the province within 5 km of each corridor, within 1e-4 of PostGIS' `geography`
/// buffer of the line drawn as a geodesic.
///
/// PostGIS draws these buffers in UTM zone 48, whose scale over the province is 0.99960 to 1: there they reach up to
/// 2 m too far at 5 km, which in single units is worth up to 2.4e-4. On the ellipsoid nothing changes when everything is
/// turned about the axis of the earth. So the line is turned to where that plane is true, buffered there, and the
/// strip turned back.
#[test]
fn shares_agree_with_geography_buffers_where_their_plane_is_true() {
    let (Some((_, map)), Some(corridors)) = (official(), corridors()) else {
        return;
    };
    let Some(engine) = PostGis::start("true-plane") else {
        return;
    };
    load_units(&engine, &map);
    engine.load(
        "corridors",
        corridors.iter().map(|(key, shape)| (key.clone(), shape)),
    );
    for (name, shape) in &corridors {
        let strip = buffer_lines(&parts::lines(shape), 5_000.0, &Interrupt::default()).unwrap();
        let region = map.region(&parts::areas(&Geometry::MultiPolygon(strip.outline)));
        let box_around = shape.bounding_rect().unwrap();
        let turn = TRUE_LONGITUDE - box_around.center().x;
        let escaped = name.replace('\'', "''");
        let rows = engine.ask(&format!(
            "WITH strip AS (SELECT ST_Translate(ST_Buffer(ST_Segmentize(ST_Translate(geom, {turn}, 0)::geography, 1000), \
             5000, 'quad_segs=64')::geometry, -({turn}), 0) AS geom FROM corridors WHERE key = '{escaped}') \
             SELECT u.key, ST_Area(ST_Intersection(u.geom, strip.geom)::geography), ST_Area(u.geog) FROM units u, strip \
             ORDER BY u.key"
        ));
        let (mut worst, mut covered_m2, mut expected_m2, mut total_m2): (f64, f64, f64, f64) =
            (0.0, 0.0, 0.0, 0.0);
        for (unit, row) in map.units().iter().zip(&rows) {
            assert_eq!(unit.unit.code().as_str(), row[0]);
            let (within_m2, area_m2) = (number(&row[1]), number(&row[2]));
            let share = unit.share_covered(&region);
            let difference = (share - within_m2 / area_m2).abs();
            assert!(difference < TOLERANCE, "{name} {share} {row:?}");
            worst = worst.max(difference);
            covered_m2 += share * area_m2;
            expected_m2 += within_m2;
            total_m2 += area_m2;
        }
        let of_province = (covered_m2 - expected_m2).abs() / total_m2;
        assert!(of_province < TOLERANCE, "{name}: {of_province}");
        println!("{name}: units differ by at most {worst:.1e}, the province by {of_province:.1e}");
    }
}
