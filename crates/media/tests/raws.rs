//! Camera raws: each maker's previews are found, turned as the raw says, and read without the rest of the file.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod fixtures;
#[path = "fixtures/raw.rs"]
mod raw;

use std::io::Cursor;
use std::time::{Duration, Instant};

use fixtures::*;
use media::{Facts, Kind, Position, Recipe, derive, embedded_preview, probe, probe_reader};
use raw::*;

/// The same four quarters, stored so that `orientation` shows them upright at `width` x `height`.
fn held(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    jpeg(&stored(&quarters(width, height), orientation))
}

/// One raw of each kind, held as EXIF 6 says, whose previews are 480 x 640 and 120 x 160 once upright.
fn raws() -> Vec<(Kind, Vec<u8>, (u32, u32))> {
    let (large, small) = (held(480, 640, 6), held(120, 160, 6));
    let block = tiff(b"II*\0", vec![notes("FUJIFILM", "X-T3", 6, vec![]), interchange(&small)]);
    let fuji = jpeg_with_exif(&stored(&quarters(480, 640), 6), &block);
    vec![
        (Kind::Cr2, cr2(6, &large, &small), (480, 640)),
        (Kind::Cr3, cr3(6, &large, &held(240, 320, 6), &small), (3648, 5472)),
        (Kind::Nef, nef(6, &large, &small), (4016, 6016)),
        (Kind::Arw, arw(6, &large, &small), (4024, 6048)),
        (Kind::Dng, dng(6, Some(&large), Some(&small)), (3048, 4064)),
        (Kind::Raf, raf(&fuji), (4160, 6240)),
        (Kind::Orf, orf(6, &large, &small), (3912, 5240)),
        (Kind::Rw2, rw2(6, &large), (3472, 4624)),
    ]
}

fn facts(bytes: &[u8]) -> Facts {
    probe_reader(Cursor::new(bytes), bytes.len() as u64).unwrap()
}

/// Whether a JPEG shows red and green above, blue and white below.
fn shows_quarters(jpeg: &[u8]) -> bool {
    let mut decoder = jpeg_decoder::Decoder::new(jpeg);
    let rgb = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let near = |x: usize, y: usize, color: [u8; 3]| {
        let at = (y * width + x) * 3;
        rgb[at..at + 3].iter().zip(color).all(|(has, want)| has.abs_diff(want) < 25)
    };
    let (x, y) = (width / 4, height / 4);
    near(x, y, RED) && near(3 * x, y, GREEN) && near(x, 3 * y, BLUE) && near(3 * x, 3 * y, WHITE)
}

#[test]
fn every_raw_tells_its_size_camera_and_time() {
    for (kind, bytes, size) in raws() {
        let facts = facts(&bytes);
        assert_eq!(facts.kind, kind);
        assert_eq!((facts.width, facts.height), (Some(size.0), Some(size.1)), "{kind:?}");
        assert_eq!(facts.orientation, 6, "{kind:?}");
        assert!(facts.camera.is_some(), "{kind:?}");
        assert_eq!(facts.undecodable, None, "{kind:?}");
        assert!(facts.color.is_some(), "{kind:?}");
        if kind != Kind::Rw2 {
            assert_eq!(facts.taken.as_deref(), Some("2026:11:24 09:15:00"), "{kind:?}");
        }
    }
}

#[test]
fn every_raw_shows_its_preview_upright() {
    let folder = Folder::new();
    for (kind, bytes, _) in raws() {
        let path = folder.put("foto", &bytes);
        let made = derive(&path, &[Recipe::PREVIEW]).unwrap();
        assert_eq!((made[0].width, made[0].height), (480, 640), "{kind:?}");
        assert!(shows_quarters(&made[0].jpeg), "{kind:?}");
        let quick = embedded_preview(&path).unwrap().unwrap_or_else(|| panic!("{kind:?}"));
        assert!(quick.width.max(quick.height) <= 512 && quick.width < quick.height, "{kind:?}");
        assert!(shows_quarters(&quick.jpeg), "{kind:?}");
    }
}

