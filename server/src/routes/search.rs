//! `GET /api/search`: ranked listings, counts and what was understood. Nothing typed is ever logged or kept.

use crate::http::{CachePolicy, Problem, Query, filters};
use crate::snapshot::{Listing, Snapshot};
use crate::state::AppState;
use crate::text::{self, Lang};
use axum::Json;
use axum::extract::State;
use carbet_model::{Flag, Insee, Kind, Precision, ProfessionKey, category, skill};
use carbet_search::{Answer, Facet, FilterSpec, Hit, Param};
use serde::Serialize;
use std::collections::BTreeMap;

/// Items when nothing is said.
const USUAL_LIMIT: u32 = 20;
/// Most values of the profession facet.
const FACET_PROFESSIONS: usize = 60;

#[derive(Serialize)]
pub struct SearchAnswer {
    total: u32,
    located: u32,
    /// `relevance`, `distance` or `daily`.
    sort: &'static str,
    understood: Understood,
    /// Meanings of an ambiguous word; the items are then their union.
    choices: Vec<Choice>,
    /// Words that ask for help now: shown above any result.
    emergency: Option<&'static str>,
    items: Vec<Item>,
    facets: BTreeMap<&'static str, Vec<FacetValue>>,
    next: Option<String>,
    nature: &'static str,
    revision: i64,
}

#[derive(Serialize)]
struct Understood {
    what: Option<What>,
    #[serde(rename = "where")]
    place: Option<Where>,
    /// Words searched in names.
    text: Option<String>,
    /// Words that nothing answers to.
    ignored: Option<String>,
    corrected: Option<String>,
}

#[derive(Serialize)]
struct What {
    label: String,
    filter: FilterSpec,
}

#[derive(Serialize)]
struct Where {
    label: String,
    id: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
}

#[derive(Serialize)]
struct Choice {
    group: &'static str,
    label: String,
    kind: Option<String>,
    detail: Option<String>,
    filter: FilterSpec,
    count: u32,
}

#[derive(Serialize)]
struct FacetValue {
    value: String,
    label: String,
    count: u32,
}

#[derive(Serialize)]
struct Item {
    listing: String,
    id: String,
    place: Option<String>,
    kind: &'static str,
    label: String,
    profession: Option<String>,
    profession_label: Option<&'static str>,
    category: Option<&'static str>,
    category_label: Option<&'static str>,
    detail: Option<String>,
    commune: Option<String>,
    commune_code: Option<String>,
    address: Option<String>,
    postcode: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    precision: &'static str,
    distance_m: Option<u32>,
    phone: Option<String>,
    flags: Vec<&'static str>,
    flags_no: Vec<&'static str>,
    quantity: Option<u32>,
    capacity: Option<u32>,
    same_point: u32,
    matched: Vec<Matched>,
}

#[derive(Serialize)]
struct Matched {
    field: &'static str,
    start: u32,
    end: u32,
}

pub async fn search(
    State(state): State<AppState>,
    query: Query,
) -> Result<(CachePolicy, Json<SearchAnswer>), Problem> {
    query.only(&[&filters::NAMES[..], &["q", "near", "bbox", "limit", "cursor"]].concat())?;
    let snapshot = state.snapshot();
    let near = query.position("near")?;
    let asked = carbet_search::Query {
        text: query.text("q", carbet_search::TEXT_LIMIT)?.unwrap_or_default().to_owned(),
        near,
        bbox: query.bbox("bbox")?,
        filters: filters::read(&query)?,
        limit: query.number("limit", 0..=carbet_search::PAGE_LIMIT as u32)?.unwrap_or(USUAL_LIMIT) as usize,
        cursor: query.text("cursor", 400)?.map(str::to_owned),
        seed: snapshot.seed(),
    };
    let found = move || carbet_search::search(&snapshot.index, &asked).map(|answer| body(&snapshot, answer));
    let answer = state.compute(found).await??;
    // Where somebody stands is nobody's business: an answer about it is not stored on the way.
    let policy = if near.is_some() { CachePolicy::NoStore } else { CachePolicy::Revalidate };
    Ok((policy, Json(answer)))
}

