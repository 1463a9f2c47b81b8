//! Rasters as GeoTIFF.

use std::path::Path;

use gdal::raster::{Buffer, RasterCreationOptions};
use gdal::{DriverManager, Metadata};

use super::{ExportError, Format, check_target, manifest, put_beside, unwritable};
use crate::formats::crs::{Crs, Transformation};
use crate::formats::manifest::Manifest;
use crate::formats::native;
use crate::model::Layer;
use crate::model::raster::Raster;

/// Writes a raster as a `GeoTIFF` of one band in single precision, cells without a value as "not a number",
/// and its manifest beside it.
///
/// # Errors
/// [`ExportError`]; a file that is there already is never written over.
pub fn write_raster(
    path: &Path,
    format: Format,
    crs: &Crs,
    layer: &Layer,
    raster: &Raster,
) -> Result<Manifest, ExportError> {
    if format != Format::GeoTiff {
        return Err(ExportError::OtherContent {
            layer: layer.id.to_string(),
            extension: format.extension(),
            remedy: "tif",
        });
    }
    if crs.name() != "EPSG:4326" {
        return Err(ExportError::RasterInOtherCrs {
            crs: crs.name().to_owned(),
        });
    }
    check_target(path, format, crs)?;
    native::route_messages();
    native::take_messages();
    write_native(path, crs, layer, raster).map_err(|error| {
        let said = native::take_messages();
        unwritable(
            path,
            &said.first().cloned().unwrap_or_else(|| error.to_string()),
        )
    })?;
    let known = raster.summary().map_or(0, |summary| summary.cells);
    let manifest = manifest(path, crs, &Transformation::new(crs)?, layer, known)?;
    put_beside(path, &manifest)?;
    Ok(manifest)
}

fn write_native(
    path: &Path,
    crs: &Crs,
    layer: &Layer,
    raster: &Raster,
) -> gdal::errors::Result<()> {
    let header = &raster.header;
    let options =
        RasterCreationOptions::from_iter(["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES"]);
    let mut dataset = DriverManager::get_driver_by_name("GTiff")?
        .create_with_band_type_with_options::<f32, _>(
            path,
            header.width,
            header.height,
            1,
            &options,
        )?;
    dataset.set_spatial_ref(crs.spatial_ref())?;
    dataset.set_geo_transform(&[
        header.west,
        header.cell_width,
        0.0,
        header.north,
        0.0,
        -header.cell_height,
    ])?;
    let mut band = dataset.rasterband(1)?;
    band.set_no_data_value(Some(f64::NAN))?;
    band.set_description(&layer.title.vi)?;
    let size = (header.width, header.height);
    let mut buffer = Buffer::new(size, raster.values().to_vec());
    band.write((0, 0), size, &mut buffer)?;
    dataset.close()
}
