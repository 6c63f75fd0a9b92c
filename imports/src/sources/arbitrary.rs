//! Every reader on any bytes: records, defects or a refusal, never a panic, and accounts that add up.

use super::read;
use crate::nature::Nature;
use crate::read::Input;
use crate::stage::{Context, Sink};
use crate::{ImportError, Source, SubjectKey, Tally};
use proptest::prelude::*;
use std::io::Cursor;

fn context() -> Context {
    Context {
        departements: vec!["972".parse().expect("a code"), "01".parse().expect("a code")],
        subject_key: SubjectKey::new([7; 32]),
        nature: Some(Nature::Fictional),
        known_places: ["finess:979200000".to_owned()].into(),
    }
}

fn read_bytes(source: Source, bytes: Vec<u8>) -> Result<Tally, ImportError> {
    let mut send = |_| Ok(());
    let mut sink = Sink::new(&mut send, Default::default());
    let mut inputs = std::iter::once(Input::new("essai", Cursor::new(bytes)));
    read(source, &mut inputs, &context(), &mut sink)?;
    sink.finish()
}

fn good(source: Source) -> &'static str {
    match source {
        Source::Communes => {
            r#"{"features":[{"type":"Feature","properties":{"code":"97204","nom":"Carbet"},"geometry":{"type":"Point","coordinates":[-61.1,14.7]}}]}"#
        }
        Source::Ban => {
            "id;numero;rep;nom_voie;code_postal;code_insee;lon;lat\n97204_1_1;1;;Rue Neuve;97221;97204;-61.17;14.71\n"
        }
        Source::Finess => {
            r#"{"pmej":[{"ege":[{"etatObjet":"A","informationsGeneralesEGE":{"numFinessEge":"979200000","nomEgeLong":"Centre fictif"},"categorieentiteGeographiqueExercice":"124","adresse":[{"usageAdresse":"03","cogCommune":"97209","coordonneesGeographique":{"coordonneeX":"-61.07","coordonneeY":"14.6"}}]}]}]}"#
        }
        Source::FinessActivities => {
            r#"{"pmej":[{"ege":[{"numFinessEge":"979200000","activitesExercees":[{"caracteristiquesGeneriques":{"etatObjet":"A"},"nature":{"codeNature":"AMM","caracteristiquesSpecifiques":{"typeActiviteAMM":{"activiteAMM":"QEML1"},"appareil":[{"typeAppareilAMM":"230","statutAppareilAMM":"08","nombreAppareilAMM":"1"}]}}}]}]}]}"#
        }
        Source::Cpts => "id;nom;etape;taille;communes\nnord;CPTS Nord;aci_signe;1;97204 97209\n",
        Source::Shelters => {
            "id;nom;commune_insee;adresse;lon;lat;capacite_pendant;capacite_apres;type;risques;confidentiel\na1;École;97204;;;;10;5;abri;cyclone;non\n"
        }
        Source::Hazards => {
            r#"{"features":[{"properties":{"kind":"inondation","level":"fort"},"geometry":{"type":"Polygon","coordinates":[[[-61,14],[-61,15],[-60,15],[-61,14]]]}}]}"#
        }
        Source::Rpps | Source::RppsSkills | Source::RppsDiplomas => include_str!("rpps/fictional.txt"),
    }
}

#[test]
fn a_good_file_is_kept_whole() {
    for source in Source::order() {
        let tally = read_bytes(*source, good(*source).into()).expect("a good file");
        assert_eq!((tally.kept, tally.rejected_total(), tally.defects), (tally.read, 0, vec![]), "{source}");
        assert!(tally.kept > 0, "{source}");
    }
}

#[test]
fn a_file_of_another_source_is_refused() {
    for source in Source::order() {
        for other in Source::order() {
            let outcome = read_bytes(*source, good(*other).into());
            let nothing = outcome.as_ref().is_ok_and(|tally| tally.kept == 0);
            assert!(source == other || outcome.is_err() || nothing, "{other} read as {source}");
        }
    }
}

#[test]
fn latin_1_is_refused_with_its_line() {
    for source in [Source::Ban, Source::Cpts, Source::Shelters, Source::Rpps] {
        let mut bytes = good(source).as_bytes().to_vec();
        let at = bytes.iter().rposition(|byte| byte.is_ascii_alphabetic()).expect("there are letters");
        bytes[at] = 0xe9;
        let refusal = read_bytes(source, bytes).expect_err("latin-1").to_string();
        assert!(refusal.contains("ligne") && refusal.contains("iconv"), "{refusal}");
    }
}

#[test]
fn line_ends_and_the_byte_order_mark_do_not_matter() {
    for source in [Source::Ban, Source::Cpts, Source::Shelters, Source::Rpps] {
        let plain = read_bytes(source, good(source).into()).expect("a good file");
        let other = format!("\u{feff}{}", good(source).replace('\n', "\r\n"));
        assert_eq!(read_bytes(source, other.into()).expect("the same file").kept, plain.kept, "{source}");
    }
}

#[test]
fn missing_columns_are_named() {
    for source in [Source::Ban, Source::Cpts, Source::Shelters, Source::Rpps] {
        let refusal =
            read_bytes(source, b"a;b|c\n1;2|3\n".to_vec()).expect_err("no such columns").to_string();
        assert!(refusal.contains("il manque") && refusal.contains("colonnes attendues"), "{refusal}");
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for source in Source::order() {
            if let Ok(tally) = read_bytes(*source, bytes.clone()) {
                prop_assert_eq!(tally.read, tally.kept + tally.rejected_total());
            }
        }
    }

    #[test]
    fn good_files_with_bytes_changed(seed in any::<[u8; 4]>(), at in any::<[prop::sample::Index; 4]>()) {
        for source in Source::order() {
            let mut bytes = good(*source).as_bytes().to_vec();
            for (byte, index) in seed.into_iter().zip(at) {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
            if let Ok(tally) = read_bytes(*source, bytes) {
                prop_assert_eq!(tally.read, tally.kept + tally.rejected_total());
            }
        }
    }

    #[test]
    fn good_files_cut(at in any::<prop::sample::Index>()) {
        for source in Source::order() {
            let bytes = good(*source).as_bytes();
            let _ = read_bytes(*source, bytes[..at.index(bytes.len())].to_vec());
        }
    }
}
