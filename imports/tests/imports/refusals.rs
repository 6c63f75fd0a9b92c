//! Bad files change nothing, whatever they are; neither does a wrong key or a second import.

use crate::given::{self, COMMUNES, Folder, directory, import};
use carbet_imports::{IMPORT_LOCK, ImportError, Nature, Source, SubjectKey};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn a_bad_file_changes_nothing(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let good = given::rpps(&[["99000000001", "10", "SM54", "R1", "97209"]]);
    let communes = folder.write("communes.geojson", COMMUNES);
    let people = folder.write("rpps.txt", &good);
    import(&mut conn, Source::Communes, &communes).await.unwrap();
    import(&mut conn, Source::Rpps, &people).await.unwrap();
    let before = directory(&mut conn).await;

    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 12].to_vec();
    let mut latin = good.clone().into_bytes();
    let at = latin.len() - 40;
    latin[at] = 0xe9;
    let real =
        given::rpps(&[["99000000001", "10", "", "R1", "97209"], ["10000000001", "10", "", "R1", "97209"]]);
    let elsewhere = given::rpps(&[["99000000001", "10", "", "R1", "75056"]]);
    let other = given::finess("979200001", "124", "null");
    for (source, content, expected) in [
        (Source::Rpps, b"<!DOCTYPE html><p>503".to_vec(), "page HTML"),
        (Source::Rpps, b"id;nom\n1;2\n".to_vec(), "il manque « Identifiant PP »"),
        (Source::Rpps, cut(gzip(good.as_bytes())), "tronqué"),
        (Source::Rpps, good.trim_end_matches(['|', '\n']).into(), "tronqué"),
        (Source::Rpps, latin, "ligne 2 : le texte n'est pas en UTF-8"),
        (Source::Rpps, Vec::new(), "vide"),
        (Source::Rpps, good.lines().next().unwrap().into(), "vide"),
        (
            Source::Rpps,
            real.into_bytes(),
            "ligne 3 : cette personne est réelle alors que la base est fictive",
        ),
        (Source::Rpps, elsewhere.into_bytes(), "aucune des 1 lignes"),
        (Source::Communes, COMMUNES.as_bytes()[..COMMUNES.len() - 9].to_vec(), "tronqué"),
        (Source::Communes, cut(gzip(COMMUNES.as_bytes())), "tronqué"),
        (Source::Communes, other.clone().into_bytes(), "le tableau « features »"),
        (Source::Finess, COMMUNES.into(), "le tableau « pmej »"),
        (Source::FinessActivities, other.into_bytes(), "vide"),
        (
            Source::Finess,
            b"{\"pmej\":[{\"ege\":[{\"numFinessEge\":\"1\"}]}]}".to_vec(),
            "informationsGeneralesEGE",
        ),
    ] {
        let file = folder.write("essai", &content);
        let refusal = import(&mut conn, source, &file).await.expect_err(expected).to_string();
        assert!(refusal.contains(expected), "{expected} / {refusal}");
        assert_eq!(directory(&mut conn).await, before, "{expected}");
    }
    let staged = sqlx::query_scalar!(r#"select count(*) as "count!" from incoming.practices"#)
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(staged, 0);
    assert!(import(&mut conn, Source::Rpps, &people).await.unwrap().unchanged);
}

#[sqlx::test(migrations = "../migrations")]
async fn real_people_and_fictional_ones_never_meet(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let real = folder.write("real.txt", given::rpps(&[["10000000001", "10", "", "R1", "97209"]]));
    let fictional = folder.write("fictional.txt", given::rpps(&[["99000000001", "10", "", "R1", "97209"]]));
    import(&mut conn, Source::Rpps, &real).await.unwrap();
    let structure = |number| folder.write("finess.json", given::finess(number, "124", "null"));
    let refused = "alors que la base est réelle";
    for (source, file, expected) in [
        (Source::Rpps, &fictional, format!("ligne 2 : cette personne est fictive {refused}")),
        (Source::Finess, &structure("979200001"), format!("ligne 1 : cette structure est fictive {refused}")),
    ] {
        let refusal = import(&mut conn, source, file).await.unwrap_err().to_string();
        assert!(refusal.contains(&expected), "{refusal}");
    }
    import(&mut conn, Source::Finess, &structure("970200001")).await.unwrap();
    let published = sqlx::query_scalar!("select nature from published.revision").fetch_one(&mut *conn).await;
    assert_eq!(published.unwrap().as_deref(), Some("real"));
}

