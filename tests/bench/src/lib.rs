//! What several benches share.

pub mod five;
pub mod pictures;
pub mod spread;
