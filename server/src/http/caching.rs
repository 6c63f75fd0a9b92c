//! `CachePolicy`: the only writer of `Cache-Control`, `ETag` and `Vary`, and the only place that answers 304.
//!
//! A handler declares a policy; `finish` turns it into headers. An answer without one is never stored, and the log says so.

use super::encoding::{Effort, Encoding, is_compressible};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    middleware::Next,
    response::{IntoResponseParts, Response, ResponseParts},
};
use sha2::{Digest, Sha256};
use std::convert::Infallible;

/// Bodies above this are streamed through untouched: nothing we build in memory comes near.
const BUFFERED_BYTES: u64 = 16 * 1024 * 1024;
/// Below this, compression costs more than it saves (one network packet).
const COMPRESSED_FROM_BYTES: usize = 1_024;

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// Never stored: errors, what belongs to one person, what a position was used for.
    NoStore,
    /// Stored, asked again each time: 304 while nothing changed. Pages, cards, lists, the frame.
    Revalidate,
    /// Kept for ever: the address changes with the content (hashed assets, tiles with their revision).
    Immutable,
}

impl CachePolicy {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::NoStore => "no-store",
            Self::Revalidate => "no-cache",
            Self::Immutable => "public, max-age=31536000, immutable",
        })
    }
}

impl IntoResponseParts for CachePolicy {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// What the content is, when the handler knows it cheaper than by hashing the bytes (a revision and a filter).
/// The encoding is added by `finish`.
#[derive(Debug, Clone)]
pub struct Validator(String);

impl Validator {
    /// Letters, digits, `.`, `_` and `-` are kept, the rest dropped: the tag is a quoted header value.
    pub fn new(tag: &str) -> Self {
        Self(tag.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')).collect())
    }
}

impl IntoResponseParts for Validator {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// Layer: writes the cache headers, answers 304, compresses what is worth it.
pub async fn finish(request: Request, next: Next) -> Response {
    let known = request.headers().get(IF_NONE_MATCH).cloned();
    let accepted = Encoding::accepted(request.headers());
    let mut response = next.run(request).await;

    let declared = response.extensions_mut().remove::<CachePolicy>();
    if declared.is_none() && response.status().is_success() {
        tracing::error!("an answer declares no cache policy");
    }
    let policy = declared.unwrap_or(CachePolicy::NoStore);
    response.headers_mut().insert(CACHE_CONTROL, policy.header());
    if let Some(vary) = vary(response.headers()) {
        response.headers_mut().insert(VARY, vary);
    }
    // Without an exact length the body is a stream: it goes through as it is.
    match response.body().size_hint().exact() {
        Some(length) if length <= BUFFERED_BYTES => settle(response, policy, accepted, known).await,
        _ => response,
    }
}

/// Tag, 304 and compression of an answer whose bytes are all here.
async fn settle(
    response: Response,
    policy: CachePolicy,
    accepted: Encoding,
    known: Option<HeaderValue>,
) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body of known length is in memory");
    let encoding = encoding_for(&parts.headers, &bytes, accepted);

