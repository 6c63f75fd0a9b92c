//! Rings to the box of a tile (Sutherland–Hodgman), then to whole units, wound as tiles want them.

use crate::simplify::Position;

/// The part of an open ring inside a square box, given by its lower and upper limit on both axes.
///
/// A ring that leaves and comes back several times is joined along the edge of the box, which the buffer keeps
/// out of sight.
pub(crate) fn ring(ring: Vec<Position>, low: f64, high: f64) -> Vec<Position> {
    let inside = |it: &Position| it.iter().all(|axis| (low..=high).contains(axis));
    if ring.iter().all(inside) {
        return ring;
    }
    let mut kept = ring;
    for axis in [0, 1] {
        kept = half(&kept, axis, low, |value| value >= low);
        kept = half(&kept, axis, high, |value| value <= high);
    }
    kept
}

/// The part of a ring on one side of a line across an axis.
fn half(ring: &[Position], axis: usize, line: f64, keeps: impl Fn(f64) -> bool) -> Vec<Position> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    let Some(mut before) = ring.last() else { return kept };
    for position in ring {
        if keeps(before[axis]) != keeps(position[axis]) {
            kept.push(crossing(*before, *position, axis, line));
        }
        if keeps(position[axis]) {
            kept.push(*position);
        }
        before = position;
    }
    kept
}

fn crossing(from: Position, to: Position, axis: usize, line: f64) -> Position {
    // From the lower end whatever the direction, so that both sides of a border cross at the same place.
    let (from, to) = if from[axis] <= to[axis] { (from, to) } else { (to, from) };
    let share = (line - from[axis]) / (to[axis] - from[axis]);
    let mut at = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    at[axis] = line;
    at
}

/// Rounds to units, drops repeated positions and needles; `None` when no area is left.
///
/// The ring comes back with a positive area when `exterior`, else with a negative one (y down).
pub(crate) fn snap(ring: &[Position], exterior: bool) -> Option<Vec<[i32; 2]>> {
    let mut snapped: Vec<[i32; 2]> = Vec::with_capacity(ring.len());
    for position in ring {
        let at = position.map(|axis| axis.round() as i32);
        push(&mut snapped, at);
    }
    // The ring is closed by its last edge: tidy across it too.
    while snapped.len() > 2 {
        let last = snapped.len() - 1;
        if snapped[last] == snapped[0] || is_needle(snapped[last - 1], snapped[last], snapped[0]) {
            snapped.pop();
        } else if is_needle(snapped[last], snapped[0], snapped[1]) {
            snapped.remove(0);
        } else {
            break;
        }
    }
    let area = doubled_area(&snapped);
    if snapped.len() < 3 || area == 0 {
        return None;
    }
    if (area > 0) != exterior {
        snapped.reverse();
    }
    Some(snapped)
}

/// Adds a position, undoing what it makes useless: itself repeated, or a way there and back.
fn push(ring: &mut Vec<[i32; 2]>, at: [i32; 2]) {
    while let [.., before, last] = ring[..] {
        if !is_needle(before, last, at) {
            break;
        }
        ring.pop();
    }
    if ring.last() != Some(&at) {
        ring.push(at);
    }
}

/// Whether going by `b` from `a` to `c` turns straight back, or does not move.
fn is_needle(a: [i32; 2], b: [i32; 2], c: [i32; 2]) -> bool {
    let [ab, bc] = [[b[0] - a[0], b[1] - a[1]], [c[0] - b[0], c[1] - b[1]]].map(|it| it.map(i64::from));
    let cross = ab[0] * bc[1] - ab[1] * bc[0];
    let dot = ab[0] * bc[0] + ab[1] * bc[1];
    cross == 0 && dot <= 0
}

/// Twice the area of an open ring by the surveyor's formula; positive when it turns clockwise on screen.
pub(crate) fn doubled_area(ring: &[[i32; 2]]) -> i64 {
    let Some(last) = ring.last() else { return 0 };
    let mut before = last.map(i64::from);
    let mut sum = 0;
    for position in ring {
        let at = position.map(i64::from);
        sum += before[0] * at[1] - at[0] * before[1];
        before = at;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_what_is_inside() {
        let square = vec![[-10.0, -10.0], [10.0, -10.0], [10.0, 10.0], [-10.0, 10.0]];
        assert_eq!(ring(square.clone(), -20.0, 20.0), square);
        assert_eq!(doubled_area(&snap(&ring(square.clone(), 0.0, 20.0), true).unwrap()), 2 * 100);
        assert_eq!(doubled_area(&snap(&ring(square.clone(), -5.0, 5.0), true).unwrap()), 2 * 100);
        assert!(ring(square, 11.0, 20.0).is_empty());
    }

    #[test]
    fn nothing_flat_is_left() {
        let table: [&[Position]; 5] = [
            &[],
            &[[1.0, 1.0]],
            &[[0.0, 0.0], [5.0, 5.0]],
            &[[0.0, 0.0], [0.2, 0.1], [0.3, 0.4], [-0.3, 0.2]],
            &[[0.0, 0.0], [5.0, 0.0], [10.0, 0.0], [5.0, 0.0]],
        ];
        for flat in table {
            assert_eq!(snap(flat, true), None, "{flat:?}");
        }
        let needle = [[0.0, 0.0], [5.0, 0.0], [5.0, -9.0], [5.0, 0.0], [5.0, 5.0], [0.0, 5.0]];
        assert_eq!(snap(&needle, true).unwrap(), [[0, 0], [5, 0], [5, 5], [0, 5]]);
    }

    proptest! {
        #[test]
        fn winding_and_limits(
            positions in prop::collection::vec((-99.0..99.0f64, -99.0..99.0f64), 0..30),
            exterior: bool,
        ) {
            let positions: Vec<Position> = positions.into_iter().map(|(x, y)| [x, y]).collect();
            if let Some(snapped) = snap(&ring(positions, -40.0, 60.0), exterior) {
                let area = doubled_area(&snapped);
                prop_assert!(area != 0 && (area > 0) == exterior);
                prop_assert!(snapped.iter().flatten().all(|axis| (-40..=60).contains(axis)));
                let next = snapped.iter().cycle().skip(1);
                prop_assert!(snapped.iter().zip(next).all(|(a, b)| a != b));
            }
        }
    }
}
