//! The fonts that drawings may use: the system's, and Plus Jakarta Sans Bold where a system has none.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Family, ID, Query, Stretch, Style, Weight};
use resvg::usvg::{Font, FontFamily, FontResolver, FontStretch, FontStyle};

static FALLBACK: &[u8] = include_bytes!("../../../assets/PlusJakartaSans-Bold.ttf");
const FALLBACK_FAMILY: &str = "Plus Jakarta Sans";

/// Families without serifs that systems come with, best first.
const PLAIN_FAMILIES: [&str; 6] =
    ["Arial", "Liberation Sans", "Segoe UI", "Noto Sans", "DejaVu Sans", FALLBACK_FAMILY];

/// All fonts, found once: reading the system's font folders takes some tens of milliseconds, and most drawings from
/// design programs carry their text as outlines.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts.load_font_data(FALLBACK.to_vec());
    let known = |fonts: &Database, family: Family<'_>| {
        fonts.query(&Query { families: &[family], ..Query::default() }).is_some()
    };
    let plain = PLAIN_FAMILIES
        .into_iter()
        .find(|family| known(&fonts, Family::Name(family)))
        .unwrap_or(FALLBACK_FAMILY);
    if !known(&fonts, Family::SansSerif) {
        fonts.set_sans_serif_family(plain);
    }
    if !known(&fonts, Family::Serif) {
        fonts.set_serif_family(plain);
    }
    if !known(&fonts, Family::Monospace) {
        fonts.set_monospace_family(plain);
    }
    if !known(&fonts, Family::Cursive) {
        fonts.set_cursive_family(plain);
    }
    if !known(&fonts, Family::Fantasy) {
        fonts.set_fantasy_family(plain);
    }
    Arc::new(fonts)
});

/// The fonts for a drawing that has text.
pub(super) fn database() -> Arc<Database> {
    Arc::clone(&FONTS)
}

/// Takes the first family that is there, and else one without serifs: what posters are set in.
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: Box::new(|font, fonts| select(font, fonts)),
        select_fallback: FontResolver::default_fallback_selector(),
    }
}

fn select(font: &Font, fonts: &Database) -> Option<ID> {
    let asked = font.families().iter().map(|family| match family {
        FontFamily::Serif => Family::Serif,
        FontFamily::SansSerif => Family::SansSerif,
        FontFamily::Cursive => Family::Cursive,
        FontFamily::Fantasy => Family::Fantasy,
        FontFamily::Monospace => Family::Monospace,
        FontFamily::Named(name) => Family::Name(name),
    });
    let families: Vec<Family<'_>> = asked.chain([Family::SansSerif]).collect();
    let stretch = match font.stretch() {
        FontStretch::UltraCondensed => Stretch::UltraCondensed,
        FontStretch::ExtraCondensed => Stretch::ExtraCondensed,
        FontStretch::Condensed => Stretch::Condensed,
        FontStretch::SemiCondensed => Stretch::SemiCondensed,
        FontStretch::Normal => Stretch::Normal,
        FontStretch::SemiExpanded => Stretch::SemiExpanded,
        FontStretch::Expanded => Stretch::Expanded,
        FontStretch::ExtraExpanded => Stretch::ExtraExpanded,
        FontStretch::UltraExpanded => Stretch::UltraExpanded,
    };
    let style = match font.style() {
        FontStyle::Normal => Style::Normal,
        FontStyle::Italic => Style::Italic,
        FontStyle::Oblique => Style::Oblique,
    };
    fonts.query(&Query { families: &families, weight: Weight(font.weight()), stretch, style })
}
