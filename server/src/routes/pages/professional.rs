//! The card of a professional: who, in which trade, every place of practice with what was declared there.

use super::address::Address;
use super::answers::Answers;
use super::card_parts::{cpts, lines, nearby, note, place_crumbs, provenance};
use super::layout::Layout;
use super::links::{Crumb, Group};
use super::trades::Trade;
use super::wording::{self, Phone};
use crate::http::Problem;
use crate::snapshot::Snapshot;
use crate::snapshot::cards;
use crate::snapshot::cards::professional::{ProfessionalCard, Site as SiteCard};
use askama::Template;
use carbet_model::{ProfessionKey, skill};
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
    /// What to do without a number.
    no_phone: &'static str,
    map_href: Option<String>,
    sites: Vec<Site>,
    skills: Vec<String>,
    /// « RPPS 99… ».
    register: String,
    sources: Vec<String>,
    side: Vec<Group>,
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
pub fn of(page: Layout, snapshot: &Snapshot, card: &ProfessionalCard) -> Result<ProfessionalPage, Problem> {
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
    let commune = card.sites.iter().find_map(|site| site.address.commune_code.as_deref());
    let listed_in = trade_of(card);
    let mut crumbs = place_crumbs(&page, snapshot, commune, listed_in.as_ref());
    crumbs.push(Crumb::here(card.label.clone()));
    let is_somewhere = card.sites.iter().any(|site| site.address.line.is_some());
    let help = if is_somewhere { "card.no_phone.help.professional" } else { "page.card.no_phone.no_address" };
    Ok(ProfessionalPage {
        crumbs,
        no_phone: page.t(help),
        side: nearby(&page, snapshot, commune, listed_in.as_ref())?,
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
    })
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

/// The list the person is looked for in: a specialty when one is held, else the profession.
fn trade_of(card: &ProfessionalCard) -> Option<Trade> {
    let key: ProfessionKey = card.profession.as_deref()?.parse().ok()?;
    let held = card.skills.iter().find_map(|held| skill::groups_of(key, &held.code).next());
    let specialty = held.and_then(|group| Trade::from_value(Param::Skill, group.slug));
    specialty.or_else(|| Trade::from_value(Param::Profession, &key.to_string()))
}
