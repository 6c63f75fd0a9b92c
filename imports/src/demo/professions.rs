//! Who there is: the mix of professions, skills and employers in ten thousand activities.
//!
//! Tables only. Shares follow the orders of magnitude of the national register; they are nobody's statistics.

use super::rng::Rng;

/// A profession and how it is practised.
#[derive(Debug)]
pub struct Trade {
    /// Code of column 10.
    pub code: &'static str,
    pub label: &'static str,
    /// Activities in ten thousand.
    pub share: f64,
    /// Percent of liberal activities.
    pub liberal: f64,
    /// Percent of women.
    pub women: f64,
    /// Registration authority, column 48.
    pub authority: &'static str,
    /// FINESS categories of employers, most usual first; an employer is drawn among those of the commune.
    pub employers: &'static [&'static str],
}

const HOSPITALS: &[&str] = &["355", "365", "292", "135", "127"];

const fn trade(
    code: &'static str,
    label: &'static str,
    [share, liberal, women]: [f64; 3],
    authority: &'static str,
    employers: &'static [&'static str],
) -> Trade {
    Trade { code, label, share, liberal, women, authority, employers }
}

/// Every profession of the directory. Codes 71 to 73 and 93 are titles (TRE_R95), 41 is social (TRE_R94).
pub const TRADES: [Trade; 28] = [
    trade(
        "60",
        "Infirmier",
        [4180.0, 26.0, 86.0],
        "ARS/ARS/ARS",
        &["355", "365", "292", "500", "209", "124", "156", "138"],
    ),
    trade(
        "10",
        "Médecin",
        [1720.0, 52.0, 48.0],
        "CNOM/CNOM/CNOM",
        &["355", "365", "292", "156", "124", "223", "189"],
    ),
    trade(
        "70",
        "Masseur-Kinésithérapeute",
        [800.0, 84.0, 52.0],
        "CNOMK/CNOMK/CNOMK",
        &["355", "135", "500", "365"],
    ),
    trade("21", "Pharmacien", [640.0, 40.0, 66.0], "CNOP/CNOP/CNOP", &["620", "620", "620", "611", "355"]),
    trade(
        "93",
        "Psychologue",
        [470.0, 44.0, 87.0],
        "ARS/ARS/ARS",
        &["292", "156", "189", "190", "355", "183", "197"],
    ),
    trade("28", "Opticien-Lunetier", [330.0, 30.0, 63.0], "ARS/ARS/ARS", &["621"]),
    trade("40", "Chirurgien-Dentiste", [310.0, 86.0, 48.0], "CNOCD/CNOCD/CNOCD", &["125", "124", "355"]),
    trade("50", "Sage-Femme", [260.0, 34.0, 96.0], "CNOSF/CNOSF/CNOSF", &["355", "365", "223", "228"]),
    trade("98", "Manipulateur ERM", [220.0, 0.0, 68.0], "ARS/ARS/ARS", &["355", "365", "699"]),
    trade(
        "86",
        "Technicien de laboratoire médical",
        [210.0, 0.0, 76.0],
        "ARS/ARS/ARS",
        &["611", "611", "355"],
    ),
    trade("91", "Orthophoniste", [140.0, 82.0, 96.0], "ARS/ARS/ARS", &["189", "190", "355", "182"]),
    trade(
        "41",
        "Assistant de service social",
        [130.0, 0.0, 90.0],
        "ARS/ARS/ARS",
        &["355", "214", "292", "197"],
    ),
    trade("71", "Ostéopathe", [115.0, 97.0, 50.0], "ARS/ARS/ARS", &["124"]),
    trade("94", "Ergothérapeute", [105.0, 18.0, 87.0], "ARS/ARS/ARS", &["135", "355", "500", "182", "209"]),
    trade("95", "Diététicien", [100.0, 46.0, 92.0], "ARS/ARS/ARS", &["355", "365", "135"]),
    trade("96", "Psychomotricien", [85.0, 26.0, 88.0], "ARS/ARS/ARS", &["190", "189", "292", "500"]),
    trade("80", "Pédicure-Podologue", [70.0, 97.0, 66.0], "CNOPP/CNOPP/CNOPP", &["135"]),
    trade("31", "Assistant dentaire", [60.0, 0.0, 97.0], "ARS/ARS/ARS", &["125", "124"]),
    trade("26", "Audioprothésiste", [48.0, 28.0, 56.0], "ARS/ARS/ARS", &["621"]),
    trade("92", "Orthoptiste", [34.0, 72.0, 88.0], "ARS/ARS/ARS", &["355", "124"]),
    trade("72", "Psychothérapeute", [36.0, 90.0, 78.0], "ARS/ARS/ARS", &["156"]),
    trade("81", "Orthoprothésiste", [12.0, 30.0, 34.0], "ARS/ARS/ARS", &["135"]),
    trade("73", "Chiropracteur", [10.0, 100.0, 42.0], "ARS/ARS/ARS", HOSPITALS),
    trade("83", "Orthopédiste-Orthésiste", [6.0, 50.0, 52.0], "ARS/ARS/ARS", &["620"]),
    trade("82", "Podo-Orthésiste", [4.0, 60.0, 40.0], "ARS/ARS/ARS", &["135"]),
    trade("32", "Physicien médical", [3.0, 0.0, 38.0], "ARS/ARS/ARS", &["355", "699"]),
    trade("84", "Oculariste", [1.0, 60.0, 40.0], "ARS/ARS/ARS", HOSPITALS),
    trade("85", "Epithésiste", [1.0, 60.0, 40.0], "ARS/ARS/ARS", HOSPITALS),
];

