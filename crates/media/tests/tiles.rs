//! Tiles: together they are the picture, upright and pixel for pixel; what can't be cut says so.

mod fixtures;

use std::path::Path;
use std::sync::{Arc, Mutex};

use fixtures::*;
use image::{DynamicImage, ImageFormat, RgbImage};
use media::tiles::{Sheet, TileSink};
use media::{CancelToken, MediaError, Workshop};
use zune_core::bytestream::ZCursor;

#[derive(Debug, Default)]
struct Kept {
    sheet: Mutex<Option<Sheet>>,
    tiles: Mutex<Vec<Vec<u8>>>,
    /// Says stop after so many.
    most: Option<usize>,
}

impl TileSink for Kept {
    fn begin(&self, sheet: Sheet) -> bool {
        *self.sheet.lock().expect("sound") = Some(sheet);
        true
    }

    fn tile(&self, jpeg: &[u8]) -> bool {
        let mut tiles = self.tiles.lock().expect("sound");
        tiles.push(jpeg.to_vec());
        self.most.is_none_or(|most| tiles.len() < most)
    }
}

fn cut_with(path: &Path, kept: Kept, token: &CancelToken) -> Result<Arc<Kept>, MediaError> {
    let kept = Arc::new(kept);
    let sink: Arc<dyn TileSink> = Arc::<Kept>::clone(&kept);
    Workshop::in_process().cut_tiles(path, 0, &media::probe(path)?, token, &sink)?;
    Ok(kept)
}

fn cut(path: &Path) -> Result<Arc<Kept>, MediaError> {
    cut_with(path, Kept::default(), &CancelToken::new())
}

impl Kept {
    fn sheet(&self) -> Sheet {
        self.sheet.lock().expect("sound").expect("begun")
    }

    /// A level put together from its tiles.
    fn level(&self, level: u32) -> RgbImage {
        let sheet = self.sheet();
        let (width, height) = sheet.level_size(level).expect("a level");
        let mut whole = RgbImage::new(width, height);
        let tiles = self.tiles.lock().expect("sound");
        assert_eq!(tiles.len(), sheet.count() as usize);
        for ((at, column, row), jpeg) in sheet.tiles().zip(tiles.iter()) {
            if at != level {
                continue;
            }
            let (left, top, width, height) = sheet.bounds(level, column, row).expect("there");
            let rgb = zune_jpeg::JpegDecoder::new(ZCursor::new(jpeg.as_slice()))
                .decode()
                .expect("our own JPEG");
            let tile = RgbImage::from_raw(width, height, rgb).expect("the size it should have");
            image::imageops::replace(&mut whole, &tile, left.into(), top.into());
        }
        whole
    }

    fn last(&self) -> RgbImage {
        self.level(self.sheet().levels() - 1)
    }
}

/// Blocks of 8 px in colours that tell where they stand, with one odd pixel column at the right.
fn blocks(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x / 8, y / 8);
        image::Rgb([(x * 7 % 256) as u8, (y * 11 % 256) as u8, ((x + y) * 5 % 256) as u8])
    })
}

fn worst(a: &RgbImage, b: &RgbImage) -> u8 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

#[test]
fn together_they_are_the_picture_pixel_for_pixel() {
    let folder = Folder::new();
    let picture = blocks(2_603, 1_291);
    let path =
        folder.put("a.png", &encoded(&DynamicImage::ImageRgb8(picture.clone()), ImageFormat::Png));
    let kept = cut(&path).expect("cut");
    assert_eq!(kept.sheet(), Sheet { width: 2_603, height: 1_291 });
    // Blocks as large as JPEG's own come through nearly as they were; a shift by one pixel would differ by far more.
    let found = kept.last();
    assert!(worst(&found, &picture) <= 10, "{}", worst(&found, &picture));
}

#[test]
fn each_level_is_the_picture_at_half_the_size_without_seams() {
    let folder = Folder::new();
    let (width, height) = (2_048, 1_536);
    let ramp = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x / 8) as u8, (y / 6) as u8, ((x + y) / 14) as u8])
    });
    let path = folder.put("a.png", &encoded(&DynamicImage::ImageRgb8(ramp), ImageFormat::Png));
    let kept = cut(&path).expect("cut");
    for level in 0..kept.sheet().levels() {
        let found = kept.level(level);
        let scale = width / found.width();
        for (x, y, pixel) in found.enumerate_pixels() {
            let (x, y) = (x * scale + scale / 2, y * scale + scale / 2);
            let wanted = [x / 8, y / 6, (x + y) / 14];
            let near = pixel.0.iter().zip(wanted).all(|(a, b)| u32::from(*a).abs_diff(b) <= 5);
            assert!(near, "level {level} at {x}, {y}: {pixel:?}, not {wanted:?}");
        }
    }
}

#[test]
fn every_orientation_is_cut_upright() {
    let folder = Folder::new();
    let upright = quarters(1_300, 700);
    for orientation in 1..=8 {
        let picture = stored(&upright, orientation);
        let path =
            folder.put("foto.jpg", &jpeg_with_exif(&picture, &exif(orientation, false, None)));
        let kept = cut(&path).expect("cut");
        assert_eq!(kept.sheet(), Sheet { width: 1_300, height: 700 }, "orientation {orientation}");
        let found = kept.last();
        for (x, y, color) in [(1, 1, RED), (3, 1, GREEN), (1, 3, BLUE), (3, 3, WHITE)] {
            let pixel = found.get_pixel(1_300 * x / 4, 700 * y / 4).0;
            let near = pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) <= 24);
            assert!(near, "orientation {orientation}, {x}/4 {y}/4: {pixel:?}, not {color:?}");
        }
    }
}

#[test]
fn a_page_is_drawn_large() {
    let folder = Folder::new();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"60\">\
        <rect width=\"40\" height=\"60\" fill=\"#ff0000\"/></svg>";
    let kept = cut(&folder.put("a.svg", svg)).expect("cut");
    assert_eq!(kept.sheet(), Sheet { width: 4_096, height: 3_072 });
    let found = kept.last();
    assert!(found.get_pixel(2_040, 100).0[1] < 30 && found.get_pixel(2_056, 100).0[1] > 225);
}

#[test]
fn what_cannot_be_cut_says_so() {
    let folder = Folder::new();
    let code = |name: &str, bytes: &[u8]| cut(&folder.put(name, bytes)).expect_err(name).code();
    assert_eq!(code("a.png", b"\x89PNG\r\n\x1a\nand nothing more"), "damaged_file");
    let whole = encoded(&DynamicImage::ImageRgb8(blocks(900, 900)), ImageFormat::Png);
    assert!(cut(&folder.put("half.png", &whole[..whole.len() / 2])).is_err());
    let thread = DynamicImage::ImageLuma8(image::GrayImage::new(2_200_000, 1));
    let thread = encoded(&thread, ImageFormat::Png);
    assert_eq!(code("thread.png", &thread), "unsupported_format");
}

#[test]
fn it_stops_when_nobody_wants_it_any_more() {
    let folder = Folder::new();
    let path = folder
        .put("a.png", &encoded(&DynamicImage::ImageRgb8(blocks(2_000, 2_000)), ImageFormat::Png));
    let token = CancelToken::new();
    token.cancel();
    let refused = cut_with(&path, Kept::default(), &token).expect_err("cancelled");
    assert!(matches!(refused, MediaError::Cancelled));
    let sated = Kept { most: Some(3), ..Kept::default() };
    assert!(matches!(cut_with(&path, sated, &CancelToken::new()), Err(MediaError::Cancelled)));
}
