//! The commands, a file each.

mod batch;
pub mod demo;
pub mod openapi;
pub mod probe;
pub mod rebuild;
pub mod renditions;
pub mod serve;
pub mod sop;
pub mod thumbnail;
pub mod verify;

use std::path::PathBuf;

use anyhow::Result;

/// The data folder that a command works on: the one named, or the user's own.
pub fn data_dir(named: Option<PathBuf>) -> Result<PathBuf> {
    match named {
        Some(folder) => Ok(folder),
        None => Ok(api::default_data_dir()?),
    }
}
