//! Any bytes at all, and sound files with some bytes changed: no panic, and an answer within a bounded time.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use common::{fixture, phone, rotation, single};
use heif::{Limits, decode, decode_thumbnail, info};
use proptest::prelude::*;

/// Sound files of every sort.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut av1 = common::Mux::new();
    av1.av1("av1-10.obu", (65, 48), 10, &[]);
    vec![
        single().bytes(),
        phone(&[&rotation(1)]).bytes(),
        av1.bytes(),
        fixture("thumbnail.heic"),
        fixture("alpha.avif"),
    ]
});

fn try_everything(bytes: &[u8]) {
    let start = Instant::now();
    let limits = Limits { max_pixels: 1_000_000, ..Limits::default() };
    let told = info(bytes);
    if let Ok(picture) = decode(bytes, limits) {
        let pixels = picture.width as usize * picture.height as usize;
        assert_eq!(picture.pixels.len(), pixels * usize::from(picture.channels));
        let told = told.unwrap();
        assert_eq!((told.width, told.height), (picture.width, picture.height));
    }
    let _ = decode_thumbnail(bytes, limits);
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        try_everything(&bytes);
    }

    #[test]
    fn any_bytes_in_a_meta_box(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        try_everything(&[common::boxed(b"ftyp", b"heic\0\0\0\0mif1"), common::full(b"meta", 0, 0, &bytes)].concat());
    }

    #[test]
    fn changed_bytes(
        file in 0..5_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_headers in any::<bool>(),
    ) {
        let mut bytes = FILES[file].clone();
        let reach = if in_headers { bytes.len().min(800) } else { bytes.len() };
        for (at, value) in changes {
            bytes[at.index(reach)] = value;
        }
        try_everything(&bytes);
    }

    #[test]
    fn cut_and_spliced(
        file in 0..5_usize,
        from in any::<prop::sample::Index>(),
        length in 1..400_usize,
        to in any::<prop::sample::Index>(),
    ) {
        let bytes = &FILES[file];
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        let piece = &bytes[from..(from + length).min(bytes.len())];
        try_everything(&[&bytes[..to], piece, &bytes[to..]].concat());
        try_everything(&bytes[..to]);
    }
}
