//! The check of an uploaded file: which rows would be taken in and what they would change. Nothing is saved by it.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::keeping::Kept;
use super::refusal::refuse;
use super::{
    BoundaryChanges, ChangedNames, CheckedColumn, LayerChanges, LayerCheck, LayerOrder,
    ProblemList, RasterChanges, UnitAreas,
};
use crate::analysis::coverage_cleaning::DEFAULT_TOLERANCE_M;
use crate::analysis::illustration::inputs;
use crate::analysis::intake::boundaries::{self, BoundaryExamination, BoundaryOrder};
use crate::analysis::intake::places::{self, PlaceExamination, PlaceOrder, PlacePlan};
use crate::analysis::intake::raster::{self, RasterOrder};
use crate::analysis::intake::usual_layer_id;
use crate::formats::ReadOptions;
use crate::formats::worker::{ReadError, Reader};
use crate::http::ApiError;
use crate::model::delivery::{DeliveryHeader, Problems};
use crate::model::raster::{RasterHeader, RasterKind};
use crate::model::{Edit, LayerContent, LayerId, PlaceKind, Provenance, Snapshot, Text};

/// So many names of a sort are told.
const TOLD_NAMES: usize = 20;

/// What a check found, and what a confirmation would commit.
pub(super) struct Checked {
    pub(super) view: LayerCheck,
    pub(super) edits: Vec<Edit>,
}

/// What a file is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boundaries,
    Places(PlaceKind),
    Raster(RasterKind),
}

impl Kind {
    fn read(name: &str) -> Result<Self, ApiError> {
        let of_places = PlaceKind::from_name(name).map(Self::Places);
        let known = of_places
            .or_else(|| RasterKind::from_name(name).map(Self::Raster))
            .or_else(|| (name == "boundaries").then_some(Self::Boundaries));
        known.ok_or_else(|| {
            ApiError::bad_request(
                "unknown_kind",
                format!("{name:?} is no kind of layer"),
                "see /api/layer-kinds",
            )
        })
    }

    fn title(self, valid_from: Date) -> Text {
        match self {
            Self::Boundaries => boundaries::usual_title(valid_from),
            Self::Places(kind) => kind.title(),
            Self::Raster(kind) => kind.title(),
        }
    }
}

/// The check of one file, with everything that it is held against.
pub(super) struct Check<'a> {
    pub(super) kept: &'a Kept,
    pub(super) order: &'a LayerOrder,
    pub(super) snapshot: &'a Snapshot,
    pub(super) today: Date,
}

