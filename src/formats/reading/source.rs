//! From a path to an open data set: which drivers may try it, and what is inside folders and archives.

use std::path::{Path, PathBuf};

use gdal::{Dataset, DatasetOptions, GdalOpenFlags};

use super::{Encoding, ReadOptions, file_name};
use crate::formats::native;
use crate::model::delivery::Problem;

const ACCEPTED: &str = "GeoJSON (.geojson, .json), GeoPackage (.gpkg), Shapefile (.shp, its folder or .zip), \
     KML (.kml, .kmz), CSV (.csv, .tsv, .txt), FlatGeobuf (.fgb), GPX (.gpx), MapInfo (.tab, .mif), DXF (.dxf), \
     and those of one file compressed (.gz)";

const ACCEPTED_VI: &str = "GeoJSON (.geojson, .json), GeoPackage (.gpkg), Shapefile nén thành .zip, \
     KML (.kml, .kmz), CSV (.csv, .tsv, .txt), FlatGeobuf (.fgb), GPX (.gpx), MapInfo (.tab, .mif), DXF (.dxf), \
     GeoTIFF (.tif)";

/// An open data set and what its name says about it.
pub(super) struct Source {
    pub(super) file: String,
    pub(super) dataset: Dataset,
    pub(super) format: String,
    /// Formats that lose the datum or have no place for a system: what they say is not believed.
    pub(super) is_without_crs: bool,
}

/// Whether the file is a table of text that is read without GDAL.
pub(super) fn is_text_table(path: &Path) -> bool {
    matches!(extension(path).as_str(), "csv" | "tsv" | "txt")
}

/// Opens a file, the Shapefile in a folder, or the one data set in an archive.
pub(super) fn open(path: &Path, options: &ReadOptions) -> Result<Source, Problem> {
    native::route_messages();
    let file = file_name(path);
    if !path.exists() {
        return Err(Problem::of_file(
            &file,
            "there is no such file",
            "Check the path.",
        ));
    }
    if path
        .metadata()
        .is_ok_and(|about| about.is_file() && about.len() == 0)
    {
        return Err(Problem::of_file(
            &file,
            "the file is empty",
            "Check that the right file was exported.",
        ));
    }
    let inner = locate(path, &file)?;
    let drivers = drivers(&extension_of_data(&inner)).ok_or_else(|| unaccepted(&file))?;
    native::take_messages();
    let encoding = options.encoding.or_else(|| declared_encoding(&inner));
    let open_options: Vec<String> = match drivers[0] {
        "ESRI Shapefile" => encoding
            .and_then(Encoding::gdal_name)
            .map(|name| format!("ENCODING={name}"))
            .into_iter()
            .collect(),
        // Days stay the texts that the file holds.
        "GeoJSON" => vec!["DATE_AS_STRING=YES".to_owned()],
        _ => Vec::new(),
    };
    let open_options: Vec<&str> = open_options.iter().map(String::as_str).collect();
    let dataset = Dataset::open_ex(
        &inner,
        DatasetOptions {
            open_flags: GdalOpenFlags::GDAL_OF_VECTOR | GdalOpenFlags::GDAL_OF_READONLY,
            allowed_drivers: Some(drivers),
            open_options: Some(&open_options),
            sibling_files: None,
        },
    )
    .map_err(|_| unreadable(&file, drivers[0]))?;
    let format = dataset.driver().short_name();
    let is_without_crs = matches!(format.as_str(), "MapInfo File" | "DXF");
    Ok(Source {
        file,
        dataset,
        format,
        is_without_crs,
    })
}

/// The character set that the file beside a Shapefile declares, where it is one that GDAL does not know.
pub(super) fn declared_encoding(inner: &Path) -> Option<Encoding> {
    let declared = std::fs::read_to_string(inner.with_extension("cpg")).ok()?;
    Encoding::from_name(declared.trim()).filter(|encoding| *encoding != Encoding::AsDeclared)
}

/// The ending that tells the format; of a compressed file the one before `.gz`.
fn extension_of_data(path: &Path) -> String {
    match extension(path).as_str() {
        "gz" => extension(&path.with_extension("")),
        _ => extension(path),
    }
}

