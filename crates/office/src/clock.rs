//! Where the present comes from: the only place in the use-cases that may ask the machine for the time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};

pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;

    /// Time since some moment of this run. It goes on while the machine sleeps, and setting the clock changes nothing
    /// about it.
    fn stopwatch(&self) -> Duration;
}

/// The machine's clock, in whole milliseconds: what is kept can be written and read back unchanged.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    #[cfg(unix)]
    fn stopwatch(&self) -> Duration {
        use rustix::time::{ClockId, clock_gettime};
        // Elsewhere than on Linux the monotonic clock itself counts what was slept.
        #[cfg(target_os = "linux")]
        let since = clock_gettime(ClockId::Boottime);
        #[cfg(not(target_os = "linux"))]
        let since = clock_gettime(ClockId::Monotonic);
        Duration::seconds(since.tv_sec) + Duration::nanoseconds(since.tv_nsec)
    }

    #[cfg(not(unix))]
    fn stopwatch(&self) -> Duration {
        static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        let first = FIRST.get_or_init(std::time::Instant::now);
        Duration::from_std(first.elapsed()).unwrap_or(Duration::MAX)
    }
}

/// A clock that stands where it is put: for tests, and for the sample office's past.
#[derive(Debug)]
pub struct SetClock(Mutex<Stand>);

#[derive(Debug, Clone, Copy)]
struct Stand {
    now: DateTime<Utc>,
    stopwatch: Duration,
}

impl SetClock {
    #[must_use]
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self(Mutex::new(Stand { now: moment, stopwatch: Duration::zero() }))
    }

    /// Time passes, or is begun anew, until this moment.
    pub fn set(&self, moment: DateTime<Utc>) {
        let by = moment - self.now();
        self.advance(by);
    }

    /// So much time passes.
    pub fn advance(&self, by: Duration) {
        let mut stand = self.stand();
        stand.now += by;
        stand.stopwatch += by;
    }

    /// Somebody sets the clock: it shows another time, and none has passed.
    pub fn is_set_by(&self, by: Duration) {
        self.stand().now += by;
    }

    fn stand(&self) -> MutexGuard<'_, Stand> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        self.stand().now
    }

    fn stopwatch(&self) -> Duration {
        self.stand().stopwatch
    }
}
