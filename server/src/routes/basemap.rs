//! `GET /basemap.pmtiles`: the optional basemap archive, byte ranges included. Read from disk, never into memory whole.

use crate::config::Basemap;
use crate::http::{CachePolicy, Problem};
use crate::state::AppState;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::io::SeekFrom;
use std::ops::Range;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.pmtiles");
/// One read of the archive.
const CHUNK_BYTES: usize = 64 * 1024;

/// 404 without an archive, 206 for a range, 400 for one outside the file.
pub async fn archive(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(Basemap::Archive(path)) = &state.basemap else { return Err(Problem::not_found()) };
    let mut file = File::open(path).await.map_err(|_| Problem::unavailable())?;
    let size = file.metadata().await.map_err(|_| Problem::unavailable())?.len();
    let asked = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let (status, part) = match asked.map(|text| range(text, size)) {
        None | Some(Asked::Unread) => (StatusCode::OK, 0..size),
        Some(Asked::Part(part)) => (StatusCode::PARTIAL_CONTENT, part),
        Some(Asked::Outside) => {
            return Err(Problem::bad_request("range", "problem.wrong.range").with("size", size));
        }
    };
    file.seek(SeekFrom::Start(part.start)).await.map_err(|_| Problem::unavailable())?;
    let length = part.end - part.start;
    let common = [(CONTENT_TYPE, MEDIA_TYPE), (ACCEPT_RANGES, HeaderValue::from_static("bytes"))];
    let body = Body::from_stream(chunks(file, length));
    let mut response = (status, CachePolicy::Revalidate, common, body).into_response();
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    if status == StatusCode::PARTIAL_CONTENT {
        let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        let said = HeaderValue::try_from(said).expect("numbers and ASCII punctuation");
        response.headers_mut().insert(CONTENT_RANGE, said);
    }
    Ok(response)
}

fn chunks(file: File, length: u64) -> impl futures::Stream<Item = std::io::Result<Vec<u8>>> {
    futures::stream::try_unfold((file, length), |(mut file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let size = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        let mut chunk = vec![0; size];
        file.read_exact(&mut chunk).await?;
        Ok(Some((chunk, (file, left - size as u64))))
    })
}

/// What a `Range` header asks of a file.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// Several parts, or another unit: the whole file is a lawful answer (RFC 9110 §14.2).
    Unread,
    Part(Range<u64>),
    Outside,
}

fn range(text: &str, size: u64) -> Asked {
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|part| part.trim().split_once('-')) else {
        return Asked::Unread;
    };
    let part = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), _) if last.is_empty() => first..size,
        (_, Ok(last)) if first.is_empty() => size.saturating_sub(last)..size,
        _ => return Asked::Unread,
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Outside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_or_let_go() {
        for (text, expected) in [
            ("bytes=0-99", Asked::Part(0..100)),
            ("bytes=100-", Asked::Part(100..1000)),
            ("bytes=-10", Asked::Part(990..1000)),
            ("bytes=990-2000", Asked::Part(990..1000)),
            ("bytes=1000-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=5-1", Asked::Unread),
            ("bytes=0-1,5-6", Asked::Unread),
            ("lines=0-1", Asked::Unread),
        ] {
            assert_eq!(range(text, 1000), expected, "{text}");
        }
    }
}
