//! Everything a use-case can answer instead of what was asked, each with a stable code and a sentence.

use archive::ArchiveError;
use media::MediaError;
use workflow::{Refusal, Sha256};

use crate::view::{Draft, SubmissionDetail};

#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error(
        "Kantor belum disiapkan di komputer ini. Siapkan dahulu, atau coba dengan data contoh."
    )]
    NotFounded,
    #[error("Kantor ini sudah disiapkan. Silakan masuk.")]
    AlreadyFounded,
    #[error("Anda belum masuk, atau sesi sudah berakhir. Silakan masuk lagi.")]
    SignedOut,
    #[error("Nama masuk atau kata sandi salah. Periksa huruf besar dan kecilnya, lalu coba lagi.")]
    WrongPassword,
    #[error(
        "Nama akun atau kode masuk salah, atau kodenya sudah dipakai atau lewat waktu. Minta kode baru kepada pengelola."
    )]
    WrongCode,
    #[error(
        "Ketik juga kode dari aplikasi autentikator di telepon Anda, atau satu kode pemulihan."
    )]
    SecondFactorNeeded,
    #[error(
        "Kode verifikasi salah atau sudah dipakai. Tunggu kode berikutnya di telepon, lalu coba lagi. Bila tetap ditolak, periksa jam: pusat kantor menunjukkan {clock}, dan telepon harus menunjukkan waktu yang sama."
    )]
    WrongSecondFactor { clock: String },
    #[error(
        "Kode gabung ini tidak berlaku: salah ketik, sudah dipakai, atau lewat waktu. Minta kode baru kepada pengelola."
    )]
    WrongPairingCode,
    #[error(
        "Komputer ini tidak lagi tergabung dengan kantor: pengelola telah mencabutnya. Minta kode gabung baru kepada pengelola bila komputer ini masih dipakai."
    )]
    DeviceRevoked,
    #[error("Terlalu banyak percobaan masuk. Coba lagi dalam {seconds} detik.")]
    TooManyTries { seconds: u64 },
    #[error("Hanya administrator kantor yang dapat melakukan ini.")]
    NotAdmin,
    #[error("Hanya perancang yang menawarkan draf. Serahkan draf Anda sendiri lewat SOP.")]
    NotDesigner,
    #[error("{what} tidak ditemukan. Mungkin sudah dihapus, atau alamatnya salah.")]
    NotFound { what: &'static str },
    #[error("{message}")]
    BadInput { field: &'static str, message: String },
    #[error("{message}")]
    StaleSubmission { message: String, current: Box<SubmissionDetail> },
    #[error("Draf ini sudah disimpan dari jendela lain. Isi terbaru ditampilkan.")]
    StaleDraft { current: Box<Draft> },
    #[error(
        "Nomor perintah ini sudah dipakai untuk tindakan lain. Muat ulang halaman, lalu coba lagi."
    )]
    CommandReused,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("Berkas \"{name}\" belum ada di penyimpanan kantor. Masukkan lagi berkas itu.")]
    UnknownFile { sha256: Sha256, name: String },
    #[error("Berkas terlalu besar: lebih dari {}. Perkecil berkasnya, lalu masukkan lagi.", size(.limit))]
    TooLarge { limit: u64 },
    #[error(
        "Terlalu banyak berkas dikirim bersamaan. Tunggu yang lain selesai, atau batalkan sebagian, lalu coba lagi."
    )]
    TooManyUploads,
    #[error(
        "Sebagian berkas belum sampai; yang sudah sampai {arrived} byte. Lanjutkan pengiriman dari sana."
    )]
    UploadGap { arrived: u64 },
    #[error("Pemasukan berkas dibatalkan.")]
    IntakeCancelled,
    #[error(
        "Berkas tidak ada lagi di tempatnya; mungkin dipindahkan atau diganti namanya. Pilih lagi berkas itu."
    )]
    FileGone,
    #[error(
        "Salinan video dibuat dengan ffmpeg, yang belum terpasang di komputer ini. Minta pengelola Terbit memasangnya, atau ubah videonya dengan program lain."
    )]
    NoFfmpeg,
    #[error(transparent)]
    Media(MediaError),
    #[error("Penyimpanan penuh. Kosongkan ruang disk, lalu ulangi; tidak ada yang hilang.")]
    DiskFull,
    #[error("{0}")]
    Archive(ArchiveError),
    #[error("Terjadi kesalahan di dalam program: {0}")]
    Internal(String),
}

/// How an error is answered, whatever the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    BadInput,
    SignedOut,
    Forbidden,
    NotFound,
    Conflict,
    TooLarge,
    NotAccepted,
    Refused,
    TooMany,
    Full,
    Broken,
}

impl OfficeError {
    pub(crate) fn input(field: &'static str, message: impl Into<String>) -> Self {
        Self::BadInput { field, message: message.into() }
    }

