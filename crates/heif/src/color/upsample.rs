//! Lines of full width out of planes that may be smaller: chroma between its samples is blended, 3 parts of the nearer
//! one and 1 of the farther in each direction, as JPEG decoders do it.

use crate::codec::Sample;

/// How a plane relates to the picture.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Half as wide as the picture.
    pub(super) narrow: bool,
    /// Half as high as the picture.
    pub(super) low: bool,
}

/// Writes line `row` of the picture. `sums` is room to work in.
pub(super) fn line<T: Sample>(
    plane: &[T],
    shape: Shape,
    row: usize,
    sums: &mut Vec<i32>,
    out: &mut [i32],
) {
    let whole = |row: usize| &plane[row * shape.width..][..shape.width];
    if !shape.narrow && !shape.low {
        for (out, &sample) in out.iter_mut().zip(whole(row)) {
            *out = sample.into();
        }
        return;
    }
    let (near, far) = if shape.low {
        let near = row / 2;
        let far = if row.is_multiple_of(2) {
            near.saturating_sub(1)
        } else {
            (near + 1).min(shape.height - 1)
        };
        (near, far)
    } else {
        (row, row)
    };
    sums.clear();
    sums.extend(
        whole(near).iter().zip(whole(far)).map(|(&near, &far)| 3 * near.into() + far.into()),
    );
    if !shape.narrow {
        for (out, &sum) in out.iter_mut().zip(sums.iter()) {
            *out = (sum + 2) >> 2;
        }
        return;
    }
    let blend = |near: i32, far: i32| (3 * near + far + 8) >> 4;
    let last = shape.width - 1;
    let mut put = |at: usize, value: i32| {
        if let Some(out) = out.get_mut(at) {
            *out = value;
        }
    };
    put(0, blend(sums[0], sums[0]));
    put(2 * last + 1, blend(sums[last], sums[last]));
    let (pairs, _) = out.get_mut(1..).unwrap_or_default().as_chunks_mut::<2>();
    for (pair, sums) in pairs.iter_mut().zip(sums.windows(2)) {
        *pair = [blend(sums[0], sums[1]), blend(sums[1], sums[0])];
    }
}
