//! The archive from outside: the suite that every form of [`archive::Archive`] passes, and what is
//! particular to the SQLite form and its folder.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod conformance;
mod counts;
mod data_folder;
mod fixtures;
mod media_store;
mod old_data;
mod verify;
