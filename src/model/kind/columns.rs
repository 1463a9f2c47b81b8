//! What the columns of a table of places are called.

use super::{AttributeField, PlaceKind};

/// The columns that every place has, before those of its kind.
pub const OWN_COLUMNS: [&str; 6] = [
    "id",
    "name",
    "unit_codes",
    "accuracy_m",
    "valid_from",
    "valid_to",
];

/// Longest name of a column in a Shapefile.
const SHORT_NAME: usize = 10;

/// Names of columns cut to the ten characters that a Shapefile allows, no two alike: `corridor_kind` is
/// `corridor_k`, and where that is taken `corridor_1`.
#[must_use]
pub fn short_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    for name in names {
        let cut = |length: usize| name.chars().take(length).collect::<String>();
        let numbered = (1..).map(|number| {
            let tail = number.to_string();
            format!("{}{tail}", cut(SHORT_NAME - tail.len()))
        });
        let free = std::iter::once(cut(SHORT_NAME))
            .chain(numbered)
            .find(|candidate| !short.contains(candidate));
        short.extend(free);
    }
    short
}

impl PlaceKind {
    /// The attributes of the kind, each with the name of its column in a Shapefile.
    #[must_use]
    pub fn short_attributes(self) -> Vec<(String, &'static AttributeField)> {
        let fields = self.attributes();
        let names = OWN_COLUMNS
            .into_iter()
            .chain(fields.iter().map(|field| field.name));
        short_names(names)
            .into_iter()
            .skip(OWN_COLUMNS.len())
            .zip(fields)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_names_are_told_apart() {
        let names = [
            "id",
            "pupils_primary_a",
            "pupils_primary_b",
            "pupils_pri",
            "pupils_pr1",
        ];
        assert_eq!(
            short_names(names),
            ["id", "pupils_pri", "pupils_pr1", "pupils_pr2", "pupils_pr3"]
        );
        let many = vec!["a_long_name"; 12];
        assert_eq!(short_names(many)[11], "a_long_n11");
    }

    #[test]
    fn every_attribute_of_every_kind_has_a_short_name_of_its_own() {
        for kind in PlaceKind::ALL {
            let mut names: Vec<String> = OWN_COLUMNS.map(str::to_owned).to_vec();
            names.extend(kind.short_attributes().into_iter().map(|(name, _)| name));
            let before = names.len();
            assert!(
                names.iter().all(|name| name.len() <= SHORT_NAME),
                "{names:?}"
            );
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), before, "{kind:?}: {names:?}");
        }
    }
}
