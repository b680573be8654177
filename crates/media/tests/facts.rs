//! What files tell about themselves: time with its zone, place, colours; in every container that carries EXIF.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod fixtures;
#[path = "fixtures/raw.rs"]
mod raw;

use std::io::Cursor;

use fixtures::*;
use image::{DynamicImage, ImageFormat};
use media::{ColorModel, Facts, Kind, Position, nearest_place, probe_reader};
use raw::*;

const MONAS: Position = Position { latitude_udeg: -6_175_400, longitude_udeg: 106_827_200 };

fn facts(bytes: &[u8]) -> Facts {
    probe_reader(Cursor::new(bytes), bytes.len() as u64).unwrap()
}

/// EXIF with everything: who, when with zone, where.
fn full_exif(gps: Directory) -> Vec<u8> {
    let more = vec![(0x8825, Value::Directories(vec![gps]))];
    tiff(b"II*\0", vec![notes("Apple", "iPhone 15", 1, more)])
}

fn assert_told(facts: &Facts) {
    assert_eq!(facts.taken.as_deref(), Some("2026:11:24 09:15:00"), "{:?}", facts.kind);
    assert_eq!(facts.taken_offset.as_deref(), Some("+07:00"), "{:?}", facts.kind);
    assert_eq!(facts.camera.as_deref(), Some("Apple iPhone 15"), "{:?}", facts.kind);
    assert!(facts.gps, "{:?}", facts.kind);
    assert_eq!(facts.position, Some(MONAS), "{:?}", facts.kind);
}

