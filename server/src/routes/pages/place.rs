//! The card of a place: where, what is there, who practises there, what the registers say.

use super::address::Address;
use super::answers::Answers;
use super::card_parts::{cpts, lines, nearby, note, place_crumbs, provenance};
use super::layout::Layout;
use super::links::{Crumb, Group};
use super::rows::{self, Fact};
use super::trades::Trade;
use super::wording::{self, Phone};
use crate::http::Problem;
use crate::snapshot::Snapshot;
use crate::snapshot::cards::place::{PlaceCard, Practitioner, Shelter};
use askama::Template;
use carbet_search::Param;

#[derive(Template)]
#[template(path = "place.html")]
pub struct PlacePage {
    page: Layout,
    crumbs: Vec<Crumb>,
    kind: &'static str,
    name: String,
    sub: String,
    phone: Option<Phone>,
    /// What to do without a number.
    no_phone: &'static str,
    route: Option<String>,
    route_label: String,
    map_href: Option<String>,
    lines: Vec<String>,
    note: Option<&'static str>,
    /// What the register of shelters says.
    facts: Vec<Labelled>,
    equipment: Vec<Labelled>,
    answers: Answers,
    people_title: String,
    groups: Vec<People>,
    territories: Vec<String>,
    /// « FINESS 97… ».
    register: Option<String>,
    sources: Vec<String>,
    side: Vec<Group>,
}

/// A fact and its name.
struct Labelled {
    label: String,
    value: String,
}

/// Those of one trade.
struct People {
    title: String,
    people: Vec<Someone>,
    /// The rest of a long list, folded.
    folded: Vec<Someone>,
    /// « Voir les 12 autres ».
    more: String,
}

/// Longest list that is shown whole, and what is shown of a longer one.
const WHOLE: usize = 14;
const SHOWN: usize = 10;

struct Someone {
    name: String,
    href: String,
    fact: Option<Fact>,
}

