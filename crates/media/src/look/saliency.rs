//! Where the eye goes, as the default centre of a crop. Three things count: colours that stand out from what surrounds
//! them, skin (people are what office photos are about), and, weakly, the middle. No model, no learning: a map of 128
//! pixels and a few blurs, some tenths of a millisecond. It proposes; a person drags the point elsewhere.

use super::plane::{Map, gray, squeezed};
use crate::error::MediaError;
use crate::facts::Focus;
use crate::pixels::Pixels;
use crate::resize::fitted;

/// The longest edge of the map, px.
const EDGE: u32 = 128;

/// A strongest contrast below this (of 255) is no subject: sky, a wall, a gradient.
const LEAST_CONTRAST: f32 = 6.0;

/// Skin counts this many times as much as an equal contrast of colour.
const SKIN: f32 = 2.5;

/// Mean difference to the nearest neighbours, in shades, from which on something has edges.
const SHARP: f32 = 1.5;

/// How far the window that settles on the subject reaches, as a share of the shorter side. A wider one settles between
/// a person and something else that is bright.
const WINDOW: f32 = 0.30;
/// A subject that holds this share of all interest is alone and gets the focus itself; one that holds less is one of
/// a group, and the focus moves towards the middle of them all, at most this far.
const ALONE: f32 = 0.7;
const MOST_SHARED: f32 = 0.6;

/// The point that a crop should be centred on.
pub(super) fn focus(pixels: &Pixels) -> Result<Focus, MediaError> {
    let (width, height) = fitted(pixels.width, pixels.height, EDGE);
    if width < 8 || height < 8 {
        return Ok(Focus::CENTER);
    }
    let small = squeezed(pixels, width, height)?;
    let interest = interest(&small);
    if interest.values.iter().copied().fold(0.0, f32::max) < LEAST_CONTRAST {
        return Ok(Focus::CENTER);
    }
    let (x, y) = settled(&interest);
    let share = |at: f32, side: usize| {
        ((at + 0.5) / side as f32 * 10_000.0).round().clamp(0.0, 10_000.0) as u16
    };
    Ok(Focus { x: share(x, interest.width), y: share(y, interest.height) })
}

/// How much each point draws the eye.
fn interest(small: &Pixels) -> Map {
    // Brightness and two opponent colours, in equal steps for the eye, roughly.
    let channels = [
        Map::of(small, |p| gray(p) * 0.8),
        Map::of(small, |[r, g, _]| f32::from(r) - f32::from(g)),
        Map::of(small, |[r, g, b]| f32::from(b) - (f32::from(r) + f32::from(g)) / 2.0),
    ]
    .map(|channel| channel.levelled());
    let shorter = (small.width.min(small.height)) as usize;
    let wide = shorter / 2;
    let mut interest = Map { values: vec![0.0; channels[0].values.len()], ..channels[0] };
    for channel in &channels {
        let surround = channel.blurred(wide);
        let center = channel.blurred(2);
        for (at, value) in interest.values.iter_mut().enumerate() {
            let difference = center.values[at] - surround.values[at];
            *value += difference * difference;
        }
    }
    interest.values.iter_mut().for_each(|value| *value = value.sqrt());
    // Texture that is everywhere is no subject: what counts is what stands above the mean.
    let mean = interest.mean();
    interest.values.iter_mut().for_each(|value| *value = (*value - mean).max(0.0));
    let skin = skin(small, shorter);
    for (at, value) in interest.values.iter_mut().enumerate() {
        *value += SKIN * skin.values[at];
    }
    with_center_bias(interest)
}

/// Patches of skin, 0 to about 100: skin-coloured spots on something else. A wooden wall is skin-coloured all over, so
/// its own surround takes it away; an evening sky turns skin-coloured without an edge, so edges are asked for.
fn skin(small: &Pixels, shorter: usize) -> Map {
    let likely = Map::of(small, |pixel| if is_skin(pixel) { 100.0 } else { 0.0 }).blurred(1);
    let surround = likely.blurred((shorter / 3).max(4));
    let mut edges = Map::of(small, gray);
    let soft = edges.blurred(1);
    edges.values.iter_mut().zip(&soft.values).for_each(|(v, soft)| *v = (*v - soft).abs());
    let edges = edges.blurred((shorter / 8).max(2));
    let height = small.height as f32;
    let patch = |(at, here): (usize, &f32)| {
        let sharp = (edges.values[at] / SHARP).min(1.0);
        // Faces are above hands and knees.
        let down = (at / small.width as usize) as f32 / height;
        (here - 1.4 * surround.values[at]).max(0.0) * sharp * (1.2 - 0.5 * down)
    };
    Map { values: likely.values.iter().enumerate().map(patch).collect(), ..likely }
}

/// Skin of any tone, by its colour differences (after Chai and Ngan), not too dark and not too bright.
fn is_skin([r, g, b]: [u8; 3]) -> bool {
    let (red, green, blue) = (f32::from(r), f32::from(g), f32::from(b));
    let cb = 128.0 - 0.169 * red - 0.331 * green + 0.5 * blue;
    let cr = 128.0 + 0.5 * red - 0.419 * green - 0.081 * blue;
    let y = gray([r, g, b]);
    (77.0..=125.0).contains(&cb) && (136.0..=170.0).contains(&cr) && (50.0..=230.0).contains(&y)
}

