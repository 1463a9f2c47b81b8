//! The typeface of documents: Be Vietnam Pro, inside the program, so that a sheet looks the same everywhere.

use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::Database;
use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

const REGULAR: &[u8] = include_bytes!("../fonts/BeVietnamPro-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../fonts/BeVietnamPro-SemiBold.ttf");

/// The fonts, loaded once.
pub(super) fn database() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(SEMIBOLD.to_vec());
        Arc::new(fonts)
    }))
}

/// How wide a text is at a height of type, in the unit of the height.
pub(super) fn width(text: &str, size: f64, is_strong: bool) -> f64 {
    static FACES: OnceLock<[Option<Face<'static>>; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| [REGULAR, SEMIBOLD].map(|font| Face::parse(font, 0).ok()));
    let Some(face) = &faces[usize::from(is_strong)] else {
        return text.chars().count() as f64 * size * 0.6;
    };
    let advance = |letter: char| {
        let glyph = face.glyph_index(letter)?;
        face.glyph_hor_advance(glyph).map(f64::from)
    };
    let units: f64 = text.nfc().filter_map(advance).sum();
    units * size / f64::from(face.units_per_em())
}

/// The text in lines that are at most so wide; a single word that is wider stays whole.
pub(super) fn wrapped(text: &str, size: f64, is_strong: bool, widest: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer, size, is_strong) <= widest {
                *line = longer;
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter of Vietnamese, and the signs that sheets use.
    const LETTERS: &str = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy\
        àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ\
        ÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ0123456789.,:;–·°%/()−©²'";

    #[test]
    fn both_weights_have_every_vietnamese_letter() {
        for font in [REGULAR, SEMIBOLD] {
            let face = Face::parse(font, 0).unwrap();
            let missing: Vec<char> = LETTERS
                .chars()
                .filter(|letter| face.glyph_index(*letter).is_none())
                .collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }

    #[test]
    fn text_is_cut_between_words() {
        let whole = width("Cao Bằng Việt Nam", 3.0, false);
        let lines = wrapped("Cao Bằng Việt Nam", 3.0, false, whole * 0.6);
        assert_eq!(lines, ["Cao Bằng", "Việt Nam"]);
        assert_eq!(wrapped("Nguyên", 3.0, false, 0.1), ["Nguyên"]);
    }
}
