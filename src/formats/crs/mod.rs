//! Coordinate reference systems: how delivered coordinates become longitude and latitude on WGS 84.
//!
//! One named transformation is pinned for everything on the datum VN-2000, so that the same file gives the
//! same coordinates on every machine: EPSG:6960, "VN-2000 to WGS 84 (2)", 1 m. Leaving the datum shift out
//! is an error of 224 m in Cao Bằng. A system on WGS 84 needs a conversion only, without a datum shift. For
//! any other system PROJ chooses, and the name that is recorded says so with PROJ's version. A ballpark
//! operation, which is what PROJ does when it knows no datum shift, is refused.
//!
//! # Source
//! EPSG Geodetic Parameter Dataset, transformation 6960 (coordinate frame rotation, parameters of the
//! Ministry of Natural Resources and Environment of Việt Nam, 2007).

mod guess;
mod title;

use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, CoordTransformOptions, SpatialRef};
use gdal::vector::Geometry;
use thiserror::Error;

pub use guess::{LikelySystems, displacement_m, likely_systems};
pub use title::named_in_vietnamese;

/// The pinned shift as steps of a PROJ pipeline, from geographic VN-2000 to geographic WGS 84 (radians).
const VN2000_TO_WGS84: &str = "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 \
     +step +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 \
     +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame \
     +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3";
const LONGITUDE_LATITUDE: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// The name under which the pinned shift is recorded with a layer.
pub const VN2000_TRANSFORMATION: &str = "EPSG:6960 VN-2000 to WGS 84 (2)";

/// Why coordinates could not be brought to WGS 84.
#[derive(Debug, Error)]
pub enum CrsError {
    /// The name of the system means nothing to PROJ.
    #[error(
        "{given:?} is not a coordinate reference system that is known here; write a code such as \
         EPSG:9210 (VN-2000 / TM-3 105-45) or EPSG:4326 (longitude and latitude)"
    )]
    Unknown {
        /// What was given.
        given: String,
    },
    /// PROJ has no way from this system to WGS 84.
    #[error(
        "no transformation from {from} to WGS 84 is known; deliver the file in EPSG:9210 or EPSG:4326"
    )]
    NoTransformation {
        /// The delivered system.
        from: String,
    },
    /// A coordinate lies outside what the system can express.
    #[error("the coordinate ({x}, {y}) cannot be transformed from {from}")]
    OutOfRange {
        /// The delivered system.
        from: String,
        /// First coordinate, easting or longitude.
        x: f64,
        /// Second coordinate, northing or latitude.
        y: f64,
    },
}

/// A reference system of delivered coordinates, always in the order easting, northing.
pub struct Crs {
    name: String,
    srs: SpatialRef,
}

/// The datum of a reference system, as far as it decides which transformation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Datum {
    Vn2000,
    Wgs84,
    Other,
}

impl Crs {
    /// Reads a system's name: an authority code (`EPSG:9210`), WKT or a PROJ string.
    ///
    /// # Errors
    /// [`CrsError::Unknown`].
    pub fn parse(given: &str) -> Result<Self, CrsError> {
        let unknown = || CrsError::Unknown {
            given: given.to_owned(),
        };
        let mut trimmed = given.trim().to_owned();
        if trimmed.bytes().all(|byte| byte.is_ascii_digit()) && !trimmed.is_empty() {
            trimmed.insert_str(0, "EPSG:");
        }
        let looks_like_crs =
            trimmed.contains(':') || trimmed.contains('[') || trimmed.contains('+');
        if !looks_like_crs || trimmed.contains("://") {
            return Err(unknown());
        }
        crate::formats::native::route_messages();
        SpatialRef::from_definition(&trimmed)
            .map(Self::from_spatial_ref)
            .map_err(|_| unknown())
    }

    /// Takes a system as GDAL found it in a file.
    #[must_use]
    pub fn from_spatial_ref(mut srs: SpatialRef) -> Self {
        if srs.authority().is_err() && srs.auto_identify_epsg().is_err() {
            tracing::debug!("the reference system has no EPSG code");
        }
        srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        let name = srs
            .authority()
            .ok()
            .or_else(|| srs.name())
            .unwrap_or_else(|| "unnamed reference system".to_owned());
        Self { name, srs }
    }

