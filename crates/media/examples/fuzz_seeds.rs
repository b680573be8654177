//! Writes the small files that fuzzing starts from: `cargo run -p media --example fuzz_seeds FOLDER`. The same files every
//! time, each named for what it is, in a folder for each target.

#[path = "../tests/fixtures/mod.rs"]
mod fixtures;
#[path = "../tests/fixtures/raw.rs"]
mod raw;

use std::path::PathBuf;

use fixtures::{busy, exif, jpeg, jpeg_with_exif, movie, mp4_box, pdf, pictures, webm};

type Seed = (&'static str, Vec<u8>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say which folder")?);
    let everything = [pixels(), raws(), videos(), drawn(), heif()?].concat();
    for (target, seeds) in [
        ("probe", everything),
        ("metadata", notes()),
        ("raw_preview", raws()),
        ("decode", [pixels(), raws(), videos()].concat()),
        ("heif", heif()?),
        ("pdf", drawn()),
    ] {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder)?;
        for (name, bytes) in seeds {
            std::fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}

fn pixels() -> Vec<Seed> {
    let picture = busy(48, 32);
    let with_notes = jpeg_with_exif(&picture, &exif(6, true, Some(&jpeg(&busy(16, 12)))));
    let webp = include_bytes!("../tests/fixtures/small.webp").to_vec();
    [pictures(), vec![("notes.jpg", with_notes), ("lossy.webp", webp)]].concat()
}

fn raws() -> Vec<Seed> {
    let (large, middle, small) = (jpeg(&busy(96, 64)), jpeg(&busy(48, 32)), jpeg(&busy(24, 16)));
    vec![
        ("canon.cr2", raw::cr2(6, &large, &small)),
        ("canon.cr3", raw::cr3(6, &large, &middle, &small)),
        ("nikon.nef", raw::nef(8, &large, &small)),
        ("sony.arw", raw::arw(1, &large, &small)),
        ("adobe.dng", raw::dng(3, Some(&large), Some(&small))),
        ("olympus.orf", raw::orf(1, &large, &small)),
        ("panasonic.rw2", raw::rw2(6, &large)),
        ("fuji.raf", raw::raf(&large)),
    ]
}

fn videos() -> Vec<Seed> {
    vec![
        ("film.mp4", movie(b"isom", false)),
        ("film.mov", movie(b"qt  ", true)),
        ("film.webm", webm()),
        ("h264.mp4", include_bytes!("../tests/fixtures/small-h264.mp4").to_vec()),
        ("h264.mkv", include_bytes!("../tests/fixtures/small-h264.mkv").to_vec()),
        ("vp8.webm", include_bytes!("../tests/fixtures/small-vp8.webm").to_vec()),
    ]
}

fn drawn() -> Vec<Seed> {
    let text = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 120 90]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n\
        4 0 obj<</Length 92>>stream\n1 0 0 rg 10 10 40 30 re f BT /F 12 Tf 20 60 Td (Terbit) Tj ET 0 0 m 60 60 90 0 120 90 c S\n\
        endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'><defs><linearGradient id='g'><stop stop-color='red'/>\
        <stop offset='1' stop-color='blue'/></linearGradient></defs><rect width='64' height='48' fill='url(#g)'/>\
        <text x='4' y='20' font-size='12'>Terbit</text><path d='M0 0 C 9 9 30 0 40 40 Z' opacity='.5'/></svg>";
    vec![("empty.pdf", pdf(2)), ("text.pdf", text.into()), ("drawing.svg", svg.into())]
}

fn heif() -> std::io::Result<Vec<Seed>> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../heif/tests/fixtures"));
    ["plain.heic", "thumbnail.heic", "alpha.avif"]
        .into_iter()
        .map(|name| Ok((name, std::fs::read(folder.join(name))?)))
        .collect()
}

fn notes() -> Vec<Seed> {
    vec![
        ("plain.exif", exif(1, false, None)),
        ("turned.exif", exif(6, true, None)),
        ("thumbnail.exif", exif(8, true, Some(&jpeg(&busy(16, 12))))),
    ]
}
