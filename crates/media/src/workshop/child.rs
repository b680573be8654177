//! The helper itself: reads jobs from stdin until there are no more, does each, answers on stdout.
//!
//! It ends with the program that started it, however that one ended: a thread of its own waits for the end of stdin
//! while a decoder is busy. It never learns of deadlines and cancels; it is simply ended.

use std::io::{BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use super::confine;
use super::patience::MOST_MEMORY;
use super::priority::Priority;
use super::program::IDLE;
use super::protocol::{Job, Reply, write_begun, write_reply};
use super::streamed::write_tiles;
use crate::cancel::CancelToken;
use crate::carry::carry_out;
use crate::error::MediaError;
use crate::order::{Done, Order};

/// The first argument that makes a program a helper. It is in no list of commands: people have no use for it.
pub const ARGUMENT: &str = "media-workshop";

/// If this program was started as a helper, works until there is no more to do. Call it before anything else.
#[must_use]
pub fn serve_if_asked() -> Option<ExitCode> {
    let asked = std::env::args_os().nth(1).is_some_and(|first| first == ARGUMENT);
    asked.then(|| serve_with(carry_out))
}

/// As [`serve_if_asked`] with another trade, for tests of what a helper may do to its program.
pub fn serve_with(
    work: impl Fn(&Path, &Order, &CancelToken) -> Result<Done, MediaError>,
) -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        eprintln!("terbit: a decoder failed at {place}");
    }));
    let Ok((input, output)) = pipes() else { return ExitCode::FAILURE };
    let idle = std::env::args_os().next_back().is_some_and(|last| last == IDLE);
    confine::let_others_first(if idle { Priority::Idle } else { Priority::BelowNormal });
    confine::give_up_rights(MOST_MEMORY);
    let jobs = listen(input);
    let mut output = BufWriter::new(output);
    for (path, job) in jobs {
        confine::limit_memory(job.memory.min(MOST_MEMORY));
        let token = CancelToken::new();
        let answered = write_begun(&mut output).and_then(|()| {
            let outcome = if job.tiles {
                write_tiles(&mut output, &path, job.order.page, &token)?
            } else {
                catch_unwind(AssertUnwindSafe(|| work(&path, &job.order, &token)))
                    .unwrap_or(Err(MediaError::DecoderCrashed))
            };
            write_reply(&mut output, Reply { outcome, resident: resident() })
        });
        if answered.is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Jobs as they come in; at the end of stdin the process ends, whatever it is doing.
fn listen(mut input: impl Read + Send + 'static) -> mpsc::Receiver<(PathBuf, Job)> {
    let (hand_over, jobs) = mpsc::sync_channel(1);
    thread::spawn(move || {
        while let Ok(Some(job)) = Job::read(&mut input) {
            if hand_over.send(job).is_err() {
                break;
            }
        }
        confine::end_group();
        std::process::exit(0);
    });
    jobs
}

/// Where jobs come from and answers go. What decoders print goes to stderr, not between the answers.
#[cfg(unix)]
fn pipes() -> std::io::Result<(impl Read + Send + 'static, impl Write)> {
    use std::fs::File;
    use std::os::fd::AsFd as _;

    let input = File::from(std::io::stdin().as_fd().try_clone_to_owned()?);
    let output = File::from(std::io::stdout().as_fd().try_clone_to_owned()?);
    rustix::stdio::dup2_stdout(std::io::stderr())?;
    let nothing = File::open("/dev/null")?;
    rustix::stdio::dup2_stdin(nothing)?;
    Ok((input, output))
}

#[cfg(not(unix))]
fn pipes() -> std::io::Result<(impl Read + Send + 'static, impl Write)> {
    Ok((std::io::stdin(), std::io::stdout()))
}

/// What this process holds in memory of its own, bytes, where the system tells; the program and its libraries are
/// shared and don't count.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}