    /// The stable code on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFounded => "not_founded",
            Self::AlreadyFounded => "already_founded",
            Self::SignedOut => "signed_out",
            Self::WrongPassword => "wrong_password",
            Self::WrongCode => "wrong_code",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::WrongSecondFactor { .. } => "wrong_second_factor",
            Self::WrongPairingCode => "wrong_pairing_code",
            Self::DeviceRevoked => "device_revoked",
            Self::TooManyTries { .. } => "too_many_tries",
            Self::NotAdmin => "not_admin",
            Self::NotDesigner => "not_designer",
            Self::NotFound { .. } => "not_found",
            Self::BadInput { .. } => "bad_input",
            Self::StaleSubmission { .. } | Self::StaleDraft { .. } => "stale",
            Self::CommandReused => "command_reused",
            Self::Refused(refusal) => refusal.code(),
            Self::UnknownFile { .. } => "unknown_file",
            Self::TooLarge { .. } => "file_too_large",
            Self::TooManyUploads => "too_many_uploads",
            Self::UploadGap { .. } => "upload_gap",
            Self::IntakeCancelled => "intake_cancelled",
            Self::FileGone => "file_gone",
            Self::NoFfmpeg => "no_ffmpeg",
            Self::Media(error) => error.code(),
            Self::DiskFull => "disk_full",
            Self::Archive(_) | Self::Internal(_) => "internal",
        }
    }

    /// The form field that the sentence belongs to, if one.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::BadInput { field, .. } if !field.is_empty() => Some(field),
            Self::Refused(refusal) => refusal.field(),
            Self::UnknownFile { .. } => Some("assets"),
            Self::WrongPassword => Some("password"),
            Self::WrongCode | Self::WrongPairingCode => Some("code"),
            Self::SecondFactorNeeded | Self::WrongSecondFactor { .. } => Some("second"),
            _ => None,
        }
    }

    #[must_use]
    pub fn class(&self) -> Class {
        match self {
            Self::BadInput { .. } => Class::BadInput,
            Self::SignedOut
            | Self::WrongPassword
            | Self::WrongCode
            | Self::SecondFactorNeeded
            | Self::WrongSecondFactor { .. } => Class::SignedOut,
            Self::NotAdmin
            | Self::WrongPairingCode
            | Self::DeviceRevoked
            | Self::NotDesigner
            | Self::Refused(
                Refusal::WrongPosition { .. }
                | Refusal::OwnSubmission
                | Refusal::OwnDecision
                | Refusal::NotTakingPart
                | Refusal::NotYoursToResolve { .. }
                | Refusal::NotYoursToReopen,
            ) => Class::Forbidden,
            Self::NotFound { .. } => Class::NotFound,
            Self::NotFounded
            | Self::AlreadyFounded
            | Self::StaleSubmission { .. }
            | Self::StaleDraft { .. }
            | Self::CommandReused
            | Self::UploadGap { .. } => Class::Conflict,
            Self::TooLarge { .. } => Class::TooLarge,
            Self::Media(error) => media_class(error),
            Self::Refused(_)
            | Self::UnknownFile { .. }
            | Self::IntakeCancelled
            | Self::FileGone
            | Self::NoFfmpeg => Class::Refused,
            Self::TooManyTries { .. } | Self::TooManyUploads => Class::TooMany,
            Self::DiskFull => Class::Full,
            Self::Archive(_) | Self::Internal(_) => Class::Broken,
        }
    }
}

fn media_class(error: &MediaError) -> Class {
    match error {
        MediaError::TooLarge { .. } | MediaError::TooManyPixels { .. } => Class::TooLarge,
        MediaError::Unrecognised { .. } | MediaError::Unsupported { .. } => Class::NotAccepted,
        MediaError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Class::Full,
        MediaError::Io(_) => Class::Broken,
        _ => Class::Refused,
    }
}

impl From<ArchiveError> for OfficeError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::AlreadyFounded => Self::AlreadyFounded,
            ArchiveError::DiskFull => Self::DiskFull,
            ArchiveError::LoginTaken(_) => Self::input("login", error.to_string()),
            ArchiveError::BadCursor => Self::input("cursor", error.to_string()),
            ArchiveError::NoSuchMedia(_) => Self::NotFound { what: "Berkas" },
            other => Self::Archive(other),
        }
    }
}

impl From<MediaError> for OfficeError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Io(source) if source.kind() == std::io::ErrorKind::StorageFull => {
                Self::DiskFull
            }
            MediaError::Io(source) if source.kind() == std::io::ErrorKind::NotFound => {
                Self::FileGone
            }
            MediaError::Cancelled => Self::IntakeCancelled,
            other => Self::Media(other),
        }
    }
}

impl From<std::io::Error> for OfficeError {
    fn from(error: std::io::Error) -> Self {
        ArchiveError::from(error).into()
    }
}

/// "4 GB", "200 MB": limits are round numbers.
fn size(bytes: &u64) -> String {
    const GIB: u64 = 1 << 30;
    if *bytes >= GIB { format!("{} GB", bytes / GIB) } else { format!("{} MB", bytes >> 20) }
}
