//! Colours as people saw them: profiles of screens, cameras and paper become sRGB.

mod fixtures;

use fixtures::*;
use image::{ImageEncoder, RgbImage};
use media::{Recipe, derive};
use moxcms::ColorProfile;

fn shown(bytes: &[u8]) -> [u8; 3] {
    let folder = Folder::new();
    let made = derive(&folder.put("gambar", bytes), &[Recipe::THUMB]).expect("shown");
    let mut decoder =
        zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(made[0].jpeg.as_slice()));
    let rgb = decoder.decode().expect("our own JPEG");
    RgbImage::from_raw(made[0].width, made[0].height, rgb)
        .expect("the size it says")
        .get_pixel(8, 8)
        .0
}

fn flat(color: [u8; 3]) -> RgbImage {
    RgbImage::from_pixel(32, 32, image::Rgb(color))
}

#[track_caller]
fn is_near(found: [u8; 3], expected: [u8; 3], tolerance: u8) {
    let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= tolerance);
    assert!(near, "{found:?}, not {expected:?}");
}

fn png_with(profile: &ColorProfile, color: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile.encode().expect("a profile")).expect("taken");
    encoder.write_image(&flat(color), 32, 32, image::ExtendedColorType::Rgb8).expect("encodes");
    bytes
}

/// By the published matrices: what a screen of each kind shows for these numbers.
#[test]
fn wide_colours_become_what_they_look_like() {
    let jpeg_with = |profile: &ColorProfile, color| {
        let block = profile.encode().expect("a profile");
        jpeg_as(&flat(color), |encoder| encoder.add_icc_profile(&block).expect("fits"))
    };
    let p3 = ColorProfile::new_display_p3();
    is_near(shown(&png_with(&p3, [200, 100, 50])), [215, 93, 31], 5);
    is_near(shown(&jpeg_with(&p3, [60, 120, 180])), [30, 122, 185], 6);
    let adobe = ColorProfile::new_adobe_rgb();
    is_near(shown(&png_with(&adobe, [128; 3])), [128; 3], 3);
    let green = shown(&jpeg_with(&adobe, [100, 200, 100]));
    assert!(green[0] < 70 && green[1] > 190, "{green:?}");
    is_near(shown(&png_with(&ColorProfile::new_srgb(), [200, 100, 50])), [200, 100, 50], 4);
}

#[test]
fn grey_profiles_are_followed() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().expect("a profile");
    encoder.set_icc_profile(linear).expect("taken");
    encoder.write_image(&[128; 1024], 32, 32, image::ExtendedColorType::L8).expect("encodes");
    is_near(shown(&bytes), [188; 3], 3);
}

#[test]
fn inks_become_the_colours_that_paper_shows() {
    use tiff::encoder::{TiffEncoder, colortype::CMYK8};
    let tiff_of = |inks: [u8; 4]| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut bytes).expect("starts");
        encoder.write_image::<CMYK8>(32, 32, &inks.repeat(1024)).expect("pixels");
        bytes.into_inner()
    };
    is_near(shown(&tiff_of([0; 4])), [255; 3], 4);
    is_near(shown(&tiff_of([0, 255, 255, 0])), [237, 28, 36], 24);
    is_near(shown(&tiff_of([255, 255, 0, 0])), [46, 49, 146], 28);
    let black = shown(&tiff_of([0, 0, 0, 255]));
    assert!(black.iter().all(|&value| value < 60), "{black:?}");
}

/// Adobe's JPEGs store inks the other way round, and often as YCCK; the encoder sees to that.
#[test]
fn inks_in_a_jpeg_become_the_colours_that_paper_shows() {
    let profile = include_bytes!("../assets/CGATS001Compat-v2-micro.icc");
    for color in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        for (inks, seen) in [([0, 255, 255, 0], [237, 28, 36]), ([255, 0, 0, 0], [0, 174, 239])] {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
            encoder.add_icc_profile(profile).expect("fits");
            encoder.encode(&inks.repeat(1024), 32, 32, color).expect("encodes");
            is_near(shown(&bytes), seen, 26);
        }
    }
}

#[test]
fn a_broken_profile_changes_nothing() {
    let junk = vec![7; 600];
    let bytes =
        jpeg_as(&flat([200, 100, 50]), |encoder| encoder.add_icc_profile(&junk).expect("fits"));
    is_near(shown(&bytes), [200, 100, 50], 5);
}
