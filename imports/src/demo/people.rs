//! The invented professionals of a département and what they do where.
//!
//! Draws them town by town and hands each to the caller: nobody is kept in memory.

use super::{
    names,
    professions::{self, Skill, Trade},
    rng::Rng,
    sites::{Known, Site, Sites},
    territory::Territory,
};
use std::{collections::BTreeSet, rc::Rc};

/// First RPPS number of the demo; numbers from 99 on are given to nobody real.
const FIRST_RPPS: u64 = 99_000_000_001;

/// One activity: a profession at a site. As many rows as skills.
#[derive(Debug)]
pub struct Activity {
    pub trade: &'static Trade,
    pub skills: Vec<Skill>,
    /// Column 18: L, S or B.
    pub mode: &'static str,
    pub sector: (&'static str, &'static str),
    pub locum: bool,
    pub site: Rc<Site>,
    /// Column 44: a mailbox of the secure messaging service, an ordinary address, or empty.
    pub email: String,
}

/// Somebody of the register.
#[derive(Debug)]
pub struct Person {
    pub rpps: String,
    pub woman: bool,
    pub family: String,
    pub given: String,
    pub professor: bool,
    pub military: bool,
    pub activities: Vec<Activity>,
}

impl Person {
    /// The listings an importer makes of the person: distinct (site, profession), first activity of each.
    pub fn listings(&self) -> impl Iterator<Item = &Activity> {
        let mut seen = BTreeSet::new();
        self.activities.iter().filter(move |a| seen.insert((a.site.id.as_str(), a.trade.code)))
    }
}

/// Hands every person of a département to `each`: `quotas` activities in each town.
pub fn people<E>(
    seed: u64,
    territory: &Territory,
    sites: &mut Sites<'_>,
    register: &mut u64,
    quotas: &[usize],
    mut each: impl FnMut(&Person) -> Result<(), E>,
) -> Result<(), E> {
    let mut rng = Rng::new(seed, "people", &territory.code);
    for (town, quota) in quotas.iter().enumerate() {
        let mut given = 0;
        while given < *quota {
            *register += 1;
            let person = person(&mut rng, territory, sites, town, *register);
            given += person.activities.len();
            each(&person)?;
        }
    }
    Ok(())
}

fn person(rng: &mut Rng, territory: &Territory, sites: &mut Sites<'_>, town: usize, rank: u64) -> Person {
    let trade = professions::draw(rng);
    let woman = rng.chance(trade.women);
    let mut person = Person {
        rpps: (FIRST_RPPS - 1 + rank).to_string(),
        woman,
        given: names::given(rng, woman),
        family: names::family(rng, territory.overseas),
        professor: false,
        military: rng.chance(0.4),
        activities: Vec::new(),
    };
    let first = activity(rng, sites, town, trade, &person);
    person.professor = trade.code == "10" && first.mode == "S" && rng.chance(2.0);
    let (locum, liberal) = (first.locum, first.mode == "L");
    let skills = first.skills.clone();
    person.activities.push(first);
    if locum {
        return person;
    }
    // Social workers keep to one employer: two confidential ones in a commune could not be told apart in public.
    let elsewhere_too = rng.chance(if liberal { 11.0 } else { 6.0 });
    if elsewhere_too && trade.code != "41" {
        let elsewhere = if rng.chance(60.0) { town } else { territory.draw(rng) };
        let mut second = activity(rng, sites, elsewhere, trade, &person);
        if !second.locum && second.site.id != person.activities[0].site.id {
            second.skills = skills;
            person.activities.push(second);
        }
    }
    if trade.code == "70" && liberal && rng.chance(5.0) {
        // Many osteopaths are physiotherapists: the same person, the same site, another listing.
        let osteopath = professions::TRADES.iter().find(|t| t.code == "71").expect("in the table");
        let here = again(&person.activities[0], osteopath, "L");
        person.activities.push(here);
    } else if rng.chance(0.3) {
        // The same place in two modes: two activities, one listing.
        let first = &person.activities[0];
        let here = again(first, first.trade, if first.mode == "L" { "S" } else { "B" });
        person.activities.push(here);
    }
    person
}

/// People whose shared cabinet bears their name, and the colleague who stays when they oppose. Names borne by nobody
/// else here: whoever looks for them finds them alone.
pub const NAMED: [[&str; 2]; 2] = [["HAUTEMARÉE", "Aline"], ["VENTDEBOUT-CLAIRMÂT", "Basile"]];

