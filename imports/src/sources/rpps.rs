//! RPPS personne-activité: people, where they practise, in what. One row is a person × an activity × a savoir-faire.
//! Out of the territory nobody is kept. It gives no coordinates: the file has none.

use super::practices::Practices;
use super::{Inputs, Reading};
use crate::columns::{Column, Dialect, Row, Rows, optional, required};
use crate::defect::Reason;
use crate::nature::Nature;
use crate::read::Input;
use crate::record::{PlaceRecord, PracticeRecord, ProfessionalRecord};
use crate::stage::{Context, Sink};
use crate::{ImportError, text};
use carbet_model::{Departement, Finess, Insee, ProfessionKey, PublicId, Rpps};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// No quoting at all: a `"` inside a value is a character like another.
const DIALECT: Dialect = Dialect { separator: b'|', quoted: false };

/// Ranks in [`COLUMNS`].
#[derive(Clone, Copy)]
enum Field {
    Number,
    TitleCode,
    CivilityCode,
    FamilyName,
    GivenName,
    Profession,
    Skill,
    Mode,
    FinessSite,
    StructureId,
    CompanyName,
    SignName,
    Recipient,
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
const COLUMNS: [Column; 29] = [
    required(&["Identifiant PP"]),
    optional(&["Code civilité d'exercice", "Code civilité exercice"]),
    optional(&["Code civilité"]),
    required(&["Nom d'exercice", "Nom exercice"]),
    required(&["Prénom d'exercice", "Prénom exercice"]),
    required(&["Code profession"]),
    required(&["Code savoir-faire"]),
    required(&["Code mode exercice", "Code mode d'exercice"]),
    optional(&["Numéro FINESS site"]),
    required(&["Identifiant technique de la structure"]),
    required(&["Raison sociale site"]),
    optional(&["Enseigne commerciale site"]),
    optional(&["Complément destinataire (coord. structure)"]),
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

/// Roles of locums (replacements). Source: ANS, ansforge/annuaire issue 291.
const LOCUM_ROLES: [&str; 4] = ["FON-04", "FON-22", "FON-47", "FON-51"];
/// Kinds of activity of locums. Same source.
const LOCUM_ACTIVITIES: [&str; 2] = ["GENR02", "GENR03"];

/// Reads the files; one edition is one file.
pub(super) fn read(
    inputs: Inputs<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<Reading, ImportError> {
    let mut reader = Reader {
        context,
        nature: context.nature,
        practices: Practices::default(),
        people: HashSet::new(),
        places: HashSet::new(),
    };
    for input in inputs {
        reader.read_file(input?, sink)?;
    }
    Ok(Reading { nature: reader.nature, unions: reader.practices.into_unions() })
}

struct Reader<'a> {
    context: &'a Context,
    nature: Option<Nature>,
    practices: Practices,
    people: HashSet<Rpps>,
    places: HashSet<String>,
}

impl Reader<'_> {
    fn read_file(&mut self, input: Input, sink: &mut Sink<'_>) -> Result<(), ImportError> {
        let mut rows = Rows::open(input, DIALECT, &COLUMNS)?;
        let file = rows.file().to_owned();
        while let Some(row) = rows.next_row()? {
            match self.take(&file, &row, sink)? {
                Ok(()) => sink.tally.keep(),
                Err((field, reason)) => sink.reject(row.line, field, reason),
            }
        }
        Ok(())
    }

    /// Stages one row, or says why not. The outer error stops the import.
    fn take(
        &mut self,
        file: &str,
        row: &Row<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Result<(), (&'static str, Reason)>, ImportError> {
        if !row.fits() {
            return Ok(Err(("ligne", Reason::WrongNumberOfFields)));
        }
        let number = field(row, Field::Number);
        let Ok(rpps) = number.parse::<Rpps>() else {
            let reason = if number.is_empty() { Reason::MissingIdentifier } else { Reason::NotRpps };
            return Ok(Err(("Identifiant PP", reason)));
        };
        self.check_nature(file, row.line, rpps)?;
        let commune = match self.commune(row) {
            Ok(commune) => commune,
            Err(fault) => return Ok(Err(fault)),
        };
        let Some(profession) = ProfessionKey::from_rpps_code(field(row, Field::Profession)) else {
            return Ok(Err(("Code profession", Reason::UnknownProfession)));
        };
        let Some(family_name) = row.text(Field::FamilyName as usize) else {
            return Ok(Err(("Nom d'exercice", Reason::MissingName)));
        };
        if self.people.insert(rpps) {
            sink.push(&ProfessionalRecord {
                rpps: rpps.to_string(),
                subject_key: self.context.subject_key.subject(rpps),
                civility: row
                    .text(Field::TitleCode as usize)
                    .or_else(|| row.text(Field::CivilityCode as usize)),
                family_name,
                given_name: row.text(Field::GivenName as usize).unwrap_or_default(),
            })?;
        }
        let place = place(row, commune);
        let practice = practice(row, rpps, &place.place_id, profession, sink);
        if self.places.insert(place.place_id.clone()) {
            sink.push(&place)?;
        }
        if self.practices.is_new(&practice) {
            sink.push(&practice)?;
        }
        Ok(Ok(()))
    }

    /// The first person decides when the database is new; whoever differs stops the import.
    fn check_nature(&mut self, file: &str, line: u64, rpps: Rpps) -> Result<(), ImportError> {
        let found = Nature::of(rpps);
        let expected = *self.nature.get_or_insert(found);
        if found == expected {
            return Ok(());
        }
        Err(ImportError::Nature {
            file: file.to_owned(),
            line,
            found: found.label(),
            expected: expected.label(),
        })
    }

    /// The commune of the structure, `None` when only its département or its postcode is known; refused out of the
    /// territory, and where nothing is known.
    fn commune(&self, row: &Row<'_>) -> Result<Option<Insee>, (&'static str, Reason)> {
        let code = field(row, Field::Commune);
        let outside = Err(("Code commune", Reason::OutsideTerritory));
        if !code.is_empty() {
            return match code.parse::<Insee>() {
                Ok(commune) if self.context.covers(commune) => Ok(Some(commune.city())),
                Ok(_) => outside,
                Err(_) => Err(("Code commune", Reason::BadCommune)),
            };
        }
        let stated = field(row, Field::Departement).parse().ok();
        match stated.or_else(|| departement_of_postcode(field(row, Field::Postcode))) {
            Some(departement) if self.context.departements.contains(&departement) => Ok(None),
            _ => outside,
        }
    }
}

/// The département a postcode is sorted to (La Poste): the islands detached from Guadeloupe keep one of its codes,
/// Corsica has one number for its two départements.
fn departement_of_postcode(postcode: &str) -> Option<Departement> {
    let code = match postcode {
        "97133" => "977",
        "97150" => "978",
        _ if postcode.len() != 5 || !postcode.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        _ if postcode.starts_with("97") || postcode.starts_with("98") => &postcode[..3],
        _ if postcode.starts_with("200") || postcode.starts_with("201") => "2A",
        _ if postcode.starts_with("20") => "2B",
        _ => &postcode[..2],
    };
    code.parse().ok()
}

fn field<'a>(row: &Row<'a>, column: Field) -> &'a str {
    row.get(column as usize)
}

