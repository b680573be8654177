//! HEIC and AVIF: the still pictures that phones and browsers write, decoded to 8-bit RGB or RGBA.
//!
//! [`info()`] tells from the headers what a file claims to be, [`decode()`] shows it, and [`decode_thumbnail()`] shows
//! the small picture that phones put beside the large one, which is much quicker.
//!
//! ```text
//! container   boxes, items, properties: where everything is and what is said about it
//! codec       one coded item to samples: HEVC by `rust_h265`, AV1 by `rusty_av1d`
//! assemble    grids, derived pictures, alpha; cropping, turning, mirroring
//! color       luma and chroma to red, green and blue
//! ```
//!
//! Files come from strangers. Every size and offset is compared with the file and with [`Limits`] before memory is taken
//! for it; derivations are followed a bounded number of times; one item yields one picture, however many frames are
//! hidden in it; and a decoder that panics costs its file only (which needs unwinding: not `panic = "abort"`).
//!
//! Not decoded: HEVC in 4:2:2 and 4:0:0 (cameras' `.hif`; the alpha of most HEIC that have any), overlays (`iovl`),
//! layered AVIF, other codecs in HEIF. These are refused by name, as [`HeifError::Unsupported`].

#![forbid(unsafe_code)]

mod assemble;
mod codec;
mod color;
mod container;
mod error;
mod info;
mod limits;
mod picture;

pub use codec::Codec;
pub use color::Nclx;
pub use error::HeifError;
pub use info::{Info, info};
pub use limits::Limits;
pub use picture::{Picture, decode, decode_thumbnail};
