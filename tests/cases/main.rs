//! One binary for every integration test: links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod private_postgres;
