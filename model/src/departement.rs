//! What follows from a département: its name in a sentence, its legal projection, its time zone.
//!
//! Source: INSEE (COG), décret 2000-1276 for projections, IANA for time zones.

use crate::{Departement, table};
use std::sync::LazyLock;

/// A row of the closed list.
#[derive(Debug, Clone)]
pub struct DepartementFacts {
    pub code: Departement,
    pub name: &'static str,
    /// As it ends a sentence: `en Martinique`, `dans l'Ain`.
    pub locative: &'static str,
    /// EPSG code of the legal projection: 2154 (Lambert-93) on the mainland, a UTM zone overseas.
    pub epsg: u16,
    /// IANA name.
    pub time_zone: &'static str,
}

static ALL: LazyLock<Vec<DepartementFacts>> = LazyLock::new(|| {
    table::rows(include_str!("../data/departements.csv"))
        .map(|row| DepartementFacts {
            code: row[0].parse().expect("embedded table: codes are départements"),
            name: row[1],
            locative: row[2],
            epsg: row[3].parse().expect("embedded table: EPSG codes are numbers"),
            time_zone: row[4],
        })
        .collect()
});

/// The closed list, in code order.
pub fn all() -> &'static [DepartementFacts] {
    &ALL
}

impl Departement {
    /// The row of the closed list; `None` for a number no territory bears.
    pub fn facts(self) -> Option<&'static DepartementFacts> {
        ALL.iter().find(|row| row.code == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overseas_has_its_own_projection_and_hours() {
        let martinique = "972".parse::<Departement>().expect("a code").facts().expect("listed");
        assert_eq!(
            (martinique.epsg, martinique.time_zone, martinique.locative),
            (5490, "America/Martinique", "en Martinique")
        );
        let deux_sevres = "79".parse::<Departement>().expect("a code").facts().expect("listed");
        assert_eq!((deux_sevres.epsg, deux_sevres.time_zone), (2154, "Europe/Paris"));
        assert_eq!(all().len(), 104);
    }
}
