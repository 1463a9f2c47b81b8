//! What every import is told: the files, how to read them, and where they come from.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use jiff::civil::Date;

use crate::formats::manifest::{Manifest, sha256_hex};
use crate::formats::worker::Limits;
use crate::formats::{Encoding, ReadOptions};
use crate::model::{Provenance, Text};

/// The options that every import has.
#[derive(Debug, Args)]
pub(super) struct Order {
    /// The files: GeoJSON, GeoPackage, Shapefile (.shp, folder or .zip), KML, CSV and others; GeoTIFF for
    /// a raster.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The reference system of the coordinates, such as EPSG:9210; it counts more than what the file says.
    #[arg(long, value_name = "EPSG:CODE")]
    crs: Option<String>,
    /// The character set of old files: tcvn3, vni or windows-1258.
    #[arg(long, value_parser = encoding)]
    encoding: Option<Encoding>,
    /// The layer to read, where a file has several.
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// The column of eastings or longitudes in a CSV file.
    #[arg(long, value_name = "COLUMN", requires = "y")]
    x: Option<String>,
    /// The column of northings or latitudes in a CSV file.
    #[arg(long, value_name = "COLUMN", requires = "x")]
    y: Option<String>,
    /// Who made the data; taken from FILE's manifest (roads.shp.manifest.toml or roads.manifest.toml beside roads.shp) if there is one.
    #[arg(long)]
    source: Option<String>,
    /// The terms of use, such as CC-BY-4.0; taken from the manifest if there is one.
    #[arg(long)]
    licence: Option<String>,
    /// The day on which the data were received; taken from the manifest if there is one.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::commands::day)]
    retrieved: Option<Date>,
    /// How far a position may be from the truth, in metres.
    #[arg(long, value_name = "METRES")]
    accuracy: Option<f64>,
    /// How the data were made.
    #[arg(long)]
    method: Option<String>,
    /// Mark the data as made up to show the screens.
    #[arg(long)]
    illustrative: bool,
    /// Print what would change, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Memory that the reader of a file may use.
    #[arg(long, env = "NONNUOC_IMPORT_MEMORY_MIB", default_value_t = Limits::default().memory_mib, value_name = "MIB")]
    memory_mib: u64,
    /// Processor time that the reader of a file may use.
    #[arg(long, env = "NONNUOC_IMPORT_CPU_S", default_value_t = Limits::default().cpu_seconds, value_name = "SECONDS")]
    cpu_s: u64,
    /// Time on the clock after which the reader of a file is ended.
    #[arg(long, env = "NONNUOC_IMPORT_TIMEOUT_S", default_value_t = Limits::default().wall_seconds, value_name = "SECONDS")]
    timeout_s: u64,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::from_name(name).ok_or_else(|| "write tcvn3, vni, windows-1258 or utf-8".to_owned())
}

impl Order {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            memory_mib: self.memory_mib,
            cpu_seconds: self.cpu_s,
            wall_seconds: self.timeout_s,
            ..Limits::default()
        }
    }

    /// The manifest beside the first file, held against the file's checksum.
    pub(super) fn manifest(&self) -> anyhow::Result<Option<Manifest>> {
        let Some(file) = self.files.first() else {
            return Ok(None);
        };
        let manifest = Manifest::beside(file)?;
        if let Some(manifest) = &manifest
            && file.is_file()
        {
            manifest.check_bytes(&std::fs::read(file)?)?;
        }
        Ok(manifest)
    }

    pub(super) fn read_options(&self, area: Option<[f64; 4]>) -> anyhow::Result<ReadOptions> {
        let declared = self.manifest()?.map(|manifest| manifest.crs);
        Ok(ReadOptions {
            crs: self.crs.clone().or(declared),
            encoding: self.encoding,
            layer: self.layer.clone(),
            x_column: self.x.clone(),
            y_column: self.y.clone(),
            area,
            // Rows that cannot be read are told together with those that make no sense.
            is_lenient: true,
            ..ReadOptions::default()
        })
    }

    /// Where the data come from, as the options or the manifest say it.
    pub(super) fn provenance(
        &self,
        file: &str,
        crs: &str,
        transformation: &str,
    ) -> anyhow::Result<Provenance> {
        let manifest = self.manifest()?;
        let declared = manifest.as_ref();
        let missing = |what: &str, option: &str| {
            format!(
                "{file}: {what} is missing; give {option}, or put a manifest beside the file. Nothing was changed."
            )
        };
        let source = self
            .source
            .clone()
            .or_else(|| declared.map(|m| m.source.clone()));
        let licence = self
            .licence
            .clone()
            .or_else(|| declared.map(|m| m.licence.clone()));
        let retrieved = self.retrieved.or_else(|| declared.map(|m| m.retrieved));
        if self
            .accuracy
            .is_some_and(|metres| !metres.is_finite() || metres <= 0.0)
        {
            bail!("--accuracy must be a positive number of metres");
        }
        Ok(Provenance {
            source: source.with_context(|| missing("the source of the data", "--source"))?,
            // What the manifest says in Vietnamese says nothing about a source or terms that were typed.
            source_vi: declared
                .filter(|_| self.source.is_none())
                .and_then(|m| m.source_vi.clone()),
            licence: licence.with_context(|| missing("the licence of the data", "--licence"))?,
            licence_vi: declared
                .filter(|_| self.licence.is_none())
                .and_then(|m| m.licence_vi.clone()),
            retrieved: retrieved.with_context(|| {
                missing("the day on which the data were received", "--retrieved")
            })?,
            method: self
                .method
                .clone()
                .or_else(|| declared.and_then(|m| m.method.clone())),
            accuracy_m: self
                .accuracy
                .or_else(|| declared.and_then(|m| m.accuracy_m)),
            crs: crs.to_owned(),
            transformation: Some(transformation.to_owned()),
            is_illustrative: self.illustrative || declared.is_some_and(|m| m.is_illustrative),
        })
    }

    /// The checksum of the file, where the order is one plain file.
    pub(super) fn sha256(&self) -> anyhow::Result<Option<String>> {
        match self.files.as_slice() {
            [file] if file.is_file() => Ok(Some(sha256_hex(&std::fs::read(file)?))),
            _ => Ok(None),
        }
    }

    /// What the audit log says about the change.
    pub(super) fn reason(&self) -> String {
        let names: Vec<String> = self
            .files
            .iter()
            .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
            .collect();
        format!("Import {}", names.join(", "))
    }
}

/// The name of a layer: as it is typed, as the manifest says, or as a rule.
#[derive(Debug, Args)]
pub(super) struct Title {
    /// The layer's name in Vietnamese.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The layer's name in English; the Vietnamese one if none is given.
    #[arg(long, value_name = "TEXT", requires = "title")]
    title_en: Option<String>,
}

impl Title {
    pub(super) fn or(&self, manifest: Option<&Manifest>, rule: Text) -> Text {
        match (&self.title, manifest) {
            (Some(vi), _) => Text::new(vi, self.title_en.as_ref().unwrap_or(vi)),
            (None, Some(manifest)) => manifest.title.clone(),
            (None, None) => rule,
        }
    }
}
