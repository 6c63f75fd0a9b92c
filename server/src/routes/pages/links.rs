//! Small things that several pages list: a step of the breadcrumb, a line of an index with its count.

use super::layout::Layout;

/// A step of the breadcrumb; the last one, where we are, has no link.
pub struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

impl Crumb {
    pub fn to(label: impl Into<String>, href: String) -> Self {
        Self { label: label.into(), href: Some(href) }
    }

    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }

    /// The directory's own first step.
    pub fn directory(page: &Layout) -> Self {
        Self::to(page.t("nav.directory"), page.link("/annuaire"))
    }
}

/// A line of an index.
pub struct Entry {
    pub label: String,
    pub href: String,
    /// As it is read; empty when nothing is counted.
    pub count: String,
    pub detail: Option<String>,
}

impl Entry {
    pub fn new(page: &Layout, label: impl Into<String>, href: String, count: u32) -> Self {
        Self { label: label.into(), href, count: page.number(count), detail: None }
    }

    /// A plain link.
    pub fn link(label: impl Into<String>, href: String) -> Self {
        Self { label: label.into(), href, count: String::new(), detail: None }
    }
}

/// Groups of up to this many lines stand side by side.
const FEW: usize = 8;

/// Lines of an index under a heading.
pub struct Group {
    pub title: String,
    pub entries: Vec<Entry>,
    /// Whose shape stands before the heading.
    pub kind: Option<&'static str>,
}

impl Group {
    /// None when there is nothing to list.
    pub fn new(title: impl Into<String>, entries: Vec<Entry>) -> Option<Self> {
        (!entries.is_empty()).then(|| Self { title: title.into(), entries, kind: None })
    }

    /// With the shape of a kind.
    pub fn of_kind(self, kind: &'static str) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Word of its anchor.
    pub fn anchor(&self) -> String {
        carbet_model::slug::slug(&self.title)
    }

    /// Class of its block: `many` takes the whole width.
    pub fn width(&self) -> &'static str {
        if self.entries.len() > FEW { "many" } else { "few" }
    }
}
