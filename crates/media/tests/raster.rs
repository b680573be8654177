//! Every way that pictures store their pixels gives the same colours, and pictures that mean harm are refused.

mod fixtures;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use fixtures::*;
use image::{DynamicImage, ImageFormat, RgbImage};
use media::{Facts, MediaError, Recipe, derive, probe_reader};

fn probed(bytes: &[u8]) -> Result<Facts, MediaError> {
    probe_reader(Cursor::new(bytes), bytes.len() as u64)
}

fn shown(bytes: &[u8]) -> RgbImage {
    let folder = Folder::new();
    let made = derive(&folder.put("gambar", bytes), &[Recipe::THUMB]).expect("shown");
    let mut decoder =
        zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(made[0].jpeg.as_slice()));
    let rgb = decoder.decode().expect("our own JPEG");
    RgbImage::from_raw(made[0].width, made[0].height, rgb).expect("the size it says")
}

/// The four quarters are in their places, with the colours of [`quarters`].
#[track_caller]
fn is_quarters(name: &str, bytes: &[u8], colors: [[u8; 3]; 4]) {
    let image = shown(bytes);
    let (w, h) = image.dimensions();
    for ((x, y), color) in [(1, 1), (3, 1), (1, 3), (3, 3)].into_iter().zip(colors) {
        let found = image.get_pixel(w * x / 4, h * y / 4).0;
        let near = found.iter().zip(color).all(|(a, b)| a.abs_diff(b) <= 12);
        assert!(near, "{name} at {x}/4, {y}/4: {found:?}, not {color:?}");
    }
}

const COLORS: [[u8; 3]; 4] = [RED, GREEN, BLUE, WHITE];
const GRAYS: [[u8; 3]; 4] = [[0; 3], [85; 3], [170; 3], [255; 3]];
/// Pixels a side of the pictures below.
const SIDE: u32 = 32;

/// Which quarter a pixel is in: 0 to 3 in reading order.
fn quarter(x: u32, y: u32) -> usize {
    usize::from(x >= SIDE / 2) + 2 * usize::from(y >= SIDE / 2)
}

/// Samples of the quarters, row by row.
fn samples<const N: usize>(quarters: [[u8; N]; 4]) -> Vec<u8> {
    (0..SIDE * SIDE).flat_map(|at| quarters[quarter(at % SIDE, at / SIDE)]).collect()
}

fn png(
    color: png::ColorType,
    depth: png::BitDepth,
    data: &[u8],
    extra: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDE, SIDE);
    encoder.set_color(color);
    encoder.set_depth(depth);
    extra(&mut encoder);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(data).expect("pixels");
    drop(writer);
    bytes
}

/// The quarters with 2 bits a pixel, numbers 0 to 3.
fn packed() -> Vec<u8> {
    let row = |high: u8| [vec![high * 0xAA; 4], vec![high * 0xAA + 0x55; 4]].concat();
    (0..SIDE).flat_map(|y| row(u8::from(y >= SIDE / 2))).collect()
}

#[test]
fn pngs_of_every_depth_keep_their_colours() {
    use png::{BitDepth, ColorType};
    let deep: Vec<u8> = samples(COLORS).into_iter().flat_map(|value| [value, value]).collect();
    is_quarters("16 bits", &png(ColorType::Rgb, BitDepth::Sixteen, &deep, |_| {}), COLORS);
    is_quarters("2-bit grey", &png(ColorType::Grayscale, BitDepth::Two, &packed(), |_| {}), GRAYS);
    let palette = png(ColorType::Indexed, BitDepth::Two, &packed(), |encoder| {
        encoder.set_palette(COLORS.concat());
        encoder.set_trns(vec![255, 255, 0, 128]);
    });
    is_quarters("palette", &palette, [RED, GREEN, [255; 3], [253; 3]]);
    let veiled = samples([[0, 255], [85, 255], [10, 0], [0, 128]]);
    is_quarters(
        "grey with alpha",
        &png(ColorType::GrayscaleAlpha, BitDepth::Eight, &veiled, |_| {}),
        [[0; 3], [85; 3], [255; 3], [127; 3]],
    );
    let veiled: Vec<u8> =
        samples([[220, 30, 30, 255], [0, 0, 0, 0], [30, 50, 220, 255], [0, 0, 0, 128]])
            .into_iter()
            .flat_map(|value| [value, value])
            .collect();
    is_quarters(
        "16 bits with alpha",
        &png(ColorType::Rgba, BitDepth::Sixteen, &veiled, |_| {}),
        [RED, [255; 3], BLUE, [127; 3]],
    );
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn interlaced_pngs_are_shown_whole() {
    let mut data = Vec::new();
    for (x0, y0, dx, dy) in [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ] {
        for y in (y0..SIDE).step_by(dy) {
            data.push(0);
            (x0..SIDE).step_by(dx).for_each(|x| data.extend(COLORS[quarter(x, y)]));
        }
    }
    let header = [&SIDE.to_be_bytes()[..], &SIDE.to_be_bytes(), &[8, 2, 0, 0, 1]].concat();
    let bytes = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        png_chunk(b"IHDR", &header),
        png_chunk(b"IDAT", &zlib(&data)),
        png_chunk(b"IEND", &[]),
    ]
    .concat();
    is_quarters("interlaced", &bytes, COLORS);
}

