//! Smaller pictures for tiles and screens: which there are, and the plain ways to ask for them.

use std::path::Path;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cancel::CancelToken;
use crate::carry::carry_out;
use crate::encode;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::order::Order;
use crate::pixels::Pixels;
use crate::raster::Raster;
use crate::resize::Chroma;

/// How a smaller picture is made. Compare and cache by `name` and `version`; only the ones named here exist.
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
    pub const THUMB: Self = Self { name: "thumb", version: 3, longest_edge: 512, quality: 83 };
    /// For looking closely before deciding: 2048 px.
    pub const PREVIEW: Self = Self { name: "preview", version: 3, longest_edge: 2048, quality: 86 };
    /// What the camera left inside the file, upright; see [`crate::embedded_preview`].
    pub const EMBEDDED: Self =
        Self { name: "embedded", version: 2, longest_edge: 512, quality: 82 };

    /// Every recipe.
    pub const ALL: [Self; 3] = [Self::THUMB, Self::PREVIEW, Self::EMBEDDED];

    /// `name-vN`: changes whenever a cached picture must be made again.
    #[must_use]
    pub fn cache_key(&self) -> String {
        format!("{}-v{}", self.name, self.version)
    }

    /// As [`Recipe::cache_key`], for a page of a PDF: `name-vN-pM`.
    #[must_use]
    pub fn cache_key_of_page(&self, page: u32) -> String {
        if page == 0 { self.cache_key() } else { format!("{}-p{page}", self.cache_key()) }
    }
}

/// On the wire: its name, and the size and quality that are wanted this time.
#[derive(Serialize, Deserialize)]
struct OnTheWire {
    name: String,
    longest_edge: u32,
    quality: u8,
}

impl Serialize for Recipe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { name, longest_edge, quality, .. } = *self;
        OnTheWire { name: name.to_owned(), longest_edge, quality }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Recipe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let OnTheWire { name, longest_edge, quality } = OnTheWire::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|recipe| recipe.name == name);
        let known =
            known.ok_or_else(|| D::Error::custom(format_args!("no recipe is called {name}")))?;
        Ok(Self { longest_edge, quality, ..known })
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
/// Every [`MediaError`]; `NotAPicture` for what has nothing to see.
pub fn derive(path: &Path, recipes: &[Recipe]) -> Result<Vec<Rendered>, MediaError> {
    ingest_picture(path, recipes).map(|(_, rendered)| rendered)
}

/// Probe, full check and smaller pictures from one decode.
///
/// # Errors
/// As [`derive()`].
pub fn ingest_picture(
    path: &Path,
    recipes: &[Recipe],
) -> Result<(Facts, Vec<Rendered>), MediaError> {
    let order = Order { recipes: recipes.to_vec(), ..Order::default() };
    carry_out(path, &order, &CancelToken::new()).map(|done| (done.facts, done.pictures))
}

/// Probe and full check. Pictures are decoded to their last row; of videos and PDF the structure is walked, as
/// [`crate::probe()`] does.
///
/// # Errors
/// As [`crate::probe()`], and `Truncated` or `Damaged` for pictures that don't decode.
pub fn check(path: &Path) -> Result<Facts, MediaError> {
    carry_out(path, &Order::default(), &CancelToken::new()).map(|done| done.facts)
}

/// A finished picture of a recipe, as a JPEG.
pub(crate) fn encode(pixels: Pixels, recipe: Recipe) -> Result<Rendered, MediaError> {
    let (width, height) = (pixels.width, pixels.height);
    let jpeg = encode::jpeg(&Raster::Rgb(pixels), recipe.quality, Chroma::Half)?;
    Ok(Rendered { recipe, width, height, jpeg })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_of_another_size_crosses_the_wire_whole() {
        let recipe = Recipe { longest_edge: 300, quality: 70, ..Recipe::THUMB };
        let text = serde_json::to_string(&recipe).expect("plain data");
        assert_eq!(serde_json::from_str::<Recipe>(&text).expect("known"), recipe);
        assert!(serde_json::from_str::<Recipe>(&text.replace("thumb", "poster")).is_err());
    }
}
