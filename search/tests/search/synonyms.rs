//! The synonym table, row by row: typed as written, without accents, in capitals, and with one slip.

use std::collections::BTreeMap;

use carbet_search::{Index, Query, Synonym, normalise, search, synonyms, targets};

use crate::directory;

/// Share of one-edit slips that must still lead to the right meaning.
const FLOOR: f64 = 0.97;
/// One slip in this many is tried, spread evenly over words, places and letters.
const SAMPLE: usize = 13;

/// Labels by (kind, target).
type Labels = BTreeMap<(String, String), String>;

fn labels() -> Labels {
    targets().into_iter().map(|target| ((target.group, target.target), target.label)).collect()
}

/// The meanings answered for a text: one understood, or several to choose from.
fn meanings(index: &Index, text: &str) -> Vec<String> {
    let query = Query { text: text.to_owned(), limit: 0, ..Query::default() };
    let answer = search(index, &query).expect("a plain query");
    // "Infirmier · À domicile" is the trade, and what was said of it.
    let trade = |label: String| label.split(" · ").next().map(str::to_owned);
    let one = answer.understood.what.and_then(|what| trade(what.label));
    one.into_iter().chain(answer.choices.into_iter().map(|choice| choice.label)).collect()
}

fn leads(index: &Index, labels: &Labels, row: &Synonym, typed: &str) -> bool {
    let query = Query { text: typed.to_owned(), limit: 0, ..Query::default() };
    if row.target_kind == "emergency" {
        let answer = search(index, &query).expect("a plain query");
        return answer.emergency.is_some_and(|emergency| emergency.name() == row.target);
    }
    let found = meanings(index, typed);
    found.len() <= 8 && found.contains(&labels[&(row.target_kind.clone(), row.target.clone())])
}

#[test]
fn every_row_leads_to_its_target() {
    let index = directory::index(&directory::one_each());
    let labels = labels();
    let mut wrong = Vec::new();
    for row in synonyms() {
        for typed in [row.typed.clone(), normalise(&row.typed), row.typed.to_uppercase()] {
            if !leads(&index, &labels, &row, &typed) {
                wrong.push(format!(
                    "{typed} should lead to {}, leads to {:?}",
                    row.target,
                    meanings(&index, &typed)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_of_one_meaning_gets_that_one_alone() {
    let index = directory::index(&directory::one_each());
    let labels = labels();
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in synonyms().into_iter().filter(|row| row.target_kind != "emergency") {
        expected.entry(row.typed).or_default().push(labels[&(row.target_kind, row.target)].clone());
    }
    for (typed, meant) in expected {
        assert_eq!(meanings(&index, &typed), meant, "{typed}");
    }
}

/// Every deletion, swap of neighbours, and a few substitutions and insertions.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out = Vec::new();
    let mut change = |at: usize, taken: usize, put: &[char]| {
        let changed: String = letters[..at].iter().chain(put).chain(&letters[at + taken..]).collect();
        if changed != word {
            out.push(changed);
        }
    };
    for at in 0..letters.len() {
        change(at, 1, &[]);
        for put in ['a', 'e', 'i', 'm', 's', 'z'] {
            change(at, 1, &[put]);
            change(at, 0, &[put]);
        }
        if let Some(&after) = letters.get(at + 1) {
            change(at, 2, &[after, letters[at]]);
        }
    }
    out
}

/// The share of slips that lead to the right meaning, and those that do not.
fn score(index: &Index, sample: usize) -> (f64, Vec<String>) {
    let labels = labels();
    let mut tried = 0usize;
    let mut missed: Vec<String> = Vec::new();
    let rows = synonyms().into_iter().filter(|row| row.typed.chars().count() >= 5);
    let cases =
        rows.flat_map(|row| slips(&normalise(&row.typed)).into_iter().map(move |slip| (row.clone(), slip)));
    for (row, slip) in cases.step_by(sample) {
        tried += 1;
        if !leads(index, &labels, &row, &slip) {
            missed.push(format!("{slip} ({}) → {:?}", row.typed, meanings(index, &slip)));
        }
    }
    (1.0 - missed.len() as f64 / tried as f64, missed)
}

#[test]
fn one_slip_still_leads_there() {
    let (score, missed) = score(&directory::index(&directory::one_each()), SAMPLE);
    println!("{:.2} % of slips lead to the right meaning", score * 100.0);
    assert!(score >= FLOOR, "{score:.4}:\n{}", missed.join("\n"));
}

#[test]
fn one_slip_still_leads_there_among_thousands_of_names() {
    let mut documents = directory::one_each();
    documents.extend(directory::synthetic(5_000));
    let (score, missed) = score(&directory::index(&documents), 3 * SAMPLE);
    println!("{:.2} % of slips lead to the right meaning among names", score * 100.0);
    assert!(score >= FLOOR, "{score:.4}:\n{}", missed.join("\n"));
}
