//! Makes photos of 24 megapixels to measure with: baseline JPEGs of 4 to 9 MB with a camera's small preview, no two alike.
//!
//! `bench-photos FOLDER COUNT`

use std::path::PathBuf;

use anyhow::{Context, Result};
use bench::pictures::{Photo, add_preview};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("which folder?")?;
    let count: u32 = arguments.next().context("how many?")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let mut bytes = 0;
    for number in 1..=count {
        let file = folder.join(format!("IMG_{number:04}.jpg"));
        Photo::of_card(number).write(&file)?;
        add_preview(&file, &file)?;
        bytes += std::fs::metadata(&file)?.len();
    }
    let average = bytes as f64 / f64::from(count) / 1_000_000.0;
    println!("{count} photos of 6000 x 4000 pixels, {average:.1} MB each on average");
    Ok(())
}
