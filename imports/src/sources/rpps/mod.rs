//! RPPS personne-activité: people, where they practise, in what. One row is a person × an activity × a savoir-faire.
//! Out of the territory nobody is kept. It gives no coordinates: the file has none.

mod columns;
mod place;
mod practice;
mod union;

use super::{Inputs, Reading};
use crate::ImportError;
use crate::columns::{Dialect, Row, Rows};
use crate::defect::Reason;
use crate::nature::{Nature, Watch};
use crate::read::Input;
use crate::record::ProfessionalRecord;
use crate::stage::{Context, Sink};
use carbet_model::{Insee, ProfessionKey, Rpps};
use columns::{COLUMNS, Field, field, text};
use std::collections::HashSet;
use union::{Places, Practices};

pub(crate) use union::PracticeUnion;

/// No quoting at all: a `"` inside a value is a character like another.
const DIALECT: Dialect = Dialect { separator: b'|', quoted: false };

/// TRE_R09: E étudiant; the others are C civil and M militaire.
const STUDENT: &str = "E";

/// Reads the files; one edition is one file.
pub(super) fn read(
    inputs: Inputs<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<Reading, ImportError> {
    let mut reader = Reader {
        context,
        watch: Watch::new(context.nature, "cette personne"),
        practices: Practices::default(),
        people: HashSet::new(),
        places: Places::default(),
    };
    for input in inputs {
        reader.read_file(input?, sink)?;
    }
    Ok(Reading {
        nature: reader.watch.known,
        unions: reader.practices.into_unions(),
        places: reader.places.into_others(),
    })
}

struct Reader<'a> {
    context: &'a Context,
    watch: Watch,
    practices: Practices,
    people: HashSet<Rpps>,
    places: Places,
}

impl Reader<'_> {
    fn read_file(&mut self, input: Input, sink: &mut Sink<'_>) -> Result<(), ImportError> {
        let mut rows = Rows::open(input, DIALECT, &COLUMNS)?;
        let file = rows.file().to_owned();
        while let Some(row) = rows.next_row()? {
            match self.take(&file, &row, sink)? {
                Ok(()) => sink.keep(),
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
        self.watch.check(Nature::of(rpps), file, row.line)?;
        let commune = match self.commune(row) {
            Ok(commune) => commune,
            Err(fault) => return Ok(Err(fault)),
        };
        let Some(profession) = ProfessionKey::from_rpps_code(field(row, Field::Profession)) else {
            return Ok(Err(("Code profession", Reason::UnknownProfession)));
        };
        // Students are registered before they may practise: they are not listed. The military and civilians are.
        if field(row, Field::Category) == STUDENT {
            return Ok(Err(("Code catégorie professionnelle", Reason::Student)));
        }
        let Some(family_name) = text(row, Field::FamilyName) else {
            return Ok(Err(("Nom d'exercice", Reason::MissingName)));
        };
        if self.people.insert(rpps) {
            sink.push(&ProfessionalRecord {
                rpps: rpps.to_string(),
                subject_key: self.context.subject_key.subject(rpps),
                civility: row.text(Field::TitleCode as usize).or_else(|| text(row, Field::CivilityCode)),
                family_name,
                given_name: text(row, Field::GivenName).unwrap_or_default(),
            })?;
        }
        let place = place::place(row, commune);
        let practice = practice::practice(row, rpps, &place.place_id, profession, sink);
        if self.places.is_new(&place) {
            sink.push(&place)?;
        }
        if self.practices.is_new(&practice) {
            sink.push(&practice)?;
        }
        Ok(Ok(()))
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
        match stated.or_else(|| place::departement_of_postcode(field(row, Field::Postcode))) {
            Some(departement) if self.context.departements.contains(&departement) => Ok(None),
            _ => outside,
        }
    }
}
