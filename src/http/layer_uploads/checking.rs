//! The check of an uploaded file: which rows would be taken in and what they would change. Nothing is saved by it.

mod boundary_layer;
mod place_layer;
mod raster_layer;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::keeping::Kept;
use super::refusal::refuse;
use super::{LayerCheck, LayerOrder, ProblemList};
use crate::analysis::intake::boundaries;
use crate::analysis::intake::usual_layer_id;
use crate::formats::ReadOptions;
use crate::formats::worker::{ReadError, Reader};
use crate::http::ApiError;
use crate::model::delivery::{DeliveryHeader, Problems};
use crate::model::raster::RasterKind;
use crate::model::{Edit, LayerId, PlaceKind, Provenance, Snapshot, Text};

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
            source_vi: None,
            licence: said(&order.licence),
            licence_vi: None,
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
