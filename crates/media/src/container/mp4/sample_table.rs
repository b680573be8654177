//! Where a track's samples lie. The tables stay in the file: a long recording has hundreds of thousands of rows, of
//! which a poster needs three.

use std::io::{Read, Seek};

use crate::container::boxes::Atom;
use crate::error::MediaError;
use crate::source::Source;

/// A day of video at 60 frames a second; more rows than this are not walked.
const MAX_ROWS: u64 = 6_000_000;
/// Rows read at a time.
const CHUNK: u64 = 8192;

/// One sample's bytes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

#[derive(Debug, Default, Clone, Copy)]
struct Table {
    offset: u64,
    rows: u64,
}

/// The tables of `stbl`, noted but not read.
#[derive(Debug, Default)]
pub(crate) struct SampleTable {
    /// Number of samples, and ticks they take together.
    pub(super) frames_and_ticks: (u64, u64),
    times: Table,
    key_frames: Option<Table>,
    sizes: Table,
    /// All samples are this long; 0: see `sizes`.
    one_size: u32,
    chunks: Table,
    chunk_offsets: Table,
    wide_offsets: bool,
}

impl SampleTable {
    /// Notes a table of `stbl`; other boxes are passed over.
    pub(super) fn note<R: Read + Seek>(
        &mut self,
        source: &mut Source<R>,
        atom: Atom,
    ) -> Result<(), MediaError> {
        let row: u64 = match &atom.name {
            b"stts" => 8,
            b"stss" | b"stco" | b"stsz" => 4,
            b"stsc" => 12,
            b"co64" => 8,
            _ => return Ok(()),
        };
        source.skip(4)?;
        if &atom.name == b"stsz" {
            self.one_size = source.u32_be()?;
        }
        let rows = u64::from(source.u32_be()?);
        let offset = source.position();
        let fits = atom.end.saturating_sub(offset) / row;
        let table = Table { offset, rows: rows.min(fits).min(MAX_ROWS) };
        match &atom.name {
            b"stts" => {
                self.times = table;
                self.frames_and_ticks = self.count(source)?;
            }
            b"stss" => self.key_frames = Some(table),
            // One size for all needs no rows.
            b"stsz" => self.sizes = Table { offset, rows: rows.min(MAX_ROWS) },
            b"stsc" => self.chunks = table,
            _ => {
                self.chunk_offsets = table;
                self.wide_offsets = &atom.name == b"co64";
            }
        }
        Ok(())
    }

    fn count<R: Read + Seek>(&self, source: &mut Source<R>) -> Result<(u64, u64), MediaError> {
        let (mut frames, mut ticks) = (0u64, 0u64);
        rows::<8, R>(source, self.times, |&[a, b, c, d, e, f, g, h]| {
            let count = u64::from(u32::from_be_bytes([a, b, c, d]));
            frames += count;
            ticks = ticks.saturating_add(count * u64::from(u32::from_be_bytes([e, f, g, h])));
            true
        })?;
        Ok((frames, ticks))
    }

    /// The number (from 0) of the sample shown at `ticks`.
    fn sample_at<R: Read + Seek>(
        &self,
        source: &mut Source<R>,
        ticks: u64,
    ) -> Result<u64, MediaError> {
        let (mut sample, mut at) = (0u64, 0u64);
        rows::<8, R>(source, self.times, |&[a, b, c, d, e, f, g, h]| {
            let count = u64::from(u32::from_be_bytes([a, b, c, d]));
            let each = u64::from(u32::from_be_bytes([e, f, g, h]));
            let whole = (ticks - at).checked_div(each).unwrap_or(count);
            if whole < count {
                sample += whole;
                return false;
            }
            sample += count;
            at = at.saturating_add(count * each);
            at <= ticks
        })?;
        Ok(sample)
    }

