//! What containers can say about their pictures: tiles, turning, cropping, alpha, previews, metadata.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use common::reference::{BT601, Yuv, worst};
use common::{
    ALPHA, Mux, auxiliary, boxed, crop, fixture, full, icc, mirror, nclx, phone, rotation, single,
    size,
};
use heif::{Codec, Limits, Picture, decode, decode_thumbnail, info};

fn decoded(mux: &Mux) -> Picture {
    decode(&mux.bytes(), Limits::default()).unwrap()
}

fn pixel(picture: &Picture, x: u32, y: u32) -> &[u8] {
    let channels = picture.channels as usize;
    &picture.pixels[(y as usize * picture.width as usize + x as usize) * channels..][..channels]
}

#[test]
fn a_grid_is_its_tiles_side_by_side() {
    let picture = decoded(&phone(&[]));
    assert_eq!((picture.width, picture.height), (120, 100));
    for (tile, left, top) in [(0, 0, 0), (1, 64, 0), (2, 0, 64), (3, 64, 64)] {
        let exact =
            Yuv::load(&format!("tile{tile}.yuv"), (64, 64), 8, Some((1, 1))).colors(BT601, false);
        // Away from the edges, where chroma is blended with the neighbouring tile's.
        for (x, y) in [(2, 2), (30, 17), (50, 30)] {
            let exact = &exact[(y * 64 + x) * 3..][..3];
            let off = worst(pixel(&picture, left + x as u32, top + y as u32), exact);
            assert!(off < 1.6, "tile {tile}: off by {off}");
        }
    }
}

#[test]
fn turning_and_cropping_follow_the_order_in_the_file() {
    let plain = decoded(&phone(&[]));
    // A quarter turn counter-clockwise brings the right edge to the top.
    let turned = decoded(&phone(&[&rotation(1)]));
    assert_eq!((turned.width, turned.height), (100, 120));
    assert_eq!(pixel(&turned, 7, 0), pixel(&plain, 119, 7));
    let turned = decoded(&phone(&[&rotation(3)]));
    assert_eq!(pixel(&turned, 0, 5), pixel(&plain, 5, 99));
    let turned = decoded(&phone(&[&rotation(2)]));
    assert_eq!(pixel(&turned, 0, 0), pixel(&plain, 119, 99));
    let mirrored = decoded(&phone(&[&mirror(true)]));
    assert_eq!(pixel(&mirrored, 0, 3), pixel(&plain, 119, 3));
    let mirrored = decoded(&phone(&[&mirror(false)]));
    assert_eq!(pixel(&mirrored, 3, 0), pixel(&plain, 3, 99));
    // 20 x 30 around a point 10 to the right of the middle and 5 above it, then turned.
    let window = crop([20, 1, 30, 1, 10, 1, -5, 1]);
    let cropped = decoded(&phone(&[&window]));
    assert_eq!((cropped.width, cropped.height), (20, 30));
    assert_eq!(pixel(&cropped, 0, 0), pixel(&plain, 60, 30));
    let both = phone(&[&window, &rotation(1)]);
    assert_eq!((decoded(&both).width, decoded(&both).height), (30, 20));
    assert_eq!(pixel(&decoded(&both), 0, 0), pixel(&plain, 79, 30));
    let told = info(&both.bytes()).unwrap();
    assert_eq!((told.width, told.height), (30, 20));
}

#[test]
fn identity_derivations_add_their_turning() {
    let mut mux = Mux::new();
    let first = mux.hevc("hevc8.265", (98, 70), &[&rotation(1)]);
    let size = size(70, 98);
    mux.primary = mux.item(b"iden", &[&size, &rotation(3)], &[]);
    mux.refer(b"dimg", mux.primary, &[first]);
    assert!(decoded(&mux) == decoded(&single()));
}

#[test]
fn metadata_and_previews_are_found() {
    let tiff = b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";
    let mut mux = phone(&[&icc(b"a profile"), &rotation(3)]);
    let small = mux.hevc("hevc8full.265", (64, 48), &[&rotation(3)]);
    mux.refer(b"thmb", small, &[mux.primary]);
    let exif = mux.item(b"Exif", &[], &[&[0, 0, 0, 6], &b"Exif\0\0"[..], tiff].concat());
    mux.refer(b"cdsc", exif, &[mux.primary]);
    let told = info(&mux.bytes()).unwrap();
    assert_eq!((told.width, told.height, told.codec, told.bit_depth), (100, 120, Codec::Hevc, 8));
    assert_eq!(told.icc.as_deref(), Some(&b"a profile"[..]));
    assert_eq!(told.exif.as_deref(), Some(&tiff[..]));
    assert_eq!(told.thumbnail, Some((48, 64)));
    assert!(!told.has_alpha && !told.moving && told.nclx.is_none());
    let small = decode_thumbnail(&mux.bytes(), Limits::default()).unwrap().unwrap();
    assert_eq!((small.width, small.height), (48, 64));
    assert_eq!(decode_thumbnail(&single().bytes(), Limits::default()), Ok(None));
}

/// Grey 98 x 70 as alpha of a colour picture.
fn with_alpha(premultiplied: bool) -> Mux {
    let mut mux = Mux::new();
    let picture = mux.av1("av1-8.obu", (98, 70), 8, &[&nclx(1, 13, 6, true), &rotation(2)]);
    let alpha = mux.av1("av1-grey.obu", (98, 70), 8, &[&auxiliary(ALPHA)]);
    mux.refer(b"auxl", alpha, &[picture]);
    if premultiplied {
        mux.refer(b"prem", picture, &[alpha]);
    }
    mux
}

