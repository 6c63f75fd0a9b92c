//! The ways a query can be read: which words say what, which say where, which are names. Every way is enumerated
//! with the lexicon alone and given points; `understand` weighs them against the directory.

use crate::entry::Group;
use crate::lexicon::{Found, Lexicon, is_link};
use crate::normalise::Word;

/// One way to read a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) what: Option<Found>,
    /// A criterion said beside the what: "à domicile".
    pub(crate) criterion: Option<u32>,
    pub(crate) place: Option<Found>,
    /// Words left, to be found in names; places in the query.
    pub(crate) names: Vec<usize>,
    /// A word said that the place is one: "à", "au", "le".
    pub(crate) marked: bool,
    /// Points of what the lexicon explains.
    pub(crate) points: f32,
}

/// Words of the query that an entry explains.
#[derive(Debug, Clone)]
struct Span {
    from: usize,
    to: usize,
    found: Found,
    points: f32,
}

/// Longest phrase looked up, in words.
const PHRASE_WORDS: usize = 6;
/// Beyond this many words, typos are not tried on phrases: the work would grow with the square.
const TYPO_WORDS: usize = 8;
/// Points by meaningful word: a stated what or where outranks an exact name (2, see `understand`).
const WHAT: f32 = 3.0;
const PLACE: f32 = 3.1;
/// A place among names, with nothing that says it is one, is a little less likely than a name.
const PLACE_AMONG_NAMES: f32 = 1.9;
const AFTER_MARKER: f32 = 0.4;
const TITLE: f32 = 0.5;
/// Phrases of a sort that are combined: no query made by a person has more. They are the ones worth most.
const SPANS: usize = 16;
/// Readings weighed against the directory: repeating a trade and a town would otherwise make thousands.
const READINGS: usize = 240;
/// What a word left for names may add at most, when a reading is weighed (see `understand`).
const NAME: f32 = 3.05;

/// Every reading, the one without any meaning (all names) included.
pub(crate) fn readings(lexicon: &Lexicon, words: &[Word], typos: bool) -> Vec<Reading> {
    let is_place = |group: Group| group == Group::Commune;
    let whats = spans(lexicon, words, typos, |group| !is_place(group), WHAT);
    let places = spans(lexicon, words, typos, is_place, PLACE);
    let is_criterion =
        |span: &&Span| span.found.edits == 0 && lexicon.entry(span.found.entries[0]).is_criterion();
    let whats = most_worth(whats, SPANS, |span| span.points);
    let places = most_worth(places, SPANS, |span| span.points);
    let mut found = Vec::new();
    for what in whats.iter().map(Some).chain([None]) {
        let criteria = whats.iter().filter(|_| what.is_some()).filter(is_criterion).map(Some);
        for criterion in criteria.chain([None]) {
            for place in places.iter().map(Some).chain([None]) {
                let said = [what, criterion, place];
                if are_apart(said) {
                    found.extend(read(words, said));
                }
            }
        }
    }
    // The reading without any meaning, always the last, is how a name is found.
    let all_names = found.pop();
    let mut kept = most_worth(found, READINGS, |reading| reading.points + NAME * reading.names.len() as f32);
    kept.extend(all_names);
    kept
}

/// The `most` worth most, in the order they came in; the first ones win ties.
fn most_worth<T>(mut all: Vec<T>, most: usize, worth: impl Fn(&T) -> f32) -> Vec<T> {
    if all.len() <= most {
        return all;
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| worth(&all[b]).total_cmp(&worth(&all[a])));
    let mut kept = vec![false; all.len()];
    order.into_iter().take(most).for_each(|at| kept[at] = true);
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        kept[at - 1]
    });
    all
}

fn are_apart(spans: [Option<&Span>; 3]) -> bool {
    let [a, b, c] = spans;
    let apart = |one: Option<&Span>, other: Option<&Span>| match (one, other) {
        (Some(one), Some(other)) => one.to <= other.from || other.to <= one.from,
        _ => true,
    };
    apart(a, b) && apart(b, c) && apart(a, c)
}

fn read(words: &[Word], said: [Option<&Span>; 3]) -> Option<Reading> {
    let [what, criterion, place] = said;
    let covered = |at: usize| said.into_iter().flatten().any(|span| (span.from..span.to).contains(&at));
    let left: Vec<usize> = (0..words.len()).filter(|&at| !covered(at)).collect();
    let text = |at: &usize| words[*at].text.as_str();
    let titled = left.iter().any(|at| is_title(text(at)));
    let mut names: Vec<usize> = left.iter().copied().filter(|&at| may_be_name(words, at)).collect();
    if names.is_empty() && what.is_none() && place.is_none() {
        names = left;
    }
    // "docteur Martin" is a person, "docteur" alone a trade.
    let says_title =
        what.is_some_and(|span| words[span.from..span.to].iter().all(|word| is_title(&word.text)));
    if says_title && !names.is_empty() {
        return None;
    }
    let mut points: f32 = [what, criterion].into_iter().flatten().map(|span| span.points).sum();
    let marked = place.is_some_and(|span| span.from > 0 && is_marker(&words[span.from - 1].text));
    if let Some(span) = place {
        points += match (marked, what.is_none() && !names.is_empty() && span.found.edits == 0) {
            (true, _) => span.points + AFTER_MARKER,
            (false, true) => PLACE_AMONG_NAMES * (span.points / PLACE),
            (false, false) => span.points,
        };
    }
    if titled {
        points += if names.is_empty() && what.is_none() { -4.0 * TITLE } else { TITLE };
    }
    Some(Reading {
        what: what.map(|span| span.found.clone()),
        criterion: criterion.map(|span| span.found.entries[0]),
        place: place.map(|span| span.found.clone()),
        names,
        marked,
        points,
    })
}

