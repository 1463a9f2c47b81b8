//! The check of a proposed site: every reason for which ground is shut out, at the very spot or all over its outline.

use std::collections::BTreeSet;

use geo::{Coord, MultiPolygon};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::areas::{CriterionValue, Judged};
use super::site_shape::SiteShape;
use super::{
    Exclusion, LegalForm, ProposedSite, RelocationError, RelocationRequest, priority, score,
};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::{LonLat, validity};
use crate::model::{Place, PlaceId, PlaceKind, Snapshot, UnitCode};

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
    /// Metres from the nearest part of the site to the zone, river, forest, border or road that decides; none for what
    /// heights decide.
    pub distance_m: Option<f64>,
    /// Share of the site's area for which the reason holds; none for a place, and where it is not judged.
    pub share: Option<f64>,
}

/// A proposed site, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposedChecked {
    /// Its name.
    pub name: String,
    /// Its id, where it is a place of the layer of relocation sites.
    #[schema(value_type = Option<String>)]
    pub id: Option<PlaceId>,
    /// Its longitude, degrees; of an outline that of a place inside.
    pub lon: f64,
    /// Its latitude.
    pub lat: f64,
    /// Its outline, as a GeoJSON geometry; none where it is a place.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    #[schema(value_type = Option<Object>)]
    pub outline: Option<MultiPolygon<f64>>,
    /// Area of the outline, hectares.
    pub area_ha: Option<f64>,
    /// The unit that it lies in.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Its legal form.
    pub form: LegalForm,
    /// How many households it has room for: as stated, else by its area; none when neither is known.
    pub capacity_households: Option<u32>,
    /// Whether nothing that could be judged speaks against any part of it.
    pub is_fit: bool,
    /// Every check.
    pub checks: Vec<SiteCheck>,
    /// Its mean score as if it were not shut out; none where it lies outside the ground that was asked about.
    pub score: Option<f64>,
    /// Each criterion's part.
    pub values: Vec<CriterionValue>,
}

/// A site as it is checked.
struct Site {
    name: String,
    id: Option<PlaceId>,
    form: LegalForm,
    capacity_households: Option<u32>,
    shape: SiteShape,
}

/// The sites of a question and those of the layer of relocation sites, checked.
pub(super) fn checked(
    snapshot: &Snapshot,
    judged: &Judged<'_>,
    request: &RelocationRequest,
    interrupt: &Interrupt,
) -> Result<Vec<ProposedChecked>, RelocationError> {
    let mut sites = Vec::new();
    for site in &request.proposed {
        sites.push(of_question(site, judged, interrupt)?);
    }
    let places = snapshot.places().of_kind(PlaceKind::RelocationSite);
    let existing = places.filter(|place| place.exists_on(judged.ground.map.on()));
    sites.extend(existing.filter_map(|place| of_layer(place, judged)));
    let mut checked = Vec::with_capacity(sites.len());
    for site in sites {
        interrupt.check()?;
        checked.push(check(judged, site, request.areas.household_m2));
    }
    Ok(checked)
}

fn of_question(
    site: &ProposedSite,
    judged: &Judged<'_>,
    interrupt: &Interrupt,
) -> Result<Site, RelocationError> {
    let shape = match (&site.outline, site.lon.zip(site.lat)) {
        (Some(outline), _) => {
            validity::check(outline, interrupt).map_err(|fault| RelocationError::Outline {
                name: site.name.clone(),
                fault,
            })?;
            SiteShape::of(outline, &judged.ground.plane)
        }
        (None, Some((lon, lat))) => {
            LonLat::new(lon, lat)?;
            Some(SiteShape::place(Coord { x: lon, y: lat }))
        }
        (None, None) => None,
    };
    Ok(Site {
        name: site.name.clone(),
        id: None,
        form: site.form,
        capacity_households: site.capacity_households,
        shape: shape.ok_or_else(|| RelocationError::NoPosition(site.name.clone()))?,
    })
}

fn of_layer(place: &Place, judged: &Judged<'_>) -> Option<Site> {
    let form = priority::text(place, "form").and_then(LegalForm::parse);
    let capacity = priority::number(place, "capacity_households");
    Some(Site {
        name: place.name.clone(),
        id: Some(place.id.clone()),
        form: form.unwrap_or_default(),
        capacity_households: capacity.map(|households| households as u32),
        shape: SiteShape::of(place.geometry.as_ref()?, &judged.ground.plane)?,
    })
}

