//! What a reader of exposure must know: which zones were counted, how, and what the ranges mean.

use std::collections::BTreeSet;

use super::{ExposureRequest, HazardZone};
use crate::analysis::population_spread::PopulationSpread;
use crate::model::{LayerId, PlaceKind, Snapshot, Text, vietnamese_count, vietnamese_measure};

/// The sentences.
pub(super) fn of(
    snapshot: &Snapshot,
    request: &ExposureRequest,
    spread: &PopulationSpread,
    zones: &[HazardZone<'_>],
) -> Vec<Text> {
    let counting = Text::new(
        "Nơi nằm trong nhiều vùng chỉ tính một lần, theo cấp cao nhất. Số của tỉnh là tổng các đơn vị đã có bản đồ nguy \
         cơ; nơi khác chưa có bản đồ, điều đó không có nghĩa là không có nguy cơ.",
        "What lies in several zones is counted once, in the worst class. The province is the sum of the units in which \
         hazards were mapped; elsewhere there is no hazard map, which is not the same as no hazard.",
    );
    let houses = Text::new(
        "Số nhà chỉ cộng ở các điểm dân cư có ghi số nhà; điểm dân cư không ghi được đếm riêng.",
        "Houses are added up over the settlements that state them; settlements that do not are counted apart.",
    );
    let mut sentences = vec![
        used(snapshot, request, zones),
        counting,
        spread.statement(),
        houses,
    ];
    let metres = zones.iter().map(|zone| zone.accuracy_m);
    sentences.extend(metres.reduce(f64::max).map(ranges));
    sentences
}

fn used(snapshot: &Snapshot, request: &ExposureRequest, zones: &[HazardZone<'_>]) -> Text {
    let (vi, en) = hazards(request);
    let layers: BTreeSet<&LayerId> = zones.iter().map(|zone| &zone.place.layer).collect();
    if layers.is_empty() {
        return Text::new(
            format!(
                "Chưa có vùng nguy cơ {vi} nào trong dữ liệu: chưa nói được gì về đối tượng chịu ảnh hưởng."
            ),
            format!("There is no {en} zone in the data: nothing can be said about exposure."),
        );
    }
    let titles = layers.into_iter().map(|id| {
        let known = snapshot.layer(id).map(|layer| layer.title.clone());
        known.unwrap_or_else(|| Text::new(id.as_str(), id.as_str()))
    });
    let (titles_vi, titles_en): (Vec<_>, Vec<_>) = titles.map(|title| (title.vi, title.en)).unzip();
    Text::new(
        format!(
            "Đã xét {} vùng nguy cơ {vi} của các lớp: {}.",
            vietnamese_count(zones.len()),
            titles_vi.join("; ")
        ),
        format!(
            "{} {en} zones were looked at, of the layers: {}.",
            zones.len(),
            titles_en.join("; ")
        ),
    )
}

fn hazards(request: &ExposureRequest) -> (&'static str, &'static str) {
    let is_asked = |kind| request.hazards.contains(&kind);
    match (
        is_asked(PlaceKind::LandslideZone),
        is_asked(PlaceKind::FlashFloodZone),
    ) {
        (true, false) => ("sạt lở", "landslide"),
        (false, true) => ("lũ quét", "flash-flood"),
        _ => ("sạt lở và lũ quét", "landslide and flash-flood"),
    }
}

fn ranges(metres: f64) -> Text {
    let vi = vietnamese_measure(metres);
    Text::new(
        format!(
            "Khoảng thấp nhất – cao nhất của một cấp: thấp nhất khi ranh giới vùng cấp đó lùi vào và vùng cấp cao hơn nới \
             ra nửa milimét trên bản đồ, cao nhất khi ngược lại; ở đây nhiều nhất là {vi} m. Cấp không có vùng nào thì \
             không có gì."
        ),
        format!(
            "The range of a class: at least when its own zones' borders are moved inwards by half a millimetre on the \
             map and those of worse classes outwards, at most the other way round; {metres} m at most here. A class \
             without zones has nothing."
        ),
    )
}