/// Two nurses of one cabinet: the one it is named after, then a colleague.
pub fn cabinet(register: &mut u64, site: &Rc<Site>, [family, given]: [&str; 2]) -> [Person; 2] {
    let trade = professions::TRADES.iter().find(|trade| trade.code == "60").expect("in the table");
    [[family, given], ["BRISELAME", "Coline"]].map(|[family, given]| {
        *register += 1;
        Person {
            rpps: (FIRST_RPPS - 1 + *register).to_string(),
            woman: true,
            family: family.to_owned(),
            given: given.to_owned(),
            professor: false,
            military: false,
            activities: vec![Activity {
                trade,
                skills: Vec::new(),
                mode: "L",
                sector: ("SA08", "Cabinet de groupe"),
                locum: false,
                site: Rc::clone(site),
                email: String::new(),
            }],
        }
    })
}

fn again(first: &Activity, trade: &'static Trade, mode: &'static str) -> Activity {
    let skills = if trade.code == first.trade.code { first.skills.clone() } else { Vec::new() };
    Activity {
        trade,
        skills,
        mode,
        sector: first.sector,
        locum: false,
        site: Rc::clone(&first.site),
        email: String::new(),
    }
}

fn activity(
    rng: &mut Rng,
    sites: &mut Sites<'_>,
    town: usize,
    trade: &'static Trade,
    person: &Person,
) -> Activity {
    let doctor = if matches!(trade.code, "10" | "40") { "DU DR " } else { "" };
    let owner = format!("{doctor}{}", person.family);
    let wants_liberal = rng.chance(trade.liberal);
    let substitute = matches!(trade.code, "10" | "60" | "70" | "40" | "50") && rng.chance(3.5);
    let (site, mode, sector) = if substitute {
        (Rc::new(sites.own(rng, town, &owner, true)), "L", ("SA07", "Cabinet individuel"))
    } else if rng.chance(0.1) && sites.has_closed() {
        let site = sites.closed(rng).expect("just checked");
        (site, "S", ("SA04", "Etablissement privé non PSPH"))
    } else if wants_liberal {
        liberal(rng, sites, town, trade, &owner)
    } else {
        match sites.employer(rng, town, trade.employers) {
            Some((site, category)) => {
                (site, if rng.chance(1.0) { "B" } else { "S" }, professions::sector(category))
            }
            // No such employer in this town: a company the national file of structures does not know.
            None => (sites.liberal(rng, town, &owner), "S", ("SA09", "Exercice en société")),
        }
    };
    let email = match rng.below(100) {
        _ if site.known == Known::Nothing => String::new(),
        0..15 => format!("{}.{}@demo.mssante.fr", ascii(&person.given), person.rpps),
        15..18 => format!("cabinet-{}@exemple.example", person.rpps),
        _ => String::new(),
    };
    Activity {
        trade,
        skills: professions::skills(rng, trade.code, mode == "L"),
        mode,
        sector,
        locum: substitute,
        site,
        email,
    }
}

/// A liberal activity: pharmacists at their pharmacy, some people in a multidisciplinary house, most in cabinets.
fn liberal(
    rng: &mut Rng,
    sites: &mut Sites<'_>,
    town: usize,
    trade: &Trade,
    owner: &str,
) -> (Rc<Site>, &'static str, (&'static str, &'static str)) {
    let house = match trade.code {
        "21" => sites.employer(rng, town, &["620"]),
        "28" | "26" => sites.employer(rng, town, &["621"]),
        "10" | "60" | "70" | "50" | "91" | "80" | "40" if rng.chance(9.0) => {
            sites.employer(rng, town, &["603"])
        }
        _ => None,
    };
    if let Some((site, category)) = house {
        return (site, "L", professions::sector(category));
    }
    let site = sites.liberal(rng, town, owner);
    let sector = match (site.shared, site.siret.is_some()) {
        (true, true) => ("SA09", "Exercice en société"),
        (true, false) => ("SA08", "Cabinet de groupe"),
        _ => ("SA07", "Cabinet individuel"),
    };
    (site, "L", sector)
}

fn ascii(name: &str) -> String {
    names::capitals_kept(name).to_lowercase()
}
