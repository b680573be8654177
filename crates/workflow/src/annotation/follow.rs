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
///
/// Files that both versions hold are fixed points: what went after one is replaced by what came after it, each kind
/// of file by its own kind; first those of the same name, then the first by the first.
fn successor<'a>(before: &[Asset], after: &'a [Asset], file: &Asset) -> Option<&'a Asset> {
    if let Some(same) = find(after, &file.sha256) {
        return Some(same);
    }
    let index = before.iter().position(|asset| asset.sha256 == file.sha256)?;
    let stays = |asset: &Asset| find(after, &asset.sha256).is_some();
    let fixed = before[..index].iter().rposition(stays);
    let from = match fixed {
        Some(fixed) => after.iter().position(|asset| asset.sha256 == before[fixed].sha256)? + 1,
        None => 0,
    };
    let gone = between(&before[fixed.map_or(0, |fixed| fixed + 1)..], stays, file);
    let came = between(&after[from..], |asset| find(before, &asset.sha256).is_some(), file);
    if let Some(pair) = namesake(&came, file).filter(|_| is_first_of_its_name(&gone, file)) {
        return Some(pair);
    }
    // The named pairs are no longer free.
    let unnamed = |those: &[&Asset], others: &[&Asset], asset: &Asset| {
        !is_first_of_its_name(those, asset) || namesake(others, asset).is_none()
    };
    let mut left = gone.iter().filter(|asset| unnamed(&gone, &came, asset));
    let rank = left.position(|asset| asset.sha256 == file.sha256)?;
    came.iter().filter(|asset| unnamed(&came, &gone, asset)).nth(rank).copied()
}

/// The files of the same kind as `like` before the first one that `ends`.
fn between<'a>(files: &'a [Asset], ends: impl Fn(&Asset) -> bool, like: &Asset) -> Vec<&'a Asset> {
    let files = files.iter().take_while(|asset| !ends(asset));
    files.filter(|asset| asset.group == like.group).collect()
}

fn namesake<'a>(files: &[&'a Asset], file: &Asset) -> Option<&'a Asset> {
    files.iter().find(|asset| asset.name.eq_ignore_ascii_case(&file.name)).copied()
}

fn is_first_of_its_name(files: &[&Asset], file: &Asset) -> bool {
    namesake(files, file).is_some_and(|first| first.sha256 == file.sha256)
}

fn find<'a>(files: &'a [Asset], sha256: &Sha256) -> Option<&'a Asset> {
    files.iter().find(|asset| asset.sha256 == *sha256)
}
