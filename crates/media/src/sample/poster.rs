//! An infographic-like poster: a patterned ground, a title, a line below, three marks and a foot.

use super::canvas::{Canvas, mix};
use super::text::{Align, fit, lines, wrap};
use super::{Color, Dice, Palette};
use crate::error::MediaError;

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1350;
const MARGIN: f32 = 84.0;

pub(super) fn paint(
    seed: u64,
    palette: Palette,
    title: &str,
    line: &str,
) -> Result<Canvas, MediaError> {
    let mut canvas = Canvas::new(WIDTH, HEIGHT)?;
    let mut dice = Dice(seed);
    let (w, h) = canvas.size();
    canvas.gradient(0.0, h, palette.top, palette.low);
    match (seed / 3) % 3 {
        0 => kawung(&mut canvas, mix(palette.top, palette.light, 0.2)),
        1 => rays(&mut canvas, mix(palette.low, palette.light, 0.2)),
        _ => circles(&mut canvas, &mut dice, &palette),
    }
    canvas.rect([MARGIN, 96.0, 108.0, 12.0], 6.0, palette.accent);
    let ink = if luma(palette.top) > 0.6 { palette.near } else { palette.light };
    let (size, broken) = fit(title, 118.0, w - 2.0 * MARGIN, 430.0);
    let below = lines(&mut canvas, &broken, size, [MARGIN, 132.0], Align::Left, ink);
    let small = wrap(line, 50.0, w - 2.0 * MARGIN);
    lines(
        &mut canvas,
        &small,
        50.0,
        [MARGIN, below + 26.0],
        Align::Left,
        mix(ink, palette.low, 0.2),
    );
    match seed % 3 {
        0 => chart(&mut canvas, &mut dice, &palette),
        1 => bouquet(&mut canvas, &mut dice, &palette),
        _ => calendar(&mut canvas, &palette),
    }
    canvas.rect([0.0, h - 96.0, w, 96.0], 0.0, palette.near);
    canvas.ellipse([MARGIN + 22.0, h - 48.0, 22.0, 22.0], palette.accent);
    canvas.ellipse([MARGIN + 22.0, h - 48.0, 10.0, 10.0], palette.near);
    let foot = ["Kantor Contoh".to_owned()];
    lines(&mut canvas, &foot, 32.0, [MARGIN + 64.0, h - 68.0], Align::Left, palette.light);
    canvas.film(seed, 0.0);
    Ok(canvas)
}

/// How light a colour looks, 0 to 1 (Rec. 709 weights).
fn luma([r, g, b]: Color) -> f32 {
    (0.2126 * f32::from(r) + 0.7152 * f32::from(g) + 0.0722 * f32::from(b)) / 255.0
}

/// The batik pattern of four ellipses round a point.
fn kawung(canvas: &mut Canvas, color: Color) {
    let (w, h) = canvas.size();
    let step = 90.0;
    let mut y = step / 2.0;
    while y < h {
        let mut x = step / 2.0;
        while x < w {
            for (dx, dy, rx, ry) in [
                (-24.0, 0.0, 19.0, 12.0),
                (24.0, 0.0, 19.0, 12.0),
                (0.0, -24.0, 12.0, 19.0),
                (0.0, 24.0, 12.0, 19.0),
            ] {
                canvas.tinted_ellipse([x + dx, y + dy, rx, ry], color, 0.26);
            }
            canvas.tinted_ellipse([x, y, 4.0, 4.0], color, 0.4);
            x += step;
        }
        y += step;
    }
}

fn rays(canvas: &mut Canvas, color: Color) {
    let (w, h) = canvas.size();
    let (cx, cy) = (w * 0.62, h * 0.7);
    canvas.cover([0.0, 0.0, w, h], color, 0.34, |x, y| {
        let angle = (y - cy).atan2(x - cx) * 12.0;
        let reach = 1.0 - (x - cx).hypot(y - cy) / h;
        (0.5 + angle.sin() * 12.0).clamp(0.0, 1.0) * reach.max(0.0)
    });
}

fn circles(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let (w, h) = canvas.size();
    for _ in 0..14 {
        let (x, y) = (dice.between(0.0, 1.0) * w, dice.between(0.0, 1.0) * h);
        let r = dice.between(0.05, 0.24) * w;
        canvas.tinted_ellipse([x, y, r, r], palette.far, 0.13);
    }
}

