//! Who may do what in the office, in one table.
//!
//! Steps of an item are the SOP's matter: who acts there is decided by `workflow`, from the positions that a
//! [`Caller`] holds. Everything else is a right of this table, and every use-case that not everyone may call asks
//! [`Caller::must`] first.

use workflow::Refusal;

use crate::OfficeError;
use crate::caller::Caller;
use crate::rulebook::Rulebook;

/// What an account is, besides the positions that the steps of a SOP ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    SignedIn,
    Administrator,
    Designer,
    /// Holds the position that hands in, in the SOP that it is about; for a time or for good.
    HandsIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Items, lists, the archive, files, SOPs, and who works here.
    Look,
    /// Files are taken in before an item names them.
    AddFiles,
    BeginDraft,
    /// Give a draft to whoever hands in, or take that back.
    OfferDraft,
    /// See what is offered, and make it one's own.
    TakeOffer,
    /// Accounts, their codes and sessions, acting officials, settings.
    Administer,
}

/// Any one of the roles is enough.
pub(crate) const TABLE: &[(Right, &[Role])] = &[
    (Right::Look, &[Role::SignedIn]),
    (Right::AddFiles, &[Role::SignedIn]),
    (Right::BeginDraft, &[Role::HandsIn, Role::Designer]),
    (Right::OfferDraft, &[Role::Designer]),
    (Right::TakeOffer, &[Role::HandsIn]),
    (Right::Administer, &[Role::Administrator]),
];

fn roles(right: Right) -> &'static [Role] {
    TABLE.iter().find(|(known, _)| *known == right).map_or(&[], |(_, roles)| roles)
}

impl Caller {
    /// `sop`: the one that it is about, where that matters.
    pub(crate) fn may(&self, right: Right, sop: Option<&workflow::Sop>) -> bool {
        roles(right).iter().any(|role| match role {
            Role::SignedIn => true,
            Role::Administrator => self.account.is_admin,
            Role::Designer => self.account.is_designer,
            Role::HandsIn => sop.is_some_and(|sop| self.holds(&sop.id, &sop.first_step().actor)),
        })
    }

    /// # Errors
    /// `NotAdmin`, `NotDesigner`, or the refusal that names the position it takes.
    pub(crate) fn must(&self, right: Right) -> Result<(), OfficeError> {
        if self.may(right, None) {
            return Ok(());
        }
        Err(match right {
            Right::OfferDraft => OfficeError::NotDesigner,
            _ => OfficeError::NotAdmin,
        })
    }

    /// As [`Caller::must`], in a SOP.
    ///
    /// # Errors
    /// As [`Caller::must`].
    pub(crate) fn must_in(
        &self,
        right: Right,
        rules: &Rulebook,
        sop: &workflow::Sop,
    ) -> Result<(), OfficeError> {
        if self.may(right, Some(sop)) {
            return Ok(());
        }
        let position = rules.position_label(&sop.id, &sop.first_step().actor);
        Err(Refusal::WrongPosition { position }.into())
    }
}
