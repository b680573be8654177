//! What is said about a command line that can't be carried out, in Bahasa Indonesia: clap's own sentences are English.
//!
//! Every kind of clap's errors has its sentence here. What a value should have been is said by the parser of that value;
//! ours say it in Indonesian.

use std::error::Error as _;
use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};

/// For [`Error::apply`].
pub struct Indonesian;

impl ErrorFormatter for Indonesian {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut text = format!("terbit: {}\n", sentence(error));
        for (kind, what) in [
            (ContextKind::SuggestedSubcommand, "Mungkin maksudnya"),
            (ContextKind::SuggestedArg, "Mungkin maksudnya"),
            (ContextKind::SuggestedValue, "Mungkin maksudnya"),
        ] {
            if let Some(near) = error.get(kind) {
                let _ = writeln!(text, "{what}: {near}");
            }
        }
        if error.get(ContextKind::TrailingArg).is_some() {
            text.push_str("Bila itu nama berkas, tulis sesudah tanda -- yang berdiri sendiri.\n");
        }
        let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
        if let Some(usage) = usage.strip_prefix("Usage:") {
            let _ = write!(text, "\nPemakaian:{}\n", indonesian_usage(usage).trim_end());
        }
        text.push_str("\nBantuan: tambahkan --help\n");
        text.into()
    }
}

/// The one English word in what clap writes of how a command is used.
pub fn indonesian_usage(text: &str) -> String {
    text.replace("[OPTIONS]", "[PILIHAN]")
}

