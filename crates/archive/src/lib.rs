//! What is kept: the [`Archive`] trait, its SQLite form and the media store.
//!
//! Events are the record and nothing else is: the tables that lists and searches read are made from
//! events in the same transaction, and can be made again from them by [`Archive::rebuild`]. This is
//! the only crate that speaks SQL, and no SQLite type appears in the trait, so that another database
//! can stand behind it later.
//!
//! The trait is synchronous on purpose: the host decides which thread may wait.

#![forbid(unsafe_code)]

pub mod chain;
pub mod error;
pub mod media_store;
pub mod model;
pub mod sqlite;
pub mod verify;

pub use error::ArchiveError;
pub use media_store::{FolderStore, Incoming, MediaStore, Resumable};
pub use model::*;
pub use sqlite::{SqliteArchive, is_open};

use chrono::{DateTime, Duration, Utc};
use workflow::{AccountId, CommandId, Sha256, Submission, SubmissionId};

/// One office's record and everything that lists read. Every method is one transaction.
pub trait Archive: Send + Sync {
    /// The office's settings; `None` before it is founded.
    fn office(&self) -> Result<Option<OfficeSettings>, ArchiveError>;

    /// Writes settings, SOP editions and first accounts, and the office's first event. Fails with
    /// [`ArchiveError::AlreadyFounded`] the second time.
    fn found(&self, founding: &Founding) -> Result<(), ArchiveError>;

    /// Replaces the quick phrases for rejections, and records it as the office's own event.
    fn set_reject_reasons(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        reasons: &[String],
    ) -> Result<(), ArchiveError>;

    /// Replaces what the office is called on its platforms, and records it as the office's own event.
    fn set_social_accounts(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        accounts: &[SocialAccount],
    ) -> Result<(), ArchiveError>;

    /// Whether one person may decide on an item at two steps; recorded as the office's own event.
    fn set_same_person_decides(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        allowed: bool,
    ) -> Result<(), ArchiveError>;

    /// Every appointment of an acting official, last begun first.
    fn delegations(&self) -> Result<Vec<Delegation>, ArchiveError>;
    fn add_delegation(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        delegation: &Delegation,
    ) -> Result<(), ArchiveError>;
    /// Doing it twice changes nothing.
    fn end_delegation(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        id: DelegationId,
    ) -> Result<(), ArchiveError>;

    /// Every SOP edition the office has ever run, newest edition of each SOP first.
    fn sops(&self) -> Result<Vec<StoredSop>, ArchiveError>;

    fn accounts(&self) -> Result<Vec<Account>, ArchiveError>;
    fn account(&self, id: AccountId) -> Result<Option<Account>, ArchiveError>;
    /// Logins compare without case.
    fn account_by_login(&self, login: &str) -> Result<Option<Account>, ArchiveError>;
    fn add_account(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        account: &Account,
    ) -> Result<(), ArchiveError>;

    /// Writes an account anew and records it, and ends sessions of it in the same transaction.
    fn change_account(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        change: &AccountChange,
    ) -> Result<(), ArchiveError>;

    /// `None` where the password is enough.
    fn second_factor(&self, account: AccountId) -> Result<Option<SecondFactor>, ArchiveError>;
    fn change_second_factor(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        account: AccountId,
        change: &FactorChange,
    ) -> Result<(), ArchiveError>;

    fn start_session(&self, session: &StoredSession) -> Result<(), ArchiveError>;
    /// By the hash of its token.
    fn session(&self, token: &Sha256) -> Result<Option<StoredSession>, ArchiveError>;
    /// Those of an account, last begun first.
    fn sessions(&self, account: AccountId) -> Result<Vec<StoredSession>, ArchiveError>;
    fn touch_session(&self, token: &Sha256, seen: DateTime<Utc>) -> Result<(), ArchiveError>;
    fn end_session(&self, token: &Sha256) -> Result<(), ArchiveError>;
    /// Moves the times of every session by as much as the clock was set; none of them is later than `now` then.
    fn move_sessions(&self, by: Duration, now: DateTime<Utc>) -> Result<(), ArchiveError>;
    /// Forgets sessions last seen before `before`; answers how many.
    fn forget_sessions(&self, before: DateTime<Utc>) -> Result<u64, ArchiveError>;

    /// Failed sign-ins are kept, so that a restart does not reset the wait.
    fn sign_in_failures(&self, key: &str) -> Result<Failures, ArchiveError>;
    fn set_sign_in_failures(&self, key: &str, failures: &Failures) -> Result<(), ArchiveError>;

