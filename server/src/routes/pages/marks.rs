//! The drawings of a page: icons, shapes of kinds, the logo. One sprite, the web application's own file.

use askama::filters::HtmlSafe;
use std::{fmt, sync::LazyLock};

/// Markup of ours: made from words of the code only, never from data.
pub struct Markup(String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// The drawings that plain pages use; the others of the sprite stay out of every page.
const USED: [&str; 24] = [
    "logo",
    "k-professional",
    "k-pharmacy",
    "k-facility",
    "k-equipment",
    "k-mental_health",
    "k-shelter",
    "i-search",
    "i-phone",
    "i-route",
    "i-filter",
    "i-x",
    "i-check",
    "i-left",
    "i-right",
    "i-talk",
    "i-list",
    "i-map",
    "i-db",
    "i-info",
    "i-alert",
    "i-heart",
    "i-group",
    "i-pin",
];

static SPRITE: LazyLock<String> = LazyLock::new(|| {
    let all = include_str!("../../../../web/src/ui/sprite.svg");
    let used = |line: &&str| {
        let id = line.strip_prefix("<symbol id=\"").and_then(|rest| rest.split('"').next());
        id.is_none_or(|id| USED.contains(&id))
    };
    all.lines().filter(used).collect()
});

/// The sprite, once a page.
pub fn sprite() -> Markup {
    Markup(SPRITE.clone())
}

/// A line icon beside a word.
pub fn icon(name: &str) -> Markup {
    Markup(format!("<svg class=\"i s\" aria-hidden=\"true\"><use href=\"#i-{name}\"/></svg>"))
}

/// The shape of a kind, to hold a number.
pub fn shape(kind: &str) -> Markup {
    Markup(format!("<svg aria-hidden=\"true\"><use href=\"#k-{kind}\"/></svg>"))
}

/// The shape of a kind, alone.
pub fn kind(kind: &str) -> Markup {
    Markup(format!("<svg class=\"k k-{kind}\" aria-hidden=\"true\"><use href=\"#k-{kind}\"/></svg>"))
}

/// The house.
pub fn logo() -> Markup {
    Markup("<svg aria-hidden=\"true\"><use href=\"#logo\"/></svg>".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_used_is_in_the_sprite() {
        for id in USED {
            assert!(SPRITE.contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert_eq!(SPRITE.matches("<symbol").count(), USED.len());
        assert!(!SPRITE.contains("style=") && !SPRITE.contains("<script"));
    }
}
