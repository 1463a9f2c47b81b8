//! A delivery of unit boundaries: matched by code, held against the names, made a new dated version.

mod cleaning;
mod shift;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;

use super::{
    CODE_COLUMNS, NAME_COLUMNS, Row, find_column, geometry_word, geometry_word_vi, rows, unit_code,
};
use crate::analysis::coverage_cleaning::CleaningError;
use crate::geometry::geodesic::area_m2;
use crate::model::delivery::{Delivery, Problem, Problems};
use crate::model::{
    Boundary, Edit, IdError, Layer, LayerContent, LayerId, Provenance, Snapshot, Text, Unit,
    UnitCode, fold,
};

pub use cleaning::{CleanedBoundaries, clean};

const SQUARE_METRES_PER_KM2: f64 = 1e6;
/// Outlines that lie farther than this from those present, all to the same side, were read in a wrong
/// reference system.
const IMPOSSIBLE_SHIFT_M: f64 = 2_000.0;
/// A smaller shift of all outlines to the same side is worth a word: a missing datum shift is 224 m.
const NOTABLE_SHIFT_M: f64 = 50.0;

/// What the user says about a delivery of boundaries.
#[derive(Debug, Clone)]
pub struct BoundaryOrder {
    /// The first day on which the new boundaries count.
    pub valid_from: Date,
    /// The column of the unit's code, where it is not one of the usual names.
    pub code_column: Option<String>,
    /// The column of the unit's name, where it is not one of the usual names.
    pub name_column: Option<String>,
    /// Whether names may differ from the registry's.
    pub may_differ_in_name: bool,
    /// Whether a version of the same day may be written over.
    pub may_replace: bool,
    /// The layer that the boundaries come with.
    pub layer: LayerId,
    /// The layer's name.
    pub title: Text,
    /// Where the boundaries come from.
    pub provenance: Provenance,
    /// The checksum of the file.
    pub sha256: Option<String>,
}

/// The boundaries of a delivery, one for each unit, before and after they were matched.
#[derive(Debug)]
pub struct MatchedBoundaries {
    /// The units in the order of their codes, each with its delivered outline (WGS 84).
    pub outlines: Vec<(Arc<Unit>, MultiPolygon<f64>)>,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// One unit's boundary before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitChange {
    /// The unit's code.
    pub code: UnitCode,
    /// The unit's name.
    pub name: String,
    /// Geodesic area of the boundary that counted until then, in km²; `None` where there was none.
    pub before_km2: Option<f64>,
    /// Geodesic area of the outline as it was delivered, in km².
    pub delivered_km2: f64,
    /// Geodesic area of the new boundary, in km².
    pub after_km2: f64,
}

/// The id of a layer of boundaries that count from a day on, where nobody names another.
///
/// # Errors
/// [`IdError`] for a day that makes no id, before the year 0.
pub fn usual_id(valid_from: Date) -> Result<LayerId, IdError> {
    LayerId::new(format!("boundaries-{valid_from}"))
}

/// The title of such a layer.
#[must_use]
pub fn usual_title(valid_from: Date) -> Text {
    Text::new(
        format!(
            "Ranh giới đơn vị hành chính từ ngày {}",
            valid_from.strftime("%d/%m/%Y")
        ),
        format!("Unit boundaries from {valid_from}"),
    )
}

/// The origin of boundaries that were made to meet: the method says so.
#[must_use]
pub fn with_cleaning(provenance: Provenance, tolerance_m: f64) -> Provenance {
    let cleaned = format!("borders made to meet within {tolerance_m} m");
    Provenance {
        method: Some(match provenance.method {
            Some(method) => format!("{method}; {cleaned}"),
            None => cleaned,
        }),
        ..provenance
    }
}

/// What is to be committed, and what it changes.
#[derive(Debug)]
pub struct BoundaryPlan {
    /// The edits, to be committed in one transaction.
    pub edits: Vec<Edit>,
    /// One line for each unit, by code.
    pub changes: Vec<UnitChange>,
}

/// Matches the features of a delivery with the units that exist on the day, by code.
///
/// Names are compared too, without accents and the word for the kind of unit: all codes of today were in use
/// before 1 July 2025 for other units, so a file of the former units would match by code alone.
///
/// # Errors
/// Every mistake: unknown, missing or repeated codes, other names, geometry that is no polygon or broken,
/// units without a feature.
pub fn match_units(
    delivery: &Delivery,
    snapshot: &Snapshot,
    order: &BoundaryOrder,
) -> Result<MatchedBoundaries, Problems> {
    let units: BTreeMap<UnitCode, Arc<Unit>> = snapshot
        .units()
        .on(order.valid_from)
        .map(|unit| (unit.key.code.clone(), Arc::clone(unit)))
        .collect();
    let mut matching = Matching::new(delivery, units, order)?;
    for row in rows(delivery) {
        matching.take(&row);
    }
    matching.finish(snapshot)
}

