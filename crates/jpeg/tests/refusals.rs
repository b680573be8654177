//! What is refused, and what isn't: the decoder is also an archive's intake check.

mod common;

use common::{SAMPLINGS, encode, fixture};
use jpeg::{Chroma, JpegError, Options, Scale, Thoroughness, decode, header};
use proptest::prelude::*;

const SCALES: [Scale; 4] = [Scale::Full, Scale::Half, Scale::Quarter, Scale::Eighth];

fn at(bytes: &[u8], scale: Scale) -> Result<jpeg::Planes, JpegError> {
    decode(bytes, scale, Options::default())
}

#[test]
fn every_scale_has_its_size() {
    for sampling in SAMPLINGS {
        for (width, height) in (1..=17).flat_map(|w| [(w, 1), (w, 9), (w, 17)]) {
            let bytes = encode(width, height, sampling, width % 2 == 0);
            for (scale, divisor) in SCALES.into_iter().zip([1, 2, 4, 8]) {
                for chroma in [Chroma::AsStored, Chroma::LikeLuma] {
                    let options = Options { chroma, ..Options::default() };
                    let rgb = decode(&bytes, scale, options).unwrap().into_rgb();
                    let expected =
                        (u32::from(width).div_ceil(divisor), u32::from(height).div_ceil(divisor));
                    assert_eq!((rgb.width, rgb.height), expected);
                    assert_eq!(rgb.samples.len() as u32, rgb.width * rgb.height * 3);
                }
            }
        }
    }
}

#[test]
fn a_cut_anywhere_is_noticed() {
    for (name, progressive) in [("sequential", false), ("progressive", true)] {
        let bytes = encode(40, 30, SAMPLINGS[2], progressive);
        let whole = at(&bytes, Scale::Full).unwrap();
        for length in 0..bytes.len() {
            for scale in SCALES {
                match at(&bytes[..length], scale) {
                    Err(JpegError::NotJpeg) => assert!(length < 2),
                    Err(JpegError::Truncated | JpegError::Damaged { .. }) => {}
                    Err(error) => panic!("{name} {length}: {error}"),
                    // Only the end mark may be missing, with the padding bits before it.
                    Ok(planes) => {
                        assert!(length + 4 > bytes.len(), "{name} cut at {length} was taken");
                        assert!(scale != Scale::Full || planes == whole);
                    }
                }
            }
        }
        assert_eq!(at(&bytes[..bytes.len() - 2], Scale::Full).unwrap(), whole);
    }
}

#[test]
fn a_sixteenth_missing_is_truncated() {
    for name in ["progressive-420-restarts.jpg", "sequential-411.jpg", "separate-scans.jpg"] {
        let bytes = fixture(name);
        for sixteenths in 1..16 {
            let cut = &bytes[..bytes.len() * sixteenths / 16];
            assert!(
                matches!(at(cut, Scale::Quarter), Err(JpegError::Truncated)),
                "{name} {sixteenths}/16"
            );
        }
    }
}

#[test]
fn a_missing_restart_marker_is_damage() {
    let bytes = fixture("gray-restarts.jpg");
    let mark = bytes.windows(2).position(|pair| pair == [0xFF, 0xD1]).unwrap();
    for replacement in [[0xFF, 0xD2], [0x12, 0x34]] {
        let mut bytes = bytes.clone();
        bytes[mark..mark + 2].copy_from_slice(&replacement);
        assert!(matches!(at(&bytes, Scale::Half), Err(JpegError::Damaged { .. })));
    }
}

#[test]
fn what_surrounds_the_segments_is_tolerated() {
    let bytes = encode(40, 30, SAMPLINGS[2], false);
    let whole = at(&bytes, Scale::Full).unwrap();
    let mut longer = bytes.clone();
    longer.extend(b"\xFF\xD8 a preview");
    assert_eq!(at(&longer, Scale::Full).unwrap(), whole);
    let mut padded = bytes.clone();
    padded.splice(2..2, [0xFF, 0xFF, 0xFF]);
    assert_eq!(at(&padded, Scale::Full).unwrap(), whole);
    let mut strayed = bytes;
    strayed.splice(2..2, [0, 1, 2]);
    assert_eq!(at(&strayed, Scale::Full).unwrap(), whole);
}

#[test]
fn enough_for_the_scale_looks_the_same() {
    for name in ["progressive-420-restarts.jpg", "progressive-mixed.jpg"] {
        let bytes = fixture(name);
        // Scans that can't be seen are left out; at a quarter that includes some last bits.
        for (scale, tolerance) in SCALES.into_iter().zip([0, 0, 12, 0]) {
            let options =
                Options { thoroughness: Thoroughness::EnoughForScale, ..Options::default() };
            let enough = decode(&bytes, scale, options).unwrap();
            let whole = at(&bytes, scale).unwrap();
            for (enough, whole) in enough.planes.iter().zip(&whole.planes) {
                let samples = enough.samples.iter().zip(&whole.samples);
                let worst = samples.map(|(a, b)| a.abs_diff(*b)).max();
                assert!(worst <= Some(tolerance), "{name} {scale:?}: {worst:?}");
            }
        }
    }
}

#[test]
fn unusual_kinds_are_named() {
    let bytes = fixture("arithmetic.jpg");
    assert_eq!(
        at(&bytes, Scale::Full),
        Err(JpegError::Unsupported { feature: "arithmetic coding" })
    );
}

#[test]
fn large_claims_are_refused_before_anything_is_allocated() {
    let mut bytes = encode(16, 16, SAMPLINGS[0], true);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC2]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x20, 0, 0x20, 0]);
    assert_eq!(at(&bytes, Scale::Eighth), Err(JpegError::Truncated));
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF; 4]);
    assert!(matches!(at(&bytes, Scale::Eighth), Err(JpegError::TooLarge { .. })));
    assert_eq!(header(&bytes).unwrap().width, 65_535);
}

/// Decodes in all ways; only a panic is a failure.
fn survive(bytes: &[u8]) {
    let _ = header(bytes);
    for scale in SCALES {
        for thoroughness in [Thoroughness::Whole, Thoroughness::EnoughForScale] {
            for chroma in [Chroma::AsStored, Chroma::LikeLuma] {
                let options = Options { thoroughness, chroma, max_pixels: 1 << 20 };
                if let Ok(planes) = decode(bytes, scale, options) {
                    let _ = planes.clone().into_inks();
                    let _ = planes.into_rgb();
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_are_survived(mut bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survive(&bytes);
        bytes.splice(0..0, [0xFF, 0xD8]);
        survive(&bytes);
    }

    #[test]
    fn changed_files_are_survived(
        name in prop::sample::select(vec![
            "progressive-420-restarts.jpg", "progressive-mixed.jpg", "sequential-411.jpg",
            "separate-scans.jpg", "cmyk.jpg", "gray-restarts.jpg",
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = fixture(name);
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        survive(&bytes);
    }
}