/// A card with bars and a line, as infographics have.
fn chart(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let (x, y, w, h) = (MARGIN, 700.0, 912.0, 470.0);
    canvas.tinted_rect([x + 8.0, y + 12.0, w, h], 28.0, [0, 0, 0], 0.18);
    canvas.rect([x, y, w, h], 28.0, palette.light);
    for grid in 0..4 {
        canvas.rect(
            [x + 48.0, y + 90.0 + 90.0 * grid as f32, w - 96.0, 2.0],
            0.0,
            mix(palette.light, palette.near, 0.14),
        );
    }
    let mut tops: Vec<[f32; 2]> = Vec::new();
    for bar in 0..7 {
        let height = 70.0 + bar as f32 * 34.0 + dice.between(-24.0, 46.0);
        let left = x + 76.0 + bar as f32 * 112.0;
        let color =
            if bar == 6 { palette.accent } else { mix(palette.low, palette.top, bar as f32 / 8.0) };
        canvas.rect([left, y + 412.0 - height, 68.0, height], 10.0, color);
        tops.push([left + 34.0, y + 384.0 - height]);
    }
    for pair in tops.windows(2) {
        if let [[ax, ay], [bx, by]] = *pair {
            canvas.polygon(
                &[[ax, ay - 3.0], [bx, by - 3.0], [bx, by + 3.0], [ax, ay + 3.0]],
                palette.near,
            );
        }
    }
    for [x, y] in tops {
        canvas.ellipse([x, y, 10.0, 10.0], palette.near);
        canvas.ellipse([x, y, 5.0, 5.0], palette.light);
    }
}

/// A month with a few days marked.
fn calendar(canvas: &mut Canvas, palette: &Palette) {
    let (x, y, w, h) = (MARGIN, 660.0, 912.0, 530.0);
    canvas.tinted_rect([x + 8.0, y + 12.0, w, h], 28.0, [0, 0, 0], 0.18);
    canvas.rect([x, y, w, h], 28.0, palette.light);
    canvas.rect([x, y, w, 96.0], 28.0, palette.accent);
    canvas.rect([x, y + 56.0, w, 40.0], 0.0, palette.accent);
    for ring in 0..6 {
        let at = x + 96.0 + ring as f32 * 144.0;
        canvas.rect([at - 9.0, y - 26.0, 18.0, 64.0], 9.0, palette.near);
    }
    for day in 0..31u8 {
        let (column, row) = (f32::from(day % 7), f32::from(day / 7));
        let (left, top) = (x + 36.0 + column * 122.0, y + 116.0 + row * 80.0);
        let color = match day {
            24 | 30 => palette.accent,
            _ if day % 7 > 4 => mix(palette.light, palette.far, 0.6),
            _ => mix(palette.light, palette.near, 0.08),
        };
        canvas.rect([left, top, 108.0, 68.0], 12.0, color);
        let number = [(day + 1).to_string()];
        lines(canvas, &number, 34.0, [left + 54.0, top + 14.0], Align::Center, palette.near);
    }
}

/// Large stylised flowers rising from the foot.
fn bouquet(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let (w, h) = canvas.size();
    for flower in 0..7 {
        let x = w * (0.1 + flower as f32 * 0.135) + dice.between(-20.0, 20.0);
        let y = h * dice.between(0.6, 0.8);
        let r = dice.between(56.0, 92.0);
        canvas.rect([x - 5.0, y, 10.0, h - y], 4.0, [66, 116, 84]);
        for leaf in 0..2 {
            let side = if leaf == 0 { -1.0 } else { 1.0 };
            canvas
                .ellipse([x + side * 38.0, y + r + 70.0 + 30.0 * side, 42.0, 15.0], [84, 140, 96]);
        }
        let petal = dice.pick(&[palette.light, palette.far, palette.accent], palette.light);
        for turn in 0..8 {
            let angle = turn as f32 * std::f32::consts::FRAC_PI_4;
            let (px, py) = (x + angle.cos() * r * 0.66, y + angle.sin() * r * 0.66);
            canvas.ellipse(
                [px, py, r * 0.4, r * 0.4],
                mix(petal, palette.low, 0.12 * (turn % 2) as f32),
            );
        }
        canvas.ellipse([x, y, r * 0.42, r * 0.42], mix(palette.accent, [140, 80, 20], 0.3));
        canvas.tinted_ellipse([x - r * 0.1, y - r * 0.1, r * 0.18, r * 0.18], palette.light, 0.5);
    }
}
