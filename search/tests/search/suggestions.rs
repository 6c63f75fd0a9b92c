//! Typeahead: groups, their order, their counts and their highlights.

use carbet_search::{Group, Index, Suggestions, suggest};

use crate::directory;

fn asked(index: &Index, text: &str) -> Suggestions {
    suggest(index, text, None, 5, 1)
}

/// "group label count" lines.
fn lines(found: &Suggestions) -> Vec<String> {
    let groups = found.groups.iter();
    groups
        .flat_map(|group| {
            group.choices.iter().map(|c| format!("{} {} {}", group.group.name(), c.label, c.count))
        })
        .collect()
}

#[test]
fn an_empty_field_proposes_the_needs() {
    let index = directory::index(&directory::small());
    let found = asked(&index, "  ");
    let expected = [
        "need Un médecin traitant 1",
        "need Des soins à domicile 3",
        "need Une pharmacie 3",
        "need Parler à quelqu’un 1",
        "need Une IRM ou un scanner 2",
    ];
    assert_eq!(lines(&found), expected);
}

#[test]
fn an_ambiguous_word_gets_all_its_meanings() {
    let index = directory::index(&directory::small());
    let found = asked(&index, "psy");
    assert!(found.ambiguous);
    let got = lines(&found);
    for expected in [
        "profession Psychologue 1",
        "profession Psychiatre 1",
        "profession Psychothérapeute 1",
        "structure Centre médico-psychologique (CMP) 1",
    ] {
        assert!(got.iter().any(|line| line == expected), "{expected} in {got:?}");
    }
}

#[test]
fn groups_keep_their_order_and_people_are_counted_once() {
    let index = directory::index(&directory::small());
    let found = asked(&index, "mar");
    let groups: Vec<Group> = found.groups.iter().map(|group| group.group).collect();
    assert!(groups.is_sorted() && groups.contains(&Group::Person) && groups.contains(&Group::Commune));
    let got = lines(&found);
    assert!(got.iter().any(|line| line == "person Martin Inès 2"), "{got:?}");
    assert!(got.iter().any(|line| line == "commune Le Marin 2"), "{got:?}");
}

#[test]
fn a_name_that_is_also_a_commune_is_offered_both_ways() {
    let index = directory::index(&directory::small());
    let got = lines(&asked(&index, "lamentin"));
    assert!(got.iter().any(|line| line.starts_with("commune Le Lamentin")), "{got:?}");
    assert!(got.iter().any(|line| line.starts_with("person Lamentin Odile")), "{got:?}");
}

#[test]
fn a_title_announces_a_person() {
    let index = directory::index(&directory::small());
    for text in ["dr m", "docteur mart", "Mme Martin"] {
        let got = lines(&asked(&index, text));
        assert!(got.iter().any(|line| line == "person Martin Paul 1"), "{text}: {got:?}");
    }
}

#[test]
fn what_then_the_beginning_of_where() {
    let index = directory::index(&directory::small());
    for text in ["kine lam", "kiné au lam", "kiné lamentin"] {
        let found = asked(&index, text);
        let choice = &found.groups[0].choices[0];
        assert_eq!(
            (choice.label.as_str(), choice.detail.as_deref()),
            ("Masseur-Kinésithérapeute", Some("Le Lamentin"))
        );
        let filter = choice.filter.as_ref().expect("a filter");
        assert_eq!(
            (filter.profession.as_slice(), filter.territory.as_slice()),
            (&["70".to_owned()][..], &["commune:97213".to_owned()][..])
        );
        assert_eq!(choice.count, 1);
    }
}

#[test]
fn a_slip_is_corrected_only_when_nothing_else_answers() {
    let index = directory::index(&directory::small());
    let found = asked(&index, "kinésiterap");
    assert_eq!(found.corrected.as_deref(), Some("kinésithérapeute"));
    assert_eq!(lines(&found), ["profession Masseur-Kinésithérapeute 2"]);
    assert_eq!(asked(&index, "kine").corrected, None);
}

#[test]
fn typed_parts_are_marked() {
    let index = directory::index(&directory::small());
    let found = asked(&index, "kinés");
    assert_eq!(found.groups[0].choices[0].spans, [(8, 13)]);
}

#[test]
fn calls_for_help_show_while_typing() {
    let index = directory::index(&directory::small());
    for (text, expected) in
        [("suici", Some("distress")), ("urgence", Some("vital")), ("urg", None), ("kine", None)]
    {
        assert_eq!(asked(&index, text).emergency.map(|emergency| emergency.name()), expected, "{text}");
    }
}
