//! Who moves where: communities, sites and the ways between them become an instance, and its solution an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::assignment::{Instance, assign};
use super::{
    CandidateArea, LegalForm, MOST_COMMUNITIES, MovePriority, ProposedChecked, RelocationError,
    RelocationRequest, priority,
};
use crate::analysis::access::{MOST_TRIPS, MatrixAsked, TravelMatrix, Travelled, travel_matrix};
use crate::analysis::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::model::{LayerId, PlaceId, PlaceKind, Snapshot, Text};

/// A community that is to move.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Community {
    pub(super) id: PlaceId,
    pub(super) name: String,
    pub(super) at: Coord<f64>,
    /// None when neither households nor people are known.
    pub(super) households: Option<u32>,
    pub(super) people: f64,
}

/// A site that takes people in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteUsed {
    /// Its name, or the number of the candidate area.
    pub name: String,
    /// The number of the candidate area; none for a proposed site.
    pub area: Option<usize>,
    /// Its legal form.
    pub form: LegalForm,
    /// Its longitude, degrees.
    pub lon: f64,
    /// Its latitude.
    pub lat: f64,
    /// For how many households it has room.
    pub capacity_households: u32,
    /// How many households come.
    pub households: u32,
}

/// What becomes of a community.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CommunityMove {
    /// The community.
    #[schema(value_type = String)]
    pub community: PlaceId,
    /// Its name.
    pub name: String,
    /// Its households; none when unknown.
    pub households: Option<u32>,
    /// The site, as its position in the list of sites; none when there is no place for it.
    pub site: Option<usize>,
    /// The legal form.
    pub form: Option<LegalForm>,
    /// Minutes from the old village to the site.
    pub minutes: Option<f64>,
    /// Why there is no place for it, and how much is short.
    pub reason: Option<Text>,
}

/// Who moves where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Resettlement {
    /// Every community.
    pub moves: Vec<CommunityMove>,
    /// Every site that takes somebody in.
    pub sites: Vec<SiteUsed>,
    /// Households that are to move.
    pub households: u64,
    /// Households for which all sites together have room.
    pub capacity_households: u64,
    /// Households without a place.
    pub households_without_place: u64,
    /// Minutes × people of all that move.
    pub travel_people_minutes: f64,
    /// Share of that by which a better assignment may still exist; 0 when this one is proven to be the best.
    pub gap: f64,
    /// Whether the assignment is proven: the fewest households without a place, and then the least travel.
    pub is_proven: bool,
    /// How the ways were measured, and how many each.
    #[schema(value_type = Object)]
    pub travel_methods: BTreeMap<String, usize>,
}

/// The communities that are named, or the first by priority.
pub(super) fn communities(
    snapshot: &Snapshot,
    request: &RelocationRequest,
    priorities: &[MovePriority],
) -> Result<Vec<Community>, RelocationError> {
    let by_priority = || {
        priorities
            .iter()
            .filter(|one| {
                one.kind == PlaceKind::Settlement && one.score.is_some_and(|score| score > 0.0)
            })
            .take(request.most_communities)
            .map(|one| one.id.clone())
            .collect()
    };
    let ids: Vec<PlaceId> = if request.communities.is_empty() {
        by_priority()
    } else {
        named(&request.communities)?
    };
    ids.into_iter()
        .map(|id| {
            let place = snapshot.places().get(&id);
            let Some((place, at)) =
                place.and_then(|place| Some((place, priority::position(place)?)))
            else {
                return Err(RelocationError::UnknownCommunity(id));
            };
            let people = priority::number(place, "population");
            let households = priority::number(place, "households")
                .or_else(|| people.map(|people| people / priority::PEOPLE_PER_HOUSEHOLD));
            Ok(Community {
                name: place.name.clone(),
                at,
                households: households.map(|households| households.ceil() as u32),
                people: people
                    .or(households.map(|count| count * priority::PEOPLE_PER_HOUSEHOLD))
                    .unwrap_or_default(),
                id,
            })
        })
        .collect()
}

/// The communities that are named, each once, in their order.
fn named(communities: &[PlaceId]) -> Result<Vec<PlaceId>, RelocationError> {
    let mut once = BTreeSet::new();
    let distinct: Vec<&PlaceId> = communities.iter().filter(|id| once.insert(*id)).collect();
    if distinct.len() > MOST_COMMUNITIES {
        return Err(RelocationError::TooManyCommunities(distinct.len()));
    }
    Ok(distinct.into_iter().cloned().collect())
}

