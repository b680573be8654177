//! A page of a PDF to pixels, by `hayro`. Pages that nest forms or patterns too deeply are cut off by the library (50
//! levels); how long a page may take is bounded by the process that this runs in.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::{drawn_size, opaque};
use crate::container::pdf::open;
use crate::decode::Want;
use crate::error::MediaError;
use crate::pixels::Pixels;

/// Pages that are shown; of longer documents the rest is counted only.
const MAX_PAGES: usize = 500;

/// Draws page `want.page`, over white, turned as the document says.
pub(super) fn draw(bytes: Vec<u8>, want: Want) -> Result<Pixels, MediaError> {
    let pdf = open(bytes)?;
    let page = usize::try_from(want.page)
        .ok()
        .and_then(|page| pdf.pages().iter().take(MAX_PAGES).nth(page))
        .ok_or_else(|| MediaError::damaged(format!("no page {} to show", want.page)))?;
    let (across, down) = page.render_dimensions();
    let (width, height) = drawn_size(across, down, want);
    // The library rounds down: half a pixel more gives exactly the size that was asked.
    let pixmap_settings = PixmapSettings {
        x_scale: (f32::from(width) + 0.5) / across,
        y_scale: (f32::from(height) + 0.5) / down,
        bg_color: WHITE,
    };
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &pixmap_settings,
    );
    Ok(opaque(pixmap.width(), pixmap.height(), pixmap.data_as_u8_slice()))
}
