//! What the native libraries say: GDAL and PROJ write to the terminal unless they are told otherwise.

use std::sync::{Mutex, Once, PoisonError};

use gdal::errors::CplErrType;

static ROUTED: Once = Once::new();
static LAST: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// More than this is the same complaint again and again.
const KEPT: usize = 20;

/// Sends the libraries' messages to the log from now on, and keeps the last few for [`take_messages`].
pub(super) fn route_messages() {
    ROUTED.call_once(|| {
        gdal::config::set_error_handler(|class, number, message| {
            if class == CplErrType::Fatal {
                // The library ends the process next: the last word has to be out before.
                tracing::error!(number, message, "GDAL");
            } else {
                tracing::debug!(?class, number, message, "GDAL");
            }
            let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
            if last.len() < KEPT && !message.trim().is_empty() {
                last.push(message.trim().to_owned());
            }
        });
    });
}

/// The messages since the last call.
pub(super) fn take_messages() -> Vec<String> {
    std::mem::take(&mut *LAST.lock().unwrap_or_else(PoisonError::into_inner))
}
