//! What the cards of people and of places share: the way that leads to them, addresses, notes, provenance, related lists.

use super::asked;
use super::layout::Layout;
use super::links::{Crumb, Entry, Group};
use super::trades::Trade;
use super::wording;
use crate::http::Problem;
use crate::snapshot::Snapshot;
use crate::snapshot::cards::{self, Provenance};
use carbet_search::{FilterSpec, Param};

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

/// Lists that whoever reads a card may want next: the same trade in the commune, and all there is there.
pub fn nearby(
    page: &Layout,
    snapshot: &Snapshot,
    commune: Option<&str>,
    trade: Option<&Trade>,
) -> Result<Vec<Group>, Problem> {
    let Some(commune) = commune.and_then(|code| snapshot.territory(&format!("commune:{code}"))) else {
        return Ok(Vec::new());
    };
    let within = FilterSpec::one(Param::Territory, [commune.id.clone()]);
    let mut entries = Vec::new();
    if let Some(trade) = trade {
        let found = asked::counts(snapshot, trade.filter().merged(&within))?;
        let href = page.link(format!("/annuaire/{}/{}", commune.slug, trade.slug));
        entries.push(Entry::new(page, trade.label(page.lang), href, found.total));
    }
    let href = page.link(format!("/annuaire/{}", commune.slug));
    entries.push(Entry::new(page, page.t("list.all"), href, commune.count()));
    let title = page.fill("page.card.nearby", &[("in", &wording::in_place(page.lang, &commune.label))]);
    Ok(Group::new(title, entries).into_iter().collect())
}
