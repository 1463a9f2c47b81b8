//! Writing of layers to files that other programs open, with their provenance.
//!
//! Beside each file stands its manifest, so that the file can be imported again without anybody having to
//! say where it came from. GeoPackage and GeoJSON carry the provenance inside too.

mod native_file;
mod raster_file;
mod table;
mod text_file;

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::crs::{Crs, CrsError, Transformation};
use super::manifest::{Content, Manifest, sha256_hex};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::{Layer, LayerContent};

pub use raster_file::write_raster;
pub use table::{Column, ColumnType, ExportRow, ExportTable};

/// A format that layers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// GeoJSON, with the provenance as members of the collection.
    GeoJson,
    /// GeoPackage, with the provenance as the layer's description.
    GeoPackage,
    /// Comma-separated text: two coordinate columns for points, well-known text otherwise.
    Csv,
    /// ESRI Shapefile: column names are cut to ten characters.
    Shapefile,
    /// KML, always in longitude and latitude.
    Kml,
    /// GeoTIFF, for rasters only and always in longitude and latitude.
    GeoTiff,
}

impl Format {
    /// The format of that name, as it is typed.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "geojson" => Self::GeoJson,
            "gpkg" => Self::GeoPackage,
            "csv" => Self::Csv,
            "shp" => Self::Shapefile,
            "kml" => Self::Kml,
            "tif" => Self::GeoTiff,
            _ => return None,
        })
    }

    /// The ending of its files, which is also the name that is typed.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoPackage => "gpkg",
            Self::Csv => "csv",
            Self::Shapefile => "shp",
            Self::Kml => "kml",
            Self::GeoTiff => "tif",
        }
    }
}

/// Why a layer was not written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The file is there already.
    #[error("{path} is there already; choose another name or delete it first")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file's ending does not say its format.
    #[error("{path} does not end in .{extension}, so other programs would not know its format")]
    OtherEnding {
        /// The file.
        path: PathBuf,
        /// The ending of the format.
        extension: &'static str,
    },
    /// KML knows no other system.
    #[error("KML is always in EPSG:4326; leave out --crs {crs}, or choose gpkg or shp")]
    KmlInOtherCrs {
        /// The system asked for.
        crs: String,
    },
    /// The grid of a raster is one of longitude and latitude.
    #[error(
        "a raster is written in EPSG:4326; leave out --crs {crs}, and warp the file afterwards"
    )]
    RasterInOtherCrs {
        /// The system asked for.
        crs: String,
    },
    /// A layer of places or boundaries has no cells, and a raster no features.
    #[error("layer {layer} cannot be written as {extension}; choose {remedy}")]
    OtherContent {
        /// The layer.
        layer: String,
        /// The ending of the format.
        extension: &'static str,
        /// What to choose.
        remedy: &'static str,
    },
    /// A Shapefile holds one sort of geometry.
    #[error(
        "the layer holds points, lines or polygons together, which a Shapefile cannot; choose gpkg"
    )]
    MixedGeometry,
    /// A Shapefile is made of geometry.
    #[error("no place of {layer} has a geometry, which a Shapefile is made of; choose csv or gpkg")]
    WithoutGeometry {
        /// The layer.
        layer: String,
    },
    /// The reference system is unknown, or a coordinate does not fit it.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// Nobody waits for it any more.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The file cannot be written.
    #[error("{path} could not be written: {cause}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system or the library says.
        cause: String,
    },
}

/// Writes a table to a file in a reference system, and its manifest beside it.
///
/// # Errors
/// [`ExportError`]; a file that is there already is never written over. The formats that GDAL writes can be interrupted.
pub fn write(
    path: &Path,
    format: Format,
    crs: &Crs,
    table: &ExportTable,
    interrupt: &Interrupt,
) -> Result<Manifest, ExportError> {
    check_target(path, format, crs)?;
    let transformation = Transformation::new(crs)?;
    let placed = table.in_crs(&transformation)?;
    match format {
        Format::GeoJson => text_file::write_geojson(path, crs, &placed)?,
        Format::Csv => text_file::write_csv(path, crs, &placed)?,
        Format::GeoPackage | Format::Shapefile | Format::Kml => {
            native_file::write(path, format, crs, &placed, interrupt)?;
        }
        Format::GeoTiff => {
            return Err(ExportError::OtherContent {
                layer: table.layer.id.to_string(),
                extension: format.extension(),
                remedy: "geojson, gpkg, csv, shp or kml",
            });
        }
    }
    let manifest = manifest(path, crs, &transformation, &table.layer, table.rows.len())?;
    put_beside(path, &manifest)?;
    Ok(manifest)
}

fn put_beside(path: &Path, manifest: &Manifest) -> Result<(), ExportError> {
    let text = toml::to_string(manifest).map_err(|error| unwritable(path, &error))?;
    std::fs::write(Manifest::path_of(path), text).map_err(|error| unwritable(path, &error))
}

fn check_target(path: &Path, format: Format, crs: &Crs) -> Result<(), ExportError> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case(format.extension())) {
        return Err(ExportError::OtherEnding {
            path: path.to_owned(),
            extension: format.extension(),
        });
    }
    let manifest = Manifest::path_of(path);
    if let Some(path) = [path, &manifest].into_iter().find(|path| path.exists()) {
        return Err(ExportError::Exists {
            path: path.to_owned(),
        });
    }
    if format == Format::Kml && crs.name() != "EPSG:4326" {
        return Err(ExportError::KmlInOtherCrs {
            crs: crs.name().to_owned(),
        });
    }
    Ok(())
}

fn unwritable(path: &Path, cause: &impl ToString) -> ExportError {
    ExportError::Unwritable {
        path: path.to_owned(),
        cause: cause.to_string(),
    }
}

/// What the file is: the layer's own provenance, in the file's reference system.
fn manifest(
    path: &Path,
    crs: &Crs,
    transformation: &Transformation,
    layer: &Layer,
    count: usize,
) -> Result<Manifest, ExportError> {
    let Layer {
        id,
        content,
        title,
        provenance,
        note,
        ..
    } = layer;
    let bytes = std::fs::read(path).map_err(|error| unwritable(path, &error))?;
    let (content, kind, raster_kind) = match content {
        LayerContent::Boundaries => (Content::Boundaries, None, None),
        LayerContent::Places(kind) => (Content::Places, Some(*kind), None),
        LayerContent::Raster(kind) => (Content::Raster, None, Some(*kind)),
    };
    let reversed = format!(
        "exported from WGS 84 by the inverse of {}",
        transformation.name()
    );
    let method = match &provenance.method {
        Some(method) => format!("{method}; {reversed}"),
        None => reversed,
    };
    Ok(Manifest {
        id: id.to_string(),
        file: super::reading::file_name(path),
        content,
        kind,
        raster_kind,
        source: provenance.source.clone(),
        source_vi: provenance.source_vi.clone(),
        licence: provenance.licence.clone(),
        licence_vi: provenance.licence_vi.clone(),
        retrieved: provenance.retrieved,
        crs: crs.name().to_owned(),
        accuracy_m: provenance.accuracy_m,
        method: Some(method),
        is_illustrative: provenance.is_illustrative,
        count,
        sha256: sha256_hex(&bytes),
        title: title.clone(),
        notes: note.clone(),
    })
}
