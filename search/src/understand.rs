//! Which reading of the query is the right one: each is tried against the whole directory (filters come later, so
//! that a filter never changes what was understood), and the one that explains most wins.

use crate::docset::DocSet;
use crate::entry::Group;
use crate::index::Index;
use crate::lexicon::Found;
use crate::names::{Reach, named};
use crate::normalise::Word;
use crate::reading::{Reading, readings};

/// The reading kept, and the documents it designates.
#[derive(Debug)]
pub(crate) struct Understanding {
    /// Entries meant; several when the words are ambiguous.
    pub(crate) what: Vec<u32>,
    /// A criterion that goes with it: "à domicile".
    pub(crate) criterion: Option<u32>,
    /// Places meant: one, or those of one postcode.
    pub(crate) place: Vec<u32>,
    /// Words searched in names.
    pub(crate) text: Vec<String>,
    /// Words that nothing in the directory answers to, set aside.
    pub(crate) ignored: Vec<String>,
    /// The right spelling of what was misspelt.
    pub(crate) corrected: Option<String>,
    pub(crate) base: Base,
}

/// Documents designated by the words, before any filter.
#[derive(Debug)]
pub(crate) enum Base {
    /// No words: the whole directory.
    Everything,
    /// A meaning without a name.
    Set(DocSet),
    /// Names: sorted documents with the band of their match.
    Named(Vec<(u32, u8)>),
}

impl Base {
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Base::Everything => false,
            Base::Set(set) => set.count() == 0,
            Base::Named(found) => found.is_empty(),
        }
    }
}

/// Points by name word, by reach: an exact name is worth less than an exact meaning, more than a guessed one.
fn worth(reach: Reach, names: usize) -> f32 {
    match reach {
        Reach::Exact => 2.0 * names as f32,
        Reach::Prefix => 2.0 * names as f32 - 0.5,
        Reach::Typo | Reach::TypoPrefix => names as f32,
    }
}

/// A person whose whole name was typed outranks a meaning found in part of it, not one found in all of it.
const WHOLE_NAME: f32 = 1.05;

/// Points are compared at this step: below it, the order of enumeration (meaning first) decides.
const STEP: f32 = 0.001;

pub(crate) fn understand(index: &Index, words: &[Word]) -> Understanding {
    if words.is_empty() {
        return Understanding::of_names(Vec::new(), Base::Everything);
    }
    if let Some(found) = by_number(index, words) {
        return found;
    }
    let exact = weigh(index, words, false, &[Reach::Exact]);
    if let Some(found) = exact.best {
        return found;
    }
    // Understood to the last word, though no source tells of it: saying so is the answer.
    if let Some(empty) = exact.empty {
        return empty;
    }
    let loose = weigh(index, words, true, &[Reach::Prefix, Reach::Typo]);
    loose
        .best
        .or_else(|| name_alone(index, words))
        .or(loose.empty)
        .or_else(|| set_aside(index, words))
        .unwrap_or_else(|| {
            let text = words.iter().map(|word| word.text.clone()).collect();
            Understanding::of_names(text, Base::Named(Vec::new()))
        })
}

/// A whole RPPS, FINESS or phone number, spaces and dots apart or not, with its country code or not.
fn by_number(index: &Index, words: &[Word]) -> Option<Understanding> {
    let compact: String = words.iter().map(|word| word.text.as_str()).collect();
    let digits = compact.bytes().filter(u8::is_ascii_digit).count();
    if digits < 8 || compact.len() > digits + 1 {
        return None;
    }
    let national = (digits >= 11).then(|| format!("0{}", &compact[compact.len() - 9..]));
    let found = [Some(compact), national].into_iter().flatten().map(|number| index.numbered(&number));
    let documents = found.into_iter().find(|documents| !documents.is_empty())?;
    let text = words.iter().map(|word| word.text.clone()).collect();
    Some(Understanding::of_names(
        text,
        Base::Named(documents.into_iter().map(|document| (document, 0)).collect()),
    ))
}

/// The best reading with documents (or, without any, understood to the last word while each of its parts exists: "no
/// nurse in this commune" is an answer), and the best of those without any that no source tells of.
struct Weighed {
    best: Option<Understanding>,
    empty: Option<Understanding>,
}

fn weigh(index: &Index, words: &[Word], typos: bool, reaches: &[Reach]) -> Weighed {
    let mut best: (f32, Option<Understanding>) = (0.0, None);
    let mut empty: (f32, Option<Understanding>) = (0.0, None);
    for reading in readings(&index.lexicon, words, typos) {
        let filter = filter_of(index, &reading);
        for &reach in reaches {
            let (base, points) = try_reading(index, words, &reading, filter.as_ref(), reach);
            let place = if base.is_empty() {
                // A criterion nobody declares here is set aside and said, rather than hide the trade.
                if !reading.names.is_empty() || reading.criterion.is_some() {
                    continue;
                }
                if is_backed(index, &reading) { &mut best } else { &mut empty }
            } else {
                &mut best
            };
            if place.1.is_none() || points > place.0 + STEP {
                *place = (points, Some(understood(index, words, &reading, base)));
            }
            break;
        }
    }
    Weighed { best: best.1, empty: empty.1 }
}