fn sentence(error: &Error<Indonesian>) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{arg} belum diisi.{}", one_of(error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            let known = one_of(error, ContextKind::ValidValue);
            format!("\"{value}\" tidak dikenal untuk {arg}.{known}")
        }
        ErrorKind::UnknownArgument => format!("{arg} tidak dikenal di sini."),
        ErrorKind::InvalidSubcommand => {
            format!("Perintah \"{}\" tidak ada.", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::NoEquals => {
            format!("{arg} diisi dengan tanda sama dengan, tanpa spasi: nama=isi.")
        }
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => format!("\"{value}\" tidak dapat dipakai untuk {arg}: {reason}."),
            None => format!("\"{value}\" tidak dapat dipakai untuk {arg}."),
        },
        ErrorKind::TooManyValues => {
            format!("{arg} sudah terisi; \"{value}\" berlebih. Hapus yang tidak perlu.")
        }
        ErrorKind::TooFewValues => format!(
            "{arg} memerlukan paling sedikit {} isi; yang ditulis {}.",
            said(ContextKind::MinValues),
            said(ContextKind::ActualNumValues)
        ),
        ErrorKind::WrongNumberOfValues => format!(
            "{arg} memerlukan {} isi; yang ditulis {}.",
            said(ContextKind::ExpectedNumValues),
            said(ContextKind::ActualNumValues)
        ),
        ErrorKind::ArgumentConflict => conflict(error, &arg),
        ErrorKind::MissingRequiredArgument => format!("Belum lengkap. Tambahkan: {arg}."),
        ErrorKind::MissingSubcommand => {
            format!("Sebutkan perintahnya.{}", one_of(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidUtf8 => {
            "Ada masukan yang bukan teks UTF-8. Ketik ulang tanpa huruf yang rusak.".to_owned()
        }
        // Kinds that clap may add, and the two that come from a closed terminal.
        _ => "Baris perintah ini tidak dapat dijalankan. Periksa cara penulisannya.".to_owned(),
    }
}

fn conflict(error: &Error<Indonesian>, arg: &str) -> String {
    let others = match error.get(ContextKind::PriorArg) {
        Some(ContextValue::String(other)) if other == arg => {
            return format!("{arg} hanya boleh disebut sekali.");
        }
        Some(others @ (ContextValue::String(_) | ContextValue::Strings(_))) => others.to_string(),
        _ => "pilihan lain yang ditulis".to_owned(),
    };
    let what = match error.get(ContextKind::InvalidSubcommand) {
        Some(command) => command.to_string(),
        None => arg.to_owned(),
    };
    format!("{what} tidak dapat dipakai bersama {others}. Pilih salah satu.")
}

fn one_of(error: &Error<Indonesian>, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(known)) if !known.is_empty() => {
            format!(" Pilih salah satu: {}.", known.join(", "))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help::command;

    /// As a person sees it who typed this.
    fn told(typed: &str) -> String {
        let words = std::iter::once("terbit").chain(typed.split_whitespace());
        let error = command().try_get_matches_from(words).unwrap_err();
        error.apply::<Indonesian>().render().to_string()
    }

    fn is_indonesian(told: &str) {
        for word in [
            "error",
            "Usage",
            "OPTIONS",
            "unexpected",
            "invalid",
            "required",
            "value",
            "argument",
            "tip:",
            "For more",
            "try",
            "possible",
            "cannot",
            "found",
            "subcommand",
            " not ",
        ] {
            assert!(!told.contains(word), "\"{word}\" in: {told}");
        }
    }

    #[test]
    fn what_is_typed_wrong_is_named_with_what_to_do() {
        for (typed, wanted) in [
            ("serv", "Perintah \"serv\" tidak ada."),
            ("serv", "Mungkin maksudnya: serve"),
            ("serve --dat /tmp", "--dat tidak dikenal di sini."),
            ("serve --dat /tmp", "Mungkin maksudnya: --data"),
            ("serve --data", "--data <FOLDER> belum diisi."),
            (
                "serve --log xml",
                "\"xml\" tidak dikenal untuk --log <BENTUK>. Pilih salah satu: plain, json.",
            ),
            ("serve --listen kantor", "tulis alamat dan port, misalnya 0.0.0.0:7777."),
            ("serve --data a --data b", "--data <FOLDER> hanya boleh disebut sekali."),
            ("serve --plain=ya", "\"ya\" berlebih"),
            ("serve /tmp/kantor", "/tmp/kantor tidak dikenal di sini."),
            ("renditions --out /tmp foto.jpg", "Belum lengkap. Tambahkan: --place <TEMPAT>."),
            (
                "renditions --place a --out b --fit miring x",
                "Pilih salah satu: crop, blur, plain, as-is.",
            ),
            ("renditions --place a --out b --page 0 x", "tulis bilangan bulat mulai dari 1."),
            ("renditions --place a --out b --color merah x", "enam angka heksadesimal"),
            ("thumbnail --size 9 --out b x", "tulis bilangan bulat dari 16 sampai 8192."),
            ("sop chek", "Mungkin maksudnya: check"),
        ] {
            let told = told(typed);
            assert!(told.contains(wanted), "{typed}: {told}");
            assert!(told.ends_with("Bantuan: tambahkan --help\n"), "{typed}: {told}");
            is_indonesian(&told);
        }
        let told = told("renditions --out /tmp foto.jpg");
        assert!(
            told.contains("Pemakaian: terbit renditions [PILIHAN]")
                || told.contains("Pemakaian: terbit renditions --"),
            "{told}"
        );
    }

    #[test]
    fn every_kind_has_its_sentence() {
        use ErrorKind as Kind;
        let text = |text: &str| ContextValue::String(text.to_owned());
        let other = sentence(&clap::Error::new(Kind::Io).apply());
        for kind in [
            Kind::InvalidValue,
            Kind::UnknownArgument,
            Kind::InvalidSubcommand,
            Kind::NoEquals,
            Kind::ValueValidation,
            Kind::TooManyValues,
            Kind::TooFewValues,
            Kind::WrongNumberOfValues,
            Kind::ArgumentConflict,
            Kind::MissingRequiredArgument,
            Kind::MissingSubcommand,
            Kind::InvalidUtf8,
        ] {
            let mut error = clap::Error::new(kind);
            error.insert(ContextKind::InvalidArg, text("--data"));
            error.insert(ContextKind::InvalidSubcommand, text("serv"));
            error.insert(ContextKind::MinValues, ContextValue::Number(2));
            error.insert(ContextKind::ExpectedNumValues, ContextValue::Number(2));
            error.insert(ContextKind::ActualNumValues, ContextValue::Number(1));
            let error = error.apply::<Indonesian>();
            assert_ne!(sentence(&error), other, "{kind:?}");
            is_indonesian(&error.render().to_string());
        }
        is_indonesian(&other);
    }
}
