//! What intake says about files: whole ones, mislabelled ones, and ones that mean harm.

mod fixtures;

use std::io::Cursor;
use std::time::{Duration, Instant};

use fixtures::*;
use image::{DynamicImage, ImageFormat};
use media::{Facts, Kind, MediaError, Recipe, check, derive, ingest_picture, probe, probe_reader};

fn code(result: Result<Facts, MediaError>) -> &'static str {
    match result {
        Ok(facts) => panic!("accepted: {facts:?}"),
        Err(error) => error.code(),
    }
}

#[test]
fn every_kind_is_told_by_signature_whatever_its_name() {
    let folder = Folder::new();
    let files = [
        (Kind::Mp4, movie(b"isom", false)),
        (Kind::Mov, movie(b"qt  ", false)),
        (Kind::Webm, webm()),
        (Kind::Pdf, pdf(3)),
    ];
    for (kind, bytes) in files {
        let path = folder.put("sebenarnya-bukan.jpg", &bytes);
        assert_eq!(check(&path).expect("taken").kind, kind);
    }
    for (name, bytes) in pictures() {
        let facts = check(&folder.put("tanpa-nama", &bytes)).expect(name);
        assert_eq!(
            (facts.width, facts.height, facts.orientation),
            (Some(160), Some(120), 1),
            "{name}"
        );
        assert_eq!(facts.bytes, bytes.len() as u64);
        assert!(name.ends_with(facts.kind.extension()), "{name}: {:?}", facts.kind);
    }
}

#[test]
fn videos_and_documents_tell_their_length() {
    let facts =
        |bytes: &[u8]| probe_reader(Cursor::new(bytes), bytes.len() as u64).expect("probed");
    let film = facts(&movie(b"mp42", false));
    assert_eq!((film.width, film.height, film.duration_ms), (Some(1920), Some(1080), Some(12_500)));
    let upright = facts(&movie(b"qt  ", true));
    assert_eq!((upright.width, upright.height), (Some(1080), Some(1920)));
    let web = facts(&webm());
    assert_eq!((web.width, web.height, web.duration_ms), (Some(640), Some(360), Some(4200)));
    assert_eq!(facts(&pdf(12)).pages, Some(12));
}

#[test]
fn cut_recordings_and_documents_are_refused() {
    for whole in [movie(b"isom", false), webm(), pdf(3)] {
        for sixteenths in 1..16 {
            let cut = &whole[..whole.len() * sixteenths / 16];
            assert!(probe_reader(Cursor::new(cut), cut.len() as u64).is_err(), "{sixteenths}/16");
        }
    }
}

