//! Where people practise: cabinets of their own, shared cabinets, structures; with what the register omits.
//!
//! A site's identifier always goes with the same address and phone, whoever works there.

use super::{
    names,
    phones::phone,
    places::{Entity, Place},
    rng::Rng,
    streets::Address,
    territory::Territory,
};
use std::rc::Rc;

/// How much of the place the register tells. Shares: see [`Sites::own`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Street, postcode and commune.
    Address,
    /// Postcode and commune, no street.
    Commune,
    /// Postcode and département, no commune code.
    Postcode,
    /// The département alone.
    Departement,
    /// Nothing at all: no territory can claim it.
    Nothing,
}

/// A place of practice as the register knows it.
#[derive(Debug)]
pub struct Site {
    /// Column 24: `R70…`, `C` + SIRET (98…), `F` + FINESS. None holds the digits of an RPPS number of the demo, which
    /// tests look for in whatever the product writes.
    pub id: String,
    /// FINESS numbers of the structure and of its legal entity.
    pub finess: Option<(String, String)>,
    pub siret: Option<String>,
    /// Columns 25 and 26.
    pub name: String,
    pub sign: String,
    /// Column 27, which the product never shows: it names people.
    pub recipient: String,
    /// Column 28.
    pub complement: &'static str,
    pub address: Address,
    pub known: Known,
    /// Empty for 73 sites in a hundred (extract of 10 September 2026).
    pub phone: String,
    pub phone_2: String,
    pub departement: String,
    /// Several people may work there.
    pub shared: bool,
    /// Whether its official coordinates lead to the address: open structures with good coordinates only.
    pub exact: bool,
}

/// Percent of sites with a phone.
const WITH_PHONE: f64 = 27.0;

/// The sites of one département, made as people need them.
pub struct Sites<'a> {
    territory: &'a Territory,
    /// Employers by town: (legal entity, structure), open ones.
    employers: Vec<Vec<(&'a Entity, &'a Place)>>,
    /// Structures that closed, where the register still places somebody.
    closed: Vec<(&'a Entity, &'a Place)>,
    structures: std::collections::BTreeMap<String, Rc<Site>>,
    cabinets: Vec<Vec<Rc<Site>>>,
    next: &'a mut u64,
}

impl<'a> Sites<'a> {
    /// `next` numbers sites across départements.
    pub fn new(territory: &'a Territory, entities: &'a [Entity], next: &'a mut u64) -> Self {
        let mut employers = vec![Vec::new(); territory.towns.len()];
        let mut closed = Vec::new();
        for (entity, place) in entities.iter().flat_map(|e| e.places.iter().map(move |p| (e, p))) {
            if place.is_open() {
                employers[place.town].push((entity, place));
            } else {
                closed.push((entity, place));
            }
        }
        let cabinets = vec![Vec::new(); territory.towns.len()];
        Self { territory, employers, closed, structures: Default::default(), cabinets, next }
    }

    /// A structure of the town among these categories; `None` when the town has none.
    pub fn employer(
        &mut self,
        rng: &mut Rng,
        town: usize,
        categories: &[&str],
    ) -> Option<(Rc<Site>, &'static str)> {
        let wanted: Vec<_> =
            self.employers[town].iter().filter(|(_, place)| categories.contains(&place.category)).collect();
        if wanted.is_empty() {
            return None;
        }
        // The first categories of a trade are its usual employers, and big ones.
        let weights = wanted.iter().map(|(_, place)| {
            let rank = categories.iter().position(|c| *c == place.category).unwrap_or(categories.len());
            let size = if matches!(place.category, "355" | "365" | "292") { 30.0 } else { 1.0 };
            size / (1.0 + rank as f64)
        });
        let (entity, place) = *wanted[rng.weighted(weights)];
        Some((self.structure(rng, entity, place), place.category))
    }

    /// A structure that closed, for somebody the register has not moved yet.
    pub fn closed(&mut self, rng: &mut Rng) -> Option<Rc<Site>> {
        let (entity, place) = *self.closed.get(rng.below(self.closed.len()))?;
        Some(self.structure(rng, entity, place))
    }

    /// Whether some structure of the département closed.
    pub fn has_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    fn structure(&mut self, rng: &mut Rng, entity: &Entity, place: &Place) -> Rc<Site> {
        if let Some(site) = self.structures.get(&place.number) {
            return Rc::clone(site);
        }
        let site = Rc::new(Site {
            id: format!("F{}", place.number),
            finess: Some((place.number.clone(), entity.number.clone())),
            siret: place.siret.clone(),
            name: names::capitals_kept(&place.name),
            sign: String::new(),
            recipient: String::new(),
            complement: if rng.chance(8.0) { "SERVICE DU REZ DE CHAUSSEE" } else { "" },
            address: place.address.clone(),
            known: Known::Address,
            phone: self.phone(rng),
            phone_2: String::new(),
            departement: self.territory.code.clone(),
            shared: true,
            exact: place.is_open()
                && place.coordinates.are_exact()
                && !carbet_model::category::is_commune_only(place.category),
        });
        self.structures.insert(place.number.clone(), Rc::clone(&site));
        site
    }

