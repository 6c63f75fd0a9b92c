//! `GET /annuaire/{commune}/{trade}`: the list of a trade in a commune, or in the whole territory. Same items and same
//! order as `/api/search?territory=…&profession=…`.

use super::address::Address;
use super::asked::{self, Asked};
use super::filter_form::{At, FilterForm};
use super::groups::{self, EVERYWHERE};
use super::layout::{self, Layout, Reader};
use super::links::{Crumb, Entry, Group};
use super::results::{Around, ResultsPage};
use super::situation;
use super::trades::Trade;
use super::wording;
use crate::http::{Path, Problem, Query};
use crate::snapshot::{Snapshot, Territory};
use crate::state::AppState;
use axum::extract::State;
use axum::response::Response;
use carbet_search::{Answer, FilterSpec, Param};

/// Lines of « Ici aussi ».
const ALSO: usize = 6;

/// `GET /annuaire/{commune}/{trade}`.
pub async fn show_trade(
    State(state): State<AppState>,
    reader: Reader,
    Path((place, trade)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["flag", "cursor", "from"])?;
    let (page, snapshot) = layout::open(&state, &reader, "annuaire");
    let trade = Trade::from_slug(&trade).ok_or_else(Problem::not_found)?;
    let commune = match place.as_str() {
        EVERYWHERE => None,
        word => Some(snapshot.commune_by_slug(word).ok_or_else(Problem::not_found)?),
    };
    let within =
        commune.map_or_else(FilterSpec::default, |it| FilterSpec::one(Param::Territory, [it.id.clone()]));

    let read = Asked::read(&query)?;
    let chosen = FilterSpec { flag: read.filters.flag.clone(), ..trade.filter().merged(&within) };
    let asked = Asked { filters: chosen, ..read };
    let answer = asked.answer(&snapshot)?;
    let all_trades = asked::counts(&snapshot, within)?;
    let of_trade = asked::counts(&snapshot, trade.filter())?;

    let at = At { place: &place, trade: &trade, all_trades: &all_trades };
    let around = Around {
        crumbs: crumbs(&page, commune, &trade),
        heading: heading(&page, commune, &trade),
        here: here(&place, &trade)
            .filtered(&FilterSpec { flag: asked.filters.flag.clone(), ..FilterSpec::default() }),
        asked: None,
        situation: commune.and_then(|commune| situation::of(&page, &snapshot, commune)),
        form: FilterForm::of_directory(&page, &snapshot, &asked, &answer, &at),
        kinds: trade.kind.into_iter().collect(),
        side: side(&page, &snapshot, commune, &at, &of_trade),
        ways_out: ways_out(&page, commune, &at, &of_trade),
    };
    super::page(&ResultsPage::new(page, &snapshot, &asked, &answer, around))
}

fn here(place: &str, trade: &Trade) -> Address {
    Address::new(format!("/annuaire/{place}/{}", trade.slug))
}

/// « Infirmiers au Lamentin », « Infirmiers en Martinique ».
fn heading(page: &Layout, commune: Option<&Territory>, trade: &Trade) -> String {
    let within = commune.map_or_else(|| page.within.clone(), |it| wording::in_place(page.lang, &it.label));
    page.fill("page.directory.trade_title", &[("trade", &trade.label(page.lang)), ("in", &within)])
}

fn crumbs(page: &Layout, commune: Option<&Territory>, trade: &Trade) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::directory(page)];
    if let Some(commune) = commune {
        crumbs.push(Crumb::to(commune.label.clone(), page.link(format!("/annuaire/{}", commune.slug))));
    }
    crumbs.push(Crumb::here(trade.label(page.lang)));
    crumbs
}

fn side(
    page: &Layout,
    snapshot: &Snapshot,
    commune: Option<&Territory>,
    at: &At<'_>,
    of_trade: &Answer,
) -> Vec<Group> {
    let label = at.trade.label(page.lang);
    let near = match commune {
        Some(commune) => {
            let entries = groups::neighbours(page, snapshot, of_trade, &commune.id, Some(&at.trade.slug));
            Group::new(page.fill("page.directory.trade_nearby", &[("trade", &label)]), entries)
        }
        None => {
            let entries = groups::communes(page, snapshot, of_trade, Some(&at.trade.slug));
            Group::new(page.fill("page.directory.trade_by_commune", &[("trade", &label)]), entries)
        }
    };
    let mut trades = groups::trades(page, at.all_trades, Param::Profession);
    trades.retain(|(trade, _)| trade != at.trade);
    trades.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let also = trades.into_iter().take(ALSO).map(|(trade, count)| {
        Entry::new(page, trade.label(page.lang), page.print(here(at.place, &trade)), count)
    });
    let also = Group::new(page.t("page.directory.also"), also.collect());
    near.into_iter().chain(also).collect()
}

/// Where to go when nothing was found: without the criteria, then the whole territory.
fn ways_out(page: &Layout, commune: Option<&Territory>, at: &At<'_>, of_trade: &Answer) -> Vec<Entry> {
    let found = groups::values(at.all_trades, at.trade.param).find(|(value, _)| *value == at.trade.value);
    let mut ways = Vec::new();
    if let Some((_, count)) = found.filter(|(_, count)| *count > 0) {
        let words = page.fill("list.empty.flags", &[("n", &page.number(count))]);
        ways.push(Entry::link(words, page.print(here(at.place, at.trade))));
    }
    if commune.is_some() {
        let href = page.print(here(EVERYWHERE, at.trade));
        ways.push(Entry::new(page, page.t("list.empty.farther"), href, of_trade.total));
    }
    ways.push(Entry::link(page.t("list.empty.directory"), page.link("/annuaire")));
    ways
}
