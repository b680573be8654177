//! AC scans: one component, block by block, with runs of blocks that have nothing more to say.

use super::refine;
use super::store::{Store, UNKEPT, slots};
use crate::bits::{Bits, Cursor, Window};
use crate::error::JpegError;
use crate::huffman::{END, Table};
use crate::marker::Scan;
use crate::skip::TOO_MANY;

/// Decodes a scan of AC coefficients.
pub(super) fn ac<const SIZE: usize>(
    mut bits: Bits<'_>,
    scan: &Scan,
    table: &Table,
    blocks: (usize, usize),
    store: &mut Store,
) -> Result<(), JpegError> {
    let band = usize::from(scan.start)..usize::from(scan.end) + 1;
    let (mut until_restart, mut restarts) = (scan.restart, 0u8);
    // Blocks still to come that end before they begin.
    let mut ended = 0;
    for y in 0..blocks.1 {
        let row = store.at(0, y)..store.at(blocks.0, y);
        let kept = &mut store.kept[row.start * SIZE * SIZE..row.end * SIZE * SIZE];
        let nonzero = &mut store.nonzero[row];
        let mut x = 0;
        while x < blocks.0 {
            if scan.restart > 0 && until_restart == 0 {
                bits.restart(restarts)?;
                restarts = restarts.wrapping_add(1);
                until_restart = scan.restart;
                ended = 0;
            }
            if ended > 0 && scan.high == 0 {
                let mut jump = ended.min(blocks.0 - x);
                if scan.restart > 0 {
                    jump = jump.min(until_restart);
                    until_restart -= jump;
                }
                ended -= jump;
                x += jump;
                continue;
            }
            until_restart = until_restart.wrapping_sub(1);
            bits.ready()?;
            let (window, cursor) = bits.parts();
            let mut local = *cursor;
            let block = refine::Block {
                kept: &mut kept[x * SIZE * SIZE..(x + 1) * SIZE * SIZE],
                nonzero: &mut nonzero[x],
                low: scan.low,
            };
            if scan.high == 0 {
                ended = first::<SIZE>(&mut local, window, table, band.clone(), block)?;
            } else {
                ended =
                    refine::refine::<SIZE>(&mut local, window, table, band.clone(), block, ended)?;
            }
            *cursor = local;
            x += 1;
        }
    }
    bits.finish().map(|_| ())
}

/// The first pass over a block. Returns how many of the following blocks are ended.
#[inline(always)]
fn first<const SIZE: usize>(
    cursor: &mut Cursor,
    window: &Window,
    table: &Table,
    band: std::ops::Range<usize>,
    block: refine::Block<'_>,
) -> Result<usize, JpegError> {
    let slots = const { slots(SIZE as u8) };
    let mut k = band.start - 1;
    let mut nonzero = *block.nonzero;
    let mut ended = 0;
    while k + 1 < band.end {
        cursor.refill(window);
        let entry = table.entry(cursor, window)?;
        if entry.advance() == END {
            ended = entry.run_of_ends(cursor) - 1;
            cursor.drop(entry.total());
            break;
        }
        k += entry.advance();
        if k >= band.end {
            return Err(TOO_MANY);
        }
        let value = entry.value(cursor);
        cursor.drop(entry.total());
        nonzero |= u64::from(value != 0) << k;
        let slot = slots[k];
        if slot != UNKEPT {
            block.kept[usize::from(slot)] = (value << block.low) as i16;
        }
    }
    *block.nonzero = nonzero;
    Ok(ended)
}
