//! The catalogue of texts, French first. The same files serve the map application.
//!
//! Must not decide which language: `http::language` does.

use std::{collections::HashMap, sync::LazyLock};

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    Fr,
    En,
}

impl Lang {
    /// From `fr` or `en`, any case.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.trim().to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Value of the `lang` attribute and of `?lang=`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The other language, for the link that changes it.
    pub fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }
}

type Catalogue = HashMap<String, String>;

// `pages/` holds what only the server's pages say: long texts stay out of the application's bundle.
static FR: LazyLock<Catalogue> = LazyLock::new(|| {
    parse([include_str!("../../web/src/text/fr.json"), include_str!("../../web/src/text/pages/fr.json")])
});
static EN: LazyLock<Catalogue> = LazyLock::new(|| {
    parse([include_str!("../../web/src/text/en.json"), include_str!("../../web/src/text/pages/en.json")])
});

fn parse(files: [&str; 2]) -> Catalogue {
    let read = |json| serde_json::from_str::<Catalogue>(json).expect("embedded catalogue, checked by a test");
    files.into_iter().flat_map(read).collect()
}

fn find(lang: Lang, key: &str) -> Option<&'static str> {
    let (first, second) = match lang {
        Lang::Fr => (&FR, &EN),
        Lang::En => (&EN, &FR),
    };
    first.get(key).or_else(|| second.get(key)).map(String::as_str)
}

/// The text of a key. A key missing from both languages is shown as it is; a test refuses that for every key we use.
pub fn t(lang: Lang, key: &str) -> &'static str {
    find(lang, key).unwrap_or_else(|| {
        tracing::error!(key, "a text is missing");
        "…"
    })
}

/// The text of a key, if the catalogue has it: for keys made from data.
pub fn maybe(lang: Lang, key: &str) -> Option<&'static str> {
    find(lang, key)
}

/// The text of a key with its `{names}` replaced.
pub fn fill(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = t(lang, key);
    // One pass: a value that contains braces is never read again.
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len() - 1, |at| open + at);
        let name = &rest[open + 1..close];
        out.push_str(&rest[..open]);
        match values.iter().find(|(of, _)| *of == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out + rest
}

/// `{key}.one` or `{key}.many` with `{n}`: French counts 0 and 1 as one, English only 1.
pub fn count(lang: Lang, key: &str, n: u64) -> String {
    let one = n == 1 || (n == 0 && lang == Lang::Fr);
    let key = format!("{key}.{}", if one { "one" } else { "many" });
    fill(lang, &key, &[("n", &number(lang, n))])
}

/// A whole number as it is read: thousands apart, by a narrow no-break space in French, a comma in English.
pub fn number(lang: Lang, n: u64) -> String {
    let separator = if lang == Lang::Fr { '\u{202f}' } else { ',' };
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let names = |text: &str| -> Vec<String> {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(n, _)| n.to_owned())
                .collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        for (here, there) in [(&*FR, &*EN), (&*EN, &*FR)] {
            for (key, text) in here {
                let other = there.get(key).unwrap_or_else(|| panic!("{key} is missing in one language"));
                assert_eq!(names(text), names(other), "{key}");
            }
        }
    }

    /// Every file under a folder, with its text.
    fn texts_under(folder: &std::path::Path, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the crate") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                texts_under(&path, out);
            } else {
                out.push(std::fs::read_to_string(&path).expect("text"));
            }
        }
    }

    #[test]
    fn every_key_we_write_is_in_the_catalogue() {
        let roots: std::collections::HashSet<&str> =
            FR.keys().filter_map(|key| key.split('.').next()).collect();
        let is_key = |word: &&str| {
            let plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
            word.split_once('.')
                .is_some_and(|(root, rest)| roots.contains(root) && !rest.is_empty() && rest != "html")
                && word.chars().all(plain)
        };
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        for folder in ["src/routes", "src/http", "src/snapshot", "templates"] {
            texts_under(&here.join(folder), &mut files);
        }
        let mut seen = 0;
        for key in files.iter().flat_map(|text| text.split('"')).filter(is_key) {
            seen += 1;
            let counted = format!("{key}.many");
            let stem = format!("{key}.");
            let known = FR.contains_key(key)
                || FR.contains_key(&counted)
                || FR.keys().any(|it| it.starts_with(&stem));
            assert!(known, "{key} is missing");
        }
        assert!(seen > 100, "the search for keys finds them: {seen}");
    }

    #[test]
    fn values_are_placed_once() {
        let filled = fill(Lang::Fr, "list.choices", &[("q", "{q} psy")]);
        assert!(filled.contains("{q} psy"), "{filled}");
        assert!(count(Lang::Fr, "page.results.count", 0).ends_with("fiche"));
        assert!(count(Lang::Fr, "page.results.count", 12_345).starts_with("12\u{202f}345"));
    }

    #[test]
    fn numbers_are_readable() {
        for (n, french, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_234, "1\u{202f}234", "1,234"),
            (10_500, "10\u{202f}500", "10,500"),
        ] {
            assert_eq!(number(Lang::Fr, n), french);
            assert_eq!(number(Lang::En, n), english);
        }
    }
}