/// The place of the row. Its telephone belongs to the practice: what one person gives for a shared place is not
/// everybody's.
fn place(row: &Row<'_>, commune: Option<Insee>) -> PlaceRecord {
    let text = |column: Field| row.text(column as usize);
    let line =
        [text(Field::StreetNumber), text(Field::StreetSuffix), text(Field::StreetType), text(Field::Street)];
    let complement = [text(Field::Recipient), text(Field::Place), text(Field::Distribution)];
    let joined =
        |parts: &[Option<String>]| text::join(&parts.iter().map(Option::as_deref).collect::<Vec<_>>());
    let mut place = PlaceRecord {
        source: "rpps",
        name: text(Field::SignName).or_else(|| text(Field::CompanyName)).unwrap_or_default(),
        address_complement: joined(&complement),
        address_line: joined(&line),
        postcode: text(Field::Postcode)
            .filter(|code| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit())),
        commune_code: commune.map(|commune| commune.to_string()),
        siret: text(Field::Siret),
        ..PlaceRecord::default()
    };
    place.place_id = place_id(field(row, Field::StructureId), field(row, Field::FinessSite), &place);
    place
}

/// `finess:…` for a structure of FINESS, `site:…` for another, a hash of the address where the file names none.
fn place_id(structure: &str, finess: &str, place: &PlaceRecord) -> String {
    let of_finess = structure.strip_prefix('F').or(structure.is_empty().then_some(finess));
    if let Some(number) = of_finess.and_then(|number| number.parse::<Finess>().ok()) {
        return format!("finess:{number}");
    }
    let site = format!("site:{structure}");
    if site.parse::<PublicId>().is_ok() {
        return site;
    }
    let parts = [&place.commune_code, &place.postcode, &place.address_line, &place.address_complement];
    let mut hash = Sha256::new();
    for part in [Some(structure), Some(place.name.as_str())].into_iter().chain(parts.map(Option::as_deref)) {
        hash.update(part.unwrap_or_default().as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("site:A{hex}")
}

fn practice(
    row: &Row<'_>,
    rpps: Rpps,
    place_id: &str,
    profession: ProfessionKey,
    sink: &mut Sink<'_>,
) -> PracticeRecord {
    let (phone, phone_2) = phones(row, sink);
    let (email, mailbox) = emails(row, sink);
    PracticeRecord {
        rpps: rpps.to_string(),
        place_id: place_id.to_owned(),
        profession: profession.to_string(),
        mode: mode(row, sink),
        sector: row.text(Field::Sector as usize),
        locum: LOCUM_ROLES.contains(&field(row, Field::Role))
            || LOCUM_ACTIVITIES.contains(&field(row, Field::Activity)),
        phone,
        phone_2,
        email,
        mailbox,
        skills: row.text(Field::Skill as usize).into_iter().collect(),
    }
}

fn mode(row: &Row<'_>, sink: &mut Sink<'_>) -> Option<&'static str> {
    let code = field(row, Field::Mode);
    let known = ["L", "S", "B"].into_iter().find(|mode| *mode == code);
    if known.is_none() && !code.is_empty() {
        sink.tally.warn(row.line, "Code mode exercice", Reason::UnknownCode);
    }
    known
}

/// The first two numbers of the two fields.
fn phones(row: &Row<'_>, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    let mut numbers = Vec::new();
    for column in [Field::Phone, Field::Phone2] {
        let found = text::phones(field(row, column));
        if found.faulty {
            sink.tally.warn(row.line, "Téléphone", Reason::BadPhone);
        }
        numbers
            .extend(found.numbers.into_iter().filter(|number| !numbers.contains(number)).collect::<Vec<_>>());
    }
    let mut numbers = numbers.into_iter();
    (numbers.next(), numbers.next())
}

/// The address for the public and the mailbox for peers: a secure mailbox is never the former.
fn emails(row: &Row<'_>, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    match row.text(Field::Email as usize) {
        None => (None, None),
        Some(mailbox) if text::is_secure_mailbox(&mailbox) => (None, Some(mailbox)),
        Some(email) if text::is_email(&email) => (Some(email), None),
        Some(_) => {
            sink.tally.warn(row.line, "Adresse e-mail", Reason::BadEmail);
            (None, None)
        }
    }
}
