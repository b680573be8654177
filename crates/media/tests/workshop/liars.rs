//! Helpers that answer, but not with an answer.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::helper::workshop_of;
use crate::processes::none_left;
use crate::shop::{ask, code, file};

const LIES: &[&str] = &[
    "noise",
    "endless-noise",
    "huge-frame",
    "other-language",
    "begun-and-gone",
    "few-pictures",
    "huge-picture",
    "wide-picture",
    "no-jpeg",
    "cut-picture",
];

pub fn every_lie() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "foto");
    for lie in LIES {
        let began = Instant::now();
        assert_eq!(code(ask(&workshop_of(lie, 1), &path)), "decoder_crashed", "{lie}");
        assert!(began.elapsed() < Duration::from_secs(8), "{lie}: {:?}", began.elapsed());
        none_left(lie);
    }
}

/// Tells the lie named `lie` and stays, so that it is not the end of the pipe that gives it away.
pub fn perform(lie: &str) -> Option<ExitCode> {
    if !LIES.contains(&lie) {
        return None;
    }
    let mut input = std::io::stdin();
    let mut job = [0; 4096];
    let _ = input.read(&mut job);
    let mut out = std::io::stdout();
    for bytes in told(lie) {
        let _ = out.write_all(&bytes);
    }
    let _ = out.flush();
    while lie == "endless-noise" && out.write_all(&[0x7F; 4096]).is_ok() {}
    if !["begun-and-gone", "cut-picture"].contains(&lie) {
        let _ = input.read_to_end(&mut Vec::new());
    }
    Some(ExitCode::SUCCESS)
}

fn told(lie: &str) -> Vec<Vec<u8>> {
    let begun = frame(b"\"begun\"");
    let shape = |width: u32, bytes: u64| json!({"width": width, "height": 10, "bytes": bytes});
    let pictures = |first: serde_json::Value| answer(&[first, shape(10, 4)]);
    match lie {
        "noise" => vec![b"Segmentation fault (core dumped)\n".repeat(20)],
        "huge-frame" => vec![u32::MAX.to_le_bytes().to_vec(), vec![b' '; 1000]],
        "other-language" => vec![frame(b"{\"selamat\": \"pagi\"}")],
        "begun-and-gone" => vec![begun],
        "few-pictures" => vec![begun, answer(&[shape(10, 4)]), b"\xFF\xD8\xFF\xD9".to_vec()],
        "huge-picture" => vec![begun, pictures(shape(10, 1 << 40))],
        "wide-picture" => vec![begun, pictures(shape(100_000, 4)), b"\xFF\xD8\xFF\xD9".repeat(2)],
        "no-jpeg" => vec![begun, pictures(shape(10, 4)), b"GIF8GIF8".to_vec()],
        "cut-picture" => vec![begun, pictures(shape(10, 400)), b"\xFF\xD8\xFF\xD9".to_vec()],
        _ => vec![],
    }
}

/// An answer whose pictures have these shapes.
fn answer(pictures: &[serde_json::Value]) -> Vec<u8> {
    let facts = json!({
        "kind": "png", "bytes": 1, "width": 10, "height": 10, "orientation": 1, "animated": null,
        "duration_ms": null, "pages": null, "taken": null, "camera": null, "gps": false,
    });
    let slip = json!({"facts": facts, "pictures": pictures, "renditions": []});
    frame(json!({"outcome": {"Ok": slip}, "resident": null}).to_string().as_bytes())
}

fn frame(bytes: &[u8]) -> Vec<u8> {
    let mut frame = u32::try_from(bytes.len()).unwrap().to_le_bytes().to_vec();
    frame.extend_from_slice(bytes);
    frame
}
