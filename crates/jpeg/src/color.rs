//! From components to RGB or inks, row by row.

use std::ops::{Add as _, Sub as _};

use lanes::{Words, row, store};

use crate::frame::Color;
use crate::planes::{Planes, Rgb};
use crate::upsample::Rows;

/// Red, green and blue of eight pixels in JFIF's full-range BT.601. Products keep their upper 16 bits, of twice the
/// wanted precision, and the constants are what remains beyond 1 and 2.
#[inline(always)]
fn eight(y: [u8; 8], cb: [u8; 8], cr: [u8; 8], target: &mut [[u8; 3]; 8]) {
    let y = Words::widen(y);
    let (cb, cr) = (Words::widen(cb).plus(-128), Words::widen(cr).plus(-128));
    let (cb2, cr2) = (cb.add(cb), cr.add(cr));
    let red = y.add(cr).add(cr2.part(26_345).plus(1).down::<1>());
    let green = y.sub(cr).add(cb2.part(-22_554).add(cr2.part(18_734)).plus(1).down::<1>());
    let blue = y.add(cb2).add(cb2.part(-14_942).plus(1).down::<1>());
    store(red, green, blue, target);
}

/// As [`eight`], for one pixel.
fn pixel(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let mut same = [[0; 3]; 8];
    eight([y; 8], [cb; 8], [cr; 8], &mut same);
    same[0]
}

/// Converts to RGB.
pub(crate) fn to_rgb(picture: &Planes) -> Rgb {
    let (width, height) = (picture.width(), picture.height());
    let mut samples = vec![0; width as usize * height as usize * 3];
    let mut rows: Vec<Rows> = (0..picture.planes.len()).map(|n| Rows::new(picture, n)).collect();
    let mut inks = vec![[0; 4]; width as usize];
    for (y, target) in (0..).zip(samples.chunks_exact_mut(width.max(1) as usize * 3)) {
        let (target, _) = target.as_chunks_mut::<3>();
        match &mut rows[..] {
            [grey] => {
                for (pixel, &grey) in target.iter_mut().zip(grey.row(y)) {
                    *pixel = [grey; 3];
                }
            }
            [a, b, c] => {
                let (a, b, c) = (a.row(y), b.row(y), c.row(y));
                if picture.header.color == Color::YCbCr {
                    row([a, b, c], target, eight);
                } else {
                    for (pixel, ((&r, &g), &b)) in target.iter_mut().zip(a.iter().zip(b).zip(c)) {
                        *pixel = [r, g, b];
                    }
                }
            }
            rows => {
                ink_row(picture.header.color, rows, y, &mut inks);
                for (pixel, &[c, m, y, k]) in target.iter_mut().zip(&inks) {
                    let light =
                        |ink: u8| ((255 - u32::from(ink)) * (255 - u32::from(k)) + 127) / 255;
                    *pixel = [c, m, y].map(|ink| light(ink) as u8);
                }
            }
        }
    }
    Rgb { width, height, samples }
}

/// The inks of a row, 255 for full ink.
fn ink_row(color: Color, rows: &mut [Rows<'_>], y: u32, inks: &mut [[u8; 4]]) {
    for (n, rows) in rows.iter_mut().enumerate().take(4) {
        for (ink, &sample) in inks.iter_mut().zip(rows.row(y)) {
            ink[n] = sample;
        }
    }
    if matches!(color, Color::Ycck { .. }) {
        // The conversion gives the complement of the first three inks.
        for ink in &mut *inks {
            let [r, g, b] = pixel(ink[0], ink[1], ink[2]);
            *ink = [255 - r, 255 - g, 255 - b, ink[3]];
        }
    }
    if matches!(color, Color::Cmyk { inverted: true } | Color::Ycck { inverted: true }) {
        for ink in inks {
            *ink = ink.map(|value| 255 - value);
        }
    }
}

/// The inks of all pixels, 255 for full ink.
pub(crate) fn to_inks(picture: &Planes) -> Option<Vec<u8>> {
    let color = picture.header.color;
    if !matches!(color, Color::Cmyk { .. } | Color::Ycck { .. }) {
        return None;
    }
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut rows: Vec<Rows> = (0..picture.planes.len()).map(|n| Rows::new(picture, n)).collect();
    let mut inks = vec![[0; 4]; width * height];
    for (y, target) in (0..).zip(inks.chunks_exact_mut(width.max(1))) {
        ink_row(color, &mut rows, y, target);
    }
    Some(inks.into_flattened())
}
