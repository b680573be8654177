//! Full text over title, caption, PIC, links and file names.
//!
//! What a person types is data: every word becomes a quoted phrase, so no character of it can be a
//! search operator.

use rusqlite::Transaction;
use workflow::Content;

use super::failure::Failure;

/// More words than this add nothing a person would notice, and cost time.
const MOST_WORDS: usize = 24;

/// Writes the texts of the submission at `place`, in the stead of what was there.
pub fn write(transaction: &Transaction<'_>, place: i64, content: &Content) -> Result<(), Failure> {
    let names: Vec<&str> = content.assets.iter().map(|asset| asset.name.as_str()).collect();
    let mut statement = transaction.prepare_cached(
        "INSERT OR REPLACE INTO submission_texts (rowid, title, caption, pic, links, files)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute((
        place,
        &content.title,
        &content.caption,
        &content.pic,
        content.links.join("\n"),
        names.join("\n"),
    ))?;
    Ok(())
}

/// Forgets every text, for a rebuild.
pub fn clear(transaction: &Transaction<'_>) -> Result<(), Failure> {
    transaction
        .execute("INSERT INTO submission_texts (submission_texts) VALUES ('delete-all')", [])?;
    Ok(())
}

/// What a person asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Only blanks: no condition.
    Anything,
    /// Something without a letter or a digit, which no text is found by.
    Nothing,
    /// An FTS5 query: all words, the last one as a beginning.
    Words(String),
}

/// Reads a search box.
pub fn asked(text: &str) -> Asked {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    if text.chars().all(is_blank) {
        return Asked::Anything;
    }
    let words: Vec<String> = text
        .split(is_blank)
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(MOST_WORDS)
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    if words.is_empty() { Asked::Nothing } else { Asked::Words(words.join(" ") + " *") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Asked {
        Asked::Words(text.to_owned())
    }

    #[test]
    fn every_word_is_quoted_and_the_last_is_a_beginning() {
        assert_eq!(asked("  peresmian  tam "), words(r#""peresmian" "tam" *"#));
    }

    #[test]
    fn operators_are_data() {
        assert_eq!(asked(r#"a OR "b* NEAR(c"#), words(r#""a" "OR" """b*" "NEAR(c" *"#));
    }

    #[test]
    fn blanks_ask_for_anything_and_signs_for_nothing() {
        assert_eq!(asked(" \t\0"), Asked::Anything);
        assert_eq!(asked("*-\"()"), Asked::Nothing);
    }
}
