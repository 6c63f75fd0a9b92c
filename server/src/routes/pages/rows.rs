//! The rows of a list of results: what a table shows of each listing.

use super::layout::Layout;
use super::wording::{self, Phone};
use crate::snapshot::{Declared, Listing, Snapshot};
use carbet_model::Precision;
use carbet_search::Hit;

/// One row.
pub struct Row {
    /// Its number on the map and in the list.
    pub n: String,
    pub kind: &'static str,
    pub href: String,
    pub label: String,
    pub detail: String,
    /// Street and number; `None` when only the commune may be told.
    pub address: Option<String>,
    /// Postcode and commune.
    pub town: String,
    /// From the centre of the commune that was asked for; none for what stands at a commune's centre itself.
    pub distance: Option<String>,
    pub phone: Option<Phone>,
    pub facts: Vec<Fact>,
}

/// One thing known of a listing, with its term when somebody declared it.
pub struct Fact {
    pub is_yes: bool,
    /// Drawing beside a « no » or a plain fact.
    pub icon: &'static str,
    pub words: String,
    pub until: Option<String>,
}

/// Rows of a page of results, numbered from `first`.
pub fn rows(page: &Layout, snapshot: &Snapshot, hits: &[Hit], first: u32) -> Vec<Row> {
    (first..).zip(hits).map(|(n, hit)| row(page, snapshot, hit, n)).collect()
}

fn row(page: &Layout, snapshot: &Snapshot, hit: &Hit, n: u32) -> Row {
    let listing = snapshot.listing(hit.number);
    Row {
        n: n.to_string(),
        kind: listing.kind.as_str(),
        href: page.link(format!("/fiche/{}", listing.id)),
        label: listing.label.clone(),
        detail: listing.detail.clone(),
        address: listing.address.clone(),
        town: town(listing),
        distance: hit.distance_m.filter(|_| listing.precision == Precision::Address).map(|metres| {
            page.fill("page.table.distance", &[("distance", &wording::distance(page.lang, metres))])
        }),
        phone: listing.phone.as_deref().map(|number| wording::phone(page.lang, number, &listing.label)),
        facts: facts(page, listing, snapshot.declared(hit.number)),
    }
}

fn town(listing: &Listing) -> String {
    let postcode = listing.postcode.as_deref().filter(|_| listing.address.is_some());
    [postcode.unwrap_or_default(), &listing.commune_name].join(" ").trim().to_owned()
}

fn facts(page: &Layout, listing: &Listing, declared: &[Declared]) -> Vec<Fact> {
    let plain = |words| Fact { is_yes: false, icon: "info", words, until: None };
    let quantity = listing.quantity.map(|n| plain(page.count("list.quantity", n)));
    let capacity = listing.capacity.map(|n| plain(page.fill("list.capacity", &[("n", &page.number(n))])));
    let answers = declared.iter().map(|it| {
        let tail = if it.value { "" } else { ".no" };
        let until = it
            .expires_on
            .map(|day| page.fill("page.table.until", &[("date", &wording::day(page.lang, day))]));
        let words = page.t(&format!("flag.{}{tail}", it.flag)).to_owned();
        Fact { is_yes: it.value, icon: "x", words, until }
    });
    quantity.into_iter().chain(capacity).chain(answers).collect()
}

/// The fact to show beside somebody's name when there is room for one: whether they take new patients.
pub fn first_fact(page: &Layout, flags: &[&str], flags_no: &[&str]) -> Option<Fact> {
    let said = |is_yes: bool, word: &str| {
        let tail = if is_yes { "" } else { ".no" };
        Fact { is_yes, icon: "x", words: page.t(&format!("flag.{word}{tail}")).to_owned(), until: None }
    };
    let newcomers = carbet_model::Flag::NewPatients.as_str();
    if flags_no.contains(&newcomers) {
        return Some(said(false, newcomers));
    }
    flags.first().map(|word| said(true, word))
}
