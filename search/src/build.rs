//! Documents to index. Documents are pushed one by one and not kept; the order of pushing changes no answer.

use std::collections::HashMap;

use crate::document::Document;
use crate::filter::Param;
use crate::index::{Columns, Index, Terms, stable_hash};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::normalise::{Word, words};
use crate::words::Vocabulary;

/// Gathers documents into an [`Index`].
#[derive(Debug)]
pub struct IndexBuilder {
    lexicon: Lexicon,
    revision: u32,
    columns: Columns,
    terms: HashMap<(Param, String), u32>,
    term_pairs: Vec<(u32, u32)>,
    vocabulary: HashMap<String, u32>,
    word_pairs: Vec<(u32, u32)>,
    numbers: Vec<(u64, u32)>,
}

impl IndexBuilder {
    /// An empty index for a snapshot of that revision.
    pub fn new(lexicon: Lexicon, revision: u32) -> IndexBuilder {
        IndexBuilder {
            lexicon,
            revision,
            columns: Columns::default(),
            terms: HashMap::new(),
            term_pairs: Vec::new(),
            vocabulary: HashMap::new(),
            word_pairs: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Adds a document. Two documents of one number are two documents.
    pub fn push(&mut self, document: &Document) {
        let at = self.columns.number.len() as u32;
        self.push_columns(document);
        self.push_terms(at, document);
        let label = words(&document.label);
        self.columns.label_words.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
        self.push_words(at, &label, 0);
        if let Some(person) = &document.person {
            self.push_glued(at, &person.family, 0);
            self.push_glued(at, &person.given, 0);
        }
        for name in &document.other_names {
            self.push_words(at, &words(name), 1);
        }
        for number in &document.numbers {
            let compact: String = number.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
            if !compact.is_empty() {
                self.numbers.push((stable_hash(&compact.to_ascii_lowercase()), at));
            }
        }
    }

    fn push_columns(&mut self, document: &Document) {
        let columns = &mut self.columns;
        columns.number.push(document.number);
        columns.listing.push(stable_hash(&document.listing));
        columns.about.push(stable_hash(&document.id));
        let absent = (f32::NAN, f32::NAN);
        columns.position.push(document.position.map_or(absent, |(lon, lat)| (lon as f32, lat as f32)));
        columns.person.push(document.person.is_some());
        columns.labels.push_str(&document.label);
        columns.label_end.push(columns.labels.len() as u32);
    }

    fn push_terms(&mut self, at: u32, document: &Document) {
        let mut push = |param: Param, value: &String| {
            let next = self.terms.len() as u32;
            let term = *self.terms.entry((param, value.clone())).or_insert(next);
            self.term_pairs.push((term, at));
        };
        push(Param::Kind, &document.kind);
        document.profession.iter().for_each(|value| push(Param::Profession, value));
        document.skills.iter().for_each(|value| push(Param::Skill, value));
        document.categories.iter().for_each(|value| push(Param::Category, value));
        document.flags.iter().for_each(|value| push(Param::Flag, value));
        document.territories.iter().for_each(|value| push(Param::Territory, value));
    }

    fn push_words(&mut self, at: u32, found: &[Word], other: u32) {
        for word in found {
            self.push_word(at, &word.text, other);
        }
    }

    fn push_word(&mut self, at: u32, word: &str, other: u32) {
        let next = self.vocabulary.len() as u32;
        let number = match self.vocabulary.get(word) {
            Some(&number) => number,
            None => *self.vocabulary.entry(word.to_owned()).or_insert(next),
        };
        self.word_pairs.push((number, at << 1 | other));
    }

    /// "Marie-Sainte" also answers to "mariesainte".
    fn push_glued(&mut self, at: u32, name: &str, other: u32) {
        for pair in words(name).windows(2) {
            self.push_word(at, &format!("{}{}", pair[0].text, pair[1].text), other);
        }
    }

    /// The finished index.
    pub fn build(self) -> Index {
        let size = self.columns.number.len();
        let mut sorted: Vec<(String, u32)> = self.vocabulary.into_iter().collect();
        sorted.sort_unstable();
        let words = Vocabulary::from_sorted(sorted.iter().map(|(word, _)| word.as_str()));
        let mut rank = vec![0u32; sorted.len()];
        for (place, (_, number)) in (0u32..).zip(&sorted) {
            rank[*number as usize] = place;
        }
        let pairs =
            self.word_pairs.into_iter().map(|(number, posting)| (rank[number as usize], posting)).collect();
        let mut numbers = self.numbers;
        numbers.sort_unstable();
        numbers.dedup();
        let mut index = Index {
            revision: self.revision,
            columns: self.columns,
            terms: terms(self.terms, self.term_pairs, size),
            word_documents: Lists::from_pairs(pairs, sorted.len()),
            words,
            numbers,
            entry_counts: Vec::new(),
            lexicon: self.lexicon,
        };
        let entries = index.lexicon.entries().len() as u32;
        index.entry_counts = (0..entries).map(|entry| index.behind(entry).count()).collect();
        index
    }
}

fn terms(by_value: HashMap<(Param, String), u32>, pairs: Vec<(u32, u32)>, size: usize) -> Terms {
    let mut values: Vec<((Param, String), u32)> =
        by_value.iter().map(|(value, &term)| (value.clone(), term)).collect();
    values.sort_unstable_by_key(|&(_, term)| term);
    let turned = pairs.iter().map(|&(term, document)| (document, term)).collect();
    Terms {
        values: values.into_iter().map(|(value, _)| value).collect(),
        documents: Lists::from_pairs(pairs, by_value.len()),
        of_document: Lists::from_pairs(turned, size),
        by_value,
    }
}
