//! Pictures cut into tiles for looking at every pixel: begun by whoever opens one closely, stopped when nobody looks any
//! more, kept in the cache as one file a picture. As with copies, the jobs live in memory and can be begun anew.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufWriter;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use archive::StoredAsset;
use media::tiles::{Pack, PackWriter, Sheet, TILE, TILES_VERSION, TileSink};
use media::{CancelToken, Facts, Group, MediaError, Recipe, Sight};
use workflow::{AccountId, Sha256};

use super::facts::{facts_of, has_picture};
use crate::caller::Caller;
use crate::view::TilesState;
use crate::{Office, OfficeError};

const ENDING: &str = ".tiles";
/// What all packs may take on disk, bytes: some fifty pictures of 100 megapixels.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Pictures that are cut or wait for it; each holds a thread.
const MOST_JOBS: usize = 12;
const NO_TILES: OfficeError = OfficeError::NotFound { what: "Petak gambar" };

/// The pictures that are being cut, or that could not be.
#[derive(Default)]
pub(crate) struct Cutting {
    jobs: Mutex<HashMap<(Sha256, u32), Job>>,
}

struct Job {
    progress: Arc<Mutex<Progress>>,
    cancel: CancelToken,
    /// Who looks; when the last one leaves, it stops.
    looking: HashSet<AccountId>,
}

#[derive(Debug, Clone)]
enum Progress {
    Running { done: u32, total: u32 },
    Failed { message: String },
}

/// One tile of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub level: u32,
    pub column: u32,
    pub row: u32,
}

impl Cell {
    /// Changes whenever the same original would give other bytes: for ETags.
    #[must_use]
    pub fn version(self, page: u32) -> String {
        let Self { level, column, row } = self;
        format!("tile-v{TILES_VERSION}-p{page}-{level}-{column}-{row}")
    }
}

impl Office {
    /// Begins to cut page `page` (from 1) of a picture, unless that is done, under way or not needed.
    ///
    /// # Errors
    /// `NotFound` for unknown files, for those without a picture, and for pages that are not there.
    pub fn begin_tiles(
        &self,
        caller: &Caller,
        sha256: &Sha256,
        page: u32,
    ) -> Result<TilesState, OfficeError> {
        let (stored, facts) = self.cuttable(sha256, page)?;
        match self.tiles(caller, sha256, page)? {
            TilesState::Absent | TilesState::Failed { .. } | TilesState::Running { .. } => {}
            there => return Ok(there),
        }
        let key = (sha256.clone(), page);
        let progress = Arc::new(Mutex::new(Progress::Running { done: 0, total: 0 }));
        let cancel = CancelToken::new();
        {
            let mut jobs = lock(&self.parts.tiles.jobs);
            let running = |job: &Job| matches!(*lock(&job.progress), Progress::Running { .. });
            if let Some(job) = jobs.get_mut(&key).filter(|job| running(job)) {
                job.looking.insert(caller.id());
                return Ok(told(&lock(&job.progress)));
            }
            if jobs.values().filter(|job| running(job)).count() >= MOST_JOBS {
                return Ok(TilesState::Absent);
            }
            // A failure is told once; it is no reason to keep anything.
            jobs.retain(|_, job| running(job));
            let (progress, cancel) = (Arc::clone(&progress), cancel.clone());
            jobs.insert(key.clone(), Job { progress, cancel, looking: [caller.id()].into() });
        }
        let office = self.clone();
        let begun = std::thread::Builder::new()
            .name("tiles".to_owned())
            .spawn(move || office.cut(&stored, &facts, page, &progress, &cancel));
        if let Err(error) = begun {
            lock(&self.parts.tiles.jobs).remove(&key);
            return Err(error.into());
        }
        Ok(TilesState::Running { done: 0, total: 0 })
    }

    /// Where the cutting stands.
    ///
    /// # Errors
    /// As [`Office::begin_tiles`].
    pub fn tiles(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        page: u32,
    ) -> Result<TilesState, OfficeError> {
        let (_, facts) = self.cuttable(sha256, page)?;
        if !needed(&facts) {
            return Ok(TilesState::Unneeded);
        }
        if let Some(job) = lock(&self.parts.tiles.jobs).get(&(sha256.clone(), page)) {
            return Ok(told(&lock(&job.progress)));
        }
        // A pack that makes no sense, after a crash say, is made anew.
        let sheet = self.pack(sha256, page)?.map(|pack| pack.sheet());
        Ok(sheet.map_or(TilesState::Absent, |sheet| TilesState::Ready {
            width: sheet.width,
            height: sheet.height,
            tile_size: TILE,
            levels: sheet.levels(),
        }))
    }

    /// The caller looks no more. What nobody waits for is not cut to the end.
    ///
    /// # Errors
    /// As [`Office::begin_tiles`].
    pub fn leave_tiles(
        &self,
        caller: &Caller,
        sha256: &Sha256,
        page: u32,
    ) -> Result<(), OfficeError> {
        self.cuttable(sha256, page)?;
        let mut jobs = lock(&self.parts.tiles.jobs);
        let key = (sha256.clone(), page);
        if let Some(job) = jobs.get_mut(&key) {
            job.looking.remove(&caller.id());
            if job.looking.is_empty() {
                job.cancel.cancel();
                jobs.remove(&key);
            }
        }
        Ok(())
    }

