//! What can be wrong with the place the office's data lies in: each gives a clear sentence before
//! anything else happens, and nothing that was acknowledged is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use support::{Server, command_id, found, hand_in, in_own_namespace, picture, program, verify};

fn start_and_fail(data: &Path) -> String {
    let mut command = program();
    command.args(["serve", "--data"]).arg(data).args(["--listen", "127.0.0.1:0"]);
    match Server::from_command(&mut command) {
        Ok(_) => panic!("it started"),
        Err(output) => complaint(&output),
    }
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains("panicked"), "{text}");
    text
}

/// A founded office with one stored picture; the server is stopped. The picture's hash.
fn office_with_a_picture(data: &Path) -> String {
    let server = Server::start(data);
    let (_, clients) = found(&server);
    let stored = clients[0].upload("foto.png", &picture(1)).expect(201);
    drop(clients);
    server.stop();
    stored["asset"]["sha256"].as_str().unwrap().to_owned()
}

#[test]
fn a_full_disk_is_told_and_what_was_acknowledged_stays() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_on_small_disk(folder.path(), "6m");
    let (roles, clients) = found(&server);
    let admin = &clients[0];
    let mut kept = Vec::new();
    let mut refused = None;
    for number in 0..2_000u64 {
        let answer = admin.upload(&format!("foto {number}.png"), &picture(number));
        if answer.status == 201 {
            kept.push((number, answer.body["asset"]["sha256"].as_str().unwrap().to_owned()));
        } else {
            refused = Some(answer);
            break;
        }
    }
    let message = refused.unwrap().expect_refusal(503, "disk_full");
    assert!(message.contains("penuh"), "{message}");
    assert!(kept.len() > 20, "only {} pictures before the disk was full", kept.len());

    // Reading goes on, and writing says the same or works; it never breaks.
    for (number, hash) in kept.iter().step_by(10) {
        assert_eq!(
            admin.bytes(&format!("/api/media/{hash}/original?name=a.png")),
            (200, picture(*number))
        );
    }
    let draft = admin.post("/api/drafts", &json!({"sop": roles.sop}));
    assert!([201, 503].contains(&draft.status), "{draft:?}");
    admin.get("/api/submissions?scope=inbox").expect(200);
}

/// Takes all the room there is on the host's disk until it is dropped.
struct Filler(PathBuf);

impl Filler {
    fn on(disk: &Path) -> Self {
        let path = disk.join("penuh");
        let mut file = fs::File::create(&path).unwrap();
        // To the last byte: what is left after a block that did not fit is filled with smaller ones.
        for block in [64 << 10, 4 << 10, 1] {
            while file.write_all(&vec![7; block]).is_ok() {}
        }
        Self(path)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap();
    }
}

