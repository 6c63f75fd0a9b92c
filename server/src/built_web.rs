//! The built web application, embedded: bytes, media types, and the stylesheet of the plain pages.
//!
//! Must not know any route or header: `routes::assets` answers, `routes::pages` links.

use crate::http::Encoding;
use crate::http::encoding::{Effort, is_compressible};
use axum::body::Bytes;
use rust_embed::{Embed, EmbeddedFile};
use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

#[derive(Embed)]
#[folder = "../web/dist"]
struct Dist;

/// One file of the build.
pub struct BuiltFile {
    bytes: Bytes,
    pub media_type: String,
    /// True when its name changes with its content.
    pub is_hashed: bool,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

/// Compressed once, at the first request for an encoding, then kept: the build never changes while we run.
static FILES: LazyLock<HashMap<String, BuiltFile>> = LazyLock::new(|| {
    let built = |path: Cow<'static, str>| {
        Dist::get(&path).map(|file| (path.to_string(), BuiltFile::new(&path, file)))
    };
    Dist::iter().filter_map(built).collect()
});

static STYLESHEET: LazyLock<Option<String>> = LazyLock::new(|| {
    let manifest: serde_json::Value = serde_json::from_slice(&find(".vite/manifest.json")?.bytes).ok()?;
    let file = manifest.get("src/styles/plain.css")?.get("file")?.as_str()?;
    Some(format!("/{file}"))
});

/// A file by its path in the build, `assets/index-Bx3.js`.
pub fn find(path: &str) -> Option<&'static BuiltFile> {
    FILES.get(path)
}

/// Address of the stylesheet of the plain pages; `None` while the web application is not built.
pub fn stylesheet() -> Option<&'static str> {
    STYLESHEET.as_deref()
}

impl BuiltFile {
    fn new(path: &str, file: EmbeddedFile) -> Self {
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Self {
            bytes,
            media_type: media_type(path, file.metadata.mimetype()),
            is_hashed: path.starts_with("assets/"),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The bytes in the best encoding the client takes, and that encoding.
    pub fn encoded(&self, accepted: Encoding) -> (Bytes, Encoding) {
        let kept = match accepted {
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
            Encoding::Identity => return (self.bytes.clone(), Encoding::Identity),
        };
        if !is_compressible(&self.media_type) {
            return (self.bytes.clone(), Encoding::Identity);
        }
        let encode = || Bytes::from(accepted.encode(&self.bytes, Effort::Once));
        (kept.get_or_init(encode).clone(), accepted)
    }
}

/// Text is UTF-8 and says so; module workers need a JavaScript type whatever their extension.
fn media_type(path: &str, guessed: &str) -> String {
    match path.rsplit('.').next() {
        Some("mjs" | "js") => "text/javascript; charset=utf-8".to_owned(),
        Some("webmanifest") => "application/manifest+json".to_owned(),
        _ if guessed.starts_with("text/") => format!("{guessed}; charset=utf-8"),
        _ => guessed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_scripts() {
        for (path, guessed, expected) in [
            ("assets/worker.mjs", "application/octet-stream", "text/javascript; charset=utf-8"),
            ("index.html", "text/html", "text/html; charset=utf-8"),
            ("assets/font.woff2", "font/woff2", "font/woff2"),
        ] {
            assert_eq!(media_type(path, guessed), expected);
        }
    }

    #[test]
    fn there_is_always_a_first_page() {
        let index = find("index.html").expect("the build script writes one when the web is not built");
        let (plain, _) = index.encoded(Encoding::Identity);
        let (small, encoding) = index.encoded(Encoding::Brotli);
        assert_eq!(encoding, Encoding::Brotli);
        assert!(!plain.is_empty() && !small.is_empty());
    }
}
