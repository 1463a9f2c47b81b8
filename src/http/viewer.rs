//! The viewer's files, which are part of the program.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::ApiError;
use super::tile_service::Encoding;

/// The built viewer as it stood when the program was built.
#[derive(RustEmbed)]
#[folder = "web/dist/"]
#[allow_missing = true]
struct Viewer;

/// The first part of the paths that belong to the interface and are never a page of the viewer.
const INTERFACE: [&str; 4] = ["api", "tiles", "styles", "metrics"];

/// Answers every address that no other handler has: a file of the viewer, or the viewer's page.
pub(super) async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Viewer::get(path).filter(|_| !path.is_empty()) {
        return answer(path, file, &headers);
    }
    let first = path.split('/').next().unwrap_or_default();
    let looks_like_a_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if INTERFACE.contains(&first) || looks_like_a_file {
        return nothing_there(uri.path()).into_response();
    }
    match Viewer::get("index.html") {
        Some(page) => answer("index.html", page, &headers),
        None => without_viewer().into_response(),
    }
}

fn nothing_there(path: &str) -> ApiError {
    ApiError::not_found(
        "unknown_address",
        format!("there is nothing at {path}"),
        "see /api/openapi.json for the addresses of the interface",
    )
}

fn without_viewer() -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "no_viewer",
        "this program was built without the viewer",
        "build it with `make build`",
    )
}

fn answer(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    // A file under assets/ carries a hash of its content in its name and so never changes.
    let caching = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headings = [(ETAG, etag.clone()), (CACHE_CONTROL, caching.to_owned())];
    let is_known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|tag| tag.trim().trim_start_matches("W/") == etag)
        });
    if is_known {
        return (StatusCode::NOT_MODIFIED, headings).into_response();
    }
    let content_type = [(CONTENT_TYPE, file.metadata.mimetype().to_owned())];
    match packed(path, headers) {
        Some(packed) => {
            let encoding = [(CONTENT_ENCODING, "br"), (VARY, "accept-encoding")];
            (headings, content_type, encoding, Body::from(packed.data)).into_response()
        }
        None => (headings, content_type, Body::from(file.data)).into_response(),
    }
}

/// A file as it was packed when the viewer was built, for browsers that take brotli: smaller than what can be made while
/// they wait, and there at once.
fn packed(path: &str, headers: &HeaderMap) -> Option<EmbeddedFile> {
    let accepted = headers.get(ACCEPT_ENCODING)?.to_str().ok()?;
    if Encoding::of_accepted(accepted) != Encoding::Brotli {
        return None;
    }
    Viewer::get(&format!("{path}.br"))
}
