//! The archive as one SQLite file, `office.db`, in the office's data folder.
//!
//! One connection writes and a small pool reads, so lists never wait for an act and an act never
//! waits for lists (WAL). Every commit is on disk before it is answered (`synchronous=FULL`). An
//! exclusive lock on `terbit.lock` keeps a second program away from the folder.
//!
//! The file never lies on a network share: WAL needs shared memory of one machine.

mod accounts;
mod acts;
mod assets;
mod columns;
mod commit;
mod connection;
mod cursor;
mod delegations;
mod devices;
mod drafts;
mod events;
mod failure;
mod folder;
mod integrity;
mod list;
mod looks;
mod office;
mod open_items;
mod pool;
mod read_model;
mod rebuild;
mod schema;
mod search;
mod second_factors;
mod sessions;
mod snapshot;
mod writer;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, Transaction};
use workflow::{AccountId, CommandId, Sha256, Submission, SubmissionId};

use crate::model::{
    Account, AccountChange, AssetUse, Commit, CommittedCommand, Delegation, DelegationId, DeviceId,
    DraftId, FactorChange, Failures, Founding, HistoryPage, HistoryQuery, ListQuery, Listed,
    OfficeSettings, OpenAtStep, Page, SecondFactor, SocialAccount, StoredAsset, StoredDevice,
    StoredDraft, StoredEvent, StoredSession, StoredSop, Tally,
};
use crate::{Archive, ArchiveError};
use failure::{Failure, explain};
use folder::{Folder, Lock};
use pool::Pool;
use writer::Writer;

pub use folder::is_open;
pub use schema::KNOWN as KNOWN_SCHEMA;

/// One office's archive in one data folder.
#[derive(Debug)]
pub struct SqliteArchive {
    // Fields drop in this order: the writer closes after the readers and folds the WAL into the
    // file, and only then is the folder free for another program.
    readers: Pool,
    /// `None` when opened to look only.
    writer: Option<Writer>,
    data_dir: PathBuf,
    _lock: Option<Lock>,
}

impl SqliteArchive {
    /// Opens the office in `data_dir` for use, making the folder and an empty database if there is
    /// none, and bringing an older database up to this program's schema.
    ///
    /// # Errors
    /// [`ReadOnly`](ArchiveError::ReadOnly), [`InUse`](ArchiveError::InUse),
    /// [`Newer`](ArchiveError::Newer), [`Damaged`](ArchiveError::Damaged),
    /// [`DiskFull`](ArchiveError::DiskFull), each before anything was changed.
    pub fn open(data_dir: &Path) -> Result<Self, ArchiveError> {
        let folder = Folder::new(data_dir);
        let lock = folder.prepare()?;
        let file = folder.database();
        let writer = connection::writer(&file).and_then(|mut writer| {
            connection::must_be_writable(&writer, data_dir)?;
            integrity::at_open(&writer, &file)?;
            schema::upgrade(&mut writer, &file)?;
            Writer::new(writer)
        });
        Ok(Self {
            readers: Pool::new(file, data_dir.to_owned()),
            writer: Some(writer.map_err(|failure| explain(data_dir, failure))?),
            data_dir: data_dir.to_owned(),
            _lock: Some(lock),
        })
    }

    /// Opens the office in `data_dir` to look only, also while another program uses it: takes no
    /// lock and changes nothing. Every writing method answers [`ArchiveError::ReadOnly`].
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`Io`](ArchiveError::Io) where there is no database.
    pub fn inspect(data_dir: &Path) -> Result<Self, ArchiveError> {
        let file = Folder::new(data_dir).database_there()?;
        let archive = Self {
            readers: Pool::new(file.clone(), data_dir.to_owned()),
            writer: None,
            data_dir: data_dir.to_owned(),
            _lock: None,
        };
        archive.read(|reader| schema::must_be_known(reader, &file))?;
        Ok(archive)
    }

    /// Writes a whole, consistent copy of the database to `to`, which must not exist, while the
    /// office goes on working; for backups. The copy is on disk before this returns.
    pub fn copy_to(&self, to: &Path) -> Result<(), ArchiveError> {
        snapshot::copy_to(&Folder::new(&self.data_dir).database(), to)
            .map_err(|failure| explain(&self.data_dir, failure))
    }

    /// Runs `look` on one state of the database, however many statements it makes.
    fn read<T>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, ArchiveError> {
        let looked = self.readers.take().and_then(|reader| {
            let state = reader.unchecked_transaction()?;
            look(&state)
        });
        looked.map_err(|failure| explain(&self.data_dir, failure))
    }

    /// Runs `change` in one transaction, on disk before this returns; nothing is kept if it fails.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, ArchiveError> {
        self.writer()?.write(change).map_err(|failure| explain(&self.data_dir, failure))
    }

    fn writer(&self) -> Result<&Writer, ArchiveError> {
        self.writer.as_ref().ok_or_else(|| ArchiveError::ReadOnly(self.data_dir.clone()))
    }
}