/// The page of a card.
pub fn of(page: Layout, snapshot: &Snapshot, card: &PlaceCard) -> Result<PlacePage, Problem> {
    let people_title = page.count("card.people", card.professionals.len() as u64);
    let what = card.category_label.map(str::to_owned);
    let sub = [what.clone(), card.legal_entity.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = match &card.address.commune {
        Some(town) => page.fill(
            "page.card.place_in",
            &[("name", &card.label), ("in", &wording::in_place(page.lang, town))],
        ),
        None => card.label.clone(),
    };
    let description = what.map_or_else(|| title.clone(), |what| format!("{title}. {what}."));
    let page = page.named(title, description);
    let commune = card.address.commune_code.as_deref();
    let listed_in = card.category.and_then(|code| Trade::from_value(Param::Category, code));
    let mut crumbs = place_crumbs(&page, snapshot, commune, listed_in.as_ref());
    crumbs.push(Crumb::here(card.label.clone()));
    let is_somewhere = card.address.line.is_some();
    Ok(PlacePage {
        crumbs,
        no_phone: page.t(if is_somewhere {
            "card.no_phone.help.place"
        } else {
            "page.card.no_phone.no_address"
        }),
        side: nearby(&page, snapshot, commune, listed_in.as_ref())?,
        kind: card.kind.unwrap_or("professional"),
        name: card.label.clone(),
        sub: if sub.is_empty() { people_title.clone() } else { sub },
        phone: card.phone.as_deref().map(|number| wording::phone(page.lang, number, &card.label)),
        route: card.route_url.clone(),
        route_label: page.fill("page.card.route_to", &[("name", &card.label)]),
        map_href: on_map(&page, card),
        lines: lines(&card.address, &card.label),
        note: note(&page, card.precision, card.address.line.is_some()),
        facts: card.shelter.as_ref().map(|shelter| facts(&page, shelter)).unwrap_or_default(),
        equipment: equipment(&page, card),
        answers: answers(&page, card),
        groups: people(&page, &card.professionals),
        territories: cpts(&card.territories),
        register: card.id.strip_prefix("finess:").map(|id| page.fill("card.finess", &[("id", id)])),
        sources: provenance(&page, &card.provenance),
        people_title,
        page,
    })
}

/// What is declared of the structure. The register of shelters answers for shelters, in its own block.
fn answers(page: &Layout, card: &PlaceCard) -> Answers {
    let declared =
        card.flags.iter().filter(|answer| card.shelter.is_none() || answer.declared_by != "register");
    let declared: Vec<_> = declared.cloned().collect();
    let answers = Answers::new(page, &declared);
    if card.shelter.is_some() { answers.known_only() } else { answers }
}

/// The map with this place chosen: itself, else whoever is listed there first.
fn on_map(page: &Layout, card: &PlaceCard) -> Option<String> {
    card.lon?;
    let first = card.professionals.first().map(|person| &person.listing);
    let machine = card.equipment.first().map(|machine| &machine.listing);
    let listing = card.listing.as_ref().or(first).or(machine)?;
    Some(page.print(Address::new("/").with("sel", listing.as_str())))
}

fn equipment(page: &Layout, card: &PlaceCard) -> Vec<Labelled> {
    let quantity = |n: Option<u32>| {
        n.map_or_else(|| page.t("word.unpublished").to_owned(), |n| page.count("list.quantity", n))
    };
    let line = |it: &crate::snapshot::cards::place::Equipment| Labelled {
        label: it.label.clone(),
        value: quantity(it.quantity),
    };
    card.equipment.iter().map(line).collect()
}

fn facts(page: &Layout, shelter: &Shelter) -> Vec<Labelled> {
    let silent = || page.t("word.undeclared").to_owned();
    let people = |n: Option<i32>| {
        let n = n.and_then(|n| u64::try_from(n).ok());
        n.map_or_else(silent, |n| page.count("card.shelter.people", n))
    };
    let answer = |said: Option<bool>| match said {
        Some(true) => page.t("word.yes").to_owned(),
        Some(false) => page.t("word.no").to_owned(),
        None => silent(),
    };
    let risk =
        |word: &String| crate::text::maybe(page.lang, &format!("risk.{word}")).unwrap_or(word).to_owned();
    let risks: Vec<String> = shelter.risks.iter().map(risk).collect();
    let verified = shelter.verified_on.as_deref().map(|day| wording::iso_day(page.lang, day));
    let fact = |key: &str, value: String| Labelled {
        label: page.t(&format!("card.shelter.{key}")).to_owned(),
        value,
    };
    let mut facts = vec![
        fact("during", people(shelter.capacity_during)),
        fact("after", people(shelter.capacity_after)),
        fact("risks", if risks.is_empty() { silent() } else { risks.join(", ") }),
        fact("wheelchair", answer(shelter.wheelchair)),
        fact("generator", answer(shelter.generator)),
        fact("water", answer(shelter.water)),
    ];
    facts.extend(verified.map(|day| Labelled { label: page.t("page.card.verified").to_owned(), value: day }));
    facts
}

/// People by trade, the most numerous first; in a trade, the order of the card.
fn people(page: &Layout, professionals: &[Practitioner]) -> Vec<People> {
    let mut groups: Vec<People> = Vec::new();
    for person in professionals {
        let key = person.profession.as_deref().and_then(|value| Trade::from_value(Param::Profession, value));
        let title = key
            .map(|trade| trade.label(page.lang))
            .unwrap_or_else(|| page.t("kind.professional.many").to_owned());
        let someone = Someone {
            name: person.label.clone(),
            href: page.link(format!("/fiche/{}", person.id)),
            fact: rows::first_fact(page, &person.flags, &person.flags_no),
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.people.push(someone),
            None => {
                groups.push(People { title, people: vec![someone], folded: Vec::new(), more: String::new() })
            }
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.people.len()));
    for group in groups.iter_mut().filter(|group| group.people.len() > WHOLE) {
        group.folded = group.people.split_off(SHOWN);
        group.more = page.count("card.people.more", group.folded.len() as u64);
    }
    groups
}
