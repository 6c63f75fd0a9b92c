//! What comes in the address: query parameters and path segments, refused with a problem that names the parameter.
//!
//! The only place that uses axum's own `Query` and `Path`: theirs answer with bare English text.

use super::problem::Problem;
use axum::{
    extract::{FromRequestParts, path::ErrorKind, rejection::PathRejection},
    http::request::Parts,
};
use serde::de::DeserializeOwned;
use std::{ops::RangeInclusive, str::FromStr};

/// More values than that in one list is not a filter.
const LIST_VALUES: usize = 64;
/// Longer than any address this product writes; keeps parsing bounded.
const ADDRESS_BYTES: usize = 4_096;

/// The query string, read parameter by parameter.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if parts.uri.query().unwrap_or_default().len() > ADDRESS_BYTES {
            return Err(Problem::address_too_long());
        }
        #[expect(clippy::disallowed_types, reason = "this is where it is wrapped")]
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::bad_request("query", "problem.wrong.address"))?
            .0;
        let readable = |text: &str| !text.contains('\u{fffd}') && !text.chars().any(char::is_control);
        match pairs.iter().find(|(name, value)| !(readable(name) && readable(value))) {
            Some((name, _)) => Err(Problem::bad_request(
                &name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect::<String>(),
                "problem.wrong.text",
            )),
            None => Ok(Self { pairs }),
        }
    }
}

impl Query {
    /// Refuses a parameter that is not in `names` (or `lang`): an unknown filter silently ignored would lie.
    pub fn only(&self, names: &[&str]) -> Result<(), Problem> {
        let unknown = self.pairs.iter().find(|(name, _)| name != "lang" && !names.contains(&name.as_str()));
        match unknown {
            Some((name, _)) => {
                let name: String = name.chars().take(40).collect();
                Err(Problem::bad_request(&name, "problem.wrong.unknown").with("known", names.join(", ")))
            }
            None => Ok(()),
        }
    }

    fn values<'q>(&'q self, name: &str) -> impl Iterator<Item = &'q str> {
        let named = move |(of, _): &&(String, String)| of == name;
        self.pairs.iter().filter(named).map(|(_, value)| value.trim())
    }

    /// The one value of a parameter; an empty one counts as absent (forms send empty fields). Twice is refused.
    pub fn text(&self, name: &str, longest: usize) -> Result<Option<&str>, Problem> {
        let mut values = self.values(name).filter(|value| !value.is_empty());
        let Some(value) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(Problem::bad_request(name, "problem.wrong.twice"));
        }
        if value.chars().count() > longest {
            return Err(Problem::bad_request(name, "problem.wrong.long").with("most", longest));
        }
        Ok(Some(value))
    }

    /// All values of a list, repeated (`kind=a&kind=b`) or separated by commas (`kind=a,b`), in order, without repeats.
    pub fn list<T>(&self, name: &str) -> Result<Vec<T>, Problem>
    where
        T: FromStr + PartialEq,
    {
        let mut list = Vec::new();
        for value in self.values(name).flat_map(|value| value.split(',')).map(str::trim) {
            if value.is_empty() {
                continue;
            }
            let refused = || Problem::bad_request(name, "problem.wrong.value").with("value", shown(value));
            let value = value.parse().map_err(|_| refused())?;
            if !list.contains(&value) {
                list.push(value);
            }
            if list.len() > LIST_VALUES {
                return Err(Problem::bad_request(name, "problem.wrong.list").with("most", LIST_VALUES));
            }
        }
        Ok(list)
    }

    /// A whole number within bounds.
    pub fn number(&self, name: &str, bounds: RangeInclusive<u32>) -> Result<Option<u32>, Problem> {
        let Some(value) = self.text(name, 20)? else { return Ok(None) };
        match value.parse() {
            Ok(number) if bounds.contains(&number) => Ok(Some(number)),
            _ => Err(Problem::bad_request(name, "problem.wrong.number")
                .with("least", bounds.start())
                .with("most", bounds.end())),
        }
    }

    /// `lon,lat` in degrees (WGS 84).
    pub fn position(&self, name: &str) -> Result<Option<(f64, f64)>, Problem> {
        let Some(value) = self.text(name, 80)? else { return Ok(None) };
        match degrees::<2>(value) {
            Some([lon, lat]) if in_world(lon, lat) => Ok(Some((lon, lat))),
            _ => Err(Problem::bad_request(name, "problem.wrong.position")),
        }
    }

    /// `west,south,east,north` in degrees (WGS 84), west of east and south of north.
    pub fn bbox(&self, name: &str) -> Result<Option<[f64; 4]>, Problem> {
        let Some(value) = self.text(name, 120)? else { return Ok(None) };
        match degrees::<4>(value) {
            Some([w, s, e, n]) if in_world(w, s) && in_world(e, n) && w <= e && s <= n => {
                Ok(Some([w, s, e, n]))
            }
            _ => Err(Problem::bad_request(name, "problem.wrong.bbox")),
        }
    }
}

