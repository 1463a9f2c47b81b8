//! From a native geometry to one that can be sent on: plain, closed, finite, on WGS 84.

use gdal::vector::{Geometry, OGRwkbGeometryType, geometry_type_flatten, geometry_type_to_name};

use super::Georeference;
use crate::model::Text;
use crate::model::delivery::Problem;

/// What is wrong with one geometry, and how to mend it.
pub(super) struct BadShape {
    pub(super) message: Text,
    pub(super) remedy: Text,
    pub(super) value: Option<String>,
}

impl BadShape {
    fn new(message: Text, remedy: Text) -> Self {
        Self {
            message,
            remedy,
            value: None,
        }
    }

    /// The same as a mistake in a file.
    pub(super) fn problem(self, file: &str) -> Problem {
        Problem::of_file(file, self.message.en, self.remedy.en)
            .in_vietnamese(self.message.vi, self.remedy.vi)
    }
}

/// What to do with a shape that cannot be mended here.
fn draw_again(what_vi: &str, what: &str) -> Text {
    Text::new(
        format!("Vẽ lại {what_vi} hoặc xoá đối tượng."),
        format!("Draw the {what} again or delete the feature."),
    )
}

/// Brings a geometry to WGS 84 and writes it as well-known binary; an empty one is none.
///
/// Heights and measures are left out.
pub(super) fn to_wkb(
    mut geometry: Geometry,
    georeference: &Georeference,
) -> Result<Option<Vec<u8>>, BadShape> {
    if geometry.is_empty() {
        return Ok(None);
    }
    geometry.flatten_to_2d();
    check(&geometry)?;
    let delivered = geometry.envelope();
    let corner = (delivered.MinX, delivered.MinY);
    if let Some(transformation) = &georeference.transformation {
        transformation
            .geometry_to_wgs84(&mut geometry)
            .map_err(|error| BadShape {
                message: Text::new(
                    format!(
                        "không chuyển được toạ độ {}, {} sang WGS 84",
                        corner.0, corner.1
                    ),
                    error.to_string(),
                ),
                remedy: georeference.remedy_for_misplacement(corner),
                value: None,
            })?;
    }
    let placed = geometry.envelope();
    let bounds = [placed.MinX, placed.MinY, placed.MaxX, placed.MaxY];
    if let Some((message, remedy)) = georeference.misplacement(bounds, corner) {
        let value = Some(format!("{}, {}", corner.0, corner.1));
        return Err(BadShape {
            message,
            remedy,
            value,
        });
    }
    let unwritable = |_| {
        BadShape::new(
            Text::new("không đọc được hình", "the geometry cannot be written"),
            Text::new("Hãy chuyển định dạng tệp trước.", "Convert the file first."),
        )
    };
    geometry.wkb().map(Some).map_err(unwritable)
}

/// Refuses what would be mended silently or misread later: open rings, rings and lines of too few points,
/// coordinates that are not finite, and curves.
fn check(geometry: &Geometry) -> Result<(), BadShape> {
    match geometry_type_flatten(geometry.geometry_type()) {
        OGRwkbGeometryType::wkbPoint => check_points(geometry, 1),
        OGRwkbGeometryType::wkbLineString => check_points(geometry, 2),
        OGRwkbGeometryType::wkbPolygon => (0..geometry.geometry_count())
            .try_for_each(|ring| check_ring(&geometry.get_geometry(ring), ring)),
        OGRwkbGeometryType::wkbMultiPoint
        | OGRwkbGeometryType::wkbMultiLineString
        | OGRwkbGeometryType::wkbMultiPolygon
        | OGRwkbGeometryType::wkbGeometryCollection => {
            (0..geometry.geometry_count()).try_for_each(|part| check(&geometry.get_geometry(part)))
        }
        other => Err(BadShape::new(
            Text::new(
                format!("không nhận hình kiểu {}", geometry_type_to_name(other)),
                format!(
                    "geometry of the type {} is not taken",
                    geometry_type_to_name(other)
                ),
            ),
            Text::new(
                "Hãy đổi đường cong thành các đoạn thẳng trước (ogr2ogr -nlt CONVERT_TO_LINEAR).",
                "Convert curves to line segments first (ogr2ogr -nlt CONVERT_TO_LINEAR).",
            ),
        )),
    }
}

fn points(geometry: &Geometry) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    geometry.get_points(&mut points);
    points.into_iter().map(|(x, y, _)| (x, y)).collect()
}

fn check_points(geometry: &Geometry, least: usize) -> Result<(), BadShape> {
    let points = points(geometry);
    if points.len() < least {
        return Err(BadShape::new(
            Text::new(
                format!("đường có {} điểm, cần ít nhất {least}", points.len()),
                format!(
                    "a line has {} point, at least {least} are needed",
                    points.len()
                ),
            ),
            draw_again("đường", "line"),
        ));
    }
    check_finite(&points)
}

fn check_finite(points: &[(f64, f64)]) -> Result<(), BadShape> {
    match points
        .iter()
        .find(|(x, y)| !x.is_finite() || !y.is_finite())
    {
        Some((x, y)) => Err(BadShape {
            message: Text::new("toạ độ không phải là số", "a coordinate is not a number"),
            remedy: Text::new(
                "Ghi toạ độ, hoặc xoá đối tượng.",
                "Write the coordinate, or delete the feature.",
            ),
            value: Some(format!("{x}, {y}")),
        }),
        None => Ok(()),
    }
}

fn check_ring(ring: &Geometry, number: usize) -> Result<(), BadShape> {
    let points = points(ring);
    check_finite(&points)?;
    let which = if number == 0 {
        Text::new("đường bao ngoài", "the outer ring")
    } else {
        Text::new(format!("lỗ {number}"), format!("hole {number}"))
    };
    if points.len() < 4 {
        return Err(BadShape::new(
            Text::new(
                format!(
                    "{} có {} điểm, cần ít nhất 4 (điểm cuối trùng điểm đầu)",
                    which.vi,
                    points.len()
                ),
                format!(
                    "{} has {} points, at least 4 are needed (the last is the first)",
                    which.en,
                    points.len()
                ),
            ),
            draw_again("vùng", "polygon"),
        ));
    }
    let (first, last) = (points[0], points[points.len() - 1]);
    if first == last {
        return Ok(());
    }
    Err(BadShape {
        message: Text::new(
            format!("{} chưa khép kín: điểm cuối không trùng điểm đầu", which.vi),
            format!(
                "{} is not closed: its last point is not its first",
                which.en
            ),
        ),
        remedy: Text::new(
            "Khép kín đường bao trong chương trình đã tạo tệp.",
            "Close the ring in the program that made the file.",
        ),
        value: Some(format!("{}, {} … {}, {}", first.0, first.1, last.0, last.1)),
    })
}
