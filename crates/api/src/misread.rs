//! What is wrong with input that could not be read: which field, and what was expected there, in Bahasa Indonesia.
//!
//! serde and serde_json tell it in English, as text. Their sentences are taken apart here; one that is not known is
//! answered with the field alone. What was sent is never repeated: it may be long, and it may be a password.

use crate::failure::Failure;

/// How a sentence of serde's begins, for telling it from a path.
const BEGINNINGS: [&str; 10] = [
    "missing field",
    "unknown field",
    "duplicate field",
    "unknown variant",
    "invalid type",
    "invalid value",
    "invalid length",
    "invalid digit",
    "data did not match",
    "provided string",
];

/// A failure for `what` ("Isian", "Pilihan") from what axum says of it.
pub(crate) fn failure(what: &str, detail: &str) -> Failure {
    let detail = detail
        .trim_start_matches("Failed to deserialize the JSON body into the target type: ")
        .trim_start_matches("Failed to parse the request body as JSON: ")
        .trim_start_matches("Failed to deserialize query string: ");
    if detail.starts_with("Expected request with") {
        let message = format!("{what} harus berupa JSON (Content-Type: application/json).");
        return Failure::bad_input("", message);
    }
    let (path, reason) = parted(without_place(detail));
    let (field, wrong) = told(path, reason);
    let message = match (field.as_str(), wrong) {
        ("", Some(wrong)) => format!("{what} tidak terbaca: {wrong}."),
        ("", None) => format!("{what} tidak terbaca. Periksa bentuknya."),
        (field, Some(wrong)) => format!("{what} \"{field}\" tidak terbaca: {wrong}."),
        (field, None) => format!("{what} \"{field}\" tidak terbaca. Periksa isinya."),
    };
    Failure::bad_input(&field, message)
}

/// Text that is no JSON at all, with the place where it stops being so.
pub(crate) fn not_json(what: &str, detail: &str) -> Failure {
    let message = match place(detail) {
        Some((line, column)) => {
            format!("{what} bukan JSON yang sah: periksa baris {line}, huruf ke-{column}.")
        }
        None => format!("{what} bukan JSON yang sah."),
    };
    Failure::bad_input("", message)
}

/// " at line 3 column 14", which ends what serde_json says.
fn place(detail: &str) -> Option<(&str, &str)> {
    let (_, place) = detail.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(line) && is_number(column)).then_some((line, column))
}

fn without_place(detail: &str) -> &str {
    match place(detail) {
        Some(_) => detail.rsplit_once(" at line ").map_or(detail, |(said, _)| said),
        None => detail,
    }
}

/// "accounts[0].name: missing field …" is a path and a sentence; a path has no blanks.
fn parted(detail: &str) -> (&str, &str) {
    if BEGINNINGS.iter().any(|beginning| detail.starts_with(beginning)) {
        return ("", detail);
    }
    match detail.split_once(": ") {
        Some((path, reason)) if !path.contains(char::is_whitespace) => (path, reason),
        _ => ("", detail),
    }
}

/// The field, and what is wrong with it where that is known.
fn told(path: &str, reason: &str) -> (String, Option<String>) {
    let below = |name: &str| match path {
        "" | "." => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    let here = if path == "." { String::new() } else { path.to_owned() };
    let names: Vec<&str> = reason.split('`').skip(1).step_by(2).collect();
    if let Some(name) = names.first() {
        if reason.starts_with("missing field") {
            return (below(name), Some("belum diisi".to_owned()));
        }
        if reason.starts_with("duplicate field") {
            return (below(name), Some("disebut dua kali".to_owned()));
        }
        // The name, also at the path's end, is what somebody sent; the known ones are ours.
        if reason.starts_with("unknown field") {
            let above = here.rsplit_once('.').map_or("", |(above, _)| above);
            return (above.to_owned(), Some(unknown("ada nama yang tidak dikenal", reason)));
        }
        if reason.starts_with("unknown variant") {
            return (here, Some(unknown("pilihan itu tidak dikenal", reason)));
        }
    }
    let expected = reason.rsplit_once(", expected ").and_then(|(_, what)| expected(what));
    if reason.starts_with("invalid type: null") {
        let wrong =
            expected.map_or("kosong".to_owned(), |what| format!("kosong, seharusnya {what}"));
        return (here, Some(wrong));
    }
    if let Some(what) = expected {
        return (here, Some(format!("seharusnya {what}")));
    }
    (here, custom(reason).map(str::to_owned))
}

/// The names after "expected" are our own; what stands before was sent.
fn unknown(what: &str, reason: &str) -> String {
    let known = reason.rsplit_once(", expected ").map_or("", |(_, known)| known);
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    if known.is_empty() {
        what.to_owned()
    } else {
        format!("{what}; yang ada: {}", known.join(", "))
    }
}

/// In our words what serde's visitors expect.
fn expected(what: &str) -> Option<&'static str> {
    Some(match what {
        "a string" | "a borrowed string" | "string or bytes" | "string" => "teks",
        "a boolean" => "true atau false",
        "u8" | "u16" | "u32" | "u64" | "usize" => "bilangan bulat, paling kecil 0",
        "i8" | "i16" | "i32" | "i64" | "isize" => "bilangan bulat",
        "f32" | "f64" => "bilangan",
        "a map" => "objek",
        "a sequence" => "daftar",
        "unit" => "kosong",
        "a formatted date string" => "tanggal, misalnya 2026-11-28",
        what if what.starts_with("a nonzero u") => "bilangan bulat, paling kecil 1",
        what if what.starts_with("struct ") || what.contains("tagged enum") => "objek",
        what if what.starts_with("a sequence") => "daftar",
        what if what.starts_with("a tuple") || what.starts_with("tuple struct") => "daftar",
        what if what.starts_with("an array") => "daftar",
        "string or map" => "salah satu pilihan yang ada",
        what if what.starts_with("enum ") || what.contains("variant") => {
            "salah satu pilihan yang ada"
        }
        what if what.contains("UUID") => "nomor pengenal (UUID)",
        what if what.contains("RFC 3339") || what.contains("date and time") => {
            "tanggal dan jam, misalnya 2026-11-28T09:00:00Z"
        }
        _ => return None,
    })
}