#[test]
fn alpha_is_the_fourth_channel() {
    let picture = decoded(&with_alpha(false));
    assert_eq!(picture.channels, 4);
    assert!(info(&with_alpha(false).bytes()).unwrap().has_alpha);
    let alpha = Yuv::load("av1-grey.yuv", (98, 70), 8, None);
    // Turned upside down, as the whole.
    for at in [0, 97, 3000, 98 * 70 - 1] {
        assert_eq!(picture.pixels[at * 4 + 3], alpha.bytes[98 * 70 - 1 - at]);
    }
    let divided = decoded(&with_alpha(true));
    for (plain, divided) in picture.pixels.chunks(4).zip(divided.pixels.chunks(4)).step_by(37) {
        let exact = (f64::from(plain[0]) * 255.0 / f64::from(plain[3]).max(1.0)).min(255.0);
        assert!((f64::from(divided[0]) - exact).abs() <= 0.5 || plain[3] == 0);
    }
}

#[test]
fn alpha_may_stand_beside_each_tile() {
    let mut mux = Mux::new();
    let tiles = [1, 2].map(|_| mux.av1("av1-8.obu", (98, 70), 8, &[]));
    let alphas = [1, 2].map(|_| mux.av1("av1-grey.obu", (98, 70), 8, &[&auxiliary(ALPHA)]));
    for (tile, alpha) in tiles.into_iter().zip(alphas) {
        mux.refer(b"auxl", alpha, &[tile]);
    }
    mux.primary = mux.grid(2, 1, (196, 70), &tiles, &[]);
    let picture = decoded(&mux);
    assert_eq!((picture.width, picture.height, picture.channels), (196, 70, 4));
    assert_eq!(pixel(&picture, 5, 9)[3], pixel(&picture, 98 + 5, 9)[3]);
}

#[test]
fn data_may_be_in_pieces_or_in_the_headers() {
    // The same file by a newer iloc: an item of two pieces, the first of them counted from a base.
    let plain = single().bytes();
    let at = plain.windows(4).position(|kind| kind == b"iloc").unwrap() - 4;
    let field = |at: usize| u32::from_be_bytes(plain[at..at + 4].try_into().unwrap());
    let (offset, length) = (field(at + 22), field(at + 26));
    let mut body = vec![0x44, 0x40, 0, 1, 0, 1, 0, 0, 0, 0];
    let longer = 4 + 4 + 4 + 4 + 2 + 2 + 4 + 2 + 16 - (4 + 2 + 2 + 2 + 2 + 8);
    for number in [offset + longer as u32 - 4, 2] {
        body.extend(if number == 2 { vec![0, 2] } else { number.to_be_bytes().to_vec() });
    }
    for number in [0, 1000, 1000, length - 1000] {
        body.extend(u32::to_be_bytes(number));
    }
    let iloc = full(b"iloc", 1, 0, &body);
    let old = field(at) as usize;
    let grown = iloc.len() - old;
    let base = (offset as usize + grown) as u32;
    let mut iloc = iloc;
    iloc[22..26].copy_from_slice(&base.to_be_bytes());
    let mut bytes = [&plain[..at], &iloc, &plain[at + old..]].concat();
    let meta = bytes.windows(4).position(|kind| kind == b"meta").unwrap() - 4;
    let size = u32::from_be_bytes(bytes[meta..meta + 4].try_into().unwrap()) + grown as u32;
    bytes[meta..meta + 4].copy_from_slice(&size.to_be_bytes());
    assert!(decode(&bytes, Limits::default()).unwrap() == decoded(&single()));
}

#[test]
fn a_sequence_beside_the_picture_is_told() {
    let mut mux = single();
    mux.brands.push(*b"msf1");
    assert!(!info(&mux.bytes()).unwrap().moving);
    mux.tail = boxed(b"moov", &[]);
    assert!(info(&mux.bytes()).unwrap().moving);
}

#[test]
fn files_by_other_programs_are_read() {
    let told = info(&fixture("thumbnail.heic")).unwrap();
    assert_eq!((told.width, told.height, told.codec), (96, 72, Codec::Hevc));
    assert!(told.exif.unwrap().starts_with(b"MM\0\x2a") && told.icc.is_some());
    let (width, height) = told.thumbnail.unwrap();
    let small = decode_thumbnail(&fixture("thumbnail.heic"), Limits::default()).unwrap().unwrap();
    assert_eq!((small.width, small.height), (width, height));

    let told = info(&fixture("alpha.avif")).unwrap();
    assert_eq!((told.bit_depth, told.has_alpha, told.codec), (10, true, Codec::Av1));
    let picture = decode(&fixture("alpha.avif"), Limits::default()).unwrap();
    assert_eq!(picture.channels, 4);
    // Alpha grows from left to right; the same colours were also written as HEIC.
    assert!(pixel(&picture, 2, 30)[3] < 16 && pixel(&picture, 93, 30)[3] > 240);
    let heic = decode(&fixture("plain.heic"), Limits::default()).unwrap();
    assert_eq!((heic.width, heic.height, heic.channels), (96, 72, 3));
    let off: u32 = heic
        .pixels
        .chunks(3)
        .zip(picture.pixels.chunks(4))
        .map(|(a, b)| u32::from(a[1].abs_diff(b[1])))
        .sum();
    assert!(off / (96 * 72) < 12, "off by {off} in all");
}