/// Who may move where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Among<'a> {
    pub(super) communities: &'a [Community],
    pub(super) areas: &'a [CandidateArea],
    pub(super) proposed: &'a [ProposedChecked],
}

/// Assigns the communities to the fit proposed sites and the candidate areas, where that is asked and somebody is to move;
/// the layers behind the ways are told too.
pub(super) fn assigned(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &RelocationRequest,
    among: &Among<'_>,
    interrupt: &Interrupt,
) -> Result<Option<(Resettlement, BTreeSet<LayerId>)>, RelocationError> {
    let communities = among.communities;
    if !request.assigns || communities.is_empty() {
        return Ok(None);
    }
    let mut sites = sites(among.areas, among.proposed);
    let Travelled {
        matrix: travel,
        layers,
    } = travelled(snapshot, map, request, communities, &sites, interrupt)?;
    let known: Vec<usize> = (0..communities.len())
        .filter(|&one| communities[one].households.is_some())
        .collect();
    let instance = instance(communities, &known, &sites, &travel);
    let limit = Duration::from_secs_f64(request.time_limit_s);
    let solution = assign(&instance, limit, interrupt)?;
    let mut site_of = vec![None; communities.len()];
    for (&community, site) in known.iter().zip(&solution.site_of) {
        site_of[community] = *site;
    }
    for (community, site) in communities.iter().zip(&site_of) {
        if let Some(site) = site {
            sites[*site].households += community.households.unwrap_or_default();
        }
    }
    let capacity_households = room_of(&sites);
    let (moves, sites) = told(communities, &site_of, sites, &travel);
    let all = |of: &dyn Fn(&CommunityMove) -> bool| -> u64 {
        let moving = moves.iter().filter(|one| of(one));
        moving.filter_map(|one| one.households.map(u64::from)).sum()
    };
    let resettlement = Resettlement {
        households: all(&|_| true),
        capacity_households,
        households_without_place: all(&|one| one.site.is_none()),
        travel_people_minutes: (solution.travel * 1e3).round() / 1e3,
        gap: solution.gap,
        is_proven: solution.is_fewest_proven && solution.gap <= 0.0,
        travel_methods: travel
            .methods()
            .into_iter()
            .map(|(method, count)| (method.as_str().to_owned(), count))
            .collect(),
        moves,
        sites,
    };
    Ok(Some((resettlement, layers)))
}

/// Households for which sites have room together.
fn room_of(sites: &[SiteUsed]) -> u64 {
    let rooms = sites.iter().map(|site| site.capacity_households);
    rooms.map(u64::from).sum()
}

/// The ways from the communities to the sites.
fn travelled(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &RelocationRequest,
    communities: &[Community],
    sites: &[SiteUsed],
    interrupt: &Interrupt,
) -> Result<Travelled, RelocationError> {
    if communities.len() * sites.len() > MOST_TRIPS {
        return Err(RelocationError::TooManyWays {
            communities: communities.len(),
            sites: sites.len(),
            most: MOST_TRIPS,
        });
    }
    let origins: Vec<_> = communities.iter().map(|one| one.at).collect();
    let at = |site: &SiteUsed| Coord {
        x: site.lon,
        y: site.lat,
    };
    let asked = MatrixAsked {
        snapshot,
        on: map.on(),
        origins: &origins,
        destinations: &sites.iter().map(at).collect::<Vec<_>>(),
        options: &request.travel,
    };
    Ok(travel_matrix(&asked, interrupt, &|_| {})?)
}

fn sites(areas: &[CandidateArea], proposed: &[ProposedChecked]) -> Vec<SiteUsed> {
    let of_proposed = proposed
        .iter()
        .filter(|site| site.is_fit)
        .filter_map(|site| {
            Some(SiteUsed {
                name: site.name.clone(),
                area: None,
                form: site.form,
                lon: site.lon,
                lat: site.lat,
                capacity_households: site.capacity_households?,
                households: 0,
            })
        });
    let of_areas = areas.iter().map(|area| SiteUsed {
        name: format!("area {}", area.number),
        area: Some(area.number),
        form: area.form,
        lon: area.lon,
        lat: area.lat,
        capacity_households: area.capacity_households,
        households: 0,
    });
    of_proposed.chain(of_areas).collect()
}

