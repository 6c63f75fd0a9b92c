//! Security headers of every answer. The one place that says what a page may load.

use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// The headers, written once at start.
#[derive(Debug, Clone)]
pub struct SecurityHeaders {
    policy: Arc<HeaderValue>,
}

impl SecurityHeaders {
    /// `basemap`: origin of a configured basemap style (`https://host[:port]`), the only thing ever fetched elsewhere.
    pub fn new(basemap: Option<&str>) -> Self {
        let origin = basemap.and_then(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
        // No inline script or style anywhere: pages have no `style=""` and the map worker is a file of ours.
        let policy = format!(
            "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'{origin}; \
             font-src 'self'{origin}; style-src 'self'; img-src 'self' data: blob:{origin}; manifest-src 'self'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        );
        Self { policy: Arc::new(policy.parse().expect("an origin is plain ASCII")) }
    }
}

/// `https://host:port` of an address; `None` for anything that could smuggle a directive into the policy.
fn origin(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    (!host.is_empty() && host.bytes().all(plain)).then(|| &address[.."https://".len() + host.len()])
}

/// Layer: adds the headers, problems and redirections included.
pub async fn secure(State(headers): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let out = response.headers_mut();
    out.insert(CONTENT_SECURITY_POLICY, HeaderValue::clone(&headers.policy));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let permissions = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()";
    out.insert(PERMISSIONS_POLICY, HeaderValue::from_static(permissions));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_origin_reaches_the_policy() {
        for (address, expected) in [
            ("https://tiles.example/style.json", Some("https://tiles.example")),
            ("https://tiles.example:8443?k=1", Some("https://tiles.example:8443")),
            ("http://tiles.example/style.json", None),
            ("https://x; script-src *", None),
            ("https://", None),
            ("/basemap.pmtiles", None),
        ] {
            assert_eq!(origin(address), expected, "{address}");
        }
    }

    #[test]
    fn nothing_else_is_open_by_default() {
        let closed = SecurityHeaders::new(None);
        let policy = closed.policy.to_str().expect("plain");
        assert!(!policy.contains("http") && !policy.contains("unsafe"));
        let open = SecurityHeaders::new(Some("https://tiles.example/style.json"));
        let policy = open.policy.to_str().expect("plain");
        assert!(policy.contains("connect-src 'self' https://tiles.example;"));
        assert!(policy.contains("script-src 'self';"));
    }
}
