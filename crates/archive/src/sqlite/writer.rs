//! The one connection that writes.
//!
//! Acts that arrive while the disk is still busy with earlier ones go to it together: whoever comes to the connection
//! first commits everything that waits, in one transaction and with one sync, and tells the others. Each act stands or
//! falls alone (a savepoint), and none is answered before it is on disk. A slow disk then costs one sync for all who
//! decide at that moment, not one each.

use std::mem;
use std::sync::mpsc::{self, SyncSender, TryRecvError};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::commit::commit;
use super::failure::Failure;
use super::open_items::OpenItems;
use crate::model::Commit;

#[derive(Debug)]
pub struct Writer {
    connection: Mutex<Connection>,
    waiting: Mutex<Vec<Waiting>>,
    /// Changed only by whoever holds the connection.
    open_items: OpenItems,
}

#[derive(Debug)]
struct Waiting {
    commit: Commit,
    answer: SyncSender<Result<(), Failure>>,
}

impl Writer {
    pub fn new(connection: Connection) -> Result<Self, Failure> {
        let open_items = OpenItems::read(&connection)?;
        Ok(Self { connection: Mutex::new(connection), waiting: Mutex::default(), open_items })
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
        let (answer, told) = mpsc::sync_channel(1);
        self.waiting().push(Waiting { commit: act.clone(), answer });
        let mut connection = self.connection();
        match told.try_recv() {
            Ok(outcome) => return outcome,
            // Who had taken it on broke off, and with that nothing of it was kept.
            Err(TryRecvError::Disconnected) => return self.commit_alone(&mut connection, act),
            Err(TryRecvError::Empty) => {}
        }
        self.commit_all(&mut connection, mem::take(&mut *self.waiting()));
        told.recv().unwrap_or_else(|_| self.commit_alone(&mut connection, act))
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
                let _ = act.answer.send(outcome);
            }),
            // The disk is full, or fails: each is tried alone, so that each is told what stopped it.
            Err(_) => acts.into_iter().for_each(|act| {
                let _ = act.answer.send(self.commit_alone(connection, &act.commit));
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

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
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
