//! The demo generator, the readers' mirror: seed, scale and day → fictional source files in the real formats.
//!
//! Deterministic (same arguments, same bytes), streamed (a département at a time). It never opens a database, reads no
//! clock and invents everybody: only the geography is real.

mod categories;
mod geography;
mod manifest;
mod names;
mod outline;
mod people;
mod phones;
mod places;
mod professions;
mod projection;
mod rng;
mod sink;
mod sites;
mod streets;
mod tally;
mod territory;
#[cfg(test)]
mod tests;
mod volumes;
mod writers;

pub use manifest::{Counts, Expected, Manifest, Opposed};

use people::Person;
use rng::Rng;
use sites::{Known, Sites};
use std::{
    io,
    path::{Path, PathBuf},
    rc::Rc,
};
use tally::{Scope, SeenSites};
use territory::Territory;
use time::Date;
use volumes::{MAIN, Volume, spread, volumes};
use writers::{ban, communes, cpts, declarations, finess, finess_activities, hazards, rpps, shelters};

/// Largest scale accepted: five times France.
const LARGEST_SCALE: f64 = 1_000.0;

/// Why the demo could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "l'échelle doit être au-dessus de 0 et au plus 1000 (1 : la Martinique, 200 : la France), pas {0}"
    )]
    Scale(f64),
    #[error("{} ne peut pas être écrit : {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
}

/// Writes every source file and `manifest.json` into a folder, created when absent; files of the same names are
/// replaced. `today` dates the extractions and the declarations.
pub fn write(seed: u64, scale: f64, out: &Path, today: Date) -> Result<Manifest, DemoError> {
    if !(scale > 0.0 && scale <= LARGEST_SCALE) {
        return Err(DemoError::Scale(scale));
    }
    std::fs::create_dir_all(out).map_err(|source| DemoError::Write { path: out.to_owned(), source })?;
    let volumes = volumes(scale);
    let mut files = Files::create(out, today)?;
    let mut demo = Demo {
        seed,
        manifest: Manifest {
            nature: "fictional".to_owned(),
            seed,
            scale,
            today: today.to_string(),
            ..Manifest::default()
        },
        people: 0,
        sites: 0,
    };
    for volume in &volumes {
        demo.departement(volume, &mut files, out)?;
    }
    let mut manifest = demo.manifest;
    let codes: Vec<String> = volumes.into_iter().map(|volume| volume.departement).collect();
    let geography = communes::write(out, &codes, &mut manifest)?;
    manifest.files.extend(geography);
    manifest.files.extend(files.finish()?);
    save(&manifest, out)?;
    Ok(manifest)
}

fn save(manifest: &Manifest, out: &Path) -> Result<(), DemoError> {
    let path = out.join("manifest.json");
    let text = serde_json::to_string_pretty(manifest).expect("a manifest is maps of strings and numbers");
    std::fs::write(&path, text + "\n").map_err(|source| DemoError::Write { path, source })
}

/// The files every département adds to.
struct Files {
    rpps: rpps::Rpps,
    structures: finess::Structures,
    activities: finess_activities::Activities,
    declarations: declarations::Declarations,
    cpts: sink::Sink,
    shelters: sink::Sink,
    hazards: sink::Sink,
}

impl Files {
    fn create(out: &Path, today: Date) -> Result<Self, DemoError> {
        let month = format!("{}{:02}", today.year(), u8::from(today.month()));
        let day = today.to_string();
        Ok(Self {
            rpps: rpps::Rpps::create(out, &format!("{month}{:02}0800", today.day()))?,
            structures: finess::Structures::create(out, &month, &day)?,
            activities: finess_activities::Activities::create(out, &month, &day)?,
            declarations: declarations::Declarations::create(out, today)?,
            cpts: cpts::create(out)?,
            shelters: shelters::create(out)?,
            hazards: hazards::create(out)?,
        })
    }

    fn finish(self) -> Result<Vec<(String, u64)>, DemoError> {
        let mut all = self.rpps.finish()?;
        all.extend([self.structures.finish()?, self.activities.finish()?]);
        all.extend(self.declarations.finish()?);
        all.extend([self.cpts.finish()?, self.shelters.finish()?, hazards::finish(self.hazards)?]);
        Ok(all)
    }
}

/// What goes on from one département to the next.
struct Demo {
    seed: u64,
    manifest: Manifest,
    people: u64,
    sites: u64,
}

