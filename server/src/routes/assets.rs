//! The built web application: its first page, its hashed assets, the icon, what robots may read.

use crate::built_web::{self, BuiltFile};
use crate::http::{CachePolicy, Encoding, Problem};
use axum::{
    http::{
        HeaderMap, Uri,
        header::{CONTENT_ENCODING, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};

/// `GET /`: the map.
pub async fn show_map(headers: HeaderMap) -> Result<Response, Problem> {
    let index = built_web::find("index.html").ok_or_else(Problem::not_found)?;
    Ok(answer(index, &headers))
}

/// `GET /favicon.svg`: the icon, under the name that browsers and directories of sites guess.
pub async fn show_favicon(headers: HeaderMap) -> Result<Response, Problem> {
    let icon = built_web::find("icon.svg").ok_or_else(Problem::not_found)?;
    Ok(answer(icon, &headers))
}

/// Any other file of the build, by its own path; a problem for everything else. The router's fallback.
pub async fn show_asset(uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let path = uri.path().trim_start_matches('/');
    // `.vite/` is the build's own bookkeeping.
    let file = built_web::find(path).filter(|_| !path.starts_with('.')).ok_or_else(Problem::not_found)?;
    Ok(answer(file, &headers))
}

/// `GET /robots.txt`: pages may be read, answers made for machines need not be.
pub async fn show_robots() -> impl IntoResponse {
    (CachePolicy::Revalidate, "User-agent: *\nDisallow: /api/\nDisallow: /tiles/\n")
}

fn answer(file: &BuiltFile, headers: &HeaderMap) -> Response {
    let policy = if file.is_hashed { CachePolicy::Immutable } else { CachePolicy::Revalidate };
    let (bytes, encoding) = file.encoded(Encoding::accepted(headers));
    let mut response = (policy, [(CONTENT_TYPE, file.media_type.as_str())], bytes).into_response();
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}
