//! Helpers that die.

use std::time::{Duration, Instant};

use crate::helper::workshop_of;
use crate::processes::{children, kill, until};
use crate::shop::{ask, code, file, works, workshop};

fn crashes(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    works(&workshop, &folder);
    let began = Instant::now();
    assert_eq!(code(ask(&workshop, &file(&folder, name))), "decoder_crashed");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    works(&workshop, &folder);
}

pub fn abort() {
    crashes("abort");
}

pub fn stack() {
    crashes("stack");
}

pub fn panic() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    assert_eq!(code(ask(&workshop, &file(&folder, "panic"))), "decoder_crashed");
    let before = children();
    works(&workshop, &folder);
    assert_eq!((before.len(), children()), (1, before));
}

pub fn prints() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ask(&workshop(1), &file(&folder, "print")).unwrap().pictures.len(), 2);
}

pub fn killed_at_work() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    works(&workshop, &folder);
    let path = file(&folder, "loop");
    std::thread::scope(|scope| {
        let job = scope.spawn(|| ask(&workshop, &path));
        until("it runs", || workshop.load().running == 1);
        // Long enough for the file to be looked at.
        std::thread::sleep(Duration::from_millis(100));
        children().into_iter().for_each(kill);
        assert_eq!(code(job.join().unwrap()), "decoder_crashed");
    });
    works(&workshop, &folder);
}

pub fn killed_idle() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    for _ in 0..3 {
        works(&workshop, &folder);
        children().into_iter().for_each(kill);
        until("it is gone", || children().is_empty());
    }
    works(&workshop, &folder);
}

pub fn once() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    assert_eq!(code(ask(&workshop, &file(&folder, "abort"))), "decoder_crashed");
    // A second try would have left a second helper, at work or idle.
    until("nobody is left", || children().is_empty());
    assert_eq!(workshop.load().running, 0);
}

pub fn no_helper() {
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    assert_eq!(code(ask(&workshop_of("leave", 1), &file(&folder, "foto"))), "decoder_crashed");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
