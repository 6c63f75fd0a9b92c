//! What words mean: trades, structures, equipment, needs and places, with the ways people type them.
//! Synonyms are equivalences: a phrase may name several entries (all are offered), never a vague neighbour.
//! Built from data given by the caller; the French table is in `french.rs`.

use std::collections::HashMap;

use crate::entry::{Emergency, Entry, Group};
use crate::fuzzy;
use crate::normalise::{fold, normalise};
use crate::words::Vocabulary;

/// A normalised way to type one or several entries.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    /// As a person would write it.
    pub(crate) shown: String,
    /// Numbers of entries, in the order they are to be offered.
    pub(crate) entries: Vec<u32>,
    /// Someone is known to type it; otherwise it is only the label of its entries.
    typed: bool,
}

/// Entries met by a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) entries: Vec<u32>,
    pub(crate) edits: u8,
    /// The right spelling, when `edits` is not zero.
    pub(crate) shown: Option<String>,
    /// A number was typed (a postcode): every entry is meant.
    pub(crate) by_number: bool,
}

const SHORTEST_BEGINNING: usize = 4;
const MOST_BEGUN: usize = 4;

/// The dictionary of meanings. Immutable.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    phrases: Vec<Phrase>,
    vocabulary: Vocabulary,
    /// Phrases by their words without link words, plural nor feminine, glued together.
    folded: HashMap<String, Vec<u32>>,
    emergencies: Vec<(String, Emergency)>,
}

impl Lexicon {
    /// A lexicon of these entries. Order counts: it is that of choices when a phrase is ambiguous.
    pub fn build(entries: Vec<Entry>) -> Lexicon {
        Lexicon::ordered(entries, &[])
    }

