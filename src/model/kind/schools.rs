//! The attributes of schools and satellite points, and of pupils wherever they are counted.

use super::attributes::{COUNT, NOTE, STATUS, TEXT};
use super::field::{AttributeField, AttributeType, Choice, choice, field};
use crate::model::SchoolLevel;

const PUPILS: AttributeField = field("pupils", "Số học sinh", "Pupils", COUNT);
const CAPACITY: AttributeField = field("capacity", "Sức chứa", "Capacity", COUNT);

/// The pupils of a level.
const fn pupils_of(level: SchoolLevel) -> AttributeField {
    let (vi, en) = match level {
        SchoolLevel::Preschool => ("Số trẻ mầm non", "Children of preschool age"),
        SchoolLevel::Primary => ("Số học sinh tiểu học", "Primary pupils"),
        SchoolLevel::LowerSecondary => ("Số học sinh trung học cơ sở", "Lower secondary pupils"),
        SchoolLevel::UpperSecondary => {
            ("Số học sinh trung học phổ thông", "Upper secondary pupils")
        }
    };
    field(level.pupils_attribute(), vi, en, COUNT)
}

/// How many pupils of a level a school takes.
const fn capacity_of(level: SchoolLevel) -> AttributeField {
    let (vi, en) = match level {
        SchoolLevel::Preschool => ("Sức chứa mầm non", "Preschool capacity"),
        SchoolLevel::Primary => ("Sức chứa tiểu học", "Primary capacity"),
        SchoolLevel::LowerSecondary => ("Sức chứa trung học cơ sở", "Lower secondary capacity"),
        SchoolLevel::UpperSecondary => ("Sức chứa trung học phổ thông", "Upper secondary capacity"),
    };
    field(level.capacity_attribute(), vi, en, COUNT)
}

/// All pupils, and those of each level.
pub(super) const ALL_PUPILS: [AttributeField; 5] = {
    let [preschool, primary, lower, upper] = SchoolLevel::ALL;
    [
        PUPILS,
        pupils_of(preschool),
        pupils_of(primary),
        pupils_of(lower),
        pupils_of(upper),
    ]
};

/// How many pupils a school takes, and how many of each level.
const ALL_CAPACITIES: [AttributeField; 5] = {
    let [preschool, primary, lower, upper] = SchoolLevel::ALL;
    [
        CAPACITY,
        capacity_of(preschool),
        capacity_of(primary),
        capacity_of(lower),
        capacity_of(upper),
    ]
};

const fn level(level: SchoolLevel) -> Choice {
    choice(level.as_str(), level.vi(), level.en())
}

const SCHOOL_LEVEL: AttributeField = field(
    "level",
    "Cấp học",
    "Level",
    AttributeType::Choice(&[
        level(SchoolLevel::Preschool),
        level(SchoolLevel::Primary),
        level(SchoolLevel::LowerSecondary),
        level(SchoolLevel::UpperSecondary),
        choice("inter-level", "liên cấp", "inter-level"),
    ]),
);
const BOARDING: AttributeField = field(
    "boarding",
    "Nội trú",
    "Boarding",
    AttributeType::Choice(&[
        choice("none", "không", "none"),
        choice("semi-boarding", "bán trú", "semi-boarding"),
        choice("boarding", "nội trú", "boarding"),
    ]),
);
const MAIN_SCHOOL: AttributeField = field("main_school", "Trường chính", "Main school", TEXT);

/// What is known of every place that teaches, besides its pupils and capacity.
const TEACHING: [AttributeField; 4] = [
    field("classes", "Số lớp", "Classes", COUNT),
    field(
        "is_closable",
        "Có thể sáp nhập, đóng",
        "May be merged or closed",
        AttributeType::Flag,
    ),
    STATUS,
    NOTE,
];

pub(super) const SCHOOL: &[AttributeField] = &joined::<16>(&[
    &[SCHOOL_LEVEL, BOARDING],
    &ALL_PUPILS,
    &ALL_CAPACITIES,
    &TEACHING,
]);
pub(super) const SATELLITE_POINT: &[AttributeField] = &joined::<16>(&[
    &[MAIN_SCHOOL, SCHOOL_LEVEL],
    &ALL_PUPILS,
    &ALL_CAPACITIES,
    &TEACHING,
]);

/// Attributes one after another. Does not compile where they are not so many.
pub(super) const fn joined<const COUNT: usize>(
    parts: &[&[AttributeField]],
) -> [AttributeField; COUNT] {
    let mut all = [NOTE; COUNT];
    let (mut count, mut part) = (0, 0);
    while part < parts.len() {
        let mut one = 0;
        while one < parts[part].len() {
            all[count] = parts[part][one];
            count += 1;
            one += 1;
        }
        part += 1;
    }
    assert!(count == COUNT);
    all
}
