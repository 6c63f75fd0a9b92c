//! `abris.csv`: the register of shelters, in the template of the project (two capacities, never one).

use crate::demo::{
    DemoError,
    manifest::{Manifest, Point},
    names,
    phones::phone,
    rng::Rng,
    sink::Sink,
    territory::Territory,
};
use carbet_model::Kind;
use std::path::Path;

/// Kinds of shelter: code, first words of the name, weight.
const KINDS: [(&str, &str, f64); 4] = [
    ("abri", "École", 48.0),
    ("hebergement", "Gymnase", 26.0),
    ("regroupement", "Place", 16.0),
    ("evacuation", "Plateau sportif", 10.0),
];

/// Opens the file with its header.
pub fn create(out: &Path) -> Result<Sink, DemoError> {
    let mut sink = Sink::create(out, "abris.csv")?;
    sink.text(
        "id;nom;commune_insee;adresse;lon;lat;capacite_pendant;capacite_apres;type;risques;pmr;groupe_electrogene;eau;\
         gestionnaire;telephone;confidentiel;source;date_verification\n",
    )?;
    Ok(sink)
}

/// The shelters of a département: one for each commune in turn, until the count is reached.
pub fn departement(
    sink: &mut Sink,
    seed: u64,
    territory: &Territory,
    count: usize,
    manifest: &mut Manifest,
) -> Result<(), DemoError> {
    let mut rng = Rng::new(seed, "shelters", &territory.code);
    for rank in 0..count {
        let town = &territory.towns[rank % territory.towns.len()];
        let address = town.address(&mut rng);
        // The first is confidential and the second has no coordinates, at every scale; then by chance.
        let confidential = rank == 0 || (rank > 1 && rng.chance(4.0));
        let pointless = rank == 1 || (rank > 1 && rng.chance(20.0));
        let (kind, words, _) = KINDS[rng.weighted(KINDS.iter().map(|row| row.2))];
        let name = if confidential {
            "Accueil protégé".to_owned()
        } else {
            format!("{words} {}", names::after(&mut rng, territory.overseas))
        };
        let seated = 20 + 10 * rng.below(48);
        let beds = if kind == "regroupement" { 0 } else { seated / (2 + rng.below(3)) };
        let risks: Vec<&str> = ["cyclone", "tsunami", "seisme", "inondation", "volcan"]
            .into_iter()
            .filter(|risk| *risk == "cyclone" || rng.chance(35.0))
            .collect();
        let point =
            if pointless { Default::default() } else { address.point.map(|degrees| format!("{degrees:.6}")) };
        let mut yes_or_no = |percent| if rng.chance(percent) { "oui" } else { "non" };
        let [wheelchair, generator, water] = [58.0, 31.0, 46.0].map(&mut yes_or_no);
        sink.row(&format!(
            "abri-{}-{rank:03};{name};{};{};{};{};{seated};{beds};{kind};{};{wheelchair};{generator};{water};{};{};{};\
             Plan communal de sauvegarde (fictif);2026-{:02}-15",
            territory.code.to_lowercase(),
            town.commune.code,
            address.line(),
            point[0],
            point[1],
            risks.join(","),
            format_args!("Mairie {}", crate::demo::places::de(&town.commune.name)),
            if rng.chance(70.0) { phone(&mut rng, &territory.code) } else { String::new() },
            if confidential { "oui" } else { "non" },
            1 + rng.below(9),
        ))?;
        let place = if pointless { Point::Commune } else { Point::Address };
        let expected = manifest.of(&territory.code);
        expected.shelters += 1;
        expected.listing(Kind::Shelter.as_str(), place, !confidential);
        if !confidential {
            crate::demo::manifest::add(&mut expected.categories, kind, 1);
        }
        manifest.anomaly("shelters_confidential", u64::from(confidential));
        manifest.anomaly("shelters_without_coordinates", u64::from(pointless));
    }
    Ok(())
}
