//! The columns of personne-activité that Carbet reads, under every name they have borne.

use crate::columns::{Column, Row, optional, required};

/// Ranks in [`COLUMNS`].
#[derive(Clone, Copy)]
pub(super) enum Field {
    Number,
    TitleCode,
    CivilityCode,
    FamilyName,
    GivenName,
    Profession,
    Category,
    Skill,
    Mode,
    FinessSite,
    StructureId,
    CompanyName,
    SignName,
    Place,
    StreetNumber,
    StreetSuffix,
    StreetType,
    Street,
    Distribution,
    Postcode,
    Commune,
    Phone,
    Phone2,
    Email,
    Departement,
    Sector,
    Role,
    Activity,
    Siret,
}

/// Columns by name, as published in October 2026, then the spellings of ANS's specification and of older editions.
pub(super) const COLUMNS: [Column; 29] = [
    required(&["Identifiant PP"]),
    optional(&["Code civilité d'exercice", "Code civilité exercice"]),
    optional(&["Code civilité"]),
    required(&["Nom d'exercice", "Nom exercice"]),
    required(&["Prénom d'exercice", "Prénom exercice"]),
    required(&["Code profession"]),
    optional(&["Code catégorie professionnelle"]),
    required(&["Code savoir-faire"]),
    required(&["Code mode exercice", "Code mode d'exercice"]),
    optional(&["Numéro FINESS site"]),
    required(&["Identifiant technique de la structure"]),
    required(&["Raison sociale site"]),
    optional(&["Enseigne commerciale site"]),
    optional(&["Complément point géographique (coord. structure)"]),
    optional(&["Numéro Voie (coord. structure)"]),
    optional(&["Indice répétition voie (coord. structure)"]),
    optional(&["Libellé type de voie (coord. structure)", "Code type de voie (coord. structure)"]),
    required(&["Libellé Voie (coord. structure)"]),
    optional(&["Mention distribution (coord. structure)"]),
    required(&["Code postal (coord. structure)"]),
    required(&["Code commune (coord. structure)"]),
    required(&["Téléphone (coord. structure)"]),
    optional(&["Téléphone 2 (coord. structure)"]),
    optional(&["Adresse e-mail (coord. structure)"]),
    required(&["Code Département (structure)", "Code département (coord. structure)"]),
    optional(&["Code secteur d'activité"]),
    optional(&["Code rôle", "Code fonction"]),
    optional(&["Code genre activité", "Code genre d'activité"]),
    optional(&["Numéro SIRET site"]),
];

/// The field of a row, spaces around it removed.
pub(super) fn field<'a>(row: &Row<'a>, column: Field) -> &'a str {
    row.get(column as usize)
}

/// The field cleaned, `None` when nothing is left.
pub(super) fn text(row: &Row<'_>, column: Field) -> Option<String> {
    row.text(column as usize)
}
