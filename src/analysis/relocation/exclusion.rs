//! Why ground is shut out: each reason is a bit of a cell.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ground::{Ground, Terrain};
use super::steep_ground::SteepGround;
use super::{ExclusionLimits, Theme, terrain};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::Text;

/// A reason for which ground is shut out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Exclusion {
    /// In or near a hazard zone.
    HazardZone,
    /// A slide from steeper ground may come to rest here.
    RunOut,
    /// Steep ground rises above it.
    SteepUpslope,
    /// Too steep to build on.
    SteepSlope,
    /// Too near a river.
    Flood,
    /// In protected forest.
    ProtectedForest,
    /// In the border strip.
    BorderStrip,
    /// Too far from a road.
    FarFromRoad,
    /// The elevation model has no height here.
    UnknownHeight,
}

impl Exclusion {
    /// All reasons, in the order of their bits.
    pub const ALL: [Self; 9] = [
        Self::HazardZone,
        Self::RunOut,
        Self::SteepUpslope,
        Self::SteepSlope,
        Self::Flood,
        Self::ProtectedForest,
        Self::BorderStrip,
        Self::FarFromRoad,
        Self::UnknownHeight,
    ];

    /// The reason as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HazardZone => "hazard-zone",
            Self::RunOut => "run-out",
            Self::SteepUpslope => "steep-upslope",
            Self::SteepSlope => "steep-slope",
            Self::Flood => "flood",
            Self::ProtectedForest => "protected-forest",
            Self::BorderStrip => "border-strip",
            Self::FarFromRoad => "far-from-road",
            Self::UnknownHeight => "unknown-height",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (vi, en) = match self {
            Self::HazardZone => ("vùng nguy cơ", "hazard zone"),
            Self::RunOut => ("tầm trượt tới", "run-out of a slide"),
            Self::SteepUpslope => ("sườn dốc phía trên", "steep slope above"),
            Self::SteepSlope => ("đất quá dốc", "too steep"),
            Self::Flood => ("gần sông suối, dễ ngập", "near a river, may flood"),
            Self::ProtectedForest => ("rừng phòng hộ, đặc dụng", "protected forest"),
            Self::BorderStrip => ("dải biên giới", "border strip"),
            Self::FarFromRoad => ("xa đường", "far from a road"),
            Self::UnknownHeight => ("chưa biết độ cao", "height unknown"),
        };
        Text::new(vi, en)
    }

    /// Its bit in a cell.
    #[must_use]
    pub fn bit(self) -> u16 {
        1 << (self as u16)
    }

    pub(super) fn theme(self) -> Option<Theme> {
        match self {
            Self::HazardZone => Some(Theme::HazardZone),
            Self::Flood => Some(Theme::River),
            Self::ProtectedForest => Some(Theme::ProtectedForest),
            Self::BorderStrip => Some(Theme::Border),
            Self::FarFromRoad => Some(Theme::Road),
            Self::RunOut | Self::SteepUpslope | Self::SteepSlope | Self::UnknownHeight => None,
        }
    }

    /// Whether there is a layer by which the reason can be judged.
    pub(super) fn is_judged(self, ground: &Ground<'_>) -> bool {
        match self.theme() {
            Some(theme) => ground.nearness.contains_key(&theme),
            None => ground.terrain.is_some(),
        }
    }

    /// Whether a distance to its theme shuts out; `slack_m` is added where anything of a cell counts.
    pub(super) fn holds_at(
        self,
        distance_m: f64,
        limits: &ExclusionLimits,
        hazard_accuracy_m: f64,
        slack_m: f64,
    ) -> bool {
        match self {
            Self::HazardZone => distance_m <= limits.hazard_margin_m + hazard_accuracy_m + slack_m,
            Self::Flood => distance_m <= limits.river_m,
            Self::ProtectedForest => distance_m <= slack_m,
            Self::BorderStrip => distance_m <= limits.border_strip_m,
            Self::FarFromRoad => distance_m > limits.road_m,
            Self::RunOut | Self::SteepUpslope | Self::SteepSlope | Self::UnknownHeight => false,
        }
    }
}

