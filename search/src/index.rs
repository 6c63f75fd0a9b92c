//! The immutable index: columns by document, postings by word and by filter value, and the lexicon.
//! It answers nothing by itself (see `understand`, `collect`, `rank`) and keeps nothing that was not in a document.

use std::collections::HashMap;

use crate::docset::DocSet;
use crate::filter::{FilterSpec, Param};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::words::Vocabulary;

/// Built once with each snapshot by [`crate::IndexBuilder`], then only read.
#[derive(Debug)]
pub struct Index {
    pub(crate) lexicon: Lexicon,
    pub(crate) revision: u32,
    pub(crate) columns: Columns,
    pub(crate) terms: Terms,
    pub(crate) words: Vocabulary,
    /// By word: `document << 1 | 1 when the word is not in the label`.
    pub(crate) word_documents: Lists,
    /// Hashes of whole numbers (RPPS, FINESS, phone) and their documents, sorted.
    pub(crate) numbers: Vec<(u64, u32)>,
    /// By entry of the lexicon: documents behind it.
    pub(crate) entry_counts: Vec<u32>,
}

/// What is kept of each document, by its place in the index.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The caller's numbers.
    pub(crate) number: Vec<u32>,
    /// Hash of the listing key: the fair shuffle and the order of ties.
    pub(crate) listing: Vec<u64>,
    /// Hash of what it is about: listings of one person share it.
    pub(crate) about: Vec<u64>,
    /// Longitude, latitude; not-a-number when absent.
    pub(crate) position: Vec<(f32, f32)>,
    pub(crate) person: Vec<bool>,
    /// Words in the label, capped at 255.
    pub(crate) label_words: Vec<u8>,
    pub(crate) labels: String,
    /// End of each label in `labels`.
    pub(crate) label_end: Vec<u32>,
}

/// Filter values, numbered; who has which.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) by_value: HashMap<(Param, String), u32>,
    pub(crate) values: Vec<(Param, String)>,
    /// Documents by term.
    pub(crate) documents: Lists,
    /// Terms by document.
    pub(crate) of_document: Lists,
}

impl Index {
    /// Documents in the index.
    pub fn len(&self) -> usize {
        self.columns.number.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The caller's revision of the snapshot this index was built with.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// How many documents pass a filter. An empty filter counts every document.
    pub fn count(&self, filter: &FilterSpec) -> u32 {
        self.passing(filter).map_or(self.len() as u32, |set| set.count())
    }

    /// Every value of a parameter with its number of documents, most frequent first, then by value.
    pub fn values(&self, param: Param) -> Vec<(&str, u32)> {
        let mut found: Vec<(&str, u32)> = (0..)
            .zip(&self.terms.values)
            .filter(|(_, (of, _))| *of == param)
            .map(|(term, (_, value))| (value.as_str(), self.terms.documents.get(term).len() as u32))
            .collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        found
    }

    pub(crate) fn label(&self, document: u32) -> &str {
        let at = document as usize;
        let start = if at == 0 { 0 } else { self.columns.label_end[at - 1] };
        &self.columns.labels[start as usize..self.columns.label_end[at] as usize]
    }

    pub(crate) fn position(&self, document: u32) -> Option<(f64, f64)> {
        let (lon, lat) = self.columns.position[document as usize];
        (!lon.is_nan()).then(|| (f64::from(lon), f64::from(lat)))
    }

    /// Documents having one of the values; `None` when nothing is asked.
    pub(crate) fn having(&self, param: Param, values: &[String]) -> Option<DocSet> {
        if values.is_empty() {
            return None;
        }
        let mut set = DocSet::none(self.len());
        for value in values {
            if let Some(&term) = self.terms.by_value.get(&(param, value.clone())) {
                set.insert_all(self.terms.documents.get(term as usize));
            }
        }
        Some(set)
    }

    /// Documents passing the whole filter; `None` when nothing is asked.
    pub(crate) fn passing(&self, filter: &FilterSpec) -> Option<DocSet> {
        Param::ALL.iter().filter_map(|&param| self.having(param, filter.values(param))).reduce(
            |mut all, set| {
                all.intersect(&set);
                all
            },
        )
    }

    /// Documents behind an entry of the lexicon; none when the entry has no data.
    pub(crate) fn behind(&self, entry: u32) -> DocSet {
        self.passing(&self.lexicon.entry(entry).filter).unwrap_or_else(|| DocSet::none(self.len()))
    }

    /// Documents carrying exactly this number (digits only, or a FINESS with its letter).
    pub(crate) fn numbered(&self, number: &str) -> Vec<u32> {
        let key = stable_hash(number);
        let from = self.numbers.partition_point(|&(hash, _)| hash < key);
        self.numbers[from..]
            .iter()
            .take_while(|&&(hash, _)| hash == key)
            .map(|&(_, document)| document)
            .collect()
    }
}

/// A hash that never changes between versions or machines: FNV-1a on 64 bits, then mixed.
pub(crate) fn stable_hash(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(fnv)
}

/// The finaliser of splitmix64: every input bit reaches every output bit.
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
