//! An office in which very much waits for one person, made by the office itself.
//!
//! Every item is handed in as a person would, with a photo; photos are shared among items, but none with a
//! neighbour. All wait at the second step of the sheet. Prints the sign-in name and password of who waits for them.
//!
//! `bench-inbox FOLDER ITEMS PHOTOS`

use std::path::PathBuf;

use anyhow::{Context, Result};
use bench::five::{self, PASSWORD, found, hand_in, take_in};
use serde_json::{Value, json};

const ABOUT: [&str; 6] =
    ["delegasi", "forum wali kota", "pameran", "rapat", "peresmian taman", "bus wisata"];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("which folder?")?;
    let items: usize = arguments.next().context("how many items?")?.parse()?;
    let photos: u32 = arguments.next().context("how many photos?")?.parse()?;
    let (office, people) = found(&folder.join("kantor"))?;
    let admin = people.first()?;
    let taken_in: Vec<Value> =
        (1..=photos).map(|seed| take_in(&office, admin, &folder, seed)).collect::<Result<_>>()?;
    for number in 0..items {
        let about = ABOUT[number % ABOUT.len()];
        let title = format!("Kunjungan {about} nomor {} di Balai Kota", number + 1);
        let photo = &taken_in[number % taken_in.len()];
        hand_in(&office, &people, |content| five::event(content, &title, photo))?;
        if (number + 1) % 1000 == 0 {
            eprintln!("{} of {items} items handed in", number + 1);
        }
    }
    println!("{}", json!({"login": "orang1", "password": PASSWORD}));
    Ok(())
}
