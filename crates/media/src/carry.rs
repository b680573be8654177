//! Carrying out an order: one decode, then every smaller picture from it.
//!
//! The decoder is asked for no more than the largest result needs. Each result is cut out of what it gave in one step,
//! and only then turned into sRGB and turned upright, where both are cheap; a small recipe is cut from the next larger
//! one. No full-size copy is made. The same order gives the same bytes on every machine; another order may be decoded
//! at another scale and differ by what the eye can't see.

use std::borrow::Cow;
use std::path::Path;

use crate::cancel::CancelToken;
use crate::color::{ColorSpace, to_srgb};
use crate::decode::{Picture, Want, decode, guarded};
use crate::derive::{Recipe, Rendered};
use crate::encode;
use crate::error::MediaError;
use crate::facts::{Facts, Focus, Look};
use crate::kind::{Group, Sight};
use crate::look;
use crate::order::{Done, Order};
use crate::orient::{stored_area, swaps_axes, upright_raster, upright_size};
use crate::pixels::Pixels;
use crate::place::Fit;
use crate::probe::{open, probe_reader};
use crate::raster::Raster;
use crate::render;
use crate::resize::{Area, Chroma, fitted, resized};

/// A recipe is cut from a larger one's result where that is at least this many times as large: at less, twice
/// resized would show.
const FROM_LARGER: u32 = 2;

/// Makes all that is ordered of the file at `path`, from one decode. GIF and animated WebP give their first frame,
/// videos their poster, documents the page that is named; transparency is laid over white.
///
/// # Errors
/// Every [`MediaError`]: `NotAPicture` where there is nothing to see, `Cancelled` once the token was cancelled (asked
/// between the steps).
pub fn carry_out(path: &Path, order: &Order, token: &CancelToken) -> Result<Done, MediaError> {
    let (mut file, bytes) = open(path)?;
    let mut facts = probe_reader(&mut file, bytes)?;
    let looks = looks(order);
    let nothing = order.recipes.is_empty() && !looks;
    if nothing && (facts.group() != Group::Photo || facts.kind.sight() == Sight::Nothing) {
        return Ok(Done { facts, pictures: Vec::new(), renditions: Vec::new() });
    }
    go_on(token)?;
    let whole = nothing || order.keep_undecodable;
    let want = Want { edge: needed_edge(order, &facts), page: order.page, whole };
    let picture = match decode(file, &facts, want) {
        Ok(picture) => picture,
        Err(error) if order.keep_undecodable => {
            let found = match error {
                MediaError::Unsupported { found } => found,
                MediaError::NotAPicture { kind } => kind.label().to_owned(),
                other => return Err(other),
            };
            facts.undecodable.get_or_insert(found);
            return Ok(Done { facts, pictures: Vec::new(), renditions: Vec::new() });
        }
        Err(error) => return Err(error),
    };
    go_on(token)?;
    guarded(|| {
        let source = Source::new(picture, facts.orientation);
        let (pictures, smallest) = recipes(&source, &order.recipes, token)?;
        if looks {
            facts.look = Some(looked_at(&source, smallest)?);
        }
        let (drawn, focus) =
            facts.look.map_or((false, Focus::CENTER), |look| (look.drawn, look.focus));
        let fit = Fit::proposed(drawn && !order.always_crop, focus);
        let cuts = order.cuts.iter().map(|cut| (&cut.place, cut.fit));
        let mut renditions = Vec::with_capacity(order.cuts.len() + order.proposed.len());
        for (place, fit) in cuts.chain(order.proposed.iter().map(|place| (place, fit))) {
            go_on(token)?;
            renditions.push(render::rendition(&source, place, fit, drawn)?);
        }
        Ok(Done { facts, pictures, renditions })
    })
}

pub(crate) fn go_on(token: &CancelToken) -> Result<(), MediaError> {
    if token.is_cancelled() { Err(MediaError::Cancelled) } else { Ok(()) }
}

/// Whether the picture has to be looked at: cuts are made by what is seen.
fn looks(order: &Order) -> bool {
    order.look || !order.cuts.is_empty() || !order.proposed.is_empty()
}

/// The longest edge that the largest result needs of the source.
pub(crate) fn needed_edge(order: &Order, facts: &Facts) -> u32 {
    let recipes = order.recipes.iter().map(|recipe| recipe.longest_edge);
    let size = facts.width.zip(facts.height);
    let cuts = order.cuts.iter().map(|cut| render::needed_edge(&cut.place, cut.fit, size));
    // A crop needs the most.
    let crop = Fit::Crop { focus: Focus::CENTER };
    let proposed = order.proposed.iter().map(|place| render::needed_edge(place, crop, size));
    recipes.chain(cuts).chain(proposed).chain(looks(order).then_some(look::EDGE)).max().unwrap_or(1)
}