    /// The system's code, or its name where it has no code.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether coordinates are degrees, not metres.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.srs.is_geographic()
    }

    /// The same grid as somebody reads it who leaves the datum shift out; `None` for a system without one.
    #[must_use]
    pub fn without_datum_shift(&self) -> Option<Self> {
        if self.datum() != Datum::Vn2000 {
            return None;
        }
        let definition = self.srs.to_proj4().ok()?;
        let kept: Vec<&str> = definition
            .split_whitespace()
            .filter(|term| !term.starts_with("+towgs84=") && !term.starts_with("+ellps="))
            .collect();
        Self::parse(&format!("{} +datum=WGS84 +type=crs", kept.join(" "))).ok()
    }

    /// The system as GDAL knows it.
    pub(in crate::formats) fn spatial_ref(&self) -> &SpatialRef {
        &self.srs
    }

    fn datum(&self) -> Datum {
        let datum = self
            .srs
            .get_attr_value("DATUM", 0)
            .ok()
            .flatten()
            .unwrap_or_default();
        let bare: String = datum.chars().filter(char::is_ascii_alphanumeric).collect();
        match bare.to_ascii_lowercase().as_str() {
            "vietnam2000" | "dvietnam2000" | "vn2000" | "dvn2000" => Datum::Vn2000,
            "wgs1984"
            | "dwgs1984"
            | "wgs84"
            | "worldgeodeticsystem1984"
            | "worldgeodeticsystem1984ensemble" => Datum::Wgs84,
            _ => Datum::Other,
        }
    }

    /// The steps of a PROJ pipeline from this system to geographic coordinates in radians on its own datum.
    fn inverse_projection(&self) -> Result<String, CrsError> {
        let definition = self.srs.to_proj4().map_err(|_| self.no_transformation())?;
        let kept: Vec<&str> = definition
            .split_whitespace()
            .filter(|term| {
                !["+towgs84=", "+no_defs", "+type=", "+datum=", "+nadgrids="]
                    .iter()
                    .any(|dropped| term.starts_with(dropped))
            })
            .collect();
        if self.srs.is_geographic() {
            return Ok("+step +proj=unitconvert +xy_in=deg +xy_out=rad".to_owned());
        }
        let ellipsoid = if definition.contains("+ellps=") || definition.contains("+a=") {
            ""
        } else {
            " +ellps=WGS84"
        };
        Ok(format!("+step +inv {}{ellipsoid}", kept.join(" ")))
    }

    fn no_transformation(&self) -> CrsError {
        CrsError::NoTransformation {
            from: self.name.clone(),
        }
    }
}

/// The way between one delivered system and longitude, latitude on WGS 84, in both directions.
pub struct Transformation {
    name: String,
    from: String,
    forward: CoordTransform,
    backward: CoordTransform,
}

impl Transformation {
    /// Chooses the transformation for a system: pinned for VN-2000, a conversion for WGS 84, PROJ's best
    /// otherwise.
    ///
    /// # Errors
    /// [`CrsError::NoTransformation`] where only a ballpark is possible.
    pub fn new(crs: &Crs) -> Result<Self, CrsError> {
        let (name, forward, backward) = match crs.datum() {
            Datum::Vn2000 => {
                let pipeline = pipeline(&crs.inverse_projection()?, VN2000_TO_WGS84);
                let pair = pinned(&pipeline).map_err(|_| crs.no_transformation())?;
                (VN2000_TRANSFORMATION.to_owned(), pair.0, pair.1)
            }
            Datum::Wgs84 => {
                let pipeline = pipeline(&crs.inverse_projection()?, "");
                let pair = pinned(&pipeline).map_err(|_| crs.no_transformation())?;
                (
                    "conversion only (same datum, WGS 84)".to_owned(),
                    pair.0,
                    pair.1,
                )
            }
            Datum::Other => {
                let pair = best(crs).map_err(|_| crs.no_transformation())?;
                let name = format!("PROJ {} best operation from {}", proj_version(), crs.name);
                (name, pair.0, pair.1)
            }
        };
        Ok(Self {
            name,
            from: crs.name.clone(),
            forward,
            backward,
        })
    }

