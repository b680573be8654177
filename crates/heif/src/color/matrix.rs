//! The linear part: three samples in, three 8-bit channels out, in fixed point.

use super::nclx::Nclx;
use crate::error::{HeifError, Result};

/// Bits after the point. With 20, sums of any depth stay within 30 bits, and results are right but for the last digit.
const FRACTION: u32 = 20;

/// A channel is `offset + factors . (y, u, v)`, rounded and clamped to 8 bits.
#[derive(Clone, Copy)]
pub(super) struct Matrix {
    factors: [[i32; 3]; 3],
    offsets: [i32; 3],
}

/// The weights of red and blue in luma, for the matrices that are defined by them.
fn weights(matrix: u16) -> Option<(f64, f64)> {
    Some(match matrix {
        1 => (0.2126, 0.0722),
        // Unspecified is taken for BT.601, as other decoders do.
        2 | 5 | 6 => (0.299, 0.114),
        4 => (0.30, 0.11),
        7 => (0.212, 0.087),
        9 => (0.2627, 0.0593),
        _ => return None,
    })
}

impl Matrix {
    /// For samples of some depth. `grey` samples are luma only and need no matrix to be known.
    pub(super) fn new(nclx: &Nclx, depth: u8, grey: bool) -> Result<Self> {
        const IDENTITY: u16 = 0;
        const YCGCO: u16 = 8;
        let scale = f64::from(1 << (depth - 8));
        let (black, luma_span, chroma_span) = if nclx.full_range {
            let most = 256.0 * scale - 1.0;
            (0.0, most, most)
        } else {
            (16.0 * scale, 219.0 * scale, 224.0 * scale)
        };
        let mut middle = 128.0 * scale;
        let mut spans = [luma_span, chroma_span, chroma_span];
        let rows = match nclx.matrix {
            _ if grey => [[1.0, 0.0, 0.0]; 3],
            IDENTITY => {
                middle = black;
                spans = [luma_span; 3];
                [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
            }
            YCGCO => [[1.0, -1.0, 1.0], [1.0, 1.0, 0.0], [1.0, -1.0, -1.0]],
            other => {
                let (red, blue) = weights(other).ok_or_else(|| {
                    HeifError::unsupported(format!("colours by the matrix {other}"))
                })?;
                let green = 1.0 - red - blue;
                let (to_red, to_blue) = (2.0 * (1.0 - red), 2.0 * (1.0 - blue));
                [
                    [1.0, 0.0, to_red],
                    [1.0, -to_blue * blue / green, -to_red * red / green],
                    [1.0, to_blue, 0.0],
                ]
            }
        };
        let one = f64::from(1 << FRACTION);
        let exact = rows.map(|row| [0, 1, 2].map(|at| row[at] * 255.0 / spans[at] * one));
        let offset = |row: [f64; 3]| one / 2.0 - row[0] * black - (row[1] + row[2]) * middle;
        Ok(Self {
            factors: exact.map(|row| row.map(|factor| factor.round() as i32)),
            offsets: exact.map(|row| offset(row).round() as i32),
        })
    }

    /// One line of colours, `CHANNELS` bytes each, of which the first three are written.
    pub(super) fn apply<const CHANNELS: usize>(&self, lines: [&[i32]; 3], out: &mut [u8]) {
        let [y, u, v] = lines;
        let pixels = out.as_chunks_mut::<CHANNELS>().0.iter_mut();
        for (((pixel, &y), &u), &v) in pixels.zip(y).zip(u).zip(v) {
            let rows = self.factors.iter().zip(self.offsets);
            for (channel, (&[of_y, of_u, of_v], offset)) in pixel.iter_mut().zip(rows) {
                let sum = offset + of_y * y + of_u * u + of_v * v;
                *channel = (sum >> FRACTION).clamp(0, 255) as u8;
            }
        }
    }
}
