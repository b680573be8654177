//! The floor: a bare axum handler with one read from SQLite.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::extract::{Path as Named, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::Connection;
use serde_json::{Value, json};

/// As long as a small item.
const PAYLOAD: usize = 1_500;

type Readers = Arc<Vec<Mutex<Connection>>>;

pub fn serve(folder: &Path) -> Result<()> {
    let file = folder.join("floor.db");
    let writer = Connection::open(&file)?;
    writer.pragma_update(None, "journal_mode", "WAL")?;
    writer.execute_batch(
        "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)",
    )?;
    for id in 1..=1_000 {
        writer.execute("INSERT OR REPLACE INTO row VALUES (?1, ?2)", (id, "x".repeat(PAYLOAD)))?;
    }
    let readers = (0..4).map(|_| Ok(Mutex::new(Connection::open(&file)?)));
    let readers: Readers = Arc::new(readers.collect::<Result<_>>()?);
    let router = Router::new().route("/row/{id}", get(row)).with_state(readers);
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        Ok(axum::serve(listener, router).await?)
    })
}

async fn row(
    State(readers): State<Readers>,
    Named(id): Named<usize>,
) -> Result<Json<Value>, StatusCode> {
    let read = move || -> rusqlite::Result<String> {
        let reader = readers[id % readers.len()].lock().unwrap_or_else(PoisonError::into_inner);
        reader
            .prepare_cached("SELECT payload FROM row WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(payload)) => Ok(Json(json!({"id": id, "payload": payload}))),
        _ => Err(StatusCode::NOT_FOUND),
    }
}
