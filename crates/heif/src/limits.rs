//! The bounds a caller sets before a stranger's file is decoded.

use crate::error::{HeifError, Result};

/// How much a file may ask for. Everything a file claims is compared with these before memory is taken for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most pixels (width x height) of the picture, of one of its tiles, and of its alpha.
    pub max_pixels: u64,
    /// Most items, properties and references a file may list, each.
    pub max_items: u32,
    /// Most tiles of a grid.
    pub max_tiles: u32,
    /// How many times a picture may be derived from another one (`iden` of `iden` ...).
    pub max_nesting: u8,
    /// Threads that decode tiles and convert colours; 1 keeps everything on the caller's own.
    pub threads: usize,
}

impl Default for Limits {
    /// 200 megapixels on one thread. A 200-megapixel phone picture in 512 x 512 tiles has 800 of them.
    fn default() -> Self {
        Self {
            max_pixels: 200_000_000,
            max_items: 8192,
            max_tiles: 4096,
            max_nesting: 4,
            threads: 1,
        }
    }
}

impl Limits {
    pub(crate) fn check_pixels(&self, width: u32, height: u32) -> Result<()> {
        if width == 0 || height == 0 {
            return Err(HeifError::damaged("a picture without width or height"));
        }
        if u64::from(width) * u64::from(height) > self.max_pixels {
            return Err(HeifError::TooManyPixels { width, height });
        }
        Ok(())
    }
}
