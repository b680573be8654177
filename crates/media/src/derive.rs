//! Every smaller picture from one decode.
//!
//! The source is shrunk once to the working size, turned into sRGB and turned upright there, where both are cheap; each
//! recipe is then cut from that. The result of a recipe therefore never depends on which others were asked for.

use std::path::Path;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::color::to_srgb;
use crate::decode::{Decoded, decode, guarded};
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::Group;
use crate::orient::upright;
use crate::pixels::Pixels;
use crate::probe::{open, probe_reader};
use crate::resize::shrink;

/// The longest edge of the working picture, px. Larger recipes are cut from the full source.
const WORKING_EDGE: u32 = 2048;

/// How a smaller picture is made. Compare and cache by `name` and `version`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recipe {
    /// Stable name, used in URLs and cache keys.
    pub name: &'static str,
    /// Raised whenever the same source would give other bytes.
    pub version: u32,
    /// Longest edge, px; a smaller source keeps its size.
    pub longest_edge: u32,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

impl Recipe {
    /// For tiles and lists: 512 px.
    pub const THUMB: Self = Self { name: "thumb", version: 1, longest_edge: 512, quality: 82 };
    /// For looking closely before deciding: 2048 px.
    pub const PREVIEW: Self = Self { name: "preview", version: 1, longest_edge: 2048, quality: 86 };
    /// What the camera left inside the file, upright; see [`crate::embedded_preview`].
    pub const EMBEDDED: Self =
        Self { name: "embedded", version: 1, longest_edge: 512, quality: 82 };

    /// `name-vN`: changes whenever a cached picture must be made again.
    #[must_use]
    pub fn cache_key(&self) -> String {
        format!("{}-v{}", self.name, self.version)
    }
}

/// A finished picture: baseline sRGB JPEG, upright, no metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What it was made by.
    pub recipe: Recipe,
    /// Width, px.
    pub width: u32,
    /// Height, px.
    pub height: u32,
    /// The file's bytes.
    pub jpeg: Vec<u8>,
}

/// Makes each recipe's picture of the file at `path`, in the order asked, from one decode. GIF and animated WebP give
/// their first frame; transparency is laid over white.
///
/// # Errors
/// Every [`MediaError`]; `NotAPicture` for videos and documents.
pub fn derive(path: &Path, recipes: &[Recipe]) -> Result<Vec<Rendered>, MediaError> {
    ingest_picture(path, recipes).map(|(_, rendered)| rendered)
}

/// Probe, full check and smaller pictures from one decode: what intake calls for pictures.
///
/// # Errors
/// As [`derive()`].
pub fn ingest_picture(
    path: &Path,
    recipes: &[Recipe],
) -> Result<(Facts, Vec<Rendered>), MediaError> {
    let (mut file, bytes) = open(path)?;
    let facts = probe_reader(&mut file, bytes)?;
    let decoded = decode(file, &facts)?;
    let rendered = guarded(|| render(&decoded, facts.orientation, recipes))?;
    Ok((facts, rendered))
}

/// Probe and full check. Pictures are decoded to their last row; of videos and PDF the structure is walked, as
/// [`crate::probe()`] does.
///
/// # Errors
/// As [`crate::probe()`], and `Truncated` or `Damaged` for pictures that don't decode.
pub fn check(path: &Path) -> Result<Facts, MediaError> {
    let (mut file, bytes) = open(path)?;
    let facts = probe_reader(&mut file, bytes)?;
    if facts.group() == Group::Photo {
        decode(file, &facts)?;
    }
    Ok(facts)
}

fn render(
    decoded: &Decoded,
    orientation: u8,
    recipes: &[Recipe],
) -> Result<Vec<Rendered>, MediaError> {
    if recipes.is_empty() {
        return Ok(Vec::new());
    }
    let working = finished(decoded, orientation, WORKING_EDGE)?;
    recipes
        .iter()
        .map(|recipe| {
            if recipe.longest_edge > WORKING_EDGE {
                encode(&finished(decoded, orientation, recipe.longest_edge)?, *recipe)
            } else {
                let small = shrink(&working, recipe.longest_edge)?;
                encode(small.as_ref().unwrap_or(&working), *recipe)
            }
        })
        .collect()
}

/// Shrunk, in sRGB, upright.
fn finished(decoded: &Decoded, orientation: u8, edge: u32) -> Result<Pixels, MediaError> {
    let mut pixels = shrink(&decoded.pixels, edge)?.unwrap_or_else(|| decoded.pixels.clone());
    to_srgb(&mut pixels, &decoded.space);
    Ok(upright(pixels, orientation))
}

/// Encodes as baseline JPEG, 4:2:0, without metadata. The standard Huffman tables are kept: with optimised ones this
/// encoder writes one scan a component, which is legal and smaller, but which some decoders show wrongly.
pub(crate) fn encode(pixels: &Pixels, recipe: Recipe) -> Result<Rendered, MediaError> {
    let too_wide = |_| MediaError::damaged("wider or higher than JPEG allows");
    let width = u16::try_from(pixels.width).map_err(too_wide)?;
    let height = u16::try_from(pixels.height).map_err(too_wide)?;
    let mut jpeg = Vec::with_capacity(pixels.rgb.len() / 8);
    let mut encoder = Encoder::new(&mut jpeg, recipe.quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(&pixels.rgb, width, height, ColorType::Rgb)
        .map_err(|error| MediaError::damaged(error.to_string()))?;
    Ok(Rendered { recipe, width: pixels.width, height: pixels.height, jpeg })
}
