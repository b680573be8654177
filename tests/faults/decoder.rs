//! The helper that decodes is killed under a running server: one file is refused, nobody else notices.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use support::{Server, found, leftovers, picture, verify};

/// A whole picture that takes long to decode: 24 megapixels in few bytes.
fn large() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(6_000, 4_000, image::Luma([90]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The helpers that are there, and the processor time that each has used, in ticks.
fn helpers(server: &Server) -> Vec<(u32, u64)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some((_, rest)) = stat.rsplit_once(") ") else { continue };
        let words: Vec<&str> = rest.split(' ').collect();
        if words[0] != "Z" && words[1] == server.id().to_string() {
            found.push((id, words[11].parse().unwrap()));
        }
    }
    found
}

fn kill(id: u32) {
    assert!(Command::new("kill").args(["-KILL", &id.to_string()]).status().unwrap().success());
}

fn until(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_decoder_that_is_killed_costs_one_file_and_not_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let server = Server::start(&data);
    let (_, clients) = found(&server);
    let admin = &clients[0];

    admin.upload("pertama.png", &picture(1)).expect(201);
    let [(idle, _)] = helpers(&server)[..] else { panic!("one helper for one file") };
    kill(idle);
    until("the idle helper is gone", || helpers(&server).is_empty());
    admin.upload("kedua.png", &picture(2)).expect(201);

    let before = helpers(&server)[0].1;
    let bytes = large();
    std::thread::scope(|scope| {
        let upload = scope.spawn(|| admin.upload("besar.png", &bytes));
        until("the helper is at work", || {
            helpers(&server).first().is_some_and(|helper| helper.1 >= before + 3)
        });
        helpers(&server).into_iter().for_each(|(id, _)| kill(id));
        let sentence = upload.join().unwrap().expect_refusal(422, "decoder_crashed");
        assert!(sentence.contains("sekali lagi"), "{sentence}");
    });

    let stored = admin.upload("besar.png", &bytes).expect(201);
    assert_eq!(stored["asset"]["width"], 6_000);
    assert_eq!(leftovers(&data), Vec::<PathBuf>::new(), "unfinished files stay");

    let at_work: Vec<u32> = helpers(&server).into_iter().map(|(id, _)| id).collect();
    server.kill();
    until("the helpers end with a server that is killed", || {
        at_work.iter().all(|id| {
            let stat = fs::read_to_string(format!("/proc/{id}/stat"));
            stat.map_or(true, |stat| stat.contains(") Z "))
        })
    });
    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");
}