#[sqlx::test(migrations = "../migrations")]
async fn structures_mark_a_database_too(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let real = folder.write("finess.json", given::finess("970200001", "124", "null"));
    let report = import(&mut conn, Source::Finess, &real).await.unwrap();
    assert_eq!(report.nature, Some(Nature::Real));
    // The files of the demo say so by their manifest, even those that hold no number.
    let communes = folder.write("communes.geojson", COMMUNES);
    let before = directory(&mut conn).await;
    folder.write("manifest.json", r#"{"nature":"fictional"}"#);
    let refusal = import(&mut conn, Source::Communes, &communes).await.unwrap_err();
    assert!(matches!(refusal, ImportError::DemoOverReal), "{refusal}");
    assert_eq!(directory(&mut conn).await, before);
}

#[sqlx::test(migrations = "../migrations")]
async fn the_files_of_the_demo_mark_a_new_database(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    folder.write("manifest.json", r#"{"nature":"fictional"}"#);
    let communes = folder.write("communes.geojson", COMMUNES);
    let report = import(&mut conn, Source::Communes, &communes).await.unwrap();
    assert_eq!(report.nature, Some(Nature::Fictional));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_file_of_which_nothing_is_kept_says_why(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let people = |profession, commune| [["99000000001", profession, "", "R1", commune]; 3];
    for (rows, expected) in [
        (people("12", "97209"), "(3 fois) : profession inconnue, d'abord ligne 2, champ « Code profession »"),
        (people("10", "75056"), "ne concerne le territoire (972)"),
    ] {
        let file = folder.write("rpps.txt", given::rpps(&rows));
        let refusal = import(&mut conn, Source::Rpps, &file).await.unwrap_err().to_string();
        assert!(refusal.contains(expected), "{refusal}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn another_key_is_refused_before_anything_is_written(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let people = folder.write("rpps.txt", given::rpps(&[["99000000001", "10", "", "R1", "97209"]]));
    import(&mut conn, Source::Rpps, &people).await.unwrap();
    let mut options = given::options(&people);
    options.subject_key = SubjectKey::new([8; 32]);
    let refusal = given::import_with(&mut conn, Source::Rpps, &options).await.unwrap_err();
    assert!(matches!(refusal, ImportError::WrongSubjectKey), "{refusal}");
}

#[sqlx::test(migrations = "../migrations")]
async fn one_import_at_a_time(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let communes = folder.write("communes.geojson", COMMUNES);
    let mut first = pool.begin().await.unwrap();
    sqlx::query!("select pg_advisory_xact_lock($1)", IMPORT_LOCK).execute(&mut *first).await.unwrap();
    let mut second = pool.acquire().await.unwrap();
    let refusal = import(&mut second, Source::Communes, &communes).await.unwrap_err();
    assert!(matches!(refusal, ImportError::Busy), "{refusal}");
    first.rollback().await.unwrap();
    import(&mut second, Source::Communes, &communes).await.unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn gzip_zip_and_folders_are_read(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut conn = pool.acquire().await.unwrap();
    let people = given::rpps(&[["99000000001", "10", "", "R1", "97209"]]);
    folder.write("ps-libreacces-personne-activite.txt.gz", gzip(people.as_bytes()));
    assert_eq!(import(&mut conn, Source::Rpps, &folder.0).await.unwrap().kept(), 1);

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content, method) in [
        ("PS_LibreAcces_SavoirFaire_202611080112.txt", "autre chose", zip::CompressionMethod::Stored),
        (
            "PS_LibreAcces_Personne_activite_202611080112.txt",
            people.as_str(),
            zip::CompressionMethod::Deflated,
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let whole = folder.write("PS_LibreAcces_202611080112.zip", &bytes);
    let report = import(&mut conn, Source::Rpps, &whole).await.unwrap();
    assert_eq!((report.kept(), report.vintage_on.to_string().as_str()), (1, "2026-11-08"));
    // One letter of a name altered inside: the checksum tells.
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("ps-libreacces-personne-activite.txt", stored).unwrap();
    zip.write_all(people.as_bytes()).unwrap();
    let mut altered = zip.finish().unwrap().into_inner();
    let at = altered.windows(8).position(|window| window == b"Personne").unwrap();
    altered[at] = b'Q';
    let altered = folder.write("altered.zip", &altered);
    assert!(matches!(import(&mut conn, Source::Rpps, &altered).await, Err(ImportError::Corrupt { .. })));
    let cut = folder.write("cut.zip", &bytes[..bytes.len() - 30]);
    assert!(matches!(import(&mut conn, Source::Rpps, &cut).await, Err(ImportError::Truncated { .. })));
    let empty = Folder::new();
    let refusal = import(&mut conn, Source::Rpps, &empty.0).await.unwrap_err().to_string();
    assert!(refusal.contains("Personne_activite"), "{refusal}");
}
