//! `adresses-<dep>.csv.gz` (BAN, 23 columns) and `lieux-dits-<dep>-beta.csv.gz`.

use crate::demo::{
    DemoError, names,
    projection::Local,
    sink::Sink,
    streets::{Address, Town},
    territory::Territory,
};
use std::path::Path;

const HEADER: &str = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;\
code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;\
nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles\n";
const HAMLET_HEADER: &str = "id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;\
nom_ancienne_commune;x;y;lon;lat;source_position;source_toponyme\n";

/// Writes both files of a département. Returns their names and rows: house numbers, hamlets.
pub fn write(out: &Path, territory: &Territory) -> Result<[(String, u64); 2], DemoError> {
    let code = &territory.code;
    let mut houses = Sink::create(out, &format!("adresses-{code}.csv.gz"))?;
    let mut hamlets = Sink::create(out, &format!("lieux-dits-{code}-beta.csv.gz"))?;
    houses.text(HEADER)?;
    hamlets.text(HAMLET_HEADER)?;
    for town in &territory.towns {
        for street in &town.streets {
            for number in 1..=street.numbers {
                houses.row(&house(&town.house(street, number, ""), &street.key, &territory.local))?;
                // One house in seventy is cut in two.
                if number % 70 == 12 {
                    houses.row(&house(&town.house(street, number, "B"), &street.key, &territory.local))?;
                }
            }
        }
        write_hamlets(&mut hamlets, town, &territory.local)?;
    }
    Ok([houses.finish()?, hamlets.finish()?])
}

fn house(address: &Address, street_key: &str, local: &Local) -> String {
    let [x, y] = local.project(address.point);
    let [lon, lat] = address.point;
    // Only the old keys of four characters are FANTOIR codes.
    let fantoir =
        if street_key.len() == 4 { format!("{}_{street_key}", address.commune_code) } else { String::new() };
    let street = format!("{} {}", address.kind, address.name);
    let suffix = address.suffix.to_lowercase();
    let number = address.number.map(|n| n.to_string()).unwrap_or_default();
    format!(
        "{};{fantoir};{number};{suffix};{street};{};{};{};;;{x:.2};{y:.2};{lon:.6};{lat:.6};entrée;;;{};{};commune;commune;{};",
        address.key,
        address.postcode,
        address.commune_code,
        address.commune,
        names::capitals(&address.commune),
        names::capitals(&street),
        u8::from(address.key.len().is_multiple_of(2)),
    )
}

fn write_hamlets(sink: &mut Sink, town: &Town<'_>, local: &Local) -> Result<(), DemoError> {
    for hamlet in &town.hamlets {
        let [x, y] = local.project(hamlet.point);
        let [lon, lat] = hamlet.point;
        sink.row(&format!(
            "{}_{};{};{};{};{};;;{x:.2};{y:.2};{lon:.6};{lat:.6};commune;commune",
            town.commune.code, hamlet.key, hamlet.name, hamlet.postcode, town.commune.code, town.commune.name,
        ))?;
    }
    Ok(())
}
