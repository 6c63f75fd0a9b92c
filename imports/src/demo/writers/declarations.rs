//! `declarations.csv` (availability as people declare it) and `oppositions.csv`: fed through the product, not imported.
//!
//! `declarations.csv`: subject;place;flag;value;declared_on;expires_on;declared_by. Subject `rpps:…` or `finess:…`;
//! place `site:…`, `finess:…`, or empty for every place of the subject; value `yes` or `no`; days `AAAA-MM-JJ`.
//! `oppositions.csv`: rpps;scope.

use crate::demo::{
    DemoError,
    manifest::{Manifest, Opposed, add},
    people::{Activity, Person},
    places::Place,
    rng::Rng,
    sink::Sink,
    sites::{Known, Site},
    tally::{self, Scope},
};
use std::path::Path;
use time::{Date, Duration};

/// Days a declaration holds.
const LIFETIME: i64 = 90;
/// What each profession may declare, with the percent of yes.
const BY_TRADE: [(&str, &[(&str, f64)]); 9] = [
    (
        "10",
        &[
            ("new_patients", 45.0),
            ("unscheduled_care", 55.0),
            ("home_visits", 35.0),
            ("teleconsultation", 50.0),
            ("sector_1", 72.0),
            ("carte_vitale", 94.0),
            ("wheelchair", 60.0),
            ("walk_in", 25.0),
        ],
    ),
    (
        "40",
        &[("new_patients", 50.0), ("unscheduled_care", 40.0), ("carte_vitale", 95.0), ("wheelchair", 55.0)],
    ),
    (
        "50",
        &[("new_patients", 70.0), ("home_visits", 60.0), ("teleconsultation", 35.0), ("carte_vitale", 96.0)],
    ),
    (
        "60",
        &[("new_patients", 65.0), ("home_visits", 96.0), ("unscheduled_care", 45.0), ("carte_vitale", 97.0)],
    ),
    ("70", &[("new_patients", 40.0), ("home_visits", 55.0), ("carte_vitale", 95.0), ("wheelchair", 62.0)]),
    ("91", &[("new_patients", 20.0), ("home_visits", 25.0), ("carte_vitale", 93.0)]),
    ("93", &[("new_patients", 60.0), ("teleconsultation", 65.0), ("wheelchair", 48.0)]),
    ("80", &[("new_patients", 72.0), ("home_visits", 50.0), ("wheelchair", 58.0)]),
    ("71", &[("new_patients", 85.0), ("home_visits", 22.0)]),
];
/// What structures may declare, by category.
const BY_CATEGORY: [(&str, &[(&str, f64)]); 6] = [
    ("620", &[("wheelchair", 80.0), ("carte_vitale", 99.0)]),
    ("611", &[("wheelchair", 85.0), ("walk_in", 70.0), ("home_visits", 40.0), ("carte_vitale", 98.0)]),
    ("603", &[("new_patients", 45.0), ("unscheduled_care", 60.0), ("wheelchair", 95.0)]),
    ("124", &[("new_patients", 65.0), ("walk_in", 50.0), ("wheelchair", 92.0), ("sector_1", 100.0)]),
    ("617", &[("unscheduled_care", 100.0), ("walk_in", 85.0)]),
    ("618", &[("unscheduled_care", 100.0), ("walk_in", 80.0)]),
];

/// Both open files.
pub struct Declarations {
    declarations: Sink,
    oppositions: Sink,
    today: Date,
}

impl Declarations {
    /// Opens them; declarations are dated around `today`.
    pub fn create(out: &Path, today: Date) -> Result<Self, DemoError> {
        let mut declarations = Sink::create(out, "declarations.csv")?;
        declarations.text("subject;place;flag;value;declared_on;expires_on;declared_by\n")?;
        let mut oppositions = Sink::create(out, "oppositions.csv")?;
        oppositions.text("rpps;scope\n")?;
        Ok(Self { declarations, oppositions, today })
    }

