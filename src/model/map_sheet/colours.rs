//! The colours of printed maps: those of the screen by day.

/// The colours by what they are for, as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Outside the province.
    pub outside: &'static str,
    /// The province.
    pub land: &'static str,
    /// Rivers.
    pub water: &'static str,
    /// Roads.
    pub road: &'static str,
    /// Borders between communes.
    pub commune_border: &'static str,
    /// Borders between provinces.
    pub province_border: &'static str,
    /// The national border.
    pub national_border: &'static str,
    /// Text.
    pub ink: &'static str,
    /// Lesser text.
    pub ink_soft: &'static str,
    /// Around text and marks.
    pub halo: &'static str,
    /// The hatch of communes without data.
    pub hatch: &'static str,
    /// Corridors.
    pub corridor: &'static str,
    /// Danger.
    pub hazard: &'static str,
    /// Flash floods.
    pub flood: &'static str,
    /// Border gates.
    pub gate: &'static str,
    /// Economy.
    pub economy: &'static str,
    /// Schools.
    pub education: &'static str,
    /// Health.
    pub health: &'static str,
    /// Culture and tourism.
    pub culture: &'static str,
    /// Anything else.
    pub plain: &'static str,
    /// What an analysis or the asker has drawn.
    pub result: &'static str,
    /// Status: achieved, on track, at risk, off track.
    pub statuses: [&'static str; 4],
    /// Classes, from the least.
    pub classes: [&'static str; 5],
}

/// Dark on white paper.
///
/// # Source
/// `web/src/layers/colours.ts`, theme light, whose test `web/src/palette/palette.test.ts` reads these too.
pub const PRINT: Colours = Colours {
    outside: "#eeede9",
    land: "#fbfaf7",
    water: "#7fb0c9",
    road: "#c9bfae",
    commune_border: "#a29c90",
    province_border: "#8d8577",
    national_border: "#6b4a63",
    ink: "#1d2326",
    ink_soft: "#545d62",
    halo: "#ffffff",
    hatch: "#a7a59d",
    corridor: "#b3541e",
    hazard: "#8a4b08",
    flood: "#0c8599",
    gate: "#9b1f4d",
    economy: "#4a5fa5",
    education: "#6a4c93",
    health: "#b5314c",
    culture: "#b07d00",
    plain: "#5d676d",
    result: "#c2185b",
    statuses: ["#0b5d44", "#3f9d74", "#bd7d0c", "#a8201c"],
    classes: ["#a3d6cf", "#66b6ad", "#329288", "#016a62", "#003c37"],
};

/// The colours of that many classes, from the least: the five-step ramp spread over them, its ends kept. More than
/// five classes share steps.
#[must_use]
pub fn ramp(classes: usize) -> Vec<&'static str> {
    let steps = PRINT.classes;
    if classes <= 1 {
        return vec![steps[3]; classes];
    }
    (0..classes)
        .map(|class| {
            let share = class as f64 * (steps.len() - 1) as f64 / (classes - 1) as f64;
            steps[share.round() as usize]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_classes_keep_the_ends_of_the_ramp() {
        assert_eq!(ramp(2), [PRINT.classes[0], PRINT.classes[4]]);
        assert_eq!(ramp(5), PRINT.classes);
        assert_eq!((ramp(1).len(), ramp(0).len()), (1, 0));
    }
}
