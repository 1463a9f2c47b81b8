//! What an attribute of a place is: its name, its labels and the values it takes.

/// One value of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As written in data.
    pub value: &'static str,
    /// As shown in Vietnamese.
    pub vi: &'static str,
    /// As shown in English.
    pub en: &'static str,
}

/// What values an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AttributeType {
    /// Free text.
    Text,
    /// A number within bounds, in a unit.
    Number {
        /// The unit, such as `m`; empty for a plain count.
        unit: &'static str,
        /// The least value allowed.
        min: f64,
        /// The greatest value allowed.
        max: f64,
    },
    /// A calendar day, `yyyy-mm-dd`.
    Date,
    /// True or false.
    Flag,
    /// One of a closed list.
    Choice(&'static [Choice]),
}

/// One attribute of a kind of place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttributeField {
    /// Its name in data and in the API.
    pub name: &'static str,
    /// Its name as shown in Vietnamese.
    pub vi: &'static str,
    /// Its name as shown in English.
    pub en: &'static str,
    /// What values it takes.
    pub of: AttributeType,
    /// Whether every place of the kind must have it.
    pub is_required: bool,
}

pub(super) const fn field(
    name: &'static str,
    vi: &'static str,
    en: &'static str,
    of: AttributeType,
) -> AttributeField {
    AttributeField {
        name,
        vi,
        en,
        of,
        is_required: false,
    }
}

pub(super) const fn required(
    name: &'static str,
    vi: &'static str,
    en: &'static str,
    of: AttributeType,
) -> AttributeField {
    AttributeField {
        name,
        vi,
        en,
        of,
        is_required: true,
    }
}

pub(super) const fn choice(value: &'static str, vi: &'static str, en: &'static str) -> Choice {
    Choice { value, vi, en }
}
