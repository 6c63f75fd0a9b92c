//! CPTS as a list: name, stage, size and communes. Two projects may claim one commune; both are kept. Outlines are
//! joined from those of the communes in SQL.

use super::Inputs;
use crate::ImportError;
use crate::columns::{Column, Dialect, Row, Rows, optional, required};
use crate::defect::Reason;
use crate::record::{MemberRecord, TerritoryRecord};
use crate::stage::{Context, Sink};
use carbet_model::{Insee, PublicId};
use std::collections::{BTreeSet, HashSet};

const DIALECT: Dialect = Dialect { separator: b';', quoted: true };

#[derive(Clone, Copy)]
enum Field {
    Id,
    Name,
    Stage,
    Size,
    Communes,
}

const COLUMNS: [Column; 5] = [
    required(&["id"]),
    required(&["nom"]),
    required(&["etape", "etat", "statut", "avancement"]),
    optional(&["taille"]),
    required(&["communes"]),
];

/// Reads the files.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    for input in inputs {
        let mut rows = Rows::open(input?, DIALECT, &COLUMNS)?;
        while let Some(row) = rows.next_row()? {
            match cpts(&row, context, sink) {
                Ok((territory, _)) if !seen.insert(territory.code.clone()) => {
                    sink.reject(row.line, "id", Reason::Duplicate);
                }
                Ok((territory, communes)) => {
                    sink.push(&territory)?;
                    for commune in communes {
                        let territory_id = format!("cpts:{}", territory.code);
                        sink.push(&MemberRecord { territory_id, commune_code: commune.to_string() })?;
                    }
                    sink.keep();
                }
                Err((field, reason)) => sink.reject(row.line, field, reason),
            }
        }
    }
    Ok(())
}

fn cpts(
    row: &Row<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<(TerritoryRecord, BTreeSet<Insee>), (&'static str, Reason)> {
    if !row.fits() {
        return Err(("ligne", Reason::WrongNumberOfFields));
    }
    let get = |column: Field| row.get(column as usize);
    let code = get(Field::Id).strip_prefix("cpts:").unwrap_or(get(Field::Id));
    if code.is_empty() {
        return Err(("id", Reason::MissingIdentifier));
    }
    format!("cpts:{code}").parse::<PublicId>().map_err(|_| ("id", Reason::BadIdentifier))?;
    let mut communes = BTreeSet::new();
    for part in get(Field::Communes).split([' ', ',', '|', '/', '+']).filter(|part| !part.is_empty()) {
        match part.parse::<Insee>() {
            Ok(commune) => drop(communes.insert(commune)),
            Err(_) => sink.warn(row.line, "communes", Reason::BadCommune),
        }
    }
    if !communes.iter().any(|commune| context.covers(*commune)) {
        return Err(("communes", Reason::OutsideTerritory));
    }
    let size = get(Field::Size);
    let known = size.parse().ok().filter(|size| (1..=4).contains(size));
    if known.is_none() && !size.is_empty() {
        sink.warn(row.line, "taille", Reason::BadNumber);
    }
    let territory = TerritoryRecord {
        kind: "cpts",
        code: code.to_owned(),
        name: row.text(Field::Name as usize).ok_or(("nom", Reason::MissingName))?,
        stage: Some(stage(get(Field::Stage)).ok_or(("etape", Reason::UnknownCode))?),
        size: known,
        source: "cpts",
        ..TerritoryRecord::default()
    };
    Ok((territory, communes))
}

/// The stage in our word or in the words of the lists that circulate.
fn stage(text: &str) -> Option<&'static str> {
    Some(match carbet_search::normalise(text).as_str() {
        "preprojet" | "pre projet" | "initiative" | "projet emergent" => "preprojet",
        "lettre intention" | "lettre d intention" | "lettre d intention validee" => "lettre_intention",
        "projet valide" | "redaction" | "projet de sante valide" => "projet_valide",
        "aci signe" | "signataire aci" | "aci" | "operationnelle" => "aci_signe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use carbet_model::territory::Stage;

    #[test]
    fn our_own_words_are_understood() {
        for word in [Stage::Preprojet, Stage::LettreIntention, Stage::ProjetValide, Stage::AciSigne] {
            assert_eq!(stage(word.as_str()), Some(word.as_str()));
        }
        assert_eq!(stage("Lettre d'intention validée"), Some("lettre_intention"));
        assert_eq!(stage("en cours"), None);
    }
}
