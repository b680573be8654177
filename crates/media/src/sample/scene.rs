//! The six photo-like scenes. Measures are shares of the picture, so any size works.

use super::canvas::{Canvas, mix};
use super::figures::{building, bust, flag, standard, standing, tree};
use super::text::{Align, fit, lines};
use super::{Color, Dice, Palette, Scene};
use crate::error::MediaError;

const RED: Color = [200, 36, 44];
const WHITE: Color = [246, 244, 240];

pub(super) fn paint(
    seed: u64,
    scene: Scene,
    palette: Palette,
    words: &str,
    width: u32,
    height: u32,
) -> Result<Canvas, MediaError> {
    let mut canvas = Canvas::new(width, height)?;
    let mut dice = Dice(seed);
    let stage = (&mut canvas, &mut dice);
    match scene {
        Scene::Skyline => skyline(stage, &palette),
        Scene::Meeting => meeting(stage, &palette, words),
        Scene::Signing => signing(stage, &palette, words),
        Scene::Delegation => delegation(stage, &palette, words),
        Scene::Ceremony => ceremony(stage, &palette),
        Scene::Visit => visit(stage, &palette, words),
    }
    canvas.film(seed, 3.5);
    Ok(canvas)
}

type Stage<'a> = (&'a mut Canvas, &'a mut Dice);

fn sky(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette, horizon: f32) {
    let (w, h) = canvas.size();
    canvas.gradient(0.0, h * horizon, palette.top, palette.low);
    let (x, y) = (dice.between(0.15, 0.85) * w, dice.between(0.5, 0.8) * h * horizon);
    canvas.glow(x, y, h * 0.6, palette.light, 0.75);
    canvas.ellipse([x, y, h * 0.035, h * 0.035], palette.light);
    for _ in 0..5 {
        let (x, y) = (dice.between(0.0, 1.0) * w, dice.between(0.06, 0.5) * h * horizon);
        let s = dice.between(0.035, 0.075) * w;
        for puff in 0..7 {
            let dx = (puff as f32 - 3.0) * s * 0.55;
            let r = s * (1.5 - (puff as f32 - 3.0).abs() * 0.3);
            canvas.puff([x + dx, y - r * 0.12, r * 1.2, r * 0.62], palette.light, 0.3);
        }
    }
}

fn skyline((canvas, dice): Stage<'_>, palette: &Palette) {
    let (w, h) = canvas.size();
    let ground = h * 0.8;
    sky(canvas, dice, palette, 0.82);
    for layer in 0..3 {
        let depth = layer as f32 / 2.0;
        let wall = mix(mix(palette.far, palette.low, 0.45), palette.near, depth * 0.72);
        let mut x = -w * 0.02;
        while x < w {
            let bw = dice.between(0.045, 0.095) * w;
            let bh = dice.between(0.16, 0.46 - depth * 0.16) * h;
            building(canvas, dice, [x, ground, bw, bh], wall, palette.light);
            x += bw + dice.between(0.0, 0.03) * w;
        }
    }
    canvas.gradient(
        ground,
        h,
        mix([96, 122, 84], palette.near, 0.25),
        mix([52, 76, 56], palette.near, 0.4),
    );
    // A tall monument with a gilded flame.
    let x = dice.between(0.36, 0.64) * w;
    let stone = mix(palette.light, palette.low, 0.3);
    canvas.polygon(
        &[
            [x - w * 0.008, h * 0.2],
            [x + w * 0.008, h * 0.2],
            [x + w * 0.02, ground],
            [x - w * 0.02, ground],
        ],
        stone,
    );
    canvas.polygon(
        &[
            [x + w * 0.002, h * 0.2],
            [x + w * 0.008, h * 0.2],
            [x + w * 0.02, ground],
            [x + w * 0.004, ground],
        ],
        mix(stone, palette.near, 0.24),
    );
    canvas.polygon(
        &[
            [x - w * 0.075, ground - h * 0.07],
            [x + w * 0.075, ground - h * 0.07],
            [x + w * 0.03, ground],
            [x - w * 0.03, ground],
        ],
        mix(stone, palette.near, 0.12),
    );
    canvas.ellipse([x, h * 0.19, w * 0.014, h * 0.022], [226, 176, 70]);
    canvas.glow(x, h * 0.17, h * 0.07, [255, 220, 130], 0.5);
    let mut x = 0.0;
    while x < w {
        let s = dice.between(0.12, 0.2) * h;
        tree(canvas, dice, [x, ground + h * 0.05, s]);
        x += s * dice.between(0.5, 1.1);
    }
    canvas.polygon(
        &[
            [w * 0.4, ground + h * 0.06],
            [w * 0.52, ground + h * 0.06],
            [w * 0.72, h],
            [w * 0.16, h],
        ],
        [150, 148, 142],
    );
    for mark in 0..5 {
        let t = mark as f32 / 5.0;
        canvas.rect(
            [
                w * (0.455 - t * 0.012),
                ground + h * (0.07 + t * 0.12),
                w * 0.006 * (1.0 + t * 2.0),
                h * 0.016,
            ],
            1.0,
            WHITE,
        );
    }
}

