//! What a reader of coverage must know: around which axes, how widths and areas were measured, where people were placed.

use super::AxisUsed;
use crate::analysis::population_spread::PopulationSpread;
use crate::model::{Text, english_number, vietnamese_measure, vietnamese_number};

/// The sentences.
pub(super) fn of(
    axes: &[AxisUsed],
    alternative: Option<&[AxisUsed]>,
    spread: &PopulationSpread,
) -> Vec<Text> {
    let mut sentences = vec![named("Trục được xét", "The axes are", axes)];
    sentences.extend(alternative.map(|axes| {
        named(
            "Phương án so sánh",
            "The alternative that is compared has",
            axes,
        )
    }));
    sentences.push(Text::new(
        "Bề rộng là khoảng cách trên mặt đất từ trục về mỗi bên; nơi nhiều trục cùng vươn tới chỉ tính một lần. Diện tích \
         tính trên ellipsoid WGS 84; số của tỉnh là tổng các đơn vị.",
        "A width is the distance on the ground from the axis to each side; what several axes reach is counted once. Areas \
         are geodesic (WGS 84); the province is the sum of its units.",
    ));
    sentences.push(spread.statement());
    let all = axes.iter().chain(alternative.into_iter().flatten());
    let worst = all.filter_map(|axis| axis.accuracy_m).reduce(f64::max);
    sentences.extend(worst.map(accuracy));
    sentences
}

fn named(vi: &str, en: &str, axes: &[AxisUsed]) -> Text {
    let (in_vi, in_en): (Vec<_>, Vec<_>) = axes
        .iter()
        .map(|axis| {
            let (name_vi, name_en) = match &axis.id {
                Some(_) => (axis.name.as_str(), axis.name.as_str()),
                None => ("đường đã vẽ", "the drawn line"),
            };
            (
                format!("{name_vi} ({} km)", vietnamese_number(axis.length_km, 1)),
                format!("{name_en} ({} km)", english_number(axis.length_km, 1)),
            )
        })
        .unzip();
    Text::new(
        format!("{vi}: {}.", in_vi.join("; ")),
        format!("{en}: {}.", in_en.join("; ")),
    )
}

fn accuracy(worst_m: f64) -> Text {
    let vi = vietnamese_measure(worst_m);
    Text::new(
        format!("Trục có thể lệch tới {vi} m so với thực tế: dải hẹp hơn thế nói được ít."),
        format!(
            "The axis itself may be up to {worst_m} m from the truth: strips narrower than that say little."
        ),
    )
}
