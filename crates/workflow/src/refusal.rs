//! Why an act is refused, as data: the caller turns it into a sentence and a status.

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use crate::check::Missing;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error("Langkah ini dikerjakan oleh {position}. Anda tidak memegang jabatan itu.")]
    WrongPosition { position: String },
    #[error(
        "Ajuan ini Anda sendiri yang menyerahkan. Menurut SOP, keputusan langkah ini harus dibuat orang lain."
    )]
    OwnSubmission,
    #[error("Ajuan ini sudah selesai dan tersimpan di arsip; tidak dapat diubah lagi.")]
    AlreadyEnded,
    #[error("Tindakan ini tidak ada di langkah \"{step}\".")]
    NotAtThisStep { step: String },
    #[error(
        "Isi ajuan sudah berubah sejak Anda membukanya. Lihat isi terbaru, lalu putuskan lagi."
    )]
    ContentChanged,
    #[error("Tuliskan alasan penolakan.")]
    ReasonMissing,
    #[error("Tuliskan alasan pembatalan.")]
    CancelReasonMissing,
    #[error("Ajuan hanya dapat dikembalikan ke langkah sebelumnya.")]
    BadTarget,
    #[error("Belum lengkap: {}.", list(.missing))]
    Incomplete { missing: Vec<Missing> },
    #[error("Caption {count} karakter, paling banyak {limit}. Kurangi {}.", .count - .limit)]
    CaptionTooLong { count: usize, limit: usize },
    #[error(
        "Caption {count} karakter, padahal {platform} menerima paling banyak {limit}. Kembalikan untuk diperpendek atau jangan pilih {platform}."
    )]
    CaptionTooLongFor { platform: String, count: usize, limit: usize },
    #[error("{rule} Batasnya {}, sudah lewat {days} hari. Tuliskan alasan keterlambatan untuk melanjutkan.", day(.last_day))]
    Late { rule: String, last_day: NaiveDate, days: i64 },
    #[error("{rule} Kegiatannya baru {}. Tuliskan alasan untuk menyerahkannya lebih awal.", day(.from))]
    Early { rule: String, from: NaiveDate },
    #[error("Catat dahulu persetujuan PIC kegiatan atas isi ini.")]
    PicAgreementMissing,
    #[error("Persetujuan PIC bertanggal {at}, padahal belum terjadi. Periksa tanggal dan jamnya.")]
    PicAgreementInFuture { at: String },
    #[error("Pilih paling sedikit satu platform.")]
    PlatformsMissing,
    #[error("Platform \"{id}\" tidak ada dalam SOP ini.")]
    UnknownPlatform { id: String },
    #[error("Platform \"{id}\" tidak dipilih untuk ajuan ini.")]
    PlatformNotChosen { id: String },
    #[error("Jenis konten \"{id}\" tidak ada dalam SOP ini. Pilih dari daftar.")]
    UnknownKind { id: String },
    #[error("Sumber informasi \"{id}\" tidak ada dalam SOP ini. Pilih dari daftar.")]
    UnknownSource { id: String },
    #[error("{message}")]
    BadLink { message: String },
    #[error("{what} terlalu panjang: {count} karakter, paling banyak {limit}.")]
    TooLong { what: &'static str, count: usize, limit: usize },
    #[error("Terlalu banyak {what}: {count}, paling banyak {limit}.")]
    TooMany { what: &'static str, count: usize, limit: usize },
    #[error("Berkas \"{name}\" tercantum dua kali. Hapus salah satu.")]
    SameFileTwice { name: String },
    #[error("Tidak ada yang berubah.")]
    NothingChanged,
    #[error("Pilihan platform diubah oleh pejabat yang berwenang, bukan lewat perbaikan isi.")]
    PlatformsNotYours,
}

impl Refusal {
    /// The stable code on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPosition { .. } => "wrong_position",
            Self::OwnSubmission => "own_submission",
            Self::AlreadyEnded => "already_ended",
            Self::NotAtThisStep { .. } => "not_at_this_step",
            Self::ContentChanged => "content_changed",
            Self::ReasonMissing => "reason_missing",
            Self::CancelReasonMissing => "cancel_reason_missing",
            Self::BadTarget => "bad_target",
            Self::Incomplete { .. } => "incomplete",
            Self::CaptionTooLong { .. } => "caption_too_long",
            Self::CaptionTooLongFor { .. } => "caption_too_long_for",
            Self::Late { .. } => "late",
            Self::Early { .. } => "early",
            Self::PicAgreementMissing => "pic_agreement_missing",
            Self::PicAgreementInFuture { .. } => "pic_agreement_in_future",
            Self::PlatformsMissing => "platforms_missing",
            Self::UnknownPlatform { .. } => "unknown_platform",
            Self::PlatformNotChosen { .. } => "platform_not_chosen",
            Self::UnknownKind { .. } => "unknown_kind",
            Self::UnknownSource { .. } => "unknown_source",
            Self::BadLink { .. } => "bad_link",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::SameFileTwice { .. } => "same_file_twice",
            Self::NothingChanged => "nothing_changed",
            Self::PlatformsNotYours => "platforms_not_yours",
        }
    }

    /// The form field the sentence belongs to, if one.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::ReasonMissing | Self::CancelReasonMissing => "reason",
            Self::BadTarget => "to",
            Self::CaptionTooLong { .. } | Self::CaptionTooLongFor { .. } => "caption",
            Self::Late { .. } | Self::Early { .. } => "late_reason",
            Self::PicAgreementMissing | Self::PicAgreementInFuture { .. } => "pic_agreement",
            Self::PlatformsMissing | Self::UnknownPlatform { .. } => "platforms",
            Self::UnknownKind { .. } => "kind",
            Self::UnknownSource { .. } => "source",
            Self::BadLink { .. } => "links",
            Self::SameFileTwice { .. } => "assets",
            _ => return None,
        })
    }
}

fn list(missing: &[Missing]) -> String {
    missing.iter().map(|item| item.label.trim_end_matches('.')).collect::<Vec<_>>().join("; ")
}

/// A day as people write it: "24 November 2026".
fn day(date: &NaiveDate) -> String {
    use chrono::Datelike;
    const MONTHS: [&str; 12] = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ];
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}
