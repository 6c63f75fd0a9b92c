//! What the second step of a directory address names: a profession, a specialty, a category, or a whole kind.

use carbet_model::{Kind, ProfessionKey, category, profession, skill};
use carbet_search::{FilterSpec, Param};

/// One trade, as a filter and as words.
#[derive(Debug, Clone, PartialEq)]
pub struct Trade {
    pub param: Param,
    pub value: String,
    /// The word of the address: `infirmier-60`, `medecin-generaliste`, `irm`, `pharmacy`.
    pub slug: String,
    /// As a heading: `Infirmiers`. Empty for a kind, whose words are in the catalogue.
    pub plural: String,
    /// What its listings are.
    pub kind: Option<Kind>,
}

impl Trade {
    /// The trade behind the word of an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        if let Ok(kind) = slug.parse::<Kind>() {
            return Some(Self::of_kind(kind));
        }
        let profession = profession::all().iter().find(|profession| profession.slug == slug);
        profession
            .map(|profession| Self::of_profession(profession.key))
            .or_else(|| Self::of_skill(slug))
            .or_else(|| category::all().iter().find(|category| category.slug == slug).map(Self::of_category))
    }

    /// The trade behind a value of a facet; `None` for values that have no page of their own.
    pub fn from_value(param: Param, value: &str) -> Option<Self> {
        match param {
            Param::Kind => value.parse().ok().map(Self::of_kind),
            Param::Profession => value.parse().ok().map(Self::of_profession),
            Param::Skill => Self::of_skill(value),
            Param::Category => category::find(value).ok().map(Self::of_category),
            Param::Flag | Param::Territory => None,
        }
    }

    fn of_kind(kind: Kind) -> Self {
        let word = kind.as_str().to_owned();
        Self { param: Param::Kind, value: word.clone(), slug: word, plural: String::new(), kind: Some(kind) }
    }

    fn of_profession(key: ProfessionKey) -> Self {
        let profession = key.profession();
        Self {
            param: Param::Profession,
            value: key.to_string(),
            slug: profession.slug.clone(),
            plural: profession.plural.to_owned(),
            kind: Some(Kind::Professional),
        }
    }

    fn of_skill(slug: &str) -> Option<Self> {
        let (_, group) = skill::group(slug).ok()?;
        Some(Self {
            param: Param::Skill,
            value: slug.to_owned(),
            slug: slug.to_owned(),
            plural: group.plural.to_owned(),
            kind: Some(Kind::Professional),
        })
    }

    fn of_category(category: &category::Category) -> Self {
        Self {
            param: Param::Category,
            value: category.code.to_owned(),
            slug: category.slug.clone(),
            plural: category.plural.to_owned(),
            kind: category.kind,
        }
    }

    pub fn filter(&self) -> FilterSpec {
        FilterSpec::one(self.param, [self.value.clone()])
    }

    /// `Infirmiers`, `Pharmacies`.
    pub fn label(&self, lang: crate::text::Lang) -> String {
        match self.param {
            Param::Kind => crate::text::t(lang, &format!("kind.{}.many", self.value)).to_owned(),
            _ => self.plural.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_an_address_comes_back() {
        let words = Kind::ALL
            .into_iter()
            .map(|kind| kind.as_str().to_owned())
            .chain(profession::all().iter().map(|profession| profession.slug.clone()))
            .chain(skill::groups().iter().map(|group| group.slug.to_owned()))
            .chain(category::all().iter().map(|category| category.slug.clone()));
        for word in words {
            let trade = Trade::from_slug(&word).unwrap_or_else(|| panic!("{word} names a trade"));
            assert_eq!(trade.slug, word);
            assert_eq!(Trade::from_value(trade.param, &trade.value), Some(trade));
        }
        assert_eq!(Trade::from_slug("plombier"), None);
    }
}