    if policy != CachePolicy::NoStore && parts.status == StatusCode::OK {
        let tag = match parts.extensions.remove::<Validator>() {
            Some(Validator(tag)) => tag,
            None => hash(&bytes),
        };
        let suffix = already(&parts.headers).unwrap_or(encoding).suffix();
        let tag = format!("\"{tag}{suffix}\"");
        let matches = known.as_ref().is_some_and(|known| is_known(known, &tag));
        parts.headers.insert(ETAG, tag.parse().expect("hashes and validators are plain ASCII"));
        if matches {
            parts.status = StatusCode::NOT_MODIFIED;
            parts.headers.remove(CONTENT_TYPE);
            parts.headers.remove(CONTENT_LENGTH);
            parts.headers.remove(CONTENT_ENCODING);
            return Response::from_parts(parts, Body::empty());
        }
    }
    let Some(name) = encoding.header() else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    parts.headers.insert(CONTENT_ENCODING, name);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(encoding.encode(&bytes, Effort::EachTime)))
}

fn encoding_for(headers: &HeaderMap, bytes: &Bytes, accepted: Encoding) -> Encoding {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let worth_it = bytes.len() >= COMPRESSED_FROM_BYTES && is_compressible(media_type);
    if worth_it && !headers.contains_key(CONTENT_ENCODING) { accepted } else { Encoding::Identity }
}

/// The encoding a handler has already applied.
fn already(headers: &HeaderMap) -> Option<Encoding> {
    match headers.get(CONTENT_ENCODING)?.as_bytes() {
        b"br" => Some(Encoding::Brotli),
        b"gzip" => Some(Encoding::Gzip),
        _ => None,
    }
}

/// Texts for people depend on the language, everything compressible on the encoding.
fn vary(headers: &HeaderMap) -> Option<HeaderValue> {
    let media_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let for_people =
        media_type.starts_with("text/html") || media_type.starts_with("application/problem+json");
    if for_people {
        return Some(HeaderValue::from_static("Accept-Encoding, Accept-Language"));
    }
    is_compressible(media_type).then(|| HeaderValue::from_static("Accept-Encoding"))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Weak comparison (RFC 9110 §13.1.2): `W/` does not count, `*` knows everything.
fn is_known(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, http::Method, response::IntoResponse, routing::get};
    use tower::ServiceExt;

    fn app() -> Router {
        let long = || async { (CachePolicy::Revalidate, "x".repeat(4_000)) };
        let tagged = || async { (CachePolicy::Immutable, Validator::new("r12 \"a\""), "tile") };
        Router::new()
            .route("/long", get(long))
            .route("/tagged", get(tagged))
            .route("/silent", get(|| async { "nothing declared" }))
            .route("/broken", get(|| async { (StatusCode::NOT_FOUND, CachePolicy::Revalidate, "no") }))
            .layer(axum::middleware::from_fn(finish))
    }

    async fn ask(method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        app().oneshot(request).await.into_response()
    }

    fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
        response.headers().get(name).and_then(|value| value.to_str().ok())
    }

    #[tokio::test]
    async fn policies_become_headers() {
        for (path, control) in [
            ("/long", "no-cache"),
            ("/tagged", "public, max-age=31536000, immutable"),
            ("/silent", "no-store"),
        ] {
            assert_eq!(header(&ask(Method::GET, path, &[]).await, "cache-control"), Some(control));
        }
        assert_eq!(header(&ask(Method::GET, "/tagged", &[]).await, "etag"), Some("\"r12a\""));
        assert_eq!(header(&ask(Method::GET, "/silent", &[]).await, "etag"), None);
        assert_eq!(header(&ask(Method::GET, "/broken", &[]).await, "etag"), None);
    }

    #[tokio::test]
    async fn what_the_client_has_is_not_sent_again() {
        let first = ask(Method::GET, "/long", &[]).await;
        let tag = header(&first, "etag").expect("tagged").to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"old\", {tag}"), "*".to_owned()] {
            let again = ask(Method::GET, "/long", &[("if-none-match", &known)]).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(header(&again, "etag"), Some(tag.as_str()));
        }
        let changed = ask(Method::GET, "/long", &[("if-none-match", "\"old\"")]).await;
        assert_eq!(changed.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn each_encoding_has_its_tag() {
        let plain = ask(Method::GET, "/long", &[]).await;
        let brotli = ask(Method::GET, "/long", &[("accept-encoding", "br, gzip")]).await;
        assert_eq!(header(&brotli, "content-encoding"), Some("br"));
        assert_eq!(header(&brotli, "vary"), Some("Accept-Encoding"));
        assert_ne!(header(&plain, "etag"), header(&brotli, "etag"));
        let small = ask(Method::GET, "/tagged", &[("accept-encoding", "br")]).await;
        assert_eq!(header(&small, "content-encoding"), None);
    }

    #[tokio::test]
    async fn head_says_what_get_says() {
        let get = ask(Method::GET, "/long", &[]).await;
        let head = ask(Method::HEAD, "/long", &[]).await;
        assert_eq!(header(&head, "etag"), header(&get, "etag"));
        assert_eq!(header(&head, "content-length"), Some("4000"));
        assert!(axum::body::to_bytes(head.into_body(), 10).await.expect("in memory").is_empty());
    }
}
