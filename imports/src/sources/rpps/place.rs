//! Where a row of the RPPS is practised: its place, an id that stays from month to month, and its département.

use super::columns::{Field, field, text};
use crate::columns::Row;
use crate::record::PlaceRecord;
use crate::text::join;
use carbet_model::{Departement, Finess, Insee, PublicId};
use sha2::{Digest, Sha256};

/// The département a postcode is sorted to (La Poste): the islands detached from Guadeloupe keep one of its codes,
/// Corsica has one number for its two départements.
pub(super) fn departement_of_postcode(postcode: &str) -> Option<Departement> {
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

/// The place of the row. Its telephone belongs to the practice: what one person gives for a shared place is not
/// everybody's.
pub(super) fn place(row: &Row<'_>, commune: Option<Insee>) -> PlaceRecord {
    let text = |column: Field| text(row, column);
    let line =
        [text(Field::StreetNumber), text(Field::StreetSuffix), text(Field::StreetType), text(Field::Street)];
    // « Complément destinataire » is not read: it names people.
    let complement = [text(Field::Place), text(Field::Distribution)];
    let joined = |parts: &[Option<String>]| join(&parts.iter().map(Option::as_deref).collect::<Vec<_>>());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_structure_then_the_address() {
        let place =
            |line: &str| PlaceRecord { address_line: Some(line.to_owned()), ..PlaceRecord::default() };
        let id = |structure: &str, finess: &str, line: &str| place_id(structure, finess, &place(line));
        assert_eq!(id("F970200000", "", "1 RUE NEUVE"), "finess:970200000");
        assert_eq!(id("", "970200000", "1 RUE NEUVE"), "finess:970200000");
        assert_eq!(id("R10000000001", "970200000", ""), "site:R10000000001");
        assert_eq!(id("C12345678900012", "", ""), "site:C12345678900012");
        assert_eq!(id("Fxxx", "", ""), "site:Fxxx");
        let hashed = id("", "", "1 RUE NEUVE");
        assert_eq!(hashed, id("", "", "1 RUE NEUVE"));
        assert_ne!(hashed, id("", "", "2 RUE NEUVE"));
        assert!(hashed.parse::<PublicId>().is_ok() && id("a/b", "", "").parse::<PublicId>().is_ok());
    }

    #[test]
    fn postcodes_lead_to_their_departement() {
        for (postcode, expected) in [
            ("97200", Some("972")),
            ("97150", Some("978")),
            ("97133", Some("977")),
            ("20137", Some("2A")),
            ("20200", Some("2B")),
            ("75011", Some("75")),
            ("972", None),
            ("9720É", None),
        ] {
            let found = departement_of_postcode(postcode);
            assert_eq!(found.map(|code| code.to_string()).as_deref(), expected, "{postcode}");
        }
    }
}
