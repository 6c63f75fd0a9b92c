//! Edit distance as an automaton over a sorted dictionary: insertion, deletion, substitution and the swap of two
//! neighbours count one each. It knows bytes only; normalised words are nearly always ASCII.

use fst::Automaton;

/// Longest word or phrase, in bytes, for which typos are tried: beyond it the work is not bounded usefully.
pub(crate) const LONGEST: usize = 40;

/// Edits allowed in a word of that many letters: none under four, one from four, two from eight.
pub(crate) fn allowed(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

/// Accepts the keys within `max` edits of `wanted`, or having a prefix within `max` edits of it.
pub(crate) struct Fuzzy<'a> {
    wanted: &'a [u8],
    max: u8,
    prefix: bool,
}

/// The two last rows of the distance table, the last byte read, and the best full distance met so far.
#[derive(Clone)]
pub(crate) struct Rows {
    before: [u8; LONGEST + 1],
    now: [u8; LONGEST + 1],
    last: u8,
    best: u8,
}

impl<'a> Fuzzy<'a> {
    /// `None` when the word is too long to be tried.
    pub(crate) fn new(wanted: &'a str, max: u8, prefix: bool) -> Option<Fuzzy<'a>> {
        (wanted.len() <= LONGEST).then_some(Fuzzy { wanted: wanted.as_bytes(), max, prefix })
    }

    /// The distance of a key that was accepted: whole, or of its nearest prefix.
    pub(crate) fn distance(&self, key: &[u8]) -> u8 {
        let rows = key.iter().fold(self.start(), |rows, &byte| self.accept(&rows, byte));
        if self.prefix { rows.best } else { rows.now[self.wanted.len()] }
    }
}

impl Automaton for Fuzzy<'_> {
    type State = Rows;

    fn start(&self) -> Rows {
        let mut now = [0; LONGEST + 1];
        for (at, cell) in (0u8..).zip(now.iter_mut()) {
            *cell = at;
        }
        Rows { before: [u8::MAX; LONGEST + 1], now, last: 0, best: now[self.wanted.len()] }
    }

    fn is_match(&self, rows: &Rows) -> bool {
        rows.now[self.wanted.len()] <= self.max || (self.prefix && rows.best <= self.max)
    }

    fn can_match(&self, rows: &Rows) -> bool {
        let end = self.wanted.len();
        let reachable =
            |row: &[u8], spent: u8| row[..=end].iter().any(|&d| d.saturating_add(spent) <= self.max);
        (self.prefix && rows.best <= self.max) || reachable(&rows.now, 0) || reachable(&rows.before, 1)
    }

    fn accept(&self, rows: &Rows, byte: u8) -> Rows {
        let mut next = [u8::MAX; LONGEST + 1];
        next[0] = rows.now[0].saturating_add(1);
        for at in 1..=self.wanted.len() {
            let letter = self.wanted[at - 1];
            let substituted = rows.now[at - 1].saturating_add(u8::from(letter != byte));
            let mut cost =
                substituted.min(rows.now[at].saturating_add(1)).min(next[at - 1].saturating_add(1));
            if at >= 2 && letter == rows.last && self.wanted[at - 2] == byte {
                cost = cost.min(rows.before[at - 2].saturating_add(1));
            }
            next[at] = cost;
        }
        let best = rows.best.min(next[self.wanted.len()]);
        Rows { before: rows.now, now: next, last: byte, best }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_of_each_sort_counts_one() {
        for (wanted, key, expected) in [
            ("kine", "kine", 0),
            ("kine", "kinee", 1),
            ("kine", "kne", 1),
            ("kine", "kibe", 1),
            ("kine", "kien", 1),
            ("dentiste", "dnetitse", 2),
        ] {
            let fuzzy = Fuzzy::new(wanted, 2, false).expect("short");
            assert_eq!(fuzzy.distance(key.as_bytes()), expected, "{wanted} {key}");
        }
    }

    #[test]
    fn a_prefix_is_measured_where_it_ends_best() {
        let fuzzy = Fuzzy::new("cardoi", 1, true).expect("short");
        assert_eq!(fuzzy.distance(b"cardiologue"), 1);
    }
}
