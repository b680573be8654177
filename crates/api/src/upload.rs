//! Bytes that arrive over the network.
//!
//! A slow sender costs a connection and a megabyte, never a thread: the stream is awaited, and only a
//! full buffer goes to a thread that may wait for the disk. One account has a few uploads at a time;
//! more wait their turn.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use office::parts::workflow::AccountId;
use office::view::AssetView;
use office::{Caller, CancelToken, Intake, OfficeError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::app::{App, wait};
use crate::failure::Failure;

/// Uploads of one account at a time.
const AT_ONCE: usize = 4;
/// Bytes gathered before the disk is asked.
const GATHERED: usize = 1 << 20;
/// How long a sender may be silent.
const SILENCE: Duration = Duration::from_secs(60);

#[derive(Default)]
pub(crate) struct UploadSlots(Mutex<HashMap<AccountId, Arc<Semaphore>>>);

impl UploadSlots {
    /// Waits for a place.
    pub async fn enter(&self, account: AccountId) -> Result<OwnedSemaphorePermit, Failure> {
        let slots = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(account).or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))))
        };
        match tokio::time::timeout(SILENCE, slots.acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(OfficeError::TooManyUploads.into()),
        }
    }
}

/// Writes the body into `intake` and finishes it. Dropping the future, as when the sender hangs up, leaves nothing.
pub(crate) async fn receive(app: &App, intake: Intake, body: Body) -> Result<AssetView, Failure> {
    let mut stream = body.into_data_stream();
    let intake = gather(intake, &mut stream).await?;
    let _turn = app.turns.picture().await?;
    wait(move || intake.finish(&CancelToken::new())).await
}

async fn gather(mut intake: Intake, stream: &mut BodyDataStream) -> Result<Intake, Failure> {
    let mut gathered = Vec::new();
    loop {
        let more = next_full(stream, &mut gathered).await?;
        (intake, gathered) = write(intake, gathered).await?;
        if !more {
            return Ok(intake);
        }
    }
}

/// Writes the body to where it belongs in an upload. What came before the connection broke stays.
pub(crate) async fn receive_piece(
    app: &App,
    caller: &Caller,
    id: Uuid,
    mut offset: u64,
    body: Body,
) -> Result<(), Failure> {
    let (mut stream, mut gathered) = (body.into_data_stream(), Vec::new());
    loop {
        let more = next_full(&mut stream, &mut gathered).await;
        let (caller, bytes) = (caller.clone(), std::mem::take(&mut gathered));
        let count = bytes.len() as u64;
        gathered = app
            .run(move |office| {
                office.write_upload(&caller, id, offset, &bytes)?;
                Ok(bytes)
            })
            .await?;
        gathered.clear();
        offset += count;
        if !more? {
            return Ok(());
        }
    }
}

/// Fills the buffer; false when there is no more, with what is left in it.
async fn next_full(stream: &mut BodyDataStream, gathered: &mut Vec<u8>) -> Result<bool, Failure> {
    while gathered.len() < GATHERED {
        match next(stream).await? {
            Some(chunk) => gathered.extend_from_slice(&chunk),
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Gives the emptied buffer back.
async fn write(mut intake: Intake, mut bytes: Vec<u8>) -> Result<(Intake, Vec<u8>), Failure> {
    wait(move || {
        intake.write(&bytes)?;
        bytes.clear();
        Ok::<_, OfficeError>((intake, bytes))
    })
    .await
}

async fn next(stream: &mut BodyDataStream) -> Result<Option<Bytes>, Failure> {
    match tokio::time::timeout(SILENCE, stream.next()).await {
        Ok(None) => Ok(None),
        Ok(Some(Ok(chunk))) => Ok(Some(chunk)),
        Ok(Some(Err(_))) => Err(Failure::new(
            StatusCode::BAD_REQUEST,
            "upload_broken",
            "Pengiriman berkas terputus. Periksa jaringan, lalu kirim lagi.",
        )),
        Err(_) => Err(Failure::new(
            StatusCode::REQUEST_TIMEOUT,
            "upload_stalled",
            "Pengiriman berkas berhenti terlalu lama. Periksa jaringan, lalu kirim lagi.",
        )),
    }
}