    /// The same, where these typed words name these entries first, in that order.
    pub(crate) fn ordered(entries: Vec<Entry>, first: &[(String, u32)]) -> Lexicon {
        let mut phrases: HashMap<String, Phrase> = HashMap::new();
        let mut add = |shown: &str, entry: u32, label: bool, only_new: bool| {
            let text = after_links(&normalise(shown)).to_owned();
            if text.is_empty() {
                return;
            }
            let fresh =
                || Phrase { text: text.clone(), shown: shown.to_owned(), entries: Vec::new(), typed: !label };
            let phrase = phrases.entry(text.clone()).or_insert_with(fresh);
            if (phrase.entries.is_empty() || !only_new) && !phrase.entries.contains(&entry) {
                phrase.entries.push(entry);
            }
        };
        first.iter().for_each(|(typed, number)| add(typed, *number, false, false));
        for (number, entry) in (0u32..).zip(&entries) {
            entry.synonyms.iter().for_each(|typed| add(typed, number, false, false));
        }
        // A label names its own entry, unless the reviewed synonyms already say what those words mean.
        for (number, entry) in (0u32..).zip(&entries) {
            for name in entry.names() {
                add(&name, number, true, entry.group != Group::Commune);
            }
        }
        let mut phrases: Vec<Phrase> = phrases.into_values().collect();
        phrases.sort_by(|a, b| a.text.cmp(&b.text));
        let vocabulary = Vocabulary::from_sorted(phrases.iter().map(|phrase| phrase.text.as_str()));
        // Typed words first: "une pharmacie", the label of a need, must not blur what "pharmacies" means.
        let mut folded: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, phrase) in (0u32..).zip(&phrases).filter(|(_, phrase)| phrase.typed) {
            folded.entry(fold_phrase(&phrase.text)).or_default().push(number);
        }
        for (number, phrase) in (0u32..).zip(&phrases).filter(|(_, phrase)| !phrase.typed) {
            let places_only =
                phrase.entries.iter().all(|&entry| entries[entry as usize].group == Group::Commune);
            let known = folded.entry(fold_phrase(&phrase.text)).or_default();
            if known.is_empty() || places_only {
                known.push(number);
            }
        }
        Lexicon { entries, phrases, vocabulary, folded, emergencies: Vec::new() }
    }

    /// The same lexicon, knowing these words as calls for help.
    pub(crate) fn with_emergencies(mut self, emergencies: Vec<(String, Emergency)>) -> Lexicon {
        self.emergencies = emergencies;
        self
    }

    /// Every entry, numbered by its place.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    pub(crate) fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// Entries of a group accepted by `wanted` named by exactly this phrase, or by the same words but for link
    /// words, plural, feminine and spaces.
    pub(crate) fn exact(&self, phrase: &str, wanted: impl Fn(Group) -> bool) -> Option<Found> {
        let direct = self.vocabulary.rank(phrase).map(|rank| vec![rank as u32]).unwrap_or_default();
        let entries = self.of_phrases(&direct, &wanted);
        if !entries.is_empty() {
            return Some(Found { entries, edits: 0, shown: None, by_number: is_number(phrase) });
        }
        let entries = self.of_phrases(self.folded.get(&fold_phrase(phrase))?, &wanted);
        (!entries.is_empty()).then_some(Found { entries, edits: 0, shown: None, by_number: false })
    }

    /// Entries of the nearest phrases within the edits allowed for its length.
    pub(crate) fn near(&self, phrase: &str, wanted: impl Fn(Group) -> bool) -> Option<Found> {
        let near = self.vocabulary.near(phrase, fuzzy::allowed(phrase.len()), false);
        let mut best: Option<(u8, Vec<u32>)> = None;
        for (rank, edits) in near {
            if self.of_phrases(&[rank as u32], &wanted).is_empty() {
                continue;
            }
            match &mut best {
                None => best = Some((edits, vec![rank as u32])),
                Some((least, ranks)) if *least == edits => ranks.push(rank as u32),
                Some(_) => break,
            }
        }
        let (edits, mut ranks) = best?;
        // People rarely miss the first letter: phrases that keep it go before those that do not.
        ranks.sort_by_key(|&rank| self.phrases[rank as usize].text.as_bytes()[0] != phrase.as_bytes()[0]);
        let shown = Some(self.phrases[ranks[0] as usize].shown.clone());
        Some(Found { entries: self.of_phrases(&ranks, &wanted), edits, shown, by_number: false })
    }

    /// Entries of the phrases of which this one only lacks the end of its last word (of any length for a place), when
    /// they are few enough to be read as one meaning or a short choice. "dents" is not "dents de sagesse".
    pub(crate) fn begun(&self, phrase: &str, wanted: impl Fn(Group) -> bool) -> Option<Found> {
        if phrase.len() < SHORTEST_BEGINNING {
            return None;
        }
        let ends_word = |rank: &usize| {
            let found = &self.phrases[*rank];
            let place = found.entries.iter().all(|&entry| self.entry(entry).group == Group::Commune);
            place || !found.text[phrase.len()..].contains(' ')
        };
        let ranks = self.vocabulary.starting(phrase).filter(ends_word);
        let phrases: Vec<u32> = ranks.map(|rank| rank as u32).collect();
        let entries = self.of_phrases(&phrases, &wanted);
        let shown = phrases.first().map(|&phrase| self.phrases[phrase as usize].shown.clone());
        let few = (1..=MOST_BEGUN).contains(&entries.len());
        few.then_some(Found { entries, edits: 1, shown, by_number: false })
    }

    /// The phrases of which a beginning is nearest to this unfinished one; several when they tie.
    pub(crate) fn near_beginnings(&self, phrase: &str) -> Vec<u32> {
        let near = self.vocabulary.near(phrase, fuzzy::allowed(phrase.len()), true);
        let least = near.first().map_or(0, |&(_, edits)| edits);
        near.into_iter().filter(|&(_, edits)| edits == least).map(|(rank, _)| rank as u32).collect()
    }

    fn of_phrases(&self, phrases: &[u32], wanted: &impl Fn(Group) -> bool) -> Vec<u32> {
        let mut entries = Vec::new();
        for &entry in phrases.iter().flat_map(|&phrase| &self.phrases[phrase as usize].entries) {
            if wanted(self.entry(entry).group) && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        entries
    }

    /// A call for help among these words: numbers only when they are all that was typed, words anywhere, with one
    /// slip from six letters, and as soon as five letters are there when `typing`.
    pub(crate) fn emergency(&self, words: &[&str], typing: bool) -> Option<Emergency> {
        let whole = words.join(" ");
        let padded = format!(" {whole} ");
        let said = self.emergencies.iter().find(|(phrase, _)| {
            if is_number(phrase) {
                return *phrase == whole;
            }
            padded.contains(&format!(" {phrase} "))
                || (typing && whole.len() >= 5 && phrase.starts_with(&whole))
        });
        if let Some(&(_, emergency)) = said {
            return Some(emergency);
        }
        if whole.len() < 6 || self.vocabulary.rank(&whole).is_some() {
            return None;
        }
        let slip = fuzzy::Fuzzy::new(&whole, 1, false)?;
        let near = self.emergencies.iter().find(|(phrase, _)| slip.distance(phrase.as_bytes()) <= 1);
        near.map(|&(_, emergency)| emergency)
    }
}

