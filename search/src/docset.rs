//! A set of documents as bits. Sets of one index have one size; mixing indexes is a mistake.

/// Bits numbered by the order of documents in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocSet {
    blocks: Vec<u64>,
}

impl DocSet {
    pub(crate) fn none(size: usize) -> DocSet {
        DocSet { blocks: vec![0; size.div_ceil(64)] }
    }

    pub(crate) fn insert_all(&mut self, documents: &[u32]) {
        for &document in documents {
            self.blocks[document as usize / 64] |= 1 << (document % 64);
        }
    }

    pub(crate) fn contains(&self, document: u32) -> bool {
        self.blocks[document as usize / 64] >> (document % 64) & 1 == 1
    }

    pub(crate) fn intersect(&mut self, other: &DocSet) {
        for (block, with) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= with;
        }
    }

    pub(crate) fn unite(&mut self, other: &DocSet) {
        for (block, with) in self.blocks.iter_mut().zip(&other.blocks) {
            *block |= with;
        }
    }

    pub(crate) fn count(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.blocks).flat_map(|(at, &block)| {
            let mut rest = block;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put() {
        let mut set = DocSet::none(130);
        set.insert_all(&[0, 64, 129]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 64, 129]);
        let mut other = DocSet::none(130);
        other.insert_all(&[64, 65]);
        let mut both = set.clone();
        both.intersect(&other);
        assert_eq!(both.iter().collect::<Vec<_>>(), [64]);
        other.unite(&set);
        assert_eq!(other.count(), 4);
        assert!(set.contains(64) && !set.contains(63));
    }
}
