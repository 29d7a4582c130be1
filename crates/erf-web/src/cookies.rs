// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Three small cookies: session, language, and a message for the next page.

use axum::http::{HeaderMap, HeaderValue, header};

/// A value from the request's cookies.
pub(crate) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The name a cookie has: the `__Host-` prefix binds it to this host, but browsers take it over https only.
pub(crate) fn name(base: &str, https: bool) -> String {
    if https { format!("__Host-{base}") } else { base.to_owned() }
}

/// A header that keeps a value; without an age it lasts as long as the browser is open.
pub(crate) fn keep(base: &str, value: &str, https: bool, seconds: Option<u32>) -> HeaderValue {
    let age = seconds.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", name(base, https));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// A header that removes a value.
pub(crate) fn drop(base: &str, https: bool) -> HeaderValue {
    keep(base, "", https, Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; erf_taal=en"));
        assert_eq!(read(&headers, "erf_taal").as_deref(), Some("en"));
        assert_eq!(read(&headers, "taal"), None);
    }

    #[test]
    fn over_https_a_cookie_is_bound_to_the_host() {
        let text = keep("erf_sessie", "x", true, None);
        assert_eq!(text.to_str().unwrap(), "__Host-erf_sessie=x; Path=/; HttpOnly; SameSite=Lax; Secure");
    }
}
