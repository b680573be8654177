//! Which scans a progressive file has, whether they make sense together, and which of them a scale needs.

use super::store::wanted;
use crate::error::JpegError;
use crate::frame::Frame;
use crate::marker::Scan;

/// Each coefficient starts unknown.
const UNKNOWN: u8 = 255;

/// Checks that every scan says something new about coefficients that are known as well as it assumes. Returns the
/// components' quantisation tables, as they stood at their first scans.
pub(super) fn check(
    frame: &Frame,
    scans: &[Scan],
    marked: bool,
) -> Result<Vec<[u16; 64]>, JpegError> {
    let mut known = vec![[UNKNOWN; 64]; frame.components.len()];
    let mut quants = vec![None; frame.components.len()];
    for scan in scans {
        let (start, end) = (usize::from(scan.start), usize::from(scan.end));
        let band = match (start, end) {
            (0, 0) => 0..1,
            (1.., ..64) if start <= end && scan.parts.len() == 1 => start..end + 1,
            _ => return Err(JpegError::damaged("a scan of impossible coefficients")),
        };
        if scan.low > 13 || (scan.high != 0 && scan.high != scan.low + 1) {
            return Err(JpegError::damaged("a scan of impossible precision"));
        }
        for part in &scan.parts {
            for precision in &mut known[part.component][band.clone()] {
                let expected = if scan.high == 0 { UNKNOWN } else { scan.high };
                if *precision != expected {
                    return Err(JpegError::damaged("a scan that doesn't follow the one before"));
                }
                *precision = scan.low;
            }
            let quant = &mut quants[part.component];
            *quant = quant.or(part.quant);
        }
    }
    if known.iter().any(|known| known[0] == UNKNOWN) {
        return Err(JpegError::Truncated);
    }
    // Without an end mark, only full precision shows that no scan is missing.
    if !marked && known.iter().flatten().any(|&precision| precision != 0) {
        return Err(JpegError::Truncated);
    }
    quants
        .into_iter()
        .map(|quant| quant.ok_or(JpegError::damaged("a scan without its quantisation table")))
        .collect()
}

/// Which scans change what is seen at the scale: those of wanted coefficients, and those that tell their refinements
/// where the nonzero ones are. From a quarter down, the last bit of AC coefficients isn't seen any more: it's less than
/// a grey level or two in single samples, and half of that on average, of pictures that will be made smaller still.
pub(super) fn needed(frame: &Frame, scans: &[Scan], sizes: &[usize]) -> Vec<bool> {
    let mut wants: Vec<u64> = sizes.iter().map(|&size| wanted(size as u8)).collect();
    debug_assert_eq!(wants.len(), frame.components.len());
    let mut needed = vec![false; scans.len()];
    for (scan, needed) in scans.iter().zip(&mut needed).rev() {
        let band = !0 << scan.start & (!0 >> (63 - scan.end));
        let unseen = |component: usize| {
            scan.start > 0 && scan.high > 0 && scan.low == 0 && sizes[component] <= 2
        };
        let wanted = |component: usize| wants[component] & band != 0 && !unseen(component);
        *needed = scan.parts.iter().any(|part| wanted(part.component));
        if *needed && scan.high > 0 && scan.start > 0 {
            wants[scan.parts[0].component] |= band;
        }
    }
    needed
}
