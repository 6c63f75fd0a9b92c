//! The official register of communes and EPCI (COG), for what an outline file leaves out: the article of a name, the
//! population, the postcodes. Reads the tables embedded with the demo; sources and licences are told there.

use flate2::read::GzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

/// A commune of the register.
#[derive(Debug, Clone)]
pub(super) struct Official {
    pub name: String,
    pub epci: Option<String>,
    pub population: Option<u32>,
    pub postcodes: Vec<String>,
    /// Longitude and latitude of the centre, degrees.
    pub centre: [f64; 2],
}

static COMMUNES: LazyLock<HashMap<String, Official>> = LazyLock::new(|| {
    rows(include_bytes!("../demo/data/communes.csv.gz"))
        .map(|[code, name, _departement, epci, population, postcodes, lon, lat]| {
            let degrees = |text: String| text.parse().expect("embedded table: coordinates are numbers");
            let official = Official {
                name,
                epci: Some(epci).filter(|code| !code.is_empty()),
                population: population.parse().ok(),
                postcodes: postcodes.split_whitespace().map(str::to_owned).collect(),
                centre: [degrees(lon), degrees(lat)],
            };
            (code, official)
        })
        .collect()
});

static EPCI: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    rows(include_bytes!("../demo/data/epci.csv.gz")).map(|[code, name, _kind]| (code, name)).collect()
});

/// The commune of a code; `None` for one that has merged into another or is too new.
pub(super) fn commune(code: &str) -> Option<&'static Official> {
    COMMUNES.get(code)
}

/// Name of an EPCI.
pub(super) fn epci_name(code: &str) -> Option<&'static str> {
    EPCI.get(code).map(String::as_str)
}

/// The official name when the given one only lacks its article (« Abymes » for « Les Abymes »), else the given one.
pub(super) fn with_article<'a>(given: &'a str, official: &'a str) -> &'a str {
    let words = |name: &str| carbet_search::normalise(name);
    let (short, full) = (words(given), words(official));
    let bare = ["le ", "la ", "les ", "l "].iter().find_map(|article| full.strip_prefix(article));
    if short == full || bare == Some(short.as_str()) { official } else { given }
}

/// Rows of an embedded `;` table of `N` columns, header left out.
fn rows<const N: usize>(packed: &[u8]) -> impl Iterator<Item = [String; N]> + use<N> {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("embedded tables are gzipped UTF-8");
    let cells = |line: &str| -> [String; N] {
        let cells: Vec<String> = line.split(';').map(str::to_owned).collect();
        cells.try_into().expect("embedded table: every row has every column")
    };
    text.lines().skip(1).map(cells).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_back_and_other_names_stay() {
        for (given, official, expected) in [
            ("Abymes", "Les Abymes", "Les Abymes"),
            ("Carbet", "Le Carbet", "Le Carbet"),
            ("Ajoupa-Bouillon", "L'Ajoupa-Bouillon", "L'Ajoupa-Bouillon"),
            ("LE CARBET", "Le Carbet", "Le Carbet"),
            ("Lamentin-Ville", "Le Lamentin", "Lamentin-Ville"),
        ] {
            assert_eq!(with_article(given, official), expected);
        }
    }

    #[test]
    fn the_register_knows_martinique() {
        let carbet = commune("97204").expect("a commune of Martinique");
        assert_eq!(
            (carbet.name.as_str(), carbet.postcodes.as_slice()),
            ("Le Carbet", &["97221".to_owned()][..])
        );
        assert!(epci_name(carbet.epci.as_deref().expect("every commune of Martinique has one")).is_some());
    }
}
