//! The order of the layers around every route, written once.
//!
//! Problems are rendered here, where the reader's language, the request's number and the path are known: a problem
//! document under `/api` and the machine routes, a page elsewhere.

use super::{
    caching,
    headers::{self, SecurityHeaders},
    language, limits,
    limits::RequestId,
    problem::Problem,
};
use crate::text::Lang;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::header::ALLOW,
    middleware::{Next, from_fn, from_fn_with_state},
    response::{Html, IntoResponse, Response},
};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Writes the page of a problem, given the request's number. Must not fail: it is what is shown when something did.
pub type ProblemPage = Arc<dyn Fn(&Problem, Lang, &str) -> String + Send + Sync>;

/// What the layers need to know of the product.
#[derive(Clone)]
pub struct Layers {
    pub headers: SecurityHeaders,
    pub problem_page: ProblemPage,
}

/// The router with every layer, outermost last: number and log, security headers, cache and compression, problems,
/// time limit, panics, body size.
pub fn layers(router: Router, layers: Layers) -> Router {
    router
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
        .layer(CatchPanicLayer::custom(limits::panicked))
        .layer(from_fn(limits::hurry))
        .layer(from_fn_with_state(layers.problem_page, answer_problems))
        .layer(from_fn(caching::finish))
        .layer(from_fn_with_state(layers.headers, headers::secure))
        .layer(from_fn(limits::identify))
}

/// Layer: every error status leaves as one of our problems, whoever made it.
async fn answer_problems(State(page): State<ProblemPage>, request: Request, next: Next) -> Response {
    let lang = language::of(request.uri(), request.headers());
    let for_machines = is_for_machines(request.uri().path());
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();

    let mut response = next.run(request).await;
    let made = response.extensions_mut().remove::<Problem>();
    let Some(problem) = made.or_else(|| Problem::from_status(response.status())) else {
        return response;
    };
    let mut out = if for_machines {
        problem.document(lang, Some(&id))
    } else {
        (problem.status(), Html(page(&problem, lang, &id))).into_response()
    };
    if let Some(allowed) = response.headers_mut().remove(ALLOW) {
        out.headers_mut().insert(ALLOW, allowed);
    }
    out
}

/// Paths that scripts read: their errors are documents.
fn is_for_machines(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    matches!(first, "api" | "tiles" | "tiles.json" | "healthz" | "readyz" | "metrics" | "openapi.json")
        || first.ends_with(".pmtiles")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::CachePolicy;
    use axum::{body::Body, http::StatusCode, routing::get};
    use tower::ServiceExt;

    async fn panics() -> &'static str {
        panic!("a secret")
    }

    async fn ask(path: &str, language: &str) -> (StatusCode, Response, String) {
        let page: ProblemPage = Arc::new(|problem, lang, id| format!("<h1>{}</h1>{id}", problem.title(lang)));
        let router = Router::new()
            .route("/api/fine", get(|| async { (CachePolicy::Revalidate, "fine") }))
            .route("/api/panics", get(panics))
            .route("/api/bare", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
            .route("/page", get(|| async { Problem::address_too_long() }))
            .fallback(|| async { Problem::not_found() });
        let app = layers(router, Layers { headers: SecurityHeaders::new(None), problem_page: page });
        let request = Request::builder().uri(path).header("accept-language", language);
        let response =
            app.oneshot(request.body(Body::empty()).expect("a request")).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 100_000).await.expect("in memory");
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        (parts.status, Response::from_parts(parts, Body::empty()), text)
    }

    #[tokio::test]
    async fn machines_get_documents_and_people_get_pages() {
        for (path, status, slug) in [
            ("/api/nothing", 404, "not-found"),
            ("/tiles/nothing", 404, "not-found"),
            ("/api/panics", 500, "internal"),
            ("/api/bare", 503, "unavailable"),
        ] {
            let (got, response, body) = ask(path, "fr").await;
            assert_eq!(got.as_u16(), status, "{path}");
            assert_eq!(response.headers()["content-type"], "application/problem+json");
            assert_eq!(response.headers()["cache-control"], "no-store");
            let id = response.headers()["x-request-id"].to_str().expect("plain");
            assert!(body.contains(&format!("/problems/{slug}")) && body.contains(id), "{path}: {body}");
            assert!(!body.contains("secret"));
        }
        for path in ["/page", "/nothing"] {
            let (_, response, body) = ask(path, "fr").await;
            assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
            assert!(body.starts_with("<h1>"), "{path}");
        }
    }

    #[tokio::test]
    async fn titles_follow_the_reader() {
        let (_, _, french) = ask("/api/nothing", "fr").await;
        let (_, _, english) = ask("/api/nothing", "en").await;
        assert_ne!(french, english);
    }

    #[tokio::test]
    async fn every_answer_is_secured() {
        for path in ["/api/fine", "/nothing", "/api/panics"] {
            let (_, response, _) = ask(path, "fr").await;
            for name in
                ["content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"]
            {
                assert!(response.headers().contains_key(name), "{path} {name}");
            }
        }
    }
}
