//! Indexes made from counts: trades by kind, communes. What `/annuaire` and a commune's page list.

use super::layout::Layout;
use super::links::{Entry, Group};
use super::trades::Trade;
use crate::snapshot::{Snapshot, Territory};
use carbet_model::{Kind, slug::slug};
use carbet_search::{Answer, Param};
use std::collections::HashMap;

/// Word of the address for the whole territory, in place of a commune.
pub const EVERYWHERE: &str = "tout-le-territoire";

/// Values of a parameter with their counts.
pub fn values(answer: &Answer, param: Param) -> impl Iterator<Item = (&str, u32)> {
    let facet = answer.facets.iter().filter(move |facet| facet.param == param);
    facet.flat_map(|facet| facet.values.iter().map(|(value, count)| (value.as_str(), *count)))
}

/// Trades of a parameter that have listings, in alphabetical order.
pub fn trades(page: &Layout, answer: &Answer, param: Param) -> Vec<(Trade, u32)> {
    let mut found: Vec<(Trade, u32)> = values(answer, param)
        .filter(|(_, count)| *count > 0)
        .filter_map(|(value, count)| Some((Trade::from_value(param, value)?, count)))
        .collect();
    found.sort_by_cached_key(|(trade, _)| slug(&trade.label(page.lang)));
    found
}

/// Every trade of a place, under one heading per kind. `place` is the commune's word in the address.
pub fn by_kind(page: &Layout, answer: &Answer, place: &str) -> Vec<Group> {
    let entry = |(trade, count): &(Trade, u32)| {
        let href = page.link(format!("/annuaire/{place}/{}", trade.slug));
        let label = trade.label(page.lang);
        let whole = trade.param == Param::Kind;
        let label = if whole { page.fill("page.directory.whole_kind", &[("kind", &label)]) } else { label };
        Entry::new(page, label, href, *count)
    };
    let list = |trades: &[(Trade, u32)]| trades.iter().map(entry).collect::<Vec<_>>();
    let categories = trades(page, answer, Param::Category);
    let kinds = trades(page, answer, Param::Kind);
    let mut groups = vec![
        Group::new(page.t("page.directory.professions"), list(&trades(page, answer, Param::Profession))),
        Group::new(page.t("page.directory.specialties"), list(&trades(page, answer, Param::Skill))),
    ];
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Professional) {
        let of_kind = |(trade, _): &&(Trade, u32)| trade.kind == Some(kind);
        let mut inside: Vec<(Trade, u32)> = categories.iter().filter(of_kind).cloned().collect();
        // One category alone is the kind itself; several are preceded by all of them together.
        if inside.len() > 1 {
            let whole = kinds.iter().find(|(trade, _)| trade.kind == Some(kind));
            inside.splice(0..0, whole.cloned());
        }
        let title = page.t(&format!("kind.{}.many", kind.as_str()));
        groups.push(Group::new(title, list(&inside)).map(|group| group.of_kind(kind.as_str())));
    }
    groups.into_iter().flatten().collect()
}

/// Communes that have listings of an answer, with their counts, in alphabetical order. `trade`: last word of the address.
pub fn communes(page: &Layout, snapshot: &Snapshot, answer: &Answer, trade: Option<&str>) -> Vec<Entry> {
    let counted: HashMap<&str, u32> = values(answer, Param::Territory).collect();
    let tail = trade.map(|trade| format!("/{trade}")).unwrap_or_default();
    let entry = |commune: &Territory| {
        let count = counted.get(commune.id.as_str()).copied().filter(|count| *count > 0)?;
        let href = page.link(format!("/annuaire/{}{tail}", commune.slug));
        Some(Entry::new(page, commune.label.clone(), href, count))
    };
    snapshot.communes().filter_map(entry).collect()
}

/// The nearest communes that have listings of an answer, nearest first. `trade`: last word of the address.
pub fn neighbours(
    page: &Layout,
    snapshot: &Snapshot,
    answer: &Answer,
    around: &str,
    trade: Option<&str>,
) -> Vec<Entry> {
    /// How many neighbours a side column has room for.
    const SHOWN: usize = 6;
    let Some(origin) = snapshot.territory(around).and_then(Territory::centre) else {
        return Vec::new();
    };
    let counted: HashMap<&str, u32> = values(answer, Param::Territory).collect();
    let tail = trade.map(|trade| format!("/{trade}")).unwrap_or_default();
    let mut near: Vec<(f64, Entry)> = snapshot
        .communes()
        .filter(|commune| commune.id != around)
        .filter_map(|commune| {
            let count = counted.get(commune.id.as_str()).copied().filter(|count| *count > 0)?;
            let href = page.link(format!("/annuaire/{}{tail}", commune.slug));
            Some((apart(origin, commune.centre()?), Entry::new(page, commune.label.clone(), href, count)))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.into_iter().take(SHOWN).map(|(_, entry)| entry).collect()
}

/// Enough to compare distances a few dozen kilometres wide: squared degrees, longitude shortened by the latitude.
fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
    let lon = (a.0 - b.0) * a.1.to_radians().cos();
    lon * lon + (a.1 - b.1) * (a.1 - b.1)
}
