//! People, trees, flags and buildings: the parts that scenes are made of. Figures are plain on purpose; at tile size
//! they read as a photo, and at full size nobody mistakes them for somebody.

use super::canvas::{Canvas, mix};
use super::{Color, Dice, Palette};

const SKIN: [Color; 4] = [[198, 142, 104], [176, 120, 84], [150, 98, 66], [214, 164, 128]];
const HAIR: [Color; 3] = [[28, 24, 26], [44, 34, 30], [70, 66, 66]];
const CLOTHES: [Color; 7] = [
    [50, 62, 86],
    [86, 70, 58],
    [120, 44, 48],
    [58, 92, 88],
    [180, 168, 146],
    [70, 70, 78],
    [142, 104, 58],
];

/// A person from the waist up; `x` is the middle, `y` the chin, `s` the height of the head in px.
pub(super) fn bust(canvas: &mut Canvas, dice: &mut Dice, [x, y, s]: [f32; 3], palette: &Palette) {
    let skin = dice.pick(&SKIN, SKIN[0]);
    let hair = dice.pick(&HAIR, HAIR[0]);
    let cloth = dice.pick(&CLOTHES, palette.near);
    let kind = dice.roll() % 4;
    let dark = mix(cloth, [0, 0, 0], 0.25);
    if kind == 2 {
        // A headscarf falls behind the shoulders.
        let scarf = mix(cloth, palette.light, 0.45);
        canvas.ellipse([x, y - s * 0.42, s * 0.5, s * 0.66], scarf);
        canvas.rect([x - s * 0.95, y + s * 0.12, s * 1.9, s * 2.6], s * 0.55, cloth);
        canvas.ellipse([x, y + s * 0.16, s * 0.6, s * 0.42], scarf);
        canvas.ellipse([x, y - s * 0.42, s * 0.33, s * 0.44], skin);
        return;
    }
    canvas.rect([x - s * 1.0, y + s * 0.14, s * 2.0, s * 2.6], s * 0.55, cloth);
    canvas.tinted_rect([x + s * 0.62, y + s * 0.5, s * 0.1, s * 2.0], s * 0.05, dark, 0.7);
    canvas.tinted_rect([x - s * 0.72, y + s * 0.5, s * 0.1, s * 2.0], s * 0.05, dark, 0.7);
    canvas.rect(
        [x - s * 0.17, y - s * 0.2, s * 0.34, s * 0.5],
        s * 0.15,
        mix(skin, [0, 0, 0], 0.14),
    );
    if kind == 0 {
        let (low, wide) = (y + s * 1.1, s * 0.3);
        canvas.polygon(
            &[[x - wide, y + s * 0.14], [x + wide, y + s * 0.14], [x, low]],
            palette.light,
        );
        canvas.polygon(
            &[
                [x - s * 0.07, y + s * 0.2],
                [x + s * 0.07, y + s * 0.2],
                [x + s * 0.04, low],
                [x - s * 0.04, low],
            ],
            palette.accent,
        );
    } else {
        canvas.rect([x - s * 0.03, y + s * 0.2, s * 0.06, s * 1.7], 0.0, dark);
    }
    canvas.ellipse([x, y - s * 0.52, s * 0.42, s * 0.5], hair);
    canvas.ellipse([x, y - s * 0.36, s * 0.37, s * 0.46], skin);
    if kind == 1 {
        // A peci.
        canvas.rect([x - s * 0.39, y - s * 1.08, s * 0.78, s * 0.4], s * 0.1, [24, 22, 26]);
    } else {
        canvas.rect([x - s * 0.38, y - s * 0.95, s * 0.76, s * 0.26], s * 0.13, hair);
    }
}

/// A standing person; `y` is the chin. Legs end 4.6 heads below it.
pub(super) fn standing(
    canvas: &mut Canvas,
    dice: &mut Dice,
    [x, y, s]: [f32; 3],
    palette: &Palette,
) {
    let trousers = mix(palette.near, [0, 0, 0], dice.between(0.1, 0.4));
    canvas.tinted_ellipse([x, y + s * 4.75, s * 1.3, s * 0.2], [0, 0, 0], 0.22);
    canvas.rect([x - s * 0.62, y + s * 2.2, s * 0.56, s * 2.5], s * 0.12, trousers);
    canvas.rect([x + s * 0.06, y + s * 2.2, s * 0.56, s * 2.5], s * 0.12, trousers);
    bust(canvas, dice, [x, y, s], palette);
}

