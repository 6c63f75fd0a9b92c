//! `Problem` (RFC 9457): the only error a handler returns, and the only file that holds error status codes.
//!
//! Two texts always: the client's, here, in plain words; the log's, written once where the problem is made.
//! A problem never carries SQL, a file path, or anything about a person.

use crate::text::{self, Lang};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use carbet_search::SearchError;
use serde_json::{Map, Value};
use std::fmt;

/// What went wrong, as a closed list: the stable half of `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    BadRequest,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    AddressTooLong,
    UnsupportedMedia,
    Unavailable,
    Internal,
}

impl Cause {
    /// Every cause, its status and the last word of its `type`.
    const ALL: [(Self, StatusCode, &'static str); 8] = [
        (Self::BadRequest, StatusCode::BAD_REQUEST, "bad-request"),
        (Self::NotFound, StatusCode::NOT_FOUND, "not-found"),
        (Self::MethodNotAllowed, StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
        (Self::TooLarge, StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        (Self::AddressTooLong, StatusCode::URI_TOO_LONG, "address-too-long"),
        (Self::UnsupportedMedia, StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media"),
        (Self::Unavailable, StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        (Self::Internal, StatusCode::INTERNAL_SERVER_ERROR, "internal"),
    ];

    fn row(self) -> (StatusCode, &'static str) {
        let (_, status, slug) =
            Self::ALL.into_iter().find(|(cause, ..)| *cause == self).expect("every cause is listed");
        (status, slug)
    }
}

/// An error on its way to a person or a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    cause: Cause,
    parameter: Option<String>,
    detail: Option<Detail>,
}

/// A sentence of the catalogue and what fills it: said in the reader's language, once it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Detail {
    key: String,
    values: Vec<(&'static str, String)>,
}

impl Problem {
    fn new(cause: Cause) -> Self {
        Self { cause, parameter: None, detail: None }
    }

    /// 400: this parameter cannot be read. The catalogue's sentence says what is expected, with an example.
    pub fn bad_request(parameter: &str, key: &str) -> Self {
        Self {
            parameter: Some(parameter.to_owned()),
            detail: Some(Detail { key: key.to_owned(), values: Vec::new() }),
            ..Self::new(Cause::BadRequest)
        }
    }

    /// The same, where the sentence has `{name}`.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if let Some(detail) = &mut self.detail {
            detail.values.push((name, value.to_string()));
        }
        self
    }

    /// 404: no such thing, or no longer. Says nothing about which: an opposed person is simply absent.
    pub fn not_found() -> Self {
        Self::new(Cause::NotFound)
    }

    /// 414: an address longer than any of ours.
    pub fn address_too_long() -> Self {
        Self::new(Cause::AddressTooLong)
    }

    /// 503: not now (database away for a write, first snapshot not built yet, answer too slow).
    pub fn unavailable() -> Self {
        Self::new(Cause::Unavailable)
    }

    /// 500: our fault. The reason goes to the log, once, here; the client sees none of it.
    pub fn internal(reason: impl fmt::Display) -> Self {
        tracing::error!(%reason, "internal error");
        Self::new(Cause::Internal)
    }

    /// The problem behind a bare error status made by a layer; `None` when the status is not an error.
    pub fn from_status(status: StatusCode) -> Option<Self> {
        if !(status.is_client_error() || status.is_server_error()) {
            return None;
        }
        let known = Cause::ALL.into_iter().find(|(_, of, _)| *of == status).map(|(cause, ..)| cause);
        let nearest = if status.is_client_error() { Cause::BadRequest } else { Cause::Internal };
        Some(Self::new(known.unwrap_or(nearest)))
    }

    pub fn status(&self) -> StatusCode {
        self.cause.row().0
    }

    /// `not-found`: the last word of `type`, and of the catalogue's keys.
    pub fn slug(&self) -> &'static str {
        self.cause.row().1
    }

    /// A few words, the same for every problem of this type.
    pub fn title(&self, lang: Lang) -> &'static str {
        text::t(lang, &format!("problem.{}.title", self.slug()))
    }

    /// One or two sentences for the reader.
    pub fn detail(&self, lang: Lang) -> String {
        match &self.detail {
            Some(Detail { key, values }) => {
                let values: Vec<(&str, &str)> =
                    values.iter().map(|(name, it)| (*name, it.as_str())).collect();
                text::fill(lang, key, &values)
            }
            None => text::t(lang, &format!("problem.{}.detail", self.slug())).to_owned(),
        }
    }

    /// The problem document.
    pub fn document(&self, lang: Lang, request_id: Option<&str>) -> Response {
        let mut fields = Map::new();
        let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
        set("type", format!("/problems/{}", self.slug()).into());
        set("title", self.title(lang).into());
        set("status", self.status().as_u16().into());
        set("detail", self.detail(lang).into());
        if let Some(parameter) = &self.parameter {
            set("parameter", parameter.as_str().into());
        }
        if let Some(id) = request_id {
            set("request_id", id.into());
        }
        let mut response = (self.status(), Json(Value::Object(fields))).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

/// What a search refuses, with the sentence for its reader.
impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        let key = match &error {
            SearchError::Cursor(_) => "problem.wrong.cursor",
            SearchError::Near => "problem.wrong.position",
            SearchError::Bbox => "problem.wrong.bbox",
        };
        Self::bad_request(error.parameter(), key)
    }
}

/// The document without its request id, and the problem itself for `layers` to render in the reader's language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.document(Lang::Fr, None);
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_have_one_status_and_both_languages() {
        for (at, (cause, status, slug)) in Cause::ALL.into_iter().enumerate() {
            assert!(Cause::ALL.iter().skip(at + 1).all(|(_, s, w)| *s != status && *w != slug));
            let problem = Problem::new(cause);
            for lang in [Lang::Fr, Lang::En] {
                assert!(!problem.title(lang).starts_with("problem."), "{slug} has a title");
                assert!(!problem.detail(lang).starts_with("problem."), "{slug} has a detail");
            }
        }
    }

    #[test]
    fn statuses_become_problems() {
        let slug = |status| Problem::from_status(status).map(|problem| problem.slug());
        assert_eq!(slug(StatusCode::OK), None);
        assert_eq!(slug(StatusCode::METHOD_NOT_ALLOWED), Some("method-not-allowed"));
        assert_eq!(slug(StatusCode::IM_A_TEAPOT), Some("bad-request"));
        assert_eq!(slug(StatusCode::BAD_GATEWAY), Some("internal"));
    }

    #[tokio::test]
    async fn the_document_names_the_parameter_and_hides_the_reason() {
        let problem =
            Problem::bad_request("limit", "problem.wrong.number").with("least", 0).with("most", 100);
        assert_eq!(problem.detail(Lang::Fr), "Il faut un nombre entier de 0 à 100.");
        assert_eq!(problem.detail(Lang::En), "A whole number from 0 to 100 is needed.");
        let refused = problem.document(Lang::Fr, Some("a1"));
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        let body = axum::body::to_bytes(refused.into_body(), 10_000).await.expect("in memory");
        let body: Value = serde_json::from_slice(&body).expect("json");
        assert_eq!(body["type"], "/problems/bad-request");
        assert_eq!(body["parameter"], "limit");
        assert_eq!(body["request_id"], "a1");

        let broken = Problem::internal("select * from secrets").into_response();
        let body = axum::body::to_bytes(broken.into_body(), 10_000).await.expect("in memory");
        assert!(!String::from_utf8_lossy(&body).contains("select"));
    }
}
