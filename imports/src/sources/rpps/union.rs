//! One practice for the several rows that describe it: the RPPS writes a row for each savoir-faire. Pure.

use crate::record::{PlaceRecord, PracticeRecord};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};

/// What several rows say together of one practice, already staged from its first row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PracticeUnion {
    pub rpps: String,
    pub place_id: String,
    pub profession: String,
    /// The most open mode met: liberal, then salaried, then volunteer. Whatever the order of rows.
    pub mode: Option<&'static str>,
    /// Locum only where every row says so.
    pub locum: bool,
    /// Sorted.
    pub skills: BTreeSet<String>,
    // Of what follows, the smallest that rows after the first give: publication compares it with the first one's.
    pub sector: Option<String>,
    pub phones: (Option<String>, Option<String>),
    pub email: Option<String>,
    pub mailbox: Option<String>,
}

/// What a first row said, in little room: two million of them are kept at the size of France.
struct First {
    /// Position in [`MODES`].
    mode: u8,
    locum: bool,
    /// Position in the list of codes met, plus one; 0 for none.
    skill: u16,
}

/// TRE_R23, the most open first.
const MODES: [Option<&str>; 4] = [Some("L"), Some("S"), Some("B"), None];

/// Practices met so far.
#[derive(Default)]
pub(super) struct Practices {
    hasher: RandomState,
    first: HashMap<u64, First>,
    skills: Vec<String>,
    numbers: HashMap<String, u16>,
    unions: BTreeMap<(String, String, String), PracticeUnion>,
}

impl Practices {
    /// True when the practice is new and must be staged; otherwise the row is added to what is known.
    pub fn is_new(&mut self, practice: &PracticeRecord) -> bool {
        let key = self.hasher.hash_one((&practice.rpps, &practice.place_id, &practice.profession));
        let mode = MODES.iter().position(|mode| *mode == practice.mode).unwrap_or(MODES.len() - 1);
        if let Entry::Vacant(slot) = self.first.entry(key) {
            let mut first = First { mode: mode as u8, locum: practice.locum, skill: 0 };
            if let Some(code) = practice.skills.first() {
                first.skill = number(&mut self.skills, &mut self.numbers, code);
            }
            slot.insert(first);
            return true;
        }
        let first = &self.first[&key];
        let skill = usize::from(first.skill).checked_sub(1).map(|at| self.skills[at].clone());
        let id = (practice.rpps.clone(), practice.place_id.clone(), practice.profession.clone());
        let union = self.unions.entry(id).or_insert_with(|| PracticeUnion {
            rpps: practice.rpps.clone(),
            place_id: practice.place_id.clone(),
            profession: practice.profession.clone(),
            mode: MODES[usize::from(first.mode)],
            locum: first.locum,
            skills: skill.into_iter().collect(),
            sector: None,
            phones: (None, None),
            email: None,
            mailbox: None,
        });
        let known = MODES.iter().position(|mode| *mode == union.mode).unwrap_or(MODES.len() - 1);
        union.mode = MODES[known.min(mode)];
        union.locum &= practice.locum;
        union.skills.extend(practice.skills.first().cloned());
        smallest(&mut union.sector, &practice.sector);
        smallest(&mut union.email, &practice.email);
        smallest(&mut union.mailbox, &practice.mailbox);
        let phones = (practice.phone.clone(), practice.phone_2.clone());
        if phones.0.is_some() && (union.phones.0.is_none() || phones < union.phones) {
            union.phones = phones;
        }
        false
    }

    /// What more than one row described, in a stable order.
    pub fn into_unions(self) -> Vec<PracticeUnion> {
        self.unions.into_values().collect()
    }
}

/// Sites met so far, by hashes: their ids would take a hundred megabytes at the size of France.
#[derive(Default)]
pub(super) struct Places {
    hasher: RandomState,
    /// Hash of the id, then of what the first row says.
    first: HashMap<u64, u64>,
    others: BTreeMap<String, PlaceRecord>,
}

impl Places {
    /// True when the site is new and must be staged; a row that describes it otherwise is kept for publication.
    pub fn is_new(&mut self, place: &PlaceRecord) -> bool {
        let said = (&place.name, &place.siret, address(place));
        let said = self.hasher.hash_one(said);
        let first = match self.first.entry(self.hasher.hash_one(&place.place_id)) {
            Entry::Vacant(slot) => {
                slot.insert(said);
                return true;
            }
            Entry::Occupied(slot) => *slot.get(),
        };
        if first != said {
            self.add(place);
        }
        false
    }

    fn add(&mut self, place: &PlaceRecord) {
        let Some(known) = self.others.get_mut(&place.place_id) else {
            self.others.insert(place.place_id.clone(), place.clone());
            return;
        };
        if !place.name.is_empty() && (known.name.is_empty() || place.name < known.name) {
            known.name.clone_from(&place.name);
        }
        smallest(&mut known.siret, &place.siret);
        if address(place) < address(known) {
            known.commune_code.clone_from(&place.commune_code);
            known.address_line.clone_from(&place.address_line);
            known.postcode.clone_from(&place.postcode);
            known.address_complement.clone_from(&place.address_complement);
        }
    }

    /// What rows after the first say otherwise, joined, in a stable order.
    pub fn into_others(self) -> Vec<PlaceRecord> {
        self.others.into_values().collect()
    }
}

/// How addresses are compared: the most complete first, then the smallest. The same order as in SQL.
fn address(place: &PlaceRecord) -> ([bool; 4], [&str; 4]) {
    let parts = [&place.commune_code, &place.address_line, &place.postcode, &place.address_complement];
    (parts.map(Option::is_none), parts.map(|part| part.as_deref().unwrap_or_default()))
}

/// Keeps the smallest of what is given.
fn smallest(known: &mut Option<String>, new: &Option<String>) {
    if new.is_some() && (known.is_none() || *new < *known) {
        known.clone_from(new);
    }
}

/// Number of a code, from 1. The nomenclature has a few hundred; past what fits in two bytes, a code is forgotten.
fn number(skills: &mut Vec<String>, numbers: &mut HashMap<String, u16>, code: &str) -> u16 {
    if let Some(&known) = numbers.get(code) {
        return known;
    }
    let Ok(next) = u16::try_from(skills.len() + 1) else { return 0 };
    skills.push(code.to_owned());
    numbers.insert(code.to_owned(), next);
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(mode: &'static str, locum: bool, skill: &str) -> PracticeRecord {
        PracticeRecord {
            rpps: "99000000001".into(),
            place_id: "site:R1".into(),
            profession: "10".into(),
            mode: Some(mode),
            sector: None,
            locum,
            phone: None,
            phone_2: None,
            email: None,
            mailbox: None,
            skills: vec![skill.to_owned()],
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let rows = [row("S", true, "SM54"), row("L", false, "CAPA02"), row("B", true, "SM04")];
        let read = |order: [usize; 3]| {
            let mut practices = Practices::default();
            let staged = order.iter().filter(|&&at| practices.is_new(&rows[at])).count();
            (staged, practices.into_unions())
        };
        let (staged, unions) = read([0, 1, 2]);
        assert_eq!((staged, unions.len()), (1, 1));
        assert_eq!((unions[0].mode, unions[0].locum), (Some("L"), false));
        assert_eq!(unions[0].skills.iter().collect::<Vec<_>>(), ["CAPA02", "SM04", "SM54"]);
        for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0]] {
            assert_eq!(read(order).1, unions);
        }
    }
}
