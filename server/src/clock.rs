//! The only place that reads the time of day. Everything else receives it.

use crate::domain::departement;
use carbet_model::Departement;
use std::sync::{Arc, Mutex};
use time::{Date, OffsetDateTime};

/// The system's clock, or one that a test moves by hand. Clones of a fixed clock move together.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    Fixed(Arc<Mutex<OffsetDateTime>>),
}

impl Clock {
    /// A clock that stands still.
    pub fn fixed(at: OffsetDateTime) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// Moves a fixed clock; the system's clock is not moved.
    pub fn set(&self, at: OffsetDateTime) {
        if let Self::Fixed(held) = self {
            *held.lock().expect("nothing panics while it holds the clock") = at;
        }
    }

    /// The instant, in UTC.
    pub fn now(&self) -> OffsetDateTime {
        match self {
            Self::System => system_now(),
            Self::Fixed(held) => *held.lock().expect("nothing panics while it holds the clock"),
        }
    }

    /// The day it is in a département.
    pub fn day_in(&self, departement: Departement) -> Date {
        departement::local_day(departement, self.now())
    }
}

#[expect(clippy::disallowed_methods, reason = "the one reading of the system's clock")]
fn system_now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}
