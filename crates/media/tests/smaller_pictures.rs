//! Smaller pictures: upright, in proportion, in the right colours, the same every time.

mod fixtures;

use fixtures::*;
use image::{DynamicImage, ImageFormat, RgbImage};
use media::{MediaError, Recipe, Rendered, derive, embedded_preview};
use zune_core::bytestream::ZCursor;

fn decoded(picture: &Rendered) -> RgbImage {
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(picture.jpeg.as_slice()));
    let rgb = decoder.decode().expect("our own JPEG");
    RgbImage::from_raw(picture.width, picture.height, rgb).expect("the size it says")
}

fn near(a: [u8; 3], b: [u8; 3], tolerance: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= tolerance)
}

/// The four quarters, read at their middles, are in their places.
fn is_upright(picture: &Rendered) {
    let image = decoded(picture);
    let (w, h) = image.dimensions();
    let expected = [(1, 1, RED), (3, 1, GREEN), (1, 3, BLUE), (3, 3, WHITE)];
    for (x, y, color) in expected {
        let found = image.get_pixel(w * x / 4, h * y / 4).0;
        assert!(near(found, color, 24), "{x}/4, {y}/4: {found:?}, not {color:?}");
    }
}

#[test]
fn every_orientation_is_shown_upright() {
    let folder = Folder::new();
    let upright = quarters(320, 200);
    for orientation in 1..=8 {
        let picture = stored(&upright, orientation);
        let path =
            folder.put("foto.jpg", &jpeg_with_exif(&picture, &exif(orientation, false, None)));
        let made = derive(&path, &[Recipe::THUMB]).expect("rendered");
        assert_eq!((made[0].width, made[0].height), (320, 200), "orientation {orientation}");
        is_upright(&made[0]);
    }
}

#[test]
fn orientation_in_png_webp_and_tiff_is_followed_too() {
    let folder = Folder::new();
    let turned = DynamicImage::ImageRgb8(stored(&quarters(320, 200), 6));
    let mut png = encoded(&turned, ImageFormat::Png);
    let chunk = png_chunk(b"eXIf", &exif(6, false, None));
    png.splice(33..33, chunk);
    // The TIFF encoder writes no orientation: put one in place of a tag nobody needs (ResolutionUnit, 0x0128).
    let mut tiff = encoded(&turned, ImageFormat::Tiff);
    let at = tiff.windows(4).position(|w| w == [0x28, 0x01, 0x03, 0x00]).expect("ResolutionUnit");
    tiff[at..at + 12].copy_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    // An extended WebP: VP8X, the picture, EXIF.
    let plain = encoded(&turned, ImageFormat::WebP);
    let block = exif(6, false, None);
    let mut body = b"WEBPVP8X\x0A\0\0\0\x08\0\0\0".to_vec();
    body.extend(&199u32.to_le_bytes()[..3]);
    body.extend(&319u32.to_le_bytes()[..3]);
    body.extend(&plain[12..]);
    body.extend(b"EXIF");
    body.extend((block.len() as u32).to_le_bytes());
    body.extend(&block);
    body.resize(body.len().next_multiple_of(2), 0);
    let webp = [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body].concat();
    for (name, bytes) in [("a.png", png), ("a.tif", tiff), ("a.webp", webp)] {
        let made = derive(&folder.put(name, &bytes), &[Recipe::THUMB]).expect(name);
        assert_eq!((made[0].width, made[0].height), (320, 200), "{name}");
        is_upright(&made[0]);
    }
}

