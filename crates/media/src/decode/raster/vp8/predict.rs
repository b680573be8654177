//! Pixels guessed from those above and to the left (RFC 6386, section 12), in the rows they are for: row 0 of a plane
//! is the last of the macroblocks above, column 0 the last of those to the left.

use std::ops::{Add as _, Sub as _};

use lanes::Words;

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
    // In one piece, so that every place in it is known to be there.
    let Some(around) = pixels.get_mut(at - stride - 1..at + 3 * stride + 4) else { return };
    let Some(&[p, a, b, c, d]) = around.first_chunk() else { return };
    let [e, f, g, h] = right;
    let (i, j) = (around[stride], around[2 * stride]);
    let (k, l) = (around[3 * stride], around[4 * stride]);
    let mix2 = |x: u8, y: u8| (u16::from(x) + u16::from(y)).div_ceil(2) as u8;
    let mix3 =
        |x: u8, y: u8, z: u8| ((u16::from(x) + 2 * u16::from(y) + u16::from(z) + 2) >> 2) as u8;
    // A row is a number, its first pixel the lowest byte; a line of pixels that all rows are cut from, a larger one.
    let row = u32::from_le_bytes;
    let same = |value: u8| u32::from(value) * 0x0101_0101;
    let cut = |line: [u8; 7], from: [u32; 4]| {
        let [a, b, c, d, e, f, g] = line;
        let line = u64::from_le_bytes([a, b, c, d, e, f, g, 0]);
        from.map(|from| (line >> (8 * from)) as u32)
    };
    let rows: [u32; 4] = match mode {
        SubMode::Mean => {
            let sum: u16 = [a, b, c, d, i, j, k, l].into_iter().map(u16::from).sum();
            [same(((sum + 4) >> 3) as u8); 4]
        }
        SubMode::Slope => {
            let top = Words::widen([a, b, c, d, a, b, c, d]);
            // Bytes come out of sums around 128.
            let corner = Words::widen([p; 8]).plus(128);
            let steps = |x, y| Words::widen([x, x, x, x, y, y, y, y]).sub(corner);
            let bytes = top.add(steps(i, j)).bytes(top.add(steps(k, l)));
            let (rows, _) = bytes.as_chunks::<4>();
            [row(rows[0]), row(rows[1]), row(rows[2]), row(rows[3])]
        }
        SubMode::Down => [row([mix3(p, a, b), mix3(a, b, c), mix3(b, c, d), mix3(c, d, e)]); 4],
        SubMode::Across => {
            [same(mix3(p, i, j)), same(mix3(i, j, k)), same(mix3(j, k, l)), same(mix3(k, l, l))]
        }
        SubMode::DownLeft => {
            let (first, second) = (mix3(a, b, c), mix3(b, c, d));
            let (middle, after) = (mix3(c, d, e), mix3(d, e, f));
            let line = [first, second, middle, after, mix3(e, f, g), mix3(f, g, h), mix3(g, h, h)];
            cut(line, [0, 1, 2, 3])
        }
        SubMode::DownRight => {
            let (first, second) = (mix3(j, k, l), mix3(i, j, k));
            let (middle, after) = (mix3(p, i, j), mix3(a, p, i));
            let line = [first, second, middle, after, mix3(p, a, b), mix3(a, b, c), mix3(b, c, d)];
            cut(line, [3, 2, 1, 0])
        }
        SubMode::DownSteepRight => {
            let even = row([mix2(p, a), mix2(a, b), mix2(b, c), mix2(c, d)]);
            let odd = row([mix3(i, p, a), mix3(p, a, b), mix3(a, b, c), mix3(b, c, d)]);
            let after = |first: u8, row: u32| u32::from(first) | row << 8;
            [even, odd, after(mix3(j, i, p), even), after(mix3(k, j, i), odd)]
        }
        SubMode::DownSteepLeft => [
            row([mix2(a, b), mix2(b, c), mix2(c, d), mix2(d, e)]),
            row([mix3(a, b, c), mix3(b, c, d), mix3(c, d, e), mix3(d, e, f)]),
            row([mix2(b, c), mix2(c, d), mix2(d, e), mix3(e, f, g)]),
            row([mix3(b, c, d), mix3(c, d, e), mix3(d, e, f), mix3(f, g, h)]),
        ],
        SubMode::AcrossDown => {
            let (top, after) = (mix2(i, p), mix3(i, p, a));
            let (second, third) = ([mix2(j, i), mix3(j, i, p)], [mix2(k, j), mix3(k, j, i)]);
            [
                row([top, after, mix3(p, a, b), mix3(a, b, c)]),
                row([second[0], second[1], top, after]),
                row([third[0], third[1], second[0], second[1]]),
                row([mix2(l, k), mix3(l, k, j), third[0], third[1]]),
            ]
        }
        SubMode::AcrossUp => {
            let line = [
                mix2(i, j),
                mix3(i, j, k),
                mix2(j, k),
                mix3(j, k, l),
                mix2(k, l),
                mix3(k, l, l),
                l,
            ];
            let [first, second, third, _] = cut(line, [0, 2, 4, 6]);
            [first, second, third | u32::from(l) << 24, same(l)]
        }
    };
    for (y, row) in rows.into_iter().enumerate() {
        around[(y + 1) * stride + 1..][..4].copy_from_slice(&row.to_le_bytes());
    }
}
