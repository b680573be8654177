//! Sequential scans (SOF0, SOF1). Each block goes from bits to samples at once, so nothing but the planes is kept.
//! Coefficients beyond those that the scale needs are walked over, not decoded.

use crate::bits::{Bits, Cursor, Window};
use crate::error::JpegError;
use crate::frame::Frame;
use crate::huffman::{END, Meaning, Table};
use crate::idct;
use crate::marker::{Part, Scan, ZIGZAG};
use crate::planes::Canvas;
use crate::skip::{Skip, TOO_MANY};

/// A component while its scan runs.
struct Channel<'c> {
    dc: Table,
    ac: Table,
    skip: Skip,
    quant: [i16; 64],
    /// The DC that the next difference adds to.
    previous: i32,
    canvas: &'c mut Canvas,
    /// Blocks of this component in an MCU.
    step: (usize, usize),
}

/// Decodes one scan onto the canvases of its components. Returns where to look for the next marker.
pub(crate) fn decode(
    bytes: &[u8],
    frame: &Frame,
    scan: &Scan,
    canvases: &mut [Canvas],
) -> Result<usize, JpegError> {
    if (scan.start, scan.end, scan.high, scan.low) != (0, 63, 0, 0) {
        return Err(JpegError::damaged("a sequential scan of some coefficients only"));
    }
    let alone = scan.parts.len() == 1;
    let mut slots: Vec<Option<&mut Canvas>> = canvases.iter_mut().map(Some).collect();
    let mut channels = Vec::with_capacity(scan.parts.len());
    for part in &scan.parts {
        let component = &frame.components[part.component];
        let Some(canvas) = slots[part.component].take() else {
            return Err(JpegError::damaged("a scan that names a component twice"));
        };
        let step =
            if alone { (1, 1) } else { (usize::from(component.h), usize::from(component.v)) };
        channels.push(Channel::new(part, canvas, step)?);
    }
    let mcus = if alone { frame.components[scan.parts[0].component].blocks } else { frame.mcus };

    let mut bits = Bits::new(bytes, scan.data);
    let mut until_restart = scan.restart;
    let mut restarts = 0u8;
    for y in 0..mcus.1 {
        for x in 0..mcus.0 {
            if scan.restart > 0 {
                if until_restart == 0 {
                    bits.restart(restarts)?;
                    restarts = restarts.wrapping_add(1);
                    until_restart = scan.restart;
                    channels.iter_mut().for_each(|channel| channel.previous = 0);
                }
                until_restart -= 1;
            }
            bits.ready()?;
            let (window, cursor) = bits.parts();
            for channel in &mut channels {
                channel.mcu(cursor, window, x, y)?;
            }
        }
    }
    bits.finish()
}

impl<'c> Channel<'c> {
    fn new(part: &Part, canvas: &'c mut Canvas, step: (usize, usize)) -> Result<Self, JpegError> {
        let (Some(dc), Some(ac)) = (&part.dc, &part.ac) else {
            return Err(JpegError::damaged("a scan without its Huffman table"));
        };
        let Some(quant) = part.quant else {
            return Err(JpegError::damaged("a scan without its quantisation table"));
        };
        let ac = Table::new(ac, Meaning::Ac);
        Ok(Self {
            dc: Table::new(dc, Meaning::Dc),
            skip: Skip::new(&ac),
            ac,
            quant: quant.map(|q| q as i16),
            previous: 0,
            canvas,
            step,
        })
    }

    #[inline(always)]
    fn mcu(
        &mut self,
        cursor: &mut Cursor,
        window: &Window,
        x: usize,
        y: usize,
    ) -> Result<(), JpegError> {
        for v in 0..self.step.1 {
            for h in 0..self.step.0 {
                let at = self.canvas.at(x * self.step.0 + h, y * self.step.1 + v);
                match self.canvas.size {
                    1 => self.one(cursor, window, at),
                    2 => self.two(cursor, window, at),
                    4 => self.four(cursor, window, at),
                    _ => self.eight(cursor, window, at),
                }?;
            }
        }
        Ok(())
    }

