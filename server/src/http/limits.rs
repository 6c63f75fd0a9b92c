//! Bounds and identity of a request: its number, one log line, a time limit, a panic turned into a problem.
//!
//! The log keeps the route's template, never the address: a query or an id could name a person.

use super::problem::Problem;
use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    any::Any,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Largest body read from a request: forms and small documents.
pub const BODY_BYTES: usize = 64 * 1024;
/// Longest time to build an answer. Public reads take milliseconds; this catches what hangs.
pub const ANSWER_TIME: Duration = Duration::from_secs(20);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Number of a request: 16 hexadecimal digits, in the answer's header, its problem and the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// A random start per process, then one by one, mixed so that neighbours look unlike.
    fn next() -> Self {
        static START: LazyLock<u64> = LazyLock::new(|| {
            let mut bytes = [0; 8];
            getrandom::fill(&mut bytes).expect("the system gives random bytes");
            u64::from_le_bytes(bytes)
        });
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // An odd multiplier (golden ratio of 2^64) is a bijection: numbers stay unique within a process.
        let number = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(format!("{:016x}", START.wrapping_add(number)))
    }
}

/// Layer: gives the request its number and writes the one line of log.
pub async fn identify(mut request: Request, next: Next) -> Response {
    let id = RequestId::next();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(id.clone());

    let began = Instant::now();
    let mut response = next.run(request).await;
    let milliseconds = began.elapsed().as_millis();
    tracing::info!(id = id.0, %method, route, status = response.status().as_u16(), milliseconds, "answered");
    response.headers_mut().insert(REQUEST_ID, HeaderValue::from_str(&id.0).expect("hexadecimal digits"));
    response
}

/// Layer: an answer too long to come becomes a problem.
pub async fn hurry(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable().into_response(),
    }
}

/// A panic caught. Its text may quote what was being read, so nobody sees it: the hook of `telemetry` has logged where.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Problem::internal("panic").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique() {
        let mut numbers: Vec<String> = (0..1_000).map(|_| RequestId::next().0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 1_000);
        assert!(numbers.iter().all(|number| number.len() == 16));
    }
}