    /// Keeps a PC that joined, and records it as the office's own event.
    fn add_device(&self, by: AccountId, device: &StoredDevice) -> Result<(), ArchiveError>;
    /// By the hash of its token; revoked ones too.
    fn device_by_token(&self, token: &Sha256) -> Result<Option<StoredDevice>, ArchiveError>;
    /// Last joined first; revoked ones too.
    fn devices(&self) -> Result<Vec<StoredDevice>, ArchiveError>;
    fn see_device(&self, id: DeviceId, seen: DateTime<Utc>) -> Result<(), ArchiveError>;
    /// Revokes a PC and records it; false, and nothing recorded, where none was left to revoke.
    fn revoke_device(
        &self,
        by: AccountId,
        at: DateTime<Utc>,
        id: DeviceId,
    ) -> Result<bool, ArchiveError>;

    fn drafts(&self, owner: AccountId) -> Result<Vec<StoredDraft>, ArchiveError>;
    fn draft(&self, id: DraftId) -> Result<Option<StoredDraft>, ArchiveError>;
    /// Inserts at revision 1, or updates the one whose stored revision is `draft.revision - 1`
    /// (else [`ArchiveError::Stale`]).
    fn put_draft(&self, draft: &StoredDraft) -> Result<(), ArchiveError>;
    /// Everything that is offered, first offered first.
    fn offered_drafts(&self) -> Result<Vec<StoredDraft>, ArchiveError>;
    /// Makes an offered draft `by`'s own; fails with [`ArchiveError::Stale`] unless it is offered at `revision`.
    fn take_draft(
        &self,
        id: DraftId,
        revision: u64,
        by: AccountId,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError>;
    fn delete_draft(&self, id: DraftId) -> Result<(), ArchiveError>;

    /// Records a file that is already in the media store; doing it again changes nothing.
    fn put_asset(&self, asset: &StoredAsset) -> Result<(), ArchiveError>;
    fn asset(&self, sha256: &Sha256) -> Result<Option<StoredAsset>, ArchiveError>;
    fn assets(&self) -> Result<Vec<StoredAsset>, ArchiveError>;
    /// Submissions that hold the file in any version, newest first.
    fn uses_of(&self, sha256: &Sha256) -> Result<Vec<AssetUse>, ArchiveError>;
    /// Whether a submission of any version, a draft or a publication names the file.
    fn is_referenced(&self, sha256: &Sha256) -> Result<bool, ArchiveError>;
    /// Forgets a file that nothing names.
    fn forget_asset(&self, sha256: &Sha256) -> Result<(), ArchiveError>;

    /// Replaces what is known of a file that was taken in, when a newer program knows more.
    fn set_facts(&self, sha256: &Sha256, facts: &str) -> Result<(), ArchiveError>;

    /// Keeps the 64-bit perceptual hash of a picture, so that others like it are found.
    fn put_look(&self, sha256: &Sha256, hash: u64) -> Result<(), ArchiveError>;
    /// Pictures whose hash differs from `hash` in at most `max_distance` bits, each with the number of
    /// bits, closest first.
    fn looks_near(&self, hash: u64, max_distance: u32) -> Result<Vec<(Sha256, u32)>, ArchiveError>;

    /// Appends events and writes the read model, all or nothing, durable before it returns.
    ///
    /// Fails with [`ArchiveError::Stale`] unless the submission's stored revision is
    /// `commit.expected_revision` (0: it must not exist yet), and with
    /// [`ArchiveError::Repeated`] if the command id was committed before.
    fn commit(&self, commit: &Commit) -> Result<(), ArchiveError>;
    /// What a command id led to, if it was committed.
    fn command(&self, id: CommandId) -> Result<Option<CommittedCommand>, ArchiveError>;

    /// The read model of one submission.
    fn submission(&self, id: SubmissionId) -> Result<Option<Submission>, ArchiveError>;
    /// The trail, oldest first.
    fn trail(&self, id: SubmissionId) -> Result<Vec<StoredEvent>, ArchiveError>;
    fn list(&self, query: &ListQuery) -> Result<Page, ArchiveError>;
    /// How many match in all, and how many of them have a deadline before each of `moments`. Ignores the
    /// query's cursor and limit.
    fn tally(&self, query: &ListQuery, moments: &[DateTime<Utc>]) -> Result<Tally, ArchiveError>;
    /// What an account did, newest first.
    fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, ArchiveError>;
    /// Open submissions at each step, for the SOP page.
    fn step_counts(&self, sop: &str) -> Result<Vec<OpenAtStep>, ArchiveError>;

    /// Every event in order from `after` (a sequence number), at most `limit`; for verify and resume.
    fn events_after(&self, after: u64, limit: u32) -> Result<Vec<StoredEvent>, ArchiveError>;
    fn last_sequence(&self) -> Result<u64, ArchiveError>;
    /// Writes the read model anew from the events; answers how many submissions. The deadline comes
    /// with the state, because it is made from the office's calendar and not from events alone.
    fn rebuild(
        &self,
        replay: &dyn Fn(&[StoredEvent]) -> Option<Listed>,
    ) -> Result<u64, ArchiveError>;

    /// What the database itself finds wrong with its own files, a sentence each; empty when sound.
    fn integrity(&self) -> Result<Vec<String>, ArchiveError>;
}