    fn one(&mut self, cursor: &mut Cursor, window: &Window, at: usize) -> Result<(), JpegError> {
        let mut local = *cursor;
        let dc = self.dc(&mut local, window)?;
        self.skip.rest(&self.ac, &mut local, window, 0)?;
        *cursor = local;
        self.canvas.samples[at] = idct::one(dc, self.quant[0]);
        Ok(())
    }

    fn two(&mut self, cursor: &mut Cursor, window: &Window, at: usize) -> Result<(), JpegError> {
        let mut block = [0i16; 64];
        let mut local = *cursor;
        block[0] = self.dc(&mut local, window)?;
        self.some::<4>(&mut local, window, &mut block)?;
        *cursor = local;
        let (samples, stride) = self.canvas.target(at);
        idct::two([block[0], block[1], block[8], block[9]], &self.quant, samples, stride);
        Ok(())
    }

    fn four(&mut self, cursor: &mut Cursor, window: &Window, at: usize) -> Result<(), JpegError> {
        let mut block = [0i16; 64];
        let mut local = *cursor;
        block[0] = self.dc(&mut local, window)?;
        self.some::<24>(&mut local, window, &mut block)?;
        *cursor = local;
        let (samples, stride) = self.canvas.target(at);
        idct::four(&block, &self.quant, samples, stride);
        Ok(())
    }

    fn eight(&mut self, cursor: &mut Cursor, window: &Window, at: usize) -> Result<(), JpegError> {
        let mut block = [0i16; 64];
        let mut local = *cursor;
        block[0] = self.dc(&mut local, window)?;
        self.some::<63>(&mut local, window, &mut block)?;
        *cursor = local;
        let (samples, stride) = self.canvas.target(at);
        idct::eight(&block, &self.quant, samples, stride);
        Ok(())
    }

    #[inline(always)]
    fn dc(&mut self, cursor: &mut Cursor, window: &Window) -> Result<i16, JpegError> {
        cursor.refill(window);
        let entry = self.dc.entry(cursor, window)?;
        self.previous = self.previous.wrapping_add(entry.value(cursor));
        cursor.drop(entry.total());
        Ok(self.previous as i16)
    }

    /// Decodes the coefficients up to `LAST` in zigzag order and walks over the rest of the block. The cursor must hold
    /// 25 bits.
    #[inline(always)]
    fn some<const LAST: usize>(
        &self,
        cursor: &mut Cursor,
        window: &Window,
        block: &mut [i16; 64],
    ) -> Result<(), JpegError> {
        let mut k = 0;
        // The first symbol still fits the refill that was made for DC.
        if self.symbol(cursor, window, &mut k, block)? {
            return Ok(());
        }
        while k < LAST {
            cursor.refill(window);
            if self.symbol(cursor, window, &mut k, block)? {
                return Ok(());
            }
            if k >= LAST {
                break;
            }
            if self.symbol(cursor, window, &mut k, block)? {
                return Ok(());
            }
        }
        if k == 63 {
            return Ok(());
        }
        cursor.refill(window);
        self.skip.rest(&self.ac, cursor, window, k)
    }

    /// Decodes one symbol. Returns whether it ends the block.
    #[inline(always)]
    fn symbol(
        &self,
        cursor: &mut Cursor,
        window: &Window,
        k: &mut usize,
        block: &mut [i16; 64],
    ) -> Result<bool, JpegError> {
        let entry = self.ac.entry(cursor, window)?;
        let value = entry.value(cursor);
        cursor.drop(entry.total());
        if entry.advance() == END {
            return Ok(true);
        }
        *k += entry.advance();
        if *k > 63 {
            return Err(TOO_MANY);
        }
        block[usize::from(ZIGZAG[*k])] = value as i16;
        Ok(false)
    }
}
