//! Colour to sRGB. Phones write Display P3, some cameras Adobe RGB, and platforms that drop the profile show both
//! wrong. Printers' files carry inks (CMYK), which no platform takes.
//!
//! Conversion happens after shrinking, on 8 bits, with the perceptual intent: it is what profiles for paper are made
//! for, and matrix profiles (screens, cameras) know only one intent anyway. Most embedded profiles *are* sRGB under
//! some name; those are told by their primaries and curves, and cost nothing.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ToneReprCurve, TransformExecutor, TransformOptions, Xyzd,
};

use crate::pixels::Pixels;

/// A real profile is at most about 3 MB (CMYK tables); RGB ones are a few kilobytes.
const MAX_PROFILE: usize = 4 * 1024 * 1024;

/// Inks without a profile are taken for offset printing on coated paper (CGATS TR 001, "SWOP"): a small profile from
/// Compact-ICC-Profiles, CC0.
static OFFSET_PAPER: &[u8] = include_bytes!("../assets/CGATS001Compat-v2-micro.icc");

/// What a picture's numbers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ColorSpace {
    Srgb,
    /// Said by EXIF alone, without a profile.
    AdobeRgb,
    /// Said by an HEIC's or AVIF's colour numbers.
    DisplayP3,
    Icc(Vec<u8>),
}

impl ColorSpace {
    /// The embedded profile wins over the EXIF flag; one that is sRGB by its figures is called so.
    pub(crate) fn of(profile: Option<Vec<u8>>, adobe_rgb: bool) -> Self {
        match profile {
            Some(profile) if profile.len() <= MAX_PROFILE && is_srgb(&profile) => Self::Srgb,
            Some(profile) if !profile.is_empty() && profile.len() <= MAX_PROFILE => {
                Self::Icc(profile)
            }
            _ if adobe_rgb => Self::AdobeRgb,
            _ => Self::Srgb,
        }
    }
}

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// Converts in place. A profile that can't be read, or that is for inks, leaves the picture as it is: slightly wrong
/// colours are better than no picture.
pub(crate) fn to_srgb(pixels: &mut Pixels, space: &ColorSpace) {
    let profile = match space {
        ColorSpace::Srgb => return,
        ColorSpace::AdobeRgb => ColorProfile::new_adobe_rgb(),
        ColorSpace::DisplayP3 => ColorProfile::new_display_p3(),
        ColorSpace::Icc(bytes) => match ColorProfile::new_from_slice(bytes) {
            Ok(profile) => profile,
            Err(_) => return,
        },
    };
    let converted = match profile.color_space {
        DataColorSpace::Rgb => transform(&profile, Layout::Rgb)
            .and_then(|transform| run(&transform, &pixels.rgb, pixels.rgb.len())),
        // Grey pictures have three equal channels by now.
        DataColorSpace::Gray => transform(&profile, Layout::Gray).and_then(|transform| {
            let gray: Vec<u8> =
                pixels.rgb.as_chunks::<3>().0.iter().map(|&[gray, ..]| gray).collect();
            run(&transform, &gray, pixels.rgb.len())
        }),
        _ => None,
    };
    if let Some(converted) = converted {
        pixels.rgb = converted;
    }
}

/// A picture in four inks: cyan, magenta, yellow, black. 0 is bare paper and 255 full ink; Adobe's JPEGs store the
/// opposite and are turned round by their decoder.
pub(crate) struct Inks {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// `width * height * 4` bytes.
    pub(crate) inks: Vec<u8>,
}

impl Inks {
    /// What the inks look like on paper, by the embedded profile where there is a good one. Decoders call this once the
    /// picture is as small as it may be: tables of four inputs are slow.
    pub(crate) fn into_rgb(self, profile: Option<&[u8]>) -> Pixels {
        let length = self.inks.len() / 4 * 3;
        let rgb = profile
            .filter(|profile| profile.len() <= MAX_PROFILE)
            .into_iter()
            .chain([OFFSET_PAPER])
            .filter_map(|bytes| ColorProfile::new_from_slice(bytes).ok())
            .filter(|profile| profile.color_space == DataColorSpace::Cmyk)
            .find_map(|profile| run(&transform(&profile, Layout::Rgba)?, &self.inks, length));
        Pixels {
            width: self.width,
            height: self.height,
            rgb: rgb.unwrap_or_else(|| plain(&self.inks)),
        }
    }
}

/// Inks as filters of pure light, for the day when no profile can be read.
fn plain(inks: &[u8]) -> Vec<u8> {
    let through =
        |ink: u8, black: u8| ((u16::from(255 - ink) * u16::from(255 - black) + 127) / 255) as u8;
    let pixels = inks.as_chunks::<4>().0.iter();
    pixels.flat_map(|&[c, m, y, k]| [through(c, k), through(m, k), through(y, k)]).collect()
}

fn transform(profile: &ColorProfile, layout: Layout) -> Option<Transform> {
    let options = TransformOptions::default();
    profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options).ok()
}

fn run(transform: &Transform, samples: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut converted = vec![0; length];
    transform.transform(samples, &mut converted).ok()?;
    Some(converted)
}

