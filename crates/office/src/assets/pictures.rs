//! The small pictures of a file: of a photo, of a PDF's page, of a video's first sight. They lie in a cache that may be
//! emptied at any time; what is missing is made again when somebody looks.

use media::{MediaError, Recipe, Rendered};
use workflow::Sha256;

use super::facts::{facts_of, has_picture};
use crate::caller::Caller;
use crate::{Office, OfficeError};

/// Made together, from one decode.
pub(super) const RECIPES: [Recipe; 2] = [Recipe::THUMB, Recipe::PREVIEW];

const NO_PICTURE: OfficeError = OfficeError::NotFound { what: "Gambar kecil" };

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
    pub fn version(self, page: u32) -> String {
        name(self.recipe(), page)
    }
}

impl Office {
    /// The bytes of a JPEG. `page` counts from 1, as people do; only documents have more than one.
    ///
    /// # Errors
    /// `NotFound` for unknown files, for those without a picture, and for pages that are not there.
    pub fn picture(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        which: Derived,
        page: u32,
    ) -> Result<Vec<u8>, OfficeError> {
        let recipe = which.recipe();
        if let Some(bytes) = self.cached_picture(sha256, recipe, page)? {
            return Ok(bytes);
        }
        let stored = self.stored_asset(sha256)?;
        let facts = facts_of(&stored)?;
        if !has_picture(&facts) || !(1..=facts.pages.unwrap_or(1)).contains(&page) {
            return Err(NO_PICTURE);
        }
        // Somebody may make it while this one waits.
        let missing = || !matches!(self.cached_picture(sha256, recipe, page), Ok(Some(_)));
        let Some(done) = self.make_pictures(&stored, page, missing).map_err(no_picture)? else {
            return self.cached_picture(sha256, recipe, page)?.ok_or(NO_PICTURE);
        };
        let wanted = done.pictures.into_iter().find(|picture| picture.recipe == recipe);
        wanted.map(|picture| picture.jpeg).ok_or(NO_PICTURE)
    }

    /// The picture that the camera left inside the file, upright: there within milliseconds, before any decoding.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub fn embedded_picture(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
    ) -> Result<Vec<u8>, OfficeError> {
        self.stored_asset(sha256)?;
        let found = media::embedded_preview(&self.original_path(sha256)?)?;
        found.map(|picture| picture.jpeg).ok_or(NO_PICTURE)
    }

    pub(super) fn cached_picture(
        &self,
        sha256: &Sha256,
        recipe: Recipe,
        page: u32,
    ) -> Result<Option<Vec<u8>>, OfficeError> {
        Ok(self.store().read_cached(sha256, &key(recipe, page))?)
    }

    /// Puts a picture into the cache. A failure costs the making of it at the next look, nothing else.
    pub(super) fn keep_picture(&self, sha256: &Sha256, picture: &Rendered, page: u32) {
        let _ = self.store().write_cached(sha256, &key(picture.recipe, page), &picture.jpeg);
    }
}

/// A format that nothing here can show has no picture; that is no failure.
fn no_picture(error: OfficeError) -> OfficeError {
    match error {
        OfficeError::Media(MediaError::NotAPicture { .. } | MediaError::Unsupported { .. }) => {
            NO_PICTURE
        }
        other => other,
    }
}

pub(super) fn key(recipe: Recipe, page: u32) -> String {
    format!("{}.jpg", name(recipe, page))
}

/// The first page keeps the name that pictures always had.
fn name(recipe: Recipe, page: u32) -> String {
    let recipe = recipe.cache_key();
    if page == 1 { recipe } else { format!("{recipe}-p{page}") }
}
