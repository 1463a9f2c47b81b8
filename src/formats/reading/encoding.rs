//! Old Vietnamese character sets: TCVN3 (ABC) and VNI, which spreadsheets and shapefiles of the province
//! still carry.
//!
//! Both wrote Vietnamese with fonts of their own over an eight-bit character set, so a file says "Latin 1"
//! and holds neither. The reader takes such texts as bytes and turns each into the letter that was meant.
//!
//! # Source
//! TCVN 5712:1993 (VN3; checked against GNU `iconv`), the VNI character table for Windows, and Microsoft code page 1258.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The character set of a file's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// As the file says, UTF-8 where it says nothing.
    #[default]
    AsDeclared,
    /// TCVN3, also called ABC: `.VnTime` and its sisters.
    Tcvn3,
    /// VNI for Windows: `VNI-Times` and its sisters.
    Vni,
    /// Windows-1258.
    Windows1258,
}

impl Encoding {
    /// The character set of that name, as it is typed or as a `.cpg` file says it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        match bare.to_ascii_lowercase().as_str() {
            "utf8" | "declared" => Some(Self::AsDeclared),
            "tcvn3" | "tcvn" | "abc" | "tcvn5712" | "tcvn57121" => Some(Self::Tcvn3),
            "vni" | "vniwindows" => Some(Self::Vni),
            "windows1258" | "cp1258" | "1258" => Some(Self::Windows1258),
            _ => None,
        }
    }

    /// What GDAL is told, so that it hands every byte on as the character of the same number.
    pub(super) fn gdal_name(self) -> Option<&'static str> {
        match self {
            Self::AsDeclared => None,
            Self::Tcvn3 | Self::Vni | Self::Windows1258 => Some("ISO-8859-1"),
        }
    }

    /// Turns a text, in which each character stands for one byte, into Vietnamese.
    ///
    /// ```
    /// use nonnuoc::formats::Encoding;
    ///
    /// assert_eq!(Encoding::Tcvn3.decode("Cao B»ng"), "Cao Bằng");
    /// assert_eq!(Encoding::Vni.decode("Cao Baèng"), "Cao Bằng");
    /// ```
    #[must_use]
    pub fn decode(self, text: &str) -> String {
        match self {
            Self::AsDeclared => text.nfc().collect(),
            Self::Windows1258 => text.chars().map(windows1258).nfc().collect(),
            Self::Tcvn3 => text.chars().map(tcvn3).collect(),
            Self::Vni => vni(text),
        }
    }
}

fn tcvn3(c: char) -> char {
    TCVN3
        .iter()
        .find(|(byte, _)| u32::from(*byte) == u32::from(c))
        .map_or(c, |(_, letter)| *letter)
}

fn windows1258(c: char) -> char {
    WINDOWS_1258
        .iter()
        .find(|(byte, _)| u32::from(*byte) == u32::from(c))
        .map_or(c, |(_, letter)| *letter)
}

/// A VNI letter is a base letter, mostly followed by a second character that carries its marks.
fn vni(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let base = VNI_SINGLE
            .iter()
            .find(|(from, _)| *from == c)
            .map_or(c, |(_, to)| *to);
        match characters.peek().and_then(|mark| vni_marks(base, *mark)) {
            Some(marks) => {
                decoded.push(base);
                decoded.push_str(marks);
                characters.next();
            }
            None => decoded.push(base),
        }
    }
    decoded.nfc().collect()
}

/// The combining marks that a VNI mark character puts on a base letter.
fn vni_marks(base: char, mark: char) -> Option<&'static str> {
    if !"aeouyơưAEOUYƠƯ".contains(base) {
        return None;
    }
    let lower = mark.to_lowercase().next().unwrap_or(mark);
    VNI_MARKS
        .iter()
        .find(|(from, _)| *from == lower)
        .map(|(_, marks)| *marks)
}

const VNI_SINGLE: [(char, char); 16] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
    ('í', 'í'),
    ('ì', 'ì'),
];

const VNI_MARKS: [(char, &str); 17] = [
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
    ('ä', "\u{323}\u{302}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{323}\u{306}"),
];

