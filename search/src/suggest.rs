//! Typeahead: at each keystroke, what the words could mean, in groups of a fixed order, counted in the whole directory.
//! An ambiguous word gets every meaning, none is chosen for the person; slips are forgiven only when nothing else answers.

use std::collections::HashSet;

use crate::entry::{Emergency, Entry, Group};
use crate::filter::{FilterSpec, Param};
use crate::index::Index;
use crate::lexicon::{after_links, is_link};
use crate::names::{Reach, highlight, named};
use crate::normalise::Word;
use crate::query::bounded_words;
use crate::rank::Rank;
use crate::reading::{is_said_around_names, may_be_name};

/// What is proposed for a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestions {
    /// The right spelling, when only a slip explains the text.
    pub corrected: Option<String>,
    pub emergency: Option<Emergency>,
    /// The text is a word with several meanings.
    pub ambiguous: bool,
    /// In the order of [`Group`]; groups with nothing to propose are left out.
    pub groups: Vec<SuggestionGroup>,
}

/// Proposals under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionGroup {
    pub group: Group,
    pub choices: Vec<Suggestion>,
}

/// One proposal: a filter, or a document of the directory.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub label: String,
    /// More about it, or the place that goes with it. For a document, the caller knows better.
    pub detail: Option<String>,
    pub kind: Option<String>,
    /// Id of a place.
    pub id: Option<String>,
    /// What choosing it filters; none for a document.
    pub filter: Option<FilterSpec>,
    /// One of the documents meant, by the caller's number; none for a filter.
    pub number: Option<u32>,
    /// Listings in the whole directory.
    pub count: u32,
    /// Parts of the label that were typed, in characters.
    pub spans: Vec<(u32, u32)>,
}

/// Proposals for a text. `near` orders people and places of one quality by distance, else the day's `seed` does;
/// at most `limit` by group. An empty text gets the featured needs.
pub fn suggest(index: &Index, text: &str, near: Option<(f64, f64)>, limit: usize, seed: u64) -> Suggestions {
    let words = bounded_words(text);
    let asked = Asked { index, words: &words, near, seed, limit };
    if words.is_empty() {
        let needs = asked.featured();
        return Suggestions {
            corrected: None,
            emergency: None,
            ambiguous: false,
            groups: group(needs, limit),
        };
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let emergency = index.lexicon.emergency(&texts, true);
    let (mut found, ambiguous) = asked.meanings();
    found.extend(asked.meanings_at_places());
    found.extend(asked.documents(Reach::Prefix));
    let mut corrected = None;
    if found.is_empty() {
        (found, corrected) = asked.slips();
        found.extend(asked.documents(Reach::TypoPrefix));
    }
    Suggestions { corrected, emergency, ambiguous, groups: group(found, limit) }
}

/// A text being completed.
struct Asked<'a> {
    index: &'a Index,
    words: &'a [Word],
    near: Option<(f64, f64)>,
    seed: u64,
    limit: usize,
}

