//! Hazard zones as GeoJSON polygons, each with its kind and level.

use super::{Inputs, geojson};
use crate::ImportError;
use crate::defect::Reason;
use crate::json::each_record;
use crate::record::HazardRecord;
use crate::stage::{Context, Sink};
use serde_json::Value;
use std::collections::HashSet;

/// Reads the files. A zone that names its département is kept in the territory only; one that names none is kept. A
/// zone without identifier takes its rank, with the name of its kind.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    for input in inputs {
        each_record(input?, "features", &mut |rank, feature| {
            match hazard(&feature, rank, context) {
                Ok(hazard) if !seen.insert(hazard.hazard_id.clone()) => {
                    sink.reject(rank, "id", Reason::Duplicate);
                }
                Ok(hazard) => {
                    sink.push(&hazard)?;
                    sink.keep();
                }
                Err((field, reason)) => sink.reject(rank, field, reason),
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn hazard(feature: &Value, rank: u64, context: &Context) -> Result<HazardRecord, (&'static str, Reason)> {
    let property = |names: &[&str]| geojson::property(feature, names);
    let departement = property(&["departement", "code_departement"]).and_then(|code| code.parse().ok());
    if departement.is_some_and(|departement| !context.departements.contains(&departement)) {
        return Err(("departement", Reason::OutsideTerritory));
    }
    let kind = property(&["kind", "alea", "type", "risque"]).ok_or(("kind", Reason::UnknownCode))?;
    let level = property(&["level", "niveau"]).ok_or(("level", Reason::UnknownCode))?;
    let id = property(&["id", "hazard_id", "code"]).unwrap_or_else(|| format!("{kind}-{rank}"));
    let name = property(&["name", "nom", "libelle"]).unwrap_or_else(|| kind.clone());
    let outline = geojson::polygons(feature).ok_or(("geometry", Reason::BadGeometry))?;
    Ok(HazardRecord { hazard_id: id, kind, level, name, outline })
}
