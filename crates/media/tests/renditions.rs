//! Pictures for places: the exact size, within the limit, nothing lost that must not be lost.

mod fixtures;

use fixtures::*;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use media::{CancelToken, Cut, Fit, Focus, Order, Place, Rendition, carry_out};
use zune_core::bytestream::ZCursor;

fn feed() -> Place {
    Place {
        id: "feed-4x5".into(),
        platform: "contoh".into(),
        label: "Feed".into(),
        width: 1080,
        height: 1350,
        max_bytes: 8_000_000,
        quality_floor: 70,
    }
}

fn wide() -> Place {
    Place { id: "lebar".into(), width: 1600, height: 900, ..feed() }
}

fn cut(bytes: &[u8], place: Place, fit: Fit) -> Rendition {
    let folder = Folder::new();
    let path = folder.put("berkas", bytes);
    let order = Order { cuts: vec![Cut { place, fit }], ..Order::default() };
    let mut done = carry_out(&path, &order, &CancelToken::new()).expect("cut");
    done.renditions.remove(0)
}

fn shown(rendition: &Rendition) -> RgbImage {
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(rendition.jpeg.as_slice()));
    let rgb = decoder.decode().expect("our own JPEG");
    RgbImage::from_raw(rendition.width, rendition.height, rgb).expect("the size it says")
}

fn near(image: &RgbImage, x: u32, y: u32, color: [u8; 3]) -> bool {
    image.get_pixel(x, y).0.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 24)
}

/// A poster: white, with a coloured mark in each corner, and a red title.
fn poster() -> Vec<u8> {
    let (width, height) = (1414, 1000);
    let image = RgbImage::from_fn(width, height, |x, y| {
        let (left, top) = (x < 40, y < 40);
        let (right, bottom) = (x >= width - 40, y >= height - 40);
        Rgb(match (left, right, top, bottom) {
            (true, _, true, _) => RED,
            (_, true, true, _) => GREEN,
            (true, _, _, true) => BLUE,
            (_, true, _, true) => [20, 20, 20],
            _ if (300..340).contains(&y) && x / 12 % 2 == 0 => [200, 20, 20],
            _ => WHITE,
        })
    });
    encoded(&DynamicImage::ImageRgb8(image), ImageFormat::Png)
}

/// Noise that no encoder makes small.
fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut state = 0x9E37_79B9u32;
    let image = RgbImage::from_fn(width, height, |_, _| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        Rgb([state as u8, (state >> 8) as u8, (state >> 16) as u8])
    });
    encoded(&DynamicImage::ImageRgb8(image), ImageFormat::Png)
}

/// The markers of a JPEG's segments up to its scan.
fn markers(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    while jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA {
        found.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

#[test]
fn every_fit_gives_the_size_of_the_place() {
    let photo = jpeg(&busy(3000, 2000));
    let center = Fit::Crop { focus: Focus::CENTER };
    for fit in [center, Fit::Blur, Fit::Plain { color: 0x0A_1B_2C }] {
        let made = cut(&photo, feed(), fit);
        assert_eq!((made.width, made.height, made.scaled_up), (1080, 1350, false), "{fit:?}");
        assert_eq!(shown(&made).dimensions(), (1080, 1350), "{fit:?}");
        assert_eq!((made.fit, made.place.as_str()), (fit, "feed-4x5"));
    }
    let as_is = cut(&photo, feed(), Fit::AsIs);
    assert_eq!((as_is.width, as_is.height), (1080, 720));
}

#[test]
fn the_output_is_baseline_without_metadata() {
    let photo = jpeg_with_exif(&busy(1500, 1000), &exif(6, true, None));
    for fit in [Fit::Crop { focus: Focus::CENTER }, Fit::Blur, Fit::Plain { color: 0 }, Fit::AsIs] {
        let made = cut(&photo, feed(), fit);
        let found = markers(&made.jpeg);
        assert!(found.contains(&0xC0), "baseline: {found:02X?}");
        // JFIF (E0), tables (DB, C4), the frame: nothing else, and one scan only.
        assert!(found.iter().all(|m| [0xE0, 0xDB, 0xC4, 0xC0].contains(m)), "{found:02X?}");
        let scans = made.jpeg.windows(2).filter(|w| *w == [0xFF, 0xDA]).count();
        assert_eq!(scans, 1);
        for trace in [&b"Exif"[..], b"ICC_PROFILE", b"Canon", b"http"] {
            assert!(!made.jpeg.windows(trace.len()).any(|w| w == trace));
        }
    }
}

#[test]
fn a_border_loses_no_corner_of_a_poster() {
    let poster = poster();
    for (fit, place) in [
        (Fit::Blur, feed()),
        (Fit::Plain { color: 0xFF_FF_FF }, feed()),
        (Fit::Blur, wide()),
        (Fit::Plain { color: 0 }, wide()),
        (Fit::AsIs, feed()),
    ] {
        let made = cut(&poster, place.clone(), fit);
        let image = shown(&made);
        let scale = (f64::from(place.width) / 1414.0).min(f64::from(place.height) / 1000.0);
        let scale = if fit == Fit::AsIs { scale.min(1.0) } else { scale };
        let (inner_w, inner_h) = ((1414.0 * scale) as u32, (1000.0 * scale) as u32);
        let (left, top) = ((made.width - inner_w) / 2, (made.height - inner_h) / 2);
        let corners = [
            (left + 12, top + 12, RED),
            (left + inner_w - 13, top + 12, GREEN),
            (left + 12, top + inner_h - 13, BLUE),
            (left + inner_w - 13, top + inner_h - 13, [20, 20, 20]),
        ];
        for (x, y, color) in corners {
            let found = image.get_pixel(x, y);
            assert!(near(&image, x, y, color), "{fit:?} {}: {x} {y} {found:?}", place.id);
        }
    }
}

#[test]
fn a_plain_border_has_its_color_and_a_blurred_one_that_of_the_picture() {
    let plain = shown(&cut(&poster(), feed(), Fit::Plain { color: 0x1E_32_DC }));
    assert!(near(&plain, 5, 5, BLUE) && near(&plain, 1075, 1345, BLUE));
    let green = jpeg(&RgbImage::from_pixel(1500, 1000, Rgb(GREEN)));
    let blurred = shown(&cut(&green, feed(), Fit::Blur));
    let border = blurred.get_pixel(540, 60).0;
    assert!(border[1] > border[0] + 60 && border[1] > border[2] + 60, "{border:?}");
    assert!(border[1] < GREEN[1] - 20, "the border stays behind the picture: {border:?}");
    // No line of the picture shows in the border: neighbours differ by hardly anything.
    let noisy = shown(&cut(&noise(1500, 1000), feed(), Fit::Blur));
    for x in 0..1079 {
        let (a, b) = (noisy.get_pixel(x, 40).0, noisy.get_pixel(x + 1, 40).0);
        assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 6), "{x}: {a:?} {b:?}");
    }
}

