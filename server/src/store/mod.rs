//! SQL of the server: plain functions on a connection, checked at compile time. Knows no HTTP and no snapshot.
//!
//! The caller owns the transaction. Absent is `None`; a refusal of the database is a `StoreError`.

pub mod corrections;
pub mod declarations;
pub mod oppositions;
pub mod published;
pub mod revision;
pub mod rows;
pub mod settings;

/// What the database refused, in terms the caller can act on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The same thing is already in force (constraints `…_one_in_force`).
    #[error("déjà enregistré et en vigueur")]
    AlreadyInForce,
    /// A value outside what the schema accepts; the name is the constraint's.
    #[error("valeur refusée par la base (règle {0})")]
    Refused(String),
    /// The database did not answer, or answered something else.
    #[error("la base de données n'a pas répondu comme prévu")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let Some(constraint) = error.as_database_error().and_then(|refusal| refusal.constraint()) else {
            return Self::Database(error);
        };
        if constraint.ends_with("_one_in_force") {
            Self::AlreadyInForce
        } else {
            Self::Refused(constraint.to_owned())
        }
    }
}
