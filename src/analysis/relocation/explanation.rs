//! What a reader of an answer about relocation must know.

use super::areas::{CandidateArea, GrowthEnd};
use super::criterion::{Criterion, WeightsUsed};
use super::exclusion::Exclusion;
use super::ground::Ground;
use super::terrain::reach_ratio;
use super::weights::LARGEST_RATIO;
use super::{AreaOptions, RelocationRequest};
use crate::model::{SourceUsed, Text, vietnamese_count, vietnamese_measure};

/// The sentences.
pub(super) fn of(
    ground: &Ground<'_>,
    used: &WeightsUsed,
    request: &RelocationRequest,
    areas: &[CandidateArea],
    sources: &[SourceUsed],
) -> Vec<Text> {
    let mut sentences = vec![Text::new(
        "Mức ưu tiên = số người × cấp nguy cơ × mức dễ tổn thương. Nơi chưa lập bản đồ nguy cơ thì nguy cơ là chưa biết, \
         không phải là không có; nơi chưa biết đứng sau những nơi đã xếp hạng.",
        "Priority is people × hazard class × vulnerability. Where hazards were not mapped the hazard is unknown, which is \
         not the same as none; what is unknown stands after what is ranked.",
    )];
    sentences.extend(unjudged(ground));
    if ground.terrain.is_some() {
        sentences.push(run_out(request));
    }
    sentences.extend(without_layer(used));
    sentences.extend(contradiction(used));
    if !areas.is_empty() {
        sentences.push(largest_size(&request.areas, areas));
    }
    sentences.extend(SourceUsed::illustrative_remark(sources));
    sentences
}

fn unjudged(ground: &Ground<'_>) -> Option<Text> {
    let unjudged = Exclusion::ALL
        .into_iter()
        .filter(|reason| !reason.is_judged(ground));
    let (vi, en) = listed(unjudged.map(Exclusion::title))?;
    Some(Text::new(
        format!("Chưa xét được vì chưa nạp lớp: {vi}."),
        format!("Not judged, because no layer of it is loaded: {en}."),
    ))
}

fn run_out(request: &RelocationRequest) -> Text {
    let limits = &request.limits;
    let (source, volume, farthest) = (
        limits.source_slope_degrees,
        limits.slide_volume_m3,
        limits.run_out_m,
    );
    let ratio = format!("{:.3}", reach_ratio(volume));
    Text::new(
        format!(
            "Tầm trượt tới: đất dốc từ {}° trở lên được coi là có thể trượt; ô nằm trong tầm khi độ hạ xuống tới đó ít nhất \
             bằng {} lần khoảng cách (Corominas 1996, với {} m³), xa nhất {} m.",
            comma(source),
            ratio.replace('.', ","),
            comma(volume),
            comma(farthest)
        ),
        format!(
            "Run-out: ground of {source}° or more is taken to slide; a cell is reached where the fall to it is at least \
             {ratio} of the distance (Corominas 1996, for {volume} m³), up to {farthest} m."
        ),
    )
}

fn without_layer(used: &WeightsUsed) -> Option<Text> {
    let names = used.without_layer.iter().copied().map(Criterion::title);
    let (vi, en) = listed(names)?;
    Some(Text::new(
        format!(
            "Chưa có lớp để chấm: {vi}; trọng số của các mục này được chia cho các tiêu chí còn lại theo tỷ lệ."
        ),
        format!("No layer for {en}: their weight went to the other criteria in proportion."),
    ))
}

fn contradiction(used: &WeightsUsed) -> Option<Text> {
    let compared = used.compared.as_ref()?;
    let ratio = compared.consistency_ratio;
    (ratio > LARGEST_RATIO).then(|| {
        let printed = format!("{ratio:.3}");
        Text::new(
            format!(
                "Cảnh báo: các so sánh cặp mâu thuẫn nhau (tỷ số nhất quán {}, trên 0,1).",
                printed.replace('.', ",")
            ),
            format!(
                "Warning: the comparisons contradict each other (consistency ratio {printed}, above 0.1)."
            ),
        )
    })
}

fn largest_size(options: &AreaOptions, areas: &[CandidateArea]) -> Text {
    let at_limit = |area: &&CandidateArea| area.growth_ended == GrowthEnd::LargestSize;
    let (cut, all) = (areas.iter().filter(at_limit).count(), areas.len());
    let (most_ha, household_m2) = (options.most_ha, options.household_m2);
    let households = (most_ha * 1e4 / household_m2).floor();
    Text::new(
        format!(
            "Mỗi khu lớn đến {} ha, đủ cho {} hộ với {} m² một hộ, để đất rộng được chia thành nhiều \
             khu so sánh được với nhau; {} trong {} khu dừng ở đó dù đất phù hợp còn kéo dài.",
            comma(most_ha),
            comma(households),
            comma(household_m2),
            vietnamese_count(cut),
            vietnamese_count(all)
        ),
        format!(
            "An area grows to {most_ha} ha, room for {households} households at {household_m2} m² each, so that \
             wide ground becomes several areas that can be compared; {cut} of {all} stopped there although fit ground goes on."
        ),
    )
}

/// Names in both languages as a list; none when there is none.
fn listed(names: impl Iterator<Item = Text>) -> Option<(String, String)> {
    let (vi, en): (Vec<String>, Vec<String>) = names.map(|name| (name.vi, name.en)).unzip();
    (!vi.is_empty()).then(|| (vi.join(", "), en.join(", ")))
}

/// A number as Vietnamese write it.
pub(super) fn comma(number: f64) -> String {
    vietnamese_measure(number)
}
