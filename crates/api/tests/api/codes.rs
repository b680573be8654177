//! Codes are a promise to every program that calls us: renaming one breaks somebody, so each is pinned.

use api::Failure;
use api::tools::{ArchiveError, MediaError, OfficeError};
use office::parts::media::Kind;
use office::parts::workflow::check::Missing;
use office::parts::workflow::{Refusal, Sha256};

fn pinned(error: OfficeError, status: u16, code: &str) {
    let failure = Failure::from(error);
    assert_eq!((failure.status(), failure.code.as_str()), (status, code));
    assert!(
        failure.message.len() > 10 && failure.message.ends_with(['.', ')']),
        "{code}: {}",
        failure.message
    );
}

#[test]
fn codes_and_statuses_of_the_office() {
    let bytes = Sha256::of(b"");
    for (error, status, code) in [
        (OfficeError::NotFounded, 409, "not_founded"),
        (OfficeError::AlreadyFounded, 409, "already_founded"),
        (OfficeError::SignedOut, 401, "signed_out"),
        (OfficeError::WrongPassword, 401, "wrong_password"),
        (OfficeError::WrongCode, 401, "wrong_code"),
        (OfficeError::SecondFactorNeeded, 401, "second_factor_needed"),
        (
            OfficeError::WrongSecondFactor { clock: "28-11-2026 pukul 14.05".to_owned() },
            401,
            "wrong_second_factor",
        ),
        (OfficeError::WrongPairingCode, 403, "wrong_pairing_code"),
        (OfficeError::DeviceRevoked, 403, "device_revoked"),
        (OfficeError::TooManyTries { seconds: 8 }, 429, "too_many_tries"),
        (OfficeError::NotAdmin, 403, "not_admin"),
        (OfficeError::NotDesigner, 403, "not_designer"),
        (OfficeError::NotFound { what: "Ajuan" }, 404, "not_found"),
        (
            OfficeError::BadInput { field: "name", message: "Nama belum diisi.".to_owned() },
            400,
            "bad_input",
        ),
        (OfficeError::CommandReused, 409, "command_reused"),
        (OfficeError::UnknownFile { sha256: bytes, name: "a".to_owned() }, 422, "unknown_file"),
        (OfficeError::TooLarge { limit: 200 << 20 }, 413, "file_too_large"),
        (OfficeError::TooManyUploads, 429, "too_many_uploads"),
        (OfficeError::UploadGap { arrived: 7 }, 409, "upload_gap"),
        (OfficeError::IntakeCancelled, 422, "intake_cancelled"),
        (OfficeError::FileGone, 422, "file_gone"),
        (OfficeError::NoFfmpeg, 422, "no_ffmpeg"),
        (OfficeError::DiskFull, 503, "disk_full"),
        (OfficeError::Internal("rincian".to_owned()), 500, "internal"),
        (ArchiveError::DiskFull.into(), 503, "disk_full"),
        (ArchiveError::AlreadyFounded.into(), 409, "already_founded"),
        (ArchiveError::LoginTaken("a".to_owned()).into(), 400, "bad_input"),
        (ArchiveError::BadCursor.into(), 400, "bad_input"),
        (ArchiveError::NoSuchMedia(Sha256::of(b"")).into(), 404, "not_found"),
    ] {
        pinned(error, status, code);
    }
}

#[test]
fn codes_and_statuses_of_files() {
    let found = || "HTML".to_owned();
    for (error, status, code) in [
        (MediaError::Empty, 422, "empty_file"),
        (MediaError::NotAFile, 422, "not_a_file"),
        (MediaError::Unrecognised { found: found() }, 415, "unrecognised_file"),
        (MediaError::Unsupported { found: found() }, 415, "unsupported_format"),
        (MediaError::Truncated, 422, "truncated_file"),
        (MediaError::TooManyPixels { width: 1, height: 1, limit: 1 }, 413, "too_many_pixels"),
        (MediaError::TooLarge { bytes: 1, limit: 1 }, 413, "file_too_large"),
        (MediaError::Damaged { detail: found() }, 422, "damaged_file"),
        (MediaError::NotAPicture { kind: Kind::Pdf }, 422, "not_a_picture"),
        (MediaError::TookTooLong, 422, "took_too_long"),
        (MediaError::DecoderCrashed, 422, "decoder_crashed"),
        (MediaError::Cancelled, 422, "intake_cancelled"),
        (MediaError::Io(std::io::Error::other("x")), 500, "io_error"),
        (MediaError::Io(std::io::ErrorKind::StorageFull.into()), 503, "disk_full"),
        (MediaError::Io(std::io::ErrorKind::NotFound.into()), 422, "file_gone"),
        (MediaError::Cancelled, 422, "intake_cancelled"),
    ] {
        pinned(error.into(), status, code);
    }
}

