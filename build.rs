//! Has the program compiled again when the viewer that it holds was built anew.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // While the viewer has not been built yet, its parent folder tells when it has been: cargo would take a path
    // that does not exist for one that changes all the time.
    if let Some(folder) = ["web/dist", "web"]
        .iter()
        .find(|folder| Path::new(folder).is_dir())
    {
        println!("cargo::rerun-if-changed={folder}");
    }
}
