//! `hvcC`: parameter sets that stand beside the picture, and how its units are told apart.

use crate::container::Cursor;
use crate::error::{HeifError, Result};

/// More parameter sets than any still picture has.
const MAX_PARAMETER_SETS: usize = 64;

pub(super) struct Config<'a> {
    pub(super) parameter_sets: Vec<&'a [u8]>,
    length_size: usize,
}

impl<'a> Config<'a> {
    pub(super) fn parse(body: &'a [u8]) -> Result<Self> {
        let mut cursor = Cursor::new(body);
        let head: [u8; 23] = cursor.array()?;
        let mut parameter_sets = Vec::new();
        for _ in 0..head[22] {
            cursor.u8()?;
            for _ in 0..cursor.u16()? {
                let length = cursor.u16()?;
                parameter_sets.push(cursor.take(usize::from(length))?);
                if parameter_sets.len() > MAX_PARAMETER_SETS {
                    return Err(HeifError::damaged("too many parameter sets"));
                }
            }
        }
        Ok(Self { parameter_sets, length_size: usize::from(head[21] & 3) + 1 })
    }

    /// The units of a picture's data, each with its length before it.
    pub(super) fn units<'d>(&self, data: &'d [u8]) -> impl Iterator<Item = Result<&'d [u8]>> {
        let length_size = self.length_size;
        let mut cursor = Cursor::new(data);
        std::iter::from_fn(move || {
            if cursor.is_empty() {
                return None;
            }
            let unit = cursor.take(length_size).and_then(|length| {
                let length = length.iter().fold(0, |length, &byte| length << 8 | usize::from(byte));
                cursor.take(length)
            });
            if unit.is_err() {
                cursor = Cursor::new(&[]);
            }
            Some(unit)
        })
    }
}

pub(crate) fn bit_depth(body: &[u8]) -> Option<u8> {
    body.get(17).map(|byte| 8 + (byte & 7))
}
