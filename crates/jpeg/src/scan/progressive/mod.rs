//! Progressive files (SOF2): coefficients come in several scans, so they are kept until the last one. Kept are only
//! those that the scale needs, and one bit for each of the others: refinements must know which are nonzero.

mod plan;
mod refine;
mod store;
mod walk;

use crate::Thoroughness;
use crate::bits::Bits;
use crate::error::JpegError;
use crate::frame::Frame;
use crate::huffman::{Meaning, Table};
use crate::marker::{Event, Scan, Walk};
use crate::planes::Canvas;
use store::Store;

/// Decodes all scans and draws the result.
pub(crate) fn decode(
    bytes: &[u8],
    mut walk: Walk<'_>,
    first: Event,
    frame: &Frame,
    sizes: &[usize],
    thoroughness: Thoroughness,
) -> Result<Vec<Canvas>, JpegError> {
    let mut scans = Vec::new();
    let mut event = first;
    let marked = loop {
        match event {
            Event::Scan(scan) => scans.push(*scan),
            Event::End { marked } => break marked,
        }
        event = walk.next()?;
    };
    let quants = plan::check(frame, &scans, marked)?;
    // What may have been cut must be looked at.
    let all = !marked || thoroughness == Thoroughness::Whole;
    let needed = if all { vec![true; scans.len()] } else { plan::needed(frame, &scans, sizes) };

    let mut stores: Vec<Store> =
        frame.components.iter().zip(sizes).map(|(c, &size)| Store::new(c.padded, size)).collect();
    for (scan, _) in scans.iter().zip(needed).filter(|(_, needed)| *needed) {
        run(bytes, frame, scan, &mut stores)?;
    }
    Ok(stores.into_iter().zip(&quants).map(|(store, quant)| store.draw(quant)).collect())
}

fn run(bytes: &[u8], frame: &Frame, scan: &Scan, stores: &mut [Store]) -> Result<(), JpegError> {
    let bits = Bits::new(bytes, scan.data);
    if scan.start == 0 {
        return dc(bits, frame, scan, stores);
    }
    let part = &scan.parts[0];
    let blocks = frame.components[part.component].blocks;
    let meaning = if scan.high == 0 { Meaning::AcFirst } else { Meaning::AcRefine };
    let Some(spec) = &part.ac else {
        return Err(JpegError::damaged("a scan without its Huffman table"));
    };
    let table = Table::new(spec, meaning);
    let store = &mut stores[part.component];
    match store.size {
        1 => walk::ac::<1>(bits, scan, &table, blocks, store),
        2 => walk::ac::<2>(bits, scan, &table, blocks, store),
        4 => walk::ac::<4>(bits, scan, &table, blocks, store),
        _ => walk::ac::<8>(bits, scan, &table, blocks, store),
    }
}

/// A scan of DC coefficients, the only kind that may be interleaved.
fn dc(
    mut bits: Bits<'_>,
    frame: &Frame,
    scan: &Scan,
    stores: &mut [Store],
) -> Result<(), JpegError> {
    let alone = scan.parts.len() == 1;
    let mut channels = Vec::with_capacity(scan.parts.len());
    for part in &scan.parts {
        let table = match (&part.dc, scan.high) {
            (Some(spec), 0) => Some(Table::new(spec, Meaning::Dc)),
            (None, 0) => return Err(JpegError::damaged("a scan without its Huffman table")),
            _ => None,
        };
        let component = &frame.components[part.component];
        let step =
            if alone { (1, 1) } else { (usize::from(component.h), usize::from(component.v)) };
        channels.push((part.component, table, step, 0i32));
    }
    let mcus = if alone { frame.components[scan.parts[0].component].blocks } else { frame.mcus };
    let (mut until_restart, mut restarts) = (scan.restart, 0u8);
    for y in 0..mcus.1 {
        for x in 0..mcus.0 {
            if scan.restart > 0 {
                if until_restart == 0 {
                    bits.restart(restarts)?;
                    restarts = restarts.wrapping_add(1);
                    until_restart = scan.restart;
                    channels.iter_mut().for_each(|channel| channel.3 = 0);
                }
                until_restart -= 1;
            }
            bits.ready()?;
            let (window, cursor) = bits.parts();
            for (component, table, step, previous) in &mut channels {
                let store = &mut stores[*component];
                for v in 0..step.1 {
                    for h in 0..step.0 {
                        let at = store.at(x * step.0 + h, y * step.1 + v);
                        let kept = &mut store.kept[at * store.size * store.size];
                        cursor.refill(window);
                        if let Some(table) = table {
                            let entry = table.entry(cursor, window)?;
                            *previous = previous.wrapping_add(entry.value(cursor));
                            cursor.drop(entry.total());
                            *kept = (*previous << scan.low) as i16;
                        } else {
                            *kept |= (cursor.bit() << scan.low) as i16;
                        }
                    }
                }
            }
        }
    }
    bits.finish().map(|_| ())
}
