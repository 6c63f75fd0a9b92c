//! `finess-structures-mensuel-AAAAMM.json.gz`: legal entities and their structures, one JSON object written as a stream.
//!
//! Key names are those of the published file, lowercase oddities included.

use crate::demo::{
    DemoError, names,
    places::{Coordinates, Entity, Place, State},
    projection::Local,
    sink::Sink,
    streets::Address,
};
use serde::Serialize;
use std::path::Path;

/// The open file.
pub struct Structures {
    sink: Sink,
    structures: u64,
    /// Day of the extraction, `AAAA-MM-JJ`.
    today: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pmej<'a> {
    #[serde(rename = "informationsGeneralesPMEJ")]
    general: GeneralPmej<'a>,
    adresse: [(); 0],
    contact: [(); 0],
    engagement: [(); 0],
    evenement: [(); 0],
    ege: Vec<Ege<'a>>,
    etat_objet: &'a str,
    date_derniere_maj: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GeneralPmej<'a> {
    pm_smsse_id: String,
    num_finess_pm: &'a str,
    siren: &'a str,
    code_ape: Option<&'a str>,
    statut_juridique: &'a str,
    denomination_pm: String,
    denomination_longue_pm_smsse: String,
    date_creation: &'a str,
    date_fermeture: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ege<'a> {
    #[serde(rename = "informationsGeneralesEGE")]
    general: GeneralEge<'a>,
    #[serde(rename = "categorieentiteGeographiqueExercice")]
    category: &'a str,
    #[serde(rename = "modefixationtarifaire")]
    tariff: &'a str,
    type_budget: [&'a str; 1],
    adresse: Vec<JsonAddress>,
    contact: Vec<Contact>,
    engagement: Vec<Engagement>,
    evenement: [(); 0],
    role_ege: [(); 0],
    etat_objet: &'a str,
    date_derniere_maj: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GeneralEge<'a> {
    ege_id: String,
    complement_denomination_eg: Option<&'a str>,
    date_fermeture: Option<&'a str>,
    date_ouverture: &'a str,
    date_premiere_autorisation: Option<&'a str>,
    nom_ege_court: String,
    nom_ege_long: String,
    num_finess_ege: &'a str,
    espic: Option<Vec<&'a str>>,
    siret: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonAddress {
    usage_adresse: &'static str,
    numero_voie: Option<String>,
    type_voie: Option<String>,
    libelle_voie: Option<String>,
    complement_voie: Option<String>,
    complement_point_geographique: Option<String>,
    lieu_dit: Option<String>,
    cog_commune: String,
    ligne_acheminement: Option<String>,
    ligne_une: Option<String>,
    ligne_deux: Option<String>,
    ligne_trois: Option<String>,
    ligne_quatre: Option<String>,
    ligne_cinq: Option<String>,
    ligne_six: Option<String>,
    code_postal: String,
    coordonnees_geographique: Option<JsonCoordinates>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonCoordinates {
    coordonnee_x: String,
    coordonnee_y: String,
    direction_latitude: String,
    direction_longitude: String,
    #[serde(rename = "cleInInteropBAN")]
    key: String,
    #[serde(rename = "scoreBAN")]
    score: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    type_contact: ContactRole,
    telecom: Telecom,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ContactRole {
    role_contact: &'static str,
}

#[derive(Serialize)]
struct Telecom {
    telephone: Option<String>,
    telecopie: Option<String>,
    courriel: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Engagement {
    type_engagement: &'static str,
    sous_type_engagement: &'static str,
}

impl Structures {
    /// Opens the file of a month; `today` is `AAAA-MM-JJ`.
    pub fn create(out: &Path, month: &str, today: &str) -> Result<Self, DemoError> {
        let mut sink = Sink::create(out, &format!("finess-structures-mensuel-{month}.json.gz"))?;
        sink.text(&format!(
            "{{\"schemaVersion\":\"v1.0.0\",\"generatedAt\":\"{today}T04:00:00.000Z\",\"gcc\":[{{\"gccId\":\"1\",\"membre\":[{{\"pmSmsseId\":\"1\",\"ege\":[]}}]}}],\"gco\":[],\"pmej\":["
        ))?;
        Ok(Self { sink, structures: 0, today: today.to_owned() })
    }

    /// A legal entity and its structures.
    pub fn entity(&mut self, entity: &Entity, local: &Local) -> Result<(), DemoError> {
        let touched = format!("{} 00:00:00", self.today);
        self.structures += entity.places.len() as u64;
        let ege = entity.places.iter().map(|place| structure(place, local, &touched)).collect();
        let name = names::capitals_kept(&entity.name);
        self.sink.element(&Pmej {
            general: GeneralPmej {
                pm_smsse_id: entity.pm_id.to_string(),
                num_finess_pm: &entity.number,
                siren: &entity.siren,
                code_ape: None,
                statut_juridique: "60",
                denomination_pm: name.clone(),
                denomination_longue_pm_smsse: name,
                date_creation: "2001-01-01",
                date_fermeture: None,
            },
            adresse: [],
            contact: [],
            engagement: [],
            evenement: [],
            ege,
            etat_objet: "A",
            date_derniere_maj: touched,
        })
    }

    /// Closes the file. The rows are structures, not legal entities.
    pub fn finish(mut self) -> Result<(String, u64), DemoError> {
        self.sink.text("\n]}\n")?;
        self.sink.rows = self.structures;
        self.sink.finish()
    }
}

fn structure<'a>(place: &'a Place, local: &Local, touched: &str) -> Ege<'a> {
    let soiled = |text: &str| if place.dirty { format!("{text}   ") } else { text.to_owned() };
    // The short name is cut at 38 characters in the source.
    let short: String = names::capitals_kept(&place.name).chars().take(38).collect();
    let mut addresses: Vec<JsonAddress> =
        place.decoy.iter().map(|decoy| decoy_address(decoy, place.dirty)).collect();
    let mut address = written(&place.address, "03", place.dirty);
    address.coordonnees_geographique = coordinates(place, local);
    addresses.push(address);
    let closed_on = match place.state {
        State::Closed | State::Inactive { dated: true } => Some("2019-12-31"),
        State::Open | State::Inactive { dated: false } => None,
    };
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ege {
        general: GeneralEge {
            ege_id: place.ege_id.to_string(),
            complement_denomination_eg: None,
            date_fermeture: closed_on,
            date_ouverture: "2004-03-01",
            date_premiere_autorisation: Some("2003-09-15"),
            nom_ege_court: soiled(&short),
            nom_ege_long: soiled(&place.name),
            num_finess_ege: &place.number,
            espic: (place.category == "365").then(|| vec!["0"]),
            siret: place.siret.as_deref(),
        },
        category: place.category,
        tariff: "01",
        type_budget: ["01"],
        adresse: addresses,
        contact: vec![Contact {
            type_contact: ContactRole { role_contact: "01" },
            telecom: Telecom { telephone: filled(&place.phone), telecopie: None, courriel: None },
        }],
        engagement: (place.category == "604")
            .then_some(Engagement { type_engagement: "CONV", sous_type_engagement: "ACI" })
            .into_iter()
            .collect(),
        evenement: [],
        role_ege: [],
        etat_objet: if matches!(place.state, State::Inactive { .. }) { "I" } else { "A" },
        date_derniere_maj: touched.to_owned(),
    }
}

fn decoy_address(decoy: &Address, dirty: bool) -> JsonAddress {
    let mut address = written(decoy, "06", dirty);
    address.coordonnees_geographique = Some(JsonCoordinates {
        coordonnee_x: format!("{:.6}", decoy.point[0]),
        coordonnee_y: format!("{:.6}", decoy.point[1]),
        direction_latitude: String::new(),
        direction_longitude: String::new(),
        key: decoy.key.clone(),
        score: "0.91".to_owned(),
    });
    address
}

fn written(address: &Address, usage: &'static str, dirty: bool) -> JsonAddress {
    let junk = || dirty.then(|| "\\ ".to_owned());
    let soiled = |text: String| if dirty { format!("{text}  ") } else { text };
    let hamlet = address.number.is_none();
    let line = names::capitals(&address.line());
    JsonAddress {
        usage_adresse: usage,
        numero_voie: address.number.map(|n| n.to_string()),
        type_voie: (!hamlet && !address.kind_code.is_empty()).then(|| soiled(address.kind_code.to_owned())),
        libelle_voie: (!hamlet).then(|| soiled(names::capitals(&address.name))),
        complement_voie: None,
        complement_point_geographique: junk(),
        lieu_dit: if hamlet { Some(names::capitals(&address.name)) } else { junk() },
        cog_commune: address.commune_code.clone(),
        ligne_acheminement: Some(names::capitals(&address.commune)),
        ligne_une: None,
        ligne_deux: None,
        ligne_trois: None,
        ligne_quatre: Some(line),
        ligne_cinq: None,
        ligne_six: Some(address.delivery()),
        code_postal: address.postcode.clone(),
        coordonnees_geographique: None,
    }
}

fn coordinates(place: &Place, local: &Local) -> Option<JsonCoordinates> {
    let [lon, lat] = place.address.point;
    let [easting, northing] = local.project([lon, lat]).map(|metres| format!("{metres:.2}"));
    let degrees = [format!("{lon:.6}"), format!("{lat:.6}")];
    let exact = |[x, y]: [String; 2], [latitude, longitude]: [String; 2]| JsonCoordinates {
        coordonnee_x: x,
        coordonnee_y: y,
        direction_latitude: latitude,
        direction_longitude: longitude,
        key: place.address.key.clone(),
        score: "0.964514545454545".to_owned(),
    };
    let [lon_text, lat_text] = degrees;
    Some(match place.coordinates {
        Coordinates::Missing => return None,
        Coordinates::Degrees => exact([lon_text, lat_text], [northing, easting]),
        Coordinates::Metres => exact([easting, northing], [lat_text, lon_text]),
        Coordinates::Swapped => exact([northing, easting], [lat_text, lon_text]),
        Coordinates::Centroid => JsonCoordinates {
            key: place.address.commune_code.clone(),
            score: "0.41".to_owned(),
            ..exact([lon_text, lat_text], [northing, easting])
        },
        // The mirror of the place, south of the equator and across the meridian.
        Coordinates::Absurd => {
            exact([format!("{:.6}", -lon), format!("{:.6}", -lat)], ["0.00".to_owned(), "0.00".to_owned()])
        }
    })
}
