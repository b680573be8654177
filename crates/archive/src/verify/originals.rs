//! Every original, read from its first byte to its last and hashed again.

use std::collections::BTreeMap;
use std::io::Read;

use sha2::Digest as _;
use workflow::Sha256;

use super::record::Named;
use super::{Finding, Progress, Report};
use crate::{Archive, ArchiveError, MediaStore};

/// Bytes read at a time.
const CHUNK: usize = 1024 * 1024;

/// Checks what events and asset rows name, and looks for files that neither names.
pub fn check(
    archive: &dyn Archive,
    media: &dyn MediaStore,
    named: &Named,
    report: &mut Report,
    progress: &mut Progress<'_>,
) -> Result<(), ArchiveError> {
    let mut expected: BTreeMap<Sha256, String> =
        archive.assets()?.into_iter().map(|asset| (asset.sha256, asset.name)).collect();
    for (sha256, name) in named {
        if !expected.contains_key(sha256) && archive.asset(sha256)?.is_none() {
            let (sha256, name) = (sha256.clone(), name.clone());
            report.findings.push(Finding::MediaUnlisted { sha256, name });
        }
        expected.entry(sha256.clone()).or_insert_with(|| name.clone());
    }
    let mut chunk = vec![0; CHUNK];
    for (sha256, name) in &expected {
        let name = || name.clone();
        let sha256 = sha256.clone();
        let finding = match rehash(media, &sha256, &mut chunk, report, progress) {
            Ok(found) if found == sha256 => continue,
            Ok(_) => Finding::MediaChanged { sha256, name: name() },
            // Forgotten since the list was read: then nothing names it.
            Err(ArchiveError::NoSuchMedia(_)) if is_forgotten(archive, named, &sha256)? => continue,
            Err(ArchiveError::NoSuchMedia(_)) => Finding::MediaMissing { sha256, name: name() },
            Err(error) => {
                Finding::MediaUnreadable { sha256, name: name(), detail: error.to_string() }
            }
        };
        report.findings.push(finding);
    }
    for sha256 in media.all()? {
        let sha256 = sha256?;
        if !expected.contains_key(&sha256) && is_foreign(archive, media, &sha256)? {
            report.findings.push(Finding::MediaForeign { sha256 });
        }
    }
    Ok(())
}

/// Whether the record neither knows the file nor is about to: an office that is open takes files in meanwhile, and
/// what a crash left on the way is cleared at the next start.
fn is_foreign(
    archive: &dyn Archive,
    media: &dyn MediaStore,
    sha256: &Sha256,
) -> Result<bool, ArchiveError> {
    // A file is settled once its row is there, so the row is asked for last.
    Ok(!media.is_unsettled(sha256)? && archive.asset(sha256)?.is_none())
}

fn is_forgotten(
    archive: &dyn Archive,
    named: &Named,
    sha256: &Sha256,
) -> Result<bool, ArchiveError> {
    Ok(!named.contains_key(sha256) && archive.asset(sha256)?.is_none())
}

fn rehash(
    media: &dyn MediaStore,
    sha256: &Sha256,
    chunk: &mut [u8],
    report: &mut Report,
    progress: &mut Progress<'_>,
) -> Result<Sha256, ArchiveError> {
    let mut file = media.open(sha256)?;
    report.originals += 1;
    let mut hasher = sha2::Sha256::new();
    loop {
        let read = file.read(chunk)?;
        if read == 0 {
            return Ok(Sha256::from_bytes(hasher.finalize().as_slice()));
        }
        hasher.update(&chunk[..read]);
        report.bytes += read as u64;
        progress.advance(read as u64);
    }
}
