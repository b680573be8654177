//! Files made to do harm are refused, by the right name and at once.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use common::{Mux, auxiliary, boxed, crop, full, phone, rotation, single, size};
use heif::{HeifError, Limits, decode, info};

fn refusal(mux: &Mux) -> HeifError {
    decode(&mux.bytes(), Limits::default()).unwrap_err()
}

fn is_damaged(error: &HeifError) -> bool {
    matches!(error, HeifError::Damaged { .. })
}

fn is_unsupported(error: &HeifError) -> bool {
    matches!(error, HeifError::Unsupported { .. })
}

#[test]
fn a_file_cut_short_says_so() {
    let bytes = single().bytes();
    for end in [0, 4, 12, 60, 200, bytes.len() - 1000, bytes.len() - 1] {
        assert_eq!(
            decode(&bytes[..end], Limits::default()).unwrap_err(),
            HeifError::Truncated,
            "at {end}"
        );
    }
    // The headers are whole, and can still be read.
    assert!(info(&bytes[..bytes.len() - 1]).is_ok());
}

#[test]
fn other_files_are_not_heif() {
    assert!(
        is_damaged(&info(b"\x89PNG\r\n\x1a\n and so on and on").unwrap_err())
            || info(b"\x89PNG").is_err()
    );
    assert!(is_damaged(&info(&boxed(b"free", &[0; 64])).unwrap_err()));
    let film = [boxed(b"ftyp", b"isom\0\0\0\0"), boxed(b"moov", &[])].concat();
    assert!(is_unsupported(&info(&film).unwrap_err()));
}

#[test]
fn sizes_are_checked_before_anything_is_allocated() {
    let mut mux = Mux::new();
    mux.hevc("hevc8.265", (60_000, 60_000), &[]);
    assert_eq!(refusal(&mux), HeifError::TooManyPixels { width: 60_000, height: 60_000 });
    let mut mux = Mux::new();
    let tile = mux.hevc("tile0.265", (64, 64), &[]);
    mux.primary = mux.grid(255, 255, (60_000, 60_000), &[tile; 10], &[]);
    assert_eq!(refusal(&mux), HeifError::TooManyPixels { width: 60_000, height: 60_000 });
    let small = Limits { max_pixels: 5000, ..Limits::default() };
    assert_eq!(
        decode(&phone(&[]).bytes(), small),
        Err(HeifError::TooManyPixels { width: 120, height: 100 })
    );
    let few = Limits { max_tiles: 3, ..Limits::default() };
    assert!(is_unsupported(&decode(&phone(&[]).bytes(), few).unwrap_err()));
    let few = Limits { max_items: 3, ..Limits::default() };
    assert!(is_unsupported(&decode(&phone(&[]).bytes(), few).unwrap_err()));
}

#[test]
fn a_picture_smaller_than_claimed_is_damaged() {
    let mut mux = Mux::new();
    mux.hevc("hevc8.265", (200, 70), &[]);
    assert!(is_damaged(&refusal(&mux)));
    let mut mux = Mux::new();
    mux.hevc("hevc8.265", (0, 70), &[]);
    assert!(is_damaged(&refusal(&mux)));
}

#[test]
fn circles_end() {
    let mut mux = Mux::new();
    let size = size(64, 64);
    let first = mux.item(b"iden", &[&size], &[]);
    let second = mux.item(b"iden", &[&size], &[]);
    mux.refer(b"dimg", first, &[second]);
    mux.refer(b"dimg", second, &[first]);
    assert!(is_unsupported(&refusal(&mux)));
    assert!(info(&mux.bytes()).is_err());
    let mut mux = Mux::new();
    mux.grid(1, 1, (64, 64), &[1], &[]);
    assert!(is_unsupported(&refusal(&mux)));
    let mut mux = phone(&[]);
    let alpha = mux.grid(1, 1, (120, 100), &[mux.primary], &[&auxiliary(common::ALPHA)]);
    mux.refer(b"auxl", alpha, &[mux.primary]);
    assert!(is_unsupported(&refusal(&mux)));
}

