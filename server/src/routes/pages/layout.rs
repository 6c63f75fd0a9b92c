//! What surrounds every page: language, title, notices, navigation, drawings.

use super::address::Address;
use super::marks::{self, Markup};
use super::wording;
use crate::built_web;
use crate::http::language;
use crate::snapshot::{DatabaseState, Nature, Snapshot};
use crate::state::AppState;
use crate::text::{self, Lang};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{convert::Infallible, sync::Arc};

/// Who reads: the language, whether the address chose it, and the address itself.
#[derive(Debug, Clone)]
pub struct Reader {
    pub lang: Lang,
    pub asked: Option<Lang>,
    /// Path and query.
    address: String,
}

impl Reader {
    /// A reader of a page made without a request (the page of a problem).
    pub fn of(lang: Lang) -> Self {
        Self { lang, asked: None, address: "/annuaire".to_owned() }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let address = parts.uri.path_and_query().map_or("/", |both| both.as_str()).to_owned();
        Ok(Self {
            lang: language::of(&parts.uri, &parts.headers),
            asked: language::asked(parts.uri.query().unwrap_or_default()),
            address,
        })
    }
}

/// The frame of one page.
pub struct Layout {
    pub lang: Lang,
    pub asked: Option<Lang>,
    address: String,
    /// First word of the address that is open in the navigation; empty for none.
    section: &'static str,
    pub title: String,
    pub description: String,
    pub tagline: String,
    /// « en Martinique », or its English.
    pub within: String,
    pub is_fictional: bool,
    /// « données du 21 nov. 2026 (base injoignable) » when it is.
    pub away: Option<String>,
    pub stylesheet: Option<&'static str>,
    /// False for pages that search engines should leave out.
    pub indexed: bool,
}

/// A page's frame and the snapshot it is filled from: one revision for the whole page.
pub fn open(state: &AppState, reader: &Reader, section: &'static str) -> (Layout, Arc<Snapshot>) {
    let snapshot = state.snapshot();
    let lang = reader.lang;
    let within = within(lang, &snapshot);
    let layout = Layout {
        lang,
        asked: reader.asked,
        address: reader.address.clone(),
        section,
        title: String::new(),
        description: String::new(),
        tagline: text::fill(lang, "brand.tagline", &[("in", &within)]),
        within,
        is_fictional: snapshot.nature == Nature::Fictional,
        away: away(lang, state, &snapshot),
        stylesheet: built_web::stylesheet(),
        indexed: true,
    };
    (layout, snapshot)
}

fn within(lang: Lang, snapshot: &Snapshot) -> String {
    let served = snapshot.served();
    if lang == Lang::Fr { served.within } else { format!("in {}", served.label) }
}

fn away(lang: Lang, state: &AppState, snapshot: &Snapshot) -> Option<String> {
    let day = wording::day(lang, snapshot.local_built_on());
    (state.holder.database() == DatabaseState::Away).then(|| text::fill(lang, "page.away", &[("date", &day)]))
}

impl Layout {
    /// The page's own title, and what search engines say of it.
    pub fn named(mut self, title: impl Into<String>, description: impl Into<String>) -> Self {
        self.title = title.into();
        self.description = description.into();
        self
    }

    /// Left out by search engines.
    pub fn unlisted(mut self) -> Self {
        self.indexed = false;
        self
    }

    pub fn full_title(&self) -> String {
        text::fill(self.lang, "title.app", &[("title", &self.title)])
    }

    /// A text of the catalogue.
    pub fn t(&self, key: &str) -> &'static str {
        text::t(self.lang, key)
    }

    /// A text with its values.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        text::fill(self.lang, key, values)
    }

    /// A counted text.
    pub fn count(&self, key: &str, n: impl Into<u64>) -> String {
        text::count(self.lang, key, n.into())
    }

    /// A number as it is read.
    pub fn number(&self, n: impl Into<u64>) -> String {
        text::number(self.lang, n.into())
    }

    /// One of our addresses, in the reader's chosen language.
    pub fn link(&self, path: impl Into<String>) -> String {
        self.print(Address::new(path))
    }

    pub fn print(&self, address: Address) -> String {
        address.print(self.asked)
    }

    /// This page in the other language.
    pub fn in_other_language(&self) -> String {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let mut pairs: Vec<&str> =
            query.split('&').filter(|p| !p.is_empty() && !p.starts_with("lang=")).collect();
        let lang = format!("lang={}", self.lang.other().code());
        pairs.push(&lang);
        format!("{path}?{}", pairs.join("&"))
    }

    pub fn is_in(&self, section: &str) -> bool {
        self.section == section
    }

    /// `page` on the page itself, `true` below it.
    pub fn current(&self, path: &str) -> &'static str {
        if self.address.split('?').next() == Some(path) { "page" } else { "true" }
    }

    pub fn icon(&self, name: &str) -> Markup {
        marks::icon(name)
    }

    pub fn shape(&self, kind: &str) -> Markup {
        marks::shape(kind)
    }

    pub fn kind(&self, kind: &str) -> Markup {
        marks::kind(kind)
    }

    pub fn sprite(&self) -> Markup {
        marks::sprite()
    }

    pub fn logo(&self) -> Markup {
        marks::logo()
    }
}
