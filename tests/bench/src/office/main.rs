//! An office under load: fifty people for ten minutes, the rate at which it gives way, decisions as fast as they
//! come, and the first page of a long inbox.
//!
//! The office is served by `terbit serve`, a process of its own; the people are threads of this one, on the same
//! machine, over plain HTTP on loopback. The floor is a bare axum handler that reads one row from SQLite, in a process
//! of its own too and asked by the same people.
//!
//! `bench-office TERBIT [MINUTES]`; `bench-office floor FOLDER` is the floor.

mod client;
mod day;
mod decisions;
mod floor;
mod host;
mod latency;
mod limit;
mod long_inbox;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bench::five::{self, PASSWORD, found_with, hand_in, login, take_in};
use serde_json::Value;

use client::Client;
use host::Served;

/// At each of the five positions.
const HOLDERS: usize = 10;
/// Waiting at the second step of the sheet when the load begins.
const PENDING: usize = 10_000;
const PHOTOS: u32 = 40;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().map(PathBuf::from).context("which terbit?")?;
    if program == Path::new("floor") {
        return floor::serve(&arguments.next().map(PathBuf::from).context("which folder?")?);
    }
    let minutes: f64 = arguments.next().map_or(Ok(10.0), |minutes| minutes.parse())?;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("kantor");
    eprintln!("handing in {PENDING} items …");
    furnish(&data, folder.path())?;
    let served = Served::terbit(&program, &data)?;
    let people = people(&served)?;
    // No minutes: the decisions alone.
    if minutes > 0.0 {
        long_inbox::measure(&people[1][0])?;
        day::measure(&served, &people, minutes)?;
        limit::measure(&people, folder.path())?;
    }
    decisions::measure(served, &people[1], &program, &data)
}

/// Items with photos, all handed in by the first person.
fn furnish(data: &Path, folder: &Path) -> Result<()> {
    let (office, people) = found_with(data, HOLDERS)?;
    let admin = people.first()?;
    let photos: Vec<Value> =
        (1..=PHOTOS).map(|seed| take_in(&office, admin, folder, seed)).collect::<Result<_>>()?;
    for number in 0..PENDING {
        let title = format!("Kunjungan nomor {} di Balai Kota", number + 1);
        let photo = &photos[number % photos.len()];
        hand_in(&office, &people, |content| five::event(content, &title, photo))?;
    }
    Ok(())
}

/// Signed in, by place of their position on the sheet.
fn people(served: &Served) -> Result<Vec<Vec<Client>>> {
    (0..5)
        .map(|place| {
            (0..HOLDERS)
                .map(|nth| Client::signed_in(&served.address, &login(nth, place), PASSWORD))
                .collect()
        })
        .collect()
}
