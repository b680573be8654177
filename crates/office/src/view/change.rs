//! What is announced to everyone who looks at a list.

use serde::Serialize;
use utoipa::ToSchema;
use workflow::{AccountId, SubmissionId};

/// Something changed; fetch what you show of it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Change {
    /// The office's last event number at that moment; resume from it.
    pub sequence: u64,
    pub kind: ChangeKind,
    #[schema(required)]
    pub submission: Option<SubmissionId>,
    #[schema(required)]
    pub revision: Option<u64>,
    /// Whom it concerns alone: a draft is its owner's matter. `None`: everybody.
    #[serde(skip)]
    pub audience: Option<AccountId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Submission,
    /// Accounts or settings; also "too much happened, load everything again".
    Office,
    Draft,
}

impl Change {
    /// Whether `account` may hear of it.
    #[must_use]
    pub fn concerns(&self, account: AccountId) -> bool {
        self.audience.is_none_or(|one| one == account)
    }
}
