//! What a reader of a look-up must know: on which day, in which strips and zones places were looked for.

use std::collections::BTreeSet;

use super::Finder;
use crate::model::{Place, Snapshot, Text, vietnamese_count, vietnamese_measure};

impl Finder<'_> {
    /// The sentences.
    #[must_use]
    pub fn explanation(&self, snapshot: &Snapshot) -> Vec<Text> {
        vec![
            self.of_units(),
            self.of_corridors(snapshot),
            self.of_zones(snapshot),
            self.of_gates(snapshot),
        ]
    }

    fn of_units(&self) -> Text {
        let (count, on) = (self.map.units().len(), self.map.on());
        let day = on.strftime("%d/%m/%Y");
        Text::new(
            format!(
                "Tra trong {count} đơn vị có ranh giới vào ngày {day}. Vị trí đúng trên ranh giới chung thuộc đơn vị có mã nhỏ \
                 nhất."
            ),
            format!(
                "Looked up in the {count} units that have a boundary on {on}. A place exactly on a common border belongs to \
                 the unit with the lowest code."
            ),
        )
    }

    fn of_corridors(&self, snapshot: &Snapshot) -> Text {
        let strips = self.options.strips_km.iter();
        let widths_vi: Vec<String> = strips.clone().map(|km| vietnamese_measure(*km)).collect();
        let widths: Vec<String> = strips.map(f64::to_string).collect();
        let (vi, en) = titles(
            snapshot,
            self.corridors.iter().map(|(corridor, _)| *corridor),
        );
        Text::new(
            format!(
                "Dải hành lang: {} km về mỗi bên của trục, đo trên mặt đất (trắc địa); nêu dải hẹp nhất chứa vị trí. Lớp: {vi}.",
                widths_vi.join("; ")
            ),
            format!(
                "Corridor strips: {} km to each side of the axis, measured along the ground (geodesic); the narrowest that \
                 holds the place is named. Layers: {en}.",
                widths.join("; ")
            ),
        )
    }

    fn of_zones(&self, snapshot: &Snapshot) -> Text {
        let (vi, en) = titles(snapshot, self.zones.iter().copied());
        Text::new(
            format!(
                "Vùng nguy cơ: {} vùng. Lớp: {vi}.",
                vietnamese_count(self.zones.len())
            ),
            format!("Hazard zones: {} of them. Layers: {en}.", self.zones.len()),
        )
    }

    fn of_gates(&self, snapshot: &Snapshot) -> Text {
        let (vi, en) = titles(snapshot, self.gates.iter().copied());
        let radius = self.options.gate_zone_km;
        Text::new(
            format!(
                "Vùng cửa khẩu: trong {} km quanh cửa khẩu gần nhất. Lớp: {vi}.",
                vietnamese_measure(radius)
            ),
            format!("Gate zones: within {radius} km of the nearest gate. Layers: {en}."),
        )
    }
}

/// The titles of the layers that the places come from, in both languages.
fn titles<'a>(snapshot: &Snapshot, places: impl Iterator<Item = &'a Place>) -> (String, String) {
    let ids: BTreeSet<_> = places.map(|place| &place.layer).collect();
    if ids.is_empty() {
        return ("chưa nạp".to_owned(), "none is loaded".to_owned());
    }
    let titles = ids.into_iter().map(|id| {
        let known = snapshot.layer(id).map(|layer| layer.title.clone());
        known.unwrap_or_else(|| Text::new(id.as_str(), id.as_str()))
    });
    let (vi, en): (Vec<_>, Vec<_>) = titles.map(|title| (title.vi, title.en)).unzip();
    (vi.join("; "), en.join("; "))
}