    /// The transformation's name, which is recorded with the layer.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Brings one delivered coordinate to longitude and latitude in degrees.
    ///
    /// # Errors
    /// [`CrsError::OutOfRange`] with the coordinate.
    ///
    /// # Example
    /// ```
    /// use nonnuoc::formats::crs::{Crs, Transformation};
    /// let crs = Crs::parse("EPSG:9210")?;
    /// let (longitude, latitude) = Transformation::new(&crs)?.to_wgs84(500_000.0, 2_508_000.0)?;
    /// assert!((longitude - 105.751_904_72).abs() < 1e-8);
    /// assert!((latitude - 22.671_352_55).abs() < 1e-8);
    /// # Ok::<(), nonnuoc::formats::crs::CrsError>(())
    /// ```
    pub fn to_wgs84(&self, x: f64, y: f64) -> Result<(f64, f64), CrsError> {
        self.apply(&self.forward, x, y)
    }

    /// Brings a longitude and latitude in degrees to the delivered system.
    ///
    /// The inverse of a datum shift without heights is off by up to a millimetre, so it is corrected once by
    /// what [`Self::to_wgs84`] makes of it: both ways together leave a coordinate where it was.
    ///
    /// # Errors
    /// [`CrsError::OutOfRange`] with the coordinate.
    pub fn delivered_from_wgs84(
        &self,
        longitude: f64,
        latitude: f64,
    ) -> Result<(f64, f64), CrsError> {
        let (x, y) = self.apply(&self.backward, longitude, latitude)?;
        let (back_longitude, back_latitude) = self.apply(&self.forward, x, y)?;
        self.apply(
            &self.backward,
            2.0 * longitude - back_longitude,
            2.0 * latitude - back_latitude,
        )
    }

    /// Brings a geometry to longitude and latitude, in place.
    ///
    /// # Errors
    /// [`CrsError::OutOfRange`] with the geometry's first corner.
    pub(in crate::formats) fn geometry_to_wgs84(
        &self,
        geometry: &mut Geometry,
    ) -> Result<(), CrsError> {
        let corner = geometry.envelope();
        geometry
            .transform_inplace(&self.forward)
            .map_err(|_| self.out_of_range(corner.MinX, corner.MinY))
    }

    fn apply(&self, transform: &CoordTransform, x: f64, y: f64) -> Result<(f64, f64), CrsError> {
        let (mut xs, mut ys) = ([x], [y]);
        let done = transform.transform_coords(&mut xs, &mut ys, &mut []);
        if done.is_err() || !xs[0].is_finite() || !ys[0].is_finite() {
            return Err(self.out_of_range(x, y));
        }
        Ok((xs[0], ys[0]))
    }

    fn out_of_range(&self, x: f64, y: f64) -> CrsError {
        CrsError::OutOfRange {
            from: self.from.clone(),
            x,
            y,
        }
    }
}

/// The version of the PROJ library that runs, such as `9.1.1`.
#[must_use]
pub fn proj_version() -> String {
    gdal::version::version_info("BUILD_INFO")
        .lines()
        .find_map(|line| line.strip_prefix("PROJ_RUNTIME_VERSION="))
        .unwrap_or("of unknown version")
        .to_owned()
}