/// Makes the plan from the matched outlines and from what [`clean`] made of them.
///
/// `cleaned` holds one boundary for each matched unit, in the same order.
#[must_use]
pub fn plan(
    matched: &MatchedBoundaries,
    cleaned: &[MultiPolygon<f64>],
    snapshot: &Snapshot,
    order: &BoundaryOrder,
) -> BoundaryPlan {
    let layer = Layer {
        id: order.layer.clone(),
        content: LayerContent::Boundaries,
        title: order.title.clone(),
        provenance: order.provenance.clone(),
        count: matched.outlines.len(),
        sha256: order.sha256.clone(),
        note: None,
    };
    let mut edits = vec![Edit::from(layer)];
    let mut changes = Vec::new();
    for ((unit, delivered), geometry) in matched.outlines.iter().zip(cleaned) {
        let before = snapshot.map().of(&unit.key, order.valid_from);
        changes.push(UnitChange {
            code: unit.key.code.clone(),
            name: unit.name.clone(),
            before_km2: before.map(|boundary| km2(&boundary.geometry)),
            delivered_km2: km2(delivered),
            after_km2: km2(geometry),
        });
        edits.push(Edit::from(Boundary {
            unit: unit.key.clone(),
            valid_from: order.valid_from,
            layer: order.layer.clone(),
            geometry: geometry.clone(),
        }));
    }
    BoundaryPlan { edits, changes }
}

/// A delivery of boundaries, looked at as a whole: matched, made to meet, compared.
#[derive(Debug)]
pub struct BoundaryExamination {
    /// What would be committed, and what it changes.
    pub plan: BoundaryPlan,
    /// What it took to make the borders meet.
    pub cleaned: CleanedBoundaries,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// Matches, cleans and compares a delivery of boundaries.
///
/// # Errors
/// Every mistake, as [`match_units`] finds it, or why the borders cannot be made to meet.
pub fn examine(
    delivery: &Delivery,
    snapshot: &Snapshot,
    order: &BoundaryOrder,
    tolerance_m: f64,
) -> Result<BoundaryExamination, Problems> {
    let matched = match_units(delivery, snapshot, order)?;
    let cleaned = clean(&matched, tolerance_m)
        .map_err(|error| Problems::from(unclean(&delivery.header.file, &error)))?;
    let plan = plan(&matched, &cleaned.outlines, snapshot, order);
    Ok(BoundaryExamination {
        plan,
        cleaned,
        notices: matched.notices,
    })
}

fn unclean(file: &str, error: &CleaningError) -> Problem {
    let problem = Problem::of_file(file, error.to_string(), "Mend the source.");
    let vi = match error {
        CleaningError::OffTheGlobe { name, .. } => {
            format!("{name} có đỉnh không nằm trên trái đất")
        }
        CleaningError::TooWide {
            refusals,
            tolerance_m,
        } => format!(
            "{} chỗ chồng hoặc hở rộng hơn mức cho phép {tolerance_m} m; rộng nhất {:.0} m",
            refusals.len(),
            refusals.first().map_or(0.0, |widest| widest.width_m)
        ),
        CleaningError::Vanished { name } => format!("{name} bị các xã khác phủ kín"),
    };
    problem.in_vietnamese(vi, "Sửa ranh giới trong tệp gốc, hoặc nới mức cho phép.")
}

fn km2(geometry: &MultiPolygon<f64>) -> f64 {
    area_m2(geometry) / SQUARE_METRES_PER_KM2
}

struct Matching<'a> {
    delivery: &'a Delivery,
    order: &'a BoundaryOrder,
    units: BTreeMap<UnitCode, Arc<Unit>>,
    code_column: usize,
    name_column: Option<usize>,
    found: BTreeMap<UnitCode, (u64, MultiPolygon<f64>)>,
    padded: usize,
    renamed: Vec<String>,
    problems: Problems,
}

impl<'a> Matching<'a> {
    fn new(
        delivery: &'a Delivery,
        units: BTreeMap<UnitCode, Arc<Unit>>,
        order: &'a BoundaryOrder,
    ) -> Result<Self, Problems> {
        let columns = find_column(
            delivery,
            order.code_column.as_deref(),
            &CODE_COLUMNS,
            "--code-column",
        )
        .and_then(|code| {
            let code = code.ok_or_else(|| {
                let fields = delivery.header.fields.join(", ");
                delivery
                    .problem(
                        "no column holds the code of the unit",
                        format!("Name it with --code-column; the file has: {fields}."),
                    )
                    .in_vietnamese(
                        "không cột nào ghi mã xã, phường",
                        format!("Đặt tên cột là ma_xa; tệp có: {fields}."),
                    )
            })?;
            let name = find_column(
                delivery,
                order.name_column.as_deref(),
                &NAME_COLUMNS,
                "--name-column",
            )?;
            Ok((code, name))
        });
        match columns {
            Ok((code_column, name_column)) => Ok(Self {
                delivery,
                order,
                units,
                code_column,
                name_column,
                found: BTreeMap::new(),
                padded: 0,
                renamed: Vec::new(),
                problems: delivery.header.flaws.clone(),
            }),
            Err(problem) => Err(Problems::from(problem)),
        }
    }

