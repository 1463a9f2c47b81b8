//! The data that ship inside the program: the province's units, boundaries and first layers.
//!
//! The folder `geodata/` is embedded, so that the program works wherever it is copied to. Every file is held
//! to its manifest (checksum and count) each time it is read. Nothing here needs GDAL.

mod categories;
mod figures;
mod places;
mod units;

use rust_embed::RustEmbed;
use thiserror::Error;

use super::manifest::{Content, Manifest, ManifestError};
use crate::model::{IdError, Layer, LayerContent, LayerId, Provenance, Record};

/// The files as they stood when the program was built.
#[derive(RustEmbed)]
#[folder = "geodata/"]
struct Geodata;

/// Why the shipped data could not be read. It means that the program was built from a damaged tree.
#[derive(Debug, Error)]
pub enum ShippedError {
    /// A manifest is malformed, or a file is not what its manifest says.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A manifest names a file that is not there, or nothing of the content is there.
    #[error("geodata/ has no {what}")]
    Missing {
        /// The file or content that was looked for.
        what: String,
    },
    /// A file's row does not read as what it should be.
    #[error("{file}, row {row}: {message}")]
    Row {
        /// The file's name.
        file: String,
        /// The feature or data row, counted from 1.
        row: usize,
        /// What is wrong, with the value.
        message: String,
    },
}

/// One shipped file with its manifest, already checked against its checksum.
struct DataFile {
    manifest: Manifest,
    bytes: Vec<u8>,
}

impl DataFile {
    fn row_error(&self, row: usize, message: &impl ToString) -> ShippedError {
        ShippedError::Row {
            file: self.manifest.file.clone(),
            row,
            message: message.to_string(),
        }
    }

    fn file_error(&self, message: &impl ToString) -> ShippedError {
        ManifestError::Malformed {
            name: self.manifest.file.clone(),
            message: message.to_string(),
        }
        .into()
    }
}

/// The manifests of all shipped files, by file name.
///
/// # Errors
/// The first manifest that is malformed, or whose file is missing or changed.
pub fn manifests() -> Result<Vec<Manifest>, ShippedError> {
    Ok(data_files()?
        .into_iter()
        .map(|file| file.manifest)
        .collect())
}

/// Everything that ships, as records for the store: units of both times, their lineage, layers, boundaries,
/// places and figures.
///
/// # Errors
/// The first file that is not what its manifest says, or the first row that makes no sense.
///
/// # Source
/// The manifests in `geodata/`.
pub fn records() -> Result<Vec<Record>, ShippedError> {
    let files = data_files()?;
    let mut records = units::records(&files)?;
    let figures = figures::records(&files)?;
    let with_places =
        |content: Content| matches!(content, Content::Places | Content::ProgrammePlaces);
    let registry = crate::model::Snapshot::new(0, records.clone());
    for file in files
        .iter()
        .filter(|file| with_places(file.manifest.content))
    {
        records.extend(places::records(file, registry.map())?);
    }
    records.extend(figures);
    Ok(records)
}

fn data_files() -> Result<Vec<DataFile>, ShippedError> {
    let mut names: Vec<_> = Geodata::iter()
        .filter(|name| name.ends_with(".manifest.toml"))
        .collect();
    names.sort_unstable();
    names.iter().map(|name| data_file(name)).collect()
}

fn data_file(manifest_name: &str) -> Result<DataFile, ShippedError> {
    let text = String::from_utf8_lossy(&bytes_of(manifest_name)?).into_owned();
    let manifest = Manifest::parse(manifest_name, &text)?;
    let bytes = bytes_of(&manifest.file)?;
    manifest.check_bytes(&bytes)?;
    Ok(DataFile { manifest, bytes })
}

fn bytes_of(name: &str) -> Result<Vec<u8>, ShippedError> {
    let missing = || ShippedError::Missing {
        what: format!("file {name}"),
    };
    Geodata::get(name)
        .map(|file| file.data.into_owned())
        .ok_or_else(missing)
}

/// The one file of a content; the registry is made from exactly one of each.
fn only(files: &[DataFile], content: Content) -> Result<&DataFile, ShippedError> {
    files
        .iter()
        .find(|file| file.manifest.content == content)
        .ok_or_else(|| ShippedError::Missing {
            what: format!("file of the content {content:?}"),
        })
}