/// A HEIC without pictures: only what tells about it.
fn heif(brand: &[u8; 4], exif: &[u8], turns: u8) -> Vec<u8> {
    let full = |version: u8, body: &[u8]| [&[version, 0, 0, 0][..], body].concat();
    let entry = |id: u16, kind: &[u8; 4]| {
        mp4_box(b"infe", &full(2, &[&id.to_be_bytes()[..], &[0, 0], kind, &[0]].concat()))
    };
    let kinds = [&2u16.to_be_bytes()[..], &entry(1, b"hvc1"), &entry(2, b"Exif")].concat();
    let properties = [
        mp4_box(b"ispe", &full(0, &[4032u32.to_be_bytes(), 3024u32.to_be_bytes()].concat())),
        mp4_box(b"irot", &[turns]),
        mp4_box(b"pixi", &full(0, &[3, 10, 10, 10])),
        mp4_box(b"colr", b"nclx\0\x0C\0\x0D\0\x06\x80"),
    ]
    .concat();
    let uses = full(0, &[0, 0, 0, 1, 0, 1, 4, 0x81, 0x82, 3, 4]);
    let item = [&0u32.to_be_bytes()[..], exif].concat();
    let meta = |offset: u32| {
        let place = [
            &[0x44, 0, 0, 1, 0, 2, 0, 0, 0, 1][..],
            &offset.to_be_bytes(),
            &(item.len() as u32).to_be_bytes(),
        ]
        .concat();
        let boxes = [
            mp4_box(b"hdlr", &full(0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0")),
            mp4_box(b"pitm", &full(0, &[0, 1])),
            mp4_box(b"iloc", &full(0, &place)),
            mp4_box(b"iinf", &full(0, &kinds)),
            mp4_box(b"iprp", &[mp4_box(b"ipco", &properties), mp4_box(b"ipma", &uses)].concat()),
        ];
        let head = mp4_box(b"ftyp", &[&brand[..], &[0; 4], b"mif1", &brand[..]].concat());
        [head, mp4_box(b"meta", &full(0, &boxes.concat()))].concat()
    };
    let offset = meta(0).len() as u32 + 8;
    [meta(offset), mp4_box(b"mdat", &item)].concat()
}

#[test]
fn exif_is_read_wherever_it_lies() {
    let block = full_exif(position());
    let picture = busy(64, 48);
    assert_told(&facts(&jpeg_with_exif(&picture, &block)));

    let dynamic = DynamicImage::ImageRgb8(picture);
    let png = encoded(&dynamic, ImageFormat::Png);
    let png = [&png[..33], &png_chunk(b"eXIf", &block), &png[33..]].concat();
    assert_told(&facts(&png));

    let webp = encoded(&dynamic, ImageFormat::WebP);
    let mut exif = [&b"EXIF"[..], &(block.len() as u32).to_le_bytes(), &block].concat();
    exif.resize(exif.len().next_multiple_of(2), 0);
    let mut webp = [webp, exif].concat();
    let size = (webp.len() as u32 - 8).to_le_bytes();
    webp[4..8].copy_from_slice(&size);
    assert_told(&facts(&webp));

    let mut first =
        notes("Apple", "iPhone 15", 1, vec![(0x8825, Value::Directories(vec![position()]))]);
    first.extend([
        (0x0100, Value::Long(4)),
        (0x0101, Value::Long(2)),
        (0x0102, Value::Short(8)),
        (0x0106, Value::Short(1)),
        (0x0111, Value::Place(vec![0; 8])),
        (0x0117, Value::Long(8)),
    ]);
    assert_told(&facts(&tiff(b"II*\0", vec![first])));

    for (brand, kind) in [(b"heic", Kind::Heic), (b"avif", Kind::Avif)] {
        let facts = facts(&heif(brand, &block, 3));
        assert_eq!(facts.kind, kind);
        assert_told(&facts);
    }
}

#[test]
fn a_heic_tells_its_size_as_it_will_be_seen_its_depth_and_its_colours() {
    let exif = full_exif(position());
    // A quarter turn clockwise is three anticlockwise; the decoder makes it, so nothing is left to turn.
    let turned = facts(&heif(b"heic", &exif, 3));
    assert_eq!((turned.width, turned.height, turned.orientation), (Some(3024), Some(4032), 1));
    let color = turned.color.unwrap();
    assert_eq!((color.bits, color.profile.as_deref()), (10, Some("Display P3")));
    let upright = facts(&heif(b"heic", &exif, 0));
    assert_eq!((upright.width, upright.orientation), (Some(4032), 1));
    let whole = heif(b"heic", &exif, 0);
    for length in 12..whole.len() {
        let _ = probe_reader(Cursor::new(&whole[..length]), length as u64);
    }
}

#[test]
fn positions_that_say_nothing_are_no_positions() {
    let told = |gps: Directory| {
        let facts = facts(&jpeg_with_exif(&busy(32, 32), &full_exif(gps)));
        (facts.gps, facts.position)
    };
    let half = |degrees: u32| Value::Rationals(vec![(degrees, 1), (0, 1), (0, 1)]);
    assert_eq!(told(vec![(0, Value::Bytes(vec![2, 3, 0, 0]))]), (false, None), "a version");
    assert_eq!(told(vec![(2, half(0)), (4, half(0))]), (false, None), "zeros without signs");
    let unknown = || Value::Rationals(vec![(0, 0), (0, 0), (0, 0)]);
    let signs = |latitude, longitude| {
        vec![(1, Value::Text("S")), (2, latitude), (3, Value::Text("E")), (4, longitude)]
    };
    assert_eq!(told(signs(unknown(), unknown())), (false, None), "zero denominators");
    assert_eq!(told(vec![(2, half(6)), (4, half(106))]), (true, None), "no signs");
    assert_eq!(told(signs(half(99), half(106))), (true, None), "beyond the pole");
    assert_eq!(told(position()), (true, Some(MONAS)));
    let west = vec![(1, Value::Text("N")), (2, half(5)), (3, Value::Text("W")), (4, half(10))];
    let expected = Position { latitude_udeg: 5_000_000, longitude_udeg: -10_000_000 };
    assert_eq!(told(west), (true, Some(expected)));
}

#[test]
fn a_position_in_xmp_alone_is_warned_about() {
    let block = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude=\"6,10.5S\"/>";
    let with = jpeg_as(&busy(32, 32), |encoder| {
        encoder.add_app_segment(1, block.to_vec()).unwrap();
    });
    assert!(facts(&with).gps);
    assert!(!facts(&jpeg(&busy(32, 32))).gps);
}

#[test]
fn colours_are_told_as_stored() {
    let color = |bytes: &[u8]| facts(bytes).color.unwrap();
    let rgb = color(&jpeg(&busy(32, 32)));
    assert_eq!((rgb.model, rgb.bits, rgb.alpha, rgb.profile), (ColorModel::Rgb, 8, false, None));
    let deep = DynamicImage::ImageRgb8(busy(16, 16)).into_rgba16();
    let deep = color(&encoded(&DynamicImage::ImageRgba16(deep), ImageFormat::Png));
    assert_eq!((deep.model, deep.bits, deep.alpha), (ColorModel::Rgb, 16, true));
    let gray = DynamicImage::ImageRgb8(busy(16, 16)).into_luma8();
    assert_eq!(
        color(&encoded(&DynamicImage::ImageLuma8(gray), ImageFormat::Png)).model,
        ColorModel::Gray
    );
    let tif = color(&encoded(&DynamicImage::ImageRgb8(busy(16, 16)), ImageFormat::Tiff));
    assert_eq!((tif.model, tif.bits, tif.alpha), (ColorModel::Rgb, 8, false));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let wide = jpeg_as(&busy(32, 32), |encoder| encoder.add_icc_profile(&profile).unwrap());
    assert!(color(&wide).profile.unwrap().contains("P3"));
    // Adobe RGB said by the interoperability index alone.
    let interop = vec![(0xA005, Value::Directories(vec![vec![(1, Value::Text("R03"))]]))];
    let block = tiff(b"MM\0*", vec![notes_with("Canon", "EOS", 1, interop, vec![])]);
    assert_eq!(color(&jpeg_with_exif(&busy(32, 32), &block)).profile.as_deref(), Some("Adobe RGB"));
}

#[test]
fn codings_without_a_decoder_are_kept_and_named() {
    let mut bytes = jpeg(&busy(32, 32));
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 4] = 12;
    assert_eq!(facts(&bytes).undecodable.as_deref(), Some("JPEG 12-bit"));
    bytes[frame + 1] = 0xC3;
    assert_eq!(facts(&bytes).undecodable.as_deref(), Some("JPEG lossless"));
    let psd = facts(b"8BPS\0\x01\0\0\0\0\0\0\0\x03");
    assert_eq!((psd.kind, psd.undecodable.as_deref()), (Kind::Psd, Some("Photoshop (PSD)")));
}

#[test]
fn a_phones_recording_tells_where_and_when() {
    let text = |name: &[u8; 4], value: &str| {
        let body =
            [&(value.len() as u16).to_be_bytes()[..], &[0x15, 0xC7], value.as_bytes()].concat();
        mp4_box(name, &body)
    };
    let android = mp4_box(b"udta", &text(b"\xA9xyz", "-06.1754+106.8272/"));
    let keys = [
        ("com.apple.quicktime.location.ISO6709", "-06.1754+106.8272+010.5/"),
        ("com.apple.quicktime.creationdate", "2026-11-24T09:15:00+0700"),
        ("com.apple.quicktime.make", "Apple"),
        ("com.apple.quicktime.model", "iPhone 15"),
    ];
    let names = keys.iter().flat_map(|(key, _)| mp4_box(b"mdta", key.as_bytes()));
    let names = [&[0, 0, 0, 0, 0, 0, 0, 4][..], &names.collect::<Vec<u8>>()].concat();
    let items = keys.iter().zip(1u32..).flat_map(|((_, value), number)| {
        let data = mp4_box(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], value.as_bytes()].concat());
        mp4_box(&number.to_be_bytes(), &data)
    });
    let handler = mp4_box(b"hdlr", b"\0\0\0\0\0\0\0\0mdta\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let apple = [handler, mp4_box(b"keys", &names), mp4_box(b"ilst", &items.collect::<Vec<u8>>())];
    let apple = mp4_box(b"meta", &apple.concat());
    // Creation time in UTC, then a second on the clock and a length of four.
    let mvhd = |created: u32| {
        let numbers = [0, created, created, 1000, 4000].map(u32::to_be_bytes).concat();
        mp4_box(b"mvhd", &[numbers, vec![0; 80]].concat())
    };
    let film = |notes: &[u8]| {
        let moov = [&mvhd(3_876_758_100)[..], notes].concat();
        [mp4_box(b"ftyp", b"qt  \0\0\0\0qt  "), mp4_box(b"moov", &moov)].concat()
    };
    let plain = facts(&film(&[]));
    assert_eq!(plain.taken.as_deref(), Some("2026:11:05 21:15:00"));
    assert_eq!((plain.taken_offset.as_deref(), plain.gps), (Some("+00:00"), false));
    let phone = facts(&film(&android));
    assert_eq!((phone.gps, phone.position), (true, Some(MONAS)));
    assert_told(&facts(&film(&apple)));
    let whole = film(&[apple, android].concat());
    for at in 24..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        let _ = probe_reader(Cursor::new(&bytes), bytes.len() as u64);
    }
}

#[test]
fn places_are_found_fast_enough_for_a_whole_drop() {
    let start = std::time::Instant::now();
    for step in 0..200 {
        let position = Position { latitude_udeg: -6_900_000 + step, longitude_udeg: 107_600_000 };
        assert_eq!(nearest_place(position).unwrap().region, "Kota Bandung, Jawa Barat");
    }
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
}
