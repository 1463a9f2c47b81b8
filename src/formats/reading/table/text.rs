//! From the bytes of a table to its text, and from a text to a number.

use std::path::Path;

use crate::formats::reading::Encoding;
use crate::model::delivery::Problem;

/// A finite number, with a point or a comma before its decimals.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = if text.contains('.') {
        text.to_owned()
    } else {
        text.replace(',', ".")
    };
    plain.parse::<f64>().ok().filter(|value| value.is_finite())
}

pub(super) fn shortened(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}

/// The separator that the heading uses most.
pub(super) fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| heading.bytes().filter(|byte| byte == separator).count();
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|separator| count(separator))
        .unwrap_or(b',')
}

pub(super) fn text_of(path: &Path, file: &str, encoding: Encoding) -> Result<String, Problem> {
    let bytes = std::fs::read(path).map_err(|error| {
        let message = if error.kind() == std::io::ErrorKind::NotFound {
            "there is no such file".to_owned()
        } else {
            format!("the file cannot be read: {error}")
        };
        Problem::of_file(file, message, "Check the path.")
    })?;
    let text = match (encoding, bytes.as_slice()) {
        (Encoding::AsDeclared, [0xFF, 0xFE, rest @ ..]) => utf16(rest),
        (Encoding::AsDeclared, [0xEF, 0xBB, 0xBF, rest @ ..]) => utf8(rest, file)?,
        (Encoding::AsDeclared, all) => utf8(all, file)?,
        (_, all) => all.iter().map(|byte| char::from(*byte)).collect(),
    };
    Ok(encoding.decode(&text))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf8(bytes: &[u8], file: &str) -> Result<String, Problem> {
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let good = &bytes[..error.utf8_error().valid_up_to()];
        let line = good.split(|byte| *byte == b'\n').count();
        Problem::of_file(
            file,
            "the text is not UTF-8",
            "Save it as CSV UTF-8, or name its character set: --encoding tcvn3, vni or windows-1258.",
        )
        .in_row(line as u64)
    })
}
