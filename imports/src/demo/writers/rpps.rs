//! The three files of the RPPS extraction: activities (56 columns), skills, diplomas.
//!
//! No quoting, `|` between fields and after the last one, UTF-8 without byte order mark.

use crate::demo::{
    DemoError, names,
    people::{Activity, Person},
    professions::Skill,
    sink::Sink,
    sites::{Known, Site},
};
use std::path::Path;

const ACTIVITY_HEADER: &str = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|\
Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|\
Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|\
Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|\
Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|\
Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|\
Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|\
Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|\
Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)|\
Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|\
Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|\
Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|\
Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|\
Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|\
Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|\
Libellé genre activité|";
const PERSON_HEADER: &str = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|\
Prénom d'exercice|";
const SKILL_HEADER: &str = "Code profession|Libellé profession|Code catégorie professionnelle|\
Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|\
Libellé savoir-faire|";
const DIPLOMA_HEADER: &str = "Code type diplôme obtenu|Libellé type diplôme obtenu|Code diplôme obtenu|\
Libellé diplôme obtenu|Code type autorisation|Libellé type autorisation|Code discipline autorisation|\
Libellé discipline autorisation|";

/// The three open files.
pub struct Rpps {
    activities: Sink,
    skills: Sink,
    diplomas: Sink,
}

impl Rpps {
    /// Opens them under a stamp `AAAAMMJJHHMM`.
    pub fn create(out: &Path, stamp: &str) -> Result<Self, DemoError> {
        let open = |what: &str, header: &[&str]| {
            let mut sink = Sink::create(out, &format!("PS_LibreAcces_{what}_{stamp}.txt"))?;
            sink.text(&(header.concat() + "\n"))?;
            Ok(sink)
        };
        Ok(Self {
            activities: open("Personne_activite", &[ACTIVITY_HEADER])?,
            skills: open("SavoirFaire", &[PERSON_HEADER, SKILL_HEADER])?,
            diplomas: open("Dipl_AutExerc", &[PERSON_HEADER, DIPLOMA_HEADER])?,
        })
    }

    /// Every row of a person.
    pub fn person(&mut self, person: &Person, territory: &str) -> Result<(), DemoError> {
        for activity in &person.activities {
            let none = [("", "", "", "")];
            let skills = if activity.skills.is_empty() { &none[..] } else { &activity.skills };
            for skill in skills {
                self.activities.row(&activity_row(person, activity, *skill, territory))?;
            }
        }
        self.knowledge(person)
    }

    /// Skills once per person, and a diploma for the professions that register one.
    fn knowledge(&mut self, person: &Person) -> Result<(), DemoError> {
        let first = &person.activities[0];
        let national = format!("8{}", person.rpps);
        let who = format!("8|{}|{national}|{}|{}", person.rpps, person.family, person.given);
        let (category, category_label) = category(person);
        let trade = first.trade;
        for (kind, kind_label, code, label) in &first.skills {
            self.skills.row(&format!(
                "{who}|{}|{}|{category}|{category_label}|{kind}|{kind_label}|{code}|{label}|",
                trade.code, trade.label
            ))?;
        }
        let diploma = match trade.code {
            "10" => "DE01|Diplôme d'Etat français de docteur en médecine",
            "21" => "DE02|Diplôme d'Etat français de docteur en pharmacie",
            "40" => "DE03|Diplôme d'Etat français de docteur en chirurgie dentaire",
            "50" => "DE04|Diplôme d'Etat français de sage-femme",
            _ => return Ok(()),
        };
        self.diplomas.row(&format!("{who}|DE|Diplôme d'Etat français|{diploma}|||||"))
    }

    /// Closes the files.
    pub fn finish(self) -> Result<Vec<(String, u64)>, DemoError> {
        Ok(vec![self.activities.finish()?, self.skills.finish()?, self.diplomas.finish()?])
    }
}

fn category(person: &Person) -> (&'static str, &'static str) {
    if person.military { ("M", "Militaire") } else { ("C", "Civil") }
}

fn activity_row(person: &Person, activity: &Activity, skill: Skill, territory: &str) -> String {
    let [who, where_, how] = [
        person_part(person, activity, skill),
        site_part(&activity.site, &activity.email, territory),
        activity_part(activity),
    ];
    format!("{who}|{where_}|{how}|")
}

