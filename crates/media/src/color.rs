//! Colour to sRGB. Phones write Display P3, some cameras Adobe RGB, and platforms that drop the profile show both
//! wrong. Only RGB profiles are converted: a CMYK profile needs the inks, which are gone once the decoder has made RGB.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::pixels::Pixels;

/// A real profile is at most about 3 MB (CMYK tables); RGB ones are a few kilobytes.
const MAX_PROFILE: usize = 4 * 1024 * 1024;

/// What a picture's numbers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ColorSpace {
    Srgb,
    /// Said by EXIF alone, without a profile.
    AdobeRgb,
    Icc(Vec<u8>),
}

impl ColorSpace {
    /// The embedded profile wins over the EXIF flag.
    pub(crate) fn of(profile: Option<Vec<u8>>, adobe_rgb: bool) -> Self {
        match profile {
            Some(profile) if !profile.is_empty() && profile.len() <= MAX_PROFILE => {
                Self::Icc(profile)
            }
            _ if adobe_rgb => Self::AdobeRgb,
            _ => Self::Srgb,
        }
    }
}

/// Converts in place. A profile that can't be read or is not RGB leaves the picture as it is: slightly wrong colours
/// are better than no picture.
pub(crate) fn to_srgb(pixels: &mut Pixels, space: &ColorSpace) {
    let profile = match space {
        ColorSpace::Srgb => return,
        ColorSpace::AdobeRgb => ColorProfile::new_adobe_rgb(),
        ColorSpace::Icc(bytes) => match ColorProfile::new_from_slice(bytes) {
            Ok(profile) if profile.color_space == DataColorSpace::Rgb => profile,
            _ => return,
        },
    };
    let target = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &target, Layout::Rgb, options)
    else {
        return;
    };
    let mut converted = vec![0; pixels.rgb.len()];
    if transform.transform(&pixels.rgb, &mut converted).is_ok() {
        pixels.rgb = converted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adobe_rgb_green_becomes_stronger_and_grey_stays() {
        let mut pixels = Pixels { width: 2, height: 1, rgb: vec![100, 200, 100, 128, 128, 128] };
        to_srgb(&mut pixels, &ColorSpace::AdobeRgb);
        assert!(pixels.rgb[0] < 60, "{:?}", pixels.rgb);
        assert!(pixels.rgb[3..].iter().all(|v| v.abs_diff(128) <= 2), "{:?}", pixels.rgb);
    }

    #[test]
    fn unreadable_profiles_change_nothing() {
        let mut pixels = Pixels { width: 1, height: 1, rgb: vec![1, 2, 3] };
        to_srgb(&mut pixels, &ColorSpace::Icc(b"not a profile".to_vec()));
        assert_eq!(pixels.rgb, [1, 2, 3]);
    }
}
