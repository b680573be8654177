use archive::{Archive, ArchiveError, DraftId, StoredAsset, StoredDraft};
use uuid::Uuid;
use workflow::{Content, Event};

use crate::fixtures::{
    commit, content, file, handed_in, minute, next_act, person, revised, submission_id, taken_in,
};

fn draft(number: u128, owner: u128, revision: u64) -> StoredDraft {
    StoredDraft {
        id: DraftId(Uuid::from_u128(number)),
        owner: person(owner),
        sop: "sop".to_owned(),
        revision,
        content: content(&format!("Naskah {revision}")),
        late_reason: String::new(),
        made_by: None,
        offered_at: None,
        updated_at: minute(i64::try_from(number).unwrap()),
    }
}

pub fn draft_is_updated_only_from_the_revision_before(archive: &dyn Archive) {
    archive.put_draft(&draft(1, 1, 1)).unwrap();
    assert!(matches!(archive.put_draft(&draft(1, 1, 1)), Err(ArchiveError::Stale)));
    assert!(matches!(archive.put_draft(&draft(1, 1, 3)), Err(ArchiveError::Stale)));
    assert!(matches!(archive.put_draft(&draft(2, 1, 2)), Err(ArchiveError::Stale)));
    archive.put_draft(&draft(1, 1, 2)).unwrap();
    assert_eq!(archive.draft(draft(1, 1, 2).id).unwrap(), Some(draft(1, 1, 2)));
    archive.delete_draft(draft(1, 1, 2).id).unwrap();
    assert_eq!(archive.draft(draft(1, 1, 2).id).unwrap(), None);
}

pub fn drafts_belong_to_their_owner(archive: &dyn Archive) {
    for (number, owner) in [(1, 1), (2, 2), (3, 1)] {
        archive.put_draft(&draft(number, owner, 1)).unwrap();
    }
    assert_eq!(archive.drafts(person(1)).unwrap(), [draft(3, 1, 1), draft(1, 1, 1)]);
    assert!(matches!(archive.put_draft(&draft(1, 2, 2)), Err(ArchiveError::Stale)));
}

pub fn offered_draft_is_taken_once_and_only_as_it_was_seen(archive: &dyn Archive) {
    archive.put_draft(&draft(1, 1, 1)).unwrap();
    let id = DraftId(Uuid::from_u128(1));
    let take = |revision, by| archive.take_draft(id, revision, person(by), minute(9));
    assert!(matches!(take(1, 2), Err(ArchiveError::Stale)), "it is not offered");
    archive.put_draft(&StoredDraft { offered_at: Some(minute(5)), ..draft(1, 1, 2) }).unwrap();
    assert_eq!(archive.offered_drafts().unwrap().len(), 1);
    assert!(matches!(take(1, 2), Err(ArchiveError::Stale)), "it has changed since");
    take(2, 2).unwrap();
    assert!(matches!(take(2, 3), Err(ArchiveError::Stale)), "it was taken");
    assert_eq!(archive.offered_drafts().unwrap(), []);
    let taken = archive.draft(id).unwrap().unwrap();
    assert_eq!(
        (taken.owner, taken.made_by, taken.offered_at, taken.revision),
        (person(2), Some(person(1)), None, 3)
    );
}

pub fn file_is_recorded_once(archive: &dyn Archive) {
    let asset = taken_in(&file(b"foto", "foto.jpg"));
    archive.put_asset(&asset).unwrap();
    archive.put_asset(&StoredAsset { name: "salinan.jpg".to_owned(), ..asset.clone() }).unwrap();
    assert_eq!(archive.asset(&asset.sha256).unwrap(), Some(asset.clone()));
    assert_eq!(archive.assets().unwrap(), [asset]);
}

pub fn file_is_referenced_by_any_version_and_by_evidence(archive: &dyn Archive) {
    let [first, second, evidence, unused] =
        [b"satu", b"dua.", b"bukt", b"lain"].map(|bytes| file(bytes, "foto.jpg"));
    for one in [&first, &second, &evidence, &unused] {
        archive.put_asset(&taken_in(one)).unwrap();
    }
    let with = |file| Content { assets: vec![file], ..content("Peresmian") };
    let state = commit(archive, handed_in(1, with(first.clone()), 0));
    let change = revised(&state, with(second.clone()));
    let state = commit(archive, next_act(&state, vec![change], 1));
    let published = Event::Published {
        step: state.current_step().unwrap().to_owned(),
        platform: "instagram".to_owned(),
        url: "https://www.instagram.com/p/x".to_owned(),
        evidence: Some(evidence.clone()),
        digest: state.content.current_digest(),
    };
    commit(archive, next_act(&state, vec![published], 2));
    commit(archive, handed_in(2, with(second.clone()), 5));

    for one in [&first, &second, &evidence] {
        assert!(archive.is_referenced(&one.sha256).unwrap());
    }
    assert!(!archive.is_referenced(&unused.sha256).unwrap());
    let uses = |file: &workflow::Asset| -> Vec<_> {
        archive.uses_of(&file.sha256).unwrap().into_iter().map(|one| one.submission).collect()
    };
    assert_eq!(uses(&first), [submission_id(1)]);
    assert_eq!(uses(&second), [submission_id(2), submission_id(1)]);
    assert_eq!(uses(&evidence), []);
    assert_eq!(archive.uses_of(&first.sha256).unwrap()[0].submitted_at, minute(0));
}

pub fn referenced_file_is_not_forgotten(archive: &dyn Archive) {
    let photo = file(b"foto", "foto.jpg");
    archive.put_asset(&taken_in(&photo)).unwrap();
    let mut draft = draft(1, 1, 1);
    draft.content.assets = vec![photo.clone(), photo.clone()];
    archive.put_draft(&draft).unwrap();
    assert!(matches!(archive.forget_asset(&photo.sha256), Err(ArchiveError::MediaInUse(_))));
    archive.delete_draft(draft.id).unwrap();
    assert!(!archive.is_referenced(&photo.sha256).unwrap());
    archive.forget_asset(&photo.sha256).unwrap();
    archive.forget_asset(&photo.sha256).unwrap();
    assert_eq!(archive.asset(&photo.sha256).unwrap(), None);
}

pub fn nothing_names_a_file_that_was_never_taken_in(archive: &dyn Archive) {
    let content = Content { assets: vec![file(b"hantu", "hantu.jpg")], ..content("Hantu") };
    let mut draft = draft(1, 1, 1);
    draft.content = content.clone();
    assert!(matches!(archive.put_draft(&draft), Err(ArchiveError::NoSuchMedia(_))));
    assert_eq!(archive.draft(draft.id).unwrap(), None);
    assert!(matches!(archive.commit(&handed_in(1, content, 0)), Err(ArchiveError::NoSuchMedia(_))));
    assert_eq!(archive.last_sequence().unwrap(), 0);
}
