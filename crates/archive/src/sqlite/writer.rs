//! The one connection that writes.
//!
//! Acts that arrive while the disk is still busy with earlier ones go to it together: whoever comes first leads, and
//! commits everything that waits, in one transaction and with one sync, and tells the others. Then the first of those
//! who came meanwhile leads. Each act stands or falls alone (a savepoint), and none is answered before it is on disk. A
//! slow disk then costs one sync for all who decide at that moment, not one each. Those who are led wait for their answer
//! and not for the connection: otherwise whoever is answered would stand in line behind the next sync.

use std::mem;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::commit::commit;
use super::failure::Failure;
use super::open_items::OpenItems;
use crate::model::Commit;

#[derive(Debug)]
pub struct Writer {
    connection: Mutex<Connection>,
    line: Mutex<Line>,
    /// Changed only by whoever holds the connection.
    open_items: OpenItems,
}

/// Acts that wait for the disk, in the order they came.
#[derive(Debug, Default)]
struct Line {
    waiting: Vec<Waiting>,
    /// Somebody is at the connection for those who wait, or on the way to it.
    led: bool,
}

#[derive(Debug)]
struct Waiting {
    commit: Commit,
    answer: SyncSender<Word>,
}

/// What one who waits is told.
#[derive(Debug)]
enum Word {
    Done(Result<(), Failure>),
    /// Your turn to lead.
    Lead,
}

impl Writer {
    pub fn new(connection: Connection) -> Result<Self, Failure> {
        let open_items = OpenItems::read(&connection)?;
        Ok(Self { connection: Mutex::new(connection), line: Mutex::default(), open_items })
    }

    pub fn open_items(&self) -> &OpenItems {
        &self.open_items
    }

    /// Runs `change` in one transaction, on disk before this returns; nothing is kept if it fails.
    pub fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        in_transaction(&mut self.connection(), change)
    }

    /// As [`write`](Self::write), for what may change any number of submissions.
    pub fn write_anew<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut connection = self.connection();
        let outcome = in_transaction(&mut connection, change)?;
        self.open_items.read_again(&connection)?;
        Ok(outcome)
    }

    /// Writes an act, together with those of others that wait. On disk before this returns.
    pub fn commit(&self, act: &Commit) -> Result<(), Failure> {
        // Room for the turn to lead and the answer, so that nobody ever waits to say either.
        let (answer, told) = mpsc::sync_channel(2);
        let leads = {
            let mut line = self.line();
            line.waiting.push(Waiting { commit: act.clone(), answer });
            !mem::replace(&mut line.led, true)
        };
        if leads {
            self.lead();
        }
        loop {
            match told.recv() {
                Ok(Word::Lead) => self.lead(),
                Ok(Word::Done(outcome)) => return outcome,
                // Who had taken it on broke off, and with that nothing of it was kept.
                Err(mpsc::RecvError) => return self.commit_alone(&mut self.connection(), act),
            }
        }
    }

    /// Commits everything that waits once the connection is free, one's own act among it.
    fn lead(&self) {
        let _lead = Lead(self);
        let mut connection = self.connection();
        let acts = mem::take(&mut self.line().waiting);
        self.commit_all(&mut connection, acts);
    }

    /// Commits them in the order they came, and tells each what became of it.
    fn commit_all(&self, connection: &mut Connection, acts: Vec<Waiting>) {
        let together = in_transaction(connection, |transaction| {
            acts.iter()
                .map(|act| one_of_many(transaction, &act.commit))
                .collect::<Result<Vec<_>, _>>()
        });
        match together {
            Ok(outcomes) => acts.into_iter().zip(outcomes).for_each(|(act, outcome)| {
                if outcome.is_ok() {
                    self.open_items.note(&act.commit);
                }
                // Who no longer listens finds the act in the record.
                let _ = act.answer.send(Word::Done(outcome));
            }),
            // The disk is full, or fails: each is tried alone, so that each is told what stopped it.
            Err(_) => acts.into_iter().for_each(|act| {
                let _ = act.answer.send(Word::Done(self.commit_alone(connection, &act.commit)));
            }),
        }
    }

    fn commit_alone(&self, connection: &mut Connection, act: &Commit) -> Result<(), Failure> {
        in_transaction(connection, |transaction| commit(transaction, act))?;
        self.open_items.note(act);
        Ok(())
    }

    /// A panic while it was held has rolled its transaction back: the connection is sound.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leading: handed on when it is dropped, also by a panic.
struct Lead<'a>(&'a Writer);

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        let mut line = self.0.line();
        line.led = line.waiting.iter().any(|next| next.answer.send(Word::Lead).is_ok());
    }
}

/// The inner result is the act's own, the outer one that of the transaction round it.
fn one_of_many(
    transaction: &Transaction<'_>,
    act: &Commit,
) -> Result<Result<(), Failure>, Failure> {
    let run = |sql: &str| transaction.prepare_cached(sql)?.execute([]);
    run("SAVEPOINT act")?;
    let outcome = commit(transaction, act);
    if outcome.is_err() {
        run("ROLLBACK TO act")?;
    }
    run("RELEASE act")?;
    Ok(outcome)
}

fn in_transaction<T>(
    connection: &mut Connection,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let outcome = change(&transaction)?;
    transaction.commit()?;
    Ok(outcome)
}
