//! The small pictures of a file. They lie in a cache that may be emptied at any time; what is missing is
//! made again when somebody looks.

use media::{CancelToken, Recipe, Rendered};
use workflow::Sha256;

use super::is_picture;
use crate::caller::Caller;
use crate::{Office, OfficeError};

/// Made together, from one decode.
pub(super) const RECIPES: [Recipe; 2] = [Recipe::THUMB, Recipe::PREVIEW];

/// A small picture that a screen asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    Thumb,
    Preview,
}

impl Derived {
    fn recipe(self) -> Recipe {
        match self {
            Self::Thumb => Recipe::THUMB,
            Self::Preview => Recipe::PREVIEW,
        }
    }

    /// Changes whenever the same original would give other bytes: for ETags.
    #[must_use]
    pub fn version(self) -> String {
        self.recipe().cache_key()
    }
}

impl Office {
    /// The bytes of a JPEG.
    ///
    /// # Errors
    /// `NotFound` for unknown files and for those without a picture.
    pub fn picture(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        which: Derived,
    ) -> Result<Vec<u8>, OfficeError> {
        let key = key(which.recipe());
        if let Some(bytes) = self.store().read_cached(sha256, &key)? {
            return Ok(bytes);
        }
        let stored = self.stored_asset(sha256)?;
        if !is_picture(&stored.media_type) {
            return Err(OfficeError::NotFound { what: "Gambar kecil" });
        }
        let facts = crate::content::facts_of(&stored)?;
        let pixels = u64::from(facts.width.unwrap_or_default())
            * u64::from(facts.height.unwrap_or_default());
        let path = self.store().path_of(sha256);
        let work = || {
            // Somebody may have made it while this one waited.
            if let Ok(Some(bytes)) = self.store().read_cached(sha256, &key) {
                return Ok(bytes);
            }
            let rendered = media::derive(&path, &RECIPES)?;
            for picture in &rendered {
                self.keep_picture(sha256, picture);
            }
            let wanted = rendered.into_iter().find(|picture| picture.recipe == which.recipe());
            wanted.map(|picture| picture.jpeg).ok_or(OfficeError::NotFound { what: "Gambar kecil" })
        };
        self.parts
            .pool
            .run(pixels, &CancelToken::new(), work)
            .map_err(|_| OfficeError::IntakeCancelled)?
    }

    /// Puts a picture into the cache. A failure costs the making of it at the next look, nothing else.
    pub(super) fn keep_picture(&self, sha256: &Sha256, picture: &Rendered) {
        let _ = self.store().write_cached(sha256, &key(picture.recipe), &picture.jpeg);
    }
}

fn key(recipe: Recipe) -> String {
    format!("{}.jpg", recipe.cache_key())
}
