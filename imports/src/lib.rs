//! Sources to directory: files are read as streams, staged, located, and published by difference in one transaction.
//! Files and SQL only: no HTTP, no tiles, no clock.

mod columns;
mod copy;
mod defect;
pub mod demo;
mod error;
mod files;
mod geom;
mod json;
pub mod key_file;
mod locate;
mod named_in_place;
pub mod nature;
mod publish;
mod read;
mod record;
mod report;
mod run;
mod source;
mod sources;
mod stage;
mod subject_key;
mod text;

pub use defect::{Defect, Reason, Tally};
pub use error::ImportError;
pub use geom::Geom;
pub use nature::Nature;
pub use record::Table;
pub use report::{Difference, Progress, RunReport, Step};
pub use run::{IMPORT_LOCK, ImportOptions, run};
pub use source::Source;
pub use subject_key::SubjectKey;
