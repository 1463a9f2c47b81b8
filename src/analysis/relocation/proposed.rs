//! The check of a proposed site: every reason for which ground is shut out, at the very spot.

use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::areas::{CriterionValue, Judged};
use super::{Exclusion, LegalForm, ProposedSite, RelocationError, priority, score};
use crate::geometry::LonLat;
use crate::model::{PlaceId, PlaceKind, Snapshot, UnitCode};

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SiteVerdict {
    /// Nothing speaks against the site.
    Clear,
    /// The site is shut out for this reason.
    ShutOut,
    /// There is no layer to judge by, which is not the same as nothing being there.
    NotJudged,
}

/// One check of a site.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteCheck {
    /// The reason that was looked for.
    pub reason: Exclusion,
    /// What was found.
    pub verdict: SiteVerdict,
    /// Metres to the zone, river, forest, border or road that decides; none for what heights decide.
    pub distance_m: Option<f64>,
}

/// A proposed site, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposedChecked {
    /// Its name.
    pub name: String,
    /// Its id, where it is a place of the layer of relocation sites.
    #[schema(value_type = Option<String>)]
    pub id: Option<PlaceId>,
    /// Its longitude, degrees.
    pub lon: f64,
    /// Its latitude.
    pub lat: f64,
    /// The unit that it lies in.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Its legal form.
    pub form: LegalForm,
    /// How many households it has room for; none when that is not known.
    pub capacity_households: Option<u32>,
    /// Whether nothing that could be judged speaks against it.
    pub is_fit: bool,
    /// Every check.
    pub checks: Vec<SiteCheck>,
    /// Its score as if it were not shut out; none where it lies outside the ground that was asked about.
    pub score: Option<f64>,
    /// Each criterion's part.
    pub values: Vec<CriterionValue>,
}

/// The sites of a question and those of the layer of relocation sites, checked.
pub(super) fn checked(
    snapshot: &Snapshot,
    judged: &Judged<'_>,
    proposed: &[ProposedSite],
) -> Result<Vec<ProposedChecked>, RelocationError> {
    let mut sites = Vec::new();
    for site in proposed {
        LonLat::new(site.lon, site.lat)?;
        sites.push(check(judged, site, None));
    }
    for place in snapshot.places().of_kind(PlaceKind::RelocationSite) {
        let Some(at) = priority::position(place) else {
            continue;
        };
        if !place.exists_on(judged.ground.map.on()) {
            continue;
        }
        let site = ProposedSite {
            name: place.name.clone(),
            lon: at.x,
            lat: at.y,
            form: priority::text(place, "form")
                .and_then(LegalForm::parse)
                .unwrap_or_default(),
            capacity_households: priority::number(place, "capacity_households")
                .map(|households| households as u32),
        };
        sites.push(check(judged, &site, Some(place.id.clone())));
    }
    Ok(sites)
}

fn check(judged: &Judged<'_>, site: &ProposedSite, id: Option<PlaceId>) -> ProposedChecked {
    let ground = judged.ground;
    let at = Coord {
        x: site.lon,
        y: site.lat,
    };
    let cell = ground
        .grid
        .cell_at(at)
        .filter(|&cell| ground.is_asked[cell]);
    let checks: Vec<SiteCheck> = Exclusion::ALL
        .into_iter()
        .map(|reason| check_reason(judged, reason, at, cell))
        .collect();
    let values = cell.map(|cell| values_at(judged, cell)).unwrap_or_default();
    let score = values.iter().zip(&judged.used.weights);
    let score = cell.map(|_| score.map(|(value, one)| value.value * one.weight).sum());
    let owner = ground.map.owner(at);
    ProposedChecked {
        name: site.name.clone(),
        id,
        lon: site.lon,
        lat: site.lat,
        unit_code: owner.map(|owner| ground.map.units()[owner].unit.code().clone()),
        form: site.form,
        capacity_households: site.capacity_households,
        is_fit: checks
            .iter()
            .all(|check| check.verdict != SiteVerdict::ShutOut),
        checks,
        score,
        values,
    }
}

fn check_reason(
    judged: &Judged<'_>,
    reason: Exclusion,
    at: Coord<f64>,
    cell: Option<usize>,
) -> SiteCheck {
    let ground = judged.ground;
    let distance_m = reason
        .theme()
        .and_then(|theme| ground.distance_m(theme, at));
    let accuracy_m = ground.hazard_accuracy_m;
    let by_heights = || cell.map(|cell| judged.bits[cell] & reason.bit() != 0);
    let is_shut_out = match distance_m {
        Some(metres) => Some(reason.holds_at(metres, judged.limits, accuracy_m, 0.0)),
        None if reason.theme().is_none() && ground.terrain.is_some() => by_heights(),
        None => None,
    };
    SiteCheck {
        reason,
        verdict: match is_shut_out {
            Some(true) => SiteVerdict::ShutOut,
            Some(false) => SiteVerdict::Clear,
            None => SiteVerdict::NotJudged,
        },
        distance_m: distance_m.map(f64::round),
    }
}

fn values_at(judged: &Judged<'_>, cell: usize) -> Vec<CriterionValue> {
    let values = judged.used.weights.iter().map(|one| {
        let measured = score::measure(judged.ground, one.criterion, cell).unwrap_or(f64::NAN);
        let function = one.criterion.value_function(judged.limits);
        CriterionValue {
            criterion: one.criterion,
            measured: (measured * 10.0).round() / 10.0,
            value: function.value(measured),
        }
    });
    values.collect()
}
