//! Bounded reading. Every offset and length inside a file is a claim by a stranger; `Source` lets a parser follow such
//! claims without ever allocating or seeking past what the file really has.

use std::io::{BufReader, Read, Seek, SeekFrom};

use crate::error::MediaError;

/// A seekable reader that knows where it is and how long it is.
pub(crate) struct Source<R> {
    inner: BufReader<R>,
    position: u64,
    len: u64,
}

impl<R: Read + Seek> Source<R> {
    /// Starts at offset 0 of a reader that holds `len` bytes.
    pub(crate) fn new(mut reader: R, len: u64) -> Result<Self, MediaError> {
        reader.seek(SeekFrom::Start(0))?;
        Ok(Self { inner: BufReader::with_capacity(16 * 1024, reader), position: 0, len })
    }

    pub(crate) const fn len(&self) -> u64 {
        self.len
    }

    pub(crate) const fn position(&self) -> u64 {
        self.position
    }

    pub(crate) const fn remaining(&self) -> u64 {
        self.len.saturating_sub(self.position)
    }

    /// Moves to an absolute offset. Past the end is [`MediaError::Truncated`].
    pub(crate) fn seek_to(&mut self, offset: u64) -> Result<(), MediaError> {
        if offset > self.len {
            return Err(MediaError::Truncated);
        }
        match i64::try_from(i128::from(offset) - i128::from(self.position)) {
            Ok(step) => self.inner.seek_relative(step)?,
            Err(_) => self.inner.seek(SeekFrom::Start(offset)).map(|_| ())?,
        }
        self.position = offset;
        Ok(())
    }

    pub(crate) fn skip(&mut self, count: u64) -> Result<(), MediaError> {
        let target = self.position.checked_add(count).ok_or(MediaError::Truncated)?;
        self.seek_to(target)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], MediaError> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes)?;
        self.position += N as u64;
        Ok(bytes)
    }

    /// Reads exactly `count` bytes; a count beyond the end is refused before it is allocated.
    pub(crate) fn bytes(&mut self, count: u64) -> Result<Vec<u8>, MediaError> {
        let size = usize::try_from(count).map_err(|_| MediaError::Truncated)?;
        if count > self.remaining() {
            return Err(MediaError::Truncated);
        }
        let mut bytes = vec![0; size];
        self.inner.read_exact(&mut bytes)?;
        self.position += count;
        Ok(bytes)
    }

    /// Reads up to `count` bytes, fewer at the end of the file.
    pub(crate) fn up_to(&mut self, count: u64) -> Result<Vec<u8>, MediaError> {
        self.bytes(count.min(self.remaining()))
    }

    /// A part of this source as a source of its own, standing at its start. This one must be sought before it is used
    /// again, which every reader here does.
    pub(crate) fn window(
        &mut self,
        offset: u64,
        len: u64,
    ) -> Result<Source<Window<'_, R>>, MediaError> {
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(MediaError::Truncated);
        }
        self.seek_to(offset)?;
        Source::new(Window { source: self, start: offset, len }, len)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, MediaError> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16_be(&mut self) -> Result<u16, MediaError> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32_be(&mut self) -> Result<u32, MediaError> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64_be(&mut self) -> Result<u64, MediaError> {
        self.array().map(u64::from_be_bytes)
    }

    pub(crate) fn u32_le(&mut self) -> Result<u32, MediaError> {
        self.array().map(u32::from_le_bytes)
    }
}

/// The bytes of a part of a [`Source`].
pub(crate) struct Window<'a, R> {
    source: &'a mut Source<R>,
    start: u64,
    len: u64,
}

impl<R: Read + Seek> Read for Window<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = (self.start + self.len).saturating_sub(self.source.position);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.source.inner.read(&mut buffer[..most])?;
        self.source.position += count as u64;
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for Window<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let here = self.source.position - self.start;
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(step) => here.checked_add_signed(step),
            SeekFrom::End(step) => self.len.checked_add_signed(step),
        };
        let target = target.filter(|&target| target <= self.len);
        let target = target.ok_or(std::io::ErrorKind::UnexpectedEof)?;
        match self.source.seek_to(self.start + target) {
            Ok(()) => Ok(target),
            Err(MediaError::Io(error)) => Err(error),
            Err(_) => Err(std::io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
