//! What can be wrong with a record, each with a code that stays and a sentence that says which.

use workflow::{Sha256, SubmissionId};

/// One thing that is not as it was recorded. Shown as an Indonesian sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    #[error("Basis data: {detail}.")]
    Database { detail: String },
    #[error("Catatan nomor {missing} tidak ada: sesudah nomor {after} langsung nomor {found}.", missing = after + 1)]
    Gap { after: u64, found: u64 },
    #[error("Isi catatan nomor {sequence}{of} telah diubah: sidiknya tidak cocok lagi.", of = of(title.as_deref()))]
    EventChanged { sequence: u64, title: Option<String> },
    #[error("Catatan nomor {sequence}{of} tidak menyambung pada catatan sebelumnya.", of = of(title.as_deref()))]
    ChainBroken { sequence: u64, title: Option<String> },
    #[error("Catatan nomor {sequence}{of} adalah revisi {found}, seharusnya revisi {expected}.", of = of(title.as_deref()))]
    RevisionGap { sequence: u64, title: Option<String>, expected: u64, found: u64 },
    #[error("Isi catatan nomor {sequence}{of} tidak dapat dibaca: {detail}.", of = of(title.as_deref()))]
    EventUnreadable { sequence: u64, title: Option<String>, detail: String },
    #[error("Naskah SOP {sop} edisi {edition} bukan lagi naskah yang didaftarkan.")]
    SopChanged { sop: String, edition: String },
    #[error(
        "Keadaan ajuan \"{title}\" ({submission}) berbeda dari catatannya. Bangun ulang daftar untuk memperbaikinya."
    )]
    StateDiffers { submission: SubmissionId, title: String },
    #[error(
        "Ajuan {submission} ada di catatan, tetapi tidak ada di daftar. Bangun ulang daftar untuk memperbaikinya."
    )]
    StateMissing { submission: SubmissionId },
    #[error("Ajuan \"{title}\" ({submission}) ada di daftar, tetapi tidak ada di catatan.")]
    StateForeign { submission: SubmissionId, title: String },
    #[error("Berkas \"{name}\" ({sha256}) disebut catatan, tetapi tidak terdaftar.")]
    MediaUnlisted { sha256: Sha256, name: String },
    #[error("Berkas asli \"{name}\" ({sha256}) hilang dari penyimpanan.")]
    MediaMissing { sha256: Sha256, name: String },
    #[error(
        "Berkas asli \"{name}\" ({sha256}) telah berubah: isinya tidak cocok lagi dengan sidiknya."
    )]
    MediaChanged { sha256: Sha256, name: String },
    #[error("Berkas asli \"{name}\" ({sha256}) tidak dapat dibaca: {detail}.")]
    MediaUnreadable { sha256: Sha256, name: String, detail: String },
    #[error("Berkas {sha256} ada di penyimpanan, tetapi tidak terdaftar.")]
    MediaForeign { sha256: Sha256 },
}

impl Finding {
    /// Stable: tests, scripts and support letters name it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database { .. } => "database",
            Self::Gap { .. } => "event-missing",
            Self::EventChanged { .. } => "event-changed",
            Self::ChainBroken { .. } => "chain-broken",
            Self::RevisionGap { .. } => "revision-gap",
            Self::EventUnreadable { .. } => "event-unreadable",
            Self::SopChanged { .. } => "sop-changed",
            Self::StateDiffers { .. } => "state-differs",
            Self::StateMissing { .. } => "state-missing",
            Self::StateForeign { .. } => "state-foreign",
            Self::MediaUnlisted { .. } => "media-unlisted",
            Self::MediaMissing { .. } => "media-missing",
            Self::MediaChanged { .. } => "media-changed",
            Self::MediaUnreadable { .. } => "media-unreadable",
            Self::MediaForeign { .. } => "media-foreign",
        }
    }
}

fn of(title: Option<&str>) -> String {
    title.map(|title| format!(" (ajuan \"{title}\")")).unwrap_or_default()
}
