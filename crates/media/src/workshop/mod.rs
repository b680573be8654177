//! Where strangers' files are decoded: in helper processes with a deadline and a memory limit, so that a decoder that
//! crashes, runs for ever or eats memory costs its file and nothing else.
//!
//! The helper is the same program, started again with a hidden argument ([`serve_if_asked`]). Helpers are started when
//! there is work, as many as there are cores, kept while work comes, and ended soon after. Who may start when is
//! decided by a [`Pool`], as before. What is not here: reading headers ([`crate::probe()`]) and the embedded preview,
//! which are small and bounded and run in the program itself.
//!
//! On Windows a helper has its deadline and a lower priority, but no memory limit and no confinement yet; a program
//! that it started itself may outlive it.

mod bench;
mod child;
#[cfg_attr(not(unix), path = "unconfined.rs")]
mod confine;
mod cost;
mod path_bytes;
mod patience;
mod priority;
mod program;
mod protocol;
mod streamed;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use bench::{Bench, Fault};
pub use child::{ARGUMENT, serve_if_asked, serve_with};
use cost::Cost;
pub use patience::Patience;
pub use priority::Priority;
use program::Program;
use protocol::Job;

use crate::cancel::{CancelToken, lock};
use crate::carry::carry_out;
use crate::decode::guarded;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::order::{Done, Order};
use crate::pool::{DEFAULT_BYTES, Load, Pool};
use crate::tiles::{self, TileSink};

/// Carries out orders. Clones share the helpers; they end with the last clone.
#[derive(Debug, Clone)]
pub struct Workshop {
    pool: Pool,
    helpers: Option<Arc<Helpers>>,
}

#[derive(Debug)]
struct Helpers {
    program: Program,
    patience: Patience,
    priority: Mutex<Priority>,
    /// Benches without work, the last used on top, so that those that are not needed go idle.
    free: Mutex<Vec<Bench>>,
}

impl Workshop {
    /// Decodes in this process: for tests, and where no program is known that could be a helper. A panic costs the
    /// file; nothing bounds time or memory.
    #[must_use]
    pub fn in_process() -> Self {
        Self { pool: Pool::new(), helpers: None }
    }

    /// Up to `slots` processes of `program`, which must call [`serve_with`] or [`serve_if_asked`] when started with
    /// `arguments`.
    #[must_use]
    pub fn processes(program: PathBuf, arguments: Vec<OsString>, slots: usize) -> Self {
        Self::of(Program::new(program, arguments), slots)
    }