impl Archive for SqliteArchive {
    fn office(&self) -> Result<Option<OfficeSettings>, ArchiveError> {
        self.read(office::settings)
    }

    fn found(&self, founding: &Founding) -> Result<(), ArchiveError> {
        self.write(|tx| office::found(tx, founding))
    }

    fn sops(&self) -> Result<Vec<StoredSop>, ArchiveError> {
        self.read(office::sops)
    }

    fn accounts(&self) -> Result<Vec<Account>, ArchiveError> {
        self.read(accounts::all)
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>, ArchiveError> {
        self.read(|reader| accounts::by_id(reader, id))
    }

    fn account_by_login(&self, login: &str) -> Result<Option<Account>, ArchiveError> {
        self.read(|reader| accounts::by_login(reader, login))
    }

    fn set_reject_reasons(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        reasons: &[String],
    ) -> Result<(), ArchiveError> {
        self.write(|tx| office::set_reject_reasons(tx, by, at, reasons))
    }

    fn set_social_accounts(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        accounts: &[SocialAccount],
    ) -> Result<(), ArchiveError> {
        self.write(|tx| office::set_social_accounts(tx, by, at, accounts))
    }

    fn set_same_person_decides(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        allowed: bool,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| office::set_same_person_decides(tx, by, at, allowed))
    }

    fn delegations(&self) -> Result<Vec<Delegation>, ArchiveError> {
        self.read(delegations::all)
    }

