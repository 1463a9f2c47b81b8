//! Which column of a delivery holds what of a place.

use std::collections::{BTreeMap, BTreeSet};

use super::PlaceOrder;
use crate::analysis::intake::{NAME_COLUMNS, find_column, no_column};
use crate::model::delivery::{Delivery, Problem, Problems, column_key};
use crate::model::{AttributeField, PlaceKind};

/// Columns that hold an id. Codes of units are not among them: many places may have the same.
const ID_COLUMNS: [&str; 6] = [
    "id",
    "placeid",
    "maso",
    "madoituong",
    "objectcode",
    "sohieudiem",
];

/// Columns that hold the codes of the units in which a place is.
const UNIT_COLUMNS: [&str; 8] = [
    "unitcode",
    "unitcodes",
    "maxa",
    "madvhc",
    "maxaphuong",
    "maphuongxa",
    "communecode",
    "wardcode",
];

/// Columns of a place that are no attributes, as they are named in `--map`.
pub(super) const OWN_COLUMNS: [&str; 6] = [
    "id",
    "name",
    "unit_code",
    "accuracy_m",
    "valid_from",
    "valid_to",
];

/// Which column holds what.
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) unit_code: Option<usize>,
    pub(super) accuracy: Option<usize>,
    pub(super) valid_from: Option<usize>,
    pub(super) valid_to: Option<usize>,
    pub(super) attributes: Vec<(usize, &'static AttributeField)>,
    pub(super) ignored: Vec<String>,
}

impl Columns {
    pub(super) fn new(delivery: &Delivery, order: &PlaceOrder) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, attribute) in &order.mapping {
            match mapped(delivery, order.kind, column, attribute) {
                Ok(position) => {
                    named.insert(attribute, position);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let left_out = left_out(delivery, order, &mut problems);
        let is_open = |position: &usize| !left_out.contains(position);
        let attributes: Vec<_> = order
            .kind
            .attributes()
            .iter()
            .filter_map(|field| {
                let usual = || find_attribute(delivery, order.kind, field).filter(is_open);
                Some((named.get(field.name).copied().or_else(usual)?, field))
            })
            .collect();
        let own = |name: &str, usual: &[&str]| {
            let found = named.get(name).copied();
            let by_name = || find_column(delivery, None, usual, name).ok().flatten();
            found.or_else(|| by_name().filter(is_open))
        };
        let mut columns = Self {
            id: own("id", &ID_COLUMNS),
            name: own("name", &NAME_COLUMNS),
            unit_code: own("unit_code", &UNIT_COLUMNS),
            accuracy: own("accuracy_m", &["accuracym", "accuracy"]),
            valid_from: own("valid_from", &["validfrom"]),
            valid_to: own("valid_to", &["validto"]),
            attributes,
            ignored: Vec::new(),
        };
        columns.refuse_absent(delivery, order.kind, &mut problems);
        columns.ignored = columns.unused(delivery);
        if problems.is_empty() {
            Ok(columns)
        } else {
            Err(problems)
        }
    }

    /// Columns that every row needs are missed once, not in every row.
    fn refuse_absent(&self, delivery: &Delivery, kind: PlaceKind, problems: &mut Problems) {
        let fields = delivery.header.fields.join(", ");
        let mut absent: Vec<&str> = kind
            .attributes()
            .iter()
            .filter(|field| field.is_required)
            .filter(|field| {
                !self
                    .attributes
                    .iter()
                    .any(|(_, found)| found.name == field.name)
            })
            .map(|field| field.name)
            .collect();
        if self.name.is_none() && !may_be_nameless(kind) {
            absent.push("name");
        }
        for name in absent {
            problems.push(
                delivery
                    .problem(
                        format!("no column holds what every {} needs", kind.as_str()),
                        format!("Name it with --map COLUMN={name}; the file has: {fields}."),
                    )
                    .in_vietnamese(
                        format!(
                            "không cột nào ghi «{}», điều bắt buộc",
                            label_vi(kind, name)
                        ),
                        format!("Chọn cột ấy trong bảng cột; tệp có: {fields}."),
                    )
                    .at(name, None),
            );
        }
    }

    /// What each used column holds, by the column's position.
    pub(super) fn uses(&self) -> Vec<(usize, &'static str)> {
        let own = [
            (self.id, "id"),
            (self.name, "name"),
            (self.unit_code, "unit_code"),
            (self.accuracy, "accuracy_m"),
            (self.valid_from, "valid_from"),
            (self.valid_to, "valid_to"),
        ];
        own.into_iter()
            .filter_map(|(column, name)| Some((column?, name)))
            .chain(
                self.attributes
                    .iter()
                    .map(|(column, field)| (*column, field.name)),
            )
            .collect()
    }

    fn unused(&self, delivery: &Delivery) -> Vec<String> {
        let own = [
            self.id,
            self.name,
            self.unit_code,
            self.accuracy,
            self.valid_from,
            self.valid_to,
        ];
        let used: BTreeSet<usize> = own
            .into_iter()
            .flatten()
            .chain(self.attributes.iter().map(|(column, _)| *column))
            .collect();
        let is_coordinate = |name: &String| delivery.header.coordinate_fields.contains(name);
        let fields = delivery
            .header
            .fields
            .iter()
            .enumerate()
            .filter(|(_, name)| !is_coordinate(name));
        fields
            .filter(|(position, _)| !used.contains(position))
            .map(|(_, name)| name.clone())
            .collect()
    }
}

/// What an attribute, or one of the columns that every place has, is called in Vietnamese.
fn label_vi(kind: PlaceKind, name: &str) -> &'static str {
    kind.attribute(name)
        .map_or_else(|| own_title(name).0, |field| field.vi)
}

