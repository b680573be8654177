//! What the page is told when a command fails: the same `{code, message, field?}` as the API's.

use std::io;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;
use thiserror::Error;

use crate::hosting::HostingError;
use crate::joined::{MembershipError, NotAnAddress};

#[derive(Debug, Error)]
pub enum Failure {
    #[error("Berkas ini tidak dikenal lagi. Pilih atau jatuhkan sekali lagi.")]
    UnknownFile,
    #[error(
        "Folder tidak bisa diajukan. Buka foldernya, lalu jatuhkan berkas yang ada di dalamnya."
    )]
    Folder,
    #[error("Sesi Anda sudah berakhir. Masuk lagi, lalu ulangi.")]
    SignedOut,
    #[error("Dibatalkan.")]
    Cancelled,
    #[error(
        "Pekerjaan ini terhenti di tengah jalan. Ulangi; jika terjadi lagi, mulai ulang Terbit."
    )]
    Interrupted,
    #[error("Alamat ini tidak bisa dibuka. Hanya alamat https yang lengkap yang diterima.")]
    Address,
    #[error("Browser tidak bisa dibuka. Salin alamatnya, lalu buka sendiri di browser.")]
    NoBrowser(#[source] io::Error),
    #[error(
        "Video tidak bisa diputar di jendela ini. Simpan berkasnya, lalu buka dengan pemutar video."
    )]
    NoPlayer(#[source] io::Error),
    #[error("Berkas ini tidak bisa disimpan dari sini.")]
    NotSaveable,
    #[error("Berkas asli tidak bisa dibaca (jawaban {0}). Muat ulang halaman ini, lalu coba lagi.")]
    NotRead(u16),
    #[error("{}", save_sentence(.0))]
    Save(#[source] io::Error),
    #[error(
        "Berkas ini tidak bisa dibaca. Periksa apakah masih ada di tempatnya, lalu pilih lagi."
    )]
    NotOpened(#[source] io::Error),
    #[error("{0}")]
    JoinAddress(#[source] NotAnAddress),
    #[error("{0}")]
    PairingCode(#[source] api::NotACode),
    #[error(
        "Tidak ada pusat kantor yang menjawab di {0}. Periksa alamatnya, apakah komputer pusat menyala, dan apakah komputer ini di jaringan yang sama."
    )]
    NoHost(String),
    #[error(
        "Yang menjawab di alamat itu bukan pusat kantor yang membuat kode ini. Periksa alamatnya; bila sudah benar, minta kode baru dan beri tahu pengelola."
    )]
    OtherHost,
    #[error("Hanya administrator kantor yang dapat melakukan ini.")]
    NotAdmin,
    #[error(
        "Kantor ini ada di komputer lain. Hanya komputer yang menyimpan datanya dapat menjadi pusat."
    )]
    Elsewhere,
    #[error(
        "Komputer ini pusat kantor bagi komputer lain. Berhenti menjadi pusat dahulu, lalu gabung."
    )]
    IsHost,
    #[error("{0}")]
    Hosting(#[source] HostingError),
    #[error("{0}")]
    Membership(#[source] MembershipError),
    #[error("{0}")]
    Open(#[source] api::OpenError),
    #[error("Sambungan aman tidak dapat disiapkan di komputer ini: {0}.")]
    Tls(#[source] rustls::Error),
    #[error("{}", .0["message"].as_str().unwrap_or_default())]
    Answered(Value),
    #[error("{}", .0.message)]
    Office(api::Failure),
}

impl Failure {
    /// Stable: the page decides by it.
    pub fn code(&self) -> &str {
        match self {
            Self::UnknownFile => "unknown_file",
            Self::Folder => "folder",
            Self::SignedOut => "signed_out",
            Self::Cancelled => "cancelled",
            Self::Interrupted => "interrupted",
            Self::Address => "address",
            Self::NoBrowser(_) => "no_browser",
            Self::NoPlayer(_) => "no_player",
            Self::NotSaveable => "not_saveable",
            Self::NotRead(_) => "not_read",
            Self::Save(_) => "save",
            Self::NotOpened(_) => "file_gone",
            Self::JoinAddress(_) => "join_address",
            Self::PairingCode(_) => "pairing_code",
            Self::NoHost(_) => "no_host",
            Self::OtherHost => "other_host",
            Self::NotAdmin => "not_admin",
            Self::Elsewhere => "elsewhere",
            Self::IsHost => "is_host",
            Self::Hosting(_) => "hosting",
            Self::Membership(_) => "membership",
            Self::Open(_) => "open",
            Self::Tls(_) => "tls",
            Self::Answered(said) => said["code"].as_str().unwrap_or("internal"),
            Self::Office(failure) => failure.code.as_ref(),
        }
    }
}

impl Failure {
    /// The field of the form that it belongs to.
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::JoinAddress(_) | Self::NoHost(_) => Some("address"),
            Self::PairingCode(_) | Self::OtherHost => Some("code"),
            _ => None,
        }
    }
}

fn save_sentence(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Berkas belum tersimpan: tempat di disk itu habis. Kosongkan sedikit, atau pilih disk lain."
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Berkas belum tersimpan: Anda tidak boleh menulis di folder itu. Pilih folder lain."
        }
        io::ErrorKind::NotFound => {
            "Berkas belum tersimpan: folder itu tidak ada lagi. Pilih folder lain."
        }
        _ => "Berkas belum tersimpan: disk atau folder itu tidak bisa ditulisi. Pilih tempat lain.",
    }
}

impl Serialize for Failure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Office(failure) => return failure.serialize(serializer),
            Self::Answered(said) => return said.serialize(serializer),
            _ => {}
        }
        let mut wire = serializer.serialize_struct("Failure", 3)?;
        if let Some(field) = self.field() {
            wire.serialize_field("field", field)?;
        }
        wire.serialize_field("code", self.code())?;
        wire.serialize_field("message", &self.to_string())?;
        wire.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_goes_out_with_its_code_and_a_sentence() {
        let wire = serde_json::to_value(Failure::Save(io::ErrorKind::StorageFull.into())).unwrap();
        assert_eq!(wire["code"], "save");
        assert!(wire["message"].as_str().unwrap().contains("tempat di disk itu habis"));
    }
}
