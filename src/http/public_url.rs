//! The address under which people reach the server, for answers that hold whole addresses.

use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HOST};

use super::AppState;

/// How people reach this server, without a slash at the end, such as `https://ban-do.caobang.gov.vn`: as the
/// settings say it, else as the proxy in front says it (`Forwarded`, or `X-Forwarded-Proto` and
/// `X-Forwarded-Host`), else by the host that the client named. Empty, which makes addresses relative to the
/// host, where nobody names one properly.
///
/// # Source
/// RFC 7239, section 4; of several proxies the first counts, which is the one nearest to the client.
pub(super) fn public_url(state: &AppState, headers: &HeaderMap) -> String {
    match state.public_url() {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => said_by(headers, state.is_secure()),
    }
}

fn said_by(headers: &HeaderMap, is_secure: bool) -> String {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok())?;
        value.split(',').next().map(|first| first.trim().to_owned())
    };
    let forwarded = text(FORWARDED.as_str()).unwrap_or_default();
    let host = pair(&forwarded, "host")
        .or_else(|| text("x-forwarded-host"))
        .or_else(|| text(HOST.as_str()))
        .unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_host) {
        return String::new();
    }
    let scheme = pair(&forwarded, "proto").or_else(|| text("x-forwarded-proto"));
    let is_https = match scheme {
        Some(scheme) => scheme.eq_ignore_ascii_case("https"),
        None => is_secure,
    };
    format!("{}://{host}", if is_https { "https" } else { "http" })
}

/// The value of a name in one element of `Forwarded`, such as `for=192.0.2.60;proto=https;host="a.vn"`.
fn pair(element: &str, name: &str) -> Option<String> {
    let values = element.split(';').filter_map(|pair| pair.split_once('='));
    values
        .into_iter()
        .find(|(found, _)| found.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(headers: &[(&'static str, &str)], is_secure: bool) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        said_by(&map, is_secure)
    }

    #[test]
    fn addresses_follow_the_host_that_the_client_used() {
        assert_eq!(url(&[], false), "");
        assert_eq!(
            url(&[("host", "localhost:8080")], false),
            "http://localhost:8080"
        );
        assert_eq!(url(&[("host", "a.vn")], true), "https://a.vn");
        assert_eq!(url(&[("host", "evil\"/><")], false), "");
    }

    #[test]
    fn a_proxy_in_front_says_how_people_come() {
        let host = ("host", "127.0.0.1:8080");
        let proto = ("x-forwarded-proto", "https");
        assert_eq!(url(&[host, proto], false), "https://127.0.0.1:8080");
        let forwarded_host = ("x-forwarded-host", "a.vn, inner.vn");
        assert_eq!(url(&[host, proto, forwarded_host], false), "https://a.vn");
        let standard = (
            "forwarded",
            "for=192.0.2.60;Proto=https;host=\"b.vn:8443\", for=10.0.0.1",
        );
        assert_eq!(
            url(&[host, standard, forwarded_host], false),
            "https://b.vn:8443"
        );
        let bad = ("x-forwarded-host", "a.vn/<script>");
        assert_eq!(url(&[host, bad], false), "");
    }
}