#[test]
fn mislabelled_files_are_named() {
    let folder = Folder::new();
    let html = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>";
    let jfif = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("catatan.jpg", b"Narasi: kunjungan delegasi.\nMohon dicek.\n".to_vec(), "teks"),
        ("unduhan.jpg", html.to_vec(), "HTML"),
        ("menyamar.jpg", [&b"\xFF\xD8\xFF\xE0"[..], html].concat(), "HTML"),
        ("menyamar2.jpg", [&jfif[..], html].concat(), "HTML"),
    ];
    for (name, bytes, expected) in cases {
        match check(&folder.put(name, &bytes)) {
            Err(MediaError::Unrecognised { found }) => assert_eq!(found, expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(code(check(&folder.put("kosong.jpg", b""))), "empty_file");
    assert_eq!(code(check(std::env::temp_dir().as_path())), "not_a_file");
    assert_eq!(code(check(&std::env::temp_dir().join("tidak-ada-berkas-ini"))), "io_error");
}

#[test]
fn refusals_are_sentences_that_say_what_to_do() {
    let refusals = [
        MediaError::Empty,
        MediaError::NotAFile,
        MediaError::Unrecognised { found: "HTML".into() },
        MediaError::Unsupported { found: "FLV".into() },
        MediaError::Truncated,
        MediaError::TooManyPixels { width: 30_000, height: 30_000, limit: media::MAX_PIXELS },
        MediaError::TooLarge { bytes: 900_000_000, limit: media::MAX_PICTURE_BYTES },
        MediaError::Damaged { detail: "bad marker".into() },
    ];
    for refusal in refusals {
        let sentence = refusal.to_string();
        assert!(sentence.ends_with('.') && sentence.contains(". "), "{sentence}");
    }
    assert!(
        MediaError::TooManyPixels { width: 9, height: 9, limit: media::MAX_PIXELS }
            .to_string()
            .contains("200")
    );
}

#[test]
fn bombs_are_refused_from_their_headers() {
    let folder = Folder::new();
    let start = Instant::now();
    let bomb = folder.put("bom.png", &png_claiming(30_000, 30_000));
    match probe(&bomb) {
        Err(MediaError::TooManyPixels { width: 30_000, height: 30_000, limit }) => {
            assert_eq!(limit, 200_000_000)
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(code(check(&bomb)), "too_many_pixels");
    // Within the limit, but the data could never fill it: refused before 600 MB are allocated.
    assert_eq!(
        code(check(&folder.put("kosong.png", &png_claiming(14_000, 14_000)))),
        "truncated_file"
    );
    let mut tall = jpeg_as(&busy(64, 64), |encoder| encoder.set_progressive(true));
    let frame = tall.windows(2).position(|w| w == [0xFF, 0xC2]).expect("a frame");
    tall[frame + 5..frame + 9].copy_from_slice(&[0x26, 0x48, 0x26, 0x48]);
    assert_eq!(code(check(&folder.put("tinggi.jpg", &tall))), "truncated_file");
    tall[frame + 5..frame + 9].copy_from_slice(&[0x36, 0xB0, 0x36, 0xB0]);
    assert_eq!(code(check(&folder.put("bertahap.jpg", &tall))), "too_many_pixels");
    tall[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(code(probe(&folder.put("raksasa.jpg", &tall))), "too_many_pixels");
    // Thousands of tiny scans, each of which would walk the whole picture.
    let whole = jpeg_as(&busy(640, 480), |encoder| encoder.set_progressive(true));
    let scan = whole.windows(2).rposition(|w| w == [0xFF, 0xDA]).expect("a scan");
    let mut many = whole[..whole.len() - 2].to_vec();
    (0..5000).for_each(|_| many.extend_from_slice(&whole[scan..scan + 20]));
    many.extend([0xFF, 0xD9]);
    assert_eq!(code(check(&folder.put("banyak.jpg", &many))), "damaged_file");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn a_picture_cut_anywhere_is_refused() {
    let folder = Folder::new();
    for (name, whole) in pictures() {
        for sixteenths in 1..16 {
            let path = folder.put(name, &whole[..whole.len() * sixteenths / 16]);
            let refusal = code(check(&path));
            let expected = ["truncated_file", "damaged_file"];
            assert!(expected.contains(&refusal), "{name} at {sixteenths}/16: {refusal}");
            if name.ends_with("jpg") || name.ends_with("png") || name.ends_with("webp") {
                assert_eq!(refusal, "truncated_file", "{name} at {sixteenths}/16");
            }
        }
    }
}

#[test]
fn a_jpeg_is_whole_without_its_end_mark_only_if_no_row_is_missing() {
    let folder = Folder::new();
    let whole = jpeg(&busy(160, 120));
    let unmarked = &whole[..whole.len() - 2];
    let path = folder.put("tanpa-eoi.jpg", unmarked);
    let (facts, made) = ingest_picture(&path, &[Recipe::THUMB]).expect("complete scan");
    assert_eq!(facts.width, Some(160));
    assert_eq!(made, derive(&folder.put("utuh.jpg", &whole), &[Recipe::THUMB]).expect("whole"));
    // A card copy that failed half way and was padded with zeros.
    let mut padded = whole.clone();
    padded[whole.len() / 2..].fill(0);
    assert!(
        ["truncated_file", "damaged_file"].contains(&code(check(&folder.put("nol.jpg", &padded))))
    );
    let progressive = jpeg_as(&busy(160, 120), |encoder| encoder.set_progressive(true));
    // Every coefficient has its last bit, so nothing can be missing; with a part of the last scan gone, it is.
    check(&folder.put("progresif.jpg", &progressive[..progressive.len() - 2])).expect("complete");
    let path = folder.put("terpotong.jpg", &progressive[..progressive.len() - 60]);
    assert_eq!(code(check(&path)), "truncated_file");
}

#[test]
fn what_cameras_append_after_the_picture_is_ignored() {
    let folder = Folder::new();
    let whole = jpeg(&busy(160, 120));
    let appended =
        [&whole[..], &jpeg(&quarters(40, 30)), b"MotionPhoto_Data", &movie(b"isom", false)[..900]]
            .concat();
    let made = derive(&folder.put("motion.jpg", &appended), &[Recipe::THUMB]).expect("taken");
    assert_eq!(made, derive(&folder.put("utuh.jpg", &whole), &[Recipe::THUMB]).expect("whole"));
}

#[test]
fn flipped_bytes_never_panic_and_end_soon() {
    let folder = Folder::new();
    let start = Instant::now();
    let mut files = pictures();
    files.extend([
        ("film.mp4", movie(b"isom", false)),
        ("film.webm", webm()),
        ("surat.pdf", pdf(2)),
    ]);
    let with_exif = jpeg_with_exif(&busy(64, 48), &exif(6, true, Some(&jpeg(&quarters(32, 24)))));
    files.push(("exif.jpg", with_exif));
    for (name, whole) in files {
        let mut state = 0x2545_F491_4F6C_DD1Du64;
        for round in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 4 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                // Headers are where harm is done: half of the hits go to the first 300 bytes.
                let reach = if state & 1 == 0 { bytes.len().min(300) } else { bytes.len() };
                let at = (state >> 8) as usize % reach;
                bytes[at] ^= (state >> 40) as u8 | 1;
            }
            let path = folder.put(name, &bytes);
            let _ = ingest_picture(&path, &[Recipe::THUMB]);
            let _ = media::embedded_preview(&path);
            let _ = check(&path);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn exif_tells_when_where_and_with_what() {
    let folder = Folder::new();
    let picture = busy(96, 64);
    let facts = probe(&folder.put("a.jpg", &jpeg_with_exif(&picture, &exif(6, true, None))))
        .expect("probed");
    assert_eq!((facts.width, facts.height, facts.orientation), (Some(64), Some(96), 6));
    assert_eq!(facts.taken.as_deref(), Some("2026:11:24 09:15:00"));
    assert_eq!(facts.camera.as_deref(), Some("Canon EOS R6"));
    assert!(facts.gps);
    let facts = probe(&folder.put("b.jpg", &jpeg_with_exif(&picture, &exif(1, false, None))))
        .expect("probed");
    assert!(!facts.gps, "a GPS block without a position is no position");
}

#[test]
fn animation_is_told() {
    let frame = |color: [u8; 3]| {
        image::Frame::new(
            DynamicImage::ImageRgb8(image::RgbImage::from_pixel(20, 10, image::Rgb(color)))
                .to_rgba8(),
        )
    };
    let mut gif = Vec::new();
    image::codecs::gif::GifEncoder::new(&mut gif)
        .encode_frames([frame(RED), frame(BLUE)])
        .expect("encodes");
    let folder = Folder::new();
    let path = folder.put("dua.gif", &gif);
    assert_eq!(check(&path).expect("taken").animated, Some(true));
    let made = derive(&path, &[Recipe::THUMB]).expect("first frame");
    let pixel = image::load_from_memory(&made[0].jpeg);
    assert!(pixel.is_err() || made[0].width == 20, "a still picture of the first frame");
    let still = encoded(&DynamicImage::ImageRgb8(quarters(20, 10)), ImageFormat::WebP);
    assert_eq!(check(&folder.put("satu.webp", &still)).expect("taken").animated, Some(false));
}

#[test]
fn facts_keep_their_wire_names() {
    let bytes = pdf(1);
    let facts = probe_reader(Cursor::new(&bytes), bytes.len() as u64).expect("probed");
    let wire = serde_json::to_value(&facts).expect("json");
    assert_eq!(wire["kind"], "pdf");
    assert_eq!(wire["pages"], 1);
    assert_eq!(serde_json::from_value::<Facts>(wire).expect("back"), facts);
}
