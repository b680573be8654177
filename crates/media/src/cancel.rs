//! How somebody says that a result is not wanted any more.
//!
//! Whoever waits registers itself and is woken at once: no one looks at the flag by the clock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The job was cancelled before it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Pekerjaan dibatalkan.")]
pub struct Cancelled;

/// Tells a waiting or running job that nobody wants its result any more. Clones share one state.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<TokenState>);

#[derive(Debug, Default)]
struct TokenState {
    cancelled: AtomicBool,
    /// Where somebody waits with this token, to be woken by `cancel`.
    waiting: Mutex<Vec<Weak<dyn Wake>>>,
}

/// A place where a job waits.
pub(crate) trait Wake: std::fmt::Debug + Send + Sync {
    /// Makes every waiter look at its token again. Takes the lock that they wait with, so that a waiter which has just
    /// looked is not missed.
    fn wake(&self);
}

impl CancelToken {
    /// A token that is not cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels; waiting jobs end with [`Cancelled`] at once. Doing it twice changes nothing.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
        let places = std::mem::take(&mut *lock(&self.0.waiting));
        for place in places.iter().filter_map(Weak::upgrade) {
            place.wake();
        }
    }

    /// Whether [`CancelToken::cancel`] was called.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Has `place` woken when this token is cancelled. Look at the token once more before waiting; lock order is the
    /// token first, then the place's own lock.
    pub(crate) fn wakes(&self, place: &Arc<impl Wake + 'static>) {
        let place: Arc<dyn Wake> = Arc::clone(place) as _;
        let place = Arc::downgrade(&place);
        let mut waiting = lock(&self.0.waiting);
        waiting.retain(|known| known.strong_count() > 0);
        if !waiting.iter().any(|known| known.ptr_eq(&place)) {
            waiting.push(place);
        }
    }
}

/// The data stays consistent between statements, so a poisoned lock is as good as any.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
