//! FINESS categories and types of heavy equipment: what a structure or a machine is, in everyday words.
//!
//! Source: ANS, TRE_R397 (September 2026) for categories; JDV_J351 and TRE_r381 for equipment. Everyday labels are ours.

use crate::{Kind, ModelError, slug::slug, table};
use std::sync::LazyLock;

/// A FINESS category or a type of equipment.
#[derive(Debug, Clone)]
pub struct Category {
    /// `603`, or `irm` for equipment.
    pub code: &'static str,
    /// What its listings are. `None` for 604: a CPTS is a territory, not a listing.
    pub kind: Option<Kind>,
    pub label: &'static str,
    pub plural: &'static str,
    /// `maison-de-sante-pluriprofessionnelle-603`, `irm`.
    pub slug: String,
}

/// Types of equipment: slug, singular, plural, order of screens.
const EQUIPMENT: [(&str, &str, &str); 6] = [
    ("irm", "IRM", "IRM"),
    ("scanner", "Scanner", "Scanners"),
    ("temp", "Gamma-caméra (TEMP)", "Gamma-caméras (TEMP)"),
    ("tep", "TEP", "TEP"),
    ("caisson-hyperbare", "Caisson hyperbare", "Caissons hyperbares"),
    ("cyclotron", "Cyclotron", "Cyclotrons"),
];

/// Categories of shelter that have no FINESS code: the register's own types.
const SHELTERS: [(&str, &str, &str); 4] = [
    ("abri", "Abri sûr", "Abris sûrs"),
    ("hebergement", "Centre d'hébergement d'urgence", "Centres d'hébergement d'urgence"),
    ("regroupement", "Point de regroupement", "Points de regroupement"),
    ("evacuation", "Site d'évacuation", "Sites d'évacuation"),
];

static ALL: LazyLock<Vec<Category>> = LazyLock::new(|| {
    let finess = table::rows(include_str!("../data/categories.csv")).map(|row| Category {
        code: row[0],
        kind: row[1].parse().ok(),
        label: row[2],
        plural: row[3],
        slug: format!("{}-{}", slug(row[2]), row[0]),
    });
    let own = |rows: &'static [(&str, &str, &str)], kind| {
        rows.iter().map(move |&(code, label, plural)| Category {
            code,
            kind: Some(kind),
            label,
            plural,
            slug: code.to_owned(),
        })
    };
    finess.chain(own(&EQUIPMENT, Kind::Equipment)).chain(own(&SHELTERS, Kind::Shelter)).collect()
});

/// Every category: FINESS ones in code order, then equipment, then shelters of the register.
pub fn all() -> &'static [Category] {
    &ALL
}

/// The row of a code.
pub fn find(code: &str) -> Result<&'static Category, ModelError> {
    ALL.iter()
        .find(|category| category.code == code)
        .ok_or_else(|| ModelError::Category(crate::slug::clip(code)))
}

/// FINESS categories whose street is shown to nobody until a coordinator has cleared the place: emergency
/// accommodation (214, 219) and therapeutic flats (165).
pub fn is_commune_only(code: &str) -> bool {
    matches!(code, "214" | "219" | "165")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_structure_is_reached() {
        for (code, kind) in [
            ("620", Some(Kind::Pharmacy)),
            ("156", Some(Kind::MentalHealth)),
            ("214", Some(Kind::Shelter)),
            ("603", Some(Kind::Facility)),
            ("604", None),
            ("irm", Some(Kind::Equipment)),
            ("abri", Some(Kind::Shelter)),
        ] {
            assert_eq!(find(code).expect(code).kind, kind, "{code}");
        }
        assert!(find("000").is_err());
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<_> = all().iter().map(|c| c.slug.as_str()).collect();
        let count = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), count);
    }
}
