//! Pictures cut for a place of a platform: made from the original when somebody asks, kept in the cache, made again
//! when it was emptied.

use archive::StoredAsset;
use media::{CancelToken, Cut, Order, Place, Recipe};
use serde::{Deserialize, Serialize};
use workflow::{Fit, Sha256};

use super::facts::{can_be_cut, facts_of};
use super::fits::{proposed, to_media};
use super::pictures::key as picture_key;
use crate::caller::Caller;
use crate::{Office, OfficeError};

/// Longest edge of a quick cut, px.
const QUICK_EDGE: u32 = 720;
const NO_CUT: OfficeError = OfficeError::NotFound { what: "Ukuran siap unggah" };

/// What a screen asks for.
#[derive(Debug, Clone)]
pub struct CutRequest {
    /// Id of the place.
    pub place: String,
    /// Absent: the proposed one.
    pub fit: Option<Fit>,
    /// Smaller, and made from the preview: for looking while choosing.
    pub quick: bool,
}

/// A cut that can be made: everything is known of it but its bytes.
#[derive(Debug, Clone)]
pub struct Rendition {
    stored: StoredAsset,
    cut: Cut,
    quick: bool,
    /// Names these bytes among all that are made of the original: for ETags and the cache.
    pub version: String,
}

/// What is kept beside the JPEG.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    pub bytes: u64,
    pub width: u32,
    pub height: u32,
    pub quality: u8,
    pub scaled_up: bool,
    pub over_limit: bool,
}

impl Office {
    /// # Errors
    /// `NotFound` for an unknown file or place, and for what is no picture; `BadInput` for a fit out of range.
    pub fn rendition(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        request: &CutRequest,
    ) -> Result<Rendition, OfficeError> {
        let stored = self.stored_asset(sha256)?;
        let place = self.places().place(&request.place).ok_or(NO_CUT)?.place.clone();
        let facts = facts_of(&stored)?;
        if !can_be_cut(&facts) {
            return Err(NO_CUT);
        }
        let fit = match request.fit {
            Some(fit) if !fit.is_sound() => {
                return Err(OfficeError::input("fit", "Potongan di luar batas gambar."));
            }
            Some(fit) => fit,
            None => proposed(&self.facts_with_look(&stored)?),
        };
        let place = if request.quick { smaller(place) } else { place };
        let cut = Cut { place, fit: to_media(fit) };
        let version = version(&cut, request.quick);
        Ok(Rendition { stored, cut, quick: request.quick, version })
    }

    /// The bytes of a JPEG.
    ///
    /// # Errors
    /// As [`Office::picture`].
    pub fn rendered(&self, rendition: &Rendition) -> Result<Vec<u8>, OfficeError> {
        if rendition.quick {
            return self.cut_from_preview(rendition);
        }
        let sha256 = &rendition.stored.sha256;
        let key = format!("{}.jpg", rendition.version);
        let cached = || self.store().read_cached(sha256, &key);
        if let Some(bytes) = cached()? {
            return Ok(bytes);
        }
        let order = Order { cuts: vec![rendition.cut.clone()], ..Order::default() };
        // Somebody may make it while this one waits.
        let missing = || !matches!(cached(), Ok(Some(_)));
        let Some(done) = self.carry_out_on(&rendition.stored, order, missing)? else {
            return cached()?.ok_or(NO_CUT);
        };
        let made = done.renditions.into_iter().next().ok_or(NO_CUT)?;
        let about = Made {
            bytes: made.jpeg.len() as u64,
            width: made.width,
            height: made.height,
            quality: made.quality,
            scaled_up: made.scaled_up,
            over_limit: made.over_limit,
        };
        // A cache that can't be written costs the making at the next look. What is told of a picture comes first.
        if let Ok(json) = serde_json::to_vec(&about)
            && self.store().write_cached(sha256, &about_key(rendition), &json).is_ok()
        {
            let _ = self.store().write_cached(sha256, &key, &made.jpeg);
        }
        Ok(made.jpeg)
    }

    /// What is known of the bytes, if they were made.
    pub(crate) fn made(&self, rendition: &Rendition) -> Result<Option<Made>, OfficeError> {
        let about = self.store().read_cached(&rendition.stored.sha256, &about_key(rendition))?;
        Ok(about.and_then(|json| serde_json::from_slice(&json).ok()))
    }

    fn cut_from_preview(&self, rendition: &Rendition) -> Result<Vec<u8>, OfficeError> {
        let sha256 = &rendition.stored.sha256;
        let preview = picture_key(Recipe::PREVIEW, 1);
        let cached = || self.store().cache_path(sha256, &preview);
        if cached()?.is_none() {
            self.make_pictures(&rendition.stored, 1, || !matches!(cached(), Ok(Some(_))))?;
        }
        let path = cached()?.ok_or(NO_CUT)?;
        let facts = media::probe(&path)?;
        let order = Order { cuts: vec![rendition.cut.clone()], ..Order::default() };
        let done = self.carry_out(&path, &facts, &order, &CancelToken::new(), || true)?;
        let made = done.and_then(|done| done.renditions.into_iter().next());
        made.map(|made| made.jpeg).ok_or(NO_CUT)
    }
}

fn smaller(place: Place) -> Place {
    let longest = place.width.max(place.height).max(1);
    if longest <= QUICK_EDGE {
        return place;
    }
    let scaled = |edge: u32| {
        let edge = u64::from(edge) * u64::from(QUICK_EDGE) / u64::from(longest);
        u32::try_from(edge).unwrap_or(QUICK_EDGE).max(1)
    };
    Place { width: scaled(place.width), height: scaled(place.height), ..place }
}

/// The media crate's own name for the bytes, shortened to what a cache takes: it changes with everything that shapes
/// them, also when an office corrects a place.
fn version(cut: &Cut, quick: bool) -> String {
    let kind = if quick { "quick" } else { "cut" };
    format!("{kind}-{}", &Sha256::of(cut.cache_key().as_bytes()).as_str()[..24])
}

fn about_key(rendition: &Rendition) -> String {
    format!("{}.json", rendition.version)
}