    /// What a person declares: liberal people of one profession, three in ten.
    pub fn person(
        &mut self,
        rng: &mut Rng,
        person: &Person,
        manifest: &mut Manifest,
    ) -> Result<(), DemoError> {
        let listings: Vec<&Activity> = person.listings().collect();
        let first = listings[0];
        let usual = first.mode == "L" && !first.locum && first.site.known != Known::Nothing;
        let one_trade = listings.iter().all(|a| a.trade.code == first.trade.code && !a.locum);
        let Some((_, flags)) = BY_TRADE.iter().find(|row| row.0 == first.trade.code) else { return Ok(()) };
        if !usual || !one_trade || !rng.chance(30.0) {
            return Ok(());
        }
        let everywhere = rng.chance(40.0);
        let (place, held): (String, &[&Activity]) =
            if everywhere { (String::new(), &listings) } else { (place_id(&first.site), &listings[..1]) };
        let subject = format!("rpps:{}", person.rpps);
        for (flag, percent) in *flags {
            if !rng.chance(55.0) {
                continue;
            }
            let yes = rng.chance(*percent);
            let by = if rng.chance(85.0) { "professional" } else { "coordinator" };
            if self.write(rng, [&subject, &place, flag, by], yes, manifest)? {
                for departement in held.iter().filter_map(|activity| activity.site.territory()) {
                    count(manifest, departement, flag, yes);
                }
            }
        }
        Ok(())
    }

    /// What an open structure declares: one in three of some categories.
    pub fn place(
        &mut self,
        rng: &mut Rng,
        departement: &str,
        place: &Place,
        manifest: &mut Manifest,
    ) -> Result<(), DemoError> {
        let Some((_, flags)) = BY_CATEGORY.iter().find(|row| row.0 == place.category) else { return Ok(()) };
        if !place.is_open() || !rng.chance(33.0) {
            return Ok(());
        }
        let subject = format!("finess:{}", place.number);
        for (flag, percent) in *flags {
            let yes = rng.chance(*percent);
            if self.write(rng, [&subject, "", flag, "facility"], yes, manifest)? {
                count(manifest, departement, flag, yes);
            }
        }
        Ok(())
    }

    /// Writes a declaration; returns whether it holds today. One in twelve has expired.
    fn write(
        &mut self,
        rng: &mut Rng,
        [subject, place, flag, by]: [&str; 4],
        yes: bool,
        manifest: &mut Manifest,
    ) -> Result<bool, DemoError> {
        let expired = rng.chance(8.0);
        let age = rng.below(80) as i64 + if expired { LIFETIME } else { 0 };
        let declared_on = self.today - Duration::days(age);
        let expires_on = declared_on + Duration::days(LIFETIME);
        let value = if yes { "yes" } else { "no" };
        self.declarations
            .row(&format!("{subject};{place};{flag};{value};{declared_on};{expires_on};{by}"))?;
        manifest.anomaly("declarations_expired", u64::from(expired));
        Ok(!expired)
    }

    /// Notes that a person opposed; `named` when their site, which others share, bears their name.
    pub fn opposition(
        &mut self,
        person: &Person,
        scope: Scope,
        named: bool,
        manifest: &mut Manifest,
    ) -> Result<(), DemoError> {
        let scope = if scope == Scope::Contact { "contact" } else { "listing" };
        let activity = &person.activities[0];
        self.oppositions.row(&format!("{};{scope}", person.rpps))?;
        manifest.opposed.push(Opposed {
            rpps: person.rpps.clone(),
            scope: scope.to_owned(),
            family_name: person.family.clone(),
            commune: activity.site.address.commune_code.clone(),
            profession: tally::profession(activity),
            site: activity.site.id.clone(),
            phone: activity.site.phone.clone(),
            named,
        });
        Ok(())
    }

    /// Closes both files.
    pub fn finish(self) -> Result<Vec<(String, u64)>, DemoError> {
        Ok(vec![self.declarations.finish()?, self.oppositions.finish()?])
    }
}

fn count(manifest: &mut Manifest, departement: &str, flag: &str, yes: bool) {
    let expected = manifest.of(departement);
    add(if yes { &mut expected.declared_yes } else { &mut expected.declared_no }, flag, 1);
}

/// Public id of a site: its FINESS number, else its identifier in the register.
fn place_id(site: &Site) -> String {
    match &site.finess {
        Some((number, _)) => format!("finess:{number}"),
        None => format!("site:{}", site.id),
    }
}
