//! National address base (BAN): house numbers and lieux-dits, with their own longitude and latitude.

use super::Inputs;
use crate::ImportError;
use crate::columns::{Column, Dialect, Row, Rows, optional, required};
use crate::defect::Reason;
use crate::geom::Geom;
use crate::locate;
use crate::record::AddressRecord;
use crate::stage::{Context, Sink};
use carbet_model::Insee;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Fields are never quoted.
const DIALECT: Dialect = Dialect { separator: b';', quoted: false };

#[derive(Clone, Copy)]
enum Field {
    Id,
    Number,
    Suffix,
    Street,
    Locality,
    Postcode,
    Commune,
    Lon,
    Lat,
}

const COLUMNS: [Column; 9] = [
    required(&["id"]),
    optional(&["numero"]),
    optional(&["rep"]),
    required(&["nom_voie", "nom_lieu_dit"]),
    optional(&["nom_ld"]),
    required(&["code_postal"]),
    required(&["code_insee"]),
    required(&["lon"]),
    required(&["lat"]),
];

/// Reads the files: addresses and lieux-dits of one département or more.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let hasher = RandomState::new();
    let mut seen = HashSet::new();
    for input in inputs {
        let mut rows = Rows::open(input?, DIALECT, &COLUMNS)?;
        while let Some(row) = rows.next_row()? {
            match address(&row, context) {
                Ok(address) if !seen.insert(hasher.hash_one(&address.address_id)) => {
                    sink.reject(row.line, "id", Reason::Duplicate);
                }
                Ok(address) => {
                    sink.push(&address)?;
                    sink.keep();
                }
                Err((field, reason)) => sink.reject(row.line, field, reason),
            }
        }
    }
    Ok(())
}

fn address(row: &Row<'_>, context: &Context) -> Result<AddressRecord, (&'static str, Reason)> {
    if !row.fits() {
        return Err(("ligne", Reason::WrongNumberOfFields));
    }
    let text = |column: Field| row.text(column as usize);
    let commune: Insee =
        row.get(Field::Commune as usize).parse().map_err(|_| ("code_insee", Reason::BadCommune))?;
    if !context.covers(commune) {
        return Err(("code_insee", Reason::OutsideTerritory));
    }
    let degrees = |column: Field| locate::number(row.get(column as usize));
    let point = degrees(Field::Lon)
        .zip(degrees(Field::Lat))
        .and_then(|(lon, lat)| locate::geographic(commune.departement(), lon, lat))
        .ok_or(("lon", Reason::BadCoordinates))?;
    Ok(AddressRecord {
        address_id: text(Field::Id).ok_or(("id", Reason::MissingIdentifier))?,
        number: text(Field::Number),
        suffix: text(Field::Suffix),
        street: text(Field::Street).ok_or(("nom_voie", Reason::MissingName))?,
        locality: text(Field::Locality),
        postcode: text(Field::Postcode),
        commune_code: commune.city().to_string(),
        geom: Geom::point(point.lon, point.lat),
    })
}
