//! Pages: together they hold every item once, whatever the size of the page, and survive a new snapshot.

use std::collections::HashSet;

use carbet_search::{FilterSpec, Index, IndexBuilder, Query, SearchError, Sort, search};
use proptest::prelude::*;

use crate::directory;

fn all_pages(index: &Index, query: &Query) -> Vec<u32> {
    let mut query = query.clone();
    let mut seen = Vec::new();
    loop {
        let answer = search(index, &query).expect("a plain query");
        assert!(answer.items.len() <= query.limit);
        seen.extend(answer.items.iter().map(|hit| hit.number));
        match answer.next {
            Some(next) => query.cursor = Some(next),
            None => return seen,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_item_comes_once(
        text in prop::sample::select(vec!["", "kine", "lamentin", "ba", "psy", "medecin lamentin", "rose"]),
        near in prop::option::of((-61.2..-60.8f64, 14.4..14.9f64)),
        limit in 1usize..60,
        seed: u64,
    ) {
        let index = directory::index(&directory::synthetic(700));
        let query = Query { text: text.to_owned(), near, limit, seed, ..Query::default() };
        let total = search(&index, &query).expect("a plain query").total;
        let seen = all_pages(&index, &query);
        prop_assert_eq!(seen.len(), total as usize);
        prop_assert_eq!(seen.iter().collect::<HashSet<_>>().len(), seen.len());
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>(), near in prop::option::of((-200.0..200.0f64, -95.0..95.0f64))) {
        let index = directory::index(&directory::small());
        let query = Query { text: text.clone(), near, limit: 10, ..Query::default() };
        let _ = search(&index, &query);
        carbet_search::suggest(&index, &text, near, 5, 1);
    }
}

#[test]
fn long_and_odd_texts_get_an_answer() {
    let index = directory::index(&directory::small());
    for text in [
        "x".repeat(10_000),
        "ab ".repeat(4_000),
        "\0\0".to_owned(),
        "\u{202e}énik".to_owned(),
        "%'\"; --".to_owned(),
    ] {
        let query = Query { text: text.clone(), limit: 5, ..Query::default() };
        search(&index, &query).expect("bounded, not refused");
        carbet_search::suggest(&index, &text, None, 5, 1);
    }
}

#[test]
fn the_day_decides_the_order_and_a_cursor_keeps_it() {
    let index = directory::index(&directory::synthetic(300));
    let day = |seed| Query { limit: 20, seed, ..Query::default() };
    let first = search(&index, &day(1)).expect("browse");
    assert_eq!(first.sort, Sort::Daily);
    assert_eq!(first, search(&index, &day(1)).expect("browse"));
    assert_ne!(first.items, search(&index, &day(2)).expect("browse").items);
    // Midnight passes between two pages.
    let next = Query { cursor: first.next.clone(), ..day(2) };
    let same_day = Query { cursor: first.next, ..day(1) };
    assert_eq!(search(&index, &next).expect("page").items, search(&index, &same_day).expect("page").items);
}

#[test]
fn the_shuffle_favours_nobody() {
    let documents = directory::synthetic(50);
    let index = directory::index(&documents);
    let mut first = vec![0u32; 50];
    for seed in 0..5_000 {
        let answer = search(&index, &Query { limit: 1, seed, ..Query::default() }).expect("browse");
        first[answer.items[0].number as usize] += 1;
    }
    // Expected 100 each, standard deviation 10.
    assert!(first.iter().all(|count| (50..=150).contains(count)), "{first:?}");
}

#[test]
fn paging_goes_on_over_a_new_snapshot() {
    let documents = directory::synthetic(200);
    let query = Query { limit: 50, seed: 7, ..Query::default() };
    let first = search(&directory::index(&documents), &query).expect("browse");
    let mut builder = IndexBuilder::new(directory::lexicon(), 2);
    documents.iter().rev().for_each(|document| builder.push(document));
    let rest = all_pages(&builder.build(), &Query { cursor: first.next, ..query });
    assert_eq!(rest.len(), 150);
    assert!(first.items.iter().all(|hit| !rest.contains(&hit.number)));
}

#[test]
fn wrong_cursors_positions_and_frames_are_named() {
    let index = directory::index(&directory::synthetic(100));
    let query = Query { limit: 10, ..Query::default() };
    let parameter = |query: Query| search(&index, &query).expect_err("refused").parameter();
    assert_eq!(parameter(Query { cursor: Some("abc".to_owned()), ..query.clone() }), "cursor");
    let next = search(&index, &query).expect("browse").next;
    let filters = FilterSpec { kind: vec!["facility".to_owned()], ..FilterSpec::default() };
    assert_eq!(parameter(Query { cursor: next, filters, ..query.clone() }), "cursor");
    assert_eq!(parameter(Query { near: Some((0.0, 91.0)), ..query.clone() }), "near");
    assert_eq!(parameter(Query { bbox: Some([0.0, 2.0, 1.0, 1.0]), ..query.clone() }), "bbox");
    let nowhere = Query { near: Some((f64::NAN, 0.0)), ..query };
    assert_eq!(search(&index, &nowhere), Err(SearchError::Near));
}

#[test]
fn nearness_orders_and_is_told() {
    let index = directory::index(&directory::synthetic(500));
    let query = Query { near: Some((-61.0, 14.6)), limit: 100, ..Query::default() };
    let answer = search(&index, &query).expect("a plain query");
    assert_eq!(answer.sort, Sort::Distance);
    let distances: Vec<u32> = answer.items.iter().filter_map(|hit| hit.distance_m).collect();
    assert!(distances.is_sorted() && distances.len() == 100);
    let off_map = all_pages(&index, &query).len() - answer.located as usize;
    assert!(off_map > 0, "listings off the map stay in the list, at its end");
}
