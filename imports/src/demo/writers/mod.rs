//! One file per source format. Each writer prints what others drew; none of them decides what exists.

pub mod ban;
pub mod communes;
pub mod cpts;
pub mod declarations;
pub mod finess;
pub mod finess_activities;
pub mod hazards;
pub mod rpps;
pub mod shelters;
