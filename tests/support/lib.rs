//! What every case stands on: the product over a test database and a fixed clock, no port; builders; tile readers.

pub mod app;
pub mod given;
pub mod tile;
