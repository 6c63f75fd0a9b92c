//! One practice for the several rows that describe it: the RPPS writes a row for each savoir-faire. Pure.

use crate::record::PracticeRecord;
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
}

/// What a first row said, in little room: two million of them are kept at the size of France.
struct First {
    mode: Option<&'static str>,
    locum: bool,
    skill: Option<Box<str>>,
}

/// Practices met so far.
#[derive(Default)]
pub(crate) struct Practices {
    hasher: RandomState,
    first: HashMap<u64, First>,
    unions: BTreeMap<(String, String, String), PracticeUnion>,
}

impl Practices {
    /// True when the practice is new and must be staged; otherwise the row is added to what is known.
    pub fn is_new(&mut self, practice: &PracticeRecord) -> bool {
        let key = self.hasher.hash_one((&practice.rpps, &practice.place_id, &practice.profession));
        let skill = practice.skills.first();
        let first = match self.first.entry(key) {
            Entry::Vacant(slot) => {
                let skill = skill.map(|code| code.as_str().into());
                slot.insert(First { mode: practice.mode, locum: practice.locum, skill });
                return true;
            }
            Entry::Occupied(slot) => slot.into_mut(),
        };
        let mode = first.mode.or(practice.mode);
        let union = self
            .unions
            .entry((practice.rpps.clone(), practice.place_id.clone(), practice.profession.clone()))
            .or_insert_with(|| PracticeUnion {
                rpps: practice.rpps.clone(),
                place_id: practice.place_id.clone(),
                profession: practice.profession.clone(),
                mode,
                locum: first.locum,
                skills: first.skill.iter().map(|code| code.to_string()).collect(),
            });
        union.mode = most_open(union.mode, practice.mode);
        union.locum &= practice.locum;
        union.skills.extend(skill.cloned());
        false
    }

    /// What more than one row described, in a stable order.
    pub fn into_unions(self) -> Vec<PracticeUnion> {
        self.unions.into_values().collect()
    }
}

fn most_open(one: Option<&'static str>, other: Option<&'static str>) -> Option<&'static str> {
    let rank =
        |mode: Option<&str>| ["L", "S", "B"].iter().position(|&known| Some(known) == mode).unwrap_or(3);
    if rank(other) < rank(one) { other } else { one }
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
