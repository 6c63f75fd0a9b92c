//! Filters and counts in one pass: documents that pass, and, for each value of each parameter, what one would get by
//! choosing it with every other filter kept.

use crate::docset::DocSet;
use crate::filter::{FilterSpec, Param};
use crate::index::Index;
use crate::query::inside;
use crate::understand::Base;

/// Counts by value of one parameter, most frequent first, then by value. Values that no result has are left out,
/// unless they are chosen: those are kept, at zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub param: Param,
    pub values: Vec<(String, u32)>,
}

impl Facet {
    /// The count of a value; zero when it is not listed.
    pub fn count(&self, value: &str) -> u32 {
        self.values.iter().find(|(listed, _)| listed == value).map_or(0, |&(_, count)| count)
    }
}

/// What a query's filters leave of the documents it designates.
pub(crate) struct Passed {
    /// Documents and their band, in index order.
    pub(crate) documents: Vec<(u32, u8)>,
    /// Counts by term.
    counts: Vec<u32>,
}

/// The frame and the filters of a query, ready to be asked document by document.
struct Gate {
    bbox: Option<[f64; 4]>,
    sets: Vec<(Param, DocSet)>,
}

/// A document passes, fails by one parameter only, or is out.
enum Verdict {
    In,
    ButFor(Param),
    Out,
}

impl Gate {
    fn judge(&self, index: &Index, document: u32) -> Verdict {
        if let Some(bbox) = self.bbox
            && !index.position(document).is_some_and(|at| inside(bbox, at))
        {
            return Verdict::Out;
        }
        let mut missed = self.sets.iter().filter(|(_, set)| !set.contains(document)).map(|&(param, _)| param);
        match (missed.next(), missed.next()) {
            (None, _) => Verdict::In,
            (Some(param), None) => Verdict::ButFor(param),
            _ => Verdict::Out,
        }
    }
}

pub(crate) fn pass(index: &Index, base: &Base, filters: &FilterSpec, bbox: Option<[f64; 4]>) -> Passed {
    let having = |&param: &Param| Some((param, index.having(param, filters.values(param))?));
    let gate = Gate { bbox, sets: Param::ALL.iter().filter_map(having).collect() };
    let mut passed = Passed { documents: Vec::new(), counts: vec![0; index.terms.values.len()] };
    let mut look = |document: u32, band: u8| {
        let terms = index.terms.of_document.get(document as usize);
        match gate.judge(index, document) {
            Verdict::In => {
                passed.documents.push((document, band));
                terms.iter().for_each(|&term| passed.counts[term as usize] += 1);
            }
            Verdict::ButFor(param) => {
                let own = terms.iter().filter(|&&term| index.terms.values[term as usize].0 == param);
                own.for_each(|&term| passed.counts[term as usize] += 1);
            }
            Verdict::Out => {}
        }
    };
    match base {
        Base::Everything => (0..index.len() as u32).for_each(|document| look(document, 0)),
        Base::Set(set) => set.iter().for_each(|document| look(document, 0)),
        Base::Named(found) => found.iter().for_each(|&(document, band)| look(document, band)),
    }
    passed
}

impl Passed {
    pub(crate) fn facets(&self, index: &Index, filters: &FilterSpec) -> Vec<Facet> {
        let mut facets: Vec<Facet> = Param::ALL.map(|param| Facet { param, values: Vec::new() }).into();
        for ((param, value), &count) in index.terms.values.iter().zip(&self.counts) {
            if count > 0 || filters.values(*param).contains(value) {
                facets[*param as usize].values.push((value.clone(), count));
            }
        }
        for facet in &mut facets {
            facet.values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        facets
    }
}