/// The decoded picture, as stored, and how it is to be seen.
pub(crate) struct Source {
    picture: Picture,
    orientation: u8,
}

impl Source {
    pub(crate) fn new(picture: Picture, orientation: u8) -> Self {
        Self { picture, orientation }
    }

    /// The same picture at a smaller size as seen; this one is let go.
    pub(crate) fn shrunk(self, size: (u32, u32), chroma: Chroma) -> Result<Self, MediaError> {
        let Picture { raster, space } = self.picture;
        let (width, height) = raster.size();
        let stored = if swaps_axes(self.orientation) { (size.1, size.0) } else { size };
        let small = resized(&raster, Area::whole(width, height), stored, chroma)?;
        let picture = Picture { raster: small.into_owned(), space };
        Ok(Self { picture, orientation: self.orientation })
    }

    /// Width and height as seen, px.
    pub(crate) fn size(&self) -> (u32, u32) {
        let (width, height) = self.picture.raster.size();
        upright_size(width, height, self.orientation)
    }

    /// A box of the picture as seen, at another size, upright and in sRGB.
    pub(crate) fn cut(
        &self,
        area: Area,
        size: (u32, u32),
        chroma: Chroma,
    ) -> Result<Cow<'_, Raster>, MediaError> {
        let Picture { raster, space } = &self.picture;
        let (width, height) = raster.size();
        let area = stored_area(area, width, height, self.orientation);
        let size = if swaps_axes(self.orientation) { (size.1, size.0) } else { size };
        let cut = resized(raster, area, size, chroma)?;
        if *space == ColorSpace::Srgb && !matches!(self.orientation, 2..=8) {
            return Ok(cut);
        }
        let cut = match (space, cut) {
            (ColorSpace::Srgb, cut) => cut.into_owned(),
            (space, cut) => {
                let mut pixels = cut.into_owned().into_rgb();
                to_srgb(&mut pixels, space);
                Raster::Rgb(pixels)
            }
        };
        Ok(Cow::Owned(upright_raster(cut, self.orientation)))
    }

    /// The whole picture with its longest edge at most `edge` px.
    pub(crate) fn within(&self, edge: u32, chroma: Chroma) -> Result<Cow<'_, Raster>, MediaError> {
        let (width, height) = self.size();
        self.cut(Area::whole(width, height), fitted(width, height, edge), chroma)
    }
}

/// The recipes' pictures in the order asked, and the smallest of them as it was before encoding.
fn recipes<'a>(
    source: &'a Source,
    recipes: &[Recipe],
    token: &CancelToken,
) -> Result<(Vec<Rendered>, Option<Cow<'a, Raster>>), MediaError> {
    let mut falling: Vec<usize> = (0..recipes.len()).collect();
    falling.sort_by_key(|&at| std::cmp::Reverse(recipes[at].longest_edge));
    let mut made: Vec<Option<Rendered>> = vec![None; recipes.len()];
    let mut larger: Option<Cow<'a, Raster>> = None;
    for at in falling {
        go_on(token)?;
        let recipe = recipes[at];
        let (width, height) = source.size();
        let size = fitted(width, height, recipe.longest_edge);
        let raster = match &larger {
            Some(larger) if larger.size() == size => None,
            Some(larger) if enough(larger.size(), size) => {
                let (width, height) = larger.size();
                let small = resized(larger, Area::whole(width, height), size, Chroma::Half)?;
                Some(Cow::Owned(small.into_owned()))
            }
            _ => Some(source.cut(Area::whole(width, height), size, Chroma::Half)?),
        };
        let raster = match raster {
            Some(raster) => larger.insert(raster),
            None => match &larger {
                Some(same) => same,
                None => continue,
            },
        };
        let jpeg = encode::jpeg(raster, recipe.quality, Chroma::Half)?;
        let (width, height) = raster.size();
        made[at] = Some(Rendered { recipe, width, height, jpeg });
    }
    Ok((made.into_iter().flatten().collect(), larger))
}

fn enough(have: (u32, u32), want: (u32, u32)) -> bool {
    have.0.max(have.1) >= FROM_LARGER * want.0.max(want.1)
}

/// What the picture looks like, from the smallest copy that shows enough.
fn looked_at(source: &Source, smallest: Option<Cow<'_, Raster>>) -> Result<Look, MediaError> {
    let small = match smallest {
        Some(small) if small.size().0.max(small.size().1) >= look::EDGE => small,
        _ => source.within(look::EDGE, Chroma::Half)?,
    };
    let (width, height) = small.size();
    let size = fitted(width, height, look::EDGE);
    let small = resized(&small, Area::whole(width, height), size, Chroma::Half)?.into_owned();
    let pixels: Pixels = small.into_rgb();
    look::look(&pixels)
}