fn spans(
    lexicon: &Lexicon,
    words: &[Word],
    typos: bool,
    wanted: impl Fn(Group) -> bool,
    worth: f32,
) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for from in 0..words.len() {
        for to in from + 1..=words.len().min(from + PHRASE_WORDS) {
            let part = &words[from..to];
            if is_link(&part[0].text) || is_link(&part[part.len() - 1].text) {
                continue;
            }
            let phrase = part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            let meaningful = part.iter().filter(|word| !is_link(&word.text)).count() as f32;
            let mut meaning = lexicon.exact(&phrase, &wanted);
            if meaning.is_none() && typos && words.len() <= TYPO_WORDS {
                let is_last = to == words.len();
                let begun = || lexicon.begun(&phrase, &wanted).filter(|_| is_last);
                meaning = lexicon.near(&phrase, &wanted).or_else(begun);
            }
            if let Some(meaning) = meaning {
                let share = worth_of_edits(meaning.edits, phrase.len());
                let points = worth * share * meaningful + 0.05 * (part.len() - 1) as f32;
                found.push(Span { from, to, found: meaning, points });
            }
        }
    }
    // The longest phrase says it best: "infirmier de bloc" is not "infirmier".
    let exact: Vec<(usize, usize)> =
        found.iter().filter(|span| span.found.edits == 0).map(|span| (span.from, span.to)).collect();
    found.retain(|span| {
        !exact.iter().any(|&(from, to)| from <= span.from && span.to <= to && to - from > span.to - span.from)
    });
    found
}

/// What a misspelt phrase keeps of its worth: little when it is short, for it may be a name.
fn worth_of_edits(edits: u8, letters: usize) -> f32 {
    match (edits, letters) {
        (0, _) => 1.0,
        (1, 6..) => 0.53,
        (1, _) => 0.4,
        _ => 0.43,
    }
}

/// Words that announce a place.
fn is_marker(word: &str) -> bool {
    matches!(
        word,
        "a" | "au"
            | "aux"
            | "dans"
            | "en"
            | "sur"
            | "vers"
            | "pres"
            | "le"
            | "la"
            | "les"
            | "l"
            | "de"
            | "du"
            | "d"
    )
}

/// Words of a sentence that name nothing.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "pres"
            | "proche"
            | "chez"
            | "sur"
            | "vers"
            | "cote"
            | "autour"
            | "pour"
            | "avec"
            | "je"
            | "j"
            | "ai"
            | "cherche"
            | "besoin"
            | "trouver"
            | "voir"
            | "mon"
            | "ma"
            | "mes"
            | "qui"
            | "moi"
            | "ici"
            | "ou"
    )
}

/// Titles said before a name.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "dr" | "docteur"
            | "docteure"
            | "pr"
            | "professeur"
            | "professeure"
            | "mr"
            | "m"
            | "mme"
            | "mlle"
            | "monsieur"
            | "madame"
    )
}

/// True unless the word is one of those said around names. A last "m" begins a name more often than it ends a text with
/// a title.
pub(crate) fn may_be_name(words: &[Word], at: usize) -> bool {
    (at + 1 == words.len() && words[at].text == "m") || !is_said_around_names(&words[at].text)
}

/// Words that are said around a name and are not part of it.
pub(crate) fn is_said_around_names(word: &str) -> bool {
    is_link(word) || is_filler(word) || is_title(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::normalise::words;

    #[test]
    fn however_often_a_query_repeats_itself_its_readings_are_few() {
        let towns = ["Le Robert", "Ducos", "Le Marin"];
        let place = |town: &&str| Entry::place(town, &format!("commune:{town}"), None, Vec::new());
        let lexicon = Lexicon::french(towns.iter().map(place).collect());
        let said = "domicile Ducos infirmier Robert kine Marin ".repeat(10);
        for typos in [false, true] {
            let found = readings(&lexicon, &words(&said), typos);
            assert!(found.len() <= READINGS + 1, "{}", found.len());
            let last = found.last().expect("at least the names");
            assert!(last.what.is_none() && last.place.is_none());
        }
    }

    #[test]
    fn what_is_worth_most_stays_in_order() {
        assert_eq!(most_worth(vec![1, 5, 3, 5, 2], 3, |n| *n as f32), [5, 3, 5]);
        assert_eq!(most_worth(vec![1, 2], 3, |n| *n as f32), [1, 2]);
    }
}
