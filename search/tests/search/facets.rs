//! Counts: each is what one gets by choosing it, with the other filters kept.

use carbet_search::{FilterSpec, Param, Query, search};
use proptest::prelude::*;

use crate::directory;

fn some_filters() -> impl Strategy<Value = FilterSpec> {
    let pick = |values: &'static [&'static str]| prop::sample::subsequence(values, 0..=values.len().min(2));
    let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect::<Vec<_>>();
    (
        pick(&["professional", "facility", "equipment"]),
        pick(&["10", "60", "70"]),
        pick(&["new_patients", "wheelchair"]),
        pick(&["commune:97213", "commune:97209", "departement:972"]),
    )
        .prop_map(move |(kind, profession, flag, territory)| FilterSpec {
            kind: owned(kind),
            profession: owned(profession),
            flag: owned(flag),
            territory: owned(territory),
            ..FilterSpec::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_count_is_what_choosing_it_gives(
        filters in some_filters(),
        text in prop::sample::select(vec!["", "kiné", "lamentin", "psy", "rose"]),
        framed: bool,
    ) {
        let index = directory::index(&directory::synthetic(600));
        let bbox = framed.then_some([-61.1, 14.5, -60.9, 14.7]);
        let query = Query { text: text.to_owned(), filters, bbox, ..Query::default() };
        let answer = search(&index, &query).expect("a plain query");
        for facet in &answer.facets {
            for (value, count) in facet.values.iter().take(6) {
                let mut chosen = query.clone();
                *chosen.filters.values_mut(facet.param) = vec![value.clone()];
                prop_assert_eq!(search(&index, &chosen).expect("a plain query").total, *count, "{:?} {}", facet.param, value);
            }
        }
    }
}

#[test]
fn kinds_add_up_to_the_whole() {
    let index = directory::index(&directory::synthetic(1_000));
    let answer = search(&index, &Query::default()).expect("browse");
    let kinds = &answer.facets[Param::Kind as usize];
    assert_eq!(kinds.param, Param::Kind);
    assert_eq!(kinds.values.iter().map(|(_, count)| count).sum::<u32>(), answer.total);
    assert_eq!(answer.total, 1_000);
    assert!(answer.items.is_empty() && answer.next.is_none(), "no page was asked");
}

#[test]
fn a_chosen_value_stays_listed_at_zero() {
    let index = directory::index(&directory::small());
    let filters = FilterSpec {
        kind: vec!["pharmacy".to_owned()],
        flag: vec!["home_visits".to_owned()],
        ..FilterSpec::default()
    };
    let answer = search(&index, &Query { filters, ..Query::default() }).expect("a plain query");
    assert_eq!(answer.total, 0);
    assert!(answer.facets[Param::Flag as usize].values.contains(&("home_visits".to_owned(), 0)));
}

#[test]
fn counts_of_choices_are_within_the_answer() {
    let index = directory::index(&directory::small());
    let answer = search(&index, &Query { text: "psy lamentin".to_owned(), ..Query::default() })
        .expect("a plain query");
    let counts: Vec<u32> = answer.choices.iter().map(|choice| choice.count).collect();
    assert_eq!((counts, answer.total), (vec![0, 1, 1, 1], 3));
}
