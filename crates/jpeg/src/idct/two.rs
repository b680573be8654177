//! 2 × 2 samples from four coefficients. The two-point transform has no constants but one, so this is exact.

use super::sample;

/// Transforms the coefficients at (0, 0), (1, 0), (0, 1) and (1, 1), horizontal frequency first.
#[inline(always)]
pub(crate) fn two(block: [i16; 4], quant: &[i16; 64], samples: &mut [u8], stride: usize) {
    let coefficient = |n: usize, q: usize| i32::from(block[n].wrapping_mul(quant[q]));
    let (mean, across) = (coefficient(0, 0), coefficient(1, 1));
    let (down, both) = (coefficient(2, 8), coefficient(3, 9));
    let (upper, lower) = (mean + down, mean - down);
    let (left, right) = (across + both, across - both);
    samples[..2].copy_from_slice(&[sample(upper + left), sample(upper - left)]);
    samples[stride..stride + 2].copy_from_slice(&[sample(lower + right), sample(lower - right)]);
}
