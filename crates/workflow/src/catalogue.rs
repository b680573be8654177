//! Reading SOP files: text in, a checked [`Sop`] out, or every problem with its line.
//!
//! A SOP file is written by hand, by an office that changes its procedure, so a broken one is answered
//! like a good colleague would: all problems at once, each with the line and what to do. Three passes,
//! each only on what the one before found sound: the TOML itself, the shape of each table, and the
//! rules that no shape can state ([`rules`]). A `Sop` that comes out of here is safe for the engine.

use std::fmt;

use thiserror::Error;

use crate::ids::Sha256;
use crate::sop::Sop;

mod lines;
mod rules;
mod shape;
#[cfg(test)]
mod tests;

/// The SOP files that come with the program: file name and text.
const BUNDLED: [(&str, &str); 2] = [
    (
        "dki-pengelolaan-media-sosial.toml",
        include_str!("../sops/dki-pengelolaan-media-sosial.toml"),
    ),
    (
        "jabar-pembuatan-konten-sosial-media.toml",
        include_str!("../sops/jabar-pembuatan-konten-sosial-media.toml"),
    ),
];

/// One thing wrong in a SOP file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong and what to do, in Indonesian.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All that is wrong in a SOP file, by line; never empty. Shown as one line each.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct SopErrors {
    pub problems: Vec<Problem>,
}

impl fmt::Display for SopErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

/// Reads and checks a SOP file; `file_name` only names it in the problems.
///
/// # Errors
/// Every problem of the first pass that found any.
pub fn parse(file_name: &str, text: &str) -> Result<Sop, SopErrors> {
    let fail = |found: Vec<lines::Found>| {
        let mut problems: Vec<Problem> =
            found.into_iter().map(|found| found.into_problem(file_name, text)).collect();
        problems.sort();
        problems.dedup();
        SopErrors { problems }
    };
    let document = shape::document(text).map_err(fail)?;
    let sop = shape::sop(&document).map_err(fail)?;
    let found = rules::broken(&sop, &document);
    if found.is_empty() { Ok(sop) } else { Err(fail(found)) }
}

/// A SOP that comes with the program.
#[derive(Debug, Clone, PartialEq)]
pub struct BundledSop {
    pub file_name: &'static str,
    pub text: &'static str,
    pub sop: Sop,
}

/// The SOPs that come with the program.
///
/// # Panics
/// Never: a test reads the same files.
#[must_use]
pub fn bundled() -> Vec<BundledSop> {
    BUNDLED
        .into_iter()
        .map(|(file_name, text)| BundledSop {
            file_name,
            text,
            sop: parse(file_name, text).expect("the bundled SOPs are tested"),
        })
        .collect()
}

/// The hash by which a submission remembers the exact text of its SOP edition.
#[must_use]
pub fn digest(text: &str) -> Sha256 {
    Sha256::of(text.as_bytes())
}
