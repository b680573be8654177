//! What several benches share.

pub mod bare;
pub mod five;
pub mod pictures;
pub mod spread;
