//! One look at the database: is there a newer revision, has the day changed? If so, a new snapshot, swapped and saved.
//!
//! When the database is away the current snapshot goes on, and says so.

use crate::clock::Clock;
use crate::database::Database;
use crate::snapshot::build::{Frame, build};
use crate::snapshot::data::PublicData;
use crate::snapshot::keys::Key;
use crate::snapshot::restricted::RestrictedData;
use crate::snapshot::{DatabaseState, Holder, Snapshot, load, save};
use crate::store::{StoreError, published};
use carbet_model::Departement;
use carbet_tiles::TilesError;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Why a snapshot could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("une position de l'annuaire n'est pas un nombre : {0}")]
    Position(#[from] TilesError),
}

impl From<sqlx::Error> for RefreshError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a snapshot is not on disk.
#[derive(Debug, thiserror::Error)]
pub enum UnsavedError {
    #[error(transparent)]
    Save(#[from] save::SaveError),
    #[error("la partie restreinte ne peut pas être lue : {0}")]
    Restricted(#[from] RefreshError),
}

/// What one look found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    Unchanged,
    Swapped,
    Away,
}

/// Where a snapshot comes from and goes to.
pub struct Refresher {
    pub database: Arc<Database>,
    pub clock: Clock,
    pub departements: Vec<Departement>,
    pub data_dir: PathBuf,
    pub key: Key,
}

impl Refresher {
    fn frame(&self) -> Frame {
        let departements = self.departements.clone();
        let day = self.clock.day_in(departements[0]);
        Frame { day, built_at: self.clock.now(), departements }
    }

    /// Reads the public rows and builds their snapshot.
    pub async fn read(&self) -> Result<(PublicData, Snapshot), RefreshError> {
        let frame = self.frame();
        let data = PublicData::read(&mut *self.database.public.acquire().await?).await?;
        let built =
            tokio::task::spawn_blocking(move || build(&data, &frame).map(|snapshot| (data, snapshot))).await;
        Ok(built.expect("building is pure and its inputs are checked")?)
    }

    /// The snapshot saved in the data folder, judged against today.
    pub fn saved(&self) -> Result<Snapshot, load::LoadError> {
        let loaded = load::public(&self.data_dir)?;
        let frame = Frame { built_at: loaded.built_at, ..self.frame() };
        let path = save::public_file(&self.data_dir);
        build(&loaded.data, &frame).map_err(|_| load::LoadError::Checksum { path })
    }

    /// Saves both parts; the restricted one is read by its own role.
    pub async fn save(&self, data: PublicData, snapshot: &Snapshot) -> Result<(), UnsavedError> {
        let (data_dir, built_at) = (self.data_dir.clone(), snapshot.built_at);
        let saved = tokio::task::spawn_blocking(move || save::public(&data_dir, &data, built_at)).await;
        saved.expect("writing a file does not panic")?;
        Ok(save::restricted(&self.data_dir, &self.restricted().await?, built_at, &self.key)?)
    }

    /// Saves, and says in the log what could not be: what is served does not depend on it.
    pub async fn save_or_say(&self, data: PublicData, snapshot: &Snapshot) {
        if let Err(error) = self.save(data, snapshot).await {
            tracing::warn!(%error, "the snapshot is not saved");
        }
    }

    async fn restricted(&self) -> Result<RestrictedData, RefreshError> {
        Ok(RestrictedData::read(&mut *self.database.restricted.acquire().await?).await?)
    }

    /// Looks once, and swaps when there is something new.
    pub async fn check(&self, holder: &Holder) -> Checked {
        match self.newer(holder).await {
            Ok(checked) => {
                if holder.note_database(DatabaseState::Up) {
                    tracing::info!("the database answers again");
                }
                checked
            }
            Err(error) => {
                if holder.note_database(DatabaseState::Away) {
                    tracing::warn!(%error, "the database is away: the snapshot goes on");
                }
                self.turn_the_page(holder);
                Checked::Away
            }
        }
    }

    async fn newer(&self, holder: &Holder) -> Result<Checked, RefreshError> {
        let (revision, _) = published::revision(&mut *self.database.public.acquire().await?).await?;
        let current = holder.current();
        // A restored database may go back: any other revision is news.
        if revision == current.revision && self.frame().day == current.day {
            return Ok(Checked::Unchanged);
        }
        let (data, snapshot) = self.read().await?;
        tracing::info!(revision = snapshot.revision, listings = snapshot.listings.len(), "new snapshot");
        holder.swap(snapshot);
        self.save_or_say(data, &holder.current()).await;
        Ok(Checked::Swapped)
    }

    /// Without a database declarations expire all the same: the saved rows are judged against the new day.
    fn turn_the_page(&self, holder: &Holder) {
        let current = holder.current();
        if self.frame().day == current.day {
            return;
        }
        match self.saved() {
            Ok(saved) if saved.revision == current.revision => holder.swap(saved),
            Ok(_) => tracing::warn!(
                "the saved snapshot is of another revision: declarations are those of the day before"
            ),
            Err(error) => tracing::warn!(%error, "declarations are those of the day before"),
        }
    }

    /// Time left before the territory's next day.
    pub fn until_midnight(&self) -> Duration {
        let now = self.clock.now();
        let next = crate::domain::departement::next_midnight(self.departements[0], now);
        Duration::try_from(next - now).unwrap_or(Duration::ZERO)
    }
}
