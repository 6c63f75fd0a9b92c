//! The streets, quarters and house numbers of a commune: what the address base lists and where everybody works.
//!
//! One invention for all files: a practice's address is a line of the address base, to the metre.

use super::{geography::Commune, names, outline::Ground, rng::Rng};

/// A named street with its house numbers along a straight line.
#[derive(Debug, Clone)]
pub struct Street {
    /// Four FANTOIR characters or six letters and digits: the middle of an interoperability key.
    pub key: String,
    /// `AV`, `R`…; empty for a kind the nomenclature of the RPPS does not code.
    pub kind_code: &'static str,
    /// `Avenue`.
    pub kind: &'static str,
    /// `des Flamboyants`.
    pub name: String,
    pub postcode: String,
    start: [f64; 2],
    /// Kilometres east and north from one number to the next.
    pace: [f64; 2],
    /// House numbers in use, 1 to this.
    pub numbers: u32,
}

/// A quarter or hamlet without house numbers.
#[derive(Debug, Clone)]
pub struct Hamlet {
    pub key: String,
    /// `Quartier Fond Lahaye`, `Morne Balata`.
    pub name: String,
    pub postcode: String,
    pub point: [f64; 2],
}

/// A commune with its invented streets.
#[derive(Debug)]
pub struct Town<'a> {
    pub commune: &'a Commune,
    pub ground: Ground<'a>,
    pub streets: Vec<Street>,
    pub hamlets: Vec<Hamlet>,
}

/// A street and number, or a hamlet, of a town.
#[derive(Debug, Clone)]
pub struct Address {
    /// House number; `None` in a hamlet.
    pub number: Option<u32>,
    /// `B` now and then (bis).
    pub suffix: &'static str,
    pub kind_code: &'static str,
    pub kind: &'static str,
    /// What follows the kind; the whole name of a hamlet.
    pub name: String,
    pub postcode: String,
    /// INSEE code and name of the commune or district.
    pub commune_code: String,
    pub commune: String,
    pub point: [f64; 2],
    /// Interoperability key of the address base: `97209_0112_00020`.
    pub key: String,
}

impl<'a> Town<'a> {
    /// The town for about this many house numbers. The same commune and seed always give the same town.
    pub fn new(seed: u64, commune: &'a Commune, ground: Ground<'a>, houses: usize) -> Self {
        let mut rng = Rng::new(seed, "streets", &commune.code);
        let overseas = commune.code.starts_with("97");
        let mut town = Self { commune, ground, streets: Vec::new(), hamlets: Vec::new() };
        let mut listed = 0;
        while town.streets.len() < 2 || listed < houses {
            let street = town.street(&mut rng, overseas, houses.saturating_sub(listed));
            listed += street.numbers as usize;
            town.streets.push(street);
        }
        let hamlets = if overseas { 4 + town.streets.len() / 6 } else { 1 + town.streets.len() / 15 };
        for number in 0..hamlets {
            let hamlet = Hamlet {
                key: format!("B{:03}", (number * 7 + 11) % 1000),
                name: names::hamlet(&mut rng, overseas),
                postcode: town.postcode(&mut rng),
                point: town.ground.point(&mut rng),
            };
            town.hamlets.push(hamlet);
        }
        town
    }

    /// A street of 3 to 32 numbers, fewer when fewer are missing.
    fn street(&self, rng: &mut Rng, overseas: bool, missing: usize) -> Street {
        let (kind_code, kind, name) = names::street(rng, overseas);
        let start = self.ground.point(rng);
        let (angle, length) = (rng.between(0.0, std::f64::consts::TAU), rng.between(0.010, 0.022));
        let pace = [angle.cos() * length, angle.sin() * length];
        let wanted = (3 + rng.below(30)).min(missing.max(2)) as u32;
        // A street stops at the shore or at the border of the commune.
        let inside =
            (1..=wanted).take_while(|number| self.ground.holds(self.along(start, pace, *number))).count();
        let number = self.streets.len();
        let key = if rng.chance(80.0) {
            format!("{:04}", 10 + number * 5)
        } else {
            // New streets have no FANTOIR code yet: six characters drawn, the last two from the position so that
            // a commune never holds the same key twice.
            let drawn: String = (0..4)
                .map(|_| char::from(rng.pick(&[b"abcdefghjkmnpqrstuvwxyz23456789"])[rng.below(31)]))
                .collect();
            format!("{drawn}{:02x}", number % 256)
        };
        let postcode = self.postcode(rng);
        Street { key, kind_code, kind, name, postcode, start, pace, numbers: (inside as u32).max(1) }
    }

