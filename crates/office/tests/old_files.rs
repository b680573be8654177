//! Files that an older program took in: what it did not know of them is found out when somebody asks.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

use std::path::Path;
use std::sync::Arc;

use archive::{Archive as _, SqliteArchive};
use media::Workshop;
use media::sample::{Palette, Scene, photo};
use office::view::{Credentials, FoundOffice, NewAccount, NewHolding};
use office::{Attention, Caller, CancelToken, Office, SystemClock, Whence};

const DKI: &str = "dki-pengelolaan-media-sosial";
const PASSWORD: &str = "rahasia-kantor";

fn open(folder: &Path) -> Office {
    Office::open(folder, Arc::new(SystemClock), Workshop::in_process()).unwrap()
}

fn founded(folder: &Path) -> Office {
    let office = open(folder);
    let position = NewHolding { sop: DKI.to_owned(), position: "admin-medsos".to_owned() };
    let rina = NewAccount {
        name: "Rina".to_owned(),
        login: "rina".to_owned(),
        password: PASSWORD.to_owned(),
        positions: vec![position],
        unit: String::new(),
    };
    let form = FoundOffice {
        name: "Kantor Uji".to_owned(),
        sops: vec![DKI.to_owned()],
        accounts: vec![rina],
    };
    office.found(&form, "uji").unwrap();
    office
}

fn rina(office: &Office) -> Caller {
    let credentials =
        Credentials { login: "rina".to_owned(), password: PASSWORD.to_owned(), second: None };
    let (token, _) = office.sign_in(&credentials, &Whence::default()).unwrap();
    office.caller(token.as_str(), Attention::Person).unwrap()
}

#[test]
fn a_photo_from_before_looks_were_kept_is_looked_at_once_and_found_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let first = founded(folder.path());
    let mut intake = first.begin_intake(&rina(&first), "rapat.jpg", None).unwrap();
    intake.write(&photo(1, Scene::Meeting, Palette::KAYU, "Rapat", 640, 480).unwrap()).unwrap();
    let fresh = intake.finish(&CancelToken::new()).unwrap();
    let sha256 = fresh.asset.sha256.clone();
    drop(first);

    // As the program before this one left it.
    let raw = SqliteArchive::open(folder.path()).unwrap();
    let known: media::Facts =
        serde_json::from_str(&raw.asset(&sha256).unwrap().unwrap().facts).unwrap();
    let hash = known.look.unwrap().hash.unwrap();
    let old = serde_json::json!({
        "kind": "jpeg", "bytes": known.bytes, "width": 640, "height": 480, "orientation": 1,
        "animated": null, "duration_ms": null, "pages": null, "taken": null, "camera": null,
        "gps": false,
    });
    raw.set_facts(&sha256, &old.to_string()).unwrap();
    raw.put_look(&sha256, !hash).unwrap();
    drop(raw);

    let office = open(folder.path());
    let asked = office.asset(&rina(&office), &sha256).unwrap();
    assert_eq!(asked.facts, fresh.facts);
    assert_eq!(asked.proposed, fresh.proposed);
    assert!(!asked.proposed.is_empty());
    drop(office);
    let raw = SqliteArchive::inspect(folder.path()).unwrap();
    assert_eq!(raw.looks_near(hash, 0).unwrap(), [(sha256, 0)]);
}

#[test]
fn an_old_photo_that_is_gone_is_still_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let office = founded(folder.path());
    let caller = rina(&office);
    let mut intake = office.begin_intake(&caller, "rapat.jpg", None).unwrap();
    intake.write(&photo(2, Scene::Meeting, Palette::KAYU, "Rapat", 640, 480).unwrap()).unwrap();
    let sha256 = intake.finish(&CancelToken::new()).unwrap().asset.sha256;
    let shelf = folder.path().join("media").join(&sha256.as_str()[..2]);
    std::fs::remove_file(shelf.join(sha256.as_str())).unwrap();
    std::fs::remove_dir_all(folder.path().join("cache")).unwrap();
    assert_eq!(office.asset(&caller, &sha256).unwrap().asset.name, "rapat.jpg");
    let missing = office.picture(&caller, &sha256, office::Derived::Thumb, 1).unwrap_err();
    assert_eq!(missing.code(), "not_found");
}