#[test]
fn a_disk_that_fills_up_in_the_middle_costs_neither_a_file_nor_a_decision() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_on_small_disk(folder.path(), "12m");
    // The disk as the server sees it.
    let seen = format!("/proc/{}/root{}", server.id(), folder.path().display());
    let disk = Path::new(&seen);
    let (roles, clients) = found(&server);
    let (admin, official) = (&clients[0], &clients[1]);
    let item = hand_in(admin, &roles.sop);
    let mut bytes = picture(5);
    bytes.resize(900_000, 9);
    let path = format!("/api/uploads/{}", command_id());
    let new = json!({ "name": "foto.png", "bytes": bytes.len() });
    admin.try_put(&path, &new).unwrap().expect(200);
    admin.try_piece(&path, 0, &bytes[..300_000]).unwrap().expect(200);
    let arrived = || {
        let state = admin.get(&path).expect(200);
        usize::try_from(state["arrived"].as_u64().unwrap()).unwrap()
    };

    let full = Filler::on(disk);
    let answer = admin.try_piece(&path, 300_000, &bytes[300_000..600_000]).unwrap();
    let message = answer.expect_refusal(503, "disk_full");
    assert!(message.contains("penuh"), "{message}");
    assert!(arrived() >= 300_000, "what was acknowledged is there");
    let before = official.get(&item).expect(200);
    let act = json!({
        "type": "record_pic_agreement", "digest": before["digest"]["sha256"], "who": "Rina", "how": "whatsapp",
        "agreed_at": chrono::Utc::now() - chrono::Duration::minutes(1),
    });
    let act = json!({ "command_id": command_id(), "revision": before["revision"], "act": act });
    official.post(&format!("{item}/acts"), &act).expect_refusal(503, "disk_full");
    assert_eq!(official.get(&item).expect(200)["revision"], before["revision"]);
    drop(full);

    // The very same requests, as a client sends them again.
    let done = official.post(&format!("{item}/acts"), &act);
    assert!(done.status < 300, "{done:?}");
    let revision = before["revision"].as_u64().unwrap() + 1;
    assert_eq!(official.get(&item).expect(200)["revision"], revision);
    let there = arrived();
    admin.try_piece(&path, there as u64, &bytes[there..]).unwrap().expect(200);

    let full = Filler::on(disk);
    let finish = format!("{path}/finish");
    admin.post(&finish, &Value::Null).expect_refusal(503, "disk_full");
    assert_eq!(arrived(), bytes.len(), "a file that found no room need not come again");
    drop(full);
    let stored = admin.post(&finish, &Value::Null).expect(201);
    let hash = stored["asset"]["sha256"].as_str().unwrap();
    assert!(admin.bytes(&format!("/api/media/{hash}/original?name=a.png")) == (200, bytes));
    // Where the server is, its disk is under its name.
    let target = server.id().to_string();
    let mut there = Command::new("nsenter");
    there.args(["--user", "--mount", "--preserve-credentials", "--target", &target]);
    let verified = there.arg(program().get_program()).args(["verify", "--data"]).arg(folder.path());
    let output = verified.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_read_only_folder_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    office_with_a_picture(&data);
    let script = "mount --bind \"$DATA\" \"$DATA\" && mount -o remount,bind,ro \"$DATA\" && exec \"$TERBIT\" serve --data \"$DATA\" --listen 127.0.0.1:0";
    let Err(output) = Server::from_command(&mut in_own_namespace(&data, script)) else {
        panic!("it started")
    };
    let text = complaint(&output);
    assert!(text.contains("tidak dapat ditulisi"), "{text}");
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("berkas");
    fs::write(&file, "isi").unwrap();
    let text = start_and_fail(&file.join("kantor"));
    assert!(text.contains("folder") || text.contains("Folder"), "{text}");
}

#[test]
fn a_second_program_on_the_same_data_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let first = Server::start(&data);
    found(&first);
    let text = start_and_fail(&data);
    assert!(text.contains("sedang dipakai"), "{text}");
    first.client().get("/api/office").expect(200);
}

#[test]
fn a_host_that_was_asked_to_stop_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    office_with_a_picture(&data);
    // Who of several threads is the last to hold the office is chance.
    for _ in 0..20 {
        let server = Server::start(&data);
        server.client().get("/api/office").expect(200);
        server.stop();
        assert!(!data.join("office.db-wal").exists(), "what was written last lies beside the file");
    }
}

#[test]
fn a_database_from_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    office_with_a_picture(&data);
    let file = data.join("office.db");
    // The schema number is the database's user_version: bytes 60 to 63 of the file, big-endian.
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&9_999u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let text = start_and_fail(&data);
    assert!(text.contains("lebih baru"), "{text}");
    assert_eq!(fs::read(&file).unwrap(), bytes, "the newer file was touched");
}

#[test]
fn a_damaged_database_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    office_with_a_picture(&data);
    let file = data.join("office.db");
    let sound = fs::read(&file).unwrap();

    let mut scrambled = sound.clone();
    scrambled[..64].fill(0x5A);
    let mut cut = sound.clone();
    cut.truncate(sound.len() / 3);
    for damaged in [scrambled, cut] {
        fs::write(&file, &damaged).unwrap();
        let text = start_and_fail(&data);
        assert!(text.contains("rusak"), "{text}");
        assert_eq!(fs::read(&file).unwrap(), damaged, "the damaged file was touched");
    }
    fs::write(&file, &sound).unwrap();
    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");
}

#[test]
fn verify_names_a_changed_and_a_missing_original() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let hash = office_with_a_picture(&data);
    let original = find(&data.join("media"), &hash).unwrap();
    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");

    let mut bytes = fs::read(&original).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&original, bytes).unwrap();
    let (clean, findings) = verify(&data);
    assert!(!clean && findings.contains(&hash[..12]), "{findings}");

    fs::remove_file(&original).unwrap();
    let (clean, findings) = verify(&data);
    assert!(!clean && findings.contains(&hash[..12]), "{findings}");
}

fn find(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    fs::read_dir(folder).ok()?.flatten().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            find(&path, name)
        } else {
            path.file_name().is_some_and(|found| found == name).then_some(path)
        }
    })
}
