//! Filters. Values of one dimension are alternatives, dimensions add up; equal filters have one spelling.
//!
//! It knows numbers only: what they stand for, and refusing words that stand for nothing, is the caller's.

use std::fmt;

use carbet_model::flag::{Flag, FlagSet};
use carbet_model::kind::Kind;

use crate::atlas::Atlas;
use crate::point::NONE;

/// Which points are wanted. Canonical: sorted and without repetition, so equal filters are `==`, hash alike and
/// print alike. A dimension left empty asks for nothing; a number that no point carries matches nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// One bit per kind, at its index.
    kinds: u8,
    flags: FlagSet,
    professions: Vec<u16>,
    skills: Vec<u16>,
    categories: Vec<u16>,
    territories: Vec<u32>,
}

impl Filter {
    /// The filter that every point passes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds alternatives for the kind.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = kinds.into_iter().fold(self.kinds, |bits, kind| bits | 1 << kind.index());
        self
    }

    /// Adds alternatives for the flags.
    pub fn flags(mut self, flags: impl IntoIterator<Item = Flag>) -> Self {
        flags.into_iter().for_each(|flag| self.flags.insert(flag));
        self
    }

    /// Adds alternatives for the profession. [`NONE`] matches nothing.
    pub fn professions(mut self, numbers: impl IntoIterator<Item = u16>) -> Self {
        extend(&mut self.professions, numbers);
        self
    }

    /// Adds alternatives for the skills.
    pub fn skills(mut self, numbers: impl IntoIterator<Item = u16>) -> Self {
        extend(&mut self.skills, numbers);
        self
    }

    /// Adds alternatives for the category. [`NONE`] matches nothing.
    pub fn categories(mut self, numbers: impl IntoIterator<Item = u16>) -> Self {
        extend(&mut self.categories, numbers);
        self
    }

    /// Adds alternatives for the territory.
    pub fn territories(mut self, numbers: impl IntoIterator<Item = u32>) -> Self {
        extend(&mut self.territories, numbers);
        self
    }

    /// Whether every point passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn extend<T: Ord>(values: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    values.extend(more);
    values.sort_unstable();
    values.dedup();
}

/// The canonical spelling, for cache keys: `kind=shelter;territory=12`, empty for the empty filter. The numbers are
/// those of one atlas, so a key must carry the revision as well.
impl fmt::Display for Filter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = Kind::ALL.into_iter().filter(|kind| self.kinds >> kind.index() & 1 == 1);
        let dimensions = [
            ("kind", join(kinds)),
            ("profession", join(&self.professions)),
            ("skill", join(&self.skills)),
            ("category", join(&self.categories)),
            ("flag", join(self.flags.iter())),
            ("territory", join(&self.territories)),
        ];
        let spelled = dimensions.iter().filter(|(_, values)| !values.is_empty());
        for (rank, (name, values)) in spelled.enumerate() {
            let separator = if rank == 0 { "" } else { ";" };
            write!(out, "{separator}{name}={values}")?;
        }
        Ok(())
    }
}

fn join<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",")
}

/// A filter made ready for one atlas: sets of skills and territories are decided once.
pub struct Mask<'a> {
    filter: &'a Filter,
    open: bool,
    skill_sets: Option<Vec<bool>>,
    territory_sets: Option<Vec<bool>>,
}

impl<'a> Mask<'a> {
    /// Prepares a filter; the mask is of use with this atlas only.
    pub fn new(filter: &'a Filter, atlas: &Atlas) -> Self {
        let skill_sets = (!filter.skills.is_empty()).then(|| atlas.skills.holding(&filter.skills));
        let territory_sets =
            (!filter.territories.is_empty()).then(|| atlas.territories.holding(&filter.territories));
        Self { filter, open: filter.is_empty(), skill_sets, territory_sets }
    }

