//! An import from its file to the directory: the only file that knows the order of the steps. One transaction holds
//! them all: an error at any point leaves the directory and the staging as they were.

use crate::defect::Tally;
use crate::nature::{self, Nature};
use crate::report::{Progress, RunReport, Step};
use crate::sources::{self, Reading};
use crate::stage::{self, Batch, Context, Sink};
use crate::{ImportError, Reason, Source, SubjectKey, files, publish};
use carbet_model::{Departement, Vintage};
use sqlx::{Connection, PgConnection};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;

/// Key of the transaction-level advisory lock that an import holds: one at a time in a database.
pub const IMPORT_LOCK: i64 = 0x0063_6172_6265_7400;
/// How often whoever watches hears of a reading, at least.
const PROGRESS_EVERY: Duration = Duration::from_millis(250);
/// Batches waiting for the database: bounds the memory of a fast reader.
const WAITING_BATCHES: usize = 4;

/// What an import is asked to do.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// A file (plain, gzip or zip) or a folder holding the files of the source under their usual names.
    pub from: PathBuf,
    /// The territory: what lies in other départements is not kept.
    pub departements: Vec<Departement>,
    /// The month the files stand for; otherwise the date in their names, otherwise today.
    pub vintage: Option<Vintage>,
    /// Today in the territory.
    pub today: time::Date,
    pub subject_key: SubjectKey,
}

