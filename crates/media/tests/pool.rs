//! The pool keeps its bounds, its order and its word on cancelling.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use media::{CancelToken, Cancelled, Pool};

#[test]
fn slots_and_bytes_are_never_exceeded() {
    let pool = Pool::with_limits(3, 100);
    let (bytes, most, jobs) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for job in 0..60u64 {
            let (pool, bytes, most, jobs) = (&pool, &bytes, &most, &jobs);
            scope.spawn(move || {
                let cost = 10 + job % 50;
                let done = pool.run(cost, &CancelToken::new(), || {
                    let now = bytes.fetch_add(cost, Ordering::SeqCst) + cost;
                    most.fetch_max(now, Ordering::SeqCst);
                    assert!(pool.load().running <= 3);
                    thread::yield_now();
                    bytes.fetch_sub(cost, Ordering::SeqCst);
                    jobs.fetch_add(1, Ordering::SeqCst);
                });
                assert_eq!(done, Ok(()));
            });
        }
    });
    assert_eq!(jobs.into_inner(), 60);
    assert!(most.into_inner() <= 100);
    assert_eq!((pool.load().running, pool.load().waiting, pool.load().bytes), (0, 0, 0));
}

/// Holds a place in the pool until told to let go.
fn occupy<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    pool: &Pool,
    cost: u64,
) -> mpsc::Sender<()> {
    let (release, wait) = mpsc::channel();
    let (started, begun) = mpsc::channel();
    let pool = pool.clone();
    scope.spawn(move || {
        pool.run(cost, &CancelToken::new(), || {
            started.send(()).expect("somebody waits");
            let _ = wait.recv();
        })
    });
    begun.recv().expect("it starts");
    release
}

fn wait_for(pool: &Pool, waiting: usize) {
    while pool.load().waiting != waiting {
        thread::yield_now();
    }
}

#[test]
fn a_picture_above_the_whole_budget_runs_alone() {
    let pool = Pool::with_limits(4, 100);
    thread::scope(|scope| {
        let release = occupy(scope, &pool, 10);
        let big = scope.spawn(|| pool.run(1000, &CancelToken::new(), || pool.load()));
        wait_for(&pool, 1);
        // A small job that came later does not overtake the large one.
        let small = scope.spawn(|| pool.run(1, &CancelToken::new(), || pool.load()));
        wait_for(&pool, 2);
        release.send(()).expect("held");
        let alone = big.join().expect("no panic").expect("not cancelled");
        assert_eq!((alone.running, alone.bytes), (1, 1000));
        assert_eq!(small.join().expect("no panic").expect("not cancelled").running, 1);
    });
}

#[test]
fn cancelling_ends_waiting_at_once_and_the_work_never_runs() {
    let pool = Pool::with_limits(1, 100);
    let token = CancelToken::new();
    thread::scope(|scope| {
        let release = occupy(scope, &pool, 10);
        let waiter = scope.spawn(|| pool.run(10, &token.clone(), || unreachable!("cancelled")));
        wait_for(&pool, 1);
        token.cancel();
        assert_eq!(waiter.join().expect("no panic"), Err::<(), _>(Cancelled));
        assert_eq!(pool.load().waiting, 0);
        release.send(()).expect("held");
    });
    assert_eq!(pool.run(1, &token, || ()), Err(Cancelled));
    assert_eq!(pool.run(1, &CancelToken::new(), || 7), Ok(7));
}

#[test]
fn a_panic_gives_its_room_back() {
    let pool = Pool::with_limits(1, 100);
    let broken = thread::scope(|scope| {
        scope.spawn(|| pool.run(50, &CancelToken::new(), || panic!("a decoder's bug"))).join()
    });
    assert!(broken.is_err());
    assert_eq!(pool.run(100, &CancelToken::new(), || "ok"), Ok("ok"));
}
