//! How a picture is divided: levels from one tile up to every pixel, each twice as large as the one before.

use serde::{Deserialize, Serialize};

/// Edge of a tile, px; those at the right and at the bottom are smaller.
pub const TILE: u32 = 512;

/// The most tiles of one picture, over all levels: a square of 200 megapixels has about a thousand. A picture that is a
/// thread (1 px by millions) would have more, and is looked at smaller.
pub const MAX_TILES: u32 = 4_096;

/// A picture divided into tiles. Level 0 is the smallest and has one tile; the last level has every pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Width of the upright picture, px.
    pub width: u32,
    /// Height of the upright picture, px.
    pub height: u32,
}

impl Sheet {
    /// How many levels there are, at least one.
    #[must_use]
    pub fn levels(self) -> u32 {
        let tiles = self.width.max(self.height).div_ceil(TILE).max(1);
        1 + tiles.next_power_of_two().trailing_zeros()
    }

    /// Width and height of a level, px; `None` beyond the last.
    #[must_use]
    pub fn level_size(self, level: u32) -> Option<(u32, u32)> {
        let halvings = (self.levels() - 1).checked_sub(level)?;
        Some((shrunk(self.width, halvings), shrunk(self.height, halvings)))
    }

    /// Columns and rows of a level; `None` beyond the last.
    #[must_use]
    pub fn grid(self, level: u32) -> Option<(u32, u32)> {
        let (width, height) = self.level_size(level)?;
        Some((width.div_ceil(TILE), height.div_ceil(TILE)))
    }

    /// Left, top, width and height of a tile in its level, px; `None` where there is none.
    #[must_use]
    pub fn bounds(self, level: u32, column: u32, row: u32) -> Option<(u32, u32, u32, u32)> {
        let (width, height) = self.level_size(level)?;
        let (columns, rows) = self.grid(level)?;
        if column >= columns || row >= rows {
            return None;
        }
        let (left, top) = (column * TILE, row * TILE);
        Some((left, top, TILE.min(width - left), TILE.min(height - top)))
    }

    /// Tiles over all levels.
    #[must_use]
    pub fn count(self) -> u32 {
        let tiles = (0..self.levels()).filter_map(|level| self.grid(level));
        tiles.fold(0, |sum, (columns, rows)| sum.saturating_add(columns.saturating_mul(rows)))
    }

    /// Every tile (level, column, row) in the order in which they are made: the last level first, row by row.
    pub fn tiles(self) -> impl Iterator<Item = (u32, u32, u32)> {
        (0..self.levels()).rev().flat_map(move |level| {
            let (columns, rows) = self.grid(level).unwrap_or((0, 0));
            (0..rows).flat_map(move |row| (0..columns).map(move |column| (level, column, row)))
        })
    }

    /// The place of a tile in [`Sheet::tiles`]; `None` where there is none.
    #[must_use]
    pub fn index(self, level: u32, column: u32, row: u32) -> Option<u32> {
        self.bounds(level, column, row)?;
        let before = (level + 1..self.levels()).filter_map(|above| self.grid(above));
        let before: u32 = before.map(|(columns, rows)| columns * rows).sum();
        Some(before + row * self.grid(level)?.0 + column)
    }

    /// Whether it can be cut at all: not empty, and not more than [`MAX_TILES`].
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.width > 0 && self.height > 0 && self.count() <= MAX_TILES
    }
}

/// A side after so many halvings, rounded up.
fn shrunk(side: u32, halvings: u32) -> u32 {
    side.div_ceil(1_u32.checked_shl(halvings).unwrap_or(u32::MAX)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_half_of_the_next_and_the_first_is_one_tile() {
        let sheet = Sheet { width: 10_000, height: 7_001 };
        assert_eq!(sheet.levels(), 6);
        assert_eq!(sheet.level_size(5), Some((10_000, 7_001)));
        assert_eq!(sheet.level_size(4), Some((5_000, 3_501)));
        assert_eq!(sheet.level_size(0), Some((313, 219)));
        assert_eq!(sheet.level_size(6), None);
        assert_eq!((sheet.grid(5), sheet.grid(0)), (Some((20, 14)), Some((1, 1))));
        assert_eq!(sheet.bounds(5, 19, 13), Some((9_728, 6_656, 272, 345)));
        assert_eq!((sheet.bounds(5, 20, 0), sheet.bounds(u32::MAX, 0, 0)), (None, None));
        assert_eq!(Sheet { width: 512, height: 512 }.levels(), 1);
        assert_eq!(Sheet { width: 513, height: 1 }.levels(), 2);
    }

    #[test]
    fn every_tile_has_its_place_in_the_order() {
        let sheet = Sheet { width: 2_600, height: 1_300 };
        let mut seen = 0;
        for (at, (level, column, row)) in sheet.tiles().enumerate() {
            assert_eq!(sheet.index(level, column, row), u32::try_from(at).ok());
            seen += 1;
        }
        assert_eq!(seen, sheet.count());
        assert_eq!(sheet.index(0, 1, 0), None);
    }

    #[test]
    fn a_thread_of_pixels_is_not_cut() {
        assert!(Sheet { width: 14_142, height: 14_142 }.is_sound());
        assert!(!Sheet { width: 200_000_000, height: 1 }.is_sound());
        assert!(!Sheet { width: u32::MAX, height: u32::MAX }.is_sound());
        assert!(!Sheet { width: 0, height: 5 }.is_sound());
    }
}
