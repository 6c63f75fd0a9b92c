//! `cpts.csv`: the projects of a département, `id;nom;etape;taille;communes` (INSEE codes separated by spaces).
//!
//! Plants what coordinators meet: two projects on the same communes, communes nobody claims, a size that is not the
//! population's.

use crate::demo::{
    DemoError,
    geography::{Commune, geography},
    manifest::Manifest,
    names,
    places::de,
    rng::Rng,
    sink::Sink,
    volumes::MAIN,
};
use carbet_model::territory::size_from_population;
use std::path::Path;

const STAGES: [&str; 4] = ["preprojet", "lettre_intention", "projet_valide", "aci_signe"];

/// Opens the file with its header.
pub fn create(out: &Path) -> Result<Sink, DemoError> {
    let mut sink = Sink::create(out, "cpts.csv")?;
    sink.text("id;nom;etape;taille;communes\n")?;
    Ok(sink)
}

/// The projects of a département.
pub fn departement(sink: &mut Sink, seed: u64, code: &str, manifest: &mut Manifest) -> Result<(), DemoError> {
    let mut rng = Rng::new(seed, "cpts", code);
    let mut groups = groups(&mut rng, code);
    let main = code == MAIN;
    if main {
        // The smallest commune of each of the two longest groups is left to nobody.
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        for group in groups.iter_mut().take(2) {
            let smallest =
                (0..group.len()).min_by_key(|rank| group[*rank].population).expect("groups have communes");
            group.remove(smallest);
            manifest.anomaly("cpts_communes_nobody_claims", 1);
        }
    }
    for (rank, group) in groups.iter().enumerate() {
        let stage = STAGES[if main { (rank + 3) % 4 } else { rng.below(4) }];
        let right = size_from_population(people(group));
        let planted = main && rank == 0;
        let size = if planted { right % 4 + 1 } else { right };
        manifest.anomaly("cpts_size_not_of_population", u64::from(planted));
        row(sink, code, rank + 1, group, stage, size)?;
    }
    if main {
        // A second project on part of the second group: both names stay in the register until conciliation.
        let claimed: Vec<&Commune> = groups[1].iter().copied().take(3).collect();
        manifest.anomaly("cpts_communes_claimed_twice", claimed.len() as u64);
        row(sink, code, groups.len() + 1, &claimed, "preprojet", size_from_population(people(&claimed)))?;
    }
    manifest.of(code).cpts = (groups.len() + usize::from(main)) as u64;
    Ok(())
}

fn row(
    sink: &mut Sink,
    code: &str,
    rank: usize,
    group: &[&Commune],
    stage: &str,
    size: u8,
) -> Result<(), DemoError> {
    let chief = group.iter().max_by_key(|c| c.population).expect("a project has communes");
    let kind = ["du bassin", "du pays", "du territoire"][rank % 3];
    let name = format!("CPTS {kind} {}", de(&chief.name));
    let codes: Vec<&str> = group.iter().map(|c| c.code.as_str()).collect();
    sink.row(&format!(
        "{}-{rank:02};{name};{stage};{size};{}",
        names::capitals(code).to_lowercase(),
        codes.join(" ")
    ))
}

fn people(group: &[&Commune]) -> u32 {
    group.iter().map(|c| c.population).sum()
}

/// Neighbours grouped until a project is large enough. Communes are taken by EPCI, then from north to south, so that
/// a project is in one piece more often than not; it rarely spreads over two EPCI.
fn groups(rng: &mut Rng, code: &str) -> Vec<Vec<&'static Commune>> {
    let mut communes: Vec<&Commune> = geography().communes[code].iter().collect();
    communes.sort_by(|a, b| a.epci.cmp(&b.epci).then(b.centre[1].total_cmp(&a.centre[1])));
    let mut result = vec![Vec::new()];
    let mut wanted = 30_000.0;
    for commune in communes {
        let current = result.last_mut().expect("never empty");
        let reached = f64::from(people(current));
        let other_epci = current.last().is_some_and(|last| last.epci != commune.epci);
        if reached > wanted || (other_epci && reached > 15_000.0) {
            wanted = rng.between(25_000.0, 120_000.0);
            result.push(vec![commune]);
        } else {
            current.push(commune);
        }
    }
    result
}
