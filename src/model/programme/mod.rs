//! The programme: its agencies, indicators, targets and tasks, and what must hold between them.

mod flaws;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    Agency, AgencyId, Indicator, IndicatorId, Record, Target, TargetId, TargetScope, Task, TaskId,
    Unit,
};

pub use flaws::Flaw;

/// Agencies, indicators, targets and tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Programme {
    agencies: BTreeMap<AgencyId, Arc<Agency>>,
    indicators: BTreeMap<IndicatorId, Arc<Indicator>>,
    targets: BTreeMap<(TargetId, u32), Arc<Target>>,
    tasks: BTreeMap<TaskId, Arc<Task>>,
}

impl Programme {
    /// Adds the agency, in place of one with the same id.
    pub fn put_agency(&mut self, agency: Arc<Agency>) {
        self.agencies.insert(agency.id.clone(), agency);
    }

    /// Adds the indicator, in place of one with the same id.
    pub fn put_indicator(&mut self, indicator: Arc<Indicator>) {
        self.indicators.insert(indicator.id.clone(), indicator);
    }

    /// Adds the target's revision, in place of the same revision.
    pub fn put_target(&mut self, target: Arc<Target>) {
        self.targets.insert(target.key(), target);
    }

    /// Adds the task, in place of one with the same id.
    pub fn put_task(&mut self, task: Arc<Task>) {
        self.tasks.insert(task.id.clone(), task);
    }

    /// Forgets the agency.
    pub fn remove_agency(&mut self, id: &AgencyId) {
        self.agencies.remove(id);
    }

    /// Forgets the indicator.
    pub fn remove_indicator(&mut self, id: &IndicatorId) {
        self.indicators.remove(id);
    }

    /// Forgets one revision of a target.
    pub fn remove_target(&mut self, id: &TargetId, revision: u32) {
        self.targets.remove(&(id.clone(), revision));
    }

    /// Forgets the task.
    pub fn remove_task(&mut self, id: &TaskId) {
        self.tasks.remove(id);
    }

    /// Every agency, by id.
    #[must_use]
    pub fn agencies(&self) -> impl ExactSizeIterator<Item = &Arc<Agency>> {
        self.agencies.values()
    }

    /// The agency of that id.
    #[must_use]
    pub fn agency(&self, id: &AgencyId) -> Option<&Arc<Agency>> {
        self.agencies.get(id)
    }

    /// Every indicator, by id.
    #[must_use]
    pub fn indicators(&self) -> impl ExactSizeIterator<Item = &Arc<Indicator>> {
        self.indicators.values()
    }

    /// The indicator of that id.
    #[must_use]
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Arc<Indicator>> {
        self.indicators.get(id)
    }

    /// Every revision of every target, by id and revision.
    #[must_use]
    pub fn targets(&self) -> impl ExactSizeIterator<Item = &Arc<Target>> {
        self.targets.values()
    }

    /// The newest revision of every target, by id.
    pub fn current_targets(&self) -> impl Iterator<Item = &Arc<Target>> {
        self.targets.values().filter(|target| {
            !self
                .targets
                .contains_key(&(target.id.clone(), target.revision + 1))
        })
    }

    /// The newest revision of the target.
    #[must_use]
    pub fn target(&self, id: &TargetId) -> Option<&Arc<Target>> {
        self.target_revisions(id).last()
    }

    /// The revisions of the target, the oldest first.
    pub fn target_revisions(&self, id: &TargetId) -> impl Iterator<Item = &Arc<Target>> {
        self.targets
            .range((id.clone(), 0)..=(id.clone(), u32::MAX))
            .map(|(_, target)| target)
    }

    /// The target that a unit has of its own for an indicator: one set for it alone comes before one for each unit of
    /// a subset to which it belongs.
    #[must_use]
    pub fn own_target(&self, indicator: &IndicatorId, unit: &Unit) -> Option<&Arc<Target>> {
        let of_indicator = || {
            self.current_targets()
                .filter(|target| target.indicator == *indicator)
        };
        let is_alone = |target: &&Arc<Target>| matches!(&target.scope, TargetScope::Unit { unit: key } if *key == unit.key);
        let is_among = |target: &&Arc<Target>| matches!(target.scope, TargetScope::EachUnit { subset } if subset.includes(unit));
        of_indicator()
            .find(is_alone)
            .or_else(|| of_indicator().find(is_among))
    }

    /// The newest revision of every target that is no part of another, by id.
    pub fn whole_targets(&self) -> impl Iterator<Item = &Arc<Target>> {
        self.current_targets()
            .filter(|target| target.parent.is_none())
    }

    /// The targets that are parts of this one, by id.
    pub fn parts_of(&self, id: &TargetId) -> impl Iterator<Item = &Arc<Target>> {
        self.current_targets()
            .filter(move |target| target.parent.as_ref() == Some(id))
    }

    /// One revision of the target.
    #[must_use]
    pub fn target_revision(&self, id: &TargetId, revision: u32) -> Option<&Arc<Target>> {
        self.targets.get(&(id.clone(), revision))
    }

    /// Every entry as a record for the store, those that others refer to first.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let agencies = self.agencies().cloned().map(Record::Agency);
        let indicators = self.indicators().cloned().map(Record::Indicator);
        let targets = self.targets().cloned().map(Record::Target);
        let tasks = self.tasks().cloned().map(Record::Task);
        agencies.chain(indicators).chain(targets).chain(tasks)
    }

    /// Every task, by id.
    #[must_use]
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = &Arc<Task>> {
        self.tasks.values()
    }

    /// The task of that id.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<&Arc<Task>> {
        self.tasks.get(id)
    }
}
