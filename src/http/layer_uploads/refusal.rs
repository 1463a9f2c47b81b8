//! Why an uploaded file was not read, in words for who uploaded it.

use axum::http::StatusCode;

use crate::formats::worker::ReadError;
use crate::http::ApiError;

/// The answer for a file that could not be read.
pub(super) fn refuse(error: ReadError) -> ApiError {
    let refused = |code, message: String, remedy: &str, vi: String| {
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message, remedy).in_vietnamese(vi)
    };
    match error {
        ReadError::Problems(problems) => match problems.told.into_iter().next() {
            Some(first) => {
                let (told, remedy) = (first.told(), first.told_remedy());
                let named = format!("{}: {}; nothing was changed", first.file, told.en);
                refused(
                    "unreadable_layer",
                    named,
                    &remedy.en,
                    format!("{}: {}.", first.file, told.vi),
                )
                .with_vietnamese_remedy(remedy.vi)
            }
            None => ApiError::internal(&"a file was refused without a reason"),
        },
        ReadError::Stopped { file, how, .. } => refused(
            "reader_stopped",
            format!("{file}: the reader stopped ({how}); nothing was changed"),
            "open the file in QGIS and save it again as GeoPackage",
            format!("{file}: trình đọc tệp bị dừng ({how}). Dữ liệu đang có vẫn nguyên."),
        ),
        ReadError::TooLarge {
            file, memory_mib, ..
        } => refused(
            "reading_too_large",
            format!(
                "{file}: reading it takes more than {memory_mib} MiB of memory; nothing was changed"
            ),
            "split the file, or take it in with `nonnuoc import layer`",
            format!(
                "{file}: đọc tệp này cần hơn {memory_mib} MiB bộ nhớ. Dữ liệu đang có vẫn nguyên."
            ),
        ),
        ReadError::TooSlow { file, seconds, .. } => refused(
            "reading_too_slow",
            format!("{file}: reading it takes more than {seconds} seconds; nothing was changed"),
            "split the file, or take it in with `nonnuoc import layer`",
            format!("{file}: đọc tệp này mất hơn {seconds} giây. Dữ liệu đang có vẫn nguyên."),
        ),
        ReadError::Malformed { .. } | ReadError::Start(_) => ApiError::internal(&error),
    }
}
