//! A query to its answer: understand, filter and count, order, cut the page.

use crate::answer::{Answer, Choice, Hit, Match, Place, Sort, Understood, What};
use crate::cursor::Cursor;
use crate::entry::Entry;
use crate::error::SearchError;
use crate::facets::{Passed, pass};
use crate::filter::FilterSpec;
use crate::index::Index;
use crate::names::highlight;
use crate::query::{PAGE_LIMIT, Query, bounded_words};
use crate::rank::Rank;
use crate::understand::{Understanding, understand};

/// Answers a query. Fails only on a position, frame or cursor that is not one.
pub fn search(index: &Index, query: &Query) -> Result<Answer, SearchError> {
    query.check()?;
    let fingerprint = query.fingerprint();
    let cursor = query.cursor.as_deref().map(|text| Cursor::decode(text, fingerprint)).transpose()?;
    let seed = cursor.map_or(query.seed, |cursor| cursor.seed);
    let words = bounded_words(&query.text);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let understanding = understand(index, &words);
    let passed = pass(index, &understanding.base, &query.filters, query.bbox);
    // A named commune bounds the results: the distance to its centre would only favour whoever sits on its square.
    let origin = query.near;

    let limit = query.limit.min(PAGE_LIMIT);
    let after = cursor.map(|cursor| cursor.after);
    let (page, more) =
        page(index, &passed, limit, after, |document, band| Rank::of(index, document, band, origin, seed));
    let last = page.last().filter(|_| more).map(|&(after, _)| after);
    let next = last.map(|after| Cursor { revision: index.revision, seed, fingerprint, after }.encode());
    let shown = words_shown(&understanding, &texts);
    Ok(Answer {
        total: passed.documents.len() as u32,
        located: passed.documents.iter().filter(|&&(document, _)| index.position(document).is_some()).count()
            as u32,
        sort: match (understanding.text.is_empty(), origin) {
            (false, _) => Sort::Relevance,
            (true, Some(_)) => Sort::Distance,
            (true, None) => Sort::Daily,
        },
        choices: choices(index, &understanding, &passed),
        emergency: index.lexicon.emergency(&texts, false),
        items: page.into_iter().map(|(rank, document)| hit(index, document, rank, origin, &shown)).collect(),
        next,
        facets: passed.facets(index, &query.filters),
        understood: told(index, understanding),
        words: shown,
    })
}

/// The documents of the page in order, and whether more follow.
fn page(
    index: &Index,
    passed: &Passed,
    limit: usize,
    after: Option<Rank>,
    rank: impl Fn(u32, u8) -> Rank,
) -> (Vec<(Rank, u32)>, bool) {
    if limit == 0 {
        return (Vec::new(), false);
    }
    let mut ranked: Vec<(Rank, u32)> = passed
        .documents
        .iter()
        .map(|&(document, band)| (rank(document, band), document))
        .filter(|&(rank, _)| after.is_none_or(|after| rank > after))
        .collect();
    let more = ranked.len() > limit;
    if more {
        ranked.select_nth_unstable_by_key(limit, |&(rank, document)| {
            (rank, index.columns.number[document as usize])
        });
        ranked.truncate(limit);
    }
    ranked.sort_unstable_by_key(|&(rank, document)| (rank, index.columns.number[document as usize]));
    (ranked, more)
}

fn hit(index: &Index, document: u32, rank: Rank, origin: Option<(f64, f64)>, words: &[String]) -> Hit {
    let score = rank.score(origin);
    let spans = highlight(index.label(document), words);
    Hit {
        number: index.columns.number[document as usize],
        distance_m: score.distance_m,
        matched: spans.into_iter().map(|(start, end)| Match { field: "label", start, end }).collect(),
        score,
    }
}

/// Words to highlight: those searched in names, else those that said the trade.
fn words_shown(understanding: &Understanding, texts: &[&str]) -> Vec<String> {
    if !understanding.text.is_empty() {
        return understanding.text.clone();
    }
    texts
        .iter()
        .filter(|word| word.len() > 1 && !crate::lexicon::is_link(word))
        .map(|&word| word.to_owned())
        .collect()
}

fn choices(index: &Index, understanding: &Understanding, passed: &Passed) -> Vec<Choice> {
    if understanding.what.len() < 2 {
        return Vec::new();
    }
    let criterion = understanding.criterion.map(|number| index.lexicon.entry(number));
    let choice = |&number: &u32| {
        let entry = index.lexicon.entry(number);
        let set = index.behind(number);
        Choice {
            group: entry.group,
            label: entry.label.clone(),
            detail: entry.detail.clone(),
            kind: entry.kind.clone(),
            filter: with(criterion, &entry.filter),
            count: passed.documents.iter().filter(|&&(document, _)| set.contains(document)).count() as u32,
        }
    };
    understanding.what.iter().map(choice).collect()
}

fn told(index: &Index, understanding: Understanding) -> Understood {
    let some = |words: Vec<String>| (!words.is_empty()).then(|| words.join(" "));
    let what = match understanding.what.as_slice() {
        [one] => Some(index.lexicon.entry(*one)),
        _ => None,
    };
    let criterion = understanding.criterion.map(|number| index.lexicon.entry(number));
    Understood {
        what: what.map(|entry| What {
            group: entry.group,
            label: match criterion {
                Some(criterion) => format!("{} · {}", entry.label, criterion.label),
                None => entry.label.clone(),
            },
            filter: with(criterion, &entry.filter),
        }),
        place: place_told(index, &understanding.place),
        text: some(understanding.text),
        ignored: some(understanding.ignored),
        corrected: understanding.corrected,
    }
}

/// The filter of a meaning and of the criterion said beside it.
fn with(criterion: Option<&Entry>, filter: &FilterSpec) -> FilterSpec {
    criterion.map_or_else(|| filter.clone(), |criterion| filter.merged(&criterion.filter))
}

fn place_told(index: &Index, places: &[u32]) -> Option<Place> {
    let entries: Vec<&Entry> = places.iter().map(|&number| index.lexicon.entry(number)).collect();
    let first = entries.first()?;
    Some(Place {
        label: entries.iter().map(|entry| entry.label.as_str()).collect::<Vec<_>>().join(", "),
        id: first.id.clone().filter(|_| entries.len() == 1),
        filter: entries.iter().fold(FilterSpec::default(), |all, entry| all.merged(&entry.filter)),
        position: first.position,
    })
}
