//! The typeface of the style, in parts.

use serde_json::{Value, json};

/// Each range of letters is a file of its own, fetched only when a letter of it is drawn.
const FONT_PARTS: [(&str, &[&str]); 3] = [
    (
        "vietnamese",
        &[
            "U+0102-0103",
            "U+0110-0111",
            "U+0128-0129",
            "U+0168-0169",
            "U+01A0-01A1",
            "U+01AF-01B0",
            "U+0300-0301",
            "U+0303-0304",
            "U+0308-0309",
            "U+0323",
            "U+0329",
            "U+1EA0-1EF9",
            "U+20AB",
        ],
    ),
    (
        "latin-ext",
        &[
            "U+0100-0101",
            "U+0104-010F",
            "U+0112-0127",
            "U+012A-0130",
            "U+0132-0151",
            "U+0154-0167",
            "U+016A-019F",
        ],
    ),
    (
        "latin",
        &[
            "U+0000-00FF",
            "U+0131",
            "U+0152-0153",
            "U+02C6",
            "U+02DA",
            "U+02DC",
            "U+2000-206F",
            "U+2122",
            "U+2212",
        ],
    ),
];

pub(super) fn font_face(base: &str, weight: u16) -> Value {
    let part = |(name, range): &(&str, &[&str])| {
        json!({
            "url": format!("{base}/fonts/be-vietnam-pro-{name}-{weight}.woff2"),
            "unicode-range": range,
        })
    };
    FONT_PARTS.iter().map(part).collect()
}