/// What parsers of single values say.
fn custom(reason: &str) -> Option<&str> {
    Some(match reason {
        reason if reason.starts_with("UUID parsing failed") => "seharusnya nomor pengenal (UUID)",
        "invalid digit found in string"
        | "cannot parse integer from empty string"
        | "number too large to fit in target type"
        | "number too small to fit in target type" => "seharusnya bilangan bulat",
        "provided string was not `true` or `false`" => "seharusnya true atau false",
        "input is out of range"
        | "input contains invalid characters"
        | "input is not enough for unique date and time"
        | "no possible date and time matching input"
        | "premature end of input"
        | "trailing input" => "tanggal atau jamnya tidak sah",
        reason if reason.starts_with("data did not match") => "bentuknya tidak dikenal",
        // A choice is read from its name; a number has none.
        "expected value" => "seharusnya salah satu pilihan yang ada",
        // Our own say it in Indonesian.
        reason if reason.starts_with("bukan ") => reason,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{DateTime, NaiveDate, Utc};
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only reading it matters")]
    struct Form {
        name: String,
        count: Option<u32>,
        share: Option<f64>,
        kind: Option<Kind>,
        on: Option<NaiveDate>,
        at: Option<DateTime<Utc>>,
        id: Option<uuid::Uuid>,
        yes: Option<bool>,
        parts: Option<Vec<Part>>,
        more: Option<BTreeMap<String, Part>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Photo,
        Video,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only reading it matters")]
    struct Part {
        place: u8,
    }

    /// As axum puts it together.
    fn answered(body: &serde_json::Value) -> Failure {
        let form = axum::Json::<Form>::from_bytes(body.to_string().as_bytes());
        failure("Isian", &form.unwrap_err().body_text())
    }

    #[test]
    fn the_field_is_named_with_what_was_expected() {
        for (body, field, told) in [
            (json!({}), "name", "belum diisi"),
            (json!({ "name": null }), "name", "kosong, seharusnya teks"),
            (json!({ "name": 7 }), "name", "seharusnya teks"),
            (
                json!({ "name": "x", "count": -1 }),
                "count",
                "seharusnya bilangan bulat, paling kecil 0",
            ),
            (json!({ "name": "x", "count": "tiga, expected u64" }), "count", "paling kecil 0"),
            (json!({ "name": "x", "share": [] }), "share", "seharusnya bilangan"),
            (
                json!({ "name": "x", "kind": "sound" }),
                "kind",
                "pilihan itu tidak dikenal; yang ada: photo, video",
            ),
            (json!({ "name": "x", "kind": 3 }), "kind", "seharusnya"),
            (json!({ "name": "x", "on": "kemarin" }), "on", "tanggal"),
            (json!({ "name": "x", "at": 1 }), "at", "tanggal dan jam"),
            (json!({ "name": "x", "id": "abc" }), "id", "nomor pengenal (UUID)"),
            (json!({ "name": "x", "yes": "ya" }), "yes", "seharusnya true atau false"),
            (json!({ "name": "x", "parts": {} }), "parts", "seharusnya daftar"),
            (
                json!({ "name": "x", "parts": [{ "place": 1 }, {}] }),
                "parts[1].place",
                "belum diisi",
            ),
            (
                json!({ "name": "x", "parts": [{ "place": 300 }] }),
                "parts[0].place",
                "bilangan bulat",
            ),
            (json!({ "name": "x", "more": { "a b": {} } }), "", "Periksa bentuknya"),
            (
                json!({ "name": "x", "`rahasia`": 1 }),
                "",
                "ada nama yang tidak dikenal; yang ada: name, count",
            ),
            (json!([]), "", "Isian"),
        ] {
            let failure = answered(&body);
            assert!(failure.message.contains(told), "{body}: {}", failure.message);
            assert_eq!(
                failure.field.as_deref().unwrap_or_default(),
                field,
                "{body}: {}",
                failure.message
            );
            for word in ["expected", "invalid", "missing", "unknown", "line", "rahasia", "tiga"] {
                assert!(!failure.message.contains(word), "{word}: {}", failure.message);
            }
        }
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let said = axum::Json::<Form>::from_bytes(b"{\n \"name\": }").unwrap_err().body_text();
        let failure = not_json("Isian", &said);
        assert_eq!(failure.message, "Isian bukan JSON yang sah: periksa baris 2, huruf ke-10.");
    }

    #[test]
    fn a_sentence_that_is_not_known_stays_out() {
        let failure =
            failure("Pilihan", "Failed to deserialize query string: limit: the moon is wrong");
        assert_eq!(failure.message, "Pilihan \"limit\" tidak terbaca. Periksa isinya.");
        assert_eq!(failure.field.as_deref(), Some("limit"));
    }
}
