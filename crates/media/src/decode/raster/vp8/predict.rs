//! Pixels guessed from those above and to the left (RFC 6386, section 12), in the rows they are for: row 0 of a plane
//! is the last of the macroblocks above, column 0 the last of those to the left.

use super::modes::{Mode, SubMode};

/// Predicts `N` x `N` pixels that start at `at`; `above` and `left` say whether there are neighbours inside the picture.
pub(super) fn block<const N: usize>(
    pixels: &mut [u8],
    at: usize,
    stride: usize,
    mode: Mode,
    [above, left]: [bool; 2],
) {
    let mut top = [0; N];
    top.copy_from_slice(&pixels[at - stride..][..N]);
    let corner = i32::from(pixels[at - stride - 1]);
    let mean = || {
        let up: u32 = top.iter().map(|&value| u32::from(value)).sum();
        let side: u32 = (0..N).map(|y| u32::from(pixels[at + y * stride - 1])).sum();
        let half = N as u32 / 2;
        match (above, left) {
            (true, true) => (up + side + N as u32) / (2 * N as u32),
            (true, false) => (up + half) / N as u32,
            (false, true) => (side + half) / N as u32,
            (false, false) => 128,
        }
    };
    // A mean of bytes is a byte.
    let mean = if mode == Mode::Mean { mean() as u8 } else { 0 };
    for y in 0..N {
        let start = at + y * stride;
        let side = pixels[start - 1];
        let row = &mut pixels[start..start + N];
        match mode {
            Mode::Mean => row.fill(mean),
            Mode::Down => row.copy_from_slice(&top),
            Mode::Across => row.fill(side),
            Mode::Slope => {
                let step = i32::from(side) - corner;
                for (pixel, &up) in row.iter_mut().zip(&top) {
                    *pixel = (i32::from(up) + step).clamp(0, 255) as u8;
                }
            }
        }
    }
}

/// Predicts 4 x 4 pixels; `right` are the four above and to the right, which may lie elsewhere.
pub(super) fn sub_block(
    pixels: &mut [u8],
    at: usize,
    stride: usize,
    mode: SubMode,
    right: [u8; 4],
) {
    let above = at - stride;
    let p = pixels[above - 1];
    let [a, b, c, d] = [0, 1, 2, 3].map(|x| pixels[above + x]);
    let [e, f, g, h] = right;
    let [i, j, k, l] = [0, 1, 2, 3].map(|y| pixels[at + y * stride - 1]);
    let mix2 = |x: u8, y: u8| (u16::from(x) + u16::from(y)).div_ceil(2) as u8;
    let mix3 =
        |x: u8, y: u8, z: u8| ((u16::from(x) + 2 * u16::from(y) + u16::from(z) + 2) >> 2) as u8;
    let rows: [[u8; 4]; 4] = match mode {
        SubMode::Mean => {
            let sum: u16 = [a, b, c, d, i, j, k, l].into_iter().map(u16::from).sum();
            [[((sum + 4) >> 3) as u8; 4]; 4]
        }
        SubMode::Slope => [i, j, k, l].map(|side| {
            let step = i16::from(side) - i16::from(p);
            [a, b, c, d].map(|up| (i16::from(up) + step).clamp(0, 255) as u8)
        }),
        SubMode::Down => [[mix3(p, a, b), mix3(a, b, c), mix3(b, c, d), mix3(c, d, e)]; 4],
        SubMode::Across => {
            [mix3(p, i, j), mix3(i, j, k), mix3(j, k, l), mix3(k, l, l)].map(|value| [value; 4])
        }
        SubMode::DownLeft => {
            let line = [
                mix3(a, b, c),
                mix3(b, c, d),
                mix3(c, d, e),
                mix3(d, e, f),
                mix3(e, f, g),
                mix3(f, g, h),
                mix3(g, h, h),
            ];
            [0, 1, 2, 3].map(|y| [line[y], line[y + 1], line[y + 2], line[y + 3]])
        }
        SubMode::DownRight => {
            let line = [
                mix3(j, k, l),
                mix3(i, j, k),
                mix3(p, i, j),
                mix3(a, p, i),
                mix3(p, a, b),
                mix3(a, b, c),
                mix3(b, c, d),
            ];
            [3, 2, 1, 0].map(|y| [line[y], line[y + 1], line[y + 2], line[y + 3]])
        }
        SubMode::DownSteepRight => {
            let even = [mix2(p, a), mix2(a, b), mix2(b, c), mix2(c, d)];
            let odd = [mix3(i, p, a), mix3(p, a, b), mix3(a, b, c), mix3(b, c, d)];
            [
                even,
                odd,
                [mix3(j, i, p), even[0], even[1], even[2]],
                [mix3(k, j, i), odd[0], odd[1], odd[2]],
            ]
        }
        SubMode::DownSteepLeft => [
            [mix2(a, b), mix2(b, c), mix2(c, d), mix2(d, e)],
            [mix3(a, b, c), mix3(b, c, d), mix3(c, d, e), mix3(d, e, f)],
            [mix2(b, c), mix2(c, d), mix2(d, e), mix3(e, f, g)],
            [mix3(b, c, d), mix3(c, d, e), mix3(d, e, f), mix3(f, g, h)],
        ],
        SubMode::AcrossDown => [
            [mix2(i, p), mix3(i, p, a), mix3(p, a, b), mix3(a, b, c)],
            [mix2(j, i), mix3(j, i, p), mix2(i, p), mix3(i, p, a)],
            [mix2(k, j), mix3(k, j, i), mix2(j, i), mix3(j, i, p)],
            [mix2(l, k), mix3(l, k, j), mix2(k, j), mix3(k, j, i)],
        ],
        SubMode::AcrossUp => [
            [mix2(i, j), mix3(i, j, k), mix2(j, k), mix3(j, k, l)],
            [mix2(j, k), mix3(j, k, l), mix2(k, l), mix3(k, l, l)],
            [mix2(k, l), mix3(k, l, l), l, l],
            [l; 4],
        ],
    };
    for (y, row) in rows.iter().enumerate() {
        pixels[at + y * stride..][..4].copy_from_slice(row);
    }
}
