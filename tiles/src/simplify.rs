//! How much each vertex of an outline matters, measured once so that any zoom keeps the vertices it can show.
//!
//! Visvalingam's measure, the area of the triangle a vertex makes with its neighbours. Vertices where three or
//! more edges meet are never removed: between two of them both neighbours see the same line, hence remove the
//! same vertices, and no gap opens between them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A position of the unit square.
pub(crate) type Position = [f64; 2];

/// The edges that meet at each vertex of a whole layer.
#[derive(Default)]
pub(crate) struct Junctions {
    /// The first two distinct neighbours of each vertex (the same twice while one is known), and whether there
    /// are more.
    neighbours: HashMap<Bits, (Bits, Bits, bool)>,
}

/// A position by its bits, to hash it and to break ties in the same way from both sides of a border.
type Bits = (u64, u64);

fn bits(position: Position) -> Bits {
    (position[0].to_bits(), position[1].to_bits())
}

impl Junctions {
    /// Notes the edges of an open ring (its last position joins its first).
    pub(crate) fn note(&mut self, ring: &[Position]) {
        for (index, position) in ring.iter().enumerate() {
            let (before, after) = around(ring.len(), index);
            for neighbour in [bits(ring[before]), bits(ring[after])] {
                let unmet = (neighbour, neighbour, false);
                let (one, two, more) = self.neighbours.entry(bits(*position)).or_insert(unmet);
                if *one == *two {
                    *two = neighbour;
                } else if neighbour != *one && neighbour != *two {
                    *more = true;
                }
            }
        }
    }

    fn is_pinned(&self, position: Position) -> bool {
        self.neighbours.get(&bits(position)).is_some_and(|(_, _, more)| *more)
    }
}

fn around(length: usize, index: usize) -> (usize, usize) {
    ((index + length - 1) % length, (index + 1) % length)
}

/// For each vertex of an open ring, the area (in the unit square) under which it can be left out; infinite at
/// junctions. Non-decreasing in order of removal, so that keeping what is over a tolerance is a valid cut.
pub(crate) fn weights(ring: &[Position], junctions: &Junctions) -> Vec<f64> {
    let mut weights: Vec<f64> =
        ring.iter().map(|it| if junctions.is_pinned(*it) { f64::INFINITY } else { 0.0 }).collect();
    let mut links: Vec<(usize, usize)> = (0..ring.len()).map(|index| around(ring.len(), index)).collect();
    let mut left = vec![true; ring.len()];
    let mut queue = BinaryHeap::new();
    let area = |links: &[(usize, usize)], index: usize| {
        let (before, after) = links[index];
        triangle(ring[before], ring[index], ring[after])
    };
    for index in 0..ring.len() {
        if weights[index] == 0.0 {
            weights[index] = area(&links, index);
            queue.push(Reverse((weights[index].to_bits(), bits(ring[index]), index)));
        }
    }
    while let Some(Reverse((weight, _, index))) = queue.pop() {
        // Positive floats sort like their bits; an entry that no longer tells the weight is out of date.
        if !left[index] || weight != weights[index].to_bits() {
            continue;
        }
        left[index] = false;
        let (before, after) = links[index];
        links[before].1 = after;
        links[after].0 = before;
        for neighbour in [before, after] {
            if left[neighbour] && weights[neighbour].is_finite() {
                weights[neighbour] = area(&links, neighbour).max(weights[index]);
                queue.push(Reverse((weights[neighbour].to_bits(), bits(ring[neighbour]), neighbour)));
            }
        }
    }
    weights
}

/// The area of a triangle; exactly the same from both ends.
fn triangle(a: Position, b: Position, c: Position) -> f64 {
    ((a[0] - b[0]) * (c[1] - b[1]) - (c[0] - b[0]) * (a[1] - b[1])).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(ring: &[Position], junctions: &Junctions, tolerance: f64) -> Vec<Bits> {
        let weights = weights(ring, junctions);
        ring.iter().zip(weights).filter(|(_, weight)| *weight > tolerance).map(|(it, _)| bits(*it)).collect()
    }

    #[test]
    fn small_bumps_go_first() {
        let ring = [[0.0, 0.0], [0.5, 0.001], [1.0, 0.0], [1.0, 1.0], [0.5, 1.2], [0.0, 1.0]];
        let mut junctions = Junctions::default();
        junctions.note(&ring);
        assert_eq!(kept(&ring, &junctions, 0.01).len(), 5);
        assert_eq!(kept(&ring, &junctions, 0.15).len(), 4);
    }

    proptest! {
        /// A jagged border between two squares: both sides keep the same vertices of it, whatever the tolerance,
        /// the direction and the first vertex.
        #[test]
        fn neighbours_keep_the_same_border(
            jags in prop::collection::vec(-0.2..0.2f64, 1..40),
            turn in 0usize..20,
            tolerance in 0.0..0.02f64,
        ) {
            let count = jags.len() as f64 + 1.0;
            let border: Vec<Position> = std::iter::once([0.5, 0.0])
                .chain(jags.iter().enumerate().map(|(rank, jag)| [0.5 + jag, (rank as f64 + 1.0) / count]))
                .chain(std::iter::once([0.5, 1.0]))
                .collect();
            let west: Vec<Position> = border.iter().copied().chain([[0.0, 1.0], [0.0, 0.0]]).collect();
            let mut east: Vec<Position> = border.iter().rev().copied().chain([[1.0, 0.0], [1.0, 1.0]]).collect();
            let turn = turn % east.len();
            east.rotate_left(turn);
            let mut junctions = Junctions::default();
            junctions.note(&west);
            junctions.note(&east);
            let inner: Vec<Bits> = border.iter().map(|it| bits(*it)).collect();
            let side = |ring: &[Position]| {
                let mut kept = kept(ring, &junctions, tolerance);
                kept.retain(|it| inner.contains(it));
                kept.sort_unstable();
                kept
            };
            prop_assert_eq!(side(&west), side(&east));
        }
    }
}
