//! Where pixels are made: the one place that hands work to the media crate's workshop.

use std::path::{Path, PathBuf};

use archive::StoredAsset;
use media::{CancelToken, Done, Facts, Group, MediaError, Order, Sight};
use workflow::Sha256;

use super::facts::{facts_of, has_picture};
use super::pictures::RECIPES;
use crate::{Office, OfficeError};

impl Office {
    /// Makes everything in `order` from one decode of the file at `path`, once there is room and if `wanted` still says
    /// so then. Blocks.
    pub(super) fn carry_out(
        &self,
        path: &Path,
        facts: &Facts,
        order: &Order,
        cancel: &CancelToken,
        wanted: impl FnOnce() -> bool,
    ) -> Result<Option<Done>, OfficeError> {
        Ok(self.parts.workshop.carry_out_if(path, order, facts, cancel, wanted)?)
    }

    /// As [`Office::carry_out`] of an original; keeps what an older program did not know of it.
    pub(super) fn carry_out_on(
        &self,
        stored: &StoredAsset,
        order: Order,
        wanted: impl FnOnce() -> bool,
    ) -> Result<Option<Done>, OfficeError> {
        let known = facts_of(stored)?;
        let order = Order { look: known.look.is_none() && order.page == 0, ..order };
        let path = self.original_path(&stored.sha256)?;
        match self.carry_out(&path, &known, &order, &CancelToken::new(), wanted) {
            Ok(Some(done)) => {
                if order.look && done.facts != known {
                    self.learn(stored, &done.facts)?;
                }
                Ok(Some(done))
            }
            Ok(None) => Ok(None),
            Err(error) => {
                let passing = matches!(
                    error,
                    OfficeError::Media(MediaError::TookTooLong | MediaError::DecoderCrashed)
                );
                if order.page == 0
                    && !passing
                    && let Some(why) = undecodable(&known, &error)
                {
                    self.learn(stored, &Facts { undecodable: Some(why), ..known })?;
                }
                Err(error)
            }
        }
    }

    /// The small pictures of an original's page, made and kept. `None` if they were there by then.
    pub(super) fn make_pictures(
        &self,
        stored: &StoredAsset,
        page: u32,
        wanted: impl FnOnce() -> bool,
    ) -> Result<Option<Done>, OfficeError> {
        let order = Order { page: page - 1, recipes: RECIPES.to_vec(), ..Order::default() };
        let done = self.carry_out_on(stored, order, wanted)?;
        for picture in done.iter().flat_map(|done| &done.pictures) {
            self.keep_picture(&stored.sha256, picture, page);
        }
        Ok(done)
    }

    /// The facts with the look in them. A file from before looks were kept is decoded now, once; one that can't be
    /// decoded stays without.
    pub(crate) fn facts_with_look(&self, stored: &StoredAsset) -> Result<Facts, OfficeError> {
        let facts = facts_of(stored)?;
        if facts.look.is_some() || facts.group() != Group::Photo || !has_picture(&facts) {
            return Ok(facts);
        }
        // A file that can't be decoded is no reason to refuse what was asked.
        match self.make_pictures(stored, 1, || true) {
            Ok(Some(done)) => Ok(done.facts),
            _ => facts_of(&self.stored_asset(&stored.sha256)?),
        }
    }

    pub(super) fn original_path(&self, sha256: &Sha256) -> Result<PathBuf, OfficeError> {
        if !self.store().contains(sha256)? {
            return Err(OfficeError::NotFound { what: "Berkas" });
        }
        Ok(self.store().path_of(sha256))
    }
}

/// Why the file has no picture here, if that is what the failure means; then it is kept as a tile with its name. A
/// photo whose pixels are broken is not such a file: somebody can still copy it again.
pub(super) fn undecodable(facts: &Facts, error: &OfficeError) -> Option<String> {
    let OfficeError::Media(error) = error else { return None };
    match error {
        MediaError::NotAPicture { kind } => Some(kind.label().to_owned()),
        MediaError::Unsupported { found } => Some(found.clone()),
        MediaError::Truncated
        | MediaError::Damaged { .. }
        | MediaError::TooManyPixels { .. }
        | MediaError::TookTooLong
        | MediaError::DecoderCrashed
            if facts.kind.sight() != Sight::Pixels =>
        {
            Some(facts.kind.label().to_owned())
        }
        _ => None,
    }
}