fn extension(path: &Path) -> String {
    path.extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase()
}

fn drivers(extension: &str) -> Option<&'static [&'static str]> {
    Some(match extension {
        "geojson" | "json" => &["GeoJSON", "TopoJSON"],
        "gpkg" => &["GPKG"],
        "shp" => &["ESRI Shapefile"],
        "kml" | "kmz" => &["LIBKML", "KML"],
        "fgb" => &["FlatGeobuf"],
        "gpx" => &["GPX"],
        "tab" | "mif" => &["MapInfo File"],
        "dxf" => &["DXF"],
        _ => return None,
    })
}

fn locate(path: &Path, file: &str) -> Result<PathBuf, Problem> {
    if path.is_dir() {
        let names = std::fs::read_dir(path).map_err(|error| {
            Problem::of_file(
                file,
                format!("the folder cannot be listed: {error}"),
                "Check its permissions.",
            )
        })?;
        let inside = names.flatten().map(|entry| entry.path()).collect();
        return only_one(inside, file, "folder");
    }
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match extension(path).as_str() {
        "zip" => {}
        "gz" => return Ok(PathBuf::from(format!("/vsigzip/{}", absolute.display()))),
        _ => return Ok(absolute),
    }
    let archive = PathBuf::from(format!("/vsizip/{{{}}}", absolute.display()));
    let inside = gdal::vsi::read_dir(&archive, true).map_err(|_| {
        Problem::of_file(
            file,
            "the archive cannot be opened",
            "Pack it again as a plain .zip.",
        )
        .in_vietnamese("không mở được tệp nén", "Nén lại thành tệp .zip thường.")
    })?;
    only_one(
        inside.into_iter().map(|name| archive.join(name)).collect(),
        file,
        "archive",
    )
}

fn only_one(inside: Vec<PathBuf>, file: &str, container: &str) -> Result<PathBuf, Problem> {
    let is_hidden = |path: &PathBuf| path.to_string_lossy().contains("__MACOSX");
    let mut found: Vec<PathBuf> = inside
        .into_iter()
        .filter(|path| drivers(&extension(path)).is_some() && !is_hidden(path))
        .collect();
    found.sort();
    let names: Vec<String> = found.iter().map(|path| file_name(path)).collect();
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(Problem::of_file(
            file,
            format!("the {container} holds no file of a format that is read here"),
            format!("Accepted are {ACCEPTED}."),
        )
        .in_vietnamese(
            "trong tệp nén không có loại tệp nào đọc được",
            format!("Nhận các loại: {ACCEPTED_VI}."),
        )),
        (Some(_), false) => Err(Problem::of_file(
            file,
            format!(
                "the {container} holds several data sets: {}",
                names.join(", ")
            ),
            "Import them one by one.",
        )
        .in_vietnamese(
            format!("tệp nén chứa nhiều bộ dữ liệu: {}", names.join(", ")),
            "Tải lên từng bộ một.",
        )),
    }
}

fn unaccepted(file: &str) -> Problem {
    Problem::of_file(
        file,
        "files of this kind are not read",
        format!("Accepted are {ACCEPTED}."),
    )
    .in_vietnamese(
        "không đọc loại tệp này",
        format!("Nhận các loại: {ACCEPTED_VI}."),
    )
}

fn unreadable(file: &str, format: &str) -> Problem {
    let said = native::take_messages();
    if said.iter().any(|message| message.contains(".shx")) {
        return Problem::of_file(
            file,
            "the Shapefile lacks its index, the .shx file",
            "Deliver .shp, .shx, .dbf and .prj together, best packed in one .zip.",
        );
    }
    let reason = said
        .first()
        .map_or(String::new(), |first| format!(" ({first})"));
    Problem::of_file(
        file,
        format!("the file cannot be read as {format}{reason}"),
        "Open it in QGIS and save it again as GeoPackage.",
    )
    .in_vietnamese(
        format!("không đọc được tệp theo định dạng {format}"),
        "Mở trong QGIS rồi lưu lại thành GeoPackage.",
    )
}
