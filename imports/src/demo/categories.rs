//! What structures there are: FINESS categories in a territory the size of Martinique, and what they are called.
//!
//! Tables only.

/// A category of structure.
#[derive(Debug)]
pub struct Structure {
    /// TRE_R397.
    pub code: &'static str,
    /// Active structures for 1,500.
    pub share: f64,
    /// First words of the name.
    pub name: &'static str,
    /// At least one in the main territory, whatever the scale: screens and tests count on it.
    pub always: bool,
}

const fn row(code: &'static str, share: f64, name: &'static str) -> Structure {
    Structure { code, share, name, always: false }
}

const fn always(code: &'static str, share: f64, name: &'static str) -> Structure {
    Structure { code, share, name, always: true }
}

/// Categories, commonest families first. Shares add up to 1,500.
pub const STRUCTURES: [Structure; 56] = [
    always("620", 180.0, "Pharmacie"),
    row("641", 2.0, "Antenne de pharmacie"),
    row("629", 1.0, "Pharmacie mutualiste"),
    always("611", 100.0, "Laboratoire"),
    always("603", 24.0, "Maison de santé"),
    always("604", 5.0, "CPTS"),
    always("124", 42.0, "Centre de santé"),
    row("125", 9.0, "Centre de santé dentaire"),
    row("617", 5.0, "Maison médicale de garde"),
    row("618", 3.0, "Centre de soins non programmés"),
    row("606", 1.0, "Dispositif d'appui à la coordination"),
    row("648", 1.0, "Service d'accès aux soins"),
    row("605", 130.0, "Cabinet d'auxiliaires médicaux"),
    row("621", 120.0, "Optique"),
    always("355", 6.0, "Centre hospitalier"),
    always("365", 5.0, "Clinique"),
    row("135", 6.0, "Centre de réadaptation"),
    row("362", 4.0, "Unité de soins de longue durée"),
    row("127", 4.0, "Hospitalisation à domicile"),
    always("699", 14.0, "Centre d'imagerie"),
    row("321", 3.0, "SMUR"),
    row("414", 1.0, "Centre antipoison"),
    always("292", 2.0, "Centre hospitalier spécialisé"),
    row("161", 1.0, "Maison de santé mentale"),
    always("156", 42.0, "CMP"),
    always("425", 16.0, "CATTP"),
    row("412", 4.0, "Appartement thérapeutique"),
    row("366", 2.0, "Atelier thérapeutique"),
    row("444", 1.0, "Centre d'accueil de crise"),
    row("430", 1.0, "Centre de postcure"),
    row("415", 1.0, "SMPR"),
    always("189", 8.0, "CMPP"),
    always("190", 6.0, "CAMSP"),
    row("221", 1.0, "BAPU"),
    always("138", 7.0, "Centre de dialyse"),
    row("146", 9.0, "Unité d'autodialyse"),
    always("500", 48.0, "EHPAD"),
    row("202", 26.0, "Résidence autonomie"),
    row("501", 6.0, "Résidence"),
    always("209", 44.0, "SSIAD"),
    row("460", 220.0, "Service d'aide à domicile"),
    row("223", 44.0, "PMI"),
    row("228", 12.0, "Centre de santé sexuelle"),
    row("197", 8.0, "CSAPA"),
    row("178", 3.0, "CAARUD"),
    always("214", 12.0, "CHRS"),
    always("219", 14.0, "Centre d'accueil"),
    row("216", 2.0, "Résidence hôtelière à vocation sociale"),
    row("442", 2.0, "Centre provisoire d'hébergement"),
    row("180", 3.0, "Lits halte soins santé"),
    row("213", 2.0, "Lits d'accueil médicalisés"),
    row("165", 3.0, "Appartement de coordination thérapeutique"),
    row("182", 70.0, "SESSAD"),
    row("183", 74.0, "Institut médico-éducatif"),
    row("246", 80.0, "ESAT"),
    row("445", 60.0, "SAMSAH"),
];

/// Heavy equipment a category may hold, as percent of chances of an IRM, a scanner, a gamma-camera and a TEP.
pub fn machines(category: &str) -> [f64; 4] {
    match category {
        "355" => [55.0, 75.0, 22.0, 12.0],
        "365" => [25.0, 35.0, 5.0, 3.0],
        "699" => [45.0, 50.0, 9.0, 5.0],
        _ => [0.0; 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_is_in_the_nomenclature() {
        for structure in &STRUCTURES {
            assert!(carbet_model::category::find(structure.code).is_ok(), "{}", structure.code);
        }
        let total: f64 = STRUCTURES.iter().map(|structure| structure.share).sum();
        assert_eq!(total, 1_500.0);
    }
}