#[test]
fn drawings_keep_their_red_edges() {
    let image = shown(&cut(&poster(), Place { width: 1414, height: 1000, ..feed() }, Fit::AsIs));
    // Stripes of 12 px: in the middle of each, red is red and white is white; at half colour they would bleed.
    for stripe in 10..100u32 {
        let x = stripe * 12;
        let inside = image.get_pixel(x + 1, 320).0;
        let expected = if stripe % 2 == 0 { [200, 20, 20] } else { WHITE };
        let near = inside.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 40);
        assert!(near, "{stripe}: {inside:?}");
    }
}

#[test]
fn a_noisy_picture_is_brought_under_the_limit_and_no_lower_than_needed() {
    let picture = noise(1600, 900);
    let free = cut(&picture, wide(), Fit::AsIs);
    assert_eq!((free.quality, free.over_limit), (90, false));
    let limit = free.jpeg.len() as u64 * 2 / 3;
    let place = Place { max_bytes: limit, quality_floor: 40, ..wide() };
    let bound = cut(&picture, place.clone(), Fit::AsIs);
    assert!(bound.jpeg.len() as u64 <= limit && !bound.over_limit);
    assert!((40..90).contains(&bound.quality), "{}", bound.quality);
    // A tighter limit, a lower quality; one byte less than was needed, one step less.
    let place = Place { max_bytes: bound.jpeg.len() as u64 - 1, ..place };
    let tighter = cut(&picture, place, Fit::AsIs);
    assert!(tighter.quality < bound.quality);
}

#[test]
fn what_does_not_fit_at_the_floor_is_told_and_not_spoiled() {
    let place = Place { max_bytes: 50_000, quality_floor: 70, ..wide() };
    let made = cut(&noise(1600, 900), place, Fit::AsIs);
    assert!(made.over_limit);
    assert_eq!(made.quality, 70);
    assert_eq!((made.width, made.height), (1600, 900));
}

#[test]
fn the_focus_is_in_the_picture() {
    // Grey with a red disc at one fifth from the left.
    let image = RgbImage::from_fn(3000, 1500, |x, y| {
        let (dx, dy) = (f64::from(x) - 600.0, f64::from(y) - 750.0);
        Rgb(if dx.hypot(dy) < 150.0 { RED } else { [120, 120, 120] })
    });
    let bytes = jpeg(&image);
    let square = Place { width: 600, height: 600, ..feed() };
    let red =
        |made: &Rendition| shown(made).pixels().filter(|p| p.0[0] > 180 && p.0[1] < 80).count();
    let kept = cut(&bytes, square.clone(), Fit::Crop { focus: Focus { x: 2_000, y: 5_000 } });
    assert!(red(&kept) > 9_000, "{}", red(&kept));
    let lost = cut(&bytes, square.clone(), Fit::Crop { focus: Focus { x: 9_000, y: 5_000 } });
    assert_eq!(red(&lost), 0);
    // The proposal finds it by itself.
    let folder = Folder::new();
    let path = folder.put("cakram.jpg", &bytes);
    let order = Order { proposed: vec![square], always_crop: true, ..Order::default() };
    let done = carry_out(&path, &order, &CancelToken::new()).expect("cut");
    assert!(red(&done.renditions[0]) > 9_000, "{:?}", done.facts.look);
}

#[test]
fn small_pictures_grow_at_most_twofold_and_say_so() {
    let crop = Fit::Crop { focus: Focus::CENTER };
    let made = cut(&jpeg(&busy(800, 800)), feed(), crop);
    assert_eq!((made.width, made.height, made.scaled_up), (1080, 1350, true));
    let tiny = cut(&jpeg(&busy(200, 200)), feed(), crop);
    assert_eq!((tiny.width, tiny.height, tiny.scaled_up), (320, 400, true));
    let as_is = cut(&jpeg(&busy(200, 200)), feed(), Fit::AsIs);
    assert_eq!((as_is.width, as_is.height, as_is.scaled_up), (200, 200, false));
}
