//! The card of a professional: who, in which trade, every place of practice with what was declared there.

use super::address::Address;
use super::answers::Answers;
use super::layout::Layout;
use super::links::Crumb;
use super::trades::Trade;
use super::wording::{self, Phone};
use crate::snapshot::Snapshot;
use crate::snapshot::cards::professional::{ProfessionalCard, Site as SiteCard};
use crate::snapshot::cards::{self, Provenance};
use askama::Template;
use carbet_search::Param;

#[derive(Template)]
#[template(path = "professional.html")]
pub struct ProfessionalPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    name: String,
    sub: String,
    /// CPTS of the places of practice.
    badges: Vec<String>,
    /// The one number to call first: the first published.
    phone: Option<Phone>,
    map_href: Option<String>,
    sites: Vec<Site>,
    skills: Vec<String>,
    /// « RPPS 99… ».
    register: String,
    sources: Vec<String>,
}

/// One place of practice.
struct Site {
    n: usize,
    name: String,
    lines: Vec<String>,
    /// What is not known of its position.
    note: Option<&'static str>,
    phone: Option<Phone>,
    mode: Option<&'static str>,
    answers: Answers,
    route: Option<String>,
    route_label: String,
    place_href: Option<String>,
}

/// The page of a card.
pub fn of(page: Layout, snapshot: &Snapshot, card: &ProfessionalCard) -> ProfessionalPage {
    let trade = card.detail.clone().or(card.profession_label.map(str::to_owned)).unwrap_or_default();
    let town = card.sites.iter().find_map(|site| site.address.commune.clone());
    let title = match &town {
        Some(town) => {
            let within = wording::in_place(page.lang, town);
            page.fill(
                "page.card.title_in",
                &[("name", &card.label), ("trade", &wording::lower_first(&trade)), ("in", &within)],
            )
        }
        None => format!("{}, {}", card.label, wording::lower_first(&trade)),
    };
    let page = page.named(title.clone(), title);
    let sites: Vec<Site> = (1..).zip(&card.sites).map(|(n, it)| site(&page, card, n, it)).collect();
    let located = card.sites.iter().find(|site| site.lon.is_some());
    ProfessionalPage {
        crumbs: crumbs(&page, snapshot, card),
        name: card.label.clone(),
        sub: trade,
        badges: cpts(&card.territories),
        phone: sites.iter().find_map(|site| site.phone.clone()),
        map_href: located.map(|site| page.print(Address::new("/").with("sel", site.listing.as_str()))),
        skills: card.skills.iter().map(|skill| skill.label.clone()).collect(),
        register: page.fill("card.rpps", &[("id", card.id.trim_start_matches("rpps:"))]),
        sources: provenance(&page, &card.provenance),
        sites,
        page,
    }
}

fn site(page: &Layout, card: &ProfessionalCard, n: usize, site: &SiteCard) -> Site {
    let who = format!("{}, {}", card.label, site.label);
    let mode = site.mode.map(|mode| page.t(&format!("card.mode.{mode}")));
    Site {
        n,
        name: site.label.clone(),
        lines: lines(&site.address, &site.label),
        note: note(page, site.precision, site.address.line.is_some()),
        phone: site.phone.as_deref().map(|number| wording::phone(page.lang, number, &who)),
        mode,
        answers: Answers::new(page, &site.flags),
        route: site.route_url.clone(),
        route_label: page.fill("page.card.route_to", &[("name", &site.label)]),
        place_href: site.place.as_ref().map(|place| page.link(cards::page(place))),
    }
}

/// « Annuaire / Le Lamentin / Infirmiers / name », as far as it is known.
fn crumbs(page: &Layout, snapshot: &Snapshot, card: &ProfessionalCard) -> Vec<Crumb> {
    let code = card.sites.iter().find_map(|site| site.address.commune_code.as_deref());
    let trade = card.profession.as_deref().and_then(|value| Trade::from_value(Param::Profession, value));
    let mut crumbs = place_crumbs(page, snapshot, code, trade.as_ref());
    crumbs.push(Crumb::here(card.label.clone()));
    crumbs
}

/// The steps of the directory that lead to a commune and to a trade there.
pub fn place_crumbs(
    page: &Layout,
    snapshot: &Snapshot,
    commune: Option<&str>,
    trade: Option<&Trade>,
) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::directory(page)];
    let found = commune.and_then(|code| snapshot.territory(&format!("commune:{code}")));
    if let Some(commune) = found {
        crumbs.push(Crumb::to(commune.label.clone(), page.link(format!("/annuaire/{}", commune.slug))));
        crumbs.extend(trade.map(|trade| {
            Crumb::to(trade.label(page.lang), page.link(format!("/annuaire/{}/{}", commune.slug, trade.slug)))
        }));
    }
    crumbs
}

/// An address on lines, without repeating the name above it.
pub fn lines(address: &cards::Address, name: &str) -> Vec<String> {
    let town = [address.postcode.as_deref(), address.commune.as_deref()];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [address.complement.clone(), address.line.clone(), Some(town)];
    lines.into_iter().flatten().filter(|line| !line.is_empty() && line != name).collect()
}

/// What is not known, said in words: a commune's centre is never passed off as an address.
pub fn note(page: &Layout, precision: &str, has_address: bool) -> Option<&'static str> {
    match (precision, has_address) {
        (_, false) => Some(page.t("card.no_address")),
        ("commune", true) => Some(page.t("card.commune_only")),
        ("none", true) => Some(page.t("card.no_position")),
        _ => None,
    }
}

/// The CPTS among the territories of a card.
pub fn cpts(territories: &[cards::TerritoryLink]) -> Vec<String> {
    territories.iter().filter(|link| link.id.starts_with("cpts:")).map(|link| link.label.clone()).collect()
}

/// « Identité : Annuaire Santé (RPPS), 4 nov. 2026 », a line a block.
pub fn provenance(page: &Layout, lines: &[Provenance]) -> Vec<String> {
    let line = |it: &Provenance| {
        let date = wording::iso_day(page.lang, &it.date);
        let source = page.fill("source.dated", &[("label", &it.label), ("date", &date)]);
        page.fill(
            "page.card.block",
            &[("block", page.t(&format!("card.block.{}", it.block))), ("source", &source)],
        )
    };
    lines.iter().map(line).collect()
}
