//! `/tiles/{layer}/{z}/{x}/{y}.mvt` and `/tiles.json`: slices of the snapshot's atlas, from the cache.
//!
//! Tiles carry counts and kinds, never a name. An empty tile is 204; an old revision is sent to the current one.

use crate::http::encoding::{Effort, Encoding};
use crate::http::{CachePolicy, Path, Problem, Query, Validator, filters};
use crate::snapshot::tile_cache::{Layer, Packing};
use crate::state::AppState;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use carbet_tiles::{MAX_ZOOM, TileCoord, TileJson, TilesError, tilejson};

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.mapbox-vector-tile");

/// `GET /tiles/{layer}/{z}/{x}/{file}`.
pub async fn tile(
    State(state): State<AppState>,
    Path((layer, z, x, file)): Path<(String, String, String, String)>,
    RawQuery(raw): RawQuery,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if !matches!(layer.as_str(), "places" | "territories") {
        return Err(Problem::not_found());
    }
    let at = TileCoord::parse(&z, &x, &file).map_err(|error| refused(&error))?;
    let snapshot = state.snapshot();
    let asked = query.text("r", 40)?;
    if asked.is_some_and(|revision| revision != snapshot.tiles_revision) {
        return Ok(moved(&layer, at, raw.as_deref().unwrap_or_default(), &snapshot.tiles_revision));
    }
    let words = if layer == "places" {
        query.only(&[&filters::NAMES[..], &["r"]].concat())?;
        filters::read(&query)?
    } else {
        query.only(&["r"])?;
        Default::default()
    };
    let drawn = match layer.as_str() {
        "places" => Layer::Places(snapshot.vocabulary.filter(&words)),
        _ => Layer::Territories,
    };
    // With its revision the address is that of one content for ever; without, it must be asked again.
    let policy = if asked.is_some() { CachePolicy::Immutable } else { CachePolicy::Revalidate };
    let encoding = Encoding::accepted(&headers);
    let spelled = match &drawn {
        Layer::Places(filter) => filter.to_string(),
        Layer::Territories => String::new(),
    };
    let Some(bytes) = state.tiles.get(&snapshot, drawn, at, packing(encoding)).await else {
        return Ok((StatusCode::NO_CONTENT, policy, ()).into_response());
    };
    let tag =
        format!("{}-{layer}-{}-{}-{}-{}", snapshot.tiles_revision, at.z(), at.x(), at.y(), digest(&spelled));
    let mut response = (policy, Validator::new(&tag), [(CONTENT_TYPE, MEDIA_TYPE)], bytes).into_response();
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    Ok(response)
}

/// `GET /tiles.json?layer=places|territories`: `places` when nothing is said. Addresses are whole, for the map programs
/// that read this document from elsewhere.
pub async fn tilejson(
    State(state): State<AppState>,
    query: Query,
    headers: HeaderMap,
) -> Result<(CachePolicy, Json<TileJson>), Problem> {
    query.only(&["layer"])?;
    let snapshot = state.snapshot();
    let (layer, contents) = match query.text("layer", 20)? {
        None | Some("places") => ("places", tilejson::places_layers()),
        Some("territories") => ("territories", tilejson::territory_layers()),
        Some(_) => return Err(Problem::bad_request("layer", "problem.wrong.layer")),
    };
    let origin = origin(&headers);
    let template = format!("{origin}/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt?r={}", snapshot.tiles_revision);
    let document = TileJson::new("Carbet", vec![template], snapshot.bounds(), contents);
    Ok((CachePolicy::NoStore, Json(document)))
}

/// `http://host[:port]` as the client wrote it; empty when it wrote none, or something else than a host. `https` when the
/// proxy in front says so. It only ends up in the answer to who sent it, and is never stored: see the policy.
fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text("host").filter(|host| is_host(host)) else { return String::new() };
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// A name or an address, and a port if need be: nothing that could leave the host's part of an address.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !text.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let inside = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_name = match inside {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.len() <= 253 && name.chars().all(plain),
    };
    is_name && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

fn packing(encoding: Encoding) -> Packing {
    match encoding {
        Encoding::Identity => Packing { name: "", pack: None },
        Encoding::Gzip => {
            Packing { name: "gzip", pack: Some(|bytes| Encoding::Gzip.encode(bytes, Effort::Once)) }
        }
        Encoding::Brotli => {
            Packing { name: "br", pack: Some(|bytes| Encoding::Brotli.encode(bytes, Effort::Once)) }
        }
    }
}

/// The same tile at the current revision; the other parameters are kept as they were written.
fn moved(layer: &str, at: TileCoord, raw: &str, tiles_revision: &str) -> Response {
    let kept = raw.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("r="));
    let query: Vec<&str> = kept.collect();
    let joint = if query.is_empty() { "" } else { "&" };
    let (z, x, y) = (at.z(), at.x(), at.y());
    let address = format!("/tiles/{layer}/{z}/{x}/{y}.mvt?{}{joint}r={tiles_revision}", query.join("&"));
    match HeaderValue::try_from(address) {
        Ok(address) => {
            (StatusCode::TEMPORARY_REDIRECT, CachePolicy::NoStore, [(LOCATION, address)]).into_response()
        }
        Err(_) => Problem::bad_request("query", "problem.wrong.address").into_response(),
    }
}

fn refused(error: &TilesError) -> Problem {
    let refuse = |key| Problem::bad_request(error.parameter().unwrap_or("z"), key);
    match error {
        TilesError::Malformed { parameter: "y", .. } => refuse("problem.wrong.tile.row"),
        TilesError::Malformed { .. } => refuse("problem.wrong.tile.whole"),
        TilesError::TooDeep { .. } => refuse("problem.wrong.tile.zoom").with("most", MAX_ZOOM),
        TilesError::OutsideGrid { max, .. } => refuse("problem.wrong.tile.outside").with("most", max),
        TilesError::Position { .. } => refuse("problem.wrong.tile.none"),
    }
}

/// A filter's spelling, short enough for a tag.
fn digest(spelled: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(spelled.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_host_becomes_an_origin() {
        let asked = |host: &str, proto: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert("host", host.parse().expect("a header"));
            proto.map(|proto| headers.insert("x-forwarded-proto", HeaderValue::from_static(proto)));
            origin(&headers)
        };
        assert_eq!(asked("carbet.example", None), "http://carbet.example");
        assert_eq!(asked("127.0.0.1:8080", None), "http://127.0.0.1:8080");
        assert_eq!(asked("[::1]:8080", None), "http://[::1]:8080");
        assert_eq!(asked("carbet.example", Some("https")), "https://carbet.example");
        assert_eq!(asked("carbet.example", Some("javascript")), "http://carbet.example");
        for refused in ["", "a/b", "a b", "a@b", "a:b", "a:99999", "a?b", "[::x]", "é"] {
            assert!(!is_host(refused), "{refused}");
        }
    }
}
