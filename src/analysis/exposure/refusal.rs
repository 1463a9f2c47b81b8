//! What a question about exposure that is refused is told in Vietnamese, and how to mend it.

use super::ExposureError;
use crate::model::Text;

impl ExposureError {
    /// What happened, in Vietnamese, and what to do; none where the message itself is all that can be said.
    #[must_use]
    pub fn in_words(&self) -> Option<(String, Text)> {
        let hazards = || {
            Text::new(
                "Chọn sạt lở (landslide-zone), lũ quét (flash-flood-zone) hoặc cả hai.",
                "give landslide-zone, flash-flood-zone or both in `hazards`",
            )
        };
        let layers = || {
            Text::new(
                "Chọn một lớp vùng nguy cơ trong danh mục dữ liệu.",
                "ask /api/layers for the layers of hazard zones",
            )
        };
        Some(match self {
            Self::NoHazard(kind) => (
                format!("«{}» không phải loại vùng nguy cơ.", kind.as_str()),
                hazards(),
            ),
            Self::NoHazards => ("Chưa chọn loại nguy cơ nào.".to_owned(), hazards()),
            Self::UnknownLayer(layer) => (format!("Không có lớp dữ liệu «{layer}»."), layers()),
            Self::OtherLayer(layer) => (
                format!("Lớp «{layer}» không chứa vùng của loại nguy cơ được hỏi."),
                layers(),
            ),
            Self::UnknownUnit { code, on } => (
                format!(
                    "Không có đơn vị nào mã {code} vào ngày {}.",
                    on.strftime("%d/%m/%Y")
                ),
                Text::new(
                    "Sửa mã trong danh sách xã đã khảo sát, hoặc chọn ngày khác.",
                    "correct the code in `surveyed_units`, or ask about another day",
                ),
            ),
            Self::NoBoundaries(fault) => (fault.in_vietnamese(), fault.remedy()),
            Self::Class { id, class } => (
                format!(
                    "Vùng «{id}» có cấp nguy cơ «{}», cần low (thấp), medium (trung bình), high (cao) hoặc very-high (rất cao).",
                    class.as_deref().unwrap_or_default()
                ),
                Text::new(
                    "Sửa cấp nguy cơ của vùng này trong lớp dữ liệu rồi nạp lại.",
                    "correct the class of this zone in its layer and import it again",
                ),
            ),
            Self::Zone { .. } | Self::Plane(_) | Self::Interrupted(_) => return None,
        })
    }
}
