//! What was not a word of the field, and why. French sentences: they reach the person who typed the value.

/// A text that does not name a thing of the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("« {0} » n'est pas un numéro RPPS : il faut 11 chiffres, par exemple 99000000001")]
    Rpps(String),
    #[error("« {0} » n'est pas un numéro FINESS : il faut 9 caractères, par exemple 970200000")]
    Finess(String),
    #[error("« {0} » n'est pas un code de commune INSEE : il faut 5 caractères, par exemple 97209")]
    Insee(String),
    #[error("« {0} » n'est pas un code de département : par exemple 972, 2A ou 75")]
    Departement(String),
    #[error(
        "« {0} » n'est pas un type de lieu : professional, pharmacy, facility, equipment, mental_health ou shelter"
    )]
    Kind(String),
    #[error(
        "« {0} » n'est pas un critère connu : new_patients, unscheduled_care, walk_in, home_visits, teleconsultation, wheelchair, sector_1 ou carte_vitale"
    )]
    Flag(String),
    #[error("« {0} » n'est pas une profession connue : un code RPPS comme 60 ou R95:93")]
    Profession(String),
    #[error(
        "« {0} » n'est pas un savoir-faire connu : un code comme SM54 ou un groupe comme medecin-generaliste"
    )]
    Skill(String),
    #[error("« {0} » n'est pas une catégorie connue : un code FINESS comme 603 ou un équipement comme irm")]
    Category(String),
    #[error(
        "« {0} » n'est pas un identifiant : par exemple finess:970200000, rpps:99000000001 ou commune:97209"
    )]
    Id(String),
    #[error("« {0} » n'est pas un mois : par exemple 2026-11")]
    Vintage(String),
    #[error("« {0} » n'est pas une étape de CPTS : preprojet, lettre_intention, projet_valide ou aci_signe")]
    Stage(String),
}