    fn add_delegation(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        delegation: &Delegation,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| delegations::add(tx, by, at, delegation))
    }

    fn end_delegation(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        id: DelegationId,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| delegations::end(tx, by, at, id))
    }

    fn change_account(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        change: &AccountChange,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| accounts::change(tx, by, at, change))
    }

    fn second_factor(&self, account: AccountId) -> Result<Option<SecondFactor>, ArchiveError> {
        self.read(|reader| second_factors::of(reader, account))
    }

    fn change_second_factor(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        account: AccountId,
        change: &FactorChange,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| second_factors::change(tx, by, at, account, change))
    }

    fn add_account(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        account: &Account,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| accounts::add(tx, by, at, account))
    }

    fn start_session(&self, session: &StoredSession) -> Result<(), ArchiveError> {
        self.write(|tx| sessions::start(tx, session))
    }

    fn session(&self, token: &Sha256) -> Result<Option<StoredSession>, ArchiveError> {
        self.read(|reader| sessions::by_token(reader, token))
    }

    fn sessions(&self, account: AccountId) -> Result<Vec<StoredSession>, ArchiveError> {
        self.read(|reader| sessions::of_account(reader, account))
    }

    fn touch_session(&self, token: &Sha256, seen: DateTime<Utc>) -> Result<(), ArchiveError> {
        self.write(|tx| sessions::touch(tx, token, seen))
    }

    fn end_session(&self, token: &Sha256) -> Result<(), ArchiveError> {
        self.write(|tx| sessions::end(tx, token))
    }

    fn move_sessions(&self, by: Duration, now: DateTime<Utc>) -> Result<(), ArchiveError> {
        self.write(|tx| sessions::move_all(tx, by, now))
    }

    fn forget_sessions(&self, before: DateTime<Utc>) -> Result<u64, ArchiveError> {
        self.write(|tx| sessions::forget(tx, before))
    }

    fn sign_in_failures(&self, key: &str) -> Result<Failures, ArchiveError> {
        self.read(|reader| sessions::failures(reader, key))
    }

    fn set_sign_in_failures(&self, key: &str, failures: &Failures) -> Result<(), ArchiveError> {
        self.write(|tx| sessions::set_failures(tx, key, failures))
    }

    fn add_device(&self, by: AccountId, device: &StoredDevice) -> Result<(), ArchiveError> {
        self.write(|tx| devices::add(tx, by, device))
    }

    fn device_by_token(&self, token: &Sha256) -> Result<Option<StoredDevice>, ArchiveError> {
        self.read(|reader| devices::by_token(reader, token))
    }

    fn devices(&self) -> Result<Vec<StoredDevice>, ArchiveError> {
        self.read(devices::all)
    }

    fn see_device(&self, id: DeviceId, seen: DateTime<Utc>) -> Result<(), ArchiveError> {
        self.write(|tx| devices::see(tx, id, seen))
    }

    fn revoke_device(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        id: DeviceId,
    ) -> Result<bool, ArchiveError> {
        self.write(|tx| devices::revoke(tx, by, at, id))
    }

    fn drafts(&self, owner: AccountId) -> Result<Vec<StoredDraft>, ArchiveError> {
        self.read(|reader| drafts::of_owner(reader, owner))
    }

    fn draft(&self, id: DraftId) -> Result<Option<StoredDraft>, ArchiveError> {
        self.read(|reader| drafts::by_id(reader, id))
    }

    fn put_draft(&self, draft: &StoredDraft) -> Result<(), ArchiveError> {
        self.write(|tx| drafts::put(tx, draft))
    }

    fn offered_drafts(&self) -> Result<Vec<StoredDraft>, ArchiveError> {
        self.read(drafts::offered)
    }

    fn take_draft(
        &self,
        id: DraftId,
        revision: u64,
        by: AccountId,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        self.write(|tx| drafts::take(tx, id, revision, by, at))
    }

    fn delete_draft(&self, id: DraftId) -> Result<(), ArchiveError> {
        self.write(|tx| drafts::delete(tx, id))
    }

    fn put_asset(&self, asset: &StoredAsset) -> Result<(), ArchiveError> {
        self.write(|tx| assets::put(tx, asset))
    }

    fn asset(&self, sha256: &Sha256) -> Result<Option<StoredAsset>, ArchiveError> {
        self.read(|reader| assets::by_hash(reader, sha256))
    }

    fn assets(&self) -> Result<Vec<StoredAsset>, ArchiveError> {
        self.read(assets::all)
    }

    fn uses_of(&self, sha256: &Sha256) -> Result<Vec<AssetUse>, ArchiveError> {
        self.read(|reader| assets::uses_of(reader, sha256))
    }

    fn is_referenced(&self, sha256: &Sha256) -> Result<bool, ArchiveError> {
        self.read(|reader| assets::is_referenced(reader, sha256))
    }

    fn forget_asset(&self, sha256: &Sha256) -> Result<(), ArchiveError> {
        self.write(|tx| assets::forget(tx, sha256))
    }

    fn set_facts(&self, sha256: &Sha256, facts: &str) -> Result<(), ArchiveError> {
        self.write(|tx| assets::set_facts(tx, sha256, facts))
    }

    fn put_look(&self, sha256: &Sha256, hash: u64) -> Result<(), ArchiveError> {
        self.write(|tx| looks::put(tx, sha256, hash))
    }

    fn looks_near(&self, hash: u64, max_distance: u32) -> Result<Vec<(Sha256, u32)>, ArchiveError> {
        self.read(|reader| looks::near(reader, hash, max_distance))
    }

    fn commit(&self, commit: &Commit) -> Result<(), ArchiveError> {
        self.writer()?.commit(commit).map_err(|failure| explain(&self.data_dir, failure))
    }

    fn command(&self, id: CommandId) -> Result<Option<CommittedCommand>, ArchiveError> {
        self.read(|reader| commit::committed(reader, id))
    }

    fn submission(&self, id: SubmissionId) -> Result<Option<Submission>, ArchiveError> {
        self.read(|reader| read_model::submission(reader, id))
    }

    fn trail(&self, id: SubmissionId) -> Result<Vec<StoredEvent>, ArchiveError> {
        self.read(|reader| events::trail(reader, id))
    }

    fn list(&self, query: &ListQuery) -> Result<Page, ArchiveError> {
        self.read(|reader| list::page(reader, query))
    }

    fn tally(&self, query: &ListQuery, moments: &[DateTime<Utc>]) -> Result<Tally, ArchiveError> {
        let at_hand =
            self.writer.as_ref().and_then(|writer| writer.open_items().tally(query, moments));
        match at_hand {
            Some(tally) => Ok(tally),
            None => self.read(|reader| list::tally(reader, query, moments)),
        }
    }

    fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, ArchiveError> {
        self.read(|reader| acts::page(reader, query))
    }

    fn step_counts(&self, sop: &str) -> Result<Vec<OpenAtStep>, ArchiveError> {
        self.read(|reader| list::step_counts(reader, sop))
    }

    fn events_after(&self, after: u64, limit: u32) -> Result<Vec<StoredEvent>, ArchiveError> {
        self.read(|reader| events::after(reader, after, limit))
    }

    fn last_sequence(&self) -> Result<u64, ArchiveError> {
        self.read(events::last_sequence)
    }

    fn rebuild(
        &self,
        replay: &dyn Fn(&[StoredEvent]) -> Option<Listed>,
    ) -> Result<u64, ArchiveError> {
        let rebuilt = self.writer()?.write_anew(|tx| rebuild::rebuild(tx, replay));
        rebuilt.map_err(|failure| explain(&self.data_dir, failure))
    }

    fn integrity(&self) -> Result<Vec<String>, ArchiveError> {
        self.read(integrity::complaints)
    }
}
