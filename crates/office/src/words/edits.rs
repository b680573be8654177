//! The difference between two texts as edits that a person would make.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::view::{Edit, EditKind};

/// Words, and what stands between them: put together they are the text.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// A run of words that goes, stays or comes, as places in the words before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Same { before: usize, length: usize },
    Changed { before: (usize, usize), after: (usize, usize) },
}

/// The runs in order. Spaces between two changes are part of the change: "Balai Kota" for "Gedung Sate" is one edit
/// and not two.
pub(super) fn runs(before: &[&str], after: &[&str]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let operations = capture_diff_slices(Algorithm::Myers, before, after);
    // Places are counted here: where nothing goes or nothing comes, the library's own may lie a little off.
    let (mut old, mut new) = (0, 0);
    for (index, operation) in operations.iter().enumerate() {
        let (went, came) = (operation.old_range().len(), operation.new_range().len());
        let is_same = operation.tag() == DiffTag::Equal;
        let bridges = is_same
            && index > 0
            && index + 1 < operations.len()
            && before[old..old + went].iter().all(|word| is_space(word));
        if is_same && !bridges {
            runs.push(Run::Same { before: old, length: went });
        } else if let Some(Run::Changed { before, after }) = runs.last_mut() {
            (before.1, after.1) = (old + went, new + came);
        } else {
            runs.push(Run::Changed { before: (old, old + went), after: (new, new + came) });
        }
        (old, new) = (old + went, new + came);
    }
    runs
}

/// Blanks within a line; a new line is a change of its own.
fn is_space(word: &str) -> bool {
    word.chars().all(|letter| letter.is_whitespace() && letter != '\n')
}

/// What was struck and what was written between two texts, in the order of reading.
pub(crate) fn edits(before: &str, after: &str) -> Vec<Edit> {
    let (old, new) = (words(before), words(after));
    let mut edits = Vec::new();
    let mut put = |kind, words: &[&str]| {
        if !words.is_empty() {
            edits.push(Edit { kind, text: words.concat() });
        }
    };
    for run in runs(&old, &new) {
        match run {
            Run::Same { before, length } => put(EditKind::Kept, &old[before..before + length]),
            Run::Changed { before, after } => {
                put(EditKind::Struck, &old[before.0..before.1]);
                put(EditKind::Written, &new[after.0..after.1]);
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let sign = |edit: Edit| match edit.kind {
            EditKind::Kept => edit.text,
            EditKind::Struck => format!("[-{}-]", edit.text),
            EditKind::Written => format!("[+{}+]", edit.text),
        };
        edits(before, after).into_iter().map(sign).collect()
    }

    #[test]
    fn a_changed_word_is_struck_and_written() {
        assert_eq!(
            shown("Rapat di Balai Kota.", "Rapat di Balai Agung."),
            "Rapat di Balai [-Kota-][+Agung+]."
        );
    }

    #[test]
    fn neighbouring_words_are_one_edit_and_lines_are_not() {
        assert_eq!(
            shown("di Gedung Sate ini", "di Balai Kota ini"),
            "di [-Gedung Sate-][+Balai Kota+] ini"
        );
        assert_eq!(shown("satu\ndua", "tiga\nempat"), "[-satu-][+tiga+]\n[-dua-][+empat+]");
    }

    #[test]
    fn an_emoji_and_an_accent_are_never_cut() {
        assert_eq!(shown("Keluarga 👨‍👩‍👧 hadir", "Keluarga 👨‍👩‍👦 hadir"), "Keluarga [-👨‍👩‍👧-][+👨‍👩‍👦+] hadir");
        assert_eq!(shown("", "Baru"), "[+Baru+]");
        assert_eq!(shown("Sama", "Sama"), "Sama");
    }

    proptest! {
        #[test]
        fn edits_hold_both_texts(before in "[ab \n👍é]{0,40}", after in "[ab \n👍é]{0,40}") {
            let edits = edits(&before, &after);
            let without = |left_out: EditKind| -> String {
                edits.iter().filter(|edit| edit.kind != left_out).map(|edit| edit.text.as_str()).collect()
            };
            prop_assert_eq!(without(EditKind::Written), before);
            prop_assert_eq!(without(EditKind::Struck), after);
        }
    }
}
