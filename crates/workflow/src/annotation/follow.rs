//! Where a remark on a file is to be shown when the post has gone on to later versions.

use crate::content::Asset;
use crate::ids::Sha256;

/// The file of the last version that a remark on `source`, made on version `made_on` (from 1), belongs to: the
/// same file while it is there, else the one that took its place. `None`: it went, and nothing took its place.
///
/// `versions` are the files of each version, the first one first.
#[must_use]
pub fn follow<'a>(versions: &[&'a [Asset]], made_on: u32, source: &Sha256) -> Option<&'a Asset> {
    let first = usize::try_from(made_on).ok()?.checked_sub(1)?;
    let mut before = *versions.get(first)?;
    let mut at = find(before, source);
    for after in versions.iter().skip(first + 1) {
        // A file that comes back is itself again, whatever stood in for it meanwhile.
        at = find(after, source).or_else(|| at.and_then(|at| successor(before, after, at)));
        before = after;
    }
    at
}

/// The file of `after` that stands where `file` stood in `before`.
fn successor<'a>(before: &[Asset], after: &'a [Asset], file: &Asset) -> Option<&'a Asset> {
    if let Some(same) = find(after, &file.sha256) {
        return Some(same);
    }
    let index = before.iter().position(|asset| asset.sha256 == file.sha256)?;
    // Files that both versions hold are fixed points: what went after one is replaced by what came after it,
    // the first by the first, each kind of file by its own kind.
    let stays = |asset: &&Asset| find(after, &asset.sha256).is_some();
    let fixed = before[..index].iter().rev().find(stays);
    let gone: Vec<&Asset> =
        before[..index].iter().rev().take_while(|asset| !stays(asset)).collect();
    let rank = gone.iter().filter(|asset| asset.group == file.group).count();
    let from = match fixed {
        Some(fixed) => after.iter().position(|asset| asset.sha256 == fixed.sha256)? + 1,
        None => 0,
    };
    let came = after[from..].iter().take_while(|asset| find(before, &asset.sha256).is_none());
    came.filter(|asset| asset.group == file.group).nth(rank)
}

fn find<'a>(files: &'a [Asset], sha256: &Sha256) -> Option<&'a Asset> {
    files.iter().find(|asset| asset.sha256 == *sha256)
}
