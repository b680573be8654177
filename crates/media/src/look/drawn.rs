//! Drawn or photographed. A drawing (an infographic, a poster, a screenshot) is made of areas of one colour with hard
//! edges between; in a photo nearly every pixel differs a little from its neighbour.
//!
//! Measured on copies of 512 px: the sample posters have 60 to 74 % of neighbours exactly equal and 11 to 20 % that
//! differ a little; the sample scenes, painted smooth as they are, 19 to 27 % and 17 to 32 %; camera photos 3 to 17 % and
//! 44 to 76 %.

use crate::pixels::Pixels;

/// Neighbours that differ by at most this much in each channel lie on one area: a gradient, or an area that was a JPEG.
const SAME: u8 = 2;
/// Differences up to this are a photo's texture; above it is an edge.
const TEXTURE: u8 = 28;

/// How neighbours compare, in thousandths of all.
#[derive(Debug)]
struct Shares {
    equal: usize,
    /// Equal ones among them.
    flat: usize,
    texture: usize,
}

/// Whether the picture is drawn.
pub(super) fn is_drawn(pixels: &Pixels) -> bool {
    let Shares { equal, flat, texture } = shares(pixels);
    // The second is a drawing with gradients, or one that was saved as a JPEG.
    equal >= 300 && texture <= 260 || flat >= 600 && texture <= 150
}

fn shares(pixels: &Pixels) -> Shares {
    let width = pixels.width as usize;
    let points = pixels.rgb.as_chunks::<3>().0;
    let (mut equal, mut flat, mut texture, mut all) = (0, 0, 0, 0);
    for (row, below) in points.chunks_exact(width).zip(points.chunks_exact(width).skip(1)) {
        for (at, here) in row.iter().enumerate().skip(1) {
            let apart = |other: &[u8; 3]| {
                here.iter().zip(other).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
            };
            let most = apart(&row[at - 1]).max(apart(&below[at]));
            all += 1;
            equal += usize::from(most == 0);
            flat += usize::from(most <= SAME);
            texture += usize::from(most > SAME && most <= TEXTURE);
        }
    }
    let share = |count: usize| count * 1000 / all.max(1);
    Shares { equal: share(equal), flat: share(flat), texture: share(texture) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode_jpeg;
    use crate::encode::jpeg;
    use crate::look::{EDGE, plane::squeezed};
    use crate::raster::Raster;
    use crate::resize::{Chroma, fitted};
    use crate::sample::{Palette, Scene, photo, poster};

    const PALETTES: [Palette; 6] = [
        Palette::PAGI,
        Palette::SENJA,
        Palette::KAYU,
        Palette::DAUN,
        Palette::MELATI,
        Palette::LAUT,
    ];

    fn seen(pixels: &Pixels) -> Pixels {
        let (width, height) = fitted(pixels.width, pixels.height, EDGE);
        squeezed(pixels, width, height).expect("shrunk")
    }

    /// What a sensor adds: a little of everything, everywhere.
    fn grained(mut pixels: Pixels) -> Pixels {
        let mut state = 0x2545_F491u32;
        for value in &mut pixels.rgb {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            *value = value.saturating_add((state % 13) as u8).saturating_sub(6);
        }
        pixels
    }

    #[test]
    fn posters_are_drawn() {
        for (seed, palette) in PALETTES.into_iter().enumerate() {
            let png = poster(seed as u64, palette, "Jadwal Layanan", "Senin sampai Jumat");
            let png = png.expect("painted");
            let image = image::load_from_memory_with_format(&png, image::ImageFormat::Png);
            let pixels = seen(&Pixels::flatten(image.expect("our own PNG")));
            assert!(is_drawn(&pixels), "{seed}: {:?}", shares(&pixels));
        }
    }

    #[test]
    fn a_sheet_of_text_is_drawn_also_when_a_chat_made_a_jpeg_of_it() {
        let (width, height) = (1000, 1400);
        let mut sheet = Pixels { width, height, rgb: vec![255; 1000 * 1400 * 3] };
        for (at, pixel) in sheet.rgb.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let (x, y) = (at % 1000, at / 1000);
            let letter = y % 60 < 26 && x % 22 < 12 && (x * 7 + y / 60 * 31) % 97 > 20;
            if y > 200 && (100..900).contains(&x) && letter {
                *pixel = [30, 40, 90];
            }
        }
        let sent = jpeg(&Raster::Rgb(sheet.clone()), 80, Chroma::Half).expect("encoded");
        for pixels in [sheet, decode_jpeg(&sent).expect("ours")] {
            let pixels = seen(&pixels);
            assert!(is_drawn(&pixels), "{:?}", shares(&pixels));
        }
    }

    #[test]
    fn smooth_scenes_are_photos() {
        for (seed, palette) in PALETTES.into_iter().enumerate() {
            for scene in [Scene::Meeting, Scene::Skyline, Scene::Delegation] {
                let bytes =
                    photo(seed as u64, scene, palette, "Rapat", 1200, 800).expect("painted");
                let pixels = seen(&decode_jpeg(&bytes).expect("ours"));
                assert!(!is_drawn(&pixels), "{scene:?} {seed}: {:?}", shares(&pixels));
            }
        }
    }

    #[test]
    fn photos_are_not_drawn_and_neither_is_noise() {
        for (seed, palette) in PALETTES.into_iter().enumerate() {
            for scene in [Scene::Meeting, Scene::Skyline, Scene::Delegation] {
                let bytes = photo(seed as u64, scene, palette, "Rapat", 900, 600).expect("painted");
                let pixels = seen(&grained(decode_jpeg(&bytes).expect("ours")));
                assert!(!is_drawn(&pixels), "{scene:?} {seed}: {:?}", shares(&pixels));
            }
        }
        let noise = grained(Pixels { width: 300, height: 200, rgb: vec![128; 180_000] });
        assert!(!is_drawn(&noise), "{:?}", shares(&noise));
    }
}
