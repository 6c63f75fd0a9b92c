//! Names as people write them, from sources that shout: `DE REYNAL` → `de Reynal`, `MAISON DE SANTE` → `Maison de santé`.
//!
//! A name that already has lower-case letters is somebody's own spelling and is left alone. Not a search normaliser.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Everyday words of names of structures, accents put back; a word that is not here is taken for a proper noun.
const WORDS: &str = "maison maisons de du des la le les l d et à au aux en sur pour sous ou avec chez par \
    santé pluriprofessionnelle pluridisciplinaire médical médicale médicaux médicales médico paramédical paramédicale \
    centre centres cabinet cabinets pôle pôles espace unité unités service services antenne \
    hôpital hospitalier hospitalière hospitaliers universitaire clinique polyclinique pharmacie pharmacies parapharmacie \
    laboratoire laboratoires biologie analyses imagerie radiologie scanner \
    psychologique psychologiques psychiatrie psychiatrique psychothérapie \
    jour nuit accueil hébergement foyer résidence résidences autonomie logement \
    personnes âgées enfants adultes adolescents handicapés handicapées \
    soins infirmiers infirmier infirmière infirmières aide domicile hospitalisation maintien \
    dentaire dentaires optique opticien audition orthopédie kinésithérapie masso ostéopathie orthophonie \
    rééducation réadaptation fonctionnelle suite convalescence dialyse autodialyse néphrologie \
    institut éducatif éducative thérapeutique établissement établissements spécialisé spécialisée spécialisés \
    travail entreprise adaptée association fondation groupe groupement coopération sanitaire sanitaires social sociale \
    protection maternelle infantile planification familiale prévention vaccination dépistage addictologie \
    ambulances ambulance transports transport école collège lycée salle gymnase mairie stade complexe sportif \
    polyvalent polyvalente culturel communal communale municipal municipale foyer-logement \
    abri abris refuge point regroupement évacuation quartier bourg plage habitation";

/// Written in capitals, always.
const ACRONYMS: &str = "AJ AMP CAMSP CATTP CH CHM CHRS CHS CHU CLIC CMP CMPEA CMPP CPTS CRF CSAPA CAARUD CDS EEAP EHPAD \
    ESAT ESP FAM HAD HDJ IDE IEM IME IRM ITEP LHSS MAPAD MARPA MAS MDA MFR MGEN MSP MSPU PMI PMR PTA SAJ SAMSAH SAMU \
    SARL SAS SASU SAVS SCM SCP SELARL SELAS SESSAD SISA SMUR SMR SSIAD SSR TEP UDM UGECAM USLD ULIS ARS CCAS";

/// Particles of family names, lower case after a given name.
const PARTICLES: [&str; 6] = ["de", "du", "des", "d", "von", "van"];

static WORD_BY_BARE: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| WORDS.split_whitespace().map(|word| (bare(word), word)).collect());

/// Lower case without accents: how a shouted word is looked up.
fn bare(word: &str) -> String {
    carbet_model::slug::slug(word)
}

/// A person's name: `Dr` for doctors and dentists, given name, family name.
pub fn person(is_doctor: bool, given: &str, family: &str) -> String {
    let title = if is_doctor { "Dr " } else { "" };
    format!("{title}{} {}", name(given), name(family)).trim().to_owned()
}

/// A given or a family name.
pub fn name(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().any(char::is_lowercase) {
        return text;
    }
    map_words(&text, |word, _| {
        let lower = word.to_lowercase();
        if PARTICLES.contains(&lower.as_str()) { lower } else { capitalised(&lower) }
    })
}

/// A structure's name.
pub fn structure(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().any(char::is_lowercase) {
        return text;
    }
    let said = map_words(&text, |word, first| {
        if ACRONYMS.split_whitespace().any(|acronym| acronym == word)
            || word.chars().any(|c| c.is_ascii_digit())
        {
            return word.to_owned();
        }
        match WORD_BY_BARE.get(&bare(word)) {
            Some(known) if first => capitalised(known),
            Some(known) => (*known).to_owned(),
            None if word.len() == 1 => word.to_owned(),
            None => capitalised(&word.to_lowercase()),
        }
    });
    said.replace(" A ", " à ")
}

/// An address line or a town from a source that shouts.
pub fn address(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    const STREETS: &str = "rue avenue boulevard chemin route impasse allée allées place quartier lotissement résidence \
        immeuble cité zone centre commercial bâtiment étage morne bis ter lieu dit de du des la le les et à d l angle";
    let said = map_words(&text, |word, _| {
        // Word by word: one source writes « 7 Boulevard DU STADE ».
        if word.chars().any(char::is_lowercase) {
            return word.to_owned();
        }
        let lower = word.to_lowercase();
        match STREETS.split_whitespace().find(|street| bare(street) == bare(word)) {
            Some(street) => street.to_owned(),
            None if word.len() <= 3 && word.chars().all(|c| "ZACRDNPSIE".contains(c)) => word.to_owned(),
            None => capitalised(&lower),
        }
    });
    // A line that opens with a word opens with a capital: « Immeuble Les Palétuviers ».
    if said.starts_with(char::is_lowercase) { capitalised(&said) } else { said }
}

/// Rewrites each run of letters and digits, keeping what is between; the flag says the first word.
fn map_words(text: &str, mut rewrite: impl FnMut(&str, bool) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut first = true;
    for c in text.chars().chain(['\0']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push_str(&rewrite(&word, first));
            word.clear();
            first = false;
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_are_not_shouted_at() {
        for (given, family, expected) in [
            ("MARIE-LOUISE", "JEAN-BAPTISTE", "Marie-Louise Jean-Baptiste"),
            ("Anaïs", "D'ALMEIDA", "Anaïs d'Almeida"),
            ("JOSÉ", "DE REYNAL", "José de Reynal"),
            ("Éloi", "McIntosh", "Éloi McIntosh"),
            ("  LUC ", "DE LA  TOUR", "Luc de La Tour"),
        ] {
            assert_eq!(person(false, given, family), expected);
        }
        assert_eq!(person(true, "LINA", "BELROSE"), "Dr Lina Belrose");
    }

    #[test]
    fn structures_read_as_sentences() {
        for (shouted, expected) in [
            ("MAISON DE SANTE DES ALIZES", "Maison de santé des Alizes"),
            ("PHARMACIE DU BOURG", "Pharmacie du bourg"),
            ("EHPAD LES FLAMBOYANTS", "EHPAD les Flamboyants"),
            ("CENTRE MEDICO-PSYCHOLOGIQUE DU LAMENTIN", "Centre médico-psychologique du Lamentin"),
            ("SELARL L'ILE BIO", "SELARL l'Ile Bio"),
            ("Cabinet de Mme X", "Cabinet de Mme X"),
        ] {
            assert_eq!(structure(shouted), expected);
        }
    }

    #[test]
    fn addresses_are_quiet() {
        for (shouted, expected) in [
            ("14 RUE DES FLAMBOYANTS", "14 rue des Flamboyants"),
            ("ZAC DE RIVIERE ROCHE", "ZAC de Riviere Roche"),
            ("3 Rue Schœlcher", "3 Rue Schœlcher"),
            ("7 Boulevard DU STADE", "7 Boulevard du Stade"),
        ] {
            assert_eq!(address(shouted), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_settled_in_one_pass(text in "[A-ZÉÈÀ' -]{0,30}") {
            let once = name(&text);
            prop_assert_eq!(name(&once), once);
        }
    }
}
