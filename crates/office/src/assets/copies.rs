//! Copies of videos in the shape that a platform takes, made one at a time by ffmpeg where the system has it.
//!
//! A copy takes minutes, so it is begun, asked about, and fetched; who asks again while it runs joins it. What is
//! finished lies in the cache like every rendition. The jobs themselves live in memory: a restart forgets what was
//! running, and asking again begins it anew.

use std::collections::HashMap;
use std::fs::File;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use media::CancelToken;
use workflow::Sha256;

use super::facts::facts_of;
use super::transcode;
use crate::caller::Caller;
use crate::places::VideoPlace;
use crate::view::CopyState;
use crate::{Office, OfficeError};

/// Raised whenever the same copy would be made differently.
const VERSION: u32 = 1;
const NO_COPY: OfficeError = OfficeError::NotFound { what: "Salinan video" };

/// The copies that are being made or that failed.
#[derive(Default)]
pub(crate) struct Copies {
    jobs: Mutex<HashMap<(Sha256, String), Job>>,
    /// ffmpeg uses every core by itself: one at a time.
    turn: Arc<Mutex<()>>,
    ffmpeg: OnceLock<Option<String>>,
}

#[derive(Clone)]
struct Job {
    progress: Arc<Mutex<Progress>>,
    cancel: CancelToken,
}

#[derive(Clone)]
enum Progress {
    Running { done_ms: u64, total_ms: u64 },
    Failed { message: String },
}

impl Copies {
    /// The version of ffmpeg, if it is there; asked once.
    pub fn ffmpeg(&self) -> Option<String> {
        self.ffmpeg.get_or_init(transcode::ffmpeg_version).clone()
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<(Sha256, String), Job>> {
        lock(&self.jobs)
    }
}

impl Office {
    /// Begins a copy, unless it is there or on its way.
    ///
    /// # Errors
    /// `NotFound` for unknown files and places and for what is no video; `NoFfmpeg` where the program is missing.
    pub fn begin_copy(
        &self,
        caller: &Caller,
        sha256: &Sha256,
        place: &str,
    ) -> Result<CopyState, OfficeError> {
        let place = self.video_place(sha256, place)?;
        if self.parts.copies.ffmpeg().is_none() {
            return Err(OfficeError::NoFfmpeg);
        }
        match self.copy(caller, sha256, &place.id)? {
            CopyState::Absent | CopyState::Failed { .. } => {}
            underway => return Ok(underway),
        }
        let total_ms = facts_of(&self.stored_asset(sha256)?)?.duration_ms.unwrap_or(0);
        let job = Job {
            progress: Arc::new(Mutex::new(Progress::Running { done_ms: 0, total_ms })),
            cancel: CancelToken::new(),
        };
        let key = (sha256.clone(), place.id.clone());
        {
            let mut jobs = self.parts.copies.jobs();
            let running = |job: &Job| matches!(*lock(&job.progress), Progress::Running { .. });
            if jobs.get(&key).is_some_and(running) {
                drop(jobs);
                return self.copy(caller, sha256, &place.id);
            }
            jobs.insert(key.clone(), job.clone());
        }
        let office = self.clone();
        let (sha256, video) = (sha256.clone(), place.clone());
        let name = format!("copy-{}", place.id);
        let begun = std::thread::Builder::new()
            .name(name)
            .spawn(move || office.make_copy(&sha256, &video, &job));
        if let Err(error) = begun {
            self.parts.copies.jobs().remove(&key);
            return Err(error.into());
        }
        Ok(CopyState::Running { done_ms: 0, total_ms })
    }

