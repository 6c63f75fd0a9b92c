//! Filters in the words of the contract: checked, then turned into the numbers of one atlas.

use carbet_model::{Flag, Kind, ProfessionKey, PublicId, category, profession, skill};
use carbet_search::FilterSpec;
use std::collections::HashMap;

/// A value that is no word of the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {value:?} is no word of the contract")]
pub struct FilterError {
    /// The parameter at fault: `kind`, `profession`…
    pub parameter: &'static str,
    /// What was given.
    pub value: String,
}

/// Checks every value of a filter against the closed lists. Unknown territories are well-formed ids at least.
pub fn check(filter: &FilterSpec) -> Result<(), FilterError> {
    fn each<T>(
        parameter: &'static str,
        values: &[String],
        read: impl Fn(&str) -> Result<T, carbet_model::ModelError>,
    ) -> Result<(), FilterError> {
        let wrong = values.iter().find(|value| read(value).is_err());
        wrong.map_or(Ok(()), |value| Err(FilterError { parameter, value: value.clone() }))
    }
    each("kind", &filter.kind, str::parse::<Kind>)?;
    each("profession", &filter.profession, str::parse::<ProfessionKey>)?;
    each("skill", &filter.skill, |value| match skill::label(value) {
        Some(_) => Ok(()),
        None => skill::group(value).map(|_| ()),
    })?;
    each("category", &filter.category, category::find)?;
    each("flag", &filter.flag, str::parse::<Flag>)?;
    each("territory", &filter.territory, |value| match value.parse()? {
        PublicId::Commune(_) | PublicId::Epci(_) | PublicId::Cpts(_) | PublicId::Departement(_) => Ok(()),
        _ => Err(carbet_model::ModelError::Id(value.chars().take(40).collect())),
    })
}

/// The numbers an atlas knows words by. Groups of skills come first (their position in the model's table), then the
/// codes met in this directory.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    professions: HashMap<String, u16>,
    categories: HashMap<String, u16>,
    skills: HashMap<String, u16>,
    territories: HashMap<String, u32>,
}

/// A number no listing has: what a word absent from the directory becomes, so that it matches nothing.
const ABSENT: u16 = u16::MAX - 1;

impl Vocabulary {
    /// `codes`: savoir-faire met, without repetition; `territories`: ids in the order of their numbers.
    pub(super) fn new<'a>(
        codes: impl Iterator<Item = &'a str>,
        territories: impl Iterator<Item = &'a str>,
    ) -> Self {
        let numbered = |(number, word): (usize, String)| (word, number as u16);
        let groups = skill::groups().iter().map(|group| group.slug.to_owned());
        Self {
            professions: profession::all()
                .iter()
                .map(|p| p.key.to_string())
                .enumerate()
                .map(numbered)
                .collect(),
            categories: category::all().iter().map(|c| c.code.to_owned()).enumerate().map(numbered).collect(),
            skills: groups.chain(codes.map(str::to_owned)).enumerate().map(numbered).collect(),
            territories: territories.enumerate().map(|(number, id)| (id.to_owned(), number as u32)).collect(),
        }
    }

    pub(super) fn profession(&self, key: ProfessionKey) -> u16 {
        self.professions.get(&key.to_string()).copied().unwrap_or(ABSENT)
    }

    pub(super) fn category(&self, code: &str) -> u16 {
        self.categories.get(code).copied().unwrap_or(ABSENT)
    }

    pub(super) fn skill(&self, word: &str) -> u16 {
        self.skills.get(word).copied().unwrap_or(ABSENT)
    }

    /// The atlas's filter for a checked filter of words.
    pub fn filter(&self, words: &FilterSpec) -> carbet_tiles::Filter {
        let kinds = words.kind.iter().filter_map(|kind| kind.parse::<Kind>().ok());
        let flags = words.flag.iter().filter_map(|flag| flag.parse::<Flag>().ok());
        let territory = |id: &String| self.territories.get(id).copied().unwrap_or(u32::MAX);
        let number = |map: &HashMap<String, u16>, word: &String| map.get(word).copied().unwrap_or(ABSENT);
        carbet_tiles::Filter::new()
            .kinds(kinds)
            .flags(flags)
            .professions(words.profession.iter().map(|word| number(&self.professions, word)))
            .skills(words.skill.iter().map(|word| number(&self.skills, word)))
            .categories(words.category.iter().map(|word| number(&self.categories, word)))
            .territories(words.territory.iter().map(territory))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_parameter_is_named() {
        let one = |parameter: &str, value: &str| {
            let mut filter = FilterSpec::default();
            let param = carbet_search::Param::from_name(parameter).expect("a parameter");
            filter.values_mut(param).push(value.to_owned());
            check(&filter).map_err(|error| error.parameter)
        };
        for (parameter, good, bad) in [
            ("kind", "pharmacy", "pharmacie"),
            ("profession", "R95:93", "93"),
            ("skill", "SM54", "SM"),
            ("skill", "cardiologue", "coeur"),
            ("category", "irm", "mri"),
            ("flag", "walk_in", "walkin"),
            ("territory", "commune:97209", "rpps:99000000001"),
        ] {
            assert_eq!(one(parameter, good), Ok(()), "{parameter}={good}");
            assert_eq!(one(parameter, bad), Err(parameter), "{parameter}={bad}");
        }
    }

    #[test]
    fn a_word_absent_from_the_directory_matches_nothing() {
        let vocabulary = Vocabulary::new(["SM54"].into_iter(), ["commune:97209"].into_iter());
        let filter = vocabulary.filter(&FilterSpec { skill: vec!["SM99".into()], ..FilterSpec::default() });
        assert!(!filter.is_empty());
        let elsewhere = FilterSpec { territory: vec!["commune:97301".into()], ..FilterSpec::default() };
        assert!(!vocabulary.filter(&elsewhere).is_empty());
    }
}
