//! The office's quick phrases for rejections, which its administrator edits.

use crate::caller::Caller;
use crate::rights::Right;
use crate::view::{RejectReasons, SetRejectReasons};
use crate::{Office, OfficeError, text};

const MOST: usize = 20;
/// In characters.
const LONGEST: usize = 200;

impl Office {
    /// In the order of the dialog.
    pub fn reject_reasons(&self, _caller: &Caller) -> Result<RejectReasons, OfficeError> {
        Ok(RejectReasons { reasons: self.rules()?.settings.reject_reasons.clone() })
    }

    /// Replaces the list, unless somebody else has changed it since it was seen.
    ///
    /// # Errors
    /// `NotAdmin`; `BadInput` with the field.
    pub fn set_reject_reasons(
        &self,
        caller: &Caller,
        form: &SetRejectReasons,
    ) -> Result<RejectReasons, OfficeError> {
        caller.must(Right::Administer)?;
        let present = self.reject_reasons(caller)?;
        if form.reasons.len() > MOST {
            return Err(OfficeError::input(
                "reasons",
                format!("Alasan penolakan {} baris, paling banyak {MOST}.", form.reasons.len()),
            ));
        }
        let mut reasons: Vec<String> = Vec::new();
        for reason in &form.reasons {
            let reason = text::line("reasons", "Alasan", reason, LONGEST)?;
            if reasons.contains(&reason) {
                return Err(OfficeError::input(
                    "reasons",
                    format!("\"{reason}\" tercantum dua kali. Hapus salah satu."),
                ));
            }
            reasons.push(reason);
        }
        if reasons == present.reasons {
            return Ok(present);
        }
        if form.seen != present.reasons {
            return Err(OfficeError::input(
                "seen",
                "Daftar ini baru saja diubah orang lain. Lihat daftar terbaru, lalu ubah lagi.",
            ));
        }
        self.archive().set_reject_reasons(caller.id(), self.now(), &reasons)?;
        self.reread_rules()?;
        self.announce_office()?;
        Ok(RejectReasons { reasons })
    }
}