#[test]
fn every_turn_comes_from_the_raw_and_not_from_its_preview() {
    let folder = Folder::new();
    for orientation in 1..=8u8 {
        // The preview claims another turn, as copies of EXIF often do.
        let claim = tiff(b"II*\0", vec![vec![(0x0112, Value::Short(3))]]);
        let large = jpeg_with_exif(&stored(&quarters(320, 240), orientation), &claim);
        let path = folder.put("foto.nef", &nef(u16::from(orientation), &large, &large));
        let made = derive(&path, &[Recipe::PREVIEW]).unwrap();
        assert!(shows_quarters(&made[0].jpeg), "orientation {orientation}");
    }
}

#[test]
fn the_position_in_a_raw_is_told() {
    let (_, bytes, _) = raws().swap_remove(1);
    let facts = facts(&bytes);
    assert!(facts.gps);
    assert_eq!(
        facts.position,
        Some(Position { latitude_udeg: -6_175_400, longitude_udeg: 106_827_200 })
    );
    assert_eq!(facts.taken_offset.as_deref(), Some("+07:00"));
    let near = media::nearest_place(facts.position.unwrap()).unwrap();
    assert_eq!(near.region, "Kota Jakarta Pusat, DKI Jakarta");
}

#[test]
fn a_raw_without_a_preview_is_kept_and_says_why_it_shows_nothing() {
    let folder = Folder::new();
    let bytes = dng(1, None, None);
    let facts = facts(&bytes);
    assert_eq!((facts.kind, facts.width), (Kind::Dng, Some(4064)));
    assert_eq!(facts.undecodable.as_deref(), Some("RAW (DNG) tanpa pratinjau"));
    let path = folder.put("tanpa.dng", &bytes);
    assert_eq!(derive(&path, &[Recipe::THUMB]).unwrap_err().code(), "unsupported_format");
    assert!(embedded_preview(&path).unwrap().is_none());
}

#[test]
fn the_smallest_preview_that_is_large_enough_is_whole_and_used() {
    let folder = Folder::new();
    // The large one is damaged: the small one still shows something.
    let mut large = held(640, 480, 1);
    let middle = large.len() / 2;
    large.truncate(middle);
    let path = folder.put("rusak.cr2", &cr2(1, &large, &held(160, 120, 1)));
    let made = derive(&path, &[Recipe::PREVIEW]).unwrap();
    assert_eq!((made[0].width, made[0].height), (160, 120));
}

#[test]
fn a_quick_preview_reads_little_of_a_large_raw() {
    let folder = Folder::new();
    let mut bytes = nef(1, &held(640, 480, 1), &held(160, 120, 1));
    bytes.resize(48 * 1024 * 1024, 0);
    let path = folder.put("besar.nef", &bytes);
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            embedded_preview(&path).unwrap().unwrap();
            start.elapsed()
        })
        .min()
        .unwrap();
    assert!(best < Duration::from_millis(50), "{best:?}");
}

#[test]
fn flipped_and_cut_raws_never_panic_and_end_soon() {
    let folder = Folder::new();
    let start = Instant::now();
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    for (kind, whole, _) in raws() {
        for round in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 6 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let reach = if state & 1 == 0 { bytes.len().min(600) } else { bytes.len() };
                let at = (state >> 8) as usize % reach;
                bytes[at] ^= (state >> 40) as u8 | 1;
            }
            bytes.truncate(bytes.len() - (state >> 20) as usize % bytes.len() / 2);
            let path = folder.put("rusak", &bytes);
            let _ = probe(&path);
            let _ = embedded_preview(&path);
            if round % 4 == 0 {
                let _ = derive(&path, &[Recipe::THUMB]);
            }
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{kind:?} {:?}", start.elapsed());
    }
}

#[test]
fn directories_in_a_circle_end() {
    let mut bytes = tiff(b"IIRO", vec![vec![(0x014A, Value::Longs(vec![8; 16]))]]);
    // The chain comes back to the first directory too.
    let end = bytes.len();
    let first = u32::from_le_bytes(bytes[4..8].try_into().unwrap());
    bytes[end - 4..].copy_from_slice(&first.to_le_bytes());
    let facts = facts(&bytes);
    assert_eq!(facts.kind, Kind::Orf);
    assert!(facts.undecodable.is_some());
}
