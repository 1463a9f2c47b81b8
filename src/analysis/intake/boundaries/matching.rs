//! The rows of a delivery of boundaries, matched with the units by code and held against their names.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Geometry, MultiPolygon};

use super::{BoundaryOrder, MatchedBoundaries};
use crate::analysis::intake::{
    CODE_COLUMNS, NAME_COLUMNS, Row, find_column, geometry_word, geometry_word_vi, unit_code,
};
use crate::model::delivery::{Delivery, Problems};
use crate::model::{Snapshot, Text, Unit, UnitCode, fold};

/// Outlines that lie farther than this from those present, all to the same side, were read in a wrong
/// reference system.
const IMPOSSIBLE_SHIFT_M: f64 = 2_000.0;
/// A smaller shift of all outlines to the same side is worth a word: a missing datum shift is 224 m.
const NOTABLE_SHIFT_M: f64 = 50.0;

/// A delivery while its rows are matched with the units.
pub(super) struct Matching<'a> {
    delivery: &'a Delivery,
    pub(super) order: &'a BoundaryOrder,
    pub(super) units: BTreeMap<UnitCode, Arc<Unit>>,
    code_column: usize,
    name_column: Option<usize>,
    pub(super) found: BTreeMap<UnitCode, (u64, MultiPolygon<f64>)>,
    padded: usize,
    renamed: Vec<String>,
    problems: Problems,
}

impl<'a> Matching<'a> {
    pub(super) fn new(
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
        let mut problems = delivery.header.flaws.clone();
        if let Some(excess) = &delivery.header.excess {
            problems.put_first(excess.clone());
        }
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
                problems,
            }),
            Err(problem) => {
                problems.put_first(problem);
                Err(problems)
            }
        }
    }

    pub(super) fn take(&mut self, row: &Row) {
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

    pub(super) fn finish(mut self, snapshot: &Snapshot) -> Result<MatchedBoundaries, Problems> {
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
