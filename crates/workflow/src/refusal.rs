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
    #[error(
        "Anda sudah menyetujui ajuan ini di langkah lain. Satu orang tidak memutuskan dua kali: minta pemegang jabatan lainnya memutuskan langkah ini."
    )]
    OwnDecision,
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
    #[error(
        "Persetujuan PIC bertanggal {at}, padahal jam kantor baru menunjukkan {now}. Periksa tanggal dan jamnya."
    )]
    PicAgreementInFuture { at: String, now: String },
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
    #[error("Potongan untuk berkas \"{name}\" tidak terbaca. Pilih lagi potongannya.")]
    BadFit { name: String },
    #[error("Tidak ada yang berubah.")]
    NothingChanged,
    #[error("Usulan caption {number} tidak ada atau sudah ditanggapi. Lihat keadaan terbaru.")]
    UnknownSuggestion { number: u32 },
    #[error("Pilihan platform diubah oleh pejabat yang berwenang, bukan lewat perbaikan isi.")]
    PlatformsNotYours,
    #[error(
        "Tanda dibuat oleh pemegang jabatan dalam SOP ini. Anda tidak memegang salah satunya; sampaikan lewat rekan yang memegangnya."
    )]
    NotTakingPart,
    #[error("Tanda itu tidak ada pada ajuan ini. Muat ulang halaman, lalu coba lagi.")]
    UnknownAnnotation,
    #[error("Nomor tanda itu sudah dipakai. Muat ulang halaman, lalu tulis lagi.")]
    AnnotationRepeated,
    #[error(
        "Berkas yang ditandai tidak ada dalam versi sekarang. Lihat versi terbaru, lalu tandai lagi."
    )]
    MarkedFileGone,
    #[error(
        "Tempat tanda tidak terbaca. Pada gambar, tandai di dalam gambar; pada video, pilih waktunya; dokumen dan caption ditandai seluruhnya."
    )]
    BadPlace,
    #[error("Tuliskan isi tandanya.")]
    RemarkTextMissing,
    #[error(
        "Tanda ini dapat dinyatakan selesai atau dialihkan oleh pembuatnya, atau oleh {position} yang sedang mengerjakan langkah ini."
    )]
    NotYoursToResolve { position: String },
    #[error(
        "Tanda ini hanya dapat dibuka lagi oleh pembuatnya atau oleh yang menandainya selesai."
    )]
    NotYoursToReopen,
    #[error("Jabatan \"{id}\" tidak ada dalam SOP ini. Pilih dari daftar.")]
    UnknownPosition { id: String },
}

impl Refusal {
    /// The stable code on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPosition { .. } => "wrong_position",
            Self::OwnSubmission => "own_submission",
            Self::OwnDecision => "own_decision",
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
            Self::BadFit { .. } => "bad_fit",
            Self::NothingChanged => "nothing_changed",
            Self::UnknownSuggestion { .. } => "unknown_suggestion",
            Self::PlatformsNotYours => "platforms_not_yours",
            Self::NotTakingPart => "not_taking_part",
            Self::UnknownAnnotation => "unknown_annotation",
            Self::AnnotationRepeated => "annotation_repeated",
            Self::MarkedFileGone => "marked_file_gone",
            Self::BadPlace => "bad_place",
            Self::RemarkTextMissing => "remark_text_missing",
            Self::NotYoursToResolve { .. } => "not_yours_to_resolve",
            Self::NotYoursToReopen => "not_yours_to_reopen",
            Self::UnknownPosition { .. } => "unknown_position",
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
            Self::SameFileTwice { .. } | Self::BadFit { .. } => "assets",
            Self::RemarkTextMissing => "text",
            Self::UnknownPosition { .. } => "assigned_to",
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