/// A little-endian TIFF: tags of SHORT (3) or LONG (4) values, and strips or tiles of data.
fn tiff(tags: &[(u16, u16, Vec<u32>)], offsets: u16, counts: u16, data: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"II*\0\0\0\0\0".to_vec();
    let mut tags = tags.to_vec();
    let places: Vec<u32> = data
        .iter()
        .map(|part| {
            let at = file.len() as u32;
            file.extend(part);
            at
        })
        .collect();
    tags.push((offsets, 4, places));
    tags.push((counts, 4, data.iter().map(|part| part.len() as u32).collect()));
    tags.sort();
    let mut rows = Vec::new();
    for (tag, kind, values) in &tags {
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes().into_iter().take(if *kind == 3 { 2 } else { 4 }))
            .collect();
        let mut field = bytes.clone();
        if bytes.len() > 4 {
            field = (file.len() as u32).to_le_bytes().to_vec();
            file.extend(&bytes);
        }
        field.resize(4, 0);
        rows.extend(tag.to_le_bytes());
        rows.extend(kind.to_le_bytes());
        rows.extend((values.len() as u32).to_le_bytes());
        rows.extend(field);
    }
    let at = (file.len() as u32).to_le_bytes();
    file[4..8].copy_from_slice(&at);
    file.extend((tags.len() as u16).to_le_bytes());
    file.extend(rows);
    file.extend([0; 4]);
    file
}

/// A TIFF in strips of eight rows: bits a sample, photometric interpretation, samples a pixel.
fn strips(
    bits: u32,
    photometric: u32,
    samples: u32,
    data: &[u8],
    more: &[(u16, u16, Vec<u32>)],
) -> Vec<u8> {
    let mut tags = vec![
        (256, 4, vec![SIDE]),
        (257, 4, vec![SIDE]),
        (258, 3, vec![bits; samples as usize]),
        (259, 3, vec![1]),
        (262, 3, vec![photometric]),
        (277, 3, vec![samples]),
        (278, 3, vec![8]),
    ];
    tags.extend_from_slice(more);
    let parts: Vec<Vec<u8>> = data.chunks(data.len() / 4).map(<[u8]>::to_vec).collect();
    tiff(&tags, 273, 279, &parts)
}

#[test]
fn tiffs_of_every_layout_keep_their_colours() {
    is_quarters("strips", &strips(8, 2, 3, &samples(COLORS), &[]), COLORS);
    let deep: Vec<u8> = samples(COLORS).into_iter().flat_map(|value| [value, value]).collect();
    is_quarters("16 bits", &strips(16, 2, 3, &deep, &[]), COLORS);
    is_quarters("2-bit grey", &strips(2, 1, 1, &packed(), &[]), GRAYS);
    let inverted: Vec<u8> = packed().into_iter().map(|byte| !byte).collect();
    is_quarters("white is zero", &strips(2, 0, 1, &inverted, &[]), GRAYS);
    let map = |channel: usize| COLORS.map(|color| u32::from(color[channel]) * 257);
    let map = [map(0), map(1), map(2)].concat();
    is_quarters("palette", &strips(2, 3, 1, &packed(), &[(320, 3, map)]), COLORS);
    let planes: Vec<Vec<u8>> =
        (0..3).map(|channel| samples(COLORS.map(|color| [color[channel]]))).collect();
    let planar = [
        (256, 4, vec![SIDE]),
        (257, 4, vec![SIDE]),
        (258, 3, vec![8; 3]),
        (259, 3, vec![1]),
        (262, 3, vec![2]),
        (277, 3, vec![3]),
        (278, 3, vec![SIDE]),
        (284, 3, vec![2]),
    ];
    is_quarters("planes", &tiff(&planar, 273, 279, &planes), COLORS);
    let tiles: Vec<Vec<u8>> = COLORS.iter().map(|color| color.repeat(256)).collect();
    let tiled = [
        (256, 4, vec![SIDE]),
        (257, 4, vec![SIDE]),
        (258, 3, vec![8; 3]),
        (259, 3, vec![1]),
        (262, 3, vec![2]),
        (277, 3, vec![3]),
        (322, 3, vec![16]),
        (323, 3, vec![16]),
    ];
    is_quarters("tiles", &tiff(&tiled, 324, 325, &tiles), COLORS);
    let veiled = samples([[220, 30, 30, 255], [0, 0, 0, 0], [15, 25, 110, 128], [0, 0, 0, 128]]);
    is_quarters(
        "colours already multiplied by alpha",
        &strips(8, 2, 4, &veiled, &[(338, 3, vec![1])]),
        [RED, [255; 3], [142, 152, 237], [127; 3]],
    );
}

