//! What a file that is handed over is called.

use axum::http::HeaderValue;

use crate::model::fold;

/// The header `Content-Disposition` of a file to keep: its name in plain letters for old programs, and as it is written
/// (RFC 6266, RFC 8187).
pub(super) fn attachment(name: &str, ending: &str) -> HeaderValue {
    let plain = fold(name).replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let plain = if plain.is_empty() { "file" } else { &plain };
    let whole = format!("{name}.{ending}");
    let written: String = whole.bytes().map(escaped).collect();
    let text = format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{written}");
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

/// A byte of a name as RFC 8187 writes it.
fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_in_plain_letters_and_as_it_is_written() {
        assert_eq!(
            attachment("Mật độ dân số - 2024", "pdf"),
            "attachment; filename=\"mat-do-dan-so-2024.pdf\"; \
             filename*=UTF-8''M%E1%BA%ADt%20%C4%91%E1%BB%99%20d%C3%A2n%20s%E1%BB%91%20-%202024.pdf"
        );
    }

    #[test]
    fn nothing_in_a_name_breaks_out_of_the_header() {
        let header = attachment("a\"\r\nb", "pdf");
        assert_eq!(
            header,
            "attachment; filename=\"a-b.pdf\"; filename*=UTF-8''a%22%0D%0Ab.pdf"
        );
        assert!(
            attachment("…", "png")
                .to_str()
                .unwrap()
                .contains("\"file.png\"")
        );
    }
}
