//! The French table: what people type in Martinique and elsewhere, and what it leads to.
//! The facts are in `data/*.csv` (`;` apart, one review status a row); no word is written in code.

use std::collections::HashMap;

use crate::entry::{Emergency, Entry, Group};
use crate::filter::FilterSpec;
use crate::lexicon::Lexicon;
use crate::normalise::normalise;

const TARGETS: &str = include_str!("../data/targets.csv");
const SYNONYMS: &str = include_str!("../data/synonyms.csv");

/// A row of `data/synonyms.csv`: typed words and one thing they mean.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Synonym {
    pub typed: String,
    /// `profession`, `skill`, `structure`, `equipment`, `need` or `emergency`.
    pub target_kind: String,
    /// A key of `data/targets.csv`, or the name of an emergency.
    pub target: String,
    /// `proposed`, or `reviewed` once a coordinator (and, for Creole, a speaker) has agreed.
    pub status: String,
}

/// A row of `data/targets.csv`: something with a name and what it filters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Target {
    pub group: String,
    pub target: String,
    pub label: String,
    pub detail: String,
    pub kind: String,
    pub filter: String,
    /// `active`, `featured` (proposed while nothing is typed) or `no_data` (nothing in the sources stands behind it).
    pub status: String,
}

/// The rows of our synonym table.
pub fn synonyms() -> Vec<Synonym> {
    read(SYNONYMS)
}

/// The rows of our table of targets.
pub fn targets() -> Vec<Target> {
    read(TARGETS)
}

fn read<Row: serde::de::DeserializeOwned>(table: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("the embedded tables are read by the tests")).collect()
}

/// The entries of the built-in table, in table order.
pub fn entries() -> Vec<Entry> {
    let synonyms = synonyms();
    let typed_for = |target: &Target| {
        let rows =
            synonyms.iter().filter(|row| row.target_kind == target.group && row.target == target.target);
        rows.map(|row| row.typed.clone()).collect()
    };
    targets().into_iter().map(|target| entry(typed_for(&target), target)).collect()
}

fn entry(synonyms: Vec<String>, target: Target) -> Entry {
    let some = |text: String| (!text.is_empty()).then_some(text);
    Entry {
        group: match target.group.as_str() {
            "need" => Group::Need,
            "structure" => Group::Structure,
            "equipment" => Group::Equipment,
            _ => Group::Profession,
        },
        label: target.label,
        detail: some(target.detail),
        kind: some(target.kind),
        id: None,
        filter: FilterSpec::parse(&target.filter).expect("the embedded tables are read by the tests"),
        synonyms,
        position: None,
        featured: target.status == "featured",
    }
}

impl Lexicon {
    /// The built-in French table with the caller's own entries (communes, other territories, local synonyms) after it.
    pub fn french(own: Vec<Entry>) -> Lexicon {
        let mut all = entries();
        all.extend(own);
        let rank: HashMap<(String, String), u32> =
            targets().into_iter().map(|target| (target.group, target.target)).zip(0u32..).collect();
        // Ambiguous words offer their meanings in the order of the table.
        let order: Vec<(String, u32)> = synonyms()
            .into_iter()
            .filter_map(|row| Some((row.typed, *rank.get(&(row.target_kind, row.target))?)))
            .collect();
        let calls = synonyms()
            .into_iter()
            .filter_map(|row| Some((normalise(&row.typed), Emergency::from_name(&row.target)?)))
            .collect();
        Lexicon::ordered(all, &order).with_emergencies(calls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_synonym_leads_to_a_target() {
        let targets: HashSet<(String, String)> =
            targets().into_iter().map(|target| (target.group, target.target)).collect();
        for row in synonyms() {
            let known = match row.target_kind.as_str() {
                "emergency" => Emergency::from_name(&row.target).is_some(),
                _ => targets.contains(&(row.target_kind.clone(), row.target.clone())),
            };
            assert!(known, "{row:?}");
            assert!(matches!(row.status.as_str(), "proposed" | "reviewed"), "{row:?}");
        }
    }

    #[test]
    fn rows_are_unique_once_normalised() {
        let mut seen = HashSet::new();
        for row in synonyms() {
            assert!(
                seen.insert((normalise(&row.typed), row.target_kind.clone(), row.target.clone())),
                "{row:?}"
            );
        }
    }

    #[test]
    fn filters_name_what_the_model_knows() {
        for target in targets() {
            let filter = FilterSpec::parse(&target.filter).expect("readable");
            assert_eq!(filter.is_empty(), target.status == "no_data", "{target:?}");
            for slug in &filter.skill {
                assert!(carbet_model::skill::group(slug).is_ok(), "{slug}");
            }
            for code in &filter.profession {
                assert!(code.parse::<carbet_model::ProfessionKey>().is_ok(), "{code}");
            }
            for code in &filter.category {
                assert!(carbet_model::category::find(code).is_ok(), "{code}");
            }
            for kind in &filter.kind {
                assert!(kind.parse::<carbet_model::Kind>().is_ok(), "{kind}");
            }
        }
    }
}