fn pipeline(inverse_projection: &str, datum_shift: &str) -> String {
    format!(
        "+proj=pipeline {inverse_projection} {datum_shift} +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )
}

/// Both directions of a pipeline. The systems on both ends are told to GDAL as plain longitude, latitude, so
/// that it changes neither axes nor units: the pipeline alone says what happens.
fn pinned(pipeline: &str) -> gdal::errors::Result<(CoordTransform, CoordTransform)> {
    let plain = || SpatialRef::from_proj4(LONGITUDE_LATITUDE);
    let one_way = |reverse: bool| {
        let mut options = CoordTransformOptions::new()?;
        options.set_coordinate_operation(pipeline, reverse)?;
        CoordTransform::new_with_options(&plain()?, &plain()?, &options)
    };
    Ok((one_way(false)?, one_way(true)?))
}

fn best(crs: &Crs) -> gdal::errors::Result<(CoordTransform, CoordTransform)> {
    let mut wgs84 = SpatialRef::from_epsg(4326)?;
    wgs84.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    let mut options = CoordTransformOptions::new()?;
    options.set_ballpark_allowed(false)?;
    Ok((
        CoordTransform::new_with_options(&crs.srs, &wgs84, &options)?,
        CoordTransform::new_with_options(&wgs84, &crs.srs, &options)?,
    ))
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, Point};

    use super::*;

    fn transformation(name: &str) -> Transformation {
        Transformation::new(&Crs::parse(name).unwrap()).unwrap()
    }

    #[test]
    fn the_provinces_system_is_shifted_by_the_pinned_transformation() {
        let to = transformation("EPSG:9210");
        assert_eq!(to.name(), "EPSG:6960 VN-2000 to WGS 84 (2)");
        let (longitude, latitude) = to.to_wgs84(500_000.0, 2_508_000.0).unwrap();
        assert!((longitude - 105.751_904_72).abs() < 6e-9, "{longitude}");
        assert!((latitude - 22.671_352_55).abs() < 6e-9, "{latitude}");
    }

    #[test]
    fn every_system_on_vn_2000_uses_the_same_shift_and_returns() {
        let place = (106.25, 22.66);
        let mut codes: Vec<u32> = (9205..=9218).collect();
        codes.extend([
            5896, 5897, 5898, 5899, 3405, 3406, 6956, 6957, 6958, 6959, 4756,
        ]);
        for code in codes {
            let crs = Crs::parse(&format!("EPSG:{code}")).unwrap();
            assert_eq!(crs.datum(), Datum::Vn2000, "EPSG:{code}");
            let to = Transformation::new(&crs).unwrap();
            let (x, y) = to.delivered_from_wgs84(place.0, place.1).unwrap();
            let (longitude, latitude) = to.to_wgs84(x, y).unwrap();
            let there_and_back =
                Geodesic.distance(Point::from(place), Point::new(longitude, latitude));
            assert!(there_and_back < 1e-6, "EPSG:{code}: {there_and_back} m");
            let geographic = transformation("EPSG:4756")
                .delivered_from_wgs84(place.0, place.1)
                .unwrap();
            assert!((geographic.0 - 106.248).abs() < 2e-3 && geographic.0 < place.0);
        }
    }

    #[test]
    fn the_pinned_shift_agrees_with_the_one_that_proj_chooses() {
        let crs = Crs::parse("EPSG:3405").unwrap();
        let (pinned_x, pinned_y) = transformation("EPSG:3405")
            .to_wgs84(631_000.0, 2_507_000.0)
            .unwrap();
        let (forward, _) = best(&crs).unwrap();
        let (mut xs, mut ys) = ([631_000.0], [2_507_000.0]);
        forward.transform_coords(&mut xs, &mut ys, &mut []).unwrap();
        let apart = Geodesic.distance(Point::new(pinned_x, pinned_y), Point::new(xs[0], ys[0]));
        assert!(apart < 1e-3, "{apart} m");
    }

    #[test]
    fn without_the_shift_a_place_is_224_m_off() {
        let unshifted = "+proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +type=crs";
        let metres = displacement_m(500_000.0, 2_508_000.0, "EPSG:9210", unshifted).unwrap();
        assert!((metres - 224.0).abs() < 1.0, "{metres}");
    }

    #[test]
    fn leaving_the_shift_out_is_a_system_of_its_own() {
        for (code, expected) in [("EPSG:9210", 224.0), ("EPSG:3405", 224.0)] {
            let crs = Crs::parse(code).unwrap();
            let unshifted = Transformation::new(&crs.without_datum_shift().unwrap()).unwrap();
            let place = transformation(code)
                .delivered_from_wgs84(106.25, 22.66)
                .unwrap();
            let there = unshifted.to_wgs84(place.0, place.1).unwrap();
            let metres = Geodesic.distance(Point::new(106.25, 22.66), Point::from(there));
            assert!((metres - expected).abs() < 2.0, "{code}: {metres}");
        }
        assert!(
            Crs::parse("EPSG:4326")
                .unwrap()
                .without_datum_shift()
                .is_none()
        );
    }

    #[test]
    fn systems_are_called_as_planners_call_them() {
        let title = |code: &str| Crs::parse(code).unwrap().title().vi;
        assert_eq!(
            title("EPSG:9210"),
            "VN-2000, múi 3°, kinh tuyến trục 105°45′"
        );
        assert_eq!(title("EPSG:3405"), "VN-2000, UTM múi 6° số 48");
        assert_eq!(title("EPSG:32648"), "WGS 84, UTM múi 6° số 48");
        assert_eq!(title("EPSG:4326"), "WGS 84, kinh độ – vĩ độ");
    }

    #[test]
    fn a_wrong_zone_costs_kilometres() {
        let metres = displacement_m(551_000.0, 2_508_000.0, "EPSG:9210", "EPSG:9211").unwrap();
        assert!((metres - 25_700.0).abs() < 200.0, "{metres}");
    }

    #[test]
    fn wgs_84_systems_are_converted_without_a_shift() {
        for (code, x, y) in [
            ("EPSG:4326", 106.25, 22.66),
            ("EPSG:32648", 628_476.3, 2_506_507.4),
        ] {
            let to = transformation(code);
            assert_eq!(to.name(), "conversion only (same datum, WGS 84)");
            let (longitude, latitude) = to.to_wgs84(x, y).unwrap();
            assert!(
                (longitude - 106.25).abs() < 1e-3 && (latitude - 22.66).abs() < 1e-3,
                "{code}: {longitude} {latitude}"
            );
        }
        let (x, y) = transformation("EPSG:3857")
            .to_wgs84(11_827_696.0, 2_592_000.0)
            .unwrap();
        assert!(
            (x - 106.25).abs() < 1e-3 && (y - 22.66).abs() < 0.1,
            "{x} {y}"
        );
    }

    #[test]
    fn another_datum_is_left_to_proj_and_the_name_says_so() {
        let to = transformation("EPSG:3148");
        assert!(to.name().starts_with("PROJ "), "{}", to.name());
        assert!(
            to.name().ends_with("best operation from EPSG:3148"),
            "{}",
            to.name()
        );
        assert!(
            proj_version().starts_with(|c: char| c.is_ascii_digit()),
            "{}",
            proj_version()
        );
    }

    #[test]
    fn the_wkt_of_a_delivered_prj_is_recognised() {
        let wkt = Crs::parse("EPSG:9210").unwrap().srs.to_wkt().unwrap();
        let esri = SpatialRef::from_wkt(&wkt).unwrap();
        esri.morph_to_esri().unwrap();
        let crs = Crs::parse(&esri.to_wkt().unwrap()).unwrap();
        assert_eq!(crs.datum(), Datum::Vn2000);
        let (longitude, _) = Transformation::new(&crs)
            .unwrap()
            .to_wgs84(500_000.0, 2_508_000.0)
            .unwrap();
        assert!((longitude - 105.751_904_72).abs() < 1e-8);
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_remedy() {
        for given in [
            "",
            "VN-2000",
            "EPSG:999999",
            "https://example.org/crs",
            "file.prj",
        ] {
            let error = Crs::parse(given).err().unwrap().to_string();
            assert!(
                error.contains("EPSG:9210") && error.contains(given),
                "{error}"
            );
        }
        assert_eq!(Crs::parse("9210").unwrap().name(), "EPSG:9210");
    }

    #[test]
    fn coordinates_outside_the_province_are_explained() {
        let province = [105.2, 22.3, 106.9, 23.2];
        let likely = LikelySystems::new();
        let systems_that_fit = |x, y, area| likely.that_fit(x, y, area);
        assert_eq!(
            systems_that_fit(551_000.0, 2_508_000.0, province)[0],
            "EPSG:9210"
        );
        assert_eq!(systems_that_fit(106.3, 22.7, province)[0], "EPSG:4326");
        let swapped = systems_that_fit(22.7, 106.3, province);
        assert_eq!(swapped[0], "EPSG:4326 with the two coordinates swapped");
        assert!(systems_that_fit(0.0, 0.0, province).is_empty());
    }
}