impl Asked<'_> {
    fn featured(&self) -> Vec<(Group, Suggestion)> {
        let entries = (0u32..).zip(self.index.lexicon.entries());
        entries.filter(|(_, entry)| entry.featured).map(|(number, entry)| self.entry(number, entry)).collect()
    }

    /// The text without the link words it begins with.
    fn phrase(&self) -> String {
        let text = self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        after_links(&text).to_owned()
    }

    /// Entries named by the text, then those it begins, then those with a word it begins; and whether the text has
    /// several meanings.
    fn meanings(&self) -> (Vec<(Group, Suggestion)>, bool) {
        let lexicon = &self.index.lexicon;
        let phrase = self.phrase();
        if phrase.is_empty() {
            return (Vec::new(), false);
        }
        let named: Vec<u32> = lexicon.exact(&phrase, |_| true).map(|found| found.entries).unwrap_or_default();
        let mut ranked: Vec<(u8, usize, u32)> =
            (0..).zip(&named).map(|(at, &entry)| (0, at, entry)).collect();
        let inside = format!(" {phrase}");
        for meant in lexicon.phrases() {
            let rank = match (meant.text.starts_with(&phrase), meant.text.contains(&inside)) {
                (true, _) => 1,
                (false, true) => 2,
                (false, false) => continue,
            };
            ranked.extend(meant.entries.iter().map(|&entry| (rank, 0, entry)));
        }
        let count = |entry: u32| self.index.entry_counts[entry as usize];
        ranked.sort_by_key(|&(rank, at, entry)| (rank, at, std::cmp::Reverse(count(entry)), entry));
        let mut seen = HashSet::new();
        let mut filters: HashSet<(Group, &FilterSpec)> = HashSet::new();
        ranked.retain(|&(rank, _, number)| {
            let entry = lexicon.entry(number);
            let useful = !entry.filter.is_empty() && (rank == 0 || count(number) > 0);
            useful && seen.insert(number) && filters.insert((entry.group, &entry.filter))
        });
        let distinct: HashSet<&FilterSpec> = named
            .iter()
            .map(|&entry| lexicon.entry(entry))
            .filter(|entry| entry.group != Group::Commune && !entry.filter.is_empty())
            .map(|entry| &entry.filter)
            .collect();
        let found =
            ranked.into_iter().map(|(_, _, number)| self.entry(number, lexicon.entry(number))).collect();
        (found, distinct.len() > 1)
    }

    /// "kiné lam": a meaning, then the beginning of a place.
    fn meanings_at_places(&self) -> Vec<(Group, Suggestion)> {
        let lexicon = &self.index.lexicon;
        let mut found = Vec::new();
        for cut in (1..self.words.len()).rev() {
            let join =
                |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            let Some(what) = lexicon.exact(&join(&self.words[..cut]), |group| group != Group::Commune) else {
                continue;
            };
            let skipped =
                self.words[cut..].iter().take_while(|word| is_said_around_names(&word.text)).count();
            let begun = join(&self.words[cut + skipped..]);
            if begun.is_empty() {
                continue;
            }
            let places = lexicon.phrases().iter().filter(|phrase| phrase.text.starts_with(&begun));
            let places = places.flat_map(|phrase| &phrase.entries);
            let mut places: Vec<u32> =
                places.copied().filter(|&entry| lexicon.entry(entry).group == Group::Commune).collect();
            places.sort_unstable();
            places.dedup();
            for (&what, &place) in
                what.entries.iter().flat_map(|what| places.iter().map(move |place| (what, place)))
            {
                found.extend(self.at_place(what, place));
            }
            break;
        }
        found
    }

    fn at_place(&self, what: u32, place: u32) -> Option<(Group, Suggestion)> {
        let (what_entry, place_entry) = (self.index.lexicon.entry(what), self.index.lexicon.entry(place));
        let mut set = self.index.behind(what);
        set.intersect(&self.index.behind(place));
        let (group, mut suggestion) = self.entry(what, what_entry);
        suggestion.count = set.count();
        suggestion.detail = Some(place_entry.label.clone());
        suggestion.id = place_entry.id.clone();
        suggestion.filter = Some(what_entry.filter.merged(&place_entry.filter));
        (suggestion.count > 0).then_some((group, suggestion))
    }

    /// People and places whose names hold the words.
    fn documents(&self, reach: Reach) -> Vec<(Group, Suggestion)> {
        let texts: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        let said = (0..texts.len()).filter(|&at| may_be_name(self.words, at));
        let mut names: Vec<&str> = said.map(|at| texts[at]).collect();
        if names.is_empty() {
            names = texts.clone();
        }
        if texts.iter().map(|text| text.chars().count()).sum::<usize>() < 2 {
            return Vec::new();
        }
        let mut found: Vec<(Rank, u32)> = named(self.index, &names, reach)
            .into_iter()
            .map(|(document, band)| (Rank::of(self.index, document, band, self.near, self.seed), document))
            .collect();
        found.sort_unstable();
        let equipment = self.index.having(Param::Kind, &["equipment".to_owned()]);
        let group_of = |document: u32| match self.index.columns.person[document as usize] {
            true => Group::Person,
            false if equipment.as_ref().is_some_and(|set| set.contains(document)) => Group::Equipment,
            false => Group::Structure,
        };
        let words: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let about = &self.index.columns.about;
        let mut shown: Vec<(Group, Suggestion, u64)> = Vec::new();
        for &(_, document) in &found {
            let (group, key) = (group_of(document), about[document as usize]);
            let of_group = shown.iter().filter(|(of, _, _)| *of == group).count();
            match shown.iter_mut().find(|(of, _, other)| *of == group && *other == key) {
                Some((_, suggestion, _)) => suggestion.count += 1,
                None if of_group < self.limit => shown.push((group, self.document(document, &words), key)),
                None => {}
            }
        }
        shown.into_iter().map(|(group, suggestion, _)| (group, suggestion)).collect()
    }

    /// The nearest phrases, the last word unfinished.
    fn slips(&self) -> (Vec<(Group, Suggestion)>, Option<String>) {
        let lexicon = &self.index.lexicon;
        let near = lexicon.near_beginnings(&self.phrase());
        let corrected = near.first().map(|&phrase| lexicon.phrases()[phrase as usize].shown.clone());
        let mut seen = HashSet::new();
        let entries = near.iter().flat_map(|&phrase| &lexicon.phrases()[phrase as usize].entries);
        let found: Vec<(Group, Suggestion)> = entries
            .filter(|&&entry| seen.insert(entry) && self.index.entry_counts[entry as usize] > 0)
            .map(|&entry| self.entry(entry, lexicon.entry(entry)))
            .collect();
        let corrected = corrected.filter(|_| !found.is_empty());
        (found, corrected)
    }

    fn entry(&self, number: u32, entry: &Entry) -> (Group, Suggestion) {
        let suggestion = Suggestion {
            label: entry.label.clone(),
            detail: entry.detail.clone(),
            kind: entry.kind.clone(),
            id: entry.id.clone(),
            filter: Some(entry.filter.clone()),
            number: None,
            count: self.index.entry_counts[number as usize],
            spans: self.spans(&entry.label),
        };
        (entry.group, suggestion)
    }

    fn document(&self, document: u32, words: &[String]) -> Suggestion {
        let label = self.index.label(document).to_owned();
        Suggestion {
            detail: None,
            kind: None,
            id: None,
            filter: None,
            number: Some(self.index.columns.number[document as usize]),
            count: 1,
            spans: highlight(&label, words),
            label,
        }
    }

    fn spans(&self, label: &str) -> Vec<(u32, u32)> {
        let typed: Vec<String> =
            self.words.iter().map(|word| word.text.clone()).filter(|word| !is_link(word)).collect();
        highlight(label, &typed)
    }
}

/// In the fixed order of groups, at most `limit` in each, the order within a group kept.
fn group(found: Vec<(Group, Suggestion)>, limit: usize) -> Vec<SuggestionGroup> {
    let mut groups: Vec<SuggestionGroup> = Vec::new();
    for (group, suggestion) in found {
        let place = match groups.iter().position(|known| known.group == group) {
            Some(place) => place,
            None => {
                groups.push(SuggestionGroup { group, choices: Vec::new() });
                groups.len() - 1
            }
        };
        if groups[place].choices.len() < limit {
            groups[place].choices.push(suggestion);
        }
    }
    groups.sort_by_key(|known| known.group);
    groups
}
