//! Which processes there are, from `/proc`. (The cases that need this are the ones about Linux's own means.)

use std::fs;
use std::time::{Duration, Instant};

/// Living processes whose parent is `parent`.
pub fn children_of(parent: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name in brackets may hold anything; after it come the state and the parent.
        let rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        let mut words = rest.split(' ');
        let alive = !matches!(words.next(), Some("Z" | "X"));
        if alive && words.next() == Some(parent.to_string().as_str()) {
            found.push(id);
        }
    }
    found
}

pub fn children() -> Vec<u32> {
    children_of(std::process::id())
}

pub fn is_alive(id: u32) -> bool {
    fs::read_to_string(format!("/proc/{id}/stat"))
        .is_ok_and(|stat| !stat.contains(") Z ") && !stat.contains(") X "))
}

pub fn kill(id: u32) {
    let id = rustix::process::Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
}

/// Waits until `done`, for at most five seconds.
#[track_caller]
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_secs(5), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[track_caller]
pub fn none_left(what: &str) {
    until(what, || children().is_empty());
}