/// A refused value as it is quoted: not longer than what a sentence bears.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(40).collect()
}

fn degrees<const N: usize>(value: &str) -> Option<[f64; N]> {
    let mut numbers = [0.0; N];
    let mut parts = value.split(',');
    for number in &mut numbers {
        *number = parts.next()?.trim().parse().ok().filter(|n: &f64| n.is_finite())?;
    }
    parts.next().is_none().then_some(numbers)
}

fn in_world(lon: f64, lat: f64) -> bool {
    (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)
}

/// Path segments, as axum gives them, refused with a problem.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[expect(clippy::disallowed_types, reason = "this is where it is wrapped")]
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        match path {
            Ok(path) => Ok(Self(path.0)),
            Err(PathRejection::FailedToDeserializePathParams(failed)) => Err(match failed.kind() {
                ErrorKind::ParseErrorAtKey { key, .. } | ErrorKind::InvalidUtf8InPathParam { key } => {
                    Problem::bad_request(key, "problem.wrong.segment")
                }
                _ => Problem::not_found(),
            }),
            Err(other) => Err(Problem::internal(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    async fn read(query: &str) -> Result<Query, Problem> {
        let request = axum::http::Request::builder().uri(format!("/?{query}")).body(()).expect("a request");
        Query::from_request_parts(&mut request.into_parts().0, &()).await
    }

    fn query(pairs: &[(&str, &str)]) -> Query {
        Query { pairs: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
    }

    #[tokio::test]
    async fn the_address_is_read_or_refused() {
        let read_back = read("q=kin%C3%A9&kind=a&kind=b").await.expect("well formed");
        assert_eq!(read_back.text("q", 20), Ok(Some("kiné")));
        assert_eq!(read_back.list::<String>("kind").map(|list| list.join(" ")), Ok("a b".to_owned()));
        for refused in ["q=%FF", "q=a%00b", "q=%0a"] {
            assert!(read(refused).await.is_err(), "{refused}");
        }
        let long = format!("q={}", "a".repeat(5_000));
        assert_eq!(read(&long).await.expect_err("too long").status().as_u16(), 414);
    }

    #[test]
    fn lists_take_both_spellings_and_name_what_they_refuse() {
        let both = query(&[("n", "1,2"), ("n", "2"), ("n", ""), ("n", " 3 ")]);
        assert_eq!(both.list::<u8>("n"), Ok(vec![1, 2, 3]));
        assert!(query(&[("n", "1,x")]).list::<u8>("n").is_err());
        let long: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        assert!(query(&[("n", &long.join(","))]).list::<u8>("n").is_err());
        assert!(query(&[("kind", "a"), ("knid", "b")]).only(&["kind"]).is_err());
        assert!(query(&[("kind", "a"), ("lang", "en")]).only(&["kind"]).is_ok());
    }

    #[test]
    fn single_values_are_single() {
        assert!(query(&[("q", "a"), ("q", "b")]).text("q", 10).is_err());
        assert_eq!(query(&[("q", " "), ("q", "b")]).text("q", 10), Ok(Some("b")));
        assert!(query(&[("q", "éééé")]).text("q", 3).is_err());
        assert_eq!(query(&[("limit", "100")]).number("limit", 0..=100), Ok(Some(100)));
        for refused in ["101", "-1", "1e2", "dix"] {
            assert!(query(&[("limit", refused)]).number("limit", 0..=100).is_err(), "{refused}");
        }
    }

    #[test]
    fn positions_and_boxes_are_checked() {
        let position = |value| query(&[("near", value)]).position("near");
        assert_eq!(position("-61.02, 14.65"), Ok(Some((-61.02, 14.65))));
        for refused in ["-61.02", "a,b", "181,0", "0,91", "NaN,0", "1,2,3", "inf,0"] {
            assert!(position(refused).is_err(), "{refused}");
        }
        let bbox = |value| query(&[("bbox", value)]).bbox("bbox");
        assert_eq!(bbox("-61.25,14.38,-60.8,14.9"), Ok(Some([-61.25, 14.38, -60.8, 14.9])));
        for refused in ["-60,14,-61,15", "-61,15,-60,14", "1,2,3", "0,0,1,91", "-61,14,-60,NaN"] {
            assert!(bbox(refused).is_err(), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_readers(value in ".{0,80}") {
            let query = query(&[("x", &value)]);
            let _ = (query.bbox("x"), query.position("x"), query.number("x", 0..=9), query.list::<u8>("x"));
        }
    }
}
