//! Whole pictures: planes in, rows of RGB or RGBA out, on as many threads as the caller allows.

use super::matrix::Matrix;
use super::nclx::Nclx;
use super::upsample::{Shape, line};
use crate::codec::{Chroma, Planar, Sample, Samples};
use crate::error::{HeifError, Result};

/// Rows that a thread takes on at a time, at least.
const MIN_BAND: usize = 64;

/// Colours of a picture, three bytes or four for each pixel; the fourth is left at 255.
pub(crate) fn to_rgb<const CHANNELS: usize>(
    planar: &Planar,
    nclx: &Nclx,
    threads: usize,
) -> Result<Vec<u8>> {
    let grey = planar.chroma == Chroma::None;
    let identity = nclx.matrix == 0 && !grey;
    if identity && planar.chroma != Chroma::Full {
        return Err(HeifError::damaged("RGB with subsampled channels"));
    }
    let matrix = Matrix::new(nclx, planar.depth, grey)?;
    let fill = if CHANNELS == 4 { 255 } else { 0 };
    let mut out = vec![fill; planar.width as usize * planar.height as usize * CHANNELS];
    in_bands(&mut out, planar.width as usize * CHANNELS, threads, |first_row, band| match &planar
        .planes[..]
    {
        [Samples::Eight(y)] => {
            convert_band::<_, CHANNELS>(planar, &matrix, [y; 3], first_row, band)
        }
        [Samples::Sixteen(y)] => {
            convert_band::<_, CHANNELS>(planar, &matrix, [y; 3], first_row, band)
        }
        [Samples::Eight(y), Samples::Eight(u), Samples::Eight(v)] => {
            convert_band::<_, CHANNELS>(planar, &matrix, [y, u, v], first_row, band);
        }
        [Samples::Sixteen(y), Samples::Sixteen(u), Samples::Sixteen(v)] => {
            convert_band::<_, CHANNELS>(planar, &matrix, [y, u, v], first_row, band);
        }
        _ => {}
    });
    Ok(out)
}

fn convert_band<T: Sample, const CHANNELS: usize>(
    planar: &Planar,
    matrix: &Matrix,
    planes: [&Vec<T>; 3],
    first_row: usize,
    band: &mut [u8],
) {
    let width = planar.width as usize;
    let shape = |plane: usize| {
        let (width, height) = planar.plane_size(plane);
        let (across, down) = if plane == 0 { (0, 0) } else { planar.chroma.shifts() };
        Shape { width, height, narrow: across == 1, low: down == 1 }
    };
    let grey = planar.chroma == Chroma::None;
    let mut sums = Vec::new();
    let mut lines = [vec![0; width], vec![0; width], vec![0; width]];
    for (row, out) in band.chunks_exact_mut(width * CHANNELS).enumerate() {
        for (plane, to) in lines.iter_mut().enumerate().take(if grey { 1 } else { 3 }) {
            line(planes[plane], shape(plane), first_row + row, &mut sums, to);
        }
        matrix.apply::<CHANNELS>([&lines[0], &lines[1], &lines[2]], out);
    }
}

/// Writes alpha into the fourth byte of every pixel. If colours were multiplied with it, they are divided again.
pub(crate) fn alpha_into(rgba: &mut [u8], alpha: &Planar, premultiplied: bool) {
    let pixels = rgba.as_chunks_mut::<4>().0.iter_mut();
    let most = (1_u32 << alpha.depth) - 1;
    match alpha.planes.first() {
        Some(Samples::Eight(samples)) => {
            pixels.zip(samples).for_each(|(pixel, &sample)| pixel[3] = sample)
        }
        Some(Samples::Sixteen(samples)) => pixels.zip(samples).for_each(|(pixel, &sample)| {
            pixel[3] = ((u32::from(sample).min(most) * 255 + most / 2) / most) as u8;
        }),
        None => {}
    }
    if premultiplied {
        for [red, green, blue, alpha] in rgba.as_chunks_mut::<4>().0 {
            for channel in [red, green, blue] {
                let whole = u32::from(*channel) * 255 + u32::from(*alpha) / 2;
                *channel = whole.checked_div(u32::from(*alpha)).unwrap_or(0).min(255) as u8;
            }
        }
    }
}

/// Splits `out` into bands of whole rows and has them written, each with the number of its first row.
fn in_bands(
    out: &mut [u8],
    row_bytes: usize,
    threads: usize,
    write: impl Fn(usize, &mut [u8]) + Sync,
) {
    let rows = out.len() / row_bytes;
    let band_rows = rows.div_ceil(threads.max(1)).max(MIN_BAND);
    if band_rows >= rows {
        return write(0, out);
    }
    std::thread::scope(|scope| {
        for (at, band) in out.chunks_mut(band_rows * row_bytes).enumerate() {
            let write = &write;
            scope.spawn(move || write(at * band_rows, band));
        }
    });
}