#[test]
fn codes_and_statuses_of_refusals() {
    let day = || "2026-11-23".parse().unwrap();
    let text = || "x.".to_owned();
    for (refusal, status, code) in [
        (Refusal::WrongPosition { position: text() }, 403, "wrong_position"),
        (Refusal::OwnSubmission, 403, "own_submission"),
        (Refusal::OwnDecision, 403, "own_decision"),
        (Refusal::AlreadyEnded, 422, "already_ended"),
        (Refusal::NotAtThisStep { step: text() }, 422, "not_at_this_step"),
        (Refusal::ContentChanged, 422, "content_changed"),
        (Refusal::ReasonMissing, 422, "reason_missing"),
        (Refusal::CancelReasonMissing, 422, "cancel_reason_missing"),
        (Refusal::BadTarget, 422, "bad_target"),
        (Refusal::Incomplete { missing: Vec::<Missing>::new() }, 422, "incomplete"),
        (Refusal::CaptionTooLong { count: 201, limit: 200 }, 422, "caption_too_long"),
        (
            Refusal::CaptionTooLongFor { platform: text(), count: 2, limit: 1 },
            422,
            "caption_too_long_for",
        ),
        (Refusal::Late { rule: text(), last_day: day(), days: 1 }, 422, "late"),
        (Refusal::Early { rule: text(), from: day() }, 422, "early"),
        (Refusal::PicAgreementMissing, 422, "pic_agreement_missing"),
        (Refusal::PicAgreementInFuture { at: text(), now: text() }, 422, "pic_agreement_in_future"),
        (Refusal::PlatformsMissing, 422, "platforms_missing"),
        (Refusal::UnknownPlatform { id: text() }, 422, "unknown_platform"),
        (Refusal::PlatformNotChosen { id: text() }, 422, "platform_not_chosen"),
        (Refusal::UnknownKind { id: text() }, 422, "unknown_kind"),
        (Refusal::UnknownSource { id: text() }, 422, "unknown_source"),
        (Refusal::BadLink { message: "Alamat itu bukan tautan.".to_owned() }, 422, "bad_link"),
        (Refusal::TooLong { what: "Judul", count: 2, limit: 1 }, 422, "too_long"),
        (Refusal::TooMany { what: "berkas", count: 2, limit: 1 }, 422, "too_many"),
        (Refusal::SameFileTwice { name: text() }, 422, "same_file_twice"),
        (Refusal::BadFit { name: text() }, 422, "bad_fit"),
        (Refusal::NothingChanged, 422, "nothing_changed"),
        (Refusal::PlatformsNotYours, 422, "platforms_not_yours"),
        (Refusal::NotTakingPart, 403, "not_taking_part"),
        (Refusal::UnknownAnnotation, 422, "unknown_annotation"),
        (Refusal::AnnotationRepeated, 422, "annotation_repeated"),
        (Refusal::MarkedFileGone, 422, "marked_file_gone"),
        (Refusal::BadPlace, 422, "bad_place"),
        (Refusal::RemarkTextMissing, 422, "remark_text_missing"),
        (Refusal::NotYoursToResolve { position: text() }, 403, "not_yours_to_resolve"),
        (Refusal::NotYoursToReopen, 403, "not_yours_to_reopen"),
        (Refusal::UnknownPosition { id: text() }, 422, "unknown_position"),
        (Refusal::UnknownSuggestion { number: 2 }, 422, "unknown_suggestion"),
    ] {
        pinned(refusal.into(), status, code);
    }
}
