//! The manifest of a data file: what it is, where it comes from, and how to know that it is unchanged.
//!
//! A manifest is a small TOML file beside the data file (`communes.geojson` has
//! `communes.manifest.toml`, or `communes.geojson.manifest.toml` where a `communes.gpkg` lies beside it). The layers that ship carry one each, and a file that is imported may carry
//! one, so that nobody has to type its source and licence.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::raster::RasterKind;
use crate::model::{PlaceKind, Text};

/// What a data file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// The outlines of the administrative units.
    Boundaries,
    /// Places of one kind, named by [`Manifest::kind`].
    Places,
    /// Values on a grid, of the kind named by [`Manifest::raster_kind`].
    Raster,
    /// The administrative units of today.
    Units,
    /// The administrative units before the last change, with their successors.
    FormerUnits,
    /// Places that the programme names, known by their unit only and of several kinds.
    ProgrammePlaces,
}

/// What a data file is: its origin, its terms, its accuracy and its checksum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name of the layer that the file becomes, in lower-kebab-case.
    pub id: String,
    /// The name of the data file, in the manifest's own folder.
    pub file: String,
    /// What the file holds.
    pub content: Content,
    /// The kind of its places, where it holds places of one kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// What its values are, where it is a raster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raster_kind: Option<RasterKind>,
    /// Who made the data, in words to be shown beside them.
    pub source: String,
    /// The same in Vietnamese, where the source is told in another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_vi: Option<String>,
    /// The terms of use, an SPDX identifier where there is one.
    pub licence: String,
    /// The terms in Vietnamese, where they are told in another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_vi: Option<String>,
    /// The day on which the file was fetched.
    pub retrieved: Date,
    /// The reference system of the file's coordinates, such as `EPSG:4326`.
    pub crs: String,
    /// How far a coordinate may be from the truth, in metres; absent where the file has no coordinates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<f64>,
    /// How the data were made, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Whether the data are made up to show the screens.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_illustrative: bool,
    /// How many features or rows the file has, or cells with a value.
    pub count: usize,
    /// The SHA-256 of the data file, in lower-case hexadecimal.
    pub sha256: String,
    /// The name that people read.
    pub title: Text,
    /// What a user of the data must know.
    #[serde(default)]
    pub notes: Option<Text>,
}

/// Why a manifest, or the file that it describes, was refused.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The manifest is not there or cannot be read.
    #[error("the manifest {path} could not be read: {cause}")]
    Unreadable {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system answered.
        cause: std::io::Error,
    },
    /// The text is not TOML, or a field is missing, unknown or of the wrong type.
    #[error("the manifest {name} is malformed: {message}")]
    Malformed {
        /// The manifest's file name.
        name: String,
        /// The line, the field and what is wrong with it.
        message: String,
    },
    /// A field has a value that makes no sense.
    #[error("the manifest {name}: field {field} is {value:?}; {remedy}")]
    BadField {
        /// The manifest's file name.
        name: String,
        /// The field's name.
        field: &'static str,
        /// The value found.
        value: String,
        /// What to write instead.
        remedy: &'static str,
    },
    /// The data file is not the one that the manifest describes.
    #[error(
        "{file}: the SHA-256 is {found}, its manifest says {expected}: the file was changed or damaged; \
         fetch it again, or write the new checksum into the manifest if the change is meant"
    )]
    Changed {
        /// The data file's name.
        file: String,
        /// The checksum in the manifest.
        expected: String,
        /// The checksum of the file.
        found: String,
    },
    /// The data file has more or fewer features than the manifest says.
    #[error(
        "{file}: {found} features, its manifest says {expected}: fetch the file again, or mend the count"
    )]
    WrongCount {
        /// The data file's name.
        file: String,
        /// The count in the manifest.
        expected: usize,
        /// The count found.
        found: usize,
    },
}

impl Manifest {
    /// Reads a manifest from its text and checks every field.
    ///
    /// # Errors
    /// [`ManifestError::Malformed`] or [`ManifestError::BadField`], naming the field.
    pub fn parse(name: &str, text: &str) -> Result<Self, ManifestError> {
        let manifest: Self = toml::from_str(text).map_err(|error| ManifestError::Malformed {
            name: name.to_owned(),
            message: error.to_string().trim().to_owned(),
        })?;
        manifest.check_fields(name)?;
        Ok(manifest)
    }