#[test]
fn tiffs_of_every_compression_keep_their_colours() {
    use tiff::encoder::{Compression, DeflateLevel, TiffEncoder, colortype::RGB8};
    for compression in
        [Compression::Lzw, Compression::Deflate(DeflateLevel::Best), Compression::Packbits]
    {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder =
            TiffEncoder::new(&mut bytes).expect("starts").with_compression(compression);
        encoder.write_image::<RGB8>(SIDE, SIDE, &samples(COLORS)).expect("pixels");
        is_quarters("compressed", bytes.get_ref(), COLORS);
    }
    // JPEG inside, as scanners write it: one strip, YCbCr.
    let picture = RgbImage::from_raw(SIDE, SIDE, samples(COLORS)).expect("size");
    let tags = [
        (256, 4, vec![SIDE]),
        (257, 4, vec![SIDE]),
        (258, 3, vec![8; 3]),
        (259, 3, vec![7]),
        (262, 3, vec![6]),
        (277, 3, vec![3]),
        (278, 3, vec![SIDE]),
        (530, 3, vec![2, 2]),
    ];
    is_quarters("JPEG", &tiff(&tags, 273, 279, &[jpeg(&picture)]), COLORS);
}

#[test]
fn bmps_are_shown_whichever_row_comes_first() {
    let picture = DynamicImage::ImageRgb8(quarters(SIDE, SIDE));
    let bottom_up = encoded(&picture, ImageFormat::Bmp);
    let facts = probed(&bottom_up).expect("a BMP");
    assert_eq!((facts.width, facts.height), (Some(SIDE), Some(SIDE)));
    assert_eq!(facts.color.map(|color| (color.bits, color.alpha)), Some((8, false)));
    is_quarters("bottom up", &bottom_up, COLORS);
    let mut top_down = bottom_up;
    top_down[22..26].copy_from_slice(&(-(SIDE as i32)).to_le_bytes());
    is_quarters("top down", &top_down, [BLUE, WHITE, RED, GREEN]);
    assert_eq!(probed(&top_down[..2000]).expect_err("cut").code(), "truncated_file");
}

#[test]
fn headers_that_promise_too_much_are_refused_at_once() {
    let start = Instant::now();
    let mut bmp = encoded(&DynamicImage::ImageRgb8(quarters(SIDE, SIDE)), ImageFormat::Bmp);
    bmp[18..22].copy_from_slice(&1_000_000_000u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&1_000_000_000u32.to_le_bytes());
    assert_eq!(probed(&bmp).expect_err("too large").code(), "too_many_pixels");
    bmp[22..26].copy_from_slice(&i32::MIN.to_le_bytes());
    assert_eq!(probed(&bmp).expect_err("too large").code(), "too_many_pixels");
    bmp[18..22].copy_from_slice(&14_000u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&14_000u32.to_le_bytes());
    assert_eq!(probed(&bmp).expect_err("too short").code(), "truncated_file");
    // A palette, no picture, the trailer.
    let mut empty = b"GIF89a\x20\0\x20\0\x80\0\0".to_vec();
    empty.extend([0, 0, 0, 255, 255, 255, 0x3B]);
    assert_eq!(probed(&empty).expect_err("no frame").code(), "truncated_file");
    let mut huge = strips(8, 2, 3, &samples(COLORS), &[]);
    let at = huge.windows(4).position(|w| w == [0, 1, 4, 0]).expect("ImageWidth");
    huge[at + 8..at + 12].copy_from_slice(&100_000_000u32.to_le_bytes());
    assert_eq!(probed(&huge).expect_err("too large").code(), "too_many_pixels");
    // Sizes within the limit, and hardly any data.
    let folder = Folder::new();
    huge[at + 8..at + 12].copy_from_slice(&100_000u32.to_le_bytes());
    assert!(derive(&folder.put("a.tif", &huge), &[Recipe::THUMB]).is_err());
    let bomb = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        png_chunk(
            b"IHDR",
            &[&9000u32.to_be_bytes()[..], &9000u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat(),
        ),
        png_chunk(b"IDAT", &zlib(&[0; 3_000_000])),
        png_chunk(b"IEND", &[]),
    ]
    .concat();
    assert!(derive(&folder.put("a.png", &bomb), &[Recipe::THUMB]).is_err());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