/// Whether a profile has sRGB's primaries, and curves that are off by less than a level of 8 bits.
fn is_srgb(bytes: &[u8]) -> bool {
    let Ok(profile) = ColorProfile::new_from_slice(bytes) else { return false };
    let srgb = ColorProfile::new_srgb();
    let near = |a: Xyzd, b: Xyzd| {
        [(a.x, b.x), (a.y, b.y), (a.z, b.z)].iter().all(|(a, b)| (a - b).abs() < 0.002)
    };
    profile.color_space == DataColorSpace::Rgb
        && profile.lut_a_to_b_perceptual.is_none()
        && near(profile.red_colorant, srgb.red_colorant)
        && near(profile.green_colorant, srgb.green_colorant)
        && near(profile.blue_colorant, srgb.blue_colorant)
        && [&profile.red_trc, &profile.green_trc, &profile.blue_trc]
            .into_iter()
            .all(|curve| curve.as_ref().is_some_and(is_srgb_curve))
}

fn is_srgb_curve(curve: &ToneReprCurve) -> bool {
    let light = |value: f32| {
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    curve.make_linear_evaluator().is_ok_and(|curve| {
        [10_u8, 30, 60, 100, 150, 200, 245].into_iter().all(|level| {
            let value = f32::from(level) / 255.0;
            let found = curve.evaluate_value(value);
            (light(value - 1.0 / 255.0)..light(value + 1.0 / 255.0)).contains(&found)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rgb: [u8; 3], space: &ColorSpace) -> [u8; 3] {
        let mut pixels = Pixels { width: 1, height: 1, rgb: rgb.to_vec() };
        to_srgb(&mut pixels, space);
        [pixels.rgb[0], pixels.rgb[1], pixels.rgb[2]]
    }

    fn near(a: [u8; 3], b: [u8; 3], tolerance: u8) -> bool {
        a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= tolerance)
    }

    fn icc(profile: &ColorProfile) -> ColorSpace {
        ColorSpace::Icc(profile.encode().expect("a profile"))
    }

    #[test]
    fn adobe_rgb_green_becomes_stronger_and_grey_stays() {
        let green = shown([100, 200, 100], &ColorSpace::AdobeRgb);
        assert!(green[0] < 60, "{green:?}");
        assert!(near(shown([128; 3], &ColorSpace::AdobeRgb), [128; 3], 2));
    }

    /// Figures by the published matrices of both spaces (D65, sRGB's curve).
    #[test]
    fn display_p3_becomes_what_the_matrices_say() {
        let p3 = icc(&ColorProfile::new_display_p3());
        assert!(near(shown([200, 100, 50], &p3), [215, 93, 31], 2));
        assert!(near(shown([60, 120, 180], &p3), [30, 122, 185], 2));
        assert!(near(shown([255; 3], &p3), [255; 3], 1));
    }

    #[test]
    fn a_profile_that_is_srgb_is_called_so_and_others_are_not() {
        let called_srgb = |profile: ColorProfile| {
            ColorSpace::of(Some(profile.encode().expect("a profile")), false) == ColorSpace::Srgb
        };
        assert!(called_srgb(ColorProfile::new_srgb()));
        assert!(!called_srgb(ColorProfile::new_display_p3()));
        assert!(!called_srgb(ColorProfile::new_adobe_rgb()));
        assert!(!called_srgb(ColorProfile::new_gray_with_gamma(2.2)));
        let mut gamma = ColorProfile::new_srgb();
        let curve = ToneReprCurve::Parametric(vec![2.2]);
        gamma.red_trc = Some(curve.clone());
        gamma.green_trc = Some(curve.clone());
        gamma.blue_trc = Some(curve);
        assert!(!called_srgb(gamma));
    }

    #[test]
    fn gray_profiles_are_followed() {
        let linear = icc(&ColorProfile::new_gray_with_gamma(1.0));
        let found = shown([128; 3], &linear);
        assert!(near(found, [188; 3], 2), "{found:?}");
    }

    #[test]
    fn unreadable_profiles_change_nothing() {
        assert_eq!(shown([1, 2, 3], &ColorSpace::Icc(b"not a profile".to_vec())), [1, 2, 3]);
    }

    #[test]
    fn inks_look_as_on_coated_paper() {
        let seen = |inks: [u8; 4]| {
            let pixels =
                Inks { width: 1, height: 1, inks: inks.to_vec() }.into_rgb(Some(b"broken"));
            [pixels.rgb[0], pixels.rgb[1], pixels.rgb[2]]
        };
        assert!(near(seen([0; 4]), [255; 3], 3), "paper {:?}", seen([0; 4]));
        assert!(
            near(seen([0, 255, 255, 0]), [237, 28, 36], 20),
            "red {:?}",
            seen([0, 255, 255, 0])
        );
        assert!(near(seen([255, 0, 0, 0]), [0, 174, 239], 24), "cyan {:?}", seen([255, 0, 0, 0]));
        assert!(seen([0, 0, 0, 255]).iter().all(|&v| v < 60), "black {:?}", seen([0, 0, 0, 255]));
    }

    #[test]
    fn the_embedded_profile_of_inks_wins() {
        // The same profile with a table in which every ink looks like paper: L* 100, a* 0, b* 0.
        let mut faded = OFFSET_PAPER.to_vec();
        let table = 0xF0;
        let entries = usize::from(u16::from_be_bytes([faded[table + 48], faded[table + 49]]));
        let start = table + 52 + entries * 4 * 2;
        for color in faded[start..start + 6_usize.pow(4) * 6].as_chunks_mut::<6>().0 {
            *color = [0xFF, 0, 0x80, 0, 0x80, 0];
        }
        let inks = || Inks { width: 1, height: 1, inks: vec![0, 255, 255, 0] };
        assert!(inks().into_rgb(Some(&faded)).rgb.iter().all(|&value| value > 240));
        assert!(inks().into_rgb(None).rgb[1] < 60);
    }
}
