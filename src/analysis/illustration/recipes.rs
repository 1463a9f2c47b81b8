//! From what the illustrative figures are made. The numbers are plausible, no more.

use crate::model::PlaceKind;

/// How the figures of an indicator by commune are made.
#[derive(Debug)]
pub(super) enum Recipe {
    /// A share of another indicator's figures, in per cent.
    Share {
        id: &'static str,
        of: &'static str,
        base: f64,
        ward_base: f64,
        yearly: f64,
        spread: f64,
        is_late: bool,
    },
    /// So much for every person.
    PerPerson {
        id: &'static str,
        base: f64,
        spread: f64,
        growth: f64,
    },
    /// An amount of its own, growing or falling by so many per cent a year.
    Amount {
        id: &'static str,
        base: f64,
        spread: f64,
        growth: f64,
    },
    /// The same, reported by quarter.
    Quarterly {
        id: &'static str,
        base: f64,
        spread: f64,
        growth: f64,
    },
}

impl Recipe {
    pub(super) const fn id(&self) -> &'static str {
        match self {
            Self::Share { id, .. }
            | Self::PerPerson { id, .. }
            | Self::Amount { id, .. }
            | Self::Quarterly { id, .. } => id,
        }
    }

    pub(super) const fn base(&self, is_ward: bool) -> f64 {
        match self {
            Self::Share { ward_base, .. } if is_ward => *ward_base,
            Self::Share { base, .. }
            | Self::PerPerson { base, .. }
            | Self::Amount { base, .. }
            | Self::Quarterly { base, .. } => *base,
        }
    }

    pub(super) const fn spread(&self) -> f64 {
        match self {
            Self::Share { spread, .. }
            | Self::PerPerson { spread, .. }
            | Self::Amount { spread, .. }
            | Self::Quarterly { spread, .. } => *spread,
        }
    }

    pub(super) const fn is_quarterly(&self) -> bool {
        matches!(self, Self::Quarterly { .. })
    }

    /// Whether a few units say that their figure is not available yet.
    pub(super) const fn is_late(&self) -> bool {
        matches!(self, Self::Share { is_late: true, .. })
    }
}

const fn share(
    id: &'static str,
    of: &'static str,
    base: f64,
    ward_base: f64,
    yearly: f64,
    spread: f64,
) -> Recipe {
    Recipe::Share {
        id,
        of,
        base,
        ward_base,
        yearly,
        spread,
        is_late: false,
    }
}

/// In an order in which denominators come before their numerators.
pub(super) const BY_UNIT: &[Recipe] = &[
    Recipe::PerPerson {
        id: "population",
        base: 1.0,
        spread: 0.0,
        growth: 0.6,
    },
    Recipe::PerPerson {
        id: "households",
        base: 0.24,
        spread: 0.02,
        growth: 0.8,
    },
    Recipe::PerPerson {
        id: "labour-force",
        base: 0.6,
        spread: 0.04,
        growth: 0.5,
    },
    Recipe::PerPerson {
        id: "parcels",
        base: 0.9,
        spread: 0.2,
        growth: 0.0,
    },
    Recipe::Amount {
        id: "provincial-road-length",
        base: 11.0,
        spread: 9.0,
        growth: 0.0,
    },
    Recipe::Amount {
        id: "commune-road-length",
        base: 52.0,
        spread: 28.0,
        growth: 0.0,
    },
    Recipe::Amount {
        id: "cadastral-area",
        base: 4200.0,
        spread: 1900.0,
        growth: 0.0,
    },
    share(
        "households-with-electricity",
        "households",
        95.5,
        99.3,
        0.7,
        3.0,
    ),
    share("urban-population", "population", 12.0, 92.0, 1.5, 9.0),
    share("insured-persons", "population", 94.0, 92.5, 1.1, 3.0),
    share("tourism-workers", "labour-force", 17.0, 28.0, 2.5, 9.0),
    share("private-workers", "labour-force", 47.0, 66.0, 2.1, 8.0),
    share(
        "provincial-road-paved-length",
        "provincial-road-length",
        76.0,
        97.0,
        3.6,
        14.0,
    ),
    share(
        "commune-road-paved-length",
        "commune-road-length",
        61.0,
        88.0,
        5.2,
        13.0,
    ),
    share(
        "cadastral-mapped-area",
        "cadastral-area",
        68.0,
        93.0,
        6.5,
        15.0,
    ),
    Recipe::Share {
        id: "parcels-certified",
        of: "parcels",
        base: 80.0,
        ward_base: 94.0,
        yearly: 3.4,
        spread: 9.0,
        is_late: true,
    },
    Recipe::Amount {
        id: "satellite-points",
        base: 7.5,
        spread: 6.0,
        growth: -7.0,
    },
    Recipe::Quarterly {
        id: "temporary-houses",
        base: 34.0,
        spread: 30.0,
        growth: -22.0,
    },
    Recipe::Quarterly {
        id: "landslide-relocation",
        base: 9.0,
        spread: 8.0,
        growth: 55.0,
    },
    Recipe::Quarterly {
        id: "landslide-households",
        base: 38.0,
        spread: 33.0,
        growth: -9.0,
    },
    Recipe::Quarterly {
        id: "accident-cases",
        base: 5.0,
        spread: 4.0,
        growth: -7.0,
    },
    Recipe::Quarterly {
        id: "accident-deaths",
        base: 1.4,
        spread: 1.3,
        growth: -2.0,
    },
    Recipe::Quarterly {
        id: "accident-injuries",
        base: 4.4,
        spread: 3.6,
        growth: -9.0,
    },
    Recipe::Quarterly {
        id: "social-order-crimes",
        base: 9.0,
        spread: 7.0,
        growth: 3.0,
    },
];

