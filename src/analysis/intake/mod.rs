//! Intake: what becomes of a delivery.
//!
//! A delivery is a file as it was read. Here its columns are given their meaning, each row is held against
//! the data that are there, and the outcome is either every mistake found or a plan: the edits to commit and
//! a report of what they change. Planning changes nothing, so a dry run is a plan that is not committed.

pub mod boundaries;
pub mod places;
pub mod raster;
pub mod survey;

use geo::{Geometry, Validation};

use crate::model::delivery::{DeliveredFeature, Delivery, Problem, column_key};
use crate::model::{IdError, LayerId, UnitCode};

/// Columns that hold the code of a unit, by how they are compared.
const CODE_COLUMNS: [&str; 14] = [
    "code",
    "maxa",
    "unitcode",
    "madvhc",
    "maxaphuong",
    "maphuongxa",
    "mapx",
    "madonvi",
    "communecode",
    "wardcode",
    "madvhccapxa",
    "magso",
    "ma",
    "gso",
];
/// Columns that hold a name.
const NAME_COLUMNS: [&str; 12] = [
    "name",
    "ten",
    "tenxa",
    "tenxaphuong",
    "tenphuongxa",
    "tendvhc",
    "tendonvi",
    "communename",
    "wardname",
    "tengoi",
    "tendiadanh",
    "title",
];

/// The id under which the layers of a kind ship: `border-gates`, `health-facilities`; a raster's is its kind.
///
/// # Errors
/// [`IdError`] where the name makes no id.
pub fn usual_layer_id(kind: &str, is_raster: bool) -> Result<LayerId, IdError> {
    match (is_raster, kind.strip_suffix('y')) {
        (true, _) => LayerId::new(kind),
        (false, Some(stem)) => LayerId::new(format!("{stem}ies")),
        (false, None) => LayerId::new(format!("{kind}s")),
    }
}

/// A delivery with a mistake of a row written in its words.
struct Row<'a> {
    delivery: &'a Delivery,
    feature: &'a DeliveredFeature,
}

impl Row<'_> {
    fn value(&self, column: usize) -> Option<&str> {
        self.feature.values.get(column).and_then(Option::as_deref)
    }

    /// A mistake in the row as a whole.
    fn problem(&self, message: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem::of_file(&self.feature.file, message, remedy).in_row(self.feature.row)
    }

    /// A mistake in one value of the row.
    fn value_problem(
        &self,
        column: usize,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        self.problem(message, remedy)
            .at(&self.delivery.header.fields[column], self.value(column))
    }

    /// Why the row's geometry breaks the rules of simple features, such as a ring that crosses itself.
    fn invalidity(&self) -> Option<Problem> {
        let fault = self.feature.geometry.as_ref()?.check_validation().err()?;
        let problem = self.problem(
            format!("the geometry is broken: {fault}"),
            "Repair it (in QGIS: Vector geometry, Fix geometries) and deliver it again.",
        );
        let problem = problem.in_vietnamese(
            "hình bị lỗi: đường bao tự cắt, chồng hoặc chạm sai chỗ",
            "Sửa hình (QGIS: Vectơ, Công cụ hình học, Sửa hình học) rồi tải lên lại.",
        );
        Some(problem.at("geometry", None))
    }
}

fn rows(delivery: &Delivery) -> impl Iterator<Item = Row<'_>> {
    delivery
        .features
        .iter()
        .map(move |feature| Row { delivery, feature })
}

/// The column that the user names, or the first of the usual names that the file has.
fn find_column(
    delivery: &Delivery,
    named: Option<&str>,
    usual: &[&str],
    option: &str,
) -> Result<Option<usize>, Problem> {
    if let Some(name) = named {
        return delivery
            .column(name)
            .map(Some)
            .ok_or_else(|| no_column(delivery, option, name));
    }
    let keys: Vec<String> = delivery
        .header
        .fields
        .iter()
        .map(|field| column_key(field))
        .collect();
    Ok(usual
        .iter()
        .find_map(|name| keys.iter().position(|key| key == name)))
}

fn no_column(delivery: &Delivery, option: &str, name: &str) -> Problem {
    delivery
        .problem(
            "there is no such column",
            format!("The file has: {}.", delivery.header.fields.join(", ")),
        )
        .at(option, Some(name))
        .in_vietnamese(
            "không có cột này",
            format!("Tệp có: {}.", delivery.header.fields.join(", ")),
        )
}

/// A unit's code as files write it: a number that lost its leading zeros gets them back.
fn unit_code(text: &str) -> Option<UnitCode> {
    let digits = text.trim();
    let is_number =
        !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    is_number
        .then(|| UnitCode::new(format!("{digits:0>5}")).ok())
        .flatten()
}

/// A word for a sort of geometry in Vietnamese.
fn geometry_word_vi(word: &str) -> &'static str {
    match word {
        "a point" => "điểm",
        "a line" => "đường",
        "a polygon" => "vùng",
        _ => "tập hợp nhiều loại hình",
    }
}

/// What sort of geometry it is, in words.
pub(crate) fn geometry_word(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => "a point",
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => "a line",
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => "a polygon",
        Geometry::GeometryCollection(_) => "a collection of geometries",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_called_by_the_plural_of_their_kind() {
        let id = |kind, is_raster| usual_layer_id(kind, is_raster).unwrap().to_string();
        assert_eq!(id("border-gate", false), "border-gates");
        assert_eq!(id("health-facility", false), "health-facilities");
        assert_eq!(id("population-density", true), "population-density");
    }
}
