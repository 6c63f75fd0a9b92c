//! What is in the database before a case: the fictional territory, small, through the real files and importers.

use crate::app::{Folder, NOON, database};
use carbet_imports::demo::Manifest;
use carbet_imports::{ImportOptions, Source, SubjectKey};
use carbet_model::Rpps;
use carbet_server::commands::demo_records;
use sqlx::PgPool;

/// A demo as it was loaded.
pub struct Demo {
    /// What the files hold, counted while they were written.
    pub manifest: Manifest,
    /// The files themselves.
    pub folder: Folder,
    pub key: SubjectKey,
}

/// The key of every test's register.
pub fn subject_key() -> SubjectKey {
    SubjectKey::new([7; 32])
}

/// A small territory: fifty times smaller than Martinique, with everything the whole one has.
pub async fn small_demo(pool: &PgPool) -> Demo {
    demo(pool, 0.02, 1).await
}

/// The fictional territory at a scale (1 is Martinique), declarations and oppositions recorded.
pub async fn demo(pool: &PgPool, scale: f64, seed: u64) -> Demo {
    let folder = Folder::new();
    let manifest =
        carbet_imports::demo::write(seed, scale, &folder.0, NOON.date()).expect("the demo can be written");
    let demo = Demo { manifest, folder, key: subject_key() };
    demo.import(pool).await;
    let database = database(pool);
    let mut writer = database.writer.acquire().await.expect("the test database answers");
    demo_records::record(&mut writer, &demo.folder.0, &demo.key).await.expect("the demo's lines are good");
    drop(writer);
    database.writer.close().await;
    demo
}

impl Demo {
    /// Reads the files once more, as next month would.
    pub async fn import(&self, pool: &PgPool) {
        let options = ImportOptions {
            from: self.folder.0.clone(),
            departements: vec!["972".parse().expect("a département")],
            vintage: None,
            today: NOON.date(),
            subject_key: self.key.clone(),
        };
        let database = database(pool);
        let mut writer = database.writer.acquire().await.expect("the test database answers");
        for source in Source::order() {
            let imported = carbet_imports::run(&mut writer, *source, &options, &|_| {}).await;
            imported.unwrap_or_else(|error| panic!("{source}: {error}"));
        }
        drop(writer);
        database.writer.close().await;
    }

    /// Keyed hash of somebody's number.
    pub fn subject(&self, rpps: &str) -> [u8; 32] {
        self.key.subject(rpps.parse::<Rpps>().expect("an RPPS number"))
    }
}