    fn take(&mut self, row: &Row) {
        let Some(unit) = self.unit_of(row) else {
            return;
        };
        self.compare_name(row, &unit);
        let Some(outline) = self.outline_of(row) else {
            return;
        };
        let earlier = self
            .found
            .insert(unit.key.code.clone(), (row.feature.row, outline));
        if let Some((earlier, _)) = earlier {
            self.problems.push(row.value_problem(
                self.code_column,
                format!("row {earlier} has the same code"),
                "Join the parts of a unit into one feature (in QGIS: Vector geometry, Dissolve).",
            )
            .in_vietnamese(
                format!("dòng {earlier} đã có mã này"),
                "Gộp các phần của một xã thành một đối tượng (QGIS: Hoà tan).",
            ));
        }
    }

    fn unit_of(&mut self, row: &Row) -> Option<Arc<Unit>> {
        let Some(text) = row.value(self.code_column) else {
            self.problems.push(
                row.value_problem(
                    self.code_column,
                    "the code of the unit is missing",
                    "Write its five digits.",
                )
                .in_vietnamese("thiếu mã xã, phường", "Ghi mã năm chữ số."),
            );
            return None;
        };
        let code = unit_code(text);
        let unit = code.as_ref().and_then(|code| self.units.get(code));
        if unit.is_none() {
            self.problems.push(
                row.value_problem(
                    self.code_column,
                    format!("no unit has this code on {}", self.order.valid_from),
                    "Compare with `nonnuoc units`, or name another day with --valid-from.",
                )
                .in_vietnamese(
                    format!(
                        "không xã, phường nào có mã này vào ngày {}",
                        self.order.valid_from.strftime("%d/%m/%Y")
                    ),
                    "Sửa mã, hoặc chọn ngày khác.",
                ),
            );
        }
        if code.is_some_and(|code| code.as_str() != text.trim()) {
            self.padded += 1;
        }
        unit.cloned()
    }

    fn compare_name(&mut self, row: &Row, unit: &Unit) {
        let Some((column, name)) = self
            .name_column
            .and_then(|column| Some((column, row.value(column)?)))
        else {
            return;
        };
        if bare_name(name) == fold(&unit.name) {
            return;
        }
        if self.order.may_differ_in_name {
            self.renamed
                .push(format!("{name} for {} {}", unit.key.code, unit.name));
            return;
        }
        self.problems.push(row.value_problem(
            column,
            format!("unit {} is called {} in the registry", unit.key.code, unit.full_name()),
            "Check that the file holds the units of that day; texts in an old character set are read with \
             --encoding tcvn3 or vni; --allow-other-names takes the file's word.",
        )
        .in_vietnamese(
            format!("mã {} trong danh mục là {}", unit.key.code, unit.full_name()),
            "Xem tệp có đúng các xã của ngày ấy không; chữ lỗi phông thì chọn bảng mã TCVN3 hoặc VNI.",
        ));
    }

    fn outline_of(&mut self, row: &Row) -> Option<MultiPolygon<f64>> {
        if let Some(problem) = row.invalidity() {
            self.problems.push(problem);
            return None;
        }
        let (found, vi) = match &row.feature.geometry {
            Some(Geometry::Polygon(polygon)) => return Some(MultiPolygon::from(polygon.clone())),
            Some(Geometry::MultiPolygon(outline)) => return Some(outline.clone()),
            Some(other) => {
                let word = geometry_word(other);
                (
                    format!("the geometry is {word}, not a polygon"),
                    format!("hình là {}, không phải vùng", geometry_word_vi(word)),
                )
            }
            None => (
                "the feature has no geometry".to_owned(),
                "đối tượng không có hình".to_owned(),
            ),
        };
        self.problems.push(
            row.problem(found, "Deliver one polygon or multipolygon for each unit.")
                .in_vietnamese(vi, "Mỗi xã, phường cần một vùng."),
        );
        None
    }

