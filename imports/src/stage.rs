//! From the reading thread to the staged vintage: buffers of COPY rows, one a table, sent when full, so that a file of
//! any length takes the same memory. It writes `incoming` only.

use crate::copy::CopyRow;
use crate::defect::{Reason, Tally};
use crate::record::{Staged, Table};
use crate::{ImportError, SubjectKey};
use carbet_model::{Departement, Insee};
use sqlx::PgConnection;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A buffer this full is sent.
const BATCH_BYTES: usize = 1 << 20;

/// Rows ready for COPY.
pub(crate) struct Batch {
    pub table: Table,
    pub rows: Vec<u8>,
}

/// What a reader needs to know of the run.
pub(crate) struct Context {
    pub departements: Vec<Departement>,
    pub subject_key: SubjectKey,
    /// `fictional` or `real`, once the database has been marked.
    pub nature: Option<crate::nature::Nature>,
    /// FINESS places of the directory, for the source that describes what they do.
    pub known_places: HashSet<String>,
}

impl Context {
    /// Is the commune in the territory?
    pub fn covers(&self, commune: Insee) -> bool {
        self.departements.contains(&commune.departement())
    }
}

/// Where a reader puts its records and its accounts.
pub(crate) struct Sink<'a> {
    buffers: [Vec<u8>; Table::ALL.len()],
    send: &'a mut dyn FnMut(Batch) -> Result<(), ImportError>,
    /// Rows read so far, for whoever watches.
    read: Arc<AtomicU64>,
    tally: Tally,
}

impl<'a> Sink<'a> {
    pub fn new(send: &'a mut dyn FnMut(Batch) -> Result<(), ImportError>, read: Arc<AtomicU64>) -> Self {
        Self { buffers: Default::default(), send, read, tally: Tally::default() }
    }

    /// Stages a record.
    pub fn push<R: Staged>(&mut self, record: &R) -> Result<(), ImportError> {
        let buffer = &mut self.buffers[R::TABLE as usize];
        let mut row = CopyRow::new(buffer);
        record.write(&mut row);
        row.end();
        if buffer.len() < BATCH_BYTES {
            return Ok(());
        }
        self.send(R::TABLE)
    }

    /// A row of the source was taken.
    pub fn keep(&mut self) {
        self.tally.keep();
        self.read.store(self.tally.read, Ordering::Relaxed);
    }

    /// A row of the source was not taken.
    pub fn reject(&mut self, line: u64, field: &'static str, reason: Reason) {
        self.tally.reject(line, field, reason);
        self.read.store(self.tally.read, Ordering::Relaxed);
    }

    /// A field was dropped from a row.
    pub fn warn(&mut self, line: u64, field: &'static str, reason: Reason) {
        self.tally.warn(line, field, reason);
    }

    /// Sends what is left.
    pub fn finish(mut self) -> Result<Tally, ImportError> {
        for table in Table::ALL {
            self.send(table)?;
        }
        Ok(self.tally)
    }

    fn send(&mut self, table: Table) -> Result<(), ImportError> {
        let rows = std::mem::take(&mut self.buffers[table as usize]);
        match rows.is_empty() {
            true => Ok(()),
            false => (self.send)(Batch { table, rows }),
        }
    }
}

fn statement(table: Table) -> &'static str {
    match table {
        Table::Territories => {
            "copy incoming.territories (territory_id, kind, code, name, population, postcodes, stage, size, centre, \
             outline, outline_nature, source) from stdin"
        }
        Table::TerritoryMembers => "copy incoming.territory_members (territory_id, commune_code) from stdin",
        Table::Places => {
            "copy incoming.places (place_id, source, kind, category, name, legal_entity, address_complement, \
             address_line, postcode, commune_code, phone, phone_2, email, siret, geom, location_precision, visibility) \
             from stdin"
        }
        Table::Professionals => {
            "copy incoming.professionals (rpps, subject_key, civility, family_name, given_name) from stdin"
        }
        Table::Practices => {
            "copy incoming.practices (rpps, place_id, profession, mode, sector, locum, phone, phone_2, email, mailbox, \
             skills) from stdin"
        }
        Table::Equipment => "copy incoming.equipment (place_id, category, quantity) from stdin",
        Table::Activities => "copy incoming.activities (place_id, activity) from stdin",
        Table::Shelters => {
            "copy incoming.shelters (place_id, shelter_type, capacity_during, capacity_after, risks, wheelchair, \
             generator, water, manager, manager_phone, verified_on) from stdin"
        }
        Table::Hazards => "copy incoming.hazards (hazard_id, kind, level, name, outline) from stdin",
        Table::Addresses => {
            "copy incoming.addresses (address_id, number, suffix, street, locality, postcode, commune_code, geom) \
             from stdin"
        }
    }
}

/// Empties the staged vintage: before a run, and after it.
pub(crate) async fn empty(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "truncate incoming.territories, incoming.territory_members, incoming.places, incoming.professionals,
             incoming.practices, incoming.equipment, incoming.activities, incoming.shelters, incoming.hazards,
             incoming.addresses"
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Copies one batch into its table.
pub(crate) async fn copy(conn: &mut PgConnection, batch: &Batch) -> Result<(), sqlx::Error> {
    let mut copy = conn.copy_in_raw(statement(batch.table)).await?;
    copy.send(batch.rows.as_slice()).await?;
    copy.finish().await?;
    Ok(())
}
