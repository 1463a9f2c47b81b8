//! Where data come from and how far they can be trusted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Text;

/// The source of a layer, shown wherever the layer is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Provenance {
    /// Who published the data and under which title, in the words a reader can look up.
    pub source: String,
    /// The same in Vietnamese; none where the source itself is Vietnamese, or nobody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_vi: Option<String>,
    /// The licence or terms; "not stated" where the source states none.
    pub licence: String,
    /// The licence or terms in Vietnamese; none where they need no translation, or nobody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_vi: Option<String>,
    /// The day on which the data were taken from the source.
    #[schema(value_type = String, format = Date)]
    pub retrieved: Date,
    /// How the data were made, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How far a position may be from the truth, in metres; `None` is unknown, never exact.
    pub accuracy_m: Option<f64>,
    /// The coordinate reference system in which the data were delivered, such as `EPSG:9210`.
    pub crs: String,
    /// The named transformation that brought the data to WGS 84; `None` where none was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transformation: Option<String>,
    /// Whether the data are made up to show the screens. Such data are marked wherever they appear.
    pub is_illustrative: bool,
}

impl Provenance {
    /// The source for readers of both languages; one that was told once is the same in both.
    #[must_use]
    pub fn source_text(&self) -> Text {
        Text::of_words(&self.source, self.source_vi.as_deref())
    }

    /// The licence or terms for readers of both languages; told once, they are the same in both.
    #[must_use]
    pub fn licence_text(&self) -> Text {
        Text::of_words(&self.licence, self.licence_vi.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a release wrote it that knew one language only.
    fn told_once() -> serde_json::Value {
        serde_json::json!({
            "source": "Sở Xây dựng", "licence": "CC0-1.0", "retrieved": "2026-01-15", "accuracy_m": null,
            "crs": "EPSG:9210", "is_illustrative": false
        })
    }

    #[test]
    fn a_source_that_is_told_once_is_the_same_in_both_languages() {
        let provenance: Provenance = serde_json::from_value(told_once()).unwrap();
        assert_eq!(
            provenance.source_text(),
            Text::new("Sở Xây dựng", "Sở Xây dựng")
        );
        assert_eq!(provenance.licence_text(), Text::new("CC0-1.0", "CC0-1.0"));
        assert_eq!(serde_json::to_value(&provenance).unwrap(), told_once());
    }

    #[test]
    fn vietnamese_words_are_for_readers_of_vietnamese() {
        let mut told = told_once();
        told["source"] = "Public list".into();
        told["source_vi"] = "Danh mục công khai".into();
        let provenance: Provenance = serde_json::from_value(told.clone()).unwrap();
        assert_eq!(
            provenance.source_text(),
            Text::new("Danh mục công khai", "Public list")
        );
        assert_eq!(provenance.licence_text(), Text::new("CC0-1.0", "CC0-1.0"));
        assert_eq!(serde_json::to_value(&provenance).unwrap(), told);
    }
}
