//! Walking over coefficients that the scale doesn't need. Nothing but their lengths matters, so a table can resolve
//! several symbols in one lookup: at camera quality that is two or three, and with the end of the block often the
//! whole tail.

use crate::bits::{Cursor, Window};
use crate::error::JpegError;
use crate::huffman::{END, Table};

/// Bits of the lookup. With the last symbol's magnitude outside, an entry takes up to 27 bits: two of them fit a refill.
const LOOKUP: u32 = 12;

/// Advance of entries that end the block.
const ENDS: usize = 128;
/// Advance of an entry whose code is longer than the lookup, or no code at all.
const LONG: usize = 255;

/// For each prefix: 6 bits of length, then the advance in zigzag order, both over all symbols that it holds.
pub(crate) struct Skip {
    entries: Box<[u16; 1 << LOOKUP]>,
}

impl Skip {
    pub(crate) fn new(table: &Table) -> Self {
        let mut entries = Box::new([0; 1 << LOOKUP]);
        for (prefix, entry) in (0u32..).zip(entries.iter_mut()) {
            *entry = Self::resolve(table, prefix);
        }
        Self { entries }
    }

    fn resolve(table: &Table, prefix: u32) -> u16 {
        let (mut taken, mut advance) = (0, 0);
        while taken < LOOKUP {
            let rest = (prefix << (16 - LOOKUP) << taken) & 0xFFFF;
            let Some((entry, length)) = table.lookup(rest) else { break };
            // The zeros behind the prefix must not have taken part in the code.
            if length > LOOKUP - taken {
                break;
            }
            if entry.advance() == END {
                return (taken + length) as u16 | ((advance + ENDS) as u16) << 6;
            }
            if advance + entry.advance() > 63 {
                break;
            }
            taken += entry.total();
            advance += entry.advance();
        }
        if advance == 0 { (LONG as u16) << 6 } else { taken as u16 | (advance as u16) << 6 }
    }

    /// Walks from the coefficient after `k` to the end of the block. The cursor must hold 27 bits.
    #[inline(always)]
    pub(crate) fn rest(
        &self,
        table: &Table,
        cursor: &mut Cursor,
        window: &Window,
        mut k: usize,
    ) -> Result<(), JpegError> {
        loop {
            let mut entry = self.step(cursor, &mut k);
            while k < 63 {
                cursor.refill(window);
                entry = self.step(cursor, &mut k);
                if k >= 63 {
                    break;
                }
                entry = self.step(cursor, &mut k);
            }
            // The block ended, or the last entry reached over its end: only the very last coefficient ends a block
            // without saying so, and then the symbols behind it belong to the next block.
            let advance = usize::from(entry >> 6);
            if k == 63 || (advance >= ENDS && advance != LONG && k - ENDS < 63) {
                return Ok(());
            }
            cursor.rewind(u32::from(entry & 63), window);
            k -= advance;
            let single = table.entry(cursor, window)?;
            cursor.drop(single.total());
            if single.advance() == END {
                return Ok(());
            }
            k += single.advance();
            if k >= 63 {
                return if k == 63 { Ok(()) } else { Err(TOO_MANY) };
            }
            cursor.refill(window);
        }
    }

    #[inline(always)]
    fn step(&self, cursor: &mut Cursor, k: &mut usize) -> u16 {
        let entry = self.entries[cursor.peek::<LOOKUP>()];
        cursor.drop(u32::from(entry & 63));
        *k += usize::from(entry >> 6);
        entry
    }
}

pub(crate) const TOO_MANY: JpegError =
    JpegError::Damaged { detail: "more coefficients than a block has" };
