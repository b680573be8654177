//! The first two passes: is it TOML, and does each table have the fields of its struct.
//!
//! serde stops at its first complaint, so when the file as a whole doesn't fit, every table is read
//! on its own and all the complaints are gathered. The libraries speak English; here they learn the
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
    let error = match Sop::deserialize(Deserializer::from(document.clone())) {
        Ok(sop) => return Ok(sop),
        Err(error) => error,
    };
    let mut errors = vec![found(&error)];
    let root = document.get_ref();
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
        for item in items.iter() {
            one::<T>(item, errors);
        }
    }
}

fn one<T: DeserializeOwned>(value: &Spanned<DeValue<'_>>, errors: &mut Vec<Found>) {
    if let Err(error) = T::deserialize(ValueDeserializer::from(value.clone())) {
        errors.push(found(&error));
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
        return format!("jenis nilainya salah: tertulis {actual}, seharusnya {wanted}");
    }
    if let Some((actual, wanted)) = after("invalid value: ").and_then(split_expected) {
        return format!("nilainya salah: tertulis {actual}, seharusnya {wanted}");
    }
    if message == "duplicate key" {
        return "isian ini ditulis dua kali; hapus salah satunya".to_owned();
    }
    format!("penulisan TOML salah ({message}); periksa tanda kutip, kurung dan koma di baris ini")
}

/// "`x`, expected one of `a`, `b`" → "`x`" and "`a`, `b`".
fn split_expected(text: &str) -> Option<(&str, &str)> {
    let (actual, wanted) = text.split_once(", expected ")?;
    Some((actual, wanted.strip_prefix("one of ").unwrap_or(wanted)))
}

fn list(known: &str) -> String {
    known.replace(" or ", ", ")
}
