//! The structures of a département: what FINESS+ says of each, and what an importer should make of it.
//!
//! Draws them; the writers print them. Knows nothing of people.

use super::{
    categories::{STRUCTURES, machines},
    names,
    phones::phone,
    rng::Rng,
    streets::Address,
    territory::Territory,
    volumes::{MAIN, Volume},
};
use carbet_model::{Kind, category};

/// Whether the structure is open, and how the file says that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// `etatObjet` A and no closing date: the only one to keep.
    Open,
    /// `etatObjet` A but closed on a date.
    Closed,
    /// `etatObjet` I, with or without a date.
    Inactive { dated: bool },
}

/// What the file gives as coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coordinates {
    /// X, Y are longitude, latitude.
    Degrees,
    /// X, Y are easting, northing; the degrees stand in the direction fields.
    Metres,
    /// X, Y are northing, easting.
    Swapped,
    /// In degrees, but the address key has no `_`: the centre of the commune.
    Centroid,
    /// In degrees, but far from the territory: to be refused.
    Absurd,
    /// `null`.
    Missing,
}

impl Coordinates {
    /// Whether an importer may trust them to the address.
    pub fn are_exact(self) -> bool {
        matches!(self, Self::Degrees | Self::Metres | Self::Swapped)
    }
}

/// A structure (*entité géographique d'exercice*).
#[derive(Debug)]
pub struct Place {
    /// FINESS number.
    pub number: String,
    pub ege_id: u64,
    pub category: &'static str,
    pub name: String,
    pub siret: Option<String>,
    pub address: Address,
    /// An address of another use, written first.
    pub decoy: Option<Address>,
    pub coordinates: Coordinates,
    /// As written: empty, one number, or two joined by a slash.
    pub phone: String,
    /// Trailing spaces and `"\\ "` in its text fields.
    pub dirty: bool,
    pub state: State,
    /// IRM, scanner, gamma-cameras, TEP installed.
    pub machines: [u32; 4],
    pub hyperbaric: bool,
    pub cyclotron: bool,
    /// Position of its town.
    pub town: usize,
}

/// A legal entity and its structures.
#[derive(Debug)]
pub struct Entity {
    pub number: String,
    pub pm_id: u64,
    pub name: String,
    pub siren: String,
    pub places: Vec<Place>,
}

impl Place {
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The kind of listing of an open structure; `None` for a CPTS.
    pub fn kind(&self) -> Option<Kind> {
        category::find(self.category).expect("the table of structures holds known categories").kind
    }
}

/// The legal entities of a département.
pub fn entities(seed: u64, territory: &Territory, volume: &Volume) -> Vec<Entity> {
    let mut draw = Draw { rng: Rng::new(seed, "places", &territory.code), territory, next: 0 };
    let mut places = Vec::new();
    let share = volume.structures as f64 / 1_500.0;
    let main = territory.code == MAIN;
    for structure in &STRUCTURES {
        let wanted = structure.share * share;
        // The fraction left over becomes one more by chance.
        let whole = wanted.floor() as usize + usize::from(draw.rng.unit() < wanted.fract());
        let least = usize::from(structure.always && main);
        for rank in 0..whole.max(least) {
            places.push(draw.place(structure.code, structure.name, rank, State::Open));
            // One record in ten more is there to be left out.
            if draw.rng.chance(10.0) {
                let state = match draw.rng.below(10) {
                    0..=6 => State::Inactive { dated: true },
                    7 => State::Inactive { dated: false },
                    _ => State::Closed,
                };
                places.push(draw.place(structure.code, structure.name, rank + 1, state));
            }
        }
    }
    if main {
        draw.plant(&mut places);
    }
    draw.gather(places)
}

struct Draw<'a> {
    rng: Rng,
    territory: &'a Territory,
    next: usize,
}

