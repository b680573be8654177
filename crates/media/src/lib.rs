//! Pixels: what a file is, whether it is whole, and smaller pictures of it.
//!
//! Terbit's intake asks three things of every file: *what are you* ([`probe()`]), *are you whole* ([`check`]), and *show
//! me* ([`derive()`], or [`ingest_picture`] for all three from one decode). [`Pool`] bounds how much of this happens at
//! once. [`sample`] paints pictures for demos and tests.
//!
//! Files come from strangers: kinds are told by signature, dimensions are checked before anything is allocated, and a
//! decoder's panic costs one file. That last promise needs unwinding: don't build a host with `panic = "abort"`.
//!
//! Everything here is synchronous and deterministic: the same bytes in give the same bytes out. The crate knows no
//! office, no async and no window.
//!
//! Left for later: decoding JPEG at a scale (libjpeg-turbo), HEIC and camera raw, frames of videos, pages of PDF,
//! conversion of CMYK through its own profile (CMYK JPEG are shown with the plain formula), and grey profiles.

#![forbid(unsafe_code)]

mod color;
mod container;
mod decode;
mod derive;
mod embedded;
mod error;
mod exif;
mod facts;
mod foreign;
mod kind;
mod limits;
mod orient;
mod pixels;
mod pool;
mod probe;
mod resize;
pub mod sample;
mod source;

pub use derive::{Recipe, Rendered, check, derive, ingest_picture};
pub use embedded::embedded_preview;
pub use error::MediaError;
pub use facts::Facts;
pub use kind::{Group, HEAD_BYTES, Kind, sniff};
pub use limits::{MAX_DECODED_BYTES, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_PROGRESSIVE_PIXELS};
pub use pool::{CancelToken, Cancelled, DEFAULT_PIXELS, Load, Pool};
pub use probe::{probe, probe_reader};
