//! Clearing up at start, when nothing is arriving: what a crash left, and files that nothing ever named.

use archive::ArchiveError;
use chrono::Duration;

use crate::Office;

/// A file that was taken in and then not used is kept this long, for somebody who comes back to a form.
const KEPT_UNUSED: Duration = Duration::days(7);

impl Office {
    pub(crate) fn sweep(&self) -> Result<(), ArchiveError> {
        self.store().reconcile(&|sha256| Ok(self.archive().asset(sha256)?.is_some()))?;
        let before = self.now() - KEPT_UNUSED;
        for asset in self.archive().assets()? {
            if asset.added_at < before && !self.archive().is_referenced(&asset.sha256)? {
                // Bytes first: if the program ends in between, the next start finds the name again.
                self.store().remove(&asset.sha256)?;
                self.archive().forget_asset(&asset.sha256)?;
            }
        }
        Ok(())
    }
}
