//! HTTP over the use-cases: one axum router with its own description, and the browser edition of the UI.
//!
//! Every host runs this same router: the server behind a port, the desktop window in process. A handler
//! parses, calls one `Office` method on a thread that may wait, and answers. What may be done, and what
//! it is called on screen, is decided below this crate; what is decided here is the wire: statuses,
//! cookies, limits, headers.

#![forbid(unsafe_code)]

mod app;
mod body;
mod client;
mod cookie;
mod crowd;
mod data_dir;
mod device;
mod failure;
mod guard;
mod headers;
mod host;
mod log;
mod misread;
mod nearby;
mod openapi;
mod pairing_code;
mod pairing_here;
mod private_file;
mod problems;
mod range;
mod reach;
mod router;
mod routes;
mod serve;
mod signed_in;
mod tls;
pub mod tools;
mod unread;
mod upload;
mod vanished;
mod web;

pub use data_dir::{NoDataDir, default_data_dir};
pub use device::DEVICE;
pub use failure::Failure;
pub use guard::Edition;
pub use host::{Host, OpenError};
pub use log::{LogLevel, LogStyle, begin_log};
pub use nearby::{Nearby, nearby};
pub use office::parts::media::workshop::serve_if_asked;
pub use office::parts::workflow::Sha256;
pub use office::view::{AssetView, Change, ChangeKind};
pub use office::{CancelToken, Priority};
pub use openapi::openapi;
pub use pairing_code::{NotACode, PairingCode};
pub use pairing_here::{CodeHere, NoCodeHere, pairing_code_here};
pub use private_file::write_private;
pub use reach::addresses;
pub use router::page;
pub use serve::serve;
pub use tls::{Certificate, CertificateError};
