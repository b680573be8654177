//! One H.264 key frame to RGB, by OpenH264 (8 bits, 4:2:0, no interlacing: what phones and cameras write). What it
//! refuses is tried by ffmpeg.

use openh264::decoder::{DecodedYUV, Decoder};
use openh264::formats::YUVSource;

use crate::limits::check_area;
use crate::pixels::Pixels;
use crate::video::MAX_FRAME_PIXELS;

/// Decodes a stream of parameter sets and one key frame. `matrix` is what the container says of the colours: matrix
/// coefficients, and whether the range is full.
pub(super) fn decode(stream: &[u8], matrix: Option<(u16, bool)>) -> Option<Pixels> {
    let mut decoder = Decoder::new().ok()?;
    if let Ok(Some(frame)) = decoder.decode(stream) {
        return to_rgb(&frame, matrix);
    }
    // A single frame may wait inside for one that never comes.
    let waiting = decoder.flush_remaining().ok()?;
    waiting.first().and_then(|frame| to_rgb(frame, matrix))
}

fn to_rgb(frame: &DecodedYUV<'_>, matrix: Option<(u16, bool)>) -> Option<Pixels> {
    let (width, height) = frame.dimensions();
    let (wide, high) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    check_area(wide, high, MAX_FRAME_PIXELS).ok()?;
    let (luma_stride, u_stride, v_stride) = frame.strides();
    let weights = Weights::of(matrix, high);
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        let luma = frame.y().get(y * luma_stride..)?.get(..width)?;
        let half = width.div_ceil(2);
        let blue = frame.u().get(y / 2 * u_stride..)?.get(..half)?;
        let red = frame.v().get(y / 2 * v_stride..)?.get(..half)?;
        for (x, &luma) in luma.iter().enumerate() {
            rgb.extend(weights.rgb(luma, blue[x / 2], red[x / 2]));
        }
    }
    Some(Pixels { width: wide, height: high, rgb })
}

/// YCbCr to RGB in 16.16 fixed point.
struct Weights {
    floor: i32,
    luma: i32,
    red: i32,
    green: (i32, i32),
    blue: i32,
}

impl Weights {
    /// BT.601 or BT.709 as the container says; else as everybody assumes, by the size. Limited range unless said.
    fn of(matrix: Option<(u16, bool)>, height: u32) -> Self {
        let (code, full) = matrix.unwrap_or((2, false));
        let high_definition = match code {
            1 | 9 => true,
            4..=6 => false,
            _ => height >= 720,
        };
        let (red, green_blue, green_red, blue) = if high_definition {
            (1.5748, 0.187_324, 0.468_124, 1.8556)
        } else {
            (1.402, 0.344_136, 0.714_136, 1.772)
        };
        let (floor, luma, chroma) =
            if full { (0, 1.0, 1.0) } else { (16, 255.0 / 219.0, 255.0 / 224.0) };
        let fixed = |weight: f64| (weight * 65_536.0).round() as i32;
        Self {
            floor,
            luma: fixed(luma),
            red: fixed(red * chroma),
            green: (fixed(green_blue * chroma), fixed(green_red * chroma)),
            blue: fixed(blue * chroma),
        }
    }

    fn rgb(&self, luma: u8, blue: u8, red: u8) -> [u8; 3] {
        let luma = (i32::from(luma) - self.floor) * self.luma + 32_768;
        let (blue, red) = (i32::from(blue) - 128, i32::from(red) - 128);
        let channel = |value: i32| (value >> 16).clamp(0, 255) as u8;
        [
            channel(luma + self.red * red),
            channel(luma - self.green.0 * blue - self.green.1 * red),
            channel(luma + self.blue * blue),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_white_and_red_are_what_the_standards_say() {
        let old = Weights::of(None, 480);
        assert_eq!(old.rgb(16, 128, 128), [0, 0, 0]);
        assert_eq!(old.rgb(235, 128, 128), [255, 255, 255]);
        // Pure red in BT.601 and BT.709, limited range.
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2);
        assert!(near(old.rgb(81, 90, 240), [255, 0, 0]));
        assert!(near(Weights::of(None, 1080).rgb(63, 102, 240), [255, 0, 0]));
        assert!(near(Weights::of(Some((1, false)), 480).rgb(63, 102, 240), [255, 0, 0]));
        assert_eq!(Weights::of(Some((1, true)), 1080).rgb(255, 128, 128), [255, 255, 255]);
    }
}
