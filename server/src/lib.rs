//! stub
pub mod drop_root;
pub mod private_postgres;
