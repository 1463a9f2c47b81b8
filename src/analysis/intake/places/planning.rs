//! What the accepted rows of a delivery change: places added, changed and removed, and what the user should see.

use super::{ColumnUse, Intake, PlaceExamination, PlacePlan};
use crate::model::{Edit, Layer, LayerContent, Place, RecordKey, Text};

impl Intake<'_> {
    /// The examination, once every row was taken.
    pub(super) fn finish(self) -> PlaceExamination {
        let is_of_rows = self
            .problems
            .told
            .iter()
            .all(|problem| problem.row.is_some());
        let columns = self.column_uses();
        let (accepted, refused) = (self.places.len(), self.refused);
        let problems = self.problems.clone();
        PlaceExamination {
            problems,
            accepted,
            refused,
            columns,
            plan: (is_of_rows && accepted > 0).then(|| self.plan()),
        }
    }

    fn column_uses(&self) -> Vec<ColumnUse> {
        let uses = self.columns.uses();
        let fields = self.delivery.header.fields.iter().enumerate();
        fields
            .map(|(position, column)| ColumnUse {
                column: column.clone(),
                attribute: uses
                    .iter()
                    .find(|(used, _)| *used == position)
                    .map(|(_, attribute)| *attribute),
            })
            .collect()
    }

    fn plan(self) -> PlacePlan {
        let mut plan = PlacePlan {
            edits: vec![Edit::from(self.layer())],
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            unchanged: 0,
            notices: self.notices(),
        };
        for old in self.snapshot.places().in_layer(&self.order.layer) {
            if !self.places.contains_key(&old.id) {
                plan.removed.push(label(old));
                plan.edits
                    .push(Edit::Remove(RecordKey::Place(old.id.clone())));
            }
        }
        for (id, place) in self.places {
            match self.snapshot.places().get(&id) {
                Some(old) if **old == place => plan.unchanged += 1,
                Some(_) => plan.changed.push(label(&place)),
                None => plan.added.push(label(&place)),
            }
            plan.edits.push(Edit::from(place));
        }
        plan
    }

    fn layer(&self) -> Layer {
        Layer {
            id: self.order.layer.clone(),
            content: LayerContent::Places(self.order.kind),
            title: self.order.title.clone(),
            provenance: self.order.provenance.clone(),
            count: self.places.len(),
            sha256: self.order.sha256.clone(),
            note: None,
        }
    }

    fn notices(&self) -> Vec<Text> {
        let mut notices = Vec::new();
        if self.outside > 0 {
            notices.push(Text::new(
                format!("nơi nằm ngoài mọi xã, phường: {}", self.outside),
                format!("places outside every unit: {}", self.outside),
            ));
        }
        if !self.columns.ignored.is_empty() {
            let ignored = self.columns.ignored.join(", ");
            notices.push(Text::new(
                format!("cột không lấy vào: {ignored}"),
                format!("columns not taken over: {ignored}"),
            ));
        }
        notices
    }
}

fn label(place: &Place) -> String {
    if place.name.is_empty() {
        place.id.to_string()
    } else {
        place.name.clone()
    }
}