fn instance(
    communities: &[Community],
    known: &[usize],
    sites: &[SiteUsed],
    travel: &TravelMatrix,
) -> Instance {
    let minutes = known
        .iter()
        .flat_map(|&one| (0..sites.len()).map(move |site| travel.minutes(one, site)));
    Instance {
        households: known
            .iter()
            .filter_map(|&one| communities[one].households)
            .collect(),
        people: known.iter().map(|&one| communities[one].people).collect(),
        capacity: sites.iter().map(|site| site.capacity_households).collect(),
        minutes: minutes.collect(),
    }
}

fn told(
    communities: &[Community],
    site_of: &[Option<usize>],
    sites: Vec<SiteUsed>,
    travel: &TravelMatrix,
) -> (Vec<CommunityMove>, Vec<SiteUsed>) {
    let used: Vec<usize> = (0..sites.len())
        .filter(|&site| sites[site].households > 0)
        .collect();
    let moves = communities
        .iter()
        .zip(site_of)
        .enumerate()
        .map(|(index, (one, site))| CommunityMove {
            community: one.id.clone(),
            name: one.name.clone(),
            households: one.households,
            site: site.and_then(|site| used.iter().position(|&one| one == site)),
            form: site.map(|site| sites[site].form),
            minutes: site
                .and_then(|site| travel.minutes(index, site))
                .map(|minutes| (minutes * 10.0).round() / 10.0),
            reason: match site {
                Some(_) => None,
                None => Some(why_none(one, index, &sites, travel)),
            },
        });
    let moves = moves.collect();
    let mut kept = Vec::with_capacity(used.len());
    for (position, site) in sites.into_iter().enumerate() {
        if used.contains(&position) {
            kept.push(site);
        }
    }
    (moves, kept)
}

fn why_none(one: &Community, index: usize, sites: &[SiteUsed], travel: &TravelMatrix) -> Text {
    let Some(needed) = one.households else {
        return Text::new(
            "chưa biết số hộ lẫn số dân: hãy ghi vào lớp điểm dân cư",
            "neither its households nor its people are known: state them",
        );
    };
    let within_reach = (0..sites.len()).filter(|&site| travel.minutes(index, site).is_some());
    let room = |site: usize| sites[site].capacity_households;
    match within_reach.clone().map(room).max() {
        None => Text::new(
            "không có lối tới điểm đến nào: hãy đề xuất một điểm, hoặc tìm rộng hơn",
            "no way leads from it to any site: propose a site, or widen the search",
        ),
        Some(largest) if largest < needed => {
            let short = needed - largest;
            Text::new(
                format!(
                    "điểm đến lớn nhất đủ cho {largest} hộ mà xóm có {needed} hộ: thiếu {short}; hãy cho phép khu rộng hơn"
                ),
                format!(
                    "the largest site has room for {largest} households and it has {needed}: {short} short; allow larger areas"
                ),
            )
        }
        Some(_) => {
            let free = |site: usize| room(site) - sites[site].households;
            let most = within_reach.map(free).max().unwrap_or_default();
            let short = needed.saturating_sub(most);
            Text::new(
                format!(
                    "các điểm đủ chỗ đã có xóm khác: một điểm còn trống nhiều nhất {most} chỗ mà xóm có {needed} hộ, thiếu \
                     {short}; hãy thêm điểm hoặc mở rộng"
                ),
                format!(
                    "the sites that could hold it are taken: {most} places are free at most in one site and it has {needed} \
                     households, {short} short; add sites or make them larger"
                ),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> PlaceId {
        format!("village-{number}").parse().unwrap()
    }

    #[test]
    fn who_is_named_twice_moves_once_and_too_many_are_refused() {
        let twice = [id(2), id(1), id(2), id(1)];
        assert_eq!(named(&twice).unwrap(), [id(2), id(1)]);
        let repeated: Vec<PlaceId> = (0..3 * MOST_COMMUNITIES)
            .map(|number| id(number % MOST_COMMUNITIES))
            .collect();
        assert_eq!(named(&repeated).unwrap().len(), MOST_COMMUNITIES);
        let many: Vec<PlaceId> = (0..=MOST_COMMUNITIES).map(id).collect();
        let refused = named(&many).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "501 communities were named and at most 500 are moved at once: ask in parts"
        );
        assert!(refused.in_words().unwrap().0.contains("501"));
    }

    #[test]
    fn the_room_of_all_sites_is_more_than_that_of_any() {
        let site = SiteUsed {
            name: "Khu rộng".to_owned(),
            area: None,
            form: LegalForm::Concentrated,
            lon: 106.2,
            lat: 22.6,
            capacity_households: u32::MAX,
            households: 0,
        };
        assert_eq!(room_of(&[site.clone(), site]), 2 * u64::from(u32::MAX));
    }
}
