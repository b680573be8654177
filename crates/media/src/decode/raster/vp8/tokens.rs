//! Coefficients from their partition (RFC 6386, section 13), and the transforms that make differences of pixels from
//! them (section 14).

use super::bits::Bits;
use super::tables::{BANDS, Branches, LARGE_TOKENS, ZIGZAG};

/// One block of 4 x 4.
pub(super) type Block = [i32; 16];

/// Reads a block's coefficients from place `first` on, multiplied by their steps, and returns the place after the last
/// one; `first` for none.
pub(super) fn read(
    bits: &mut Bits<'_>,
    bands: &[[Branches; 3]; 8],
    context: usize,
    steps: [i32; 2],
    first: usize,
    block: &mut Block,
) -> usize {
    let at_place = |place: usize, context: usize| &bands[usize::from(BANDS[place] & 7)][context];
    let mut place = first;
    let mut branches = at_place(place, context.min(2));
    while place < 16 {
        if !bits.bit(branches[0]) {
            return place;
        }
        while !bits.bit(branches[1]) {
            place += 1;
            if place == 16 {
                return 16;
            }
            branches = at_place(place, 0);
        }
        let value = if bits.bit(branches[2]) {
            let value = large(bits, branches);
            branches = at_place(place + 1, 2);
            value
        } else {
            branches = at_place(place + 1, 1);
            1
        };
        let value = if bits.bit(128) { -value } else { value };
        // The clamp changes no sound picture, and lets the transform stay within 32 bits.
        block[usize::from(ZIGZAG[place] & 15)] =
            (value * steps[usize::from(place > 0)]).clamp(-32_768, 32_767);
        place += 1;
    }
    16
}

/// Values of 2 and more.
fn large(bits: &mut Bits<'_>, branches: &Branches) -> i32 {
    if !bits.bit(branches[3]) {
        return if bits.bit(branches[4]) { 3 + bits.one(branches[5]) } else { 2 };
    }
    if !bits.bit(branches[6]) {
        if !bits.bit(branches[7]) {
            return 5 + bits.one(159);
        }
        return 7 + 2 * bits.one(165) + bits.one(145);
    }
    let high = usize::from(bits.bit(branches[8]));
    let category = 2 * high + usize::from(bits.bit(branches[9 + high]));
    let extra = LARGE_TOKENS[category].iter().fold(0, |value, &p| value << 1 | bits.one(p));
    extra + 3 + (8 << category)
}

/// The second transform: first coefficients of the sixteen brightness blocks from the Y2 block.
pub(super) fn spread(block: &Block) -> Block {
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
        *to = [(a + b) >> 3, (c + d) >> 3, (a - b) >> 3, (d - c) >> 3];
    }
    whole
}

/// Adds a block to the predicted pixels that start at `at`.
pub(super) fn add(block: &Block, last: usize, pixels: &mut [u8], at: usize, stride: usize) {
    let differences = if last > 1 { transformed(block) } else { [(block[0] + 4) >> 3; 16] };
    for (y, row) in differences.as_chunks::<4>().0.iter().enumerate() {
        if let Some(target) = pixels[at + y * stride..].first_chunk_mut::<4>() {
            for (pixel, difference) in target.iter_mut().zip(row) {
                *pixel = (i32::from(*pixel) + difference).clamp(0, 255) as u8;
            }
        }
    }
}

fn transformed(block: &Block) -> Block {
    let turned = columns(block);
    columns(&turned).map(|value| (value + 4) >> 3)
}

/// One direction of the transform; the result lies on its side.
#[inline(always)]
fn columns(block: &Block) -> Block {
    let wide = |value: i32| value + (value.wrapping_mul(20_091) >> 16);
    let narrow = |value: i32| value.wrapping_mul(17_734) >> 15;
    let mut turned = [0; 16];
    for x in 0..4 {
        let (a, b) = (block[x] + block[8 + x], block[x] - block[8 + x]);
        let c = narrow(block[4 + x]) - wide(block[12 + x]);
        let d = wide(block[4 + x]) + narrow(block[12 + x]);
        turned[4 * x] = a + d;
        turned[4 * x + 1] = b + c;
        turned[4 * x + 2] = b - c;
        turned[4 * x + 3] = a - d;
    }
    turned
}
