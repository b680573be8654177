//! What the office is called on its platforms, which its administrator enters; previews show it.

use archive::SocialAccount;

use crate::caller::Caller;
use crate::rights::Right;
use crate::view::{SetSocialAccounts, SocialAccountView, SocialAccounts};
use crate::{Office, OfficeError, text};

/// In characters.
const LONGEST_NAME: usize = 60;
/// What the strictest of the platforms takes.
const LONGEST_HANDLE: usize = 30;

impl Office {
    pub fn social_accounts(&self, _caller: &Caller) -> Result<SocialAccounts, OfficeError> {
        let rules = self.rules()?;
        let mut accounts: Vec<SocialAccountView> = Vec::new();
        for platform in rules.newest().flat_map(|edition| &edition.sop.platforms) {
            if accounts.iter().any(|account| account.brand == platform.brand) {
                continue;
            }
            let kept = rules.settings.social_accounts.iter();
            let kept = kept.clone().find(|account| account.brand == platform.brand);
            accounts.push(SocialAccountView {
                brand: platform.brand.clone(),
                name: kept.map(|account| account.name.clone()).unwrap_or_default(),
                handle: kept.map(|account| account.handle.clone()).unwrap_or_default(),
            });
        }
        Ok(SocialAccounts { accounts })
    }

    /// Replaces them, unless somebody else has changed them since they were seen.
    ///
    /// # Errors
    /// `NotAdmin`; `BadInput` with the field.
    pub fn set_social_accounts(
        &self,
        caller: &Caller,
        form: &SetSocialAccounts,
    ) -> Result<SocialAccounts, OfficeError> {
        caller.must(Right::Administer)?;
        let present = self.social_accounts(caller)?;
        let mut wanted = present.clone();
        for given in &form.accounts {
            let known = wanted.accounts.iter_mut().find(|account| account.brand == given.brand);
            let Some(account) = known else {
                return Err(OfficeError::input("brand", "Platform ini tidak ada di SOP kantor."));
            };
            account.name = optional_line(&given.name)?;
            account.handle = handle(&given.handle)?;
        }
        if wanted == present {
            return Ok(present);
        }
        if form.seen != present.accounts {
            return Err(OfficeError::input(
                "seen",
                "Akun-akun ini baru saja diubah orang lain. Lihat isi terbaru, lalu ubah lagi.",
            ));
        }
        let entered = wanted.accounts.iter();
        let entered = entered.filter(|one| !(one.name.is_empty() && one.handle.is_empty()));
        let kept: Vec<SocialAccount> = entered
            .map(|one| SocialAccount {
                brand: one.brand.clone(),
                name: one.name.clone(),
                handle: one.handle.clone(),
            })
            .collect();
        self.archive().set_social_accounts(caller.id(), self.now(), &kept)?;
        self.reread_rules()?;
        self.announce_office()?;
        Ok(wanted)
    }
}

fn optional_line(name: &str) -> Result<String, OfficeError> {
    if name.trim().is_empty() {
        return Ok(String::new());
    }
    text::line("name", "Nama akun", name, LONGEST_NAME)
}

/// As it is written after "@", which may stand before it.
fn handle(typed: &str) -> Result<String, OfficeError> {
    let typed = typed.trim();
    let handle = typed.strip_prefix('@').unwrap_or(typed);
    let is_allowed =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    if !handle.chars().all(is_allowed) {
        return Err(OfficeError::input(
            "handle",
            "Nama pengguna hanya berisi huruf, angka, titik, garis bawah, dan tanda hubung.",
        ));
    }
    if handle.len() > LONGEST_HANDLE {
        return Err(OfficeError::input(
            "handle",
            format!("Nama pengguna {} karakter, paling banyak {LONGEST_HANDLE}.", handle.len()),
        ));
    }
    Ok(handle.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_what_stands_behind_the_at_sign() {
        assert_eq!(handle(" @biro.kdh_jkt ").unwrap(), "biro.kdh_jkt");
        assert_eq!(handle("").unwrap(), "");
        for wrong in ["dua kata", "https://contoh.id", "@@dua", "é", &"a".repeat(31)] {
            assert!(handle(wrong).is_err(), "{wrong}");
        }
    }
}
