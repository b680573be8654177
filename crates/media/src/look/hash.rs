//! A perceptual hash: nearly the same pictures give nearly the same 64 bits. The picture is shrunk to 32 x 32 shades of
//! gray; of its cosine transform the 8 x 8 lowest frequencies are kept, and each bit says whether one lies above their
//! median (the well-known pHash).

use super::plane::{gray, squeezed};
use crate::error::MediaError;
use crate::pixels::Pixels;

/// Pictures at this distance or less are shown as alike ("mirip"). Measured on 36 painted scenes: the same picture saved
/// anew at quality 40, at a quarter of its size, without 2 % at each border, or 10 % brighter or darker stays within it;
/// 50 different ones keep a larger distance. Two shots of one moment, with the same people in the same places, count as
/// alike: that is what the hint is for.
pub const NEARLY_THE_SAME: u32 = 10;

/// The side of the shrunk picture.
const SIDE: usize = 32;
/// The side of what is kept of its transform.
const KEPT: usize = 8;

/// Below this much structure (root mean square of the kept frequencies, shades of gray) noise decides the bits.
const LEAST_STRUCTURE: f32 = 0.6;

/// In how many of 64 bits two hashes differ.
#[must_use]
pub const fn distance(a: u64, b: u64) -> u32 {
    (a ^ b).count_ones()
}

/// The hash of an upright picture; `None` for one too plain to be told from others.
pub(super) fn hash(pixels: &Pixels) -> Result<Option<u64>, MediaError> {
    let small = squeezed(pixels, SIDE as u32, SIDE as u32)?;
    let shades: Vec<f32> = small.rgb.as_chunks::<3>().0.iter().map(|&pixel| gray(pixel)).collect();
    let kept = lowest_frequencies(&shades);
    let varying = &kept[1..];
    let power = varying.iter().map(|v| v * v).sum::<f32>() / varying.len() as f32;
    if power.sqrt() < LEAST_STRUCTURE {
        return Ok(None);
    }
    let mut sorted = varying.to_vec();
    sorted.sort_by(f32::total_cmp);
    let median = sorted[sorted.len() / 2];
    Ok(Some(kept.iter().fold(0, |bits, &value| bits << 1 | u64::from(value > median))))
}

