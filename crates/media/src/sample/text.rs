//! Words on banners and posters, in Plus Jakarta Sans Bold (SIL OFL 1.1, see `assets/PlusJakartaSans-OFL.txt`).

use ab_glyph::{Font, FontRef, ScaleFont, point};

use super::Color;
use super::canvas::Canvas;

static BOLD: &[u8] = include_bytes!("../../assets/PlusJakartaSans-Bold.ttf");

/// Where a line stands relative to its x.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
}

/// Breaks `words` into lines no wider than `width` px at `size` px.
pub(super) fn wrap(words: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if measure(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The largest size up to `most` px at which the words fit `width` x `height`, and the lines at that size.
pub(super) fn fit(words: &str, most: f32, width: f32, height: f32) -> (f32, Vec<String>) {
    let mut size = most;
    loop {
        let lines = wrap(words, size, width);
        let wide = lines.iter().any(|line| measure(line, size) > width);
        if size < 10.0 || (!wide && lines.len() as f32 * size * 1.16 <= height) {
            return (size, lines);
        }
        size *= 0.94;
    }
}

/// Draws lines from `y` (top) downwards and returns the y below the last.
pub(super) fn lines(
    canvas: &mut Canvas,
    lines: &[String],
    size: f32,
    [x, y]: [f32; 2],
    align: Align,
    color: Color,
) -> f32 {
    let mut top = y;
    for line in lines {
        let left = if align == Align::Center { x - measure(line, size) / 2.0 } else { x };
        draw(canvas, line, size, left, top, color);
        top += size * 1.16;
    }
    top
}

fn measure(line: &str, size: f32) -> f32 {
    let Ok(font) = FontRef::try_from_slice(BOLD) else { return 0.0 };
    let font = font.as_scaled(size);
    let mut previous = None;
    let mut width = 0.0;
    for letter in line.chars() {
        let glyph = font.glyph_id(letter);
        width += previous.map_or(0.0, |last| font.kern(last, glyph)) + font.h_advance(glyph);
        previous = Some(glyph);
    }
    width
}

fn draw(canvas: &mut Canvas, line: &str, size: f32, left: f32, top: f32, color: Color) {
    let Ok(font) = FontRef::try_from_slice(BOLD) else { return };
    let scaled = font.as_scaled(size);
    let (mut x, baseline, mut previous) = (left, top + scaled.ascent(), None);
    for letter in line.chars() {
        let id = scaled.glyph_id(letter);
        x += previous.map_or(0.0, |last| scaled.kern(last, id));
        let glyph = id.with_scale_and_position(size, point(x, baseline));
        if let Some(outline) = font.outline_glyph(glyph) {
            let area = outline.px_bounds();
            outline.draw(|gx, gy, share| {
                let (px, py) = (area.min.x + gx as f32, area.min.y + gy as f32);
                canvas.cover([px, py, px + 1.0, py + 1.0], color, 1.0, |_, _| share);
            });
        }
        x += scaled.h_advance(id);
        previous = Some(id);
    }
}
