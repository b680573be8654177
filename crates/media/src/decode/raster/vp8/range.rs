//! Video's YCbCr (BT.601, 16 to 235) to RGB.

use std::iter;
use std::ops::Add as _;

use lanes::{Words, store};

/// A row of pixels, each with its colours.
pub(super) fn row(y: &[u8], u: &[u8], v: &[u8], target: &mut [[u8; 3]]) {
    lanes::row([y, u, v], target, eight);
}

/// Factors are in 8,192nds: of samples times 128 their upper halves are what is wanted times 16.
#[inline(always)]
fn eight(y: [u8; 8], u: [u8; 8], v: [u8; 8], target: &mut [[u8; 3]; 8]) {
    let large = |samples: [u8; 8], zero: i16| Words::widen(samples).plus(-zero).up::<7>();
    let (y, u, v) = (large(y, 16).part(9_539), large(u, 128), large(v, 128));
    let red = y.add(v.part(13_075));
    let green = y.add(u.part(-3_209)).add(v.part(-6_660));
    let blue = y.add(u.part(16_525));
    let [red, green, blue] = [red, green, blue].map(|part| part.plus(8).down::<4>());
    store(red, green, blue, target);
}

/// Colours for each pixel of a row that has one or two pixels for each of them; the last one also for what rounding has
/// left without.
pub(super) fn spread(from: &[u8], doubled: bool, to: &mut [u8]) {
    let last = from[from.len() - 1];
    if !doubled {
        let common = from.len().min(to.len());
        to[..common].copy_from_slice(&from[..common]);
        to[common..].fill(last);
    } else {
        for (pair, &color) in to.chunks_mut(2).zip(from.iter().chain(iter::repeat(&last))) {
            pair.fill(color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_standard() {
        for (y, u, v) in (0..=255_u8).flat_map(|y| {
            (0..=255).step_by(15).flat_map(move |u| (0..=255).step_by(15).map(move |v| (y, u, v)))
        }) {
            let mut found = [[0; 3]];
            row(&[y], &[u], &[v], &mut found);
            let (light, u, v) =
                ((f64::from(y) - 16.0) * 255.0 / 219.0, f64::from(u) - 128.0, f64::from(v) - 128.0);
            let scale = 255.0 / 224.0;
            let wanted = [
                light + 1.402 * v * scale,
                light - (0.114 * 1.772 / 0.587 * u + 0.299 * 1.402 / 0.587 * v) * scale,
                light + 1.772 * u * scale,
            ];
            for (found, wanted) in found[0].into_iter().zip(wanted) {
                assert!((f64::from(found) - wanted.clamp(0.0, 255.0)).abs() < 0.75, "{y} {u} {v}");
            }
        }
    }
}
