//! From a place in the SOP's structure to a line of its file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// A parsed SOP file that remembers where each value stood.
pub(super) type Document<'a> = Spanned<DeTable<'a>>;

/// A problem with its byte range in the text.
#[derive(Debug)]
pub(super) struct Found {
    pub span: Range<usize>,
    pub message: String,
}

/// One step down from a table or an array.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    Key(&'static str),
    Index(usize),
}

impl Found {
    pub fn into_problem(self, file: &str, text: &str) -> Problem {
        let mut start = self.span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Problem {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: self.message,
        }
    }
}

/// Where `path` stands; if it isn't written, where the nearest thing around it stands.
pub(super) fn span_of(document: &Document<'_>, path: &[At]) -> Range<usize> {
    let mut span = 0..0;
    let root = document.get_ref();
    let mut here: Option<&DeValue<'_>> = None;
    for at in path {
        let next = match (at, here) {
            (At::Key(key), None) => root.get(*key),
            (At::Key(key), Some(DeValue::Table(table))) => table.get(*key),
            (At::Index(index), Some(DeValue::Array(array))) => array.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        span = next.span();
        here = Some(next.get_ref());
    }
    span
}