#[test]
fn sizes_fit_and_never_grow() {
    let folder = Folder::new();
    let path = folder.put("besar.jpg", &jpeg(&quarters(3000, 1500)));
    let made = derive(&path, &[Recipe::PREVIEW, Recipe::THUMB]).expect("rendered");
    assert_eq!((made[0].recipe.name, made[0].width, made[0].height), ("preview", 2048, 1024));
    assert_eq!((made[1].recipe.name, made[1].width, made[1].height), ("thumb", 512, 256));
    is_upright(&made[0]);
    is_upright(&made[1]);
    let large = Recipe { name: "large", version: 1, longest_edge: 2600, quality: 80 };
    let made = derive(&path, &[large]).expect("rendered");
    assert_eq!((made[0].width, made[0].height), (2600, 1300));
    let small = derive(&folder.put("kecil.jpg", &jpeg(&quarters(90, 60))), &[Recipe::PREVIEW])
        .expect("rendered");
    assert_eq!((small[0].width, small[0].height), (90, 60));
    let thin = derive(&folder.put("tipis.jpg", &jpeg(&quarters(4000, 2))), &[Recipe::THUMB])
        .expect("rendered");
    assert_eq!((thin[0].width, thin[0].height), (512, 1));
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let folder = Folder::new();
    let path = folder.put("foto.jpg", &jpeg(&busy(2400, 1600)));
    let both = derive(&path, &[Recipe::THUMB, Recipe::PREVIEW]).expect("rendered");
    assert_eq!(both, derive(&path, &[Recipe::THUMB, Recipe::PREVIEW]).expect("again"));
    let turned = derive(&path, &[Recipe::PREVIEW, Recipe::THUMB]).expect("rendered");
    assert_eq!((&both[0], &both[1]), (&turned[1], &turned[0]));
    assert_eq!(Recipe::THUMB.cache_key(), "thumb-v3");
    assert_eq!(Recipe::THUMB.cache_key_of_page(4), "thumb-v3-p4");
}

#[test]
fn output_is_baseline_without_metadata() {
    let folder = Folder::new();
    let path = folder.put("foto.jpg", &jpeg_with_exif(&busy(300, 200), &exif(6, true, None)));
    let made = derive(&path, &[Recipe::THUMB]).expect("rendered");
    let bytes = &made[0].jpeg;
    assert!(bytes.windows(2).any(|w| w == [0xFF, 0xC0]), "a baseline frame");
    for trace in [&b"Exif"[..], b"ICC_PROFILE", b"http", b"Canon"] {
        assert!(
            !bytes.windows(trace.len()).any(|w| w == trace),
            "{}",
            String::from_utf8_lossy(trace)
        );
    }
}

#[test]
fn unusual_pixel_formats_are_shown() {
    let folder = Folder::new();
    let picture = DynamicImage::ImageRgb8(quarters(64, 48));
    let shown = |name: &str, bytes: &[u8]| {
        decoded(&derive(&folder.put(name, bytes), &[Recipe::THUMB]).expect(name)[0])
            .get_pixel(16, 12)
            .0
    };
    assert!(near(
        shown("16.png", &encoded(&DynamicImage::ImageRgb16(picture.to_rgb16()), ImageFormat::Png)),
        RED,
        24
    ));
    let [r, g, b] =
        shown("abu.png", &encoded(&DynamicImage::ImageLuma8(picture.to_luma8()), ImageFormat::Png));
    assert!(r.abs_diff(g) < 6 && g.abs_diff(b) < 6);
    let abu16 = encoded(&DynamicImage::ImageLumaA16(picture.to_luma_alpha16()), ImageFormat::Png);
    let [r, g, _] = shown("abu16.png", &abu16);
    assert!(r.abs_diff(g) < 6);
    let clear =
        DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(64, 48, image::Rgba([0, 0, 0, 0])));
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Tiff] {
        let white = shown("bening", &encoded(&clear, format));
        assert!(near(white, [255; 3], 2), "{format:?}: {white:?}");
    }
    let mut grey = Vec::new();
    let luma = picture.to_luma8();
    jpeg_encoder::Encoder::new(&mut grey, 90)
        .encode(luma.as_raw(), 64, 48, jpeg_encoder::ColorType::Luma)
        .expect("encodes");
    let [r, g, b] = shown("abu.jpg", &grey);
    assert!(r.abs_diff(g) < 6 && g.abs_diff(b) < 6);
}

#[test]
fn jpegs_of_every_layout_keep_their_colours() {
    let folder = Folder::new();
    let picture = quarters(320, 200);
    let layouts: [(&str, Vec<u8>); 4] = [
        ("separate scans", jpeg_as(&picture, |encoder| encoder.set_optimized_huffman_tables(true))),
        ("progressive", jpeg_as(&picture, |encoder| encoder.set_progressive(true))),
        ("restarts", jpeg_as(&picture, |encoder| encoder.set_restart_interval(3))),
        (
            "4:4:4",
            jpeg_as(&picture, |encoder| {
                encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1)
            }),
        ),
    ];
    for (name, bytes) in layouts {
        is_upright(&derive(&folder.put("foto.jpg", &bytes), &[Recipe::THUMB]).expect(name)[0]);
    }
}