/// A wall with a window, and a floor.
fn room(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let (w, h) = canvas.size();
    canvas.gradient(0.0, h * 0.72, palette.top, palette.low);
    canvas.gradient(
        h * 0.72,
        h,
        mix(palette.far, [0, 0, 0], 0.1),
        mix(palette.far, [0, 0, 0], 0.4),
    );
    let left = dice.roll().is_multiple_of(2);
    let x = if left { w * 0.03 } else { w * 0.79 };
    canvas.rect([x, h * 0.1, w * 0.18, h * 0.42], 4.0, [236, 244, 248]);
    canvas.rect([x + w * 0.006, h * 0.11, w * 0.168, h * 0.4], 2.0, [178, 212, 232]);
    for _ in 0..4 {
        let tx = x + dice.between(0.03, 0.15) * w;
        canvas.tinted_ellipse([tx, h * 0.5, w * 0.026, h * 0.05], [112, 156, 112], 0.8);
    }
    canvas.rect([x + w * 0.087, h * 0.1, w * 0.006, h * 0.42], 0.0, [236, 244, 248]);
    canvas.glow(x + w * 0.09, h * 0.34, w * 0.34, [255, 252, 236], 0.42);
    for lamp in 0..4 {
        let x = w * (0.2 + 0.2 * lamp as f32);
        canvas.glow(x, 0.0, w * 0.1, [255, 246, 220], 0.6);
        canvas.ellipse([x, 2.0, w * 0.022, h * 0.012], [255, 252, 240]);
    }
}

fn table(canvas: &mut Canvas, palette: &Palette, y: f32, top: Color) {
    let (w, h) = canvas.size();
    canvas.polygon(
        &[[w * 0.12, y], [w * 0.88, y], [w * 0.98, y + h * 0.1], [w * 0.02, y + h * 0.1]],
        top,
    );
    canvas.gradient_box(
        [w * 0.02, y + h * 0.1, w * 0.96, h - y],
        mix(top, [0, 0, 0], 0.22),
        mix(top, [0, 0, 0], 0.5),
    );
    canvas.tinted_rect([w * 0.02, y + h * 0.1, w * 0.96, h * 0.012], 0.0, palette.light, 0.3);
}

fn meeting((canvas, dice): Stage<'_>, palette: &Palette, words: &str) {
    let (w, h) = canvas.size();
    room(canvas, dice, palette);
    let area = [w * 0.3, h * 0.1, w * 0.4, h * 0.36];
    canvas.rect([area[0] - 6.0, area[1] - 6.0, area[2] + 12.0, area[3] + 12.0], 8.0, [58, 58, 64]);
    canvas.rect(area, 3.0, palette.light);
    canvas.rect([area[0], area[1], area[2], h * 0.03], 0.0, palette.accent);
    banner_words(canvas, words, [w * 0.32, h * 0.15, w * 0.36, h * 0.13], palette.near);
    for bar in 0..6 {
        let bh = dice.between(0.03, 0.13) * h;
        let color = if bar == 4 { palette.accent } else { palette.far };
        canvas.rect([w * (0.36 + bar as f32 * 0.05), h * 0.44 - bh, w * 0.03, bh], 2.0, color);
    }
    for seat in 0..6 {
        let x = w * (0.16 + seat as f32 * 0.136) + dice.between(-0.012, 0.012) * w;
        let spot = [x, h * (0.55 + dice.between(-0.012, 0.012)), h * 0.088];
        bust(canvas, dice, spot, palette);
    }
    table(canvas, palette, h * 0.7, mix(palette.far, [116, 74, 46], 0.55));
    for place in 0..6 {
        let x = w * (0.15 + place as f32 * 0.136);
        canvas.polygon(
            &[
                [x, h * 0.725],
                [x + w * 0.06, h * 0.725],
                [x + w * 0.064, h * 0.765],
                [x - w * 0.008, h * 0.765],
            ],
            palette.light,
        );
        canvas.rect([x + w * 0.074, h * 0.69, w * 0.012, h * 0.06], 3.0, [190, 216, 230]);
        canvas.rect([x + w * 0.0755, h * 0.682, w * 0.009, h * 0.012], 1.0, palette.accent);
    }
}

