//! How much of everything, where: the scale spread over départements.
//!
//! Scale 1 is Martinique; beyond it Martinique keeps its size and the rest goes by population to all the others.

use super::geography::geography;

/// The territory the demo is about: whole at scale 1 and beyond.
pub const MAIN: &str = "972";
/// At scale 1 and below, a few strays of the neighbours: rows an import of the main territory must leave out.
const STRAYS: [(&str, f64); 2] = [("971", 0.012), ("978", 0.003)];
/// Activities of professionals, structures, house numbers, shelters at scale 1.
const AT_ONE: [f64; 4] = [10_000.0, 1_500.0, 20_000.0, 64.0];

/// What to write for one département.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    pub departement: String,
    pub activities: usize,
    pub structures: usize,
    /// House numbers of the address base; 0 for strays, who get no address file.
    pub houses: usize,
    pub shelters: usize,
}

/// The volumes of a scale, in département order.
pub fn volumes(scale: f64) -> Vec<Volume> {
    let volume = |departement: &str, share: f64, stray: bool| {
        let [activities, structures, houses, shelters] = AT_ONE.map(|count| (count * share).round() as usize);
        Volume {
            departement: departement.to_owned(),
            activities: activities.max(3),
            structures: structures.max(2),
            houses: if stray { 0 } else { houses.max(200) },
            shelters: if stray { 0 } else { shelters.max(4) },
        }
    };
    if scale <= 1.0 {
        let strays = STRAYS.iter().map(|(code, share)| volume(code, scale * share, true));
        let mut all: Vec<Volume> = strays.chain([volume(MAIN, scale, false)]).collect();
        all.sort_by(|a, b| a.departement.cmp(&b.departement));
        return all;
    }
    let people = |code: &str| geography().communes[code].iter().map(|c| f64::from(c.population)).sum::<f64>();
    let elsewhere: f64 =
        geography().departements.keys().filter(|code| *code != MAIN).map(|code| people(code)).sum();
    geography()
        .departements
        .keys()
        .map(|code| {
            let share = if code == MAIN { 1.0 } else { (scale - 1.0) * people(code) / elsewhere };
            volume(code, share, false)
        })
        .collect()
}

/// Cuts a total into whole parts by weight: the parts add up to the total.
pub fn spread(total: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let mut before = 0.0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let upto = ((before / sum) * total as f64).round() as usize;
            let part = upto.min(total) - given;
            given += part;
            part
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_one_is_martinique_and_its_strays() {
        let all = volumes(1.0);
        let codes: Vec<_> = all.iter().map(|v| v.departement.as_str()).collect();
        assert_eq!(codes, ["971", "972", "978"]);
        assert_eq!((all[1].activities, all[1].structures), (10_000, 1_500));
        assert_eq!(all[0].houses, 0);
    }

    #[test]
    fn scale_two_hundred_is_france() {
        let all = volumes(200.0);
        assert_eq!(all.len(), 104);
        let activities: usize = all.iter().map(|v| v.activities).sum();
        assert!((1_990_000..2_010_000).contains(&activities), "{activities}");
    }

    #[test]
    fn parts_add_up() {
        for total in [0, 1, 7, 1_000] {
            assert_eq!(spread(total, &[3.0, 0.0, 1.5, 9.0]).iter().sum::<usize>(), total);
        }
    }
}