    /// Where the manifest of one very file stands: `roads.shp.manifest.toml` beside `roads.shp`.
    #[must_use]
    pub fn path_of(data_file: &Path) -> PathBuf {
        let mut name = data_file.as_os_str().to_owned();
        name.push(".manifest.toml");
        PathBuf::from(name)
    }

    /// Reads the manifest beside a data file, if there is one: `roads.shp` has `roads.shp.manifest.toml`, or
    /// `roads.manifest.toml` unless that describes another file there, such as `roads.gpkg`.
    ///
    /// # Errors
    /// As [`Manifest::parse`]; [`ManifestError::Unreadable`] if the file is there but cannot be read.
    pub fn beside(data_file: &Path) -> Result<Option<Self>, ManifestError> {
        if let Some(own) = Self::at(&Self::path_of(data_file))? {
            return Ok(Some(own));
        }
        let shared = Self::at(&data_file.with_extension("manifest.toml"))?;
        Ok(shared.filter(|manifest| {
            let described = data_file.with_file_name(&manifest.file);
            described == data_file || !described.exists()
        }))
    }

    /// Reads the manifest of that path, if there is one.
    fn at(path: &Path) -> Result<Option<Self>, ManifestError> {
        if !path.is_file() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(path).map_err(|cause| ManifestError::Unreadable {
            path: path.to_owned(),
            cause,
        })?;
        Self::parse(&path.display().to_string(), &text).map(Some)
    }

    /// Checks that `bytes` are the very file that this manifest describes.
    ///
    /// # Errors
    /// [`ManifestError::Changed`] with both checksums.
    pub fn check_bytes(&self, bytes: &[u8]) -> Result<(), ManifestError> {
        let found = sha256_hex(bytes);
        if found == self.sha256 {
            return Ok(());
        }
        Err(ManifestError::Changed {
            file: self.file.clone(),
            expected: self.sha256.clone(),
            found,
        })
    }

    /// Checks that a file's features are as many as this manifest says.
    ///
    /// # Errors
    /// [`ManifestError::WrongCount`] with both counts.
    pub fn check_count(&self, found: usize) -> Result<(), ManifestError> {
        if found == self.count {
            return Ok(());
        }
        Err(ManifestError::WrongCount {
            file: self.file.clone(),
            expected: self.count,
            found,
        })
    }

    fn check_fields(&self, name: &str) -> Result<(), ManifestError> {
        let bad = |field, value: &str, remedy| {
            Err(ManifestError::BadField {
                name: name.to_owned(),
                field,
                value: value.to_owned(),
                remedy,
            })
        };
        for (field, value) in [
            ("source", Some(&self.source)),
            ("source_vi", self.source_vi.as_ref()),
            ("licence", Some(&self.licence)),
            ("licence_vi", self.licence_vi.as_ref()),
        ] {
            if let Some(value) = value
                && value.trim().is_empty()
            {
                return bad(
                    field,
                    value,
                    "say where the data come from and under which terms",
                );
            }
        }
        if self.sha256.len() != 64 || !self.sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            return bad(
                "sha256",
                &self.sha256,
                "write the 64 hexadecimal digits of sha256sum",
            );
        }
        if self
            .accuracy_m
            .is_some_and(|metres| !metres.is_finite() || metres <= 0.0)
        {
            let value = self
                .accuracy_m
                .map(|metres| metres.to_string())
                .unwrap_or_default();
            return bad(
                "accuracy_m",
                &value,
                "write a positive number of metres, or leave it out",
            );
        }
        if (self.content == Content::Places) != self.kind.is_some() {
            let value = self
                .kind
                .map(|kind| format!("{kind:?}"))
                .unwrap_or_default();
            return bad(
                "kind",
                &value,
                "name a kind of place where content is \"places\", only there",
            );
        }
        Ok(())
    }
}

