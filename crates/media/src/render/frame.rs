//! Where a picture lies in a place: plain geometry.

use crate::facts::Focus;
use crate::place::{Fit, Place};
use crate::resize::Area;

/// How many times a small picture may be enlarged. The platform would enlarge it anyway, and worse; beyond this the
/// result is made smaller than the place instead, in the place's shape.
const MOST_ENLARGED: f64 = 2.0;

/// A sliver of enlargement comes from rounding.
const ENLARGED: f64 = 1.01;

/// The plan of a rendition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// What is shown of the picture.
    pub area: Area,
    /// Its size in the result, px.
    pub inner: (u32, u32),
    /// Where it lies in the result, px from the top left.
    pub at: (u32, u32),
    /// The result's size, px.
    pub size: (u32, u32),
    /// Whether the picture was enlarged.
    pub scaled_up: bool,
}

impl Frame {
    /// Plans a picture of `width` x `height` px for a place.
    pub fn new(place: &Place, fit: Fit, (width, height): (u32, u32)) -> Self {
        let (wide, high) = (f64::from(width), f64::from(height));
        let (across, down) = (f64::from(place.width) / wide, f64::from(place.height) / high);
        let scale = match fit {
            Fit::Crop { .. } => across.max(down),
            Fit::Blur | Fit::Plain { .. } => across.min(down),
            Fit::AsIs => across.min(down).min(1.0),
        };
        // Below 1 where the whole place would enlarge the picture too much.
        let less = (MOST_ENLARGED / scale).min(1.0);
        let scale = scale * less;
        let scaled_up = scale > ENLARGED;
        let whole = Area::whole(width, height);
        let px = |length: f64| (length.round() as u32).max(1);
        let place = (px(f64::from(place.width) * less), px(f64::from(place.height) * less));
        let inner = (px(wide * scale).min(place.0), px(high * scale).min(place.1));
        match fit {
            Fit::Crop { focus } => {
                let area = largest_box(whole, place, focus);
                Self { area, inner: place, at: (0, 0), size: place, scaled_up }
            }
            Fit::AsIs => Self { area: whole, inner, at: (0, 0), size: inner, scaled_up },
            Fit::Blur | Fit::Plain { .. } => {
                let at = ((place.0 - inner.0) / 2, (place.1 - inner.1) / 2);
                Self { area: whole, inner, at, size: place, scaled_up }
            }
        }
    }
}

/// The largest box of a shape in a picture, centred on the focus as far as the borders allow.
pub(super) fn largest_box(whole: Area, shape: (u32, u32), focus: Focus) -> Area {
    let shape = f64::from(shape.0) / f64::from(shape.1);
    let width = whole.width.min(whole.height * shape);
    let height = whole.height.min(whole.width / shape);
    let start = |share: u16, whole: f64, part: f64| {
        (f64::from(share.min(10_000)) / 10_000.0 * whole - part / 2.0).clamp(0.0, whole - part)
    };
    Area {
        left: start(focus.x, whole.width, width),
        top: start(focus.y, whole.height, height),
        width,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(width: u32, height: u32) -> Place {
        Place {
            id: "p".into(),
            platform: "p".into(),
            label: "P".into(),
            width,
            height,
            max_bytes: 1 << 20,
            quality_floor: 70,
        }
    }

    #[test]
    fn a_crop_is_centred_on_the_focus_as_far_as_the_border_allows() {
        let area = |x, y| {
            let fit = Fit::Crop { focus: Focus { x, y } };
            Frame::new(&place(1080, 1350), fit, (6000, 4000)).area
        };
        assert_eq!(
            area(5_000, 5_000),
            Area { left: 1400.0, top: 0.0, width: 3200.0, height: 4000.0 }
        );
        assert_eq!(area(0, 0).left, 0.0);
        assert_eq!(area(10_000, 0).left, 2800.0);
        assert_eq!(area(4_000, 9_000).left, 800.0);
        assert_eq!(area(u16::MAX, 0).left, 2800.0, "nonsense from outside stays inside");
    }

    #[test]
    fn a_border_shows_the_whole_picture_in_the_middle() {
        let frame = Frame::new(&place(1080, 1350), Fit::Blur, (3000, 2000));
        assert_eq!((frame.size, frame.inner, frame.at), ((1080, 1350), (1080, 720), (0, 315)));
        assert!(!frame.scaled_up);
    }

    #[test]
    fn small_pictures_grow_to_twice_their_size_and_no_further() {
        let crop = Fit::Crop { focus: Focus::CENTER };
        let frame = |fit, size| Frame::new(&place(1080, 1350), fit, size);
        let some = frame(crop, (800, 800));
        assert_eq!((some.size, some.scaled_up), ((1080, 1350), true));
        let tiny = frame(crop, (100, 100));
        assert_eq!((tiny.size, tiny.scaled_up), ((160, 200), true));
        let bordered = frame(Fit::Plain { color: 0 }, (270, 270));
        assert_eq!((bordered.size, bordered.inner), ((540, 675), (540, 540)));
        let as_is = frame(Fit::AsIs, (300, 200));
        assert_eq!((as_is.size, as_is.scaled_up), ((300, 200), false));
    }

    #[test]
    fn extreme_shapes_stay_inside_the_picture_and_the_place() {
        for size in [(1, 1), (1, 9000), (9000, 1), (65_535, 3), (1081, 1350), (1079, 1351)] {
            for fit in [Fit::Crop { focus: Focus { x: 1, y: 9_999 } }, Fit::Blur, Fit::AsIs] {
                let Frame { area, inner, at, size: out, .. } =
                    Frame::new(&place(1080, 1350), fit, size);
                assert!(area.left >= 0.0 && area.top >= 0.0, "{size:?} {fit:?}");
                assert!(area.left + area.width <= f64::from(size.0), "{size:?} {fit:?}");
                assert!(area.top + area.height <= f64::from(size.1), "{size:?} {fit:?}");
                assert!(inner.0 >= 1 && inner.1 >= 1, "{size:?} {fit:?}");
                assert!(at.0 + inner.0 <= out.0 && at.1 + inner.1 <= out.1, "{size:?} {fit:?}");
                assert!(out.0 <= 1080 && out.1 <= 1350);
            }
        }
    }
}
