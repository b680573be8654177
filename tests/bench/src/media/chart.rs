//! The ratios as a picture: one bar a kind of file, and a mark where it has to stay under.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::tables::Bar;

const LEFT: f64 = 250.0;
const FULL: f64 = 480.0;
const ROW: f64 = 26.0;

pub fn write(path: &Path, thumbnails: &[Bar], bundle: &[Bar]) -> Result<()> {
    let rows = thumbnails.len() + bundle.len();
    let height = ROW * rows as f64 + 120.0;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 780 {height}" font-family="sans-serif" font-size="13">
<rect width="780" height="{height}" fill="#ffffff"/>
"##
    );
    let mut top = 24.0;
    for (title, bars) in [("Thumbnail of 512 px", thumbnails), ("512 + 2048 + 1080x1350", bundle)] {
        writeln!(
            svg,
            r##"<text x="12" y="{}" font-weight="bold" fill="#1c2126">{title}: time as a share of libvips', one core</text>"##,
            top + 4.0
        )?;
        top += 14.0;
        for bar in bars {
            draw(&mut svg, bar, top)?;
            top += ROW;
        }
        top += 26.0;
    }
    writeln!(
        svg,
        r##"<text x="12" y="{}" fill="#5b6570">1.00 is libvips (right edge). The dark line is the limit that the project set itself.</text>"##,
        height - 12.0
    )?;
    svg.push_str("</svg>\n");
    Ok(std::fs::write(path, svg)?)
}

fn draw(svg: &mut String, bar: &Bar, top: f64) -> Result<()> {
    let width = bar.ratio.min(1.3) * FULL / 1.3;
    let (limit, full) = (LEFT + bar.limit * FULL / 1.3, LEFT + FULL / 1.3);
    let color = if bar.ratio <= bar.limit { "#0e5a6b" } else { "#b42318" };
    let middle = top + 17.0;
    writeln!(
        svg,
        r##"<text x="{}" y="{middle}" text-anchor="end" fill="#1c2126">{}</text>"##,
        LEFT - 10.0,
        bar.name
    )?;
    writeln!(
        svg,
        r##"<rect x="{LEFT}" y="{}" width="{width:.1}" height="18" fill="{color}"/>"##,
        top + 4.0
    )?;
    writeln!(
        svg,
        r##"<line x1="{full:.1}" x2="{full:.1}" y1="{top}" y2="{}" stroke="#c9c4ba"/>"##,
        top + ROW
    )?;
    writeln!(
        svg,
        r##"<line x1="{limit:.1}" x2="{limit:.1}" y1="{}" y2="{}" stroke="#1c2126" stroke-width="2"/>"##,
        top + 2.0,
        top + 24.0
    )?;
    writeln!(
        svg,
        r##"<text x="{:.1}" y="{middle}" fill="#1c2126">{:.2}</text>"##,
        LEFT + width + 8.0,
        bar.ratio
    )?;
    Ok(())
}
