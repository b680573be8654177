//! "Mirip dengan …": pictures that look nearly the same, so that last month's photo is not posted again unnoticed.

use media::{Facts, NEARLY_THE_SAME};
use workflow::{AccountId, Sha256};

use crate::view::SimilarAsset;
use crate::{Office, OfficeError};

const MOST: usize = 5;

impl Office {
    /// Other files like this one, closest first. The same bytes are not "similar": they are told as uses.
    pub(super) fn similar(
        &self,
        viewer: AccountId,
        sha256: &Sha256,
        facts: &Facts,
    ) -> Result<Vec<SimilarAsset>, OfficeError> {
        let Some(hash) = facts.look.and_then(|look| look.hash) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (other, distance) in self.archive().looks_near(hash, NEARLY_THE_SAME)? {
            if other != *sha256
                && let Some(similar) = self.similar_asset(viewer, other, distance)?
            {
                found.push(similar);
            }
            if found.len() == MOST {
                break;
            }
        }
        Ok(found)
    }

    /// `None` for a file that only somebody else's draft holds: drafts are shown to nobody.
    fn similar_asset(
        &self,
        viewer: AccountId,
        sha256: Sha256,
        distance: u32,
    ) -> Result<Option<SimilarAsset>, OfficeError> {
        let Some(stored) = self.archive().asset(&sha256)? else { return Ok(None) };
        let newest = self.archive().uses_of(&sha256)?.into_iter().next();
        if newest.is_none() && stored.added_by != viewer {
            return Ok(None);
        }
        let taken_in = self.rules()?.settings.calendar.day_of(stored.added_at);
        Ok(Some(SimilarAsset {
            sha256,
            name: stored.name,
            date: newest.as_ref().map_or(taken_in, |one| one.day),
            submission: newest.as_ref().map(|one| one.submission),
            title: newest.map(|one| one.title),
            distance,
        }))
    }
}
