//! The demo's source of chance: xoshiro256** seeded through SplitMix64, the same on every machine.
//!
//! Not for secrets. No dependency, so that a new version of a crate never changes the demo's files.

/// A stream of pseudo-random numbers.
#[derive(Debug, Clone)]
pub struct Rng([u64; 4]);

impl Rng {
    /// The stream of one subject (`"streets"`, `"97209"`) under one seed: streams are independent, so that adding a
    /// writer does not move what the others draw.
    pub fn new(seed: u64, subject: &str, part: &str) -> Self {
        // FNV-1a (64 bits), offset basis and prime of the reference.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in subject.bytes().chain([0]).chain(part.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        let mut state = seed ^ hash;
        // SplitMix64, as its author advises for filling the state of xoshiro.
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self([next(), next(), next(), next()])
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number in `0.0..1.0`, 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number in `low..high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.unit() * (high - low)
    }

    /// A whole number in `0..bound`; 0 when the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // Multiply-shift: the bias is under 2^-32 for the small bounds used here.
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: f64) -> bool {
        self.unit() * 100.0 < percent
    }

    /// One of the items, all alike. The list must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// Position drawn from weights; the last one when the weights are all zero.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut rest = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (position, weight) in weights.enumerate() {
            last = position;
            rest -= weight;
            if rest < 0.0 {
                break;
            }
        }
        last
    }

    /// Roughly normal around 0, deviation 1 (sum of twelve uniforms), within ±6.
    pub fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, subject, part| {
            let mut rng = Rng::new(seed, subject, part);
            (rng.bits(), rng.bits())
        };
        assert_eq!(draw(1, "streets", "97209"), draw(1, "streets", "97209"));
        assert_ne!(draw(1, "streets", "97209"), draw(2, "streets", "97209"));
        assert_ne!(draw(1, "streets", "97209"), draw(1, "streets", "97210"));
        assert_ne!(draw(1, "a", "bc"), draw(1, "ab", "c"));
    }

    #[test]
    fn draws_stay_in_range_and_follow_weights() {
        let mut rng = Rng::new(7, "test", "");
        let mut seen = [0; 3];
        for _ in 0..10_000 {
            assert!(rng.below(5) < 5);
            assert!((0.0..1.0).contains(&rng.unit()));
            seen[rng.weighted([1.0, 0.0, 3.0].into_iter())] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!((2_300..2_700).contains(&seen[0]), "{seen:?}");
    }
}
