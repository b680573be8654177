//! The use-cases of one office: who may do what, in which order, and who hears of it.
//!
//! This crate joins the rules (`workflow`), the pixels (`media`) and the record (`archive`), and is the
//! only one that writes. Every method is synchronous and takes what the host parsed; which thread waits
//! is the host's choice. HTTP, cookies and JSON bodies are `api`'s matter, screens are the UI's.
//!
//! Each use-case has its own file with an `impl Office`; the shapes they answer with are in [`view`].

#![forbid(unsafe_code)]

mod accounts;
mod addresses;
mod assets;
mod caller;
mod changes;
mod clock;
mod content;
mod decision_rule;
mod delegations;
mod demo;
mod devices;
mod drafts;
mod entry_code;
mod error;
mod founding;
mod home;
mod letters;
mod offers;
mod pairing_key;
mod password;
mod people;
mod places;
mod random;
mod record;
mod reject_reasons;
mod rights;
mod rulebook;
mod second_factor;
mod sign_in;
mod social_accounts;
mod sops;
mod steady;
mod submissions;
mod text;
mod tools;
pub mod view;
mod words;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use archive::{Archive, ArchiveError, FolderStore, MediaStore, SqliteArchive};
use chrono::{DateTime, Duration, Utc};
use media::Workshop;
use uuid::{NoContext, Timestamp, Uuid};

pub use assets::{Cell, CutRequest, Derived, Intake, Limits, Original, Rendition};
pub use caller::{Attention, Caller};
pub use clock::{Clock, SetClock, SystemClock};
pub use demo::{DemoStep, demo_journeys};
pub use devices::PairingSecret;
pub use error::{Class, OfficeError};
pub use letters::{ALPHABET, normal as normal_letters};
pub use media::CancelToken;
pub use media::workshop::Priority;
pub use pairing_key::PairingKey;
pub use places::{Margins, Mark, PicturePlace, Places, PlacesError, VideoPlace};
pub use record::{Finding, bundled_sops, check_sop, verify};
pub use sign_in::{Token, Whence};
pub use submissions::{ArchiveFilter, Desk, HistoryFilter, InboxFilter, ListFilter, Scope, Zipped};
pub use text::file_name;

/// The parts that hosts name without knowing the crates behind this one.
pub mod parts {
    pub use {archive, media, workflow};
}

use changes::Announcer;
use rulebook::Rulebook;

/// One office. Cheap to clone: clones share everything but the clock.
#[derive(Clone)]
pub struct Office {
    pub(crate) parts: Arc<Parts>,
    clock: Arc<dyn Clock>,
    steady: Arc<steady::Steady>,
}

pub(crate) struct Parts {
    archive: Box<dyn Archive>,
    store: Box<dyn MediaStore>,
    workshop: Workshop,
    limits: Limits,
    places: Places,
    copies: assets::Copies,
    tiles: assets::Cutting,
    doors: assets::Doors,
    /// Absent until the office is founded; another one when its settings change.
    rules: RwLock<Option<Arc<Rulebook>>>,
    staff: people::Staff,
    gates: sign_in::Gates,
    addresses: addresses::Addresses,
    pairing: devices::Pairing,
    announcer: Announcer,
}

impl Office {
    /// Opens the data directory, making it if it is not there, and clears away what a crash left behind. `workshop` is
    /// where strangers' files are decoded: only the host knows which program can be its helper.
    ///
    /// # Errors
    /// Every [`ArchiveError`] about the directory, each with a sentence that says what to do.
    pub fn open(
        data_dir: &Path,
        clock: Arc<dyn Clock>,
        workshop: Workshop,
    ) -> Result<Self, ArchiveError> {
        Self::open_with(data_dir, clock, Limits::default(), workshop)
    }

    /// As [`Office::open`], with other limits on files.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn open_with(
        data_dir: &Path,
        clock: Arc<dyn Clock>,
        limits: Limits,
        workshop: Workshop,
    ) -> Result<Self, ArchiveError> {
        let archive = SqliteArchive::open(data_dir)?;
        let store = FolderStore::open(data_dir)?;
        let parts = Parts {
            archive: Box::new(archive),
            store: Box::new(store),
            workshop,
            limits,
            places: places_or_builtin(data_dir),
            copies: assets::Copies::default(),
            tiles: assets::Cutting::default(),
            doors: assets::Doors::default(),
            rules: RwLock::default(),
            staff: people::Staff::default(),
            gates: sign_in::Gates::default(),
            addresses: addresses::Addresses::default(),
            pairing: devices::Pairing::default(),
            announcer: Announcer::default(),
        };
        let office = Self { parts: Arc::new(parts), clock, steady: Arc::default() };
        office.archive().move_sessions(Duration::zero(), office.now())?;
        office.sweep()?;
        Ok(office)
    }

    /// Of what decodes files from now on.
    pub fn set_decoding_priority(&self, priority: Priority) {
        self.parts.workshop.set_priority(priority);
    }

    /// The same office seen at another clock.
    pub(crate) fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self { parts: Arc::clone(&self.parts), clock, steady: Arc::default() }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A UUIDv7 of this moment by the office's own clock.
    pub(crate) fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
    }

    pub(crate) fn archive(&self) -> &dyn Archive {
        self.parts.archive.as_ref()
    }

    pub(crate) fn store(&self) -> &dyn MediaStore {
        self.parts.store.as_ref()
    }

    /// Settings and SOPs.
    ///
    /// # Errors
    /// `NotFounded` before the office is set up.
    pub(crate) fn rules(&self) -> Result<Arc<Rulebook>, OfficeError> {
        let known = self.parts.rules.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(rules) => Ok(rules),
            None => self.reread_rules(),
        }
    }

    /// Settings and SOPs as they are kept now, after a change or for the first time.
    ///
    /// # Errors
    /// `NotFounded` before the office is set up.
    pub(crate) fn reread_rules(&self) -> Result<Arc<Rulebook>, OfficeError> {
        // Read under the lock, so that an older reading never replaces a newer one.
        let mut kept = self.parts.rules.write().unwrap_or_else(PoisonError::into_inner);
        let rules = Arc::new(Rulebook::read(self.archive())?.ok_or(OfficeError::NotFounded)?);
        *kept = Some(Arc::clone(&rules));
        Ok(rules)
    }
}

/// The places that an office prepares files for: built in, corrected by `places.toml` in its data folder.
///
/// # Errors
/// What is wrong in that file, with its line.
pub fn places(data_dir: &Path) -> Result<Places, PlacesError> {
    Places::load(&data_dir.join("places.toml"))
}

/// A mistake in the corrections is told where the program runs and costs the corrections, not the office.
fn places_or_builtin(data_dir: &Path) -> Places {
    places(data_dir).unwrap_or_else(|error| {
        tracing::warn!("{error}");
        Places::builtin()
    })
}
