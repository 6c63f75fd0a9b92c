//! Lists of numbers end to end: one offset a list, no allocation a list. The shape of every posting and column.

/// Immutable lists of `u32`, numbered from zero.
#[derive(Debug)]
pub(crate) struct Lists {
    offsets: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// From (list, value) pairs, in any order; a list comes out sorted and without repetition.
    pub(crate) fn from_pairs(mut pairs: Vec<(u32, u32)>, lists: usize) -> Lists {
        pairs.sort_unstable();
        pairs.dedup();
        let mut offsets = Vec::with_capacity(lists + 1);
        offsets.push(0);
        let mut values = Vec::with_capacity(pairs.len());
        for (list, value) in pairs {
            while offsets.len() <= list as usize {
                offsets.push(values.len() as u32);
            }
            values.push(value);
        }
        while offsets.len() <= lists {
            offsets.push(values.len() as u32);
        }
        Lists { offsets, values }
    }

    pub(crate) fn get(&self, list: usize) -> &[u32] {
        self.span(list..list + 1)
    }

    /// Neighbouring lists as one slice.
    pub(crate) fn span(&self, lists: std::ops::Range<usize>) -> &[u32] {
        &self.values[self.offsets[lists.start] as usize..self.offsets[lists.end] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back() {
        let lists = Lists::from_pairs(vec![(3, 7), (1, 2), (1, 1), (1, 2)], 5);
        assert_eq!(lists.get(0), [0u32; 0]);
        assert_eq!(lists.get(1), [1, 2]);
        assert_eq!(lists.get(3), [7]);
        assert_eq!(lists.get(4), [0u32; 0]);
        assert_eq!(lists.span(0..4), [1, 2, 7]);
    }
}
