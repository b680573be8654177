//! Originals in their folder: whole or not there, and no leftovers.

use std::fs;
use std::io::Read;
use std::time::Duration;

use archive::{Archive, ArchiveError, FolderStore, MediaStore, SqliteArchive};
use tempfile::TempDir;
use workflow::Sha256;

use crate::fixtures::{file, taken_in};

fn store() -> (TempDir, FolderStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = FolderStore::open(folder.path()).unwrap();
    (folder, store)
}

fn keep(store: &FolderStore, bytes: &[u8]) -> Sha256 {
    let mut incoming = store.begin().unwrap();
    for chunk in bytes.chunks(3) {
        incoming.write(chunk).unwrap();
    }
    let (sha256, length) = incoming.finish().unwrap();
    assert_eq!(length, bytes.len() as u64);
    sha256
}

fn hashes(store: &FolderStore) -> Vec<Sha256> {
    let mut hashes: Vec<_> = store.all().unwrap().map(Result::unwrap).collect();
    hashes.sort();
    hashes
}

fn arrivals(folder: &TempDir) -> usize {
    fs::read_dir(folder.path().join("media/incoming")).unwrap().count()
}

#[test]
fn original_is_named_by_its_hash() {
    let (folder, store) = store();
    let sha256 = keep(&store, b"foto peresmian");
    assert_eq!(sha256, Sha256::of(b"foto peresmian"));
    let path = folder.path().join("media").join(&sha256.as_str()[..2]).join(sha256.as_str());
    assert_eq!(store.path_of(&sha256), path);
    assert_eq!(fs::read(path).unwrap(), b"foto peresmian");
    let mut read = Vec::new();
    store.open(&sha256).unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(read, b"foto peresmian");
    assert_eq!(store.size(&sha256).unwrap(), 14);
    assert!(store.contains(&sha256).unwrap());
    assert_eq!(hashes(&store), [sha256]);
}

#[test]
fn empty_file_is_a_file() {
    let (_folder, store) = store();
    let sha256 = keep(&store, b"");
    assert_eq!(store.size(&sha256).unwrap(), 0);
}

#[test]
fn same_file_is_kept_once() {
    let (folder, store) = store();
    let sha256 = keep(&store, b"foto");
    store.settle(&sha256).unwrap();
    assert_eq!(keep(&store, b"foto"), sha256);
    assert_eq!(hashes(&store), [sha256]);
    assert_eq!(arrivals(&folder), 0);
}

#[test]
fn original_of_the_wrong_length_is_replaced_by_a_good_copy() {
    let (_folder, store) = store();
    let sha256 = keep(&store, b"foto");
    fs::write(store.path_of(&sha256), "fo").unwrap();
    keep(&store, b"foto");
    assert_eq!(fs::read(store.path_of(&sha256)).unwrap(), b"foto");
}

#[test]
fn what_arrived_so_far_can_be_probed() {
    let (_folder, store) = store();
    let mut incoming = store.begin().unwrap();
    incoming.write(b"\xff\xd8\xff").unwrap();
    assert_eq!(fs::read(incoming.path()).unwrap(), b"\xff\xd8\xff");
    assert_eq!(incoming.bytes(), 3);
}

#[test]
fn abandoned_arrival_leaves_nothing() {
    let (folder, store) = store();
    let mut incoming = store.begin().unwrap();
    incoming.write(b"sete").unwrap();
    drop(incoming);
    assert_eq!(arrivals(&folder), 0);
    assert_eq!(hashes(&store), []);
}

#[test]
fn missing_original_is_told_by_its_hash() {
    let (_folder, store) = store();
    let nowhere = Sha256::of(b"nowhere");
    assert!(
        matches!(store.open(&nowhere), Err(ArchiveError::NoSuchMedia(sha256)) if sha256 == nowhere)
    );
    assert!(matches!(store.size(&nowhere), Err(ArchiveError::NoSuchMedia(_))));
    assert!(!store.contains(&nowhere).unwrap());
    store.remove(&nowhere).unwrap();
}

#[test]
fn removed_original_takes_its_cache_along() {
    let (_folder, store) = store();
    let sha256 = keep(&store, b"foto");
    store.write_cached(&sha256, "thumb-512.jpg", b"kecil").unwrap();
    store.remove(&sha256).unwrap();
    assert!(!store.contains(&sha256).unwrap());
    assert_eq!(store.read_cached(&sha256, "thumb-512.jpg").unwrap(), None);
}

#[test]
fn leftovers_of_a_crash_are_swept_at_the_next_start() {
    let (folder, store) = store();
    let mut incoming = store.begin().unwrap();
    incoming.write(b"setengah").unwrap();
    // A crash runs no destructor.
    std::mem::forget(incoming);
    let half_made = folder.path().join("cache/incoming/x");
    fs::create_dir_all(half_made.parent().unwrap()).unwrap();
    fs::write(&half_made, "y").unwrap();
    assert_eq!(store.sweep(Duration::from_secs(3600)).unwrap(), 0, "it may still be arriving");
    assert_eq!(arrivals(&folder), 1);
    FolderStore::open(folder.path()).unwrap();
    assert_eq!(arrivals(&folder), 0);
    assert!(!half_made.exists());
}