    /// Key frames to try for a poster, best first: the first at or after `ticks`, one half way from there to the end,
    /// and the very first.
    pub(crate) fn candidates<R: Read + Seek>(
        &self,
        source: &mut Source<R>,
        ticks: u64,
    ) -> Result<Vec<u64>, MediaError> {
        let samples = self.sizes.rows;
        let aim = self.sample_at(source, ticks)?.min(samples.saturating_sub(1));
        let half = aim + (samples - aim.min(samples)) / 2;
        let Some(table) = self.key_frames else {
            // Without the table every sample is a key frame.
            return Ok(unique(vec![aim, half, 0], samples));
        };
        let (mut after_aim, mut after_half, mut last) = (None, None, None);
        let mut first = None;
        rows::<4, R>(source, table, |&row| {
            let Some(sample) = u64::from(u32::from_be_bytes(row)).checked_sub(1) else {
                return true;
            };
            first = first.or(Some(sample));
            if sample >= aim {
                after_aim = after_aim.or(Some(sample));
            }
            if sample >= half {
                after_half = after_half.or(Some(sample));
            }
            last = Some(sample);
            after_half.is_none()
        })?;
        let found = [after_aim, after_half, last, first].into_iter().flatten().collect();
        Ok(unique(found, samples))
    }

    /// Where a sample lies. `None` when the tables contradict each other.
    pub(crate) fn span<R: Read + Seek>(
        &self,
        source: &mut Source<R>,
        sample: u64,
    ) -> Result<Option<Span>, MediaError> {
        if sample >= self.sizes.rows {
            return Ok(None);
        }
        let Some((chunk, first_in_chunk)) = self.chunk_of(source, sample)? else { return Ok(None) };
        if chunk >= self.chunk_offsets.rows || sample - first_in_chunk > CHUNK {
            return Ok(None);
        }
        let start = if self.wide_offsets {
            source.seek_to(self.chunk_offsets.offset + chunk * 8)?;
            source.u64_be()?
        } else {
            source.seek_to(self.chunk_offsets.offset + chunk * 4)?;
            u64::from(source.u32_be()?)
        };
        let mut offset = start;
        for before in first_in_chunk..sample {
            offset = offset.saturating_add(self.size(source, before)?);
        }
        let length = self.size(source, sample)?;
        let inside = offset.checked_add(length).is_some_and(|end| end <= source.len());
        Ok((inside && length > 0).then_some(Span { offset, length }))
    }

    fn size<R: Read + Seek>(&self, source: &mut Source<R>, sample: u64) -> Result<u64, MediaError> {
        if self.one_size > 0 {
            return Ok(u64::from(self.one_size));
        }
        source.seek_to(self.sizes.offset + sample * 4)?;
        source.u32_be().map(u64::from)
    }

    /// The chunk (from 0) that holds a sample, and that chunk's first sample.
    fn chunk_of<R: Read + Seek>(
        &self,
        source: &mut Source<R>,
        sample: u64,
    ) -> Result<Option<(u64, u64)>, MediaError> {
        // Each row holds until the next one begins: first chunk (from 1), samples a chunk.
        let (mut first_sample, mut run): (u64, Option<(u64, u64)>) = (0, None);
        let mut found = None;
        rows::<12, R>(source, self.chunks, |&[a, b, c, d, e, f, g, h, ..]| {
            let chunk = u64::from(u32::from_be_bytes([a, b, c, d]));
            let each = u64::from(u32::from_be_bytes([e, f, g, h]));
            if let Some((from, each)) = run {
                let samples = chunk.saturating_sub(from) * each;
                if sample < first_sample + samples {
                    found = locate(sample, first_sample, from, each);
                    return false;
                }
                first_sample += samples;
            }
            run = Some((chunk, each));
            true
        })?;
        Ok(found.or_else(|| run.and_then(|(from, each)| locate(sample, first_sample, from, each))))
    }
}

fn locate(sample: u64, first_sample: u64, first_chunk: u64, each: u64) -> Option<(u64, u64)> {
    let further = (sample - first_sample).checked_div(each)?;
    Some((first_chunk.checked_sub(1)? + further, first_sample + further * each))
}

fn unique(samples: Vec<u64>, limit: u64) -> Vec<u64> {
    let mut kept = Vec::new();
    for sample in samples {
        if sample < limit && !kept.contains(&sample) && kept.len() < 3 {
            kept.push(sample);
        }
    }
    kept
}

/// Hands each row of a table to `visit` until that says no.
fn rows<const N: usize, R: Read + Seek>(
    source: &mut Source<R>,
    table: Table,
    mut visit: impl FnMut(&[u8; N]) -> bool,
) -> Result<(), MediaError> {
    source.seek_to(table.offset)?;
    let mut left = table.rows;
    while left > 0 {
        let count = left.min(CHUNK);
        let bytes = source.bytes(count * N as u64)?;
        if !bytes.as_chunks::<N>().0.iter().all(&mut visit) {
            return Ok(());
        }
        left -= count;
    }
    Ok(())
}
