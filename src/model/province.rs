//! The province: the workspace's whole area.

use serde::Deserialize;

use super::Text;

/// The province that a workspace plans for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Its two-digit code in the national list.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Its name with the word for its kind.
    pub full_name: Text,
}

impl Province {
    /// The province of this release.
    ///
    /// # Errors
    /// When `seeds/province.toml` is malformed, which means that the program was built from a damaged
    /// tree.
    ///
    /// # Source
    /// `seeds/province.toml`.
    pub fn shipped() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("../../seeds/province.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_province_reads() {
        let province = Province::shipped().unwrap();
        assert_eq!(
            (province.code.as_str(), province.name.vi.as_str()),
            ("04", "Cao Bằng")
        );
    }
}
