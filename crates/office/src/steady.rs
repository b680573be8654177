//! A clock that is set while the office is open: by hand, by the network's time, by an empty battery.
//!
//! What the record says of a moment is what the clock showed. What only measures time goes by the stopwatch: sessions
//! keep the time that they had left, whether the clock went a year forward or back, and nothing is thrown away as old
//! because of it. While the program is not running nobody can tell how much time passed; then no session may have begun
//! in the future ([ADR 16](../../../docs/adr/0016-a-clock-that-is-set.md)).

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};

use crate::{Office, OfficeError};

/// Less than this is a clock being brought into line, not set; and requests that are served side by side.
const SET: Duration = Duration::seconds(30);

#[derive(Default)]
pub(crate) struct Steady(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// What clock and stopwatch showed when they were last looked at.
    last: Option<(DateTime<Utc>, Duration)>,
    /// By the stopwatch.
    set_at: Option<Duration>,
}

impl Known {
    /// By how much the clock was set since the last look, if it was.
    fn look(&mut self, now: DateTime<Utc>, stopwatch: Duration) -> Option<Duration> {
        let (then, before) = self.last.replace((now, stopwatch))?;
        let by = (now - then) - (stopwatch - before);
        if by.abs() < SET {
            return None;
        }
        self.set_at = Some(stopwatch);
        Some(by)
    }
}

impl Office {
    /// Looks whether the clock was set, and if so has the sessions go on as if it had always shown this time.
    pub(crate) fn mind_the_clock(&self) -> Result<(), OfficeError> {
        // Held while the sessions are moved: nobody's may be judged half way.
        let mut known = self.steady.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        if let Some(by) = known.look(now, self.clock.stopwatch()) {
            tracing::warn!(detik = by.num_seconds(), "jam komputer ini diubah");
            self.archive().move_sessions(by, now)?;
        }
        Ok(())
    }

    /// Whether the clock was set so recently that ages may not be trusted.
    pub(crate) fn clock_was_set_within(&self, time: Duration) -> bool {
        let known = self.steady.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.set_at.is_some_and(|at| self.clock.stopwatch() - at < time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_is_told_from_time_that_passes() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let mut known = Known::default();
        assert_eq!(known.look(at(1_000), Duration::seconds(5)), None);
        // A night: slept or not.
        assert_eq!(known.look(at(30_000), Duration::seconds(29_005)), None);
        assert_eq!(
            known.look(at(90_000), Duration::seconds(29_005)),
            Some(Duration::seconds(60_000))
        );
        assert_eq!(known.look(at(90_001), Duration::seconds(29_006)), None);
        assert_eq!(
            known.look(at(1_001), Duration::seconds(29_006)),
            Some(Duration::seconds(-89_000))
        );
        // Many small corrections are none.
        for step in 1..100 {
            assert_eq!(known.look(at(1_001 + step * 20), Duration::seconds(29_006)), None);
        }
    }
}
