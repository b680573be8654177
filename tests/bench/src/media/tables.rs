//! The measurements, each printed as a table of `docs/benchmarks.md`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use bench::pictures::{Photo, add_preview};
use bench::spread::Times;

use crate::peers::{Cores, terbit, vips};
use crate::quality::ssim;

/// Copies of a sample that one run works through.
const COPIES: usize = 6;
const BUNDLE: &[&str] =
    &["renditions", "--with", "thumb,preview", "--fit", "crop", "--place", "instagram-feed-4x5"];

/// A file to measure with, in copies.
pub struct Sample {
    pub name: &'static str,
    pub files: Vec<PathBuf>,
    pub megabytes: f64,
}

impl Sample {
    pub fn of(name: &'static str, file: PathBuf) -> Result<Self> {
        let bytes = std::fs::metadata(&file)?.len();
        let mut files = vec![file.clone()];
        for number in 1..COPIES {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let kind = file.extension().unwrap_or_default().to_string_lossy();
            let copy = file.with_file_name(format!("{stem}-{number}.{kind}"));
            std::fs::copy(&file, &copy)?;
            files.push(copy);
        }
        Ok(Self { name, files, megabytes: bytes as f64 / 1e6 })
    }
}

/// What every measurement needs to know.
pub struct Bench<'a> {
    pub terbit: &'a Path,
    pub folder: &'a Path,
    pub turns: usize,
}

impl Bench<'_> {
    fn out(&self, name: &str) -> Result<PathBuf> {
        let out = self.folder.join(name);
        std::fs::create_dir_all(&out)?;
        Ok(out)
    }

    /// Both in turns, after one run of each that is not counted.
    fn in_turns(
        &self,
        mut ours: impl FnMut() -> Result<f64>,
        mut theirs: impl FnMut() -> Result<f64>,
    ) -> Result<(Times, Times)> {
        let (mut first, mut second) = (Times::default(), Times::default());
        ours()?;
        theirs()?;
        for _ in 0..self.turns {
            first.push(ours()?);
            second.push(theirs()?);
        }
        Ok((first, second))
    }
}

/// A bar of the chart: Terbit's time as a share of libvips'.
pub struct Bar {
    pub name: String,
    pub ratio: f64,
    pub limit: f64,
}

pub fn thumbnails(bench: &Bench<'_>, samples: &[Sample]) -> Result<Vec<Bar>> {
    let (ours, theirs) = (bench.out("terbit")?, bench.out("vips")?);
    println!(
        "| thumbnail 512 | MB | cores | terbit | vipsthumbnail | ratio | SSIM terbit | SSIM vips |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut bars = Vec::new();
    for sample in samples {
        for cores in [Cores::One, Cores::Two] {
            let (a, b) = bench.in_turns(
                || {
                    terbit(
                        bench.terbit,
                        cores,
                        &["thumbnail", "--size", "512"],
                        &ours,
                        &sample.files,
                    )
                },
                || vips(cores, &["512"], &theirs, &sample.files),
            )?;
            let share = sample.files.len() as f64;
            let ratio = a.median() / b.median();
            let (near, near_vips) = (near(sample, &ours)?, near(sample, &theirs)?);
            println!(
                "| {} | {:.1} | {} | {} | {} | {ratio:.2} | {near:.4} | {near_vips:.4} |",
                sample.name,
                sample.megabytes,
                if cores == Cores::One { 1 } else { 2 },
                a.shown(share),
                b.shown(share),
            );
            if cores == Cores::One {
                let limit = limit(sample.name);
                bars.push(Bar { name: sample.name.to_owned(), ratio, limit });
            }
        }
    }
    println!();
    Ok(bars)
}

/// The bar that each kind has to stay under.
fn limit(name: &str) -> f64 {
    match name {
        name if name.contains("progressive") => 0.95,
        name if name.starts_with("JPEG") => 0.75,
        _ => 0.9,
    }
}

fn near(sample: &Sample, out: &Path) -> Result<f64> {
    let source = &sample.files[0];
    let name = source.file_stem().unwrap_or_default();
    ssim(source, &out.join(name).with_extension("jpg"))
}

pub fn bundle(bench: &Bench<'_>, samples: &[Sample]) -> Result<Vec<Bar>> {
    let (ours, theirs) = (bench.out("terbit-bundle")?, bench.out("vips-bundle")?);
    println!(
        "| 512 + 2048 + 1080x1350 | cores | terbit, one decode | vipsthumbnail, three calls | ratio |"
    );
    println!("| --- | --- | --- | --- | --- |");
    let mut bars = Vec::new();
    for sample in samples {
        for cores in [Cores::One, Cores::Two] {
            let (a, b) = bench.in_turns(
                || terbit(bench.terbit, cores, BUNDLE, &ours, &sample.files),
                || {
                    let sizes: [&[&str]; 3] =
                        [&["512"], &["2048"], &["1080x1350", "--smartcrop", "centre"]];
                    sizes.iter().map(|size| vips(cores, size, &theirs, &sample.files)).sum()
                },
            )?;
            let ratio = a.median() / b.median();
            let share = sample.files.len() as f64;
            let count = if cores == Cores::One { 1 } else { 2 };
            println!(
                "| {} | {count} | {} | {} | {ratio:.2} |",
                sample.name,
                a.shown(share),
                b.shown(share)
            );
            if cores == Cores::One {
                bars.push(Bar { name: sample.name.to_owned(), ratio, limit: 0.45 });
            }
        }
    }
    println!();
    Ok(bars)
}

/// From a path to the bytes of the camera's own preview, inside one process.
pub fn first_preview(bench: &Bench<'_>, sample: &Sample) -> Result<()> {
    let with_preview = bench.folder.join("camera.jpg");
    add_preview(&sample.files[0], &with_preview)?;
    let mut times = Times::default();
    for _ in 0..101 {
        let start = Instant::now();
        let preview = office::parts::media::embedded_preview(&with_preview)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        anyhow::ensure!(preview.is_some(), "the camera's preview was not found");
    }
    println!(
        "First preview of a {:.1} MB camera JPEG, path to bytes: {} ms (limit 5)\n",
        sample.megabytes,
        times.shown(1.0)
    );
    Ok(())
}

/// Whether the cost of a photo stays the same when there are more of them.
pub fn linear(bench: &Bench<'_>) -> Result<()> {
    let card = bench.folder.join("card");
    std::fs::create_dir_all(&card)?;
    let mut kept = Vec::new();
    for seed in 1..=10 {
        let file = card.join(format!("kept-{seed}.jpg"));
        Photo::of_card(seed).write(&file)?;
        kept.push(file);
    }
    println!(
        "| photos of 24 MP | terbit thumbnail, s | ms a photo | vipsthumbnail, s | ms a photo | ratio |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for count in [50, 200, 1000] {
        let mut files = Vec::new();
        for number in 0..count {
            let file = card.join(format!("IMG_{number:04}.jpg"));
            if !file.exists() {
                std::fs::hard_link(&kept[number % kept.len()], &file)?;
            }
            files.push(file);
        }
        let (ours, theirs) = (bench.out("card-terbit")?, bench.out("card-vips")?);
        let a = terbit(bench.terbit, Cores::Two, &["thumbnail", "--size", "512"], &ours, &files)?;
        let b = vips(Cores::Two, &["512"], &theirs, &files)?;
        println!(
            "| {count} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} |",
            a / 1000.0,
            a / count as f64,
            b / 1000.0,
            b / count as f64,
            a / b
        );
    }
    println!();
    Ok(())
}
