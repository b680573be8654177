//! How many acts a second an office can record, and what that costs over the bare disk.
//!
//! `cargo run --release -p archive --example commit_rate -- [folder] [acts]`. The folder says which
//! disk is measured; without one, the system's folder for temporary files. Bare: one small row into
//! one table, the same journal and the same `synchronous=FULL`. The same acts are then recorded by
//! eight threads at once, and lists are read while ten thousand items are open.

use std::path::Path;
use std::time::{Duration, Instant};

use archive::{Archive, Commit, ListQuery, ListState, SqliteArchive};
use chrono::{TimeDelta, Utc};
use uuid::Uuid;
use workflow::capacity::PLAIN;
use workflow::engine::Recorded;
use workflow::sop::Sop;
use workflow::timing::TimingVerdict;
use workflow::{AccountId, CommandId, Content, Event, Sha256, SubmissionId, apply};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let base = arguments.next().map_or_else(std::env::temp_dir, Into::into);
    let acts: u128 = arguments.next().map_or(Ok(1000), |text| text.parse())?;
    let folder = tempfile::tempdir_in(base)?;
    let sop = workflow::catalogue::bundled().remove(0).sop;

    let bare = bare_inserts(folder.path(), acts)?;
    tell("bare inserts", acts, bare);

    let archive = SqliteArchive::open(&folder.path().join("kantor"))?;
    let started = Instant::now();
    for number in 0..acts {
        archive.commit(&handed_in(&sop, number)?)?;
    }
    let alone = started.elapsed();
    tell("commits, one thread", acts, alone);
    println!("{:>28}: {:.2} x bare", "cost of a commit", alone.as_secs_f64() / bare.as_secs_f64());

    let started = Instant::now();
    std::thread::scope(|scope| {
        for thread in 1..=8 {
            let (archive, sop) = (&archive, &sop);
            scope.spawn(move || {
                for number in 0..acts / 8 {
                    let act = handed_in(sop, thread * 1_000_000 + number);
                    archive
                        .commit(&act.expect("a hand-in makes a state"))
                        .expect("the disk has room");
                }
            });
        }
    });
    tell("commits, eight threads", acts / 8 * 8, started.elapsed());

    let open = archive.list(&ListQuery::default())?.total;
    for number in u128::from(open)..10_000 {
        archive.commit(&handed_in(&sop, 100_000_000 + number)?)?;
    }
    let steps = sop.steps.iter().map(|step| step.id.clone()).collect();
    let inbox = ListQuery {
        state: Some(ListState::Open),
        at_steps: Some(vec![(sop.id.clone(), steps)]),
        limit: 50,
        ..ListQuery::default()
    };
    tell_list(&archive, "inbox, first page", &inbox)?;
    let one = ListQuery { text: Some("taman nomor 77".to_owned()), ..inbox.clone() };
    tell_list(&archive, "search, a few match", &one)?;
    tell_list(&archive, "search, all match", &ListQuery { text: Some("tam".to_owned()), ..inbox })?;
    Ok(())
}

fn handed_in(sop: &Sop, number: u128) -> Outcome<Commit> {
    let (submission, account) = (SubmissionId(Uuid::now_v7()), AccountId(Uuid::from_u128(1)));
    let at = Utc::now();
    let event = Event::Submitted {
        sop: sop.id.clone(),
        edition: sop.edition.clone(),
        sop_sha256: Sha256::of(b"sop"),
        content: Box::new(Content {
            title: format!("Peresmian taman nomor {number}"),
            kind: "dokumentasi".to_owned(),
            caption: "Pemerintah provinsi meresmikan taman kota bagi warga. ".repeat(12),
            event_date: Some(at.date_naive()),
            ..Content::default()
        }),
        timing: TimingVerdict::NoDate,
        late_reason: None,
        made_by: None,
    };
    let state =
        apply(sop, None, Recorded { submission, account, at, capacity: &PLAIN, event: &event });
    Ok(Commit {
        submission,
        expected_revision: 0,
        command: CommandId(Uuid::now_v7()),
        account,
        position: "pelaksana".to_owned(),
        capacity: PLAIN.clone(),
        at,
        events: vec![event],
        state: state.ok_or("a hand-in makes a state")?,
        draft: None,
        deadline: Some(at + TimeDelta::minutes(60)),
    })
}

fn bare_inserts(folder: &Path, acts: u128) -> Outcome<Duration> {
    let bare = rusqlite::Connection::open(folder.join("bare.db"))?;
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (text TEXT)",
    )?;
    let mut insert = bare.prepare("INSERT INTO t VALUES (?1)")?;
    let started = Instant::now();
    for number in 0..acts {
        insert.execute([format!("Peresmian taman nomor {number}")])?;
    }
    Ok(started.elapsed())
}

fn tell(what: &str, acts: u128, took: Duration) {
    let rate = acts as f64 / took.as_secs_f64();
    println!("{what:>28}: {rate:.0} a second ({:.2} ms each)", 1000.0 / rate);
}

fn tell_list(archive: &dyn Archive, what: &str, query: &ListQuery) -> Outcome<()> {
    let mut took: Vec<Duration> = Vec::new();
    let mut total = 0;
    for _ in 0..50 {
        let started = Instant::now();
        total = archive.list(query)?.total;
        took.push(started.elapsed());
    }
    took.sort();
    println!("{what:>28}: {:.2} ms, median of 50 ({total} match)", took[25].as_secs_f64() * 1000.0);
    Ok(())
}
