//! The other side: a real helper whose decoder misbehaves on files with certain names.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::Duration;

use media::workshop::{ARGUMENT, serve_with};
use media::{CancelToken, Done, MediaError, Order, Workshop, carry_out};

use crate::{liars, shop};

/// What this process is if started with that word; `None`: the tests themselves.
pub fn perform(word: &str) -> Option<ExitCode> {
    match word {
        ARGUMENT => Some(serve_with(decode)),
        "leave" => Some(ExitCode::SUCCESS),
        "program" => Some(program()),
        lie => liars::perform(lie),
    }
}

/// A program with a job that never ends, to be killed.
fn program() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let _ = shop::ask(&shop::workshop(1), &shop::file(&folder, "loop"));
    ExitCode::FAILURE
}

fn decode(path: &Path, order: &Order, token: &CancelToken) -> Result<Done, MediaError> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "abort" => std::process::abort(),
        "panic" => panic!("a decoder's bug"),
        "loop" => loop {
            std::hint::spin_loop();
        },
        "stack" => std::process::exit(i32::from(deeper(1) == 0)),
        "hog" => hog(),
        // Read by somebody, as far as the compiler knows: otherwise it leaves the memory out.
        "hoard" => drop(std::hint::black_box(Box::leak(vec![1_u8; 200 << 20].into_boxed_slice()))),
        "sleep" => sleep(Duration::from_millis(200)),
        "print" => println!("libwhatever: warning: something about this file"),
        "start" => drop(Command::new("sleep").arg("1000").spawn()?.wait()?),
        "escape" => return Err(escape(path)),
        "count" => {
            return Err(MediaError::Damaged { detail: std::process::id().to_string() });
        }
        _ => {}
    }
    carry_out(path, order, token)
}

/// Recursion that no compiler turns into a loop.
fn deeper(depth: u64) -> u64 {
    let here = std::hint::black_box([depth; 1024]);
    if depth == u64::MAX { 0 } else { deeper(depth + 1) + here[512] }
}

fn hog() {
    let mut all = Vec::new();
    loop {
        all.push(vec![1_u8; 16 << 20]);
    }
}

fn escape(path: &Path) -> MediaError {
    let wrote = fs::write(path.with_extension("keluar"), "tulis").is_ok();
    let reached = TcpListener::bind("127.0.0.1:0").is_ok();
    MediaError::Damaged { detail: format!("wrote {wrote}, reached {reached}") }
}

/// The path of this program, which is also the helper.
pub fn workshop_of(word: &str, slots: usize) -> Workshop {
    Workshop::processes(std::env::current_exe().unwrap(), vec![word.into()], slots)
}