#[test]
fn original_that_the_record_never_came_to_know_is_removed() {
    let (folder, store) = store();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let known = keep(&store, b"dikenal");
    archive.put_asset(&taken_in(&file(b"dikenal", "a.jpg"))).unwrap();
    let orphan = keep(&store, b"yatim");
    let is_known = |sha256: &Sha256| Ok(archive.asset(sha256)?.is_some());
    assert_eq!(store.reconcile(&is_known).unwrap(), 1);
    assert!(store.contains(&known).unwrap());
    assert!(!store.contains(&orphan).unwrap());
    assert_eq!(arrivals(&folder), 0);
    assert_eq!(store.reconcile(&is_known).unwrap(), 0);
}

#[test]
fn settled_original_is_never_touched_even_by_an_older_record() {
    let (_folder, store) = store();
    let sha256 = keep(&store, b"foto");
    store.settle(&sha256).unwrap();
    assert_eq!(store.reconcile(&|_| Ok(false)).unwrap(), 0);
    assert!(store.contains(&sha256).unwrap());
}

#[test]
fn foreign_files_are_no_originals() {
    let (folder, store) = store();
    let sha256 = keep(&store, b"foto");
    let media = folder.path().join("media");
    fs::write(media.join("Thumbs.db"), "").unwrap();
    fs::write(store.path_of(&sha256).with_file_name("catatan.txt"), "").unwrap();
    fs::create_dir_all(media.join("zz")).unwrap();
    fs::write(media.join("zz").join(sha256.as_str()), "").unwrap();
    assert_eq!(hashes(&store), [sha256]);
}

#[test]
fn cache_may_vanish_at_any_time() {
    let (folder, store) = store();
    let sha256 = Sha256::of(b"foto");
    assert_eq!(store.read_cached(&sha256, "thumb-512.jpg").unwrap(), None);
    assert_eq!(store.cache_path(&sha256, "thumb-512.jpg").unwrap(), None);
    store.write_cached(&sha256, "thumb-512.jpg", b"kecil").unwrap();
    store.write_cached(&sha256, "thumb-512.jpg", b"lebih kecil").unwrap();
    assert_eq!(store.read_cached(&sha256, "thumb-512.jpg").unwrap().unwrap(), b"lebih kecil");
    fs::remove_dir_all(folder.path().join("cache")).unwrap();
    assert_eq!(store.read_cached(&sha256, "thumb-512.jpg").unwrap(), None);
    store.write_cached(&sha256, "thumb-512.jpg", b"lagi").unwrap();
    let path = store.cache_path(&sha256, "thumb-512.jpg").unwrap().unwrap();
    assert_eq!(fs::read(path).unwrap(), b"lagi");
}

#[test]
fn recipe_cannot_leave_the_cache() {
    let (_folder, store) = store();
    let sha256 = Sha256::of(b"foto");
    for recipe in ["", "..", ".x", "../x", "a/b", "a\\b", "A", "c:", &"x".repeat(81)] {
        assert!(store.write_cached(&sha256, recipe, b"").is_err(), "{recipe:?}");
        assert!(store.read_cached(&sha256, recipe).is_err(), "{recipe:?}");
    }
}

#[test]
fn one_file_sent_by_many_at_once_is_kept_once() {
    let (_folder, store) = store();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| keep(&store, &[7; 10_000]));
        }
    });
    assert_eq!(hashes(&store), [Sha256::of(&[7; 10_000])]);
}

#[test]
fn results_of_one_kind_are_kept_within_a_bound_the_oldest_going_first() {
    let (_folder, store) = store();
    let [old, new] = [b"lama", b"baru"].map(|bytes| keep(&store, bytes));
    for (sha256, age) in [(&old, 500), (&new, 100)] {
        for recipe in ["p1.tiles", "thumb.jpg"] {
            store.write_cached(sha256, recipe, &[1; 100]).unwrap();
            let path = store.cache_path(sha256, recipe).unwrap().unwrap();
            let then = std::time::SystemTime::now() - Duration::from_secs(age);
            fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
        }
    }
    assert_eq!(store.trim_cached(".tiles", 200).unwrap(), 0);
    assert_eq!(store.trim_cached(".tiles", 199).unwrap(), 1);
    let there = |sha256, recipe| store.cache_path(sha256, recipe).unwrap().is_some();
    assert!(!there(&old, "p1.tiles") && there(&new, "p1.tiles") && there(&old, "thumb.jpg"));
}

#[test]
fn a_large_result_is_made_aside_and_then_has_its_name() {
    let (folder, store) = store();
    let sha256 = keep(&store, b"film");
    let made = store.scratch(".mp4").unwrap();
    assert_eq!(made.path().extension().unwrap(), "mp4");
    fs::write(made.path(), b"salinan").unwrap();
    store.adopt_cached(&sha256, "copy-v1.mp4", made).unwrap();
    assert_eq!(store.read_cached(&sha256, "copy-v1.mp4").unwrap().unwrap(), b"salinan");
    drop(store.scratch(".mp4").unwrap());
    assert_eq!(fs::read_dir(folder.path().join("cache/incoming")).unwrap().count(), 0);
    let made = store.scratch(".mp4").unwrap();
    assert!(store.adopt_cached(&sha256, "../x.mp4", made).is_err());
}
