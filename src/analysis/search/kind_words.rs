//! The words by which people say what sort of thing they look for, before or behind its name.

use crate::model::PlaceKind;

/// A sort of thing that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Unit,
    Place(PlaceKind),
    Indicator,
    Task,
}

const UNIT: &[Sort] = &[Sort::Unit];
const TOWNSHIP: &[Sort] = &[Sort::Unit, Sort::Place(PlaceKind::Town)];
const GATE: &[Sort] = &[Sort::Place(PlaceKind::BorderGate)];
const ROAD: &[Sort] = &[
    Sort::Place(PlaceKind::Road),
    Sort::Place(PlaceKind::Corridor),
];
const CORRIDOR: &[Sort] = &[Sort::Place(PlaceKind::Corridor)];
const CLUSTER: &[Sort] = &[Sort::Place(PlaceKind::IndustrialCluster)];
const PROCESSING: &[Sort] = &[Sort::Place(PlaceKind::ProcessingArea)];
const LANDSLIDE: &[Sort] = &[
    Sort::Place(PlaceKind::LandslideSpot),
    Sort::Place(PlaceKind::LandslideZone),
];
const FLOOD: &[Sort] = &[Sort::Place(PlaceKind::FlashFloodZone)];
const SCHOOL: &[Sort] = &[
    Sort::Place(PlaceKind::School),
    Sort::Place(PlaceKind::SatellitePoint),
];
const HEALTH: &[Sort] = &[
    Sort::Place(PlaceKind::HealthFacility),
    Sort::Place(PlaceKind::Project),
];
const SETTLEMENT: &[Sort] = &[Sort::Place(PlaceKind::Settlement)];
const RELOCATION: &[Sort] = &[Sort::Place(PlaceKind::RelocationSite)];
const PROJECT: &[Sort] = &[Sort::Place(PlaceKind::Project), Sort::Task];
const TOURISM: &[Sort] = &[
    Sort::Place(PlaceKind::TourismSite),
    Sort::Place(PlaceKind::Geopark),
];
const MONUMENT: &[Sort] = &[Sort::Place(PlaceKind::Monument)];
const RIVER: &[Sort] = &[Sort::Place(PlaceKind::River)];
const FOREST: &[Sort] = &[Sort::Place(PlaceKind::ProtectedForest)];
const FARMLAND: &[Sort] = &[Sort::Place(PlaceKind::Farmland)];
const INDICATOR: &[Sort] = &[Sort::Indicator];
const TASK: &[Sort] = &[Sort::Task];

/// The words without accents, and what they mean.
#[rustfmt::skip]
pub(super) const KIND_WORDS: &[(&str, &[Sort])] = &[
    ("xa", UNIT), ("phuong", UNIT), ("thi tran", TOWNSHIP), ("thi tu", TOWNSHIP), ("tt", TOWNSHIP),
    ("huyen", UNIT), ("thanh pho", UNIT), ("commune", UNIT), ("ward", UNIT), ("township", TOWNSHIP), ("town", TOWNSHIP),
    ("cua khau", GATE), ("cua khau quoc te", GATE), ("cua khau song phuong", GATE), ("cua khau phu", GATE),
    ("cua khau chinh", GATE), ("loi mo", GATE), ("loi thong quan", GATE), ("ck", GATE), ("gate", GATE),
    ("border gate", GATE), ("crossing", GATE),
    ("truong", SCHOOL), ("truong hoc", SCHOOL), ("truong mam non", SCHOOL), ("truong tieu hoc", SCHOOL),
    ("truong trung hoc co so", SCHOOL), ("truong thcs", SCHOOL), ("truong th", SCHOOL), ("truong thpt", SCHOOL),
    ("truong noi tru", SCHOOL), ("truong ban tru", SCHOOL), ("diem truong", SCHOOL), ("mam non", SCHOOL),
    ("tieu hoc", SCHOOL), ("thcs", SCHOOL), ("thpt", SCHOOL), ("school", SCHOOL), ("schools", SCHOOL),
    ("benh vien", HEALTH), ("tram y te", HEALTH), ("trung tam y te", HEALTH), ("co so y te", HEALTH),
    ("hospital", HEALTH), ("health station", HEALTH), ("clinic", HEALTH),
    ("duong", ROAD), ("quoc lo", ROAD), ("ql", ROAD), ("tinh lo", ROAD), ("duong tinh", ROAD), ("road", ROAD),
    ("hanh lang", CORRIDOR), ("hanh lang kinh te", CORRIDOR), ("truc", CORRIDOR), ("cao toc", CORRIDOR),
    ("corridor", CORRIDOR), ("expressway", CORRIDOR),
    ("cum cong nghiep", CLUSTER), ("khu cong nghiep", CLUSTER), ("ccn", CLUSTER), ("kcn", CLUSTER),
    ("industrial cluster", CLUSTER), ("vung che bien", PROCESSING), ("vung che bien sau", PROCESSING),
    ("sat lo", LANDSLIDE), ("diem sat lo", LANDSLIDE), ("diem nguy co sat lo", LANDSLIDE), ("vung sat lo", LANDSLIDE),
    ("deo", LANDSLIDE), ("landslide", LANDSLIDE), ("lu quet", FLOOD), ("vung lu quet", FLOOD), ("flash flood", FLOOD),
    ("xom", SETTLEMENT), ("thon", SETTLEMENT), ("ban", SETTLEMENT), ("to dan pho", SETTLEMENT),
    ("diem dan cu", SETTLEMENT), ("khu dan cu", SETTLEMENT), ("village", SETTLEMENT), ("hamlet", SETTLEMENT),
    ("tai dinh cu", RELOCATION), ("khu tai dinh cu", RELOCATION), ("diem tai dinh cu", RELOCATION),
    ("relocation site", RELOCATION), ("du an", PROJECT), ("project", PROJECT),
    ("khu du lich", TOURISM), ("diem du lich", TOURISM), ("du lich", TOURISM), ("thac", TOURISM),
    ("cong vien dia chat", TOURISM), ("geopark", TOURISM), ("di tich", MONUMENT), ("khu di tich", MONUMENT),
    ("monument", MONUMENT), ("song", RIVER), ("suoi", RIVER), ("river", RIVER), ("rung", FOREST), ("forest", FOREST),
    ("dat nong nghiep", FARMLAND), ("chi so", INDICATOR), ("chi tieu", INDICATOR), ("indicator", INDICATOR),
    ("nhiem vu", TASK), ("task", TASK),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fold;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_written_as_they_are_compared_and_once() {
        let words: BTreeSet<&str> = KIND_WORDS.iter().map(|(words, _)| *words).collect();
        assert_eq!(words.len(), KIND_WORDS.len());
        assert!(words.iter().all(|words| *words == fold(words)));
    }

    #[test]
    fn every_kind_of_place_has_a_word() {
        for kind in PlaceKind::ALL {
            let is_said = KIND_WORDS
                .iter()
                .any(|(_, sorts)| sorts.contains(&Sort::Place(kind)));
            // Other points of interest have names of their own sort.
            assert_eq!(is_said, kind != PlaceKind::PointOfInterest, "{kind:?}");
        }
    }
}