    /// Whether every point passes.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Whether the point at an index of the atlas (see [`Atlas::index_of`]) passes.
    pub fn matches(&self, atlas: &Atlas, index: usize) -> bool {
        let filter = self.filter;
        (filter.kinds == 0 || filter.kinds >> atlas.kinds[index].index() & 1 == 1)
            && (filter.flags.0 == 0 || filter.flags.0 & atlas.flags[index].0 != 0)
            && among(&filter.professions, atlas.professions[index])
            && among(&filter.categories, atlas.categories[index])
            && self.skill_sets.as_ref().is_none_or(|held| held[atlas.skills.of(index)])
            && self.territory_sets.as_ref().is_none_or(|held| held[atlas.territories.of(index)])
    }
}

fn among(wanted: &[u16], value: u16) -> bool {
    wanted.is_empty() || (value != NONE && wanted.binary_search(&value).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::Point;

    #[test]
    fn equal_filters_have_one_spelling() {
        let one = Filter::new()
            .professions([3, 1, 3])
            .kinds([Kind::Equipment, Kind::Professional])
            .flags([Flag::CarteVitale])
            .territories([12, 2]);
        let two = Filter::new()
            .territories([2])
            .kinds([Kind::Professional])
            .flags([Flag::CarteVitale])
            .professions([1, 3])
            .kinds([Kind::Equipment])
            .territories([12]);
        assert_eq!(one, two);
        assert_eq!(
            one.to_string(),
            "kind=professional,equipment;profession=1,3;flag=carte_vitale;territory=2,12"
        );
        assert_eq!(Filter::new().to_string(), "");
        assert!(Filter::new().is_empty() && !one.is_empty());
    }

    #[test]
    fn alternatives_inside_a_dimension_and_between_dimensions() {
        let point = |number, kind, profession, skills: &[u16], flags: &[Flag], territories: &[u32]| Point {
            profession,
            skills: skills.to_vec(),
            flags: flags.iter().copied().collect(),
            territories: territories.to_vec(),
            ..Point::new(number, -61.0, 14.6, kind)
        };
        let atlas = Atlas::build([
            point(0, Kind::Professional, 10, &[1, 2], &[Flag::NewPatients], &[100, 972]),
            point(1, Kind::Professional, 10, &[2], &[Flag::WalkIn], &[101, 972]),
            point(2, Kind::Professional, 11, &[], &[Flag::NewPatients, Flag::WalkIn], &[100, 972]),
            point(3, Kind::Shelter, NONE, &[], &[], &[101, 972]),
        ])
        .unwrap();
        let table: [(Filter, &[u32]); 13] = [
            (Filter::new(), &[0, 1, 2, 3]),
            (Filter::new().kinds([Kind::Shelter]), &[3]),
            (Filter::new().kinds([Kind::Professional, Kind::Shelter]), &[0, 1, 2, 3]),
            (Filter::new().kinds([Kind::Facility]), &[]),
            (Filter::new().professions([10, 11]), &[0, 1, 2]),
            (Filter::new().professions([NONE]), &[]),
            (Filter::new().categories([NONE]), &[]),
            (Filter::new().skills([1, 2]), &[0, 1]),
            (Filter::new().skills([1]).territories([101]), &[]),
            (Filter::new().flags([Flag::NewPatients]), &[0, 2]),
            (Filter::new().flags([Flag::NewPatients, Flag::WalkIn]).professions([10]), &[0, 1]),
            (Filter::new().flags([Flag::Wheelchair]), &[]),
            (Filter::new().territories([100, 555]), &[0, 2]),
        ];
        for (filter, expected) in table {
            let mask = Mask::new(&filter, &atlas);
            let found: Vec<u32> =
                (0..4).filter(|number| mask.matches(&atlas, atlas.index_of(*number).unwrap())).collect();
            assert_eq!(found, expected, "{filter}");
            assert_eq!(atlas.count(&filter) as usize, expected.len(), "{filter}");
        }
    }
}
