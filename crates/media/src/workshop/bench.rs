//! One helper process, seen from the program: started, given one job at a time, and ended when it is late, when its
//! answer makes no sense, or when there is nothing to do.
//!
//! Two threads share it. Its *attendant* does all reading and writing, which may block for as long as the helper
//! likes; whoever wants the job done only waits, so the deadline and a cancel hold whatever the helper does.

use std::io::{self, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Arc, Condvar, Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use super::priority::Priority;
use super::program::Program;
use super::protocol::{Job, Reply, read_begun, read_reply};
use super::streamed::read_tiles;
use crate::cancel::{CancelToken, Wake, lock};
use crate::order::Order;
use crate::tiles::TileSink;

/// Why there is no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The process was gone before it looked at the file.
    NeverBegan,
    /// It died over the file, or its answer can't be one.
    Crashed,
    /// It was still busy at the deadline.
    TooLate,
    Cancelled,
}

/// A running helper. Dropping it ends the process.
#[derive(Debug)]
pub(super) struct Bench {
    desk: Arc<Desk>,
    priority: Priority,
}

/// What the attendant and whoever waits have between them.
#[derive(Debug)]
struct Desk {
    state: Mutex<State>,
    changed: Condvar,
    /// `None` once it was waited for: from then on the system may give its number to others.
    process: Mutex<Option<Child>>,
}

#[derive(Debug)]
enum State {
    Free,
    Handed(Errand),
    Busy,
    Answered(Result<Box<Reply>, Fault>),
    Over,
}

/// A job on its way to the helper.
#[derive(Debug)]
struct Errand {
    frames: Vec<u8>,
    order: Order,
    /// Where tiles go, if those are wanted.
    sink: Option<Arc<dyn TileSink>>,
}

impl Bench {
    /// Starts the program; it is ended after `idle` without work.
    pub(super) fn start(program: &Program, priority: Priority, idle: Duration) -> io::Result<Self> {
        let mut process = program.start(priority)?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let desk = Arc::new(Desk {
            state: Mutex::new(State::Free),
            changed: Condvar::new(),
            process: Mutex::new(Some(process)),
        });
        let bench = Self { desk: Arc::clone(&desk), priority };
        let (stdin, stdout) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        thread::Builder::new()
            .name("media-workshop".to_owned())
            .spawn(move || desk.attend(stdin, stdout, idle))?;
        Ok(bench)
    }

    /// Has the helper do a job. Blocks, at most until the deadline.
    pub(super) fn ask(
        &self,
        path: &Path,
        job: Job,
        deadline: Instant,
        token: &CancelToken,
        sink: Option<&Arc<dyn TileSink>>,
    ) -> Result<Reply, Fault> {
        let frames = job.to_bytes(path).map_err(|_| Fault::NeverBegan)?;
        let desk = &self.desk;
        token.wakes(desk);
        let mut state = lock(&desk.state);
        if !matches!(*state, State::Free) {
            return Err(Fault::NeverBegan);
        }
        *state = State::Handed(Errand { frames, order: job.order, sink: sink.cloned() });
        desk.changed.notify_all();
        let fault = loop {
            if let State::Answered(answer) = &mut *state {
                let answer = std::mem::replace(answer, Err(Fault::Crashed));
                *state = if answer.is_ok() { State::Free } else { State::Over };
                return answer.map(|reply| *reply);
            }
            if token.is_cancelled() {
                break Fault::Cancelled;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break Fault::TooLate;
            }
            let woken = desk.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        };
        drop(state);
        desk.end();
        Err(fault)
    }

    /// Whether it takes no further job.
    pub(super) fn is_over(&self) -> bool {
        matches!(*lock(&self.desk.state), State::Over)
    }

    pub(super) fn priority(&self) -> Priority {
        self.priority
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.desk.end();
    }
}

impl Wake for Desk {
    fn wake(&self) {
        drop(lock(&self.state));
        self.changed.notify_all();
    }
}

impl Desk {
    /// The attendant's life.
    fn attend(&self, mut stdin: ChildStdin, stdout: ChildStdout, idle: Duration) {
        let mut stdout = BufReader::new(stdout);
        while let Some(errand) = self.next(idle) {
            let answer = converse(&mut stdin, &mut stdout, &errand);
            let failed = answer.is_err();
            let mut state = lock(&self.state);
            if matches!(*state, State::Busy) {
                *state = State::Answered(answer.map(Box::new));
            }
            drop(state);
            self.changed.notify_all();
            if failed {
                break;
            }
        }
        self.end();
        if let Some(mut process) = lock(&self.process).take() {
            let _ = process.wait();
        }
    }

    /// The next errand; `None` when the helper is to end.
    fn next(&self, idle: Duration) -> Option<Errand> {
        let until = Instant::now() + idle;
        let mut state = lock(&self.state);
        loop {
            match std::mem::replace(&mut *state, State::Busy) {
                State::Handed(errand) => return Some(errand),
                State::Over => {
                    *state = State::Over;
                    return None;
                }
                other => *state = other,
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() && matches!(*state, State::Free) {
                *state = State::Over;
                return None;
            }
            // An answer that waits to be fetched keeps the attendant, but not awake.
            let woken = self.changed.wait_timeout(state, left.max(Duration::from_millis(1)));
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Ends the process and what it started, now. An answer that is there already may still be fetched.
    fn end(&self) {
        let mut state = lock(&self.state);
        if !matches!(*state, State::Answered(_)) {
            *state = State::Over;
        }
        drop(state);
        self.changed.notify_all();
        // Whoever holds the lock is ending it already, and may have to wait for the system.
        let mut process = match self.process.try_lock() {
            Ok(process) => process,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        if let Some(process) = process.as_mut() {
            kill(process);
        }
    }
}

/// One job, from its first byte to the answer's last.
fn converse(
    stdin: &mut ChildStdin,
    stdout: &mut BufReader<ChildStdout>,
    errand: &Errand,
) -> Result<Reply, Fault> {
    let begun = stdin.write_all(&errand.frames).and_then(|()| stdin.flush());
    begun.and_then(|()| read_begun(stdout)).map_err(|error| match error.kind() {
        // What speaks, but not this language, is not asked a second time.
        io::ErrorKind::InvalidData | io::ErrorKind::Other => Fault::Crashed,
        _ => Fault::NeverBegan,
    })?;
    let told = match &errand.sink {
        None => read_reply(stdout, &errand.order),
        Some(sink) => read_tiles(stdout, sink.as_ref(), &errand.order),
    };
    told.map_err(|_| Fault::Crashed)
}

/// The whole group: a decoder may have started a program of its own.
fn kill(process: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(process),
        rustix::process::Signal::KILL,
    );
    let _ = process.kill();
}