    fn finish(mut self, snapshot: &Snapshot) -> Result<MatchedBoundaries, Problems> {
        self.refuse_missing_units();
        self.refuse_version_of_that_day(snapshot);
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let shift = self.common_shift(snapshot);
        if let Some((metres, towards)) = shift.filter(|(metres, _)| *metres > IMPOSSIBLE_SHIFT_M) {
            let crs = &self.delivery.header.crs;
            let problem = self.delivery.problem(
                format!("all outlines lie about {metres:.0} m to the {towards} of those present"),
                format!("The file was read in {crs}: give the right reference system with --crs."),
            );
            return Err(Problems::from(problem.in_vietnamese(
                format!(
                    "mọi đường bao lệch khoảng {metres:.0} m về phía {} so với ranh giới hiện có",
                    direction_vi(towards)
                ),
                format!("Tệp được đọc theo {crs}: hãy chọn đúng hệ toạ độ."),
            )));
        }
        let mut notices = Vec::new();
        if let Some((metres, towards)) = shift.filter(|(metres, _)| *metres > NOTABLE_SHIFT_M) {
            notices.push(Text::new(
                format!(
                    "mọi đường bao lệch khoảng {metres:.0} m về phía {} so với ranh giới hiện có: có thể thiếu bước \
                     chuyển hệ (VN-2000 đọc thành WGS 84 lệch 224 m)",
                    direction_vi(towards)
                ),
                format!(
                    "all outlines lie about {metres:.0} m to the {towards} of those present: a datum shift may be \
                     missing (VN-2000 read as WGS 84 is 224 m off)"
                ),
            ));
        }
        if self.padded > 0 {
            notices.push(Text::new(
                format!("{} mã bị mất số 0 ở đầu, đã bù lại", self.padded),
                format!("{} codes had lost their leading zeros", self.padded),
            ));
        }
        if !self.renamed.is_empty() {
            let renamed = self.renamed.join(", ");
            notices.push(Text::new(
                format!("tên khác với danh mục: {renamed}"),
                format!("names that differ from the registry: {renamed}"),
            ));
        }
        let units = self.units;
        let outlines = self
            .found
            .into_iter()
            .filter_map(|(code, (_, outline))| Some((Arc::clone(units.get(&code)?), outline)))
            .collect();
        Ok(MatchedBoundaries { outlines, notices })
    }

    fn refuse_missing_units(&mut self) {
        let missing: Vec<String> = self
            .units
            .iter()
            .filter(|(code, _)| !self.found.contains_key(*code))
            .map(|(code, unit)| format!("{code} {}", unit.name))
            .collect();
        if missing.is_empty() || !self.problems.is_empty() {
            return;
        }
        let (count, of, names) = (missing.len(), self.units.len(), missing.join(", "));
        let problem = self.delivery.problem(
            format!("{count} of {of} units have no feature: {names}"),
            "Deliver the whole set, so that no border is left without its other side.",
        );
        self.problems.push(problem.in_vietnamese(
            format!("{count}/{of} xã, phường không có đối tượng: {names}"),
            "Tải lên cả bộ, để không ranh giới nào thiếu phía bên kia.",
        ));
    }

    fn refuse_version_of_that_day(&mut self, snapshot: &Snapshot) {
        let day = self.order.valid_from;
        if self.order.may_replace
            || !snapshot
                .map()
                .all()
                .any(|boundary| boundary.valid_from == day)
        {
            return;
        }
        let problem = self.delivery.problem(
            format!("there are boundaries that count from {day} on already"),
            "Name another day with --valid-from, or write over them with --replace.",
        );
        self.problems.push(problem.in_vietnamese(
            format!("đã có ranh giới tính từ ngày {}", day.strftime("%d/%m/%Y")),
            "Chọn ngày khác, hoặc đánh dấu ghi đè.",
        ));
    }
}

fn direction_vi(towards: &str) -> &'static str {
    match towards {
        "east" => "đông",
        "west" => "tây",
        "north" => "bắc",
        _ => "nam",
    }
}

/// A unit's name as it is compared: without accents and without the word for its kind.
fn bare_name(name: &str) -> String {
    let folded = fold(name);
    ["xa ", "phuong ", "thi tran ", "x ", "p ", "tt "]
        .iter()
        .find_map(|kind| folded.strip_prefix(kind))
        .map_or_else(|| folded.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_the_word_for_their_kind() {
        assert_eq!(bare_name("Phường Thục Phán"), "thuc phan");
        assert_eq!(bare_name("Xã Hoà An"), fold("Hòa An"));
        assert_eq!(bare_name("Xuân Trường"), "xuan truong");
    }

    #[test]
    fn codes_get_their_leading_zeros_back() {
        assert_eq!(unit_code("1273").unwrap().as_str(), "01273");
        assert_eq!(unit_code(" 01273 ").unwrap().as_str(), "01273");
        assert!(
            unit_code("12.5").is_none() && unit_code("").is_none() && unit_code("123456").is_none()
        );
    }
}
