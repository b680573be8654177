//! The transforms that make differences of pixels from coefficients (RFC 6386, section 14).

use std::ops::{Add as _, Sub as _};

use lanes::Words;

/// One block of 4 x 4, row by row.
pub(super) type Block = [i16; 16];

/// Two blocks that lie side by side, row by row, their coefficients in turn: eight lanes a row.
pub(super) type Pair = [i16; 32];

/// What is to be added to one block, less 128: its upper two rows and its lower two.
pub(super) type Differences = [Words; 2];

/// The second transform: first coefficients of the sixteen brightness blocks from the Y2 block.
pub(super) fn spread(block: &Block) -> Block {
    let block = block.map(i32::from);
    let mut half = [0; 16];
    for x in 0..4 {
        let (a, b) = (block[x] + block[12 + x], block[4 + x] + block[8 + x]);
        let (c, d) = (block[4 + x] - block[8 + x], block[x] - block[12 + x]);
        (half[x], half[4 + x], half[8 + x], half[12 + x]) = (a + b, c + d, a - b, d - c);
    }
    let mut whole = [0; 16];
    for (to, from) in whole.as_chunks_mut::<4>().0.iter_mut().zip(half.as_chunks::<4>().0) {
        let (a, b) = (from[0] + from[3] + 3, from[1] + from[2]);
        let (c, d) = (from[1] - from[2], from[0] - from[3] + 3);
        // Beyond 16 bits in no sound picture.
        *to = [a + b, c + d, a - b, d - c].map(|value| (value >> 3) as i16);
    }
    whole
}

/// Transforms both blocks of a pair.
#[inline(always)]
pub(super) fn both(pair: &Pair) -> [Differences; 2] {
    let rows = pair.as_chunks::<8>().0;
    let rows = [0, 1, 2, 3].map(|y| Words::load(&rows[y]));
    let [a, b, c, d] = turned(columns(turned(columns(rows))));
    [[a, b], [c, d]].map(|block| block.map(|rows| rows.plus(4).down::<3>().plus(-128)))
}

/// One direction of the transform. Sums wrap around only in pictures that make no sense.
#[inline(always)]
fn columns([a, b, c, d]: [Words; 4]) -> [Words; 4] {
    // Times 1.307 and 0.541: the factors must fit 16 bits with their sign, so one is added to both.
    let wide = |row: Words| row.add(row.part(20_091));
    let narrow = |row: Words| row.add(row.part(-30_068));
    let (up, down) = (a.add(c), a.sub(c));
    let over = narrow(b).sub(wide(d));
    let under = wide(b).add(narrow(d));
    [up.add(under), down.add(over), down.sub(over), up.sub(under)]
}

/// Makes rows of columns: of four rows of a pair's lanes in turn, four columns of the first block and then the second;
/// of those, the two halves of the first block and then of the second.
#[inline(always)]
fn turned([a, b, c, d]: [Words; 4]) -> [Words; 4] {
    let [a, b, c, d] = [a.low(c), b.low(d), a.high(c), b.high(d)];
    [a.low(b), a.high(b), c.low(d), c.high(d)]
}

/// Adds a block to the predicted pixels that start at `at`.
#[inline(always)]
pub(super) fn add(block: Differences, pixels: &mut [u8], at: usize, stride: usize) {
    let Some(target) = pixels.get_mut(at..at + 3 * stride + 4) else { return };
    let row = |y: usize| target[y * stride..].first_chunk::<4>().copied().unwrap_or_default();
    let two = |y: usize| {
        let ([a, b, c, d], [e, f, g, h]) = (row(y), row(y + 1));
        Words::widen([a, b, c, d, e, f, g, h])
    };
    let sums = two(0).add(block[0]).bytes(two(2).add(block[1]));
    for (y, row) in sums.as_chunks::<4>().0.iter().enumerate() {
        target[y * stride..][..4].copy_from_slice(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the standard writes it, one block at a time.
    fn plain(block: &Block) -> [i32; 16] {
        let wide = |value: i32| value + ((value * 20_091) >> 16);
        let narrow = |value: i32| (value * 35_468) >> 16;
        let pass = |[a, b, c, d]: [i32; 4]| {
            let (over, under) = (narrow(b) - wide(d), wide(b) + narrow(d));
            [a + c + under, a - c + over, a - c - over, a + c - under]
        };
        let (mut half, mut whole) = ([0; 16], [0; 16]);
        for x in 0..4 {
            let column = pass([0, 4, 8, 12].map(|y| i32::from(block[y + x])));
            (0..4).for_each(|y| half[y * 4 + x] = column[y]);
        }
        for y in 0..4 {
            let row = pass([0, 1, 2, 3].map(|x| half[y * 4 + x]));
            (0..4).for_each(|x| whole[y * 4 + x] = (row[x] + 4) >> 3);
        }
        whole
    }

    #[test]
    fn a_pair_is_transformed_as_each_of_its_blocks() {
        let mut state = 7_u32;
        let mut next = |limit: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) as i32 % limit) as i16 - (limit / 2) as i16
        };
        for limit in [2, 40, 700, 2_000].repeat(500) {
            let blocks: [Block; 2] =
                [[(); 16].map(|()| next(limit)), [(); 16].map(|()| next(limit))];
            let mut pair = [0; 32];
            for (side, block) in blocks.iter().enumerate() {
                (0..16).for_each(|place| pair[2 * place + side] = block[place]);
            }
            for (block, differences) in blocks.iter().zip(both(&pair)) {
                let guess = [3, 90, 160, 251].repeat(4);
                let mut pixels = guess.clone();
                add(differences, &mut pixels, 0, 4);
                let wanted: Vec<u8> = guess
                    .iter()
                    .zip(plain(block))
                    .map(|(&guess, difference)| (i32::from(guess) + difference).clamp(0, 255) as u8)
                    .collect();
                assert_eq!(pixels, wanted);
            }
        }
    }
}
