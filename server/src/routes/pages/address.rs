//! Addresses of our own pages: parameters escaped, the chosen language carried along.

use crate::text::Lang;
use carbet_search::{FilterSpec, Param};

/// An address in the making.
#[derive(Debug, Clone)]
pub struct Address {
    path: String,
    pairs: Vec<(&'static str, String)>,
}

impl Address {
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), pairs: Vec::new() }
    }

    /// With a parameter; an empty value is left out.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.pairs.push((name, value));
        }
        self
    }

    /// With every value of a filter, lists separated by commas as the map writes them.
    pub fn filtered(self, filter: &FilterSpec) -> Self {
        Param::ALL
            .into_iter()
            .fold(self, |address, param| address.with(param.name(), filter.values(param).join(",")))
    }

    /// The text of the address. `lang` only when the reader chose it in the address.
    pub fn print(mut self, lang: Option<Lang>) -> String {
        if let Some(lang) = lang {
            self.pairs.push(("lang", lang.code().to_owned()));
        }
        let pairs: Vec<String> =
            self.pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        let separator = if pairs.is_empty() { "" } else { "?" };
        format!("{}{separator}{}", self.path, pairs.join("&"))
    }
}

/// Percent-encoding of a query value. `:` `,` and `@` stay readable: people read and share these addresses.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b',' | b'@' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let address = Address::new("/annuaire").with("q", "kiné & co").with("cursor", "");
        assert_eq!(address.clone().print(None), "/annuaire?q=kin%C3%A9+%26+co");
        assert_eq!(address.print(Some(Lang::En)), "/annuaire?q=kin%C3%A9+%26+co&lang=en");
        let key = Address::new("/").with("sel", "rpps:99000000001@site:R1#60");
        assert_eq!(key.print(None), "/?sel=rpps:99000000001@site:R1%2360");
    }

    #[test]
    fn filters_are_written_as_lists() {
        let filter = FilterSpec { profession: vec!["60".into(), "R95:93".into()], ..FilterSpec::default() };
        assert_eq!(Address::new("/").filtered(&filter).print(None), "/?profession=60,R95:93");
    }
}
