//! Pixels to the JPEG that is shown and uploaded: baseline, one scan, the standard Huffman tables, no metadata. (With
//! optimised tables this encoder writes one scan a component, which is legal and smaller, but which some decoders show
//! wrongly.)
//!
//! No colour profile goes in: the numbers are sRGB, an untagged JPEG is read as sRGB by every browser and platform, and
//! a profile would cost half a kilobyte a tile and be stripped at the upload anyway.

use jpeg_encoder::{
    ChromaSubsamplingMethod, ColorType, Encoder, ImageBuffer, JpegColorType, SamplingFactor,
};

use crate::error::MediaError;
use crate::raster::{Planes, Raster};
use crate::resize::Chroma;

/// The picture as a JPEG of this quality.
pub(crate) fn jpeg(raster: &Raster, quality: u8, chroma: Chroma) -> Result<Vec<u8>, MediaError> {
    let too_wide = |_| MediaError::damaged("wider or higher than JPEG allows");
    let (width, height) = raster.size();
    let area = width as usize * height as usize;
    let (width, height) =
        (u16::try_from(width).map_err(too_wide)?, u16::try_from(height).map_err(too_wide)?);
    let mut bytes = Vec::with_capacity(area / 3);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(match chroma {
        Chroma::Half => SamplingFactor::F_2_2,
        Chroma::Whole => SamplingFactor::F_1_1,
    });
    match raster {
        Raster::Rgb(pixels) => {
            // The encoder's own default takes one colour of four, which shows as jagged red edges.
            encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
            encoder.encode(&pixels.rgb, width, height, ColorType::Rgb)
        }
        Raster::Ycc(planes) => encoder.encode_image(Rows { planes, width, height }),
    }
    .map_err(|error| MediaError::damaged(error.to_string()))?;
    Ok(bytes)
}

/// Planes as the encoder reads them: each row at full width. Where colour is halved the encoder takes every second
/// sample of every second row, so that the doubled samples come out as they went in.
struct Rows<'a> {
    planes: &'a Planes,
    width: u16,
    height: u16,
}

impl ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let (y, width) = (u32::from(y), usize::from(self.width));
        let [luma, blue, red, _] = buffers;
        luma.extend_from_slice(self.planes.y.row(y));
        for (buffer, plane) in [(blue, &self.planes.cb), (red, &self.planes.cr)] {
            let (across, down) = self.planes.steps(plane);
            let row = plane.row(y / down);
            if across == 1 {
                buffer.extend_from_slice(row);
            } else {
                let doubled = row.iter().flat_map(|&v| std::iter::repeat_n(v, across as usize));
                let before = buffer.len();
                buffer.extend(doubled.take(width));
                // A plane that is too narrow for its picture can't come from our own resizing; fill the row all the same.
                buffer.resize(before + width, row.last().copied().unwrap_or(128));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode_jpeg;
    use crate::raster::Plane;
    use crate::resize::{Area, resized};

    /// A reddish ramp with colour at half the size.
    fn ramp(width: u32, height: u32) -> Raster {
        let plane = |w: u32, h: u32, f: &dyn Fn(u32, u32) -> u8| {
            let samples = (0..h).flat_map(|y| (0..w).map(move |x| (x, y))).map(|(x, y)| f(x, y));
            Plane::new(w, h, samples.collect()).expect("filled")
        };
        let (cw, ch) = (width.div_ceil(2), height.div_ceil(2));
        Raster::Ycc(Planes {
            y: plane(width, height, &|x, _| (40 + x * 180 / width) as u8),
            cb: plane(cw, ch, &|_, y| (90 + y * 60 / ch) as u8),
            cr: plane(cw, ch, &|x, _| (200 - x * 60 / cw) as u8),
        })
    }

    #[test]
    fn planes_and_rgb_give_nearly_the_same_jpeg() {
        for size in [(640, 400), (401, 303)] {
            for chroma in [Chroma::Half, Chroma::Whole] {
                let source = ramp(1283, 805);
                let area = Area::whole(1283, 805);
                let small = resized(&source, area, size, chroma).expect("resized").into_owned();
                let direct = jpeg(&small, 95, chroma).expect("encoded");
                let by_rgb = jpeg(&Raster::Rgb(source.clone().into_rgb()), 98, Chroma::Whole)
                    .expect("encoded");
                let whole = Raster::Rgb(decode_jpeg(&by_rgb).expect("whole"));
                let rgb = resized(&whole, area, size, chroma).expect("resized").into_owned();
                let (direct, rgb) = (decode_jpeg(&direct).expect("ours"), rgb.into_rgb());
                assert_eq!((direct.width, direct.height), size);
                let worst = direct.rgb.iter().zip(&rgb.rgb).map(|(a, b)| a.abs_diff(*b)).max();
                assert!(worst < Some(10), "{size:?} {chroma:?}: {worst:?}");
            }
        }
    }
}