fn check(judged: &Judged<'_>, site: Site, household_m2: f64) -> ProposedChecked {
    let ground = judged.ground;
    let Site { shape, .. } = &site;
    let cell_of = |&at: &Coord<f64>| {
        let cell = ground.grid.cell_at(at);
        cell.filter(|&cell| ground.is_asked[cell])
    };
    let cells: Vec<Option<usize>> = shape.positions.iter().map(cell_of).collect();
    let checks: Vec<SiteCheck> = Exclusion::ALL
        .into_iter()
        .map(|reason| check_reason(judged, reason, shape, &cells))
        .collect();
    let distinct: BTreeSet<usize> = cells[..shape.spread].iter().copied().flatten().collect();
    let values = values_over(judged, &distinct);
    let score = values.iter().zip(&judged.used.weights);
    let score = (!distinct.is_empty()).then(|| {
        score
            .map(|(value, one)| value.value * one.weight)
            .sum::<f64>()
    });
    let owner = ground.map.owner(shape.at);
    let by_area = shape
        .area_m2
        .map(|area| (area / household_m2).floor() as u32);
    ProposedChecked {
        lon: shape.at.x,
        lat: shape.at.y,
        outline: shape.outline.clone(),
        area_ha: shape.area_m2.map(|area| (area / 100.0).round() / 100.0),
        unit_code: owner.map(|owner| ground.map.units()[owner].unit.code().clone()),
        form: site.form,
        capacity_households: site.capacity_households.or(by_area),
        is_fit: checks
            .iter()
            .all(|check| check.verdict != SiteVerdict::ShutOut),
        checks,
        score,
        values,
        name: site.name,
        id: site.id,
    }
}

/// Whether a reason holds anywhere on the site; only a road need not lead to all of it.
fn check_reason(
    judged: &Judged<'_>,
    reason: Exclusion,
    shape: &SiteShape,
    cells: &[Option<usize>],
) -> SiteCheck {
    let ground = judged.ground;
    let distances: Option<Vec<f64>> = reason.theme().and_then(|theme| {
        let positions = shape.positions.iter();
        positions.map(|&at| ground.distance_m(theme, at)).collect()
    });
    let accuracy_m = ground.hazard_accuracy_m;
    let holds_at =
        |metres: f64, slack_m| reason.holds_at(metres, judged.limits, accuracy_m, slack_m);
    let nearest_m = distances
        .as_ref()
        .map(|distances| distances.iter().copied().fold(f64::INFINITY, f64::min));
    let holds: Option<Vec<bool>> = match &distances {
        Some(distances) => Some(
            distances
                .iter()
                .map(|&metres| holds_at(metres, 0.0))
                .collect(),
        ),
        None if reason.theme().is_none() && ground.terrain.is_some() => {
            let by_heights =
                |cell: &Option<usize>| cell.map(|cell| judged.bits[cell] & reason.bit() != 0);
            cells.iter().map(by_heights).collect()
        }
        None => None,
    };
    let is_shut_out = match nearest_m {
        Some(metres) => Some(holds_at(metres, shape.slack_m)),
        None => holds.as_ref().map(|holds| holds.contains(&true)),
    };
    let shut_out_part = |holds: &Vec<bool>| {
        let spread = &holds[..shape.spread];
        spread.iter().filter(|holds| **holds).count() as f64 / spread.len() as f64
    };
    SiteCheck {
        reason,
        verdict: match is_shut_out {
            Some(true) => SiteVerdict::ShutOut,
            Some(false) => SiteVerdict::Clear,
            None => SiteVerdict::NotJudged,
        },
        distance_m: nearest_m.map(f64::round),
        share: holds
            .as_ref()
            .filter(|_| shape.outline.is_some())
            .map(|holds| (shut_out_part(holds) * 1e4).round() / 1e4),
    }
}

/// The mean of each criterion over some cells; nothing where there is none.
fn values_over(judged: &Judged<'_>, cells: &BTreeSet<usize>) -> Vec<CriterionValue> {
    if cells.is_empty() {
        return Vec::new();
    }
    let mean = |of: &dyn Fn(usize) -> f64| {
        cells.iter().map(|&cell| of(cell)).sum::<f64>() / cells.len() as f64
    };
    let values = judged.used.weights.iter().map(|one| {
        let measured =
            |cell| score::measure(judged.ground, one.criterion, cell).unwrap_or(f64::NAN);
        let function = one.criterion.value_function(judged.limits);
        CriterionValue {
            criterion: one.criterion,
            measured: (mean(&measured) * 10.0).round() / 10.0,
            value: mean(&|cell| function.value(measured(cell))),
        }
    });
    values.collect()
}
