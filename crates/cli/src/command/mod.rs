//! The commands, a file each.

mod batch;
pub mod demo;
pub mod openapi;
pub mod pairing_code;
pub mod probe;
pub mod rebuild;
pub mod renditions;
pub mod serve;
pub mod sop;
pub mod thumbnail;
pub mod verify;

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::Result;

/// The data folder that a command works on: the one named, or the user's own.
pub fn data_dir(named: Option<PathBuf>) -> Result<PathBuf> {
    match named {
        Some(folder) => Ok(folder),
        None => Ok(api::default_data_dir()?),
    }
}

/// An address to listen at, as it is typed.
fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "tulis alamat dan port, misalnya 0.0.0.0:7777".to_owned())
}

/// A whole number within bounds, as it is typed.
fn number(text: &str, within: RangeInclusive<u32>) -> Result<u32, String> {
    let (least, most) = (within.start(), within.end());
    let number = text.parse().ok().filter(|number| within.contains(number));
    number.ok_or_else(|| match *most {
        u32::MAX => format!("tulis bilangan bulat mulai dari {least}"),
        _ => format!("tulis bilangan bulat dari {least} sampai {most}"),
    })
}