    /// The JPEG of one tile.
    ///
    /// # Errors
    /// `NotFound` for what has no such tile, and while they are not cut.
    pub fn tile(
        &self,
        _caller: &Caller,
        sha256: &Sha256,
        page: u32,
        cell: Cell,
    ) -> Result<Vec<u8>, OfficeError> {
        self.cuttable(sha256, page)?;
        let mut pack = self.pack(sha256, page)?.ok_or(NO_TILES)?;
        pack.tile(cell.level, cell.column, cell.row)?.ok_or(NO_TILES)
    }

    /// Stops all cutting, because the program ends.
    pub fn stop_tiles(&self) {
        for (_, job) in lock(&self.parts.tiles.jobs).drain() {
            job.cancel.cancel();
        }
    }

    fn cuttable(&self, sha256: &Sha256, page: u32) -> Result<(StoredAsset, Facts), OfficeError> {
        let stored = self.stored_asset(sha256)?;
        let facts = facts_of(&stored)?;
        let shown = has_picture(&facts) && facts.group() != Group::Video;
        if !shown || !(1..=facts.pages.unwrap_or(1)).contains(&page) {
            return Err(NO_TILES);
        }
        Ok((stored, facts))
    }

    fn pack(&self, sha256: &Sha256, page: u32) -> Result<Option<Pack<File>>, OfficeError> {
        let Some(path) = self.store().cache_path(sha256, &key(page))? else { return Ok(None) };
        Ok(File::open(path).and_then(Pack::open).ok())
    }

    fn cut(
        &self,
        stored: &StoredAsset,
        facts: &Facts,
        page: u32,
        progress: &Arc<Mutex<Progress>>,
        cancel: &CancelToken,
    ) {
        let outcome = self.packed(stored, facts, page, progress, cancel);
        let mut jobs = lock(&self.parts.tiles.jobs);
        let id = (stored.sha256.clone(), page);
        // One that was cancelled, and perhaps begun again, is no longer this one.
        if !jobs.get(&id).is_some_and(|known| Arc::ptr_eq(&known.progress, progress)) {
            return;
        }
        match outcome {
            Ok(()) => drop(jobs.remove(&id)),
            Err(error) => *lock(progress) = Progress::Failed { message: error.to_string() },
        }
        drop(jobs);
        // Old packs go when a new one has come. What can't be removed now is removed the next time.
        let _ = self.store().trim_cached(ENDING, MOST_BYTES);
    }

    fn packed(
        &self,
        stored: &StoredAsset,
        facts: &Facts,
        page: u32,
        progress: &Arc<Mutex<Progress>>,
        cancel: &CancelToken,
    ) -> Result<(), OfficeError> {
        let path = self.original_path(&stored.sha256)?;
        let made = self.store().scratch(ENDING)?;
        let file = made.reopen()?;
        let sink = Arc::new(Sink {
            state: Mutex::new(Writing { file: Some(file), pack: None, failed: None }),
            progress: Arc::clone(progress),
        });
        let dynamic: Arc<dyn TileSink> = Arc::<Sink>::clone(&sink);
        let cut = self.parts.workshop.cut_tiles(&path, page - 1, facts, cancel, &dynamic);
        let Writing { pack, failed, .. } = &mut *lock(&sink.state);
        // Why it was told to stop says more than that it stopped.
        if let Some(error) = failed.take() {
            return Err(error.into());
        }
        cut?;
        let pack = pack.take().ok_or(MediaError::Truncated)?;
        pack.finish()?;
        if cancel.is_cancelled() {
            return Err(OfficeError::IntakeCancelled);
        }
        Ok(self.store().adopt_cached(&stored.sha256, &key(page), made)?)
    }
}

/// Writes tiles into a pack and counts them.
#[derive(Debug)]
struct Sink {
    state: Mutex<Writing>,
    progress: Arc<Mutex<Progress>>,
}

#[derive(Debug)]
struct Writing {
    file: Option<File>,
    pack: Option<PackWriter<BufWriter<File>>>,
    failed: Option<std::io::Error>,
}

impl TileSink for Sink {
    fn begin(&self, sheet: Sheet) -> bool {
        let state = &mut *lock(&self.state);
        let Some(file) = state.file.take() else { return false };
        match PackWriter::begin(BufWriter::new(file), sheet) {
            Ok(pack) => state.pack = Some(pack),
            Err(error) => state.failed = Some(error),
        }
        *lock(&self.progress) = Progress::Running { done: 0, total: sheet.count() };
        state.failed.is_none()
    }

    fn tile(&self, jpeg: &[u8]) -> bool {
        let state = &mut *lock(&self.state);
        let Some(pack) = &mut state.pack else { return false };
        if let Err(error) = pack.tile(jpeg) {
            state.failed = Some(error);
            return false;
        }
        if let Progress::Running { done, .. } = &mut *lock(&self.progress) {
            *done = pack.written();
        }
        true
    }
}

/// Whether the preview leaves something out.
fn needed(facts: &Facts) -> bool {
    let edge = facts.width.zip(facts.height).map(|(width, height)| width.max(height));
    facts.kind.sight() == Sight::Drawn
        || edge.is_none_or(|edge| edge > Recipe::PREVIEW.longest_edge)
}

fn told(progress: &Progress) -> TilesState {
    match progress.clone() {
        Progress::Running { done, total } => TilesState::Running { done, total },
        Progress::Failed { message } => TilesState::Failed { message },
    }
}

fn key(page: u32) -> String {
    format!("v{TILES_VERSION}-p{page}{ENDING}")
}

/// What these locks guard is sound after every line.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