    /// A helper for each core, of the running program, which must call [`serve_if_asked`] first of all.
    ///
    /// # Errors
    /// When the system does not tell which program this is.
    pub fn of_this_program() -> io::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self::of(Program::this(vec![ARGUMENT.into()])?, cores))
    }

    /// With other bounds, for tests.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        let helpers = self.helpers.map(|helpers| {
            let program = helpers.program.clone();
            Arc::new(Helpers::new(program, patience))
        });
        Self { helpers, ..self }
    }

    fn of(program: Program, slots: usize) -> Self {
        let helpers = Helpers::new(program, Patience::default());
        let pool = Pool::with_limits(slots, DEFAULT_BYTES);
        Self { pool, helpers: Some(Arc::new(helpers)) }
    }

    /// Of the helpers from now on; those at work finish their job first.
    pub fn set_priority(&self, priority: Priority) {
        if let Some(helpers) = &self.helpers {
            *lock(&helpers.priority) = priority;
            lock(&helpers.free).retain(|bench| bench.priority() == priority);
        }
    }

    /// Waits for room, then does what is ordered of the file at `path`. What is known of it tells how much that may
    /// take. Jobs begin in the order they came. Blocks: never call it on an async thread.
    ///
    /// # Errors
    /// Those of the decoders, and `Cancelled`, `TookTooLong`, `DecoderCrashed`.
    pub fn carry_out(
        &self,
        path: &Path,
        order: &Order,
        facts: &Facts,
        token: &CancelToken,
    ) -> Result<Done, MediaError> {
        let cost = Cost::of(order, facts);
        self.pool.run(cost.bytes, token, || self.now(path, order, cost, token))?
    }

    /// As [`Workshop::carry_out`], unless `wanted` says no once there is room: others may have had the same done
    /// meanwhile.
    ///
    /// # Errors
    /// As [`Workshop::carry_out`].
    pub fn carry_out_if(
        &self,
        path: &Path,
        order: &Order,
        facts: &Facts,
        token: &CancelToken,
        wanted: impl FnOnce() -> bool,
    ) -> Result<Option<Done>, MediaError> {
        let cost = Cost::of(order, facts);
        self.pool.run(cost.bytes, token, || {
            wanted().then(|| self.now(path, order, cost, token)).transpose()
        })?
    }

    /// Waits for room, then cuts page `page` (from 0) of the file at `path` into tiles, which go to `sink` one by one.
    /// After a failure some may have gone there already. Blocks, as [`Workshop::carry_out`].
    ///
    /// # Errors
    /// As [`Workshop::carry_out`]; a sink that says stop shows as `Cancelled` or `DecoderCrashed`.
    pub fn cut_tiles(
        &self,
        path: &Path,
        page: u32,
        facts: &Facts,
        token: &CancelToken,
        sink: &Arc<dyn TileSink>,
    ) -> Result<(), MediaError> {
        let order = Order { page, ..Order::default() };
        let cost = Cost::of_tiles(facts);
        self.pool.run(cost.bytes, token, || match &self.helpers {
            None => guarded(|| tiles::cut(path, page, token, streamed::into_sink(sink.as_ref()))),
            Some(helpers) => {
                let done = helpers.ask(path, &order, cost, token, Some(sink));
                done.map(|done| done.facts)
            }
        })??;
        Ok(())
    }

    /// The load at this moment, for a status line.
    #[must_use]
    pub fn load(&self) -> Load {
        self.pool.load()
    }

    fn now(
        &self,
        path: &Path,
        order: &Order,
        cost: Cost,
        token: &CancelToken,
    ) -> Result<Done, MediaError> {
        match &self.helpers {
            None => guarded(|| carry_out(path, order, token)),
            Some(helpers) => helpers.ask(path, order, cost, token, None),
        }
    }
}

impl Helpers {
    fn new(program: Program, patience: Patience) -> Self {
        Self { program, patience, priority: Mutex::default(), free: Mutex::default() }
    }

    /// A helper that was gone before it looked at the file (killed while it was idle, say) is no fault of the file's:
    /// that is tried once more, with a fresh one. A file that a helper died over is not.
    fn ask(
        &self,
        path: &Path,
        order: &Order,
        cost: Cost,
        token: &CancelToken,
        sink: Option<&Arc<dyn TileSink>>,
    ) -> Result<Done, MediaError> {
        // The helper has a current folder of its own.
        let path = std::path::absolute(path)?;
        let mut bench = self.used();
        let mut tries = 2;
        loop {
            let at_work = match bench.take() {
                Some(bench) => bench,
                None => Bench::start(&self.program, self.priority(), self.patience.idle)
                    .map_err(MediaError::Io)?,
            };
            let job = Job::new(order, patience::memory(cost.pixels), sink.is_some());
            let time = self.patience.time(order, cost.pixels);
            // Tiles are encoded at full size and written to a disk that may be slow.
            let time = if sink.is_some() { time * 2 } else { time };
            let time = time * at_work.priority().patience();
            let deadline = Instant::now() + time;
            tries -= 1;
            match at_work.ask(&path, job, deadline, token, sink) {
                Ok(reply) => {
                    let small = reply.resident.is_none_or(|bytes| bytes <= self.patience.resident);
                    if small && at_work.priority() == self.priority() {
                        lock(&self.free).push(at_work);
                    }
                    return reply.outcome;
                }
                Err(Fault::NeverBegan) if tries > 0 => {}
                Err(Fault::NeverBegan | Fault::Crashed) => return Err(MediaError::DecoderCrashed),
                Err(Fault::TooLate) => return Err(MediaError::TookTooLong),
                Err(Fault::Cancelled) => return Err(MediaError::Cancelled),
            }
        }
    }

    fn priority(&self) -> Priority {
        *lock(&self.priority)
    }

    /// A process that has worked before and still runs.
    fn used(&self) -> Option<Bench> {
        let mut free = lock(&self.free);
        free.retain(|bench| !bench.is_over());
        free.pop()
    }
}
