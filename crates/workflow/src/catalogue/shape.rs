//! The first two passes: is it TOML, and does each table have the fields of its struct.
//!
//! serde stops at its first complaint, so when the file as a whole doesn't fit, every table is read
//! on its own, and again without the field complained about, until all the complaints are gathered. The libraries speak English; here they learn the
//! office's language.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

use super::lines::{Document, Found};
use crate::sop::{
    Block, Choice, ContentKind, CoverRow, LegendRow, Platform, Position, Sheet, Sop, Step,
};

pub(super) fn document(text: &str) -> Result<Document<'_>, Vec<Found>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() { Ok(document) } else { Err(errors.iter().map(found).collect()) }
}

pub(super) fn sop(document: &Document<'_>) -> Result<Sop, Vec<Found>> {
    if let Ok(sop) = Sop::deserialize(Deserializer::from(document.clone())) {
        return Ok(sop);
    }
    let mut errors = Vec::new();
    let root = document.get_ref();
    one::<Sop>(&Spanned::new(document.span(), DeValue::Table(root.clone())), &mut errors);
    each::<Position>(root, "actor", &mut errors);
    each::<Step>(root, "step", &mut errors);
    each::<ContentKind>(root, "kind", &mut errors);
    each::<Choice>(root, "source", &mut errors);
    each::<Platform>(root, "platform", &mut errors);
    if let Some(value) = root.get("sheet") {
        one::<Sheet>(value, &mut errors);
        if let DeValue::Table(sheet) = value.get_ref() {
            each::<CoverRow>(sheet, "cover", &mut errors);
            each::<Block>(sheet, "block", &mut errors);
            each::<LegendRow>(sheet, "legend", &mut errors);
        }
    }
    Err(errors)
}

fn each<T: DeserializeOwned>(table: &DeTable<'_>, key: &str, errors: &mut Vec<Found>) {
    if let Some(DeValue::Array(items)) = table.get(key).map(Spanned::get_ref) {
        for item in items {
            one::<T>(item, errors);
        }
    }
}

/// Reads a table again and again, each time without the field that was complained about.
fn one<T: DeserializeOwned>(value: &Spanned<DeValue<'_>>, errors: &mut Vec<Found>) {
    let mut value = value.clone();
    let mut left_out: Vec<String> = Vec::new();
    while let Err(error) = T::deserialize(ValueDeserializer::from(value.clone())) {
        // serde asks for missing fields last, so nothing else is hidden behind one that was left out.
        if left_out.iter().any(|key| error.message() == format!("missing field `{key}`")) {
            return;
        }
        errors.push(found(&error));
        let (Some(span), DeValue::Table(table)) = (error.span(), value.get_mut()) else { return };
        let culprit = table.iter().find(|(key, value)| {
            [key.span(), value.span()]
                .iter()
                .any(|own| own.start <= span.start && span.end <= own.end)
        });
        let Some(key) = culprit.map(|(key, _)| key.get_ref().to_string()) else { return };
        table.remove(key.as_str());
        left_out.push(key);
    }
}

fn found(error: &Error) -> Found {
    Found { span: error.span().unwrap_or(0..0), message: in_indonesian(error.message()) }
}

/// The sentence for a message of toml or serde; an unknown one is passed on as it is.
fn in_indonesian(message: &str) -> String {
    let after = |start: &str| message.strip_prefix(start);
    if let Some((field, known)) = after("unknown field ").and_then(split_expected) {
        return format!(
            "isian {field} tidak dikenal; periksa ejaannya atau hapus (yang dikenal: {})",
            list(known)
        );
    }
    if let Some((variant, known)) = after("unknown variant ").and_then(split_expected) {
        return format!("pilihan {variant} tidak dikenal; pilih salah satu dari {}", list(known));
    }
    if let Some(field) = after("missing field ") {
        return format!("isian {field} belum ada; tambahkan");
    }
    if let Some((actual, wanted)) = after("invalid type: ").and_then(split_expected) {
        return format!(
            "jenis nilainya salah: tertulis {}, seharusnya {}",
            kind_of_value(actual),
            kind_of_value(wanted)
        );
    }
    if let Some((actual, wanted)) = after("invalid value: ").and_then(split_expected) {
        return format!(
            "nilainya salah: tertulis {}, seharusnya {}",
            kind_of_value(actual),
            kind_of_value(wanted)
        );
    }
    if message == "duplicate key" {
        return "isian ini ditulis dua kali; hapus salah satunya".to_owned();
    }
    format!("penulisan TOML salah ({message}); periksa tanda kutip, kurung dan koma di baris ini")
}

/// The reader's names of kinds of values, as an office would say them; what is quoted stays.
fn kind_of_value(kind: &str) -> String {
    const NAMES: [(&str, &str); 11] = [
        ("a string", "teks"),
        ("string", "teks"),
        ("integer", "bilangan"),
        ("floating point", "bilangan berkoma"),
        ("boolean", "true/false"),
        ("a boolean", "true/false"),
        ("u32", "bilangan bulat"),
        ("a sequence", "daftar [ ]"),
        ("sequence", "daftar [ ]"),
        ("map", "tabel"),
        ("a map", "tabel"),
    ];
    let known = NAMES.iter().find_map(|(english, ours)| {
        let rest = kind.strip_prefix(english)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| format!("{ours}{rest}"))
    });
    known.unwrap_or_else(|| kind.to_owned())
}

/// "`x`, expected one of `a`, `b`" → "`x`" and "`a`, `b`".
fn split_expected(text: &str) -> Option<(&str, &str)> {
    let (actual, wanted) = text.split_once(", expected ")?;
    Some((actual, wanted.strip_prefix("one of ").unwrap_or(wanted)))
}

fn list(known: &str) -> String {
    known.replace(" or ", ", ")
}