fn signing((canvas, dice): Stage<'_>, palette: &Palette, words: &str) {
    let (w, h) = canvas.size();
    canvas.gradient(0.0, h, mix(palette.near, palette.top, 0.25), palette.near);
    canvas.rect([w * 0.14, h * 0.06, w * 0.72, h * 0.5], 10.0, palette.light);
    canvas.rect([w * 0.14, h * 0.06, w * 0.72, h * 0.035], 0.0, palette.accent);
    banner_words(canvas, words, [w * 0.2, h * 0.12, w * 0.6, h * 0.2], palette.near);
    canvas.glow(w * 0.5, h * 0.2, w * 0.5, [255, 252, 240], 0.2);
    standard(canvas, [w * 0.07, h * 0.84, h * 0.74], [RED, WHITE]);
    standard(canvas, [w * 0.86, h * 0.84, h * 0.74], [palette.accent, palette.far]);
    for x in [0.27, 0.42, 0.58, 0.73] {
        let spot = [w * (x + dice.between(-0.01, 0.01)), h * 0.43, h * 0.085];
        bust(canvas, dice, spot, palette);
    }
    for x in [0.36, 0.64] {
        bust(canvas, dice, [w * x, h * 0.54, h * 0.115], palette);
    }
    table(canvas, palette, h * 0.74, WHITE);
    canvas.rect([w * 0.02, h * 0.84, w * 0.96, h * 0.03], 0.0, palette.accent);
    for x in [0.31f32, 0.59] {
        let (l, r) = (w * x, w * (x + 0.1));
        canvas.polygon(
            &[
                [l, h * 0.755],
                [r, h * 0.755],
                [r + w * 0.008, h * 0.815],
                [l - w * 0.008, h * 0.815],
            ],
            palette.accent,
        );
        canvas.polygon(
            &[
                [l + w * 0.005, h * 0.76],
                [r - w * 0.005, h * 0.76],
                [r + w * 0.002, h * 0.808],
                [l - w * 0.002, h * 0.808],
            ],
            [255, 255, 252],
        );
        canvas.rect([l + w * 0.02, h * 0.775, w * 0.05, h * 0.004], 1.0, palette.far);
        canvas.rect([l + w * 0.02, h * 0.788, w * 0.036, h * 0.004], 1.0, palette.far);
    }
    flowers(canvas, dice, [w * 0.5, h * 0.79, h * 0.07], palette);
}

fn flowers(canvas: &mut Canvas, dice: &mut Dice, [x, y, s]: [f32; 3], palette: &Palette) {
    for _ in 0..12 {
        let (dx, dy) = (dice.between(-1.0, 1.0) * s, dice.between(-0.5, 0.4) * s);
        canvas.ellipse([x + dx, y + dy, s * 0.3, s * 0.18], [84, 128, 84]);
    }
    for _ in 0..14 {
        let (dx, dy) = (dice.between(-0.9, 0.9) * s, dice.between(-0.6, 0.3) * s);
        let color = dice.pick(
            &[palette.accent, palette.light, [240, 170, 170], [246, 210, 110]],
            palette.accent,
        );
        canvas.ellipse([x + dx, y + dy, s * 0.18, s * 0.17], color);
        canvas.ellipse([x + dx, y + dy, s * 0.06, s * 0.06], mix(color, [120, 60, 20], 0.4));
    }
}