/// True when what is meant exists somewhere, and a word said that the place is one: a bare place name could also be a
/// person's, so that "gynéco Robert" stays open to a Dr Robert.
fn is_backed(index: &Index, reading: &Reading) -> bool {
    let counted = |found: &Found| found.entries.iter().any(|&entry| index.entry_counts[entry as usize] > 0);
    reading.what.as_ref().is_none_or(counted) && (reading.marked || reading.place.is_none())
}

/// "hôpital Zobda" when the place is filed under another type than hospital: its name is enough.
fn name_alone(index: &Index, words: &[Word]) -> Option<Understanding> {
    let is_structure = |found: &Found| {
        found.entries.iter().all(|&entry| index.lexicon.entry(entry).group == Group::Structure)
    };
    readings(&index.lexicon, words, false).into_iter().find_map(|mut reading| {
        reading.what.take().filter(is_structure).filter(|_| !reading.names.is_empty())?;
        let filter = filter_of(index, &reading);
        let (base, _) = try_reading(index, words, &reading, filter.as_ref(), Reach::Exact);
        (!base.is_empty()).then(|| understood(index, words, &reading, base))
    })
}

/// Nothing answers to all the words: keep what and where, say which words were set aside.
fn set_aside(index: &Index, words: &[Word]) -> Option<Understanding> {
    let mut best: Option<(f32, Reading)> = None;
    for reading in readings(&index.lexicon, words, true) {
        let stated = (reading.what.is_some() || reading.place.is_some()) && reading.criterion.is_none();
        if stated && best.as_ref().is_none_or(|(points, _)| reading.points > points + STEP) {
            best = Some((reading.points, reading));
        }
    }
    let (_, mut reading) = best?;
    let names = std::mem::take(&mut reading.names);
    let base = Base::Set(filter_of(index, &reading)?);
    let mut found = understood(index, words, &reading, base);
    found.ignored = names.into_iter().map(|at| words[at].text.clone()).collect();
    Some(found)
}

/// Documents that the what and the where of a reading designate; `None` when it has neither.
fn filter_of(index: &Index, reading: &Reading) -> Option<DocSet> {
    let what = reading.what.as_ref().map(|found| {
        let mut all = DocSet::none(index.len());
        found.entries.iter().for_each(|&entry| all.unite(&index.behind(entry)));
        all
    });
    let place = reading.place.as_ref().map(|found| {
        let mut all = DocSet::none(index.len());
        places_of(found).iter().for_each(|&entry| all.unite(&index.behind(entry)));
        all
    });
    let criterion = reading.criterion.map(|entry| index.behind(entry));
    [what, criterion, place].into_iter().flatten().reduce(|mut all, set| {
        all.intersect(&set);
        all
    })
}

/// The place meant; all of them when a postcode is shared.
fn places_of(found: &Found) -> &[u32] {
    if found.by_number { &found.entries } else { &found.entries[..1] }
}

fn try_reading(
    index: &Index,
    words: &[Word],
    reading: &Reading,
    filter: Option<&DocSet>,
    reach: Reach,
) -> (Base, f32) {
    if reading.names.is_empty() {
        let set = filter.cloned().unwrap_or_else(|| DocSet::none(index.len()));
        return (Base::Set(set), reading.points);
    }
    let names: Vec<&str> = reading.names.iter().map(|&at| words[at].text.as_str()).collect();
    let mut found = named(index, &names, reach);
    if let Some(filter) = filter {
        found.retain(|&(document, _)| filter.contains(document));
    }
    let mut points = worth(reach, names.len());
    let whole_person = |&(document, band): &(u32, u8)| band == 0 && index.columns.person[document as usize];
    if names.len() >= 2 && filter.is_none() && found.iter().any(whole_person) {
        points += WHOLE_NAME * names.len() as f32;
    }
    (Base::Named(found), points + reading.points)
}

fn understood(index: &Index, words: &[Word], reading: &Reading, base: Base) -> Understanding {
    let what = reading.what.as_ref();
    let place = reading.place.as_ref();
    let shown = [what, place].into_iter().flatten().filter_map(|found| found.shown.clone());
    let shown: Vec<String> = shown.collect();
    let mut entries = what.map(|found| found.entries.clone()).unwrap_or_default();
    // Two entries behind one filter are one meaning for who reads the results.
    let mut kept: Vec<u32> = Vec::new();
    entries.retain(|&entry| {
        let filter = &index.lexicon.entry(entry).filter;
        let fresh = kept.iter().all(|&other| &index.lexicon.entry(other).filter != filter);
        if fresh {
            kept.push(entry);
        }
        fresh
    });
    Understanding {
        what: entries,
        criterion: reading.criterion,
        place: place.map(|found| places_of(found).to_vec()).unwrap_or_default(),
        text: reading.names.iter().map(|&at| words[at].text.clone()).collect(),
        ignored: Vec::new(),
        corrected: (!shown.is_empty()).then(|| shown.join(" ")),
        base,
    }
}

impl Understanding {
    fn of_names(text: Vec<String>, base: Base) -> Understanding {
        Understanding {
            what: Vec::new(),
            criterion: None,
            place: Vec::new(),
            text,
            ignored: Vec::new(),
            corrected: None,
            base,
        }
    }
}
