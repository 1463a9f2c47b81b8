//! Has the program compiled again when the viewer that it holds was built anew, and keeps its libraries apart.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The store has a SQLite of its own inside the program, GDAL brings the system's for GeoPackage. Without
    // this GDAL would find the program's first, call half of each, and crash on the first GeoPackage.
    println!("cargo::rustc-link-arg=-Wl,--exclude-libs,ALL");
    // While the viewer has not been built yet, its parent folder tells when it has been: cargo would take a path
    // that does not exist for one that changes all the time.
    if let Some(folder) = ["web/dist", "web"]
        .iter()
        .find(|folder| Path::new(folder).is_dir())
    {
        println!("cargo::rerun-if-changed={folder}");
    }
}