/// What is in the middle is a little more often meant.
fn with_center_bias(mut map: Map) -> Map {
    let (width, height) = (map.width as f32, map.height as f32);
    for (at, value) in map.values.iter_mut().enumerate() {
        let x = ((at % map.width) as f32 + 0.5) / width * 2.0 - 1.0;
        let y = ((at / map.width) as f32 + 0.5) / height * 2.0 - 1.0;
        *value *= 1.0 - 0.15 * (x * x + y * y);
    }
    map
}

/// From the strongest neighbourhood to the middle of what is there (mean shift), then towards the middle of everything,
/// the more the less is there; in map px.
fn settled(map: &Map) -> (f32, f32) {
    let shorter = map.width.min(map.height) as f32;
    let radius = (shorter * WINDOW).max(2.0);
    let strongest = map.blurred((radius / 2.0) as usize);
    let peak = strongest.values.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let at = peak.map_or(0, |(at, _)| at);
    let mut point = ((at % map.width) as f32, (at / map.width) as f32);
    for _ in 0..12 {
        point = middle(map, point, radius).0;
    }
    let (_, near) = middle(map, point, radius);
    let (all, total) = middle(map, point, f32::INFINITY);
    let alone = (near / total.max(f32::MIN_POSITIVE) / ALONE).clamp(1.0 - MOST_SHARED, 1.0);
    (all.0 + (point.0 - all.0) * alone, all.1 + (point.1 - all.1) * alone)
}

/// The centre of gravity of what lies within `radius` of a point, and its weight. Strong interest counts for more than
/// much of it.
fn middle(map: &Map, (x, y): (f32, f32), radius: f32) -> ((f32, f32), f32) {
    let (mut sum, mut sum_x, mut sum_y) = (0.0f32, 0.0f32, 0.0f32);
    for (at, &value) in map.values.iter().enumerate() {
        let (px, py) = ((at % map.width) as f32, (at / map.width) as f32);
        if (px - x).powi(2) + (py - y).powi(2) <= radius * radius {
            let weight = value.powi(3);
            sum += weight;
            sum_x += weight * px;
            sum_y += weight * py;
        }
    }
    if sum > 0.0 { ((sum_x / sum, sum_y / sum), sum) } else { ((x, y), 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 3]) -> Pixels {
        let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Pixels { width, height, rgb: points.flat_map(|(x, y)| color(x, y)).collect() }
    }

    #[track_caller]
    fn is_near(picture: &Pixels, x: u32, y: u32) {
        let found = focus(picture).expect("small enough");
        let wanted = (x * 10_000 / picture.width, y * 10_000 / picture.height);
        let apart = f64::from(found.x.abs_diff(wanted.0 as u16))
            .hypot(f64::from(found.y.abs_diff(wanted.1 as u16)));
        assert!(apart < 800.0, "{found:?}, not {wanted:?}");
    }

    fn in_ellipse(x: u32, y: u32, middle: (u32, u32), radii: (f32, f32)) -> bool {
        let (dx, dy) = (x as f32 - middle.0 as f32, y as f32 - middle.1 as f32);
        (dx / radii.0).powi(2) + (dy / radii.1).powi(2) < 1.0
    }

    /// Speckles in many colours, none of them skin.
    fn busy(x: u32, y: u32) -> [u8; 3] {
        let n = (x / 6).wrapping_mul(2_654_435_761).wrapping_add((y / 6).wrapping_mul(40_503_111));
        let n = (n ^ n >> 15).wrapping_mul(0x2C1B_3C6D) >> 8;
        [(n % 90) as u8, (60 + n / 90 % 120) as u8, (40 + n / 7 % 150) as u8]
    }

    #[test]
    fn a_red_disc_on_grey_is_found_wherever_it_lies() {
        for middle in [(120, 200), (400, 90), (256, 170), (60, 50), (450, 280)] {
            let disc = picture(512, 340, |x, y| {
                if in_ellipse(x, y, middle, (30.0, 30.0)) { [220, 30, 30] } else { [120; 3] }
            });
            is_near(&disc, middle.0, middle.1);
        }
    }

    #[test]
    fn a_face_is_found_on_a_busy_background_in_light_and_dark_skin() {
        for skin in [[224, 172, 140], [150, 100, 72], [198, 134, 100]] {
            for middle in [(110, 90), (400, 100)] {
                let face = picture(512, 340, |x, y| {
                    if in_ellipse(x, y, middle, (32.0, 42.0)) { skin } else { busy(x, y) }
                });
                is_near(&face, middle.0, middle.1);
            }
        }
    }

    #[test]
    fn plain_pictures_and_gradients_are_centred() {
        let plain = picture(300, 200, |_, _| [40, 90, 160]);
        let gradient = picture(512, 340, |x, y| [(x / 2) as u8, (y / 2) as u8, 120]);
        for picture in [plain, gradient] {
            assert_eq!(focus(&picture).expect("small enough"), Focus::CENTER);
        }
    }

    #[test]
    fn slivers_have_a_focus_too() {
        for (width, height) in [(1, 1), (512, 1), (1, 512), (9, 512)] {
            let noisy = picture(width, height, busy);
            focus(&noisy).expect("small enough");
        }
    }
}