fn body(snapshot: &Snapshot, answer: Answer) -> SearchAnswer {
    let understood = answer.understood;
    SearchAnswer {
        total: answer.total,
        located: answer.located,
        sort: answer.sort.name(),
        understood: Understood {
            what: understood.what.map(|what| What { label: what.label, filter: what.filter }),
            place: understood.place.map(|place| Where {
                label: place.label,
                id: place.id,
                lon: place.position.map(|(lon, _)| lon),
                lat: place.position.map(|(_, lat)| lat),
            }),
            text: understood.text,
            ignored: understood.ignored,
            corrected: understood.corrected,
        },
        choices: answer.choices.into_iter().map(choice).collect(),
        emergency: answer.emergency.map(|emergency| emergency.name()),
        items: answer.items.iter().map(|hit| item(snapshot, hit)).collect(),
        facets: answer.facets.iter().map(|facet| (facet.param.name(), values(snapshot, facet))).collect(),
        next: answer.next,
        nature: snapshot.nature.as_str(),
        revision: snapshot.revision,
    }
}

fn choice(choice: carbet_search::Choice) -> Choice {
    Choice {
        group: choice.group.name(),
        label: choice.label,
        kind: choice.kind,
        detail: choice.detail,
        filter: choice.filter,
        count: choice.count,
    }
}

fn item(snapshot: &Snapshot, hit: &Hit) -> Item {
    let listing: &Listing = snapshot.listing(hit.number);
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    Item {
        listing: listing.key.clone(),
        id: listing.id.clone(),
        place: listing.place.clone(),
        kind: listing.kind.as_str(),
        label: listing.label.clone(),
        profession: listing.profession.map(|key| key.to_string()),
        profession_label: listing.profession_label(),
        category: listing.category,
        category_label: listing.category_label(),
        detail: some(&listing.detail),
        commune: some(&listing.commune_name),
        commune_code: listing.commune.map(|code| code.to_string()),
        address: listing.address.clone(),
        postcode: listing.postcode.clone(),
        lon: listing.lon,
        lat: listing.lat,
        precision: listing.precision.as_str(),
        // A distance to the centre of a commune would pass for a distance to the door.
        distance_m: hit.distance_m.filter(|_| listing.precision == Precision::Address),
        phone: listing.phone.clone(),
        flags: listing.flags.iter().map(Flag::as_str).collect(),
        flags_no: listing.flags_no.iter().map(Flag::as_str).collect(),
        quantity: listing.quantity,
        capacity: listing.capacity,
        same_point: snapshot.atlas.same_point(hit.number),
        matched: hit
            .matched
            .iter()
            .map(|it| Matched { field: it.field, start: it.start, end: it.end })
            .collect(),
    }
}

/// What a facet shows: every kind and flag, the groups of skills, the communes, and of the rest what is met.
fn values(snapshot: &Snapshot, facet: &Facet) -> Vec<FacetValue> {
    let counted =
        |value: &str, label: String| FacetValue { value: value.to_owned(), label, count: facet.count(value) };
    match facet.param {
        Param::Kind => {
            let kind = |kind: Kind| {
                counted(kind.as_str(), text::t(Lang::Fr, &format!("kind.{kind}.many")).to_owned())
            };
            Kind::ALL.into_iter().map(kind).collect()
        }
        Param::Flag => {
            let flag =
                |flag: Flag| counted(flag.as_str(), text::t(Lang::Fr, &format!("flag.{flag}")).to_owned());
            Flag::ALL.into_iter().map(flag).collect()
        }
        Param::Profession => {
            let plural = |code: &str| code.parse::<ProfessionKey>().ok().map(|key| key.plural().to_owned());
            let mut professions = met(facet, plural);
            professions.truncate(FACET_PROFESSIONS);
            professions
        }
        Param::Skill => met(facet, |slug| skill::group(slug).ok().map(|(_, group)| group.plural.to_owned())),
        Param::Category => {
            met(facet, |code| category::find(code).ok().map(|category| category.plural.to_owned()))
        }
        Param::Territory => met(facet, |id| {
            let code = id.strip_prefix("commune:")?.parse::<Insee>().ok()?;
            snapshot.territory(&format!("commune:{code}")).map(|territory| territory.label.clone())
        }),
    }
}

/// The values met that have a label, most numerous first, then by label.
fn met(facet: &Facet, label: impl Fn(&str) -> Option<String>) -> Vec<FacetValue> {
    let labelled = facet.values.iter().filter_map(|(value, count)| {
        Some(FacetValue { label: label(value)?, value: value.clone(), count: *count })
            .filter(|it| it.count > 0)
    });
    let mut values: Vec<FacetValue> = labelled.collect();
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    values
}
