//! CR3: Canon's notes are TIFF blocks in a box of its own inside `moov`, the middle preview is in a second such box,
//! and the full-size JPEG is the only sample of the first track.

use std::io::{Read, Seek};

use super::{Layout, verified};
use crate::container::boxes::{Atom, each};
use crate::container::mp4;
use crate::error::MediaError;
use crate::exif::{Part, Tags, read_block_as};
use crate::source::Source;

/// `85c0b687-820f-11e0-8111-f4ce462b6a48`: notes and thumbnail.
const NOTES: [u8; 16] = *b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48";
/// `eaf42b5e-1c98-4b88-b9fb-b7dc406e4d16`: the middle preview.
const PREVIEW: [u8; 16] = *b"\xEA\xF4\x2B\x5E\x1C\x98\x4B\x88\xB9\xFB\xB7\xDC\x40\x6E\x4D\x16";
/// A block of notes is some kilobytes.
const MAX_BLOCK: u64 = 1024 * 1024;
/// A picture's own header before its first byte is 16 to 24 bytes.
const MAX_HEADER: u64 = 64;

pub(super) fn layout<R: Read + Seek>(source: &mut Source<R>) -> Result<Layout, MediaError> {
    source.seek_to(0)?;
    let (mut tags, mut places) = (Tags::default(), Vec::new());
    let (mut found, mut movie) = (false, None);
    let end = source.len();
    each(source, end, |source, atom| {
        match &atom.name {
            b"moov" => {
                each(source, atom.end, |source, inner| {
                    if &inner.name == b"uuid" && inner.size() >= 16 && source.array()? == NOTES {
                        // A box that Canon adds one day must not hide the others.
                        let _ = each(source, inner.end, |source, note| {
                            read_note(source, note, &mut tags, &mut places)
                        });
                    }
                    Ok(())
                })?;
                source.seek_to(atom.start)?;
                found = true;
                movie = mp4::read_moov(source, atom).ok();
            }
            b"uuid" if atom.size() >= 24 && source.array()? == PREVIEW => {
                source.skip(8)?;
                let _ = each(source, atom.end, |source, inner| {
                    if &inner.name == b"PRVW" {
                        places.extend(picture(source, inner)?);
                    }
                    Ok(())
                });
            }
            _ => {}
        }
        Ok(())
    })?;
    if !found {
        return Err(MediaError::Truncated);
    }
    for track in movie.iter().flat_map(|movie| &movie.tracks) {
        if let Ok(Some(span)) = track.samples.span(source, 0) {
            places.push((span.offset, span.length));
        }
    }
    Ok(Layout { tags, size: None, previews: verified(source, places) })
}

fn read_note<R: Read + Seek>(
    source: &mut Source<R>,
    atom: Atom,
    tags: &mut Tags,
    places: &mut Vec<(u64, u64)>,
) -> Result<(), MediaError> {
    let part = match &atom.name {
        b"CMT1" => Part::Main,
        b"CMT2" => Part::Exif,
        b"CMT4" => Part::Gps,
        b"THMB" => {
            places.extend(picture(source, atom)?);
            return Ok(());
        }
        _ => return Ok(()),
    };
    if atom.size() <= MAX_BLOCK {
        tags.fill_from(read_block_as(&source.bytes(atom.size())?, part));
    }
    Ok(())
}

/// Where the JPEG inside a picture box begins; its header differs between versions.
fn picture<R: Read + Seek>(
    source: &mut Source<R>,
    atom: Atom,
) -> Result<Option<(u64, u64)>, MediaError> {
    let head = source.bytes(atom.size().min(MAX_HEADER))?;
    let start = head.windows(3).position(|bytes| bytes == [0xFF, 0xD8, 0xFF]);
    Ok(start.map(|start| (atom.start + start as u64, atom.size() - start as u64)))
}
