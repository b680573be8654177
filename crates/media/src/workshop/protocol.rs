//! What is said over the pipes: length-prefixed frames, JSON for what has a shape, plain bytes for pictures.
//!
//! To the helper go a [`Job`] and the path's bytes. Back come one frame that says the job has begun, one with the
//! [`Answer`], and after it the pictures as they are, of the lengths that the answer named. Neither side trusts a
//! length: the helper may have decoded something that took it over, so its answer is held against what was asked
//! before anything is allocated.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::path_bytes;
use crate::derive::Rendered;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::order::{Done, Order, Rendition};
use crate::place::Fit;

/// The longest frame with a shape, bytes.
const LONGEST_FRAME: usize = 1024 * 1024;
/// The most bytes of one picture.
const LARGEST_PICTURE: u64 = 64 * 1024 * 1024;
/// The most bytes that a JPEG takes for a pixel: noise at the best quality.
const BYTES_A_PIXEL: u64 = 4;
/// What a JPEG takes beside its pixels, bytes.
const HEADERS: u64 = 64 * 1024;
/// How every JPEG begins.
const SIGNATURE: [u8; 3] = [0xFF, 0xD8, 0xFF];

/// One piece of work.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Job {
    pub(super) order: Order,
    /// Longest edge and quality of each recipe in the order: a recipe's name alone does not tell those of one that a
    /// command line asked for.
    sizes: Vec<(u32, u8)>,
    /// What it may hold, bytes.
    pub(super) memory: u64,
    /// The tiles of the order's page are wanted, and nothing else.
    #[serde(default)]
    pub(super) tiles: bool,
}

impl Job {
    pub(super) fn new(order: &Order, memory: u64, tiles: bool) -> Self {
        let sizes =
            order.recipes.iter().map(|recipe| (recipe.longest_edge, recipe.quality)).collect();
        Self { order: order.clone(), sizes, memory, tiles }
    }

    /// The frames of this job.
    pub(super) fn to_bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        write_shape(&mut bytes, self)?;
        write_frame(&mut bytes, &path_bytes::to_bytes(path))?;
        Ok(bytes)
    }

    /// The next job, or `None` when the other side has no more.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<(PathBuf, Self)>> {
        let Some(frame) = read_frame(from)? else { return Ok(None) };
        let mut job: Self = serde_json::from_slice(&frame)?;
        for (recipe, (edge, quality)) in job.order.recipes.iter_mut().zip(&job.sizes) {
            (recipe.longest_edge, recipe.quality) = (*edge, *quality);
        }
        let path = read_frame(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(Some((path_bytes::from_bytes(path), job)))
    }
}

/// What came of a job; the bytes of the pictures follow in the order asked.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    outcome: Result<Slip, MediaError>,
    /// What the helper holds now, bytes, where the system tells.
    resident: Option<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Slip {
    facts: Facts,
    pictures: Vec<Shape>,
    /// What is known of each, and its bytes.
    renditions: Vec<(Rendition, u64)>,
}

/// One picture that follows.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Shape {
    width: u32,
    height: u32,
    bytes: u64,
}

/// What the helper says first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Begun,
}

/// An outcome and what the helper held after it.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) outcome: Result<Done, MediaError>,
    pub(super) resident: Option<u64>,
}

pub(super) fn write_begun(to: &mut impl Write) -> io::Result<()> {
    write_shape(to, &Word::Begun)?;
    to.flush()
}