fn delegation((canvas, dice): Stage<'_>, palette: &Palette, words: &str) {
    let (w, h) = canvas.size();
    let head = h.min(w * 0.7) * 0.08;
    sky(canvas, dice, palette, 0.7);
    // A hall with columns and a wide roof.
    let stone = mix(palette.light, palette.low, 0.35);
    canvas.polygon(
        &[[w * 0.2, h * 0.1], [w * 0.8, h * 0.1], [w * 0.97, h * 0.26], [w * 0.03, h * 0.26]],
        [158, 88, 66],
    );
    canvas.rect([w * 0.06, h * 0.26, w * 0.88, h * 0.46], 0.0, stone);
    canvas.rect([w * 0.06, h * 0.26, w * 0.88, h * 0.03], 0.0, mix(stone, palette.near, 0.3));
    for column in 0..8 {
        let x = w * (0.09 + column as f32 * 0.115);
        canvas.rect([x, h * 0.3, w * 0.024, h * 0.4], 3.0, WHITE);
        canvas.tinted_rect([x + w * 0.016, h * 0.3, w * 0.008, h * 0.4], 0.0, palette.near, 0.18);
        if column < 7 {
            canvas.rect(
                [x + w * 0.044, h * 0.38, w * 0.052, h * 0.3],
                4.0,
                mix(palette.near, palette.far, 0.35),
            );
        }
    }
    canvas.gradient(h * 0.7, h, [188, 180, 168], [126, 120, 112]);
    canvas.rect([w * 0.2, h * 0.31, w * 0.6, h * 0.13], 4.0, palette.accent);
    banner_words(canvas, words, [w * 0.23, h * 0.32, w * 0.54, h * 0.11], palette.light);
    flag(canvas, [w * 0.02, h * 0.06, w * 0.09, h * 0.1], dice.between(0.0, 6.0));
    canvas.rect([w * 0.018, h * 0.05, w * 0.004, h * 0.66], 1.0, [210, 210, 206]);
    for place in 0..6 {
        let x = w * (0.165 + place as f32 * 0.134) + dice.between(-0.01, 0.01) * w;
        let spot = [x, h * (0.555 + dice.between(-0.012, 0.012)), head * 0.92];
        standing(canvas, dice, spot, palette);
    }
    for place in 0..7 {
        let x = w * (0.1 + place as f32 * 0.134) + dice.between(-0.01, 0.01) * w;
        let spot = [x, h * (0.61 + dice.between(-0.012, 0.012)), head];
        standing(canvas, dice, spot, palette);
    }
}

fn ceremony((canvas, dice): Stage<'_>, palette: &Palette) {
    let (w, h) = canvas.size();
    sky(canvas, dice, palette, 0.78);
    let mut x = 0.0;
    while x < w * 1.05 {
        let s = dice.between(0.16, 0.26) * h;
        tree(canvas, dice, [x, h * 0.76, s]);
        x += s * 0.55;
    }
    canvas.gradient(h * 0.75, h, mix([128, 156, 92], palette.low, 0.2), [84, 116, 66]);
    canvas.rect([w * 0.298, h * 0.05, w * 0.006, h * 0.8], 2.0, [222, 222, 218]);
    canvas.ellipse([w * 0.301, h * 0.05, w * 0.006, w * 0.006], [226, 180, 80]);
    flag(canvas, [w * 0.304, h * 0.08, w * 0.42, h * 0.34], dice.between(0.0, 6.0));
    canvas.polygon(
        &[[w * 0.27, h * 0.82], [w * 0.332, h * 0.82], [w * 0.352, h * 0.88], [w * 0.25, h * 0.88]],
        WHITE,
    );
    for row in 0..3 {
        let depth = row as f32;
        for place in 0..(11 - row) {
            let step = 1.0 / (11.0 - depth);
            let x = w * (place as f32 + 0.5) * step + dice.between(-0.006, 0.006) * w;
            bust(
                canvas,
                dice,
                [x, h * (0.79 + depth * 0.075), h * (0.05 + depth * 0.012)],
                palette,
            );
        }
    }
}

fn visit((canvas, dice): Stage<'_>, palette: &Palette, words: &str) {
    let (w, h) = canvas.size();
    room(canvas, dice, palette);
    canvas.rect([w * 0.26, h * 0.1, w * 0.48, h * 0.34], 6.0, mix(palette.near, [30, 70, 60], 0.4));
    canvas.rect([w * 0.26, h * 0.44, w * 0.48, h * 0.016], 2.0, palette.far);
    banner_words(canvas, words, [w * 0.29, h * 0.13, w * 0.42, h * 0.28], palette.light);
    standing(canvas, dice, [w * 0.215, h * 0.38, h * 0.1], palette);
    tree(canvas, dice, [w * 0.93, h * 0.76, h * 0.4]);
    canvas.rect([w * 0.9, h * 0.7, w * 0.06, h * 0.1], 8.0, palette.accent);
    for row in 0..3 {
        let depth = row as f32;
        for place in 0..(8 - row) {
            let x = w * (0.3 - depth * 0.1 + place as f32 * (0.088 + depth * 0.044))
                + dice.between(-0.01, 0.01) * w;
            bust(
                canvas,
                dice,
                [x, h * (0.6 + depth * 0.115), h * (0.062 + depth * 0.022)],
                palette,
            );
        }
    }
}

/// Words centred in a box, as large as fits.
fn banner_words(canvas: &mut Canvas, words: &str, [x, y, w, h]: [f32; 4], color: Color) {
    let (size, broken) = fit(words, h * 0.6, w, h);
    let top = y + (h - broken.len() as f32 * size * 1.16) / 2.0;
    lines(canvas, &broken, size, [x + w / 2.0, top], Align::Center, color);
}
