//! What an answer rests on: layers and figures, each with its source and whether it is made up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{IndicatorId, Layer, LayerId, Observation, Period, Text, vietnamese_measure};

/// A layer, or the figures of an indicator, that an answer rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SourceUsed {
    /// The layer; none for figures.
    #[schema(value_type = Option<String>)]
    pub layer: Option<LayerId>,
    /// The indicator whose figures were read; none for a layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub indicator: Option<IndicatorId>,
    /// What it is called; none in an answer that was saved before names were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Its source.
    pub source: String,
    /// Its source in Vietnamese; none where that was told once only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_vi: Option<String>,
    /// The periods that the figures are of, the oldest first; empty for a layer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub periods: Vec<Period>,
    /// How many figures were read; none for a layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<usize>,
    /// How far a position may be from the truth, metres.
    pub accuracy_m: Option<f64>,
    /// SHA-256 of the file that it was loaded from.
    pub sha256: Option<String>,
    /// Whether it is made up to show the screens.
    pub is_illustrative: bool,
}

impl SourceUsed {
    /// What an answer says of a layer.
    #[must_use]
    pub fn of(layer: &Layer) -> Self {
        Self {
            layer: Some(layer.id.clone()),
            indicator: None,
            title: Some(layer.title.clone()),
            source: layer.provenance.source.clone(),
            source_vi: layer.provenance.source_vi.clone(),
            periods: Vec::new(),
            figures: None,
            accuracy_m: layer.provenance.accuracy_m,
            sha256: layer.sha256.clone(),
            is_illustrative: layer.provenance.is_illustrative,
        }
    }

    /// What a reader must know where some of the sources are made up.
    #[must_use]
    pub fn illustrative_remark(sources: &[Self]) -> Option<Text> {
        let mut sources = sources.iter();
        sources.any(|source| source.is_illustrative).then(|| {
            Text::new(
                "Một số dữ liệu là minh hoạ, không có thật. Xem phần nguồn.",
                "Some data are illustrative: made up, not real. See the sources.",
            )
        })
    }

    /// What an answer says of the figures of an indicator that it read: one entry for each source, made-up figures apart
    /// from real ones.
    #[must_use]
    pub fn of_figures<'a>(
        indicator: &IndicatorId,
        title: Option<&Text>,
        read: &(impl Iterator<Item = &'a Observation> + Clone),
    ) -> Vec<Self> {
        let origin = |figure: &'a Observation| (figure.source.as_str(), figure.is_illustrative);
        let origins: BTreeSet<_> = read.clone().map(origin).collect();
        let each = origins.into_iter().map(|(source, is_illustrative)| {
            let from_there = read
                .clone()
                .filter(|figure| origin(figure) == (source, is_illustrative));
            let periods: BTreeSet<Period> = from_there.clone().map(|f| f.key.period).collect();
            Self {
                layer: None,
                indicator: Some(indicator.clone()),
                title: title.cloned(),
                source: source.to_owned(),
                source_vi: None,
                periods: periods.into_iter().collect(),
                figures: Some(from_there.count()),
                accuracy_m: None,
                sha256: None,
                is_illustrative,
            }
        });
        each.collect()
    }

    /// Its id, with the periods of figures and a mark where it is made up: `population:2025 (illustrative)`.
    #[must_use]
    pub fn short(&self) -> String {
        let id = match (&self.layer, &self.indicator) {
            (Some(layer), _) => layer.to_string(),
            (None, Some(indicator)) => format!("{indicator}:{}", self.told_periods()),
            (None, None) => self.source.clone(),
        };
        let mark = if self.is_illustrative {
            " (illustrative)"
        } else {
            ""
        };
        format!("{id}{mark}")
    }

    /// A sentence that names it, in both languages.
    #[must_use]
    pub fn sentence(&self) -> Text {
        let title = self.title.clone().unwrap_or_else(|| {
            let id = self.short();
            Text::new(id.clone(), id)
        });
        let periods = self.told_periods();
        let of_period = |word: &str| match periods.as_str() {
            "" => String::new(),
            told => format!(", {word} {told}"),
        };
        let (accuracy_vi, accuracy_en) = match self.accuracy_m {
            None => (String::new(), String::new()),
            Some(metres) => (
                format!(", sai số ±{} m", vietnamese_measure(metres)),
                format!(", accurate to ±{metres} m"),
            ),
        };
        let (mark_vi, mark_en) = if self.is_illustrative {
            (
                " MINH HOẠ: dựng lên để xem thử, không có thật.",
                " ILLUSTRATIVE: made up to show the screens, not real.",
            )
        } else {
            ("", "")
        };
        let source = Text::of_words(&self.source, self.source_vi.as_deref());
        Text::new(
            format!(
                "Nguồn: {}{} – {}{accuracy_vi}.{mark_vi}",
                title.vi,
                of_period("kỳ"),
                source.vi.trim_end_matches('.')
            ),
            format!(
                "Source: {}{} – {}{accuracy_en}.{mark_en}",
                title.en,
                of_period("period"),
                source.en.trim_end_matches('.')
            ),
        )
    }

    fn told_periods(&self) -> String {
        let periods: Vec<String> = self.periods.iter().map(ToString::to_string).collect();
        periods.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(is_illustrative: bool) -> SourceUsed {
        SourceUsed {
            layer: None,
            indicator: Some("population".parse().unwrap()),
            title: Some(Text::new("Dân số", "Population")),
            source: "Thống kê tỉnh.".to_owned(),
            source_vi: None,
            periods: vec!["2024".parse().unwrap(), "2025".parse().unwrap()],
            figures: Some(56),
            accuracy_m: None,
            sha256: None,
            is_illustrative,
        }
    }

    #[test]
    fn figures_are_told_with_their_periods() {
        let told = source(false).sentence();
        assert_eq!(told.vi, "Nguồn: Dân số, kỳ 2024, 2025 – Thống kê tỉnh.");
        assert_eq!(
            told.en,
            "Source: Population, period 2024, 2025 – Thống kê tỉnh."
        );
        assert_eq!(source(false).short(), "population:2024, 2025");
    }

    #[test]
    fn each_language_has_its_own_words_for_a_source() {
        let told = SourceUsed {
            source: "A public list.".to_owned(),
            source_vi: Some("Danh mục công khai.".to_owned()),
            ..source(false)
        };
        let sentence = told.sentence();
        assert_eq!(
            sentence.vi,
            "Nguồn: Dân số, kỳ 2024, 2025 – Danh mục công khai."
        );
        assert_eq!(
            sentence.en,
            "Source: Population, period 2024, 2025 – A public list."
        );
    }

    #[test]
    fn what_is_made_up_says_so_in_both_languages() {
        let told = source(true).sentence();
        assert!(told.vi.contains("MINH HOẠ") && told.en.contains("ILLUSTRATIVE"));
        assert!(source(true).short().ends_with("(illustrative)"));
    }

    #[test]
    fn a_source_of_an_older_answer_is_still_read() {
        let old = serde_json::json!({
            "layer": "corridors", "source": "a map", "accuracy_m": 25.0, "sha256": null, "is_illustrative": false
        });
        let read: SourceUsed = serde_json::from_value(old).unwrap();
        assert_eq!(
            read.sentence().en,
            "Source: corridors – a map, accurate to ±25 m."
        );
    }
}