    fn postcode(&self, rng: &mut Rng) -> String {
        let codes = &self.commune.postcodes;
        // Most of a town goes by its first postcode.
        let rank = if rng.chance(80.0) { 0 } else { rng.below(codes.len()) };
        codes.get(rank).cloned().unwrap_or_default()
    }

    fn along(&self, start: [f64; 2], pace: [f64; 2], number: u32) -> [f64; 2] {
        if number == 1 {
            return start;
        }
        let steps = f64::from(number - 1);
        // Even numbers stand across the street, eight metres away.
        let across = if number.is_multiple_of(2) { 0.4 } else { 0.0 };
        self.ground.step(start, pace[0] * steps - pace[1] * across, pace[1] * steps + pace[0] * across)
    }

    /// The address of a house number of a street.
    pub fn house(&self, street: &Street, number: u32, suffix: &'static str) -> Address {
        let tail = if suffix.is_empty() { String::new() } else { format!("_{}", suffix.to_lowercase()) };
        Address {
            number: Some(number),
            suffix,
            kind_code: street.kind_code,
            kind: street.kind,
            name: street.name.clone(),
            postcode: street.postcode.clone(),
            commune_code: self.commune.code.clone(),
            commune: self.commune.name.clone(),
            point: self.along(street.start, street.pace, number),
            key: format!("{}_{}_{number:05}{tail}", self.commune.code, street.key),
        }
    }

    /// Somewhere to work: a house mostly, a hamlet for one in seven overseas and one in thirty elsewhere.
    pub fn address(&self, rng: &mut Rng) -> Address {
        let in_hamlet = if self.commune.code.starts_with("97") { 14.0 } else { 3.0 };
        if rng.chance(in_hamlet) {
            return self.quarter(&self.hamlets[rng.below(self.hamlets.len())]);
        }
        let street = &self.streets[rng.below(self.streets.len())];
        let number = 1 + rng.below(street.numbers as usize) as u32;
        self.house(street, number, "")
    }

    /// The address of a hamlet: no number, and its own point.
    pub fn quarter(&self, hamlet: &Hamlet) -> Address {
        Address {
            number: None,
            suffix: "",
            kind_code: "",
            kind: "",
            name: hamlet.name.clone(),
            postcode: hamlet.postcode.clone(),
            commune_code: self.commune.code.clone(),
            commune: self.commune.name.clone(),
            point: hamlet.point,
            key: format!("{}_{}", self.commune.code, hamlet.key),
        }
    }
}

impl Address {
    /// `14 rue des Flamboyants`, `Quartier Fond Lahaye`, in the case of the base.
    pub fn line(&self) -> String {
        let number = self.number.map(|n| n.to_string()).unwrap_or_default();
        let parts = [number.as_str(), self.suffix, self.kind, &self.name];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }

    /// `97200 FORT DE FRANCE`: the last line of an envelope.
    pub fn delivery(&self) -> String {
        format!("{} {}", self.postcode, names::capitals(&self.commune))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::geography::geography, *};
    use std::collections::HashSet;

    #[test]
    fn a_town_repeats_and_stays_ashore() {
        let all = geography();
        for code in ["97204", "97209"] {
            let commune = all.communes["972"].iter().find(|c| c.code == code).expect("listed");
            let build = || Town::new(1, commune, Ground::new(commune, all.outlines.get(code)), 800);
            let town = build();
            assert_eq!(town.streets.len(), build().streets.len());
            let mut keys = HashSet::new();
            for street in &town.streets {
                for number in 1..=street.numbers {
                    let house = town.house(street, number, "");
                    assert!(town.ground.holds(house.point), "{}", house.line());
                    assert!(keys.insert(house.key), "keys are unique");
                }
            }
            assert!(keys.len() >= 800);
        }
    }
}
