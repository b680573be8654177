//! Pictures painted by program, for the demo office and for tests: nobody's photo, nobody's consent to ask for, no
//! licence to carry, and no binary files in the repository but one font (Plus Jakarta Sans, SIL OFL 1.1, in `assets/`).
//!
//! A sample is a scene or a poster in a palette, varied by a seed. The same sample gives the same bytes on one machine.

mod canvas;
mod demo;
mod figures;
mod poster;
mod scene;
mod text;

pub use demo::{Sample, demo};

use crate::error::MediaError;

/// An RGB colour, 8 bits a channel.
pub type Color = [u8; 3];

/// The colours of a picture, from far to near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Top of the sky or wall; a poster's ground.
    pub top: Color,
    /// Bottom of the sky or wall; a poster's second ground.
    pub low: Color,
    /// Distant shapes.
    pub far: Color,
    /// Close shapes, clothes.
    pub near: Color,
    /// What should be noticed.
    pub accent: Color,
    /// Light, paper, text on dark.
    pub light: Color,
}

impl Palette {
    /// Clear morning: blue, white, a red accent.
    pub const PAGI: Self = Self {
        top: [92, 156, 214],
        low: [222, 236, 244],
        far: [150, 178, 200],
        near: [44, 66, 96],
        accent: [200, 44, 50],
        light: [252, 250, 244],
    };
    /// Late afternoon: orange and violet.
    pub const SENJA: Self = Self {
        top: [86, 70, 124],
        low: [250, 190, 128],
        far: [150, 104, 124],
        near: [52, 40, 66],
        accent: [236, 112, 72],
        light: [255, 240, 214],
    };
    /// Indoors: warm wood and cream.
    pub const KAYU: Self = Self {
        top: [232, 222, 206],
        low: [206, 186, 160],
        far: [164, 136, 106],
        near: [50, 48, 58],
        accent: [178, 52, 46],
        light: [255, 252, 244],
    };
    /// Green, for gardens and health.
    pub const DAUN: Self = Self {
        top: [170, 212, 200],
        low: [238, 244, 224],
        far: [124, 170, 138],
        near: [36, 84, 72],
        accent: [238, 174, 58],
        light: [252, 252, 242],
    };
    /// Magenta and cream, for commemorations.
    pub const MELATI: Self = Self {
        top: [140, 40, 92],
        low: [222, 104, 122],
        far: [240, 176, 172],
        near: [74, 24, 60],
        accent: [250, 204, 116],
        light: [255, 246, 238],
    };
    /// Deep blue, for announcements.
    pub const LAUT: Self = Self {
        top: [16, 54, 104],
        low: [32, 116, 160],
        far: [96, 164, 196],
        near: [10, 30, 62],
        accent: [246, 184, 62],
        light: [244, 250, 252],
    };
}

/// What a photo-like sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// A city with a tall monument.
    Skyline,
    /// People round a table, a screen behind them.
    Meeting,
    /// Two at a table with documents, flags behind.
    Signing,
    /// A row of guests before a building.
    Delegation,
    /// A waving flag over a parade ground.
    Ceremony,
    /// Somebody speaking to seated people, a garden outside.
    Visit,
}

/// A photo-like JPEG, `width` x `height` px. `words` go on the scene's banner or screen, where it has one.
///
/// # Errors
/// [`MediaError::Damaged`] for sizes that JPEG can't hold (0, or above 65,535 px).
pub fn photo(
    seed: u64,
    scene: Scene,
    palette: Palette,
    words: &str,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, MediaError> {
    scene::paint(seed, scene, palette, words, width, height)?.to_jpeg(88)
}

/// An infographic-like PNG, 1080 x 1350 px (4:5), with a title and a line below it.
///
/// # Errors
/// [`MediaError::Damaged`] if the picture can't be encoded.
pub fn poster(seed: u64, palette: Palette, title: &str, line: &str) -> Result<Vec<u8>, MediaError> {
    poster::paint(seed, palette, title, line)?.to_png()
}

/// Small, seedable and good enough for leaves and windows (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` up to `high`.
    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * ((self.roll() >> 40) as f32 / (1u64 << 24) as f32)
    }

    fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let index = (self.roll() % from.len().max(1) as u64) as usize;
        from.get(index).copied().unwrap_or(otherwise)
    }
}
