//! What a question decides about sites beforehand.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::SitingError;
use super::explanation;
use super::instance::{Duty, Instance};
use super::request::SitingRequest;

/// The instance with what the question decides about sites beforehand.
pub(super) fn with_duties(
    mut instance: Instance,
    request: &SitingRequest,
) -> Result<Instance, SitingError> {
    let by_id: BTreeMap<String, usize> = instance
        .sites
        .iter()
        .enumerate()
        .map(|(index, site)| (site.id.clone(), index))
        .collect();
    let find = |id: &String| {
        let known = by_id.get(id).copied();
        known.ok_or_else(|| SitingError::UnknownSite(id.clone()))
    };
    let obligatory: BTreeSet<&String> = request.obligatory.iter().collect();
    for id in &request.forbidden {
        if obligatory.contains(id) {
            return Err(SitingError::Contradiction(id.clone()));
        }
        let site = find(id)?;
        instance.sites[site].duty = Duty::Closed(explanation::asked_closed());
    }
    for id in obligatory {
        let site = find(id)?;
        instance.sites[site].duty = Duty::Open(explanation::asked_open());
    }
    Ok(instance)
}
