//! A column of small sets (skills, territories). Few distinct sets exist, so each is kept once and a point
//! holds its number: a filter is then decided once per distinct set, not once per point.

use std::collections::HashMap;
use std::hash::Hash;

/// The column under construction.
pub(crate) struct SetsBuilder<T> {
    known: HashMap<Vec<T>, u32>,
    of: Vec<u32>,
}

/// The finished column.
#[derive(Debug)]
pub(crate) struct Sets<T> {
    /// Number of the set of each point.
    of: Vec<u32>,
    /// (member, set) for each member of each distinct set, sorted.
    members: Vec<(T, u32)>,
    distinct: usize,
}

impl<T: Copy + Ord + Hash> SetsBuilder<T> {
    pub(crate) fn with_capacity(points: usize) -> Self {
        Self { known: HashMap::new(), of: Vec::with_capacity(points) }
    }

    /// Appends the set of the next point.
    pub(crate) fn push(&mut self, mut set: Vec<T>) {
        set.sort_unstable();
        set.dedup();
        let next = self.known.len() as u32;
        self.of.push(*self.known.entry(set).or_insert(next));
    }

    pub(crate) fn build(self) -> Sets<T> {
        let distinct = self.known.len();
        let mut members: Vec<(T, u32)> = self
            .known
            .into_iter()
            .flat_map(|(set, number)| set.into_iter().map(move |it| (it, number)))
            .collect();
        members.sort_unstable();
        Sets { of: self.of, members, distinct }
    }
}

impl<T: Copy + Ord + Hash> Sets<T> {
    /// The number of the set of a point.
    pub(crate) fn of(&self, index: usize) -> usize {
        self.of[index] as usize
    }

    /// For each distinct set, whether it holds at least one of the wanted members.
    pub(crate) fn holding(&self, wanted: &[T]) -> Vec<bool> {
        let mut held = vec![false; self.distinct];
        for member in wanted {
            let from = self.members.partition_point(|(it, _)| it < member);
            for (_, set) in self.members[from..].iter().take_while(|(it, _)| it == member) {
                held[*set as usize] = true;
            }
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sets_are_kept_once() {
        let mut builder = SetsBuilder::with_capacity(4);
        for set in [vec![2, 1], vec![1, 2, 2], vec![], vec![3]] {
            builder.push(set);
        }
        let sets = builder.build();
        assert_eq!(sets.of(0), sets.of(1));
        assert_eq!(sets.distinct, 3);
        let points = |wanted: &[u32]| {
            let held = sets.holding(wanted);
            (0..4).filter(|index| held[sets.of(*index)]).collect::<Vec<_>>()
        };
        assert_eq!(points(&[1]), [0, 1]);
        assert_eq!(points(&[2, 3]), [0, 1, 3]);
        assert_eq!(points(&[9]), [0usize; 0]);
    }
}