impl Demo {
    fn departement(&mut self, volume: &Volume, files: &mut Files, out: &Path) -> Result<(), DemoError> {
        let territory = Territory::new(self.seed, volume);
        let entities = places::entities(self.seed, &territory, volume);
        self.structures(&territory, &entities, files)?;
        self.professionals(volume, &territory, &entities, files)?;
        // Strays come without the rest: nobody imports their territory.
        if volume.houses == 0 {
            return Ok(());
        }
        let [houses, hamlets] = ban::write(out, &territory)?;
        let expected = self.manifest.of(&territory.code);
        (expected.addresses, expected.hamlets) = (houses.1, hamlets.1);
        self.manifest.files.extend([houses, hamlets]);
        cpts::departement(&mut files.cpts, self.seed, &territory.code, &mut self.manifest)?;
        shelters::departement(
            &mut files.shelters,
            self.seed,
            &territory,
            volume.shelters,
            &mut self.manifest,
        )?;
        hazards::departement(&mut files.hazards, self.seed, &territory.code, &mut self.manifest)
    }

    fn structures(
        &mut self,
        territory: &Territory,
        entities: &[places::Entity],
        files: &mut Files,
    ) -> Result<(), DemoError> {
        let manifest = &mut self.manifest;
        let mut rng = Rng::new(self.seed, "declared places", &territory.code);
        for entity in entities {
            files.structures.entity(entity, &territory.local)?;
            files.activities.entity(entity, manifest)?;
            for place in &entity.places {
                tally::place(manifest, &territory.code, place);
                files.declarations.place(&mut rng, &territory.code, place, manifest)?;
                let landmark = match place {
                    _ if place.hyperbaric => "teaching_hospital",
                    _ if place.cyclotron => "cyclotron",
                    _ if place.coordinates == places::Coordinates::Absurd => "absurd_coordinates",
                    _ => continue,
                };
                let name = format!("{landmark}_{}", place.category);
                manifest.landmarks.insert(name, format!("finess:{}", place.number));
            }
        }
        Ok(())
    }

    fn professionals(
        &mut self,
        volume: &Volume,
        territory: &Territory,
        entities: &[places::Entity],
        files: &mut Files,
    ) -> Result<(), DemoError> {
        let Self { seed, manifest, people, sites } = self;
        let quotas = spread(volume.activities, &territory.weights);
        let mut sites = Sites::new(territory, entities, sites);
        let mut seen = SeenSites::default();
        let mut oppositions = Oppositions::new(volume);
        let mut rng = Rng::new(*seed, "declared people", &territory.code);
        let mut write = |person: &Person, opposed: Option<Scope>, named: bool| {
            files.rpps.person(person, &territory.name)?;
            tally::person(manifest, &mut seen, person, opposed);
            match opposed {
                Some(scope) => files.declarations.opposition(person, scope, named, manifest),
                None => files.declarations.person(&mut rng, person, manifest),
            }
        };
        people::people(*seed, territory, &mut sites, people, &quotas, |person| {
            write(person, oppositions.next(person), false)
        })?;
        if volume.departement != MAIN {
            return Ok(());
        }
        let mut rng = Rng::new(*seed, "named cabinets", &territory.code);
        for (name, scope) in people::NAMED.into_iter().zip([Scope::Contact, Scope::Listing]) {
            let site = Rc::new(sites.named_after(&mut rng, 0, name));
            let [named, colleague] = people::cabinet(people, &site, name);
            write(&named, Some(scope), true)?;
            write(&colleague, None, false)?;
        }
        Ok(())
    }
}

/// Who opposes: people of the main territory spread over its towns, to contact and to listing in turn.
struct Oppositions {
    /// Activities between two oppositions; 0 where nobody opposes.
    stride: usize,
    passed: usize,
    made: usize,
    wanted: usize,
}

impl Oppositions {
    fn new(volume: &Volume) -> Self {
        let wanted = if volume.departement == MAIN { (volume.activities / 800).clamp(4, 12) } else { 0 };
        // Two thirds of the stride: some of those who come are not eligible, and all must be found.
        let stride = (volume.activities * 2 / 3).checked_div(wanted).unwrap_or(0);
        Self { stride, passed: 0, made: 0, wanted }
    }

    /// The scope of a person's opposition. Only people with one listing, in a known commune, and a phone when they
    /// oppose to contact: so that there is something to hide, and one key to look for.
    fn next(&mut self, person: &Person) -> Option<Scope> {
        self.passed += person.activities.len();
        let due = self.made < self.wanted && self.passed > self.made * self.stride;
        let scope = if self.made.is_multiple_of(2) { Scope::Contact } else { Scope::Listing };
        let [activity] = person.activities.as_slice() else { return None };
        let placed = matches!(activity.site.known, Known::Address | Known::Commune) && !activity.locum;
        let reachable = scope == Scope::Listing || !activity.site.phone.is_empty();
        if !(due && placed && reachable) {
            return None;
        }
        self.made += 1;
        Some(scope)
    }
}
