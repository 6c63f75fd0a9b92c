//! A sorted vocabulary: exact words, prefixes, and words within a few edits. Each word has a rank, which callers
//! use as its number; a prefix is a range of ranks. It knows nothing of documents.

use std::ops::Range;

use fst::{IntoStreamer, Map, Streamer};

use crate::fuzzy::Fuzzy;

/// An immutable set of words held in a finite-state dictionary.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    ranks: Map<Vec<u8>>,
}

impl Vocabulary {
    /// From words sorted by bytes, without repetition.
    pub(crate) fn from_sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vocabulary {
        let ranks = Map::from_iter(words.zip(0u64..)).expect("the words are sorted and unique");
        Vocabulary { ranks }
    }

    pub(crate) fn len(&self) -> usize {
        self.ranks.len()
    }

    pub(crate) fn rank(&self, word: &str) -> Option<usize> {
        self.ranks.get(word).map(|rank| rank as usize)
    }

    /// The ranks of the words that begin with `prefix`; every word when it is empty.
    pub(crate) fn starting(&self, prefix: &str) -> Range<usize> {
        let first = |bound: &[u8]| {
            let mut stream = self.ranks.range().ge(bound).into_stream();
            stream.next().map_or(self.len(), |(_, rank)| rank as usize)
        };
        let start = first(prefix.as_bytes());
        let mut after = prefix.as_bytes().to_vec();
        while after.last() == Some(&u8::MAX) {
            after.pop();
        }
        match after.last_mut() {
            Some(last) => {
                *last += 1;
                start..first(&after)
            }
            None => start..self.len(),
        }
    }

    /// Words within `max` edits of `word` (or with such a prefix), with their distance, nearest first, then by rank.
    pub(crate) fn near(&self, word: &str, max: u8, prefix: bool) -> Vec<(usize, u8)> {
        let (Some(fuzzy), true) = (Fuzzy::new(word, max, prefix), max > 0) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut stream = self.ranks.search(&fuzzy).into_stream();
        while let Some((key, rank)) = stream.next() {
            found.push((rank as usize, fuzzy.distance(key)));
        }
        found.sort_by_key(|&(rank, distance)| (distance, rank));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_a_range_of_ranks() {
        let words = Vocabulary::from_sorted(["a", "mar", "martin", "martinet", "mas", "z"].into_iter());
        assert_eq!(words.starting("mart"), 2..4);
        assert_eq!(words.starting("ma"), 1..5);
        assert_eq!(words.starting("zz"), 6..6);
        assert_eq!(words.starting(""), 0..6);
        assert_eq!(words.near("amrtin", 1, false), [(2, 1)]);
    }
}
