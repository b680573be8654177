//! Agreement with other decoders, for all samplings and odd sizes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{SAMPLINGS, encode, fixture};
use jpeg::{Color, Options, Scale, decode};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

fn zune(bytes: &[u8]) -> Vec<u8> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode().unwrap()
}

fn peer(bytes: &[u8]) -> Vec<u8> {
    jpeg_decoder::Decoder::new(bytes).decode().unwrap()
}

fn ours(bytes: &[u8]) -> Vec<u8> {
    decode(bytes, Scale::Full, Options::default()).unwrap().into_rgb().samples
}

/// The mean and the largest difference between two pictures.
fn difference(ours: &[u8], theirs: &[u8]) -> (f64, u8) {
    assert_eq!(ours.len(), theirs.len());
    let each = || ours.iter().zip(theirs).map(|(a, b)| a.abs_diff(*b));
    (each().map(f64::from).sum::<f64>() / ours.len() as f64, each().max().unwrap_or(0))
}

#[test]
fn pictures_without_subsampling_agree_closely() {
    for progressive in [false, true] {
        for size in 1..=17 {
            let bytes = encode(size, 18 - size, SAMPLINGS[0], progressive);
            let (mean, worst) = difference(&ours(&bytes), &zune(&bytes));
            assert!(mean < 0.3 && worst <= 2, "{size}: {mean} {worst}");
        }
    }
}

#[test]
fn subsampled_pictures_agree_but_for_interpolation() {
    for sampling in SAMPLINGS {
        for progressive in [false, true] {
            for (width, height) in [(64, 48), (200, 133), (17, 16), (33, 65), (1, 17), (16, 1)] {
                let bytes = encode(width, height, sampling, progressive);
                let (pixels, name) = (ours(&bytes), format!("{sampling:?} {width}x{height}"));
                // Each of the two has samplings and edges where it interpolates in its own way, or not at all.
                let means =
                    [zune(&bytes), peer(&bytes)].map(|theirs| difference(&pixels, &theirs).0);
                assert!(means.iter().any(|&mean| mean < 2.5), "{name} {progressive}: {means:?}");
            }
        }
    }
}

#[test]
fn progressive_and_sequential_files_give_the_same_planes() {
    for sampling in SAMPLINGS {
        for scale in [Scale::Full, Scale::Half, Scale::Quarter, Scale::Eighth] {
            let [sequential, progressive] = [false, true].map(|progressive| {
                let bytes = encode(77, 50, sampling, progressive);
                decode(&bytes, scale, Options::default()).unwrap()
            });
            for (one, other) in sequential.planes.iter().zip(&progressive.planes) {
                for y in 0..one.height {
                    assert_eq!(one.row(y), other.row(y), "{sampling:?} {scale:?} row {y}");
                }
            }
        }
    }
}

#[test]
fn fixtures_agree() {
    for name in [
        "progressive-420-restarts.jpg",
        "sequential-411.jpg",
        "sequential-440.jpg",
        "progressive-mixed.jpg",
        "separate-scans.jpg",
        "rgb.jpg",
    ] {
        let bytes = fixture(name);
        let (mean, _) = difference(&ours(&bytes), &peer(&bytes));
        assert!(mean < 1.5, "{name}: {mean}");
    }
}

#[test]
fn grey_stays_grey() {
    let bytes = fixture("gray-restarts.jpg");
    let planes = decode(&bytes, Scale::Full, Options::default()).unwrap();
    assert_eq!(planes.header.color, Color::Gray);
    let theirs = peer(&bytes);
    let samples: Vec<u8> =
        (0..planes.height()).flat_map(|y| planes.planes[0].row(y).to_vec()).collect();
    assert!(difference(&samples, &theirs).1 <= 1);
}

#[test]
fn inks_are_offered_as_they_are() {
    let bytes = fixture("cmyk.jpg");
    let planes = decode(&bytes, Scale::Full, Options::default()).unwrap();
    assert_eq!(planes.header.color, Color::Cmyk { inverted: true });
    let inks = planes.clone().into_inks().unwrap();
    let theirs = peer(&bytes);
    let theirs: Vec<u8> = theirs.iter().map(|ink| 255 - ink).collect();
    let (upright, turned) = (difference(&inks, &theirs).1, difference(&inks, &peer(&bytes)).1);
    assert!(upright <= 1 || turned <= 1, "{upright} {turned}");
    let rgb = planes.into_rgb();
    assert_eq!(rgb.samples.len(), inks.len() / 4 * 3);
}
