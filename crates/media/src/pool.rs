//! Who may work on pixels now. Decoding takes a core and some megabytes; an office PC has few of both. The pool lets in
//! as many jobs as there are cores while what they hold together stays under a budget, in the order they came, so a
//! large picture is not overtaken for ever by small ones.
//!
//! The pool owns no threads: a job runs on its caller's (the host uses `spawn_blocking`). It knows no async and no
//! deadlines; cancelling ends waiting at once, and a job that has started asks its token itself if it can stop early.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::cancel::{CancelToken, Cancelled, Wake, lock};

/// The default budget: 288 MB held by decoders at once, as much as 96 megapixels of RGB.
pub const DEFAULT_BYTES: u64 = 288_000_000;

/// The bound on pixel work. Clones share one budget.
#[derive(Debug, Clone)]
pub struct Pool(Arc<Gate>);

#[derive(Debug)]
struct Gate {
    slots: usize,
    budget: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    running: usize,
    bytes: u64,
    next_ticket: u64,
    queue: VecDeque<u64>,
}

/// What the pool is doing at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Jobs that run now.
    pub running: usize,
    /// Jobs that wait.
    pub waiting: usize,
    /// Bytes that the running jobs may hold.
    pub bytes: u64,
}

impl Default for Pool {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with_limits(cores, DEFAULT_BYTES)
    }
}

impl Pool {
    /// As many jobs as the machine has cores, [`DEFAULT_BYTES`] held.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// At most `slots` jobs (at least one) and `bytes` held.
    #[must_use]
    pub fn with_limits(slots: usize, bytes: u64) -> Self {
        let (state, changed) = (Mutex::default(), Condvar::new());
        Self(Arc::new(Gate { slots: slots.max(1), budget: bytes, state, changed }))
    }

    /// Waits for room, then runs `work`, which holds `bytes`, on this thread; a job that holds more than the whole budget
    /// runs alone. Blocks: never call it on an async thread.
    ///
    /// # Errors
    /// [`Cancelled`] when the token was cancelled before the job started; then `work` never ran.
    ///
    /// # Panics
    /// A panic in `work` goes on to the caller; its room is given back. (This crate's own functions don't panic on bad
    /// files: they answer [`crate::MediaError::Damaged`].)
    pub fn run<T>(
        &self,
        bytes: u64,
        token: &CancelToken,
        work: impl FnOnce() -> T,
    ) -> Result<T, Cancelled> {
        let _place = self.enter(bytes, token)?;
        Ok(work())
    }

    /// The load at this moment, for a status line.
    #[must_use]
    pub fn load(&self) -> Load {
        let state = self.0.lock();
        Load { running: state.running, waiting: state.queue.len(), bytes: state.bytes }
    }

    fn enter(&self, bytes: u64, token: &CancelToken) -> Result<Place<'_>, Cancelled> {
        let gate = &self.0;
        let mut state = gate.lock();
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        state.queue.push_back(ticket);
        let mut registered = false;
        loop {
            if token.is_cancelled() {
                state.queue.retain(|&waiting| waiting != ticket);
                drop(state);
                gate.changed.notify_all();
                return Err(Cancelled);
            }
            if state.queue.front() == Some(&ticket) && gate.has_room(&state, bytes) {
                state.queue.pop_front();
                state.running += 1;
                state.bytes += bytes;
                drop(state);
                // The next in line may fit as well.
                gate.changed.notify_all();
                return Ok(Place { gate, bytes });
            }
            if registered {
                state = gate.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            } else {
                // The token's lock comes before the gate's: let go while registering, then look again.
                drop(state);
                token.wakes(gate);
                registered = true;
                state = gate.lock();
            }
        }
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn has_room(&self, state: &State, bytes: u64) -> bool {
        state.running == 0
            || (state.running < self.slots && state.bytes.saturating_add(bytes) <= self.budget)
    }
}

impl Wake for Gate {
    fn wake(&self) {
        drop(self.lock());
        self.changed.notify_all();
    }
}

/// Room in the pool, given back when dropped, also by a panic.
struct Place<'a> {
    gate: &'a Gate,
    bytes: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        state.running -= 1;
        state.bytes -= self.bytes;
        drop(state);
        self.gate.changed.notify_all();
    }
}
