//! Video's range of numbers (brightness 16 to 235, colour differences 16 to 240) to JPEG's, which uses a whole byte.
//! The colours behind them are the same (BT.601).

use lanes::Words;

/// In 512ths, of what is wanted times 16: 255 / 219.
const BRIGHTNESS: i16 = 9_539;
/// Likewise 255 / 224.
const DIFFERENCE: i16 = 9_326;

pub(super) fn brightness(samples: &mut [u8]) {
    each_sixteen(samples, |eight| stretched(eight, 16, BRIGHTNESS).plus(-128));
}

pub(super) fn difference(samples: &mut [u8]) {
    each_sixteen(samples, |eight| stretched(eight, 128, DIFFERENCE));
}

#[inline(always)]
fn stretched(eight: [u8; 8], zero: i16, factor: i16) -> Words {
    Words::widen(eight).plus(-zero).up::<7>().part(factor).plus(8).down::<4>()
}

/// Sets samples to what `stretch` makes of eight of them, given around 128.
#[inline(always)]
fn each_sixteen(samples: &mut [u8], stretch: impl Fn([u8; 8]) -> Words) {
    let sixteen = |samples: [u8; 16]| {
        let [low, high] = [0, 8].map(|from| std::array::from_fn(|n| samples[from + n]));
        stretch(low).bytes(stretch(high))
    };
    let (chunks, rest) = samples.as_chunks_mut::<16>();
    chunks.iter_mut().for_each(|chunk| *chunk = sixteen(*chunk));
    for sample in rest {
        *sample = sixteen([*sample; 16])[0];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_becomes_the_one_that_means_the_same() {
        let all: Vec<u8> = (0..=255).chain(0..=6).collect();
        let check = |stretch: fn(&mut [u8]), zero: f64, scale: f64, base: f64| {
            let mut found = all.clone();
            stretch(&mut found);
            for (&from, found) in all.iter().zip(found) {
                let wanted = ((f64::from(from) - zero) * scale + base).clamp(0.0, 255.0);
                assert!((f64::from(found) - wanted).abs() < 0.6, "{from}: {found}, not {wanted}");
            }
        };
        check(brightness, 16.0, 255.0 / 219.0, 0.0);
        check(difference, 128.0, 255.0 / 224.0, 128.0);
    }
}
