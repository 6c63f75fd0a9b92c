//! What an import did: the accounts of the reading and the difference it made. For people and for scripts.

use crate::Source;
use crate::defect::Tally;
use crate::nature::Nature;
use crate::record::Table;

/// Rows of one table that a publication added, changed and removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
}

impl Difference {
    /// From the counts of a merge.
    pub(crate) fn of(added: i64, changed: i64, removed: i64) -> Self {
        let count = |n: i64| u64::try_from(n).expect("a count is not negative");
        Self { added: count(added), changed: count(changed), removed: count(removed) }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The account of one import.
#[derive(Debug, Clone)]
pub struct RunReport {
    pub source: Source,
    /// Names of the files read.
    pub files: Vec<String>,
    /// Rows read, kept, rejected, and why: read = kept + rejected.
    pub tally: Tally,
    /// The difference made, table by table, in the order of publication.
    pub tables: Vec<(Table, Difference)>,
    /// The day the data stand for.
    pub vintage_on: time::Date,
    /// True when what was published is what the files hold: nothing was written.
    pub unchanged: bool,
    /// Revision of the directory after the import.
    pub revision: i64,
    /// Mark of the database after the import.
    pub nature: Option<Nature>,
}

impl RunReport {
    pub fn read(&self) -> u64 {
        self.tally.read
    }

    pub fn kept(&self) -> u64 {
        self.tally.kept
    }

    pub fn rejected(&self) -> u64 {
        self.tally.rejected_total()
    }

    /// Added, changed and removed rows of all tables together.
    pub fn difference(&self) -> Difference {
        self.tables.iter().fold(Difference::default(), |sum, (_, one)| Difference {
            added: sum.added + one.added,
            changed: sum.changed + one.changed,
            removed: sum.removed + one.removed,
        })
    }
}

/// Where a running import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub source: Source,
    pub step: Step,
    /// Rows read so far.
    pub rows: u64,
    /// Bytes of the files read so far, and in all: compressed ones where they are compressed.
    pub bytes_read: u64,
    pub bytes_total: u64,
}

/// The steps of an import, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Reading,
    Publishing,
    Done,
}
