//! The ids of places: the file's own, or made from names so that they stay the same.

use super::Intake;
use crate::analysis::intake::Row;
use crate::model::delivery::Problem;
use crate::model::{PlaceId, fold};

/// Longest part of an id that is made from a name.
const LONGEST_SLUG: usize = 60;

impl Intake<'_> {
    /// The id in the file, made to fit; without one an id made from the layer and the name, which stays the
    /// same when the file is delivered again.
    pub(super) fn id(&self, row: &Row, name: &str) -> Result<PlaceId, Problem> {
        let Some((column, text)) = self
            .columns
            .id
            .and_then(|column| Some((column, row.value(column)?)))
        else {
            return self.free_id(row, name);
        };
        let slug = slug(text);
        let id = PlaceId::new(slug.clone()).map_err(|error| {
            row.value_problem(column, error.to_string(), "Give each place an id.")
                .in_vietnamese("mã đối tượng không dùng được", "Ghi cho mỗi nơi một mã.")
        })?;
        if let Some(earlier) = self.rows_by_id.get(&id) {
            return Err(row
                .value_problem(
                    column,
                    format!("row {earlier} has the same id"),
                    "Give each place an id of its own.",
                )
                .in_vietnamese(
                    format!("dòng {earlier} đã dùng mã này"),
                    "Ghi cho mỗi nơi một mã riêng.",
                ));
        }
        match self.snapshot.places().get(&id) {
            Some(other) if other.layer != self.order.layer => {
                let prefixed = format!("{}-{slug}", self.order.layer);
                PlaceId::new(prefixed).map_err(|error| {
                    row.value_problem(column, error.to_string(), "Shorten the id.")
                        .in_vietnamese("mã đối tượng quá dài", "Rút ngắn mã.")
                })
            }
            _ => Ok(id),
        }
    }

    fn free_id(&self, row: &Row, name: &str) -> Result<PlaceId, Problem> {
        let is_free = |id: &PlaceId| {
            let elsewhere = self
                .snapshot
                .places()
                .get(id)
                .is_some_and(|place| place.layer != self.order.layer);
            !self.rows_by_id.contains_key(id) && !elsewhere
        };
        let (layer, named) = (&self.order.layer, slug(name));
        let numbered = format!("{layer}-row-{}", row.feature.row);
        let candidates = if named.is_empty() {
            vec![numbered]
        } else {
            let base = format!("{layer}-{named}");
            let more = (2..100).map(|number| format!("{base}-{number}"));
            std::iter::once(base.clone())
                .chain(more)
                .chain([numbered])
                .collect()
        };
        candidates
            .into_iter()
            .filter_map(|candidate| PlaceId::new(candidate).ok())
            .find(is_free)
            .ok_or_else(|| {
                row.problem(
                    "no id can be made for the place",
                    "Shorten the layer's --id.",
                )
                .in_vietnamese("không tạo được mã cho nơi này", "Rút ngắn mã của lớp.")
            })
    }
}

/// A text as an id: lower case, without accents, words joined by hyphens.
fn slug(text: &str) -> String {
    let joined = fold(text).split(' ').collect::<Vec<_>>().join("-");
    let ascii: String = joined
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(LONGEST_SLUG)
        .collect();
    ascii.trim_matches('-').to_owned()
}
