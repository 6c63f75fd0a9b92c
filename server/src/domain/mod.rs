//! Decisions that are pure: values in, values out. No SQL, no HTTP, no clock.

pub mod departement;