/// How much of the ground a reason shuts out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Excluded {
    /// The reason.
    pub reason: Exclusion,
    /// Whether there is a layer to judge it by; without one nothing is shut out by it, which is not the same as
    /// nothing being there.
    pub is_judged: bool,
    /// Area that it shuts out, alone or with others, km²; none when it is not judged.
    pub area_km2: Option<f64>,
    /// Share of the ground.
    pub share: Option<f64>,
}

/// The reasons that shut out each cell; none where it is not asked about.
///
/// # Errors
/// [`Interrupted`] between two rows of cells.
pub(super) fn exclusions(
    ground: &Ground<'_>,
    limits: &ExclusionLimits,
    interrupt: &Interrupt,
) -> Result<Vec<u16>, Interrupted> {
    let mut bits = vec![0_u16; ground.grid.cells()];
    let slack_m = ground.grid.half_diagonal_m();
    for reason in Exclusion::ALL {
        let Some(distances) = reason
            .theme()
            .and_then(|theme| ground.distances.get(&theme))
        else {
            continue;
        };
        for (bits, &distance) in bits.iter_mut().zip(distances) {
            if reason.holds_at(distance, limits, ground.hazard_accuracy_m, slack_m) {
                *bits |= reason.bit();
            }
        }
    }
    if let Some(terrain) = &ground.terrain {
        exclude_by_terrain(ground, terrain, limits, &mut bits, interrupt)?;
    }
    for (bits, is_asked) in bits.iter_mut().zip(&ground.is_asked) {
        if !is_asked {
            *bits = 0;
        }
    }
    Ok(bits)
}

fn exclude_by_terrain(
    ground: &Ground<'_>,
    known: &Terrain,
    limits: &ExclusionLimits,
    bits: &mut [u16],
    interrupt: &Interrupt,
) -> Result<(), Interrupted> {
    let (grid, heights, slopes) = (&ground.grid, &known.heights, &known.slopes);
    let steep = SteepGround::new(grid, heights, slopes, limits.source_slope_degrees);
    let ratio = terrain::reach_ratio(limits.slide_volume_m3);
    let reached = steep.run_out(ratio, limits.run_out_m, interrupt)?;
    let near_m = limits.steep_upslope_m.max(grid.half_diagonal_m() * 2.0);
    let below = steep.below(near_m, interrupt)?;
    for (cell, bits) in bits.iter_mut().enumerate() {
        for (reason, holds) in [
            (Exclusion::RunOut, reached[cell]),
            (Exclusion::SteepUpslope, below[cell]),
            (Exclusion::SteepSlope, slopes[cell] > limits.slope_degrees),
            (Exclusion::UnknownHeight, slopes[cell].is_nan()),
        ] {
            if holds {
                *bits |= reason.bit();
            }
        }
    }
    Ok(())
}

/// How much each reason shuts out.
pub(super) fn summary(ground: &Ground<'_>, bits: &[u16]) -> Vec<Excluded> {
    let area = |is_in: &dyn Fn(usize) -> bool| -> f64 {
        let cells = (0..bits.len()).filter(|&cell| ground.is_asked[cell] && is_in(cell));
        // Nothing adds up to minus zero, which reads oddly.
        cells
            .map(|cell| ground.grid.cell_area_m2(cell))
            .sum::<f64>()
            + 0.0
    };
    let whole = area(&|_| true);
    Exclusion::ALL
        .into_iter()
        .map(|reason| {
            let is_judged = reason.is_judged(ground);
            let shut_out = is_judged.then(|| area(&|cell| bits[cell] & reason.bit() != 0));
            Excluded {
                reason,
                is_judged,
                area_km2: shut_out.map(|m2| (m2 / 1e3).round() / 1e3),
                share: shut_out.map(|m2| (m2 / whole * 1e6).round() / 1e6),
            }
        })
        .collect()
}