impl Draw<'_> {
    fn place(&mut self, category: &'static str, first_words: &str, rank: usize, state: State) -> Place {
        let rng = &mut self.rng;
        let large = matches!(category, "355" | "365" | "292" | "699" | "135" | "138" | "321");
        let town = match (large, rank) {
            (true, 0) => self.territory.largest(),
            (true, _) => self.territory.draw_large(rng),
            _ => self.territory.draw(rng),
        };
        let here = &self.territory.towns[town];
        let address = here.address(rng);
        let other = self.territory.draw(rng);
        let decoy = rng.chance(6.0).then(|| self.territory.towns[other].address(rng));
        let name = match category {
            "355" | "604" => format!("{first_words} {}", de(&here.commune.name)),
            _ => format!("{first_words} {}", names::after(rng, self.territory.overseas)),
        };
        let coordinates = match rng.below(1000) {
            0..250 => Coordinates::Missing,
            250..280 => Coordinates::Centroid,
            280..710 => Coordinates::Degrees,
            710..960 => Coordinates::Metres,
            _ => Coordinates::Swapped,
        };
        let written = match rng.below(100) {
            0..12 => String::new(),
            12..18 => format!("{}/{}", phone(rng, &self.territory.code), phone(rng, "mobile")),
            _ => phone(rng, &self.territory.code),
        };
        let chances = machines(category).map(|percent| rng.chance(percent));
        self.next += 1;
        let number = number(&self.territory.code, '9', self.next);
        Place {
            ege_id: ege_id(&number),
            siret: rng
                .chance(60.0)
                .then(|| format!("98{:07}{:05}", rng.below(10_000_000), 10 + rng.below(90))),
            decoy,
            coordinates,
            phone: written,
            dirty: rng.chance(9.0),
            state,
            machines: chances.map(|there| if there { 1 + u32::from(rng.chance(25.0)) } else { 0 }),
            hyperbaric: false,
            cyclotron: false,
            town,
            number,
            category,
            name,
            address,
        }
    }

    /// What the main territory always has: a teaching hospital with every machine, a cyclotron, and three structures
    /// whose coordinates fall in another ocean.
    fn plant(&mut self, places: &mut [Place]) {
        let first = |places: &[Place], category| {
            places.iter().position(|p| p.category == category && p.is_open()).expect("always at least one")
        };
        let hospital = first(places, "355");
        places[hospital].machines = [2, 3, 2, 1];
        places[hospital].hyperbaric = true;
        places[hospital].coordinates = Coordinates::Metres;
        let imaging = first(places, "699");
        places[imaging].machines = [1, 1, 0, 0];
        places[imaging].cyclotron = true;
        for category in ["620", "611", "500"] {
            let strange = first(places, category);
            places[strange].coordinates = Coordinates::Absurd;
        }
    }

    /// Structures shared out among legal entities of one to four.
    fn gather(&mut self, places: Vec<Place>) -> Vec<Entity> {
        let mut entities: Vec<Entity> = Vec::new();
        let mut room = 0;
        for place in places {
            if room == 0 {
                room = if place.category == "620" { 1 } else { 1 + self.rng.below(4) };
                let number = number(&self.territory.code, '8', entities.len() + 1);
                entities.push(Entity {
                    pm_id: ege_id(&number),
                    number,
                    name: entity_name(&mut self.rng, &place, self.territory.overseas),
                    siren: format!("98{:07}", self.rng.below(10_000_000)),
                    places: Vec::new(),
                });
            }
            room -= 1;
            entities.last_mut().expect("one was just pushed").places.push(place);
        }
        entities
    }
}

fn entity_name(rng: &mut Rng, place: &Place, overseas: bool) -> String {
    match place.category {
        "355" | "292" => place.name.clone(),
        "620" => format!("SELARL {}", place.name),
        _ => format!(
            "{} {}",
            rng.pick(&["Association", "Fondation", "SAS", "Groupement"]),
            names::after(rng, overseas)
        ),
    }
}

/// A FINESS number of the demo: the département, a figure never in use there (9 for structures, 8 for legal
/// entities), a rank. Overseas, where the first two figures are 97 for everybody, the third of the code follows.
fn number(departement: &str, family: char, rank: usize) -> String {
    match departement.strip_prefix("97") {
        Some(third) => format!("97{family}{third}{rank:05}"),
        None => format!("{departement}{family}{rank:06}"),
    }
}

/// The internal number of the file: the FINESS number without its letter.
fn ege_id(number: &str) -> u64 {
    number.replace('A', "0").replace('B', "1").parse().expect("figures, and one letter in Corsica")
}

/// `de Fort-de-France`, `du Lamentin`, `des Trois-Îlets`, `de l'Ajoupa-Bouillon`.
pub fn de(name: &str) -> String {
    let contracted = [("Le ", "du "), ("Les ", "des "), ("La ", "de La "), ("L'", "de L'")];
    if let Some((rest, start)) =
        contracted.iter().find_map(|(article, de)| Some((name.strip_prefix(article)?, de)))
    {
        return format!("{start}{rest}");
    }
    let vowel = names::capitals_kept(name).starts_with(['A', 'E', 'I', 'O', 'U', 'Y']);
    if vowel { format!("d'{name}") } else { format!("de {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_contracts_articles() {
        for (name, expected) in [
            ("Le Lamentin", "du Lamentin"),
            ("Les Abymes", "des Abymes"),
            ("Ducos", "de Ducos"),
            ("Évreux", "d'Évreux"),
        ] {
            assert_eq!(de(name), expected);
        }
    }

    #[test]
    fn numbers_have_the_shape_of_finess() {
        for (departement, expected) in [("972", "979200007"), ("2A", "2A9000007"), ("75", "759000007")] {
            assert_eq!(number(departement, '9', 7), expected);
            assert!(expected.parse::<carbet_model::Finess>().is_ok());
        }
    }

    #[test]
    fn martinique_has_its_structures() {
        let volume = &super::super::volumes::volumes(1.0)[1];
        let territory = Territory::new(1, volume);
        let entities = entities(1, &territory, volume);
        let open = entities.iter().flat_map(|e| &e.places).filter(|p| p.is_open()).count();
        assert!((1_440..1_560).contains(&open), "{open}");
    }
}
