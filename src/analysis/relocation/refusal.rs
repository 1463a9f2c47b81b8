//! What a question about relocation that is too large is told in Vietnamese, and how to mend it.

use super::{MOST_COMMUNITIES, MOST_PAIRS, MOST_PROPOSED, RelocationError};
use crate::model::{Text, vietnamese_measure};

impl RelocationError {
    /// What happened, in Vietnamese, and what to do; none where the message itself is all that can be said.
    #[must_use]
    pub fn in_words(&self) -> Option<(String, Text)> {
        Some(match self {
            Self::OutOfRange {
                name,
                value,
                least,
                most,
            } => out_of_range(name, [*value, *least, *most]),
            Self::TooManyCells(cells) => (
                format!("Vùng xét có {} ô, nhiều quá.", grouped(*cells as u64)),
                Text::new(
                    "Chọn ít xã hơn, hoặc cho ô lớn hơn (cell_m).",
                    "name fewer units, or give a larger `cell_m`",
                ),
            ),
            Self::TooManyPairs { sources, pairs } => too_many_pairs(*sources, *pairs),
            Self::TooMuchNearby { cells, pairs, most } => too_much_nearby(*cells, *pairs, *most),
            Self::TooManyCommunities(given) => (
                format!("Đã cho {given} điểm dân cư, mỗi lần nhiều nhất {MOST_COMMUNITIES}."),
                in_parts(),
            ),
            Self::TooManyProposed(given) => (
                format!("Đã đề xuất {given} điểm, mỗi lần nhiều nhất {MOST_PROPOSED}."),
                in_parts(),
            ),
            Self::TooManyWays {
                communities,
                sites,
                most,
            } => (
                format!(
                    "{communities} điểm dân cư và {sites} điểm đến có {} lối giữa chúng; nhiều nhất là {}.",
                    grouped((communities * sites) as u64),
                    grouped(*most as u64)
                ),
                Text::new(
                    "Chọn ít điểm dân cư hơn, hoặc tìm ít khu hơn (areas.most).",
                    "name fewer communities, or ask for fewer areas (`areas.most`)",
                ),
            ),
            _ => return None,
        })
    }
}

fn out_of_range(name: &str, numbers: [f64; 3]) -> (String, Text) {
    let [value, least, most] = numbers.map(vietnamese_measure);
    let [_, plain_least, plain_most] = numbers;
    (
        format!("{name} là {value}, không dùng được."),
        Text::new(
            format!("Cho từ {least} đến {most}."),
            format!("give {plain_least} to {plain_most} in `{name}`"),
        ),
    )
}

fn too_many_pairs(sources: u64, pairs: u64) -> (String, Text) {
    (
        format!(
            "Có {} ô đủ dốc để sạt, phải xét {} cặp ô trong tầm trượt tới; nhiều nhất là {} cặp.",
            grouped(sources),
            grouped(pairs),
            grouped(MOST_PAIRS)
        ),
        Text::new(
            "Chọn ít xã hơn, hoặc cho ô lớn hơn (cell_m), tầm trượt ngắn hơn (run_out_m), độ dốc bắt đầu sạt lớn hơn \
             (source_slope_degrees).",
            "name fewer units, or give a larger `cell_m`, a shorter `run_out_m` or a larger `source_slope_degrees`",
        ),
    )
}

fn too_much_nearby(cells: u64, pairs: u64, most: u64) -> (String, Text) {
    (
        format!(
            "Các khu có {} ô, phải xem {} cặp ô quanh chúng; nhiều nhất là {} cặp.",
            grouped(cells),
            grouped(pairs),
            grouped(most)
        ),
        Text::new(
            "Cho khoảng xem quanh khu ngắn hơn (nearby_m), khu nhỏ hơn (most_ha), ít khu hơn hoặc ô lớn hơn (cell_m).",
            "give a shorter `nearby_m`, a smaller `most_ha`, fewer areas or a larger `cell_m`",
        ),
    )
}

fn in_parts() -> Text {
    Text::new("Hỏi từng phần.", "ask in parts")
}

fn grouped(count: u64) -> String {
    vietnamese_measure(count as f64)
}
