//! Small source files, invented, and an import of them as the writer.

use carbet_imports::{ImportError, ImportOptions, RunReport, Source, SubjectKey, run};
use sqlx::PgConnection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own, gone with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static RANK: AtomicU32 = AtomicU32::new(0);
        let name = format!("carbet-imports-{}-{}", std::process::id(), RANK.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn options(from: &Path) -> ImportOptions {
    ImportOptions {
        from: from.to_owned(),
        departements: vec!["972".parse().unwrap()],
        vintage: None,
        today: time::macros::date!(2026 - 11 - 21),
        subject_key: SubjectKey::new([7; 32]),
    }
}

/// Imports as `carbet_writer`: what its grants do not allow fails here.
pub async fn import_with(
    conn: &mut PgConnection,
    source: Source,
    options: &ImportOptions,
) -> Result<RunReport, ImportError> {
    sqlx::query!("set role carbet_writer").execute(&mut *conn).await.unwrap();
    let outcome = run(conn, source, options, &|_| {}).await;
    sqlx::query!("reset role").execute(conn).await.unwrap();
    outcome
}

pub async fn import(conn: &mut PgConnection, source: Source, from: &Path) -> Result<RunReport, ImportError> {
    import_with(conn, source, &options(from)).await
}

/// Three communes of a square island, with the property `outline` of schematic ones.
pub const COMMUNES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"97209","nom":"Fort-de-France","epci":"249720061","centre":[-61.05,14.65],"outline":"schematic"},"geometry":{"type":"Polygon","coordinates":[[[-61.1,14.6],[-61,14.6],[-61,14.7],[-61.1,14.7],[-61.1,14.6]]]}},
{"type":"Feature","properties":{"code":"97204","nom":"Carbet","epci":"200041788","centre":[-61.15,14.75],"outline":"schematic"},"geometry":{"type":"Polygon","coordinates":[[[-61.2,14.7],[-61.1,14.7],[-61.1,14.8],[-61.2,14.8],[-61.2,14.7]]]}},
{"type":"Feature","properties":{"code":"97101","nom":"Les Abymes"},"geometry":{"type":"Point","coordinates":[-61.5,16.27]}}
]}"#;

/// One structure of FINESS+ in a document of its own.
pub fn finess(number: &str, category: &str, coordinates: &str) -> String {
    structures(&[establishment(number, category, coordinates)])
}

pub fn structures(establishments: &[String]) -> String {
    format!(
        r#"{{"schemaVersion":"v1.0.0","gcc":[{{"any":[1]}}],"pmej":[{{"informationsGeneralesPMEJ":{{"denominationPm":"ASSOCIATION FICTIVE"}},"ege":[{}]}}]}}"#,
        establishments.join(",")
    )
}

pub fn establishment(number: &str, category: &str, coordinates: &str) -> String {
    format!(
        r#"{{"informationsGeneralesEGE":{{"numFinessEge":"{number}","nomEgeLong":"ETABLISSEMENT {number}   ","dateFermeture":null}},
        "categorieentiteGeographiqueExercice":"{category}",
        "adresse":[{{"usageAdresse":"06","cogCommune":"75101"}},
          {{"usageAdresse":"03","numeroVoie":"4","typeVoie":"R  ","libelleVoie":"NEUVE","lieuDit":"\\ ","cogCommune":"97209","codePostal":"97200","coordonneesGeographique":{coordinates}}}],
        "contact":[{{"telecom":{{"telephone":"0199000001/0199000002","courriel":null}}}}],"etatObjet":"A"}}"#
    )
}

const RPPS_HEADER: &str = include_str!("../../src/sources/rpps/fictional.txt");

/// A personne-activité file of 57 fields a line: number, profession, skill, structure id, commune code.
pub fn rpps(rows: &[[&str; 5]]) -> String {
    let mut file = RPPS_HEADER.lines().next().unwrap().to_owned() + "\n";
    for [number, profession, skill, structure, commune] in rows {
        let mut fields = vec![""; 57];
        for (column, value) in [
            (1, "8"),
            (2, *number),
            (8, "INVENTÉE"),
            (9, "Personne"),
            (10, *profession),
            (16, *skill),
            (18, "L"),
            (24, *structure),
            (25, "CABINET \"DES\" ESSAIS"),
            (33, "RUE NEUVE"),
            (37, *commune),
            (41, "0199000003"),
        ] {
            fields[column - 1] = value;
        }
        file.push_str(&fields.join("|"));
        file.push('\n');
    }
    file
}

/// Everything the directory holds but dates of publication and the revision, as text: two equal texts, two equal
/// directories.
pub async fn directory(conn: &mut PgConnection) -> String {
    sqlx::query_file_scalar!("tests/imports/directory.sql").fetch_one(conn).await.unwrap()
}
