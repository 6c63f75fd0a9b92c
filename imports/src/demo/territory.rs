//! One département at a time: its towns, in memory while its files are written, then forgotten.
//!
//! The unit of work that keeps the generator's memory flat whatever the scale.

use super::{
    geography::{Commune, geography},
    outline::Ground,
    projection::Local,
    rng::Rng,
    streets::Town,
    volumes::{Volume, spread},
};

/// A département with its towns and their weights.
pub struct Territory {
    pub code: String,
    pub name: String,
    pub overseas: bool,
    /// Cities that have districts appear as their districts.
    pub towns: Vec<Town<'static>>,
    /// Share of activity of each town: population, with a premium for the towns others come to.
    pub weights: Vec<f64>,
    pub local: Local,
}

impl Territory {
    /// The towns of a volume's département. Nothing is read but the embedded geography.
    pub fn new(seed: u64, volume: &Volume) -> Self {
        let all = geography();
        let code = volume.departement.clone();
        let communes = working_communes(&code);
        let weights: Vec<f64> = communes.iter().map(|c| f64::from(c.population.max(20)).powf(1.08)).collect();
        // Strays have no address file, but still work at addresses.
        let houses = spread(volume.houses.max(communes.len() * 5), &weights);
        let towns = communes
            .iter()
            .zip(houses)
            .map(|(commune, houses)| {
                Town::new(seed, commune, Ground::new(commune, all.outlines.get(&commune.code)), houses)
            })
            .collect();
        Self {
            name: all.departements[&code].clone(),
            overseas: code.starts_with("97"),
            local: Local::of(&code),
            towns,
            weights,
            code,
        }
    }

    /// Position of a town drawn by weight.
    pub fn draw(&self, rng: &mut Rng) -> usize {
        rng.weighted(self.weights.iter().copied())
    }

    /// Position of a town where the big ones win: hospitals and heavy equipment.
    pub fn draw_large(&self, rng: &mut Rng) -> usize {
        rng.weighted(self.weights.iter().map(|weight| weight * weight))
    }

    /// Position of the town with most people.
    pub fn largest(&self) -> usize {
        let by_weight = |a: &usize, b: &usize| self.weights[*a].total_cmp(&self.weights[*b]);
        (0..self.towns.len()).max_by(by_weight).expect("a département has communes")
    }
}

/// Communes people work in: the districts instead of Paris, Lyon and Marseille; villages without a postcode left out.
fn working_communes(departement: &str) -> Vec<&'static Commune> {
    let all = geography();
    let districts = all.districts.get(departement).map(Vec::as_slice).unwrap_or_default();
    let whole = all.communes[departement].iter().filter(|c| {
        let cut_up = matches!(c.code.as_str(), "75056" | "69123" | "13055");
        !cut_up && !c.postcodes.is_empty()
    });
    whole.chain(districts).collect()
}