impl Check<'_> {
    /// Reads the file and says what would become of it.
    pub(super) fn run(&self, reader: &Reader) -> Result<Checked, ApiError> {
        let kind = Kind::read(&self.order.kind)?;
        let layer = self.layer(kind)?;
        let area = self.snapshot.map().bounds(self.today).map(Into::into);
        let options = ReadOptions {
            area,
            is_lenient: true,
            ..self.order.reading.options()?
        };
        let view = self.blank(kind, &layer);
        let checked = match kind {
            Kind::Raster(kind) => self.raster(kind, layer, view, reader, &options),
            Kind::Places(_) | Kind::Boundaries => {
                match reader.read(&self.kept.path, &options, &mut |_| {}) {
                    Ok(delivery) => match kind {
                        Kind::Places(kind) => Ok(self.places(kind, layer, view, &delivery)?),
                        _ => self.boundaries(layer, view, &delivery),
                    },
                    Err(ReadError::Problems(problems)) => Ok(refused(view, &problems)),
                    Err(other) => Err(refuse(other)),
                }
            }
        }?;
        self.sealed(checked)
    }

    fn valid_from(&self) -> Date {
        self.order.valid_from.unwrap_or(self.today)
    }

    fn layer(&self, kind: Kind) -> Result<LayerId, ApiError> {
        let id = match (self.order.id.as_deref().filter(|id| !id.is_empty()), kind) {
            (Some(id), _) => LayerId::new(id),
            (None, Kind::Boundaries) => boundaries::usual_id(self.valid_from()),
            (None, Kind::Places(kind)) => usual_layer_id(kind.as_str(), false),
            (None, Kind::Raster(kind)) => usual_layer_id(kind.as_str(), true),
        };
        id.map_err(|error| {
            ApiError::bad_request(
                "bad_layer_id",
                error.to_string(),
                "use lower-case letters, digits and hyphens, such as main-schools",
            )
        })
    }

    fn blank(&self, kind: Kind, layer: &LayerId) -> LayerCheck {
        let present = self.snapshot.layer(layer);
        let rule = present.map_or_else(
            || kind.title(self.valid_from()),
            |layer| layer.title.clone(),
        );
        let typed = self
            .order
            .title
            .clone()
            .filter(|title| !title.vi.trim().is_empty());
        LayerCheck {
            checksum: String::new(),
            layer_id: layer.to_string(),
            title: typed.unwrap_or(rule),
            is_new_layer: present.is_none(),
            present: present.map_or(0, |layer| layer.count),
            transformation: String::new(),
            accepted: 0,
            refused: 0,
            may_confirm: false,
            problems: ProblemList::of(&Problems::default()),
            columns: Vec::new(),
            changes: None,
            boundaries: None,
            raster: None,
            notices: Vec::new(),
        }
    }

    /// Where the data come from, as far as it was said. A confirmation asks for all of it.
    fn provenance(&self, crs: &str, transformation: &str) -> Result<Provenance, ApiError> {
        let order = self.order;
        if order
            .accuracy_m
            .is_some_and(|metres| !metres.is_finite() || metres <= 0.0)
        {
            return Err(bad_setting("accuracy_m", "a positive number of metres"));
        }
        let said = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let method = said(&order.method);
        Ok(Provenance {
            source: said(&order.source),
            licence: said(&order.licence),
            retrieved: order.retrieved.unwrap_or(self.today),
            method: (!method.is_empty()).then_some(method),
            accuracy_m: order.accuracy_m,
            crs: crs.to_owned(),
            transformation: Some(transformation.to_owned()),
            is_illustrative: false,
        })
    }

    fn of_features(&self, header: &DeliveryHeader) -> Result<Provenance, ApiError> {
        self.provenance(&header.crs, &header.transformation)
    }

    fn places(
        &self,
        kind: PlaceKind,
        layer: LayerId,
        view: LayerCheck,
        delivery: &crate::model::delivery::Delivery,
    ) -> Result<Checked, ApiError> {
        let order = PlaceOrder {
            kind,
            layer,
            title: view.title.clone(),
            mapping: self.mapping(),
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

    fn boundaries(
        &self,
        layer: LayerId,
        view: LayerCheck,
        delivery: &crate::model::delivery::Delivery,
    ) -> Result<Checked, ApiError> {
        let tolerance_m = self.order.tolerance_m.unwrap_or(DEFAULT_TOLERANCE_M);
        if !tolerance_m.is_finite() || tolerance_m <= 0.0 {
            return Err(bad_setting("tolerance_m", "a positive number of metres"));
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
            provenance: boundaries::with_cleaning(self.of_features(&delivery.header)?, tolerance_m),
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

    fn raster(
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

    /// The check with the checksum of all that it says, which a confirmation repeats.
    fn sealed(&self, mut checked: Checked) -> Result<Checked, ApiError> {
        let order = self.order;
        let told = (
            &self.kept.sha256,
            &order.reading,
            &order.kind,
            &checked.view,
        );
        let told = serde_json::to_vec(&told).map_err(|cause| ApiError::internal(&cause))?;
        checked.view.checksum = hex::encode(Sha256::digest(told));
        Ok(checked)
    }
}

fn bad_setting(name: &str, wanted: &str) -> ApiError {
    ApiError::bad_request(
        "bad_setting",
        format!("{name} must be {wanted}"),
        "correct it and check again",
    )
}

/// A check that ends with the file's mistakes.
fn refused(view: LayerCheck, problems: &Problems) -> Checked {
    Checked {
        view: LayerCheck {
            problems: ProblemList::of(problems),
            ..view
        },
        edits: Vec::new(),
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

fn boundaries_checked(
    view: LayerCheck,
    delivery: &crate::model::delivery::Delivery,
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
