//! The words of the field: identifiers, professions, kinds, flags, territories, vintages.
//!
//! Pure: values in, values out. No SQL, no HTTP, no files, no clock.

pub mod category;
pub mod departement;
pub mod error;
pub mod finess;
pub mod flag;
pub mod id;
pub mod insee;
pub mod kind;
pub mod precision;
pub mod profession;
pub mod rpps;
pub mod skill;
pub mod slug;
mod table;
pub mod territory;
pub mod vintage;

pub use error::ModelError;
pub use finess::Finess;
pub use flag::{Flag, FlagSet};
pub use id::PublicId;
pub use insee::{Departement, Insee};
pub use kind::Kind;
pub use precision::Precision;
pub use profession::ProfessionKey;
pub use rpps::Rpps;
pub use vintage::Vintage;
