//! Eight 16-bit lanes at once, for what our decoders do with every pixel: inverse transforms and colours. On x86-64 they're SSE2 registers, which every such processor
//! has; elsewhere arrays, which compilers know how to vectorise. Both give the same results, bit by bit.

#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable;
#[cfg(target_arch = "x86_64")]
mod sse2;

#[cfg(not(target_arch = "x86_64"))]
use portable::pixels;
#[cfg(not(target_arch = "x86_64"))]
pub use portable::{Longs, Words};
#[cfg(target_arch = "x86_64")]
use sse2::pixels;
#[cfg(target_arch = "x86_64")]
pub use sse2::{Longs, Words};

/// A row of pixels from three planes by what `eight` makes of eight of them.
#[inline(always)]
pub fn row(
    [a, b, c]: [&[u8]; 3],
    target: &mut [[u8; 3]],
    eight: impl Fn([u8; 8], [u8; 8], [u8; 8], &mut [[u8; 3]; 8]),
) {
    let ((a, a_rest), (b, b_rest), (c, c_rest)) =
        (a.as_chunks::<8>(), b.as_chunks::<8>(), c.as_chunks::<8>());
    let (targets, rest) = target.as_chunks_mut::<8>();
    for (((&a, &b), &c), target) in a.iter().zip(b).zip(c).zip(targets) {
        eight(a, b, c, target);
    }
    for (((&a, &b), &c), target) in a_rest.iter().zip(b_rest).zip(c_rest).zip(rest) {
        let mut same = [[0; 3]; 8];
        eight([a; 8], [b; 8], [c; 8], &mut same);
        *target = same[0];
    }
}

/// Eight pixels in RGB, each part limited to a byte.
#[inline(always)]
pub fn store(red: Words, green: Words, blue: Words, target: &mut [[u8; 3]; 8]) {
    let [a, b, c, d] = pixels(red, green, blue);
    let packed = [a | b << 48, b >> 16 | c << 32, c >> 32 | d << 16].map(u64::to_le_bytes);
    target.as_flattened_mut().copy_from_slice(packed.as_flattened());
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use std::ops::{Add as _, Sub as _};

    use super::{portable, sse2};

    /// Every operation on some lanes, by either kind.
    macro_rules! all_operations {
        ($kind:ident, $a:expr, $b:expr) => {{
            let (a, b) = ($kind::Words::load(&$a), $kind::Words::load(&$b));
            let sums = a.low(b).weigh(23_170, -12_873);
            let other = a.high(b).weigh(-30_000, 4_433);
            let mixed = sums.add(other).plus(1 << 17).narrow::<11>(sums.sub(other));
            let colours = $kind::pixels(a, b, mixed);
            let bytes = [mixed.bytes(a.times(b)), a.add(b).bytes(a.sub(b))];
            let parts =
                a.part(26_345).plus(1).down::<1>().bytes(b.part(-22_554).down::<3>().up::<2>());
            let wide = $kind::Words::widen([0, 1, 127, 128, 200, 254, 255, 3]).add(a);
            (colours, bytes, parts, wide.bytes(b))
        }};
    }

    #[test]
    fn both_kinds_agree() {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Small and large numbers alike.
            ((state >> 16) as i16) >> (state >> 12 & 15)
        };
        for _ in 0..10_000 {
            let (a, b) = ([(); 8].map(|()| next()), [(); 8].map(|()| next()));
            assert_eq!(all_operations!(portable, a, b), all_operations!(sse2, a, b));
        }
    }
}