#[test]
fn grids_that_do_not_add_up_are_damaged() {
    for (columns, rows, size) in
        [(2, 2, (130, 100)), (2, 2, (60, 100)), (2, 1, (120, 60)), (3, 2, (120, 100))]
    {
        let mut mux = Mux::new();
        let tiles = [0, 1, 2, 3].map(|tile| mux.hevc(&format!("tile{tile}.265"), (64, 64), &[]));
        mux.primary = mux.grid(columns, rows, size, &tiles, &[]);
        assert!(is_damaged(&refusal(&mux)), "{columns} x {rows}");
    }
    let mut mux = Mux::new();
    let tiles = [mux.hevc("hevc8full.265", (64, 48), &[]), mux.hevc("hevc444.265", (64, 48), &[])];
    mux.primary = mux.grid(2, 1, (128, 48), &tiles, &[]);
    assert!(is_damaged(&refusal(&mux)));
    let mut mux = Mux::new();
    let tiles = [mux.hevc("tile0.265", (64, 64), &[&rotation(1)])];
    mux.primary = mux.grid(1, 1, (64, 64), &tiles, &[]);
    assert!(is_unsupported(&refusal(&mux)));
}

#[test]
fn crops_stay_within_their_picture() {
    for numbers in [
        [200, 1, 30, 1, 0, 1, 0, 1],
        [20, 1, 30, 1, 60, 1, 0, 1],
        [0, 1, 30, 1, 0, 1, 0, 1],
        [20, 0, 30, 1, 0, 1, 0, 1],
        [20, 1, 30, 1, i32::MIN, 1, i32::MAX, -1],
    ] {
        assert!(is_damaged(&refusal(&phone(&[&crop(numbers)]))), "{numbers:?}");
    }
}

#[test]
fn many_pictures_in_one_item_are_one_picture() {
    // A second HEVC picture behind the first is not decoded.
    let mut mux = Mux::new();
    let (config, data) = common::hevc("hevc8.265");
    mux.item(b"hvc1", &[&config, &size(98, 70)], &data.repeat(50));
    assert!(
        decode(&mux.bytes(), Limits::default()).unwrap()
            == decode(&single().bytes(), Limits::default()).unwrap()
    );
    // Frames of AV1 are counted.
    let mut mux = Mux::new();
    let data = common::fixture("av1-8.obu").repeat(50);
    mux.item(b"av01", &[&common::av1(8), &size(98, 70)], &data);
    assert!(is_unsupported(&refusal(&mux)));
}

#[test]
fn tiles_may_not_hide_large_pictures_or_reread_the_file() {
    let mut mux = Mux::new();
    let tiles = [mux.hevc("tile0.265", (16, 16), &[]), mux.hevc("hevc8.265", (16, 16), &[])];
    mux.primary = mux.grid(2, 1, (32, 16), &tiles, &[]);
    assert!(is_damaged(&refusal(&mux)));
    let mut mux = Mux::new();
    mux.av1("av1-8.obu", (32, 32), 8, &[]);
    assert!(is_damaged(&refusal(&mux)));
    let mut mux = Mux::new();
    let (config, mut data) = common::hevc("tile0.265");
    data.resize(1 << 16, 0);
    let tile = mux.item(b"hvc1", &[&config, &size(64, 64)], &data);
    mux.primary = mux.grid(40, 20, (2560, 1280), &[tile; 800], &[]);
    assert!(is_damaged(&refusal(&mux)));
}

#[test]
fn what_is_not_decoded_here_is_named() {
    for kind in [b"jpeg", b"iovl", b"unci", b"abcd"] {
        let mut mux = Mux::new();
        mux.item(kind, &[&size(64, 64)], &[0; 64]);
        assert!(is_unsupported(&refusal(&mux)));
        assert!(is_unsupported(&info(&mux.bytes()).unwrap_err()));
    }
    let mut mux = Mux::new();
    let essential = full(b"lsel", 0, 0, &[]);
    mux.av1("av1-8.obu", (98, 70), 8, &[&essential]);
    assert!(is_unsupported(&refusal(&mux)));
}
