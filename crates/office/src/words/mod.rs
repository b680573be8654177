//! Corrections of a text, word by word: what differs between two texts, and over many versions who struck what and
//! who wrote what.
//!
//! Pure: texts go in, pieces come out. Words end where Unicode says (UAX 29), so no letter is ever cut. Whose hand a
//! version is, and what it looks like on the screen, is not known here.

mod blame;
mod edits;

pub(crate) use blame::{BlamedPiece, blame, is_wholly_taken};
pub(crate) use edits::edits;
