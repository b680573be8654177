//! One file on its way in. Its bytes pass through once, in constant memory, and it is either whole and
//! known in the end, or not there at all.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use archive::{Incoming, StoredAsset};
use media::{CancelToken, Facts, HEAD_BYTES, Kind, MediaError, Order, Rendered};
use workflow::AccountId;

use super::facts::{has_picture, json_of};
use super::pictures::RECIPES;
use super::studio::undecodable;
use crate::caller::Caller;
use crate::view::AssetView;
use crate::{Office, OfficeError, text};

/// Bytes read at once from a file on this machine.
const CHUNK: usize = 1 << 20;

/// A file that is arriving. Dropping it leaves nothing behind.
pub struct Intake {
    office: Office,
    account: AccountId,
    name: String,
    incoming: Incoming,
    /// The first bytes, until the kind is known.
    head: Vec<u8>,
    kind: Option<Kind>,
}

impl Office {
    /// Begins taking in a file of a stranger's name. `announced` is the length in bytes that the sender speaks of.
    ///
    /// # Errors
    /// `TooLarge` at once, if the announced length is beyond every limit.
    pub fn begin_intake(
        &self,
        caller: &Caller,
        name: &str,
        announced: Option<u64>,
    ) -> Result<Intake, OfficeError> {
        let limit = self.parts.limits.largest();
        if announced.is_some_and(|bytes| bytes > limit) {
            return Err(OfficeError::TooLarge { limit });
        }
        Ok(self.intake_of(caller, text::file_name(name), self.store().begin()?))
    }

    /// `name` is a safe one.
    pub(super) fn intake_of(&self, caller: &Caller, name: String, incoming: Incoming) -> Intake {
        Intake {
            office: self.clone(),
            account: caller.id(),
            name,
            incoming,
            head: Vec::new(),
            kind: None,
        }
    }

    /// Takes in a file that lies on this machine, telling how far it is as (done, total) bytes.
    pub fn intake_file(
        &self,
        caller: &Caller,
        path: &Path,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancelToken,
    ) -> Result<AssetView, OfficeError> {
        let about = std::fs::metadata(path).map_err(MediaError::from)?;
        if !about.is_file() {
            return Err(MediaError::NotAFile.into());
        }
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let total = about.len();
        let mut file = File::open(path).map_err(MediaError::from)?;
        let mut intake = self.begin_intake(caller, &name, Some(total))?;
        let mut buffer = vec![0; CHUNK];
        let mut done = 0;
        loop {
            if cancel.is_cancelled() {
                return Err(OfficeError::IntakeCancelled);
            }
            let count = file.read(&mut buffer).map_err(MediaError::from)?;
            if count == 0 {
                break;
            }
            intake.write(&buffer[..count])?;
            done += count as u64;
            progress(done, total.max(done));
        }
        intake.finish(cancel)
    }
}

impl Intake {
    /// The next bytes.
    ///
    /// # Errors
    /// A refusal as soon as the bytes deserve one: an unknown kind after the first 4 KiB, a size beyond the kind's
    /// limit. The intake is of no use afterwards.
    pub fn write(&mut self, chunk: &[u8]) -> Result<(), OfficeError> {
        if self.kind.is_none() {
            let room = HEAD_BYTES - self.head.len();
            self.head.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if self.head.len() == HEAD_BYTES {
                self.kind = Some(media::sniff(&self.head)?);
                self.head = Vec::new();
            }
        }
        let limits = &self.office.parts.limits;
        let limit = self.kind.map_or_else(|| limits.largest(), |kind| limits.of(kind));
        if self.incoming.bytes() + chunk.len() as u64 > limit {
            return Err(OfficeError::TooLarge { limit });
        }
        Ok(self.incoming.write(chunk)?)
    }

    /// Looks at the whole file, makes its small pictures, and takes it in.
    ///
    /// # Errors
    /// The media crate's refusals: empty, truncated, damaged, too many pixels …
    pub fn finish(self, cancel: &CancelToken) -> Result<AssetView, OfficeError> {
        let facts = media::probe(self.incoming.path())?;
        let limit = self.office.parts.limits.of(facts.kind);
        if facts.bytes > limit {
            return Err(OfficeError::TooLarge { limit });
        }
        let (facts, rendered) = self.look_at(facts, cancel)?;
        if cancel.is_cancelled() {
            return Err(OfficeError::IntakeCancelled);
        }
        self.keep(&facts, &rendered)
    }

    /// The small pictures and what was seen; a file that can't be shown comes back with the reason.
    fn look_at(
        &self,
        facts: Facts,
        cancel: &CancelToken,
    ) -> Result<(Facts, Vec<Rendered>), OfficeError> {
        if !has_picture(&facts) {
            return Ok((facts, Vec::new()));
        }
        let order = Order { recipes: RECIPES.to_vec(), look: true, ..Order::default() };
        match self.office.carry_out(self.incoming.path(), &facts, &order, cancel, || true) {
            Ok(Some(done)) => Ok((done.facts, done.pictures)),
            Ok(None) => Ok((facts, Vec::new())),
            Err(error) => match undecodable(&facts, &error) {
                Some(why) => Ok((Facts { undecodable: Some(why), ..facts }, Vec::new())),
                None => Err(error),
            },
        }
    }

    fn keep(self, facts: &Facts, rendered: &[Rendered]) -> Result<AssetView, OfficeError> {
        let Self { office, account, name, incoming, .. } = self;
        let (sha256, bytes) = incoming.finish()?;
        for picture in rendered {
            office.keep_picture(&sha256, picture, 1);
        }
        let stored = StoredAsset {
            sha256: sha256.clone(),
            bytes,
            media_type: facts.kind.media_type().to_owned(),
            facts: json_of(facts)?,
            name: name.clone(),
            added_by: account,
            added_at: office.now(),
        };
        office.archive().put_asset(&stored)?;
        office.store().settle(&sha256)?;
        // It may have come before, to a program that knew less of it.
        office.learn(&stored, facts)?;
        office.asset_view(account, &stored, Some(name))
    }
}
