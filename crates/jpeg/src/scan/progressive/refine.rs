//! Refinement of AC coefficients: one more bit for those that are nonzero already, mixed with codes for those that
//! become so. Which are nonzero is known as a set of bits, so runs of zeros and the bits in between are found and
//! passed over without looking at single coefficients, unless the scale needs them.

use std::ops::Range;

use super::store::{UNKEPT, slots, wanted};
use crate::bits::{Cursor, Window};
use crate::error::JpegError;
use crate::huffman::{END, Table};
use crate::skip::TOO_MANY;

/// A block in a progressive scan.
pub(super) struct Block<'b> {
    /// The coefficients that the scale needs.
    pub(super) kept: &'b mut [i16],
    /// All nonzero coefficients in zigzag order.
    pub(super) nonzero: &'b mut u64,
    /// The bit that the scan is about.
    pub(super) low: u8,
}

/// Refines a block; `ended` blocks from this one on are known to have no new coefficients. Returns how many of the
/// following blocks are.
#[inline(always)]
pub(super) fn refine<const SIZE: usize>(
    cursor: &mut Cursor,
    window: &Window,
    table: &Table,
    band: Range<usize>,
    mut block: Block<'_>,
    mut ended: usize,
) -> Result<usize, JpegError> {
    let slots = const { slots(SIZE as u8) };
    // The part of the band that is still to come.
    let mut rest = !0 << band.start & (!0 >> (64 - band.end));
    if ended == 0 {
        let before = *block.nonzero;
        while rest != 0 {
            cursor.refill(window);
            let entry = table.entry(cursor, window)?;
            if entry.advance() == END {
                ended = entry.run_of_ends(cursor);
                cursor.drop(entry.total());
                break;
            }
            let value = entry.value(cursor);
            cursor.drop(entry.total());
            // The zero that the run ends at.
            let mut zeros = rest & !before;
            for _ in 1..entry.advance() {
                zeros &= zeros.wrapping_sub(1);
            }
            if zeros == 0 {
                return Err(TOO_MANY);
            }
            let target = zeros & zeros.wrapping_neg();
            block.correct::<SIZE>(cursor, window, rest & before & (target - 1));
            rest &= !(target | (target - 1));
            if value != 0 {
                *block.nonzero |= target;
                let slot = slots[target.trailing_zeros() as usize & 63];
                if slot != UNKEPT {
                    block.kept[usize::from(slot)] = (value << block.low) as i16;
                }
            }
        }
        if ended == 0 {
            return Ok(0);
        }
    }
    let nonzero = *block.nonzero;
    block.correct::<SIZE>(cursor, window, rest & nonzero);
    Ok(ended - 1)
}

impl Block<'_> {
    /// Reads one bit for each of these coefficients.
    #[inline(always)]
    fn correct<const SIZE: usize>(&mut self, cursor: &mut Cursor, window: &Window, mut these: u64) {
        let slots = const { slots(SIZE as u8) };
        while these & const { wanted(SIZE as u8) } != 0 {
            cursor.refill(window);
            for _ in 0..32 {
                if these == 0 {
                    return;
                }
                let slot = slots[these.trailing_zeros() as usize & 63];
                these &= these - 1;
                let bit = cursor.bit();
                if slot != UNKEPT {
                    let value = &mut self.kept[usize::from(slot)];
                    *value = value.wrapping_add(((*value >> 15) | 1) * ((bit << self.low) as i16));
                }
            }
        }
        if these != 0 {
            let count = these.count_ones();
            cursor.refill(window);
            cursor.drop(count / 2);
            cursor.refill(window);
            cursor.drop(count - count / 2);
        }
    }
}
