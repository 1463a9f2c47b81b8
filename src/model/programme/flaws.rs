//! What must hold within the programme.

use std::collections::BTreeSet;
use std::fmt;

use rust_decimal::Decimal;

use super::Programme;
use crate::model::{
    Agency, Indicator, IndicatorId, IndicatorKind, IndicatorRole, Rollup, Target, TargetRule,
    TargetScope, Task,
};

/// Something in the programme that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// What sort of entry: `agency`, `indicator`, `target` or `task`.
    pub entity: &'static str,
    /// The id of the entry.
    pub id: String,
    /// What is wrong, with the value, and how to mend it.
    pub message: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} `{}`: {}", self.entity, self.id, self.message)
    }
}

impl Programme {
    /// Everything that cannot be: ids that name nothing, circles, rates without a denominator, targets that make
    /// no sense for their indicator. Empty when the programme is sound.
    #[must_use]
    pub fn flaws(&self) -> Vec<Flaw> {
        let mut flaws = Flaws::default();
        for agency in self.agencies.values() {
            self.check_agency(agency, &mut flaws);
        }
        for indicator in self.indicators.values() {
            self.check_indicator(indicator, &mut flaws);
        }
        for target in self.targets.values() {
            self.check_target(target, &mut flaws);
        }
        for task in self.tasks.values() {
            self.check_task(task, &mut flaws);
        }
        flaws.0
    }

    fn check_agency(&self, agency: &Agency, flaws: &mut Flaws) {
        let mut seen = BTreeSet::from([&agency.id]);
        let mut at = agency;
        while let Some(parent) = &at.parent {
            let Some(next) = self.agencies.get(parent) else {
                return flaws.add(
                    "agency",
                    &agency.id,
                    format!("its parent `{parent}` is no agency"),
                );
            };
            if !seen.insert(parent) {
                return flaws.add(
                    "agency",
                    &agency.id,
                    format!("its parents go in a circle at `{parent}`"),
                );
            }
            at = next;
        }
    }

    fn check_indicator(&self, indicator: &Indicator, flaws: &mut Flaws) {
        let id = &indicator.id;
        for agency in std::iter::once(&indicator.lead).chain(&indicator.coordinating) {
            if !self.agencies.contains_key(agency) {
                flaws.add(
                    "indicator",
                    id,
                    format!("`{agency}` is no agency; add it or name another"),
                );
            }
        }
        if indicator.attaches_to.is_empty() {
            flaws.add(
                "indicator",
                id,
                "attaches to nothing; name at least `province`".to_owned(),
            );
        }
        if indicator.role == IndicatorRole::Programme && indicator.section.is_none() {
            flaws.add(
                "indicator",
                id,
                "is the programme's own but cites no section".to_owned(),
            );
        }
        if let (Some(minimum), Some(maximum)) = (indicator.minimum, indicator.maximum)
            && minimum >= maximum
        {
            flaws.add(
                "indicator",
                id,
                format!("its minimum {minimum} is not below its maximum {maximum}"),
            );
        }
        for input in indicator.inputs() {
            if !self.indicators.contains_key(input) {
                flaws.add(
                    "indicator",
                    id,
                    format!("is computed from `{input}`, which is no indicator"),
                );
            }
        }
        self.check_kind(indicator, flaws);
        self.check_rollup(indicator, flaws);
        if self.leads_back(id) {
            flaws.add(
                "indicator",
                id,
                "is computed from itself, by way of its inputs".to_owned(),
            );
        }
    }

    fn check_kind(&self, indicator: &Indicator, flaws: &mut Flaws) {
        let id = &indicator.id;
        if let IndicatorKind::Rate { .. } | IndicatorKind::Change { .. } = &indicator.kind {
            for input in indicator.inputs() {
                if self
                    .indicators
                    .get(input)
                    .is_some_and(|part| part.kind != IndicatorKind::Additive)
                {
                    flaws.add(
                        "indicator",
                        id,
                        format!("is computed from `{input}`, which is not additive"),
                    );
                }
            }
        }
        if let IndicatorKind::Composite { components } = &indicator.kind {
            if components.is_empty() {
                flaws.add(
                    "indicator",
                    id,
                    "is a composite without components".to_owned(),
                );
            }
            for part in components {
                if part.best == part.worst
                    || part.weight.is_sign_negative()
                    || part.weight.is_zero()
                {
                    let message = format!(
                        "component `{}` needs a weight above 0 and best ≠ worst",
                        part.indicator
                    );
                    flaws.add("indicator", id, message);
                }
            }
        }
    }

    fn check_rollup(&self, indicator: &Indicator, flaws: &mut Flaws) {
        let id = &indicator.id;
        let fits = match &indicator.rollup {
            Rollup::Sum => indicator.kind == IndicatorKind::Additive,
            Rollup::ShareOfUnits => matches!(indicator.kind, IndicatorKind::ShareOfUnits { .. }),
            Rollup::Recomputed => indicator.is_computed(),
            Rollup::WeightedMean { weight } => {
                if !self
                    .indicators
                    .get(weight)
                    .is_some_and(|by| by.kind == IndicatorKind::Additive)
                {
                    flaws.add(
                        "indicator",
                        id,
                        format!("is weighted by `{weight}`, which is no additive indicator"),
                    );
                }
                indicator.kind == IndicatorKind::ReportedRate
            }
            Rollup::None => true,
        };
        if !fits {
            let message = format!(
                "cannot be rolled up by {:?}, being {:?}",
                indicator.rollup, indicator.kind
            );
            flaws.add("indicator", id, message);
        }
    }

