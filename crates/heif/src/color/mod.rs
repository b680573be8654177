//! From luma and chroma to red, green and blue.

mod convert;
mod matrix;
mod nclx;
mod upsample;

pub(crate) use self::convert::{alpha_into, to_rgb};
pub use self::nclx::Nclx;
