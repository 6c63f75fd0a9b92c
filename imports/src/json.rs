//! Records of a large JSON document, one at a time: the elements of one top-level array. Everything else in the
//! document is skipped as it passes; the document is never held.

use crate::ImportError;
use crate::read::{Input, read_error};
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Calls `take` with the rank (from 1) and the value of each element of the array under `key`. Refused when the
/// document is not an object holding that array.
pub(crate) fn each_record(
    input: Input,
    key: &'static str,
    take: &mut dyn FnMut(u64, Value) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let file = input.name.clone();
    let mut json = serde_json::Deserializer::from_reader(input.into_reader());
    let mut failure = None;
    let mut found = false;
    let document = Document { key, take, failure: &mut failure, found: &mut found };
    let outcome = document.deserialize(&mut json).and_then(|()| json.end());
    match (failure, outcome) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(json_error(&file, error)),
        (None, Ok(())) if found => Ok(()),
        (None, Ok(())) => Err(ImportError::Columns {
            file,
            missing: vec![format!("le tableau « {key} »")],
            expected: vec![key.to_owned()],
        }),
    }
}

fn json_error(file: &str, error: serde_json::Error) -> ImportError {
    if error.is_eof() {
        return ImportError::Truncated { file: file.to_owned() };
    }
    if error.is_io() {
        return read_error(file, error.into());
    }
    if error.to_string().contains("unicode code point") {
        return ImportError::Encoding { file: file.to_owned(), line: error.line() as u64 };
    }
    // Its own words may quote what it read.
    ImportError::Json { file: file.to_owned(), line: error.line(), column: error.column() }
}

struct Document<'a> {
    key: &'static str,
    take: &'a mut dyn FnMut(u64, Value) -> Result<(), ImportError>,
    failure: &'a mut Option<ImportError>,
    found: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object holding the array {}", self.key)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == self.key && !*self.found {
                *self.found = true;
                map.next_value_seed(Elements { take: &mut *self.take, failure: &mut *self.failure })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Elements<'a> {
    take: &'a mut dyn FnMut(u64, Value) -> Result<(), ImportError>,
    failure: &'a mut Option<ImportError>,
}

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut rank = 0;
        while let Some(value) = elements.next_element::<Value>()? {
            rank += 1;
            if let Err(error) = (self.take)(rank, value) {
                *self.failure = Some(error);
                return Err(de::Error::custom("stopped by the reader"));
            }
        }
        Ok(())
    }
}

/// The scalar at a path of keys, cleaned: `None` for null, absent, empty or not a scalar.
pub(crate) fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    match at(value, path)? {
        Value::String(text) => crate::text::clean(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The elements of the array at a path of keys; none when there is no array there.
pub(crate) fn list_at<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    at(value, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn ranks(text: impl AsRef<[u8]>) -> Result<Vec<u64>, String> {
        let input = Input::new("f.json", Cursor::new(text.as_ref().to_vec())).map_err(|e| e.to_string())?;
        let mut ranks = Vec::new();
        let outcome = each_record(input, "pmej", &mut |rank, _| {
            ranks.push(rank);
            Ok(())
        });
        outcome.map(|()| ranks).map_err(|error| error.to_string())
    }

    #[test]
    fn records_come_one_by_one() {
        let text = r#"{"a":1,"gcc":[{"x":[1,{}]}],"pmej":[{},{"b":2}],"z":null}"#;
        assert_eq!(ranks(text), Ok(vec![1, 2]));
    }

    #[test]
    fn other_documents_are_refused() {
        for (text, expected) in [
            (r#"{"gcc":[]}"#, "il manque le tableau « pmej »"),
            (r#"{"pmej":[{},{"b""#, "tronqu"),
            (r#"{"pmej":{}}"#, "JSON lisible"),
            ("[1]", "JSON lisible"),
            ("id;nom\n", "JSON lisible"),
        ] {
            let refusal = ranks(text).expect_err(text);
            assert!(refusal.contains(expected), "{refusal}");
        }
        let latin = ranks(b"{\"pmej\":[\n{\"nom\":\"Caf\xe9\"}]}").expect_err("latin-1");
        assert!(latin.contains("ligne 2") && latin.contains("UTF-8"), "{latin}");
    }
}