pub(super) fn read_begun(from: &mut impl Read) -> io::Result<()> {
    let frame = read_frame(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    serde_json::from_slice(&frame).map(|Word::Begun| ()).map_err(io::Error::from)
}

pub(super) fn write_reply(to: &mut impl Write, reply: Reply) -> io::Result<()> {
    let mut pictures: Vec<Vec<u8>> = Vec::new();
    let mut put = |jpeg: Vec<u8>| {
        let bytes = jpeg.len() as u64;
        pictures.push(jpeg);
        bytes
    };
    let outcome = reply.outcome.map(|done| Slip {
        facts: done.facts,
        pictures: done
            .pictures
            .into_iter()
            .map(|one| Shape { width: one.width, height: one.height, bytes: put(one.jpeg) })
            .collect(),
        renditions: done
            .renditions
            .into_iter()
            .map(|mut one| {
                let bytes = put(std::mem::take(&mut one.jpeg));
                (one, bytes)
            })
            .collect(),
    });
    write_shape(to, &Answer { outcome, resident: reply.resident })?;
    for picture in &pictures {
        to.write_all(picture)?;
    }
    to.flush()
}

/// Reads the answer to `order`.
///
/// # Errors
/// An early end, or anything that can't be an answer to that order.
pub(super) fn read_reply(from: &mut impl Read, order: &Order) -> io::Result<Reply> {
    let frame = read_frame(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let Answer { outcome, resident } = serde_json::from_slice(&frame)?;
    let slip = match outcome {
        Ok(slip) => slip,
        Err(error) => return Ok(Reply { outcome: Err(error), resident }),
    };
    // A whole file that can't be shown has no pictures.
    let unseen = order.keep_undecodable && slip.facts.undecodable.is_some();
    let cuts = order.cuts.len() + order.proposed.len();
    let wanted = if unseen { (0, 0) } else { (order.recipes.len(), cuts) };
    if (slip.pictures.len(), slip.renditions.len()) != wanted {
        return Err(nonsense("another number of pictures"));
    }
    let mut pictures = Vec::with_capacity(slip.pictures.len());
    for (recipe, Shape { width, height, bytes }) in order.recipes.iter().zip(slip.pictures) {
        let edge = recipe.longest_edge;
        let jpeg = read_picture(from, (width, height), (edge, edge), bytes)?;
        pictures.push(Rendered { recipe: *recipe, width, height, jpeg });
    }
    let mut renditions = Vec::with_capacity(slip.renditions.len());
    let asked = order.cuts.iter().map(|cut| (&cut.place, Some(cut.fit)));
    let asked = asked.chain(order.proposed.iter().map(|place| (place, None)));
    for ((place, fit), (mut one, bytes)) in asked.zip(slip.renditions) {
        // How a proposal fits is the look's to say, but it is one of two ways.
        let is_a_proposal = matches!(one.fit, Fit::Crop { .. } | Fit::Blur);
        if one.place != place.id || fit.map_or(!is_a_proposal, |fit| one.fit != fit) {
            return Err(nonsense("a picture for another place"));
        }
        if one.over_limit != (bytes > place.max_bytes) {
            return Err(nonsense("a wrong word about the limit"));
        }
        one.jpeg = read_picture(from, (one.width, one.height), (place.width, place.height), bytes)?;
        renditions.push(one);
    }
    Ok(Reply { outcome: Ok(Done { facts: slip.facts, pictures, renditions }), resident })
}

/// The bytes of a picture of `size` (width, height), which may not be larger than `most`.
pub(super) fn read_picture(
    from: &mut impl Read,
    size: (u32, u32),
    most: (u32, u32),
    bytes: u64,
) -> io::Result<Vec<u8>> {
    if !(1..=most.0).contains(&size.0) || !(1..=most.1).contains(&size.1) {
        return Err(nonsense("a picture of another size"));
    }
    let believable = u64::from(size.0) * u64::from(size.1) * BYTES_A_PIXEL + HEADERS;
    if bytes > believable.min(LARGEST_PICTURE) {
        return Err(nonsense("a picture of too many bytes"));
    }
    let jpeg = read_exactly(from, usize::try_from(bytes).map_err(io::Error::other)?)?;
    if !jpeg.starts_with(&SIGNATURE) {
        return Err(nonsense("a picture that is no JPEG"));
    }
    Ok(jpeg)
}

pub(super) fn write_shape(to: &mut impl Write, shape: &impl Serialize) -> io::Result<()> {
    write_frame(to, &serde_json::to_vec(shape)?)
}

fn write_frame(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    if frame.len() > LONGEST_FRAME {
        return Err(nonsense("a frame that is too long"));
    }
    let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(frame)
}

/// The next frame; `None` at a clean end.
pub(super) fn read_frame(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let first = loop {
        match from.read(&mut length[..1]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST_FRAME {
        return Err(nonsense("a frame that is too long"));
    }
    read_exactly(from, length).map(Some)
}

/// `count` bytes, a count that was checked before.
fn read_exactly(from: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; count];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn nonsense(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
