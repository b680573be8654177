//! Helpers that take too much: time, memory, liberties.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use media::workshop::{Patience, Priority};
use media::{CancelToken, probe};

use crate::processes::{children, children_of, is_alive, kill, none_left, until};
use crate::shop::{ask, code, file, hasty, order, works, workshop};

pub fn endless_loop() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = hasty(1);
    let began = Instant::now();
    assert_eq!(code(ask(&workshop, &file(&folder, "loop"))), "took_too_long");
    let took = began.elapsed();
    assert!((Duration::from_secs(1)..Duration::from_secs(3)).contains(&took), "{took:?}");
    none_left("the late helper");
    works(&workshop.with_patience(Patience::default()), &folder);
}

pub fn grandchildren() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = hasty(1);
    let path = file(&folder, "start");
    std::thread::scope(|scope| {
        let job = scope.spawn(|| ask(&workshop, &path));
        until("the helper starts a program", || {
            children().first().is_some_and(|helper| children_of(*helper).len() == 1)
        });
        let [started] = children_of(children()[0])[..] else { panic!("another number") };
        assert_eq!(code(job.join().unwrap()), "took_too_long");
        until("it ends with its helper", || !is_alive(started));
    });
}

pub fn cancel() {
    let folder = tempfile::tempdir().unwrap();
    let (workshop, token, path) = (workshop(1), CancelToken::new(), file(&folder, "loop"));
    let facts = probe(&path).unwrap();
    std::thread::scope(|scope| {
        let job = scope.spawn(|| workshop.carry_out(&path, &order(), &facts, &token));
        until("it runs", || children().len() == 1);
        std::thread::sleep(Duration::from_millis(50));
        let began = Instant::now();
        token.cancel();
        assert_eq!(code(job.join().unwrap()), "cancelled");
        assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
    });
    none_left("the cancelled helper");
    works(&workshop, &folder);
}

pub fn cancel_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let (workshop, token, other) = (workshop(1), CancelToken::new(), CancelToken::new());
    let path = file(&folder, "loop");
    let facts = probe(&path).unwrap();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| workshop.carry_out(&path, &order(), &facts, &token));
        until("it runs", || workshop.load().running == 1);
        let second = scope.spawn(|| workshop.carry_out(&path, &order(), &facts, &other));
        until("it waits", || workshop.load().waiting == 1);
        other.cancel();
        assert_eq!(code(second.join().unwrap()), "cancelled");
        assert_eq!(workshop.load().running, 1, "the first goes on");
        token.cancel();
        assert_eq!(code(first.join().unwrap()), "cancelled");
    });
}

pub fn memory_hunger() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    let path = file(&folder, "hog");
    let most = std::thread::scope(|scope| {
        let job = scope.spawn(|| code(ask(&workshop, &path)));
        let mut most = 0;
        while !job.is_finished() {
            for helper in children() {
                most = most.max(held(helper));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(job.join().unwrap(), "decoder_crashed");
        most
    });
    assert!(most < 1 << 30, "{most} bytes");
    works(&workshop, &folder);
}

/// Bytes in memory; 0 for a process that has just ended.
fn held(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

pub fn hoarding() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    works(&workshop, &folder);
    let small = children();
    assert!(ask(&workshop, &file(&folder, "hoard")).is_ok());
    none_left("the large helper");
    works(&workshop, &folder);
    assert_ne!(children(), small);
}

pub fn idle() {
    let folder = tempfile::tempdir().unwrap();
    let idle = Duration::from_millis(300);
    let workshop = workshop(1).with_patience(Patience { idle, ..Patience::default() });
    for _ in 0..2 {
        works(&workshop, &folder);
        assert_eq!(children().len(), 1, "kept for the next job");
        none_left("the idle helper");
    }
}

pub fn priority() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    let mut before = Vec::new();
    for (priority, standing) in [
        (Priority::BelowNormal, (NORMAL, 5)),
        (Priority::Idle, (IDLE, 19)),
        (Priority::Idle, (IDLE, 19)),
        (Priority::BelowNormal, (NORMAL, 5)),
    ] {
        workshop.set_priority(priority);
        works(&workshop, &folder);
        let helpers = children();
        assert_eq!(helpers.iter().map(|id| standing_of(*id)).collect::<Vec<_>>(), [standing]);
        before.push(helpers);
    }
    assert_eq!(before[1], before[2], "kept while nothing changes");
    assert!(before[0] != before[1] && before[2] != before[3]);
}

/// As Linux numbers its policies.
const NORMAL: u32 = 0;
const IDLE: u32 = 5;

/// The policy and niceness that a process is scheduled by.
fn standing_of(id: u32) -> (u32, i32) {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    // The name in brackets may hold anything; after it comes the third field.
    let words: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    (words[41 - 3].parse().unwrap(), words[19 - 3].parse().unwrap())
}

pub fn dropped() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(3);
    let path = file(&folder, "sleep");
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| ask(&workshop, &path).unwrap());
        }
    });
    assert_eq!(children().len(), 3);
    let other = workshop.clone();
    drop(workshop);
    assert_eq!(children().len(), 3, "a clone still uses them");
    drop(other);
    none_left("the workshop's helpers");
}

pub fn killed_program() {
    let exe = std::env::current_exe().unwrap();
    let mut program = Command::new(exe)
        .arg("program")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let id = program.id();
    until("it has a helper at work", || children_of(id).len() == 1);
    let helper = children_of(id)[0];
    std::thread::sleep(Duration::from_millis(100));
    kill(id);
    program.wait().unwrap();
    until("the helper ends by itself", || !is_alive(helper));
}

pub fn confined() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "escape");
    let told = ask(&workshop(1), &path).unwrap_err().to_string();
    assert!(told.contains("reached false"), "{told}");
    if has_landlock() {
        assert!(told.contains("wrote false"), "{told}");
        assert!(!path.with_extension("keluar").exists());
    }
}

/// Since Linux 5.13, where it is switched on.
fn has_landlock() -> bool {
    use landlock::{AccessFs, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _};
    let asked = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::WriteFile);
    asked.and_then(Ruleset::create).is_ok()
}
