//! What a question about coverage that is refused is told in Vietnamese, and how to mend it.

use super::{CoverageError, MOST_AXES, MOST_WIDTHS, WIDEST_KM};
use crate::model::{Text, vietnamese_measure};

impl CoverageError {
    /// What happened, in Vietnamese, and what to do; none where the message itself is all that can be said.
    #[must_use]
    pub fn in_words(&self) -> Option<(String, Text)> {
        Some(match self {
            Self::NoAxis => (
                "Chưa chọn hành lang, cũng chưa vẽ đường.".to_owned(),
                axes(),
            ),
            Self::UnknownCorridor(id) => (format!("Không có hành lang «{id}»."), axes()),
            Self::TooManyAxes { given } => (
                format!("Đã cho {given} hành lang, nhiều nhất là {MOST_AXES}."),
                Text::new("Bỏ bớt hành lang.", "leave some corridors out"),
            ),
            Self::NoLine(name) => (
                format!("Hành lang «{name}» không có đường vẽ."),
                Text::new(
                    "Nạp đường của hành lang này, hoặc vẽ một đường.",
                    "import the line of this corridor, or send a drawn `line`",
                ),
            ),
            Self::NotALine { shape } => (
                format!("Hình đã vẽ là {shape}, không phải đường."),
                Text::new(
                    "Vẽ hoặc gửi một đường (LineString hoặc MultiLineString).",
                    "send a LineString or a MultiLineString as `line`",
                ),
            ),
            Self::NoWidth => ("Chưa cho bề rộng nào.".to_owned(), widths()),
            Self::TooManyWidths { given } => (
                format!("Đã cho {given} bề rộng, nhiều nhất là {MOST_WIDTHS}."),
                widths(),
            ),
            Self::Width(km) => (
                format!("{} km không dùng được làm bề rộng.", with_comma(*km)),
                widths(),
            ),
            Self::CurveTooWide { given } => (
                format!("Đường cong tới {given} km, nhiều nhất là {WIDEST_KM} km."),
                Text::new(
                    format!("Cho 0 (không có đường cong) đến {WIDEST_KM} km."),
                    format!("give 0 (no curve) to {WIDEST_KM} km in `curve_to_km`"),
                ),
            ),
            Self::NoBoundaries(fault) => (fault.in_vietnamese(), fault.remedy()),
            Self::Line(_) | Self::Buffer(_) | Self::Distance(_) | Self::Interrupted(_) => {
                return None;
            }
        })
    }
}

/// How widths are given.
fn widths() -> Text {
    Text::new(
        format!("Cho 1 đến {MOST_WIDTHS} bề rộng, mỗi bề rộng trên 0 và không quá {WIDEST_KM} km."),
        format!(
            "give 1 to {MOST_WIDTHS} widths in `widths_km`, each above 0 and at most {WIDEST_KM} km"
        ),
    )
}

/// How axes are given.
fn axes() -> Text {
    Text::new(
        "Chọn hành lang trong danh sách, hoặc vẽ một đường.",
        "ask /api/places?kind=corridor for corridors, or send a drawn `line`",
    )
}

fn with_comma(number: f64) -> String {
    vietnamese_measure(number)
}
