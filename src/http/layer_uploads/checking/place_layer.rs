//! The check of a file of places: what each column becomes, and which places come, change and go.

use super::{Check, Checked};
use crate::analysis::illustration::inputs;
use crate::analysis::intake::places::{self, PlaceExamination, PlaceOrder, PlacePlan};
use crate::http::ApiError;
use crate::http::layer_uploads::{
    ChangedNames, CheckedColumn, LayerChanges, LayerCheck, ProblemList,
};
use crate::model::delivery::Delivery;
use crate::model::{LayerContent, LayerId, PlaceKind};

/// So many names of a sort are told.
const TOLD_NAMES: usize = 20;

impl Check<'_> {
    /// What becomes of places.
    pub(super) fn places(
        &self,
        kind: PlaceKind,
        layer: LayerId,
        view: LayerCheck,
        delivery: &Delivery,
    ) -> Result<Checked, ApiError> {
        let order = PlaceOrder {
            kind,
            layer,
            title: view.title.clone(),
            mapping: self.mapping(),
            left_out: self.order.left_out.clone(),
            provenance: self.of_features(&delivery.header)?,
            sha256: Some(self.kept.sha256.clone()),
            on: self.today,
        };
        let examination = places::examine(delivery, self.snapshot, &order);
        let columns = columns(kind, &examination);
        let PlaceExamination {
            problems,
            accepted,
            refused,
            plan,
            ..
        } = examination;
        let superseded =
            inputs::superseded(self.snapshot, LayerContent::Places(kind), &order.layer);
        let goes_ahead = problems.is_empty() || self.order.without_refused;
        let mut notices = delivery.header.notices.clone();
        notices.extend(plan.iter().flat_map(|plan| plan.notices.clone()));
        let view = LayerCheck {
            transformation: delivery.header.transformation.clone(),
            accepted,
            refused,
            may_confirm: plan.is_some() && goes_ahead,
            problems: ProblemList::of(&problems),
            columns,
            changes: plan.as_ref().map(|plan| changes(plan, superseded.len())),
            notices,
            ..view
        };
        let edits = plan.map_or_else(Vec::new, |plan| plan.edits);
        Ok(Checked {
            view,
            edits: edits.into_iter().chain(superseded).collect(),
        })
    }

    fn mapping(&self) -> Vec<(String, String)> {
        let chosen = self
            .order
            .mapping
            .iter()
            .filter(|one| !one.attribute.is_empty());
        chosen
            .map(|one| (one.column.clone(), one.attribute.clone()))
            .collect()
    }
}

fn columns(kind: PlaceKind, examination: &PlaceExamination) -> Vec<CheckedColumn> {
    let titles = places::attribute_titles(kind);
    let title = |name: &str| {
        let mut known = titles.iter();
        known
            .find(|(attribute, _)| *attribute == name)
            .map(|(_, title)| title.clone())
    };
    examination
        .columns
        .iter()
        .map(|used| CheckedColumn {
            column: used.column.clone(),
            attribute: used.attribute.map(str::to_owned),
            title: used.attribute.and_then(title),
        })
        .collect()
}

fn changes(plan: &PlacePlan, superseded: usize) -> LayerChanges {
    let told = |names: &[String]| ChangedNames {
        count: names.len(),
        names: names.iter().take(TOLD_NAMES).cloned().collect(),
    };
    LayerChanges {
        added: told(&plan.added),
        changed: told(&plan.changed),
        removed: told(&plan.removed),
        unchanged: plan.unchanged,
        illustrative_removed: superseded,
    }
}