    /// Where the making of a copy stands.
    ///
    /// # Errors
    /// `NotFound` as [`Office::begin_copy`].
    pub fn copy(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        place: &str,
    ) -> Result<CopyState, OfficeError> {
        let place = self.video_place(sha256, place)?;
        let job = self.parts.copies.jobs().get(&(sha256.clone(), place.id.clone())).cloned();
        if let Some(job) = job {
            return Ok(match lock(&job.progress).clone() {
                Progress::Running { done_ms, total_ms } => CopyState::Running { done_ms, total_ms },
                Progress::Failed { message } => CopyState::Failed { message },
            });
        }
        let Some(path) = self.store().cache_path(sha256, &key(place)?)? else {
            return Ok(CopyState::Absent);
        };
        Ok(CopyState::Ready {
            bytes: std::fs::metadata(path)?.len(),
            url: format!("/api/media/{sha256}/copies/{}/file", place.id),
        })
    }

    /// Stops a copy that is being made, and forgets a failure; a finished copy stays.
    ///
    /// # Errors
    /// `NotFound` as [`Office::begin_copy`].
    pub fn cancel_copy(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        place: &str,
    ) -> Result<(), OfficeError> {
        let place = self.video_place(sha256, place)?;
        let job = self.parts.copies.jobs().remove(&(sha256.clone(), place.id.clone()));
        if let Some(job) = job {
            job.cancel.cancel();
        }
        Ok(())
    }

    /// Stops every copy, because the program ends.
    pub fn stop_copies(&self) {
        for (_, job) in self.parts.copies.jobs().drain() {
            job.cancel.cancel();
        }
    }

    /// A finished copy, opened: the file, its length and a name that changes with its bytes.
    ///
    /// # Errors
    /// `NotFound` while it is not ready.
    pub fn copy_file(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        place: &str,
    ) -> Result<(File, u64, String), OfficeError> {
        let key = key(self.video_place(sha256, place)?)?;
        let path = self.store().cache_path(sha256, &key)?.ok_or(NO_COPY)?;
        let file = File::open(path)?;
        let bytes = file.metadata()?.len();
        Ok((file, bytes, key))
    }

    fn video_place(&self, sha256: &Sha256, place: &str) -> Result<&VideoPlace, OfficeError> {
        let stored = self.stored_asset(sha256)?;
        if facts_of(&stored)?.group() != media::Group::Video {
            return Err(NO_COPY);
        }
        self.places().video(place).ok_or(NO_COPY)
    }

    fn make_copy(&self, sha256: &Sha256, place: &VideoPlace, job: &Job) {
        let outcome = {
            let turn = Arc::clone(&self.parts.copies.turn);
            let _turn = lock(&turn);
            self.transcoded(sha256, place, job)
        };
        let mut jobs = self.parts.copies.jobs();
        let id = (sha256.clone(), place.id.clone());
        // A copy that was cancelled, and perhaps begun again, is no longer this one.
        if !jobs.get(&id).is_some_and(|known| Arc::ptr_eq(&known.progress, &job.progress)) {
            return;
        }
        match outcome {
            Ok(()) => drop(jobs.remove(&id)),
            Err(error) => *lock(&job.progress) = Progress::Failed { message: error.to_string() },
        }
    }

    fn transcoded(
        &self,
        sha256: &Sha256,
        place: &VideoPlace,
        job: &Job,
    ) -> Result<(), OfficeError> {
        if job.cancel.is_cancelled() {
            return Err(OfficeError::IntakeCancelled);
        }
        let source = self.original_path(sha256)?;
        let made = self.store().scratch(".mp4")?;
        let mut told = |done: u64| {
            if let Progress::Running { done_ms, .. } = &mut *lock(&job.progress) {
                *done_ms = done;
            }
        };
        transcode::platform_copy(&source, made.path(), place, &mut told, &job.cancel)?;
        if job.cancel.is_cancelled() {
            return Err(OfficeError::IntakeCancelled);
        }
        Ok(self.store().adopt_cached(sha256, &key(place)?, made)?)
    }
}

/// An office may correct a place, so the whole place is in the name and not its id alone.
fn key(place: &VideoPlace) -> Result<String, OfficeError> {
    let json = serde_json::to_vec(place)
        .map_err(|error| OfficeError::Internal(format!("tempat video: {error}")))?;
    Ok(format!("copy-v{VERSION}-{}.mp4", &Sha256::of(&json).as_str()[..24]))
}

/// What these locks guard is sound after every line.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
