//! Rows of `fixtures/understanding.csv`: a query, and what must be understood and found first.

use carbet_search::{Emergency, Query, search};

use crate::directory;

#[test]
fn queries_are_understood() {
    let documents = directory::small();
    let index = directory::index(&documents);
    let table = include_str!("../fixtures/understanding.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    let mut wrong = Vec::new();
    for row in reader.records() {
        let row = row.expect("readable fixture");
        let query = Query { text: row[0].to_owned(), limit: 5, ..Query::default() };
        let answer = search(&index, &query).expect("a plain query");
        let choices: Vec<&str> = answer.choices.iter().map(|choice| choice.label.as_str()).collect();
        let got = [
            answer.understood.what.as_ref().map(|what| what.label.clone()).unwrap_or_default(),
            answer.understood.place.as_ref().map(|place| place.label.clone()).unwrap_or_default(),
            answer.understood.text.clone().unwrap_or_default(),
            choices.join("|"),
            answer.emergency.map(Emergency::name).unwrap_or_default().to_owned(),
        ];
        let expected: Vec<&str> = row.iter().skip(1).take(5).collect();
        let first =
            answer.items.first().map(|hit| documents[hit.number as usize].label.as_str()).unwrap_or_default();
        if got != expected.as_slice() || (!row[6].is_empty() && row[6] != *first) {
            wrong.push(format!("{}: {got:?} first {first:?} of {}, expected {row:?}", &row[0], answer.total));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_slip_is_said() {
    let index = directory::index(&directory::small());
    let query = Query { text: "kinésiterapeut".to_owned(), limit: 1, ..Query::default() };
    let answer = search(&index, &query).expect("a plain query");
    assert_eq!(answer.understood.corrected.as_deref(), Some("kinésithérapeute"));
}

#[test]
fn words_nobody_answers_to_are_set_aside_and_said() {
    let index = directory::index(&directory::small());
    let query = Query { text: "kiné lamentin xylophone".to_owned(), limit: 5, ..Query::default() };
    let answer = search(&index, &query).expect("a plain query");
    assert_eq!(answer.understood.ignored.as_deref(), Some("xylophone"));
    assert_eq!(answer.total, 1);
}

#[test]
fn a_criterion_nobody_declares_is_set_aside_and_said() {
    let index = directory::index(&directory::small());
    let query = Query { text: "orthoptiste à domicile".to_owned(), limit: 5, ..Query::default() };
    let answer = search(&index, &query).expect("a plain query");
    assert_eq!(answer.understood.what.expect("understood").label, "Orthoptiste");
    assert_eq!((answer.understood.ignored.as_deref(), answer.total), (Some("domicile"), 1));
}

#[test]
fn a_filter_never_changes_what_was_understood() {
    let index = directory::index(&directory::small());
    let mut query = Query { text: "kiné".to_owned(), limit: 5, ..Query::default() };
    query.filters.kind.push("pharmacy".to_owned());
    let answer = search(&index, &query).expect("a plain query");
    assert_eq!(answer.total, 0);
    assert_eq!(answer.understood.what.expect("understood").label, "Masseur-Kinésithérapeute");
}

#[test]
fn the_name_is_highlighted_where_it_matched() {
    let index = directory::index(&directory::small());
    let query = Query { text: "belizaire".to_owned(), limit: 1, ..Query::default() };
    let answer = search(&index, &query).expect("a plain query");
    let hit = &answer.items[0];
    assert_eq!(hit.matched.iter().map(|part| (part.start, part.end)).collect::<Vec<_>>(), [(0, 9)]);
    assert!(hit.score.to_string().starts_with("text 1 (exact words of the name), draw "));
}
