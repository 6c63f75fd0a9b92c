//! Documents whose names hold given words: exactly, by their beginning, or with slips. It knows words and postings
//! only; what the words mean is `understand`'s affair.

use crate::fuzzy::{self, Fuzzy};
use crate::index::Index;
use crate::normalise::words;

/// How far a word may be from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    Exact,
    /// The last word may be unfinished.
    Prefix,
    /// Every word may be misspelt, the last one unfinished.
    Typo,
    /// The last word may be both misspelt and unfinished.
    TypoPrefix,
}

/// Distinct words tried for one misspelt word.
const NEAR_LIMIT: usize = 64;

/// Documents having all the words in their names, sorted, with the band of [`crate::rank::Score`].
pub(crate) fn named(index: &Index, wanted: &[&str], reach: Reach) -> Vec<(u32, u8)> {
    let Some((last, first)) = wanted.split_last() else {
        return Vec::new();
    };
    let mut lists: Vec<Vec<(u32, u8)>> = Vec::with_capacity(wanted.len());
    for (word, is_last) in first.iter().map(|word| (word, false)).chain([(last, true)]) {
        let list = with_word(index, word, reach, is_last);
        if list.is_empty() {
            return list;
        }
        lists.push(list);
    }
    lists.sort_by_key(Vec::len);
    let mut common = lists.into_iter().reduce(|a, b| intersect(&a, &b)).unwrap_or_default();
    for (document, band) in &mut common {
        let whole = usize::from(index.columns.label_words[*document as usize]) == wanted.len();
        *band = if *band == 0 && whole { 0 } else { *band + 1 };
    }
    common
}

/// Documents with one word, and how well: 0 in the label, 1 in another name; 2–3 beginning; 4–5 one slip; 6–7 two.
fn with_word(index: &Index, word: &str, reach: Reach, is_last: bool) -> Vec<(u32, u8)> {
    let mut found: Vec<(u32, u8)> = Vec::new();
    let mut add = |postings: &[u32], base: u8| {
        found.extend(postings.iter().map(|&posting| (posting >> 1, base + (posting & 1) as u8)));
    };
    let exact = index.words.rank(word);
    if let Some(rank) = exact {
        add(index.word_documents.get(rank), 0);
    }
    if is_last && reach >= Reach::Prefix {
        add(index.word_documents.span(index.words.starting(word)), 2);
    }
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    if reach >= Reach::Typo && !digits {
        let open = is_last && reach == Reach::TypoPrefix;
        for (rank, edits) in
            index.words.near(word, fuzzy::allowed(word.len()), open).into_iter().take(NEAR_LIMIT)
        {
            add(index.word_documents.get(rank), if edits < 2 { 4 } else { 6 });
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|&mut (document, _)| document);
    found
}

/// Documents in both, with the worse of the two qualities.
fn intersect(a: &[(u32, u8)], b: &[(u32, u8)]) -> Vec<(u32, u8)> {
    let mut out = Vec::with_capacity(a.len());
    let mut rest = b;
    for &(document, quality) in a {
        let skip = rest.partition_point(|&(other, _)| other < document);
        rest = &rest[skip..];
        if let Some(&(other, with)) = rest.first()
            && other == document
        {
            out.push((document, quality.max(with)));
        }
    }
    out
}

/// The parts of a shown text that the words explain, as character offsets `[start, end)`, in order.
/// A whole word, the beginning of a word, or a word with slips.
pub fn highlight(text: &str, wanted: &[String]) -> Vec<(u32, u32)> {
    let mut spans = Vec::new();
    for word in words(text) {
        let begun =
            wanted.iter().filter(|typed| word.text.starts_with(typed.as_str())).map(String::len).max();
        let whole = (word.start, word.end);
        match begun {
            Some(letters) if letters < word.text.len() => {
                spans.push((word.start, (word.start + letters as u32).min(word.end)));
            }
            Some(_) => spans.push(whole),
            None if wanted.iter().any(|typed| is_slip(typed, &word.text)) => spans.push(whole),
            None => {}
        }
    }
    spans
}

fn is_slip(typed: &str, word: &str) -> bool {
    let max = fuzzy::allowed(typed.len());
    max > 0 && Fuzzy::new(typed, max, false).is_some_and(|fuzzy| fuzzy.distance(word.as_bytes()) <= max)
}
