//! 4 × 4 samples from sixteen coefficients, by rows of four lanes.

use std::ops::{Add as _, Sub as _};

use super::{BETWEEN, FRACTION, fix};
use lanes::{Longs, Words};

/// √2·cos(π/8) and √2·cos(3π/8).
const C1: i16 = fix(1.306_562_964_876);
const C3: i16 = fix(0.541_196_100_146);
const ONE: i16 = fix(1.0);

const FIRST: i32 = (FRACTION - BETWEEN) as i32;
const SECOND: i32 = (FRACTION + BETWEEN + 3) as i32;

/// Transforms the lowest coefficients of a block in natural order.
#[inline(always)]
pub(crate) fn four(block: &[i16; 64], quant: &[i16; 64], samples: &mut [u8], stride: usize) {
    let (rows, _) = block.as_chunks::<8>();
    let (quant, _) = quant.as_chunks::<8>();
    let row = |n: usize| Words::load(&rows[n]).times(Words::load(&quant[n]));
    let [a, b, c, d] = pass(row(0).low(row(2)), row(1).low(row(3)), FIRST);
    let (a, c) = turn(a.narrow::<FIRST>(b), c.narrow::<FIRST>(d));
    let [a, b, c, d] = pass(a.low(c), a.high(c), SECOND);
    let (a, c) = turn(a.narrow::<SECOND>(b), c.narrow::<SECOND>(d));
    let pixels = a.bytes(c);
    let (pixels, _) = pixels.as_chunks::<4>();
    for (y, row) in pixels.iter().enumerate() {
        samples[y * stride..][..4].copy_from_slice(row);
    }
}

/// Four-point transforms: even coefficients come as pairs in `even`, odd ones in `odd`.
#[inline(always)]
fn pass(even: Words, odd: Words, shift: i32) -> [Longs; 4] {
    let round = 1 << (shift - 1);
    let (e0, e1) = (even.weigh(ONE, ONE).plus(round), even.weigh(ONE, -ONE).plus(round));
    let (o0, o1) = (odd.weigh(C1, C3), odd.weigh(C3, -C1));
    [e0.add(o0), e1.add(o1), e1.sub(o1), e0.sub(o0)]
}

/// Transposes four rows of four.
#[inline(always)]
fn turn(upper: Words, lower: Words) -> (Words, Words) {
    let (even, odd) = (upper.low(lower), upper.high(lower));
    (even.low(odd), even.high(odd))
}
