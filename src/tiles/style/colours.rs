//! The colours of the map, by day and by night.

/// Which of the two looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light, as on paper.
    Light,
    /// Light on dark, for evenings and control rooms.
    Dark,
}

impl Theme {
    /// The theme of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    pub(super) fn colours(self) -> &'static Colours {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// The colours of one theme.
pub(super) struct Colours {
    pub(super) outside: &'static str,
    pub(super) land: &'static str,
    pub(super) water: &'static str,
    pub(super) road: &'static str,
    pub(super) commune_border: &'static str,
    pub(super) province_border: &'static str,
    pub(super) national_border: &'static str,
    pub(super) ink: &'static str,
    pub(super) halo: &'static str,
    pub(super) corridor: &'static str,
    pub(super) casing: &'static str,
    pub(super) hazard: &'static str,
    pub(super) flood: &'static str,
    pub(super) gate: &'static str,
    pub(super) place: &'static str,
    pub(super) shadow: &'static str,
    pub(super) lit: &'static str,
}

const LIGHT: Colours = Colours {
    outside: "#e9e8e3",
    land: "#f7f6f2",
    water: "#a9cadd",
    road: "#c9bfae",
    commune_border: "#b7b1a4",
    province_border: "#8d8577",
    national_border: "#6b4a63",
    ink: "#2b3134",
    halo: "#ffffff",
    corridor: "#b3541e",
    casing: "#ffffff",
    hazard: "#8a4b08",
    flood: "#0c8599",
    gate: "#9b1f4d",
    place: "#5d676d",
    shadow: "#4a4436",
    lit: "#ffffff",
};

const DARK: Colours = Colours {
    outside: "#0d1014",
    land: "#14181d",
    water: "#2c4d63",
    road: "#3c3a36",
    commune_border: "#3f4850",
    province_border: "#717a80",
    national_border: "#c79bbd",
    ink: "#e2e7ea",
    halo: "#14181d",
    corridor: "#f0a36a",
    casing: "#14181d",
    hazard: "#f2b75c",
    flood: "#1f9fb5",
    gate: "#f08bb0",
    place: "#a5b0b7",
    shadow: "#000000",
    lit: "#5c6a75",
};