/// Where Windows-1258 differs from Latin 1.
const WINDOWS_1258: [(u8, char); 22] = [
    (0x85, '…'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x96, '–'),
    (0x97, '—'),
    (0xA0, ' '),
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

const TCVN3: [(u8, char); 74] = [
    (0xA1, 'Ă'),
    (0xA2, 'Â'),
    (0xA3, 'Ê'),
    (0xA4, 'Ô'),
    (0xA5, 'Ơ'),
    (0xA6, 'Ư'),
    (0xA7, 'Đ'),
    (0xA8, 'ă'),
    (0xA9, 'â'),
    (0xAA, 'ê'),
    (0xAB, 'ô'),
    (0xAC, 'ơ'),
    (0xAD, 'ư'),
    (0xAE, 'đ'),
    (0xB5, 'à'),
    (0xB6, 'ả'),
    (0xB7, 'ã'),
    (0xB8, 'á'),
    (0xB9, 'ạ'),
    (0xBB, 'ằ'),
    (0xBC, 'ẳ'),
    (0xBD, 'ẵ'),
    (0xBE, 'ắ'),
    (0xC6, 'ặ'),
    (0xC7, 'ầ'),
    (0xC8, 'ẩ'),
    (0xC9, 'ẫ'),
    (0xCA, 'ấ'),
    (0xCB, 'ậ'),
    (0xCC, 'è'),
    (0xCE, 'ẻ'),
    (0xCF, 'ẽ'),
    (0xD0, 'é'),
    (0xD1, 'ẹ'),
    (0xD2, 'ề'),
    (0xD3, 'ể'),
    (0xD4, 'ễ'),
    (0xD5, 'ế'),
    (0xD6, 'ệ'),
    (0xD7, 'ì'),
    (0xD8, 'ỉ'),
    (0xDC, 'ĩ'),
    (0xDD, 'í'),
    (0xDE, 'ị'),
    (0xDF, 'ò'),
    (0xE1, 'ỏ'),
    (0xE2, 'õ'),
    (0xE3, 'ó'),
    (0xE4, 'ọ'),
    (0xE5, 'ồ'),
    (0xE6, 'ổ'),
    (0xE7, 'ỗ'),
    (0xE8, 'ố'),
    (0xE9, 'ộ'),
    (0xEA, 'ờ'),
    (0xEB, 'ở'),
    (0xEC, 'ỡ'),
    (0xED, 'ớ'),
    (0xEE, 'ợ'),
    (0xEF, 'ù'),
    (0xF1, 'ủ'),
    (0xF2, 'ũ'),
    (0xF3, 'ú'),
    (0xF4, 'ụ'),
    (0xF5, 'ừ'),
    (0xF6, 'ử'),
    (0xF7, 'ữ'),
    (0xF8, 'ứ'),
    (0xF9, 'ự'),
    (0xFA, 'ỳ'),
    (0xFB, 'ỷ'),
    (0xFC, 'ỹ'),
    (0xFD, 'ý'),
    (0xFE, 'ỵ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_as_text(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }

    #[test]
    fn tcvn3_bytes_become_letters() {
        let name = bytes_as_text(b"X\xb7 Phan Thanh, huy\xd6n Nguy\xaan B\xd7nh");
        assert_eq!(
            Encoding::Tcvn3.decode(&name),
            "Xã Phan Thanh, huyện Nguyên Bình"
        );
        assert_eq!(
            Encoding::Tcvn3.decode(&bytes_as_text(b"\xa7\xb5m Th\xf1y")),
            "Đàm Thủy"
        );
    }

    #[test]
    fn vni_pairs_become_letters() {
        for (vni, expected) in [
            ("Ñaøm Thuûy", "Đàm Thủy"),
            ("Nuøng Trí Cao", "Nùng Trí Cao"),
            ("Traø Lónh", "Trà Lĩnh"),
            ("Quaûng Uyeân", "Quảng Uyên"),
            ("Ñöùc Long", "Đức Long"),
            ("Truøng Khaùnh", "Trùng Khánh"),
            ("Thaïch An", "Thạch An"),
            ("Nguyeãn Hueä", "Nguyễn Huệ"),
            ("Tónh Tuùc", "Tĩnh Túc"),
            ("Sôn Loä", "Sơn Lộ"),
        ] {
            assert_eq!(Encoding::Vni.decode(vni), expected);
        }
    }

    #[test]
    fn decomposed_texts_are_composed() {
        assert_eq!(Encoding::AsDeclared.decode("Hoa\u{300} An"), "Hoà An");
        let name = bytes_as_text(b"\xd0\xe0m Thu\xd2y");
        assert_eq!(Encoding::Windows1258.decode(&name), "Đàm Thủy");
        assert_eq!(Encoding::from_name("CP-1258"), Some(Encoding::Windows1258));
        assert_eq!(Encoding::from_name("klingon"), None);
    }
}