/// The layer that a manifest describes.
fn layer(manifest: &Manifest, content: LayerContent, count: usize) -> Result<Layer, IdError> {
    Ok(Layer {
        id: LayerId::new(manifest.id.clone())?,
        content,
        title: manifest.title.clone(),
        provenance: Provenance {
            source: manifest.source.clone(),
            source_vi: manifest.source_vi.clone(),
            licence: manifest.licence.clone(),
            licence_vi: manifest.licence_vi.clone(),
            retrieved: manifest.retrieved,
            method: manifest.method.clone(),
            accuracy_m: manifest.accuracy_m,
            crs: manifest.crs.clone(),
            transformation: None,
            is_illustrative: manifest.is_illustrative,
        },
        count,
        sha256: Some(manifest.sha256.clone()),
        note: manifest.notes.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use geo::{GeodesicArea, Validation};
    use jiff::civil::date;

    use super::*;
    use crate::model::{PlaceKind, Snapshot};

    fn snapshot() -> Snapshot {
        Snapshot::new(1, records().unwrap())
    }

    #[test]
    fn every_file_is_what_its_manifest_says() {
        assert_eq!(manifests().unwrap().len(), 10);
        let data = Geodata::iter()
            .filter(|name| !name.ends_with(".manifest.toml"))
            .count();
        assert_eq!(data, 10, "a data file has no manifest");
    }

    #[test]
    fn every_file_says_in_vietnamese_where_it_comes_from() {
        for manifest in manifests().unwrap() {
            let source = manifest.source_vi.unwrap_or_default();
            assert!(!source.is_empty(), "{}", manifest.id);
            // A licence of a name is called so in Vietnamese too.
            let is_told = manifest.licence_vi.is_some()
                || [
                    "MIT (vietnamadminunits)",
                    "ODbL-1.0",
                    "CC-BY-4.0",
                    "LGPL-3.0-or-later",
                ]
                .contains(&manifest.licence.as_str());
            assert!(is_told, "{}: {}", manifest.id, manifest.licence);
        }
    }

    #[test]
    fn notes_are_for_people_and_name_no_column() {
        for manifest in manifests().unwrap() {
            let note = manifest.notes.unwrap();
            assert!(!note.vi.contains('_'), "{}: {}", manifest.id, note.vi);
            assert!(!note.en.contains('_'), "{}: {}", manifest.id, note.en);
        }
    }

    #[test]
    fn no_two_records_share_a_key() {
        let records = records().unwrap();
        let keys: BTreeSet<_> = records.iter().map(Record::key).collect();
        assert_eq!(keys.len(), records.len());
    }

    #[test]
    fn the_registry_has_both_times_and_what_became_of_each_unit() {
        let snapshot = snapshot();
        let today = date(2026, 1, 1);
        assert_eq!(snapshot.units().on(today).count(), 56);
        assert_eq!(snapshot.units().on(date(2025, 6, 30)).count(), 161);
        assert_eq!(snapshot.units().on(date(2020, 2, 29)).count(), 0);
        assert_eq!(snapshot.units().links().count(), 161);
        let borders: Vec<f64> = snapshot
            .units()
            .on(today)
            .filter_map(|unit| unit.border_km)
            .collect();
        assert_eq!(borders.len(), 21);
        assert!((borders.iter().sum::<f64>() - 334.0).abs() < 0.6);
    }

    #[test]
    fn a_former_centre_outside_its_successor_is_not_used() {
        let snapshot = snapshot();
        let former: Vec<_> = snapshot.units().on(date(2025, 6, 30)).collect();
        let without = former.iter().filter(|unit| unit.centre.is_none()).count();
        assert_eq!((former.len(), without), (161, 14));
    }

    #[test]
    fn boundaries_are_valid_and_have_the_known_area() {
        let snapshot = snapshot();
        let mut area_km2 = 0.0;
        for boundary in snapshot.map().on(date(2025, 7, 1)) {
            assert!(boundary.geometry.is_valid(), "{}", boundary.unit);
            area_km2 += boundary.geometry.geodesic_area_unsigned() / 1e6;
        }
        assert!((area_km2 - 6_704.23).abs() < 0.1, "{area_km2}");
    }

    #[test]
    fn every_place_fits_its_kind_and_its_layer_counts_it() {
        let snapshot = snapshot();
        for place in snapshot.places().all() {
            place.check_attributes().unwrap();
            assert!(
                place.geometry.as_ref().is_none_or(Validation::is_valid),
                "{}",
                place.id
            );
            assert!(
                !place.name.is_empty() || place.kind == PlaceKind::River,
                "{}",
                place.id
            );
        }
        for layer in snapshot.layers() {
            if let LayerContent::Places(_) = layer.content {
                let places = snapshot.places().in_layer(&layer.id).count();
                assert_eq!(places, layer.count, "{}", layer.id);
            }
        }
        assert_eq!(
            snapshot.places().all().count(),
            10 + 4 + 13 + 12 + 517 + 16 + 5
        );
    }

    #[test]
    fn a_place_that_the_programme_names_has_a_unit_but_no_point() {
        let snapshot = snapshot();
        let clusters: Vec<_> = snapshot
            .places()
            .of_kind(PlaceKind::IndustrialCluster)
            .collect();
        assert_eq!(clusters.len(), 5);
        assert!(
            clusters
                .iter()
                .all(|place| place.geometry.is_none() && place.unit_codes.len() == 1)
        );
        assert!(clusters.iter().all(|place| place.accuracy_m.is_none()));
    }

    #[test]
    fn places_know_their_units_from_where_they_are() {
        let snapshot = snapshot();
        let units = |id: &str| -> Vec<String> {
            let id = crate::model::PlaceId::new(id).unwrap();
            let place = snapshot.places().get(&id).unwrap();
            place.unit_codes.iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            units("ql34-phan-thanh"),
            ["01738"],
            "where it is, not what it is called"
        );
        assert_eq!(units("po-peo"), ["01489"], "as its source says");
        assert!(units("ho-chi-minh-road").contains(&"01273".to_owned()));
    }

    #[test]
    fn a_town_of_unknown_population_has_none() {
        let snapshot = snapshot();
        let known = snapshot
            .places()
            .of_kind(PlaceKind::Town)
            .filter(|town| town.attributes.contains_key("population"))
            .count();
        assert_eq!(known, 7);
    }
}