/// The SHA-256 of some bytes in lower-case hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "border-gates"
file = "border_gates.geojson"
content = "places"
kind = "border-gate"
source = "Public statements"
licence = "CC0-1.0"
retrieved = "2026-11-23"
crs = "EPSG:4326"
accuracy_m = 4000
count = 10
sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
[title]
vi = "Cửa khẩu"
en = "Border gates"
"#;

    #[test]
    fn a_manifest_is_read_and_holds_its_file_to_the_checksum_and_the_count() {
        let manifest = Manifest::parse("x.manifest.toml", GOOD).unwrap();
        assert_eq!(manifest.kind, Some(PlaceKind::BorderGate));
        assert_eq!(manifest.retrieved, jiff::civil::date(2026, 11, 23));
        manifest.check_bytes(b"abc").unwrap();
        let changed = manifest.check_bytes(b"abd").unwrap_err().to_string();
        assert!(
            changed.contains("border_gates.geojson: the SHA-256 is a52d159f"),
            "{changed}"
        );
        manifest.check_count(10).unwrap();
        let count = manifest.check_count(9).unwrap_err().to_string();
        assert_eq!(
            count,
            "border_gates.geojson: 9 features, its manifest says 10: fetch the file again, or mend the count"
        );
    }

    #[test]
    fn vietnamese_words_are_optional_and_are_written_as_they_were_read() {
        let plain = Manifest::parse("x.manifest.toml", GOOD).unwrap();
        assert_eq!((&plain.source_vi, &plain.licence_vi), (&None, &None));
        let written = toml::to_string(&plain).unwrap();
        assert!(!written.contains("_vi"), "{written}");
        let told = GOOD.replace(
            "licence = ",
            "source_vi = \"Các công bố công khai\"\nlicence_vi = \"Phạm vi công cộng\"\nlicence = ",
        );
        let told = Manifest::parse("x.manifest.toml", &told).unwrap();
        assert_eq!(told.source, "Public statements");
        assert_eq!(told.source_vi.as_deref(), Some("Các công bố công khai"));
        assert_eq!(told.licence_vi.as_deref(), Some("Phạm vi công cộng"));
        let written = toml::to_string(&told).unwrap();
        assert_eq!(Manifest::parse("x.manifest.toml", &written).unwrap(), told);
    }

    #[test]
    fn a_bad_field_is_named_with_its_value() {
        for (from, to, expected) in [
            (
                "licence = \"CC0-1.0\"",
                "licence = \" \"",
                "field licence is \" \"",
            ),
            (
                "licence = \"CC0-1.0\"",
                "licence = \"CC0-1.0\"\nsource_vi = \"\"",
                "field source_vi is \"\"",
            ),
            (
                "accuracy_m = 4000",
                "accuracy_m = -3",
                "field accuracy_m is \"-3\"",
            ),
            ("kind = \"border-gate\"", "", "field kind is \"\""),
            ("ba7816bf", "zz7816bf", "field sha256 is \"zz7816bf"),
            (
                "retrieved = \"2026-11-23\"",
                "retrieved = \"2026-13-23\"",
                "retrieved",
            ),
            ("count = 10", "", "missing field `count`"),
            ("count = 10", "count = 10\nsize = 3", "unknown field `size`"),
        ] {
            let error = Manifest::parse("x.manifest.toml", &GOOD.replace(from, to)).unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
        }
    }

    #[test]
    fn a_data_file_without_a_manifest_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("roads.shp");
        assert!(Manifest::beside(&data).unwrap().is_none());
        std::fs::write(folder.path().join("roads.manifest.toml"), GOOD).unwrap();
        assert_eq!(Manifest::beside(&data).unwrap().unwrap().id, "border-gates");
    }

    #[test]
    fn files_of_one_stem_have_a_manifest_each() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("gates.geojson"), "{}").unwrap();
        let shared = GOOD.replace("border_gates.geojson", "gates.geojson");
        std::fs::write(path("gates.manifest.toml"), shared).unwrap();
        let found = |name: &str| Manifest::beside(&path(name)).unwrap();
        assert!(found("gates.geojson").is_some());
        assert!(found("gates.gpkg").is_none(), "it describes another file");
        let own = GOOD.replace("border_gates.geojson", "gates.gpkg");
        std::fs::write(Manifest::path_of(&path("gates.gpkg")), own).unwrap();
        assert_eq!(found("gates.gpkg").unwrap().file, "gates.gpkg");
        assert_eq!(found("gates.geojson").unwrap().file, "gates.geojson");
    }
}
