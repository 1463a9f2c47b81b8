//! Vietnamese in the encodings of before Unicode, as it reaches us through spreadsheets: TCVN3 (ABC) and VNI.
//!
//! Both put accented letters where Western Europe has other signs, so that `Thục Phán` arrives as `Thôc Ph¸n` (TCVN3)
//! or `Thuïc Phaùn` (VNI). Nothing in the text says so; the reader tries each and keeps the one that names a unit.
//!
//! # Source
//! TCVN 5712:1993 (VN3) for the one; the VNI for Windows character set for the other.

use unicode_normalization::UnicodeNormalization;

/// TCVN3's letters, in the order of their codes.
const TCVN3: &[(char, char)] = &[
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
    ('§', 'Đ'),
    ('¨', 'ă'),
    ('©', 'â'),
    ('ª', 'ê'),
    ('«', 'ô'),
    ('¬', 'ơ'),
    ('\u{ad}', 'ư'),
    ('®', 'đ'),
    ('µ', 'à'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¸', 'á'),
    ('¹', 'ạ'),
    ('»', 'ằ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('¾', 'ắ'),
    ('Æ', 'ặ'),
    ('Ç', 'ầ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ê', 'ấ'),
    ('Ë', 'ậ'),
    ('Ì', 'è'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ð', 'é'),
    ('Ñ', 'ẹ'),
    ('Ò', 'ề'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Õ', 'ế'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Ý', 'í'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ã', 'ó'),
    ('ä', 'ọ'),
    ('å', 'ồ'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('è', 'ố'),
    ('é', 'ộ'),
    ('ê', 'ờ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('í', 'ớ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ó', 'ú'),
    ('ô', 'ụ'),
    ('õ', 'ừ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ø', 'ứ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('ý', 'ý'),
    ('þ', 'ỵ'),
];

/// VNI's marks, which follow the letter: combining characters for circumflex, breve and tone.
const VNI_MARKS: &[(char, &str)] = &[
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// VNI's letters that stand for themselves.
const VNI_LETTERS: &[(char, char)] = &[
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('ñ', 'đ'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

/// The text read as TCVN3.
///
/// ```
/// assert_eq!(nonnuoc::report::legacy_letters::from_tcvn3("Thôc Ph¸n"), "Thục Phán");
/// ```
#[must_use]
pub fn from_tcvn3(text: &str) -> String {
    let letter = |character: char| {
        TCVN3
            .iter()
            .find(|(from, _)| *from == character)
            .map_or(character, |(_, to)| *to)
    };
    text.chars().map(letter).collect()
}

/// The text read as VNI.
///
/// ```
/// assert_eq!(nonnuoc::report::legacy_letters::from_vni("Thuïc Phaùn"), "Thục Phán");
/// ```
#[must_use]
pub fn from_vni(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        let lower = character.to_lowercase().next().unwrap_or(character);
        let mark = VNI_MARKS
            .iter()
            .find(|(from, _)| *from == lower)
            .map(|(_, marks)| *marks);
        let letter = VNI_LETTERS
            .iter()
            .find(|(from, _)| *from == lower)
            .map(|(_, letter)| *letter);
        match (mark, letter) {
            (Some(marks), _) if takes_marks(out.chars().last()) => out.push_str(marks),
            (_, Some(letter)) if character.is_uppercase() => out.extend(letter.to_uppercase()),
            (_, Some(letter)) => out.push(letter),
            _ => out.push(character),
        }
    }
    out.nfc().collect()
}

fn takes_marks(before: Option<char>) -> bool {
    before.is_some_and(|letter| "aeiouyơưAEIOUYƠƯ".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_units_come_out_of_both() {
        for (tcvn3, vni, name) in [
            ("Thôc Ph¸n", "Thuïc Phaùn", "Thục Phán"),
            ("Nïng TrÝ Cao", "Nuøng Trí Cao", "Nùng Trí Cao"),
            ("B¶o L¹c", "Baûo Laïc", "Bảo Lạc"),
            ("Nguyªn B×nh", "Nguyeân Bình", "Nguyên Bình"),
            ("§«ng Khª", "Ñoâng Kheâ", "Đông Khê"),
            ("Tr\u{ad}êng Hµ", "Tröôøng Haø", "Trường Hà"),
            ("NguyÔn HuÖ", "Nguyeãn Hueä", "Nguyễn Huệ"),
            ("H\u{ad}ng §¹o", "Höng Ñaïo", "Hưng Đạo"),
            ("Lòng NÆm", "Luõng Naëm", "Lũng Nặm"),
            ("V©n Tr×nh", "Vaân Trình", "Vân Trình"),
        ] {
            assert_eq!(from_tcvn3(tcvn3), name);
            assert_eq!(from_vni(vni), name);
        }
    }

    #[test]
    fn plain_letters_stay() {
        assert_eq!(from_tcvn3("Minh Khai 2"), "Minh Khai 2");
        assert_eq!(from_vni("Minh Khai 2"), "Minh Khai 2");
    }
}
