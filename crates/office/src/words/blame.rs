//! Who struck what and who wrote what, over all versions of a text.

use super::edits::{Run, runs, words};

/// A piece of text with the version that wrote it and the one that struck it, as places in the list of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlamedPiece {
    pub text: String,
    pub written: usize,
    pub struck: Option<usize>,
}

struct Word<'a> {
    text: &'a str,
    written: usize,
    struck: Option<usize>,
}

/// The text with everything that was ever in it. Without what is struck it is the last version; without what was
/// written after a version or struck up to it, it is that version.
pub(crate) fn blame(versions: &[&str]) -> Vec<BlamedPiece> {
    let mut all: Vec<Word<'_>> = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        all = revised(all, index, version);
    }
    let mut pieces: Vec<BlamedPiece> = Vec::new();
    for word in all {
        match pieces.last_mut() {
            Some(last) if (last.written, last.struck) == (word.written, word.struck) => {
                last.text.push_str(word.text);
            }
            _ => pieces.push(BlamedPiece {
                text: word.text.to_owned(),
                written: word.written,
                struck: word.struck,
            }),
        }
    }
    pieces
}

/// One more version. Words that were struck before stay beside the word that they stood beside.
fn revised<'a>(all: Vec<Word<'a>>, index: usize, version: &'a str) -> Vec<Word<'a>> {
    let living: Vec<&str> =
        all.iter().filter(|word| word.struck.is_none()).map(|word| word.text).collect();
    let new = words(version);
    let mut next = Vec::with_capacity(all.len() + new.len());
    let mut rest = all.into_iter();
    for run in runs(&living, &new) {
        let (count, written) = match run {
            Run::Same { length, .. } => (length, None),
            Run::Changed { before, after } => (before.1 - before.0, Some(after)),
        };
        let mut left = count;
        while left > 0 {
            let Some(mut word) = rest.next() else { break };
            if word.struck.is_none() {
                left -= 1;
                word.struck = written.map(|_| index);
            }
            next.push(word);
        }
        let after = written.unwrap_or_default();
        let fresh = new[after.0..after.1].iter();
        next.extend(fresh.map(|&text| Word { text, written: index, struck: None }));
    }
    next.extend(rest);
    next
}

/// Whether everything that `proposed` changes in `base` is so in `result`: nothing that it wrote was struck again,
/// and nothing that it struck was written anew at its place.
pub(crate) fn is_wholly_taken(base: &str, proposed: &str, result: &str) -> bool {
    let pieces = blame(&[base, proposed, result]);
    let changed = |piece: &BlamedPiece| piece.struck.is_some() || piece.written == 2;
    pieces.split(|piece| !changed(piece)).all(|place| {
        let lost = place.iter().any(|piece| piece.written == 1 && piece.struck == Some(2));
        let of = |wanted: fn(&BlamedPiece) -> bool| -> String {
            place.iter().filter(|piece| wanted(piece)).map(|piece| piece.text.trim()).collect()
        };
        let struck = of(|piece| piece.written == 0 && piece.struck == Some(1));
        let anew = of(|piece| piece.written == 2);
        !lost && (struck.is_empty() || !anew.contains(&struck))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at_version(pieces: &[BlamedPiece], index: usize) -> String {
        let there = |piece: &&BlamedPiece| {
            piece.written <= index && piece.struck.is_none_or(|struck| struck > index)
        };
        pieces.iter().filter(there).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn each_word_knows_who_wrote_it_and_who_struck_it() {
        let pieces = blame(&[
            "Rapat di Balai Kota",
            "Rapat besar di Balai Kota",
            "Rapat besar di Balai Agung",
        ]);
        let shown: Vec<_> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.written, piece.struck)).collect();
        assert_eq!(
            shown,
            [
                ("Rapat ", 0, None),
                ("besar ", 1, None),
                ("di Balai ", 0, None),
                ("Kota", 0, Some(2)),
                ("Agung", 2, None),
            ]
        );
    }

    #[test]
    fn a_word_that_comes_back_is_written_by_who_brought_it_back() {
        let pieces = blame(&["a b", "a", "a b"]);
        assert_eq!(at_version(&pieces, 2), "a b");
        assert!(pieces.iter().any(|piece| piece.written == 2 && piece.text.contains('b')));
    }

    #[test]
    fn a_suggestion_is_taken_wholly_or_in_part() {
        let base = "Gubernur menerima delegasi kota tokyo di balai kota.";
        let proposed = "Gubernur menerima delegasi Kota Tokyo di Balai Kota.";
        assert!(is_wholly_taken(base, proposed, proposed));
        assert!(is_wholly_taken(base, proposed, &format!("{proposed} Hari ini.")));
        let half = "Gubernur menerima delegasi Kota Tokyo di balai kota.";
        assert!(!is_wholly_taken(base, proposed, half));
        assert!(!is_wholly_taken(base, proposed, base));
        // Only words taken out, and one of them left in.
        assert!(!is_wholly_taken(
            "Sangat sangat baik sekali.",
            "Sangat baik.",
            "Sangat baik sekali."
        ));
        assert!(is_wholly_taken("Sangat sangat baik sekali.", "Sangat baik.", "Sangat baik."));
    }

    proptest! {
        #[test]
        fn every_version_is_in_the_blame_exactly(
            versions in prop::collection::vec("[abc ,\n👍é]{0,24}|(satu |dua |tiga |empat, ){0,8}", 1..7),
        ) {
            let texts: Vec<&str> = versions.iter().map(String::as_str).collect();
            let pieces = blame(&texts);
            let kept: String = pieces.iter().filter(|piece| piece.struck.is_none()).map(|piece| piece.text.as_str()).collect();
            prop_assert_eq!(&kept, versions.last().unwrap());
            for (index, version) in versions.iter().enumerate() {
                prop_assert_eq!(&at_version(&pieces, index), version);
            }
            for piece in &pieces {
                prop_assert!(piece.written < versions.len() && !piece.text.is_empty());
                prop_assert!(piece.struck.is_none_or(|struck| struck > piece.written));
            }
        }

        #[test]
        fn a_suggestion_taken_as_it_is_is_wholly_taken(
            base in "(satu |dua |tiga |empat, ){0,8}", proposed in "(satu |dua |tiga |lima, ){0,8}",
        ) {
            prop_assert!(is_wholly_taken(&base, &proposed, &proposed));
        }
    }
}
