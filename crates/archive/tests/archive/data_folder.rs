//! The folder an office lives in: who may open it, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::{Archive, ArchiveError, SqliteArchive};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixtures::{commit, content, file, founding, handed_in, taken_in};

/// An office with some material in it, closed.
fn office() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    archive.found(&founding()).unwrap();
    for number in 1..=20 {
        commit(&archive, handed_in(number, content("Peresmian"), 0));
    }
    folder
}

fn raw(folder: &Path) -> Connection {
    Connection::open(folder.join("office.db")).unwrap()
}

fn detail_of_damage(folder: &Path) -> String {
    match SqliteArchive::open(folder) {
        Err(ArchiveError::Damaged { path, detail }) => {
            assert_eq!(path, folder.join("office.db"));
            detail
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn folder_is_made_when_it_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("kantor/Data Biro 'Satu'");
    drop(SqliteArchive::open(&data_dir).unwrap());
    for name in ["office.db", "media", "cache", "terbit.lock"] {
        assert!(data_dir.join(name).exists(), "{name}");
    }
    assert!(!data_dir.join("office.db-wal").exists(), "a closed office is one file");
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let folder = office();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    assert_eq!(archive.office().unwrap(), Some(founding().settings));
    assert_eq!(archive.last_sequence().unwrap(), 21);
}

#[test]
fn second_program_is_refused_until_the_first_closes() {
    let folder = office();
    let first = SqliteArchive::open(folder.path()).unwrap();
    let second = SqliteArchive::open(folder.path());
    assert!(matches!(second, Err(ArchiveError::InUse(path)) if path == folder.path()));
    drop(first);
    SqliteArchive::open(folder.path()).unwrap();
}

/// Runs the named ignored test of this binary as another process; answers whether it passed.
fn as_another_process(mut command: Command, test: &str, folder: &Path) -> bool {
    let ran = command
        .args(["--ignored", "--exact", test])
        .env("TERBIT_TEST_FOLDER", folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(told.contains("running 1 test"), "{told}\n{}", String::from_utf8_lossy(&ran.stderr));
    ran.status.success()
}

fn this_program() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// Given by the test that started this process; absent when somebody runs every ignored test.
fn folder_of_parent() -> Option<PathBuf> {
    std::env::var_os("TERBIT_TEST_FOLDER").map(PathBuf::from)
}

#[test]
fn another_process_is_refused() {
    let folder = office();
    let held = SqliteArchive::open(folder.path()).unwrap();
    let test = "data_folder::other_process_finds_it_in_use";
    assert!(as_another_process(this_program(), test, folder.path()));
    drop(held);
    assert!(!as_another_process(this_program(), test, folder.path()), "free again");
}

#[test]
#[ignore = "run by another_process_is_refused"]
fn other_process_finds_it_in_use() {
    let Some(folder) = folder_of_parent() else { return };
    let opened = SqliteArchive::open(&folder);
    assert!(matches!(opened, Err(ArchiveError::InUse(_))), "{opened:?}");
}

#[test]
fn office_in_use_can_be_looked_at() {
    let folder = office();
    let held = SqliteArchive::open(folder.path()).unwrap();
    let looking = SqliteArchive::inspect(folder.path()).unwrap();
    commit(&held, handed_in(99, content("Baru"), 0));
    assert_eq!(looking.last_sequence().unwrap(), 22);
    let refused = looking.commit(&handed_in(100, content("X"), 0));
    assert!(matches!(refused, Err(ArchiveError::ReadOnly(_))));
}

#[test]
fn looking_at_no_office_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(SqliteArchive::inspect(folder.path()), Err(ArchiveError::Io(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn newer_office_is_refused_untouched() {
    let folder = office();
    raw(folder.path()).pragma_update(None, "user_version", 77).unwrap();
    let before = fs::read(folder.path().join("office.db")).unwrap();
    for opened in [SqliteArchive::open(folder.path()), SqliteArchive::inspect(folder.path())] {
        let refused = matches!(opened, Err(ArchiveError::Newer { found: 77, known }) if known == archive::sqlite::KNOWN_SCHEMA);
        assert!(refused);
    }
    assert_eq!(fs::read(folder.path().join("office.db")).unwrap(), before);
}

#[test]
fn garbage_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("office.db"), "bukan basis data ".repeat(500)).unwrap();
    assert!(detail_of_damage(folder.path()).contains("not a database"));
}

#[test]
fn foreign_database_is_not_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    raw(folder.path()).execute_batch("CREATE TABLE resep (nama TEXT)").unwrap();
    assert!(detail_of_damage(folder.path()).contains("bukan basis data Terbit"));
}

#[test]
fn truncated_database_is_damage() {
    let folder = office();
    let file = folder.path().join("office.db");
    let length = fs::metadata(&file).unwrap().len();
    fs::File::options().write(true).open(&file).unwrap().set_len(length / 2).unwrap();
    detail_of_damage(folder.path());
}

#[test]
fn overwritten_page_is_damage() {
    let folder = office();
    let file = folder.path().join("office.db");
    let mut bytes = fs::read(&file).unwrap();
    // The page that holds the first events.
    bytes[4096..8192].fill(0x5a);
    fs::write(&file, bytes).unwrap();
    detail_of_damage(folder.path());
}

#[test]
fn lost_database_is_not_hidden_by_a_new_one() {
    let folder = office();
    let store = archive::FolderStore::open(folder.path()).unwrap();
    let mut incoming = archive::MediaStore::begin(&store).unwrap();
    incoming.write(b"foto").unwrap();
    incoming.finish().unwrap();
    fs::write(folder.path().join("office.db"), "").unwrap();
    assert!(detail_of_damage(folder.path()).contains("hilang atau kosong"));
    fs::remove_file(folder.path().join("office.db")).unwrap();
    assert!(detail_of_damage(folder.path()).contains("hilang atau kosong"));
}

#[test]
fn record_refuses_change_and_removal_from_any_program() {
    let folder = office();
    let raw = raw(folder.path());
    for sql in [
        "UPDATE events SET payload = '{}' WHERE sequence = 2",
        "UPDATE events SET at = at",
        "DELETE FROM events WHERE sequence = 21",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE sequence = 3",
        "INSERT OR REPLACE INTO events
            SELECT 22, submission, revision, account, position, command, at, payload, hash, hash
            FROM events WHERE sequence = 21",
        "INSERT INTO events SELECT 30, submission, 9, account, position, command, at, payload, hash, hash
            FROM events WHERE sequence = 21",
        "INSERT INTO events SELECT 22, submission, 9, account, position, command, at, payload, previous, hash
            FROM events WHERE sequence = 21",
    ] {
        let error = raw.execute(sql, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn missing_guard_is_told() {
    let folder = office();
    raw(folder.path()).execute_batch("DROP TRIGGER events_are_never_changed").unwrap();
    let told = SqliteArchive::inspect(folder.path()).unwrap().integrity().unwrap();
    assert_eq!(told, ["penjaga catatan events_are_never_changed tidak ada"]);
}

#[test]
fn copy_is_a_whole_office() {
    let folder = office();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let photo = taken_in(&file(b"foto", "foto.jpg"));
    archive.put_asset(&photo).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let to = copy.path().join("office.db");
    archive.copy_to(&to).unwrap();
    assert!(archive.copy_to(&to).is_err(), "a copy never replaces a file");
    let copied = SqliteArchive::open(copy.path()).unwrap();
    assert_eq!(copied.assets().unwrap(), [photo]);
    assert_eq!(copied.events_after(0, 100).unwrap(), archive.events_after(0, 100).unwrap());
}

/// Root writes through permissions, so the folder is mounted read-only for another process; where
/// mounting is not allowed, the test does not run as root and permissions hold.
#[cfg(target_os = "linux")]
#[test]
fn read_only_folder_is_refused_and_can_be_looked_at() {
    let folder = office();
    let program = std::env::current_exe().unwrap();
    let script = r#"mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@""#;
    let mut mounted = Command::new("unshare");
    mounted
        .args(["--mount", "--map-root-user", "sh", "-c", script])
        .arg(folder.path())
        .arg(&program);
    let can_mount = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script])
        .arg(folder.path())
        .arg("true")
        .status()
        .is_ok_and(|status| status.success());
    let test = "data_folder::other_process_cannot_write";
    if can_mount {
        assert!(as_another_process(mounted, test, folder.path()));
    } else {
        permissions(folder.path(), 0o555, 0o444);
        let passed = as_another_process(this_program(), test, folder.path());
        permissions(folder.path(), 0o755, 0o644);
        assert!(passed);
    }
}

#[cfg(target_os = "linux")]
fn permissions(folder: &Path, of_folder: u32, of_files: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let mode = if entry.path().is_dir() { of_folder } else { of_files };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).unwrap();
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(of_folder)).unwrap();
}

#[test]
#[ignore = "run by read_only_folder_is_refused_and_can_be_looked_at"]
fn other_process_cannot_write() {
    let Some(folder) = folder_of_parent() else { return };
    assert!(fs::write(folder.join("coba"), "x").is_err(), "the folder must be read-only");
    let opened = SqliteArchive::open(&folder);
    assert!(matches!(&opened, Err(ArchiveError::ReadOnly(path)) if *path == folder), "{opened:?}");
    let looking = SqliteArchive::inspect(&folder).unwrap();
    assert_eq!(looking.last_sequence().unwrap(), 21);
    assert_eq!(looking.integrity().unwrap(), Vec::<String>::new());
}
