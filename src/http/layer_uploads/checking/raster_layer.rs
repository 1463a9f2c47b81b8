//! The check of a raster: what its values are like before and after.

use super::{Check, Checked, refused};
use crate::analysis::illustration::inputs;
use crate::analysis::intake::raster::{self, RasterOrder};
use crate::formats::ReadOptions;
use crate::formats::worker::{ReadError, Reader};
use crate::http::ApiError;
use crate::http::layer_uploads::refusal::refuse;
use crate::http::layer_uploads::{LayerCheck, RasterChanges};
use crate::model::raster::{RasterHeader, RasterKind};
use crate::model::{LayerContent, LayerId};

impl Check<'_> {
    /// What becomes of a raster, which is read here.
    pub(super) fn raster(
        &self,
        kind: RasterKind,
        layer: LayerId,
        view: LayerCheck,
        reader: &Reader,
        options: &ReadOptions,
    ) -> Result<Checked, ApiError> {
        let band = self.order.reading.band.unwrap_or(1);
        let raster = match reader.read_raster(&self.kept.path, band, options, &mut |_| {}) {
            Ok(raster) => raster,
            Err(ReadError::Problems(problems)) => return Ok(refused(view, &problems)),
            Err(other) => return Err(refuse(other)),
        };
        let RasterHeader {
            crs,
            transformation,
            ..
        } = raster.header.clone();
        let order = RasterOrder {
            kind,
            layer,
            title: view.title.clone(),
            provenance: self.provenance(&crs, &transformation)?,
            sha256: Some(self.kept.sha256.clone()),
            no_data: self.order.no_data,
            on: self.today,
        };
        let view = LayerCheck {
            transformation,
            ..view
        };
        let content = LayerContent::Raster(kind);
        Ok(match raster::plan(raster, self.snapshot, &order) {
            Err(problems) => refused(view, &problems),
            Ok(plan) => Checked {
                view: LayerCheck {
                    accepted: plan.after.cells,
                    may_confirm: true,
                    raster: Some(RasterChanges {
                        before: plan.before.map(Into::into),
                        after: plan.after.into(),
                        unit: kind.unit(),
                    }),
                    notices: plan.notices,
                    ..view
                },
                edits: plan
                    .edits
                    .into_iter()
                    .chain(inputs::superseded(self.snapshot, content, &order.layer))
                    .collect(),
            },
        })
    }
}
