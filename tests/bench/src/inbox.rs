//! An office in which very much waits for one person, made by the office itself.
//!
//! Every item is handed in as a person would, with a photo; photos are shared among items, but none with a
//! neighbour. All wait at the second step of the sheet. Prints the sign-in name and password of who waits for them.
//!
//! `bench-inbox FOLDER ITEMS PHOTOS`

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bench::five::{PASSWORD, found, hand_in};
use bench::pictures::Photo;
use office::{Caller, CancelToken, Office};
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
    let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
    for number in 0..items {
        let about = ABOUT[number % ABOUT.len()];
        hand_in(&office, &people, |content| {
            content["title"] =
                json!(format!("Kunjungan {about} nomor {} di Balai Kota", number + 1));
            content["kind"] = json!("kegiatan");
            content["event_date"] = json!(today);
            content["source"] = json!("editorial-plan");
            content["pic"] = json!("Rina");
            content["caption"] =
                json!("Biro menerima kunjungan dan membahas rencana kerja sama tahun depan.");
            content["links"] = json!(["https://drive.google.com/drive/folders/1a2b3c"]);
            content["assets"] = json!([taken_in[number % taken_in.len()]]);
        })?;
        if (number + 1) % 1000 == 0 {
            eprintln!("{} of {items} items handed in", number + 1);
        }
    }
    println!("{}", json!({"login": "orang1", "password": PASSWORD}));
    Ok(())
}

/// Takes a photo of 3.8 megapixels in; answers it as content names it.
fn take_in(office: &Office, admin: &Caller, folder: &Path, seed: u32) -> Result<Value> {
    let file = folder.join("foto.jpg");
    Photo { width: 2400, height: 1600, seed, grain: 12, progressive: false }.write(&file)?;
    let mut intake = office.begin_intake(admin, &format!("IMG_{seed:04}.jpg"), None)?;
    intake.write(&std::fs::read(&file)?)?;
    let view = intake.finish(&CancelToken::new())?;
    std::fs::remove_file(&file)?;
    Ok(serde_json::to_value(view.asset)?)
}