/// The Vietnamese and English name of a column that every place has.
#[must_use]
pub(super) fn own_title(name: &str) -> (&'static str, &'static str) {
    match name {
        "id" => ("Mã đối tượng", "Id"),
        "name" => ("Tên", "Name"),
        "unit_code" => ("Mã xã, phường", "Commune code"),
        "accuracy_m" => ("Độ chính xác (m)", "Accuracy (m)"),
        "valid_from" => ("Có từ ngày", "Exists from"),
        "valid_to" => ("Đến ngày", "Exists until"),
        _ => ("Thuộc tính", "Attribute"),
    }
}

fn mapped(
    delivery: &Delivery,
    kind: PlaceKind,
    column: &str,
    attribute: &str,
) -> Result<usize, Problem> {
    if kind.attribute(attribute).is_none() && !OWN_COLUMNS.contains(&attribute) {
        let known: Vec<_> = kind.attributes().iter().map(|field| field.name).collect();
        return Err(delivery
            .problem(
                format!("{} has no attribute of this name", kind.as_str()),
                format!("It has {}, {}.", OWN_COLUMNS.join(", "), known.join(", ")),
            )
            .at("--map", Some(&format!("{column}={attribute}")))
            .in_vietnamese(
                "loại này không có thuộc tính ấy",
                "Chọn thuộc tính trong danh sách.",
            ));
    }
    delivery
        .column(column)
        .ok_or_else(|| no_column(delivery, "--map", column))
}

/// The positions of the columns that are left out; none of them may be absent, or hold something as well.
fn left_out(delivery: &Delivery, order: &PlaceOrder, problems: &mut Problems) -> BTreeSet<usize> {
    let mut positions = BTreeSet::new();
    for column in &order.left_out {
        let Some(position) = delivery.column(column) else {
            problems.push(no_column(delivery, "--leave-out", column));
            continue;
        };
        if order
            .mapping
            .iter()
            .any(|(mapped, _)| delivery.column(mapped) == Some(position))
        {
            problems.push(
                delivery
                    .problem(
                        "the column is left out and holds something at once",
                        "Either leave it out or say what it holds.",
                    )
                    .at("--leave-out", Some(column))
                    .in_vietnamese(
                        "cột này vừa bị bỏ qua vừa được gán nội dung",
                        "Chọn một trong hai: bỏ qua, hoặc nói cột ghi gì.",
                    ),
            );
        }
        positions.insert(position);
    }
    positions
}

/// The column called like the attribute in data, in Vietnamese or in English, or as a Shapefile cuts its name.
fn find_attribute(delivery: &Delivery, kind: PlaceKind, field: &AttributeField) -> Option<usize> {
    let wanted = [field.name, field.vi, field.en].map(column_key);
    let fields = &delivery.header.fields;
    let whole = fields
        .iter()
        .position(|name| wanted.contains(&column_key(name)));
    whole.or_else(|| {
        let short = kind.short_attributes();
        let (short, _) = short.iter().find(|(_, other)| other.name == field.name)?;
        let is_short = |name: &String| name.eq_ignore_ascii_case(short);
        fields.iter().position(is_short)
    })
}

/// Whether a place of the kind is known by its name alone: the geopark lies over the province, and the programme
/// does not say over which units.
pub(super) fn may_be_anywhere(kind: PlaceKind) -> bool {
    kind == PlaceKind::Geopark
}

pub(super) fn may_be_nameless(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::River
            | PlaceKind::Road
            | PlaceKind::LandslideZone
            | PlaceKind::FlashFloodZone
            | PlaceKind::ProtectedForest
            | PlaceKind::Farmland
    )
}
