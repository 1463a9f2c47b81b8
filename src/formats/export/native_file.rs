//! The formats that GDAL writes: GeoPackage, Shapefile and KML.

use std::path::Path;

use gdal::config::{clear_thread_local_config_option, set_thread_local_config_option};
use gdal::vector::{
    Feature, FieldDefn, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType, ToGdal,
};
use gdal::{Dataset, DriverManager};
use geo::Geometry;

use super::table::{ColumnType, ExportRow, ExportTable};
use super::{ExportError, Format, unwritable};
use crate::formats::{crs::Crs, native};
use crate::geometry::interrupt::Interrupt;
use crate::model::{AttributeValue, Provenance, short_names};

pub(super) fn write(
    path: &Path,
    format: Format,
    crs: &Crs,
    table: &ExportTable,
    interrupt: &Interrupt,
) -> Result<(), ExportError> {
    native::route_messages();
    let geometry_type = geometry_type(table);
    match (format, geometry_type) {
        (Format::Shapefile, OGRwkbGeometryType::wkbUnknown) => {
            return Err(ExportError::MixedGeometry);
        }
        (Format::Shapefile, OGRwkbGeometryType::wkbNone) => {
            return Err(ExportError::WithoutGeometry {
                layer: table.layer.id.to_string(),
            });
        }
        _ => {}
    }
    native::take_messages();
    let written = write_dated(path, format, crs, table, geometry_type, interrupt);
    interrupt.check()?;
    written.map_err(|error| {
        let said = native::take_messages();
        unwritable(
            path,
            &said.first().cloned().unwrap_or_else(|| error.to_string()),
        )
    })
}

/// GDAL's option for the moment that files say they were written.
const CURRENT_DATE: &str = "OGR_CURRENT_DATE";

/// Rows written between two looks at the interrupt.
const BATCH: usize = 500;

fn write_dated(
    path: &Path,
    format: Format,
    crs: &Crs,
    table: &ExportTable,
    geometry_type: OGRwkbGeometryType::Type,
    interrupt: &Interrupt,
) -> gdal::errors::Result<()> {
    if let Some(day) = table.last_change {
        set_thread_local_config_option(CURRENT_DATE, &format!("{day}T00:00:00.000Z"))?;
    }
    let written = write_native(path, format, crs, table, geometry_type, interrupt);
    clear_thread_local_config_option(CURRENT_DATE)?;
    written
}

fn write_native(
    path: &Path,
    format: Format,
    crs: &Crs,
    table: &ExportTable,
    geometry_type: OGRwkbGeometryType::Type,
    interrupt: &Interrupt,
) -> gdal::errors::Result<()> {
    let driver = match format {
        Format::Shapefile => "ESRI Shapefile",
        Format::Kml => "KML",
        _ => "GPKG",
    };
    let mut dataset = DriverManager::get_driver_by_name(driver)?.create_vector_only(path)?;
    if format == Format::GeoPackage {
        // One transaction: SQLite would write to the disk after every row.
        let mut rows = dataset.start_transaction()?;
        write_layer(
            &mut rows,
            path,
            format,
            crs,
            table,
            geometry_type,
            interrupt,
        )?;
        rows.commit()?;
    } else {
        write_layer(
            &mut dataset,
            path,
            format,
            crs,
            table,
            geometry_type,
            interrupt,
        )?;
    }
    dataset.close()
}

fn write_layer(
    dataset: &mut Dataset,
    path: &Path,
    format: Format,
    crs: &Crs,
    table: &ExportTable,
    geometry_type: OGRwkbGeometryType::Type,
    interrupt: &Interrupt,
) -> gdal::errors::Result<()> {
    let options = layer_options(format, table);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let layer = dataset.create_layer(LayerOptions {
        name: if format == Format::GeoPackage {
            table.layer.id.as_str()
        } else {
            &stem
        },
        srs: Some(crs.spatial_ref()),
        ty: geometry_type,
        options: Some(&options),
    })?;
    let names = column_names(format, table);
    for (name, of) in &names {
        let field_type = match *of {
            ColumnType::Text => OGRFieldType::OFTString,
            ColumnType::Number => OGRFieldType::OFTReal,
        };
        FieldDefn::new(name, field_type)?.add_to_layer(&layer)?;
    }
    for (number, row) in table.rows.iter().enumerate() {
        // Who called says that it was stopped; half a file is left for nobody.
        if number % BATCH == 0 && interrupt.is_raised() {
            break;
        }
        let mut feature = Feature::new(layer.defn())?;
        fill(&mut feature, row, &names)?;
        feature.create(&layer)?;
    }
    Ok(())
}

