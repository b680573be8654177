//! The office's settings and SOP editions, read once and kept until the settings change.

use archive::{Archive, OfficeSettings, StoredSop};
use workflow::sop::Step;
use workflow::{Sha256, Sop, Submission};

use crate::OfficeError;

/// One edition of a SOP with the hash of its file.
#[derive(Debug)]
pub(crate) struct Edition {
    pub sop: Sop,
    pub sha256: Sha256,
}

#[derive(Debug)]
pub(crate) struct Rulebook {
    pub settings: OfficeSettings,
    /// Newest edition of each SOP first, as the archive gives them.
    editions: Vec<Edition>,
}

impl Rulebook {
    /// `None` before the office is founded.
    pub fn read(archive: &dyn Archive) -> Result<Option<Self>, OfficeError> {
        let Some(settings) = archive.office()? else { return Ok(None) };
        let editions = archive.sops()?.iter().map(edition).collect::<Result<_, _>>()?;
        Ok(Some(Self { settings, editions }))
    }

    /// The edition that new submissions of a SOP begin under.
    pub fn current(&self, sop: &str) -> Result<&Edition, OfficeError> {
        let found = self.editions.iter().find(|edition| edition.sop.id == sop);
        found.ok_or(OfficeError::NotFound { what: "SOP" })
    }

    pub fn has_position(&self, sop: &str, position: &str) -> bool {
        self.current(sop).is_ok_and(|edition| edition.sop.position(position).is_some())
    }

    /// The newest edition of each SOP.
    pub fn newest(&self) -> impl Iterator<Item = &Edition> {
        let first = |index: usize, id: &str| {
            self.editions.iter().position(|one| one.sop.id == id) == Some(index)
        };
        self.editions
            .iter()
            .enumerate()
            .filter(move |(index, one)| first(*index, &one.sop.id))
            .map(|(_, one)| one)
    }

    /// The edition that a submission began under, to which it is bound for ever.
    pub fn of(&self, submission: &Submission) -> Result<&Edition, OfficeError> {
        let found = self.edition(&submission.sop_sha256);
        found.ok_or_else(|| {
            OfficeError::Internal(format!(
                "edisi {} dari {} tidak tersimpan",
                submission.edition, submission.sop
            ))
        })
    }

    pub fn edition(&self, sha256: &Sha256) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.sha256 == *sha256)
    }

    /// Every edition's steps that `wanted` picks, by SOP id; an id may appear more than once.
    pub fn steps(&self, wanted: impl Fn(&Sop, &Step) -> bool) -> Vec<(String, Vec<String>)> {
        let of = |sop: &Sop| -> Vec<String> {
            sop.steps.iter().filter(|step| wanted(sop, step)).map(|step| step.id.clone()).collect()
        };
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for edition in &self.editions {
            let steps = of(&edition.sop);
            match found.iter_mut().find(|(id, _)| *id == edition.sop.id) {
                Some((_, known)) => known.extend(
                    steps.into_iter().filter(|step| !known.contains(step)).collect::<Vec<_>>(),
                ),
                None => found.push((edition.sop.id.clone(), steps)),
            }
        }
        found.retain(|(_, steps)| !steps.is_empty());
        found
    }

    /// The label of a position in any edition of a SOP; the id itself where none knows it.
    pub fn position_label(&self, sop: &str, position: &str) -> String {
        let mut editions = self.editions.iter().filter(|edition| edition.sop.id == sop);
        let found = editions.find_map(|edition| edition.sop.position(position));
        found.map_or_else(|| position.to_owned(), |found| found.label.clone())
    }
}

fn edition(stored: &StoredSop) -> Result<Edition, OfficeError> {
    let sop = workflow::catalogue::parse(&stored.file_name, &stored.text).map_err(|problems| {
        OfficeError::Internal(format!("SOP {} edisi {}: {problems}", stored.id, stored.edition))
    })?;
    Ok(Edition { sop, sha256: stored.sha256.clone() })
}
