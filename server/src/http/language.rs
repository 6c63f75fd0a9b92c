//! The language of an answer: `?lang=` first, then `Accept-Language`, French otherwise.
//!
//! Must not hold any text: the catalogue does.

use crate::text::Lang;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header::ACCEPT_LANGUAGE, request::Parts},
};
use std::convert::Infallible;

/// What the request asks for.
pub fn of(uri: &Uri, headers: &HeaderMap) -> Lang {
    asked(uri.query().unwrap_or_default()).unwrap_or_else(|| {
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        preferred(accepted.unwrap_or_default())
    })
}

/// The language chosen in a query string.
pub fn asked(query: &str) -> Option<Lang> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_code)
}

/// The first of our languages by weight, then by place: `en-GB,en;q=0.9,fr;q=0.8` is English.
fn preferred(accepted: &str) -> Lang {
    let mut best: Option<(f32, Lang)> = None;
    for item in accepted.split(',') {
        let mut parts = item.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default();
        let weight =
            parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse).unwrap_or(0.0);
        let lang = Lang::from_code(range.split('-').next().unwrap_or_default());
        if let Some(lang) = lang.filter(|_| weight > best.map_or(0.0, |(weight, _)| weight)) {
            best = Some((weight, lang));
        }
    }
    best.map_or(Lang::Fr, |(_, lang)| lang)
}

impl<S: Send + Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_then_the_browser_then_french() {
        for (query, accepted, expected) in [
            ("", "", Lang::Fr),
            ("", "en-GB,en;q=0.9,fr;q=0.8", Lang::En),
            ("", "de,en;q=0.3,fr;q=0.7", Lang::Fr),
            ("", "fr,en", Lang::Fr),
            ("", "en;q=0", Lang::Fr),
            ("", "de", Lang::Fr),
            ("?lang=en", "fr", Lang::En),
            ("?q=a&lang=fr", "en", Lang::Fr),
            ("?lang=xx", "en", Lang::En),
        ] {
            let uri: Uri = format!("/annuaire{query}").parse().expect("an address");
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, accepted.parse().expect("a header"));
            assert_eq!(of(&uri, &headers), expected, "{query} {accepted}");
        }
    }
}