/// The 8 x 8 lowest frequencies of a 32 x 32 picture, in shades of gray.
fn lowest_frequencies(shades: &[f32]) -> Vec<f32> {
    let mut waves = [[0.0f32; SIDE]; KEPT];
    for (frequency, wave) in waves.iter_mut().enumerate() {
        for (at, value) in wave.iter_mut().enumerate() {
            let turn = (2 * at + 1) as f32 * frequency as f32 / (2 * SIDE) as f32;
            *value = (std::f32::consts::PI * turn).cos() / SIDE as f32;
        }
    }
    let along = |values: &mut dyn Iterator<Item = f32>, wave: &[f32; SIDE]| {
        values.zip(wave).map(|(value, wave)| value * wave).sum::<f32>()
    };
    let mut across = [[0.0f32; KEPT]; SIDE];
    for (row, out) in shades.chunks_exact(SIDE).zip(&mut across) {
        for (wave, out) in waves.iter().zip(out) {
            *out = along(&mut row.iter().copied(), wave);
        }
    }
    let mut kept = Vec::with_capacity(KEPT * KEPT);
    for wave in &waves {
        for column in 0..KEPT {
            kept.push(along(&mut across.iter().map(|row| row[column]), wave));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode_jpeg;
    use crate::encode::jpeg;
    use crate::raster::Raster;
    use crate::resize::{Area, Chroma, resized};
    use crate::sample::{Palette, Scene, photo, poster};

    const PALETTES: [Palette; 6] = [
        Palette::PAGI,
        Palette::SENJA,
        Palette::KAYU,
        Palette::DAUN,
        Palette::MELATI,
        Palette::LAUT,
    ];
    const SCENES: [Scene; 6] = [
        Scene::Skyline,
        Scene::Meeting,
        Scene::Signing,
        Scene::Delegation,
        Scene::Ceremony,
        Scene::Visit,
    ];

    fn painted(seed: u64, scene: Scene, palette: Palette) -> Pixels {
        let bytes = photo(seed, scene, palette, "Kunjungan", 600, 400).expect("painted");
        decode_jpeg(&bytes).expect("ours")
    }

    fn hash_of(pixels: &Pixels) -> u64 {
        hash(pixels).expect("small enough").expect("not plain")
    }

    fn cut(pixels: &Pixels, area: Area, size: (u32, u32)) -> Pixels {
        let raster = Raster::Rgb(pixels.clone());
        resized(&raster, area, size, Chroma::Whole).expect("resized").into_owned().into_rgb()
    }

    fn brighter(pixels: &Pixels, percent: u16) -> Pixels {
        let rgb = pixels.rgb.iter().map(|v| (u16::from(*v) * percent / 100).min(255) as u8);
        Pixels { rgb: rgb.collect(), ..*pixels }
    }

    #[test]
    fn the_same_picture_treated_otherwise_is_nearly_the_same() {
        let mut worst = (0, "");
        for (seed, scene) in SCENES.into_iter().enumerate() {
            for palette in PALETTES {
                let whole = painted(seed as u64, scene, palette);
                let own = hash_of(&whole);
                let (width, height) = (f64::from(whole.width), f64::from(whole.height));
                let again = jpeg(&Raster::Rgb(whole.clone()), 40, Chroma::Half).expect("encoded");
                let edge = Area {
                    left: width * 0.02,
                    top: height * 0.02,
                    width: width * 0.96,
                    height: height * 0.96,
                };
                let area = Area::whole(whole.width, whole.height);
                let treated = [
                    ("mutu 40", decode_jpeg(&again).expect("ours")),
                    ("seperempat", cut(&whole, area, (whole.width / 4, whole.height / 4))),
                    ("dipotong", cut(&whole, edge, (576, 384))),
                    ("lebih terang", brighter(&whole, 110)),
                    ("lebih gelap", brighter(&whole, 90)),
                ];
                for (name, other) in treated {
                    worst = worst.max((distance(own, hash_of(&other)), name));
                }
            }
        }
        assert!(worst.0 <= NEARLY_THE_SAME, "{worst:?}");
    }

    /// Boxes of gray and colour anywhere, as different as pictures are.
    fn boxes(seed: u32) -> Pixels {
        let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
        let mut roll = |below: u32| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state % below
        };
        let mut picture = Pixels { width: 300, height: 200, rgb: vec![110; 300 * 200 * 3] };
        for _ in 0..14 {
            let (left, top) = (roll(300), roll(200));
            let (right, bottom) = (left + 20 + roll(120), top + 20 + roll(90));
            let color = [roll(256) as u8, roll(256) as u8, roll(256) as u8];
            for y in top..bottom.min(200) {
                for x in left..right.min(300) {
                    let at = ((y * 300 + x) * 3) as usize;
                    picture.rgb[at..at + 3].copy_from_slice(&color);
                }
            }
        }
        picture
    }

    #[test]
    fn fifty_different_pictures_are_told_apart() {
        let mut hashes: Vec<(String, u64)> =
            (1..=40).map(|n| (n.to_string(), hash_of(&boxes(n)))).collect();
        for (scene, palette) in SCENES.into_iter().zip(PALETTES) {
            hashes.push((format!("{scene:?}"), hash_of(&painted(5, scene, palette))));
        }
        let posters = [
            ("Jadwal Layanan", "Senin sampai Jumat"),
            ("Waspada Banjir", "Hubungi 112"),
            ("Hari Pohon", "Satu orang, satu pohon"),
            ("Capaian 2026", "48 kesepakatan"),
        ];
        for (seed, (title, line)) in posters.into_iter().enumerate() {
            let png = poster(seed as u64, PALETTES[seed], title, line).expect("painted");
            let image = image::load_from_memory_with_format(&png, image::ImageFormat::Png);
            hashes.push((title.to_owned(), hash_of(&Pixels::flatten(image.expect("our own PNG")))));
        }
        assert_eq!(hashes.len(), 50);
        let mut alike = Vec::new();
        for (at, (name, one)) in hashes.iter().enumerate() {
            for (other_name, other) in &hashes[..at] {
                if distance(*one, *other) <= NEARLY_THE_SAME {
                    alike.push(format!("{name} / {other_name}: {}", distance(*one, *other)));
                }
            }
        }
        assert!(alike.is_empty(), "{alike:#?}");
    }

    #[test]
    fn plain_pictures_have_no_hash() {
        let plain = Pixels { width: 90, height: 60, rgb: vec![200; 90 * 60 * 3] };
        assert_eq!(hash(&plain).expect("small enough"), None);
        let mut speck = plain;
        speck.rgb[4000] = 0;
        assert_eq!(hash(&speck).expect("small enough"), None);
    }
}
