//! The check of a file of boundaries: how far borders move to meet, and each unit's area before and after.

use super::{Check, Checked, bad_setting, refused};
use crate::analysis::coverage_cleaning::{DEFAULT_TOLERANCE_M, MAX_TOLERANCE_M, is_tolerance};
use crate::analysis::intake::boundaries::{self, BoundaryExamination, BoundaryOrder};
use crate::http::ApiError;
use crate::http::layer_uploads::{BoundaryChanges, LayerCheck, UnitAreas};
use crate::model::LayerId;
use crate::model::delivery::Delivery;

impl Check<'_> {
    /// What becomes of boundaries.
    pub(super) fn boundaries(
        &self,
        layer: LayerId,
        view: LayerCheck,
        delivery: &Delivery,
    ) -> Result<Checked, ApiError> {
        let tolerance_m = self.order.tolerance_m.unwrap_or(DEFAULT_TOLERANCE_M);
        if !is_tolerance(tolerance_m) {
            let expected = format!("a number of metres above 0, at most {MAX_TOLERANCE_M}");
            return Err(bad_setting("tolerance_m", &expected));
        }
        let column = |attribute: &str| {
            let mut mapping = self.order.mapping.iter();
            mapping
                .find(|one| one.attribute == attribute)
                .map(|one| one.column.clone())
        };
        let order = BoundaryOrder {
            valid_from: self.valid_from(),
            code_column: column("code"),
            name_column: column("name"),
            may_differ_in_name: self.order.may_differ_in_name,
            may_replace: self.order.may_replace,
            layer,
            title: view.title.clone(),
            provenance: self.of_features(&delivery.header)?,
            sha256: Some(self.kept.sha256.clone()),
        };
        match boundaries::examine(delivery, self.snapshot, &order, tolerance_m) {
            Ok(examined) => Ok(boundaries_checked(view, delivery, examined)),
            Err(problems) => Ok(refused(
                LayerCheck {
                    transformation: delivery.header.transformation.clone(),
                    refused: delivery.features.len(),
                    ..view
                },
                &problems,
            )),
        }
    }
}

fn boundaries_checked(
    view: LayerCheck,
    delivery: &Delivery,
    examined: BoundaryExamination,
) -> Checked {
    let ((overlaps, overlap_m2), (gaps, gap_m2)) =
        (examined.cleaned.overlaps(), examined.cleaned.gaps());
    let units = examined.plan.changes.iter().map(|change| UnitAreas {
        code: change.code.to_string(),
        name: change.name.clone(),
        before_km2: change.before_km2,
        delivered_km2: change.delivered_km2,
        after_km2: change.after_km2,
        overlap_m2: change.mended.overlap_m2,
        gap_m2: change.mended.gap_m2,
        moved_m: change.mended.moved_m,
    });
    let mut notices = delivery.header.notices.clone();
    notices.extend(examined.notices);
    Checked {
        view: LayerCheck {
            transformation: delivery.header.transformation.clone(),
            accepted: examined.plan.changes.len(),
            may_confirm: true,
            boundaries: Some(BoundaryChanges {
                units: units.collect(),
                overlaps,
                overlap_m2,
                gaps,
                gap_m2,
                farthest_m: examined.cleaned.farthest_m(),
            }),
            notices,
            ..view
        },
        edits: examined.plan.edits,
    }
}