/// A round-crowned tree standing at `y`.
pub(super) fn tree(canvas: &mut Canvas, dice: &mut Dice, [x, y, s]: [f32; 3]) {
    let green = mix([58, 104, 66], [104, 142, 72], dice.between(0.0, 1.0));
    canvas.rect([x - s * 0.05, y - s * 0.6, s * 0.1, s * 0.6], s * 0.03, [86, 66, 50]);
    for _ in 0..9 {
        let (dx, dy) = (dice.between(-0.34, 0.34) * s, dice.between(-0.3, 0.26) * s);
        let shade = mix(green, [20, 44, 32], 0.28 + dy / s);
        let r = dice.between(0.18, 0.28) * s;
        canvas.ellipse([x + dx, y - s * 0.8 + dy, r, r * 0.86], shade);
    }
}

/// A red-over-white flag waving from the pole at `x`, upper edge at `y`.
pub(super) fn flag(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], phase: f32) {
    let wave = move |px: f32| {
        let t = (px - x) / w;
        (t * 7.0 + phase).sin() * h * 0.09 * t.sqrt()
    };
    let area = [x, y - h * 0.15, x + w, y + h * 1.15];
    let band = move |px: f32, py: f32, from: f32, to: f32| {
        let v = py - y - wave(px);
        (v - from + 0.5).clamp(0.0, 1.0) * (to - v + 0.5).clamp(0.0, 1.0)
    };
    canvas.cover(area, [246, 244, 240], 1.0, move |px, py| band(px, py, 0.0, h));
    canvas.cover(area, [206, 32, 40], 1.0, move |px, py| band(px, py, 0.0, h / 2.0));
    // Folds: light and shade follow the slope of the wave.
    canvas.cover(area, [20, 10, 30], 0.2, move |px, py| {
        let t = ((px - x) / w).max(0.0);
        band(px, py, 0.0, h) * (t * 7.0 + phase + 0.9).cos().max(0.0) * t.sqrt()
    });
}

/// A flag hanging from an indoor stand: `x` is the pole, `y` its foot.
pub(super) fn standard(canvas: &mut Canvas, [x, y, h]: [f32; 3], colors: [Color; 2]) {
    canvas.rect([x - h * 0.012, y - h, h * 0.024, h], 1.0, [176, 140, 72]);
    canvas.ellipse([x, y - h, h * 0.028, h * 0.028], [212, 176, 92]);
    let (top, foot) = (y - h * 0.94, y - h * 0.3);
    let middle = f32::midpoint(top, foot);
    canvas.polygon(
        &[[x, top], [x + h * 0.2, top + h * 0.14], [x + h * 0.15, middle], [x, middle]],
        colors[0],
    );
    canvas.polygon(
        &[[x, middle], [x + h * 0.15, middle], [x + h * 0.17, foot - h * 0.02], [x, foot]],
        colors[1],
    );
    for fold in 1..4 {
        let at = x + h * 0.04 * fold as f32;
        canvas.tinted_rect(
            [at, top + h * 0.06, h * 0.008, foot - top - h * 0.08],
            2.0,
            [0, 0, 0],
            0.13,
        );
    }
    canvas.ellipse([x, y, h * 0.07, h * 0.02], [70, 58, 44]);
}

/// A building with rows of windows standing on `y`.
pub(super) fn building(
    canvas: &mut Canvas,
    dice: &mut Dice,
    [x, y, w, h]: [f32; 4],
    wall: Color,
    window: Color,
) {
    canvas.rect([x, y - h, w, h], 2.0, wall);
    canvas.tinted_rect([x + w * 0.7, y - h, w * 0.3, h], 2.0, [0, 0, 0], 0.1);
    let columns = (w / 26.0).clamp(2.0, 9.0).floor();
    let (step_x, step_y) = (w / columns, (h / 22.0).clamp(12.0, 34.0));
    let mut row = y - h + step_y * 0.7;
    while row + step_y < y {
        for column in 0..columns as usize {
            let alpha = dice.between(0.15, 0.8);
            let left = x + step_x * (column as f32 + 0.24);
            canvas.tinted_rect([left, row, step_x * 0.52, step_y * 0.5], 1.0, window, alpha);
        }
        row += step_y;
    }
}
