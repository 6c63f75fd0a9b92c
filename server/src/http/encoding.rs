//! Compression of answers: what the client accepts, and the bytes. One place, so that tiles, assets and documents
//! agree on the order of preference and on the names in entity tags.

use axum::http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};
use std::io::Write;

/// Encoding of a body on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

/// How long compression may take: once and kept, or at every answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Kept afterwards: brotli 9, gzip 9.
    Once,
    /// Answered and dropped: brotli 4, gzip 5.
    EachTime,
}

impl Encoding {
    /// The smallest of our encodings that the client takes.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let mut best = (0.0, Self::Identity);
        let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        for item in lists.flat_map(|list| list.split(',')) {
            let mut parts = item.split(';').map(str::trim);
            let encoding = match parts.next() {
                Some("br" | "*") => Self::Brotli,
                Some("gzip") => Self::Gzip,
                _ => continue,
            };
            let weight: f32 =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if weight > best.0 || (weight == best.0 && weight > 0.0 && encoding == Self::Brotli) {
                best = (weight, encoding);
            }
        }
        best.1
    }

    /// Value of `Content-Encoding`, none for identity.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }

    /// Ends the entity tag: one tag per encoding of the same thing.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
        }
    }

    /// The encoded bytes.
    pub fn encode(self, bytes: &[u8], effort: Effort) -> Vec<u8> {
        match self {
            Self::Identity => bytes.to_vec(),
            Self::Gzip => {
                let level = if effort == Effort::Once { 9 } else { 5 };
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
                writer.write_all(bytes).expect("writing to memory does not fail");
                writer.finish().expect("writing to memory does not fail")
            }
            Self::Brotli => {
                let quality = if effort == Effort::Once { 9 } else { 4 };
                let mut out = Vec::new();
                // 4 KiB of buffer, a window of 2^22 bytes: the values of the format's reference tool.
                let mut writer = brotli::CompressorWriter::new(&mut out, 4096, quality, 22);
                writer.write_all(bytes).expect("writing to memory does not fail");
                drop(writer);
                out
            }
        }
    }
}

/// True for media types that compression makes smaller.
pub fn is_compressible(media_type: &str) -> bool {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    bare.starts_with("text/")
        || bare.ends_with("json")
        || bare.ends_with("xml")
        || matches!(bare, "application/javascript" | "image/svg+xml" | "application/vnd.mapbox-vector-tile")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_client_decides() {
        for (accepted, expected) in [
            ("", Encoding::Identity),
            ("gzip, deflate, br", Encoding::Brotli),
            ("gzip, deflate", Encoding::Gzip),
            ("br;q=0, gzip", Encoding::Gzip),
            ("br;q=0.2, gzip;q=0.8", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("br;q=x", Encoding::Identity),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, accepted.parse().expect("a header"));
            assert_eq!(Encoding::accepted(&headers), expected, "{accepted}");
        }
    }

    #[test]
    fn what_is_encoded_comes_back() {
        let text = "carbet ".repeat(500);
        for effort in [Effort::Once, Effort::EachTime] {
            let mut back = String::new();
            let gzip = Encoding::Gzip.encode(text.as_bytes(), effort);
            flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut back).expect("gzip");
            assert_eq!(back, text);
            back.clear();
            let brotli = Encoding::Brotli.encode(text.as_bytes(), effort);
            brotli::Decompressor::new(brotli.as_slice(), 4096).read_to_string(&mut back).expect("brotli");
            assert_eq!(back, text);
        }
    }
}
