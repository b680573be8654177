//! Text from outside, made safe to keep and to show: one line, no control characters, a bare file name.

use crate::OfficeError;

/// Longest file name kept, in bytes: what common file systems take.
const FILE_NAME_BYTES: usize = 255;

/// A trimmed line of at most `limit` characters, with something in it.
pub(crate) fn line(
    field: &'static str,
    label: &str,
    text: &str,
    limit: usize,
) -> Result<String, OfficeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OfficeError::input(field, format!("{label} belum diisi.")));
    }
    if text.chars().any(is_hidden) {
        return Err(OfficeError::input(
            field,
            format!("{label} berisi huruf kendali. Ketik ulang tanpa menyalin."),
        ));
    }
    let count = workflow::content::visible_characters(text);
    if count > limit {
        return Err(OfficeError::input(
            field,
            format!("{label} {count} karakter, paling banyak {limit}."),
        ));
    }
    Ok(text.to_owned())
}

/// The last part of a path from any system, without control characters, cut at a character boundary to
/// 255 bytes; "berkas" if nothing is left.
#[must_use]
pub fn file_name(raw: &str) -> String {
    let bare = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name: String = bare.chars().filter(|character| !is_hidden(*character)).collect();
    name = name.trim().trim_start_matches('.').to_owned();
    if name.is_empty() {
        return "berkas".to_owned();
    }
    if name.len() > FILE_NAME_BYTES {
        name = shortened(&name);
    }
    name
}

/// Cuts the stem and keeps a short extension, so that a very long name still opens with the right program.
fn shortened(name: &str) -> String {
    let extension =
        name.rsplit_once('.').map(|(_, end)| end).filter(|end| !end.is_empty() && end.len() <= 10);
    let tail = extension.map(|end| format!(".{end}")).unwrap_or_default();
    let mut end = FILE_NAME_BYTES - tail.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{tail}", &name[..end])
}

/// A title as part of a file name: lower-case ASCII letters and digits, everything else a dash; at most 60 characters
/// and never cut inside a word; "konten" if nothing is left.
pub(crate) fn slug(title: &str) -> String {
    const LONGEST: usize = 60;
    let mut slug = String::new();
    for word in title.to_lowercase().split(|one: char| !one.is_ascii_alphanumeric()) {
        if slug.len() + word.len() + 1 > LONGEST {
            break;
        }
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "konten".to_owned() } else { slug }
}

/// Control characters, and the marks that turn the direction of text around (a file "gpj.exe").
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The letters of a paraf: first letters of up to three words, titles and what follows a comma left out.
pub(crate) fn initials(name: &str) -> String {
    let plain = name.split(',').next().unwrap_or_default();
    let words = plain.split_whitespace().filter(|word| !word.contains('.'));
    let letters: String = words
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .take(3)
        .collect();
    if letters.is_empty() { name.chars().take(1).collect::<String>() } else { letters }
        .to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_no_folders_and_no_hidden_characters() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name(r"C:\Foto\kegiatan.jpg"), "kegiatan.jpg");
        assert_eq!(file_name("a\u{202e}gpj.exe\n"), "agpj.exe");
        assert_eq!(file_name(".."), "berkas");
        assert_eq!(file_name("/"), "berkas");
    }

    #[test]
    fn two_hundred_fifty_five_emoji_are_cut_between_characters() {
        let name = file_name(&format!("{}.jpg", "🎉".repeat(255)));
        assert!(name.len() <= 255 && name.ends_with("🎉.jpg"), "{name}");
    }

    #[test]
    fn a_title_becomes_part_of_a_file_name() {
        assert_eq!(
            slug("Kunjungan Delegasi: Kota Tokyo (2026)"),
            "kunjungan-delegasi-kota-tokyo-2026"
        );
        assert_eq!(slug("日本 / ../.."), "konten");
        assert!(slug(&"rapat koordinasi ".repeat(20)).len() <= 60);
    }

    #[test]
    fn initials_are_those_one_writes() {
        assert_eq!(initials("Rina Kartika Sari"), "RKS");
        assert_eq!(initials("Dr. Budi Santoso, M.Si."), "BS");
        assert_eq!(initials("Sukarno"), "S");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn an_empty_or_hidden_line_is_refused() {
        assert!(line("name", "Nama", "  ", 10).is_err());
        assert!(line("name", "Nama", "a\u{7}b", 10).is_err());
        assert_eq!(line("name", "Nama", " Ani ", 10).unwrap(), "Ani");
    }
}