/// A line of savoir-faire: code and label of its type, code and label of the skill.
pub type Skill = (&'static str, &'static str, &'static str, &'static str);

const ORDINAL: (&str, &str) = ("S", "Spécialité ordinale");

/// Specialties of doctors with their weight in a hundred (general practice apart).
const SPECIALTIES: [(&str, &str, f64); 36] = [
    ("SM42", "Psychiatrie", 11.0),
    ("SM02", "Anesthésie-réanimation", 9.0),
    ("SM04", "Cardiologie et Maladies vasculaires", 6.0),
    ("SM40", "Pédiatrie", 7.5),
    ("SM38", "Ophtalmologie", 5.0),
    ("SM74", "Radiologie et imagerie médicale", 5.0),
    ("SM44", "Radio-diagnostic", 3.0),
    ("SM59", "Médecine d'urgence", 6.0),
    ("SM20", "Gynécologie-obstétrique", 4.5),
    ("SM19", "Gynécologie médicale", 1.5),
    ("SM15", "Dermatologie et Vénéréologie", 3.5),
    ("SM24", "Gastro-entérologie et Hépatologie", 3.5),
    ("SM08", "Chirurgie orthopédique et Traumatologie", 3.2),
    ("SM14", "Chirurgie viscérale et digestive", 2.0),
    ("SM41", "Pneumologie", 2.8),
    ("SM32", "Neurologie", 2.6),
    ("SM48", "Rhumatologie", 2.3),
    ("SM30", "Néphrologie", 1.8),
    ("SM62", "Endocrinologie, diabétologie, nutrition", 2.0),
    ("SM16", "Endocrinologie et Métabolisme", 0.8),
    ("SM34", "ORL et Chirurgie cervico-faciale", 2.0),
    ("SM29", "Médecine physique et de réadaptation", 1.8),
    ("SM18", "Gériatrie", 1.8),
    ("SM25", "Médecine du travail", 2.2),
    ("SM27", "Médecine interne", 1.8),
    ("SM49", "Santé publique et Médecine sociale", 1.5),
    ("SM12", "Chirurgie urologique", 1.2),
    ("SM36", "Oncologie, option médicale", 0.9),
    ("SM45", "Radio-thérapie", 0.8),
    ("SM28", "Médecine nucléaire", 0.7),
    ("SM03", "Biologie médicale", 1.4),
    ("SM01", "Anatomie et Cytologie pathologiques", 0.7),
    ("SM61", "Médecine vasculaire", 0.9),
    ("SM58", "Maladies infectieuses et tropicales", 0.8),
    ("SM43", "Psychiatrie, option enfant et adolescent", 1.4),
    ("SM57", "Allergologie", 0.6),
];

/// What a general practitioner may have besides.
const BESIDES: [Skill; 4] = [
    ("CAPA", "Capacité", "CAPA06", "Gérontologie"),
    ("DEC", "Droit d'exercice complémentaire", "DEC01", "Addictologie"),
    ("DEC", "Droit d'exercice complémentaire", "DEC12", "Médecine de la douleur et Médecine palliative"),
    ("C", "Compétence de médecine", "C05", "Médecine appliquée aux sports"),
];

