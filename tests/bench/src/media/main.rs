//! The media engine against libvips, on the same files, with the same number of threads, in turns.
//!
//! `cargo xtask bench media` (with `--quick`: three turns instead of nine, to try a change)

mod chart;
mod peers;
mod quality;
mod tables;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use bench::pictures::{Photo, write_infographic};

use crate::tables::Sample;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let terbit = arguments.next().map(PathBuf::from).context("which terbit program?")?;
    let chart = arguments.next().map(PathBuf::from).context("where to write the chart?")?;
    let turns = if arguments.next().as_deref() == Some("--quick") { 3 } else { 9 };
    let folder = tempfile::tempdir()?;
    let samples = samples(folder.path())?;
    let bench = tables::Bench { terbit: &terbit, folder: folder.path(), turns };
    println!("{turns} turns of each; median (least–most), ms a file.\n");
    let thumbnails = tables::thumbnails(&bench, &samples)?;
    let bundle = tables::bundle(&bench, &samples)?;
    tables::first_preview(&bench, &samples[0])?;
    tables::linear(&bench)?;
    chart::write(&chart, &thumbnails, &bundle)
}

/// Each in copies under different names, so that a run is long enough to be measured and no file is met twice.
fn samples(folder: &Path) -> Result<Vec<Sample>> {
    let photo =
        |width, height, grain, progressive| Photo { width, height, seed: 5, grain, progressive };
    let jpegs = [
        ("JPEG 24 MP, baseline, fine grain", photo(6000, 4000, 17, false)),
        ("JPEG 24 MP, baseline, coarse grain", photo(6000, 4000, 40, false)),
        ("JPEG 24 MP, progressive", photo(6000, 4000, 24, true)),
        ("JPEG 12 MP, baseline", photo(4000, 3000, 24, false)),
        ("JPEG 50 MP, baseline", photo(8660, 5773, 24, false)),
    ];
    let mut samples = Vec::new();
    for (number, (name, photo)) in jpegs.into_iter().enumerate() {
        let file = folder.join(format!("jpeg{number}.jpg"));
        photo.write(&file)?;
        samples.push(Sample::of(name, file)?);
    }
    let png = folder.join("infographic.png");
    write_infographic(&png, 4000, 5000)?;
    samples.push(Sample::of("PNG infographic 4000x5000", png)?);
    let webp = folder.join("photo.webp");
    let twelve = folder.join("jpeg3.jpg");
    let made = Command::new("vips")
        .arg("copy")
        .arg(&twelve)
        .arg(format!("{}[Q=80]", webp.display()))
        .status()?;
    ensure!(made.success(), "vips could not write a WebP");
    samples.push(Sample::of("WebP 12 MP", webp)?);
    Ok(samples)
}