/// Columns 1 to 19.
fn person_part(person: &Person, activity: &Activity, skill: Skill) -> String {
    let trade = activity.trade;
    let practising = match trade.code {
        "10" if person.professor => "PR|Professeur",
        "10" | "40" => "DR|Docteur",
        _ => "|",
    };
    let civility = if person.woman { "MME|Madame" } else { "M|Monsieur" };
    let (category, category_label) = category(person);
    let mode = match activity.mode {
        "L" => "Libéral, indépendant, artisan, commerçant",
        "B" => "Bénévole",
        _ => "Salarié",
    };
    let who = format!("8|{0}|8{0}|{practising}|{civility}|{1}|{2}", person.rpps, person.family, person.given);
    let (kind, kind_label, code, label) = skill;
    format!(
        "{who}|{}|{}|{category}|{category_label}|{kind}|{kind_label}|{code}|{label}|{}|{mode}",
        trade.code, trade.label, activity.mode
    )
}

/// Columns 48 to 56.
fn activity_part(activity: &Activity) -> String {
    let overseas = activity.site.departement.starts_with("97");
    let section = match (activity.trade.code, overseas, activity.mode) {
        ("21", true, _) => "E|Pharmaciens d'outre-mer",
        ("21", false, "L") => "A|Pharmaciens titulaires d'officine",
        ("21", false, _) => "D|Pharmaciens adjoints d'officine et autres exercices",
        _ => "|",
    };
    let role = match (activity.locum, activity.mode) {
        (true, _) => "FON-04|Remplaçant|GENR02|Remplacement",
        (false, "L") => "FON-01|Titulaire de cabinet|GENR01|Activité standard de soin ou de pharmacien",
        _ => "FON-AU|Autre fonction|GENR01|Activité standard de soin ou de pharmacien",
    };
    let (sector, sector_label) = activity.sector;
    format!("{}|{sector}|{sector_label}|{section}|{role}", activity.trade.authority)
}

/// Columns 20 to 47.
fn site_part(site: &Site, email: &str, territory: &str) -> String {
    let address = &site.address;
    let full = site.known == Known::Address;
    let in_commune = site.commune().is_some();
    let only = |there: bool, text: &str| if there { text.to_owned() } else { String::new() };
    let number = only(full, &address.number.map(|n| n.to_string()).unwrap_or_default());
    let name = names::capitals(&address.name);
    // The kind of street has its own columns or stands in the name, according to who registered the site.
    let apart = full && !address.kind_code.is_empty() && address.number.is_some_and(|n| n % 5 != 0);
    let street =
        if apart { name } else { format!("{} {name}", names::capitals(address.kind)).trim().to_owned() };
    let postcode = only(in_commune || site.known == Known::Postcode, &address.postcode);
    let (finess, legal) = site.finess.clone().unwrap_or_default();
    let siret = site.siret.clone().unwrap_or_default();
    let siren = siret.get(..9).unwrap_or_default();
    // Half of the sites carry their département; those that carry nothing else always do.
    let stated = match site.known {
        Known::Nothing => false,
        Known::Postcode | Known::Departement => true,
        Known::Address | Known::Commune => site.id.ends_with(['0', '2', '4', '6', '8']),
    };
    let departement = only(stated, &site.departement);
    let departement_name = only(stated, territory);
    let country = if stated { ("99000", "France") } else { ("", "") };
    let id = if site.known == Known::Nothing { "" } else { &site.id };
    [
        siret.as_str(),
        siren,
        &finess,
        &legal,
        id,
        &site.name,
        &site.sign,
        only(full, &site.recipient).as_str(),
        only(full, site.complement).as_str(),
        &number,
        only(full, address.suffix).as_str(),
        only(apart, address.kind_code).as_str(),
        only(apart, address.kind).as_str(),
        only(full, &street).as_str(),
        "",
        only(in_commune, &address.delivery()).as_str(),
        &postcode,
        only(in_commune, &address.commune_code).as_str(),
        only(in_commune, &address.commune).as_str(),
        country.0,
        country.1,
        &site.phone,
        &site.phone_2,
        "",
        email,
        &departement,
        &departement_name,
        "",
    ]
    .join("|")
}
