//! Counts people and structures into the manifest as they pass, by the rules of the importers.

use super::{
    manifest::{Manifest, Point, add},
    people::{Activity, Person},
    places::{Coordinates, Place, State},
    sites::{Known, Site},
};
use carbet_model::{Kind, ProfessionKey, category};
use std::collections::HashSet;

/// Scope of an opposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Contact,
    Listing,
}

/// Sites already counted, of the département being written.
#[derive(Debug, Default)]
pub struct SeenSites(HashSet<String>);

/// Profession key of a trade.
pub fn profession(activity: &Activity) -> String {
    ProfessionKey::from_rpps_code(activity.trade.code)
        .expect("the table of trades holds known codes")
        .to_string()
}

/// Counts a person: rows, listings, oddities.
pub fn person(manifest: &mut Manifest, seen: &mut SeenSites, person: &Person, opposed: Option<Scope>) {
    let mut claimed = HashSet::new();
    for activity in &person.activities {
        let rows = activity.skills.len().max(1) as u64;
        match activity.site.territory() {
            Some(departement) => {
                manifest.of(departement).rpps_rows += rows;
                claimed.insert(departement);
            }
            None => manifest.rpps_rows_nowhere += rows,
        }
        oddities(manifest, activity, rows);
        site(manifest, seen, &activity.site);
    }
    for departement in claimed {
        manifest.of(departement).rpps_people += 1;
    }
    let mut listings = 0;
    for activity in person.listings() {
        listings += 1;
        if let Some(departement) = activity.site.territory() {
            let expected = manifest.of(departement);
            let shown = opposed != Some(Scope::Listing);
            expected.listing(Kind::Professional.as_str(), point(activity, opposed), shown);
            add(&mut expected.professions, &profession(activity), u64::from(shown));
        }
    }
    manifest.anomaly("rpps_one_listing_in_two_modes", (person.activities.len() - listings) as u64);
    manifest.anomaly("rpps_people_at_several_sites", u64::from(several_sites(person)));
}

fn several_sites(person: &Person) -> bool {
    person.activities.iter().any(|a| a.site.id != person.activities[0].site.id)
}

/// Where the public sees a listing: at the commune for whoever opposed to contact.
fn point(activity: &Activity, opposed: Option<Scope>) -> Point {
    match activity.site.commune() {
        None => Point::None,
        Some(_) if activity.site.exact && opposed.is_none() => Point::Address,
        Some(_) => Point::Commune,
    }
}

fn oddities(manifest: &mut Manifest, activity: &Activity, rows: u64) {
    let site = &activity.site;
    let mut note = |name, there: bool| manifest.anomaly(name, if there { rows } else { 0 });
    note("rpps_rows_without_street", site.known == Known::Commune);
    note("rpps_rows_with_postcode_only", site.known == Known::Postcode);
    note("rpps_rows_with_departement_only", site.known == Known::Departement);
    note("rpps_rows_of_locums", activity.locum);
    note("rpps_rows_with_quotes", site.name.contains('"') || site.complement.contains('"'));
    note("rpps_rows_with_secure_mailbox", activity.email.ends_with("mssante.fr"));
    let district = |code: &str| code.parse::<carbet_model::Insee>().is_ok_and(|insee| insee.city() != insee);
    note("rpps_rows_in_districts", site.commune().is_some_and(district));
    note("rpps_rows_in_saint_martin", site.commune() == Some("97801"));
}

fn site(manifest: &mut Manifest, seen: &mut SeenSites, site: &Site) {
    if site.known == Known::Nothing || !seen.0.insert(site.id.clone()) {
        return;
    }
    manifest.anomaly("rpps_sites", 1);
    manifest.anomaly("rpps_sites_without_phone", u64::from(site.phone.is_empty()));
}

/// Counts a structure: listing, equipment, oddities.
pub fn place(manifest: &mut Manifest, departement: &str, place: &Place) {
    oddities_of_place(manifest, place);
    if !place.is_open() {
        return;
    }
    let expected = manifest.of(departement);
    expected.finess_kept += 1;
    let exact = place.coordinates.are_exact() && !category::is_commune_only(place.category);
    let point = if exact { Point::Address } else { Point::Commune };
    let Some(kind) = place.kind() else {
        expected.finess_cpts += 1;
        return;
    };
    expected.listing(kind.as_str(), point, true);
    add(&mut expected.categories, place.category, 1);
    for (slug, count) in equipment(place) {
        expected.listing(Kind::Equipment.as_str(), point, true);
        add(&mut expected.categories, slug, 1);
        add(&mut expected.machines, slug, u64::from(count));
    }
}

/// Equipment listings of a structure: slug and machines installed.
pub fn equipment(place: &Place) -> impl Iterator<Item = (&'static str, u32)> {
    let [irm, scanner, temp, tep] = place.machines;
    let rest = [u32::from(place.hyperbaric), u32::from(place.cyclotron)];
    [
        ("irm", irm),
        ("scanner", scanner),
        ("temp", temp),
        ("tep", tep),
        ("caisson-hyperbare", rest[0]),
        ("cyclotron", rest[1]),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
}

fn oddities_of_place(manifest: &mut Manifest, place: &Place) {
    let mut note = |name, there: bool| manifest.anomaly(name, u64::from(there));
    note("finess_inactive", matches!(place.state, State::Inactive { .. }));
    note("finess_closed", place.state == State::Closed);
    note("finess_wrong_usage_first", place.decoy.is_some());
    note("finess_two_phones", place.phone.contains('/'));
    note("finess_dirty_text", place.dirty);
    let layout = match place.coordinates {
        Coordinates::Degrees => "finess_coordinates_degrees",
        Coordinates::Metres => "finess_coordinates_easting_northing",
        Coordinates::Swapped => "finess_coordinates_northing_easting",
        Coordinates::Centroid => "finess_coordinates_centroid",
        Coordinates::Absurd => "finess_coordinates_absurd",
        Coordinates::Missing => "finess_coordinates_missing",
    };
    note(layout, true);
}
