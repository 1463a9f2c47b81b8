//! Texts in both languages, and how names are compared.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use utoipa::ToSchema;

/// A text in the two languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese, the first language.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its Vietnamese and its English wording.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// Words that were given once, with how they are said in Vietnamese where that was told.
    #[must_use]
    pub fn of_words(words: &str, in_vietnamese: Option<&str>) -> Self {
        Self::new(in_vietnamese.unwrap_or(words), words)
    }
}

/// A count with its noun in English: `1 place`, `3 places`.
#[must_use]
pub fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// The text without case, accents, đ, or runs of spaces, for comparing what people type.
///
/// Composed and decomposed spellings and both tone placements (`hoà`, `hòa`) fold to the same text.
///
/// ```
/// use nonnuoc::model::fold;
///
/// assert_eq!(fold("Phục Hoà"), "phuc hoa");
/// assert_eq!(fold("  ĐỨC   Long "), "duc long");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(|character| if character == 'đ' { 'd' } else { character })
        .collect();
    plain
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text without case and runs of spaces but with its accents, for telling `Bảo Lạc` from `Bao Lac`.
///
/// The tone mark of each word is moved to its end, so that both placements compare equal.
///
/// ```
/// use nonnuoc::model::fold_keeping_accents;
///
/// assert_eq!(fold_keeping_accents("Hoà"), fold_keeping_accents("hòa"));
/// assert_ne!(fold_keeping_accents("hòa"), fold_keeping_accents("hoa"));
/// ```
#[must_use]
pub fn fold_keeping_accents(text: &str) -> String {
    let lower: String = text.nfd().flat_map(char::to_lowercase).collect();
    lower
        .split(|character: char| !character.is_alphanumeric() && !is_combining_mark(character))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let (tones, rest): (String, String) = word.chars().partition(|&c| is_tone_mark(c));
            // In canonical order again, so that folding twice changes nothing.
            (rest + &tones).nfd().collect::<String>()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Grave, acute, tilde, hook above, dot below: the five written tones.
fn is_tone_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_composed_spellings_fold_alike() {
        let composed = "Nguyễn Huệ";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(fold(composed), fold(&decomposed));
    }

    #[test]
    fn both_tone_placements_fold_alike() {
        assert_eq!(fold("hoà an"), fold("hòa an"));
        assert_eq!(fold("Thuỷ Khẩu"), fold("Thủy Khẩu"));
    }

    #[test]
    fn dashes_count_as_spaces() {
        assert_eq!(fold("Đồng Đăng–Trà Lĩnh"), "dong dang tra linh");
    }
}
