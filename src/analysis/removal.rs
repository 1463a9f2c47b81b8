//! Removal of a layer: what goes with it, and what forbids it.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::model::{Edit, Layer, LayerContent, LayerId, RecordKey, Snapshot, Subject};

/// Why a layer stays.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RemovalError {
    /// Units without boundaries cannot be drawn or reckoned with.
    #[error(
        "{layer} holds boundaries of units, which are never removed; import newer ones with \
         `nonnuoc import boundaries`. Nothing was changed."
    )]
    Boundaries {
        /// The layer.
        layer: LayerId,
    },
    /// Figures are of places of the layer.
    #[error(
        "{figures} figures are of places of {layer} (the first of {place}); they would be of nothing. \
         Nothing was changed."
    )]
    HasFigures {
        /// The layer.
        layer: LayerId,
        /// How many figures.
        figures: usize,
        /// The place that one of them is of.
        place: String,
    },
}

/// The edits that remove a layer with its places or its grid, the layer itself last.
///
/// # Errors
/// [`RemovalError`]: boundaries stay, and so does a layer whose places have figures.
pub fn removal(snapshot: &Snapshot, layer: &Layer) -> Result<Vec<Edit>, RemovalError> {
    let mut edits: Vec<Edit> = match layer.content {
        LayerContent::Boundaries => {
            return Err(RemovalError::Boundaries {
                layer: layer.id.clone(),
            });
        }
        LayerContent::Raster(_) => vec![Edit::Remove(RecordKey::Raster(layer.id.clone()))],
        LayerContent::Places(_) => {
            unless_measured(snapshot, layer)?;
            snapshot
                .places()
                .in_layer(&layer.id)
                .map(|place| Edit::Remove(RecordKey::Place(place.id.clone())))
                .collect()
        }
    };
    edits.push(Edit::Remove(RecordKey::Layer(layer.id.clone())));
    Ok(edits)
}

fn unless_measured(snapshot: &Snapshot, layer: &Layer) -> Result<(), RemovalError> {
    let places: BTreeSet<_> = snapshot
        .places()
        .in_layer(&layer.id)
        .map(|place| &place.id)
        .collect();
    let measured: Vec<_> = snapshot
        .figures()
        .all()
        .filter_map(|figure| match &figure.key.subject {
            Subject::Place(place) if places.contains(place) => Some(place),
            _ => None,
        })
        .collect();
    match measured.first() {
        None => Ok(()),
        Some(place) => Err(RemovalError::HasFigures {
            layer: layer.id.clone(),
            figures: measured.len(),
            place: place.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Observation, ObservationState, PlaceKind, Provenance, Quality, Text, Value,
    };

    fn layer(content: LayerContent) -> Layer {
        Layer {
            id: "border-gates".parse().unwrap(),
            content,
            title: Text::new("Lớp", "Layer"),
            provenance: Provenance {
                source: "test".to_owned(),
                source_vi: None,
                licence: "CC0".to_owned(),
                licence_vi: None,
                retrieved: jiff::civil::date(2026, 1, 1),
                method: None,
                accuracy_m: None,
                crs: "EPSG:4326".to_owned(),
                transformation: None,
                is_illustrative: false,
            },
            count: 1,
            sha256: None,
            note: None,
        }
    }

    fn gate() -> crate::model::Place {
        crate::model::Place {
            id: "tra-linh".parse().unwrap(),
            layer: "border-gates".parse().unwrap(),
            kind: PlaceKind::BorderGate,
            name: "Trà Lĩnh".to_owned(),
            valid_from: None,
            valid_to: None,
            unit_codes: Vec::new(),
            accuracy_m: None,
            attributes: std::collections::BTreeMap::new(),
            geometry: None,
        }
    }

    fn figure() -> Observation {
        Observation {
            key: "goods_place.tra-linh_2025_1".parse().unwrap(),
            value: Value::from(rust_decimal::Decimal::ONE),
            unit: "tonne".to_owned(),
            source: "test".to_owned(),
            quality: Quality::Final,
            state: ObservationState::Draft,
            is_illustrative: false,
            entered_by: "editor".to_owned(),
            entered_at: jiff::Timestamp::UNIX_EPOCH,
            note: None,
        }
    }

    #[test]
    fn a_layer_goes_with_its_places_and_boundaries_stay() {
        let gates = layer(LayerContent::Places(PlaceKind::BorderGate));
        let snapshot = Snapshot::default().apply(1, &[gates.clone().into(), gate().into()]);
        let after = snapshot.apply(2, &removal(&snapshot, &gates).unwrap());
        assert_eq!(
            (after.layers().count(), after.places().all().count()),
            (0, 0)
        );
        let refused = removal(&snapshot, &layer(LayerContent::Boundaries)).unwrap_err();
        assert!(refused.to_string().contains("never removed"), "{refused}");
    }

    #[test]
    fn a_layer_whose_places_have_figures_stays() {
        let gates = layer(LayerContent::Places(PlaceKind::BorderGate));
        let edits = [gates.clone().into(), gate().into(), figure().into()];
        let snapshot = Snapshot::default().apply(1, &edits);
        assert_eq!(
            removal(&snapshot, &gates),
            Err(RemovalError::HasFigures {
                layer: gates.id.clone(),
                figures: 1,
                place: "tra-linh".to_owned(),
            })
        );
    }
}
