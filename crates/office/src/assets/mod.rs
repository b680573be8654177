//! Files of the office: taken in as a stream, kept by hash, shown small, given out whole.

mod intake;
mod limits;
mod pictures;
mod sweep;

use std::fs::File;

use archive::StoredAsset;
use media::{Group, Kind};
use workflow::Sha256;

pub use intake::Intake;
pub use limits::Limits;
pub use pictures::Derived;

use crate::caller::Caller;
use crate::content::{asset_of, facts_of};
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
    pub fn asset(&self, _caller: &Caller, sha256: &Sha256) -> Result<AssetView, OfficeError> {
        let stored = self.stored_asset(sha256)?;
        self.asset_view(&stored, None)
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
        let shown_inline = Kind::ALL.iter().any(|kind| kind.media_type() == stored.media_type);
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

    /// `name`: what the file is called this time, if it came under another name before.
    fn asset_view(
        &self,
        stored: &StoredAsset,
        name: Option<String>,
    ) -> Result<AssetView, OfficeError> {
        let facts = facts_of(stored)?;
        let uses = self.archive().uses_of(&stored.sha256)?;
        Ok(AssetView {
            asset: asset_of(stored, &facts, name.unwrap_or_else(|| stored.name.clone()))?,
            has_picture: is_picture(&stored.media_type),
            facts,
            used_in: uses
                .into_iter()
                .map(|one| AssetUse {
                    submission: one.submission,
                    title: one.title,
                    submitted_at: one.submitted_at,
                })
                .collect(),
        })
    }
}

fn is_picture(media_type: &str) -> bool {
    Kind::ALL.iter().any(|kind| kind.media_type() == media_type && kind.group() == Group::Photo)
}
