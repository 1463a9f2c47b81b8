//! The attributes of schools and satellite points, and of pupils wherever they are counted.

use super::attributes::{COUNT, NOTE, STATUS, TEXT};
use super::field::{AttributeField, AttributeType, choice, field};

pub(super) const PUPILS: AttributeField = field("pupils", "Số học sinh", "Pupils", COUNT);
const CAPACITY: AttributeField = field("capacity", "Sức chứa", "Capacity", COUNT);
pub(super) const PUPILS_PRESCHOOL: AttributeField = field(
    "pupils_preschool",
    "Số trẻ mầm non",
    "Children of preschool age",
    COUNT,
);
pub(super) const PUPILS_PRIMARY: AttributeField = field(
    "pupils_primary",
    "Số học sinh tiểu học",
    "Primary pupils",
    COUNT,
);
pub(super) const PUPILS_LOWER_SECONDARY: AttributeField = field(
    "pupils_lower_secondary",
    "Số học sinh trung học cơ sở",
    "Lower secondary pupils",
    COUNT,
);
pub(super) const PUPILS_UPPER_SECONDARY: AttributeField = field(
    "pupils_upper_secondary",
    "Số học sinh trung học phổ thông",
    "Upper secondary pupils",
    COUNT,
);
const CAPACITY_PRESCHOOL: AttributeField = field(
    "capacity_preschool",
    "Sức chứa mầm non",
    "Preschool capacity",
    COUNT,
);
const CAPACITY_PRIMARY: AttributeField = field(
    "capacity_primary",
    "Sức chứa tiểu học",
    "Primary capacity",
    COUNT,
);
const CAPACITY_LOWER_SECONDARY: AttributeField = field(
    "capacity_lower_secondary",
    "Sức chứa trung học cơ sở",
    "Lower secondary capacity",
    COUNT,
);
const CAPACITY_UPPER_SECONDARY: AttributeField = field(
    "capacity_upper_secondary",
    "Sức chứa trung học phổ thông",
    "Upper secondary capacity",
    COUNT,
);
const CLASSES: AttributeField = field("classes", "Số lớp", "Classes", COUNT);
const SCHOOL_LEVEL: AttributeField = field(
    "level",
    "Cấp học",
    "Level",
    AttributeType::Choice(&[
        choice("preschool", "mầm non", "preschool"),
        choice("primary", "tiểu học", "primary"),
        choice("lower-secondary", "trung học cơ sở", "lower secondary"),
        choice("upper-secondary", "trung học phổ thông", "upper secondary"),
        choice("inter-level", "liên cấp", "inter-level"),
    ]),
);
const IS_CLOSABLE: AttributeField = field(
    "is_closable",
    "Có thể sáp nhập, đóng",
    "May be merged or closed",
    AttributeType::Flag,
);
pub(super) const SCHOOL: &[AttributeField] = &[
    SCHOOL_LEVEL,
    field(
        "boarding",
        "Nội trú",
        "Boarding",
        AttributeType::Choice(&[
            choice("none", "không", "none"),
            choice("semi-boarding", "bán trú", "semi-boarding"),
            choice("boarding", "nội trú", "boarding"),
        ]),
    ),
    PUPILS,
    PUPILS_PRESCHOOL,
    PUPILS_PRIMARY,
    PUPILS_LOWER_SECONDARY,
    PUPILS_UPPER_SECONDARY,
    CAPACITY,
    CAPACITY_PRESCHOOL,
    CAPACITY_PRIMARY,
    CAPACITY_LOWER_SECONDARY,
    CAPACITY_UPPER_SECONDARY,
    CLASSES,
    IS_CLOSABLE,
    STATUS,
    NOTE,
];
pub(super) const SATELLITE_POINT: &[AttributeField] = &[
    field("main_school", "Trường chính", "Main school", TEXT),
    SCHOOL_LEVEL,
    PUPILS,
    PUPILS_PRESCHOOL,
    PUPILS_PRIMARY,
    PUPILS_LOWER_SECONDARY,
    PUPILS_UPPER_SECONDARY,
    CAPACITY,
    CAPACITY_PRESCHOOL,
    CAPACITY_PRIMARY,
    CAPACITY_LOWER_SECONDARY,
    CAPACITY_UPPER_SECONDARY,
    CLASSES,
    IS_CLOSABLE,
    STATUS,
    NOTE,
];
