use archive::{Archive, ArchiveError, StoredAsset};

use crate::fixtures::{file, taken_in};

pub fn nearly_the_same_pictures_are_found_closest_first(archive: &dyn Archive) {
    let hashes = [0_u64, 0b1, 0b11, u64::MAX, 1 << 63];
    let files = [b"0", b"1", b"2", b"3", b"4"].map(|bytes| file(bytes, "foto.jpg"));
    for (file, hash) in files.iter().zip(hashes) {
        archive.put_asset(&taken_in(file)).unwrap();
        archive.put_look(&file.sha256, hash).unwrap();
    }
    let near = |hash, most| -> Vec<u32> {
        archive.looks_near(hash, most).unwrap().into_iter().map(|(_, distance)| distance).collect()
    };
    assert_eq!(near(0, 2), [0, 1, 1, 2]);
    assert_eq!(near(u64::MAX, 0), [0]);
    assert_eq!(near(0, 64).len(), 5);
    assert_eq!(archive.looks_near(0b11, 0).unwrap(), [(files[2].sha256.clone(), 0)]);
    // The last word counts.
    archive.put_look(&files[2].sha256, u64::MAX).unwrap();
    assert!(near(0b11, 0).is_empty());
}

pub fn a_look_belongs_to_a_file_that_was_taken_in_and_goes_with_it(archive: &dyn Archive) {
    let photo = file(b"foto", "foto.jpg");
    let unknown = archive.put_look(&photo.sha256, 1);
    assert!(matches!(unknown, Err(ArchiveError::NoSuchMedia(_))));
    archive.put_asset(&taken_in(&photo)).unwrap();
    archive.put_look(&photo.sha256, 1).unwrap();
    archive.forget_asset(&photo.sha256).unwrap();
    assert_eq!(archive.looks_near(1, 64).unwrap(), []);
}

pub fn what_is_known_of_a_file_can_grow(archive: &dyn Archive) {
    let photo = taken_in(&file(b"foto", "foto.jpg"));
    archive.put_asset(&photo).unwrap();
    archive.set_facts(&photo.sha256, r#"{"kind":"jpeg"}"#).unwrap();
    let known = StoredAsset { facts: r#"{"kind":"jpeg"}"#.to_owned(), ..photo };
    assert_eq!(archive.asset(&known.sha256).unwrap(), Some(known));
}
