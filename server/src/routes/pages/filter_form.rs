//! The form beside a list: trade, commune and criteria, each with what one would get. A plain GET.

use super::asked::Asked;
use super::groups::{self, EVERYWHERE};
use super::layout::Layout;
use super::trades::Trade;
use crate::snapshot::Snapshot;
use carbet_model::{Flag, Kind};
use carbet_search::{Answer, Param};

/// More communes than that and a list is no help: the search field is.
const COMMUNES: usize = 400;

/// Everything the form holds.
#[derive(Default)]
pub struct FilterForm {
    pub hidden: Vec<Field>,
    pub selects: Vec<Select>,
    pub flags: Vec<Choice>,
    /// Open from the start when a criterion is chosen.
    pub is_open: bool,
}

/// A value sent along.
pub struct Field {
    pub name: &'static str,
    pub value: String,
}

/// One choice among several.
pub struct Select {
    pub name: &'static str,
    pub label: &'static str,
    pub groups: Vec<Options>,
}

/// Options under a title, which may be empty.
pub struct Options {
    pub title: String,
    pub options: Vec<Choice>,
}

/// An option or a box: its value, its words, what one would get.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub count: String,
    pub is_chosen: bool,
    /// Nothing behind it here.
    pub is_disabled: bool,
}

impl FilterForm {
    /// The form of a search: the words and filters are kept, criteria are offered.
    pub fn of_search(page: &Layout, asked: &Asked, answer: &Answer) -> Self {
        let mut hidden = vec![Field { name: "q", value: asked.text.clone() }];
        for param in Param::ALL.into_iter().filter(|param| *param != Param::Flag) {
            let values = asked.filters.values(param).iter();
            hidden.extend(values.map(|value| Field { name: param.name(), value: value.clone() }));
        }
        hidden.retain(|field| !field.value.is_empty());
        Self { hidden: with_language(page, hidden), selects: Vec::new(), ..Self::flags(page, asked, answer) }
    }

    /// The form of a page of the directory: another trade, another commune, criteria.
    pub fn of_directory(
        page: &Layout,
        snapshot: &Snapshot,
        asked: &Asked,
        answer: &Answer,
        at: &At<'_>,
    ) -> Self {
        let mut selects = vec![trades(page, at)];
        if snapshot.communes().take(COMMUNES + 1).count() <= COMMUNES {
            selects.push(communes(page, snapshot, at));
        }
        let kept = if selects.len() == 1 {
            vec![Field { name: "commune", value: at.place.to_owned() }]
        } else {
            vec![]
        };
        Self { hidden: with_language(page, kept), selects, ..Self::flags(page, asked, answer) }
    }

    fn flags(page: &Layout, asked: &Asked, answer: &Answer) -> Self {
        let flags: Vec<Choice> = Flag::ALL
            .into_iter()
            .map(|flag| {
                let value = flag.as_str().to_owned();
                let found = groups::values(answer, Param::Flag).find(|(of, _)| *of == value);
                let count = found.map_or(0, |(_, count)| count);
                let is_chosen = asked.filters.flag.contains(&value);
                let none =
                    if count == 0 { format!(", {}", page.t("filters.zero.short")) } else { String::new() };
                Choice {
                    label: page.t(&format!("flag.{flag}")).to_owned(),
                    count: format!("({}{none})", page.number(count)),
                    is_disabled: count == 0 && !is_chosen,
                    is_chosen,
                    value,
                }
            })
            .collect();
        let is_open = flags.iter().any(|flag| flag.is_chosen);
        // Nothing found and nothing to undo: a form of zeros would help nobody.
        let flags = if answer.total == 0 && !is_open { Vec::new() } else { flags };
        Self { is_open, flags, ..Self::default() }
    }
}

/// Where in the directory the form stands.
pub struct At<'a> {
    /// The commune's word in the address, or `tout-le-territoire`.
    pub place: &'a str,
    pub trade: &'a Trade,
    /// Counts of the place, all trades.
    pub all_trades: &'a Answer,
}

fn with_language(page: &Layout, mut hidden: Vec<Field>) -> Vec<Field> {
    hidden.extend(page.asked.map(|lang| Field { name: "lang", value: lang.code().to_owned() }));
    hidden
}

fn option(value: &str, label: String, chosen: &str) -> Choice {
    Choice {
        is_chosen: value == chosen,
        value: value.to_owned(),
        label,
        count: String::new(),
        is_disabled: false,
    }
}

fn trades(page: &Layout, at: &At<'_>) -> Select {
    let titled = |title: &'static str, trades: Vec<(Trade, u32)>| {
        let worded = |(trade, count): (Trade, u32)| {
            option(&trade.slug, format!("{} ({count})", trade.label(page.lang)), &at.trade.slug)
        };
        Options { title: title.to_owned(), options: trades.into_iter().map(worded).collect() }
    };
    let of = |param| groups::trades(page, at.all_trades, param);
    let kinds =
        of(Param::Kind).into_iter().filter(|(trade, _)| trade.kind != Some(Kind::Professional)).collect();
    let mut groups = vec![
        titled(page.t("page.directory.professions"), of(Param::Profession)),
        titled(page.t("page.directory.specialties"), of(Param::Skill)),
        titled(page.t("page.directory.kinds"), kinds),
        titled(page.t("filters.category"), of(Param::Category)),
    ];
    groups.retain(|group| !group.options.is_empty());
    // A trade nobody practises here is still the one shown.
    if !groups.iter().flat_map(|group| &group.options).any(|option| option.is_chosen) {
        let here = option(&at.trade.slug, format!("{} (0)", at.trade.label(page.lang)), &at.trade.slug);
        groups.insert(0, Options { title: String::new(), options: vec![here] });
    }
    Select { name: "trade", label: page.t("filters.profession"), groups }
}

fn communes(page: &Layout, snapshot: &Snapshot, at: &At<'_>) -> Select {
    let whole = option(EVERYWHERE, page.t("page.directory.everywhere").to_owned(), at.place);
    let each = snapshot.communes().map(|commune| option(&commune.slug, commune.label.clone(), at.place));
    let options = std::iter::once(whole).chain(each).collect();
    Select {
        name: "commune",
        label: page.t("filters.commune"),
        groups: vec![Options { title: String::new(), options }],
    }
}
