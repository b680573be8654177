//! Files that arrive in pieces, so that a broken connection or a host that starts again costs one piece and not a
//! video. Each upload has an id of the sender's choosing; every request about it may come twice.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use archive::Resumable;
use media::{CancelToken, HEAD_BYTES};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use workflow::{AccountId, Sha256};

use crate::caller::Caller;
use crate::view::{AssetView, NewUpload, Upload};
use crate::{Class, Office, OfficeError, text};

/// What nobody went on with for so long is forgotten.
const KEPT: Duration = Duration::from_hours(24);
/// Unfinished ones of one account.
const AT_MOST: usize = 100;

/// One at a time works on an upload.
#[derive(Default)]
pub(crate) struct Doors(Mutex<HashMap<Uuid, Arc<Mutex<()>>>>);

impl Doors {
    fn of(&self, id: Uuid) -> Arc<Mutex<()>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, door| Arc::strong_count(door) > 1);
        Arc::clone(known.entry(id).or_default())
    }
}

/// What happens behind it is whole on disk after every step.
fn enter(door: &Mutex<()>) -> MutexGuard<'_, ()> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is kept beside the bytes.
#[derive(Serialize, Deserialize)]
struct About {
    account: AccountId,
    name: String,
    /// As announced.
    bytes: u64,
    /// Set once it has become a file of the office.
    #[serde(default)]
    taken_in: Option<Sha256>,
}

impl About {
    fn of(upload: &Resumable) -> Result<Option<Self>, OfficeError> {
        let text = upload.about()?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    fn keep(&self, upload: &Resumable) -> Result<(), OfficeError> {
        let text = serde_json::to_string(self)
            .map_err(|error| OfficeError::Internal(error.to_string()))?;
        Ok(upload.keep_about(&text)?)
    }
}

impl Office {
    /// Announces a file that will come in pieces. Announcing it again answers how far it is.
    ///
    /// # Errors
    /// `TooLarge`, `TooManyUploads`; `CommandReused` for an id that stands for another file.
    pub fn begin_upload(
        &self,
        caller: &Caller,
        id: Uuid,
        new: &NewUpload,
    ) -> Result<Upload, OfficeError> {
        let door = self.parts.doors.of(id);
        let _entered = enter(&door);
        let (account, name) = (caller.id(), text::file_name(&new.name));
        let place = self.store().resumable(id);
        if let Some(about) = About::of(&place)? {
            let same = about.account == account && about.name == name && about.bytes == new.bytes;
            return if same { shown(id, &about, &place) } else { Err(OfficeError::CommandReused) };
        }
        let limit = self.parts.limits.largest();
        if new.bytes > limit {
            return Err(OfficeError::TooLarge { limit });
        }
        if !self.clock_was_set_within(chrono::Duration::from_std(KEPT).unwrap_or_default()) {
            self.store().sweep_resumables(KEPT)?;
        }
        if self.unfinished(account)? >= AT_MOST {
            return Err(OfficeError::TooManyUploads);
        }
        let about = About { account, name, bytes: new.bytes, taken_in: None };
        about.keep(&place)?;
        shown(id, &about, &place)
    }

    /// How far it is.
    pub fn upload(&self, caller: &Caller, id: Uuid) -> Result<Upload, OfficeError> {
        let place = self.store().resumable(id);
        shown(id, &own(caller, &place)?, &place)
    }

