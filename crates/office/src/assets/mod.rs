//! Files of the office: taken in as a stream, kept by hash, shown small, given out whole.

mod copies;
mod facts;
mod fits;
mod intake;
mod limits;
mod pictures;
mod refusals;
mod renditions;
mod resumed;
mod similar;
mod studio;
mod sweep;
mod tiles;
mod transcode;

use std::fs::File;

use archive::StoredAsset;
use media::Kind;
use workflow::{AccountId, Sha256};

pub(crate) use copies::Copies;
pub(crate) use facts::facts_of;
pub use intake::Intake;
pub use limits::Limits;
pub use pictures::Derived;
pub use renditions::{CutRequest, Rendition};
pub(crate) use resumed::Doors;
pub use tiles::Cell;
pub(crate) use tiles::Cutting;

use crate::caller::Caller;
use crate::content::asset_of;
use crate::view::{AssetUse, AssetView};
use crate::{Office, OfficeError, text};

/// An original opened for giving out.
#[derive(Debug)]
pub struct Original {
    pub file: File,
    /// In bytes.
    pub bytes: u64,
    pub media_type: String,
    /// A safe file name.
    pub name: String,
    /// Whether a browser may show it in place; anything else is only saved.
    pub shown_inline: bool,
}

impl Office {
    pub fn asset(&self, caller: &Caller, sha256: &Sha256) -> Result<AssetView, OfficeError> {
        let stored = self.stored_asset(sha256)?;
        self.asset_view(caller.id(), &stored, None)
    }

    /// The bytes as they came in. `name` is what the reader wants the file to be called.
    pub fn original(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        name: Option<&str>,
    ) -> Result<Original, OfficeError> {
        let stored = self.stored_asset(sha256)?;
        let file = self.store().open(sha256)?;
        let name = name.map_or_else(|| stored.name.clone(), text::file_name);
        let kind = Kind::of_media_type(&stored.media_type);
        let shown_inline = kind.is_some_and(Kind::browser_shows);
        Ok(Original {
            file,
            bytes: stored.bytes,
            media_type: stored.media_type,
            name,
            shown_inline,
        })
    }

    pub(crate) fn stored_asset(&self, sha256: &Sha256) -> Result<StoredAsset, OfficeError> {
        self.archive().asset(sha256)?.ok_or(OfficeError::NotFound { what: "Berkas" })
    }

    /// As `viewer` sees it. `name`: what the file is called this time, if it came under another name before.
    fn asset_view(
        &self,
        viewer: AccountId,
        stored: &StoredAsset,
        name: Option<String>,
    ) -> Result<AssetView, OfficeError> {
        let facts = self.facts_with_look(stored)?;
        let uses = self.archive().uses_of(&stored.sha256)?;
        Ok(AssetView {
            asset: asset_of(stored, &facts, name.unwrap_or_else(|| stored.name.clone()))?,
            has_picture: facts::has_picture(&facts),
            used_in: uses
                .into_iter()
                .map(|one| AssetUse {
                    submission: one.submission,
                    title: one.title,
                    submitted_at: one.submitted_at,
                })
                .collect(),
            similar: self.similar(viewer, &stored.sha256, &facts)?,
            proposed: self.proposed(&facts),
            refusals: self.refusals(&facts),
            facts: facts::shown(&facts),
        })
    }
}