#[test]
fn cmyk_jpegs_have_their_colours_the_right_way_round() {
    let folder = Folder::new();
    // Adobe stores inks inverted: 255 is no ink. Pure red is no cyan, full magenta and yellow, no black.
    let inks: Vec<u8> = [0u8, 255, 255, 0].repeat(64 * 48);
    let colors = [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck];
    for (color, separate) in colors.into_iter().flat_map(|color| [(color, false), (color, true)]) {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.set_optimized_huffman_tables(separate);
        encoder.encode(&inks, 64, 48, color).expect("encodes");
        let made = derive(&folder.put("tinta.jpg", &bytes), &[Recipe::THUMB]).expect("shown");
        let found = decoded(&made[0]).get_pixel(30, 20).0;
        assert!(near(found, [237, 28, 36], 26), "{color:?}, separate scans {separate}: {found:?}");
    }
}

#[test]
fn embedded_previews_are_upright_and_without_bars() {
    let folder = Folder::new();
    for orientation in 1..=8 {
        let large = stored(&quarters(960, 640), orientation);
        let small = stored(&quarters(150, 100), orientation);
        let bytes = jpeg_with_exif(&large, &exif(orientation, false, Some(&jpeg(&small))));
        let preview =
            embedded_preview(&folder.put("foto.jpg", &bytes)).expect("read").expect("there");
        assert_eq!((preview.width, preview.height), (150, 100), "orientation {orientation}");
        is_upright(&preview);
    }
    // A 3:2 picture in a 4:3 thumbnail, with bars above and below.
    let mut barred = RgbImage::new(160, 120);
    image::imageops::replace(&mut barred, &quarters(160, 106), 0, 7);
    let bytes = jpeg_with_exif(&quarters(960, 640), &exif(1, false, Some(&jpeg(&barred))));
    let preview = embedded_preview(&folder.put("foto.jpg", &bytes)).expect("read").expect("there");
    assert_eq!((preview.width, preview.height), (160, 106));
    is_upright(&preview);
    // Another shape altogether: an editor forgot to renew it.
    let bytes =
        jpeg_with_exif(&quarters(640, 960), &exif(1, false, Some(&jpeg(&quarters(160, 120)))));
    assert_eq!(embedded_preview(&folder.put("foto.jpg", &bytes)).expect("read"), None);
    assert_eq!(
        embedded_preview(&folder.put("tanpa.jpg", &jpeg(&quarters(64, 64)))).expect("read"),
        None
    );
}

#[test]
fn a_video_without_a_known_codec_has_no_picture() {
    let folder = Folder::new();
    let refusal = derive(&folder.put("film.mp4", &movie(b"isom", false)), &[Recipe::THUMB]);
    assert!(matches!(refusal, Err(MediaError::Unsupported { .. })), "{refusal:?}");
}

#[test]
fn display_p3_is_converted_to_srgb() {
    let folder = Folder::new();
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    let flat = RgbImage::from_pixel(64, 48, image::Rgb([200, 100, 50]));
    let bytes = jpeg_as(&flat, |encoder| encoder.add_icc_profile(&profile).expect("fits"));
    let plain =
        decoded(&derive(&folder.put("a.jpg", &jpeg(&flat)), &[Recipe::THUMB]).expect("shown")[0]);
    let wide = decoded(&derive(&folder.put("b.jpg", &bytes), &[Recipe::THUMB]).expect("shown")[0]);
    let (plain, wide) = (plain.get_pixel(30, 20).0, wide.get_pixel(30, 20).0);
    assert!(wide[0] > plain[0] + 5, "{plain:?} {wide:?}");
}

#[test]
fn samples_are_different_whole_and_repeatable() {
    let folder = Folder::new();
    let samples = media::sample::demo();
    let mut seen = std::collections::HashSet::new();
    for sample in &samples {
        let bytes = sample.paint().expect("painted");
        let facts =
            media::check(&folder.put(&sample.file_name(), &bytes)).expect("our own picture");
        assert_eq!(facts.kind, sample.kind());
        assert!(seen.insert(bytes), "{} looks like another", sample.slug);
    }
    assert!(seen.contains(&samples[0].paint().expect("painted")));
}