/// Advanced-practice nurses.
const ADVANCED: [(&str, &str); 5] = [
    ("SI01", "IPA Pathologies chroniques stabilisées"),
    ("SI02", "IPA Oncologie et hémato-oncologie"),
    ("SI03", "IPA Maladie rénale chronique, dialyse, transplantation rénale"),
    ("SI04", "IPA Psychiatrie et santé mentale"),
    ("SI05", "IPA Urgences"),
];

/// Position of a trade drawn by share.
pub fn draw(rng: &mut Rng) -> &'static Trade {
    &TRADES[rng.weighted(TRADES.iter().map(|trade| trade.share))]
}

/// The skills of one person in one profession: none for most, one for doctors, two now and then.
pub fn skills(rng: &mut Rng, profession: &str, liberal: bool) -> Vec<Skill> {
    let ordinal = |code, label| (ORDINAL.0, ORDINAL.1, code, label);
    match profession {
        "10" if rng.chance(if liberal { 62.0 } else { 34.0 }) => {
            let general = match rng.below(100) {
                0..80 => ordinal("SM54", "Médecine générale"),
                80..94 => ordinal("SM26", "Qualifié en Médecine générale"),
                _ => ordinal("SM53", "Spécialiste en Médecine générale"),
            };
            if rng.chance(12.0) { vec![general, BESIDES[rng.below(BESIDES.len())]] } else { vec![general] }
        }
        "10" => {
            let (code, label, _) = SPECIALTIES[rng.weighted(SPECIALTIES.iter().map(|row| row.2))];
            let mut skills = vec![ordinal(code, label)];
            match code {
                "SM42" if rng.chance(18.0) => {
                    skills.push(ordinal("SM92", "Psychiatrie option enfant et adolescent"))
                }
                "SM42" if rng.chance(8.0) => {
                    skills.push(ordinal("SM93", "Psychiatrie option psychiatrie de la personne âgée"))
                }
                "SM20" if rng.chance(20.0) => skills.push(ordinal("SM19", "Gynécologie médicale")),
                "SM44" if rng.chance(15.0) => {
                    skills.push(ordinal("SM55", "Radio-diagnostic et Radio-thérapie"))
                }
                _ => {}
            }
            skills
        }
        "40" if rng.chance(8.0) => vec![ordinal("SCD01", "Orthopédie dento-faciale")],
        "40" if rng.chance(3.0) => vec![ordinal("SCD02", "Chirurgie orale")],
        "60" if rng.chance(0.9) => {
            let (code, label) = ADVANCED[rng.below(ADVANCED.len())];
            vec![("CM", "Compétence métier", code, label)]
        }
        _ => Vec::new(),
    }
}

/// Sector of activity of an employer by FINESS category: code and label of TRE_R02.
pub fn sector(category: &str) -> (&'static str, &'static str) {
    match category {
        "355" | "292" | "156" => ("SA01", "Etablissement public de santé"),
        "124" | "125" => ("SA05", "Centre de santé"),
        "223" | "228" => ("SA15", "PMI et Planification familiale"),
        "182" | "183" | "189" | "190" => ("SA16", "Etablissement pour personnes handicapées"),
        "500" | "209" => ("SA17", "Etablissement pour personnes âgées"),
        "214" | "197" => ("SA21", "Etablissement d'hébergement et de réadaptation"),
        "611" => ("SA25", "Laboratoire de biologie médicale"),
        "620" => ("SA33", "Pharmacie d'officine"),
        "621" => ("SA42", "Appareillage médical"),
        "603" => ("SA08", "Cabinet de groupe"),
        _ => ("SA04", "Etablissement privé non PSPH"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trade_is_one_of_the_closed_list() {
        for trade in &TRADES {
            let key = carbet_model::ProfessionKey::from_rpps_code(trade.code).expect(trade.code);
            // The official file leaves some capitals without their accent.
            let plain = super::super::names::capitals_kept;
            assert_eq!(plain(key.label()), plain(trade.label));
        }
        let total: f64 = TRADES.iter().map(|trade| trade.share).sum();
        assert!((9_900.0..10_200.0).contains(&total), "{total}");
    }
}