    /// Writes a piece that begins at byte `offset`; what is there already is skipped. On disk only after
    /// [`Office::sync_upload`].
    ///
    /// # Errors
    /// `UploadGap` for a piece beyond what is there; the refusals of [`Intake::write`](super::Intake::write), after
    /// which the upload is gone.
    pub fn write_upload(
        &self,
        caller: &Caller,
        id: Uuid,
        offset: u64,
        piece: &[u8],
    ) -> Result<u64, OfficeError> {
        let door = self.parts.doors.of(id);
        let _entered = enter(&door);
        let place = self.store().resumable(id);
        let about = own(caller, &place)?;
        if about.taken_in.is_some() {
            return Ok(about.bytes);
        }
        let there = place.bytes()?;
        if offset > there {
            return Err(OfficeError::UploadGap { arrived: there });
        }
        if offset.saturating_add(piece.len() as u64) > about.bytes {
            return Err(OfficeError::input(
                "offset",
                "Berkas yang dikirim lebih panjang daripada yang diumumkan. Mungkin berubah selama dikirim; kirim lagi dari awal.",
            ));
        }
        let arrived = place.write(offset, piece)?;
        if there < HEAD_BYTES as u64 && arrived >= HEAD_BYTES as u64 {
            let head = place.head(HEAD_BYTES)?;
            if let Err(refused) = self.must_be_welcome(&head, about.bytes) {
                place.remove()?;
                return Err(refused);
            }
        }
        Ok(arrived)
    }

    /// What its first bytes, and the announced length of a file of that kind, deserve.
    fn must_be_welcome(&self, head: &[u8], bytes: u64) -> Result<(), OfficeError> {
        let limit = self.parts.limits.of(media::sniff(head)?);
        if bytes > limit { Err(OfficeError::TooLarge { limit }) } else { Ok(()) }
    }

    /// What was written is still there after a power cut.
    pub fn sync_upload(&self, caller: &Caller, id: Uuid) -> Result<Upload, OfficeError> {
        let place = self.store().resumable(id);
        let about = own(caller, &place)?;
        place.sync()?;
        shown(id, &about, &place)
    }

    /// Takes the whole file in. Asking again answers the same.
    ///
    /// # Errors
    /// `UploadGap` while something is missing; the refusals of [`Intake::finish`](super::Intake::finish), after which
    /// the upload is gone. After a full disk, or what is no fault of the file, it is there still: ask again.
    pub fn finish_upload(&self, caller: &Caller, id: Uuid) -> Result<AssetView, OfficeError> {
        let door = self.parts.doors.of(id);
        let _entered = enter(&door);
        let place = self.store().resumable(id);
        let mut about = own(caller, &place)?;
        if let Some(sha256) = &about.taken_in {
            place.release()?;
            let stored = self.stored_asset(sha256)?;
            return self.asset_view(about.account, &stored, Some(about.name));
        }
        let arrived = place.bytes()?;
        if arrived < about.bytes {
            return Err(OfficeError::UploadGap { arrived });
        }
        let intake = self.intake_of(caller, about.name.clone(), place.incoming()?);
        let view = match intake.finish(&CancelToken::new()) {
            Ok(view) => view,
            Err(error) if matches!(error.class(), Class::Full | Class::Broken) => {
                return Err(error);
            }
            Err(refused) => {
                place.remove()?;
                return Err(refused);
            }
        };
        about.taken_in = Some(view.asset.sha256.clone());
        about.keep(&place)?;
        place.release()?;
        Ok(view)
    }

    /// Forgets it; doing it twice changes nothing.
    pub fn cancel_upload(&self, caller: &Caller, id: Uuid) -> Result<(), OfficeError> {
        let door = self.parts.doors.of(id);
        let _entered = enter(&door);
        let place = self.store().resumable(id);
        match own(caller, &place) {
            Ok(_) => Ok(place.remove()?),
            Err(OfficeError::NotFound { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    }

    fn unfinished(&self, account: AccountId) -> Result<usize, OfficeError> {
        let mut count = 0;
        for id in self.store().resumables()? {
            let about = About::of(&self.store().resumable(id))?;
            count += usize::from(
                about.is_some_and(|about| about.account == account && about.taken_in.is_none()),
            );
        }
        Ok(count)
    }
}

/// Somebody else's upload is not there.
fn own(caller: &Caller, place: &Resumable) -> Result<About, OfficeError> {
    let about = About::of(place)?.filter(|about| about.account == caller.id());
    about.ok_or(OfficeError::NotFound { what: "Kiriman berkas" })
}

fn shown(id: Uuid, about: &About, place: &Resumable) -> Result<Upload, OfficeError> {
    let arrived = if about.taken_in.is_some() { about.bytes } else { place.bytes()? };
    Ok(Upload { id, bytes: about.bytes, arrived })
}