/// A phrase without the link words it begins with, as phrases are kept: "à domicile" is `domicile`.
pub(crate) fn after_links(phrase: &str) -> &str {
    match phrase.split_once(' ') {
        Some((first, rest)) if is_link(first) => after_links(rest),
        _ => phrase,
    }
}

fn is_number(phrase: &str) -> bool {
    phrase.bytes().all(|byte| byte.is_ascii_digit())
}

/// Link words that carry no meaning of their own in a phrase.
pub(crate) fn is_link(word: &str) -> bool {
    matches!(
        word,
        "a" | "au"
            | "aux"
            | "d"
            | "dans"
            | "de"
            | "des"
            | "du"
            | "en"
            | "et"
            | "l"
            | "la"
            | "le"
            | "les"
            | "un"
            | "une"
    )
}

fn fold_phrase(phrase: &str) -> String {
    phrase.split(' ').filter(|word| !is_link(word)).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::FilterSpec;

    fn lexicon() -> Lexicon {
        let entry = |label: &str, value: &str, synonyms: &[&str]| Entry {
            group: Group::Profession,
            filter: FilterSpec { profession: vec![value.to_owned()], ..FilterSpec::default() },
            id: None,
            ..Entry::place(label, value, None, synonyms.iter().map(|s| (*s).to_owned()).collect())
        };
        Lexicon::build(vec![
            entry("Infirmier", "60", &["infirmière à domicile"]),
            entry("Psychologue", "93", &["psy"]),
            entry("Psychothérapeute (PT)", "72", &["psy"]),
            Entry::place("Le Lamentin", "commune:97213", None, vec!["97232".to_owned()]),
        ])
    }

    #[test]
    fn phrases_lead_to_entries() {
        let lexicon = lexicon();
        let what =
            |phrase: &str| lexicon.exact(phrase, |group| group != Group::Commune).map(|found| found.entries);
        assert_eq!(what("infirmieres"), Some(vec![0]));
        assert_eq!(what("infirmiere domicile"), Some(vec![0]));
        assert_eq!(what("psy"), Some(vec![1, 2]));
        assert_eq!(what("pt"), Some(vec![2]));
        assert_eq!(what("lamentin"), None);
        let place = lexicon.exact("lamentin", |group| group == Group::Commune);
        assert_eq!(place.map(|found| found.entries), Some(vec![3]));
        let near = lexicon.near("psycologue", |_| true).expect("one edit");
        assert_eq!((near.entries, near.edits, near.shown.as_deref()), (vec![1], 1, Some("Psychologue")));
    }
}
