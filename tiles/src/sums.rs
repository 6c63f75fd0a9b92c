//! Tallies of runs of points. Running totals are kept at every block boundary, so that the tally of any run,
//! of any length, costs at most two partial blocks: low zooms are as cheap as high ones.

use std::ops::Range;

use carbet_model::kind::Kind;

/// Points between two running totals: 256 points scanned at worst, for under one byte of memory a point.
const BLOCK: usize = 128;

/// Listings of each kind, in the order of [`Kind::ALL`].
pub type Counts = [u32; Kind::ALL.len()];

/// What a group of points adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) counts: Counts,
    pub(crate) approximate: u32,
    /// Sums of the axes in 32-bit steps: 2^32 points of 2^32 steps still fit.
    pub(crate) x: u64,
    pub(crate) y: u64,
}

impl Tally {
    /// The number of points.
    pub(crate) fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Counts one more point.
    pub(crate) fn add(&mut self, kind: Kind, approximate: bool, x: u32, y: u32) {
        self.counts[usize::from(kind.index())] += 1;
        self.approximate += u32::from(approximate);
        self.x += u64::from(x);
        self.y += u64::from(y);
    }

    fn plus(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine += theirs;
        }
        self.approximate += other.approximate;
        self.x += other.x;
        self.y += other.y;
        self
    }

    fn minus(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine -= theirs;
        }
        self.approximate -= other.approximate;
        self.x -= other.x;
        self.y -= other.y;
        self
    }
}

/// The totals of all points before each block boundary.
#[derive(Debug)]
pub(crate) struct Sums {
    before: Vec<Tally>,
}

impl Sums {
    /// `scan` tallies a run the slow way; it is asked for each block once.
    pub(crate) fn build(points: usize, scan: impl Fn(Range<usize>) -> Tally) -> Self {
        let mut total = Tally::default();
        let mut before = vec![total];
        for block in 0..points / BLOCK {
            total = total.plus(&scan(block * BLOCK..(block + 1) * BLOCK));
            before.push(total);
        }
        Self { before }
    }

    /// The tally of a run; `scan` is asked for the parts of blocks at its ends only.
    pub(crate) fn tally(&self, run: Range<usize>, scan: impl Fn(Range<usize>) -> Tally) -> Tally {
        let first = run.start.div_ceil(BLOCK);
        let last = run.end / BLOCK;
        if first >= last {
            return scan(run);
        }
        let middle = self.before[last].minus(&self.before[first]);
        middle.plus(&scan(run.start..first * BLOCK)).plus(&scan(last * BLOCK..run.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_the_scan(points in 0usize..1000, from in 0usize..1000, to in 0usize..1000) {
            let scan = |run: Range<usize>| {
                let mut tally = Tally::default();
                for index in run {
                    tally.add(Kind::ALL[index % 6], index % 3 == 0, index as u32 * 7, u32::MAX - index as u32);
                }
                tally
            };
            let (from, to) = (from.min(points), to.min(points));
            let run = from.min(to)..from.max(to);
            prop_assert_eq!(Sums::build(points, scan).tally(run.clone(), scan), scan(run));
        }
    }
}