    fn leads_back(&self, start: &IndicatorId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&IndicatorId> = self
            .indicators
            .get(start)
            .map_or_else(Vec::new, |first| first.inputs());
        while let Some(id) = open.pop() {
            if id == start {
                return true;
            }
            if seen.insert(id) {
                open.extend(
                    self.indicators
                        .get(id)
                        .map_or_else(Vec::new, |next| next.inputs()),
                );
            }
        }
        false
    }

    fn check_target(&self, target: &Target, flaws: &mut Flaws) {
        let id = &target.id;
        let mut complain = |message: String| flaws.add("target", id, message);
        let Some(indicator) = self.indicators.get(&target.indicator) else {
            return complain(format!(
                "is set for `{}`, which is no indicator",
                target.indicator
            ));
        };
        if target.revision == 0 {
            complain("revisions count from 1, not 0".to_owned());
        }
        if target.revision > 1
            && !self
                .targets
                .contains_key(&(id.clone(), target.revision - 1))
        {
            complain(format!(
                "revision {} is missing before {}",
                target.revision - 1,
                target.revision
            ));
        }
        if target.from > target.by {
            complain(format!(
                "begins with {} but ends with {}",
                target.from, target.by
            ));
        }
        if let Some(parent) = &target.parent
            && !self.targets.contains_key(&(parent.clone(), 1))
        {
            complain(format!("its parent `{parent}` is no target"));
        }
        if target.parent.as_ref() == Some(id) {
            complain("is its own parent".to_owned());
        }
        if target
            .path
            .windows(2)
            .any(|pair| pair[0].period >= pair[1].period)
        {
            complain("its waypoints are not in order of period".to_owned());
        }
        if let Some(message) = misfit(target, indicator) {
            complain(message);
        }
    }

    fn check_task(&self, task: &Task, flaws: &mut Flaws) {
        for agency in std::iter::once(&task.lead).chain(&task.coordinating) {
            if !self.agencies.contains_key(agency) {
                flaws.add(
                    "task",
                    &task.id,
                    format!("`{agency}` is no agency; add it or name another"),
                );
            }
        }
        for indicator in &task.indicators {
            if !self.indicators.contains_key(indicator) {
                flaws.add(
                    "task",
                    &task.id,
                    format!("moves `{indicator}`, which is no indicator"),
                );
            }
        }
        if task.starts.is_some_and(|starts| starts > task.deadline) {
            flaws.add(
                "task",
                &task.id,
                format!("starts after its deadline {}", task.deadline),
            );
        }
    }
}

fn misfit(target: &Target, indicator: &Indicator) -> Option<String> {
    let is_level_of_change = matches!(
        indicator.kind,
        IndicatorKind::Change { .. } | IndicatorKind::Additive
    );
    match target.rule {
        TargetRule::Within { lower, upper } if lower >= upper => {
            Some(format!("its band from {lower} to {upper} is empty"))
        }
        TargetRule::Done if !is_yes_or_no(target, indicator) => {
            Some("`done` fits a yes-or-no figure only".to_owned())
        }
        rule if rule.judges_level_changes() && !is_level_of_change => Some(format!(
            "a change of `{}` cannot be judged: it is not additive",
            indicator.id
        )),
        TargetRule::ChangeFromBaseline { .. } | TargetRule::MeanYearlyChange { .. }
            if target.baseline.is_none() =>
        {
            Some("a change from a baseline needs a `baseline`".to_owned())
        }
        TargetRule::YearlyChange { percent }
        | TargetRule::MeanYearlyChange { percent }
        | TargetRule::ChangeFromBaseline { percent }
            if percent.is_zero() =>
        {
            Some("a change of 0 % has no direction; use `at-most` or `at-least`".to_owned())
        }
        _ => None,
    }
}

/// A milestone, or for single units the condition of a share and the part 0 or 1 of a count.
fn is_yes_or_no(target: &Target, indicator: &Indicator) -> bool {
    let is_each_unit = matches!(
        target.scope,
        TargetScope::EachUnit { .. } | TargetScope::Unit { .. }
    );
    match indicator.kind {
        IndicatorKind::Milestone => true,
        IndicatorKind::ShareOfUnits { .. } => is_each_unit,
        IndicatorKind::Additive => is_each_unit && indicator.maximum == Some(Decimal::ONE),
        _ => false,
    }
}

#[derive(Default)]
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn add(&mut self, entity: &'static str, id: &impl fmt::Display, message: String) {
        self.0.push(Flaw {
            entity,
            id: id.to_string(),
            message,
        });
    }
}
