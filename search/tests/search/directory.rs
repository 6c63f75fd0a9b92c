//! The directories the tests search: a small one read from a fixture, one listing for each target of the synonym
//! table, and a large synthetic one. Everybody in them is fictional.

use carbet_search::{Document, Entry, FilterSpec, Index, IndexBuilder, Lexicon, Param, Person, targets};

/// Code, name, longitude, latitude, postcode.
const COMMUNES: [(&str, &str, f64, f64, &str); 13] = [
    ("97209", "Fort-de-France", -61.07, 14.61, "97200"),
    ("97213", "Le Lamentin", -60.99, 14.62, "97232"),
    ("97222", "Le Robert", -60.94, 14.68, "97231"),
    ("97210", "Le François", -60.91, 14.62, "97240"),
    ("97228", "Sainte-Marie", -61.00, 14.78, "97230"),
    ("97220", "Le Marin", -60.87, 14.47, "97290"),
    ("97225", "Saint-Pierre", -61.18, 14.74, "97250"),
    ("97204", "Le Carbet", -61.18, 14.71, "97221"),
    ("97230", "La Trinité", -60.97, 14.74, "97220"),
    ("97231", "Les Trois-Îlets", -61.03, 14.54, "97229"),
    ("97223", "Saint-Esprit", -60.93, 14.56, "97270"),
    ("97219", "Le Prêcheur", -61.22, 14.80, "97250"),
    ("97207", "Ducos", -60.97, 14.58, "97224"),
];

pub fn lexicon() -> Lexicon {
    let place = |&(code, label, lon, lat, postcode): &(&str, &str, f64, f64, &str)| {
        Entry::place(label, &format!("commune:{code}"), Some((lon, lat)), vec![postcode.to_owned()])
    };
    Lexicon::french(COMMUNES.iter().map(place).collect())
}

pub fn index(documents: &[Document]) -> Index {
    let mut builder = IndexBuilder::new(lexicon(), 1);
    documents.iter().for_each(|document| builder.push(document));
    builder.build()
}

/// The listings of `fixtures/directory.csv`, numbered by row.
pub fn small() -> Vec<Document> {
    let table = include_str!("../fixtures/directory.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    let rows = (0u32..).zip(reader.records());
    rows.map(|(number, row)| {
        let row = row.expect("readable fixture");
        let list =
            |at: usize| row[at].split(' ').filter(|v| !v.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let some = |at: usize| (!row[at].is_empty()).then(|| row[at].to_owned());
        let commune = COMMUNES.iter().find(|commune| commune.0 == &row[7]).expect("known commune");
        Document {
            number,
            listing: format!("listing:{number}"),
            id: list(10).first().cloned().unwrap_or_else(|| format!("row:{number}")),
            label: row[0].to_owned(),
            other_names: some(8).into_iter().collect(),
            person: some(1).map(|family| Person { family, given: row[2].to_owned() }),
            kind: row[6].to_owned(),
            profession: some(3),
            skills: list(4),
            categories: list(5),
            flags: list(9),
            territories: vec![format!("commune:{}", commune.0), "departement:972".to_owned()],
            position: Some((commune.2, commune.3)),
            numbers: list(10),
        }
    })
    .collect()
}

/// A listing that passes the filter of each target, named after nothing it could be found by.
pub fn one_each() -> Vec<Document> {
    let mut documents = Vec::new();
    for target in targets() {
        let filter = filter(&target.filter);
        let first = |param: Param| filter.values(param).first().cloned();
        let number = documents.len() as u32;
        documents.push(Document {
            number,
            listing: format!("listing:{number}"),
            id: format!("row:{number}"),
            label: format!("Zzy{number}"),
            kind: first(Param::Kind).unwrap_or_else(|| "facility".to_owned()),
            profession: first(Param::Profession),
            skills: first(Param::Skill).into_iter().collect(),
            categories: first(Param::Category).into_iter().collect(),
            flags: first(Param::Flag).into_iter().collect(),
            ..Document::default()
        });
    }
    documents
}

/// Reads the filters of `data/targets.csv`.
pub fn filter(text: &str) -> FilterSpec {
    let mut spec = FilterSpec::default();
    for (name, values) in text.split('&').filter_map(|part| part.split_once('=')) {
        let param = Param::from_name(name).expect("known parameter");
        spec.values_mut(param).extend(values.split(',').map(str::to_owned));
    }
    spec
}

/// As many listings as wanted, always the same: common names, every trade, every commune, some off the map.
pub fn synthetic(size: u32) -> Vec<Document> {
    const SYLLABLES: [&str; 16] =
        ["ba", "cé", "do", "fra", "gui", "jo", "la", "mi", "no", "ra", "sé", "tho", "vi", "zo", "mar", "lin"];
    const GIVEN: [&str; 8] = ["Aline", "Luc", "Inès", "Jean-Marc", "Élodie", "Noé", "Rose", "Paul"];
    const FLAGS: [&str; 4] = ["new_patients", "home_visits", "wheelchair", "carte_vitale"];
    let trades: Vec<FilterSpec> = targets().iter().map(|target| filter(&target.filter)).collect();
    (0..size)
        .map(|number| {
            let draw = |salt: u32, below: usize| {
                let mixed = (u64::from(number) << 8 | u64::from(salt)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize % below
            };
            let commune = COMMUNES[draw(1, COMMUNES.len())];
            let trade = &trades[draw(2, trades.len())];
            let family: String = (0..2 + draw(3, 2) as u32).map(|at| SYLLABLES[draw(10 + at, 16)]).collect();
            let given = GIVEN[draw(4, GIVEN.len())];
            let spread = |salt: u32| draw(salt, 1000) as f64 / 20_000.0 - 0.025;
            let person = trade.category.is_empty() && trade.kind.is_empty();
            Document {
                number,
                listing: format!("listing:{number}"),
                id: format!("rpps:{}", number / 2),
                label: if person { format!("{family} {given}") } else { format!("Centre {family}") },
                person: person.then(|| Person { family: family.clone(), given: given.to_owned() }),
                kind: trade.kind.first().cloned().unwrap_or_else(|| {
                    if person { "professional".to_owned() } else { "facility".to_owned() }
                }),
                profession: trade.profession.first().cloned().or_else(|| person.then(|| "10".to_owned())),
                skills: trade.skill.first().cloned().into_iter().collect(),
                categories: trade.category.first().cloned().into_iter().collect(),
                flags: (0..2).map(|at| FLAGS[draw(20 + at, 4)].to_owned()).collect(),
                territories: vec![format!("commune:{}", commune.0), "departement:972".to_owned()],
                position: (draw(5, 10) > 0).then(|| (commune.2 + spread(6), commune.3 + spread(7))),
                numbers: vec![format!("99{number:09}")],
                ..Document::default()
            }
        })
        .collect()
}
