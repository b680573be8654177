//! The scans: entropy-coded data to coefficients, and for sequential files on to samples.

pub(crate) mod baseline;
pub(crate) mod progressive;
