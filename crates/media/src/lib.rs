//! Pixels: what a file is, whether it is whole, and smaller pictures of it.
//!
//! Terbit's intake asks three things of every file: *what are you* ([`probe()`]), *are you whole* ([`check`]), and *show
//! me* ([`derive()`]); [`carry_out`] answers all three, and cuts pictures for the platforms' places, from one decode.
//! [`Workshop`] has that done in processes that may crash, and [`Pool`] bounds how much of it happens at once.
//! [`sample`] paints pictures for demos and tests.
//!
//! Files come from strangers: kinds are told by signature, dimensions are checked before anything is allocated, and a
//! decoder's panic costs one file. That last promise needs unwinding: don't build a host with `panic = "abort"`.
//!
//! Everything here is synchronous and deterministic: the same bytes in give the same bytes out. The crate knows no
//! office, no async and no window.

#![forbid(unsafe_code)]

mod calendar;
mod cancel;
mod carry;
mod color;
mod container;
mod decode;
mod derive;
mod embedded;
mod encode;
mod error;
mod exif;
mod facts;
mod foreign;
mod geo;
mod icc;
mod ifd;
mod kind;
mod limits;
mod look;
mod order;
mod orient;
mod pixels;
mod place;
mod pool;
mod probe;
mod raster;
mod render;
mod resize;
pub mod sample;
mod signature;
mod source;
pub mod tiles;
mod video;
pub mod workshop;

pub use cancel::{CancelToken, Cancelled};
pub use carry::carry_out;
pub use derive::{Recipe, Rendered, check, derive, ingest_picture};
pub use embedded::embedded_preview;
pub use error::MediaError;
pub use facts::{Color, ColorModel, Facts, Focus, Look, Position, VideoFacts};
pub use geo::{Near, nearest_place};
pub use kind::{Group, HEAD_BYTES, Kind, Sight};
pub use limits::{MAX_DECODED_BYTES, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_PROGRESSIVE_PIXELS};
pub use look::{NEARLY_THE_SAME, distance};
pub use order::{Cut, Done, Order, Rendition};
pub use place::{Fit, Place};
pub use pool::{DEFAULT_BYTES, Load, Pool};
pub use probe::{probe, probe_reader};
pub use signature::sniff;
pub use video::{
    CopyError, Refusal, Tool, VideoRule, ffmpeg, ffmpeg_among, platform_copy, refusals,
};
pub use workshop::Workshop;