/// How conditions that a unit meets or not are made: from a year on, drawn from so many years.
#[derive(Debug)]
pub(super) struct ConditionRecipe {
    pub(super) id: &'static str,
    pub(super) years: i16,
    pub(super) delay: i16,
    pub(super) is_border_only: bool,
}

pub(super) const CONDITIONS: &[ConditionRecipe] = &[
    ConditionRecipe {
        id: "commune-offices",
        years: 6,
        delay: 1,
        is_border_only: false,
    },
    ConditionRecipe {
        id: "boarding-communes",
        years: 8,
        delay: -4,
        is_border_only: false,
    },
    ConditionRecipe {
        id: "border-boarding-communes",
        years: 5,
        delay: 1,
        is_border_only: true,
    },
    ConditionRecipe {
        id: "drug-free-communes",
        years: 8,
        delay: -1,
        is_border_only: false,
    },
];

/// How the figures of places are made: the first place the largest.
#[derive(Debug)]
pub(super) struct PlaceRecipe {
    pub(super) id: &'static str,
    pub(super) kind: PlaceKind,
    pub(super) base: f64,
    pub(super) growth: f64,
}

pub(super) const BY_GATE: &[PlaceRecipe] = &[PlaceRecipe {
    id: "trade-turnover",
    kind: PlaceKind::BorderGate,
    base: 320.0,
    growth: 9.0,
}];

/// Figures of the province, by year from 2023.
#[derive(Debug)]
pub(super) struct ProvinceRecipe {
    pub(super) id: &'static str,
    pub(super) values: &'static [&'static str],
}

const fn province(id: &'static str, values: &'static [&'static str]) -> ProvinceRecipe {
    ProvinceRecipe { id, values }
}

pub(super) const BY_PROVINCE: &[ProvinceRecipe] = &[
    province("grdp", &["23400", "25300", "27500", "29900"]),
    province("tourism-grdp", &["1290", "1490", "1760", "2120"]),
    province("private-grdp", &["13100", "14350", "15850", "17650"]),
    province(
        "budget-revenue-collected",
        &["1520.5", "1812.3", "2140.7", "2290.4"],
    ),
    province("budget-revenue-estimate", &["1650", "1730", "1980", "2250"]),
    province("road-blackspots", &["42", "42", "45", "45"]),
    province("road-blackspots-fixed", &["9", "15", "21", "26"]),
    province("pci", &["61.90", "63.20", "64.05"]),
    province("pci-rank", &["60", "57", "55"]),
    province("papi", &["41.20", "42.10", "41.85"]),
    province("papi-rank", &["48", "44", "46"]),
    province("par-index", &["83.40", "84.60", "86.20"]),
    province("par-index-rank", &["58", "55", "50"]),
    province("sipas", &["81.10", "82.40", "82.40"]),
    province("sipas-rank", &["45", "40", "41"]),
    province("provincial-hospital", &["0", "0", "0", "0"]),
    province("happiness-index-set", &["0", "0", "0", "0"]),
];