/// Imports one source through the writer role. On an error nothing published has changed.
pub async fn run(
    conn: &mut PgConnection,
    source: Source,
    options: &ImportOptions,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<RunReport, ImportError> {
    if matches!(source, Source::RppsSkills | Source::RppsDiplomas) {
        return Err(ImportError::NotTaken(source));
    }
    let found = files::find(&options.from, source)?;
    let mut transaction = conn.begin().await?;
    begin(&mut transaction, options).await?;
    let context = context(&mut transaction, source, options).await?;
    let nature = context.nature;
    stage::empty(&mut transaction).await?;

    let meter = Meter {
        source,
        total: found.iter().map(|file| file.size_bytes).sum(),
        bytes: Arc::default(),
        rows: Arc::default(),
    };
    let names: Vec<String> = found.iter().map(|file| file.name.clone()).collect();
    let (mut tally, mut reading) = read_and_stage(&mut transaction, found, context, &meter, progress).await?;
    if tally.kept == 0 {
        return Err(nothing_kept(source, &names, &tally, options));
    }
    reading.nature = reading.nature.or(nature);
    progress(meter.at(Step::Publishing));
    let stated = options
        .vintage
        .map(Vintage::first_day)
        .or_else(|| names.iter().rev().find_map(|n| files::stated_on(n)));
    let staged =
        publish::Staged { source, tally: &mut tally, reading: &reading, stated, today: options.today };
    let published = publish::publish(&mut transaction, staged).await?;
    stage::empty(&mut transaction).await?;
    let nature = nature::find(&mut transaction).await?;
    transaction.commit().await?;
    progress(meter.at(Step::Done));
    Ok(RunReport {
        source,
        files: names,
        tally,
        tables: published.tables,
        vintage_on: published.vintage_on,
        unchanged: published.unchanged,
        revision: published.revision,
        nature,
    })
}

/// Takes the lock and proves the key, before anything is written.
async fn begin(conn: &mut PgConnection, options: &ImportOptions) -> Result<(), ImportError> {
    // Readers of the directory are never made to wait behind an import that waits for a lock.
    sqlx::query_scalar!("select set_config('lock_timeout', '10s', true)").fetch_one(&mut *conn).await?;
    // A merge of the whole country takes what it takes; the limit of the serving connections is not its own.
    sqlx::query_scalar!("select set_config('statement_timeout', '0', true)").fetch_one(&mut *conn).await?;
    let free = sqlx::query_scalar!("select pg_try_advisory_xact_lock($1) as \"free!\"", IMPORT_LOCK)
        .fetch_one(&mut *conn)
        .await?;
    if !free {
        return Err(ImportError::Busy);
    }
    options.subject_key.verify(conn).await
}

async fn context(
    conn: &mut PgConnection,
    source: Source,
    options: &ImportOptions,
) -> Result<Context, ImportError> {
    let known_places = match source {
        Source::FinessActivities => publish::finess_places(conn).await?,
        _ => Default::default(),
    };
    let mut nature = nature::find(conn).await?;
    if nature::is_demo(&options.from) {
        match nature.replace(Nature::Fictional) {
            Some(Nature::Real) => return Err(ImportError::DemoOverReal),
            Some(Nature::Fictional) | None => {}
        }
    }
    Ok(Context {
        departements: options.departements.clone(),
        subject_key: options.subject_key.clone(),
        nature,
        known_places,
    })
}

/// A thread reads and parses, this task copies what it sends; the one in want waits for the other.
async fn read_and_stage(
    conn: &mut PgConnection,
    found: Vec<files::SourceFile>,
    context: Context,
    meter: &Meter,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(Tally, Reading), ImportError> {
    let (sender, mut batches) = mpsc::channel::<Batch>(WAITING_BATCHES);
    let (source, bytes, rows) = (meter.source, Arc::clone(&meter.bytes), Arc::clone(&meter.rows));
    let reader = tokio::task::spawn_blocking(move || {
        let mut send = |batch| sender.blocking_send(batch).map_err(|_| ImportError::Stopped);
        let mut sink = Sink::new(&mut send, rows);
        let mut inputs = found.iter().map(|file| file.open(Arc::clone(&bytes)));
        let reading = sources::read(source, &mut inputs, &context, &mut sink)?;
        Ok::<_, ImportError>((sink.finish()?, reading))
    });
    let mut refused = None;
    loop {
        // A long file may give few rows to copy: whoever watches is told all the same.
        let Ok(received) = tokio::time::timeout(PROGRESS_EVERY, batches.recv()).await else {
            progress(meter.at(Step::Reading));
            continue;
        };
        let Some(batch) = received else { break };
        progress(meter.at(Step::Reading));
        if let Err(error) = stage::copy(conn, &batch).await {
            refused = Some(error);
            break;
        }
    }
    drop(batches);
    let outcome = match reader.await {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    };
    match refused {
        Some(error) => Err(error.into()),
        None => outcome,
    }
}

fn nothing_kept(source: Source, names: &[String], tally: &Tally, options: &ImportOptions) -> ImportError {
    if tally.read == 0 {
        return ImportError::Empty { file: names.join(", ") };
    }
    let worst = tally.rejected.iter().max_by_key(|(reason, count)| (**count, std::cmp::Reverse(**reason)));
    let (reason, count) =
        worst.map_or((Reason::OutsideTerritory, tally.read), |(reason, count)| (*reason, *count));
    if reason == Reason::OutsideTerritory {
        let codes: Vec<String> = options.departements.iter().map(ToString::to_string).collect();
        let territory = codes.join(", ");
        return ImportError::NothingInTerritory { source_name: source, read: tally.read, territory };
    }
    let first = tally.defects.iter().find(|defect| defect.reason == reason);
    let (line, field) = first.map_or((0, ""), |defect| (defect.line, defect.field));
    ImportError::NothingKept { source_name: source, read: tally.read, count, reason, line, field }
}

/// Measures the files as they are read.
struct Meter {
    source: Source,
    total: u64,
    bytes: Arc<AtomicU64>,
    rows: Arc<AtomicU64>,
}

impl Meter {
    fn at(&self, step: Step) -> Progress {
        Progress {
            source: self.source,
            step,
            rows: self.rows.load(Ordering::Relaxed),
            bytes_read: self.bytes.load(Ordering::Relaxed).min(self.total),
            bytes_total: self.total,
        }
    }
}