    /// A liberal site in the town: a cabinet shared with earlier people, or a new one.
    pub fn liberal(&mut self, rng: &mut Rng, town: usize, owner: &str) -> Rc<Site> {
        let known = &self.cabinets[town];
        if !known.is_empty() && rng.chance(44.0) {
            // The last dozen cabinets of the town: groups of two to six people.
            let recent = known.len().saturating_sub(12);
            return Rc::clone(&known[recent + rng.below(known.len() - recent)]);
        }
        let shared = rng.chance(50.0);
        let site = Rc::new(if shared { self.group(rng, town) } else { self.own(rng, town, owner, false) });
        if shared {
            self.cabinets[town].push(Rc::clone(&site));
        }
        site
    }

    fn group(&mut self, rng: &mut Rng, town: usize) -> Site {
        let title = names::capitals_kept(&names::after(rng, self.territory.overseas));
        let quoted = rng.chance(12.0);
        let name = match (quoted, rng.below(3)) {
            (true, _) => format!("CABINET \"{}\"", title.trim_start_matches("DES ")),
            (_, 0) => format!("MAISON MEDICALE {title}"),
            (_, 1) => format!("SCM {title}"),
            _ => format!("CABINET {title}"),
        };
        let known = if rng.chance(92.0) { Known::Address } else { Known::Commune };
        let mut site = self.bare(rng, town, name, known);
        let siret = format!("98{:07}{:05}", *self.next % 10_000_000, 10 + rng.below(90));
        site.id = if rng.chance(60.0) { format!("C{siret}") } else { site.id };
        site.siret = Some(siret);
        site.sign = if rng.chance(20.0) { site.name.clone() } else { String::new() };
        site.shared = true;
        site
    }

    /// A shared cabinet that bears the name of one of its people, spelt as an address is: capitals, no accents, no hyphen.
    pub fn named_after(&mut self, rng: &mut Rng, town: usize, [family, given]: [&str; 2]) -> Site {
        let capitals = carbet_search::normalise(family).to_uppercase();
        let mut site = self.bare(rng, town, format!("CABINET {capitals} ET ASSOCIES"), Known::Address);
        site.recipient = format!("{} {}", capitals, given.to_uppercase());
        site.phone = phone(rng, &self.territory.code);
        site.shared = true;
        site
    }

    /// A new cabinet for one person; locums are the worst known.
    pub fn own(&mut self, rng: &mut Rng, town: usize, owner: &str, locum: bool) -> Site {
        let [commune, postcode, departement, nothing] =
            if locum { [10.0, 0.0, 45.0, 20.0] } else { [13.0, 0.8, 3.2, 2.6] };
        let draw = rng.unit() * 100.0;
        let known = if draw < nothing {
            Known::Nothing
        } else if draw < nothing + departement {
            Known::Departement
        } else if draw < nothing + departement + postcode {
            Known::Postcode
        } else if draw < nothing + departement + postcode + commune {
            Known::Commune
        } else {
            Known::Address
        };
        let name = if known == Known::Nothing { String::new() } else { format!("CABINET {owner}") };
        self.bare(rng, town, name, known)
    }

    fn bare(&mut self, rng: &mut Rng, town: usize, name: String, known: Known) -> Site {
        *self.next += 1;
        let address = self.territory.towns[town].address(rng);
        let reachable = known != Known::Nothing;
        let phone = if reachable { self.phone(rng) } else { String::new() };
        Site {
            id: format!("R70{:09}", *self.next),
            finess: None,
            siret: None,
            name,
            sign: String::new(),
            recipient: String::new(),
            complement: match rng.below(100) {
                0..3 => "RESIDENCE \"LE BOURG\"",
                3..8 => "1ER ETAGE",
                8..10 => " ",
                _ => "",
            },
            address,
            known,
            phone_2: if phone.is_empty() || rng.chance(85.0) {
                String::new()
            } else {
                super::phones::phone(rng, "mobile")
            },
            phone,
            departement: self.territory.code.clone(),
            shared: false,
            exact: false,
        }
    }

    fn phone(&self, rng: &mut Rng) -> String {
        let zone = if rng.chance(35.0) { "mobile" } else { &self.territory.code };
        if rng.chance(WITH_PHONE) { phone(rng, zone) } else { String::new() }
    }
}

impl Site {
    /// The commune an importer can place the site in.
    pub fn commune(&self) -> Option<&str> {
        matches!(self.known, Known::Address | Known::Commune).then_some(self.address.commune_code.as_str())
    }

    /// The département an importer can place it in.
    pub fn territory(&self) -> Option<&str> {
        (self.known != Known::Nothing).then_some(self.departement.as_str())
    }
}