/// Fields are found by name: some drivers put columns of their own before them.
fn fill(
    feature: &mut Feature,
    row: &ExportRow,
    names: &[(String, ColumnType)],
) -> gdal::errors::Result<()> {
    for (value, (name, _)) in row.values.iter().zip(names) {
        let position = feature.field_index(name)?;
        match value {
            None => feature.set_field_null(position)?,
            Some(AttributeValue::Number(number)) => feature.set_field_double(position, *number)?,
            Some(other) => feature.set_field_string(position, &other.to_string())?,
        }
    }
    match &row.geometry {
        Some(geometry) => feature.set_geometry(geometry.to_gdal()?),
        None => Ok(()),
    }
}

fn layer_options(format: Format, table: &ExportTable) -> Vec<String> {
    let described = table.description.clone();
    let description = described.unwrap_or_else(|| description(&table.layer.provenance));
    match format {
        Format::GeoPackage => vec![
            format!("IDENTIFIER={}", table.layer.title.vi),
            format!("DESCRIPTION={description}"),
        ],
        Format::Shapefile => vec!["ENCODING=UTF-8".to_owned()],
        _ => vec!["NameField=name".to_owned()],
    }
}

fn description(provenance: &Provenance) -> String {
    let method = provenance
        .method
        .iter()
        .map(|method| format!(" · {method}"));
    let mark = if provenance.is_illustrative {
        "MINH HOẠ / ILLUSTRATIVE · "
    } else {
        ""
    };
    format!(
        "{mark}{} · {} · {}{}{}",
        provenance.source,
        provenance.licence,
        provenance.retrieved,
        provenance
            .accuracy_m
            .map_or_else(String::new, |metres| format!(" · ±{metres} m")),
        method.collect::<String>(),
    )
}

/// The columns' names; in a Shapefile cut to ten characters, as the import knows them again.
fn column_names(format: Format, table: &ExportTable) -> Vec<(String, ColumnType)> {
    let names = table.columns.iter().map(|column| column.name.as_str());
    let names = match format {
        Format::Shapefile => short_names(names),
        _ => names.map(str::to_owned).collect(),
    };
    let types = table.columns.iter().map(|column| column.of);
    names.into_iter().zip(types).collect()
}

/// The one type of geometry that the layer has; several parts are allowed for lines and polygons.
fn geometry_type(table: &ExportTable) -> OGRwkbGeometryType::Type {
    let mut types =
        table
            .rows
            .iter()
            .flat_map(|row| &row.geometry)
            .map(|geometry| match geometry {
                Geometry::Point(_) => OGRwkbGeometryType::wkbPoint,
                Geometry::MultiPoint(_) => OGRwkbGeometryType::wkbMultiPoint,
                Geometry::LineString(_) | Geometry::Line(_) | Geometry::MultiLineString(_) => {
                    OGRwkbGeometryType::wkbMultiLineString
                }
                Geometry::Polygon(_)
                | Geometry::MultiPolygon(_)
                | Geometry::Rect(_)
                | Geometry::Triangle(_) => OGRwkbGeometryType::wkbMultiPolygon,
                Geometry::GeometryCollection(_) => OGRwkbGeometryType::wkbUnknown,
            });
    let Some(first) = types.next() else {
        return OGRwkbGeometryType::wkbNone;
    };
    if types.all(|other| other == first) {
        first
    } else {
        OGRwkbGeometryType::wkbUnknown
    }
}
